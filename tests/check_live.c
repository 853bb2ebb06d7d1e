/* check_live.c: charts that readers of a page move: the plan as bytes draws
 * what is printed, and follows other numbers. */
#include "drawn.h"
#include "suites.h"

#include <string.h>

#define MOVED                                                                  \
    "kind: chart\nalt: a\nlive: [r0]\nx: {from: 2022, to: 2034}\n"             \
    "y: {from: -2, to: 15, format: power, ticks: [0, 3, 15]}\n"                \
    "columns:\n"                                                               \
    "  - {at: central.agi, label: '{{ central.agi | year }}', ink: accent}\n"  \
    "layers:\n"                                                                \
    "  - {mark: band, bands: wall.S_oom, ink: accent}\n"                       \
    "  - {mark: line, series: central.S_oom, label: Software, history: 2026,"  \
    " ink: accent}\n"                                                          \
    "  - {mark: marker, series: central.S_oom, at: central.agi,"               \
    " label: 'AGI {{ central.agi | month }}', ink: ink}\n"                     \
    "inset: {x: {from: 2022, to: 2028}, y: {from: 0, to: 9, ticks: [0, 9]},"   \
    " layers: [{mark: line, series: central.k, ink: ink}]}\n"

/* The made-up runs, and a central run that has a symbol. */
static void
begin_live(void)
{
    static const struct parameter symbol = {.name = "r0", .value = 1.7};

    begin_drawing();
    struct run *runs = TAKE_ARRAY(&arena, data.run_count, struct run);
    memcpy(runs, data.runs, data.run_count * sizeof *runs);
    for (size_t i = 0; i < data.run_count; i++)
        if (!strcmp(runs[i].name, "central")) {
            runs[i].parameters = &symbol;
            runs[i].parameter_count = 1;
        }
    data.runs = runs;
}

static const struct sheet *
draw_bytes(struct bytes bytes, const struct data *numbers)
{
    struct palette *names = TAKE(&arena, struct palette);
    struct shaper *shaper = shaper_new(&arena, faces);
    const struct sheet *sheet =
        sketch_draw(&arena, bytes, numbers, shaper, 306, 190, names);

    shaper_close(shaper);
    ck_assert_uint_eq(names->count, palette->count);
    return sheet;
}

START_TEST(the_kept_plan_draws_what_is_printed)
{
    const struct figure *figure = draw_text(MOVED);

    ck_assert_int_eq(diag.errors, 0);
    ck_assert_uint_eq(figure->symbol_count, 1);
    ck_assert_uint_gt(figure->live.length, 0);
    ck_assert_str_eq(trace_sheet(draw_bytes(figure->live, &data)),
                     trace_sheet(figure->sheet));
}
END_TEST

START_TEST(other_numbers_move_curves_columns_and_words)
{
    const struct figure *figure = draw_text(MOVED);
    struct run *runs = TAKE_ARRAY(&arena, data.run_count, struct run);
    struct data moved = {.runs = runs, .run_count = data.run_count};

    memcpy(runs, data.runs, data.run_count * sizeof *runs);
    for (size_t i = 0; i < moved.run_count; i++) {
        struct quantity *late =
            TAKE_ARRAY(&arena, runs[i].quantity_count, struct quantity);
        for (size_t j = 0; j < runs[i].quantity_count; j++) {
            late[j] = runs[i].quantities[j];
            if (!strcmp(late[j].name, "agi"))
                late[j].value = 2033.5;
        }
        runs[i].quantities = late;
    }
    const char *trace = trace_sheet(draw_bytes(figure->live, &moved));
    ck_assert_ptr_nonnull(strstr(trace, "AGI July 2033"));
    ck_assert_ptr_nonnull(strstr(trace, "\"2033\""));
}
END_TEST

START_TEST(layers_of_a_run_that_is_not_there_are_left_out)
{
    const struct figure *figure = draw_text(MOVED);
    const struct run *central = data_run(&data, "central");
    struct data alone = {.runs = central, .run_count = 1};
    const char *trace = trace_sheet(draw_bytes(figure->live, &alone));

    ck_assert_ptr_nonnull(strstr(trace, "Software"));
    ck_assert_uint_lt(strlen(trace), strlen(trace_sheet(figure->sheet)));
}
END_TEST

