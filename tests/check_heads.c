/* check_heads.c: what an author wrote as something less than it is: headings
 * of bold words, pictures in a row, titles that are longer than a running head
 * can be. Pictures are as large as the tests say, for there are no files. */
#include <stdlib.h>
#include <string.h>

#include "paged.h"
#include "read/inside.h"
#include "suites.h"

/* Images are 600 pixels wide and so high. */
static const struct book *
set_high(int height, const char *words)
{
    struct tree *tree = read_section("en-US", "The Book", words);

    for (struct node *node = tree->root; node;
         node = node_next(tree->root, node))
        if (node->kind == NODE_IMAGE || node->kind == NODE_PICTURE)
            node->width = 600, node->height = height;
    finish_tree(tree);
    pictures_part(&arena, tree);
    return set_pages(&diag, tree, 1);
}

static const struct book *
set_pictured(const char *words)
{
    return set_high(400, words);
}

/* A pen that keeps the sizes of pictures, and where the line of text that
 * begins with the words ends. */
struct keeper {
    struct pen pen;
    const char *words;
    double widths[4], lefts[4], tops[4]; /* [pt] */
    size_t count;
    double right; /* [pt], 0: it is not there */
};

static void
keep_image(struct pen *pen, const struct mark *mark)
{
    struct keeper *own = (struct keeper *)pen;

    if (own->count == COUNT(own->widths))
        return;
    own->widths[own->count] = mark->w;
    own->lefts[own->count] = mark->x;
    own->tops[own->count] = mark->y + mark->h;
    own->count++;
}

static void
keep_glyphs(struct pen *pen, const struct mark *mark)
{
    struct keeper *own = (struct keeper *)pen;

    if (!strncmp(mark->glyphs->text, own->words, strlen(own->words)))
        own->right = mark->x + mark->glyphs->width;
}

static void
pass_mark(struct pen *pen, const struct mark *mark)
{
    (void)pen, (void)mark;
}

static struct keeper
draw_page(const struct book *book, size_t page, const char *words)
{
    struct keeper keeper = {.pen = {.glyphs = keep_glyphs,
                                    .image = keep_image,
                                    .link = pass_mark,
                                    .fill = pass_mark,
                                    .group = pass_mark,
                                    .ungroup = pass_mark},
                            .words = words};

    sheet_draw(book->pages[page].sheet, &keeper.pen);
    return keeper;
}

START_TEST(a_running_head_too_long_for_the_page_ends_before_the_folio)
{
    const struct book *book = set_pictured(
        arena_print(&arena, "# Many%s\n\n%s\n", repeat(" and more words", 12),
                    repeat("Words that fill pages. ", 400)));
    size_t seen = 0;

    for (size_t i = 0; i < book->page_count; i++) {
        struct keeper head = draw_page(book, i, "many and more");
        seen += head.right > 0;
        ck_assert_double_lt(head.right, 345);
        if (head.right > 0)
            ck_assert_ptr_nonnull(
                strstr(trace_page(book, i), "words\xe2\x80\xa6"));
    }
    ck_assert_uint_gt(seen, 0);
}
END_TEST

START_TEST(a_running_head_of_one_endless_word_ends_before_the_folio)
{
    const struct book *book = set_pictured(
        arena_print(&arena, "# M%s\n\n%s\n", repeat("\xc3\xa4", 300),
                    repeat("Words that fill pages. ", 400)));
    size_t seen = 0;

    for (size_t i = 0; i < book->page_count; i++) {
        struct keeper head = draw_page(book, i, "m\xc3\xa4");
        seen += head.right > 0;
        ck_assert_double_lt(head.right, 345);
    }
    ck_assert_uint_gt(seen, 0);
}
END_TEST

/* However many lines are above them. */
START_TEST(bold_words_alone_stand_on_the_page_of_what_they_head)
{
    for (int lines = 20; lines < 36; lines++) {
        struct text words = text_new(&arena);
        text_add(&words, "# T\n\n");
        for (int i = 0; i < lines; i++)
            text_add(&words, "A line.\n\n");
        text_add(&words, "**Bold words**\n\nWhat follows.\n\nMore.\n");
        const struct book *book = set_pictured(words.at);
        for (size_t i = 0; i < book->page_count; i++) {
            const char *trace = trace_page(book, i);
            ck_assert_int_eq(!strstr(trace, "\"Bold words\""),
                             !strstr(trace, "\"What follows.\""));
        }
    }
}
END_TEST

START_TEST(pictures_of_one_paragraph_share_the_measure)
{
    const struct book *book =
        set_pictured("# T\n\nBefore.\n\n![](a.png)\n[![b](b.png)](x.html)\n"
                     "![](c.png)\n\nAfter.\n");
    struct keeper found = draw_page(book, book->page_count - 1, "After");

    ck_assert_uint_eq(found.count, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_double_gt(found.widths[i], 80);
        ck_assert_double_eq_tol(found.tops[i], found.tops[0], 0.01);
        if (i)
            ck_assert_double_gt(found.lefts[i],
                                found.lefts[i - 1] + found.widths[i - 1]);
    }
}
END_TEST

