/* check_drawings.c: figures, drawn from descriptions, and the faults of their
 * authors. */
#include "drawn.h"
#include "suites.h"

#include <string.h>

START_TEST(a_book_without_a_palette_is_drawn_in_black)
{
    struct tree tree = {0};
    const struct palette *plain = draw_palette(&arena, &diag, &tree);

    ck_assert(was_said("no ink named 'ink'"));
    ck_assert_str_eq(plain->inks[0].name, "ink");
    palette = plain;
    ck_assert_ptr_nonnull(
        draw_text("kind: diagram\nalt: a\nnodes: [{id: a, text: A, column: 1, "
                  "row: 1}]\n")
            ->sheet);
}
END_TEST

#define LINES "kind: chart\nalt: a\nx: {from: 2026, to: 2030}\n"

static const struct {
    const char *yaml, *said;
} faults[] = {
    {"alt: a\n", "'kind' is missing here"},
    {"kind: chrat\nalt: a\n",
     "no kind of figure named 'chrat', did you mean 'chart'?"},
    {"kind: pie\nalt: a\n", "known are 'chart', 'diagram', 'spiral'"},
    {LINES "layer: []\nlayers: [{mark: rule, y: 0}]\n",
     "unknown key 'layer' in a figure of kind 'chart', did you mean 'layers'?"},
    {LINES, "a figure of this kind needs 'layers'"},
    {LINES "layers: 5\n", "'layers' must be a list"},
    {LINES "layers: [a]\n", "each entry of 'layers' must be a map"},
    {LINES "layers: [{mark: lime, series: central.s}]\n",
     "no mark named 'lime', did you mean 'line'?"},
    {LINES "layers: [{mark: line}]\n",
     "data is missing here: 'series', 'table' or 'points'"},
    {LINES "layers: [{mark: line, series: s}]\n",
     "'s' is not of the form run.series"},
    {LINES "layers: [{mark: line, series: centrel.s}]\n",
     "no run named 'centrel', did you mean 'central'?"},
    {LINES "layers: [{mark: line, series: central.S_oon}]\n",
     "no series of run 'central' named 'S_oon', did you mean 'S_oom'?"},
    {LINES "layers: [{mark: line, series: central.s, ink: acent}]\n",
     "no ink named 'acent', did you mean 'accent'?"},
    {LINES "layers: [{mark: line, series: central.s, colour: red}]\n",
     "unknown key 'colour' in a layer of mark 'line'"},
    {LINES "layers: [{mark: marker, series: central.s, at: central.agu}]\n",
     "did you mean 'agi'?"},
    {LINES "layers: [{mark: rule, y: 0, label: \"{{ central.x }}\"}]\n", "'x'"},
    {LINES "layers: [{mark: rule, y: high}]\n", "'y' must be a number"},
    {LINES "layers: [{mark: rule, y: 1e300}]\n", "too large to draw"},
    {LINES "layers: [{mark: rule, y: 0}]\ny: {scale: lag}\n",
     "no scale named 'lag', did you mean 'log'?"},
    {LINES "layers: [{mark: rule, y: 1}]\ny: {scale: log, from: 0, to: 1}\n",
     "a log scale goes from and to numbers above 0"},
    {LINES "layers: [{mark: rule, y: 1}]\ny: {from: 2, to: 1}\n",
     "'from' of an axis must be less than 'to'"},
    {LINES "layers: [{mark: rule, y: 1}]\ny: {ticks: 3}\n",
     "'ticks' must be a list of at most"},
    {LINES "layers: [{mark: rule, y: 1}]\ny: {ticks: [x]}\n",
     "'ticks' must be a number"},
    {LINES "layers: [{mark: rule, y: 1}]\ny: 3\n", "'y' must be a map"},
    {"kind: diagram\nalt: a\n", "a figure of this kind needs 'nodes'"},
    {"kind: diagram\nalt: a\nnodes: [{id: a, text: A, column: 1, row: 1}]\n"
     "arrows: [{from: a, to: b}]\n",
     "no node named 'b', did you mean 'a'?"},
    {"kind: diagram\nalt: a\nnodes: [{id: a, text: A, column: 1, row: 1}]\n"
     "arrows: [{from: a, to: a}]\n",
     "an arrow must lead to another node"},
    {"kind: spiral\nalt: a\n", "'run' is missing here"},
    {"kind: spiral\nalt: a\nrun: spiral\nhistory: central\n",
     "'software' is missing here"},
};

