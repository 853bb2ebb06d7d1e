/* check_draws.c: tests of solve/: random numbers, the normal distribution,
 * ranges and order statistics. Expected values were worked out with forty
 * digits, the random numbers are those of the method's authors. */
#include "solve/draws.h"
#include "suites.h"

#include <math.h>
#include <string.h>

static const struct seed seed = {20261122, 0};

static void
check_value(double found, double known, double relative)
{
    ck_assert_msg(fabs(found - known) <= relative * fabs(known),
                  "%.17g instead of %.17g", found, known);
}

static const struct {
    uint32_t counter[4], key[2], block[4];
} known_blocks[] = {
    {{0}, {0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

START_TEST(philox_has_its_known_answers)
{
    uint32_t block[4];

    philox_block(known_blocks[_i].counter, known_blocks[_i].key, block);
    ck_assert_mem_eq(block, known_blocks[_i].block, sizeof block);
}
END_TEST

START_TEST(uniform_numbers_have_their_known_values)
{
    static const double known[2][4] = {{0.5798905665804348, 0.08334760361829613,
                                        0.45745174693733653,
                                        0.3362107473013825},
                                       {0.1648676586655145, 0.10679163020509247,
                                        0.4580040886026104, 0.709616529577697}};

    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t j = 0; j < 4; j++)
            ck_assert_double_eq(philox_uniform(seed, i, j, 0), known[i][j]);
    ck_assert(philox_uniform(seed, 0, 0, 1) != known[0][0]);
    ck_assert(philox_uniform((struct seed){20261122, 1}, 0, 0, 0) !=
              known[0][0]);
}
END_TEST

/* Mean, variance and correlation of 2^18 pairs within five deviations. */
START_TEST(uniform_numbers_are_uniform_and_independent)
{
    const uint32_t count = 1 << 18;
    double sum = 0, square = 0, product = 0, deviation = 1 / sqrt(count);

    for (uint32_t i = 0; i < count; i++) {
        double a = philox_uniform(seed, i, 7, 0) - 0.5;
        double b = philox_uniform(seed, i, 8, 0) - 0.5;
        sum += a;
        square += a * a;
        product += a * b;
    }
    ck_assert_double_eq_tol(sum / count, 0, 5 * sqrt(1 / 12.0) * deviation);
    ck_assert_double_eq_tol(square / count, 1 / 12.0,
                            5 * sqrt(1 / 180.0) * deviation);
    ck_assert_double_eq_tol(product / count, 0, 5 / 12.0 * deviation);
}
END_TEST

static const struct {
    double share, x;
} quantiles[] = {
    {1e-300, -37.047096299361199},     {1e-100, -21.273453560965324},
    {1e-20, -9.2623400897984076},      {0x1p-54, -8.2923610758135955},
    {1e-09, -5.9978070150076869},      {0.001, -3.0902323061678135},
    {0.05, -1.6448536269514727},       {0.074, -1.4466320671589785},
    {0.075, -1.4395314709384559},      {0.076, -1.4325027208258116},
    {0.1, -1.2815515655446004},        {0.3, -0.52440051270804082},
    {0.4999, -0.00025066283008800749}, {0.5, 0.0},
    {0.75, 0.67448975019608174},       {0.9, 1.2815515655446006},
    {0.925, 1.4395314709384562},       {0.95, 1.6448536269514723},
    {0.999999, 4.7534243088170878},    {1 - 0x1p-53, 8.2095361516013869},
};

START_TEST(normal_quantiles_have_their_known_values)
{
    for (size_t i = 0; i < COUNT(quantiles); i++)
        check_value(normal_quantile(quantiles[i].share), quantiles[i].x, 1e-15);
}
END_TEST

static const struct {
    double x, share;
} shares[] = {
    {-37.5, 4.6053530095819548e-308}, {-30, 4.9067139271481871e-198},
    {-20.3, 6.4292444676983463e-92},  {-10, 7.6198530241605261e-24},
    {-6, 9.8658764503769814e-10},     {-5.7, 5.9903714010635282e-9},
    {-5.6, 1.0717590258310929e-8},    {-4, 3.1671241833119921e-5},
    {-3.3, 0.00048342414238377751},   {-2, 0.022750131948179207},
    {-1, 0.15865525393145705},        {-0.67, 0.2514288950953101},
    {-0.66, 0.25462691467133614},     {-0.5, 0.3085375387259869},
    {-1e-10, 0.49999999996010577},    {0, 0.5},
    {0.3, 0.61791142218895263},       {0.6, 0.72574688224992641},
    {1, 0.84134474606854295},         {2.5, 0.99379033467422386},
    {6, 0.99999999901341235},         {9, 1},
};

START_TEST(normal_shares_have_their_known_values)
{
    for (size_t i = 0; i < COUNT(shares); i++)
        check_value(normal_share(shares[i].x), shares[i].share, 1e-15);
    ck_assert_double_eq(normal_share(-INFINITY), 0);
    ck_assert_double_eq(normal_share(INFINITY), 1);
}
END_TEST

START_TEST(a_share_and_its_quantile_undo_each_other)
{
    for (double x = -37; x < 5; x += 1.0 / 64) {
        /* off by the rounding of a share near 1 */
        double off = x > 0 ? 1e-16 * exp(x * x / 2) : 0;
        double back = normal_quantile(normal_share(x));
        ck_assert_double_eq_tol(back, x, 2e-15 * (1 + fabs(x)) + 3 * off);
    }
}
END_TEST

START_TEST(a_factor_times_its_transpose_is_the_matrix)
{
    const double matrix[9] = {4, 2, -2, 2, 10, 2, -2, 2, 6};
    const double factor[9] = {2, 0, 0, 1, 3, 0, -1, 1, 2};
    double found[9], twins[4] = {1, 1, 1, 1}, negative[1] = {-1};

    memcpy(found, matrix, sizeof found);
    ck_assert(normal_factor(found, 3));
    for (int i = 0; i < 9; i++)
        ck_assert_double_eq(found[i], factor[i]);
    ck_assert(!normal_factor(twins, 2));
    ck_assert(!normal_factor(negative, 1));
}
END_TEST

static const struct {
    struct range range;
    double u[5], x[5];
} drawn[] = {
    {{3, SPREAD_FIXED, 0, 0, 0}, {0.1, 0.2, 0.5, 0.8, 0.9}, {3, 3, 3, 3, 3}},
    {{0, SPREAD_UNIFORM, -1, 0, 3}, {0.25, 0.5, 0.75, 0, 1}, {0, 1, 2, -1, 3}},
    {{0, SPREAD_COMMON, -1, 0, 3}, {0.25, 0.5, 0.75, 0, 1}, {0, 1, 2, -1, 3}},
    {{0, SPREAD_LOG, 1, 0, 16}, {0, 0.25, 0.5, 0.75, 1}, {1, 2, 4, 8, 16}},
    /* the peak lies at u = 1/4; below it u = (x - low)^2 / 16 */
    {{0, SPREAD_TRIANGULAR, 1, 2, 5},
     {0, 0.0625, 0.25, 0.8125, 1},
     {1, 1.5, 2, 3.5, 5}},
    {{0, SPREAD_HALF_ZERO, -0.5, -0.25, 0},
     {0, 0.125, 0.5, 0.875, 1},
     {-0.5, -0.375, -0.25, -0.125, 0}},
    {{0, SPREAD_RECIPROCAL, 0.2, 0.5, 1},
     {0, 0.0625, 0.25, 0.8125, 1},
     {1, 1 / 1.5, 0.5, 1 / 3.5, 0.2}},
    {{0, SPREAD_LOG_NORMAL, 2, 0, 8},
     {0.001, 0.1, 0.5, 0.9, 0.999},
     {0.75193450932983035, 2, 4, 8, 21.278448856217769}},
    {{1.15, SPREAD_GROWTH, 1.1, 0, 1.32},
     {0.05, 0.1, 0.5, 0.9, 0.95},
     {1.0897280063225334, 1.1, 1.15, 1.32, 1.426447256148223}},
    {{0.15, SPREAD_METALOG, 0.1, 0, 0.32},
     {0.05, 0.1, 0.5, 0.9, 0.95},
     {0.0897280063225334, 0.1, 0.15, 0.32, 0.426447256148223}},
    {{0.15 / 1.15, SPREAD_SHARE, 0.1 / 1.1, 0, 0.32 / 1.32},
     {0.05, 0.1, 0.5, 0.9, 0.95},
     {0.0897280063225334 / 1.0897280063225334, 0.1 / 1.1, 0.15 / 1.15,
      0.32 / 1.32, 0.426447256148223 / 1.426447256148223}},
};

START_TEST(a_range_has_its_known_quantiles)
{
    for (int i = 0; i < 5; i++)
        check_value(range_at(&drawn[_i].range, drawn[_i].u[i]), drawn[_i].x[i],
                    4e-15);
}
END_TEST

START_TEST(a_range_rises_and_stays_between_its_ends)
{
    const struct range *range = &drawn[_i].range;
    bool bounded =
        range->spread >= SPREAD_UNIFORM && range->spread <= SPREAD_COMMON;
    double sign = range->spread == SPREAD_RECIPROCAL ? -1 : 1;
    double last = sign * range_at(range, 0x1p-54);

    for (double u = 0x1p-10; u <= 1; u += 0x1p-10) {
        double x = range_at(range, u < 1 ? u : 1 - 0x1p-53);
        ck_assert(isfinite(x) && sign * x >= last);
        ck_assert(!bounded || (x >= range->low && x <= range->high));
        last = sign * x;
    }
}
END_TEST

START_TEST(a_triangle_may_be_upright_or_a_point)
{
    struct range left = {0, SPREAD_TRIANGULAR, 1, 1, 2};
    struct range right = {0, SPREAD_TRIANGULAR, 1, 2, 2};
    struct range point = {0, SPREAD_TRIANGULAR, 2, 2, 2};

    ck_assert_double_eq(range_at(&left, 0.75), 1.5);
    ck_assert_double_eq(range_at(&right, 0.25), 1.5);
    ck_assert_double_eq(range_at(&point, 0.3), 2);
}
END_TEST

START_TEST(a_spread_is_found_by_its_name)
{
    for (int i = 0; i < SPREADS; i++) {
        enum spread found;
        ck_assert(spread_find(spread_name((enum spread)i), &found));
        ck_assert_int_eq(found, i);
    }
    enum spread kept = SPREAD_LOG;
    ck_assert(!spread_find("bell", &kept) && kept == SPREAD_LOG);
}
END_TEST

#define SAMPLES 1000

static void
draw_samples(void *context, size_t from, size_t to)
{
    double *values = context;

    for (size_t i = from; i < to; i++)
        values[i] += philox_uniform(seed, (uint32_t)i, 0, 0);
}

START_TEST(every_sample_is_made_once_on_any_number_of_threads)
{
    for (int threads = 1; threads < 5; threads++) {
        double values[SAMPLES] = {0};
        struct samples samples = {SAMPLES, seed, threads};
        samples_run(&samples, draw_samples, values);
        for (uint32_t i = 0; i < SAMPLES; i++)
            ck_assert_double_eq(values[i], philox_uniform(seed, i, 0, 0));
    }
    struct samples none = {0, seed, 2};
    samples_run(&none, draw_samples, NULL);
}
END_TEST

START_TEST(values_are_sorted_and_never_comes_last)
{
    double values[SAMPLES], few[] = {INFINITY, -3, 1e-310, -1e300, 0, 2026.5};
    const double sorted[] = {-1e300, -3, 0, 1e-310, 2026.5, INFINITY};
    double sum = 0, sorted_sum = 0;

    order_sort(few, COUNT(few));
    for (size_t i = 0; i < COUNT(few); i++)
        ck_assert(few[i] == sorted[i]);
    for (uint32_t i = 0; i < SAMPLES; i++) {
        values[i] = floor(1e9 * (philox_uniform(seed, i, 0, 0) - 0.5));
        sum += values[i];
    }
    order_sort(values, SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
        ck_assert(i == 0 || values[i - 1] <= values[i]);
        sorted_sum += values[i];
    }
    ck_assert_double_eq(sum, sorted_sum);
    order_sort(values, 0);
}
END_TEST

START_TEST(a_quantile_is_the_value_of_its_rank)
{
    double sorted[100];

    for (int i = 0; i < 100; i++)
        sorted[i] = i < 80 ? i + 1.0 : (double)INFINITY;
    ck_assert_double_eq(order_quantile(sorted, 100, 0.07), 7);
    ck_assert_double_eq(order_quantile(sorted, 100, 0.0701), 8);
    ck_assert_double_eq(order_quantile(sorted, 100, 0.5), 50);
    ck_assert_double_eq(order_quantile(sorted, 100, 1e-9), 1);
    ck_assert(isinf(order_quantile(sorted, 100, 0.9)));
    ck_assert_double_eq(order_quantile(sorted, 80, 1), 80);
    ck_assert_double_eq(order_finite(sorted, 100), 0.8);
    ck_assert_double_eq(order_finite(sorted + 80, 20), 0);
    ck_assert_double_eq(order_finite(sorted, 0), 0);
}
END_TEST

TCase *
case_draws(void)
{
    TCase *tcase = tcase_create("draws");

    tcase_add_loop_test(tcase, philox_has_its_known_answers, 0,
                        (int)COUNT(known_blocks));
    tcase_add_test(tcase, uniform_numbers_have_their_known_values);
    tcase_add_test(tcase, uniform_numbers_are_uniform_and_independent);
    tcase_add_test(tcase, normal_quantiles_have_their_known_values);
    tcase_add_test(tcase, normal_shares_have_their_known_values);
    tcase_add_test(tcase, a_share_and_its_quantile_undo_each_other);
    tcase_add_test(tcase, a_factor_times_its_transpose_is_the_matrix);
    tcase_add_loop_test(tcase, a_range_has_its_known_quantiles, 0,
                        (int)COUNT(drawn));
    tcase_add_loop_test(tcase, a_range_rises_and_stays_between_its_ends, 0,
                        (int)COUNT(drawn));
    tcase_add_test(tcase, a_triangle_may_be_upright_or_a_point);
    tcase_add_test(tcase, a_spread_is_found_by_its_name);
    tcase_add_test(tcase, every_sample_is_made_once_on_any_number_of_threads);
    tcase_add_test(tcase, values_are_sorted_and_never_comes_last);
    tcase_add_test(tcase, a_quantile_is_the_value_of_its_rank);
    return tcase;
}