START_TEST(an_icon_among_words_is_as_high_as_letters)
{
    const struct book *book = set_high(28, "# T\n\nWords\n![](a.png)\nhere.\n");
    struct keeper found = draw_page(book, book->page_count - 1, "Words");

    ck_assert_uint_eq(found.count, 1);
    ck_assert_double_lt(found.widths[0], 600.0 / 28 * 12);
    ck_assert_double_gt(found.lefts[0], found.right);
}
END_TEST

START_TEST(any_other_picture_among_words_is_as_large_as_it_is)
{
    const struct book *book = set_pictured("# T\n\nWords ![](a.png) here.\n");
    struct keeper found = draw_page(book, book->page_count - 1, "Words");

    ck_assert_uint_eq(found.count, 1);
    ck_assert_double_gt(found.widths[0], 200);
}
END_TEST

START_TEST(a_picture_on_a_line_by_itself_has_a_paragraph_by_itself)
{
    const struct book *book = set_pictured(
        "# T\n\nWords\n![](a.png)\n![](b.png)\nafter,  \n![](c.png)\n");
    struct keeper found = draw_page(book, book->page_count - 1, "Words");
    ck_assert_uint_eq(found.count, 3);
    ck_assert_double_eq_tol(found.tops[0], found.tops[1], 0.01);
    ck_assert_double_gt(found.tops[2], found.tops[1] + 20);
}
END_TEST

START_TEST(the_picture_of_an_item_stands_beside_its_bullet)
{
    const struct book *book = set_pictured("# T\n\n- ![](a.png)\n- words\n");
    struct keeper found = draw_page(book, book->page_count - 1, "\xe2\x80\xa2");

    ck_assert_uint_eq(found.count, 1);
    ck_assert_double_gt(found.right, 0);
    ck_assert_double_gt(found.lefts[0], found.right);
    ck_assert_double_lt(found.lefts[0], found.right + 10);
}
END_TEST

/* With an id it is a picture with a caption, as a figure is. */
START_TEST(the_figure_that_an_item_begins_with_stands_in_it)
{
    const struct book *book =
        set_pictured("# T\n\n- ![A.](a.png){#a}\n- words\n");
    struct keeper found = draw_page(book, book->page_count - 1, "\xe2\x80\xa2");

    ck_assert_uint_eq(found.count, 1);
    ck_assert_double_gt(found.lefts[0], found.right);
}
END_TEST

START_TEST(the_figure_of_an_alert_stands_between_its_rules)
{
    const struct book *book = set_pictured(
        "# T\n\n> [!NOTE]\n>\n> ![A.](a.png)\n>\n> Within.\n\nAfter.\n");
    const char *trace = trace_page(book, book->page_count - 1);

    ck_assert_ptr_nonnull(strstr(trace, "\"Note\""));
    ck_assert_ptr_nonnull(strstr(trace, "a.png"));
    ck_assert(strstr(trace, "\"Note\"") < strstr(trace, "a.png"));
    ck_assert(strstr(trace, "a.png") < strstr(trace, "\"Within.\""));
}
END_TEST

START_TEST(the_figures_of_a_note_stand_in_it)
{
    const struct book *book =
        set_high(100, "# T\n\nWords.[^n]\n\n[^n]: Below:\n\n"
                      "    ![A.](a.png)\n\n    - item\n\n"
                      "      ![B.](b.png)\n");
    struct keeper found = draw_page(book, book->page_count - 1, "Below:");

    ck_assert_uint_eq(found.count, 2);
    ck_assert_double_gt(found.right, 0);
}
END_TEST

START_TEST(a_table_without_words_in_its_head_has_heads_of_rows)
{
    const struct book *book = set_pictured(
        "# T\n\n| | |\n|--|--|\n| one | 1 |\n| two | 2 |\n\nAfter.\n");
    size_t heads = 0, cells = 0;

    for (size_t i = 0; i < book->element_count; i++) {
        const struct element *e = &book->elements[i];
        heads += e->role == ROLE_HEADER_CELL && e->level == 1;
        cells += e->role == ROLE_CELL;
        ck_assert(e->role != ROLE_HEADER_CELL || e->level == 1);
    }
    ck_assert_uint_eq(heads, 2);
    ck_assert_uint_eq(cells, 2);
}
END_TEST

TCase *
case_heads(void)
{
    TCase *tests = tcase_create("heads");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, begin_setting, end_test);
    tcase_add_test(tests,
                   a_running_head_too_long_for_the_page_ends_before_the_folio);
    tcase_add_test(tests,
                   a_running_head_of_one_endless_word_ends_before_the_folio);
    tcase_add_test(tests, bold_words_alone_stand_on_the_page_of_what_they_head);
    tcase_add_test(tests, pictures_of_one_paragraph_share_the_measure);
    tcase_add_test(tests, an_icon_among_words_is_as_high_as_letters);
    tcase_add_test(tests, any_other_picture_among_words_is_as_large_as_it_is);
    tcase_add_test(tests,
                   a_picture_on_a_line_by_itself_has_a_paragraph_by_itself);
    tcase_add_test(tests, the_picture_of_an_item_stands_beside_its_bullet);
    tcase_add_test(tests, the_figure_that_an_item_begins_with_stands_in_it);
    tcase_add_test(tests, the_figure_of_an_alert_stands_between_its_rules);
    tcase_add_test(tests, the_figures_of_a_note_stand_in_it);
    tcase_add_test(tests, a_table_without_words_in_its_head_has_heads_of_rows);
    return tests;
}
