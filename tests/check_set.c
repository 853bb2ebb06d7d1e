/* check_set.c: lines, pages, floats and notes, over made-up text of real
 * letters. What is random comes from a fixed seed. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "golden.h"
#include "read/read.h"
#include "set/inside.h"
#include "suites.h"

static struct pass pass;
static struct tree tree;
static struct look look;
static struct frames frames;
static struct again again;
static struct tongues tongues;
static struct palette palette;
static struct figures figures;
static struct data data;
static const struct ink inks[] = {{.name = "ink", .cmyk = {0, 0, 0, 1}}};
static uint32_t seed;

static uint32_t
roll(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static const struct index no_index;

static void
open_all(void)
{
    seed = 7;
    begin_test();
    open_faces();
    tree = (struct tree){.language = "en-US", .title = "T"};
    look = find_look(&diag, &tree);
    palette = (struct palette){inks, 1};
    tongues = tongues_open(&arena, &diag, &tree, &data, 1);
    pass = (struct pass){.arena = &arena,
                         .diag = &diag,
                         .tree = &tree,
                         .data = &data,
                         .figures = &figures,
                         .palette = &palette,
                         .look = &look,
                         .shaper = shaper_new(&arena, faces),
                         .tongues = &tongues,
                         .frames = &frames,
                         .again = &again,
                         .index = &no_index};
    frames = (struct frames){.arena = &arena};
    again = (struct again){.arena = &arena};
    pass_element(&pass, ROLE_ARTIFACT, 0);
    pass_element(&pass, ROLE_DOCUMENT, 0);
}

static void
close_all(void)
{
    tongues_close(&tongues);
    shaper_close(pass.shaper);
    end_test();
}

static const char *const vocabulary[] = {"recursive",   "self-improvement",
                                         "a",           "loop",
                                         "that",        "turns",
                                         "on",          "its",
                                         "own",         "machinery",
                                         "faster",      "and",
                                         "with",        "growing",
                                         "confidence",  "until",
                                         "electricity", "or",
                                         "silicon",     "runs",
                                         "short,",      "whereupon",
                                         "it",          "waits."};

static const char *
make_words(int count)
{
    struct text text = text_new(&arena);

    for (int i = 0; i < count; i++)
        text_print(&text, "%s%s", i ? " " : "",
                   vocabulary[roll(COUNT(vocabulary))]);
    return text.at;
}

static struct manner
make_manner(double measure)
{
    return (struct manner){
        .style = {.face = FACE_TEXT, .size = 11, .features = FEATURE_OLD_STYLE},
        .measure = measure,
        .hyphenate = true,
        .align = '-',
        .ink = &inks[0],
        .element = 1};
}

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
                        .ink = &inks[0],
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

static void
add_paragraph(struct galley *galley, int words)
{
    struct manner manner = make_manner(look.measure);
    struct lines lines = set_words(&pass, make_words(words), &manner);

    galley_lines(galley, &lines, 0, &manner.style, look.leading, true);
}

static struct block
make_block(const struct node *node, double height)
{
    return (struct block){
        .node = node, .sheet = sheet_new(&arena, 0, 0), .height = height};
}

/* As set.c hands notes over: sorted by node. */
static int
compare_notes(const void *a, const void *b)
{
    const struct node *left = ((const struct block *)a)->node;
    const struct node *right = ((const struct block *)b)->node;

    return left < right ? -1 : left > right;
}

static struct galley
make_galley(int paragraphs, struct blocks *floats, struct blocks *notes)
{
    struct galley galley = {.pass = &pass};
    struct place place = {"x.md", 1, 1};

    floats->at = TAKE_ARRAY(&arena, paragraphs, struct block);
    notes->at = TAKE_ARRAY(&arena, paragraphs, struct block);
    galley.opening = true;
    for (int i = 0; i < paragraphs; i++) {
        if (roll(5) == 0) {
            struct node *node = node_new(&arena, NODE_FIGURE, place);
            galley_anchor(&galley, ANCHOR_FLOAT, node);
            floats->at[floats->count++] = make_block(node, 60 + roll(250));
        }
        if (roll(4) == 0) {
            struct node *node = node_new(&arena, NODE_NOTE, place);
            galley_anchor(&galley, ANCHOR_NOTE, node);
            notes->at[notes->count++] = make_block(node, 11 * (1 + roll(4)));
        }
        add_paragraph(&galley, 20 + (int)roll(150));
    }
    qsort(notes->at, notes->count, sizeof *notes->at, compare_notes);
    return galley;
}

static double
measure_layout(const struct galley *galley, const struct layout *layout)
{
    double head = 0, foot = layout->notes.count ? NOTE_GAP : 0;

    for (size_t i = 0; i < layout->head_count; i++)
        head += layout->heads[i]->height + FLOAT_GAP;
    for (size_t i = 0; i < layout->foot_count; i++)
        foot += layout->feet[i]->height + FLOAT_GAP;
    foot += layout->notes.height;
    return stack_slabs(&look, galley, layout->first, layout->last,
                       snap_to_grid(&look, head), NULL) +
           foot;
}

