/* check_html.c: small trees as HTML. Pages are made through the door into a
 * folder of their own, with a template that is only the sections' bodies, and
 * read back. */
#include "fixture.h"
#include "golden.h"
#include "read/read.h"
#include "suites.h"

#include "print/inside.h"
#include "print/print.h"

#include <stdlib.h>
#include <string.h>

static struct node *
add(struct node *parent, enum node_kind kind)
{
    struct node *node =
        node_new(&arena, kind, (struct place){"content/a.md", 3, 7});

    if (parent)
        node_add(parent, node);
    return node;
}

static struct node *
add_text(struct node *parent, const char *words)
{
    struct node *node = add(parent, NODE_TEXT);

    node->text = words;
    return node;
}

/* A block of the section with words in it. */
static struct node *
add_block(struct node *parent, enum node_kind kind, const char *words)
{
    struct node *node = add(parent, kind);

    add_text(node, words);
    return node;
}

static struct node *
add_heading(struct node *parent, int level, const char *id, const char *words)
{
    struct node *node = add_block(parent, NODE_HEADING, words);

    node->level = level;
    node->id = id;
    return node;
}

static struct node *
make_section(struct node *document)
{
    struct node *section = add(document, NODE_SECTION);
    struct section *about = TAKE(&arena, struct section);

    about->class = CLASS_BODY;
    section->section = about;
    section->id = "why";
    section->number = 1;
    add_heading(section, 1, NULL, "Why");
    return section;
}

static const struct figure_size phone = {"phone", 212, 300};
static const struct sheet drawing = {.width = 300, .height = 150};
static const char *const part_alts[] = {"one \"turn\"", "two turns"};
static double years[200], levels[200]; /* years are filled in by its test */
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

static const struct item *book_settings; /* of a test, or NULL */

static const char *book_looks;       /* the program's own, or NULL */
static const char *book_style = "";  /* style.css */
static const char *book_script = ""; /* that stands in the page */

static const char *
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

static const char *
print_body(struct node *section)
{
    return print_page(section->parent, "{{#sections}}{{{body}}}{{/sections}}");
}

static struct node *
new_section(void)
{
    return make_section(add(NULL, NODE_DOCUMENT));
}

START_TEST(words_are_escaped)
{
    struct node *section = new_section();
    struct node *paragraph = add_block(section, NODE_PARAGRAPH, "<b>&\"'");

    add(paragraph, NODE_CODE)->text = "</code><script>";
    ck_assert_str_eq(print_body(section),
                     "<p>&lt;b&gt;&&quot;'<code>&lt;/code&gt;"
                     "&lt;script&gt;</code></p>");
}
END_TEST

START_TEST(an_ampersand_is_escaped_where_a_name_may_follow)
{
    struct node *section = new_section();

    add_block(section, NODE_PARAGRAPH, "D&H, R & D, &lt, &c; &#1, &");
    ck_assert_str_eq(print_body(section),
                     "<p>D&H, R & D, &amp;lt, &amp;c; &amp;#1, &</p>");
}
END_TEST

START_TEST(marks_within_a_line_keep_their_order)
{
    struct node *section = new_section();
    struct node *paragraph = add(section, NODE_PARAGRAPH);
    struct node *strong = add(paragraph, NODE_STRONG);

    add_text(add(strong, NODE_EMPHASIS), "a");
    add(paragraph, NODE_SPACE);
    add_text(add(paragraph, NODE_STRIKE), "b");
    add(paragraph, NODE_BREAK);
    ck_assert_str_eq(print_body(section),
                     "<p><strong><em>a</em></strong>\n<del>b</del><br>"
                     "</p>");
}
END_TEST

static const struct {
    const char *target, *wanted;
} links[] = {
    {"https://example.org/a?b=1&c=2",
     "<p><a href=\"https://example.org/a?b=1&amp;c=2\">x</a></p>"},
    {"MAILTO:a@example.org", "<p><a href=MAILTO:a@example.org>x</a></p>"},
    {"#why", "<p><a href=#why>x</a></p>"},
    {"http://a/\"onclick=\"b", "<p><a href=\"http://a/%22onclick=%22b\">x</a>"
                               "</p>"},
    {"http://a/\xc3\xa9 b", "<p><a href=http://a/%C3%A9%20b>x</a></p>"},
};

