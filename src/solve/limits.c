/* limits.c: the curve where mathematics knows the answer. Each case is run
 * through the same formulas and the same integrator as the book's runs, and
 * the largest relative error is a quantity of the run "limits":
 *
 *   jones            no automation, inputs that grow:
 *                    s = ln(1 + beta g0 (e^(gamma t) - 1) / gamma) / beta
 *   frozen_compute   all automated, K = 1: s = -ln(1 - phi g0 t) / phi, a
 *                    power law, an exponential or a singularity as r0 is
 *                    below, at or over 1
 *   growing_compute  all automated, K = e^(gK t):
 *                    s = -ln(1 - (phi g0/kappa) (e^(kappa t) - 1)) / phi
 *   ceiling          t = 1/g0 int_0^s e^(-p x) (1 - x/smax)^(-p smax/r0) dx
 *   generation       t = (1 - e^(-phi s)) / (phi g0) + tau_gen s / ln 2
 *   leontief         no substitution, K = 1: s = ln(1 + beta g0 t) / beta
 *
 * p = lam alpha, phi = p (1 - 1/r0), gamma = lam (alpha gH + (1 - alpha) gK),
 * kappa = lam gK. Where t is known as a function of s, the error is that of t.
 *
 * What a newcomer would get wrong: the cases test the solver, not the book's
 * parameters, so they have their own. */
#include "inside.h"

#include <math.h>

#define TIMES 4

struct limit {
    const char *name, *label; /* label: NULL when it is as above */
    double g0, r0, rho, smax, tau_gen;
    double gH, gK; /* growth of staff and compute [1/yr] */
    bool people;   /* nothing automated; else all of it, and no people */
    /* s at t; or t at s when backward */
    double (*exact)(const struct limit *limit, double x);
    bool backward;
    double times[TIMES];
};

#define LAM 0.6
#define ALPHA 0.5

static double
find_beta(const struct limit *limit)
{
    return LAM * ALPHA / limit->r0;
}

static double
find_phi(const struct limit *limit)
{
    return LAM * ALPHA * (1 - 1 / limit->r0);
}

static double
solve_jones(const struct limit *limit, double t)
{
    double beta = find_beta(limit);
    double gamma = LAM * (ALPHA * limit->gH + (1 - ALPHA) * limit->gK);

    return real_log1p(beta * limit->g0 * real_expm1(gamma * t) / gamma) / beta;
}

static double
solve_frozen(const struct limit *limit, double t)
{
    double phi = find_phi(limit);

    if (phi == 0)
        return limit->g0 * t;
    return -real_log1p(-phi * limit->g0 * t) / phi;
}

static double
solve_growing(const struct limit *limit, double t)
{
    double phi = find_phi(limit), kappa = LAM * limit->gK;

    return -real_log1p(-phi * limit->g0 / kappa * real_expm1(kappa * t)) / phi;
}

static double
solve_leontief(const struct limit *limit, double t)
{
    double beta = find_beta(limit);

    return real_log1p(beta * limit->g0 * t) / beta;
}

static double
solve_generation(const struct limit *limit, double s)
{
    double phi = find_phi(limit);

    return -real_expm1(-phi * s) / (phi * limit->g0) + limit->tau_gen * s / LN2;
}

/* 1 / ds/dt under a ceiling. */
static double
invert_rate(const struct limit *limit, double s)
{
    double power = LAM * ALPHA * limit->smax / limit->r0;

    return real_exp(-LAM * ALPHA * s - power * real_log1p(-s / limit->smax)) /
           limit->g0;
}

/* Gauss's rule of three points on many panels. */
static double
solve_ceiling(const struct limit *limit, double s)
{
    const int panels = 256;
    const double off = 0.7745966692414834; /* sqrt 3/5 */
    double half = 0.5 * s / panels, sum = 0;

    for (int i = 0; i < panels; i++) {
        double middle = (2 * i + 1) * half;
        sum += 5 * invert_rate(limit, middle - off * half) +
               8 * invert_rate(limit, middle) +
               5 * invert_rate(limit, middle + off * half);
    }
    return sum * half / 9;
}

struct setting {
    const struct limit *limit;
    struct symbols of;
    struct curve curve;
};

static unsigned
rate_limit(const void *context, double x, const double *y, double *rate)
{
    const struct setting *setting = context;
    const struct limit *limit = setting->limit;
    double k = limit->gK * y[T], h = limit->people ? limit->gH * y[T] : -1e300;
    struct software software = curve_software(&setting->curve, y[U]);
    struct share share =
        limit->people ? (struct share){0, 1} : (struct share){1, 0};
    struct labour labour =
        curve_labour(&setting->curve, share, software.s + k, h);
    struct growth growth =
        curve_growth(&setting->curve, software, k, share, labour);
    struct passage passage = growth_passage(&growth, 0);

    (void)x;
    rate[T] = passage.time;
    rate[U] = passage.climb;
    return 0;
}

