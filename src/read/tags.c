/* tags.c: the tags of raw HTML: what each is, its attributes, its characters.
 * Nothing of it is ever printed as it stands: a tag that has a counterpart in
 * Markdown is taken for that, and of the others the text between them stays. */
#define CMARK_NO_SHORT_NAMES
#include "inside.h"

#include <cmark-gfm.h>
#include <string.h>

#define LONGEST 10000 /* [bytes] of a tag */

static const struct {
    const char *name;
    enum tag_kind kind;
} known[] = {
    {"a", TAG_LINK},         {"abbr", TAG_PLAIN},
    {"acronym", TAG_PLAIN},  {"address", TAG_BLOCK},
    {"article", TAG_BLOCK},  {"aside", TAG_BLOCK},
    {"audio", TAG_DROPPED},  {"b", TAG_STRONG},
    {"bdi", TAG_PLAIN},      {"bdo", TAG_PLAIN},
    {"big", TAG_PLAIN},      {"blockquote", TAG_QUOTE},
    {"br", TAG_BREAK},       {"caption", TAG_TITLE},
    {"center", TAG_BLOCK},   {"cite", TAG_EMPHASIS},
    {"code", TAG_CODE},      {"col", TAG_PLAIN},
    {"colgroup", TAG_PLAIN}, {"dd", TAG_DEFINITION},
    {"del", TAG_STRIKE},     {"details", TAG_BLOCK},
    {"dfn", TAG_EMPHASIS},   {"div", TAG_BLOCK},
    {"dl", TAG_TERMS},       {"dt", TAG_TERM},
    {"em", TAG_EMPHASIS},    {"figcaption", TAG_BLOCK},
    {"figure", TAG_BLOCK},   {"font", TAG_PLAIN},
    {"footer", TAG_BLOCK},   {"h1", TAG_HEADING},
    {"h2", TAG_HEADING},     {"h3", TAG_HEADING},
    {"h4", TAG_HEADING},     {"h5", TAG_HEADING},
    {"h6", TAG_HEADING},     {"header", TAG_BLOCK},
    {"hr", TAG_RULE},        {"i", TAG_EMPHASIS},
    {"iframe", TAG_DROPPED}, {"img", TAG_IMAGE},
    {"ins", TAG_PLAIN},      {"kbd", TAG_CODE},
    {"li", TAG_ITEM},        {"main", TAG_BLOCK},
    {"mark", TAG_PLAIN},     {"nav", TAG_BLOCK},
    {"nobr", TAG_PLAIN},     {"ol", TAG_ORDERED},
    {"p", TAG_BLOCK},        {"picture", TAG_PLAIN},
    {"pre", TAG_CODE_BLOCK}, {"q", TAG_PLAIN},
    {"s", TAG_STRIKE},       {"samp", TAG_CODE},
    {"script", TAG_DROPPED}, {"section", TAG_BLOCK},
    {"small", TAG_PLAIN},    {"source", TAG_PLAIN},
    {"span", TAG_PLAIN},     {"strike", TAG_STRIKE},
    {"strong", TAG_STRONG},  {"style", TAG_DROPPED},
    {"sub", TAG_LOWERED},    {"summary", TAG_SUMMARY},
    {"sup", TAG_RAISED},     {"svg", TAG_DROPPED},
    {"table", TAG_TABLE},    {"tbody", TAG_GROUP},
    {"td", TAG_CELL},        {"tfoot", TAG_GROUP},
    {"th", TAG_CELL},        {"thead", TAG_GROUP},
    {"time", TAG_PLAIN},     {"tr", TAG_ROW},
    {"tt", TAG_CODE},        {"u", TAG_PLAIN},
    {"ul", TAG_LIST},        {"var", TAG_EMPHASIS},
    {"video", TAG_DROPPED},  {"wbr", TAG_PLAIN},
};

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
is_name(char c)
{
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == ':' || c == '_';
}

/* The length of what begins with "<", up to and with its ">"; 0 when it does
 * not end. A comment that does not is all the rest. */
