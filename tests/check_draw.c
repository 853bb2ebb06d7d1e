/* check_draw.c: what figures are put together from: scales, ticks, labels,
 * lines and inks. */
#include "drawn.h"
#include "suites.h"

#include <math.h>
#include <stdlib.h>

START_TEST(a_scale_maps_its_ends_to_its_ends)
{
    struct scale plain = {SCALE_LINEAR, 10, 30, 5, 105, 0};
    struct scale log = {SCALE_LOG, 1, 1000, 300, 0, 0};

    ck_assert_double_eq_tol(scale_at(&plain, 10), 5, 1e-9);
    ck_assert_double_eq_tol(scale_at(&plain, 30), 105, 1e-9);
    ck_assert_double_eq_tol(scale_at(&plain, 20), 55, 1e-9);
    ck_assert_double_eq_tol(scale_at(&log, 1), 300, 1e-9);
    ck_assert_double_eq_tol(scale_at(&log, 10), 200, 1e-9);
    ck_assert_double_eq_tol(scale_at(&log, 1000), 0, 1e-9);
}
END_TEST

/* 1, 2, 2.5, 3 or 5 times a power of ten. */
static bool
is_round(double value)
{
    double power = pow(10, floor(log10(value) + 1e-9)), rest = value / power;

    return fabs(rest - 2.5) < 1e-6 || (fabs(rest - round(rest)) < 1e-6 &&
                                       (rest < 3.1 || fabs(rest - 5) < 1e-6));
}

START_TEST(ticks_are_round_rising_and_on_the_scale)
{
    srand(7);
    for (int i = 0; i < 2000; i++) {
        double from = (rand() % 20001 - 10000) / 100.0;
        double span = pow(10, rand() % 9 - 4) * (1 + rand() % 90);
        bool log = i % 2;
        struct scale scale = {log ? SCALE_LOG : SCALE_LINEAR,
                              log ? fabs(from) + 0.01 : from,
                              0,
                              0,
                              1,
                              0};
        double ticks[MOST_TICKS];
        scale.to = log ? scale.from * (1.5 + span) : from + span;
        size_t count = scale_ticks(&scale, 5, ticks);
        ck_assert_uint_gt(count, 0);
        ck_assert_uint_le(count, 12);
        for (size_t j = 0; j < count; j++) {
            double slack = 1e-6 * (scale.to - scale.from);
            ck_assert(ticks[j] >= scale.from - slack &&
                      ticks[j] <= scale.to + slack);
            ck_assert(!log || ticks[j] > 0);
            if (j)
                ck_assert(ticks[j] > ticks[j - 1]);
            if (j && !log)
                ck_assert(is_round(ticks[j] - ticks[j - 1]));
        }
    }
}
END_TEST

START_TEST(a_scale_of_no_length_has_no_ticks)
{
    struct scale scale = {SCALE_LINEAR, 3, 3, 0, 1, 0},
                 none = {SCALE_LINEAR, NAN, 3, 0, 1, 0};
    double ticks[MOST_TICKS];

    ck_assert_uint_eq(scale_ticks(&scale, 5, ticks), 0);
    ck_assert_uint_eq(scale_ticks(&none, 5, ticks), 0);
}
END_TEST

START_TEST(ticks_are_written_as_a_reader_expects)
{
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_PLAIN, 12000, 1000),
                     "12,000");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_PLAIN, 100, 100), "100");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_PLAIN, -0.5, 0.5),
                     "\xe2\x88\x92"
                     "0.5");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_YEAR, 2030, 2), "2030");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_PERCENT, 0.25, 0.25), "25%");
    ck_assert_str_eq(tick_text(&arena, "de", TICK_PERCENT, 0.25, 0.25),
                     "25\u00a0%");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_POWER, 12, 3),
                     "10\xc2\xb9\xc2\xb2");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_POWER, 0, 3), "1");
}
END_TEST

START_TEST(spread_labels_never_overlap_and_stay_inside)
{
    srand(11);
    for (int i = 0; i < 3000; i++) {
        size_t count = (size_t)(1 + rand() % 12);
        double middles[12], heights[12], total = 0;
        for (size_t j = 0; j < count; j++) {
            middles[j] =
                j ? middles[j - 1] + rand() % 300 / 10.0 : rand() % 400 - 100;
            heights[j] = 5 + rand() % 100 / 10.0;
            total += heights[j];
        }
        bool fits = labels_spread(&arena, middles, heights, count, 10, 150);
        ck_assert_int_eq(fits, total <= 140);
        double edge = 10;
        for (size_t j = 0; fits && j < count; j++) {
            ck_assert(middles[j] - heights[j] / 2 >= edge - 1e-9);
            edge = middles[j] + heights[j] / 2;
        }
        ck_assert(!fits || edge <= 150 + 1e-9);
    }
}
END_TEST