START_TEST(a_link_to_the_web_or_the_book_is_kept)
{
    struct node *section = new_section();
    struct node *link = add(add(section, NODE_PARAGRAPH), NODE_LINK);

    link->target = links[_i].target;
    add_text(link, "x");
    ck_assert_str_eq(print_body(section), links[_i].wanted);
    ck_assert_int_eq(diag.warnings, 0);
}
END_TEST

static const char *const hostile[] = {
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)",
    "data:text/html,<b>",  "vbscript:x",          "file:///etc/passwd",
    "//example.org",       "../secret",           "",
    "java\nscript:x",
};

START_TEST(any_other_link_is_only_its_words)
{
    struct node *section = new_section();
    struct node *link = add(add(section, NODE_PARAGRAPH), NODE_LINK);

    link->target = hostile[_i];
    add_text(link, "x");
    ck_assert_str_eq(print_body(section), "<p>x</p>");
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert_int_eq(diag.first->place.line, 3);
}
END_TEST

START_TEST(headings_leave_out_no_level)
{
    struct node *section = new_section();

    add_heading(section, 4, "a", "A");
    add_heading(section, 2, "b", "B");
    add_heading(section, 3, NULL, "C");
    ck_assert_str_eq(print_body(section), "<h3 id=a>A</h3>"
                                          "<h3 id=b>B</h3>"
                                          "<h4>C</h4>");
}
END_TEST

START_TEST(notes_are_linked_both_ways)
{
    struct node *section = new_section();
    struct node *paragraph = add_block(section, NODE_PARAGRAPH, "a");
    struct node *mark = add(paragraph, NODE_NOTE_MARK);
    struct node *again = add(paragraph, NODE_NOTE_MARK);
    struct node *note = add(section, NODE_NOTE);

    mark->number = again->number = note->number = 1;
    mark->note = again->note = note;
    add_block(note, NODE_PARAGRAPH, "b");
    ck_assert_str_eq(print_body(section),
                     "<p>a<sup><a id=mark-why-1 href=#note-why-1 "
                     "role=doc-noteref aria-label=\"Note 1\">1</a></sup>"
                     "<sup><a href=#note-why-1 role=doc-noteref "
                     "aria-label=\"Note 1\">1</a></sup>"
                     "<div class=notes><ol><li id=note-why-1><p>b "
                     "<a href=#mark-why-1 role=doc-backlink "
                     "aria-label=\"Back to note mark 1\">\u21a9</a></ol>"
                     "</div>");
}
END_TEST

START_TEST(a_tight_list_has_no_paragraphs_and_a_task_has_its_box)
{
    struct node *section = new_section();
    struct node *list = add(section, NODE_LIST);

    list->tight = list->ordered = true;
    list->start = 3;
    add_block(add(list, NODE_ITEM), NODE_PARAGRAPH, "a");
    struct node *done = add(list, NODE_ITEM);
    done->task = 2;
    add_block(done, NODE_PARAGRAPH, "b");
    ck_assert_str_eq(print_body(section),
                     "<ol start=3><li>a<li><span class=\"box "
                     "done\" role=img aria-label=done></span> b"
                     "</ol>");
}
END_TEST

START_TEST(a_table_has_a_head_a_body_and_aligned_cells)
{
    struct node *section = new_section();
    struct node *table = add(section, NODE_TABLE);

    table->aligns = "-r";
    for (int i = 0; i < 2; i++) {
        struct node *row = add(table, NODE_ROW);
        row->header = !i;
        add_block(row, NODE_CELL, "a");
        add_block(row, NODE_CELL, "b");
    }
    ck_assert_str_eq(print_body(section),
                     "<div class=table tabindex=0 role=group "
                     "aria-label=Table><table "
                     "class=right-2><thead><tr><th>a"
                     "<th>b<tbody>"
                     "<tr><td>a<td>b</table>"
                     "</div>");
}
END_TEST

