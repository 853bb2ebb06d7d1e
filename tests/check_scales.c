/* check_scales.c: scales, their ticks, and labels that look for a place. */
#include "drawn.h"
#include "suites.h"

#include <math.h>
#include <string.h>

START_TEST(every_scale_finds_its_values_back)
{
    const struct scale scales[] = {{SCALE_LINEAR, -4, 17, 10, 200, 0},
                                   {SCALE_LOG, 0.01, 5000, 200, 3, 0},
                                   {SCALE_SYMLOG, -900, 70, 0, 90, 10},
                                   {SCALE_YEAR, 2026, 2031, 0, 9, 0},
                                   {SCALE_CATEGORY, -0.5, 6.5, 0, 70, 0}};

    for (size_t i = 0; i < COUNT(scales); i++)
        for (int step = 0; step <= 20; step++) {
            const struct scale *scale = &scales[i];
            double place =
                scale->start + (scale->end - scale->start) * step / 20;
            double value = scale_value(scale, place);
            ck_assert_double_eq_tol(scale_at(scale, value), place, 1e-9);
        }
    ck_assert_double_eq_tol(scale_at(&scales[4], 0), 5, 1e-9);
    ck_assert_double_eq_tol(scale_at(&scales[4], 6), 65, 1e-9);
}
END_TEST

START_TEST(a_symlog_scale_is_linear_within_and_logarithmic_beyond)
{
    struct scale scale = {SCALE_SYMLOG, -1000, 1000, 0, 6, 10};

    ck_assert_double_eq_tol(scale_at(&scale, 0), 3, 1e-9);
    ck_assert_double_eq_tol(scale_at(&scale, 5), 3.5, 1e-9);
    ck_assert_double_eq_tol(scale_at(&scale, 100), 5, 1e-9);
    ck_assert_double_eq_tol(scale_at(&scale, -10), 2, 1e-9);
}
END_TEST

/* The ticks as texts with blanks between them. */
static const char *
say_ticks(const struct scale *scale, double wanted, enum tick_format format)
{
    struct text text = text_new(&arena);
    double ticks[MOST_TICKS];
    size_t count = scale_ticks(scale, wanted, ticks);

    for (size_t i = 0; i < count; i++) {
        bool even = scale->kind == SCALE_LINEAR || scale->kind == SCALE_YEAR;
        double step = even ? ticks[1] - ticks[0] : fmax(fabs(ticks[i]), 1);
        text_print(&text, "%s%s", i ? " " : "",
                   tick_text(&arena, NULL, format, ticks[i], step));
    }
    return text.at;
}

START_TEST(each_kind_of_scale_has_ticks_of_its_own)
{
    static const struct {
        struct scale scale;
        double wanted;
        enum tick_format format;
        const char *ticks;
    } cases[] = {
        {{SCALE_LINEAR, 0, 1, 0, 1, 0}, 5, TICK_PERCENT, "0% 25% 50% 75% 100%"},
        {{SCALE_LINEAR, -3, 7.4, 0, 1, 0},
         5,
         TICK_PLAIN,
         "\xe2\x88\x92"
         "2 0 2 4 6"},
        {{SCALE_LINEAR, 0, 34e3, 0, 1, 0},
         4,
         TICK_PLAIN,
         "0 10,000 20,000 30,000"},
        {{SCALE_LOG, 1, 1e6, 0, 1, 0}, 8, TICK_SI, "1 10 100 1k 10k 100k 1M"},
        {{SCALE_LOG, 1, 1e6, 0, 1, 0}, 4, TICK_SI, "1 100 10k 1M"},
        {{SCALE_LOG, 3, 90, 0, 1, 0}, 6, TICK_PLAIN, "5 10 20 50"},
        {{SCALE_SYMLOG, -50, 2000, 0, 1, 1},
         8,
         TICK_PLAIN,
         "\xe2\x88\x92"
         "10 \xe2\x88\x92"
         "1 0 1 10 100 1,000"},
        {{SCALE_YEAR, 2022, 2036, 0, 1, 0},
         7,
         TICK_YEAR,
         "2022 2024 2026 2028 2030 2032 2034 2036"},
        {{SCALE_YEAR, 2022.4, 2036, 0, 1, 0}, 3, TICK_YEAR, "2025 2030 2035"},
        {{SCALE_YEAR, 2026, 2027, 0, 1, 0},
         4,
         TICK_YEAR,
         "2026 Apr Jul Oct 2027"},
    };

    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_str_eq(
            say_ticks(&cases[i].scale, cases[i].wanted, cases[i].format),
            cases[i].ticks);
}
END_TEST

