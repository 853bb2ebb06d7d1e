/* check_charts.c: what each mark of a chart draws, from each source of data. */
#include "drawn.h"
#include "read/read.h"
#include "suites.h"

#include <math.h>
#include <string.h>

#define CHART "kind: chart\nalt: a\n"
#define YEARS CHART "x: {from: 2026, to: 2030}\n"
#define FLAT "x: {from: 0, to: 10, format: plain}\n"

/* The book that has a figure for every mark. */
static struct tree *
read_marks(void)
{
    struct tree *tree =
        read_content(&arena, &diag, "tests/books/marks", "templates");

    ck_assert_ptr_nonnull(tree);
    return tree;
}

static const struct figure *
draw_good(const char *text)
{
    const struct figure *figure = draw_text(text);

    if (diag.errors)
        diag_print(&diag, stderr, false);
    ck_assert_int_eq(diag.errors, 0);
    return figure;
}

/* The marks of a kind in an ink. */
static size_t
find_marks(const struct figure *figure, enum mark_kind kind, const char *ink,
           const struct mark **found, size_t most)
{
    size_t count = 0;

    for (size_t i = 0; i < figure->sheet->count; i++) {
        const struct mark *mark = &figure->sheet->marks[i];
        if (mark->kind != kind || strcmp(mark->ink->name, ink) != 0)
            continue;
        if (count < most)
            found[count] = mark;
        count++;
    }
    return count;
}

static bool
has_words(const struct figure *figure, const char *words)
{
    return strstr(trace_sheet(figure->sheet), words);
}

static double
measure_width(const struct mark *mark)
{
    double low = INFINITY, high = -INFINITY;

    for (size_t i = 0; i < mark->path.count; i++) {
        const struct step *step = &mark->path.steps[i];
        if (step->kind == STEP_CLOSE)
            continue;
        low = fmin(low, step->x);
        high = fmax(high, step->x);
    }
    return high - low;
}

static void
check_sheet(const char *name, const struct sheet *sheet)
{
    ck_assert_uint_gt(sheet->count, 8);
    check_bounds(name, sheet);
    check_words_apart(name, sheet);
}

START_TEST(every_mark_is_drawn_from_every_source_at_every_size)
{
    const struct figures *figures = draw_tree(read_marks(), 2);
    struct shaper *shaper = shaper_new(&arena, faces);

    diag_print(&diag, stderr, false);
    ck_assert_int_eq(diag.errors, 0);
    ck_assert_uint_ge(figures->count, 13);
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->at[i];
        check_sheet(figure->name, figure->sheet);
        ck_assert_uint_gt(figure->column_count, 0);
        check_sheet(figure->name,
                    figure->at_size(figure, &arena, shaper, 250, 230));
        check_sheet(figure->name,
                    figure->at_size(figure, &arena, shaper, 960, 540));
        for (size_t j = 0; j < figure->size_count; j++)
            ck_assert_double_eq(figure
                                    ->at_size(figure, &arena, shaper,
                                              figure->sizes[j].width,
                                              figure->sizes[j].height)
                                    ->width,
                                figure->sizes[j].width);
    }
    shaper_close(shaper);
}
END_TEST

START_TEST(a_line_goes_through_its_points)
{
    const struct mark *line;
    const struct figure *figure = draw_good(
        CHART FLAT "y: {from: 0, to: 10}\nlayers: [{mark: line, points: [[0, "
                   "0], [5, 10], [10, 0]], ink: accent}]\n");

    ck_assert_uint_eq(find_marks(figure, MARK_STROKE, "accent", &line, 1), 1);
    ck_assert_uint_eq(line->path.count, 3);
    const struct step *steps = line->path.steps;
    ck_assert_double_eq_tol(steps[1].x, (steps[0].x + steps[2].x) / 2, 1e-6);
    ck_assert_double_eq_tol(steps[0].y, steps[2].y, 1e-6);
    ck_assert_double_lt(steps[1].y, steps[0].y - 100);
}
END_TEST

