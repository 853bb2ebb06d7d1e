/* carried.c: what the lines of a galley carry with them: floats, and notes with
 * the notes that these mark. What one would get wrong: a note may be marked a
 * thousand times, and be as long as a book; it is set once, for its first
 * mark. */
#include "inside.h"

#include <stdint.h>
#include <stdlib.h>

/* Nodes that were met; half of the room at most is taken. */
struct met {
    const struct node **at;
    size_t count, room; /* room: a power of two */
};

static const struct node **
find_met(const struct met *met, const struct node *node)
{
    uint64_t hash = (uint64_t)(uintptr_t)node * 0x9e3779b97f4a7c15u;
    size_t i = (size_t)(hash >> 32) & (met->room - 1);

    while (met->at[i] && met->at[i] != node)
        i = (i + 1) & (met->room - 1);
    return &met->at[i];
}

static void
widen_met(struct arena *arena, struct met *met)
{
    struct met wider = {.count = met->count,
                        .room = met->room ? 2 * met->room : 64};

    wider.at = TAKE_ARRAY(arena, wider.room, const struct node *);
    for (size_t i = 0; i < met->room; i++)
        if (met->at[i])
            *find_met(&wider, met->at[i]) = met->at[i];
    *met = wider;
}

/* True for the first time. */
static bool
meet(struct arena *arena, struct met *met, const struct node *node)
{
    if (2 * met->count >= met->room)
        widen_met(arena, met);
    const struct node **place = find_met(met, node);
    if (*place)
        return false;
    *place = node;
    met->count++;
    return true;
}

static struct block
set_anchor(struct pass *pass, const struct anchor *anchor,
           struct block (*set)(struct pass *, const struct node *, int))
{
    struct spot spot = anchor->spot;

    if (anchor->block) {
        struct block block = *anchor->block;
        block.first_element = anchor->first_element;
        return block;
    }
    struct block block = set(pass, anchor->node, spot.parent ? spot.parent : 1);

    pass->elements[block.element].after = spot.after;
    return block;
}

struct blocks
set_floats(struct pass *pass, const struct galley *galley)
{
    struct blocks blocks = {0};
    size_t room = 0;

    for (size_t i = 0; i < galley->count; i++)
        for (const struct anchor *a = galley->at[i].anchors; a; a = a->next)
            if (a->kind == ANCHOR_FLOAT) {
                GROW(pass->arena, blocks.at, blocks.count, room);
                blocks.at[blocks.count] = set_anchor(pass, a, set_figure);
                blocks.count++;
            }
    return blocks;
}

struct gathering {
    struct pass *pass;
    struct blocks notes;
    size_t room;
    struct met met;
};

/* The notes that are marked by a line or in a block: a caption, another
 * note. */
static void
add_notes(struct gathering *own, const struct anchor *anchors)
{
    struct arena *arena = own->pass->arena;

    for (const struct anchor *a = anchors; a; a = a->next) {
        if (a->kind != ANCHOR_NOTE || !meet(arena, &own->met, a->node))
            continue;
        struct block note = set_anchor(own->pass, a, set_note);
        GROW(arena, own->notes.at, own->notes.count, own->room);
        own->notes.at[own->notes.count++] = note;
    }
}

static int
compare_blocks(const void *a, const void *b)
{
    const struct node *left = ((const struct block *)a)->node;
    const struct node *right = ((const struct block *)b)->node;

    return left < right ? -1 : left > right;
}

struct blocks
set_notes(struct pass *pass, const struct galley *galley,
          const struct blocks *floats)
{
    struct gathering own = {.pass = pass};

    for (size_t i = 0; i < galley->count; i++)
        add_notes(&own, galley->at[i].anchors);
    for (size_t i = 0; i < floats->count; i++)
        add_notes(&own, floats->at[i].anchors);
    for (size_t i = 0; i < own.notes.count; i++)
        add_notes(&own, own.notes.at[i].anchors);
    if (own.notes.count)
        qsort(own.notes.at, own.notes.count, sizeof *own.notes.at,
              compare_blocks);
    return own.notes;
}
