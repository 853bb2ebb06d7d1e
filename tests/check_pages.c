/* check_pages.c: what stands on pages beside the lines: notes that are cut,
 * columns of tables, the index. Books are written as Markdown, set, and read
 * from their traces. */
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "read/inside.h"
#include "set/inside.h"
#include "suites.h"

static const struct ink inks[] = {{.name = "ink"}};
static const struct palette palette = {inks, 1};
static const struct figures figures;
static const struct data data;

static void
open_all(void)
{
    begin_test();
    open_faces();
}

static const struct book *
set_markdown(const char *words)
{
    struct tree *tree = TAKE(&arena, struct tree);
    struct node *root = node_new(&arena, NODE_DOCUMENT, (struct place){0});

    *tree = (struct tree){.language = "en-US", .title = "T", .root = root};
    node_add(root, section_read(&arena, &diag, NULL, "x.md", bytes_of(words)));
    number_tree(&arena, &diag, tree);
    const struct book *book =
        set_book(&arena, &diag, tree, &data, faces, &figures, &palette);
    /* Words that are repeated make rivers, of which is warned. */
    ck_assert_int_eq(diag.errors, 0);
    return book;
}

static const char *
trace_page(const struct book *book, size_t page)
{
    struct text text = text_new(&arena);

    sheet_trace(&text, book->pages[page].sheet);
    return text.at;
}

/* Pages whose trace holds the words. */
static size_t
count_pages(const struct book *book, const char *words)
{
    size_t count = 0;

    for (size_t i = 0; i < book->page_count; i++)
        count += strstr(trace_page(book, i), words) != NULL;
    return count;
}

START_TEST(a_note_higher_than_a_page_goes_on_on_the_next)
{
    const char *note = repeat("Nobody reads so long a note to its end. ", 150);
    const struct book *book = set_markdown(arena_print(
        &arena, "# T\n\n%s\n\nMarked.[^n]\n\n%s\n\n[^n]: %s Finis.\n",
        repeat("Text before. ", 60), repeat("Text after it. ", 60), note));

    ck_assert_uint_eq(count_pages(book, "Finis."), 1);
    ck_assert_uint_ge(count_pages(book, "so long a note"), 2);
}
END_TEST

START_TEST(no_note_is_lost_where_there_are_many)
{
    struct text text = text_new(&arena);

    text_add(&text, "# T\n\n");
    for (int i = 0; i < 150; i++)
        text_print(&text, "A line.[^%d] %s", i, i % 7 ? "" : "\n\n");
    text_add(&text, "\n\n");
    for (int i = 0; i < 150; i++)
        text_print(&text, "[^%d]: The note called N%dN.\n", i, i);
    const struct book *book = set_markdown(text.at);
    for (int i = 0; i < 150; i++)
        ck_assert_uint_eq(count_pages(book, arena_print(&arena, "N%dN", i)), 1);
}
END_TEST

/* Where the last mark that holds the words begins [pt from the left], or the
 * decimal point in it. */
static double
find_x(const struct book *book, const char *words, bool point)
{
    for (size_t p = 0; p < book->page_count; p++) {
        const struct sheet *sheet = book->pages[p].sheet;
        for (size_t i = 0; i < sheet->count; i++) {
            const struct glyphs *glyphs = sheet->marks[i].glyphs;
            if (sheet->marks[i].kind != MARK_GLYPHS ||
                strcmp(glyphs->text, words) != 0)
                continue;
            size_t k = 0;
            while (point && k < glyphs->count &&
                   words[glyphs->clusters[k]] != '.')
                k++;
            return sheet->marks[i].x +
                   (k < glyphs->count ? glyphs->x[k] : glyphs->width);
        }
    }
    ck_abort_msg("'%s' is on no page", words);
    return 0;
}

START_TEST(numbers_stand_on_their_decimal_point)
{
    const struct book *book =
        set_markdown("# T\n\n| a | n |\n|---|---|\n| x | 1.5 |\n"
                     "| y | 1,210.25 |\n| z | 12 |\n| w | -- |\n");
    double point = find_x(book, "1.5", true);

    ck_assert_double_eq_tol(find_x(book, "1,210.25", true), point, 0.05);
    ck_assert_double_eq_tol(find_x(book, "12", true), point, 0.05);
}
END_TEST

START_TEST(a_column_with_words_in_it_is_no_column_of_numbers)
{
    const struct book *book = set_markdown(
        "# T\n\n| a | n |\n|---|---|\n| x | 1.5 |\n| y | 10.25 or so |\n");

    ck_assert_double_eq_tol(find_x(book, "1.5", false),
                            find_x(book, "10.25 or so", false), 0.05);
}
END_TEST

