/* trial.c: the coupled model in the hand of a reader: symbols that change, the
 * course that follows from them, and samples a few at a time, so that a page
 * stays awake while they are drawn.
 *
 * What a newcomer would get wrong: this file runs in the reader's browser too,
 * where there is no book. What it must know of one comes as bytes, written here
 * and read here: every number low byte first, whatever the machine. */
#include "ensemble.h"

#include <math.h>
#include <string.h>

#define PARTS 5        /* of a range: value, spread, low, mode, high */
#define TOLERANCE 1e-6 /* as that of the ensemble */
/* A quarter of the book's rows: at the width of a page the lines are the same,
 * and whole years are rows. */
#define ROWS_PER_YEAR 16

enum { SOFTWARE, COMPUTE, LEVELS };

struct trial {
    struct range found[SYMBOLS], ranges[SYMBOLS];
    const struct course *course;
    double *levels[LEVELS][GRID]; /* [nat], a value a sample */
    size_t samples;
};

/* As bytes. */

static void
add_double(struct text *text, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < 8; i++)
        text_char(text, (char)(bits >> 8 * i & 0xff));
}

static double
read_double(const char *at)
{
    uint64_t bits = 0;
    double value;

    for (int i = 0; i < 8; i++)
        bits |= (uint64_t)(unsigned char)at[i] << 8 * i;
    memcpy(&value, &bits, sizeof value);
    return value;
}

struct bytes
trial_keep(struct arena *arena, const struct tree *tree)
{
    struct diag unsaid = {.arena = arena};
    struct range *ranges = ranges_default(arena, &model_curve);
    struct text text = text_new(arena);

    ranges_book(&unsaid, tree->models, &model_curve, ranges);
    for (size_t i = 0; i < SYMBOLS; i++) {
        if (!spread_live(ranges[i].spread))
            return (struct bytes){0};
        add_double(&text, ranges[i].value);
        add_double(&text, ranges[i].spread);
        add_double(&text, ranges[i].low);
        add_double(&text, ranges[i].mode);
        add_double(&text, ranges[i].high);
    }
    return text_all(&text);
}

static bool
read_range(const char *at, struct range *range)
{
    double part[PARTS];

    for (int i = 0; i < PARTS; i++)
        part[i] = read_double(at + 8 * i);
    if (!(part[1] >= 0 && part[1] < SPREADS))
        return false;
    *range = (struct range){part[0], (enum spread)part[1], part[2], part[3],
                            part[4]};
    return true;
}

struct trial *
trial_find(struct arena *arena, struct bytes bytes)
{
    struct trial *trial = TAKE(arena, struct trial);

    if (bytes.length != (size_t)8 * PARTS * SYMBOLS)
        return NULL;
    for (size_t i = 0; i < SYMBOLS; i++)
        if (!read_range(bytes.at + 8 * PARTS * i, &trial->found[i]))
            return NULL;
    trial_restore(trial);
    return trial;
}

/* Symbols. */

bool
trial_change(struct trial *trial, size_t symbol, double value)
{
    if (symbol >= SYMBOLS || !real_finite(value))
        return false;
    trial->ranges[symbol] = (struct range){.value = value};
    return true;
}

void
trial_restore(struct trial *trial)
{
    memcpy(trial->ranges, trial->found, sizeof trial->ranges);
}

/* The course. */

bool
trial_solve(struct arena *arena, struct trial *trial, int wall)
{
    struct symbols symbols = symbols_of(trial->ranges);
    struct plan plan = {.wall = (enum wall)wall};

    trial->course = NULL;
    if (!(symbols.a0 < symbols.amax) || wall < 0 || wall >= WALLS)
        return false;
    trial->course = course_new(arena, &symbols, &plan);
    return trial->course->path.complete;
}

bool
trial_solved(const struct trial *trial)
{
    return trial->course;
}

void
trial_row(const struct trial *trial, double year, double *row)
{
    struct moment moment;

    course_at(trial->course, year, &moment);
    moment_row(&moment, year, row);
}

void
trial_dates(const struct trial *trial, double *dates)
{
    const struct course *course = trial->course;

    for (int i = CODE; i < PHASES; i++) {
        const struct date *raw = &course->raw[i], *start = &course->start[i];
        dates[i - CODE] = raw->reached ? raw->at : real_nan();
        dates[i - CODE + PHASES - CODE] =
            start->reached ? start->at : real_nan();
    }
}

struct run
trial_run(struct arena *arena, const struct trial *trial)
{
    return run_grid(arena, trial->course, ROWS_PER_YEAR, "central", "");
}

