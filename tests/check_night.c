/* check_night.c: tests of solve/: records of luck, kept changes that fade,
 * and the simulated night, against closed forms and simulation. */
#include "fixture.h"
#include "solve/draws.h"
#include "suites.h"

#include <math.h>
#include <string.h>

static const struct {
    int n;
    double mean, variance, chances[12];
    int least[2];
    double tails[2], largest;
} records[] = {
    {90,
     5.082570602848516,
     3.4486861473343793,
     {0.011111111111111112, 0.05634954990819338, 0.13381077987560777,
      0.19996991567999317, 0.2128076333130291, 0.172783016152079,
      0.11187468967833698, 0.05958179727458709, 0.026704293941408948,
      0.010251483662275527, 0.00341828590203324, 0.0010013601874129746},
     {10, 16},
     {0.015007213065653396, 2.8772601937349475e-06},
     2.469700476762913},
    {126,
     5.417460576841141,
     3.7804316071669293,
     {0.007936507936507936, 0.04293273070559232, 0.10962692329580377,
      0.17742998090579887, 0.20584314124535338, 0.1833206809226193,
      0.13096449299918342, 0.07739408400015428, 0.038703029144130534,
      0.01666756655072267, 0.00626810520942656, 0.0020819079240394665},
     {15, 23},
     {5.028013857074491e-05, 2.4565599181790858e-11},
     2.5891189625430253},
};

static void
check_close(double found, double known)
{
    ck_assert_msg(fabs(found - known) <= 1e-12 * fabs(known),
                  "%.17g instead of %.17g", found, known);
}

START_TEST(records_of_luck_have_their_closed_forms)
{
    int n = records[_i].n;
    double chances[127], sum = 0, mean = 0;

    records_chances(n, chances, n + 1);
    ck_assert_double_eq(chances[0], 0);
    for (int k = 0; k < 12; k++)
        check_close(chances[k + 1], records[_i].chances[k]);
    for (int k = 0; k <= n; k++) {
        sum += chances[k];
        mean += k * chances[k];
    }
    check_close(sum, 1);
    check_close(mean, records[_i].mean);
    check_close(records_mean(n), records[_i].mean);
    check_close(records_variance(n), records[_i].variance);
    for (int i = 0; i < 2; i++)
        check_close(records_tail(n, records[_i].least[i]),
                    records[_i].tails[i]);
    check_close(luck_largest(n), records[_i].largest);
}
END_TEST

START_TEST(records_have_their_ends)
{
    double chance;

    ck_assert_double_eq(records_mean(0), 0);
    ck_assert_double_eq(records_variance(1), 0);
    ck_assert_double_eq(records_tail(5, 0), 1);
    check_close(records_tail(5, 1), 1);
    check_close(records_tail(5, 5), 1 / 120.0);
    ck_assert_double_eq(records_tail(5, 6), 0);
    records_chances(0, &chance, 1);
    ck_assert_double_eq(chance, 1);
    ck_assert_double_eq_tol(luck_largest(1), 0, 1e-15);
    check_close(luck_largest(2), 1 / sqrt(acos(-1)));
}
END_TEST

/* Records of 40 draws, in 20,000 rows: within five deviations. */
START_TEST(records_are_what_a_simulation_counts)
{
    enum { DRAWS = 40, ROWS = 20000 };
    double found[DRAWS + 1] = {0}, chances[DRAWS + 1], sum = 0, squares = 0;

    records_chances(DRAWS, chances, DRAWS + 1);
    for (uint32_t i = 0; i < ROWS; i++) {
        double best = -1;
        int count = 0;
        for (uint32_t j = 0; j < DRAWS; j++) {
            double u = philox_uniform((struct seed){7, 0}, i, j, 99);
            count += u > best;
            best = fmax(best, u);
        }
        found[count]++;
        sum += count;
        squares += count * count;
    }
    double mean = sum / ROWS, variance = squares / ROWS - mean * mean;
    double spread = records_variance(DRAWS);
    ck_assert_double_eq_tol(mean, records_mean(DRAWS), 5 * sqrt(spread / ROWS));
    ck_assert_double_eq_tol(variance, spread, 5 * spread * sqrt(2.0 / ROWS));
    for (int k = 0; k <= DRAWS; k++)
        ck_assert_double_eq_tol(found[k], ROWS * chances[k],
                                5 * sqrt(ROWS * chances[k]) + 1);
}
END_TEST

START_TEST(fading_keeps_have_their_closed_form)
{
    static const double known[][2] = {{10, 3.8046278361721018},
                                      {50, 13.963366694514564},
                                      {89, 19.044183237870687},
                                      {125, 21.528296070135085}};

    for (size_t i = 0; i < COUNT(known); i++)
        check_close(fading_mean(0.41, 24.5, known[i][0]), known[i][1]);
    ck_assert_double_eq(fading_mean(1, 1, 0), 0);
    ck_assert_double_eq(fading_mean(1, 1, 5), 1);
}
END_TEST

