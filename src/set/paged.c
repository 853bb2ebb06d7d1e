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

/* Whether the paragraphs that the page varies are those that were varied in
 * the pass before. */
static bool
same_paragraphs(const struct paging *paging, const struct variation *variation)
{
    for (int i = 0; i < variation->count; i++) {
        const struct paragraph *paragraph = variation->of[i];
        if (paragraph->first < paging->first ||
            paragraph->first >= paging->last ||
            paging->galley->at[paragraph->first].paragraph != paragraph)
            return false;
    }
    return true;
}

static bool
is_same(const struct paging *paging, const struct paged *paged, struct key key,
        int side)
{
    if (!paged->count || paged->side != side || !key_same(paged->key, key) ||
        paged->section != paging->galley->at[paging->first].section)
        return false;
    for (size_t i = 0; i < paged->count; i++)
        if (!same_paragraphs(paging, &paged->pages[i].variation))
            return false;
    return true;
}

/* Their other lines went with the pass before. */
static void
repeat_variation(struct paging *paging, struct layout *layout)
{
    const struct variation *variation = &layout->variation;
    const struct slab *slabs = paging->galley->at;

    if (!variation->count)
        return;
    for (int i = 0; i < variation->count; i++)
        paragraph_vary(paging->pass, slabs[variation->of[i]->first].paragraph);
    layout_vary(paging->pass, layout);
}

static void
repeat_layouts(struct paging *paging, struct layouts *layouts,
               const struct paged *paged)
{
    for (size_t i = 0; i < paged->count; i++) {
        GROW(paging->pass->arena, layouts->at, layouts->count, layouts->room);
        struct layout *layout = &layouts->at[layouts->count++];
        *layout = paged->pages[i];
        layout->galley = paging->galley;
        layout->first += paging->first;
        layout->last += paging->first;
        repeat_variation(paging, layout);
    }
    paging->page_count += paged->count;
}

/* Whether the section's paragraphs are the same in all passes. */
static bool
is_lasting(const struct paging *paging)
{
    const struct slab *slabs = paging->galley->at;

    for (size_t i = paging->first; i < paging->last; i++)
        if (slabs[i].paragraph && !slabs[i].paragraph->lasting)
            return false;
    return true;
}

/* As it was found, with slabs counted from first, which is its own first. One
 * that varies paragraphs has a galley of its own, with so many lines more. */
static struct layout
make_paged(const struct layout *layout, size_t first)
{
    int more = layout->variation.count * layout->variation.by;
    size_t count = layout->last - layout->first - (size_t)more;

    return (struct layout){.first = first,
                           .last = first + count,
                           .verso = layout->verso,
                           .missing = layout->missing,
                           .forced = layout->forced,
                           .variation = layout->variation};
}

static void
keep_layouts(const struct paging *paging, const struct layouts *layouts,
             size_t before, struct paged *paged)
{
    size_t first = 0, count = layouts->count - before;
    bool lasting = is_lasting(paging);

    for (size_t i = before; i < layouts->count; i++)
        if (layouts->at[i].variation.count && !lasting)
            return;
    paged->pages = TAKE_ARRAY(paging->pass->again->arena, count, struct layout);
    for (size_t i = 0; i < count; i++) {
        paged->pages[i] = make_paged(&layouts->at[before + i], first);
        first = paged->pages[i].last;
    }
    paged->count = count;
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

    if (plain && is_same(paging, paged, key, side)) {
        repeat_layouts(paging, layouts, paged);
        return;
    }
    search_pages(paging, layouts, side);
    paged->count = 0;
    paged->key = key;
    paged->side = side;
    paged->section = paging->galley->at[paging->first].section;
    if (plain && paging->pass->diag->warnings == warnings)
        keep_layouts(paging, layouts, before, paged);
}