START_TEST(a_frame_is_called_in_the_language_of_its_words)
{
    struct node *section = new_section();

    section->language = "de";
    add(add(section, NODE_TABLE), NODE_ROW);
    ck_assert_ptr_nonnull(
        strstr(print_body(section), "role=group aria-label=Tabelle>"));
}
END_TEST

START_TEST(a_block_of_no_code_is_no_stop)
{
    struct node *section = new_section();

    add(section, NODE_CODE_BLOCK)->text = "b";
    add(section, NODE_CODE_BLOCK)->text = "";
    ck_assert_str_eq(print_body(section),
                     "<pre tabindex=\"0\"><code>b</code></pre>"
                     "<pre><code></code></pre>");
}
END_TEST

START_TEST(a_caption_of_a_table_bears_its_number)
{
    struct node *section = new_section();
    struct node *table = add(section, NODE_TABLE);

    table->text = "Ships & boats";
    table->id = "ships";
    table->number = 2;
    add_block(add(table, NODE_ROW), NODE_CELL, "a");
    ck_assert_ptr_nonnull(
        strstr(print_body(section),
               "id=ships><table><caption><b>Table\u00a02.</b> Ships "
               "& boats<t"));
}
END_TEST

START_TEST(a_figure_has_its_number_caption_and_alternative_text)
{
    struct node *section = new_section();
    struct node *figure = add_block(section, NODE_FIGURE, "It rises.");

    figure->target = figure->id = "curve";
    figure->number = 3;
    ck_assert_str_eq(print_body(section),
                     "<figure id=curve><picture><img src=figures/curve.svg "
                     "alt=\"A curve &lt; a wall\" width=400 height=200 "
                     "style=--phone:283/400 loading=lazy></picture>"
                     "<figcaption><b>Figure\u00a03.</b> It rises. "
                     "<small>Source: model & data</small></figcaption>"
                     "</figure>");
}
END_TEST

static int
count_words(const char *text, const char *words)
{
    int count = 0;

    while ((text = strstr(text, words))) {
        text++;
        count++;
    }
    return count;
}

START_TEST(the_parameters_of_a_run_are_counted_once_a_page)
{
    static const char *const names[] = {"run", "run", "run again"};
    struct node *section = new_section();

    for (size_t i = 0; i < COUNT(names); i++)
        add_block(section, NODE_FIGURE, "It rises.")->target = names[i];
    const char *body = print_body(section);
    ck_assert_int_eq(count_words(body, "<p>With a wall: 1 parameter"), 1);
    ck_assert_int_eq(count_words(body, "evidence V\u00a01.<p>"), 1);
    ck_assert_int_eq(count_words(body, "<p>With a wall.<p>"), 1);
    ck_assert_int_eq(count_words(body, "With a wall"), 2);
}
END_TEST

START_TEST(a_long_table_is_told_in_words_and_lies_beside_the_page)
{
    struct node *section = new_section();
    struct node *figure = add_block(section, NODE_FIGURE, "It rises.");

    for (size_t i = 0; i < COUNT(years); i++) {
        years[i] = 2026 + (double)i / 10;
        levels[i] = i ? (double)i : 0.5;
    }
    figure->target = "table";
    figure->id = "t";
    const char *body = print_body(section);
    ck_assert_ptr_nonnull(strstr(body, "aria-describedby=t-data"));
    ck_assert_ptr_nonnull(
        strstr(body, "<p id=t-data>200 rows, central.time from January "
                     "2026 to November 2045. Level: rises from 0.5 GW to 199 "
                     "GW."));
    ck_assert_ptr_null(strstr(body, "<table>"));
    ck_assert_ptr_nonnull(
        strstr(body, "<a href=figures/table.csv download>Data as CSV</a>, "
                     "60 of 200 rows, evenly spaced</details>"));
}
END_TEST

START_TEST(a_short_table_lies_beside_the_page_too)
{
    struct node *section = new_section();

    add(section, NODE_FIGURE)->target = "three";
    const char *body = print_body(section);
    ck_assert_ptr_null(strstr(body, "<table"));
    ck_assert_ptr_nonnull(strstr(body, "href=figures/three.csv download>Data "
                                       "as CSV</a></details>"));
}
END_TEST

