/* check_descriptions.c: what authors may get wrong in a chart, descriptions
 * that no author writes, and the help. */
#include "draw/chart.h"
#include "drawn.h"
#include "read/read.h"
#include "suites.h"

#include <string.h>

#define CHART "kind: chart\nalt: a\nx: {from: 2026, to: 2030}\n"
#define LINE "{mark: line, series: central.s}"

/* The figure that a description gives, beside the tables of a book. */
static const struct figure *
draw_beside(const char *text)
{
    struct tree *tree =
        read_content(&arena, &diag, "tests/books/marks", "templates", 1);
    struct bytes bytes = {text, strlen(text)};
    struct description one = {"x",
                              read_yaml(&arena, &diag, "figures/x.yaml", bytes),
                              key_of(text, strlen(text))};

    ck_assert_ptr_nonnull(one.item);
    tree->figures = &one;
    tree->figure_count = 1;
    return &draw_tree(tree, 1)->at[0];
}

static const struct {
    const char *yaml, *said;
} faults[] = {
    {CHART "layers: [{mark: line, series: central.s, base: 1}]\n",
     "a layer of mark 'line' takes no 'base', which is for area, bar"},
    {CHART "layers: [{mark: line, serise: central.s}]\n",
     "unknown key 'serise' in a layer of mark 'line', did you mean 'series'?"},
    {CHART "layers: [" LINE "]\nfree: maybe\n", "'free' must be 'yes' or 'no'"},
    {CHART "layers: [" LINE "]\nacross: 40\n",
     "'across' is kept between 1 and 12"},
    {CHART "layers: [{mark: line, points: 4}]\n",
     "'points' must be a list, not a text"},
    {CHART "layers: [{mark: line, points: [[1, 2, 3]]}]\n",
     "a point of this mark is a list of 2 numbers"},
    {CHART "layers: [{mark: band, points: [[1, 2]]}]\n",
     "a point of this mark is a list of 3 numbers"},
    {CHART "layers: [{mark: line, points: [[1, x]]}]\n",
     "'points' must be a number"},
    {CHART "layers: [{mark: line, series: central.s, points: [[1, 2]]}]\n",
     "a layer shows one kind of data, this one is given 2"},
    {CHART "layers: [{mark: band}]\n",
     "data is missing here: 'bands', 'low' and 'high'"},
    {CHART "layers: [{mark: band, low: central.s}]\n", "'high' is missing"},
    {CHART "layers: [{mark: band, low: central.s, high: demand.s}]\n",
     "'low' and 'high' must be series of one run"},
    {CHART "layers: [{mark: line, series: central.s, over: demand.k}]\n",
     "'over' must be of the same run, 'central'"},
    {CHART "layers: [{mark: band, bands: wall.S_oon}]\n",
     "no series of run 'wall' named 'S_oon.p05'"},
    {CHART "layers: [{mark: band, bands: wall.S_oom, shares: [p05]}]\n",
     "a share is a pair of quantiles"},
    {CHART "layers: [{mark: line, table: tables/harvst.csv, x: a, y: b}]\n",
     "no table in content named 'tables/harvst.csv', did you mean "
     "'tables/harvest.csv'?"},
    {CHART "layers: [{mark: line, table: tables/harvest.csv, x: yaer, y: "
           "tons}]\n",
     "no column of 'tables/harvest.csv' named 'yaer', did you mean 'year'?"},
    {CHART "layers: [{mark: line, table: tables/harvest.csv, x: year}]\n",
     "'y' is missing here"},
    {CHART "layers: [{mark: line, table: tables/harvest.csv, x: year, y: "
           "crop}]\n",
     "'Rye' is neither a number nor a date"},
    {CHART "layers: [{mark: stack, points: [[2, 1], [1, 1]]}]\n",
     "the x of a stack must rise from row to row"},
    {CHART "layers: [{mark: bar, values: [{value: 1}]}]\n",
     "'name' is missing here"},
    {CHART "layers: [{mark: bar, values: [{name: a, value: {event: agu}}]}]\n",
     "no value named 'agu' in run 'central'"},
    {CHART "layers: [{mark: bar, numbers: \"%s\", values: [{name: a, value: "
           "1}]}]\n",
     "'%s'"},
    {CHART "layers: [{mark: text, x: 1, label: a}]\n", "'y' is missing here"},
    {CHART "layers: [{mark: rule, label: a}]\n", "'y' is missing here"},
    {CHART "layers: [{mark: marker, series: central.s}]\n",
     "'at' is missing here"},
    {CHART "layers: [{mark: line, series: central.s, axis: right}]\n",
     "'axis: right' needs an axis 'y2' with a scale of its own"},
    {CHART "panels: []\n", "no panels"},
    {CHART "panels: [{title: a}]\n", "needs 'layers'"},
    {CHART "layers: [" LINE "]\ninset: {left: 0.1}\n", "needs 'layers'"},
    {CHART "layers: [" LINE "]\ninset: 3\n", "'inset' must be a map"},
    {CHART "layers: [" LINE "]\nsizes: {phone: 3}\n", "'phone' must be a map"},
};

