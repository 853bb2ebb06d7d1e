/* feasible.c: what one sample of the feasibility model allows. n = 6 years lie
 * between 2024 and 2030; a run of C FLOP has N parameters, 20 N tokens and
 * C = 120 N^2. For the source and the meaning of the symbols see
 * feasibility.c.
 *
 *     FLOP(P) = P (peak g_eff^n / W_gpu) util T           of a power P [W]
 *     local   = FLOP(campus)
 *     distributed = FLOP(f P_AI),
 *               P_AI = DC g_DC^n - (DC - DC_ai) min(g_non, g_DC)^n
 *     bandwidth = 120 N^2 with 16 N/F + 2 loop/c = T batch / (20 N)
 *               ring all-reduce of 8-bit gradients over links of F = bw
 *               g_bw^n, c = 2e5 km/s, once a batch
 *     power   = max(local, min(distributed, bandwidth))
 *     chips   = f H peak util T,   H = stock + sum over j = 0..n-1 of
 *               min(prod g_prod^y, 12 wafers (1 + ratio (g_capex - 1))^y dies)
 *               g_gpu^y,   y = j + 1/2                    [H100e]
 *     tokens  = (text + (images + video) tok_v + audio tok_a) g_data^n
 *               quality epochs;   data = 0.3 tokens^2
 *     latency = 120 N^2 with t_L layers 20 N / batch = T,
 *               layers = 120 (N / 1.8e12)^0.27,
 *               t_L = 4 [11.3 us + 2 (1.8 us + 5 us max(0, log2(TP/8)))],
 *               TP = sqrt(330 n_gpu / batch), n_gpu = 120 N^2 /
 *               (T peak util g_gpu^n): each layer waits for its chips
 *     least   = min(power, chips, data, latency)
 *
 * That GPT-4 anchors the layers, 120 for 1.8e12 parameters, is judgment: the
 * text does not say what does.
 *
 * What a newcomer would get wrong: bandwidth and latency are equations for N,
 * the first a quadratic, the second closed while TP <= 8. Both are solved in
 * forms in which nothing cancels, and no input makes them loop for long. */
#include "feasibility.h"

#define YEARS 6          /* from 2024 to 2030 */
#define FIBER 2e5        /* speed of light in glass [km/s] */
#define TOKENS 20        /* a parameter of a model is trained on */
#define SPEND 120.0      /* FLOP a squared parameter: 6 N times 20 N */
#define TIGHT_PARALLEL 8 /* chips to a layer that need not wait longer */
#define LAYER_WAIT (4 * (11.3e-6 + 2 * 1.8e-6)) /* [s] at least */
#define LAYER_MORE (4 * 2 * 5e-6)               /* [s] per doubling of TP */
#define LAYERS 120.0                            /* of GPT-4 */
#define LAYERS_AT 1.8e12                        /* its parameters */
#define DEEPER 0.27       /* layers grow with this power of parameters */
#define CHIPS_BATCH 330.0 /* TP^2 batch over chips of the run */

static double
grow_to_end(double yearly)
{
    double cube = yearly * yearly * yearly;

    return cube * cube;
}

static double
find_least(double a, double b)
{
    return a < b ? a : b;
}

static double
find_parallel(const double *x)
{
    double total = x[CENTERS] * grow_to_end(x[CENTERS_GROWTH]);
    double slower = find_least(x[OTHERS_GROWTH], x[CENTERS_GROWTH]);
    double others = (x[CENTERS] - x[CENTERS_AI]) * grow_to_end(slower);

    return (total - others) * x[RUN_SHARE];
}

/* FLOP of a run for each watt of its power. */
static double
find_local_rate(const double *x)
{
    return x[PEAK] * grow_to_end(x[EFFICIENCY_GROWTH]) / x[CHIP_POWER] *
           x[USE] * x[RUN_TIME];
}

double
feasible_bandwidth(double rate, double loop, double time, double batch)
{
    double square = 16 * TOKENS / rate, linear = 2 * TOKENS * loop / FIBER;
    double work = time * batch;
    double root = real_sqrt(linear * linear + 4 * square * work);
    double size = 2 * work / (linear + root); /* N */

    return SPEND * size * size;
}

