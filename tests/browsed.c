/* browsed.c: a book of small trees and its page, see browsed.h. */
#include "browsed.h"

#include <stdlib.h>
#include <string.h>

struct node *
node_under(struct node *parent, enum node_kind kind)
{
    struct node *node =
        node_new(&arena, kind, (struct place){"content/a.md", 3, 7});

    if (parent)
        node_add(parent, node);
    return node;
}

struct node *
words_under(struct node *parent, const char *words)
{
    struct node *node = node_under(parent, NODE_TEXT);

    node->text = words;
    return node;
}

/* A block of the section with words in it. */
struct node *
block_under(struct node *parent, enum node_kind kind, const char *words)
{
    struct node *node = node_under(parent, kind);

    words_under(node, words);
    return node;
}

struct node *
heading_under(struct node *parent, int level, const char *id, const char *words)
{
    struct node *node = block_under(parent, NODE_HEADING, words);

    node->level = level;
    node->id = id;
    return node;
}

struct node *
make_section(struct node *document)
{
    struct node *section = node_under(document, NODE_SECTION);
    struct section *about = TAKE(&arena, struct section);

    about->class = CLASS_BODY;
    section->section = about;
    section->id = "why";
    section->number = 1;
    heading_under(section, 1, NULL, "Why");
    return section;
}

static const struct figure_size phone = {"phone", 212, 300};
static const struct sheet drawing = {.width = 300, .height = 150};
static const char *const part_alts[] = {"one \"turn\"", "two turns"};
double years[200], levels[200];
static const struct column columns[] = {
    {"central.time", "yr AD", years, COUNT(years), NULL},
    {"level", "GW", levels, COUNT(levels), NULL},
};
static const struct column three[] = {{"level", "GW", levels, 3, NULL}};
static const struct fact *
say_facts(const struct figure *figure, struct arena *into, int part, int frame)
{
    struct fact *facts = TAKE_ARRAY(into, 3, struct fact);

    (void)figure;
    facts[0] = (struct fact){"date", part == 1 ? "May" : "June"};
    facts[1] =
        (struct fact){"doubles in", arena_print(into, "<%d days", frame)};
    return facts;
}

static const struct figure figures_at[] = {
    {.name = "curve",
     .alt = "A curve < a wall",
     .source = "model & data",
     .sheet = &drawing,
     .sizes = &phone,
     .size_count = 1},
    {.name = "spiral",
     .parts = 2,
     .frames = 36,
     .width = 300,
     .height = 225,
     .part_alts = part_alts,
     .columns = columns,
     .column_count = COUNT(columns),
     .facts = say_facts},
    {.name = "table",
     .alt = "A rise",
     .sheet = &drawing,
     .columns = columns,
     .column_count = COUNT(columns)},
    {.name = "three",
     .alt = "Three",
     .sheet = &drawing,
     .columns = three,
     .column_count = COUNT(three)},
    {.name = "run",
     .alt = "A run",
     .sheet = &drawing,
     .columns = columns,
     .column_count = COUNT(columns),
     .runs = (const char *const[]){"wall"},
     .run_count = 1},
    {.name = "run again",
     .alt = "A run",
     .source = "the wall",
     .sheet = &drawing,
     .columns = columns,
     .column_count = COUNT(columns),
     .runs = (const char *const[]){"wall"},
     .run_count = 1},
};
static const struct figures figures = {figures_at, COUNT(figures_at)};

static int
compare_labels(const void *a, const void *b)
{
    const struct label *one = a, *two = b;

    return strcmp(one->id, two->id);
}

/* Every id of the document, as the reader would have listed them. */
static void
label_nodes(struct tree *tree)
{
    struct label *labels = TAKE_ARRAY(&arena, 64, struct label);

    for (const struct node *at = tree->root; at; at = node_next(tree->root, at))
        if (at->id)
            labels[tree->label_count++] = (struct label){at->id, at};
    qsort(labels, tree->label_count, sizeof *labels, compare_labels);
    tree->labels = labels;
}

static const char *const scripts[] = {"stage.js", "notes.js",  "around.js",
                                      "large.js", "search.js", "near.js",
                                      "more.css", "unpack.js"};

const struct item *book_settings;

const char *book_looks;
const char *book_style = "";
const char *book_script = "";

const char *
print_page(struct node *document, const char *page)
{
    struct tree tree = {.folder = folder,
                        .title = "A <title>",
                        .language = "en",
                        .date = "2026-11-02",
                        .settings = book_settings,
                        .root = document};
    static const struct parameter known = {.name = "a", .mark = "V"};
    static const struct run run = {.name = "wall",
                                   .title = "with a wall",
                                   .parameters = &known,
                                   .parameter_count = 1};
    struct data data = {.runs = &run, .run_count = 1};
    struct edition edition = {.tree = &tree,
                              .data = &data,
                              .figures = &figures,
                              .faces = faces,
                              .looks = book_looks,
                              .out = path_join(&arena, folder, "out")};

    label_nodes(&tree);
    tree_survey(&arena, &tree, 1);
    put_file("templates/html/page.mustache", page);
    put_file("templates/html/style.css", book_style);
    for (size_t i = 0; i < COUNT(scripts); i++)
        put_file(path_join(&arena, "templates/html", scripts[i]),
                 i + 1 == COUNT(scripts) ? book_script : "");
    put_file("out/html/figures/spiral.csv", "year\n");
    if (!print_html(&arena, &diag, &edition))
        return "failed";
    return take_file("out/html/index.html").at;
}

const char *
print_body(struct node *section)
{
    return print_page(section->parent, "{{#sections}}{{{body}}}{{/sections}}");
}

struct node *
new_section(void)
{
    return make_section(node_under(NULL, NODE_DOCUMENT));
}

int
count_words(const char *text, const char *words)
{
    int count = 0;

    while ((text = strstr(text, words))) {
        text++;
        count++;
    }
    return count;
}
