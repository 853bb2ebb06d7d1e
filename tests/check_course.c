/* check_course.c: tests of solve/: the coupled model against a second solver
 * that shares no line with it, its dates and its properties. */
#include "solved.h"
#include "suites.h"

#include <math.h>

/* A second solver: the equations written down once more, with libm, as plain
 * sums and powers, in fixed steps of the classical Runge-Kutta method. */
static double
relax_plainly(double d, double first, double last, double tau)
{
    return last * d + (first - last) * tau * (1 - exp(-d / tau));
}

static double
blend(double d, double first, double last, double tau)
{
    return last + (first - last) * exp(-d / tau);
}

static double
minimise_plainly(const struct symbols *p, double d, const double *y)
{
    double pue = blend(d, p->pue0, p->pue_inf, p->tau_pue);
    double watts = p->W0 / p->pue0 *
                   exp(-relax_plainly(d, p->geff0, p->geff_inf, p->tau_eff));

    return pow(
        pow(y[5], -p->q) + pow(y[6] * 1e9 / (watts * pue * p->N0), -p->q) +
            pow(y[9] * 1e9 / (watts * p->N0), -p->q) + exp(-p->q * y[11]),
        -1 / p->q);
}

static double
work_plainly(const struct symbols *p, double a, double A, double H)
{
    if (A * (1 - a) <= a * H)
        return A + H;
    return pow(pow(a, 1 - p->psi) * pow(A, p->psi) +
                   pow(1 - a, 1 - p->psi) * pow(H, p->psi),
               1 / p->psi);
}

static double
automate_plainly(const struct symbols *p, double e)
{
    double half = -log(p->a0 / (p->amax - p->a0)) / p->v;

    return fmin(1, p->amax / (1 + exp(-p->v * (e - half))));
}

static void
rate_plainly(const struct symbols *p, double start, double d, const double *y,
             double *r)
{
    double K = minimise_plainly(p, d, y) / start, s = y[0];
    double a = automate_plainly(p, s + log(K)), x = fmax(a - p->a0, 0);
    double H = exp(relax_plainly(d, p->gH0, p->gHinf, p->tauH));
    double L = work_plainly(p, a, p->A0 * exp(p->chi * s) * K, H) /
               work_plainly(p, p->a0, p->A0, 1);
    double R = pow(L, p->alpha) * pow(K, 1 - p->alpha);
    double beta = p->lam * p->alpha * p->chi / p->r0;
    double g = p->g0 * pow(R, p->lam) * pow(1 - s / p->smax, beta * p->smax);
    double mu = 3 / p->D_fab, nu = 2 / p->D_en, om = 1 / p->D_cool;
    double si = blend(d, p->gsi0, p->gsi_inf, p->tau_si) + p->kap_si * x;
    double en = blend(d, p->gen0, p->gen_inf, p->tau_en) + p->kap_en * x;

    r[0] = g / (1 + g * p->tau_gen / log(2));
    r[1] = mu * y[4];
    r[2] = si * y[1] * pow(1 + si / mu, 3) - mu * y[2];
    r[3] = mu * (y[2] - y[3]);
    r[4] = mu * (y[3] - y[4]);
    r[5] = p->prod0 * y[1] *
               exp(relax_plainly(d, p->gdie0, p->gdie_inf, p->tau_die)) -
           p->del_N * y[5];
    r[6] = nu * y[8];
    r[7] = en * y[6] * pow(1 + en / nu, 2) - nu * y[7];
    r[8] = nu * (y[7] - y[8]);
    r[9] = om * y[10] * p->rack0 *
               exp(relax_plainly(d, p->grack0, p->grack_inf, p->tau_rack)) *
               1e-6 -
           p->del_X * y[9];
    r[10] = p->racks0 * exp(p->g_racks * d) - om * y[10];
    r[11] = blend(d, p->gdem0, p->gdem_inf, p->tau_dem) + p->kap_dem * x;
}

static void
step_plainly(const struct symbols *p, double start, double d, double h,
             double *y)
{
    static const double at[] = {0, 0.5, 0.5, 1}, part[] = {1, 2, 2, 1};
    double try[12], rate[12] = {0}, sum[12] = {0};

    for (int k = 0; k < 4; k++) {
        for (int i = 0; i < 12; i++)
            try[i] = y[i] + at[k] * h * rate[i];
        rate_plainly(p, start, d + at[k] * h, try, rate);
        for (int i = 0; i < 12; i++)
            sum[i] += part[k] * rate[i];
    }
    for (int i = 0; i < 12; i++)
        y[i] += h * sum[i] / 6;
}