START_TEST(an_unknown_figure_leaves_a_gap)
{
    struct node *section = new_section();

    add(section, NODE_FIGURE)->target = "<none>";
    ck_assert_str_eq(print_body(section),
                     "<figure><div class=gap>&lt;none&gt;</div>"
                     "</figure>");
}
END_TEST

START_TEST(a_reference_fills_itself)
{
    struct node *section = new_section();
    struct node *figure = add(section, NODE_FIGURE);
    struct node *heading = add_heading(section, 2, "part", "A & B");
    struct node *paragraph = add(section, NODE_PARAGRAPH);

    figure->target = figure->id = "curve";
    figure->number = 3;
    add(heading, NODE_NOTE_MARK)->number = 1;
    add(paragraph, NODE_REFERENCE)->target = "curve";
    add(paragraph, NODE_REFERENCE)->target = "why";
    add(paragraph, NODE_REFERENCE)->target = "part";
    ck_assert_ptr_nonnull(strstr(print_body(section),
                                 "<p><a href=#curve>Figure\u00a03</a>"
                                 "<a href=#why>section\u00a01</a>"
                                 "<a href=#part>A & B</a></p>"));
}
END_TEST

static void
add_phase(struct node *section, const char *id, int part)
{
    add_heading(section, 2, id, "Turn");
    struct node *sequence = add_block(section, NODE_SEQUENCE, "A caption.");
    sequence->target = "spiral";
    sequence->part = part;
    add_block(section, NODE_PARAGRAPH, "words");
}

START_TEST(headings_with_a_sequence_become_phases_with_a_stage)
{
    struct node *section = new_section();

    add_phase(section, "phase-1", 1);
    add_phase(section, "other", 2);
    add_block(add(section, NODE_NOTE), NODE_PARAGRAPH, "note");
    const char *page = print_body(section);
    static const char *const wanted[] = {
        "<nav class=progress aria-label=Phases>",
        "<li><a href=#phase-2><b>2</b>",
        "<p class=unseen role=status>"
        "<section class=phase data-phase=1 id=phase-1><h3><small>Phase "
        "1</small> ",
        "<figure class=stage data-stage data-count=36 "
        "data-path=sequences/spiral/p1-><img "
        "src=sequences/spiral/p1-035.png alt=\"one &quot;turn&quot;\" "
        "loading=lazy width=400 height=300><details "
        "class=keys><summary>6 key frames</summary><ol><li><img "
        "src=sequences/spiral/p1-005.png alt=\"doubles in &lt;5 days\" ",
        "loading=lazy><span>May</span></ol></details><figcaption>A "
        "caption.</figcaption></figure></div>"
        "<p>words</section>"
        "<section class=phase data-phase=2 id=phase-2>"
        "<h3 id=other>",
        "<p>words</section></div><details class=data>"
        "<summary>Data behind this sequence</summary>",
        "</details><div class=notes>",
    };
    for (size_t i = 0; i < COUNT(wanted); i++) {
        const char *found = strstr(page, wanted[i]);
        ck_assert_msg(found != NULL, "not in the page: %s", wanted[i]);
    }
    ck_assert_int_eq(count_words(page, "<details class=data"), 1);
}
END_TEST

START_TEST(a_whole_sequence_is_a_strip_of_its_last_frames)
{
    struct node *section = new_section();

    add(section, NODE_SEQUENCE)->target = "spiral";
    const char *page = print_body(section);
    ck_assert_ptr_nonnull(strstr(page, "sequences/spiral/p1-035.png"));
    ck_assert_ptr_nonnull(strstr(page, "sequences/spiral/p2-035.png"));
    ck_assert_ptr_null(strstr(page, "data-phase"));
    ck_assert_int_eq(count_words(page, "<details"), 1);
}
END_TEST

START_TEST(deep_quotes_are_no_danger)
{
    struct node *section = new_section();
    struct node *at = section;

    for (int i = 0; i < 100000; i++)
        at = add(at, NODE_QUOTE);
    ck_assert_uint_gt(strlen(print_body(section)), 2000000);
}
END_TEST

