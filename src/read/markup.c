/* markup.c: raw HTML within a line: tags with a counterpart in Markdown become
 * that. What one would get wrong: the parser gives every tag by itself, so a
 * tag stands among its neighbours as an empty TEXT with the tag as its format
 * and its name as target, until those that belong together can be found. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

#define MOST_OPEN 32 /* tags within tags of one line */

static enum node_kind
find_counterpart(enum tag_kind kind)
{
    switch (kind) {
    case TAG_EMPHASIS:
        return NODE_EMPHASIS;
    case TAG_STRONG:
    case TAG_SUMMARY:
    case TAG_TERM:
        return NODE_STRONG;
    case TAG_STRIKE:
        return NODE_STRIKE;
    case TAG_CODE:
        return NODE_CODE;
    case TAG_LINK:
        return NODE_LINK;
    case TAG_LOWERED:
        return NODE_LOWERED;
    case TAG_RAISED:
        return NODE_RAISED;
    default:
        return NODE_KINDS;
    }
}

static struct node *
add_node(struct source *source, struct node *parent, enum node_kind kind,
         struct place place)
{
    struct node *node = node_new(source->arena, kind, place);

    node_add(parent, node);
    return node;
}

/* Id, or name as it was once written, is a place that links may lead to. */
void
markup_anchor(struct source *source, struct node *parent, struct place place,
              const struct tag *tag)
{
    const char *id = tag_value(source->arena, tag, "id");

    if (!id && tag->kind == TAG_LINK)
        id = tag_value(source->arena, tag, "name");
    if (id && *id && !tag->close)
        add_node(source, parent, NODE_ANCHOR, place)->target = id;
}

/* The width that is asked for, when it is a number of pixels or a share of the
 * measure, else NULL. */
static const char *
find_width(struct arena *arena, const struct tag *tag)
{
    const char *width = tag_value(arena, tag, "width");
    size_t digits = width ? strspn(width, "0123456789") : 0;

    if (!digits || digits > 4 || !strtol(width, NULL, 10))
        return NULL;
    if (!strcmp(width + digits, "px"))
        return arena_copy(arena, width, digits);
    return !width[digits] || !strcmp(width + digits, "%") ? width : NULL;
}

static void
add_image(struct source *source, struct node *parent, struct place place,
          const struct tag *tag)
{
    const char *target = tag_value(source->arena, tag, "src");
    const char *alt = tag_value(source->arena, tag, "alt");
    struct node *image = add_node(source, parent, NODE_IMAGE, place);

    image->target = target ? target : "";
    image->text = find_width(source->arena, tag);
    if (alt && *alt)
        add_node(source, image, NODE_TEXT, place)->text = alt;
    inline_image(source, image);
}

void
markup_unknown(struct source *source, struct place place, const struct tag *tag)
{
    int length = (int)strcspn(tag->at, " \t\n>");

    if (!tag->close)
        diag_say(
            source->diag, WARNING, place,
            "raw HTML '%.*s>' is left out, write '\\%.*s>' when it is text",
            length, tag->at, length, tag->at);
}

void
markup_add(struct source *source, struct node *parent, struct place place,
           const struct tag *tag)
{
    if (tag->kind == TAG_COMMENT)
        return;
    if (tag->kind == TAG_UNKNOWN || tag->kind == TAG_DROPPED)
        markup_unknown(source, place, tag);
    markup_anchor(source, parent, place, tag);
    if (tag->kind == TAG_BREAK) {
        add_node(source, parent, NODE_BREAK, place);
    } else if (tag->kind == TAG_IMAGE) {
        add_image(source, parent, place, tag);
    } else if (find_counterpart(tag->kind) != NODE_KINDS) {
        struct node *mark = add_node(source, parent, NODE_TEXT, place);
        mark->text = "";
        mark->target = tag->name;
        mark->format = arena_copy(source->arena, tag->at, tag->length);
    }
}

/* Pairs. */

/* Links neither hold links nor lie in them. */
static bool
may_link(const struct node *link)
{
    const struct node *node;

    for (node = link->parent; node; node = node->parent)
        if (node->kind == NODE_LINK)
            return false;
    for (node = node_next(link, link); node; node = node_next(link, node))
        if (node->kind == NODE_LINK || node->kind == NODE_REFERENCE)
            return false;
    return true;
}

static void
finish_pair(struct source *source, struct node *pair, const struct tag *tag)
{
    inline_merge(source->arena, pair);
    if (pair->kind == NODE_CODE) {
        pair->text = node_plain(source->arena, pair);
        while (pair->first)
            node_remove(pair->first);
        if (!*pair->text)
            node_remove(pair);
        return;
    }
    pair->text = NULL;
    if (pair->kind == NODE_LINK) {
        const char *title = tag_value(source->arena, tag, "title");
        pair->target = tag_value(source->arena, tag, "href");
        if (title && *title)
            inline_title(source, pair, title);
        if (pair->target && may_link(pair))
            inline_link(source, pair);
        else
            node_unwrap(pair);
    } else if (!pair->first) {
        node_remove(pair);
    }
}

/* The opening mark turns into what holds everything up to the closing one. */
static void
join_pair(struct source *source, struct node *open, struct node *close)
{
    struct tag tag;

    tag_read(source->arena, &tag, open->format);
    open->kind = find_counterpart(tag.kind);
    open->format = open->target = NULL;
    while (open->next != close) {
        struct node *child = open->next;
        node_remove(child);
        node_add(open, child);
    }
    node_remove(close);
    finish_pair(source, open, &tag);
}

static bool
is_mark(const struct node *node)
{
    return node->kind == NODE_TEXT && node->format;
}

void
markup_pair(struct source *source, struct node *parent)
{
    struct node *open[MOST_OPEN], *next;
    size_t count = 0;

    for (struct node *node = parent->first; node; node = next) {
        next = node->next;
        if (!is_mark(node))
            continue;
        if (node->format[1] != '/') {
            if (count < MOST_OPEN)
                open[count++] = node;
            else
                node_remove(node);
            continue;
        }
        size_t i = count;
        while (i && strcmp(open[i - 1]->target, node->target) != 0)
            i--;
        if (!i) {
            node_remove(node);
            continue;
        }
        while (count > i)
            node_remove(open[--count]);
        join_pair(source, open[--count], node);
    }
    while (count)
        node_remove(open[--count]);
}
