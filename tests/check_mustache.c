/* check_mustache.c: the templates of the HTML edition, filled from files in a
 * folder of their own. */
#include "fixture.h"
#include "suites.h"

#include "print/mustache.h"

#include <string.h>

static const char *
fill(const char *words, const struct field *root)
{
    struct shelf shelf = {&arena, &diag, {folder, NULL}, "templates/html"};
    struct text out = text_new(&arena);

    put_file("page.mustache", words);
    shelf_fill(&shelf, &out, "page.mustache", root);
    return out.at;
}

static struct field *
make_fields(void)
{
    struct field *root = field_new(&arena);
    struct field *list = field_list(&arena, root, "figures");

    field_text(&arena, root, "title", "Sense & <Sensibility>");
    field_text(&arena, root, "empty", "");
    field_list(&arena, root, "none");
    field_text(&arena, field_map(&arena, list, NULL), "name", "one");
    field_text(&arena, field_map(&arena, list, NULL), "name", "two");
    field_text(&arena, field_map(&arena, root, "author"), "name", "Jane");
    field_text(&arena, field_list(&arena, root, "words"), NULL, "a<b");
    return root;
}

static const struct {
    const char *template, *wanted;
} templates[] = {
    {"plain { text } }}\n", "plain { text } }}\n"},
    {"{{title}}", "Sense &amp; &lt;Sensibility&gt;"},
    {"{{{title}}}|{{&title}}|{{& title }}",
     "Sense & <Sensibility>|Sense & <Sensibility>|Sense & <Sensibility>"},
    {"[{{nothing}}][{{nothing.at.all}}]", "[][]"},
    {"{{author.name}} {{#author}}{{name}} {{title}}{{/author}}",
     "Jane Jane Sense &amp; &lt;Sensibility&gt;"},
    {"{{#figures}}({{name}}){{/figures}}", "(one)(two)"},
    {"{{#words}}{{.}}{{/words}}", "a&lt;b"},
    {"{{#title}}yes{{/title}}{{^title}}no{{/title}}", "yes"},
    {"{{#empty}}yes{{/empty}}{{^empty}}no{{/empty}}", "no"},
    {"{{#none}}yes{{/none}}{{^none}}no{{/none}}", "no"},
    {"{{#missing}}yes{{/missing}}{{^missing}}no{{/missing}}", "no"},
    {"a{{! a note\nover lines }}b", "ab"},
    {"a\n  {{! a note }}  \nb\n", "a\nb\n"},
    {"a\r\n{{! a note }}\r\nb\r\n", "a\r\nb\r\n"},
    {"<ul>\n  {{#figures}}\n  <li>{{name}}\n  {{/figures}}\n</ul>\n",
     "<ul>\n  <li>one\n  <li>two\n</ul>\n"},
    {"| {{#figures}} {{/figures}} |\n", "|    |\n"},
    {"{{#title}}\n{{title}}\n{{/title}}", "Sense &amp; &lt;Sensibility&gt;\n"},
    {"{{^none}}{{#author}}{{^missing}}deep{{/missing}}{{/author}}{{/none}}",
     "deep"},
};

START_TEST(a_template_is_filled_as_mustache_says)
{
    const char *out = fill(templates[_i].template, make_fields());

    ck_assert_str_eq(out, templates[_i].wanted);
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(a_partial_alone_on_its_line_is_indented_but_its_values_are_not)
{
    struct field *root = make_fields();

    field_text(&arena, root, "poem", "x\ny\n");
    put_file("part.mustache", "<p>\n{{{poem}}}</p>\n");
    ck_assert_str_eq(fill("<div>\n  {{> part}}\n</div>\n", root),
                     "<div>\n  <p>\n  x\ny\n</p>\n</div>\n");
    ck_assert_str_eq(fill("[{{>part}}]", root), "[<p>\nx\ny\n</p>\n]");
}
END_TEST

static const struct {
    const char *template, *said;
    int line, col;
} faults[] = {
    {"a\n  {{> nowhere}}\n", "no file 'templates/html/nowhere.mustache'", 2, 3},
    {"{{> ../../etc/passwd}}", "no file", 1, 1},
    {"a {{title", "never ends", 1, 3},
    {"{{{title}}", "never ends", 1, 1},
    {"{{#title}}\n", "not closed", 1, 1},
    {"\n\n {{/title}}", "not open", 3, 2},
    {"{{#title}}{{/author}}{{/title}}", "is closed where 'title' is open", 1,
     11},
    {"{{=<% %>=}}", "cannot be changed", 1, 1},
    {"{{> page}}", "nested deeper", 1, 1},
};

START_TEST(a_fault_in_a_template_is_said_at_its_place)
{
    fill(faults[_i].template, make_fields());
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_ptr_nonnull(strstr(diag.first->words, faults[_i].said));
    ck_assert_str_eq(diag.first->place.file, "templates/html/page.mustache");
    ck_assert_int_eq(diag.first->place.line, faults[_i].line);
    ck_assert_int_eq(diag.first->place.col, faults[_i].col);
}
END_TEST

START_TEST(a_template_that_multiplies_itself_comes_to_an_end)
{
    struct text text = text_new(&arena);

    for (int i = 0; i < 12; i++)
        text_add(&text, "{{#figures}}{{#figures}}");
    text_add(&text, "x");
    for (int i = 0; i < 12; i++)
        text_add(&text, "{{/figures}}{{/figures}}");
    fill(text.at, make_fields());
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_ptr_nonnull(strstr(diag.first->words, "come to an end"));
}
END_TEST

START_TEST(a_template_of_the_book_comes_before_the_programs)
{
    struct shelf shelf = {
        &arena,
        &diag,
        {path_join(&arena, folder, "own"), path_join(&arena, folder, "looks")},
        "templates/html"};
    struct text out = text_new(&arena);

    put_file("looks/page.mustache", "{{> a}}{{> b}}");
    put_file("looks/a.mustache", "a");
    put_file("looks/b.mustache", "b");
    put_file("own/b.mustache", "B");
    shelf_fill(&shelf, &out, "page.mustache", field_new(&arena));
    ck_assert_str_eq(out.at, "aB");
}
END_TEST

TCase *
case_mustache(void)
{
    TCase *cases = tcase_create("mustache");

    tcase_add_checked_fixture(cases, begin_test, end_test);
    tcase_add_checked_fixture(cases, make_folder, NULL);
    tcase_add_loop_test(cases, a_template_is_filled_as_mustache_says, 0,
                        (int)COUNT(templates));
    tcase_add_test(
        cases, a_partial_alone_on_its_line_is_indented_but_its_values_are_not);
    tcase_add_loop_test(cases, a_fault_in_a_template_is_said_at_its_place, 0,
                        (int)COUNT(faults));
    tcase_add_test(cases, a_template_that_multiplies_itself_comes_to_an_end);
    tcase_add_test(cases, a_template_of_the_book_comes_before_the_programs);
    return cases;
}
