/* feasibility.c: the model "feasibility": how large a training run the world
 * could hold by 2030, after J. Sevilla et al., "Can AI scaling continue
 * through 2030?" (Epoch AI, 20 August 2024): its inputs, and samples of them.
 *
 *     local        on one campus, by its power
 *     distributed  on many campuses, by their power
 *     bandwidth    on many campuses, by the network between them
 *     power        = max(local, min(distributed, bandwidth))
 *     chips        by the chips that are made until 2030
 *     data         by text, images, video and audio there are to learn from
 *     latency      by layers waiting for each other
 *     least        = min(power, chips, data, latency)
 *
 * in FLOP of one run; the formulas are in feasible.c. Inputs are given by
 * their 10th, 50th and 90th percentiles, each a metalog (of ln x; of
 * ln (x - 1) for a growth; of ln x/(1 - x) for a share), and tied by rank
 * correlations rho in a Gaussian copula, whose own are 2 sin(pi rho / 6).
 *
 * Half of the time goes into the logarithms and exponentials of the metalogs,
 * an eighth into random numbers, a twelfth into sorting.
 *
 * What a newcomer would get wrong: the parts of a sample share their inputs,
 * a long run is long for every constraint, so the percentiles of least are
 * not the least of the percentiles. */
#include "feasibility.h"

#define STREAM 4 /* of random numbers */

#define EPOCH "Sevilla et al. 2024, Epoch AI"
/* clang-format off */
#define AMOUNT(median, p10, p90) {median, SPREAD_METALOG, p10, median, p90}
#define GROWTH(median, p10, p90) {median, SPREAD_GROWTH, p10, median, p90}
#define SHARE(median, p10, p90) {median, SPREAD_SHARE, p10, median, p90}

