/* check_solve.c: tests of solve/: here the integrator against what mathematics
 * knows, and the parts of the model by themselves. */
#include "solved.h"
#include "suites.h"

#include <math.h>
#include <string.h>

/* ds/dt = g0 e^(phi s + kappa t): all automated, compute that grows. */
#define GROWTH 2.0
#define KAPPA 0.42
static const double falling = -9.0 / 70, rising = 0.05; /* phi */

static unsigned
rate_growing(const void *phi, double t, const double *y, double *rate)
{
    rate[0] = GROWTH * exp(*(const double *)phi * y[0] + KAPPA * t);
    return 0;
}

static double
measure_error(double size, double t)
{
    struct ode ode = {
        .states = 1, .rate = rate_growing, .model = &falling, .fixed = size};
    double y = 0;
    struct path path = ode_solve(&arena, &ode, 0, &y, 8);

    path_at(&path, t, &y);
    return fabs(y +
                log1p(-falling * GROWTH / KAPPA * expm1(KAPPA * t)) / falling);
}

START_TEST(the_integrator_is_of_fifth_order)
{
    begin_test();
    double coarse = measure_error(1.0 / 4, 8), fine = measure_error(1.0 / 8, 8);
    ck_assert_double_eq_tol(log2(coarse / fine), 5, 0.1);
    end_test();
}
END_TEST

/* A quartic through the step's ends is off by its fifth power. */
START_TEST(between_its_steps_a_path_is_of_fourth_order)
{
    begin_test();
    double coarse = measure_error(1.0 / 4, 1 + 0.4 / 4);
    double fine = measure_error(1.0 / 8, 1 + 0.4 / 8);
    ck_assert_double_ge(log2(coarse / fine), 4);
    ck_assert_double_lt(coarse, 1e-6);
    end_test();
}
END_TEST

START_TEST(a_singularity_ends_the_path_at_its_time)
{
    struct ode ode = {.states = 1,
                      .rate = rate_growing,
                      .model = &rising,
                      .first = 1e-3,
                      .relative = 1e-10,
                      .absolute = 1e-12};
    double y = 0, singular = log1p(KAPPA / (rising * GROWTH)) / KAPPA;

    begin_test();
    struct path path = ode_solve(&arena, &ode, 0, &y, 10);
    ck_assert(!path.complete);
    ck_assert_double_eq_tol(path.end, singular, 1e-8);
    end_test();
}
END_TEST

static void
measure_wave(const void *context, double t, double *values)
{
    (void)context;
    values[0] = sin(t);
    values[1] = cos(t) - 0.5;
}

static unsigned
rate_nothing(const void *model, double t, const double *y, double *rate)
{
    (void)model, (void)t, (void)y;
    rate[0] = 0;
    return 0;
}

START_TEST(events_and_peaks_are_found_on_a_path)
{
    /* one long step, in which the values turn several times */
    struct ode ode = {.states = 1, .rate = rate_nothing, .fixed = 12};
    struct watch watch = {2, measure_wave, NULL};
    struct event events[] = {{.value = 0},
                             {.value = 1},
                             {.value = 0, .falling = true},
                             {.value = 0, .falling = true},
                             {.value = 1}};
    struct peak peak = {.value = 0};
    double y = 0, pi = acos(-1);

    begin_test();
    struct path path = ode_solve(&arena, &ode, 0.5, &y, 12);
    events[3].after = &events[4];
    path_watch(&path, &watch, events, 5, &peak, 1);
    /* sin is positive at the start: its event is the start */
    ck_assert_double_eq(events[0].at, 0.5);
    ck_assert_double_eq(events[1].at, 0.5);
    ck_assert_double_eq_tol(events[2].at, pi, 2e-12);
    ck_assert_double_eq_tol(peak.height, 1, 1e-15);
    ck_assert_double_eq_tol(sin(peak.at), 1, 1e-15);
    end_test();
}
END_TEST

START_TEST(closed_forms_are_met_to_a_billionth)
{
    static const char *const names[] = {"jones",           "frozen_compute",
                                        "growing_compute", "ceiling",
                                        "generation",      "leontief"};

    begin_test();
    struct run run = run_limits(&arena);
    ck_assert_uint_eq(run.quantity_count, COUNT(names));
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct quantity *error = run_quantity(&run, names[i]);
        ck_assert_msg(error && error->value < 1e-9, "%s", names[i]);
    }
    end_test();
}
END_TEST

static struct labour
labour_of(const struct symbols *symbols, double a, double A, double H)
{
    struct curve curve = {.of = symbols};

    return curve_labour(&curve, (struct share){a, 1 - a}, log(A), log(H));
}

