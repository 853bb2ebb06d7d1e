/* again.c: what a later pass need not set again. A paragraph without a
 * reference comes out the same in every pass, so its lines are kept. Passes go
 * through the book in the same order and make the same elements, hence the
 * n-th paragraph of one pass is the n-th of the next. What one would get
 * wrong: anchors are linked into the galley's lists, so each pass needs its
 * own. */
#include "inside.h"

#include <string.h>

static bool
holds_reference(const struct node *parent)
{
    for (const struct node *node = parent; node; node = node_next(parent, node))
        if (node->kind == NODE_REFERENCE || node->kind == NODE_CITED)
            return true;
    return false;
}

/* The kept lines, with anchors and elements as if they had been set now. */
static struct lines
repeat_lines(struct pass *pass, const struct kept *kept)
{
    struct lines lines = kept->lines;

    lines.at = TAKE_ARRAY(pass->arena, lines.count, struct line);
    for (size_t i = 0; i < kept->element_count; i++) {
        int element = pass_element(pass, ROLE_SPAN, 0);
        pass->elements[element] = kept->elements[i];
    }
    for (size_t i = 0; i < lines.count; i++) {
        lines.at[i] = kept->lines.at[i];
        lines.at[i].anchors =
            anchor_copy(pass->arena, kept->lines.at[i].anchors);
    }
    diag_merge(pass->diag, &kept->said);
    return lines;
}

static bool
same_manner(const struct manner *a, const struct manner *b)
{
    return a->measure == b->measure && a->indent == b->indent &&
           a->element == b->element && a->ink == b->ink;
}

static struct kept *
add_kept(struct again *again)
{
    GROW(again->arena, again->at, again->count, again->room);
    struct kept *kept = &again->at[again->count++];
    *kept = (struct kept){.said = {.arena = again->arena}};
    return kept;
}

/* Sets the paragraph in memory that outlives the pass. */
static void
set_kept(struct pass *pass, struct kept *kept, const struct node *parent,
         const struct manner *manner)
{
    struct arena *arena = pass->arena;
    struct diag *diag = pass->diag;
    size_t first = pass->element_count;

    pass->arena = pass->again->arena;
    pass->diag = &kept->said;
    struct pieces pieces = gather_pieces(pass, parent, manner);
    kept->lines = set_pieces(pass, &pieces, manner);
    pass->arena = arena;
    pass->diag = diag;
    kept->element_count = pass->element_count - first;
    kept->elements = arena_grow(pass->again->arena, pass->elements + first,
                                kept->element_count, kept->element_count,
                                sizeof *kept->elements);
    pass->element_count = first;
    kept->node = parent;
    kept->manner = *manner;
}

struct lines
set_inlines(struct pass *pass, const struct node *parent,
            const struct manner *manner)
{
    struct again *again = pass->again;
    struct kept *kept =
        again->next < again->count ? &again->at[again->next] : add_kept(again);

    again->next++;
    if (kept->node == parent && same_manner(&kept->manner, manner))
        return repeat_lines(pass, kept);
    if (!kept->node && !holds_reference(parent)) {
        set_kept(pass, kept, parent, manner);
        return repeat_lines(pass, kept);
    }
    struct pieces pieces = gather_pieces(pass, parent, manner);
    return set_pieces(pass, &pieces, manner);
}
