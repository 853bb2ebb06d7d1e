/* check_trial.c: the curve in the hand of a reader has the numbers of the
 * models, whatever is done to it. */
#include "solved.h"
#include "suites.h"

#include <math.h>
#include <string.h>

static struct trial *
begin_trial(void)
{
    const struct tree tree = {0};
    struct trial *trial = trial_find(&arena, trial_keep(&arena, &tree));

    ck_assert_ptr_nonnull(trial);
    return trial;
}

START_TEST(a_trial_has_the_bits_of_the_course)
{
    struct symbols symbols = symbols_default();
    struct trial *trial = begin_trial();
    double row[TRIAL_ROW], wanted[TRIAL_ROW], dates[TRIAL_DATES];
    struct moment moment;

    symbols.r0 = 1.2;
    ck_assert(trial_change(trial, 5, 1.2));
    ck_assert(trial_solve(&arena, trial, WALL_DEMAND));
    struct course *course =
        course_new(&arena, &symbols, &(struct plan){.wall = WALL_DEMAND});
    course_at(course, 2029.5, &moment);
    moment_row(&moment, 2029.5, wanted);
    trial_row(trial, 2029.5, row);
    ck_assert_mem_eq(row, wanted, 9 * sizeof *row);
    trial_dates(trial, dates);
    ck_assert(dates[AGI - CODE] == course->raw[AGI].at);
    ck_assert(dates[AGI - CODE + PHASES - CODE] == course->start[AGI].at);
}
END_TEST

START_TEST(impossible_trials_have_no_course)
{
    struct trial *trial = begin_trial();

    ck_assert(!trial_change(trial, SYMBOLS, 1));
    ck_assert(!trial_change(trial, 5, NAN));
    ck_assert(trial_change(trial, 8, 2)); /* a0 over amax */
    ck_assert(!trial_solve(&arena, trial, 0));
    ck_assert(!trial_solved(trial));
    trial_restore(trial);
    ck_assert(trial_solve(&arena, trial, 0));
    ck_assert(!trial_solve(&arena, trial, 3));
}
END_TEST

START_TEST(samples_in_slices_are_those_of_the_ensemble)
{
    struct trial *trial = begin_trial();
    struct range *ranges = ranges_default(&arena, &model_curve);
    struct recipe recipe = {ranges, {20, {SEED, 0}, 1}, WALL_STANDS};
    struct ensemble *all = ensemble_new(&arena, &diag, &recipe, WALL_STANDS);

    trial_sample(&arena, trial, 0, 0, 7);
    trial_sample(&arena, trial, 0, 7, 20);
    struct run run = trial_bands(&arena, trial);
    order_sort(all->s[32], 20);
    double wanted = order_quantile(all->s[32], 20, 0.5) / LN10;
    ck_assert(run_series(&run, "S_oom.p50")->at[32] == wanted);
    trial_sample(&arena, trial, 0, 0, 0);
    ck_assert_uint_eq(trial_bands(&arena, trial).rows, 0);
}
END_TEST

static void
check_rows(const struct run *run, const struct run *wanted)
{
    ck_assert_uint_eq(run->rows, wanted->rows);
    ck_assert_mem_eq(run->time, wanted->time, run->rows * sizeof *run->time);
    for (size_t i = 0; i < wanted->series_count; i++) {
        const struct series *series = run_series(run, wanted->series[i].name);
        ck_assert_ptr_nonnull(series);
        ck_assert_mem_eq(series->at, wanted->series[i].at,
                         run->rows * sizeof *series->at);
    }
}

START_TEST(the_story_of_a_trial_is_that_of_the_models)
{
    struct trial *trial = begin_trial();
    struct symbols symbols = symbols_default();
    struct course *course = course_new(&arena, &symbols, &(struct plan){0});
    struct run central = run_course(&arena, course, "central", "");
    struct run spiral = run_spiral(&arena, course);

    ck_assert(trial_change(trial, 5, 1.2)); /* whatever the reader moved */
    const struct data *story = trial_story(&arena, trial);
    check_rows(data_run(story, "central"), &central);
    check_rows(data_run(story, "spiral"), &spiral);
    ck_assert(!trial_solved(trial));
}
END_TEST

START_TEST(damaged_trials_are_refused)
{
    const struct tree tree = {0};
    struct bytes bytes = trial_keep(&arena, &tree);
    char *copy = arena_copy(&arena, bytes.at, bytes.length);

    ck_assert_ptr_null(
        trial_find(&arena, (struct bytes){bytes.at, bytes.length - 1}));
    memset(copy + 8, 0x40, 8); /* the first spread */
    ck_assert_ptr_null(trial_find(&arena, (struct bytes){copy, bytes.length}));
}
END_TEST

TCase *
case_trial(void)
{
    TCase *tests = tcase_create("trial");

    tcase_add_checked_fixture(tests, begin_test, end_test);
    tcase_add_test(tests, a_trial_has_the_bits_of_the_course);
    tcase_add_test(tests, impossible_trials_have_no_course);
    tcase_add_test(tests, samples_in_slices_are_those_of_the_ensemble);
    tcase_add_test(tests, the_story_of_a_trial_is_that_of_the_models);
    tcase_add_test(tests, damaged_trials_are_refused);
    return tests;
}