const struct data *
trial_story(struct arena *arena, struct trial *trial)
{
    struct data *data = TAKE(arena, struct data);
    struct run *runs = TAKE_ARRAY(arena, 2, struct run);

    trial_restore(trial);
    trial_solve(arena, trial, WALL_STANDS);
    if (!trial->course)
        return data;
    runs[0] = run_course(arena, trial->course, "central", "");
    runs[1] = run_spiral(arena, trial->course);
    *data = (struct data){.runs = runs, .run_count = 2};
    trial->course = NULL;
    return data;
}

/* Samples. */

static void
take_levels(struct arena *lasting, struct trial *trial)
{
    for (int level = 0; level < LEVELS && !trial->levels[level][0]; level++)
        for (int i = 0; i < GRID; i++)
            trial->levels[level][i] =
                TAKE_ARRAY(lasting, TRIAL_SAMPLES, double);
}

static void
draw_sample(struct trial *trial, int wall, size_t sample)
{
    struct recipe recipe = {trial->ranges, {0, {SEED, 0}, 1}, (enum wall)wall};
    struct plan plan = {(enum wall)wall, 0, TOLERANCE, true};
    struct arena own = {0};
    struct symbols symbols;
    struct moment moment;

    ensemble_draw(&recipe, sample, &symbols);
    bool sound = symbols.a0 < symbols.amax;
    struct course *course = sound ? course_new(&own, &symbols, &plan) : NULL;
    for (int i = 0; i < GRID; i++) {
        double year = GRID_START + (double)i / GRID_PER_YEAR;
        bool known = sound && year - GRID_START <= course->end;
        if (known)
            course_at(course, year, &moment);
        trial->levels[SOFTWARE][i][sample] = known ? moment.s : INFINITY;
        trial->levels[COMPUTE][i][sample] = known ? moment.k : INFINITY;
    }
    arena_close(&own);
}

void
trial_sample(struct arena *lasting, struct trial *trial, int wall, size_t from,
             size_t to)
{
    take_levels(lasting, trial);
    trial->samples = from ? trial->samples : 0;
    for (size_t i = from; i < to && i < TRIAL_SAMPLES; i++) {
        draw_sample(trial, wall, i);
        trial->samples = i + 1;
    }
}

static const struct {
    const char *names[LEVELS];
    double share;
} quantiles[] = {
    {{"S_oom.p05", "K_oom.p05"}, 0.05}, {{"S_oom.p10", "K_oom.p10"}, 0.1},
    {{"S_oom.p25", "K_oom.p25"}, 0.25}, {{"S_oom.p50", "K_oom.p50"}, 0.5},
    {{"S_oom.p75", "K_oom.p75"}, 0.75}, {{"S_oom.p90", "K_oom.p90"}, 0.9},
    {{"S_oom.p95", "K_oom.p95"}, 0.95}};

#define QUANTILES COUNT(quantiles)

static void
fill_quantiles(const struct trial *trial, int level, int place, double *sorted,
               double *const *at)
{
    memcpy(sorted, trial->levels[level][place],
           trial->samples * sizeof *sorted);
    order_sort(sorted, trial->samples);
    for (size_t q = 0; q < QUANTILES; q++) {
        double value =
            order_quantile(sorted, trial->samples, quantiles[q].share);
        at[q][place] = real_finite(value) ? value / LN10 : real_nan();
    }
}

struct run
trial_bands(struct arena *arena, const struct trial *trial)
{
    struct series *series =
        TAKE_ARRAY(arena, LEVELS * QUANTILES, struct series);
    double *time = TAKE_ARRAY(arena, GRID, double), *at[QUANTILES];
    double *sorted = TAKE_ARRAY(arena, TRIAL_SAMPLES, double);

    for (int i = 0; i < GRID; i++)
        time[i] = GRID_START + (double)i / GRID_PER_YEAR;
    for (int level = 0; level < LEVELS; level++) {
        for (size_t q = 0; q < QUANTILES; q++) {
            at[q] = TAKE_ARRAY(arena, GRID, double);
            series[level * (int)QUANTILES + (int)q] =
                (struct series){quantiles[q].names[level], "1", "", at[q]};
        }
        for (int i = 0; i < GRID && trial->samples; i++)
            fill_quantiles(trial, level, i, sorted, at);
    }
    return (struct run){.name = "wall",
                        .rows = trial->samples ? GRID : 0,
                        .time = time,
                        .series = series,
                        .series_count = LEVELS * QUANTILES};
}
