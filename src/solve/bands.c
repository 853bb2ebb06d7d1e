/* bands.c: what an ensemble says: bands of quantiles over time, shares of
 * samples, and the spread of every date, as the runs of a book.
 *
 * A year of progress is an order of magnitude of effective compute, about
 * what recent years brought (T. Davidson, T. Houlden, Forethought, 2025).
 *
 * What a newcomer would get wrong: a phase that a sample never reaches counts
 * as infinitely late. It shifts the quantiles of the others, and a quantile
 * that falls among the never is not reached. */
#include "ensemble.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *name;
    double share;
} quantiles[] = {{"p05", 0.05}, {"p10", 0.1}, {"p25", 0.25}, {"p50", 0.5},
                 {"p75", 0.75}, {"p90", 0.9}, {"p95", 0.95}};

#define QUANTILES COUNT(quantiles)

static const char *const line_names[LINES] = {[SILICON] = "silicon",
                                              [ENERGY] = "energy",
                                              [COOLING] = "cooling",
                                              [DEMAND] = "demand"};
static const char *const phase_names[PHASES] = {
    [PHASE_1] = "assistant", [CODE] = "code", [LAB] = "lab",
    [RSI] = "rsi",           [AGI] = "agi",   [SINGULARITY] = "singularity"};
static const char *const phase_labels[PHASES] = {
    [PHASE_1] = "AI as assistant",
    [CODE] = "AI writes AI code",
    [LAB] = "the downloadable lab",
    [RSI] = "recursive self-improvement",
    [AGI] = "artificial general intelligence",
    [SINGULARITY] = "the singularity"};

const char *
ensemble_phase(enum phase phase)
{
    return phase_names[phase];
}

/* Series. */

enum band { BAND_S, BAND_K, BAND_RISE, BANDS };

static const struct {
    const char *name, *label;
} band_table[BANDS] = {
    {"S_oom", "software level, orders of magnitude"},
    {"K_oom", "usable compute, orders of magnitude"},
    {"rise", "growth of software in the year to come, orders of magnitude"}};

/* Everything over time, while it is filled in. */
struct bands {
    const struct ensemble *all;
    double *band[BANDS][QUANTILES], *tight[LINES], *reached[PHASES];
};

static double
find_value(const struct ensemble *all, enum band band, int place, size_t i)
{
    if (band == BAND_K)
        return all->k[place][i] / LN10;
    if (band == BAND_S)
        return all->s[place][i] / LN10;
    double then = all->s[place + GRID_PER_YEAR][i];
    return real_finite(then) ? (then - all->s[place][i]) / LN10 : INFINITY;
}

static void
fill_band(const struct bands *bands, enum band band, int place, double *values)
{
    const struct ensemble *all = bands->all;
    bool known = band != BAND_RISE || place + GRID_PER_YEAR < GRID;

    for (size_t i = 0; known && i < all->count; i++)
        values[i] = find_value(all, band, place, i);
    if (known)
        order_sort(values, all->count);
    for (size_t q = 0; q < QUANTILES; q++) {
        double value =
            known ? order_quantile(values, all->count, quantiles[q].share)
                  : INFINITY;
        bands->band[band][q][place] = real_finite(value) ? value : real_nan();
    }
}

static void
fill_shares(const struct bands *bands, int place)
{
    const struct ensemble *all = bands->all;
    double year = GRID_START + (double)place / GRID_PER_YEAR;
    size_t tight[LINES] = {0}, reached[PHASES] = {0};

    for (size_t i = 0; i < all->count; i++) {
        tight[all->tight[place][i]]++;
        for (enum phase phase = CODE; phase < PHASES; phase++)
            reached[phase] += all->start[phase][i] <= year;
    }
    for (int line = 0; line < LINES && bands->tight[line]; line++)
        bands->tight[line][place] = (double)tight[line] / (double)all->count;
    for (enum phase phase = CODE; phase < PHASES; phase++)
        bands->reached[phase][place] =
            (double)reached[phase] / (double)all->count;
}

/* One place in time. */
static void
fill_place(void *context, int place)
{
    const struct bands *bands = context;
    struct arena own = {0};
    double *values = TAKE_ARRAY(&own, bands->all->count, double);

    for (enum band band = 0; band < BANDS; band++)
        fill_band(bands, band, place, values);
    fill_shares(bands, place);
    arena_close(&own);
}

/* Adds a series to a run and gives its values. */
static double *
add_series(struct arena *arena, struct series *list, size_t *count,
           const char *name, const char *label)
{
    double *at = TAKE_ARRAY(arena, GRID, double);

    list[(*count)++] = (struct series){name, "1", label, at};
    return at;
}

static void
list_series(struct arena *arena, struct bands *bands, struct run *run)
{
    size_t room = BANDS * QUANTILES + LINES + PHASES, *count;
    struct series *list = TAKE_ARRAY(arena, room, struct series);

    run->series = list;
    count = &run->series_count;
    for (enum band band = 0; band < BANDS; band++)
        for (size_t q = 0; q < QUANTILES; q++)
            bands->band[band][q] =
                add_series(arena, list, count,
                           arena_print(arena, "%s.%s", band_table[band].name,
                                       quantiles[q].name),
                           band_table[band].label);
    for (int line = 0; line < LINES && bands->all->wall == WALL_STANDS; line++)
        bands->tight[line] =
            add_series(arena, list, count,
                       arena_print(arena, "tight.%s", line_names[line]),
                       "share of samples in which it binds most");
    for (enum phase phase = CODE; phase < PHASES; phase++)
        bands->reached[phase] =
            add_series(arena, list, count,
                       arena_print(arena, "reached.%s", phase_names[phase]),
                       phase_labels[phase]);
}

