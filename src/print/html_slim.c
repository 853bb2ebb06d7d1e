/* html_slim.c: a page without what every browser puts in by itself (HTML,
 * "Optional tags"): end tags of cells, rows and items and of a paragraph that
 * another block follows, space around blocks, quotes around plain words, values
 * that are nothing. Of a booklet it is a tenth.
 *
 * What a newcomer would get wrong: this comes last. Whoever reads a page to
 * learn which letters a face must have, or which files it names, counts on end
 * tags and quotes. */
#include "html.h"

#include <string.h>

static bool
starts(const char *at, const char *words)
{
    return !strncmp(at, words, strlen(words));
}

static bool
starts_any(const char *at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (starts(at, words[i]))
            return true;
    return false;
}

static size_t
find_space(const char *at)
{
    return strspn(at, " \n");
}

/* Whether a paragraph ends by itself at what follows its end tag. */
static bool
ends_paragraph(const char *after)
{
    static const char *const blocks[] = {
        "<p>",       "<p ",       "<h2",          "<h3",      "<h4",
        "<h5",       "<h6",       "<div",         "<figure",  "<ul",
        "<ol",       "<section",  "<pre",         "<hr",      "<table",
        "<block",    "<dl",       "<footer",      "<details", "</li",
        "</div",     "</section", "</blockquote", "</main",   "</footer",
        "</details", "</header",  "<aside",       "</aside"};

    return starts_any(after + find_space(after), blocks, COUNT(blocks));
}

static bool
is_needless(const char *at)
{
    static const char *const ends[] = {
        "</caption>\n<t", "</td>", "</th>", "</tr>",   "</tbody>",
        "</li>",          "</dt>", "</dd>", "</body>", "</thead>\n<tbody",
        "</html>"};

    if (starts(at, "</p>"))
        return ends_paragraph(at + strlen("</p>"));
    return starts_any(at, ends, COUNT(ends));
}

/* Whether space before and after this tag is no space between words. */
static bool
is_block(const char *tag)
{
    static const char *const names[] = {
        "p",     "div",   "section", "figure",     "figcaption", "details",
        "ul",    "ol",    "li",      "table",      "caption",    "thead",
        "tbody", "tr",    "th",      "td",         "nav",        "header",
        "main",  "h1",    "h2",      "h3",         "h4",         "h5",
        "h6",    "pre",   "hr",      "blockquote", "footer",     "summary",
        "head",  "title", "meta",    "link",       "body",       "html",
        "aside", "dl",    "dt",      "dd"};
    const char *name = tag + 1 + (tag[1] == '/');
    size_t length = strcspn(name, " \n>");

    for (size_t i = 0; *tag == '<' && i < COUNT(names); i++)
        if (strlen(names[i]) == length && !memcmp(names[i], name, length))
            return true;
    return false;
}

/* Where an element ends whose words are nobody's tags; else NULL. */
static const char *
find_plain_end(const char *at)
{
    static const char *const plain[][2] = {
        {"<pre", "</pre>"}, {"<script", "</script>"}, {"<style", "</style>"}};

    for (size_t i = 0; i < COUNT(plain); i++)
        if (starts(at, plain[i][0]))
            return strstr(at, plain[i][1]);
    return NULL;
}

/* A value that may stand without quotes: nothing in it ends it, and it does not
 * look as if "/" closed the tag. */
static bool
is_bare(const char *value, size_t length)
{
    return length && strcspn(value, "\"'=<>` \n\t\r\f") == length &&
           value[length - 1] != '/' && value[length + 1] != '/';
}

static bool
is_named(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* Whether "&" may stand for itself before this: no name of a sign is shorter
 * than two letters. */
static bool
names_nothing(const char *after)
{
    after += is_named(*after);
    return !is_named(*after) && !strchr("#;", *after);
}

/* Words as they are but for "&amp;" where "&" does. */
static void
add_plain(struct text *out, const char *at, const char *end)
{
    static const char sign[] = "&amp;";
    const char *next;

    while ((next = memchr(at, '&', (size_t)(end - at)))) {
        bool bare = starts(next, sign) && names_nothing(next + strlen(sign));
        text_bytes(out, at, (size_t)(next + 1 - at));
        at = next + (bare ? strlen(sign) : 1);
    }
    text_bytes(out, at, (size_t)(end - at));
}

/* A tag up to end, behind its ">". */
static void
add_tag(struct text *out, const char *at, const char *end)
{
    const char *value;

    while ((value = memchr(at, '"', (size_t)(end - at)))) {
        size_t length = strcspn(value + 1, "\"");
        bool named = value[-1] == '=', none = named && !length;
        bool bare = none || (named && is_bare(value + 1, length));
        text_bytes(out, at, (size_t)(value - at) + !bare - none);
        text_bytes(out, value + 1, length + !bare);
        at = value + 1 + length + 1;
    }
    text_bytes(out, at, (size_t)(end - at));
}

/* Words up to the tag at end, without space at a block before or behind. */
static void
add_words(struct text *out, const char *at, const char *end, bool after_block)
{
    bool before_block = is_block(end);

    if (after_block)
        at += find_space(at);
    while (before_block && end > at && (end[-1] == ' ' || end[-1] == '\n'))
        end--;
    if (end > at)
        add_plain(out, at, end);
}

struct bytes
html_slim(struct arena *arena, struct bytes page)
{
    struct text out = text_new(arena);
    const char *at = page.at;
    bool block = true;

    while (*at) {
        const char *end = find_plain_end(at), *close;
        if (*at != '<' || !(close = strchr(at, '>'))) {
            end = at + strcspn(at + 1, "<") + 1;
            add_words(&out, at, end, block);
        } else if (end) {
            text_bytes(&out, at, (size_t)(end - at));
            block = true;
        } else {
            end = close + 1;
            if (!is_needless(at))
                add_tag(&out, at, end);
            block = is_block(at);
        }
        at = end;
    }
    return text_all(&out);
}
