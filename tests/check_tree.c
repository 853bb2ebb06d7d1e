/* check_tree.c: items, nodes, labels, the dump. */
#include <float.h>
#include <string.h>

#include "suites.h"
#include "tree/tree.h"

static struct arena arena;
static struct diag diag;
static const struct place here = {"a.yaml", 3, 5};

static void
start(void)
{
    diag = (struct diag){.arena = &arena};
}

static void
finish(void)
{
    arena_close(&arena);
}

/* Items. */

static struct item *
entry(const char *key, const char *text)
{
    struct item *item = TAKE(&arena, struct item);

    *item = (struct item){.kind = ITEM_TEXT,
                          .place = here,
                          .key = key,
                          .key_place = {"a.yaml", 3, 1},
                          .text = text};
    return item;
}

static struct item *
map_of(const struct item *first)
{
    struct item *map = entry(NULL, NULL);

    map->kind = ITEM_MAP;
    map->first = first;
    return map;
}

START_TEST(an_absent_entry_gives_the_fallback_in_silence)
{
    const struct item *map = map_of(entry("a", "1"));

    ck_assert_ptr_null(item_find(map, "b"));
    ck_assert_ptr_null(item_find(NULL, "b"));
    ck_assert_ptr_null(item_find(map->first, "b"));
    ck_assert_str_eq(item_text(&diag, map, "b", "x"), "x");
    ck_assert_double_eq(item_number(&diag, map, "b", 7), 7);
    ck_assert(item_flag(&diag, NULL, "b", true));
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(an_entry_of_the_wrong_kind_is_said_at_its_place)
{
    struct item *list = entry("a", NULL);

    list->kind = ITEM_LIST;
    ck_assert_str_eq(item_text(&diag, map_of(list), "a", "x"), "x");
    ck_assert_double_eq(item_number(&diag, map_of(list), "a", 7), 7);
    ck_assert_double_eq(item_number(&diag, map_of(entry("a", "ten")), "a", 7),
                        7);
    ck_assert(!item_flag(&diag, map_of(entry("a", "maybe")), "a", false));
    ck_assert_int_eq(diag.errors, 4);
    ck_assert_int_eq(diag.first->place.line, 3);
    ck_assert_str_eq(diag.first->words,
                     "'a' must be text, not a list, left out");
    ck_assert_str_eq(diag.last->words,
                     "'a' must be 'yes' or 'no', not 'maybe', left out");
}
END_TEST

START_TEST(flags_are_yes_no_true_false)
{
    ck_assert(item_flag(&diag, map_of(entry("a", "yes")), "a", false));
    ck_assert(item_flag(&diag, map_of(entry("a", "true")), "a", false));
    ck_assert(!item_flag(&diag, map_of(entry("a", "no")), "a", true));
    ck_assert(!item_flag(&diag, map_of(entry("a", "false")), "a", true));
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(numbers_are_decimal_and_finite)
{
    static const struct {
        const char *text;
        double value;
    } good[] = {{"0", 0},       {"-1.5", -1.5},
                {"+2", 2},      {".5", 0.5},
                {"5.", 5},      {"1e3", 1000},
                {"1E-3", 1e-3}, {"0.1", 0.1},
                {"1e-400", 0},  {"1.7976931348623157e308", DBL_MAX}};
    static const char *const bad[] = {
        "",    "-",    ".",   "e5",  "1e",    "1e+", " 1",  "1 ",
        "1,5", "0x10", "inf", "nan", "1e999", "1_0", "--1", "1.2.3"};
    double value;

    for (size_t i = 0; i < COUNT(good); i++) {
        ck_assert_msg(number_parse(good[i].text, &value), "%s", good[i].text);
        ck_assert_double_eq(value, good[i].value);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        ck_assert_msg(!number_parse(bad[i], &value), "%s", bad[i]);
}
END_TEST

START_TEST(an_unknown_key_is_said_with_a_hint)
{
    static const char *const known[] = {"title", "alt"};
    struct item *map = map_of(entry("titel", "x"));

    ck_assert(!item_keys(&diag, map, "a figure", known, 2));
    ck_assert_str_eq(diag.first->words, "unknown key 'titel' in a figure, "
                                        "did you mean 'title'?");
    ck_assert_int_eq(diag.first->place.col, 1);
    ck_assert(!item_keys(&diag, map_of(entry("q", "x")), "a figure", known, 2));
    ck_assert_str_eq(diag.last->words,
                     "unknown key 'q' in a figure, known are 'title', 'alt'");
    ck_assert(item_keys(&diag, map_of(entry("alt", "")), "a", known, 2));
    ck_assert(item_keys(&diag, NULL, "a", known, 2));
}
END_TEST

/* Nodes. */

static struct node *
add(struct node *parent, enum node_kind kind, const char *text)
{
    struct node *node = node_new(&arena, kind, here);

    node->text = text;
    node_add(parent, node);
    return node;
}

START_TEST(every_kind_has_a_name)
{
    for (int kind = 0; kind < NODE_KINDS; kind++)
        ck_assert_ptr_nonnull(node_name((enum node_kind)kind));
    ck_assert(node_is_block(NODE_NOTE));
    ck_assert(!node_is_block(NODE_TEXT));
}
END_TEST

START_TEST(nodes_are_added_inserted_and_removed)
{
    struct node *root = node_new(&arena, NODE_PARAGRAPH, here);
    struct node *a = add(root, NODE_TEXT, "a"), *c = add(root, NODE_TEXT, "c");
    struct node *b = node_new(&arena, NODE_TEXT, here);

    b->text = "b";
    node_insert(c, b);
    ck_assert_str_eq(node_plain(&arena, root), "abc");
    node_remove(a);
    node_remove(a);
    ck_assert_ptr_eq(root->first, b);
    node_insert(b, a);
    ck_assert_ptr_eq(root->first, a);
    node_remove(c);
    ck_assert_ptr_eq(root->last, b);
    ck_assert_ptr_null(c->parent);
    ck_assert_str_eq(node_plain(&arena, root), "ab");
}
END_TEST

START_TEST(walking_stays_below_its_root)
{
    struct node *section = node_new(&arena, NODE_SECTION, here);
    struct node *list = add(section, NODE_LIST, NULL);
    struct node *item = add(list, NODE_ITEM, NULL);
    struct node *leaf = add(item, NODE_PARAGRAPH, NULL);
    struct node *after = add(section, NODE_RULE, NULL);

    ck_assert_ptr_eq(node_next(section, section), list);
    ck_assert_ptr_eq(node_next(section, leaf), after);
    ck_assert_ptr_null(node_next(list, leaf));
    ck_assert_ptr_null(node_next(leaf, leaf));
    ck_assert_ptr_eq(node_section(leaf), section);
}
END_TEST

START_TEST(plain_text_has_no_marks)
{
    struct node *quote = node_new(&arena, NODE_QUOTE, here);
    struct node *one = add(quote, NODE_PARAGRAPH, NULL);
    struct node *two = add(quote, NODE_PARAGRAPH, NULL);

    add(add(one, NODE_STRONG, NULL), NODE_TEXT, "a");
    add(one, NODE_SPACE, NULL);
    add(one, NODE_VALUE, NULL)->target = "run.x";
    add(one, NODE_NOTE_MARK, NULL);
    add(two, NODE_CODE, "b");
    ck_assert_str_eq(node_plain(&arena, quote), "a run.x b");
}
END_TEST

START_TEST(labels_and_figures_are_found_by_name)
{
    struct node *node = node_new(&arena, NODE_HEADING, here);
    const struct label labels[] = {{"a", node}, {"c", node}, {"d", node}};
    const struct description figures[] = {{"loop", NULL, {0, 0}},
                                          {"loop-gain", NULL, {0, 0}}};
    const struct tree tree = {.labels = labels,
                              .label_count = COUNT(labels),
                              .figures = figures,
                              .figure_count = COUNT(figures)};
    const struct tree empty = {0};

    ck_assert_ptr_eq(tree_find(&tree, "c"), node);
    ck_assert_ptr_null(tree_find(&tree, "b"));
    ck_assert_ptr_eq(tree_figure(&tree, "loop-gain"), &figures[1]);
    ck_assert_ptr_null(tree_find(&empty, "a"));
    ck_assert_ptr_null(tree_figure(&empty, "a"));
}
END_TEST

START_TEST(a_dump_shows_every_field_that_is_not_zero)
{
    struct section section = {"content/a.md", "Short", NULL, CLASS_BACK};
    struct node *root = node_new(&arena, NODE_SECTION, here);
    struct node *list = add(root, NODE_LIST, NULL);
    struct text text = text_new(&arena);

    root->section = &section;
    root->id = "a\"b";
    list->ordered = true;
    list->start = 4;
    add(list, NODE_ITEM, NULL)->task = 2;
    tree_dump(&text, root);
    ck_assert_str_eq(text.at, "section 3:5 id=\"a\\\"b\" file=\"content/a.md\" "
                              "short=\"Short\" class=back\n"
                              "  list 3:5 start=4 ordered\n"
                              "    item 3:5 task=2\n");
}
END_TEST

START_TEST(a_letter_has_its_twin_in_each_alphabet)
{
    ck_assert_uint_eq(maths_letter('x', ALPHABET_ITALIC), 0x1d465);
    ck_assert_uint_eq(maths_letter('h', ALPHABET_ITALIC), 0x210e);
    ck_assert_uint_eq(maths_letter('x', ALPHABET_UPRIGHT), 'x');
    ck_assert_uint_eq(maths_letter('R', ALPHABET_BLACKBOARD), 0x211d);
    ck_assert_uint_eq(maths_letter('L', ALPHABET_CALLIGRAPHIC), 0x2112);
    ck_assert_uint_eq(maths_letter(0x3b2, ALPHABET_ITALIC), 0x1d6fd);
    ck_assert_uint_eq(maths_letter(0x3d5, ALPHABET_ITALIC), 0x1d719);
    ck_assert_uint_eq(maths_letter('7', ALPHABET_BOLD), 0x1d7d5);
    ck_assert_uint_eq(maths_letter('7', ALPHABET_ITALIC), '7');
    ck_assert_uint_eq(maths_letter(0x221e, ALPHABET_BOLD), 0x221e);
}
END_TEST

START_TEST(a_binary_operator_needs_something_on_both_sides)
{
    enum maths_class binary = ATOM_BINARY, letter = ATOM_ORDINARY;

    ck_assert_int_eq(maths_resolve(letter, binary, letter), binary);
    ck_assert_int_eq(maths_resolve(ATOM_NONE, binary, letter), letter);
    ck_assert_int_eq(maths_resolve(ATOM_RELATION, binary, letter), letter);
    ck_assert_int_eq(maths_resolve(ATOM_OPENING, binary, letter), letter);
    ck_assert_int_eq(maths_resolve(letter, binary, ATOM_CLOSING), letter);
    ck_assert_int_eq(maths_resolve(letter, binary, ATOM_NONE), letter);
    ck_assert_int_eq(maths_resolve(binary, letter, binary), letter);
}
END_TEST

START_TEST(scripts_have_no_space_but_around_operators)
{
    ck_assert_int_eq(maths_gap(ATOM_ORDINARY, ATOM_RELATION, false), 5);
    ck_assert_int_eq(maths_gap(ATOM_ORDINARY, ATOM_RELATION, true), 0);
    ck_assert_int_eq(maths_gap(ATOM_OPERATOR, ATOM_ORDINARY, true), 3);
    ck_assert_int_eq(maths_gap(ATOM_INNER, ATOM_ORDINARY, false), 3);
    ck_assert_int_eq(maths_gap(ATOM_NONE, ATOM_RELATION, false), 0);
}
END_TEST

/* A reference behind some words. */
static const struct node *
refer_after(struct node *paragraph, const char *words)
{
    if (words)
        add(paragraph, NODE_TEXT, words);
    return add(add(paragraph, NODE_EMPHASIS, NULL), NODE_REFERENCE, NULL);
}

START_TEST(a_reference_has_a_capital_where_a_sentence_begins)
{
    static const struct {
        const char *words;
        bool begins;
    } cases[] = {{NULL, true},          {"(", true},
                 {"It ends. ", true},   {"Does it? \u201c", true},
                 {"It ends.) (", true}, {"as in ", false},
                 {"as (", false},       {"first, ", false}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct node *paragraph = node_new(&arena, NODE_PARAGRAPH, here);
        const struct node *node = refer_after(paragraph, cases[i].words);
        ck_assert_msg(node_begins(node) == cases[i].begins, "%s",
                      cases[i].words);
    }
    struct node *paragraph = node_new(&arena, NODE_PARAGRAPH, here);
    add(paragraph, NODE_TEXT, "It ends.");
    add(paragraph, NODE_NOTE_MARK, NULL);
    add(paragraph, NODE_SPACE, NULL);
    ck_assert(node_begins(refer_after(paragraph, NULL)));
    ck_assert(!node_begins(refer_after(paragraph, NULL)));
}
END_TEST

START_TEST(what_is_referred_to_is_called_by_its_kind)
{
    struct node *table = node_new(&arena, NODE_TABLE, here);
    const struct node *first =
        refer_after(node_new(&arena, NODE_PARAGRAPH, here), NULL);
    const struct node *second =
        refer_after(node_new(&arena, NODE_PARAGRAPH, here), "in ");

    ck_assert_ptr_null(node_called(&arena, table, first));
    table->number = 2;
    ck_assert_str_eq(node_called(&arena, table, first), "Table");
    ck_assert_str_eq(node_called(&arena, table, second), "table");
    table->kind = NODE_SEQUENCE;
    ck_assert_str_eq(node_called(&arena, table, second), "figure");
    table->kind = NODE_SECTION;
    ck_assert_str_eq(node_called(&arena, table, first), "Section");
}
END_TEST

Suite *
suite_tree(void)
{
    Suite *suite = suite_create("tree");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, start, finish);
    tcase_add_test(all, an_absent_entry_gives_the_fallback_in_silence);
    tcase_add_test(all, an_entry_of_the_wrong_kind_is_said_at_its_place);
    tcase_add_test(all, flags_are_yes_no_true_false);
    tcase_add_test(all, numbers_are_decimal_and_finite);
    tcase_add_test(all, an_unknown_key_is_said_with_a_hint);
    tcase_add_test(all, every_kind_has_a_name);
    tcase_add_test(all, nodes_are_added_inserted_and_removed);
    tcase_add_test(all, walking_stays_below_its_root);
    tcase_add_test(all, plain_text_has_no_marks);
    tcase_add_test(all, labels_and_figures_are_found_by_name);
    tcase_add_test(all, a_dump_shows_every_field_that_is_not_zero);
    tcase_add_test(all, scripts_have_no_space_but_around_operators);
    tcase_add_test(all, a_binary_operator_needs_something_on_both_sides);
    tcase_add_test(all, a_letter_has_its_twin_in_each_alphabet);
    tcase_add_test(all, a_reference_has_a_capital_where_a_sentence_begins);
    tcase_add_test(all, what_is_referred_to_is_called_by_its_kind);
    suite_add_tcase(suite, all);
    return suite;
}
