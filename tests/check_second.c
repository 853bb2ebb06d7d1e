/* check_second.c: tests of solve/: the coupled model against the GNU
 * Scientific Library's integrator, at the corners of its domain, and what must
 * hold for any symbols.
 *
 * What a newcomer would get wrong: here the equations are the program's own
 * (couple_rate), and only how they are solved is in question; that the
 * equations are right is asked in check_course.c. */
#include "solved.h"
#include "suites.h"

#include <gsl/gsl_odeiv2.h>
#include <math.h>

/* The second opinion: Prince and Dormand's method of eighth order, in time
 * instead of along the path, without interpolation. */

static int
rate_in_time(double d, const double *y, double *rate, void *model)
{
    double at[STATES], along[STATES];

    for (int i = 0; i < STATES; i++)
        at[i] = y[i];
    at[T] = d;
    couple_rate(model, 0, at, along);
    for (int i = 0; i < STATES; i++)
        rate[i] = along[i] / along[T];
    return 0;
}

struct second {
    gsl_odeiv2_system system;
    gsl_odeiv2_driver *driver;
    double d, y[STATES];
};

static void
begin_second(struct second *second, const struct course *course)
{
    second->system =
        (gsl_odeiv2_system){rate_in_time, NULL, STATES, course->model};
    second->driver = gsl_odeiv2_driver_alloc_y_new(
        &second->system, gsl_odeiv2_step_rk8pd, 1e-4, 1e-13, 1e-12);
    second->d = 0;
    course_states(course, 0, second->y);
}

static void
move_second(struct second *second, double d)
{
    int status =
        gsl_odeiv2_driver_apply(second->driver, &second->d, d, second->y);

    ck_assert_int_eq(status, 0);
}

/* What the phases are about, from states. */
static void
measure_second(const struct coupled *model, double d, const double *y,
               double *values)
{
    const struct symbols *of = &model->of;
    const struct curve *curve = &model->curve;
    double s = curve_software(curve, y[U]).s, k = 0, caps[LINES];
    double h = relax(d, of->gH0, of->gHinf, of->tauH);

    governor_caps(of, d, y, caps);
    if (model->wall == WALL_STANDS)
        k = softmin_of(caps, of->q).log - model->log_softmin0;
    else if (model->wall == WALL_DEMAND)
        k = y[LND] - log(of->hd0);
    double log_A = log(of->A0) + of->chi * s + k;
    struct share share = curve_share(curve, s + k);
    values[CODE] = share.done - 0.2;
    values[LAB] = exp(curve_labour(curve, share, log_A, h).log - h) - 2;
    values[RSI] = values[LAB] - 8;
    values[AGI] = curve_share(curve, s + k - log(of->gs_gap)).done - 0.99;
    values[SINGULARITY] = log_A + log(of->nH) - log(of->Nhum);
}

static void
check_states(const struct course *course)
{
    struct second second;

    begin_second(&second, course);
    for (double d = 0.5; d <= 24; d += 0.5) {
        double y[ODE_STATES];
        move_second(&second, d);
        course_states(course, d, y);
        ck_assert_double_eq_tol(y[T], d, 1e-12);
        for (int i = U; i < STATES; i++)
            ck_assert_double_eq_tol(y[i], second.y[i],
                                    1e-8 * (fabs(y[i]) + (i == LND)));
    }
    gsl_odeiv2_driver_free(second.driver);
}

/* Just before its date a phase's value is under the threshold, just after it
 * over. */
static void
check_date(const struct course *course, enum phase phase)
{
    const double off = 1e-8, t0 = course->model->of.t0;
    double at = course->raw[phase].at - t0, values[PHASES];
    struct second second;

    if (!course->raw[phase].reached || at < off)
        return;
    begin_second(&second, course);
    move_second(&second, at - off);
    measure_second(course->model, second.d, second.y, values);
    ck_assert_double_lt(values[phase], 0);
    move_second(&second, at + off);
    measure_second(course->model, second.d, second.y, values);
    ck_assert_double_gt(values[phase], 0);
    gsl_odeiv2_driver_free(second.driver);
}

static const struct {
    enum wall wall;
    const char *pairs[6];
} cases[] = {
    {WALL_STANDS, {"q=12"}},
    {WALL_DEMAND, {"r0=0.6", "psi=-50", "v=10", "a0=0.01", "gH0=-0.5", "q=2"}},
    {WALL_STANDS, {"tau_gen=0", "r0=3", "rho=-5", "q=1000", "D_en=0.1"}},
    {WALL_FROZEN, {"psi=-.inf", "chi=2", "amax=1.3", "smax=12", "A0=1e-3"}},
};

