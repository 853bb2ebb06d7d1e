/* display.c: formulas among Markdown's inlines. A display is found within a
 * paragraph, because that is where the Markdown parser sees dollars; it is
 * taken out of it, with the words before and after in paragraphs of their
 * own. */
#include "inside.h"

#include <string.h>

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Fills a node with what length bytes of TeX mean. */
static void
fill_maths(struct source *source, struct node *node, const char *tex,
           size_t length, const size_t *raw)
{
    while (length && is_blank(tex[length - 1]))
        length--;
    while (length && is_blank(*tex))
        tex++, raw++, length--;
    node->text = arena_copy(source->arena, tex, length);
    node->maths = formula_read(source, node->text, length, raw,
                               node->kind == NODE_DISPLAY);
}

void
inline_maths(struct leaf *leaf, struct node *parent, size_t offset,
             size_t length)
{
    struct source *source = leaf->source;
    size_t end =
        offset + length < leaf->length ? offset + length : leaf->length;
    bool pair = end - offset > 4 && leaf->content[offset + 1] == '$';
    size_t marks = pair ? 2 : 1;
    struct node *node =
        node_new(source->arena, pair ? NODE_DISPLAY : NODE_MATHS,
                 leaf_place(leaf, offset));

    node_add(parent, node);
    if (end - offset >= 2 * marks)
        fill_maths(source, node, leaf->content + offset + marks,
                   end - offset - 2 * marks, leaf->raw + offset + marks);
    else
        fill_maths(source, node, "", 0, leaf->raw + offset);
}

void
inline_formula(struct source *source, struct node *parent)
{
    struct node *node =
        node_new(source->arena, NODE_MATHS, source_place(source, 0));
    size_t length = source->length - 2;
    size_t *raw = TAKE_ARRAY(source->arena, length + 1, size_t);

    for (size_t i = 0; i <= length; i++)
        raw[i] = i + 1;
    node_add(parent, node);
    fill_maths(source, node, source->text + 1, length, raw);
}

struct node *
inline_display(struct source *source, struct place place, int line,
               const char *text)
{
    struct node *node = node_new(source->arena, NODE_DISPLAY, place);
    size_t length = strlen(text), at = 0;
    size_t *raw = TAKE_ARRAY(source->arena, length + 1, size_t);

    /* The parser took the fence's indent off the front of each line. */
    while (at < length) {
        size_t span = strcspn(text + at, "\n");
        size_t end = line <= source->line_count ? source_end(source, line) : 0;
        for (size_t i = 0; i <= span; i++)
            raw[at + i] = end + i > span ? end + i - span : 0;
        at += span + (at + span < length);
        line++;
    }
    raw[length] = length ? raw[length - 1] + 1 : 0;
    fill_maths(source, node, text, length, raw);
    return node;
}

/* Splitting. */

/* An id right after the display is its own. */
static void
take_id(struct node *display)
{
    struct node *next = display->next;

    while (next && inline_is_blank(next))
        next = next->next;
    if (!next || next->kind != NODE_TEXT || !next->id)
        return;
    display->id = next->id;
    node_remove(next);
}

static void
trim_end(struct source *source, struct node *before)
{
    while (before->last && inline_is_blank(before->last))
        node_remove(before->last);
    struct node *last = before->last;
    if (!last || last->kind != NODE_TEXT)
        return;
    size_t length = strlen(last->text);
    while (length && is_blank(last->text[length - 1]))
        length--;
    last->text = arena_copy(source->arena, last->text, length);
}

/* The words before the display go into a paragraph of their own. */
static void
part_before(struct source *source, struct node *block, struct node *display)
{
    struct node *before = node_new(source->arena, NODE_PARAGRAPH, block->place);

    while (block->first != display) {
        struct node *child = block->first;
        node_remove(child);
        node_add(before, child);
    }
    trim_end(source, before);
    if (before->first)
        node_insert(block, before);
}

static void
move_out(struct source *source, struct node *block, struct node *display)
{
    take_id(display);
    part_before(source, block, display);
    node_remove(display);
    node_insert(block, display);
    while (block->first && inline_is_blank(block->first))
        node_remove(block->first);
    if (block->first)
        block->place = block->first->place;
}

void
display_split(struct source *source, struct node *block)
{
    bool splits = block->kind == NODE_PARAGRAPH;

    for (struct node *node = block->first, *next; splits && node; node = next) {
        next = node->next;
        if (node->kind == NODE_DISPLAY) {
            move_out(source, block, node);
            next = block->first;
        }
    }
    for (struct node *node = block; node; node = node_next(block, node))
        if (node->kind == NODE_DISPLAY)
            node->kind = NODE_MATHS;
}
