/* attribute.c: what stands in braces behind words, headings and figures: an id,
 * a plate, a language. What one would get wrong: "[words]" is plain text to the
 * Markdown parser, so by the time the braces are seen its brackets are letters
 * at the ends of the nodes before them. */
#include "inside.h"

#include <string.h>

static bool
is_language(const char *tag)
{
    size_t length = strspn(tag, "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    if (length < 2 || length > 8 || strlen(tag) > 35)
        return false;
    return !tag[strspn(tag, "abcdefghijklmnopqrstuvwxyz"
                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")] &&
           (!tag[length] || tag[length] == '-') && !strstr(tag, "--") &&
           tag[strlen(tag) - 1] != '-';
}

const char *
language_read(struct diag *diag, const struct item *item)
{
    if (!item || item->kind != ITEM_TEXT)
        return NULL;
    if (is_language(item->text))
        return item->text;
    diag_say(diag, ERROR, item->place,
             "'%s' is no language such as 'fr' or 'pt-BR', left out",
             item->text);
    return NULL;
}

struct node *
span_wrap(struct arena *arena, struct node *first, const struct node *last,
          const char *language)
{
    if (!first)
        return NULL;
    struct node *span = node_new(arena, NODE_SPAN, first->place);
    span->language = language;
    node_insert(first, span);
    for (struct node *node = first, *next; node; node = next) {
        next = node == last ? NULL : node->next;
        node_remove(node);
        node_add(span, node);
    }
    return span;
}

/* The "[" that belongs to the "]" right before offset, or that offset. */
static size_t
find_opening(const struct leaf *leaf, size_t offset)
{
    int depth = 0;

    for (size_t at = offset; at--;) {
        char c = leaf->content[at];
        depth += c == ']' ? 1 : c == '[' ? -1 : 0;
        if (!depth)
            return at;
    }
    return offset;
}

/* How many brackets of the node's text stay open; found: where the one stands
 * that closes depth of them, from the end. */
static int
match_brackets(const char *text, int depth, const char **found)
{
    *found = NULL;
    for (const char *at = text + strlen(text); at > text;) {
        char c = *--at;
        depth += c == ']' ? 1 : c == '[' ? -1 : 0;
        if (!depth) {
            *found = at;
            return 0;
        }
    }
    return depth;
}

/* Takes the brackets off and puts what is between them into a span. */
static struct node *
wrap_words(struct arena *arena, struct node *last, struct node *first,
           const char *opening, const char *language)
{
    struct node *begin = node_new(arena, NODE_TEXT, first->place);

    begin->text = arena_string(arena, opening + 1);
    first->text =
        arena_copy(arena, first->text, (size_t)(opening - first->text));
    if (first->next)
        node_insert(first->next, begin);
    else
        node_add(first->parent, begin);
    if (last == first)
        last = begin;
    last->text = arena_copy(arena, last->text, strlen(last->text) - 1);
    if (!*first->text)
        node_remove(first);
    return span_wrap(arena, begin, last, language);
}

/* The words in brackets that end with last as a span, or NULL. */
static struct node *
make_span(struct arena *arena, struct node *last, const char *language)
{
    int depth = 0;

    for (struct node *node = last; node; node = node->previous) {
        const char *opening;
        if (node->kind != NODE_TEXT || node->id)
            continue;
        depth = match_brackets(node->text, depth, &opening);
        if (opening)
            return wrap_words(arena, last, node, opening, language);
    }
    return NULL;
}

/* The node behind words in brackets or a link gives way to a span. */
static void
take_words(struct leaf *leaf, struct node *node, size_t offset)
{
    struct node *before = node->previous, *span = NULL;
    struct arena *arena = leaf->source->arena;
    char end = offset ? leaf->content[offset - 1] : ' ';
    struct place place = leaf_place(leaf, find_opening(leaf, offset));

    if (!node->language || !before || *node->id || node->plate)
        return;
    if (before->kind == NODE_LINK && (end == ')' || end == ']'))
        span = span_wrap(arena, before, before, node->language);
    else if (before->kind == NODE_TEXT && !before->id && end == ']')
        span = make_span(arena, before, node->language);
    if (!span)
        return;
    if (end == ']')
        span->place = place;
    node_remove(node);
}

/* One attribute of length bytes. */
static void
read_one(struct leaf *leaf, struct node *node, const char *at, size_t length,
         size_t offset)
{
    static const char *const known[] = {"lang", ".plate"};
    struct arena *arena = leaf->source->arena;
    struct diag *diag = leaf->source->diag;
    const char *word = arena_copy(arena, at, length);
    char *value = strchr(word, '=');

    if (*word == '#') {
        node->id = word + 1;
        return;
    }
    if (!strcmp(word, ".plate")) {
        node->plate = true;
        return;
    }
    const char *key =
        value ? arena_copy(arena, word, (size_t)(value - word)) : word;
    if (!value || strcmp(key, "lang") != 0) {
        diag_say(
            diag, ERROR, leaf_place(leaf, offset),
            "no attribute '%s'%s; known are #id, .plate and lang, left out",
            key, diag_hint(diag, key, known, COUNT(known)));
        return;
    }
    value += value[1] == '"' ? 2 : 1;
    const char *language = arena_copy(arena, value, strcspn(value, "\""));
    if (is_language(language))
        node->language = language;
    else
        diag_say(diag, ERROR, leaf_place(leaf, offset),
                 "'%s' is no language such as 'fr' or 'pt-BR', left out",
                 language);
}

void
attribute_read(struct leaf *leaf, struct node *node, size_t offset)
{
    const char *braces = node->text;
    size_t at = 1;

    node->id = "";
    while (braces[at] && braces[at] != '}') {
        size_t length = strcspn(braces + at, " }");
        read_one(leaf, node, braces + at, length, offset + at);
        at += length + (braces[at + length] == ' ');
    }
    take_words(leaf, node, offset);
    if (!node->parent || *node->id || node->plate || node->language)
        return;
    node_remove(node);
}
