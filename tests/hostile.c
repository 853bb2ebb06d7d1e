/* hostile.c: texts that no author writes: too deep, too long, too costly, or
 * damaged. Nothing here measures time; a hang is what Check's own limit
 * stops. */
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "read/inside.h"
#include "suites.h"

static struct node *
markdown(const char *text)
{
    return read_markdown(&arena, &diag, "a.md", bytes_of(text));
}

/* Depth of the deepest node. */
static int
measure_depth(const struct node *root)
{
    int deepest = 0;

    for (const struct node *node = root; node; node = node_next(root, node)) {
        int depth = 0;
        for (const struct node *up = node; up != root; up = up->parent)
            depth++;
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

START_TEST(deep_nesting_is_cut)
{
    static const char *const marks[] = {">", "> ", "- ", "1. ",    "*a **b ",
                                        "[", "![", "_",  "> - 1. "};

    for (size_t i = 0; i < COUNT(marks); i++) {
        const char *text =
            arena_print(&arena, "# T\n\n%sx\n", repeat(marks[i], 10000));
        ck_assert_int_le(measure_depth(markdown(text)), 210);
    }
    ck_assert_int_ge(diag.errors, 5);
}
END_TEST

START_TEST(lists_that_grow_deeper_line_by_line_are_cut)
{
    struct text text = text_new(&arena);

    text_add(&text, "# T\n\n");
    for (int i = 0; i < 300; i++)
        text_print(&text, "%*s- a\n", 2 * i, "");
    ck_assert_int_le(measure_depth(markdown(text.at)), 110);
    ck_assert_int_eq(diag.errors, 1);
}
END_TEST

START_TEST(costly_texts_are_left_out)
{
    static const char *const pieces[] = {"\"",     "a<![CDATA[", "a<?",  "a@b.",
                                         "www.a_", "'\"",        "a<!A "};

    for (size_t i = 0; i < COUNT(pieces); i++) {
        diag = (struct diag){.arena = &arena};
        markdown(arena_print(&arena, "# T\n\n%s\n\nEnd.\n",
                             repeat(pieces[i], 200000)));
        ck_assert_int_eq(diag.errors, 1);
        ck_assert_int_eq(diag.first->place.line, 3);
    }
}
END_TEST

START_TEST(a_table_of_millions_of_empty_cells_is_left_out)
{
    markdown(arena_print(&arena, "# T\n\n%s\n%s\n%s", repeat("|a", 2000),
                         repeat("|-", 2000), repeat("|x\n", 2000)));
    ck_assert_int_eq(diag.errors, 1);
}
END_TEST

START_TEST(a_line_of_a_megabyte_is_read)
{
    const char *line = repeat("word *em* {{ a.b }} [l](u://x) ", 34000);
    const struct node *section =
        markdown(arena_print(&arena, "# T\n\n%s\n", line));

    ck_assert_int_eq(section->last->kind, NODE_PARAGRAPH);
    ck_assert_int_ge(section->last->last->place.col, 1000000);
}
END_TEST

START_TEST(a_megabyte_without_blanks_is_read)
{
    const struct node *section =
        markdown(arena_print(&arena, "# T\n\n%s\n", repeat("x", 1 << 20)));

    ck_assert_ptr_null(diag.first);
    ck_assert_uint_eq(strlen(section->last->first->text), 1 << 20);
}
END_TEST

START_TEST(a_line_of_a_thousand_tongues_is_read)
{
    const char *line = repeat("[mot]{lang=fr} ", 20000);
    const struct node *section =
        markdown(arena_print(&arena, "# T\n\n%s\n", line));

    ck_assert_ptr_null(diag.first);
    ck_assert_int_ge(section->last->last->place.col, 299000);
}
END_TEST

START_TEST(an_address_without_end_is_left_out)
{
    const char *far = repeat("/a", 5000);
    const struct node *section = markdown(
        arena_print(&arena, "# T\n\n[b](https://c.org%s) ![d](%s) [e](f.md)\n",
                    far, far + 1));

    ck_assert_int_eq(diag.errors, 2);
    ck_assert_str_eq(node_plain(&arena, section->last), "b d e");
    ck_assert_int_eq(section->last->first->kind, NODE_TEXT);
    ck_assert_int_eq(section->last->last->kind, NODE_LINK);
}
END_TEST

START_TEST(a_definition_does_not_multiply_its_address_without_end)
{
    const struct node *section =
        markdown(arena_print(&arena, "# T\n\n%s\n\n[a]: https://b.org/%s\n",
                             repeat("[a] ", 5000), repeat("c", 5000)));
    size_t links = 0;

    for (const struct node *n = section; n; n = node_next(section, n))
        links += n->kind == NODE_LINK;
    ck_assert_uint_gt(links, 1000);
    ck_assert_uint_lt(links, 2000);
    ck_assert_uint_eq(links + (size_t)diag.errors, 5000);
}
END_TEST

/* A fixed sequence, the same on every machine (xorshift32, Marsaglia 2003). */
static uint32_t
draw_number(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static size_t
mutate(char *text, size_t length, size_t room, uint32_t *state)
{
    static const char marks[] = "*_`[](){}<>!|#-+=~:,&\\\"'\n\t ^@0a$\xc3\xff";
    int times = 1 + (int)(draw_number(state) % 12);

    while (times--) {
        size_t at = draw_number(state) % length;
        size_t span = 1 + draw_number(state) % 40;
        size_t to = draw_number(state) % length;
        switch (draw_number(state) % 4) {
        case 0:
            text[at] = marks[draw_number(state) % (sizeof marks - 1)];
            break;
        case 1: /* move a piece over another */
            span = span < length - (at > to ? at : to)
                       ? span
                       : length - (at > to ? at : to);
            memmove(text + to, text + at, span);
            break;
        case 2: /* put a piece in */
            if (length + span > room || at + span > length)
                break;
            memmove(text + at + span, text + at, length - at);
            length += span;
            break;
        default: /* take a piece out */
            if (span >= length - at)
                break;
            memmove(text + at, text + at + span, length - at - span);
            length -= span;
        }
    }
    return length;
}

/* Reads the text both ways, in memory of its own size: an overrun is seen. */
static void
read_both(const char *text, size_t length)
{
    struct arena job = {0};
    struct diag said = {.arena = &job};
    char *copy = malloc(length + 1);
    struct text out = text_new(&job);

    memcpy(copy, text, length);
    copy[length] = '\0';
    tree_dump(&out,
              read_markdown(&job, &said, "a.md", (struct bytes){copy, length}));
    ck_assert(utf8_valid(out.at, out.length));
    read_yaml(&job, &said, "a.yaml", (struct bytes){copy, length});
    for (const struct said *one = said.first; one; one = one->next)
        ck_assert(one->place.line >= 1 && one->place.col >= 1);
    free(copy);
    arena_close(&job);
}

START_TEST(random_bytes_are_read_without_harm)
{
    uint32_t state = 2463534242u;
    char text[300];

    for (int run = 0; run < 3000; run++) {
        size_t length = draw_number(&state) % sizeof text;
        for (size_t i = 0; i < length; i++)
            text[i] = (char)draw_number(&state);
        read_both(text, length);
    }
}
END_TEST

/* A sample, and then what has become of it. */
static size_t
damage(struct arena *job, const char *name, char *text, size_t room,
       uint32_t *state)
{
    struct diag ignored = {.arena = job};
    struct bytes sample =
        file_read(job, &ignored, (struct place){0}, name, room);

    ck_assert_ptr_nonnull(sample.at);
    memcpy(text, sample.at, sample.length);
    return mutate(text, sample.length, room, state);
}

START_TEST(damaged_texts_are_read_without_harm)
{
    static const char *const names[] = {
        "tests/golden/blocks.md",
        "tests/golden/inlines.md",
        "tests/golden/maths.md",
        "tests/golden/notes.md",
        "tests/golden/plates.md",
        "tests/books/small/figures/turns.yaml",
        "tests/books/faulty/content/01-faults.md",
    };
    static char text[8192];
    uint32_t state = 88172645u;

    for (int run = 0; run < 3000; run++) {
        struct arena job = {0};
        size_t length = damage(&job, names[(size_t)run % COUNT(names)], text,
                               sizeof text, &state);
        read_both(text, length);
        arena_close(&job);
    }
}
END_TEST

static void
assert_sound(const struct records *records)
{
    size_t count = (size_t)records->columns * records->rows;

    for (size_t i = 0; i < count; i++) {
        const struct cell *cell = &records->cells[i];
        ck_assert(!cell->text || utf8_valid(cell->text, strlen(cell->text)));
        ck_assert(cell->place.line >= 1 && cell->place.col >= 1);
    }
}

/* The formula of the first paragraph after the title. */
static const struct maths *
read_formula(const char *tex)
{
    const struct node *section =
        markdown(arena_print(&arena, "# T\n\n$%s$\n", tex));
    const struct node *node = section->last->first;

    ck_assert_int_eq(node->kind, NODE_MATHS);
    return node->maths;
}

static int
measure_formula(const struct maths *maths)
{
    int deepest = 0;

    for (const struct maths *at = maths; at; at = at->next) {
        const struct maths *below[] = {at->first, at->sub, at->sup};
        for (size_t i = 0; i < COUNT(below); i++) {
            int depth = 1 + (below[i] ? measure_formula(below[i]) : 0);
            deepest = depth > deepest ? depth : deepest;
        }
    }
    return deepest;
}

START_TEST(deep_formulas_are_cut)
{
    static const char *const marks[] = {
        "{",          "\\hat ",  "\\frac ",         "x^",
        "\\sqrt[",    "\\left(", "\\displaystyle ", "\\begin{matrix}",
        "\\overset ", "a_{",     "\\mathbf "};

    for (size_t i = 0; i < COUNT(marks); i++) {
        int times = 19000 / (int)strlen(marks[i]);
        diag = (struct diag){.arena = &arena};
        const struct maths *maths =
            read_formula(arena_print(&arena, "%sx", repeat(marks[i], times)));
        ck_assert_int_le(measure_formula(maths), 5 * MOST_FORMULA_LEVELS);
        ck_assert_int_ge(diag.errors, 1);
    }
}
END_TEST

START_TEST(long_formulas_are_read)
{
    static const char *const marks[] = {"x",      "'",      "&",     "x\\\\",
                                        "^a",     "_",      "\\!",   "}",
                                        "\\big(", "\\foo ", "a&\\\\"};

    for (size_t i = 0; i < COUNT(marks); i++) {
        int times = 19000 / (int)strlen(marks[i]);
        struct text out = text_new(&arena);
        const char *body = repeat(marks[i], times);
        tree_dump(&out,
                  markdown(arena_print(&arena, "# T\n\n$$ %s $$\n", body)));
        ck_assert_ptr_nonnull(strstr(out.at, "display 3:1"));
    }
}
END_TEST

START_TEST(dollars_that_match_nothing_stay_text)
{
    static const char *const pieces[] = {"$a ", "a$ ", "$ ", "$`", "\\$", "$1"};

    for (size_t i = 0; i < COUNT(pieces); i++) {
        const struct node *section = markdown(
            arena_print(&arena, "# T\n\n%s\n", repeat(pieces[i], 200000)));
        for (const struct node *node = section; node;
             node = node_next(section, node))
            ck_assert_int_ne(node->kind, NODE_MATHS);
    }
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(a_formula_that_is_too_long_stays_text)
{
    const struct node *section = markdown(
        arena_print(&arena, "# T\n\n$%s$\n", repeat("x", MOST_FORMULA + 9)));

    ck_assert_int_eq(section->last->first->kind, NODE_TEXT);
}
END_TEST

START_TEST(damaged_csv_is_read_without_harm)
{
    static char text[1024];
    uint32_t state = 521288629u;

    for (int run = 0; run < 3000; run++) {
        struct arena job = {0};
        struct diag said = {.arena = &job};
        struct records records = {0};
        size_t length =
            damage(&job, "tests/books/tables/content/tables/ships.csv", text,
                   sizeof text, &state);
        struct source *source =
            source_new(&job, &said, "a.csv", (struct bytes){text, length});
        if (!csv_read(source, &records))
            ck_assert_int_ge(said.errors, 1);
        assert_sound(&records);
        arena_close(&job);
    }
}
END_TEST

START_TEST(damaged_entries_are_read_without_harm)
{
    static char text[2048];
    uint32_t state = 1013904223u;

    for (int run = 0; run < 3000; run++) {
        struct arena job = {0};
        struct diag said = {.arena = &job};
        struct records records = {0};
        size_t length =
            damage(&job, "tests/books/tables/content/models/spring.yaml", text,
                   sizeof text, &state);
        const struct item *map =
            read_yaml(&job, &said, "a.yaml", (struct bytes){text, length});
        if (map && map->kind == ITEM_MAP &&
            entries_read(&job, &said, map, &records))
            assert_sound(&records);
        arena_close(&job);
    }
}
END_TEST

START_TEST(damaged_tables_from_data_are_read_without_harm)
{
    static const struct item models = {.kind = ITEM_MAP};
    static char text[8192];
    struct tree tree = {.models = &models};
    uint32_t state = 362436069u;

    for (int run = 0; run < 2000; run++) {
        struct arena job = {0};
        struct diag said = {.arena = &job};
        struct reader reader = {
            &job, &said, &tree, hash_new(&job), "tests/books/tables", NULL};
        struct text out = text_new(&job);
        size_t length = damage(&job, "tests/books/tables/content/01-tables.md",
                               text, sizeof text, &state);
        tree_dump(&out, section_read(&job, &said, &reader, "content/a.md",
                                     (struct bytes){text, length}));
        ck_assert(utf8_valid(out.at, out.length));
        arena_close(&job);
    }
}
END_TEST

/* Tags that never end, that never close, that lie deep within each other, and
 * characters by name. */
START_TEST(raw_html_costs_no_more_than_it_is_long)
{
    static const char *const pieces[] = {"<",
                                         "<a",
                                         "<a\"<a'",
                                         "<b>",
                                         "</b>",
                                         "<b><i>",
                                         "x <a href=y>",
                                         "<!--",
                                         "<table><tr><td>",
                                         "<ul><li>",
                                         "<blockquote>",
                                         "<pre>",
                                         "<a id=x>",
                                         "&amp;",
                                         "<div>&xx;",
                                         "<td>",
                                         "<svg>",
                                         "<p><b>x</i></b>"};

    for (size_t i = 0; i < COUNT(pieces); i++) {
        const struct node *inlines =
            markdown(arena_print(&arena, "x %s", repeat(pieces[i], 5000)));
        ck_assert_int_le(measure_depth(inlines), 210);
        const struct node *blocks =
            markdown(arena_print(&arena, "<div>\n%s", repeat(pieces[i], 5000)));
        ck_assert_int_le(measure_depth(blocks), 210);
    }
}
END_TEST

START_TEST(tables_that_are_too_much_work_stay_code)
{
    make_folder();
    put_file("content/book.yaml", "title: T\nsections: [a.md]\n");
    put_file("content/a.csv", repeat("1\n", 10000));
    put_file("content/a.md", repeat("```table\nsrc: a.csv\n```\n\n", 300));
    const struct tree *tree = read_content(&arena, &diag, folder, NULL, 1);
    int tables = 0;

    for (const struct node *node = tree->root; node;
         node = node_next(tree->root, node))
        tables += node->kind == NODE_TABLE;
    ck_assert_int_ge(tables, 10);
    ck_assert_int_le(tables, 100);
    ck_assert_int_eq(diag.errors, 300 - tables);
}
END_TEST

TCase *
case_hostile(void)
{
    TCase *hostile = tcase_create("hostile");

    tcase_add_checked_fixture(hostile, begin_test, end_test);
    tcase_set_timeout(hostile, 120);
    tcase_add_test(hostile, deep_nesting_is_cut);
    tcase_add_test(hostile, lists_that_grow_deeper_line_by_line_are_cut);
    tcase_add_test(hostile, costly_texts_are_left_out);
    tcase_add_test(hostile, a_table_of_millions_of_empty_cells_is_left_out);
    tcase_add_test(hostile, a_line_of_a_megabyte_is_read);
    tcase_add_test(hostile, a_megabyte_without_blanks_is_read);
    tcase_add_test(hostile, a_line_of_a_thousand_tongues_is_read);
    tcase_add_test(hostile, an_address_without_end_is_left_out);
    tcase_add_test(hostile,
                   a_definition_does_not_multiply_its_address_without_end);
    tcase_add_test(hostile, random_bytes_are_read_without_harm);
    tcase_add_test(hostile, damaged_texts_are_read_without_harm);
    tcase_add_test(hostile, damaged_csv_is_read_without_harm);
    tcase_add_test(hostile, damaged_entries_are_read_without_harm);
    tcase_add_test(hostile, damaged_tables_from_data_are_read_without_harm);
    tcase_add_test(hostile, deep_formulas_are_cut);
    tcase_add_test(hostile, long_formulas_are_read);
    tcase_add_test(hostile, dollars_that_match_nothing_stay_text);
    tcase_add_test(hostile, a_formula_that_is_too_long_stays_text);
    tcase_add_test(hostile, raw_html_costs_no_more_than_it_is_long);
    tcase_add_test(hostile, tables_that_are_too_much_work_stay_code);
    return hostile;
}
