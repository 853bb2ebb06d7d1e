/* portions.c: the notes at the foot of a page. A note begins on the page of its
 * mark; when the page has no room for all of the last one it goes on on the
 * next, two lines at least on either side. A note that is marked on two pages
 * stands on both; in a circle of notes each stands once. */
#include "inside.h"

#define MANY_NOTES 64 /* on a page: too many to be looked through for each */

double
portion_height(const struct portion *part)
{
    const struct block *note = part->note;

    if (part->first >= part->last)
        return note->height;
    const struct slab *last = &note->slabs[part->last - 1];
    return note->tops[part->last - 1] + last->height - note->tops[part->first];
}

static const struct block *
find_note(const struct blocks *notes, const struct anchor *anchor)
{
    size_t low = 0, high = anchor->kind == ANCHOR_NOTE ? notes->count : 0;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (notes->at[middle].node == anchor->node)
            return &notes->at[middle];
        if (notes->at[middle].node < anchor->node)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void
append_part(struct arena *arena, struct portions *parts, struct portion part)
{
    GROW(arena, parts->at, parts->count, parts->room);
    parts->at[parts->count++] = part;
    parts->height += portion_height(&part);
}

/* Notes added to a page. Those that wait are kept in a list, the innermost
 * last, for notes on notes may go deeper than the stack of a thread. */
struct adding {
    struct arena *arena;
    struct portions *parts;
    const struct blocks *notes;
    const struct anchor **waiting;
    size_t count, room;
    char *held; /* by note, once there are many; or NULL */
};

static void
push_anchor(struct adding *adding, const struct anchor *anchor)
{
    if (!anchor)
        return;
    GROW(adding->arena, adding->waiting, adding->count, adding->room);
    adding->waiting[adding->count++] = anchor;
}

static void
list_held(struct adding *adding)
{
    const struct portions *parts = adding->parts;

    adding->held = arena_take(adding->arena, adding->notes->count);
    for (size_t i = 0; i < parts->count; i++)
        adding->held[parts->at[i].note - adding->notes->at] = 1;
}

static bool
holds_note(struct adding *adding, const struct block *note)
{
    const struct portions *parts = adding->parts;

    if (!adding->held && parts->count >= MANY_NOTES)
        list_held(adding);
    if (adding->held)
        return adding->held[note - adding->notes->at];
    for (size_t i = 0; i < parts->count; i++)
        if (parts->at[i].note == note)
            return true;
    return false;
}

static void
add_note(struct adding *adding, const struct block *note)
{
    append_part(adding->arena, adding->parts,
                (struct portion){note, 0, note->slab_count});
    if (adding->held)
        adding->held[note - adding->notes->at] = 1;
    push_anchor(adding, note->anchors);
}

void
portions_add(struct arena *arena, struct portions *parts,
             const struct blocks *notes, const struct anchor *anchor)
{
    struct adding adding = {.arena = arena, .parts = parts, .notes = notes};

    push_anchor(&adding, anchor);
    while (adding.count) {
        anchor = adding.waiting[--adding.count];
        const struct block *note = find_note(notes, anchor);
        push_anchor(&adding, anchor->next);
        if (note && !holds_note(&adding, note))
            add_note(&adding, note);
    }
}

/* The line before which the part may be cut so that the first piece is at
 * most room high; its first line when there is none. */
static size_t
find_cut(const struct portion *part, double room)
{
    size_t cut = part->first;

    for (size_t end = part->first + 1; end < part->last; end++) {
        struct portion piece = {part->note, part->first, end};
        if (portion_height(&piece) > room)
            break;
        if (part->note->slabs[end - 1].penalty < BREAK_NEVER)
            cut = end;
    }
    return cut;
}

bool
portions_fit(struct arena *arena, struct portions *parts, double room,
             bool strict, struct portions *rest)
{
    double left = room;
    size_t i = 0;

    *rest = (struct portions){0};
    if (parts->height <= room)
        return true;
    while (i < parts->count && portion_height(&parts->at[i]) <= left)
        left -= portion_height(&parts->at[i++]);
    if (i == parts->count)
        return true;
    struct portion over = parts->at[i];
    size_t cut = find_cut(&over, left);
    if (strict && (i + 1 < parts->count || cut == over.first))
        return false;
    rest->room = parts->count - i;
    rest->at = TAKE_ARRAY(arena, rest->room, struct portion);
    append_part(arena, rest, (struct portion){over.note, cut, over.last});
    for (size_t k = i + 1; k < parts->count; k++)
        append_part(arena, rest, parts->at[k]);
    if (cut > over.first)
        parts->at[i++].last = cut;
    parts->count = i;
    parts->height = 0;
    for (size_t k = 0; k < i; k++)
        parts->height += portion_height(&parts->at[k]);
    return true;
}
