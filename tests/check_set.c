/* check_set.c: lines and breaks, captions and designs of pages, over made-up
 * text of real letters. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "golden.h"
#include "passed.h"
#include "read/read.h"
#include "suites.h"

/* The words of a paragraph as they stand on its lines, hyphens mended. */
static const char *
read_lines(const struct lines *lines)
{
    struct text text = text_new(&arena);

    for (size_t i = 0; i < lines->count; i++) {
        const struct sheet *sheet = lines->at[i].sheet;
        bool hyphen = false;
        for (size_t k = 0; k < sheet->count; k++) {
            const struct mark *mark = &sheet->marks[k];
            if (mark->kind != MARK_GLYPHS)
                continue;
            hyphen = mark->soft_hyphen;
            const struct glyphs *glyphs = mark_glyphs(&arena, mark);
            if (!hyphen)
                text_bytes(&text, glyphs->text, glyphs->length);
        }
        if (!hyphen && i + 1 < lines->count && text.length &&
            text.at[text.length - 1] != '-')
            text_char(&text, ' ');
    }
    return text.at;
}

/* Where the last glyph of a line ends, without what hangs in the margin. */
static double
find_right(const struct line *line)
{
    double right = 0;

    for (size_t i = 0; i < line->sheet->count; i++) {
        const struct mark *mark = &line->sheet->marks[i];
        if (mark->kind != MARK_GLYPHS)
            continue;
        const struct glyphs *glyphs = mark_glyphs(&arena, mark);
        right = mark->x + glyphs->width -
                glyphs_hang(glyphs, 0, glyphs->length, true);
    }
    return right;
}

START_TEST(lines_hold_all_words_in_order)
{
    for (int i = 0; i < 60; i++) {
        const char *words = make_words(1 + (int)roll(120));
        struct manner manner = make_manner(120 + roll(250));
        struct lines lines = set_words(&pass, words, &manner);
        ck_assert_str_eq(read_lines(&lines), words);
    }
}
END_TEST

START_TEST(justified_lines_end_at_the_measure)
{
    const char *words = make_words(300);
    struct manner manner = make_manner(302);
    struct lines lines = set_words(&pass, words, &manner);

    ck_assert_uint_gt(lines.count, 20);
    for (size_t i = 0; i + 1 < lines.count; i++)
        ck_assert_double_eq_tol(find_right(&lines.at[i]), 302, 0.05);
    ck_assert(find_right(&lines.at[lines.count - 1]) <= 302.05);
    ck_assert_int_eq(diag.warnings, 0);
}
END_TEST

START_TEST(ragged_lines_keep_their_spaces)
{
    struct manner manner = make_manner(200);

    manner.ragged = true;
    struct lines lines = set_words(&pass, make_words(80), &manner);
    double space = text_width(pass.shaper, &manner.style, " ");
    const struct glyphs *glyphs = mark_glyphs(&arena, lines.at[0].sheet->marks);
    for (size_t i = 0; i + 1 < glyphs->count; i++)
        if (glyphs->text[glyphs->clusters[i]] == ' ')
            ck_assert_double_eq_tol(glyphs->x[i + 1] - glyphs->x[i], space,
                                    1e-9);
}
END_TEST

START_TEST(a_word_wider_than_the_measure_is_broken)
{
    struct manner manner = make_manner(60);
    struct lines lines =
        set_words(&pass, "https:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", &manner);

    ck_assert_uint_gt(lines.count, 2);
    for (size_t i = 0; i < lines.count; i++)
        ck_assert(find_right(&lines.at[i]) <= 60.5);
}
END_TEST

