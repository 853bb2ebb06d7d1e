/* check_scripts.c: scripts and styles as the page has them: squeezed, with
 * short names, without rules for nobody, and packed. */
#include "fixture.h"
#include "suites.h"

#include "print/html.h"
#include "print/inside.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *script, *wanted;
} scripts[] = {
    /* Frequent ones are shortest; what shadows still does. */
    {"(() => {\n  const width = 1;\n  let left = width + width;\n"
     "  use(width => width, left);\n})();",
     "(()=>{let a=1;let b=a+a;use(a=>a,b);})();\n"},
    /* What no scope knows both of may have one name, unless "var" has it. */
    {"function f(one) { return one; }\nfunction g(two) { return two; }",
     "function f(a){return a;}\nfunction g(a){return a;}\n"},
    {"function f(all) { { let one = all; use(one); }"
     " { let two = all; use(two); } all.map(each => each); }",
     "function f(a){{let b=a;use(b);}{let b=a;use(b);}a.map(b=>b);}\n"},
    {"function f() { { var one = 1; use(one); } { let two = 2; use(two); } }",
     "function f(){{var a=1;use(a);}{let b=2;use(b);}}\n"},
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

START_TEST(rules_for_what_no_page_nests_so_deep_are_not_in_the_style)
{
    struct leaf leaf = {
        .page = bytes_of("<ul><li><ul><li><ol><li>a</li></ol></li><li>b</li>"
                         "</ul></li></ul><ul><li><link></li></ul>"
                         "<blockquote>c</blockquote>")};
    struct html html = {.arena = &arena, .leaves = &leaf, .leaf_count = 1};
    const char *style =
        "li>ul,li li{q:1}li li>ol li{q:2}li li li li,ul{q:3}"
        "blockquote blockquote{q:4}@media print{blockquote blockquote "
        "blockquote{q:5}}";

    ck_assert_str_eq(html_rules(&html, bytes_of(style), NULL, 0).at,
                     "li>ul,li li{q:1}li li>ol li{q:2}ul{q:3}"
                     "blockquote blockquote{q:4}");
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

/* Bytes, and the letters that a script has for them. */
static const struct {
    struct bytes from;
    const char *letters;
} lettered[] = {
    {{"", 0}, "\"\",256,0"},
    {{"x", 1}, "\"\1\u7801\",256,1"},
    {{"xy", 2}, "\"\1\u7979\",256,0"},
    {{"xyz", 3}, "\"\1\u7801\u7a7b\",256,1"},
    {{"\0\0", 2}, "\"\1\1\",256,0"},
    {{"\1\0", 2}, "\"\2\3\",256,0"},
    {{"\v\0", 2}, "\"\2\t\",256,0"},
    {{"#\0", 2}, "\"\2!\",256,0"},
    {{"\1\xd8", 2}, "\"\u0800\ud001\",256,0"},
    {{"\xff\xff", 2}, "\"\1\ufffe\",256,0"},
};

START_TEST(packed_bytes_are_letters_that_a_string_takes)
{
    struct text text = text_new(&arena);

    text_letters(&text, lettered[_i].from);
    ck_assert_str_eq(text.at, lettered[_i].letters);
}
END_TEST

/* What unpack.js makes of letters, their block and what to skip: as much as
 * bytes has. */
static void
check_letters(const char *letters, struct bytes bytes)
{
    const char *end = strrchr(letters, '"');
    int block = atoi(end + 2), skip = atoi(strrchr(end, ',') + 1);
    size_t done = 0;
    unsigned key = 0;

    letters++;
    for (int i = 0; letters < end; i++) {
        uint32_t unit = utf8_next(&letters, end);
        ck_assert(unit && unit < 0x10000 && !(unit >= 0xd800 && unit < 0xe000));
        ck_assert(!strchr("\n\r\"<\\", unit < 0x80 ? (int)unit : 'a'));
        if (i % block == 0)
            key = unit;
        unsigned pair = unit ^ (key * (unsigned)(i % block));
        for (int half = 0; half < 2 && i % block; half++, pair >>= 8) {
            if (skip-- > 0)
                continue;
            ck_assert_uint_lt(done, bytes.length);
            ck_assert_uint_eq(pair & 0xff, (unsigned char)bytes.at[done++]);
        }
    }
    ck_assert_uint_eq(done, bytes.length);
}

START_TEST(packed_bytes_are_the_bytes_again)
{
    struct text text = text_new(&arena);
    char bytes[5003];

    for (unsigned i = 0, random = 7; i < sizeof bytes; i++) {
        random = random * 1103515245u + 12345u;
        bytes[i] = (char)(i > 4000 ? 0xd8 : random >> 16);
    }
    text_letters(&text, (struct bytes){bytes, sizeof bytes});
    ck_assert_ptr_nonnull(strstr(text.at, "\",256,1"));
    check_letters(text.at, (struct bytes){bytes, sizeof bytes});
}
END_TEST

/* The uppermost five bits, in five bits, that make the most of the keys rare
 * which are left, for the letter at index i; they are no longer left. */
static unsigned
spoil_keys(bool *spoilt, unsigned i)
{
    unsigned counts[32] = {0}, worst = 0;

    for (unsigned key = 1; key < 0x10000; key++)
        counts[(key * i & 0xffff) >> 11 ^ 0x1b] += !spoilt[key];
    for (unsigned top = 1; top < 32; top++)
        worst = counts[top] > counts[worst] ? top : worst;
    for (unsigned key = 1; key < 0x10000; key++)
        spoilt[key] = spoilt[key] || ((key * i & 0xffff) >> 11 ^ 0x1b) == worst;
    return worst;
}

START_TEST(bytes_that_no_key_fits_have_shorter_blocks)
{
    static bool spoilt[0x10000];
    struct text text = text_new(&arena);
    char bytes[510] = {0};

    for (unsigned i = 1; i < 256; i++)
        bytes[2 * i - 1] = (char)(spoil_keys(spoilt, i) << 3);
    text_letters(&text, (struct bytes){bytes, sizeof bytes});
    ck_assert_ptr_null(strstr(text.at, "\",256,"));
    check_letters(text.at, (struct bytes){bytes, sizeof bytes});
}
END_TEST

START_TEST(a_packed_script_is_sixteen_bits_a_letter)
{
    struct text text = text_new(&arena);

    text_wide(&text, (struct bytes){"a\u7978\U0001f40b", 8});
    ck_assert_uint_eq(text.length, 8);
    ck_assert_mem_eq(text.at, "a\0xy\x3d\xd8\x0b\xdc", 8);
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
    tcase_add_test(all,
                   rules_for_what_no_page_nests_so_deep_are_not_in_the_style);
    tcase_add_test(all, a_page_is_without_what_browsers_put_in);
    tcase_add_loop_test(all, packed_bytes_are_letters_that_a_string_takes, 0,
                        (int)COUNT(lettered));
    tcase_add_test(all, packed_bytes_are_the_bytes_again);
    tcase_add_test(all, bytes_that_no_key_fits_have_shorter_blocks);
    tcase_add_test(all, a_packed_script_is_sixteen_bits_a_letter);
    return all;
}