static void
fill_series(struct arena *arena, const struct ensemble *all, int threads,
            struct run *run)
{
    struct bands bands = {.all = all};
    double *time = TAKE_ARRAY(arena, GRID, double);

    for (int i = 0; i < GRID; i++)
        time[i] = GRID_START + (double)i / GRID_PER_YEAR;
    run->time = time;
    run->rows = GRID;
    list_series(arena, &bands, run);
    pool_run(threads, GRID, fill_place, &bands);
}

/* Quantities. */

static void
list_dates(struct list *list, const struct ensemble *all, double *values)
{
    for (enum phase phase = CODE; phase < PHASES; phase++) {
        const char *name = phase_names[phase], *label = phase_labels[phase];
        memcpy(values, all->start[phase], all->count * sizeof *values);
        order_sort(values, all->count);
        for (size_t q = 0; q < QUANTILES; q++)
            list_add(list,
                     arena_print(list->arena, "%s.%s", name, quantiles[q].name),
                     "yr AD", label,
                     order_quantile(values, all->count, quantiles[q].share));
        list_add(list, arena_print(list->arena, "%s.never", name), "1", label,
                 1 - order_finite(values, all->count));
    }
}

static double
find_share(const double *values, size_t count, double least)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        found += values[i] >= least;
    return (double)found / (double)count;
}

static void
list_bursts(struct list *list, const struct ensemble *all)
{
    list_add(list, "burst_3", "1", "three years of progress in one",
             find_share(all->burst, all->count, 3 * LN10));
    list_add(list, "burst_10", "1", "ten years of progress in one",
             find_share(all->burst, all->count, 10 * LN10));
    list_add(list, "burst_3_software", "1",
             "three years of progress in one, by software alone",
             find_share(all->burst_software, all->count, 3 * LN10));
    list_add(list, "samples", "1", "samples", (double)all->count);
    list_add(list, "unfinished", "1", "samples that could not be followed",
             (double)all->unfinished);
}

/* When each sample reaches general intelligence, under each wall; NULL where
 * that wall was not asked for. */
struct arrivals {
    const double *at[WALLS];
    size_t count;
};

static double
find_median(const struct arrivals *arrivals, enum wall wall, double *values)
{
    memcpy(values, arrivals->at[wall], arrivals->count * sizeof *values);
    order_sort(values, arrivals->count);
    return order_quantile(values, arrivals->count, 0.5);
}

/* What the wall costs, as a difference of medians and within samples. */
static void
list_costs(struct list *list, const struct arrivals *arrivals, double *values)
{
    const double *wall = arrivals->at[WALL_STANDS];
    const double *open = arrivals->at[WALL_DEMAND];

    if (!open || !arrivals->at[WALL_FROZEN])
        return;
    double with = find_median(arrivals, WALL_STANDS, values);
    list_add(list, "cost", "yr", "what the wall costs",
             with - find_median(arrivals, WALL_DEMAND, values));
    list_add(list, "frozen_cost", "yr", "what frozen compute costs",
             find_median(arrivals, WALL_FROZEN, values) - with);
    for (size_t i = 0; i < arrivals->count; i++)
        values[i] = real_finite(wall[i]) ? wall[i] - open[i] : INFINITY;
    order_sort(values, arrivals->count);
    list_percentiles(list, "cost", "yr", "what the wall costs", values,
                     arrivals->count);
}

static struct run
make_run(struct arena *arena, const struct ensemble *all,
         const struct arrivals *arrivals, int threads)
{
    static const char *const names[WALLS][2] = {
        {"wall", "ensemble, with the hardware wall"},
        {"wall_demand", "ensemble, with money as the only limit"},
        {"wall_frozen", "ensemble, with compute frozen at its 2026 level"}};
    struct run run = {.name = names[all->wall][0],
                      .title = names[all->wall][1]};
    struct list list = {.arena = arena};
    double *values = TAKE_ARRAY(arena, all->count, double);

    fill_series(arena, all, threads, &run);
    list_dates(&list, all, values);
    list_bursts(&list, all);
    if (all->wall == WALL_STANDS)
        list_costs(&list, arrivals, values);
    run.quantities = list.at;
    run.quantity_count = list.count;
    return run;
}

/* One ensemble after the other, for each is large; the first, which is
 * compared with the others, comes last. */
void
ensemble_runs(struct arena *arena, struct diag *diag,
              const struct recipe *recipe, struct run *runs[WALLS])
{
    struct arena lasting = {0};
    size_t count = recipe->samples.count;
    struct arrivals arrivals = {.count = count};

    for (int wall = WALLS - 1; wall >= 0; wall--) {
        struct arena own = {0};
        if (!runs[wall])
            continue;
        struct ensemble *all =
            ensemble_new(&own, diag, recipe, (enum wall)wall);
        double *kept = TAKE_ARRAY(&lasting, count, double);
        memcpy(kept, all->start[AGI], count * sizeof *kept);
        arrivals.at[wall] = kept;
        *runs[wall] = make_run(arena, all, &arrivals, recipe->samples.threads);
        arena_close(&own);
    }
    arena_close(&lasting);
}

const struct model model_ensemble = {
    .name = "ensemble",
    .title = "the curve many times, with symbols drawn from their ranges",
    .symbols = coupled_symbols,
    .symbol_count = SYMBOLS,
    .samples = 4096,
};
