/* check_scripts.c: scripts and styles as the page has them: squeezed, with
 * short names, without rules for nobody. */
#include "fixture.h"
#include "suites.h"

#include "print/html.h"

#include <string.h>

static const struct {
    const char *script, *wanted;
} scripts[] = {
    /* Frequent ones are shortest; what shadows still does. */
    {"(() => {\n  const width = 1;\n  let left = width + width;\n"
     "  use(width => width, left);\n})();",
     "(()=>{let a=1;let b=a+a;use(a=>a,b);})();\n"},
    /* Properties and keys keep theirs, and {count} is both. */
    {"function f() { const count = 1, one = {count, size: 2};"
     " return one.count + one.size + count; }",
     "function f(){let a=1,b={count:a,size:2};return b.count+b.size+a;}\n"},
    {"function f({count}, [first, rest]) { return count + first + rest; }",
     "function f({count:a},[b,c]){return a+b+c;}\n"},
    /* What is nowhere declared is the browser's, and so is what it knows. */
    {"function f() { const open = window.name; return open(other); }",
     "function f(){let open=window.name;return open(other);}\n"},
    {"function f(other) { return a + other; }", "function f(b){return a+b;}\n"},
    /* Templates have script in them, strings and patterns have none. */
    {"function f(width) { return `width ${width + `${width}`} ` +"
     " 'width' + /[/'\"]width/.source; }",
     "function f(a){return`width ${a + `${a}`} `+'width'+"
     "/[/'\"]width/.source;}\n"},
    {"class Box { width() { return 1; }\n"
     "  take(width) { return this.width() + width; } }",
     "class Box{width(){return 1;}\ntake(a){return this.width()+a;}}\n"},
    {"function f(list) { const {of, at: place = 1} = list;"
     " for (const one of list)\n    go(one, of);\n  if (place)\n    go(); }",
     "function f(a){let{of,at:place=1}=a;for(let b of a)go(b,of);"
     "if(place)go();}\n"},
    /* Beyond it. */
    {"function f(width) { return eval('width'); }",
     "function f(width){return eval('width');}\n"},
    {"function f(width) { return width; } }",
     "function f(width){return width;}}\n"},
    {"function f(width) { return `${width",
     "function f(width){return`${width\n"},
};

START_TEST(variables_of_a_script_have_short_names)
{
    struct bytes found = html_code(&arena, bytes_of(scripts[_i].script), true);

    ck_assert_str_eq(found.at, scripts[_i].wanted);
}
END_TEST

/* Long enough to be told from what it is to become. */
START_TEST(many_variables_have_names_of_their_own)
{
    struct text script = text_new(&arena);

    text_add(&script, "(() => {");
    for (int i = 0; i < 200; i++)
        text_print(&script, "let variable%d = %d;", i, i);
    text_add(&script, "})();");
    const char *found = html_code(&arena, text_all(&script), true).at;
    ck_assert_ptr_nonnull(strstr(found, "let a=0;let b=1;"));
    ck_assert_ptr_nonnull(strstr(found, "let Z=51;let aa=52;"));
    ck_assert_ptr_null(strstr(found, "let as="));
    ck_assert_ptr_null(strstr(found, "variable"));
}
END_TEST

/* A style and what is left of it. */
static const char *const styles[][2] = {
    {"a { b: 0.5em -0.25em 10.05em; c: 0 0.5; }",
     "a{b:.5em -.25em 10.05em;c:0 .5}\n"},
    {"a + b ~ c, d > e :f {}", "a+b~c,d>e :f{}\n"},
    {"a { b: calc(1em + 2 * (3em - 4em) / 2) - min(1px, 2px * 3); }",
     "a{b:calc(1em + 2*(3em - 4em)/2) - min(1px,2px*3)}\n"},
    {"a { b: url(\"0.5/c.d\") url(\"e f\"), url(0.5g); c: 1 / span 2 }",
     "a{b:url(0.5/c.d) url(\"e f\"),url(0.5g);c:1 / span 2}\n"},
    {"a { b: \"0.5 + 0.5 /* c */\"; d: url(\"e)",
     "a{b:\"0.5 + 0.5 /* c */\";d:url(\"e)\n"},
};

START_TEST(a_style_is_without_what_parts_nothing)
{
    struct bytes found = html_code(&arena, bytes_of(styles[_i][0]), false);

    ck_assert_str_eq(found.at, styles[_i][1]);
}
END_TEST

START_TEST(strings_of_a_script_are_found_in_their_quotes)
{
    const char *script = "a('b c', \"d\") // 'e'\nf(/'g'/, `h${i('j')}`)";

    ck_assert_str_eq(html_strings(&arena, bytes_of(script)).at,
                     "'b c'\"d\"`h${i('j')}`");
}
END_TEST

START_TEST(rules_that_nothing_can_use_are_not_in_the_style)
{
    struct leaf leaf = {
        .page = bytes_of("<p class=\"a b\" id=\"c\">nobody</p><script>'d'"
                         "</script><script type=\"x\">\"n\"</script>")};
    struct html html = {.arena = &arena, .leaves = &leaf, .leaf_count = 1};
    struct bytes script = bytes_of("x.n.add('e f','ul',`<b>`)||'.bb'");
    const char *style =
        "@import \"x\";p{q:1}.a .b{q:2}.nobody{q:3}#c,#n,.d{q:4}.e>.bb{q:5}"
        "@media print{.n{q:\"}\"}}@media screen{.n{}.e:not(.n){q:6}}"
        "@font-face{f:.n}ul>b,.a+hr,e[g=\"h i\"],p[g=\"h i\"]{q:7}#a,.c{q:8}"
        ".a{q:.5em";

    ck_assert_str_eq(html_rules(&html, bytes_of(style), &script, 1).at,
                     "@import \"x\";p{q:1}.a .b{q:2}#c,.d{q:4}"
                     "@media screen{.e:not(.n){q:6}}@font-face{f:.n}"
                     "ul>b,p[g=\"h i\"]{q:7}.a{q:.5em");
}
END_TEST

START_TEST(a_page_is_without_what_browsers_put_in)
{
    const char *page =
        "<div class=\"a\" id=\"b c\" title=\"\">\n <p>one <b> two</b> </p>\n"
        " <p><a href=\"x/\">y</a></p>\n</div><pre class=\"k\">\n a </pre>\n"
        "<math><mspace width=\"1em\"/></math> <i>z</i>";

    ck_assert_str_eq(html_slim(&arena, bytes_of(page)).at,
                     "<div class=a id=\"b c\" title><p>one <b> two</b>"
                     "<p><a href=\"x/\">y</a></div><pre class=\"k\">\n a </pre>"
                     "<math><mspace width=\"1em\"/></math> <i>z</i>");
}
END_TEST

TCase *
case_scripts(void)
{
    TCase *all = tcase_create("scripts");

    tcase_add_checked_fixture(all, begin_test, end_test);
    tcase_add_loop_test(all, variables_of_a_script_have_short_names, 0,
                        (int)COUNT(scripts));
    tcase_add_test(all, many_variables_have_names_of_their_own);
    tcase_add_loop_test(all, a_style_is_without_what_parts_nothing, 0,
                        (int)COUNT(styles));
    tcase_add_test(all, strings_of_a_script_are_found_in_their_quotes);
    tcase_add_test(all, rules_that_nothing_can_use_are_not_in_the_style);
    tcase_add_test(all, a_page_is_without_what_browsers_put_in);
    return all;
}
