/* tkwa.c: a simple model of when AI research is automated: T. Kwa (METR
 * research note, February 2026, "A simpler AI timelines model predicts 99% AI
 * R&D automation in ~2032"), after its published text.
 *
 * Software S, compute C and the labor L of people are 1 at the start of 2026.
 * A share f of research is automated, so a person does 1/(1 - f) as much:
 *     dS/dt = k (L / (1 - f))^alpha C^zeta S^(1 - beta)
 *     f     = logistic(v (ln(C S) - ln E))
 * k is what makes S grow at g in the beginning, E what makes f = f0 then; and
 * 1 - f is not let below a floor. In logarithms, s = ln S, c = ln C, l = ln L:
 *     w     = f / (1 - f) = f0 / (1 - f0) exp(v (s + c))
 *     ds/dt = g exp(alpha (ln((1 + w) (1 - f0)) + l) + zeta c - beta s)
 * C grows by C_early in each of the first three years, by C_late in the two
 * after them, then in every year by 1/28 of the way less until, from 2058 on,
 * it grows by C_last; L grows by L_early in the first three years, then by
 * L_late. Growth is even within a year.
 *
 * In a year without a bend, c and l are linear in time, and the coefficients
 * of s as a power series of time follow from each other: the derivative of an
 * exponential or a logarithm is a product of series (A. Jorba, M. Zou, "A
 * software package for the numerical integration of ODEs by means of
 * high-order Taylor methods", Experimental Mathematics 14, 2005; a step as
 * long as the last two coefficients allow). That takes three exponentials or
 * logarithms a step where a Runge-Kutta pair takes eighteen, a third of the
 * steps, and a date is the root of a polynomial. A step ends where a schedule
 * bends or 1 - f meets its floor.
 *
 * Half of the time goes into the products of series, a third into the
 * exponentials and logarithms of the steps and the draws.
 *
 * What a newcomer would get wrong: alpha and zeta are drawn as their sum and
 * the share of labor in it, v as its inverse. */
#include "draws.h"

#include <math.h>
#include <string.h>

#define STREAM 2
#define START 2026 /* [yr AD] */
#define STOP 44    /* [yr] from the start: 2070, what comes later is never */

enum draw {
    INVERSE_SPEED,
    SHARE_FIRST,
    LABOR_SHARE,
    RETURNS_SUM,
    HARDER,
    GROWTH,
    COMPUTE_EARLY,
    COMPUTE_LATE,
    COMPUTE_LAST,
    LABOR_EARLY,
    LABOR_LATE,
    TARGET,
    FLOOR,
    DRAWS
};

#define NOTE_OF "Kwa 2026"

/* clang-format off */
static const struct symbol symbols[DRAWS] = {
    {"inv_v", "nat", "effective compute for a step in automation, 1/v", 0, 100,
     OPEN_LOW, {.value = 2.85, .spread = SPREAD_TRIANGULAR, .low = 1.5,
     .mode = 2.85, .high = 4.2}, NOTE_OF, "V"},
    {"f0", "1", "share of AI research automated in January 2026", 0, 1,
     OPEN_LOW | OPEN_HIGH, {.value = 0.375, .spread = SPREAD_TRIANGULAR,
     .low = 0.25, .mode = 0.375, .high = 0.5}, NOTE_OF, "V"},
    {"labour_share", "1", "share of labor, alpha / (alpha + zeta)", 0, 1, 0,
     {.value = 0.235, .spread = SPREAD_TRIANGULAR, .low = 0.12, .mode = 0.235,
     .high = 0.35}, NOTE_OF, "V"},
    {"alpha_plus_zeta", "1", "returns to labor and compute together", 0, 4, 0,
     {.value = 0.9, .spread = SPREAD_TRIANGULAR, .low = 0.8, .mode = 0.9,
     .high = 1}, NOTE_OF, "V"},
    {"beta", "1", "how fast ideas get harder", 0, 10, OPEN_LOW,
     {.value = 0.65, .spread = SPREAD_TRIANGULAR, .low = 0.3, .mode = 0.65,
     .high = 1}, NOTE_OF, "V"},
    {"g", "1/yr", "growth of software in January 2026, ln 5", 0, 20, OPEN_LOW,
     {.value = 1.6094379124341003}, NOTE_OF, "V"},
    {"C_early", "1", "growth of compute a year to 2029", 1, 100, 0,
     {.value = 2.6}, NOTE_OF, "V"},
    {"C_late", "1", "growth of compute a year to 2031", 1, 100, 0,
     {.value = 2}, NOTE_OF, "V"},
    {"C_last", "1", "growth of compute a year from 2058", 1, 100, 0,
     {.value = 1.25}, NOTE_OF, "V"},
    {"L_early", "1", "growth of labor a year to 2029", 1, 100, 0, {.value = 2},
     NOTE_OF, "V"},
    {"L_late", "1", "growth of labor a year from 2029", 1, 100, 0,
     {.value = 1.1}, NOTE_OF, "V"},
    {"target", "1", "share of AI research whose automation is dated", 0, 1,
     OPEN_LOW | OPEN_HIGH, {.value = 0.99}, NOTE_OF, "V"},
    {"floor", "1", "least share of AI research left to people", 1e-12, 0.5, 0,
     {.value = 1e-06}, "Kwa 2026, code", "V"},
};
/* clang-format on */

