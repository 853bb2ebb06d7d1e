/* apart.c: pictures on a line of the source by themselves, within a paragraph:
 * they go into one of their own, where there is room for them, and so do the
 * words before and after. What one would get wrong: nobody knows which pictures
 * are as low as letters, and stay where they are, before all are measured. */
#include "inside.h"

static bool
ends_line(const struct node *node)
{
    return node->kind == NODE_SPACE || node->kind == NODE_BREAK;
}

/* What ends the line of a child, or the last child. */
static struct node *
find_end(struct node *node)
{
    while (node->next && !ends_line(node))
        node = node->next;
    return node;
}

/* Whether from first to last there are only pictures, one of them large. */
static bool
is_row(const struct node *first, const struct node *last)
{
    bool large = false;

    for (const struct node *node = first; node; node = node->next) {
        const struct node *image = node_picture(node);
        if (!image && !inline_is_blank(node))
            return false;
        large |= image && !node_is_icon(image);
        if (node == last)
            break;
    }
    return large;
}

static bool
is_mixed(const struct node *block)
{
    struct node *node = block->first;
    bool words = false, rows = false;

    while (node) {
        struct node *end = find_end(node);
        if (is_row(node, end))
            rows = true;
        else
            words = true;
        node = end->next;
    }
    return words && rows;
}

static void
move_line(struct node *part, struct node *block, const struct node *end)
{
    struct node *child;

    do {
        child = block->first;
        node_remove(child);
        node_add(part, child);
    } while (child != end);
}

static void
trim_end(struct node *part)
{
    while (part->last && inline_is_blank(part->last))
        node_remove(part->last);
    if (!part->first)
        node_remove(part);
}

/* Lines of one kind that follow each other stay together. */
static void
part_lines(struct arena *arena, struct node *block)
{
    struct node *part = NULL;
    bool pictures = false;

    while (block->first) {
        struct node *end = find_end(block->first);
        bool row = is_row(block->first, end);
        if (!part || row != pictures) {
            if (part)
                trim_end(part);
            part = node_new(arena, NODE_PARAGRAPH, block->first->place);
            node_insert(block, part);
        }
        pictures = row;
        move_line(part, block, end);
    }
    node_remove(block);
}

void
pictures_part(struct arena *arena, struct tree *tree)
{
    const struct node *last = NULL;

    for (size_t i = 0; i < tree->landmark_count; i++) {
        struct node *node = tree->landmarks[i], *block = node->parent;
        if (node->kind != NODE_IMAGE || !block)
            continue;
        if (block->kind == NODE_LINK)
            block = block->parent;
        if (block == last || block->kind != NODE_PARAGRAPH)
            continue;
        last = block;
        if (is_mixed(block))
            part_lines(arena, block);
    }
}