START_TEST(a_page_has_its_title_date_and_contents)
{
    struct node *section = new_section();

    ck_assert_str_eq(
        print_page(section->parent,
                   "{{title}}|{{date_words}}|{{#sections}}{{id}} {{number}} "
                   "{{{heading}}} {{class}}{{/sections}}"),
        "A &lt;title&gt;|2 November 2026|why 1 Why ");
}
END_TEST

static void
add_mark(struct node *section, const char *term, const char *id)
{
    struct node *mark =
        add_block(add(section, NODE_PARAGRAPH), NODE_INDEX, "here");

    mark->target = term;
    mark->id = id;
}

START_TEST(marks_of_the_index_are_listed_by_the_alphabet)
{
    struct node *why = new_section(), *how = make_section(why->parent);

    how->id = "how";
    how->first->first->text = "How";
    add_mark(why, "Zinc", "index-1");
    add_mark(why, "\u00e9tain!pur", "index-2");
    add_mark(why, "ferry", "index-3");
    add_mark(why, "ferry", "index-4");
    add_mark(how, "ferry", "index-5");
    const char *page = print_page(
        why->parent, "{{#contents}}[{{href}} {{{heading}}}]{{/contents}}"
                     "{{#sections}}{{id}}:{{{body}}}{{/sections}}");
    ck_assert_ptr_nonnull(strstr(page, "[#octavo-index Index]"));
    ck_assert_str_eq(strstr(page, "octavo-index:"),
                     "octavo-index:<ul><li>\u00e9tain<ul>"
                     "<li>pur, <a href=#index-2>Why</a></ul></ul>"
                     "<ul><li>ferry, <a href=#index-3>Why</a>, "
                     "<a href=#index-4>2</a>, <a href=#index-5>How</a>"
                     "</ul><ul><li>Zinc, <a href=#index-1>Why</a></ul>");
}
END_TEST

START_TEST(the_list_of_figures_is_there_when_it_is_asked_for)
{
    static const struct item wish = {
        .kind = ITEM_TEXT, .key = "list-of-figures", .text = "yes"};
    static const struct item settings = {.kind = ITEM_MAP, .first = &wish};
    struct node *section = new_section();
    struct node *figure = add_block(section, NODE_FIGURE, "A curve: it rises.");

    figure->target = figure->id = "curve";
    figure->number = 1;
    ck_assert_ptr_null(strstr(print_body(section), "<li>1 "));
    book_settings = &settings;
    const char *page = print_body(section);
    book_settings = NULL;
    ck_assert_ptr_nonnull(strstr(page, "<li>1 <a href=#curve>A curve</a>"));
}
END_TEST

START_TEST(a_citation_and_its_source_lead_to_each_other)
{
    struct node *section = new_section();
    struct node *cited =
        add_block(add(section, NODE_PARAGRAPH), NODE_CITATION, "1");
    struct node *source =
        add_block(add(section, NODE_SOURCES), NODE_SOURCE, "Knuth. ");

    cited->id = "citation-1";
    cited->target = source->id = "source-knuth";
    source->same = cited;
    source->parent->ordered = true;
    add(source, NODE_CITED);
    ck_assert_str_eq(
        print_body(section),
        "<p><a class=citation id=citation-1 "
        "role=doc-biblioref href=#source-knuth>1</a>"
        "<ol class=sources>"
        "<li id=source-knuth>Knuth.  <span class=cited>"
        "<a href=#citation-1 role=doc-backlink "
        "aria-label=\"Back to citation 1\">\u21a9</a></span></ol>");
}
END_TEST

