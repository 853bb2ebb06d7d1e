/* check_html.c: small trees as HTML: what becomes of words, links, lists,
 * tables, figures and formulas. */
#include "browsed.h"
#include "golden.h"
#include "read/read.h"
#include "suites.h"

#include <string.h>

START_TEST(words_are_escaped)
{
    struct node *section = new_section();
    struct node *paragraph = block_under(section, NODE_PARAGRAPH, "<b>&\"'");

    node_under(paragraph, NODE_CODE)->text = "</code><script>";
    ck_assert_str_eq(print_body(section),
                     "<p>&lt;b&gt;&&quot;'<code>&lt;/code&gt;"
                     "&lt;script&gt;</code></p>");
}
END_TEST

START_TEST(an_ampersand_is_escaped_where_a_name_may_follow)
{
    struct node *section = new_section();

    block_under(section, NODE_PARAGRAPH, "D&H, R & D, &lt, &c; &#1, &");
    ck_assert_str_eq(print_body(section),
                     "<p>D&H, R & D, &amp;lt, &amp;c; &amp;#1, &</p>");
}
END_TEST

START_TEST(marks_within_a_line_keep_their_order)
{
    struct node *section = new_section();
    struct node *paragraph = node_under(section, NODE_PARAGRAPH);
    struct node *strong = node_under(paragraph, NODE_STRONG);

    words_under(node_under(strong, NODE_EMPHASIS), "a");
    node_under(paragraph, NODE_SPACE);
    words_under(node_under(paragraph, NODE_STRIKE), "b");
    node_under(paragraph, NODE_BREAK);
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
    struct node *link =
        node_under(node_under(section, NODE_PARAGRAPH), NODE_LINK);

    link->target = links[_i].target;
    words_under(link, "x");
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
    struct node *link =
        node_under(node_under(section, NODE_PARAGRAPH), NODE_LINK);

    link->target = hostile[_i];
    words_under(link, "x");
    ck_assert_str_eq(print_body(section), "<p>x</p>");
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert_int_eq(diag.first->place.line, 3);
}
END_TEST

START_TEST(headings_leave_out_no_level)
{
    struct node *section = new_section();

    heading_under(section, 4, "a", "A");
    heading_under(section, 2, "b", "B");
    heading_under(section, 3, NULL, "C");
    ck_assert_str_eq(print_body(section), "<h3 id=a>A</h3>"
                                          "<h3 id=b>B</h3>"
                                          "<h4>C</h4>");
}
END_TEST

START_TEST(notes_are_linked_both_ways)
{
    struct node *section = new_section();
    struct node *paragraph = block_under(section, NODE_PARAGRAPH, "a");
    struct node *mark = node_under(paragraph, NODE_NOTE_MARK);
    struct node *again = node_under(paragraph, NODE_NOTE_MARK);
    struct node *note = node_under(section, NODE_NOTE);

    mark->number = again->number = note->number = 1;
    mark->note = again->note = note;
    block_under(note, NODE_PARAGRAPH, "b");
    ck_assert_str_eq(print_body(section),
                     "<p>a<sup><a id=mark-why-1 href=#note-why-1 "
                     "role=doc-noteref aria-label=\"Note 1\">1</a></sup>"
                     "<sup><a href=#note-why-1 role=doc-noteref "
                     "aria-label=\"Note 1\">1</a></sup>"
                     "<div class=notes><ol><li id=note-why-1><p>b "
                     "<a href=#mark-why-1 role=doc-backlink "
                     "aria-label=\"Back to mark 1\">\u21a9</a></ol>"
                     "</div>");
}
END_TEST

START_TEST(a_tight_list_has_no_paragraphs_and_a_task_has_its_box)
{
    struct node *section = new_section();
    struct node *list = node_under(section, NODE_LIST);

    list->tight = list->ordered = true;
    list->start = 3;
    block_under(node_under(list, NODE_ITEM), NODE_PARAGRAPH, "a");
    struct node *done = node_under(list, NODE_ITEM);
    done->task = 2;
    block_under(done, NODE_PARAGRAPH, "b");
    ck_assert_str_eq(print_body(section),
                     "<ol start=3><li>a<li><span class=\"box "
                     "done\" role=img aria-label=done></span> b"
                     "</ol>");
}
END_TEST

START_TEST(a_table_has_a_head_a_body_and_aligned_cells)
{
    struct node *section = new_section();
    struct node *table = node_under(section, NODE_TABLE);

    table->aligns = "-r";
    for (int i = 0; i < 2; i++) {
        struct node *row = node_under(table, NODE_ROW);
        row->header = !i;
        block_under(row, NODE_CELL, "a");
        block_under(row, NODE_CELL, "b");
    }
    ck_assert_str_eq(print_body(section), "<div class=table><table "
                                          "class=right-2><thead><tr><th>a"
                                          "<th>b<tbody>"
                                          "<tr><td>a<td>b</table>"
                                          "</div>");
}
END_TEST

START_TEST(a_caption_of_a_table_bears_its_number)
{
    struct node *section = new_section();
    struct node *table = node_under(section, NODE_TABLE);

    table->text = "Ships & boats";
    table->id = "ships";
    table->number = 2;
    block_under(node_under(table, NODE_ROW), NODE_CELL, "a");
    ck_assert_ptr_nonnull(
        strstr(print_body(section),
               "id=ships><table><caption><b>Table\u00a02.</b> Ships "
               "& boats<t"));
}
END_TEST

