/* html_about.c: what the page says of itself to machines: the fields of its
 * head, a description as JSON-LD, and, when the book has an address, a map of
 * its pages. */
#include "html.h"

#include "tongue/tongue.h"

#include <stdio.h>
#include <string.h>

static const char *
join_authors(struct arena *arena, const struct tree *tree)
{
    const char *last =
        arena_print(arena, " %s ", tongue_say(tree->language, WORD_AND));
    struct text text = text_new(arena);
    const char **author = tree->authors;

    for (int i = 0; author && author[i]; i++) {
        if (i)
            text_add(&text, author[i + 1] ? ", " : last);
        text_add(&text, author[i]);
    }
    return text.at;
}

/* Within a script element nothing is escaped as in HTML, so a "<" must not
 * stand there at all. */
void
html_json(struct text *out, const char *words)
{
    struct text text = text_new(out->arena);

    text_json(&text, words);
    for (const char *at = text.at; *at; at++)
        if (*at == '<')
            text_add(out, "\\u003c");
        else
            text_char(out, *at);
}

static void
add_pair(struct text *out, const char *key, const char *words)
{
    if (!words || !*words)
        return;
    text_print(out, ",\"%s\":", key);
    html_json(out, words);
}

/* Who signs as the publisher is an organization, anybody else a person. */
static void
add_authors(struct text *out, const struct tree *tree)
{
    const char **author = tree->authors;

    if (!author || !author[0])
        return;
    text_add(out, ",\"author\":[");
    for (int i = 0; author[i]; i++) {
        bool house = tree->publisher && !strcmp(author[i], tree->publisher);
        text_print(out, "%s{\"@type\":\"%s\",\"name\":", i ? "," : "",
                   house ? "Organization" : "Person");
        html_json(out, author[i]);
        text_char(out, '}');
    }
    text_char(out, ']');
}

static const char *
describe_book(struct html *html)
{
    const struct tree *tree = html->edition->tree;
    struct text out = text_new(html->arena);

    text_add(&out, "{\"@context\":\"https://schema.org\",\"@type\":\"Book\"");
    add_pair(&out, "name", tree->title);
    add_pair(&out, "alternativeHeadline", tree->subtitle);
    add_pair(&out, "inLanguage", tree->language);
    add_pair(&out, "datePublished", tree->date);
    add_pair(&out, "identifier", tree->identifier);
    add_pair(&out, "copyrightNotice", tree->rights);
    add_pair(&out, "url", html->url);
    add_authors(&out, tree);
    if (tree->publisher && *tree->publisher) {
        text_add(&out, ",\"publisher\":{\"@type\":\"Organization\","
                       "\"name\":");
        html_json(&out, tree->publisher);
        text_char(&out, '}');
    }
    text_char(&out, '}');
    return out.at;
}

/* The words of the templates, which are no book's own. */
static void
add_words(struct arena *arena, struct field *root, const char *language)
{
    static const struct {
        const char *name;
        enum saying word;
    } words[] = {{"say_contents", WORD_CONTENTS},   {"say_skip", WORD_SKIP},
                 {"say_beginning", WORD_BEGINNING}, {"say_pages", WORD_PAGES},
                 {"say_before", WORD_BEFORE},       {"say_next", WORD_NEXT},
                 {"say_begin", WORD_BEGIN}};

    for (size_t i = 0; i < COUNT(words); i++)
        field_text(arena, root, words[i].name,
                   tongue_say(language, words[i].word));
}

/* What the script says, where it is not English: a JSON object. */
static const char *
list_script_words(struct arena *arena, const char *language)
{
    static const struct {
        const char *name;
        enum saying word;
    } words[] = {{"close", WORD_CLOSE},       {"link", WORD_LINK},
                 {"contents", WORD_CONTENTS}, {"search", WORD_SEARCH},
                 {"enlarge", WORD_ENLARGE},   {"figure", WORD_FIGURE},
                 {"nothing", WORD_NOT_FOUND}, {"next", WORD_NEXT}};
    struct text text = text_new(arena);

    if (!strcmp(tongue_find(language)->language, "en"))
        return "";
    for (size_t i = 0; i < COUNT(words); i++) {
        text_print(&text, "%s\"%s\":", i ? "," : "{", words[i].name);
        text_json(&text, tongue_say(language, words[i].word));
    }
    text_char(&text, '}');
    return text.at;
}

void
html_about(struct html *html, struct field *root)
{
    struct arena *arena = html->arena;
    const struct tree *tree = html->edition->tree;

    field_text(arena, root, "title", tree->title);
    field_text(arena, root, "subtitle", tree->subtitle);
    field_text(arena, root, "authors", join_authors(arena, tree));
    field_text(arena, root, "language",
               tree->language && *tree->language ? tree->language : "en");
    field_text(arena, root, "words", list_script_words(arena, tree->language));
    add_words(arena, root, tree->language);
    field_text(arena, root, "date", tree->date);
    field_text(arena, root, "date_words",
               tongue_date(arena, tree->language, tree->date));
    field_text(arena, root, "description", tree->description);
    field_text(arena, root, "publisher", tree->publisher);
    field_text(arena, root, "rights", tree->rights);
    field_text(arena, root, "slug", tree->slug);
    field_text(arena, root, "url", html->url);
    field_text(arena, root, "card",
               html->single ? ""
                            : arena_print(arena, "%scard.png",
                                          html->url ? html->url : ""));
    field_text(arena, root, "json", describe_book(html));
}

bool
html_map(struct html *html)
{
    struct text out = text_new(html->arena);

    if (!html->url)
        return true;
    text_add(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "
                   "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (size_t i = 0; i < html->leaf_count; i++) {
        text_add(&out, "<url><loc>");
        text_escape(&out, html->url);
        text_escape(&out, i ? html->leaves[i].file : "");
        text_add(&out, "</loc></url>\n");
    }
    text_add(&out, "</urlset>\n");
    return html_write(html, "sitemap.xml", text_all(&out));
}