/* A book of two sections whose book.yaml has html: {url, single, split}. */
static bool
print_split(const char *page)
{
    static const struct item wishes[] = {
        {.kind = ITEM_TEXT,
         .key = "url",
         .text = "https://a.org/b",
         .next = &wishes[1]},
        {.kind = ITEM_TEXT,
         .key = "single",
         .text = "true",
         .next = &wishes[2]},
        {.kind = ITEM_TEXT, .key = "split", .text = "section"},
    };
    static const struct item html = {
        .kind = ITEM_MAP, .key = "html", .first = wishes};
    static const struct item settings = {.kind = ITEM_MAP, .first = &html};
    struct node *document = add(NULL, NODE_DOCUMENT);
    struct node *why = make_section(document), *how = make_section(document);
    struct node *paragraph = add_block(how, NODE_PARAGRAPH, "See & ");

    how->id = "how";
    how->number = 2;
    add_heading(why, 2, "part", "A part");
    add(paragraph, NODE_REFERENCE)->target = "part";
    add(paragraph, NODE_REFERENCE)->target = "why";
    add_phase(how, "phase-1", 1);
    for (int i = 0; i < 36; i++)
        put_file(
            arena_print(&arena, "out/html/sequences/spiral/p1-%03d.png", i),
            "one");
    book_settings = &settings;
    bool done = strcmp(print_page(document, page), "failed") != 0;
    book_settings = NULL;
    return done;
}

START_TEST(a_book_may_be_a_page_a_section)
{
    static const char page[] =
        "{{#contents}}[{{href}}]{{/contents}}{{#leaf}}{{#previous}}<{{href}}"
        "{{/previous}}{{#next}}>{{href}}{{/next}}{{/leaf}}{{#begin}}^{{href}}"
        "{{/begin}}<main>{{#sections}}{{{body}}}{{/sections}}</main>";

    ck_assert(print_split(page));
    ck_assert_str_eq(take_file("out/html/index.html").at,
                     "[why.html][how.html]^why.html<main></main>");
    const char *why = take_file("out/html/why.html").at;
    ck_assert_msg(!strncmp(why, "[#why][how.html]>how.html<main>", 31), "%s",
                  why);
    const char *how = take_file("out/html/how.html").at;
    ck_assert_msg(!strncmp(how, "[why.html][#how]<why.html<main>", 31), "%s",
                  how);
    ck_assert_ptr_nonnull(strstr(how, "href=why.html#part>A part</a>"));
    ck_assert_ptr_nonnull(strstr(how, "href=why.html#why>section"));
    const char *words = take_file("out/html/words.js").at;
    ck_assert_ptr_nonnull(strstr(words, "[\"why.html\",\"part\",\"A part\","
                                        "\"\"]"));
    ck_assert_ptr_nonnull(strstr(words, "\"See & A partsection"));
    ck_assert_ptr_nonnull(strstr(take_file("out/html/sitemap.xml").at,
                                 "<loc>https://a.org/b/how.html</loc>"));
}
END_TEST