START_TEST(axes_without_ends_hold_the_data)
{
    const struct figure *figure = draw_good(
        CHART "layers: [{mark: line, points: [[3, 0.2], [950, 7.9]]}]\n");

    ck_assert(has_words(figure, "\"1,000\""));
    ck_assert(has_words(figure, "\"8\""));
}
END_TEST

START_TEST(years_look_like_years_and_other_numbers_do_not)
{
    const struct figure *years = draw_good(
        CHART "layers: [{mark: line, points: [[1990, 1], [2010, 2]]}]\n");
    const struct figure *numbers = draw_good(
        CHART "layers: [{mark: line, points: [[0, 1], [2000, 2]]}]\n");

    ck_assert(has_words(years, "\"2000\""));
    ck_assert(has_words(numbers, "\"2,000\""));
}
END_TEST

START_TEST(bars_are_as_long_as_their_values)
{
    const struct mark *bars[3];
    const struct figure *figure =
        draw_good(CHART FLAT "layers: [{mark: bar, ink: accent, numbers: "
                             "\"%.1f\", values: [{name: A, value: 2}, {name: "
                             "B, value: 4}, {name: C, from: 3, to: 8}]}]\n");

    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "accent", bars, 3), 3);
    double unit = measure_width(bars[0]) / 2;
    ck_assert_double_eq_tol(measure_width(bars[1]), 4 * unit, 1e-6);
    ck_assert_double_eq_tol(measure_width(bars[2]), 5 * unit, 1e-6);
    ck_assert(bars[0]->path.steps[0].y < bars[1]->path.steps[0].y);
    ck_assert(has_words(figure, "\"4.0\"") && has_words(figure, "\"C\""));
}
END_TEST

START_TEST(bars_part_at_their_base)
{
    const struct mark *mark;
    const struct figure *figure =
        draw_good(CHART FLAT "layers: [{mark: bar, ink: warm, below: cold, "
                             "base: 5, values: [{name: A, from: 2, to: 9}]}]");

    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "warm", &mark, 1), 1);
    double above = measure_width(mark);
    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "cold", &mark, 1), 1);
    ck_assert_double_eq_tol(measure_width(mark) / 3, above / 4, 1e-6);
}
END_TEST

START_TEST(categories_may_stand_on_the_x_axis)
{
    const struct mark *bars[2];
    const struct figure *figure = draw_good(
        CHART "x: {scale: category}\ny: {from: 0, to: 4}\nlayers: [{mark: "
              "bar, ink: accent, values: [{name: A, value: 2}, {name: B, "
              "value: 4}]}]\n");

    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "accent", bars, 2), 2);
    ck_assert_double_eq_tol(measure_width(bars[0]), measure_width(bars[1]),
                            1e-6);
    ck_assert(bars[0]->path.steps[0].x < bars[1]->path.steps[0].x);
}
END_TEST

START_TEST(an_interval_has_two_lines_and_a_dot)
{
    const struct mark *lines[3];
    const struct figure *figure =
        draw_good(CHART FLAT "layers: [{mark: interval, ink: accent, values: "
                             "[{name: A, low: 1, from: 3, value: 4, to: 5, "
                             "high: 9}]}]\n");

    ck_assert_uint_eq(find_marks(figure, MARK_STROKE, "accent", lines, 2), 2);
    ck_assert_double_eq_tol(measure_width(lines[0]) / 8,
                            measure_width(lines[1]) / 2, 1e-6);
    ck_assert(lines[0]->width < lines[1]->width);
    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "accent", lines, 1), 1);
}
END_TEST

START_TEST(shares_of_an_ensemble_are_bands_from_pale_to_dark)
{
    const struct mark *bands[2];
    const struct figure *figure = draw_good(
        YEARS "layers: [{mark: band, bands: wall.S_oom, ink: accent}]\n");

    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "accent", bands, 2), 2);
    ck_assert_double_lt(bands[0]->opacity, bands[1]->opacity);
    ck_assert_uint_eq(figure->column_count, 5);
    ck_assert_str_eq(figure->columns[1].name, "wall.S_oom.p05");
}
END_TEST

