/* landmarks.c: the nodes of a tree that are looked for by themselves: a book
 * has hundreds of thousands of nodes, of which few are figures, values or
 * headings, and many ask for just those. So they are listed once, a section a
 * job. What one would get wrong: the list is of the tree as it was; who takes a
 * node out must take it off the list. */
#include "tree.h"

#include <string.h>

struct section_marks {
    struct arena arena;
    struct node *section, **at;
    size_t count, room;
};

static bool
is_common(enum node_kind kind)
{
    static const bool common[NODE_KINDS] = {
        [NODE_PARAGRAPH] = true,  [NODE_QUOTE] = true,    [NODE_LIST] = true,
        [NODE_ITEM] = true,       [NODE_TERMS] = true,    [NODE_MEANING] = true,
        [NODE_CODE_BLOCK] = true, [NODE_RULE] = true,     [NODE_ROW] = true,
        [NODE_CELL] = true,       [NODE_TEXT] = true,     [NODE_SPACE] = true,
        [NODE_BREAK] = true,      [NODE_EMPHASIS] = true, [NODE_STRONG] = true,
        [NODE_STRIKE] = true,     [NODE_CODE] = true,     [NODE_LOWERED] = true,
        [NODE_RAISED] = true,     [NODE_SPAN] = true};

    return common[kind];
}

static void
list_section(void *context, int job)
{
    struct section_marks *marks = (struct section_marks *)context + job;
    struct node *node = marks->section;

    for (; node; node = node_next(marks->section, node)) {
        if (is_common(node->kind) && !node->id && !node->language)
            continue;
        GROW(&marks->arena, marks->at, marks->count, marks->room);
        marks->at[marks->count++] = node;
    }
}

void
tree_survey(struct arena *arena, struct tree *tree, int threads)
{
    struct arena scratch = {0};
    size_t count;
    struct node **sections = node_children(&scratch, tree->root, &count);
    struct section_marks *marks =
        TAKE_ARRAY(&scratch, count, struct section_marks);

    for (size_t i = 0; i < count; i++)
        marks[i].section = sections[i];
    pool_run(threads, (int)count, list_section, marks);
    tree->landmark_count = 0;
    for (size_t i = 0; i < count; i++)
        tree->landmark_count += marks[i].count;
    tree->landmarks = TAKE_ARRAY(arena, tree->landmark_count, struct node *);
    struct node **to = tree->landmarks;
    for (size_t i = 0; i < count; i++) {
        if (marks[i].count)
            memcpy(to, marks[i].at, marks[i].count * sizeof *to);
        to += marks[i].count;
        arena_close(&marks[i].arena);
    }
    arena_close(&scratch);
}