static const struct symbol symbols[] = {
    {"T", "s", "duration of the run", 1, 1e12, 0,
     AMOUNT(1.56e7, 5.18e6, 2.33e7), EPOCH, "V"},
    {"f", "1", "share of all compute that the largest run gets",
     0, 1, OPEN_LOW | OPEN_HIGH, SHARE(0.26, 0.16, 0.40), EPOCH, "V"},
    {"peak", "FLOP/s", "peak speed of an H100, at the run's precision",
     1, 1e30, 0, AMOUNT(2e15, 1e15, 4e15), EPOCH, "V"},
    {"util", "1", "share of peak speed that is used",
     0, 1, OPEN_LOW | OPEN_HIGH, SHARE(0.375, 0.20, 0.60), EPOCH, "V"},
    {"W_gpu", "W", "power of an H100 with server, network and cooling",
     1e-6, 1e12, 0, AMOUNT(1704, 1527.9, 1846), EPOCH, "V"},
    {"g_eff", "1", "yearly growth of FLOP per joule", 1, 1000, OPEN_LOW,
     GROWTH(1.28, 1.16, 1.42), EPOCH, "V"},
    {"DC", "W", "power of data centers in the US in 2024", 1, 1e20, 0,
     AMOUNT(4e10, 3.3e10, 5e10), EPOCH, "V"},
    {"g_DC", "1", "yearly growth of data centers in the US", 1, 1000, OPEN_LOW,
     GROWTH(1.15, 1.10, 1.32), EPOCH, "V"},
    {"g_non", "1", "the same without AI, at most g_DC", 1, 1000, OPEN_LOW,
     GROWTH(1.08, 1.07, 1.10), EPOCH, "V"},
    {"DC_ai", "W", "power of data centers for AI in the US in 2024", 0, 1e20,
     0, {.value = 3.04e9}, EPOCH, "V"},
    {"campus", "W", "power of the largest campus in 2030", 1, 1e20, 0,
     AMOUNT(2.5e9, 9.6e8, 5e9), EPOCH, "V"},
    {"loop", "km", "length of the network between campuses", 1e-3, 1e9, 0,
     AMOUNT(2945.1, 350, 10618.45), EPOCH, "V"},
    {"batch", "tokens", "tokens of a batch", 1, 1e20, 0,
     AMOUNT(6e7, 1.6e7, 3.6e8), EPOCH, "V"},
    {"bw", "bps", "bandwidth between campuses in 2024", 1, 1e30, 0,
     AMOUNT(8.19e14, 4.1e14, 1.64e15), EPOCH, "V"},
    {"g_bw", "1", "yearly growth of bandwidth", 1, 1000, OPEN_LOW,
     GROWTH(1.5, 1.4, 1.6), EPOCH, "V"},
    {"stock", "H100e", "chips at the end of 2023", 1, 1e20, 0,
     AMOUNT(2.2e6, 1.4e6, 3.5e6), EPOCH, "V"},
    {"prod", "H100e/yr", "production of chips at the start of 2024", 1, 1e20, 0,
     AMOUNT(1.85e6, 1e6, 4.63e6), EPOCH, "V"},
    {"g_prod", "1", "yearly growth of production, in dies", 1, 1000, OPEN_LOW,
     GROWTH(1.7, 1.3, 2.0), EPOCH, "V"},
    {"g_gpu", "1", "yearly growth of FLOP/s of a chip", 1, 1000, OPEN_LOW,
     GROWTH(1.44, 1.31, 1.59), EPOCH, "V"},
    {"wafers", "1/month", "wafers below 7 nm in 2024", 1, 1e20, 0,
     AMOUNT(1.8e5, 1e5, 3.33e5), EPOCH, "V"},
    {"g_capex", "1", "yearly growth of spending on fabs", 1, 1000, OPEN_LOW,
     GROWTH(1.23, 1.16, 1.33), EPOCH, "V"},
    {"ratio", "1", "growth of wafers per growth of spending",
     0, 1, OPEN_LOW | OPEN_HIGH, SHARE(0.53, 0.25, 0.75), EPOCH, "V"},
    {"dies", "1", "good dies of a wafer", 1e-3, 1e9, 0,
     AMOUNT(28, 20, 40), EPOCH, "V"},
    {"text", "tokens", "text on the web in 2024", 1, 1e30, 0,
     AMOUNT(5.1e14, 1.3e14, 2.1e15), EPOCH, "V"},
    {"images", "1", "images on the web in 2024", 1, 1e30, 0,
     AMOUNT(1e13, 5e12, 2e13), EPOCH, "V"},
    {"video", "s", "video on the web in 2024", 1, 1e30, 0,
     AMOUNT(8.63e12, 4.31e12, 1.73e13), EPOCH, "V"},
    {"audio", "s", "audio on the web in 2024", 1, 1e30, 0,
     AMOUNT(8e11, 4e11, 1.6e12), EPOCH, "V"},
    {"tok_v", "tokens", "tokens of an image or a second of video", 1e-6, 1e12,
     0, AMOUNT(22, 2, 290), EPOCH, "V"},
    {"tok_a", "tokens/s", "tokens of a second of audio", 1e-6, 1e12, 0,
     AMOUNT(23, 2, 280), EPOCH, "V"},
    {"g_data", "1", "yearly growth of data", 1, 1000, OPEN_LOW,
     GROWTH(1.07, 1.03, 1.10), EPOCH, "V"},
    {"epochs", "1", "times that a token is used", 1e-3, 1e6, 0,
     AMOUNT(5, 3, 15), EPOCH, "V"},
    {"quality", "1", "share of data that is good enough",
     0, 1, OPEN_LOW | OPEN_HIGH, SHARE(0.2, 0.1, 0.4), EPOCH, "V"},
};
/* clang-format on */

_Static_assert(COUNT(symbols) == INPUTS, "a symbol for every input");