static void
draw_sample(const struct recipe *recipe, size_t sample, double *draw)
{
    for (uint32_t j = 0; j < DRAWS; j++)
        draw[j] = recipe_draw(recipe, sample, j, STREAM);
}

/* A time with even growth of compute and labor; logarithms. */
struct piece {
    double start, end; /* [yr] from the start of 2026 */
    double compute, compute_rate, labor, labor_rate;
};

#define ORDER 12 /* of the series */

struct growing {
    const double *draw;
    double tolerance;
    double speed, alpha, zeta, beta;
    double log_odds, log_rate; /* at the start; of ds/dt without labor */
    double log_most;           /* ln(1/floor) */
    double target, floor;      /* s + c where they are met */
    struct piece piece;
    double t, s; /* the state [yr from the start of 2026, nat] */
    bool floored;
};

static double
take_odds(double share)
{
    return real_log(share / (1 - share));
}

static struct growing
begin_growing(const double *draw, double tolerance)
{
    double alpha = draw[RETURNS_SUM] * draw[LABOR_SHARE];
    double inverse = draw[INVERSE_SPEED];
    double log_odds = take_odds(draw[SHARE_FIRST]);

    return (struct growing){
        .draw = draw,
        .tolerance = tolerance,
        .speed = 1 / inverse,
        .alpha = alpha,
        .zeta = draw[RETURNS_SUM] - alpha,
        .beta = draw[HARDER],
        .log_odds = log_odds,
        .log_rate =
            real_log(draw[GROWTH]) + alpha * real_log(1 - draw[SHARE_FIRST]),
        .log_most = -real_log(draw[FLOOR]),
        .target = (take_odds(draw[TARGET]) - log_odds) * inverse,
        .floor = (take_odds(1 - draw[FLOOR]) - log_odds) * inverse,
    };
}

/* Whole years at which a schedule bends: the end of the piece that begins at
 * one of them. */
static double
find_bend(double start)
{
    return start < 3 ? 3 : start < 5 ? 5 : start < 32 ? start + 1 : STOP;
}

/* Growth of compute in a year of the piece that ends then. */
static double
find_compute_growth(const double *draw, double end)
{
    double fall = draw[COMPUTE_LATE] - draw[COMPUTE_LAST];

    if (end <= 3)
        return draw[COMPUTE_EARLY];
    return end <= 32 ? draw[COMPUTE_LATE] - fall * (end - 5) / 28
                     : draw[COMPUTE_LAST];
}

/* The piece after the one there is; the first has none before it. */
static void
move_piece(struct growing *growing)
{
    struct piece *piece = &growing->piece;
    const double *draw = growing->draw;
    double years = piece->end - piece->start;

    piece->compute += piece->compute_rate * years;
    piece->labor += piece->labor_rate * years;
    piece->start = piece->end;
    piece->end = find_bend(piece->start);
    piece->compute_rate = real_log(find_compute_growth(draw, piece->end));
    piece->labor_rate =
        real_log(draw[piece->end <= 3 ? LABOR_EARLY : LABOR_LATE]);
}

/* Coefficients of series in time from now on; of the logarithms, n times the
 * coefficient n, which is what a product with them needs. */
struct expansion {
    double log_odds[ORDER], odds[ORDER]; /* ln w, w */
    double left[ORDER];                  /* ln 1/(1 - f) */
    double log_rate[ORDER], rate[ORDER]; /* of ds/dt */
};

static void
begin_expansion(const struct growing *growing, struct expansion *expansion)
{
    const struct piece *piece = &growing->piece;
    double years = growing->t - piece->start;
    double c = piece->compute + piece->compute_rate * years;
    double l = piece->labor + piece->labor_rate * years;
    double left = growing->log_most;

    if (!growing->floored) {
        expansion->odds[0] =
            real_exp(growing->log_odds + growing->speed * (growing->s + c));
        left = real_log(1 + expansion->odds[0]);
    }
    expansion->rate[0] =
        real_exp(growing->log_rate + growing->alpha * (left + l) +
                 growing->zeta * c - growing->beta * growing->s);
}

