/* night.c: one night of an automatic research loop: a program changes its
 * training code, trains for some minutes, and keeps the change when the score
 * (validation loss in bits a byte; less is better) has improved. Compared
 * with A. Karpathy's autoresearch, branch exp/H100/mar8 (2026): a baseline of
 * 0.997900 and 125 trials in about 10.5 hours, of which 22 were kept, down to
 * 0.969686; the plot of its first 83 trials, with 15 kept, was shown before.
 *
 *     luck      if nothing ever helped, scores would be noise, and the j-th
 *               of n draws is a record with chance 1/j, independently:
 *               mean H_n = sum 1/j, variance H_n - sum 1/j^2,
 *               p_n(k) = p_{n-1}(k-1) / n + p_{n-1}(k) (n-1) / n
 *               (unsigned Stirling numbers over n!; A. Renyi, 1962)
 *     gain      of luck alone: sigma times the mean of the largest of n
 *               standard normals, int x n phi(x) Phi(x)^(n-1) dx
 *     fading    a trial is kept with chance p0 (1 - k/M) after k kept ones:
 *               mean E[k_n] = M (1 - (1 - p0/M)^n); p0 and M by maximum
 *               likelihood from the 125 trials
 *     score     a kept change closes a share of the gap that remains; shares
 *               are 1 - (1 - u)^(phi / (1 - phi)), independent with mean phi,
 *               so that E[gap] = gap_0 (1 - p phi)^n while p is constant
 *
 * gap_0 and phi are judgment. The published night says 0.028214 for 22 kept
 * changes, one equation for two unknowns; the other is that the share of the
 * gap that was closed is the share of the changes that were used up, 22 of
 * M = 24.5. So gap_0 = 0.028214 M/22 and (1 - phi)^22 = 1 - 22/M.
 *
 * What a newcomer would get wrong: time in this run is the number of the
 * trial, not a year. And n draws are n trials here: to call the baseline a
 * draw too makes H_n larger by 1/(n+1), and makes it one of the records. */
#include "draws.h"

#define STREAM 5 /* of random numbers */

/* The parameters in the order of the symbols. */
enum setting { CHANCE, MOST, TRIALS, MINUTES, START, GAP, CLOSED, HARM, NOISE };

#define LOOP "autoresearch, exp/H100/mar8, 2026"

/* clang-format off */
static const struct symbol symbols[] = {
    {"p0", "1", "chance that the first trial is kept", 0, 1, OPEN_LOW,
     {.value = 0.41}, "maximum likelihood from " LOOP, "V"},
    {"M", "1", "changes that there are to keep", 1, 1e6, 0,
     {.value = 24.5}, "maximum likelihood from " LOOP, "V"},
    {"trials", "1", "trials in the night", 1, 10000, 0,
     {.value = 89}, "reports on autoresearch, 2026", "S"},
    {"minutes", "min", "duration of a trial", 0, 1e6, OPEN_LOW,
     {.value = 5}, LOOP, "V"},
    {"start", "bits/byte", "score of the baseline", 0, 1e6, 0,
     {.value = 0.9979}, LOOP, "V"},
    {"gap", "bits/byte", "what all changes together can gain", 0, 1e6, 0,
     {.value = 0.03142}, "0.028214 M/22, from " LOOP, "J"},
    {"phi", "1", "mean share of the gap that a kept change closes", 0, 1,
     OPEN_LOW | OPEN_HIGH, {.value = 0.0985},
     "1 - (1 - 22/M)^(1/22), from " LOOP, "J"},
    {"harm", "bits/byte", "mean loss by a change that is not kept", 0, 1e6, 0,
     {.value = 0.003}, "judgment", "J"},
    {"sigma", "bits/byte", "noise of a score", 0, 1e6, 0,
     {.value = 0.0007}, "one change of the random seed alone in " LOOP, "J"},
};
/* clang-format on */

/* Records. */

double
records_mean(int n)
{
    double sum = 0;

    for (int j = n; j > 0; j--)
        sum += 1.0 / j;
    return sum;
}

double
records_variance(int n)
{
    double sum = 0;

    for (int j = n; j > 0; j--)
        sum += (1.0 - 1.0 / j) / j;
    return sum;
}

/* The chances of 0 ... count - 1 records after one more draw, the n-th. */
static void
draw_again(double *chances, int count, int n)
{
    for (int k = count - 1; k >= 0; k--)
        chances[k] = ((k ? chances[k - 1] : 0) + chances[k] * (n - 1)) / n;
}

void
records_chances(int n, double *chances, int count)
{
    for (int k = 0; k < count; k++)
        chances[k] = k == 0;
    for (int j = 1; j <= n; j++)
        draw_again(chances, count, j);
}

/* What leaves the chances of fewer records is added up: 1 - the others would
 * have no digits left. */
double
records_tail(int n, int least)
{
    struct arena own = {0};
    double tail = 0;

    if (least <= 0)
        return 1;
    double *chances = TAKE_ARRAY(&own, least, double);
    records_chances(0, chances, least);
    for (int j = 1; j <= n; j++) {
        tail += chances[least - 1] / j;
        draw_again(chances, least, j);
    }
    arena_close(&own);
    return tail;
}

/* The trapezoidal rule, which for a smooth peak has no error but rounding. */
double
luck_largest(int n)
{
    const double step = 1.0 / 32, root = 2.5066282746310005; /* sqrt 2 pi */
    double sum = 0;

    for (int i = -320; i <= 320; i++) {
        double x = i * step, density = real_exp(-0.5 * x * x) / root;
        sum += x * density * real_pow(normal_share(x), n - 1);
    }
    return n * sum * step;
}