/* Quantities in the order of enum feasible. */
static const struct {
    const char *name, *unit, *label;
    double unit_size; /* in what feasibility_at computes */
} quantities[FEASIBLES] = {
    {"local_power", "GW", "power of the largest campus", 1e9},
    {"local", "FLOP", "run on one campus", 1},
    {"distributed_power", "GW", "power for one run on many campuses", 1e9},
    {"distributed", "FLOP", "run on many campuses, by their power", 1},
    {"bandwidth_rate", "Pbps", "bandwidth between campuses", 1e15},
    {"bandwidth", "FLOP", "run on many campuses, by bandwidth", 1},
    {"chips_count", "million H100e", "chips for one run", 1e6},
    {"tokens", "tokens", "tokens to train on", 1},
    {"power", "FLOP", "largest run by power", 1},
    {"chips", "FLOP", "largest run by chips", 1},
    {"data", "FLOP", "largest run by data", 1},
    {"latency", "FLOP", "largest run by latency", 1},
    {"least", "FLOP", "largest run by all constraints", 1},
};

static const struct {
    const char *name, *label;
} firsts[CONSTRAINTS] = {
    {"first.power", "share of samples in which power is the limit"},
    {"first.chips", "share of samples in which chips are the limit"},
    {"first.data", "share of samples in which data is the limit"},
    {"first.latency", "share of samples in which latency is the limit"},
};

/* The samples. */

/* Inputs that move together: those of the copula. */
static const enum input together[] = {
    CENTERS_GROWTH, RUN_TIME, PRODUCTION_GROWTH,
    CAMPUS,         LINK,     CHIP_GROWTH,
    TEXT,           IMAGES,   VIDEO,
};
#define TOGETHER ((int)COUNT(together))

#define RANK_30 0.31286893008046174 /* 2 sin (pi 0.3 / 6) */
#define RANK_50 0.51763809020504152 /* 2 sin (pi 0.5 / 6) */
#define RANK_70 0.71673589909060054 /* 2 sin (pi 0.7 / 6) */

static const struct {
    enum input one, other;
    double correlation;
} ties[] = {
    {CENTERS_GROWTH, PRODUCTION_GROWTH, RANK_50},
    {CENTERS_GROWTH, CAMPUS, RANK_50},
    {CENTERS_GROWTH, LINK, RANK_30},
    {CENTERS_GROWTH, RUN_TIME, RANK_50},
    {PRODUCTION_GROWTH, RUN_TIME, RANK_50},
    {CHIP_GROWTH, RUN_TIME, -RANK_70},
    {TEXT, IMAGES, RANK_70},
    {TEXT, VIDEO, RANK_70},
    {IMAGES, VIDEO, RANK_70},
};

struct work {
    const struct recipe *recipe;
    double factor[TOGETHER * TOGETHER]; /* of the correlations */
    double *at[FEASIBLES];              /* NaN in a sample that failed */
};

static int
place_together(enum input input)
{
    int i = 0;

    while (together[i] != input)
        i++;
    return i;
}

static void
factor_ties(double *factor)
{
    for (int i = 0; i < TOGETHER * TOGETHER; i++)
        factor[i] = i % (TOGETHER + 1) == 0;
    for (size_t i = 0; i < COUNT(ties); i++) {
        int one = place_together(ties[i].one);
        int other = place_together(ties[i].other);
        factor[one * TOGETHER + other] = ties[i].correlation;
        factor[other * TOGETHER + one] = ties[i].correlation;
    }
    normal_factor(factor, TOGETHER);
}

/* A row of the factor that is of one input alone changes nothing. */
static void
tie_together(const double *factor, double *u)
{
    double z[TOGETHER];

    for (int i = 0; i < TOGETHER; i++)
        z[i] = normal_quantile(u[together[i]]);
    for (int i = 0; i < TOGETHER; i++) {
        const double *row = factor + i * TOGETHER;
        double sum = 0;
        for (int j = 0; j <= i; j++)
            sum += row[j] * z[j];
        if (row[i] < 1)
            u[together[i]] = normal_share(sum);
    }
}