/* The kink of a(t) where automation completes lies within a step of the plain
 * method, which is worth about 1e-6 in s from 2029.4 on; before that the two
 * differ by the sum of their own errors. */
START_TEST(the_central_run_agrees_with_a_second_solver)
{
    const struct symbols p = symbols_default();
    double mu = 3 / p.D_fab, nu = 2 / p.D_en;
    double w3 = p.gsi0 / mu, y2 = p.gen0 * p.G0 / nu;
    double y[12] = {0,
                    1,
                    w3 * pow(1 + p.gsi0 / mu, 2),
                    w3 * (1 + p.gsi0 / mu),
                    w3,
                    1,
                    p.G0,
                    y2 * (1 + p.gen0 / nu),
                    y2,
                    p.X0,
                    p.racks0 / (1 / p.D_cool + p.g_racks),
                    log(p.hd0)};
    double start = minimise_plainly(&p, 0, y);

    begin_test();
    struct course *course = solve_with(NULL, WALL_STANDS);
    for (int i = 1; i <= 14 * 512; i++) {
        step_plainly(&p, start, (i - 1) / 512.0, 1 / 512.0, y);
        if (i % 256)
            continue;
        double d = i / 512.0, tolerance = d < 3.25 ? 2e-9 : 2e-6;
        struct moment moment;
        course_at(course, 2026 + d, &moment);
        ck_assert_double_eq_tol(moment.s / y[0], 1, tolerance);
        ck_assert_double_eq_tol(
            exp(moment.k) * start / minimise_plainly(&p, d, y), 1, tolerance);
        ck_assert_double_eq_tol(moment.G / y[6], 1, tolerance);
        ck_assert_double_eq_tol(moment.X / y[9], 1, tolerance);
    }
    end_test();
}
END_TEST

static const struct {
    enum wall wall;
    double start[PHASES];
} dated[] = {
    {WALL_STANDS,
     {2022.9, 2025.0749823, 2026.1485348, 2027.7354609, 2029.4896640,
      2029.8064411}},
    {WALL_DEMAND,
     {2022.9, 2025.0749823, 2026.1157243, 2027.3815713, 2028.7418663,
      2028.9788396}},
    {WALL_FROZEN,
     {2022.9, 2025.0749823, 2026.2503959, 2029.1528406, 2033.2369965,
      2034.2308613}},
};

START_TEST(the_phases_start_at_their_known_dates)
{
    begin_test();
    struct course *course = solve_with(NULL, dated[_i].wall);
    for (int i = 0; i < PHASES; i++) {
        ck_assert(course->start[i].reached);
        ck_assert_double_eq_tol(course->start[i].at, dated[_i].start[i], 1e-6);
    }
    end_test();
}
END_TEST

START_TEST(the_central_run_is_the_same_bits_everywhere)
{
    struct moment moment;

    begin_test();
    struct course *course = solve_with(NULL, WALL_STANDS);
    course_at(course, 2033.3, &moment);
    ck_assert_msg(moment.s == 0x1.b57a506e75e2ep+4 &&
                      moment.k == 0x1.e98359c684033p+1,
                  "%a, %a", moment.s, moment.k);
    end_test();
}
END_TEST

START_TEST(the_gain_is_the_slope_of_log_growth)
{
    struct moment moment;

    begin_test();
    struct course *course =
        solve_with(MAP("tau_gen=0", "rho=-0.2"), WALL_STANDS);
    for (double year = 2026; year < 2034; year += 0.37) {
        const double off = 1e-5;
        double log_g[2];
        course_at(course, year, &moment);
        for (int i = 0; i < 2; i++) {
            const struct curve *curve = &course->model->curve;
            double s = moment.s + (i ? off : -off);
            struct share share = curve_share(curve, s + moment.k);
            struct labour labour = curve_labour(
                curve, share, moment.log_A + s - moment.s, moment.h);
            struct software software =
                curve_software(curve, curve_climb(curve, s));
            log_g[i] = log(
                curve_growth(curve, software, moment.k, share, labour).rate);
        }
        ck_assert_double_eq_tol((log_g[1] - log_g[0]) / (2 * off),
                                moment.growth.push - moment.growth.drag, 1e-8);
    }
    end_test();
}
END_TEST

