/* takeoff.c: how fast AI research takes off once AI codes better than people:
 * the takeoff forecast of AI 2027 (D. Kokotajlo, E. Lifland and others, April
 * 2025), after its code (github uvafan/timelines-takeoff-ai-2027, takeoff/),
 * in closed form.
 *
 * From the superhuman coder (SC) to the superhuman AI researcher (SAR), on to
 * the superintelligent AI researcher (SIAR) and to artificial superintelligence
 * (ASI). The work of a phase is a gap, in years that people alone would take.
 * Speed rises from v0 to v1 exponentially in the progress through the gap, so
 * that the phase takes
 *     gap int_0^1 dx / (v0 (v1/v0)^x) = gap (1/v0 - 1/v1) / ln(v1/v0)
 * years. The gaps, with AMR the years from a median researcher to the best:
 *     SC to SAR     drawn; 0 with a chance of its own
 *     SAR to SIAR   x (x/10)^2 - x,       x = 10 + AMR
 *     SIAR to ASI   x' (x'/x)^jumps - x', x' = x + the gap before
 * The first gap and AMR hang together by a normal copula: the first has the
 * normal score rho z + sqrt(1 - rho^2) z', z that of AMR, z' of its own draw.
 *
 * Half of the time goes into the normal quantiles and exponentials of the
 * draws, a fifth into sorting.
 *
 * What a newcomer would get wrong: the gaps explode, x to its third power and
 * beyond; a phase of thousands of years is a result, and stands for never. */
#include "draws.h"

#include <math.h>

#define STREAM 3
#define NEVER 1e4 /* [yr AD], [yr]: what is later is not reached */

enum draw {
    FIRST_GAP,
    FIRST_ZERO,
    RESEARCHER_GAP,
    CORRELATION,
    STOCK,
    POWER,
    JUMPS,
    SPEED_SC,
    SPEED_SAR,
    SPEED_SIAR,
    SPEED_ASI,
    START,
    DRAWS
};

#define ZERO_DRAW DRAWS /* whether the first gap is zero: behind the table */
#define CODE_OF "AI 2027, takeoff code"

/* clang-format off */
static const struct symbol symbols[DRAWS] = {
    {"sc_sar", "yr", "gap from coder to researcher", 0, 1e6, OPEN_LOW,
     {.value = 3.8729833462074170, .spread = SPREAD_LOG_NORMAL, .low = 1.5,
     .high = 10}, CODE_OF, "V"},
    {"p_zero", "1", "chance that this gap is zero", 0, 1, 0, {.value = 0.15},
     CODE_OF, "V"},
    {"amr_sar", "yr", "gap from median to best researcher", 0, 1e6, OPEN_LOW,
     {.value = 5, .spread = SPREAD_LOG_NORMAL, .low = 1, .high = 25}, CODE_OF,
     "V"},
    {"correlation", "1", "correlation of the scores of both gaps", -1, 1, 0,
     {.value = 0.8}, CODE_OF, "V"},
    {"stock", "yr", "research behind a median researcher", 0, 1e6, OPEN_LOW,
     {.value = 10}, CODE_OF, "V"},
    {"power", "1", "jumps from SAR to SIAR", 0, 100, 0, {.value = 2}, CODE_OF,
     "V"},
    {"jumps", "1", "jumps from SIAR to ASI", 0, 1000, OPEN_LOW,
     {.value = 1.5, .spread = SPREAD_LOG_NORMAL, .low = 0.3, .high = 7.5},
     CODE_OF, "V"},
    {"v_sc", "1", "speed of research at SC", 0, 1e12, OPEN_LOW, {.value = 5},
     CODE_OF, "V"},
    {"v_sar", "1", "speed of research at SAR", 0, 1e12, OPEN_LOW,
     {.value = 25}, CODE_OF, "V"},
    {"v_siar", "1", "speed of research at SIAR", 0, 1e12, OPEN_LOW,
     {.value = 250}, CODE_OF, "V"},
    {"v_asi", "1", "speed of research at ASI", 0, 1e12, OPEN_LOW,
     {.value = 2000}, CODE_OF, "V"},
    {"start", "yr AD", "date of the superhuman coder, 31 March 2027", 2000,
     2200, 0, {.value = 2027.2438356164384}, CODE_OF, "V"},
};
/* clang-format on */

static double
draw_uniform(const struct recipe *recipe, size_t sample, uint32_t j)
{
    return philox_uniform(recipe->samples.seed, (uint32_t)sample, j, STREAM);
}

/* The uniform number of the first gap out of its own and that of AMR. */
static double
correlate(double own, double other, double correlation)
{
    double rest = real_sqrt(1 - correlation * correlation);
    double score =
        correlation * normal_quantile(other) + rest * normal_quantile(own);
    double u = normal_share(score);

    if (u > 0x1p-54)
        return u < 1 ? u : 1 - 0x1p-53;
    return 0x1p-54;
}

