/* check_endless.c: books of which a part is longer than any that was meant, and
 * is set in time that grows with its length. Nothing here measures time: each
 * took minutes once, and a hang is what Check's own limit stops. */
#include <math.h>
#include <string.h>

#include "paged.h"
#include "suites.h"

static const char *
repeat_words(int count)
{
    static const char *const vocabulary[] = {
        "the", "hyphenation", "of",   "considerable", "a",
        "it,", "responsible", "line", "development",  "machine"};
    struct text text = text_new(&arena);
    uint32_t seed = 5;

    for (int i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        text_print(&text, "%s ", vocabulary[(seed >> 8) % COUNT(vocabulary)]);
    }
    return text.at;
}

START_TEST(a_paragraph_longer_than_pages_is_set_in_one_length)
{
    const char *words = repeat_words(15000);

    ck_assert_uint_gt(
        set_markdown(arena_print(&arena, "# S\n\nA.\n\n%s\n\nB.\n", words))
            ->page_count,
        30);
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(lines_below_a_drop_cap_are_all_alike)
{
    looks = page_look("drop-cap", "2");
    ck_assert_uint_gt(
        set_markdown(arena_print(&arena, "# S\n\n%s\n", repeat_words(15000)))
            ->page_count,
        30);
}
END_TEST

/* Each line of a note that is marked again and again was set for each mark. */
START_TEST(a_note_is_set_once_however_often_it_is_marked)
{
    const struct book *book =
        set_markdown(arena_print(&arena, "# S\n\n%s\n\n[^a]: %s\n",
                                 repeat("word[^a] ", 300), repeat_words(500)));
    int notes = 0;

    for (size_t i = 0; i < book->element_count; i++)
        notes += book->elements[i].role == ROLE_NOTE;
    ck_assert_int_eq(notes, 1);
}
END_TEST

START_TEST(notes_may_mark_others_a_thousand_deep)
{
    struct text text = text_new(&arena);

    text_add(&text, "# S\n\nA.[^0]\n");
    for (int i = 0; i < 4000; i++)
        text_print(&text, "\n[^%d]: Note.[^%d]\n", i, i + 1);
    text_add(&text, "\n[^4000]: Note.\n");
    ck_assert_uint_ge(set_markdown(text.at)->page_count, 1);
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(accents_without_end_are_set)
{
    const char *accents = repeat("\u0301", 100000);

    ck_assert_uint_ge(
        set_markdown(arena_print(&arena, "# S\n\na%s\n", accents))->page_count,
        1);
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(letters_of_two_faces_by_turns_are_set)
{
    const char *words = repeat("\u6f22a", 20000);

    ck_assert_uint_gt(
        set_markdown(arena_print(&arena, "# S\n\n%s\n", words))->page_count,
        20);
}
END_TEST

START_TEST(figures_without_end_are_laid)
{
    struct text text = text_new(&arena);

    text_add(&text, "# S\n");
    for (int i = 0; i < 6000; i++)
        text_print(&text, "\n![C](figure:f%d)\n", i);
    ck_assert_uint_gt(set_markdown(text.at)->page_count, 1000);
}
END_TEST

/* What its lines in the contents link to was written for each. */
START_TEST(a_heading_of_many_pages_is_set)
{
    const char *words = repeat_words(20000);

    ck_assert_uint_gt(
        set_markdown(arena_print(&arena, "# S\n\n## %s\n\nA.\n", words))
            ->page_count,
        20);
}
END_TEST

/* Checks glyphs that end beyond what they may. */
struct measurer {
    struct pen pen;
    double most; /* [pt] from the page's left */
};

static void
check_right(struct pen *pen, const struct mark *mark)
{
    const struct measurer *own = (struct measurer *)pen;

    ck_assert_double_le(mark->x + mark->glyphs->width, own->most);
}

static void
pass_group(struct pen *pen, const struct mark *mark)
{
    (void)pen, (void)mark;
}

START_TEST(a_running_head_is_no_wider_than_the_text)
{
    const char *title = repeat_words(4000);
    const struct book *book =
        set_titled("en-US", title,
                   arena_print(&arena, "# S\n\n%s\n", repeat("A.\n\n", 300)));

    for (size_t i = book->page_count - 3; i < book->page_count; i++) {
        const struct sheet *sheet = book->pages[i].sheet;
        struct measurer own = {.pen = {.glyphs = check_right,
                                       .group = pass_group,
                                       .ungroup = pass_group},
                               .most = sheet->width};
        sheet_draw(sheet, &own.pen);
    }
}
END_TEST

TCase *
case_endless(void)
{
    TCase *tests = tcase_create("endless");

    tcase_add_checked_fixture(tests, begin_setting, end_test);
    tcase_add_test(tests, a_paragraph_longer_than_pages_is_set_in_one_length);
    tcase_add_test(tests, lines_below_a_drop_cap_are_all_alike);
    tcase_add_test(tests, a_note_is_set_once_however_often_it_is_marked);
    tcase_add_test(tests, notes_may_mark_others_a_thousand_deep);
    tcase_add_test(tests, accents_without_end_are_set);
    tcase_add_test(tests, letters_of_two_faces_by_turns_are_set);
    tcase_add_test(tests, figures_without_end_are_laid);
    tcase_add_test(tests, a_heading_of_many_pages_is_set);
    tcase_add_test(tests, a_running_head_is_no_wider_than_the_text);
    return tests;
}