START_TEST(every_fault_is_said_and_leaves_a_gap)
{
    const struct figure *figure = draw_text(faults[_i].yaml);

    ck_assert_msg(was_said(faults[_i].said), "never said: %s", faults[_i].said);
    ck_assert_ptr_nonnull(diag.first->place.file);
    ck_assert_ptr_nonnull(figure->sheet);
    ck_assert_int_eq(figure->parts, 0);
    /* A dashed frame first, then the message. */
    ck_assert(figure->sheet->marks[0].dash[0] > 0);
    ck_assert_int_eq(figure->sheet->marks[2].kind, MARK_GLYPHS);
    check_bounds("gap", figure->sheet);
}
END_TEST

START_TEST(a_figure_keeps_within_sane_sizes)
{
    const struct figure *figure =
        draw_text(LINES "width: 1e9\nheight: 1\n"
                        "layers: [{mark: line, series: central.s}]\n");

    ck_assert(was_said("'width' is kept between 50 and 2000"));
    ck_assert(was_said("'height' is kept between 50 and 2000"));
    ck_assert_int_eq(diag.errors, 0);
    ck_assert(figure->sheet->width == 2000 && figure->sheet->height == 50);
}
END_TEST

START_TEST(a_flow_to_the_right_runs_down_where_it_is_narrow)
{
    const struct figure *figure =
        draw_text("kind: diagram\nalt: a\ncolumns: 4\nrows: 1\nnodes:\n"
                  "  - {id: a, text: First thing, column: 1, row: 1}\n"
                  "  - {id: b, text: Second thing, column: 2, row: 1}\n"
                  "  - {id: c, text: Third thing, column: 3, row: 1}\n"
                  "  - {id: d, text: Fourth thing, column: 4, row: 1}\n"
                  "arrows: [{from: a, to: b}]\n");
    const struct figure_size *phone = figure_size(figure, "phone");
    struct shaper *shaper = shaper_new(&arena, faces);
    const struct sheet *wide = figure->sheet;
    const struct sheet *tall =
        figure->at_size(figure, &arena, shaper, phone->width, phone->height);
    const struct mark *rows[2] = {&wide->marks[wide->count - 1],
                                  &tall->marks[tall->count - 1]};

    /* The last words are the fourth thing's. */
    ck_assert_double_gt(rows[0]->x, 0.7 * wide->width);
    ck_assert_double_gt(rows[1]->y, 0.7 * tall->height);
    ck_assert_double_lt(rows[1]->x, 0.5 * tall->width);
    ck_assert_double_gt(phone->height, wide->height);
    shaper_close(shaper);
}
END_TEST

START_TEST(a_figure_without_alt_text_is_an_error)
{
    const struct figure *figure =
        draw_text("kind: chart\ntitle: T\nx: {from: 2026, to: 2030}\n"
                  "layers: [{mark: line, series: central.s}]\n");

    ck_assert(was_said("'alt' is missing here"));
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_str_eq(figure->alt, "T");
}
END_TEST

START_TEST(an_event_that_never_comes_is_left_out)
{
    const struct figure *with =
        draw_text(LINES "layers: [{mark: line, series: central.s}, {mark: "
                        "marker, series: central.s, at: central.agi, label: "
                        "here}]\n");
    const struct figure *without =
        draw_text(LINES "layers: [{mark: line, series: central.s}, {mark: "
                        "marker, series: central.s, at: central.never, label: "
                        "here}]\ncolumns: [{at: central.never, label: n}]\n");

    ck_assert_int_eq(diag.errors, 0);
    ck_assert_ptr_nonnull(strstr(trace_sheet(with->sheet), "here"));
    ck_assert_ptr_null(strstr(trace_sheet(without->sheet), "here"));
}
END_TEST

