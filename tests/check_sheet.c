/* check_sheet.c: marks are recorded in order, and traced as text. */
#include <string.h>

#include "sheet/sheet.h"
#include "suites.h"

static const struct ink black = {.name = "ink", .cmyk = {0, 0, 0, 1}};
static const struct ink blue = {
    .name = "blue", .rgb = {0, 0, 1}, .cmyk = {1, 1, 0, 0}};
static struct arena arena;

static void
close_all(void)
{
    arena_close(&arena);
}

/* Glyphs that no face has shaped: a trace only needs their words. */
static const struct glyphs *
say(enum face_name face, const char *words)
{
    struct glyphs *glyphs = TAKE(&arena, struct glyphs);

    glyphs->style = (struct style){.face = face, .size = 10.5};
    glyphs->text = words;
    glyphs->length = strlen(words);
    return glyphs;
}

static const char *
trace(const struct sheet *sheet)
{
    struct text text = text_new(&arena);

    sheet_trace(&text, sheet);
    return text.at;
}

START_TEST(glyphs_are_traced_with_their_words)
{
    struct sheet *sheet = sheet_new(&arena, 100, 100);

    sheet_glyphs(sheet, 42.5, 100.251, say(FACE_TEXT_ITALIC, "a \"word\""),
                 &black);
    struct mark *mark =
        sheet_glyphs(sheet, -0.001, 7, say(FACE_SANS, "-"), &blue);
    mark->soft_hyphen = true;
    mark->turn = -90;
    ck_assert_str_eq(
        trace(sheet),
        "glyphs 42.50 100.25 text-italic 10.5 ink \"a \\\"word\\\"\"\n"
        "glyphs 0.00 7.00 sans 10.5 blue turn -90 soft-hyphen \"-\"\n");
}
END_TEST

START_TEST(paths_are_traced_with_box_and_steps)
{
    struct sheet *sheet = sheet_new(&arena, 100, 100);
    struct path circle = path_new(&arena);

    sheet_rectangle(sheet, 10, 20, 30, 5, &blue)->opacity = 0.5;
    struct mark *line = sheet_line(sheet, 5, 9, 1, 2, &black, 0.25);
    line->dash[0] = line->dash[1] = 2;
    line->round = true;
    path_circle(&circle, 50, 50, 10);
    sheet_fill(sheet, circle, &black)->even_odd = true;
    ck_assert_str_eq(
        trace(sheet),
        "fill 10.00 20.00 40.00 25.00 steps 5 blue opacity 0.50\n"
        "stroke 1.00 2.00 5.00 9.00 steps 2 ink width 0.25 dash 2.00 2.00 "
        "round\n"
        "fill 40.00 40.00 60.00 60.00 steps 10 ink even-odd\n");
}
END_TEST

START_TEST(sheets_within_sheets_are_indented)
{
    struct sheet *inner = sheet_new(&arena, 20, 10);
    struct sheet *sheet = sheet_new(&arena, 100, 100);
    struct path path = path_new(&arena);

    path_rectangle(&path, 0, 0, 9, 9);
    sheet_clip(inner, path);
    sheet_rectangle(inner, 0, 0, 20, 10, &black);
    sheet_unclip(inner);
    sheet_place(sheet, 7, 8, inner, 0.5);
    sheet_link(sheet, 1, 2, 3, 4, "#there", "there");
    sheet_image(sheet, 1, 2, 3, 4, "photo.png", NULL);
    ck_assert_str_eq(trace(sheet),
                     "sheet 7.00 8.00 10.00 5.00 scale 0.5000\n"
                     "  clip 0.00 0.00 9.00 9.00 steps 5\n"
                     "  fill 0.00 0.00 20.00 10.00 steps 5 ink\n"
                     "  unclip\n"
                     "link 1.00 2.00 3.00 4.00 \"#there\" \"there\"\n"
                     "image 1.00 2.00 3.00 4.00 \"photo.png\" \"\"\n");
}
END_TEST

static void
break_pen(struct pen *pen, const struct mark *mark)
{
    (void)mark;
    ck_assert(!pen->broken);
    pen->broken = true;
}

START_TEST(a_broken_pen_is_asked_nothing_more)
{
    struct sheet *sheet = sheet_new(&arena, 100, 100);
    struct pen pen = {.fill = break_pen};

    sheet_rectangle(sheet, 0, 0, 1, 1, &black);
    sheet_rectangle(sheet, 0, 0, 1, 1, &black);
    sheet_draw(sheet, &pen);
    ck_assert(pen.broken);
}
END_TEST

START_TEST(inks_and_figures_are_found_by_name)
{
    const struct ink inks[] = {black, blue};
    const struct palette palette = {inks, 2};
    const struct figure figures[] = {{.name = "curve"}, {.name = "wall"}};
    const struct figures all = {figures, 2};

    ck_assert_ptr_eq(ink_find(&palette, "blue"), &inks[1]);
    ck_assert_ptr_null(ink_find(&palette, "green"));
    ck_assert_ptr_eq(figure_find(&all, "wall"), &figures[1]);
    ck_assert_ptr_null(figure_find(&all, "loop"));
}
END_TEST

Suite *
suite_sheet(void)
{
    Suite *suite = suite_create("sheet");
    TCase *marks = tcase_create("marks");

    tcase_add_checked_fixture(marks, NULL, close_all);
    tcase_add_test(marks, glyphs_are_traced_with_their_words);
    tcase_add_test(marks, paths_are_traced_with_box_and_steps);
    tcase_add_test(marks, sheets_within_sheets_are_indented);
    tcase_add_test(marks, a_broken_pen_is_asked_nothing_more);
    tcase_add_test(marks, inks_and_figures_are_found_by_name);
    suite_add_tcase(suite, marks);
    return suite;
}
