/* paged.c: where the pages of a section ended in the pass before. When its
 * slabs are as high now and may be parted in the same places, its pages end
 * there again, without a search. What one would get wrong: floats and notes
 * are laid by the search, so a section that has any is always searched. */
#include "paging.h"

#include <string.h>

/* All of a slab that the search looks at. */
struct shape {
    double space, height, again; /* again: negative when there is none */
    int penalty;
    bool grid, heading, opening;
};

static bool
holds_blocks(const struct paging *paging)
{
    const struct anchor *anchor;

    if (paging->float_first < paging->float_last)
        return true;
    for (size_t i = paging->first; i < paging->last; i++)
        for (anchor = paging->galley->at[i].anchors; anchor;
             anchor = anchor->next)
            if (anchor->kind == ANCHOR_NOTE)
                return true;
    return false;
}

static struct key
hash_section(struct paging *paging)
{
    size_t count = paging->last - paging->first;
    struct shape *shapes = TAKE_ARRAY(&paging->scratch, count, struct shape);

    for (size_t i = 0; i < count; i++) {
        const struct slab *slab = &paging->galley->at[paging->first + i];
        struct shape *shape = &shapes[i];
        shape->space = slab->space;
        shape->height = slab->height;
        shape->again = slab->again ? slab->again->height : -1;
        shape->penalty = slab->penalty;
        shape->grid = slab->grid;
        shape->heading = slab->heading;
        shape->opening = slab->opening;
    }
    return key_of(shapes, count * sizeof *shapes);
}

static struct paged *
find_paged(struct again *again)
{
    if (again->next_paged == again->paged_count) {
        GROW(again->arena, again->paged, again->paged_count, again->paged_room);
        again->paged[again->paged_count++] = (struct paged){0};
    }
    return &again->paged[again->next_paged++];
}

static void
repeat_layouts(struct paging *paging, struct layouts *layouts,
               const struct paged *paged)
{
    size_t first = paging->first;

    for (size_t i = 0; i < paged->count; i++) {
        GROW(&paging->pass->brief, layouts->at, layouts->count, layouts->room);
        struct layout *layout = &layouts->at[layouts->count++];
        *layout = (struct layout){.galley = paging->galley,
                                  .first = first,
                                  .last = paging->first + paged->ends[i]};
        first = layout->last;
    }
    paging->page_count += paged->count;
}

static void
keep_layouts(const struct paging *paging, const struct layouts *layouts,
             size_t before, struct paged *paged)
{
    for (size_t i = before; i < layouts->count; i++)
        if (layouts->at[i].variation.count)
            return;
    paged->count = layouts->count - before;
    paged->ends = TAKE_ARRAY(paging->pass->again->arena, paged->count, size_t);
    for (size_t i = 0; i < paged->count; i++)
        paged->ends[i] = layouts->at[before + i].last - paging->first;
}

/* What is said about a page that is too full is said in every pass. */
void
page_again(struct paging *paging, struct layouts *layouts, int side)
{
    struct paged *paged = find_paged(paging->pass->again);
    size_t before = layouts->count;
    int warnings = paging->pass->diag->warnings;
    bool plain = paging->plain = !holds_blocks(paging);
    struct key key = plain ? hash_section(paging) : (struct key){0};

    if (plain && paged->count && paged->side == side &&
        key_same(paged->key, key)) {
        repeat_layouts(paging, layouts, paged);
        return;
    }
    search_pages(paging, layouts, side);
    paged->count = 0;
    paged->key = key;
    paged->side = side;
    if (plain && paging->pass->diag->warnings == warnings)
        keep_layouts(paging, layouts, before, paged);
}