/* Terms 1 to last of the coefficient n of a product. */
static double
multiply_series(const double *a, const double *b, int n, int last)
{
    double sum = 0;

    for (int j = 1; j <= last; j++)
        sum += a[j] * b[n - j];
    return sum;
}

/* w' = x' w for x = ln w, and (1 + w) m' = w' for m = ln(1 + w). */
static double
extend_left(struct expansion *expansion, int n)
{
    double *odds = expansion->odds;
    double rise = multiply_series(expansion->log_odds, odds, n, n);

    odds[n] = rise / n;
    rise -= multiply_series(expansion->left, odds, n, n - 1);
    return rise / (1 + odds[0]);
}

/* The coefficients n out of those before them. */
static void
extend_expansion(const struct growing *growing, struct expansion *expansion,
                 int n)
{
    double s = expansion->rate[n - 1];
    double c = n == 1 ? growing->piece.compute_rate : 0;
    double l = n == 1 ? growing->piece.labor_rate : 0;

    expansion->log_odds[n] = growing->speed * (s + c);
    expansion->left[n] = growing->floored ? 0 : extend_left(expansion, n);
    expansion->log_rate[n] = growing->alpha * (expansion->left[n] + l) +
                             growing->zeta * c - growing->beta * s;
    expansion->rate[n] =
        multiply_series(expansion->log_rate, expansion->rate, n, n) / n;
}

/* s from now on. */
static void
expand_software(const struct growing *growing, double *series)
{
    struct expansion expansion;

    begin_expansion(growing, &expansion);
    series[0] = growing->s;
    series[1] = expansion.rate[0];
    for (int n = 1; n < ORDER; n++) {
        extend_expansion(growing, &expansion, n);
        series[n + 1] = expansion.rate[n] / (n + 1);
    }
}

static double
evaluate_series(const double *series, double years)
{
    double sum = series[ORDER];

    for (int n = ORDER; n--;)
        sum = sum * years + series[n];
    return sum;
}

static double
differentiate_series(const double *series, double years)
{
    double sum = ORDER * series[ORDER];

    for (int n = ORDER; --n;)
        sum = sum * years + n * series[n];
    return sum;
}

/* The logarithm of the time in which a term of the series stays under the
 * tolerance. */
static double
bound_term(const struct growing *growing, const double *series, int n)
{
    double size = series[n] < 0 ? -series[n] : series[n];

    return real_log(growing->tolerance / size) / n;
}

static double
choose_step(const struct growing *growing, const double *series)
{
    double last = bound_term(growing, series, ORDER);
    double before = bound_term(growing, series, ORDER - 1);
    double years = real_exp(last < before ? last : before);
    double rest = growing->piece.end - growing->t;

    return years < rest ? years : rest;
}

/* The root of a series that is negative at 0 and not so at years: Newton's
 * method between two bounds, or their middle. */
static double
find_root(const double *series, double years)
{
    double low = 0, high = years, at = years, moved = years;

    for (int i = 0; i < 60 && moved > 1e-13; i++) {
        double over = evaluate_series(series, at), before = at;
        *(over < 0 ? &low : &high) = at;
        at -= over / differentiate_series(series, at);
        if (!(at >= low && at <= high))
            at = 0.5 * (low + high);
        moved = at < before ? before - at : at - before;
    }
    return at;
}

/* When s + c reaches a height; infinity if not within so many years. */
static double
find_crossing(const struct growing *growing, const double *series,
              double height, double years)
{
    const struct piece *piece = &growing->piece;
    double over[ORDER + 1];

    memcpy(over, series, sizeof over);
    over[0] += piece->compute +
               piece->compute_rate * (growing->t - piece->start) - height;
    over[1] += piece->compute_rate;
    if (over[0] >= 0)
        return 0;
    return evaluate_series(over, years) >= 0 ? find_root(over, years)
                                             : INFINITY;
}

/* Dates and values within the years of a step. */
static void
read_step(const struct growing *growing, const double *series, double years,
          struct tkwa *tkwa)
{
    for (size_t i = 0; i < tkwa->year_count; i++) {
        double after = tkwa->years[i] - START - growing->t;
        if (after > 0 && after <= years)
            tkwa->software[i] = evaluate_series(series, after);
    }
    if (tkwa->target.reached)
        return;
    double crossing = find_crossing(growing, series, growing->target, years);
    if (crossing <= years)
        tkwa->target = (struct date){true, START + growing->t + crossing};
}

