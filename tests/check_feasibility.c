/* check_feasibility.c: tests of solve/: the largest run that is feasible by
 * 2030, by its formulas, by the worked examples of the source, and by the
 * intervals that it publishes. */
#include "fixture.h"
#include "solve/feasibility.h"
#include "suites.h"

#include <math.h>
#include <string.h>

static struct run
run_feasible(const struct range *ranges, size_t count, int threads)
{
    struct recipe recipe = {
        .ranges = ranges,
        .samples = {count, {20261122, 0}, threads},
    };

    return model_feasibility.run(&arena, &diag, &recipe);
}

static void
take_ranges(struct range *ranges)
{
    for (size_t i = 0; i < INPUTS; i++)
        ranges[i] = model_feasibility.symbols[i].range;
}

static void
take_medians(double *inputs)
{
    for (size_t i = 0; i < INPUTS; i++)
        inputs[i] = model_feasibility.symbols[i].range.value;
}

/* By other means: the equations for N by bisection. */
static const double at_medians[FEASIBLES] = {
    2500000000,
    7.5494636414197206e+28,
    8806604468.7373238,
    2.6594056096438739e+29,
    9328921875000000,
    2.9512982081704798e+30,
    111906054.17284265,
    1408075259925843.5,
    2.6594056096438739e+29,
    1.3093008338222593e+30,
    5.9480278128456953e+29,
    3.4512968665763341e+31,
    2.6594056096438739e+29,
};

START_TEST(medians_give_known_results)
{
    double inputs[INPUTS], results[FEASIBLES];

    take_medians(inputs);
    feasible_at(inputs, results);
    for (int i = 0; i < FEASIBLES; i++)
        ck_assert_msg(fabs(results[i] / at_medians[i] - 1) < 1e-11, "%d: %.17g",
                      i, results[i]);
}
END_TEST

/* 16,000 GPUs at 1,700 W; 5,000 times as much with 4 times the efficiency,
 * 2 times the precision and 3 times the time needs about 6 GW. 300 days on
 * 5 GW give 2.3e29. */
START_TEST(power_meets_the_worked_examples)
{
    double inputs[INPUTS], results[FEASIBLES], small;

    take_medians(inputs);
    inputs[CHIP_POWER] = 1700;
    inputs[PEAK] = 1e15;
    inputs[RUN_TIME] = 100 * 86400;
    inputs[EFFICIENCY_GROWTH] = 1;
    inputs[CAMPUS] = 16000 * inputs[CHIP_POWER];
    ck_assert_double_eq(inputs[CAMPUS], 27.2e6);
    feasible_at(inputs, results);
    small = results[FEASIBLE_LOCAL];
    inputs[PEAK] *= 2;
    inputs[RUN_TIME] *= 3;
    inputs[EFFICIENCY_GROWTH] = pow(4, 1.0 / 6);
    inputs[CAMPUS] *= 5000.0 / (4 * 2 * 3);
    ck_assert_double_eq_tol(inputs[CAMPUS], 6e9, 0.4e9);
    feasible_at(inputs, results);
    ck_assert_double_eq_tol(results[FEASIBLE_LOCAL] / small, 5000, 1e-8);
    inputs[CAMPUS] = 5e9;
    feasible_at(inputs, results);
    ck_assert_double_eq_tol(results[FEASIBLE_LOCAL], 2.3e29, 0.02e29);
}
END_TEST

/* 16e12 parameters over 51.2 Tbps: 5.0 s an update. 240e6 updates of 60e6
 * tokens are a run of 6e31 FLOP, if the data lasts. */
START_TEST(a_network_meets_its_worked_examples)
{
    double batch = 6e7, updates = 20 * 16e12 / batch;
    double flop = feasible_bandwidth(51.2e12, 0, 5.0 * updates, batch);

    ck_assert_double_eq_tol(flop / (120 * 16e12 * 16e12), 1, 1e-13);
    double far = feasible_bandwidth(1e300, 3000, 240e6 * 2 * 3000 / 2e5, batch);
    ck_assert_double_eq_tol(far, 6.2208e31, 1e20);
}
END_TEST

/* Seconds that the latency of all layers takes, less the time given. */
static double
miss_latency(double flop, double time, double batch, double rate)
{
    double size = sqrt(flop / 120), chips = flop / (time * rate);
    double parallel = fmax(1, sqrt(chips * 330 / batch));
    double wait =
        6.8e-6 + 4.5e-6 + 2 * (3 * 6e-7 + 5e-6 * fmax(0, log2(parallel / 8)));

    return 4 * wait * 120 * pow(size / 1.8e12, 0.27) * 20 * size / batch - time;
}

START_TEST(latency_and_bandwidth_solve_their_equations)
{
    for (double time = 1; time < 1e12; time *= 31)
        for (double batch = 1; batch < 1e20; batch *= 97)
            for (double rate = 1; rate < 1e40; rate *= 1e5) {
                double flop = feasible_latency(time, batch, rate);
                double miss = miss_latency(flop, time, batch, rate);
                ck_assert_double_le(fabs(miss), 1e-9 * time);
                flop = feasible_bandwidth(rate, 3000, time, batch);
                double size = sqrt(flop / 120);
                double need = (16 * size / rate + 0.03) * 20 * size / batch;
                ck_assert_double_le(fabs(need - time), 1e-12 * time);
            }
}
END_TEST

/* An independent computation with 400,000 samples, and the intervals that
 * Epoch prints (0: none): 10th, 50th and 90th percentile. */
