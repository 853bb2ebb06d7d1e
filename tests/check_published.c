/* check_published.c: tests of solve/: the models of others, against numbers
 * that an independent program found for single draws, and against what their
 * authors published. Shares of n samples scatter by sqrt(1/4n): the bands are
 * those of the book's run plus three such deviations. */
#include "solve/draws.h"
#include "fixture.h"
#include "suites.h"

#include <math.h>
#include <string.h>

#define MOST_SYMBOLS 16

static const struct seed seed = {20261122, 0};

static size_t
find_symbol(const struct model *model, const char *name)
{
    for (size_t j = 0; j < model->symbol_count; j++)
        if (!strcmp(model->symbols[j].name, name))
            return j;
    ck_abort_msg("no symbol %s", name);
    return 0;
}

/* What nobody changes. */
static void
take_defaults(const struct model *model, double *draw)
{
    ck_assert_uint_le(model->symbol_count, MOST_SYMBOLS);
    for (size_t j = 0; j < model->symbol_count; j++)
        draw[j] = model->symbols[j].range.value;
}

static void
take_ranges(const struct model *model, struct range *ranges)
{
    for (size_t j = 0; j < model->symbol_count; j++)
        ranges[j] = model->symbols[j].range;
}

static void
fix_range(const struct model *model, struct range *ranges, const char *name,
          double value)
{
    ranges[find_symbol(model, name)] =
        (struct range){value, SPREAD_FIXED, 0, 0, 0};
}

static struct run
run_model(const struct model *model, const struct range *ranges, size_t count,
          int threads)
{
    struct recipe recipe = {.ranges = ranges,
                            .samples = {count, seed, threads}};

    return model->run(&arena, &diag, &recipe);
}

static struct run
run_samples(const struct model *model, size_t count)
{
    struct range ranges[MOST_SYMBOLS];

    take_ranges(model, ranges);
    return run_model(model, ranges, count, 2);
}

static double
find_value(const struct run *run, const char *name)
{
    const struct quantity *quantity = run_quantity(run, name);

    ck_assert_msg(quantity != NULL, "no quantity %s", name);
    ck_assert_msg(quantity->reached, "%s is not reached", name);
    return quantity->value;
}

/* A quantity and the band around a published number. */
struct known {
    const char *name;
    double value, band;
};

static void
check_known(const struct run *run, const struct known *known, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double value = find_value(run, known[i].name);
        ck_assert_msg(fabs(value - known[i].value) <= known[i].band,
                      "%s is %.6g, not %g within %g", known[i].name, value,
                      known[i].value, known[i].band);
    }
}

static void
check_number(double found, double known)
{
    ck_assert_msg(fabs(found - known) <= 1e-9 * fmax(1, fabs(known)),
                  "%.17g instead of %.17g", found, known);
}

/* Davidson and Houlden. */

#define TIMES 9

static const int doublings[TIMES] = {1, 2, 4, 8, 16, 24, 40, 60, 80};