/* False when this leads nowhere. */
static bool
take_step(struct growing *growing, struct tkwa *tkwa)
{
    double series[ORDER + 1], rest = growing->piece.end - growing->t;

    expand_software(growing, series);
    double years = choose_step(growing, series);
    if (!growing->floored) {
        double floor = find_crossing(growing, series, growing->floor, years);
        growing->floored = floor <= years;
        years = growing->floored ? floor : years;
    }
    growing->s = evaluate_series(series, years);
    if (!real_finite(growing->s))
        return false;
    read_step(growing, series, years, tkwa);
    growing->t = years < rest ? growing->t + years : growing->piece.end;
    return true;
}

/* Is everything found that is asked for, or has the time passed? */
static bool
is_done(const struct growing *growing, const struct tkwa *tkwa)
{
    if (!tkwa->target.reached)
        return growing->t >= STOP;
    for (size_t i = 0; i < tkwa->year_count; i++)
        if (tkwa->years[i] - START > growing->t)
            return false;
    return true;
}

#define STEPS_MOST 10000

bool
tkwa_solve(const double *draw, double tolerance, struct tkwa *tkwa)
{
    struct growing growing = begin_growing(draw, tolerance);
    bool fine = true;

    tkwa->target = (struct date){0};
    for (size_t i = 0; i < tkwa->year_count; i++)
        tkwa->software[i] = 0;
    for (int i = 0; fine && !is_done(&growing, tkwa) && i < STEPS_MOST; i++) {
        if (growing.t >= growing.piece.end)
            move_piece(&growing);
        fine = take_step(&growing, tkwa);
    }
    return is_done(&growing, tkwa);
}

/* The run. */

#define SOFTWARE_YEAR 2035.0
#define TOLERANCE 1e-6

struct survey {
    const struct recipe *recipe;
    double *date, *software; /* [yr AD], [orders of magnitude] */
    unsigned char *unfinished;
};

static void
solve_samples(void *context, size_t from, size_t to)
{
    static const double year = SOFTWARE_YEAR;
    struct survey *survey = context;

    for (size_t i = from; i < to; i++) {
        struct tkwa tkwa = {&year, 1, &survey->software[i], {0}};
        double draw[DRAWS];
        draw_sample(survey->recipe, i, draw);
        survey->unfinished[i] = !tkwa_solve(draw, TOLERANCE, &tkwa);
        survey->software[i] /= LN10;
        survey->date[i] = tkwa.target.reached ? tkwa.target.at : INFINITY;
    }
}

static void
list_software(struct list *list, double *software, size_t count)
{
    static const int percents[] = {5, 50, 95};

    order_sort(software, count);
    for (size_t i = 0; i < COUNT(percents); i++)
        list_add(list,
                 arena_print(list->arena, "software_2035.p%02d", percents[i]),
                 "1", "growth of software by 2035, orders of magnitude",
                 order_quantile(software, count, percents[i] * 0.01));
}

static size_t
count_unfinished(struct diag *diag, const struct survey *survey, size_t count)
{
    size_t unfinished = 0;

    for (size_t i = 0; i < count; i++)
        unfinished += survey->unfinished[i];
    if (unfinished)
        diag_say(diag, WARNING, (struct place){0},
                 "%zu samples of 'tkwa' were not followed to their end, they "
                 "count with what was reached",
                 unfinished);
    return unfinished;
}

static struct run
run_tkwa(struct arena *arena, struct diag *diag, const struct recipe *recipe)
{
    size_t count = recipe->samples.count;
    struct arena own = {0};
    struct survey survey = {recipe, TAKE_ARRAY(&own, count, double),
                            TAKE_ARRAY(&own, count, double),
                            TAKE_ARRAY(&own, count, unsigned char)};
    struct list list = {.arena = arena};

    samples_run(&recipe->samples, solve_samples, &survey);
    order_sort(survey.date, count);
    list_percentiles(&list, "date", "yr AD",
                     "99 percent of AI research automated", survey.date, count);
    list_add(&list, "never", "1", "share of samples not there by 2070",
             1 - order_finite(survey.date, count));
    list_software(&list, survey.software, count);
    list_add(&list, "samples", "1", "samples drawn", (double)count);
    list_add(&list, "unfinished", "1", "samples not followed to their end",
             (double)count_unfinished(diag, &survey, count));
    arena_close(&own);
    return (struct run){.quantities = list.at, .quantity_count = list.count};
}

const struct model model_tkwa = {
    .name = "tkwa",
    .title = "when AI research is automated, Kwa 2026",
    .symbols = symbols,
    .symbol_count = DRAWS,
    .samples = 65536,
    .run = run_tkwa,
};