static size_t
measure_tag(const char *at)
{
    char quote = '\0';

    if (!strncmp(at, "<!--", 4)) {
        const char *end = strstr(at + 4, "-->");
        return end ? (size_t)(end + 3 - at) : strlen(at);
    }
    for (size_t i = 1; i < LONGEST && at[i]; i++) {
        if (quote)
            quote = at[i] == quote ? '\0' : quote;
        else if (at[i] == '"' || at[i] == '\'')
            quote = at[i];
        else if (at[i] == '>')
            return i + 1;
        else if (at[i] == '<')
            return 0;
    }
    return 0;
}

/* Bisected: the names are in order. */
static enum tag_kind
find_kind(const char *name)
{
    size_t low = 0, high = COUNT(known);

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(known[middle].name, name);
        if (!order)
            return known[middle].kind;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return TAG_UNKNOWN;
}

bool
tag_read(struct arena *arena, struct tag *tag, const char *at)
{
    *tag = (struct tag){.kind = TAG_COMMENT, .at = at};
    tag->length = *at == '<' ? measure_tag(at) : 0;
    if (!tag->length)
        return false;
    const char *name = at + 1;
    tag->close = *name == '/';
    name += tag->close;
    if (*name == '!' || *name == '?')
        return true;
    size_t length = 0;
    while (is_name(name[length]))
        length++;
    char *copy = arena_copy(arena, name, length);
    for (size_t i = 0; i < length; i++)
        copy[i] = lower(copy[i]);
    tag->name = copy;
    tag->kind = find_kind(copy);
    return length > 0;
}

/* The value that begins at *at, without its quotes. */
static struct bytes
read_value(const char **at, const char *end)
{
    const char *p = *at;
    char quote = *p == '"' || *p == '\'' ? *p : '\0';
    const char *start = p + (quote != '\0');

    for (p = start; p < end && *p != '>'; p++)
        if (quote ? *p == quote : *p == ' ' || *p == '\t' || *p == '\n')
            break;
    *at = p + (quote && p < end);
    return (struct bytes){start, (size_t)(p - start)};
}

static bool
same_name(const char *at, size_t length, const char *name)
{
    size_t i = 0;

    while (i < length && name[i] && lower(at[i]) == name[i])
        i++;
    return i == length && !name[i];
}

const char *
tag_value(struct arena *arena, const struct tag *tag, const char *name)
{
    const char *at = tag->at + 1, *end = tag->at + tag->length;

    while (at < end && is_name(*at))
        at++;
    while (at < end) {
        while (at < end && !is_name(*at))
            at++;
        const char *start = at;
        while (at < end && is_name(*at))
            at++;
        size_t length = (size_t)(at - start);
        at += strspn(at, " \t\n");
        if (at >= end || *at != '=')
            continue;
        at++;
        at += strspn(at, " \t\n");
        struct bytes value = read_value(&at, end);
        if (same_name(start, length, name))
            return html_text(arena, value);
    }
    return NULL;
}

/* Characters. */

/* What the Markdown parser, which knows all the names, makes of "&copy;". */
static void
add_entity(struct text *out, const char *at, size_t length)
{
    parser_take();
    cmark_node *document = cmark_parse_document(at, length, CMARK_OPT_DEFAULT);
    parser_leave();
    cmark_node *words = cmark_node_first_child(document);
    cmark_node *text = words ? cmark_node_first_child(words) : NULL;

    for (; text; text = cmark_node_next(text))
        if (cmark_node_get_literal(text))
            text_add(out, cmark_node_get_literal(text));
    cmark_node_free(document);
}

const char *
html_text(struct arena *arena, struct bytes html)
{
    static const char letters[] = "#abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    struct text out = text_new(arena);
    const char *at = html.at, *end = html.at + html.length;

    while (at < end) {
        size_t length = 1;
        if (*at == '&')
            length += strspn(at + 1, letters);
        if (length > 1 && length < 32 && at + length < end &&
            at[length] == ';') {
            add_entity(&out, at, length + 1);
            at += length + 1;
        } else {
            text_char(&out, *at++);
        }
    }
    return out.at;
}