START_TEST(every_fault_of_a_chart_is_said_at_its_place)
{
    const struct figure *figure = draw_beside(faults[_i].yaml);

    ck_assert_msg(was_said(faults[_i].said), "never said: %s", faults[_i].said);
    ck_assert_ptr_nonnull(diag.first->place.file);
    ck_assert_int_gt(diag.first->place.line, 0);
    ck_assert_ptr_nonnull(figure->sheet);
}
END_TEST

START_TEST(a_damaged_table_is_said_where_a_figure_shows_it)
{
    make_folder();
    put_file("content/book.yaml", "title: T\nsections: [a.md]\n");
    put_file("content/a.md", "# A\n");
    put_file("content/tables/bad.csv", "a,b\n1,\"2\n");
    put_file("figures/x.yaml", CHART "layers: [{mark: line, table: "
                                     "tables/bad.csv, x: a, y: b}]\n");
    struct tree *tree = read_content(&arena, &diag, folder, "templates", 1);
    ck_assert_int_eq(diag.errors, 0);
    draw_tree(tree, 1);
    ck_assert(was_said("'tables/bad.csv' cannot be used: "
                       "content/tables/bad.csv:2:3: this quote is never "
                       "closed, the table is left out"));
}
END_TEST

START_TEST(a_figure_is_new_when_its_table_changes)
{
    struct key keys[2];

    make_folder();
    put_file("content/book.yaml", "title: T\nsections: [a.md]\n");
    put_file("content/a.md", "# A\n");
    put_file("figures/x.yaml", CHART "layers: [{mark: line, table: "
                                     "tables/t.csv, x: a, y: b}]\n");
    for (int i = 0; i < 2; i++) {
        put_file("content/tables/t.csv", i ? "a,b\n1,2\n" : "a,b\n1,3\n");
        const struct tree *tree =
            read_content(&arena, &diag, folder, "templates", 1);
        keys[i] = draw_tree(tree, 1)->at[0].key;
    }
    ck_assert_int_eq(diag.errors, 0);
    ck_assert(!key_same(keys[0], keys[1]));
}
END_TEST

/* Help. */

static bool
help_names(const char *help, const char *key)
{
    return strstr(help, arena_print(&arena, "\n  %s ", key)) ||
           strstr(help, arena_print(&arena, "\n  %s\n", key));
}

START_TEST(the_help_names_every_key_that_is_read)
{
    const struct schema *const schemas[] = {
        &schema_layer,     &schema_value,     &schema_panel,
        &schema_inset,     &schema_axis,      &schema_second,
        &schema_column,    kind_chart.schema, kind_diagram.schema,
        kind_spiral.schema};
    struct text help = text_new(&arena);

    draw_help(&help);
    ck_assert_ptr_null(strstr(help.at, " \n"));
    for (size_t i = 0; i < COUNT(schemas); i++)
        for (size_t j = 0; j < schemas[i]->count; j++) {
            const struct field *field = &schemas[i]->fields[j];
            ck_assert_msg(help_names(help.at, field->key), "%s", field->key);
            ck_assert_uint_gt(strlen(field->about), 5);
        }
}
END_TEST

static void
check_keys(const char *help, const struct item *item)
{
    for (const struct item *one = item->kind == ITEM_TEXT ? NULL : item->first;
         one; one = one->next) {
        bool named = item->key && !strcmp(item->key, "sizes");
        bool event = one->key &&
                     (!strcmp(one->key, "event") || !strcmp(one->key, "run"));
        if (one->key && !named && !event)
            ck_assert_msg(help_names(help, one->key), "%s", one->key);
        check_keys(help, one);
    }
}

START_TEST(the_help_names_every_key_of_the_figures_of_the_book)
{
    struct tree tree = read_figures();
    struct text help = text_new(&arena);

    draw_help(&help);
    for (size_t i = 0; i < tree.figure_count; i++)
        check_keys(help.at, tree.figures[i].item);
}
END_TEST