START_TEST(history_is_a_straight_line)
{
    struct moment moment;

    begin_test();
    struct course *course = solve_with(NULL, WALL_STANDS);
    course_at(course, 2024, &moment);
    ck_assert_double_eq_tol(moment.s, -2 * log(3), 1e-15);
    ck_assert_double_eq_tol(moment.k, -2 * log(3.4), 1e-15);
    ck_assert_double_eq_tol(moment.growth.rate, log(3), 1e-15);
    ck_assert(isnan(moment.log_L) && isnan(moment.softmin.weight[0]));
    course_at(course, course->start[CODE].at, &moment);
    ck_assert_double_eq_tol(moment.a, 0.2, 1e-12);
    end_test();
}
END_TEST

/* Raise one symbol and software is never lower after 2026. */
static const struct {
    const char *low, *high;
} raises[] = {
    {"r0=1.2", "r0=1.7"},
    {"g0=1.2", "g0=1.4"},
    {"smax=20", "smax=32"},
    {"amax=1", "amax=1.05"},
    {"tau_gen=0.1", "tau_gen=0.02"},
    {"rho=-0.3", "rho=0"},
    {"racks0=55000", "racks0=85000"},
    {"gH0=0.2", "gH0=0.4"},
};

START_TEST(software_rises_with_what_helps_it)
{
    struct moment low, high;

    begin_test();
    struct course *slow = solve_with(MAP(raises[_i].low), WALL_STANDS);
    struct course *fast = solve_with(MAP(raises[_i].high), WALL_STANDS);
    for (double year = 2026.25; year < 2046; year += 0.25) {
        course_at(slow, year, &low);
        course_at(fast, year, &high);
        ck_assert_double_ge(high.s, low.s - 1e-8);
    }
    end_test();
}
END_TEST

START_TEST(phases_follow_each_other_and_stop_where_one_is_missing)
{
    begin_test();
    struct course *course = solve_with(MAP("amax=1"), WALL_STANDS);
    /* heads are counted before the last tasks are automated */
    ck_assert_double_lt(course->raw[SINGULARITY].at, course->raw[AGI].at);
    ck_assert_double_eq(course->start[SINGULARITY].at, course->raw[AGI].at);
    course = solve_with(MAP("amax=0.95"), WALL_STANDS);
    ck_assert(course->start[RSI].reached && !course->start[AGI].reached);
    ck_assert(course->raw[SINGULARITY].reached);
    ck_assert(!course->start[SINGULARITY].reached);
    end_test();
}
END_TEST

START_TEST(what_holds_at_the_start_is_dated_at_the_start)
{
    begin_test();
    struct course *course = solve_with(MAP("r0=9"), WALL_STANDS);
    ck_assert_double_eq(course->ignition.at, 2026);
    ck_assert(course->burnout.at > 2026);
    course = solve_with(MAP("a0=0.1"), WALL_STANDS);
    ck_assert(course->raw[CODE].at > 2026);
    course = solve_with(MAP("A0=100", "a0=0.6"), WALL_STANDS);
    ck_assert_double_eq(course->raw[LAB].at, 2026);
    end_test();
}
END_TEST

TCase *
case_course(void)
{
    TCase *tcase = tcase_create("course");

    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, the_central_run_agrees_with_a_second_solver);
    tcase_add_loop_test(tcase, the_phases_start_at_their_known_dates, 0,
                        (int)COUNT(dated));
    tcase_add_test(tcase, the_central_run_is_the_same_bits_everywhere);
    tcase_add_test(tcase, the_gain_is_the_slope_of_log_growth);
    tcase_add_test(tcase, history_is_a_straight_line);
    tcase_add_loop_test(tcase, software_rises_with_what_helps_it, 0,
                        (int)COUNT(raises));
    tcase_add_test(tcase,
                   phases_follow_each_other_and_stop_where_one_is_missing);
    tcase_add_test(tcase, what_holds_at_the_start_is_dated_at_the_start);
    return tcase;
}