START_TEST(labels_with_room_stay_where_they_are)
{
    double middles[] = {20, 50, 51, 100}, heights[] = {8, 8, 8, 8};

    ck_assert(labels_spread(&arena, middles, heights, 4, 0, 200));
    ck_assert_double_eq_tol(middles[0], 20, 1e-9);
    ck_assert_double_eq_tol(middles[1], 46.5, 1e-9);
    ck_assert_double_eq_tol(middles[2], 54.5, 1e-9);
    ck_assert_double_eq_tol(middles[3], 100, 1e-9);
}
END_TEST

START_TEST(placed_labels_never_overlap)
{
    struct labels labels = {.arena = &arena, .bounds = {0, 0, 300, 200}};
    struct box at[200];
    size_t count = 0;

    srand(3);
    for (int i = 0; i < 200; i++)
        if (labels_place(&labels, rand() % 300, rand() % 200, 10 + rand() % 50,
                         8, &at[count])) {
            for (size_t j = 0; j < count; j++)
                ck_assert(!box_meets(at[j], at[count]));
            ck_assert(at[count].left >= 0 && at[count].right <= 300);
            count++;
        }
    ck_assert_uint_gt(count, 20);
}
END_TEST

START_TEST(a_line_is_cut_at_the_ends_of_its_scale)
{
    double x[] = {0, 1, 2, 3}, y[] = {5, 25, -5, 5};
    struct polyline curve = {x, y, 4, 4};
    struct scale across = {SCALE_LINEAR, 0, 3, 0, 30, 0},
                 up = {SCALE_LINEAR, 0, 10, 100, 0, 0};
    struct polyline cut = polyline_map(&arena, &curve, &across, &up);
    size_t breaks = 0;

    for (size_t i = 0; i < cut.count; i++) {
        breaks += isnan(cut.y[i]) ? 1 : 0;
        ck_assert(isnan(cut.y[i]) || (cut.y[i] >= 0 && cut.y[i] <= 100));
    }
    ck_assert_uint_eq(breaks, 2);
    ck_assert_uint_eq(cut.count - breaks, 6);
}
END_TEST

START_TEST(a_smooth_line_of_many_rows_costs_few_points)
{
    size_t rows = 300000;
    double *x = TAKE_ARRAY(&arena, rows, double);
    double *y = TAKE_ARRAY(&arena, rows, double);
    struct scale across = {SCALE_LINEAR, 0, 1, 0, 300, 0},
                 up = {SCALE_LINEAR, -1, 1, 200, 0, 0};

    for (size_t i = 0; i < rows; i++) {
        x[i] = (double)i / (double)rows;
        y[i] = sin(6 * x[i]);
    }
    struct polyline curve = {x, y, rows, rows};
    struct polyline few = polyline_map(&arena, &curve, &across, &up);
    ck_assert_uint_lt(few.count, 400);
    ck_assert_uint_gt(few.count, 20);
    for (size_t i = 0; i < few.count; i++)
        ck_assert_double_eq_tol(few.y[i], 100 - 100 * sin(6 * few.x[i] / 300),
                                0.01);
}
END_TEST

/* A line that jumps from row to row, and once far beyond the rest. */
static struct polyline
make_jagged(size_t rows)
{
    double *x = TAKE_ARRAY(&arena, rows, double);
    double *y = TAKE_ARRAY(&arena, rows, double);

    for (size_t i = 0; i < rows; i++) {
        x[i] = (double)i / (double)rows;
        y[i] = (double)(i * 7919 % 1009) / 200;
    }
    y[rows / 3] = 8;
    return (struct polyline){x, y, rows, rows};
}

START_TEST(a_line_of_a_million_points_keeps_what_can_be_seen)
{
    size_t rows = 1000000;
    struct scale across = {SCALE_LINEAR, 0, 1, 0, 300, 0},
                 up = {SCALE_LINEAR, -9, 9, 180, 0, 0};
    struct polyline all = make_jagged(rows);
    struct polyline few = polyline_map(&arena, &all, &across, &up);
    double least = INFINITY, most = -INFINITY;

    for (size_t i = 0; i < few.count; i++) {
        least = fmin(least, few.y[i]);
        most = fmax(most, few.y[i]);
    }
    ck_assert_uint_le(few.count, 4 * 3001);
    ck_assert_uint_ge(few.count, 3000);
    ck_assert_double_eq_tol(least, scale_at(&up, 8), 1e-9);
    ck_assert_double_eq_tol(most, scale_at(&up, 0), 1e-9);
    ck_assert_double_eq_tol(few.x[0], 0, 1e-9);
    ck_assert_double_eq_tol(few.x[few.count - 1], 300 * all.x[rows - 1], 1e-9);
}
END_TEST