static void
draw_sample(const struct recipe *recipe, size_t sample, double *draw)
{
    const struct range *ranges = recipe->ranges;
    double u[DRAWS];

    for (uint32_t j = 0; j < DRAWS; j++) {
        bool drawn = ranges[j].spread != SPREAD_FIXED;
        u[j] = drawn ? draw_uniform(recipe, sample, j) : 0.5;
        draw[j] = drawn ? range_at(&ranges[j], u[j]) : ranges[j].value;
    }
    draw[FIRST_GAP] =
        range_at(&ranges[FIRST_GAP],
                 correlate(u[FIRST_GAP], u[RESEARCHER_GAP], draw[CORRELATION]));
    if (draw_uniform(recipe, sample, ZERO_DRAW) < draw[FIRST_ZERO])
        draw[FIRST_GAP] = 0;
}

/* Years that a gap takes while speed rises; also where it does not rise. */
static double
time_phase(double gap, double from, double to)
{
    double rise = real_log(to / from);

    if (rise == 0)
        return gap / from;
    return gap / from * (-real_expm1(-rise) / rise);
}

enum milestone { SAR, SIAR, ASI, MILESTONES };

/* The gap behind a stock of years that grows by the factor once a jump. */
static double
find_gap(double stock, double factor, double jumps)
{
    return stock * (real_pow(factor, jumps) - 1);
}

static double
bound_time(double t)
{
    return t <= NEVER ? t : INFINITY;
}

/* An array a milestone, one value a sample; infinity: never. */
struct survey {
    const struct recipe *recipe;
    double *date[MILESTONES], *years[MILESTONES]; /* [yr AD], [yr] */
};

static void
take_off(const double *draw, double *years)
{
    double stock = draw[STOCK] + draw[RESEARCHER_GAP];
    double second = find_gap(stock, stock / draw[STOCK], draw[POWER]);
    double grown = stock + second;
    double third = find_gap(grown, grown / stock, draw[JUMPS]);

    years[SAR] = time_phase(draw[FIRST_GAP], draw[SPEED_SC], draw[SPEED_SAR]);
    years[SIAR] = time_phase(second, draw[SPEED_SAR], draw[SPEED_SIAR]);
    years[ASI] = time_phase(third, draw[SPEED_SIAR], draw[SPEED_ASI]);
}

static void
take_samples(void *context, size_t from, size_t to)
{
    struct survey *survey = context;
    double draw[DRAWS], years[MILESTONES];

    for (size_t i = from; i < to; i++) {
        draw_sample(survey->recipe, i, draw);
        take_off(draw, years);
        double date = draw[START];
        for (int m = 0; m < MILESTONES; m++) {
            date += years[m];
            survey->years[m][i] = bound_time(years[m]);
            survey->date[m][i] = bound_time(date);
        }
    }
}

static const struct {
    const char *name, *years_name, *label, *years_label;
} milestones[MILESTONES] = {
    [SAR] = {"sar", "sar_years", "superhuman AI researcher",
             "from superhuman coder to superhuman AI researcher"},
    [SIAR] = {"siar", "siar_years", "superintelligent AI researcher",
              "from superhuman to superintelligent AI researcher"},
    [ASI] = {"asi", "asi_years", "artificial superintelligence",
             "from superintelligent AI researcher to superintelligence"},
};

static struct run
run_takeoff(struct arena *arena, struct diag *diag, const struct recipe *recipe)
{
    size_t count = recipe->samples.count;
    struct survey survey = {.recipe = recipe};
    struct list list = {.arena = arena};
    struct arena own = {0};

    (void)diag;
    for (int m = 0; m < MILESTONES; m++) {
        survey.date[m] = TAKE_ARRAY(&own, count, double);
        survey.years[m] = TAKE_ARRAY(&own, count, double);
    }
    samples_run(&recipe->samples, take_samples, &survey);
    for (int m = 0; m < MILESTONES; m++) {
        order_sort(survey.date[m], count);
        order_sort(survey.years[m], count);
        list_percentiles(&list, milestones[m].name, "yr AD",
                         milestones[m].label, survey.date[m], count);
        list_percentiles(&list, milestones[m].years_name, "yr",
                         milestones[m].years_label, survey.years[m], count);
    }
    list_add(&list, "samples", "1", "samples drawn", (double)count);
    list_add(&list, "unfinished", "1", "samples not followed to their end", 0);
    arena_close(&own);
    return (struct run){.quantities = list.at, .quantity_count = list.count};
}

const struct model model_takeoff = {
    .name = "ai2027",
    .title = "takeoff after the superhuman coder, AI 2027",
    .symbols = symbols,
    .symbol_count = DRAWS,
    .samples = 65536,
    .run = run_takeoff,
};