/* span: the shortest that 24 and 80 doublings take; 0: never. */
/* clang-format off */
static const struct trajectory {
    enum davidson variant;
    double draw[4]; /* f, r0, p, limit */
    int count;
    double times[TIMES], end, span[2];
} trajectories[] = {
    {DAVIDSON_BASE, {8, 1.2, 0.3, 11}, 53,
     {0.375, 0.7379483251545941, 1.4320450762549448, 2.720513549146313,
      5.090818591307421, 7.545171003449908, 16.104441040935065},
     54.2595427903797, {7.496350437196934}},
    {DAVIDSON_BASE, {8, 2.4, 0.3, 11}, 84,
     {0.375, 0.7074937857654079, 1.2647960912650447, 2.0559279788729086,
      2.887304877807342, 3.2531447926977766, 3.53254949344122,
      3.6936277383597855, 7.299170360266932},
     117.96029783489064, {0.2021035981244248, 7.299170360266932}},
    {DAVIDSON_BASE, {8, 0.6, 0.3, 11}, 19,
     {0.375, 0.8074812905396481, 1.890652648768471, 5.420713792625838,
      27.975748345152486},
     52.262459773293564, {0}},
    {DAVIDSON_BASE, {32, 1.2, 0.3, 11}, 60,
     {0.09375, 0.18448708128864852, 0.3580112690637362, 0.6801283872865782,
      1.2727046478268553, 1.886292750862477, 4.026110260233766,
      53.86507067727628},
     53.86507067727628, {1.8740876092992336}},
    {DAVIDSON_BASE, {2, 1.2, 0.3, 11}, 35,
     {1.5, 2.9517933006183763, 5.728180305019779, 10.882054196585251,
      20.363274365229685, 30.18068401379963},
     49.272901637350095, {29.985401748787737}},
    {DAVIDSON_RETRAINING, {8, 2.4, 0.3, 11}, 88,
     {0.375, 0.7134625880238044, 1.2955137237893553, 2.162868333049796,
      3.156674669741131, 3.6431929098483256, 4.055033126860054,
      4.308325387500387, 6.19615494706238},
     53.1058146988142, {0.3168268181959517, 6.19615494706238}},
    {DAVIDSON_BASE, {32, 3.6, 0.6, 16}, 127,
     {0.09375, 0.16323962970621025, 0.25307946832685646, 0.330236358683196,
      0.3616633231610598, 0.3648683787883888, 0.3652653453358435,
      0.3652721678556111, 0.36527226557765663},
     43042.453357615486, {1.2063475718360195e-08, 1.2273412910601689e-05}},
};
/* clang-format on */

static double
find_span(const double *times, int count, int wanted)
{
    double least = INFINITY;

    for (int i = 0; i + wanted <= count; i++)
        least = fmin(least, times[i + wanted] - times[i]);
    return least;
}

static int
walk_trajectory(const struct trajectory *trajectory, double *times)
{
    double draw[MOST_SYMBOLS];

    take_defaults(&model_davidson, draw);
    memcpy(draw, trajectory->draw, sizeof trajectory->draw);
    return davidson_path(trajectory->variant, draw, times);
}

START_TEST(doublings_come_at_their_known_times)
{
    const struct trajectory *known = &trajectories[_i];
    double times[DAVIDSON_DOUBLINGS + 1];

    int count = walk_trajectory(known, times);
    ck_assert_int_eq(count, known->count);
    for (int i = 0; i < TIMES; i++)
        if (known->times[i] > 0)
            check_number(times[doublings[i]], known->times[i]);
    check_number(times[count], known->end);
    for (int i = 0; i < 2; i++) {
        double span = find_span(times, count, i ? 80 : 24);
        if (known->span[i] > 0)
            check_number(span, known->span[i]);
        else
            ck_assert(count < (i ? 80 : 24));
    }
}
END_TEST

/* Without a ceiling returns do not fall. */
START_TEST(doublings_shorten_by_one_factor_where_returns_stay)
{
    /* clang-format off */
    static const double known[TIMES] = {
        0.375, 0.7372261233468171, 1.425082418652181, 2.6656887209532405,
        4.68590299870761, 6.216939123054181, 8.256596870592137,
        9.632696349024167, 10.320746088240181};
    /* clang-format on */
    struct trajectory constant = {.draw = {8, 1.2, 0.3, INFINITY}};
    double times[DAVIDSON_DOUBLINGS + 1];

    ck_assert_int_ge(walk_trajectory(&constant, times), 80);
    for (int i = 0; i < TIMES; i++)
        check_number(times[doublings[i]], known[i]);
    double ratio = (times[9] - times[8]) / (times[8] - times[7]);
    check_number(ratio, pow(2, 0.3 * (1 / 1.2 - 1)));
}
END_TEST

/* The factor of the second doubling. */
static double
find_factor(enum davidson variant)
{
    struct trajectory one = {variant, .draw = {8, 2, 0.5, INFINITY}};
    double times[DAVIDSON_DOUBLINGS + 1];

    walk_trajectory(&one, times);
    return (times[2] - times[1]) / times[1];
}

