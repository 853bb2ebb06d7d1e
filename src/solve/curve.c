/* curve.c: the curve: how fast AI research makes AI software better.
 *
 * s = ln S is the software level, k = ln K the compute that research can use,
 * h = ln H the human research staff, all 0 at t0 = 2026.0; d = t - t0.
 *
 *     h(d)  = relax(d; gH0, gHinf, tauH)     a growth rate that relaxes
 *     e     = s + k                          effective compute
 *     a(e)  = min(1, amax / (1 + exp(-v (e - e_half))))
 *                                            share of research tasks that is
 *                                            automated; a(0) = a0
 *     A     = A0 exp(chi s + k)              AI labour, in staffs of 2026
 *     L     = A + H                          while A (1 - a) <= a H: AI is
 *                                            short, and takes what it can
 *           = [a^(1-psi) A^psi + (1-a)^(1-psi) H^psi]^(1/psi)  otherwise
 *     R     = [alpha (L/L0)^rho + (1 - alpha) K^rho]^(1/rho)
 *                                            research input; R(t0) = 1
 *     beta  = lam alpha chi / r0
 *     Phi   = (1 - s/smax)^(beta smax)       ideas get harder, up to a ceiling
 *           = exp(-beta u)
 *     g     = g0 R^lam Phi
 *     ds/dt = g / (1 + g tau_gen / ln 2)     a doubling takes ln 2 / g to find
 *                                            and tau_gen to put to work
 *
 * and the loop gain, d ln g / ds at fixed K and H, is push - drag with
 *
 *     push  = lam eps eta,   drag = beta / (1 - s/smax)
 *     eps   = d ln R / d ln L,   eta = d ln L / ds = chi wA + (d ln L/da) a'(e)
 *
 * Instead of s its climb is solved for, u = -smax ln(1 - s/smax), or u = s
 * where there is no ceiling: ds = (1 - s/smax) du. Near the ceiling s has no
 * digits left that tell how near; u has all of them.
 *
 * It is solved for along a path of its own, of which
 *     dx = (1 + bend) (dt + du)
 * is the length. The climb is in it because growth may explode, the bend
 * because just before the last task is automated ln L rises like -ln (1 - a):
 * a step in time would take the last 999 tasks of 1,000 at once.
 *
 * R^lam S^-beta is C. I. Jones's semi-endogenous law ("R&D-based models of
 * economic growth", 1995); Phi is the limit of small doublings of T. Davidson
 * and T. Houlden's falling r (Forethought, 2025); L is the task model of
 * P. Aghion, B. Jones and C. Jones (2019) with people free to do automated
 * tasks too; a(e) is logistic as in tkwa's model.
 *
 * What a newcomer would get wrong: L and R are both weighted power means, and
 * all of it is computed in logarithms: A alone may be exp(700). 1 - a is
 * never formed by subtraction, since at a = 1 - 10^-12 it decides L. */
#include "inside.h"

#include <math.h>

#define CEILING 1e-15 /* of room: software is there */
#define SHARPEST 1e6  /* of bends */

/* ln M and the weight of x in M^power, for
 * M = (weight X^power + rest Y^power)^(1/power), weight + rest = 1. */
struct mean {
    double log, share;
};

/* power z = power (x - y) is small: nothing may cancel. */
static struct mean
mean_near(double weight, double rest, double x, double y, double power)
{
    double z = power * (x - y);

    if (power < 1e-8 && power > -1e-8)
        return (struct mean){y + weight * (x - y) * (1 + 0.5 * rest * z),
                             weight * (1 + rest * z)};
    double more = real_expm1(z), sum = 1 + weight * more;
    return (struct mean){y + real_log1p(weight * more) / power,
                         weight * (1 + more) / sum};
}

static struct mean
mean_power(double weight, double rest, double x, double y, double power)
{
    double z = power * (x - y);

    if (weight <= 0 || x == y)
        return (struct mean){y, weight};
    if (rest <= 0)
        return (struct mean){x, 1};
    if (!real_finite(power)) {
        bool first = (power < 0) == (x < y);
        return (struct mean){first ? x : y, first};
    }
    if (z < 1 && z > -1)
        return mean_near(weight, rest, x, y, power);
    double lesser = real_exp(z < 0 ? z : -z);
    double sum = z < 0 ? rest + weight * lesser : weight + rest * lesser;
    return (struct mean){(z < 0 ? y : x) + real_log(sum) / power,
                         (z < 0 ? weight * lesser : weight) / sum};
}

/* The integral from 0 to d of a rate that starts at first and relaxes to last
 * in the time tau. */
double
relax(double d, double first, double last, double tau)
{
    return last * d - (first - last) * tau * real_expm1(-d / tau);
}