static double
find_right(const struct book *book)
{
    double right = 0;

    for (size_t p = 0; p < book->page_count; p++) {
        const struct sheet *sheet = book->pages[p].sheet;
        for (size_t i = 0; i < sheet->count; i++) {
            const struct mark *mark = &sheet->marks[i];
            if (mark->kind == MARK_GLYPHS &&
                mark->x + mark->glyphs->width > right)
                right = mark->x + mark->glyphs->width;
        }
    }
    return right;
}

/* The right margin is at most at 63.5 + 302 points. */
START_TEST(nothing_stands_out_however_wide_and_deep)
{
    struct text text = text_new(&arena);

    text_add(&text, "# T\n\n|");
    text_add(&text, repeat(" column |", 30));
    text_add(&text, "\n|");
    text_add(&text, repeat("---|", 30));
    text_add(&text, "\n|");
    text_add(&text, repeat(" incomprehensibility |", 30));
    text_add(&text, "\n\n");
    for (int i = 0; i < 40; i++)
        text_print(&text, "%s- deep words that go on\n", repeat("  ", i));
    text_print(&text, "\n```\n%s\n```\n", repeat("unbroken", 40));
    ck_assert(find_right(set_markdown(text.at)) < 366.5);
}
END_TEST

/* The contents, too, list more of one section than a page holds. */
START_TEST(what_no_page_can_hold_together_is_parted)
{
    const struct book *book = set_markdown(
        arena_print(&arena, "# T\n\n%s\n```\n%s\n```\n",
                    repeat("## Alone\n", 200), repeat("long", 2000)));

    ck_assert_uint_ge(count_pages(book, "Alone"), 10);
    for (const struct said *said = diag.first; said; said = said->next)
        ck_assert_ptr_null(strstr(said->words, "does not fit"));
}
END_TEST

START_TEST(an_anchor_is_a_place_that_links_lead_to)
{
    const struct book *book =
        set_markdown("# T\n\nIn <a id=\"here\"></a>words, and alone:\n\n"
                     "<a id=\"there\"></a>\n\n[Back](#here).\n");

    ck_assert_ptr_nonnull(book_find(book, "here"));
    ck_assert_ptr_nonnull(book_find(book, "there"));
    ck_assert_ptr_null(book_find(book, "nowhere"));
    ck_assert_uint_eq(count_pages(book, "#here"), 1);
}
END_TEST

START_TEST(the_index_names_pages_and_joins_neighbours)
{
    const char *page = repeat("Words fill a page. ", 150);
    const struct book *book = set_markdown(arena_print(
        &arena,
        "# T\n\nThe [galley](index:).\n\n%s\n\n[](index:type!cast)%s\n\n"
        "[](index:type!cast)%s\n\n[](index:type!cast)End.\n",
        page, page, page));
    const char *index = trace_page(book, book->page_count - 1);

    ck_assert_ptr_nonnull(strstr(index, "galley,"));
    ck_assert_ptr_nonnull(strstr(index, "cast,"));
    ck_assert_ptr_nonnull(strstr(index, "\xe2\x80\x93"));
    ck_assert_ptr_nonnull(strstr(index, "#index-2"));
}
END_TEST

START_TEST(a_lead_in_keeps_its_letters)
{
    const struct book *book =
        set_markdown("# T\n\nSmall words are led in by the eye.\n");

    ck_assert_uint_eq(count_pages(book, "mall words are led"), 1);
}
END_TEST

TCase *
case_pages(void)
{
    TCase *tests = tcase_create("pages");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, open_all, end_test);
    tcase_add_test(tests, a_note_higher_than_a_page_goes_on_on_the_next);
    tcase_add_test(tests, no_note_is_lost_where_there_are_many);
    tcase_add_test(tests, numbers_stand_on_their_decimal_point);
    tcase_add_test(tests, a_column_with_words_in_it_is_no_column_of_numbers);
    tcase_add_test(tests, nothing_stands_out_however_wide_and_deep);
    tcase_add_test(tests, what_no_page_can_hold_together_is_parted);
    tcase_add_test(tests, an_anchor_is_a_place_that_links_lead_to);
    tcase_add_test(tests, the_index_names_pages_and_joins_neighbours);
    tcase_add_test(tests, a_lead_in_keeps_its_letters);
    return tests;
}