START_TEST(retraining_is_that_of_the_paper_or_that_of_the_code)
{
    double q = 0.5 * (1.0 / 2 - 1);

    check_number(find_factor(DAVIDSON_BASE), pow(2, q));
    check_number(find_factor(DAVIDSON_RETRAINING), pow(2, q / (1 - q)));
    check_number(find_factor(DAVIDSON_RETRAINING_CODE), pow(2, q / (1 + q)));
}
END_TEST

/* The boost of f0 (f/f0)^(t/tau_f) shortens what falling returns leave. */
START_TEST(a_gradual_boost_shortens_doublings_as_it_grows)
{
    double draw[MOST_SYMBOLS], times[DAVIDSON_DOUBLINGS + 1];
    double rate = log(8 / 0.1) / 60, length = 3 / 1.1, r = 1.7, t = 0;

    take_defaults(&model_davidson, draw);
    int count = davidson_path(DAVIDSON_GRADUAL, draw, times);
    ck_assert_int_ge(count, 20);
    for (int i = 1; i <= count; i++) {
        double before = 0.1 * exp(rate * t);
        t += length;
        check_number(times[i], t);
        r -= 1.7 / (8 * 14);
        length *= pow(2, 0.3 * (1 / r - 1)) * (1 + before) /
                  (1 + 0.1 * exp(rate * t));
    }
}
END_TEST

#define DISCRETE 4

static const char *const variants[DISCRETE] = {"base", "gradual", "retraining",
                                               "retraining_code"};

static size_t
count_spans(enum davidson variant, size_t samples, int wanted, double months)
{
    double draw[MOST_SYMBOLS], times[DAVIDSON_DOUBLINGS + 1];
    size_t found = 0;

    for (uint32_t i = 0; i < samples; i++) {
        for (uint32_t j = 0; j < model_davidson.symbol_count; j++)
            draw[j] = range_at(&model_davidson.symbols[j].range,
                               philox_uniform(seed, i, j, 1));
        int count = davidson_path(variant, draw, times);
        found += find_span(times, count, wanted) < months;
    }
    return found;
}

START_TEST(giving_a_trajectory_up_early_changes_no_answer)
{
    static const struct {
        const char *name;
        int doublings;
        double months;
    } questions[] = {{"3y_1y", 24, 12},
                     {"3y_4mo", 26, 4},
                     {"10y_1y", 80, 12},
                     {"10y_4mo", 80, 4}};
    const size_t samples = 600;

    begin_test();
    struct run run = run_samples(&model_davidson, samples);
    for (int v = 0; v < DISCRETE; v++)
        for (size_t i = 0; i < COUNT(questions); i++) {
            size_t found =
                count_spans((enum davidson)v, samples, questions[i].doublings,
                            questions[i].months);
            const char *name =
                arena_print(&arena, "%s.%s", variants[v], questions[i].name);
            ck_assert_double_eq(find_value(&run, name),
                                (double)found / (double)samples);
        }
    end_test();
}
END_TEST

/* Published in percent; the tolerance is two points, three deviations of
 * 4,096 samples are 2.3. */
START_TEST(shares_of_davidson_and_houlden_are_as_published)
{
    /* clang-format off */
    static const struct known known[] = {
        {"base.3y_1y", 0.57, 0.043}, {"base.3y_4mo", 0.41, 0.043},
        {"base.10y_1y", 0.18, 0.043}, {"base.10y_4mo", 0.12, 0.043},
        {"gradual.3y_1y", 0.59, 0.043}, {"gradual.3y_4mo", 0.48, 0.043},
        {"gradual.10y_1y", 0.32, 0.043}, {"gradual.10y_4mo", 0.24, 0.043},
        {"retraining_code.3y_1y", 0.57, 0.043},
        {"retraining_code.3y_4mo", 0.41, 0.043},
        {"retraining_code.10y_1y", 0.19, 0.043},
        {"retraining_code.10y_4mo", 0.14, 0.043},
        {"retraining.3y_1y", 0.573, 0.043}, {"retraining.3y_4mo", 0.403, 0.043},
        {"retraining.10y_1y", 0.177, 0.043},
        {"retraining.10y_4mo", 0.123, 0.043}, {"continuous.3y_1y", 0.57, 0.043},
        {"continuous.3y_4mo", 0.41, 0.043}, {"continuous.10y_1y", 0.18, 0.043},
        {"continuous.10y_4mo", 0.12, 0.043}, {"samples", 4096, 0},
        {"unfinished", 0, 0},
    };
    /* clang-format on */

    begin_test();
    struct run run = run_samples(&model_davidson, 4096);
    check_known(&run, known, COUNT(known));
    ck_assert_int_eq(diag.warnings, 0);
    end_test();
}
END_TEST