static double
count_chips(const double *x)
{
    double faster = x[CHIP_GROWTH];
    double more = x[PRODUCTION_GROWTH] * faster;
    double wider = 1 + x[CAPEX_RATIO] * (x[CAPEX_GROWTH] - 1);
    double demand = x[PRODUCTION] * real_sqrt(more);
    double room = 12 * x[WAFERS] * x[DIES] * real_sqrt(wider * faster);
    double sum = x[STOCK];

    for (int year = 0; year < YEARS; year++) {
        sum += find_least(demand, room);
        demand *= more;
        room *= wider * faster;
    }
    return sum;
}

static double
count_tokens(const double *x)
{
    double all =
        x[TEXT] + (x[IMAGES] + x[VIDEO]) * x[SEEN] + x[AUDIO] * x[HEARD];

    return all * grow_to_end(x[DATA_GROWTH]) * x[QUALITY] * x[EPOCHS];
}

/* The root x >= kink of ln (LAYER_WAIT + slope (x - kink)) + (1 + DEEPER) x =
 * wanted. The left side rises and is concave, so Newton's method from the
 * left never passes the root. */
static double
solve_tight(double kink, double wanted)
{
    const double slope = LAYER_MORE / LN2;
    double x = kink;

    for (int i = 0; i < 50; i++) {
        double wait = LAYER_WAIT + slope * (x - kink);
        double step = (wanted - real_log(wait) - (1 + DEEPER) * x) /
                      (slope / wait + 1 + DEEPER);
        x += step;
        if (step < 1e-12)
            return x;
    }
    return real_nan();
}

double
feasible_latency(double time, double batch, double rate)
{
    double work = time * batch;
    /* ln N at which the parallel chips of a layer begin to cost time */
    double kink = 0.5 * real_log(TIGHT_PARALLEL * TIGHT_PARALLEL * work * rate /
                                 (SPEND * CHIPS_BATCH));
    double wanted =
        real_log(work / (TOKENS * LAYERS)) + DEEPER * real_log(LAYERS_AT);
    double x = (wanted - real_log(LAYER_WAIT)) / (1 + DEEPER);

    return SPEND * real_exp(2 * (x > kink ? solve_tight(kink, wanted) : x));
}

static void
find_power(const double *x, double *of)
{
    double rate = find_local_rate(x);

    of[FEASIBLE_LOCAL_POWER] = x[CAMPUS];
    of[FEASIBLE_LOCAL] = x[CAMPUS] * rate;
    of[FEASIBLE_DISTRIBUTED_POWER] = find_parallel(x);
    of[FEASIBLE_DISTRIBUTED] = of[FEASIBLE_DISTRIBUTED_POWER] * rate;
    of[FEASIBLE_BANDWIDTH_RATE] = x[LINK] * grow_to_end(x[LINK_GROWTH]);
    of[FEASIBLE_BANDWIDTH] = feasible_bandwidth(of[FEASIBLE_BANDWIDTH_RATE],
                                                x[LOOP], x[RUN_TIME], x[BATCH]);
    double spread =
        find_least(of[FEASIBLE_DISTRIBUTED], of[FEASIBLE_BANDWIDTH]);
    of[FEASIBLE_POWER] =
        of[FEASIBLE_LOCAL] > spread ? of[FEASIBLE_LOCAL] : spread;
}

void
feasible_at(const double *x, double *of)
{
    double speed = x[PEAK] * x[USE];

    find_power(x, of);
    of[FEASIBLE_CHIPS_COUNT] = x[RUN_SHARE] * count_chips(x);
    of[FEASIBLE_CHIPS] = of[FEASIBLE_CHIPS_COUNT] * speed * x[RUN_TIME];
    of[FEASIBLE_TOKENS] = count_tokens(x);
    of[FEASIBLE_DATA] = 0.3 * of[FEASIBLE_TOKENS] * of[FEASIBLE_TOKENS];
    of[FEASIBLE_LATENCY] = feasible_latency(
        x[RUN_TIME], x[BATCH], speed * grow_to_end(x[CHIP_GROWTH]));
    of[FEASIBLE_LEAST] = of[FEASIBLE_POWER];
    for (int i = 1; i < CONSTRAINTS; i++)
        of[FEASIBLE_LEAST] =
            find_least(of[FEASIBLE_LEAST], of[FEASIBLE_POWER + i]);
}