static struct run
run_night(const char *symbol, double value, uint32_t seed)
{
    const struct model *model = &model_night;
    struct range ranges[16];

    for (size_t i = 0; i < model->symbol_count; i++) {
        ranges[i] = model->symbols[i].range;
        if (symbol && !strcmp(model->symbols[i].name, symbol))
            ranges[i].value = value;
    }
    struct recipe recipe = {.ranges = ranges, .samples = {1, {seed, 0}, 1}};
    return model->run(&arena, &diag, &recipe);
}

static double
find_value(const struct run *run, const char *name)
{
    const struct quantity *quantity = run_quantity(run, name);

    ck_assert_msg(quantity && quantity->reached, "%s", name);
    return quantity->value;
}

START_TEST(a_night_keeps_what_is_better)
{
    begin_test();
    struct run run = run_night(NULL, 0, 20261122);

    ck_assert_str_eq(run.time_unit, "trials");
    const double *score = run_series(&run, "score")->at;
    const double *tried = run_series(&run, "tried")->at;
    const double *kept = run_series(&run, "kept")->at;
    ck_assert_uint_eq(run.rows, 90);
    ck_assert_double_eq(score[0], 0.9979);
    ck_assert(isnan(tried[0]) && kept[0] == 0);
    for (size_t i = 1; i < run.rows; i++) {
        ck_assert_double_eq(run.time[i], (double)i);
        ck_assert_double_eq(kept[i] - kept[i - 1], tried[i] < score[i - 1]);
        ck_assert_double_eq(score[i], fmin(score[i - 1], tried[i]));
    }
    ck_assert_double_eq(find_value(&run, "kept"), kept[89]);
    ck_assert_double_eq(find_value(&run, "best"), score[89]);
    check_close(find_value(&run, "hours"), 89 / 12.0);
    end_test();
}
END_TEST

START_TEST(a_night_knows_what_luck_would_do)
{
    begin_test();
    struct run run = run_night("trials", 126, 1);
    ck_assert_uint_eq(run.rows, 127);
    check_close(run_series(&run, "luck_mean")->at[90], records[0].mean);
    check_close(find_value(&run, "luck.mean"), records[1].mean);
    check_close(find_value(&run, "luck.sd"), sqrt(records[1].variance));
    check_close(run_series(&run, "luck_high")->at[126],
                records[1].mean + 2 * sqrt(records[1].variance));
    check_close(find_value(&run, "luck_tail_23_of_126"), records[1].tails[1]);
    ck_assert_double_eq_tol(find_value(&run, "luck_tail_15_of_83"), 1.13e-5,
                            0.005e-5);
    check_close(find_value(&run, "luck_gain_90"), records[0].largest);
    check_close(find_value(&run, "luck_gain"), 0.0007 * records[1].largest);
    end_test();
}
END_TEST

/* 1,000 nights. With M out of reach all trials have the same chance: then
 * the gap's mean is known too, (1 - p phi)^n. */
START_TEST(nights_have_the_means_of_theory)
{
    enum { NIGHTS = 1000 };
    double kept = 0, left = 0, known = pow(1 - 0.41 * 0.0985, 89);

    for (uint32_t i = 0; i < NIGHTS; i++) {
        begin_test();
        struct run run = run_night(NULL, 0, i);
        kept += find_value(&run, "kept") / NIGHTS;
        run = run_night("M", 1e6, i);
        left += (find_value(&run, "best") - (0.9979 - 0.03142)) / NIGHTS;
        end_test();
    }
    ck_assert_double_eq_tol(kept, fading_mean(0.41, 24.5, 89), 0.2);
    ck_assert_double_eq_tol(left / 0.03142, known, 0.1 * known);
}
END_TEST

START_TEST(a_night_lasts_one_trial_or_ten_thousand)
{
    begin_test();
    struct run run = run_night("trials", 1, 1);
    ck_assert_uint_eq(run.rows, 2);
    run = run_night("trials", 10000, 1);
    ck_assert_uint_eq(run.rows, 10001);
    ck_assert_double_ge(find_value(&run, "kept"), 24);
    ck_assert_double_le(find_value(&run, "kept"), 25);
    end_test();
}
END_TEST

TCase *
case_night(void)
{
    TCase *tcase = tcase_create("night");

    tcase_add_loop_test(tcase, records_of_luck_have_their_closed_forms, 0,
                        (int)COUNT(records));
    tcase_add_test(tcase, records_have_their_ends);
    tcase_add_test(tcase, records_are_what_a_simulation_counts);
    tcase_add_test(tcase, fading_keeps_have_their_closed_form);
    tcase_add_test(tcase, a_night_keeps_what_is_better);
    tcase_add_test(tcase, a_night_knows_what_luck_would_do);
    tcase_add_test(tcase, nights_have_the_means_of_theory);
    tcase_add_test(tcase, a_night_lasts_one_trial_or_ten_thousand);
    return tcase;
}
