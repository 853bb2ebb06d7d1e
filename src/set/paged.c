/* paged.c: where the pages of a section ended in the pass before. When its
 * slabs, floats and notes are as high now and may be parted in the same places,
 * its pages end there again, without a search. What one would get wrong: the
 * words are not looked at, for the number of a page that they name may have
 * changed; hence paragraphs that stood on a page in another number of lines are
 * tried anew, and if one cannot stand so any more the section is searched. This
 * is also what ends passes: a choice that hangs by a word is made once. */
#include "paging.h"

/* All of a slab that the search looks at. */
struct shape {
    double space, height, again; /* again: negative when there is none */
    size_t lines;                /* of its paragraph */
    int penalty;
    bool grid, heading, opening, airy, joins;
};

static void
hash_slabs(struct paging *paging, struct hash *hash)
{
    size_t count = paging->last - paging->first;
    struct shape *shapes = TAKE_ARRAY(&paging->scratch, count, struct shape);

    for (size_t i = 0; i < count; i++) {
        const struct slab *slab = &paging->galley->at[paging->first + i];
        struct shape *shape = &shapes[i];
        shape->space = slab->space;
        shape->height = slab->height;
        shape->again = slab->again ? slab->again->height : -1;
        shape->lines = slab->paragraph ? slab->paragraph->count : 0;
        shape->penalty = slab->penalty;
        shape->grid = slab->grid;
        shape->heading = slab->heading;
        shape->opening = slab->opening;
        shape->airy = slab->airy;
        shape->joins = slab->joins;
    }
    hash_bytes(hash, shapes, count * sizeof *shapes);
}

/* Notes and floats by where they are marked. False when there are none. */
static bool
hash_anchors(struct hash *hash, const struct anchor *anchor, size_t slab)
{
    bool any = false;

    for (; anchor; anchor = anchor->next) {
        if (anchor->kind != ANCHOR_NOTE && anchor->kind != ANCHOR_FLOAT)
            continue;
        hash_bytes(hash, &slab, sizeof slab);
        hash_bytes(hash, &anchor->node, sizeof anchor->node);
        any = true;
    }
    return any;
}

static void
hash_floats(const struct paging *paging, struct hash *hash)
{
    for (size_t i = paging->float_first; i < paging->float_last; i++) {
        const struct block *block = &paging->floats->at[i];
        hash_real(hash, block->height);
        hash_bytes(hash, &block->plate, sizeof block->plate);
        hash_anchors(hash, block->anchors, 0);
    }
}

struct key
hash_notes(struct arena *arena, const struct blocks *notes)
{
    struct hash *hash = hash_new(arena);

    for (size_t i = 0; i < notes->count; i++) {
        const struct block *note = &notes->at[i];
        hash_bytes(hash, &note->node, sizeof note->node);
        hash_real(hash, note->height);
        hash_bytes(hash, note->tops, note->slab_count * sizeof *note->tops);
        for (size_t k = 0; k < note->slab_count; k++)
            hash_real(hash, note->slabs[k].height);
    }
    return hash_done(hash);
}

/* A note may mark others, so a section that has any depends on all. */
static struct key
hash_section(struct paging *paging)
{
    struct hash *hash = hash_new(&paging->scratch);
    bool any = false;

    hash_slabs(paging, hash);
    for (size_t i = paging->first; i < paging->last; i++)
        any |= hash_anchors(hash, paging->galley->at[i].anchors,
                            i - paging->first);
    if (any) {
        hash_floats(paging, hash);
        hash_key(hash, paging->noted);
    }
    return hash_done(hash);
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

/* The variation of a page as it was, with the paragraphs of this pass; false
 * when one cannot be set so. */
static bool
vary_again(const struct paging *paging, const struct paged_page *page,
           struct variation *variation)
{
    *variation =
        (struct variation){.count = page->varied_count, .by = page->by};
    for (int i = 0; i < page->varied_count; i++) {
        size_t slab = paging->first + page->varied[i];
        struct paragraph *paragraph = paging->galley->at[slab].paragraph;
        if (!paragraph || paragraph->first != slab)
            return false;
        paragraph_vary(paging->pass, paragraph);
        if (!paragraph->varied[page->by > 0].count)
            return false;
        variation->of[i] = paragraph;
    }
    return true;
}

/* The way that was found before, from its end; NULL if it leads nowhere now. */
static const struct state *
find_way(struct paging *paging, const struct paged *paged)
{
    struct state *states =
        TAKE_ARRAY(&paging->scratch, paged->count + 1, struct state);

    states[0] = (struct state){.slab = paging->first,
                               .float_ = paging->float_first,
                               .side = paged->side};
    for (size_t i = 0; i < paged->count; i++) {
        const struct paged_page *page = &paged->pages[i];
        states[i + 1] =
            (struct state){.slab = paging->first + page->end,
                           .float_ = paging->float_first + page->floats,
                           .side = !states[i].side,
                           .opened = page->opened,
                           .from = &states[i]};
        if (!vary_again(paging, page, &states[i + 1].variation))
            return NULL;
    }
    return &states[paged->count];
}

/* Nothing is kept of a way on which notes go on on the next page. */
static void
keep_way(const struct paging *paging, const struct state *end,
         struct paged *paged)
{
    size_t count = 0;

    for (const struct state *s = end; s->from; s = s->from, count++)
        if (s->rest.count)
            return;
    paged->pages =
        TAKE_ARRAY(paging->pass->again->arena, count, struct paged_page);
    paged->count = count;
    for (const struct state *s = end; s->from; s = s->from) {
        struct paged_page *page = &paged->pages[--count];
        page->end = s->slab - paging->first;
        page->floats = s->float_ - paging->float_first;
        page->opened = s->opened;
        page->by = s->variation.by;
        page->varied_count = s->variation.count;
        for (int i = 0; i < s->variation.count; i++)
            page->varied[i] = s->variation.of[i]->first - paging->first;
    }
}

/* What is said about a page that is too full is said in every pass. */
void
page_again(struct paging *paging, struct layouts *layouts, int side)
{
    struct paged *paged = find_paged(paging->pass->again);
    int warnings = paging->pass->diag->warnings;
    struct key key = hash_section(paging);
    const struct state *end = NULL;

    if (paged->count && paged->side == side && key_same(paged->key, key))
        end = find_way(paging, paged);
    if (end) {
        append_way(paging, layouts, end);
        return;
    }
    end = find_ahead(paging, side);
    if (!end)
        end = search_pages(paging, side);
    append_way(paging, layouts, end);
    *paged = (struct paged){.key = key, .side = side};
    if (paging->pass->diag->warnings == warnings)
        keep_way(paging, end, paged);
}