START_TEST(pages_hold_everything_once_and_break_where_they_may)
{
    for (int round = 0; round < 12; round++) {
        struct blocks floats = {0}, notes = {0};
        struct galley galley = make_galley(25, &floats, &notes);
        diag.warnings = 0; /* of lines */
        struct layouts layouts = find_pages(&pass, &galley, &floats, &notes);
        size_t next = 0, float_count = 0, note_count = 0;
        for (size_t i = 0; i < layouts.count; i++) {
            const struct layout *layout = &layouts.at[i];
            ck_assert_uint_eq(layout->first, next);
            next = layout->last;
            if (next && next < galley.count)
                ck_assert_int_lt(galley.at[next - 1].penalty, BREAK_NEVER);
            ck_assert(measure_layout(&galley, layout) <= look.depth + 0.1);
            float_count += layout->head_count + layout->foot_count;
            note_count += layout->notes.count;
        }
        ck_assert_uint_eq(next, galley.count);
        ck_assert_uint_eq(float_count, floats.count);
        ck_assert_uint_eq(note_count, notes.count);
        ck_assert_int_eq(diag.warnings, 0);
    }
}
END_TEST

static bool
holds_anchor(const struct galley *galley, size_t first, size_t last,
             const struct node *node)
{
    for (size_t i = first; i < last; i++)
        for (const struct anchor *a = galley->at[i].anchors; a; a = a->next)
            if (a->node == node)
                return true;
    return false;
}

START_TEST(notes_stand_with_their_marks_and_floats_near_theirs)
{
    struct blocks floats = {0}, notes = {0};
    struct galley galley = make_galley(60, &floats, &notes);
    struct layouts layouts = find_pages(&pass, &galley, &floats, &notes);

    ck_assert_uint_gt(floats.count, 3);
    for (size_t i = 0; i < layouts.count; i++) {
        const struct layout *layout = &layouts.at[i];
        const struct layout *next = layout + (i + 1 < layouts.count);
        for (size_t k = 0; k < layout->notes.count; k++)
            ck_assert(holds_anchor(&galley, layout->first, layout->last,
                                   layout->notes.at[k].note->node));
        for (size_t k = 0; k < layout->head_count; k++)
            ck_assert(
                holds_anchor(&galley, 0, next->last, layout->heads[k]->node));
        for (size_t k = 0; k < layout->foot_count; k++)
            ck_assert(
                holds_anchor(&galley, 0, next->last, layout->feet[k]->node));
    }
}
END_TEST

/* So many notes, each with an anchor to mark it. */
static struct blocks
make_notes(struct anchor *anchors, size_t count)
{
    struct node *nodes = TAKE_ARRAY(&arena, count, struct node);
    struct blocks notes = {TAKE_ARRAY(&arena, count, struct block), count};

    for (size_t i = 0; i < count; i++) {
        anchors[i] = (struct anchor){.kind = ANCHOR_NOTE, .node = &nodes[i]};
        notes.at[i].node = &nodes[i];
    }
    return notes;
}

START_TEST(notes_on_notes_stand_however_deep_and_in_a_circle_once)
{
    static struct anchor anchors[5000];
    struct blocks notes = make_notes(anchors, COUNT(anchors));
    struct portions parts = {0};

    for (size_t i = 0; i < notes.count; i++)
        notes.at[i].anchors = &anchors[(i + 1) % notes.count];
    portions_add(&arena, &parts, &notes, anchors);
    ck_assert_uint_eq(parts.count, notes.count);
    ck_assert_ptr_eq(parts.at[4999].note, &notes.at[4999]);
}
END_TEST

START_TEST(many_notes_of_a_line_stand_once_each)
{
    static struct anchor anchors[300];
    struct blocks notes = make_notes(anchors, COUNT(anchors));
    struct portions parts = {0};

    for (size_t i = 0; i + 1 < notes.count; i++)
        anchors[i].next = &anchors[i + 1];
    for (int round = 0; round < 2; round++)
        portions_add(&arena, &parts, &notes, anchors);
    ck_assert_uint_eq(parts.count, notes.count);
    for (size_t i = 0; i < notes.count; i++)
        ck_assert_ptr_eq(parts.at[i].note, &notes.at[i]);
}
END_TEST

START_TEST(what_is_higher_than_a_page_is_laid_and_said)
{
    struct galley galley = {.pass = &pass, .opening = true};
    struct blocks none = {0};

    galley_add(&galley, 2000)->place = (struct place){"x.md", 9, 1};
    add_paragraph(&galley, 40);
    struct layouts layouts = find_pages(&pass, &galley, &none, &none);
    ck_assert_uint_eq(layouts.count, 2);
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert_int_eq(diag.first->place.line, 9);
}
END_TEST