START_TEST(a_wide_line_is_set_and_reported)
{
    struct pieces pieces = {0};
    struct manner manner = make_manner(50);
    struct word word = {.text = "unbreakable",
                        .style = manner.style,
                        .ink = &pass.palette->inks[0],
                        .place = {"x.md", 3, 4}};
    struct piece list[] = {
        {.kind = PIECE_BOX, .width = 80, .word = &word, .end = 11},
        {.kind = PIECE_PENALTY, .penalty = PENALTY_NEVER},
        {.kind = PIECE_GLUE, .stretch = 1e6},
        {.kind = PIECE_PENALTY, .penalty = PENALTY_FORCE}};

    word.style.size = 30;
    pieces.at = list;
    pieces.count = COUNT(list);
    struct lines lines = set_pieces(&pass, &pieces, &manner);
    ck_assert_uint_eq(lines.count, 1);
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert_int_eq(diag.first->place.line, 3);
}
END_TEST

/* The optimum, against all ways of breaking. */

/* Demerits of the method for boxes of the given widths with spaces between
 * them, written anew from the paper's formula for every choice of breaks:
 * bit i of ways says that a line ends after box i. */
static double
judge_ways(const double *widths, int count, unsigned ways, double measure)
{
    double total = 0, width = 0, space = 3, stretch = 0, shrink = 0;
    int fitness = 1;

    for (int i = 0; i < count; i++) {
        bool last = i + 1 == count;
        width += widths[i];
        if (!last && !(ways >> i & 1)) {
            width += space;
            stretch += 1.5;
            shrink += 0.9;
            continue;
        }
        double spare = measure - width;
        double ratio =
            spare >= 0 ? spare / (stretch + (last ? 1e6 : 0)) : spare / shrink;
        if (spare > 0 && !last && stretch <= 0)
            return DBL_MAX;
        if (ratio < -1 || ratio > 1)
            return DBL_MAX;
        int class = ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
        double badness = 100 * ratio * ratio;
        total += (1 + badness) * (1 + badness);
        if (abs(class - fitness) > 1)
            total += 6000;
        if (last && ways && width < 0.12 * measure)
            total += 100000 * 0.12 * measure / width;
        fitness = class;
        width = stretch = shrink = 0;
    }
    return total;
}

static struct pieces
make_pieces(const double *widths, int count)
{
    struct pieces pieces = {
        .at = TAKE_ARRAY(&arena, 2 * count + 2, struct piece)};

    for (int i = 0; i < count; i++) {
        pieces.at[pieces.count++] =
            (struct piece){.kind = PIECE_BOX, .width = widths[i]};
        if (i + 1 < count)
            pieces.at[pieces.count++] = (struct piece){
                .kind = PIECE_GLUE, .width = 3, .stretch = 1.5, .shrink = 0.9};
    }
    pieces.at[pieces.count++] =
        (struct piece){.kind = PIECE_PENALTY, .penalty = PENALTY_NEVER};
    pieces.at[pieces.count++] =
        (struct piece){.kind = PIECE_GLUE, .stretch = 1e6};
    pieces.at = arena_grow(&arena, pieces.at, pieces.count, pieces.count + 1,
                           sizeof *pieces.at);
    pieces.at[pieces.count++] =
        (struct piece){.kind = PIECE_PENALTY, .penalty = PENALTY_FORCE};
    return pieces;
}

START_TEST(breaks_cost_no_more_than_any_other_way)
{
    int compared = 0;

    for (int round = 0; round < 300; round++) {
        double widths[13];
        int count = 6 + (int)roll(7);
        for (int i = 0; i < count; i++)
            widths[i] = 6 + roll(22);
        struct manner manner = make_manner(70);
        double best = DBL_MAX;
        for (unsigned ways = 0; ways < 1u << (count - 1); ways++)
            best = fmin(best, judge_ways(widths, count, ways, 70));
        if (best >= DBL_MAX)
            continue;
        struct pieces pieces = make_pieces(widths, count);
        struct breaks breaks = find_breaks(&arena, &pieces, &manner);
        unsigned mine = 0;
        for (size_t i = 0; i + 1 < breaks.count; i++)
            mine |= 1u << ((breaks.at[i] - 1) / 2);
        ck_assert_double_eq_tol(judge_ways(widths, count, mine, 70), best,
                                1e-6 * best);
        compared++;
    }
    ck_assert_int_gt(compared, 50);
}
END_TEST