/* A doubling is small against the ceiling, so that the discrete and the
 * continuous answers agree but for a few samples. */
START_TEST(the_curve_contains_davidson_and_houlden)
{
    static const char *const names[] = {"3y_1y", "3y_4mo", "10y_1y", "10y_4mo"};

    begin_test();
    struct run run = run_samples(&model_davidson, 1024);
    for (size_t i = 0; i < COUNT(names); i++) {
        double base =
            find_value(&run, arena_print(&arena, "base.%s", names[i]));
        double limit =
            find_value(&run, arena_print(&arena, "continuous.%s", names[i]));
        ck_assert_double_le(fabs(limit - base), 0.01);
    }
    end_test();
}
END_TEST

/* Kwa. */

#define YEARS 4

static const double years[YEARS] = {2027, 2029, 2032, 2035};

/* clang-format off */
static const struct {
    double draw[5]; /* inv_v, f0, labour_share, alpha_plus_zeta, beta */
    double date, software[YEARS];
} nests[] = {
    {{2.85, 0.375, 0.235, 0.9, 0.65}, 2033.064532825733,
     {1.5194313041934535, 4.416359769962924, 7.86480866611186,
      10.7237375969666}},
    {{4.2, 0.25, 0.12, 0.8, 1}, 2045.6321933468168,
     {1.2245039456126245, 2.9673626047661883, 4.87806326201601,
      6.452560479087349}},
    {{1.5, 0.5, 0.35, 1, 0.3}, 2027.6781568185054,
     {2.3445740962320656, 16.284504091774814, 27.97125458505757,
      33.30552381990546}},
};
/* clang-format on */

START_TEST(automation_comes_at_its_known_dates)
{
    double draw[MOST_SYMBOLS], software[YEARS];
    struct tkwa tkwa = {years, YEARS, software, {0}};

    take_defaults(&model_tkwa, draw);
    memcpy(draw, nests[_i].draw, sizeof nests[_i].draw);
    ck_assert(tkwa_solve(draw, 1e-12, &tkwa));
    ck_assert(tkwa.target.reached);
    ck_assert_double_eq_tol(tkwa.target.at, nests[_i].date, 1e-9);
    for (int i = 0; i < YEARS; i++)
        check_number(software[i], nests[_i].software[i]);
}
END_TEST

/* The curve with people as the only ones at what is not automated yet. */
static unsigned
rate_nested(const void *context, double t, const double *y, double *rate)
{
    const struct curve *curve = context;
    double k = t * log(2.6), h = t * log(2);
    struct share share = curve_share(curve, y[0] + k);
    struct labour labour =
        curve_labour(curve, share, curve->log_A0 + y[0] + k, h);

    rate[0] =
        curve_growth(curve, curve_software(curve, y[0]), k, share, labour).rate;
    return 0;
}

START_TEST(the_curve_contains_kwa)
{
    double draw[MOST_SYMBOLS], software[YEARS], s = 0;
    struct tkwa tkwa = {years, 2, software, {0}};
    struct symbols of = symbols_default();
    struct ode ode = {.states = 1,
                      .rate = rate_nested,
                      .relative = 1e-11,
                      .absolute = 1e-12,
                      .first = 0.01};

    begin_test();
    of.g0 = log(5);
    of.lam = 0.9;
    of.alpha = 0.235;
    of.r0 = of.lam * of.alpha / 0.65;
    of.chi = of.amax = 1;
    of.rho = of.tau_gen = 0;
    of.smax = INFINITY;
    of.psi = -INFINITY;
    of.A0 = 1e300;
    of.a0 = 0.375;
    of.v = 1 / 2.85;
    struct curve curve = curve_new(&of);
    ode.model = &curve;
    struct path path = ode_solve(&arena, &ode, 0, &s, 3);
    take_defaults(&model_tkwa, draw);
    ck_assert(tkwa_solve(draw, 1e-12, &tkwa));
    for (int i = 0; i < 2; i++) {
        path_at(&path, years[i] - 2026, &s);
        check_number(s, software[i]);
    }
    end_test();
}
END_TEST