START_TEST(ticks_are_written_as_the_language_has_them)
{
    static const struct {
        const char *language;
        enum tick_format format;
        double value, step;
        const char *words;
    } cases[] = {
        {"de", TICK_PLAIN, 0.25, 0.25, "0,25"},
        {"de", TICK_PLAIN, 12000, 1000, "12.000"},
        {"de", TICK_WORDS, 5e6, 1e6, "5 Millionen"},
        {"de", TICK_YEAR, 2026 + 2.0 / 12, 1.0 / 12, "Mär"},
        {"fr", TICK_PLAIN, 12000, 1000, "12\u202f000"},
        {"fr", TICK_YEAR, 2026 + 5.0 / 12, 1.0 / 12, "juin"},
        {"fr", TICK_YEAR, 2026 + 6.0 / 12, 1.0 / 12, "juil"},
        {"fr", TICK_YEAR, 2026, 1.0 / 12, "2026"},
        {"eo", TICK_PLAIN, 1234.5, 0.5, "1,234.5"},
    };

    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_str_eq(tick_text(&arena, cases[i].language, cases[i].format,
                                   cases[i].value, cases[i].step),
                         cases[i].words);
}
END_TEST

START_TEST(ticks_have_many_ways_to_be_written)
{
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_PLAIN, 0.25, 0.25), "0.25");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_SI, 12e6, 1e6), "12M");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_SI, 2.5e9, 5e8), "2.5G");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_WORDS, 5e6, 1e6),
                     "5 million");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_WORDS, 3e12, 1e12),
                     "3 trillion");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_MONEY, 5e11, 1e11), "$500bn");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_MONEY, -2e6, 1e6),
                     "\xe2\x88\x92$2m");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_SIGNED, 0.5, 0.5), "+0.5");
    ck_assert_str_eq(tick_text(&arena, NULL, TICK_SIGNED, 0, 0.5), "0.0");
    ck_assert_str_eq(
        tick_text(&arena, NULL, TICK_YEAR, 2027.0 + 7.0 / 12, 1.0 / 12), "Aug");
}
END_TEST

START_TEST(a_scale_without_sense_has_no_ticks)
{
    const struct scale scales[] = {{SCALE_LOG, 0, 10, 0, 9, 0},
                                   {SCALE_LOG, 1e-320, 1e15, 0, 9, 0},
                                   {SCALE_LOG, 10, 1, 0, 9, 0},
                                   {SCALE_YEAR, NAN, 2030, 0, 9, 0}};
    double ticks[MOST_TICKS];

    for (size_t i = 0; i < COUNT(scales); i++) {
        ck_assert_uint_eq(scale_ticks(&scales[i], 5, ticks), 0);
        ck_assert_uint_eq(scale_minor(&scales[i], ticks, MOST_TICKS), 0);
    }
}
END_TEST

static struct canvas
make_canvas(double width, double height)
{
    struct shaper *shaper = shaper_new(&arena, faces);

    return (struct canvas){.arena = &arena,
                           .diag = &diag,
                           .shaper = shaper,
                           .palette = palette,
                           .sheet = sheet_new(&arena, width, height)};
}

START_TEST(flags_at_the_right_edge_turn_to_the_left)
{
    struct canvas canvas = make_canvas(200, 120);
    const struct ink *ink = &palette->inks[0];
    struct band at[] = {{1, "first", "January 2026", ink, ink, NULL},
                        {8, "second", "June 2029", ink, ink, NULL},
                        {9, "third", "July 2030", ink, ink, NULL}};
    struct bands bands = {at, COUNT(at)};
    struct plot plot = {.box = {20, 60, 190, 110},
                        .x = {SCALE_LINEAR, 0, 10, 20, 190, 0}};

    ck_assert_double_gt(bands_head(&canvas, &bands, &plot), 10);
    bands_draw(&canvas, &bands, &plot);
    ck_assert_int_eq(diag.warnings, 0);
    check_words_apart("flags", canvas.sheet);
    check_bounds("flags", canvas.sheet);
    shaper_close(canvas.shaper);
}
END_TEST

