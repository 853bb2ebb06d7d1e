/* node.c: the nodes of a document. Walking goes by node_next, never by
 * recursion, so that depth costs no stack. */
#include "tree.h"

#include "tongue/tongue.h"

#include <assert.h>
#include <string.h>

/* [px] of a screen: a line and a half of text. */
#define HIGHEST_ICON 28

static const char *const names[NODE_KINDS] = {
    [NODE_DOCUMENT] = "document", [NODE_SECTION] = "section",
    [NODE_HEADING] = "heading",   [NODE_PARAGRAPH] = "paragraph",
    [NODE_QUOTE] = "quote",       [NODE_LIST] = "list",
    [NODE_ITEM] = "item",         [NODE_CODE_BLOCK] = "code-block",
    [NODE_RULE] = "rule",         [NODE_TABLE] = "table",
    [NODE_ROW] = "row",           [NODE_CELL] = "cell",
    [NODE_FIGURE] = "figure",     [NODE_SEQUENCE] = "sequence",
    [NODE_PICTURE] = "picture",   [NODE_NOTE] = "note",
    [NODE_TEXT] = "text",         [NODE_SPACE] = "space",
    [NODE_BREAK] = "break",       [NODE_EMPHASIS] = "emphasis",
    [NODE_STRONG] = "strong",     [NODE_STRIKE] = "strike",
    [NODE_CODE] = "code",         [NODE_LINK] = "link",
    [NODE_IMAGE] = "image",       [NODE_REFERENCE] = "reference",
    [NODE_VALUE] = "value",       [NODE_NOTE_MARK] = "note-mark",
    [NODE_MATHS] = "maths",       [NODE_DISPLAY] = "display",
    [NODE_INDEX] = "index",       [NODE_ANCHOR] = "anchor",
    [NODE_LOWERED] = "lowered",   [NODE_RAISED] = "raised",
    [NODE_SPAN] = "span",         [NODE_SOURCES] = "sources",
    [NODE_SOURCE] = "source",     [NODE_CITATION] = "citation",
    [NODE_CITED] = "cited",       [NODE_TERMS] = "terms",
    [NODE_MEANING] = "meaning",
};

const char *
node_name(enum node_kind kind)
{
    return names[kind];
}

int
node_columns(const struct node *table)
{
    return table->aligns ? (int)strlen(table->aligns) : 0;
}

struct node *
node_new(struct arena *arena, enum node_kind kind, struct place place)
{
    struct node *node = TAKE(arena, struct node);

    node->kind = kind;
    node->place = place;
    return node;
}

void
node_add(struct node *parent, struct node *node)
{
    assert(!node->parent);
    node->parent = parent;
    node->previous = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
}

void
node_remove(struct node *node)
{
    if (!node->parent)
        return;
    if (node->previous)
        node->previous->next = node->next;
    else
        node->parent->first = node->next;
    if (node->next)
        node->next->previous = node->previous;
    else
        node->parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}

void
node_insert(struct node *other, struct node *node)
{
    assert(!node->parent && other->parent);
    node->parent = other->parent;
    node->next = other;
    node->previous = other->previous;
    if (other->previous)
        other->previous->next = node;
    else
        other->parent->first = node;
    other->previous = node;
}

void
node_unwrap(struct node *node)
{
    while (node->first) {
        struct node *child = node->first;
        node_remove(child);
        node_insert(node, child);
    }
    node_remove(node);
}