/* Pages. */

START_TEST(a_caption_ends_in_the_source)
{
    struct figure figure = {.name = "curve",
                            .alt = "a curve",
                            .source = "the model",
                            .sheet = sheet_new(&arena, 200, 100)};
    struct figures one = {&figure, 1};
    struct place place = {"x.md", 1, 1};
    struct node *node = node_new(&arena, NODE_FIGURE, place);
    struct node *words = node_new(&arena, NODE_TEXT, place);
    struct text trace = text_new(&arena);

    words->text = "It rises.";
    node->target = "curve";
    node_add(node, words);
    pass.figures = &one;
    struct block block = set_figure(&pass, node, 1);
    sheet_trace(&trace, block.sheet);
    const char *caption = strstr(trace.at, "It");
    ck_assert_ptr_nonnull(caption);
    ck_assert_ptr_nonnull(strstr(caption, "Source:"));
    figure.source = "";
    struct block without = set_figure(&pass, node, 1);
    ck_assert(without.height < block.height);
}
END_TEST

START_TEST(a_page_design_out_of_range_is_said)
{
    struct item width = {.kind = ITEM_TEXT,
                         .key = "width",
                         .text = "3",
                         .place = {"templates/page.yaml", 1, 8}};
    struct item page = {.kind = ITEM_MAP, .key = "page", .first = &width};
    struct item looks = {.kind = ITEM_MAP, .first = &page};

    tree.looks = &looks;
    struct look found = find_look(&diag, &tree);
    tree.looks = NULL;
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_double_eq_tol(found.width, 419.528, 0.001);
}
END_TEST

static const char *
trace_markdown(const char *name)
{
    const char *path = arena_print(&arena, "tests/golden/%s.md", name);
    struct bytes bytes =
        file_read(&arena, &diag, (struct place){0}, path, 1 << 20);
    struct node *root = node_new(&arena, NODE_DOCUMENT, (struct place){0});
    struct diag said = {.arena = &arena};
    struct text text = text_new(&arena);

    node_add(root, read_markdown(&arena, &said, path, bytes));
    tree.root = root;
    const struct book *book = set_book(&arena, &said, &tree, pass.data, faces,
                                       pass.figures, pass.palette, 1);
    tree.root = NULL;
    book_trace(&text, book);
    return text.at;
}

START_TEST(pages_are_set_as_the_golden_files_say)
{
    static const char *const names[] = {
        "blocks", "headings", "inlines", "maths", "maths-more",
        "notes",  "openings", "prose",   "spans", "terms"};

    for (size_t i = 0; i < COUNT(names); i++)
        check_golden(arena_print(&arena, "tests/golden/%s.trace", names[i]),
                     trace_markdown(names[i]));
}
END_TEST

Suite *
suite_set(void)
{
    Suite *suite = suite_create("set");
    TCase *tests = tcase_create("set");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, begin_pass, end_pass);
    tcase_add_test(tests, lines_hold_all_words_in_order);
    tcase_add_test(tests, justified_lines_end_at_the_measure);
    tcase_add_test(tests, ragged_lines_keep_their_spaces);
    tcase_add_test(tests, a_word_wider_than_the_measure_is_broken);
    tcase_add_test(tests, a_wide_line_is_set_and_reported);
    tcase_add_test(tests, breaks_cost_no_more_than_any_other_way);
    tcase_add_test(tests, a_caption_ends_in_the_source);
    tcase_add_test(tests, a_page_design_out_of_range_is_said);
    tcase_add_test(tests, pages_are_set_as_the_golden_files_say);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, case_galleys());
    suite_add_tcase(suite, case_maths());
    suite_add_tcase(suite, case_breaks());
    suite_add_tcase(suite, case_paragraphs());
    suite_add_tcase(suite, case_quality());
    suite_add_tcase(suite, case_pages());
    suite_add_tcase(suite, case_endless());
    suite_add_tcase(suite, case_heads());
    return suite;
}