START_TEST(a_line_that_turns_back_keeps_its_farthest_point)
{
    double x[] = {0, 10, 4, 12}, y[] = {5, 5, 5, 5};
    struct polyline curve = {x, y, 4, 4};
    struct scale across = {SCALE_LINEAR, 0, 20, 0, 20, 0},
                 up = {SCALE_LINEAR, 0, 10, 100, 0, 0};
    struct polyline kept = polyline_map(&arena, &curve, &across, &up);

    ck_assert_uint_eq(kept.count, 4);
    ck_assert_double_eq(kept.x[1], 10);
}
END_TEST

START_TEST(a_surface_runs_along_the_edge_of_the_plot)
{
    double x[] = {0, 1, 2}, y[] = {5, 25, 5};
    struct polyline curve = {x, y, 3, 3};
    struct scale across = {SCALE_LINEAR, 0, 2, 0, 20, 0},
                 up = {SCALE_LINEAR, 0, 10, 100, 0, 0};
    struct polyline held = polyline_hold(&arena, &curve, &across, &up);

    for (size_t i = 0; i < held.count; i++)
        ck_assert(held.y[i] >= 0 && held.y[i] <= 100);
    ck_assert_double_eq(held.y[held.count / 2], 0);
}
END_TEST

START_TEST(a_step_lasts_until_the_next_row)
{
    double x[] = {0, 1, 2, 3}, y[] = {5, 7, NAN, 4};
    struct polyline curve = {x, y, 4, 4};
    struct polyline steps = polyline_steps(&arena, &curve);

    ck_assert_uint_eq(steps.count, 7);
    ck_assert(steps.x[1] == 1 && steps.y[1] == 5);
    ck_assert(steps.x[3] == 2 && steps.y[3] == 7);
    ck_assert(isnan(steps.y[4]) && isnan(steps.y[5]));
}
END_TEST

START_TEST(black_text_is_black_ink_alone)
{
    const struct ink *ink = &palette->inks[0];

    ck_assert_str_eq(ink->name, "ink");
    ck_assert(ink->cmyk[0] + ink->cmyk[1] + ink->cmyk[2] == 0);
    ck_assert(ink->cmyk[3] == 1);
}
END_TEST

START_TEST(a_damaged_ink_is_said_and_drawn_black)
{
    const struct palette *odd =
        read_palette("red: {screen: \"#f0000\", dark: red, "
                     "press: [0, 100, 101, 0]}\n"
                     "ink: {screen: \"#111111\", dark: \"#eeeeee\", "
                     "press: [0, 0, 0, 100]}\n"
                     "blue: none\n");

    ck_assert(was_said("'screen' of ink 'red' is not of the form"));
    ck_assert(was_said("'dark' of ink 'red' is not of the form"));
    ck_assert(was_said("'press' of ink 'red' is not a list of four"));
    ck_assert(was_said("ink 'blue' needs 'screen', 'dark' and 'press'"));
    ck_assert_str_eq(odd->inks[0].name, "ink");
    ck_assert(ink_find(odd, "red")->cmyk[3] == 1);
    ck_assert_ptr_nonnull(ink_find(odd, "blue"));
}
END_TEST

Suite *
suite_draw(void)
{
    Suite *suite = suite_create("draw");
    TCase *parts = tcase_create("parts");

    tcase_add_checked_fixture(parts, begin_drawing, end_test);
    tcase_add_test(parts, a_scale_maps_its_ends_to_its_ends);
    tcase_add_test(parts, ticks_are_round_rising_and_on_the_scale);
    tcase_add_test(parts, a_scale_of_no_length_has_no_ticks);
    tcase_add_test(parts, ticks_are_written_as_a_reader_expects);
    tcase_add_test(parts, spread_labels_never_overlap_and_stay_inside);
    tcase_add_test(parts, labels_with_room_stay_where_they_are);
    tcase_add_test(parts, placed_labels_never_overlap);
    tcase_add_test(parts, a_line_is_cut_at_the_ends_of_its_scale);
    tcase_add_test(parts, a_smooth_line_of_many_rows_costs_few_points);
    tcase_add_test(parts, a_line_of_a_million_points_keeps_what_can_be_seen);
    tcase_add_test(parts, a_line_that_turns_back_keeps_its_farthest_point);
    tcase_add_test(parts, a_surface_runs_along_the_edge_of_the_plot);
    tcase_add_test(parts, a_step_lasts_until_the_next_row);
    tcase_add_test(parts, black_text_is_black_ink_alone);
    tcase_add_test(parts, a_damaged_ink_is_said_and_drawn_black);
    suite_add_tcase(suite, parts);
    suite_add_tcase(suite, case_drawings());
    suite_add_tcase(suite, case_frames());
    suite_add_tcase(suite, case_charts());
    suite_add_tcase(suite, case_live());
    suite_add_tcase(suite, case_descriptions());
    suite_add_tcase(suite, case_palette());
    suite_add_tcase(suite, case_scales());
    suite_add_tcase(suite, case_lettering());
    return suite;
}
