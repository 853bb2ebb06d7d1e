/* check_edition.c: the reading edition as a whole: phases, contents, index and
 * sources, a page a section, one file, its style and scripts, what is left of
 * another. */
#include "browsed.h"
#include "golden.h"
#include "suites.h"

#include <stdlib.h>
#include <string.h>

static void
add_phase(struct node *section, const char *id, int part)
{
    heading_under(section, 2, id, "Turn");
    struct node *sequence = block_under(section, NODE_SEQUENCE, "A caption.");
    sequence->target = "spiral";
    sequence->part = part;
    block_under(section, NODE_PARAGRAPH, "words");
}

START_TEST(headings_with_a_sequence_become_phases_with_a_stage)
{
    struct node *section = new_section();

    add_phase(section, "phase-1", 1);
    add_phase(section, "other", 2);
    block_under(node_under(section, NODE_NOTE), NODE_PARAGRAPH, "note");
    const char *page = print_body(section);
    static const char *const wanted[] = {
        "<nav class=progress aria-label=Phases>",
        "<li><a href=#phase-2><b>2</b>",
        "<p class=unseen role=status><section class=phase data-phase=1 ",
        "id=phase-1><h3><small>Phase 1</small> ",
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
        "<p>words</section></div><details class=data>",
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

    node_under(section, NODE_SEQUENCE)->target = "spiral";
    const char *page = print_body(section);
    ck_assert_ptr_nonnull(strstr(page, "sequences/spiral/p1-035.png"));
    ck_assert_ptr_nonnull(strstr(page, "sequences/spiral/p2-035.png"));
    ck_assert_ptr_null(strstr(page, "data-phase"));
    ck_assert_int_eq(count_words(page, "<details"), 1);
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
        block_under(node_under(section, NODE_PARAGRAPH), NODE_INDEX, "here");

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
    struct node *figure =
        block_under(section, NODE_FIGURE, "A curve: it rises.");

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
        block_under(node_under(section, NODE_PARAGRAPH), NODE_CITATION, "1");
    struct node *source =
        block_under(node_under(section, NODE_SOURCES), NODE_SOURCE, "Knuth. ");

    cited->id = "citation-1";
    cited->target = source->id = "source-knuth";
    source->same = cited;
    source->parent->ordered = true;
    node_under(source, NODE_CITED);
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
    struct node *document = node_under(NULL, NODE_DOCUMENT);
    struct node *why = make_section(document), *how = make_section(document);
    struct node *paragraph = block_under(how, NODE_PARAGRAPH, "See & ");

    how->id = "how";
    how->number = 2;
    heading_under(why, 2, "part", "A part");
    node_under(paragraph, NODE_REFERENCE)->target = "part";
    node_under(paragraph, NODE_REFERENCE)->target = "why";
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

/* Of a section behind the text with something bold and something italic. */
static void
print_behind(const char *bold)
{
    static const struct section behind = {.class = CLASS_BACK};
    struct node *section = new_section();
    struct node *paragraph = node_under(section, NODE_PARAGRAPH);

    open_faces();
    book_looks = "templates";
    book_style = read_golden("templates/html/style.css");
    section->section = &behind;
    words_under(node_under(paragraph, NODE_STRONG), bold);
    words_under(node_under(paragraph, NODE_EMPHASIS), "italic");
    print_page(section->parent, "{{#sections}}{{> section}}{{/sections}}");
    book_style = "";
    book_looks = NULL;
}

START_TEST(a_section_behind_has_bold_and_italic_of_its_text)
{
    print_behind("bold");
    ck_assert_uint_gt(take_file("out/html/fonts/text-bold.woff2").length, 0);
    ck_assert_uint_gt(take_file("out/html/fonts/text-italic.woff2").length, 0);
    ck_assert_ptr_null(
        strstr(take_file("out/html/style.css").at, "font-family:Rest"));
}
END_TEST

START_TEST(what_the_bold_lacks_comes_from_the_regular)
{
    print_behind("f\xc3\xaate");
    ck_assert_ptr_nonnull(
        strstr(take_file("out/html/style.css").at, "font-family:Rest"));
}
END_TEST

TCase *
case_edition(void)
{
    TCase *cases = tcase_create("edition");

    tcase_add_checked_fixture(cases, begin_test, end_test);
    tcase_add_checked_fixture(cases, make_folder, NULL);
    tcase_add_test(cases, headings_with_a_sequence_become_phases_with_a_stage);
    tcase_add_test(cases, a_whole_sequence_is_a_strip_of_its_last_frames);
    tcase_add_test(cases, a_page_has_its_title_date_and_contents);
    tcase_add_test(cases, marks_of_the_index_are_listed_by_the_alphabet);
    tcase_add_test(cases, the_list_of_figures_is_there_when_it_is_asked_for);
    tcase_add_test(cases, a_citation_and_its_source_lead_to_each_other);
    tcase_add_test(cases, a_book_may_be_a_page_a_section);
    tcase_add_test(cases, a_single_file_holds_what_it_names);
    tcase_add_test(cases, style_loses_its_comments_and_nothing_else);
    tcase_add_loop_test(cases, a_script_loses_what_parts_nothing, 0,
                        (int)COUNT(squeezed));
    tcase_add_test(cases, what_only_the_last_edition_had_is_removed);
    tcase_add_test(cases, a_faulty_template_leaves_the_last_page_alone);
    tcase_add_test(cases, a_section_behind_has_bold_and_italic_of_its_text);
    tcase_add_test(cases, what_the_bold_lacks_comes_from_the_regular);
    return cases;
}