/* "Late 2032"; the spread is that of 20,000 samples of an independent
 * program; half a year around the tails of 4,096. */
START_TEST(dates_of_kwa_are_as_published)
{
    /* clang-format off */
    static const struct known known[] = {
        {"date.p10", 2030.316, 0.3}, {"date.p50", 2032.9, 0.3},
        {"date.p90", 2036.172, 0.5}, {"software_2035.p05", 3.5, 0.2},
        {"software_2035.p95", 7.5, 0.4}, {"never", 0, 0.001},
        {"samples", 4096, 0}, {"unfinished", 0, 0},
    };
    /* clang-format on */

    begin_test();
    struct run run = run_samples(&model_tkwa, 4096);
    check_known(&run, known, COUNT(known));
    ck_assert_int_eq(diag.warnings, 0);
    end_test();
}
END_TEST

START_TEST(what_an_author_fixes_is_not_drawn)
{
    struct range ranges[MOST_SYMBOLS];

    begin_test();
    for (size_t j = 0; j < model_tkwa.symbol_count; j++)
        ranges[j] = (struct range){.value = model_tkwa.symbols[j].range.value};
    struct run run = run_model(&model_tkwa, ranges, 3, 1);
    double date = find_value(&run, "date.p10");
    ck_assert_double_eq_tol(date, nests[0].date, 1e-5);
    ck_assert_double_eq(find_value(&run, "date.p90"), date);
    fix_range(&model_tkwa, ranges, "f0", 0.995);
    run = run_model(&model_tkwa, ranges, 3, 1);
    ck_assert_double_eq(find_value(&run, "date.p50"), 2026);
    fix_range(&model_tkwa, ranges, "f0", 0.01);
    fix_range(&model_tkwa, ranges, "beta", 10);
    run = run_model(&model_tkwa, ranges, 3, 1);
    ck_assert_double_eq(find_value(&run, "never"), 1);
    ck_assert(!run_quantity(&run, "date.p10")->reached);
    end_test();
}
END_TEST

START_TEST(software_that_outruns_the_solver_is_said)
{
    struct range ranges[MOST_SYMBOLS];

    begin_test();
    take_ranges(&model_tkwa, ranges);
    fix_range(&model_tkwa, ranges, "beta", 1e-9);
    fix_range(&model_tkwa, ranges, "alpha_plus_zeta", 4);
    fix_range(&model_tkwa, ranges, "labour_share", 1);
    fix_range(&model_tkwa, ranges, "floor", 1e-12);
    struct run run = run_model(&model_tkwa, ranges, 4, 1);
    ck_assert_double_eq(find_value(&run, "unfinished"), 4);
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert_int_eq(diag.errors, 0);
    end_test();
}
END_TEST

/* AI 2027. */

/* Medians to 0.05, tails to 0.3 years; 8,192 samples scatter by a fiftieth of
 * the distribution's width at the median, more in the tails. */
START_TEST(dates_of_ai_2027_are_as_published)
{
    /* clang-format off */
    static const struct known known[] = {
        {"sar.p10", 2027.25, 0.05}, {"sar.p50", 2027.573, 0.05},
        {"sar.p90", 2028.174, 0.1}, {"siar.p10", 2027.401, 0.05},
        {"siar.p50", 2027.914, 0.05}, {"siar.p90", 2034.235, 1},
        {"asi.p10", 2027.428, 0.05}, {"asi.p50", 2028.29, 0.1},
        {"sar_years.p50", 0.33, 0.03}, {"siar_years.p50", 0.3, 0.03},
        {"asi_years.p50", 0.16, 0.03}, {"sar_years.p10", 0, 0},
        {"samples", 8192, 0}, {"unfinished", 0, 0},
    };
    /* clang-format on */

    begin_test();
    struct run run = run_samples(&model_takeoff, 8192);
    check_known(&run, known, COUNT(known));
    ck_assert_double_gt(find_value(&run, "asi.p90"), 2100);
    end_test();
}
END_TEST