/* Descriptions that no author writes. */

static uint32_t
draw_number(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Words that mean something somewhere. */
static const char *const words[] = {"mark",
                                    "line",
                                    "band",
                                    "stack",
                                    "bar",
                                    "interval",
                                    "dots",
                                    "rule",
                                    "region",
                                    "marker",
                                    "text",
                                    "central.s",
                                    "wall.S_oom",
                                    "series",
                                    "bands",
                                    "table",
                                    "points",
                                    "values",
                                    "[]",
                                    "{}",
                                    "[[1, 2]]",
                                    "[1, 2, 3]",
                                    "-1e14",
                                    "0",
                                    "1e-14",
                                    "2028",
                                    "central.never",
                                    "{event: agi}",
                                    "category",
                                    "log",
                                    "symlog",
                                    "right",
                                    "accent",
                                    "true",
                                    "tables/harvest.csv",
                                    "crop",
                                    "year",
                                    "tons",
                                    "\"\"",
                                    "x",
                                    "y",
                                    "low",
                                    "high",
                                    "from",
                                    "to",
                                    "base",
                                    "across",
                                    "panels",
                                    "inset",
                                    "width",
                                    "height",
                                    "numbers",
                                    "percent",
                                    "share"};

/* One word or number of the text becomes another. */
static const char *
change_word(struct arena *job, const char *text, uint32_t *state)
{
    size_t length = strlen(text), at = draw_number(state) % length;
    const char *word = words[draw_number(state) % COUNT(words)];

    at += strcspn(text + at, " [{,:");
    at += strspn(text + at, " [{,:");
    size_t end = at + strcspn(text + at, " ]},:\n");
    if (at >= length)
        return text;
    return arena_print(job, "%.*s%s%s", (int)at, text, word, text + end);
}

static void
draw_changed(const struct tree *book, size_t number, uint32_t *state,
             const char *text)
{
    struct arena job = {0};
    struct diag said = {.arena = &job};
    int changes = 1 + (int)(draw_number(state) % 4);

    for (int i = 0; i < changes; i++)
        text = change_word(&job, text, state);
    struct bytes bytes = {text, strlen(text)};
    const struct item *item = read_yaml(&job, &said, "x.yaml", bytes);
    if (item && item->kind == ITEM_MAP) {
        struct description one = {"x", item, {number, 0}};
        struct tree tree = {
            .figures = &one, .figure_count = 1, .tables = book->tables};
        const struct figures *figures =
            draw_figures(&job, &said, &tree, &data, faces, palette, 1);
        ck_assert(figures->at[0].sheet || figures->at[0].parts);
    }
    for (const struct said *one = said.first; one; one = one->next)
        ck_assert_int_gt(one->place.line, 0);
    arena_close(&job);
}

START_TEST(changed_descriptions_are_drawn_without_harm)
{
    const struct tree *book =
        read_content(&arena, &diag, "tests/books/marks", "templates", 1);
    const char **names =
        folder_list(&arena, "tests/books/marks/figures", ".yaml");
    const char *texts[32];
    size_t count = 0;
    uint32_t state = 2463534242u + (uint32_t)_i;

    for (; names[count] && count < COUNT(texts); count++)
        texts[count] = file_read(&arena, &diag, (struct place){0},
                                 path_join(&arena, "tests/books/marks/figures",
                                           names[count]),
                                 1 << 16)
                           .at;
    for (size_t run = 0; run < 250; run++)
        draw_changed(book, run, &state, texts[run % count]);
}
END_TEST

TCase *
case_descriptions(void)
{
    TCase *descriptions = tcase_create("descriptions");

    tcase_add_checked_fixture(descriptions, begin_drawing, end_test);
    tcase_set_timeout(descriptions, 120);
    tcase_add_loop_test(descriptions,
                        every_fault_of_a_chart_is_said_at_its_place, 0,
                        (int)COUNT(faults));
    tcase_add_test(descriptions,
                   a_damaged_table_is_said_where_a_figure_shows_it);
    tcase_add_test(descriptions, a_figure_is_new_when_its_table_changes);
    tcase_add_test(descriptions, the_help_names_every_key_that_is_read);
    tcase_add_test(descriptions,
                   the_help_names_every_key_of_the_figures_of_the_book);
    tcase_add_loop_test(descriptions,
                        changed_descriptions_are_drawn_without_harm, 0, 4);
    return descriptions;
}