double
fading_mean(double p0, double M, double n)
{
    return M * (1 - real_pow(1 - p0 / M, n));
}

/* The night. */

struct night {
    double p[COUNT(symbols)];
    int trials;
    double *time;
    double *score, *tried, *kept, *kept_mean, *luck_mean, *luck_low, *luck_high;
};

static double
draw_trial(struct seed seed, int trial, uint32_t which)
{
    return philox_uniform(seed, (uint32_t)trial, which, STREAM);
}

static void
simulate_night(const struct night *night, struct seed seed)
{
    const double *p = night->p;
    double left = 1, power = p[CLOSED] / (1 - p[CLOSED]);

    night->score[0] = p[START];
    night->tried[0] = real_nan();
    for (int i = 1; i <= night->trials; i++) {
        double kept = night->kept[i - 1], worse = 0;
        bool keep = draw_trial(seed, i, 0) < p[CHANCE] * (1 - kept / p[MOST]);
        if (keep)
            left *= real_pow(draw_trial(seed, i, 1), power);
        else
            worse = -real_log(draw_trial(seed, i, 2)) * p[HARM];
        night->score[i] = p[START] - (1 - left) * p[GAP];
        night->tried[i] = night->score[i] + worse;
        night->kept[i] = kept + keep;
    }
}

static void
expect_night(const struct night *night)
{
    for (int i = 0; i <= night->trials; i++) {
        double mean = records_mean(i), off = real_sqrt(records_variance(i));
        night->time[i] = i;
        night->kept_mean[i] = fading_mean(night->p[CHANCE], night->p[MOST], i);
        night->luck_mean[i] = mean;
        night->luck_low[i] = mean - 2 * off;
        night->luck_high[i] = mean + 2 * off;
    }
}

static struct night
make_night(struct arena *arena, const struct recipe *recipe)
{
    struct night night = {0};
    double **const columns[] = {
        &night.time,      &night.score,     &night.tried,    &night.kept,
        &night.kept_mean, &night.luck_mean, &night.luck_low, &night.luck_high};

    for (size_t i = 0; i < COUNT(symbols); i++)
        night.p[i] = recipe->ranges[i].value;
    night.trials = (int)night.p[TRIALS];
    for (size_t i = 0; i < COUNT(columns); i++)
        *columns[i] = TAKE_ARRAY(arena, night.trials + 1, double);
    expect_night(&night);
    simulate_night(&night, recipe->samples.seed);
    return night;
}

static struct run
list_series(struct arena *arena, const struct night *night)
{
    const struct series all[] = {
        {"score", "bits/byte", "best score so far", night->score},
        {"tried", "bits/byte", "score of the trial", night->tried},
        {"kept", "1", "changes kept", night->kept},
        {"kept_mean", "1", "changes kept when gains fade", night->kept_mean},
        {"luck_mean", "1", "records by luck alone", night->luck_mean},
        {"luck_low", "1", "the same less two deviations", night->luck_low},
        {"luck_high", "1", "the same and two deviations", night->luck_high},
    };
    struct series *series = TAKE_ARRAY(arena, COUNT(all), struct series);

    for (size_t i = 0; i < COUNT(all); i++)
        series[i] = all[i];
    return (struct run){.rows = (size_t)night->trials + 1,
                        .time = night->time,
                        .time_unit = "trials",
                        .series = series,
                        .series_count = COUNT(all)};
}

static void
list_luck(struct list *list, const struct night *night)
{
    int n = night->trials;

    list_add(list, "luck.mean", "1", "records by luck alone, mean",
             records_mean(n));
    list_add(list, "luck.sd", "1", "records by luck alone, deviation",
             real_sqrt(records_variance(n)));
    list_add(list, "luck_tail_15_of_83", "1",
             "chance that luck makes 15 records in 83 draws",
             records_tail(83, 15));
    list_add(list, "luck_tail_23_of_126", "1",
             "chance that luck makes 23 records in 126 draws",
             records_tail(126, 23));
    list_add(list, "luck_gain_90", "1",
             "gain by luck alone in 90 draws, in deviations of the noise",
             luck_largest(90));
    list_add(list, "luck_gain_126", "1",
             "gain by luck alone in 126 draws, in deviations of the noise",
             luck_largest(126));
    list_add(list, "luck_gain", "bits/byte", "gain by luck alone in the night",
             night->p[NOISE] * luck_largest(n));
}

static struct run
run_night(struct arena *arena, struct diag *diag, const struct recipe *recipe)
{
    struct night night = make_night(arena, recipe);
    struct run run = list_series(arena, &night);
    struct list list = {.arena = arena};
    int n = night.trials;

    (void)diag;
    list_add(&list, "kept", "1", "changes kept in the night", night.kept[n]);
    list_add(&list, "best", "bits/byte", "score after the night",
             night.score[n]);
    list_add(&list, "hours", "h", "duration of the night",
             n * night.p[MINUTES] / 60);
    list_add(&list, "fading.mean", "1", "changes kept when gains fade, mean",
             night.kept_mean[n]);
    list_luck(&list, &night);
    run.quantities = list.at;
    run.quantity_count = list.count;
    return run;
}

const struct model model_night = {
    .name = "night",
    .title = "one simulated night of the research loop, by trial",
    .symbols = symbols,
    .symbol_count = COUNT(symbols),
    .samples = 1,
    .run = run_night,
};