START_TEST(a_figure_has_its_number_caption_and_alternative_text)
{
    struct node *section = new_section();
    struct node *figure = block_under(section, NODE_FIGURE, "It rises.");

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

START_TEST(the_parameters_of_a_run_are_counted_once_a_page)
{
    static const char *const names[] = {"run", "run", "run again"};
    struct node *section = new_section();

    for (size_t i = 0; i < COUNT(names); i++)
        block_under(section, NODE_FIGURE, "It rises.")->target = names[i];
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
    struct node *figure = block_under(section, NODE_FIGURE, "It rises.");

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

    node_under(section, NODE_FIGURE)->target = "three";
    const char *body = print_body(section);
    ck_assert_ptr_null(strstr(body, "<table"));
    ck_assert_ptr_nonnull(strstr(body, "href=figures/three.csv download>Data "
                                       "as CSV</a></details>"));
}
END_TEST

START_TEST(an_unknown_figure_leaves_a_gap)
{
    struct node *section = new_section();

    node_under(section, NODE_FIGURE)->target = "<none>";
    ck_assert_str_eq(print_body(section),
                     "<figure><div class=gap>&lt;none&gt;</div>"
                     "</figure>");
}
END_TEST

START_TEST(a_reference_fills_itself)
{
    struct node *section = new_section();
    struct node *figure = node_under(section, NODE_FIGURE);
    struct node *heading = heading_under(section, 2, "part", "A & B");
    struct node *paragraph = node_under(section, NODE_PARAGRAPH);

    figure->target = figure->id = "curve";
    figure->number = 3;
    node_under(heading, NODE_NOTE_MARK)->number = 1;
    node_under(paragraph, NODE_REFERENCE)->target = "curve";
    node_under(paragraph, NODE_REFERENCE)->target = "why";
    node_under(paragraph, NODE_REFERENCE)->target = "part";
    ck_assert_ptr_nonnull(strstr(print_body(section),
                                 "<p><a href=#curve>Figure\u00a03</a>"
                                 "<a href=#why>section\u00a01</a>"
                                 "<a href=#part>A & B</a></p>"));
}
END_TEST

START_TEST(deep_quotes_are_no_danger)
{
    struct node *section = new_section();
    struct node *at = section;

    for (int i = 0; i < 100000; i++)
        at = node_under(at, NODE_QUOTE);
    ck_assert_uint_gt(strlen(print_body(section)), 2000000);
}
END_TEST

static const char *
print_markdown(const char *words)
{
    struct node *root = node_under(NULL, NODE_DOCUMENT);

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

START_TEST(a_link_shows_its_title_unless_its_words_do)
{
    ck_assert_str_eq(
        print_markdown("# T\n\n[a](#t \"A \\\"b\\\" & c\"), [*A* b](#t 'A b'), "
                       "<a href=#t title=D>d</a>, [](#t \"E\") and [f][].\n\n"
                       "[f]: #t \"F g\"\n"),
        "<p><a href=#t title=\"A &quot;b&quot; &amp; c\">a</a>, "
        "<a href=#t><em>A</em> b</a>, <a href=#t title=D>d</a>, "
        "<a href=#t>section\u00a01</a> and <a href=#t title=\"F "
        "g\">f</a>.</p>");
    ck_assert_ptr_null(diag.first);
}
END_TEST

START_TEST(terms_are_told_from_what_they_mean)
{
    ck_assert_str_eq(
        print_markdown("# T\n\n<dl><dt>a</dt><dt>b</dt><dd>One</dd>\n"
                       "<dt>c</dt><dd><p>Two</p><p>Three</p></dd></dl>\n\n"
                       "<dl><dd>Of none</dd></dl>\n"),
        "<dl><dt><strong>a</strong><dt><strong>b</strong><dd>One"
        "<dt><strong>c</strong><dd><p>Two<p>Three</p></dl><p>Of none</p>");
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

START_TEST(formulas_are_mathml_as_the_golden_files_say)
{
    static const char *const names[] = {"maths", "maths-more"};

    for (size_t i = 0; i < COUNT(names); i++) {
        const char *stem = arena_print(&arena, "tests/golden/%s", names[i]);
        struct node *section = read_markdown(
            &arena, &diag, "content/a.md",
            bytes_of(read_golden(arena_print(&arena, "%s.md", stem))));
        node_add(node_under(NULL, NODE_DOCUMENT), section);
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
    tcase_add_test(cases, a_caption_of_a_table_bears_its_number);
    tcase_add_test(cases, a_figure_has_its_number_caption_and_alternative_text);
    tcase_add_test(cases, the_parameters_of_a_run_are_counted_once_a_page);
    tcase_add_test(cases,
                   a_long_table_is_told_in_words_and_lies_beside_the_page);
    tcase_add_test(cases, a_short_table_lies_beside_the_page_too);
    tcase_add_test(cases, an_unknown_figure_leaves_a_gap);
    tcase_add_test(cases, a_reference_fills_itself);
    tcase_add_test(cases, deep_quotes_are_no_danger);
    tcase_add_test(cases, an_alert_is_an_aside_with_its_kind);
    tcase_add_test(cases, a_link_shows_its_title_unless_its_words_do);
    tcase_add_test(cases, terms_are_told_from_what_they_mean);
    tcase_add_test(cases, a_cell_over_others_keeps_its_spans);
    tcase_add_test(cases, formulas_are_mathml_as_the_golden_files_say);
    suite_add_tcase(suite, cases);
    suite_add_tcase(suite, case_edition());
    suite_add_tcase(suite, case_mustache());
    suite_add_tcase(suite, case_woff2());
    suite_add_tcase(suite, case_scripts());
    return suite;
}