static struct tag
make_tag(const char *text, double x, double y, int rank)
{
    return (struct tag){.text = text,
                        .face = FACE_SANS,
                        .size = 7,
                        .ink = &palette->inks[0],
                        .x = x,
                        .y = y,
                        .clear = 3,
                        .rank = rank};
}

START_TEST(a_crowd_of_labels_finds_places_or_is_said)
{
    struct canvas canvas = make_canvas(200, 100);
    struct labels labels = {.arena = &arena, .bounds = {0, 0, 200, 100}};

    for (int i = 0; i < 60; i++) {
        struct tag tag = make_tag("a label here", 90 + i % 7, 45 + i % 5, 0);
        labels_add(&labels, &tag);
    }
    size_t drawn = labels_draw(&canvas, &labels);
    ck_assert_uint_ge(drawn, 12);
    ck_assert_uint_eq(drawn + (size_t)diag.warnings, 60);
    ck_assert(was_said("no room for the label 'a label here'"));
    check_words_apart("crowd", canvas.sheet);
    check_bounds("crowd", canvas.sheet);
    shaper_close(canvas.shaper);
}
END_TEST

START_TEST(labels_keep_off_lines_and_make_room_for_each_other)
{
    struct canvas canvas = make_canvas(120, 60);
    struct labels labels = {.arena = &arena, .bounds = {0, 0, 120, 60}};
    struct tag first = make_tag("first of two", 60, 30, 0);
    struct tag second = make_tag("second of two", 60, 30, 1);

    labels_take_line(&labels, 0, 30, 120, 30, 1);
    labels_add(&labels, &second);
    labels_add(&labels, &first);
    ck_assert_str_eq(labels.waiting[0].text, "first of two");
    ck_assert_uint_eq(labels_draw(&canvas, &labels), 2);
    for (size_t i = 0; i < labels.count; i++)
        ck_assert(!box_crossed(labels.taken[i], 0, 30, 120, 30));
    check_words_apart("two", canvas.sheet);
    shaper_close(canvas.shaper);
}
END_TEST

START_TEST(a_box_knows_which_lines_cross_it)
{
    struct box box = {10, 10, 20, 20};

    ck_assert(box_crossed(box, 0, 15, 30, 15));
    ck_assert(box_crossed(box, 15, 12, 16, 18));
    ck_assert(box_crossed(box, 5, 5, 25, 25));
    ck_assert(!box_crossed(box, 0, 10, 30, 10));
    ck_assert(!box_crossed(box, 0, 12, 8, 30));
    ck_assert(!box_crossed(box, 25, 0, 25, 30));
    ck_assert(!box_crossed(box, 0, 0, 9, 9));
}
END_TEST

TCase *
case_scales(void)
{
    TCase *scales = tcase_create("scales");

    tcase_add_checked_fixture(scales, begin_drawing, end_test);
    tcase_add_test(scales, every_scale_finds_its_values_back);
    tcase_add_test(scales,
                   a_symlog_scale_is_linear_within_and_logarithmic_beyond);
    tcase_add_test(scales, each_kind_of_scale_has_ticks_of_its_own);
    tcase_add_test(scales, ticks_are_written_as_the_language_has_them);
    tcase_add_test(scales, ticks_have_many_ways_to_be_written);
    tcase_add_test(scales, a_scale_without_sense_has_no_ticks);
    tcase_add_test(scales, flags_at_the_right_edge_turn_to_the_left);
    tcase_add_test(scales, a_crowd_of_labels_finds_places_or_is_said);
    tcase_add_test(scales, labels_keep_off_lines_and_make_room_for_each_other);
    tcase_add_test(scales, a_box_knows_which_lines_cross_it);
    return scales;
}
