/* html_slim.c: a page without the end tags that every browser puts in by
 * itself (HTML, "Optional tags"): those of cells, rows and items, and of a
 * paragraph that another block follows. Of a booklet they are a twentieth.
 *
 * What a newcomer would get wrong: this comes last. Whoever reads a page to
 * learn which letters a face must have counts the end tags. */
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

/* Whether a paragraph ends by itself at what follows its end tag. */
static bool
ends_paragraph(const char *after)
{
    static const char *const blocks[] = {
        "<p>",  "<p ",   "<h2",       "<h3",          "<h4",    "<h5",
        "<h6",  "<div",  "<figure",   "<ul",          "<ol",    "<section",
        "<pre", "<hr",   "<table",    "<blockquote",  "<dl",    "<footer",
        "</li", "</div", "</section", "</blockquote", "</main", "</footer"};

    return starts_any(after + strspn(after, " \n"), blocks, COUNT(blocks));
}

static bool
is_needless(const char *at)
{
    static const char *const ends[] = {"</td>",    "</th>", "</tr>",
                                       "</tbody>", "</li>", "</thead>\n<tbody"};

    if (starts(at, "</p>"))
        return ends_paragraph(at + strlen("</p>"));
    return starts_any(at, ends, COUNT(ends));
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

struct bytes
html_slim(struct arena *arena, struct bytes page)
{
    struct text out = text_new(arena);
    const char *at = page.at;

    while (*at) {
        const char *end = find_plain_end(at);
        size_t length = end ? (size_t)(end - at) : strcspn(at + 1, "<") + 1;
        if (*at == '<' && is_needless(at)) {
            const char *after = strchr(at, '>') + 1;
            length -= (size_t)(after - at);
            at = after;
        }
        text_bytes(&out, at, length);
        at += length;
    }
    return text_all(&out);
}
