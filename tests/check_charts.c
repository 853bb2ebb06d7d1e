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
        read_content(&arena, &diag, "tests/books/marks", "templates", 1);

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

    for (size_t i = 0; i < mark->path->count; i++) {
        const struct step *step = &mark->path->steps[i];
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
    ck_assert_uint_eq(line->path->count, 3);
    const struct step *steps = line->path->steps;
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
    ck_assert(bars[0]->path->steps[0].y < bars[1]->path->steps[0].y);
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
    ck_assert(bars[0]->path->steps[0].x < bars[1]->path->steps[0].x);
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
    const struct path *low = parts[0]->path, *high = other->path;
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
    ck_assert_uint_eq(find_marks(figure, MARK_STROKE, "accent", &dots, 1), 1);
    ck_assert(dots->round);
    /* Six places, each a line without length. */
    ck_assert_uint_eq(dots->path->count, 12);
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

/* The glyphs that say these words. */
static const struct mark *
find_said(const struct figure *figure, const char *words)
{
    for (size_t i = 0; i < figure->sheet->count; i++) {
        const struct mark *mark = &figure->sheet->marks[i];
        if (mark->kind == MARK_GLYPHS &&
            mark->glyphs->length == strlen(words) &&
            !memcmp(mark->glyphs->text, words, strlen(words)))
            return mark;
    }
    ck_abort_msg("nobody says '%s'", words);
    return NULL;
}

START_TEST(an_anchored_label_stands_where_it_is_put)
{
    const struct figure *figure = draw_good(
        YEARS "layers:\n"
              "  - {mark: text, x: 2028, y: 1, label: one, anchor: left}\n"
              "  - {mark: text, x: 2028, y: 1, label: two, anchor: right, "
              "right: 10, down: 4}\n"
              "  - {mark: text, x: 2028, y: 1, label: three, anchor: middle, "
              "words: accent}\n");
    const struct mark *one = find_said(figure, "one");
    const struct mark *two = find_said(figure, "two");
    const struct mark *three = find_said(figure, "three");

    ck_assert_double_eq_tol(two->x + two->glyphs->width, one->x + 10, 1e-6);
    ck_assert_double_eq_tol(two->y, one->y + 4, 1e-6);
    ck_assert_double_eq_tol(three->x + three->glyphs->width / 2, one->x, 1e-6);
    ck_assert_str_eq(three->ink->name, "accent");
    ck_assert_str_ne(one->ink->name, "accent");
}
END_TEST

START_TEST(numbers_of_an_interval_stand_on_the_side_that_is_asked_for)
{
    static const char *const sides[] = {"high", "low", "above", "below"};
    double x[COUNT(sides)], y[COUNT(sides)];

    for (size_t i = 0; i < COUNT(sides); i++) {
        const struct figure *figure = draw_good(arena_print(
            &arena,
            "%sx: {from: 0, to: 9}\ny: {scale: category}\nlayers:\n"
            "  - {mark: interval, beside: %s, values: [{name: A, low: 3, "
            "value: 5, high: 7, label: here}]}\n",
            CHART, sides[i]));
        x[i] = find_said(figure, "here")->x;
        y[i] = find_said(figure, "here")->y;
    }
    ck_assert(x[1] < x[2] && x[2] < x[0]);
    ck_assert(y[2] < y[0] && y[0] < y[3]);
    ck_assert_double_eq_tol(x[2], x[3], 1e-6);
}
END_TEST

START_TEST(a_label_without_room_gets_shorter_lines)
{
    const struct figure *figure =
        draw_good(YEARS "width: 120\nlayers:\n"
                        "  - {mark: text, x: 2028, y: 1, label: these are far "
                        "too many words for one line}\n");

    ck_assert(has_words(figure, "these") && has_words(figure, "line"));
    ck_assert(!has_words(figure, "these are far too many words for one line"));
}
END_TEST

START_TEST(panels_stand_below_each_other_on_a_phone)
{
    const struct figure *figure = draw_good(
        CHART "across: 2\npanels:\n"
              "  - {title: One, layers: [{mark: line, points: [[0, 0], [1, "
              "1]]}]}\n"
              "  - {title: Two, layers: [{mark: line, points: [[0, 0], [1, "
              "1]]}]}\n");
    const struct figure_size *phone = figure_size(figure, "phone");
    struct shaper *shaper = shaper_new(&arena, faces);
    struct figure small = *figure;

    small.sheet =
        figure->at_size(figure, &arena, shaper, phone->width, phone->height);
    ck_assert_double_eq(find_said(figure, "One")->y,
                        find_said(figure, "Two")->y);
    ck_assert_double_eq(find_said(&small, "One")->x,
                        find_said(&small, "Two")->x);
    ck_assert_double_gt(phone->height, 1.5 * figure->sheet->height);
    shaper_close(shaper);
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

#define MILLION 1000000

static void
make_million(void)
{
    static const char *const names[] = {"y", "low", "high"};
    struct series *series = TAKE_ARRAY(&arena, COUNT(names), struct series);
    struct run *run = TAKE(&arena, struct run);
    double *x = TAKE_ARRAY(&arena, MILLION, double);

    for (size_t k = 0; k < COUNT(names); k++) {
        double *y = TAKE_ARRAY(&arena, MILLION, double);
        for (size_t i = 0; i < MILLION; i++)
            y[i] = (double)(i * 7919 % 1009) + 100 * (double)k;
        series[k] = (struct series){names[k], "1", names[k], y};
    }
    for (size_t i = 0; i < MILLION; i++)
        x[i] = 2000 + (double)i * 1e-5;
    *run = (struct run){.name = "long",
                        .title = "long",
                        .rows = MILLION,
                        .time = x,
                        .series = series,
                        .series_count = COUNT(names)};
    data = (struct data){.runs = run, .run_count = 1};
}

/* A layer of a million rows, and how many steps of paths it may become: some
 * for every tenth of a point across a plot of 306, dots for 20,000 places. */
static const struct {
    const char *layer;
    size_t most;
} heavy[] = {
    {"{mark: line, series: long.y, ink: accent}", 15000},
    {"{mark: step, series: long.y, ink: accent}", 15000},
    {"{mark: area, series: long.y, ink: accent}", 30000},
    {"{mark: band, low: long.low, high: long.high, ink: accent}", 30000},
    {"{mark: stack, series: long.y, ink: accent}", 1000},
    {"{mark: bar, series: long.y, ink: accent}", 6000},
    {"{mark: interval, low: long.low, high: long.high, ink: accent}", 2000},
    {"{mark: dots, series: long.y, ink: accent, size: 0.5}", 41000},
};

START_TEST(a_layer_of_a_million_rows_is_a_small_drawing)
{
    size_t steps = 0;

    make_million();
    const struct figure *figure = draw_good(
        arena_print(&arena, "%slayers: [%s]\n", CHART, heavy[_i].layer));
    const struct sheet *sheet = figure->sheet;
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->marks[i].kind <= MARK_STROKE &&
            !strcmp(sheet->marks[i].ink->name, "accent"))
            steps += sheet->marks[i].path->count;
    ck_assert_uint_gt(steps, 50);
    ck_assert_uint_lt(steps, heavy[_i].most);
    ck_assert_uint_eq(figure->columns[0].count, MILLION);
}
END_TEST

START_TEST(a_figure_of_too_many_points_is_said)
{
    make_million();
    draw_text(CHART "layers: [{mark: line, series: long.y}, {mark: line, "
                    "series: long.y}, {mark: dots, series: long.y}]\n");
    ck_assert(was_said("more than 2000000 points in one figure"));
}
END_TEST

/* What stands for many bars reaches as far as the farthest of them did. */
START_TEST(many_bars_and_intervals_keep_their_extremes)
{
    const struct mark *bars[3000];
    double top = INFINITY, foot = -INFINITY;

    make_million();
    const struct figure *figure = draw_good(
        CHART "x: {from: 2000, to: 2010}\ny: {from: 0, to: 1008}\nlayers: "
              "[{mark: bar, series: long.y, ink: accent}]\n");
    size_t count = find_marks(figure, MARK_FILL, "accent", bars, COUNT(bars));
    for (size_t i = 0; i < count && i < COUNT(bars); i++)
        for (size_t k = 0; k < bars[i]->path->count; k++) {
            top = fmin(top, bars[i]->path->steps[k].y);
            foot = fmax(foot, bars[i]->path->steps[k].y);
        }
    ck_assert_uint_gt(count, 400);
    ck_assert_uint_le(count, 2 * 306 * 2);
    ck_assert_double_gt(foot - top, 0.7 * figure->sheet->height);
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

/* Along an axis of years numbers are dates, whichever way the bars lie. */
START_TEST(columns_along_years_are_dates_with_names_of_one_line)
{
    const struct figure *figure = draw_good(
        CHART "x: {scale: year}\ny: {scale: category}\nlayers:\n"
              "  - {mark: interval, label: \"A\\nB\", values: [{name: C, low: "
              "2027, value: 2028, high: 2030}]}\n");

    ck_assert_uint_eq(figure->column_count, 4);
    ck_assert_str_eq(figure->columns[1].name, "A B, value");
    for (size_t i = 1; i < 4; i++)
        ck_assert_str_eq(figure->columns[i].unit, "yr AD");
    figure =
        draw_good(CHART "x: {scale: year}\nlayers:\n"
                        "  - {mark: line, points: [[2026, 5], [2027, 6]]}\n");
    ck_assert_str_eq(figure->columns[0].unit, "yr AD");
    ck_assert_ptr_null(figure->columns[1].unit);
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
    tcase_add_loop_test(charts, a_layer_of_a_million_rows_is_a_small_drawing, 0,
                        (int)COUNT(heavy));
    tcase_add_test(charts, an_anchored_label_stands_where_it_is_put);
    tcase_add_test(charts,
                   numbers_of_an_interval_stand_on_the_side_that_is_asked_for);
    tcase_add_test(charts, a_label_without_room_gets_shorter_lines);
    tcase_add_test(charts, panels_stand_below_each_other_on_a_phone);
    tcase_add_test(charts, a_figure_of_too_many_points_is_said);
    tcase_add_test(charts, many_bars_and_intervals_keep_their_extremes);
    tcase_add_test(charts, columns_are_the_points_that_are_drawn);
    tcase_add_test(charts,
                   columns_along_years_are_dates_with_names_of_one_line);
    return charts;
}