START_TEST(a_second_solver_finds_the_same_states_and_dates)
{
    size_t count = 0;

    begin_test();
    while (count < 6 && cases[_i].pairs[count])
        count++;
    struct course *course =
        solve_with(make_map(cases[_i].pairs, count), cases[_i].wall);
    check_states(course);
    for (enum phase phase = CODE; phase < PHASES; phase++)
        check_date(course, phase);
    end_test();
}
END_TEST

/* Corners. */

/* All automated from the start and nobody left: S = (1 - t/t*)^(-1/phi),
 * t* = 1/(phi g0). */
START_TEST(a_singularity_ends_the_course_at_its_date)
{
    struct moment before, after;

    begin_test();
    struct course *course = solve_with(
        MAP("tau_gen=0", "smax=.inf", "a0=0.99999999999999", "amax=10",
            "A0=1e12", "g0=2", "r0=1.2", "gH0=0", "gHinf=0"),
        WALL_FROZEN);
    double phi = course->model->of.lam * 0.5 * (1 - 1 / 1.2);
    ck_assert(!course->path.complete);
    ck_assert_double_eq_tol(course->end, 1 / (2 * phi), 1e-8);
    course_at(course, 2026 + 0.5 / (2 * phi), &before);
    ck_assert_double_eq_tol(before.s, log(2) / phi, 1e-7);
    course_at(course, 2026 + 1.01 / (2 * phi), &after);
    ck_assert(isnan(after.s) && isnan(after.G));
    ck_assert(course->start[SINGULARITY].reached);
    end_test();
}
END_TEST

/* With beta smax < 1 software is there in a finite time; without a generation
 * time it may take less than doubles can tell. */
static const char *const rushes[][5] = {
    {"tau_gen=0", "r0=100", "smax=32", "lam=0.6", "chi=1"},
    {"tau_gen=0", "r0=100", "smax=32", "lam=2", "chi=2"},
    {"tau_gen=0.1", "r0=100", "smax=0.5", "lam=2", "chi=2"},
};

START_TEST(a_rush_ends_at_the_ceiling_and_the_course_goes_on)
{
    struct moment moment;

    begin_test();
    struct course *course = solve_with(make_map(rushes[_i], 5), WALL_STANDS);
    ck_assert(course->path.complete);
    for (double year = 2030; year <= 2050; year += 0.5) {
        course_at(course, year, &moment);
        ck_assert_double_eq_tol(moment.s, course->model->of.smax, 1e-12);
        ck_assert_double_eq(moment.growth.rate, 0);
        ck_assert(moment.k > 0 && moment.G > 24);
    }
    end_test();
}
END_TEST

START_TEST(a_threshold_that_is_only_approached_is_not_reached)
{
    begin_test();
    struct course *course = solve_with(MAP("amax=0.99"), WALL_STANDS);
    ck_assert(!course->raw[AGI].reached && course->raw[SINGULARITY].reached);
    ck_assert(!course->start[SINGULARITY].reached);
    course = solve_with(MAP("amax=0.2", "a0=0.1"), WALL_STANDS);
    ck_assert(!course->raw[CODE].reached && !course->start[RSI].reached);
    end_test();
}
END_TEST

START_TEST(a_threshold_that_is_met_at_the_start_is_dated_there)
{
    begin_test();
    /* 10^6 times 4,000 are as many as there are people at work */
    struct course *course = solve_with(MAP("A0=1e6", "chi=0"), WALL_FROZEN);
    ck_assert_double_eq(course->raw[SINGULARITY].at, 2026);
    course = solve_with(MAP("a0=0.2"), WALL_STANDS);
    ck_assert_double_eq(course->raw[CODE].at, 2026);
    course = solve_with(MAP("a0=0.5"), WALL_STANDS);
    ck_assert_double_eq_tol(course->raw[LAB].at, 2026, 1e-12);
    course = solve_with(MAP("a0=0.999", "amax=1"), WALL_STANDS);
    ck_assert_double_eq(course->raw[AGI].at, 2026);
    end_test();
}
END_TEST

START_TEST(who_asks_for_later_years_learns_later_dates)
{
    begin_test();
    struct course *course = solve_with(MAP("g0=0.1"), WALL_FROZEN);
    const struct symbols *of = &course->model->of;
    struct plan plan = {.wall = WALL_FROZEN, .last = 2200};
    ck_assert(!course->raw[RSI].reached);
    struct course *longer = course_new(&arena, of, &plan);
    ck_assert(longer->raw[RSI].reached && longer->raw[RSI].at > HORIZON);
    end_test();
}
END_TEST