static const struct {
    const char *name;
    double computed[3], published[3];
    double beside; /* factor beside the published */
} intervals[] = {
    {"local_power", {0.958, 2.5, 4.99}, {1, 0, 5}, 1.35},
    {"local", {1.04e28, 5.98e28, 2.74e29}, {1e28, 0, 3e29}, 1.35},
    {"distributed_power", {2.33, 8.69, 42.8}, {2, 8, 45}, 1.35},
    {"distributed", {2.38e28, 2.32e29, 2.22e30}, {2e28, 0, 2e30}, 1.35},
    {"bandwidth_rate", {4.12, 9.28, 21}, {4, 0, 20}, 1.35},
    {"bandwidth", {2.98e29, 2.4e30, 2.04e31}, {3e29, 0, 2e31}, 1.35},
    {"power", {2.59e28, 2.23e29, 1.68e30}, {2e28, 2e29, 2e30}, 1.35},
    {"chips_count", {24.8, 107, 380}, {20, 100, 400}, 1.35},
    {"chips", {1.29e29, 1.03e30, 5.7e30}, {1e29, 9e29, 5e30}, 1.35},
    {"tokens", {4.2e14, 2.46e15, 2.32e16}, {4e14, 0, 2e16}, 1.35},
    {"data", {5.29e28, 1.81e30, 1.61e32}, {6e28, 2e30, 2e32}, 1.35},
    {"latency", {2.53e30, 2.77e31, 4.31e32}, {2e30, 3e31, 2e32}, 2.5},
    {"least", {1.6e28, 1.4e29, 9.2e29}, {0}, 1},
};

static bool
is_within(double x, double known, double factor)
{
    return x < known * factor && known < x * factor;
}

static double
find_value(const struct run *run, const char *name)
{
    const struct quantity *quantity = run_quantity(run, name);

    ck_assert_msg(quantity && quantity->reached, "%s", name);
    return quantity->value;
}

/* What 32,768 samples cannot tell is up to 3 percent of a median and 5 of the
 * other percentiles. */
START_TEST(samples_meet_the_published_intervals)
{
    static const char *const ends[] = {"p10", "p50", "p90"};
    struct range ranges[INPUTS];

    begin_test();
    take_ranges(ranges);
    struct run run = run_feasible(ranges, 32768, pool_cores());
    for (size_t i = 0; i < COUNT(intervals); i++)
        for (size_t j = 0; j < COUNT(ends); j++) {
            double known = intervals[i].published[j];
            const char *name =
                arena_print(&arena, "%s.%s", intervals[i].name, ends[j]);
            double value = find_value(&run, name);
            ck_assert_msg(is_within(value, intervals[i].computed[j], 1.1),
                          "%s is %g", name, value);
            ck_assert_msg(known == 0 ||
                              is_within(value, known, intervals[i].beside),
                          "%s is %g", name, value);
        }
    ck_assert_double_eq_tol(find_value(&run, "first.power"), 0.68, 0.02);
    ck_assert_double_eq_tol(find_value(&run, "first.data"), 0.25, 0.02);
    ck_assert_double_eq_tol(find_value(&run, "first.chips"), 0.07, 0.02);
    ck_assert_double_eq(find_value(&run, "unfinished"), 0);
    end_test();
}
END_TEST

START_TEST(feasible_runs_do_not_depend_on_threads)
{
    struct range ranges[INPUTS];

    begin_test();
    take_ranges(ranges);
    struct run one = run_feasible(ranges, 1000, 1);
    struct run four = run_feasible(ranges, 1000, 4);
    ck_assert_uint_eq(one.quantity_count, four.quantity_count);
    for (size_t i = 0; i < one.quantity_count; i++)
        ck_assert_double_eq(one.quantities[i].value, four.quantities[i].value);
    end_test();
}
END_TEST

/* Everything at one end of its domain. */
START_TEST(absurd_inputs_end_and_are_said)
{
    struct range ranges[INPUTS];

    begin_test();
    take_ranges(ranges);
    for (size_t i = 0; i < INPUTS; i++) {
        const struct symbol *symbol = &model_feasibility.symbols[i];
        double end = _i == 0 ? symbol->low : symbol->high;
        ranges[i] = (struct range){.value = end};
    }
    if (_i == 2) /* 10th and 90th percentile far apart */
        for (size_t i = 0; i < INPUTS; i++)
            ranges[i] = (struct range){1, SPREAD_METALOG, 1e-300, 1, 1e300};
    struct run run = run_feasible(ranges, 500, 2);
    double unfinished = find_value(&run, "unfinished");
    ck_assert_int_eq(diag.warnings, unfinished > 0);
    ck_assert_double_eq(find_value(&run, "samples"), 500);
    if (_i == 0) /* f is 0 */
        ck_assert_double_eq(unfinished, 500);
    ck_assert(_i == 2 || run_quantity(&run, "least.p50")->reached == (_i == 1));
    end_test();
}
END_TEST

TCase *
case_feasibility(void)
{
    TCase *tcase = tcase_create("feasibility");

    tcase_add_test(tcase, medians_give_known_results);
    tcase_add_test(tcase, power_meets_the_worked_examples);
    tcase_add_test(tcase, a_network_meets_its_worked_examples);
    tcase_add_test(tcase, latency_and_bandwidth_solve_their_equations);
    tcase_add_test(tcase, samples_meet_the_published_intervals);
    tcase_add_test(tcase, feasible_runs_do_not_depend_on_threads);
    tcase_add_loop_test(tcase, absurd_inputs_end_and_are_said, 0, 3);
    return tcase;
}
