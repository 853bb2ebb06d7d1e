/* check_galleys.c: pages, floats and notes of made-up galleys: everything
 * stands once, where it may. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "passed.h"
#include "suites.h"

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
        sheet_rectangle(slab->sheet, 0, 0, 1, 1, &pass.palette->inks[0]);
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

TCase *
case_galleys(void)
{
    TCase *tests = tcase_create("galleys");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, begin_pass, end_pass);
    tcase_add_test(tests, pages_hold_everything_once_and_break_where_they_may);
    tcase_add_test(tests, notes_stand_with_their_marks_and_floats_near_theirs);
    tcase_add_test(tests,
                   notes_on_notes_stand_however_deep_and_in_a_circle_once);
    tcase_add_test(tests, many_notes_of_a_line_stand_once_each);
    tcase_add_test(tests, what_is_higher_than_a_page_is_laid_and_said);
    tcase_add_test(tests, a_page_that_misses_a_line_takes_it_into_its_white);
    tcase_add_test(tests, no_line_of_a_paragraph_stands_alone);
    return tests;
}