START_TEST(dates_alone_are_the_same_dates)
{
    begin_test();
    for (enum wall wall = WALL_STANDS; wall <= WALL_FROZEN; wall++) {
        struct moment all, some;
        struct course *full = solve_with(NULL, wall);
        struct plan plan = {.wall = wall, .dates_only = true};
        struct course *course = course_new(&arena, &full->model->of, &plan);
        for (enum phase phase = CODE; phase < PHASES; phase++)
            ck_assert_double_eq_tol(course->start[phase].at,
                                    full->start[phase].at, 1e-7);
        course_at(full, 2032.5, &all);
        course_at(course, 2032.5, &some);
        ck_assert_double_eq_tol(some.s, all.s, 1e-7);
        ck_assert_double_eq_tol(some.k, all.k, 1e-7);
        ck_assert(isnan(some.G) == (wall != WALL_STANDS));
    }
    end_test();
}
END_TEST

/* For any symbols. */

#define SAMPLES 1000

static uint32_t drawn, sample;

static double
draw(double low, double high)
{
    struct seed seed = {7, 7};

    return low + (high - low) * philox_uniform(seed, sample, drawn++, 0);
}

static double
draw_log(double low, double high)
{
    return exp(draw(log(low), log(high)));
}

static struct symbols
draw_symbols(uint32_t number)
{
    struct symbols of = symbols_default();

    sample = number;
    drawn = 0;
    of.g0 = draw_log(0.2, 4);
    of.alpha = draw(0, 1);
    of.lam = draw(0.1, 1.5);
    of.rho = draw(0, 1) < 0.2 ? -INFINITY : draw(-3, 1);
    of.r0 = draw_log(0.3, 10);
    of.chi = draw(0.2, 2);
    of.smax = draw(2, 50);
    of.a0 = draw(0.05, 0.6);
    of.amax = draw(0.8, 1.2);
    of.v = draw_log(0.1, 3);
    of.A0 = draw_log(0.01, 100);
    of.psi = draw(0, 1) < 0.1 ? -INFINITY : -draw_log(0.01, 20);
    of.gH0 = draw(-0.3, 0.7);
    of.tau_gen = draw(0, 1) < 0.1 ? 0 : draw_log(1e-4, 0.3);
    of.q = draw_log(1, 100);
    of.D_fab = draw(0.5, 8);
    of.D_en = draw(0.5, 8);
    of.racks0 = draw_log(1e4, 1e6);
    of.gdem0 = draw(0.1, 1.5);
    of.kap_dem = draw(0, 1);
    of.kap_en = draw(0, 0.5);
    return of;
}

static struct course *
solve_fast(const struct symbols *of, enum wall wall)
{
    return course_new(
        &arena, of,
        &(struct plan){.wall = wall, .tolerance = 1e-7, .dates_only = true});
}

static void
check_labour(const struct moment *moment, double a)
{
    double A = exp(moment->log_A - moment->h), L = exp(moment->uplift);
    double least = fmin(A / a, 1 / (1 - a));

    ck_assert_double_le(L, (A + 1) * (1 + 1e-10));
    ck_assert_double_ge(L, 1 - 1e-10);
    /* of 1 - a there are but the digits that a double leaves */
    if (a < 1 - 1e-6)
        ck_assert_double_ge(L, least * (1 - 1e-9));
}

static void
check_course(const struct course *course)
{
    double s = 0, e = 0, a = course->model->of.a0, start = -INFINITY;

    for (double year = 2026.1; year <= 2050; year += 0.6) {
        struct moment moment;
        course_at(course, year, &moment);
        ck_assert(moment.s > 0 && moment.s <= course->model->of.smax);
        ck_assert_double_ge(moment.s, s);
        ck_assert(moment.growth.rate > 0 || moment.s > s * (1 - 1e-12));
        ck_assert(moment.a > 0 && moment.a <= 1);
        ck_assert((moment.s + moment.k >= e) == (moment.a >= a) ||
                  moment.a == a);
        check_labour(&moment, moment.a);
        s = moment.s;
        e = moment.s + moment.k;
        a = moment.a;
    }
    for (enum phase phase = CODE; phase < PHASES; phase++) {
        if (!course->start[phase].reached)
            break;
        ck_assert_double_ge(course->start[phase].at, start);
        start = course->start[phase].at;
    }
}

START_TEST(a_course_keeps_its_bounds_for_any_symbols)
{
    begin_test();
    for (uint32_t i = 0; i < SAMPLES; i++) {
        struct symbols of = draw_symbols(i);
        struct course *course = solve_fast(&of, (enum wall)(i % 3));
        ck_assert(course->path.complete);
        check_course(course);
        if (i % 64 == 63) {
            end_test();
            begin_test();
        }
    }
    end_test();
}
END_TEST

