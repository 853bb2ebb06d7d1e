/* html_words.c: the words of all pages for a search without a network: a script
 * that hands a list of [page, id, heading, passage] to whoever has it loaded,
 * for a page on a disk may load a script but not fetch a file. Read from the
 * finished pages, so that it says what they say.
 *
 * What a newcomer would get wrong: a passage ends where the next begins, so a
 * list item with a paragraph in it is not told twice. */
#include "html.h"

#include <string.h>

struct passage {
    struct html *html;
    struct text out;       /* the script */
    const char *file;      /* of the page */
    const char *id, *last; /* of the last heading; the last seen at all */
    const char *heading;
    struct text words;
    bool title, hushed; /* in a heading; in a script or in navigation */
};

/* Of the tag's attribute id, or NULL. */
static const char *
find_id(struct arena *arena, const char *tag, const char *end)
{
    static const char name[] = " id=\"";

    for (const char *at = tag; at + sizeof name < end; at++)
        if (!memcmp(at, name, sizeof name - 1)) {
            at += sizeof name - 1;
            return arena_copy(arena, at, strcspn(at, "\""));
        }
    return NULL;
}

static void
end_passage(struct passage *passage)
{
    struct arena *arena = passage->html->arena;
    const char *words = passage->words.at;

    if (passage->words.length && passage->title) {
        passage->heading = words;
        passage->id = passage->last;
    }
    if (passage->words.length) {
        text_add(&passage->out, passage->out.length ? ",\n[" : "[");
        html_json(&passage->out, passage->file);
        text_char(&passage->out, ',');
        html_json(&passage->out, passage->id ? passage->id : "");
        text_char(&passage->out, ',');
        html_json(&passage->out, passage->heading ? passage->heading : "");
        text_char(&passage->out, ',');
        html_json(&passage->out, passage->title ? "" : words);
        text_char(&passage->out, ']');
    }
    passage->words = text_new(arena);
    passage->title = false;
}

static bool
is_one_of(const char *name, size_t length, const char *const *names)
{
    for (; *names; names++)
        if (strlen(*names) == length && !memcmp(*names, name, length))
            return true;
    return false;
}

static void
read_tag(struct passage *passage, const char *tag, const char *end)
{
    static const char *const blocks[] = {
        "p",  "li", "figcaption", "tr",      "h2",     "h3", "h4",
        "h5", "h6", "pre",        "section", "figure", NULL};
    static const char *const hushed[] = {"script", "nav", "summary", NULL};
    bool closes = *tag == '/';
    const char *name = tag + closes;
    size_t length = strcspn(name, " \t\n/>");
    const char *id = closes ? NULL : find_id(passage->html->arena, tag, end);

    if (is_one_of(name, length, blocks)) {
        end_passage(passage);
        passage->title = !closes && *name == 'h';
    }
    if (id && (*name == 'h' || !strncmp(name, "section", 7)))
        passage->last = id;
    if (is_one_of(name, length, hushed))
        passage->hushed = !closes;
}

/* The entities that text_escape writes, and runs of space as one. */
static void
add_letter(struct passage *passage, const char **at)
{
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;"};
    struct text *words = &passage->words;
    char c = **at;
    size_t length = 1;

    for (size_t i = 0; c == '&' && i < COUNT(entities); i++)
        if (!strncmp(*at, entities[i], strlen(entities[i]))) {
            length = strlen(entities[i]);
            c = "&<>\""[i];
            break;
        }
    *at += length;
    if (c == '\n' || c == '\t')
        c = ' ';
    if (passage->hushed ||
        (c == ' ' && (!words->length || words->at[words->length - 1] == ' ')))
        return;
    text_char(words, c);
}

/* What stands in its main element. */
static void
read_page(struct passage *passage, const char *page)
{
    const char *at = strstr(page, "<main"),
               *end = at ? strstr(at, "</main") : 0;

    passage->id = passage->last = passage->heading = NULL;
    while (at && end && at < end) {
        if (*at != '<') {
            add_letter(passage, &at);
            continue;
        }
        const char *close = memchr(at, '>', (size_t)(end - at));
        if (!close)
            break;
        read_tag(passage, at + 1, close);
        at = close + 1;
    }
    end_passage(passage);
}

bool
html_words(struct html *html)
{
    struct passage passage = {.html = html,
                              .out = text_new(html->arena),
                              .words = text_new(html->arena)};
    struct text script = text_new(html->arena);

    if (html->leaf_count < 2)
        return true;
    for (size_t i = 1; i < html->leaf_count; i++) {
        /* Lists that are made say nothing that is not said elsewhere. */
        if (html->leaves[i].section->parent != html->edition->tree->root)
            continue;
        passage.file = html->leaves[i].file;
        read_page(&passage, html->leaves[i].page.at);
    }
    text_print(&script, "octavoWords([\n%s\n]);\n", passage.out.at);
    return html_write(html, "words.js", text_all(&script));
}