START_TEST(a_single_file_holds_what_it_names)
{
    ck_assert(print_split("<link rel=\"stylesheet\" href=\"style.css\">"
                          "<script src=\"script.js\"></script>"
                          "{{#sections}}{{{body}}}{{/sections}}"));
    const char *file = take_file("out/book.html").at;
    ck_assert_ptr_null(strstr(file, "src=\"sequences"));
    ck_assert_ptr_null(strstr(file, "src=\"script"));
    ck_assert_ptr_nonnull(strstr(file, "<img src=data:image/png;base64,b25l"));
    /* A key frame is not told twice. */
    ck_assert_ptr_nonnull(
        strstr(file, "class=\"pictures\">[\"data:image/png;base64,b25l\""));
    ck_assert_int_eq(count_words(file, "null"), 6);
    ck_assert_int_eq(count_words(file, "b25l"), 36 + 1);
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(style_loses_its_comments_and_nothing_else)
{
    struct node *section = new_section();

    book_style = "/* of\n two lines */\np > b, body :d {\n  /* one */\n  "
                 "e: calc(1px + 2 * 3px); /* two */\n  f: \"a ; b\";\n}\n"
                 "@media (g: 1em) {\n  p { i: j }\n}\n";
    print_page(section->parent, "<body><p><b></b></p></body>");
    ck_assert_str_eq(take_file("out/html/style.css").at,
                     "p>b,body :d{e:calc(1px + 2*3px);f:\"a ; b\"}"
                     "@media (g:1em){p{i:j}}\n");
    book_style = "";
}
END_TEST

/* A script and what is left of it. */
static const char *const squeezed[][2] = {
    {"a = b // c\n  d();\n", "a=b\nd();\n"},
    {"/* a */ f(\n  x,\n  y)\n  .z;\n", "f(x,y).z;\n"},
    {"a + +b; i++\n++j", "a+ +b;i++\n++j\n"},
    {"return /[/'\"]\\/ /.test(x) / 2 / y;",
     "return/[/'\"]\\/ /.test(x)/2/y;\n"},
    {"s = 'a  // \\' b'; t = \"c /* d\"", "s='a  // \\' b';t=\"c /* d\"\n"},
    {"`a  ${f({b: `c  d`})}  e` + 1", "`a  ${f({b: `c  d`})}  e`+1\n"},
    {"'not closed // ", "'not closed // \n"},
    {"/* not closed", "\n"},
};

START_TEST(a_script_loses_what_parts_nothing)
{
    struct node *section = new_section();

    book_script = squeezed[_i][0];
    const char *page =
        print_page(section->parent, "<script>{{{unpack}}}</script>");
    ck_assert_str_eq(
        page, arena_print(&arena, "<script>%s</script>", squeezed[_i][1]));
    book_script = "";
}
END_TEST

START_TEST(what_only_the_last_edition_had_is_removed)
{
    ck_assert(print_split("{{#sections}}{{{body}}}{{/sections}}"));
    put_file("out/html/mine.txt", "x");
    const char *why = path_join(&arena, folder, "out/html/why.html");
    const char *words = path_join(&arena, folder, "out/html/words.js");
    ck_assert(file_exists(why) && file_exists(words));
    print_body(new_section());
    ck_assert(!file_exists(why) && !file_exists(words));
    ck_assert(file_exists(path_join(&arena, folder, "out/html/mine.txt")));
    ck_assert(file_exists(path_join(&arena, folder, "out/html/index.html")));
}
END_TEST

START_TEST(a_faulty_template_leaves_the_last_page_alone)
{
    struct node *section = new_section();

    ck_assert_str_eq(print_page(section->parent, "good"), "good");
    ck_assert_str_eq(print_page(section->parent, "{{#bad}}"), "failed");
    ck_assert_str_eq(take_file("out/html/index.html").at, "good");
}
END_TEST

static const char *
print_markdown(const char *words)
{
    struct node *root = add(NULL, NODE_DOCUMENT);

    node_add(root, read_markdown(&arena, &diag, "x.md", bytes_of(words)));
    return print_body(root->first);
}

START_TEST(an_alert_is_an_aside_with_its_kind)
{
    ck_assert_str_eq(print_markdown("# T\n\n> [!TIP]\n> Try.\n\n"
                                    "> [!CAUTION]\n> Or not.\n"),
                     "<aside role=note aria-label=Tip class=alert>"
                     "<p class=kind>Tip<p>Try.</aside>"
                     "<aside role=note aria-label=Caution "
                     "class=\"alert grave\">"
                     "<p class=kind>Caution<p>Or not.</aside>");
}
END_TEST

START_TEST(a_cell_over_others_keeps_its_spans)
{
    const char *table =
        print_markdown("# T\n\n<table>\n"
                       "<tr><td rowspan=2>a</td><td colspan=2>b</td></tr>\n"
                       "<tr><td>c</td><td>d</td></tr>\n</table>\n");

    ck_assert_ptr_nonnull(strstr(table, "<tr><td rowspan=2>a"
                                        "<td colspan=2>b<tr><td>c<td>d<"));
}
END_TEST

START_TEST(a_section_behind_has_bold_and_italic_of_its_text)
{
    static const struct section behind = {.class = CLASS_BACK};
    struct node *section = new_section();
    struct node *paragraph = add(section, NODE_PARAGRAPH);

    open_faces();
    book_looks = "templates";
    book_style = read_golden("templates/html/style.css");
    section->section = &behind;
    add_text(add(paragraph, NODE_STRONG), "bold");
    add_text(add(paragraph, NODE_EMPHASIS), "italic");
    print_page(section->parent, "{{#sections}}{{> section}}{{/sections}}");
    book_style = "";
    book_looks = NULL;
    ck_assert_uint_gt(take_file("out/html/fonts/text-bold.woff2").length, 0);
    ck_assert_uint_gt(take_file("out/html/fonts/text-italic.woff2").length, 0);
}
END_TEST

START_TEST(formulas_are_mathml_as_the_golden_files_say)
{
    static const char *const names[] = {"maths", "maths-more"};

    for (size_t i = 0; i < COUNT(names); i++) {
        const char *stem = arena_print(&arena, "tests/golden/%s", names[i]);
        struct node *section = read_markdown(
            &arena, &diag, "content/a.md",
            bytes_of(read_golden(arena_print(&arena, "%s.md", stem))));
        node_add(add(NULL, NODE_DOCUMENT), section);
        section->id = "maths";
        check_golden(arena_print(&arena, "%s.html", stem), print_body(section));
        ck_assert_ptr_null(diag.first);
    }
}
END_TEST

Suite *
suite_html(void)
{
    Suite *suite = suite_create("html");
    TCase *cases = tcase_create("html");

    tcase_add_checked_fixture(cases, begin_test, end_test);
    tcase_add_checked_fixture(cases, make_folder, NULL);
    tcase_add_test(cases, words_are_escaped);
    tcase_add_test(cases, an_ampersand_is_escaped_where_a_name_may_follow);
    tcase_add_test(cases, marks_within_a_line_keep_their_order);
    tcase_add_loop_test(cases, a_link_to_the_web_or_the_book_is_kept, 0,
                        (int)COUNT(links));
    tcase_add_loop_test(cases, any_other_link_is_only_its_words, 0,
                        (int)COUNT(hostile));
    tcase_add_test(cases, headings_leave_out_no_level);
    tcase_add_test(cases, notes_are_linked_both_ways);
    tcase_add_test(cases,
                   a_tight_list_has_no_paragraphs_and_a_task_has_its_box);
    tcase_add_test(cases, a_table_has_a_head_a_body_and_aligned_cells);
    tcase_add_test(cases, a_frame_is_called_in_the_language_of_its_words);
    tcase_add_test(cases, a_block_of_no_code_is_no_stop);
    tcase_add_test(cases, a_caption_of_a_table_bears_its_number);
    tcase_add_test(cases, a_figure_has_its_number_caption_and_alternative_text);
    tcase_add_test(cases, the_parameters_of_a_run_are_counted_once_a_page);
    tcase_add_test(cases,
                   a_long_table_is_told_in_words_and_lies_beside_the_page);
    tcase_add_test(cases, a_short_table_lies_beside_the_page_too);
    tcase_add_test(cases, an_unknown_figure_leaves_a_gap);
    tcase_add_test(cases, a_reference_fills_itself);
    tcase_add_test(cases, headings_with_a_sequence_become_phases_with_a_stage);
    tcase_add_test(cases, a_whole_sequence_is_a_strip_of_its_last_frames);
    tcase_add_test(cases, deep_quotes_are_no_danger);
    tcase_add_test(cases, a_page_has_its_title_date_and_contents);
    tcase_add_test(cases, a_book_may_be_a_page_a_section);
    tcase_add_test(cases, a_single_file_holds_what_it_names);
    tcase_add_test(cases, style_loses_its_comments_and_nothing_else);
    tcase_add_test(cases, marks_of_the_index_are_listed_by_the_alphabet);
    tcase_add_test(cases, the_list_of_figures_is_there_when_it_is_asked_for);
    tcase_add_test(cases, a_citation_and_its_source_lead_to_each_other);
    tcase_add_loop_test(cases, a_script_loses_what_parts_nothing, 0,
                        (int)COUNT(squeezed));
    tcase_add_test(cases, what_only_the_last_edition_had_is_removed);
    tcase_add_test(cases, a_faulty_template_leaves_the_last_page_alone);
    tcase_add_test(cases, an_alert_is_an_aside_with_its_kind);
    tcase_add_test(cases, a_cell_over_others_keeps_its_spans);
    tcase_add_test(cases, a_section_behind_has_bold_and_italic_of_its_text);
    tcase_add_test(cases, formulas_are_mathml_as_the_golden_files_say);
    suite_add_tcase(suite, cases);
    suite_add_tcase(suite, case_mustache());
    suite_add_tcase(suite, case_woff2());
    suite_add_tcase(suite, case_scripts());
    return suite;
}