/* What never slows software down, from the same start. */
static enum wall
help_software(struct symbols *of, uint32_t kind)
{
    switch (kind) {
    case 0:
        of->g0 *= 1.1;
        break;
    case 1:
        of->r0 *= 1.1;
        break;
    case 2:
        of->smax += 2;
        break;
    case 3:
        of->amax += 0.03;
        break;
    case 4:
        of->tau_gen *= 0.7;
        break;
    case 5:
        of->gH0 += 0.1;
        break;
    default:
        return WALL_DEMAND;
    }
    return WALL_FROZEN;
}

START_TEST(what_helps_software_never_slows_it_down)
{
    begin_test();
    for (uint32_t i = 0; i < SAMPLES; i++) {
        struct symbols low = draw_symbols(i), high = low;
        enum wall wall = help_software(&high, i % 7);
        struct course *slow = solve_fast(&low, WALL_FROZEN);
        struct course *fast = solve_fast(&high, wall);
        for (double year = 2026.25; year <= 2050; year += 1.25) {
            struct moment a, b;
            course_at(slow, year, &a);
            course_at(fast, year, &b);
            ck_assert_double_ge(b.s, a.s - 1e-5 * (1 + a.s));
        }
        if (i % 64 == 63) {
            end_test();
            begin_test();
        }
    }
    end_test();
}
END_TEST

/* Compute in other units: four times as many chips of the same kind. */
START_TEST(the_unit_of_compute_does_not_matter)
{
    struct moment a, b;

    begin_test();
    struct course *one = solve_with(NULL, WALL_STANDS);
    struct symbols of = one->model->of;
    of.N0 *= 4;
    of.G0 *= 4;
    of.X0 *= 4;
    of.racks0 *= 4;
    struct course *other = course_new(&arena, &of, &(struct plan){0});
    for (double year = 2026.5; year <= 2050; year++) {
        course_at(one, year, &a);
        course_at(other, year, &b);
        ck_assert_double_eq_tol(a.s, b.s, 1e-9 * a.s);
        ck_assert_double_eq_tol(a.k, b.k, 1e-9 * a.k);
        ck_assert_double_eq_tol(4 * a.X, b.X, 1e-9 * b.X);
    }
    end_test();
}
END_TEST

/* A course that starts where another has got to, S = 1 there, goes the same
 * way on: its symbols are those of the other at that time. */
START_TEST(the_unit_of_software_does_not_matter)
{
    const double later = 3;
    struct moment then, a, b;

    begin_test();
    struct course *one =
        solve_with(MAP("gH0=0", "gHinf=0", "tau_gen=0"), WALL_FROZEN);
    struct symbols of = one->model->of;
    course_at(one, of.t0 + later, &then);
    double room = 1 - then.s / of.smax;
    of.g0 = then.growth.rate;
    of.a0 = then.a;
    of.A0 = exp(then.log_A);
    of.r0 *= room;
    of.smax -= then.s;
    struct course *other =
        course_new(&arena, &of, &(struct plan){.wall = WALL_FROZEN});
    for (double d = 0.5; d <= 20; d += 0.5) {
        course_at(one, of.t0 + later + d, &a);
        course_at(other, of.t0 + d, &b);
        ck_assert_double_eq_tol(a.s - then.s, b.s, 1e-8 * a.s);
        ck_assert_double_eq_tol(a.log_L, b.log_L, 1e-7);
    }
    ck_assert_double_eq_tol(one->raw[AGI].at - later, other->raw[AGI].at, 1e-7);
    end_test();
}
END_TEST

TCase *
case_second(void)
{
    TCase *tcase = tcase_create("second opinion");

    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, a_second_solver_finds_the_same_states_and_dates,
                        0, (int)COUNT(cases));
    tcase_add_test(tcase, a_singularity_ends_the_course_at_its_date);
    tcase_add_loop_test(tcase,
                        a_rush_ends_at_the_ceiling_and_the_course_goes_on, 0,
                        (int)COUNT(rushes));
    tcase_add_test(tcase, a_threshold_that_is_only_approached_is_not_reached);
    tcase_add_test(tcase, a_threshold_that_is_met_at_the_start_is_dated_there);
    tcase_add_test(tcase, who_asks_for_later_years_learns_later_dates);
    tcase_add_test(tcase, dates_alone_are_the_same_dates);
    tcase_add_test(tcase, a_course_keeps_its_bounds_for_any_symbols);
    tcase_add_test(tcase, what_helps_software_never_slows_it_down);
    tcase_add_test(tcase, the_unit_of_compute_does_not_matter);
    tcase_add_test(tcase, the_unit_of_software_does_not_matter);
    return tcase;
}
