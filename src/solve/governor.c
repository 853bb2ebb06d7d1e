/* governor.c: the governor: how much compute the world can run. Four lines,
 * each in units of the fleet of 2026.0 (N0 H100-equivalents); usable compute
 * is a soft minimum of them. d = t - t0; more = max(a - a0, 0), automation
 * since 2026, makes everybody order more.
 *
 *   silicon  mu = 3 / D_fab, gam = rate(d; gsi0, gsi_inf, tau_si)+kap_si more
 *            q'  = mu w3                     capacity to make packaged dies
 *            w1' = gam q (1 + gam/mu)^3 - mu w1    three stages of building
 *            w2' = mu (w1 - w2),  w3' = mu (w2 - w3)
 *            N'  = prod0 q exp(relax(d; gdie0, gdie_inf, tau_die)) - del_N N
 *   energy   nu = 2 / D_en, gam likewise
 *            G'  = nu y2                     power for AI [GW]
 *            y1' = gam G (1 + gam/nu)^2 - nu y1,  y2' = nu (y1 - y2)
 *   cooling  om = 1 / D_cool
 *            c1' = racks0 exp(g_racks d) - om c1   racks under construction,
 *            which start and so stay at racks0 exp(g_racks d)/(om + g_racks)
 *            X'  = om c1 rack0 exp(relax(d; grack0, ...)) 1e-6 - del_X X
 *                                            liquid-ready halls [GW of IT]
 *   demand   lnD' = rate(d; gdem0, gdem_inf, tau_dem) + kap_dem more
 *
 *   W = (W0/pue0) exp(-relax(d; geff0, ...))       [W of IT per H100e]
 *   caps = N,  G 1e9 / (W pue N0),  X 1e9 / (W N0),  exp lnD
 *   softmin = (sum caps^-q)^(-1/q),  weight_i = caps_i^-q / sum caps^-q
 *
 * What a newcomer would get wrong: (1 + gam/mu)^3 is no correction but the
 * order book. A pipeline of n stages and mean delay D delivers a growth of
 * gam only if orders run (1 + gam D/n)^n ahead; a surge of orders arrives as
 * a gamma distribution, 4% of it after one year of four. That is the wall. */
#include "inside.h"

static double
relax_rate(double d, double first, double last, double tau)
{
    return last + (first - last) * real_exp(-d / tau);
}

void
governor_start(const struct symbols *of, double *y)
{
    double mu = 3 / of->D_fab, nu = 2 / of->D_en;

    y[Q] = y[N] = 1;
    y[W3] = of->gsi0 / mu;
    y[W2] = y[W3] * (1 + of->gsi0 / mu);
    y[W1] = y[W2] * (1 + of->gsi0 / mu);
    y[G] = of->G0;
    y[Y2] = of->gen0 * of->G0 / nu;
    y[Y1] = y[Y2] * (1 + of->gen0 / nu);
    y[X] = of->X0;
    y[LND] = real_log(of->hd0);
}

static void
build_fabs(const struct symbols *of, double d, double more, const double *y,
           double *rate)
{
    double mu = 3 / of->D_fab;
    double gam =
        relax_rate(d, of->gsi0, of->gsi_inf, of->tau_si) + of->kap_si * more;
    double ahead = 1 + gam / mu;
    double die = relax(d, of->gdie0, of->gdie_inf, of->tau_die);

    rate[Q] = mu * y[W3];
    rate[W1] = gam * y[Q] * ahead * ahead * ahead - mu * y[W1];
    rate[W2] = mu * (y[W1] - y[W2]);
    rate[W3] = mu * (y[W2] - y[W3]);
    rate[N] = of->prod0 * y[Q] * real_exp(die) - of->del_N * y[N];
}

static void
build_power(const struct symbols *of, double d, double more, const double *y,
            double *rate)
{
    double nu = 2 / of->D_en;
    double gam =
        relax_rate(d, of->gen0, of->gen_inf, of->tau_en) + of->kap_en * more;
    double ahead = 1 + gam / nu;

    rate[G] = nu * y[Y2];
    rate[Y1] = gam * y[G] * ahead * ahead - nu * y[Y1];
    rate[Y2] = nu * (y[Y1] - y[Y2]);
}

static void
build_halls(const struct symbols *of, double d, const double *y, double *rate)
{
    double finished = of->racks0 / (1 + of->D_cool * of->g_racks);
    double denser = relax(d, of->grack0, of->grack_inf, of->tau_rack);

    rate[X] = finished * of->rack0 * 1e-6 * real_exp(of->g_racks * d + denser) -
              of->del_X * y[X];
}

double
governor_demand(const struct symbols *of, double d, double more)
{
    return relax_rate(d, of->gdem0, of->gdem_inf, of->tau_dem) +
           of->kap_dem * more;
}

void
governor_rate(const struct symbols *of, double d, double more, const double *y,
              double *rate)
{
    build_fabs(of, d, more, y, rate);
    build_power(of, d, more, y, rate);
    build_halls(of, d, y, rate);
    rate[LND] = governor_demand(of, d, more);
}

void
governor_caps(const struct symbols *of, double d, const double *y, double *caps)
{
    double pue = relax_rate(d, of->pue0, of->pue_inf, of->tau_pue);
    double saved = relax(d, of->geff0, of->geff_inf, of->tau_eff);
    double per_gigawatt = 1e9 * real_exp(saved) * of->pue0 / (of->W0 * of->N0);

    caps[SILICON] = y[N];
    caps[ENERGY] = y[G] * per_gigawatt / pue;
    caps[COOLING] = y[X] * per_gigawatt;
    caps[DEMAND] = real_exp(y[LND]);
}

/* x^q for x in (0, 1]; products when q is a small whole number, as it is by
 * default, because this is asked for four times a call. */
static double
raise_ratio(double x, double q)
{
    int whole = q <= 64 ? (int)q : 0;
    double power = 1;

    if (whole != q)
        return real_exp(q * real_log(x));
    for (; whole; whole >>= 1, x *= x)
        if (whole & 1)
            power *= x;
    return power;
}

/* Relative to the lowest line, so that nothing overflows. */
struct softmin
softmin_of(const double *caps, double q)
{
    struct softmin softmin;
    double least = caps[0], sum = 0;

    for (int i = 1; i < LINES; i++)
        least = caps[i] < least ? caps[i] : least;
    for (int i = 0; i < LINES; i++)
        sum += softmin.weight[i] = raise_ratio(least / caps[i], q);
    for (int i = 0; i < LINES; i++)
        softmin.weight[i] /= sum;
    softmin.log = real_log(least) - real_log(sum) / q;
    return softmin;
}