/* A line less than a page, of which the eleventh is a formula, and then three
 * lines that stay together. */
static struct galley
make_short_page(bool airy)
{
    struct galley galley = {.pass = &pass, .opening = true};

    for (int i = 0; i < 3 * look.lines; i++) {
        struct slab *slab = galley_add(&galley, look.leading);
        slab->grid = true;
        slab->airy = airy && i == 10;
        slab->penalty =
            i < look.lines - 2 || i == look.lines - 1 || i == look.lines
                ? BREAK_NEVER
                : 0;
        slab->place = (struct place){"x.md", i + 1, 1};
        sheet_rectangle(slab->sheet, 0, 0, 1, 1, &inks[0]);
    }
    return galley;
}

/* Whether the line stands so many lines below the head of the first page. */
static bool
stands_at(const struct made_pages *made, double lines)
{
    struct text text = text_new(&arena);

    sheet_trace(&text, made->pages[0].sheet);
    return strstr(text.at, arena_print(&arena, "fill %.2f %.2f", look.inner,
                                       look.head + lines * look.leading));
}

START_TEST(a_page_that_misses_a_line_takes_it_into_its_white)
{
    struct galley airy = make_short_page(true), dense = make_short_page(false);
    struct blocks none = {0};
    struct layouts opened = find_pages(&pass, &airy, &none, &none);

    ck_assert_int_eq(opened.at[0].opened, 1);
    ck_assert_int_eq(opened.at[0].missing, 0);
    struct made_pages made = make_pages(&pass, &opened, true);
    ck_assert(stands_at(&made, 9));
    ck_assert(stands_at(&made, 10.5));
    ck_assert(stands_at(&made, 12));
    ck_assert(stands_at(&made, look.lines - 1));
    again.next_paged = 0;
    struct layouts closed = find_pages(&pass, &dense, &none, &none);
    ck_assert_int_eq(closed.at[0].opened, 0);
    ck_assert_int_eq(closed.at[0].missing, 1);
}
END_TEST

START_TEST(no_line_of_a_paragraph_stands_alone)
{
    struct galley galley = {.pass = &pass, .opening = true};
    struct blocks none = {0};
    size_t starts[80], count = 0;

    while (count < 80) {
        starts[count++] = galley.count;
        add_paragraph(&galley, 30 + (int)roll(90));
    }
    struct layouts layouts = find_pages(&pass, &galley, &none, &none);
    ck_assert_uint_gt(layouts.count, 5);
    for (size_t i = 0; i + 1 < layouts.count; i++)
        for (size_t k = 0; k < count; k++) {
            size_t end = k + 1 < count ? starts[k + 1] : galley.count;
            ck_assert_uint_ne(layouts.at[i].last, starts[k] + 1);
            if (end - starts[k] > 1)
                ck_assert_uint_ne(layouts.at[i].last, end - 1);
        }
}
END_TEST

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
    const struct book *book =
        set_book(&arena, &said, &tree, &data, faces, &figures, &palette, 1);
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
    tcase_add_checked_fixture(tests, open_all, close_all);
    tcase_add_test(tests, lines_hold_all_words_in_order);
    tcase_add_test(tests, justified_lines_end_at_the_measure);
    tcase_add_test(tests, ragged_lines_keep_their_spaces);
    tcase_add_test(tests, a_word_wider_than_the_measure_is_broken);
    tcase_add_test(tests, a_wide_line_is_set_and_reported);
    tcase_add_test(tests, breaks_cost_no_more_than_any_other_way);
    tcase_add_test(tests, pages_hold_everything_once_and_break_where_they_may);
    tcase_add_test(tests,
                   notes_on_notes_stand_however_deep_and_in_a_circle_once);
    tcase_add_test(tests, many_notes_of_a_line_stand_once_each);
    tcase_add_test(tests, notes_stand_with_their_marks_and_floats_near_theirs);
    tcase_add_test(tests, what_is_higher_than_a_page_is_laid_and_said);
    tcase_add_test(tests, a_page_that_misses_a_line_takes_it_into_its_white);
    tcase_add_test(tests, no_line_of_a_paragraph_stands_alone);
    tcase_add_test(tests, a_caption_ends_in_the_source);
    tcase_add_test(tests, a_page_design_out_of_range_is_said);
    tcase_add_test(tests, pages_are_set_as_the_golden_files_say);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, case_maths());
    suite_add_tcase(suite, case_paragraphs());
    suite_add_tcase(suite, case_quality());
    suite_add_tcase(suite, case_pages());
    suite_add_tcase(suite, case_endless());
    suite_add_tcase(suite, case_heads());
    return suite;
}
