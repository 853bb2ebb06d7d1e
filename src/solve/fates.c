/* fates.c: four fates of a loop in which everything is automated and compute
 * stands still: the exact solutions, as curves for a figure. With t years
 * since it began, p = lam alpha and phi = p (1 - 1/r),
 *
 *   r < 1    S = (1 + |phi| g0 t)^(1/|phi|)        ever slower
 *   r = 1    S = exp(g0 t)                         steady
 *   r > 1    S = (1 - t/t_star)^(-1/phi)           infinite at t_star,
 *            t_star = 1 / (phi g0)
 *   r > 1 with a ceiling smax of ln S:
 *            t = 1/g0 int_0^s e^(-p x) (1 - x/smax)^(-p smax/r) dx
 *   r > 1 with a generation time tau:
 *            t = (1 - e^(-phi s)) / (phi g0) + tau s / ln 2
 *
 * The third is the Type II growth of P. Aghion, B. Jones and C. Jones (2019).
 * The last two are known as times of a level; levels of a time are found by
 * bisection between levels whose times are known.
 *
 * What a newcomer would get wrong: the time of this run counts from 0, and
 * beyond t_star the third curve has no value at all. */
#include "draws.h"

#include <math.h>

#define ROWS_PER_YEAR 64
#define LEVELS 4096

enum symbol_number { G0, P, SLOW, FAST, CEILING, TAU, YEARS, FATE_SYMBOLS };

static const struct symbol symbols[] = {
    {"g0",
     "1/yr",
     "growth of software at the start",
     0,
     20,
     OPEN_LOW,
     {.value = 1.3862943611198906},
     "as the curve's",
     "V"},
    {"p",
     "1",
     "returns to effort, lam alpha",
     0,
     2,
     OPEN_LOW,
     {.value = 0.3},
     "as the curve's",
     "V"},
    {"slow",
     "1",
     "returns to research that fade",
     0,
     1,
     OPEN_LOW | OPEN_HIGH,
     {.value = 0.6},
     "an example",
     "J"},
    {"fast",
     "1",
     "returns to research that run away",
     1,
     100,
     OPEN_LOW,
     {.value = 1.7},
     "as the curve's",
     "V"},
    {"ceiling",
     "nat",
     "ceiling of software",
     0.5,
     1000,
     0,
     {.value = 32.236191301916634},
     "as the curve's",
     "V"},
    {"tau",
     "yr",
     "generation time",
     0,
     10,
     OPEN_LOW,
     {.value = 0.082},
     "a month: an example",
     "J"},
    {"years",
     "yr",
     "years that are followed",
     0.1,
     100,
     0,
     {.value = 8},
     "an example",
     "J"},
};

/* Levels and the times at which they are passed, both rising. */
struct passages {
    double s[LEVELS], t[LEVELS];
};

static double
find_level(const struct passages *passages, double t)
{
    size_t low = 0, high = LEVELS - 1;

    if (t > passages->t[high])
        return real_nan();
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (passages->t[middle] <= t)
            low = middle;
        else
            high = middle;
    }
    double span = passages->t[high] - passages->t[low];
    double share = span > 0 ? (t - passages->t[low]) / span : 0;
    return passages->s[low] + share * (passages->s[high] - passages->s[low]);
}

/* 1 / ds/dt under the ceiling. */
static double
invert_rate(const double *of, double s)
{
    double power = of[P] * of[CEILING] / of[FAST];

    return real_exp(-of[P] * s - power * real_log1p(-s / of[CEILING])) / of[G0];
}

/* Gauss's rule of three points between neighbouring levels, which crowd
 * towards the ceiling. */
static void
pass_ceiling(const double *of, struct passages *passages)
{
    const double off = 0.7745966692414834; /* sqrt 3/5 */

    passages->s[0] = passages->t[0] = 0;
    for (size_t i = 1; i < LEVELS; i++) {
        double x = 1 - (double)i / LEVELS;
        passages->s[i] = of[CEILING] * (1 - x * x * x);
        double half = 0.5 * (passages->s[i] - passages->s[i - 1]);
        double middle = passages->s[i - 1] + half;
        passages->t[i] =
            passages->t[i - 1] + half / 9 *
                                     (5 * invert_rate(of, middle - off * half) +
                                      8 * invert_rate(of, middle) +
                                      5 * invert_rate(of, middle + off * half));
    }
}

static void
pass_generations(const double *of, double phi, struct passages *passages)
{
    double most = of[YEARS] * LN2 / of[TAU];

    for (size_t i = 0; i < LEVELS; i++) {
        double s = most * (double)i / (LEVELS - 1);
        passages->s[i] = s;
        passages->t[i] =
            -real_expm1(-phi * s) / (phi * of[G0]) + of[TAU] * s / LN2;
    }
}

static double
find_phi(const double *of, enum symbol_number returns)
{
    return of[P] * (1 - 1 / of[returns]);
}

static double
run_away(double phi, double g0, double t)
{
    double left = 1 - phi * g0 * t;

    return left > 0 ? -real_log(left) / phi : real_nan();
}

static struct run
solve_fates(struct arena *arena, struct diag *diag, const struct recipe *recipe)
{
    static const char *const names[][2] = {
        {"slow", "ever slower"},
        {"steady", "steady"},
        {"fast", "a singularity"},
        {"ceiling", "with a ceiling"},
        {"generations", "with a generation time"}};
    struct series *series = TAKE_ARRAY(arena, COUNT(names), struct series);
    double of[FATE_SYMBOLS], *at[COUNT(names)];

    (void)diag;
    for (size_t i = 0; i < FATE_SYMBOLS; i++)
        of[i] = recipe->ranges[i].value;
    size_t rows = (size_t)(of[YEARS] * ROWS_PER_YEAR) + 1;
    double *time = TAKE_ARRAY(arena, rows, double);
    for (size_t i = 0; i < COUNT(names); i++) {
        at[i] = TAKE_ARRAY(arena, rows, double);
        series[i] = (struct series){names[i][0], "1", names[i][1], at[i]};
    }
    struct passages *ceiling = TAKE(arena, struct passages);
    struct passages *generations = TAKE(arena, struct passages);
    double slow = find_phi(of, SLOW), fast = find_phi(of, FAST);
    pass_ceiling(of, ceiling);
    pass_generations(of, fast, generations);
    for (size_t i = 0; i < rows; i++) {
        double t = time[i] = (double)i / ROWS_PER_YEAR;
        at[0][i] = -real_log1p(-slow * of[G0] * t) / slow / LN10;
        at[1][i] = of[G0] * t / LN10;
        at[2][i] = run_away(fast, of[G0], t) / LN10;
        at[3][i] = find_level(ceiling, t) / LN10;
        at[4][i] = find_level(generations, t) / LN10;
    }
    struct list list = {.arena = arena};
    list_add(&list, "t_star", "yr", "time of the singularity",
             1 / (fast * of[G0]));
    return (struct run){.rows = rows,
                        .time = time,
                        .time_unit = "years",
                        .series = series,
                        .series_count = COUNT(names),
                        .quantities = list.at,
                        .quantity_count = list.count};
}

const struct model model_fates = {
    .name = "fates",
    .title = "exact solutions with everything automated, orders of magnitude",
    .symbols = symbols,
    .symbol_count = FATE_SYMBOLS,
    .run = solve_fates,
};