static const struct {
    double a, A, H, psi, L;
} labours[] = {
    {0.35, 1, 1, -1, 1.8348623853211008}, {0.9, 50, 1.5, -1, 43.73177842565598},
    {0.999, 500, 1.5, -0.5, 501.5},       {0.5, 0.2, 1, -2, 1.2},
    {0.9, 50, 1.5, -INFINITY, 15},
};

START_TEST(labour_has_its_known_values)
{
    struct symbols symbols = symbols_default();

    symbols.psi = labours[_i].psi;
    double L = exp(
        labour_of(&symbols, labours[_i].a, labours[_i].A, labours[_i].H).log);
    ck_assert_double_eq_tol(L, labours[_i].L, 1e-13 * labours[_i].L);
}
END_TEST

/* At A (1 - a) = a H both branches meet with the same value and slopes. */
START_TEST(labour_is_smooth_where_its_branches_meet)
{
    struct symbols symbols = symbols_default();

    for (double a = 0.05; a < 1; a += 0.05)
        for (double psi = -3; psi < -0.1; psi += 0.4) {
            symbols.psi = psi;
            double A = 1.3 * a / (1 - a), off = 1e-9;
            struct labour low = labour_of(&symbols, a, A * (1 - off), 1.3);
            struct labour high = labour_of(&symbols, a, A * (1 + off), 1.3);
            ck_assert_double_eq_tol(low.log, high.log, 1e-8);
            ck_assert_double_eq_tol(low.weight, high.weight, 1e-7);
            ck_assert_double_eq_tol(low.slope, high.slope, 1e-6);
        }
}
END_TEST

START_TEST(labour_lies_between_its_bounds)
{
    struct symbols symbols = symbols_default();

    for (double a = 0.05; a < 1; a += 0.05)
        for (double A = 1e-3; A < 1e6; A *= 7)
            for (double psi = -8; psi < -0.01; psi /= 1.7) {
                symbols.psi = psi;
                double H = 1.5, L = exp(labour_of(&symbols, a, A, H).log);
                double least = fmin(A / a, H / (1 - a));
                ck_assert_double_ge(L, fmax(H, least) * (1 - 1e-12));
                ck_assert_double_le(L, (A + H) * (1 + 1e-12));
            }
}
END_TEST

static double
grow_with(double rho, double s, double log_L, double k)
{
    struct symbols symbols = symbols_default();

    symbols.rho = rho;
    symbols.g0 = symbols.lam = 1;
    symbols.tau_gen = 0;
    symbols.smax = INFINITY;
    symbols.chi = 0;
    struct curve curve = curve_new(&symbols);
    curve.log_labour0 = 0;
    return curve_growth(&curve, curve_software(&curve, s), k,
                        (struct share){0.5, 0.5}, (struct labour){log_L, 0, 0})
        .rate;
}

static const struct {
    double rho, R;
} inputs[] = {
    {0, 17.320508075688775}, {-0.15, 13.79011235020346},  {1, 51.5},
    {-INFINITY, 3},          {1e-10, 17.320508078350922}, {-0.4, 9.7168},
};

START_TEST(research_input_has_its_known_values)
{
    double want = inputs[_i].R,
           R = grow_with(inputs[_i].rho, 0, log(100), log(3));

    if (inputs[_i].rho == -0.4)
        want = pow(0.5 * pow(100, -0.4) + 0.5 * pow(3, -0.4), -1 / 0.4);
    ck_assert_double_eq_tol(R, want, 2e-14 * want);
}
END_TEST

START_TEST(research_input_rises_with_substitution_and_without_a_step)
{
    double last = 0;

    for (double rho = -3; rho <= 1; rho += 1.0 / 64) {
        double R = grow_with(rho, 0, 6, 1);
        ck_assert_double_gt(R, last);
        last = R;
    }
    /* around 0, ln R = mean + rho alpha (1 - alpha) d^2 / 2 */
    for (double rho = -1e-6; rho < 1e-6; rho += 1e-8)
        ck_assert_double_eq_tol(log(grow_with(rho, 0, 6, 1)),
                                3.5 + rho * 25 / 8, 1e-14);
}
END_TEST

START_TEST(the_soft_minimum_keeps_its_bounds)
{
    static const double rows[][LINES] = {
        {1, 1.1, 1.3, 2}, {5, 5, 5, 5}, {1e-9, 1, 1e9, 1e9}, {3, 2, 1, 4}};

    for (size_t i = 0; i < COUNT(rows); i++)
        for (double q = 0.7; q < 1000; q *= 1.9) {
            struct softmin softmin = softmin_of(rows[i], q);
            double least = rows[i][0], sum = 0;
            for (int j = 0; j < LINES; j++) {
                least = fmin(least, rows[i][j]);
                sum += softmin.weight[j];
            }
            double value = exp(softmin.log);
            ck_assert_double_le(value, least * (1 + 1e-14));
            ck_assert_double_ge(value,
                                least * pow(LINES, -1 / q) * (1 - 1e-14));
            ck_assert_double_eq_tol(sum, 1, 1e-14);
        }
    struct softmin known = softmin_of(rows[0], 12);
    ck_assert_double_eq_tol(exp(known.log), 0.9745945321261066, 1e-15);
    ck_assert_double_eq_tol(known.weight[3], 0.00017927828863012504, 1e-17);
}
END_TEST