static void
draw_inputs(const struct work *work, size_t sample, double *x)
{
    const struct recipe *recipe = work->recipe;

    for (uint32_t i = 0; i < INPUTS; i++)
        x[i] =
            philox_uniform(recipe->samples.seed, (uint32_t)sample, i, STREAM);
    tie_together(work->factor, x);
    for (int i = 0; i < INPUTS; i++)
        x[i] = range_at(&recipe->ranges[i], x[i]);
}

static void
work_samples(void *context, size_t from, size_t to)
{
    struct work *work = context;
    double x[INPUTS], of[FEASIBLES];

    for (size_t i = from; i < to; i++) {
        draw_inputs(work, i, x);
        feasible_at(x, of);
        for (int j = 0; j < FEASIBLES; j++)
            work->at[j][i] = of[j];
    }
}

static bool
is_finished(const struct work *work, size_t sample)
{
    for (int i = 0; i < FEASIBLES; i++)
        if (!real_finite(work->at[i][sample]) || work->at[i][sample] <= 0)
            return false;
    return true;
}

/* Close the gaps that failed samples leave; gives how many remain. */
static size_t
keep_finished(struct work *work)
{
    size_t kept = 0;

    for (size_t i = 0; i < work->recipe->samples.count; i++)
        if (is_finished(work, i)) {
            for (int j = 0; j < FEASIBLES; j++)
                work->at[j][kept] = work->at[j][i];
            kept++;
        }
    return kept;
}

static void
add_firsts(struct list *list, const struct work *work, size_t count)
{
    size_t first[CONSTRAINTS] = {0};

    for (size_t i = 0; i < count; i++) {
        int j = 0;
        while (work->at[FEASIBLE_POWER + j][i] > work->at[FEASIBLE_LEAST][i])
            j++;
        first[j]++;
    }
    for (int j = 0; j < CONSTRAINTS; j++)
        list_add(list, firsts[j].name, "1", firsts[j].label,
                 (double)first[j] / (double)count);
}

struct sorting {
    const struct work *work;
    size_t count;
};

static void
sort_quantity(void *context, int which)
{
    struct sorting *sorting = context;
    double *at = sorting->work->at[which];

    for (size_t i = 0; i < sorting->count; i++)
        at[i] /= quantities[which].unit_size;
    order_sort(at, sorting->count);
}

static struct run
list_results(struct arena *arena, struct diag *diag, struct work *work)
{
    struct list list = {.arena = arena};
    size_t asked = work->recipe->samples.count, kept = keep_finished(work);
    struct sorting sorting = {work, kept};

    if (kept < asked)
        diag_say(diag, WARNING, (struct place){0},
                 "feasibility: %zu of %zu samples have no finite result, "
                 "leaving them out",
                 asked - kept, asked);
    add_firsts(&list, work, kept);
    pool_run(work->recipe->samples.threads, FEASIBLES, sort_quantity, &sorting);
    for (int i = 0; i < FEASIBLES; i++)
        list_percentiles(&list, quantities[i].name, quantities[i].unit,
                         quantities[i].label, work->at[i], kept);
    list_add(&list, "samples", "1", "samples drawn", (double)asked);
    list_add(&list, "unfinished", "1", "samples without a finite result",
             (double)(asked - kept));
    return (struct run){.quantities = list.at, .quantity_count = list.count};
}

static struct run
run_feasibility(struct arena *arena, struct diag *diag,
                const struct recipe *recipe)
{
    struct work work = {.recipe = recipe};
    struct arena own = {0};

    factor_ties(work.factor);
    for (int i = 0; i < FEASIBLES; i++)
        work.at[i] = TAKE_ARRAY(&own, recipe->samples.count, double);
    samples_run(&recipe->samples, work_samples, &work);
    struct run run = list_results(arena, diag, &work);
    arena_close(&own);
    return run;
}

const struct model model_feasibility = {
    .name = "feasibility",
    .title = "the largest training run that is feasible by 2030",
    .symbols = symbols,
    .symbol_count = COUNT(symbols),
    .samples = 65536,
    .run = run_feasibility,
};