START_TEST(values_are_filled_into_labels)
{
    const struct figure *figure =
        draw_text(LINES "layers: [{mark: line, series: central.s, label: "
                        "\"since {{ central.agi | year }}\"}]\n");

    ck_assert_int_eq(diag.errors, 0);
    ck_assert_ptr_nonnull(strstr(trace_sheet(figure->sheet), "since 2029"));
    ck_assert_uint_eq(figure->run_count, 1);
    ck_assert_str_eq(figure->runs[0], "central");
}
END_TEST

START_TEST(too_many_line_labels_leave_out_the_last)
{
    struct text text = text_new(&arena);

    text_add(&text, LINES "height: 60\nlayers:\n");
    for (int i = 0; i < 12; i++)
        text_print(&text,
                   "  - {mark: line, series: central.s, label: line %d}\n", i);
    const struct figure *figure = draw_text(text.at);
    ck_assert(was_said("no room for the label"));
    ck_assert_int_eq(diag.errors, 0);
    check_words_apart("x", figure->sheet);
}
END_TEST

START_TEST(a_figure_lists_the_numbers_that_it_shows)
{
    const struct figure *figure =
        draw_text(LINES "layers: [{mark: line, series: central.s}, {mark: "
                        "line, series: demand.k}]\n");

    ck_assert_uint_eq(figure->column_count, 3);
    ck_assert_str_eq(figure->columns[0].name, "central.time");
    ck_assert_str_eq(figure->columns[1].name, "central.s");
    ck_assert_str_eq(figure->columns[2].name, "demand.k");
    ck_assert_uint_eq(figure->columns[0].count, 4 * 128 + 1);
    ck_assert_double_eq(figure->columns[0].at[0], 2026);
    ck_assert_str_eq(figure->source, "model of this book, central run; demand "
                                     "run");
}
END_TEST

START_TEST(figures_do_not_depend_on_the_number_of_threads)
{
    struct tree tree = read_figures();
    const struct figures *one = draw_tree(&tree, 1),
                         *many = draw_tree(&tree, 7);

    ck_assert_uint_eq(one->count, many->count);
    for (size_t i = 0; i < one->count; i++) {
        ck_assert(key_same(one->at[i].key, many->at[i].key));
        if (one->at[i].sheet)
            ck_assert_str_eq(trace_sheet(one->at[i].sheet),
                             trace_sheet(many->at[i].sheet));
    }
}
END_TEST

START_TEST(a_figure_has_a_new_key_when_its_numbers_or_inks_change)
{
    const char *text = LINES "layers: [{mark: line, series: central.s}]\n";
    struct key first = draw_text(text)->key, again = draw_text(text)->key;
    struct run runs[4];
    struct data other = {.runs = runs, .run_count = 4}, kept = data;

    ck_assert(key_same(first, again));
    memcpy(runs, data.runs, sizeof runs);
    runs[0].key.low++;
    data = other;
    ck_assert(!key_same(draw_text(text)->key, first));
    data = kept;
    palette = read_palette("ink: {screen: \"#111111\", dark: \"#eeeeee\", "
                           "press: [0, 0, 0, 100]}");
    ck_assert(!key_same(draw_text(text)->key, first));
}
END_TEST

TCase *
case_drawings(void)
{
    TCase *drawings = tcase_create("drawings");

    tcase_add_checked_fixture(drawings, begin_drawing, end_test);
    tcase_set_timeout(drawings, 60);
    tcase_add_test(drawings, a_book_without_a_palette_is_drawn_in_black);
    tcase_add_loop_test(drawings, every_fault_is_said_and_leaves_a_gap, 0,
                        (int)COUNT(faults));
    tcase_add_test(drawings, a_figure_keeps_within_sane_sizes);
    tcase_add_test(drawings, a_flow_to_the_right_runs_down_where_it_is_narrow);
    tcase_add_test(drawings, a_figure_without_alt_text_is_an_error);
    tcase_add_test(drawings, an_event_that_never_comes_is_left_out);
    tcase_add_test(drawings, values_are_filled_into_labels);
    tcase_add_test(drawings, too_many_line_labels_leave_out_the_last);
    tcase_add_test(drawings, a_figure_lists_the_numbers_that_it_shows);
    tcase_add_test(drawings, figures_do_not_depend_on_the_number_of_threads);
    tcase_add_test(drawings,
                   a_figure_has_a_new_key_when_its_numbers_or_inks_change);
    return drawings;
}