static void
build_setting(struct setting *setting, const struct limit *limit)
{
    setting->limit = limit;
    setting->of = symbols_default();
    setting->of.g0 = limit->g0;
    setting->of.r0 = limit->r0;
    setting->of.rho = limit->rho;
    setting->of.lam = LAM;
    setting->of.alpha = ALPHA;
    setting->of.chi = 1;
    setting->of.smax = limit->smax;
    setting->of.tau_gen = limit->tau_gen;
    setting->curve = curve_new(&setting->of);
    setting->curve.log_labour0 = 0;
}

static double
measure_limit(struct arena *arena, const struct limit *limit)
{
    struct setting setting;
    struct ode ode = {.states = U + 1,
                      .timed = true,
                      .rate = rate_limit,
                      .model = &setting,
                      .relative = 1e-11,
                      .absolute = 1e-13,
                      .first = 1e-4};
    double y[U + 1] = {0}, worst = 0;

    build_setting(&setting, limit);
    struct path path = ode_solve(arena, &ode, 0, y, limit->times[TIMES - 1]);
    for (int i = 0; i < TIMES; i++) {
        double t = limit->times[i];
        path_at_time(&path, t, y);
        double s = curve_software(&setting.curve, y[U]).s;
        double error = limit->backward ? limit->exact(limit, s) / t - 1
                                       : s / limit->exact(limit, t) - 1;
        error = error < 0 ? -error : error;
        worst = error > worst ? error : worst;
    }
    return worst;
}

/* In the order of the quantities; several of one name are one quantity, their
 * largest. */
static const struct limit limits[] = {
    {"jones", "no automation, growing inputs", .g0 = 1.2, .r0 = 0.3 / 0.35,
     .smax = INFINITY, .gH = 0.5, .gK = 1, .people = true, .exact = solve_jones,
     .times = {0.5, 2, 10, 20}},
    {"frozen_compute", "all automated, frozen compute", .g0 = 2, .r0 = 0.8,
     .smax = INFINITY, .exact = solve_frozen, .times = {0.5, 2, 5, 10}},
    {"frozen_compute", .g0 = 2, .r0 = 1, .smax = INFINITY,
     .exact = solve_frozen, .times = {0.5, 2, 5, 10}},
    {"frozen_compute", .g0 = 2, .r0 = 1.2, .smax = INFINITY,
     .exact = solve_frozen, .times = {0.5, 2, 5, 9}},
    {"growing_compute", "all automated, growing compute", .g0 = 2, .r0 = 1.2,
     .smax = INFINITY, .gK = 0.7, .exact = solve_growing,
     .times = {0.5, 1, 2, 3.5}},
    {"growing_compute", .g0 = 2, .r0 = 0.7, .smax = INFINITY, .gK = 0.7,
     .exact = solve_growing, .times = {0.5, 2, 10, 30}},
    {"ceiling", "all automated, a ceiling of software", .g0 = 22.18070977791825,
     .r0 = 1.2, .smax = 60.99695188927519, .exact = solve_ceiling,
     .backward = true, .times = {0.1, 0.4, 1.6, 80}},
    {"ceiling", .g0 = 10, .r0 = 0.6, .smax = 40, .exact = solve_ceiling,
     .backward = true, .times = {0.1, 1, 5, 400}},
    {"ceiling", .g0 = 5, .r0 = 3.6, .smax = 33.27106466687737,
     .exact = solve_ceiling, .backward = true, .times = {0.1, 0.5, 0.8, 0.9}},
    {"generation", "all automated, a generation time", .g0 = 2, .r0 = 1.2,
     .smax = INFINITY, .tau_gen = 0.02, .exact = solve_generation,
     .backward = true, .times = {0.5, 4, 9.8, 12}},
    {"leontief", "no substitution, frozen compute", .g0 = 1.5, .r0 = 1.2,
     .rho = -INFINITY, .smax = INFINITY, .exact = solve_leontief,
     .times = {0.5, 1, 3, 10}},
};

struct run
run_limits(struct arena *arena)
{
    struct quantity *quantities =
        TAKE_ARRAY(arena, COUNT(limits), struct quantity);
    size_t count = 0;

    for (size_t i = 0; i < COUNT(limits); i++) {
        const struct limit *limit = &limits[i];
        double error = measure_limit(arena, limit);
        if (limit->label)
            quantities[count++] =
                (struct quantity){limit->name, "1", limit->label, error, true};
        else if (error > quantities[count - 1].value)
            quantities[count - 1].value = error;
    }
    return (struct run){"limits", "largest relative errors in closed forms",
                        .quantities = quantities, .quantity_count = count};
}