/* An order of one fab today: the gamma distribution of three stages. */
START_TEST(a_surge_of_orders_arrives_as_a_gamma_distribution)
{
    static const double delivered[] = {0.040505439744813874,
                                       0.19115316946194186, 0.3906607330017218,
                                       0.5768099188731565};
    struct symbols symbols = symbols_default();
    double y[STATES] = {[W1] = 1}, rate[STATES];

    symbols.gsi0 = symbols.gsi_inf = symbols.kap_si = 0;
    for (int i = 0; i < 4 * 4096; i++) {
        double before[STATES], first[STATES];
        memcpy(before, y, sizeof y);
        governor_rate(&symbols, 0, 0, y, first);
        for (int j = 0; j < STATES; j++)
            y[j] = before[j] + first[j] / 8192;
        governor_rate(&symbols, 0, 0, y, rate);
        for (int j = 0; j < STATES; j++)
            y[j] = before[j] + rate[j] / 4096;
        if (i % 4096 == 4095) /* the midpoint rule's own error */
            ck_assert_double_eq_tol(y[Q], delivered[i / 4096], 1e-7);
    }
}
END_TEST

/* Simpson's rule on the orders against what stands and what is under way. */
START_TEST(what_is_ordered_is_built_or_under_way)
{
    const int panels = 4096;
    double y[ODE_STATES], ordered = 0, begun = 0;

    begin_test();
    struct course *course = solve_with(NULL, WALL_STANDS);
    const struct symbols *of = &course->model->of;
    for (int i = 0; i <= panels; i++) {
        double d = 6.0 * i / panels, mu = 3 / of->D_fab;
        struct moment moment;
        course_at(course, 2026 + d, &moment);
        course_states(course, d, y);
        double gam = of->gsi_inf +
                     (of->gsi0 - of->gsi_inf) * exp(-d / of->tau_si) +
                     of->kap_si * fmax(moment.a - of->a0, 0);
        double weight = i == 0 || i == panels ? 1 : i % 2 ? 4 : 2;
        ordered += weight * gam * y[Q] * pow(1 + gam / mu, 3);
        if (i == 0)
            begun = y[Q] + y[W1] + y[W2] + y[W3];
    }
    ordered *= 6.0 / panels / 3;
    double built = y[Q] + y[W1] + y[W2] + y[W3] - begun;
    /* a(t) has a kink where it reaches 1, which costs Simpson's rule */
    ck_assert_double_eq_tol(built / ordered, 1, 1e-8);
    end_test();
}
END_TEST

static TCase *
test_numerics(void)
{
    TCase *tcase = tcase_create("numerics");

    tcase_add_test(tcase, the_integrator_is_of_fifth_order);
    tcase_add_test(tcase, between_its_steps_a_path_is_of_fourth_order);
    tcase_add_test(tcase, a_singularity_ends_the_path_at_its_time);
    tcase_add_test(tcase, events_and_peaks_are_found_on_a_path);
    tcase_add_test(tcase, closed_forms_are_met_to_a_billionth);
    return tcase;
}

static TCase *
test_parts(void)
{
    TCase *tcase = tcase_create("parts");

    tcase_add_loop_test(tcase, labour_has_its_known_values, 0,
                        (int)COUNT(labours));
    tcase_add_test(tcase, labour_is_smooth_where_its_branches_meet);
    tcase_add_test(tcase, labour_lies_between_its_bounds);
    tcase_add_loop_test(tcase, research_input_has_its_known_values, 0,
                        (int)COUNT(inputs));
    tcase_add_test(tcase,
                   research_input_rises_with_substitution_and_without_a_step);
    tcase_add_test(tcase, the_soft_minimum_keeps_its_bounds);
    tcase_add_test(tcase, a_surge_of_orders_arrives_as_a_gamma_distribution);
    tcase_add_test(tcase, what_is_ordered_is_built_or_under_way);
    return tcase;
}

Suite *
suite_solve(void)
{
    Suite *suite = suite_create("solve");

    suite_add_tcase(suite, test_numerics());
    suite_add_tcase(suite, test_parts());
    suite_add_tcase(suite, case_course());
    suite_add_tcase(suite, case_second());
    suite_add_tcase(suite, case_runs());
    suite_add_tcase(suite, case_draws());
    suite_add_tcase(suite, case_models());
    suite_add_tcase(suite, case_feasibility());
    suite_add_tcase(suite, case_night());
    suite_add_tcase(suite, case_published());
    suite_add_tcase(suite, case_trial());
    return suite;
}