START_TEST(phases_take_what_their_gaps_and_speeds_say)
{
    struct range ranges[MOST_SYMBOLS];

    begin_test();
    for (size_t j = 0; j < model_takeoff.symbol_count; j++)
        ranges[j] =
            (struct range){.value = model_takeoff.symbols[j].range.value};
    fix_range(&model_takeoff, ranges, "p_zero", 0);
    fix_range(&model_takeoff, ranges, "sc_sar", 4);
    fix_range(&model_takeoff, ranges, "v_sar", 5);
    struct run run = run_model(&model_takeoff, ranges, 3, 1);
    check_number(find_value(&run, "sar_years.p50"), 4.0 / 5);
    double second = 15 * 1.5 * 1.5 - 15;
    check_number(find_value(&run, "siar_years.p50"),
                 second * (1.0 / 5 - 1.0 / 250) / log(50));
    double third = (15 + second) * (pow(2.25, 1.5) - 1);
    check_number(find_value(&run, "asi_years.p50"),
                 third * (1.0 / 250 - 1.0 / 2000) / log(8));
    fix_range(&model_takeoff, ranges, "jumps", 1000);
    fix_range(&model_takeoff, ranges, "p_zero", 1);
    run = run_model(&model_takeoff, ranges, 3, 1);
    check_number(find_value(&run, "sar.p90"), 2027 + 89.0 / 365);
    ck_assert(!run_quantity(&run, "asi.p10")->reached);
    ck_assert(!run_quantity(&run, "asi_years.p10")->reached);
    end_test();
}
END_TEST

START_TEST(threads_change_no_bit)
{
    static const struct model *const three[] = {&model_davidson, &model_tkwa,
                                                &model_takeoff};
    struct range ranges[MOST_SYMBOLS];

    begin_test();
    take_ranges(three[_i], ranges);
    struct run one = run_model(three[_i], ranges, 500, 1);
    struct run many = run_model(three[_i], ranges, 500, 3);
    ck_assert_uint_eq(one.quantity_count, many.quantity_count);
    for (size_t i = 0; i < one.quantity_count; i++)
        ck_assert_double_eq(one.quantities[i].value, many.quantities[i].value);
    end_test();
}
END_TEST

TCase *
case_published(void)
{
    TCase *tcase = tcase_create("published");

    tcase_add_loop_test(tcase, doublings_come_at_their_known_times, 0,
                        (int)COUNT(trajectories));
    tcase_add_test(tcase, doublings_shorten_by_one_factor_where_returns_stay);
    tcase_add_test(tcase, retraining_is_that_of_the_paper_or_that_of_the_code);
    tcase_add_test(tcase, a_gradual_boost_shortens_doublings_as_it_grows);
    tcase_add_test(tcase, giving_a_trajectory_up_early_changes_no_answer);
    tcase_add_test(tcase, shares_of_davidson_and_houlden_are_as_published);
    tcase_add_test(tcase, the_curve_contains_davidson_and_houlden);
    tcase_add_loop_test(tcase, automation_comes_at_its_known_dates, 0,
                        (int)COUNT(nests));
    tcase_add_test(tcase, the_curve_contains_kwa);
    tcase_add_test(tcase, dates_of_kwa_are_as_published);
    tcase_add_test(tcase, what_an_author_fixes_is_not_drawn);
    tcase_add_test(tcase, software_that_outruns_the_solver_is_said);
    tcase_add_test(tcase, dates_of_ai_2027_are_as_published);
    tcase_add_test(tcase, phases_take_what_their_gaps_and_speeds_say);
    tcase_add_loop_test(tcase, threads_change_no_bit, 0, 3);
    return tcase;
}