struct node *
node_next(const struct node *root, const struct node *node)
{
    if (node->first)
        return node->first;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

struct node **
node_children(struct arena *arena, const struct node *node, size_t *count)
{
    struct node **children = NULL, *child = node ? node->first : NULL;
    size_t room = 0;

    *count = 0;
    for (; child; child = child->next) {
        GROW(arena, children, *count, room);
        children[(*count)++] = child;
    }
    return children;
}

const struct node *
node_section(const struct node *node)
{
    while (node && node->kind != NODE_SECTION)
        node = node->parent;
    return node;
}

const char *
node_language(const struct node *node)
{
    for (; node; node = node->parent)
        if (node->language)
            return node->language;
    return "en";
}

bool
node_is_block(enum node_kind kind)
{
    return kind < NODE_TEXT;
}

const struct node *
node_picture(const struct node *node)
{
    const struct node *image = node->kind == NODE_LINK ? node->first : node;

    if (!image || image->kind != NODE_IMAGE)
        return NULL;
    return image == node || image == node->last ? image : NULL;
}

bool
node_is_icon(const struct node *image)
{
    return image->height <= HIGHEST_ICON;
}

bool
node_is_unseen(const struct node *paragraph)
{
    const struct node *node = paragraph->first;

    for (; node; node = node->next)
        if (node->kind != NODE_SPACE && node->kind != NODE_ANCHOR &&
            (node->kind != NODE_INDEX || node->first))
            return false;
    return paragraph->kind == NODE_PARAGRAPH;
}

/* The inline before this one in the same block that has no children, or
 * NULL. */
static const struct node *
find_before(const struct node *node)
{
    while (!node->previous) {
        node = node->parent;
        if (!node || node_is_block(node->kind))
            return NULL;
    }
    for (node = node->previous; node->last; node = node->last)
        ;
    return node;
}

/* Whether the text from at, length bytes, ends a sentence: 1, or does not: 0;
 * -1 when there is nothing in it that tells. */
static int
ends_sentence(const char *at, size_t length)
{
    static const char *const passed[] = {" ",      "(",      "[",      "\"",
                                         "\u2018", "\u201c", "\u2019", "\u201d",
                                         "\u00a0", "\u202f", "\u201e", "\u00ab",
                                         "\u00bb", ")",      "]"};

    while (length) {
        size_t i = 0, width = 0;
        for (; i < COUNT(passed); i++) {
            width = strlen(passed[i]);
            if (length >= width &&
                !memcmp(at + length - width, passed[i], width))
                break;
        }
        if (i == COUNT(passed))
            return strchr(".?!", at[length - 1]) != NULL;
        length -= width;
    }
    return -1;
}

bool
node_begins(const struct node *node)
{
    int ends = -1;

    while (ends < 0 && (node = find_before(node)))
        switch (node->kind) {
        case NODE_TEXT:
            ends = ends_sentence(node->text, strlen(node->text));
            break;
        case NODE_SPACE:
        case NODE_BREAK:
        case NODE_NOTE_MARK:
        case NODE_ANCHOR:
            break;
        default:
            ends = 0;
        }
    return ends != 0;
}

static bool
has_tag(const struct node *node)
{
    return node->kind == NODE_DISPLAY && node->maths && node->maths->text;
}

const char *
node_ordinal(struct arena *arena, const struct node *node)
{
    return has_tag(node) ? node->maths->text
                         : arena_print(arena, "%d", node->number);
}

static enum saying
find_word(enum node_kind kind)
{
    switch (kind) {
    case NODE_SECTION:
        return WORD_SECTION;
    case NODE_TABLE:
        return WORD_TABLE;
    case NODE_DISPLAY:
        return WORD_EQUATION;
    case NODE_FIGURE:
    case NODE_SEQUENCE:
    case NODE_PICTURE:
        return WORD_FIGURE;
    default:
        return WORD_COUNT;
    }
}

const char *
node_called(struct arena *arena, const struct node *node,
            const struct node *reference)
{
    enum saying word = find_word(node->kind);
    const char *language = node_language(reference);

    if ((node->number <= 0 && !has_tag(node)) || word == WORD_COUNT)
        return NULL;
    return node_begins(reference) ? tongue_begin(arena, language, word)
                                  : tongue_say(language, word);
}

const char *
node_brief(struct arena *arena, const struct node *figure)
{
    const char *words = node_plain(arena, figure), *end = words;

    while (*end && !(strchr(".:;", *end) && (!end[1] || end[1] == ' ')))
        end++;
    return arena_copy(arena, words, (size_t)(end - words));
}

static void
add_space(struct text *text)
{
    if (text->length && text->at[text->length - 1] != ' ')
        text_char(text, ' ');
}

static void
add_plain(struct text *text, const struct node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_CODE_BLOCK:
    case NODE_MATHS:
    case NODE_DISPLAY:
        text_add(text, node->text);
        break;
    case NODE_VALUE:
    case NODE_REFERENCE:
        text_add(text, node->target);
        break;
    case NODE_SPACE:
    case NODE_BREAK:
        text_char(text, ' ');
        break;
    default:
        break;
    }
}

const char *
node_plain(struct arena *arena, const struct node *node)
{
    struct text text = text_new(arena);

    for (const struct node *at = node; at; at = node_next(node, at)) {
        if (node_is_block(at->kind) && at != node)
            add_space(&text);
        add_plain(&text, at);
    }
    return text.at;
}