START_TEST(a_band_is_parted_where_it_is_not_known)
{
    const struct mark *bands[3];
    const struct figure *figure = draw_good(
        YEARS "layers: [{mark: band, ink: accent, points: [[2026, 1, 2], "
              "[2027, 1, 3], [2028, central.never, 3], [2029, 1, 3], [2030, "
              "1, 4]]}]\n");

    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "accent", bands, 3), 2);
}
END_TEST

START_TEST(shares_of_a_stack_fill_the_plot)
{
    const struct mark *parts[2], *other;
    const struct figure *figure = draw_good(
        CHART "x: {from: 0, to: 1}\ny: {from: 0, to: 1}\nlayers:\n"
              "  - {mark: stack, share: true, ink: warm, points: [[0, 1], "
              "[1, 3]]}\n"
              "  - {mark: stack, ink: cold, points: [[0, 1], [1, 1]]}\n");

    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "warm", parts, 1), 1);
    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "cold", &other, 1), 1);
    const struct path *low = &parts[0]->path, *high = &other->path;
    double foot = low->steps[0].y, top = high->steps[high->count - 2].y;
    double seam = low->steps[low->count - 2].y;
    ck_assert_double_eq_tol(seam, (foot + top) / 2, 1e-6);
}
END_TEST

START_TEST(dots_that_cover_each_other_are_drawn_once)
{
    struct text text = text_new(&arena);
    const struct mark *dots;

    text_add(&text, CHART "layers:\n  - mark: dots\n    ink: accent\n"
                          "    points:\n");
    for (int i = 0; i < 20000; i++)
        text_print(&text, "      - [%d, %d]\n", i % 3, i % 2);
    const struct figure *figure = draw_good(text.at);
    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "accent", &dots, 1), 1);
    struct path one = path_new(&arena);
    path_circle(&one, 0, 0, 1);
    ck_assert_uint_eq(dots->path.count, 6 * one.count);
    ck_assert_uint_eq(figure->columns[0].count, 20000);
}
END_TEST

START_TEST(notes_are_tied_to_events)
{
    const struct figure *figure = draw_good(
        YEARS "layers:\n"
              "  - {mark: line, series: central.s, ink: muted}\n"
              "  - {mark: region, from: {event: lab}, to: central.agi, ink: "
              "warm, label: between}\n"
              "  - {mark: rule, x: {event: agi, run: demand}, ink: cold}\n"
              "  - {mark: marker, series: central.s, at: {event: rsi}, ink: "
              "accent, label: here}\n"
              "  - {mark: text, x: 2029, y: 2, label: words}\n"
              "  - {mark: region, from: {event: never}, ink: energy}\n"
              "  - {mark: rule, x: central.never, ink: energy, label: not}\n");
    const struct mark *mark;

    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "warm", &mark, 1), 1);
    ck_assert_uint_eq(find_marks(figure, MARK_STROKE, "cold", &mark, 1), 1);
    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "accent", &mark, 1), 1);
    ck_assert_uint_eq(find_marks(figure, MARK_FILL, "energy", &mark, 1), 0);
    ck_assert(has_words(figure, "between") && has_words(figure, "words"));
    ck_assert(!has_words(figure, "\"not\""));
    ck_assert_uint_eq(figure->run_count, 2);
}
END_TEST

START_TEST(small_multiples_share_their_scales_unless_they_are_free)
{
    const char *panels =
        "panels:\n  - {title: One, layers: [{mark: line, points: [[0, 0], "
        "[1, 0.04]]}]}\n  - {title: Two, layers: [{mark: line, points: [[0, "
        "0], "
        "[1, 800]]}]}\n";
    const struct figure *shared =
        draw_good(arena_print(&arena, "%s%s", CHART, panels));
    const struct figure *free =
        draw_good(arena_print(&arena, "%sfree: true\n%s", CHART, panels));

    ck_assert(has_words(shared, "One") && has_words(shared, "Two"));
    ck_assert(!has_words(shared, "\"0.04\"") && has_words(shared, "\"800\""));
    ck_assert(has_words(free, "\"0.04\"") && has_words(free, "\"800\""));
}
END_TEST