struct share
curve_share(const struct curve *curve, double e)
{
    double y = curve->of->v * (e - curve->e_half), over = curve->of->amax - 1;
    double small = real_exp(y < 0 ? y : -y), sum = 1 + small;
    struct share share = {curve->of->amax * (y < 0 ? small : 1) / sum,
                          (y < 0 ? 1 - over * small : small - over) / sum};

    return share.left > 0 ? share : (struct share){1, 0};
}

/* AI labour is short, or there is nothing that it cannot do: A + H. */
static struct labour
add_labour(double log_A, double h)
{
    double lesser = real_exp(log_A < h ? log_A - h : h - log_A);
    double sum = 1 + lesser;

    return (struct labour){(log_A < h ? h : log_A) + real_log1p(lesser),
                           (log_A < h ? lesser : 1) / sum, 0};
}

struct labour
curve_labour(const struct curve *curve, struct share share, double log_A,
             double h)
{
    double psi = curve->of->psi;

    if (share.left <= 0)
        return add_labour(log_A, h);
    if (share.done <= 0)
        return (struct labour){h, 0, 0};
    double x = log_A - real_log(share.done), y = h - real_log(share.left);
    if (x <= y)
        return add_labour(log_A, h);
    struct mean mean = mean_power(share.done, share.left, x, y, psi);
    double ratio = real_finite(psi) ? (1 - psi) / psi : -1;
    return (struct labour){
        mean.log, mean.share,
        ratio * (mean.share / share.done - (1 - mean.share) / share.left)};
}

double
curve_climb(const struct curve *curve, double s)
{
    double smax = curve->of->smax;

    return real_finite(smax) ? -smax * real_log1p(s < smax ? -s / smax : -1)
                             : s;
}

struct software
curve_software(const struct curve *curve, double u)
{
    double smax = curve->of->smax, folds = u / smax;

    if (!real_finite(smax))
        return (struct software){u, u, 1};
    if (folds < 0.5) {
        double part = -real_expm1(-folds);
        return (struct software){u, smax * part, 1 - part};
    }
    double room = real_exp(-folds);
    return (struct software){u, smax - smax * room, room};
}

double
curve_reach(const struct curve *curve, double share)
{
    double rest = curve->of->amax - share;

    return curve->e_half +
           real_log(rest > 0 ? share / rest : INFINITY) / curve->of->v;
}

struct growth
curve_growth(const struct curve *curve, struct software software, double k,
             struct share share, struct labour labour)
{
    const struct symbols *of = curve->of;
    double drag = curve->beta / software.room;

    if (software.room <= CEILING)
        return (struct growth){0, INFINITY, 0, drag};
    struct mean input = mean_power(of->alpha, 1 - of->alpha,
                                   labour.log - curve->log_labour0, k, of->rho);
    double log_g =
        curve->log_g0 + of->lam * input.log - curve->beta * software.u;
    double turn = of->v * share.done * (1 - share.done / of->amax);
    double rise = of->chi * labour.weight + labour.slope * turn;
    double wait = real_exp(-log_g) + of->tau_gen / LN2;
    return (struct growth){
        1 / wait,
        wait * software.room,
        of->lam * input.share * rise,
        drag,
    };
}

struct passage
growth_passage(const struct growth *growth, double bend)
{
    double speed = 1 / (1 + bend), climb = 1 / (1 + growth->pause);

    return (struct passage){(climb > 0 ? growth->pause * climb : 1) * speed,
                            climb * speed};
}

/* d ln (1 - a) / de, which labour follows until AI is short, and then smoothly
 * nothing: scarcity is 1 where the branches of L meet. */
double
curve_bend(const struct curve *curve, struct share share, double log_A,
           double h)
{
    double turn =
        curve->of->v * share.done * (1 - share.done / curve->of->amax);

    if (share.left <= 0 || turn <= 0)
        return 0;
    double scarcity = share.done / (share.left * real_exp(log_A - h));
    return turn /
           (4 * share.left * (1 + scarcity * scarcity) + turn / SHARPEST);
}

struct curve
curve_new(const struct symbols *of)
{
    struct curve curve = {.of = of};

    curve.beta = of->lam * of->alpha * of->chi / of->r0;
    curve.e_half = -real_log(of->a0 / (of->amax - of->a0)) / of->v;
    curve.log_g0 = real_log(of->g0);
    curve.log_A0 = real_log(of->A0);
    curve.log_gap = real_log(of->gs_gap);
    curve.log_labour0 =
        curve_labour(&curve, curve_share(&curve, 0), curve.log_A0, 0).log;
    return curve;
}