START_TEST(cut_bytes_draw_nothing)
{
    const struct figure *figure = draw_text(MOVED);
    struct bytes cut = figure->live;

    while (cut.length > 400) {
        cut.length -= 97;
        struct palette names;
        struct shaper *shaper = shaper_new(&arena, faces);
        /* A copy of its own, so that a look beyond its end is noticed. */
        struct bytes own = {arena_copy(&arena, cut.at, cut.length), cut.length};
        const struct sheet *sheet =
            sketch_draw(&arena, own, &data, shaper, 306, 190, &names);
        shaper_close(shaper);
        ck_assert_uint_eq(sheet->count, 0);
    }
}
END_TEST

START_TEST(a_chart_that_pages_cannot_draw_is_left_as_it_is)
{
    const struct figure *figure = draw_text(
        "kind: chart\nalt: a\nlive: [r0]\nlayers: [{mark: bar, values: "
        "[{name: a, value: 1}], ink: ink}]\n");

    ck_assert_uint_eq(figure->live.length, 0);
    ck_assert(was_said("leaving this one as it is"));
}
END_TEST

START_TEST(a_chart_with_a_symlog_scale_or_an_area_is_left_as_it_is)
{
    const struct figure *bent =
        draw_text("kind: chart\nalt: a\nlive: [r0]\ny: {scale: symlog}\n"
                  "layers: [{mark: line, series: central.s, ink: ink}]\n");
    const struct figure *filled =
        draw_text("kind: chart\nalt: a\nlive: [r0]\n"
                  "layers: [{mark: area, series: central.s, ink: ink}]\n");

    ck_assert_uint_eq(bent->live.length, 0);
    ck_assert_uint_eq(filled->live.length, 0);
    ck_assert(was_said("leaving this one as it is"));
}
END_TEST

/* The page has neither what measures them nor what chooses ticks. */
START_TEST(a_chart_needs_ends_ticks_and_what_pages_know)
{
    static const char *const lacking[][2] = {
        {"y: {from: -2, to: 15,", "y: {from: -2,"},
        {"ticks: [0, 3, 15]}", "}"},
        {"x: {from: 2022, to: 2034}", "x: {from: 2022, to: 2024}"},
        {"format: power", "format: si"},
        {"central.agi | year", "central.burnout | year"}};

    static const char moved[] = MOVED;
    for (size_t i = 0; i < COUNT(lacking); i++) {
        const char *at = strstr(moved, lacking[i][0]);
        ck_assert_ptr_nonnull(at);
        const struct figure *figure =
            draw_text(arena_print(&arena, "%.*s%s%s", (int)(at - moved), moved,
                                  lacking[i][1], at + strlen(lacking[i][0])));
        ck_assert_uint_eq(figure->live.length, 0);
    }
}
END_TEST

START_TEST(an_unknown_symbol_is_said)
{
    draw_text("kind: chart\nalt: a\nlive: [r9]\nlayers: [{mark: line, "
              "series: central.s, ink: ink}]\n");

    ck_assert(was_said("no symbol of the curve named 'r9', did you mean"));
}
END_TEST

START_TEST(a_list_of_marks_has_every_number_of_the_sheet)
{
    struct sheet *sheet = sheet_new(&arena, 10, 10);
    struct list list = {.arena = &arena, .words = text_new(&arena)};
    const struct ink *second = &palette->inks[1];
    static const float wanted[] = {'F', 1, 1,   0, 13, 'M', 1, 2, 'L',
                                   4,   2, 'L', 4, 6,  'L', 1, 6, 'Z'};

    sheet_rectangle(sheet, 1, 2, 3, 4, second);
    sheet_list(&list, sheet, palette);
    ck_assert_uint_eq(list.count, COUNT(wanted));
    for (size_t i = 0; i < COUNT(wanted); i++)
        ck_assert_double_eq((double)list.numbers[i], (double)wanted[i]);
}
END_TEST

TCase *
case_live(void)
{
    TCase *tests = tcase_create("live");

    tcase_add_checked_fixture(tests, begin_live, end_test);
    tcase_add_test(tests, the_kept_plan_draws_what_is_printed);
    tcase_add_test(tests, other_numbers_move_curves_columns_and_words);
    tcase_add_test(tests, layers_of_a_run_that_is_not_there_are_left_out);
    tcase_add_test(tests, cut_bytes_draw_nothing);
    tcase_add_test(tests, a_chart_that_pages_cannot_draw_is_left_as_it_is);
    tcase_add_test(tests,
                   a_chart_with_a_symlog_scale_or_an_area_is_left_as_it_is);
    tcase_add_test(tests, a_chart_needs_ends_ticks_and_what_pages_know);
    tcase_add_test(tests, an_unknown_symbol_is_said);
    tcase_add_test(tests, a_list_of_marks_has_every_number_of_the_sheet);
    return tests;
}