START_TEST(a_line_of_a_million_rows_is_a_small_drawing)
{
    size_t rows = 1000000;
    double *x = TAKE_ARRAY(&arena, rows, double);
    double *y = TAKE_ARRAY(&arena, rows, double);
    struct series series = {"y", "1", "y", y};
    struct run run = {.name = "long",
                      .title = "long",
                      .rows = rows,
                      .time = x,
                      .series = &series,
                      .series_count = 1};
    const struct mark *line;

    for (size_t i = 0; i < rows; i++) {
        x[i] = 2000 + (double)i * 1e-5;
        y[i] = (double)(i * 7919 % 1009);
    }
    data = (struct data){&run, 1};
    const struct figure *figure = draw_good(
        CHART "layers: [{mark: line, series: long.y, ink: accent}]\n");
    ck_assert_uint_eq(find_marks(figure, MARK_STROKE, "accent", &line, 1), 1);
    ck_assert_uint_lt(line->path.count, 15000);
    ck_assert_uint_eq(figure->columns[0].count, rows);
    draw_text(CHART "layers: [{mark: line, series: long.y}, {mark: line, "
                    "series: long.y}, {mark: dots, series: long.y}]\n");
    ck_assert(was_said("more than 2000000 points in one figure"));
    draw_text(CHART "layers: [{mark: bar, series: long.y}]\n");
    ck_assert(was_said("more than 10000 rows, draw them as a line"));
}
END_TEST

START_TEST(columns_are_the_points_that_are_drawn)
{
    const struct figure *figure =
        draw_good(CHART "layers:\n"
                        "  - {mark: line, label: A, points: [[1, 2], [3, 4]]}\n"
                        "  - {mark: line, label: B, points: [[1, 5], [3, 6]]}\n"
                        "  - {mark: interval, points: [[1, 0, 9]]}\n");
    static const char *const names[] = {"x",     "A, y", "B, y",
                                        "x (2)", "low",  "high"};

    ck_assert_uint_eq(figure->column_count, COUNT(names));
    for (size_t i = 0; i < COUNT(names); i++)
        ck_assert_str_eq(figure->columns[i].name, names[i]);
    ck_assert_double_eq(figure->columns[2].at[1], 6);
}
END_TEST

TCase *
case_charts(void)
{
    TCase *charts = tcase_create("charts");

    tcase_add_checked_fixture(charts, begin_drawing, end_test);
    tcase_set_timeout(charts, 120);
    tcase_add_test(charts, every_mark_is_drawn_from_every_source_at_every_size);
    tcase_add_test(charts, a_line_goes_through_its_points);
    tcase_add_test(charts, axes_without_ends_hold_the_data);
    tcase_add_test(charts, years_look_like_years_and_other_numbers_do_not);
    tcase_add_test(charts, bars_are_as_long_as_their_values);
    tcase_add_test(charts, bars_part_at_their_base);
    tcase_add_test(charts, categories_may_stand_on_the_x_axis);
    tcase_add_test(charts, an_interval_has_two_lines_and_a_dot);
    tcase_add_test(charts, shares_of_an_ensemble_are_bands_from_pale_to_dark);
    tcase_add_test(charts, a_band_is_parted_where_it_is_not_known);
    tcase_add_test(charts, shares_of_a_stack_fill_the_plot);
    tcase_add_test(charts, dots_that_cover_each_other_are_drawn_once);
    tcase_add_test(charts, notes_are_tied_to_events);
    tcase_add_test(charts,
                   small_multiples_share_their_scales_unless_they_are_free);
    tcase_add_test(charts, a_line_of_a_million_rows_is_a_small_drawing);
    tcase_add_test(charts, columns_are_the_points_that_are_drawn);
    return charts;
}
