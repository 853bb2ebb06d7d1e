/* layouts.c: the way back through a section, from its end to its beginning:
 * each two states make a page. What a page's notes are is found by trying the
 * page once more, for states keep only what is left of them. */
#include "paging.h"

static const struct block **
list_floats(const struct paging *paging, size_t from, size_t count)
{
    const struct block **list =
        TAKE_ARRAY(&paging->pass->brief, count, const struct block *);

    for (size_t i = 0; i < count; i++)
        list[i] = &paging->floats->at[from + i];
    return list;
}

/* In the order of their numbers, what goes on from the page before first. */
static void
sort_parts(struct portions *parts)
{
    for (size_t i = 1; i < parts->count; i++) {
        struct portion part = parts->at[i];
        size_t k = i;
        for (; k && !part.first && !parts->at[k - 1].first &&
               parts->at[k - 1].note->node->number > part.note->node->number;
             k--)
            parts->at[k] = parts->at[k - 1];
        parts->at[k] = part;
    }
}

/* Where the first words of a page come from; its rules and spaces come from
 * nowhere. */
static struct place
find_place(const struct paging *paging, size_t first, size_t last)
{
    while (first + 1 < last && !paging->galley->at[first].place.file)
        first++;
    return paging->galley->at[first].place;
}

/* How far the text of a page without notes or floats below it misses its
 * foot, and what its white takes of that. */
static void
find_foot(const struct paging *paging, const struct trial *trial, int opened,
          struct layout *layout)
{
    double missing = count_missing(paging, trial, find_room(paging, trial));

    layout->missing = -1;
    if (trial->end == paging->last || trial->end == trial->from->slab ||
        trial->foot > 0 || paging->parts.count)
        return;
    int most = count_opened(paging, trial, missing);
    layout->opened = opened < most ? opened : most;
    layout->missing = (int)missing - layout->opened;
}

/* Tries the page between two states again, to see its notes and its foot. */
static struct portions
collect_notes(struct paging *paging, const struct state *from,
              const struct state *to, struct layout *layout)
{
    struct trial trial = start_trial(paging, from, to->float_ - from->float_);
    struct portions *parts = &paging->parts, rest;

    while (trial.end < to->slab)
        add_slab(paging, &trial);
    vary_trial(paging, &trial, &to->variation);
    double room = find_room(paging, &trial);
    find_foot(paging, &trial, to->opened, layout);
    if (to->cost - from->cost >= SQUEEZED_COST / 2) {
        rest = squeeze_notes(paging, &trial);
        if (trial.overfull)
            diag_say(
                paging->pass->diag, WARNING,
                from->slab < to->slab ? find_place(paging, from->slab, to->slab)
                : trial.count ? paging->floats->at[from->float_].node->place
                              : parts->at[0].note->node->place,
                "this does not fit on a page and stands out of it");
    } else {
        portions_fit(&paging->scratch, parts, room - NOTE_GAP, false, &rest);
    }
    struct portions kept = *parts;
    kept.at = arena_grow(&paging->pass->brief, parts->at, parts->count,
                         parts->count, sizeof *parts->at);
    sort_parts(&kept);
    return kept;
}

static struct layout
make_layout(struct paging *paging, const struct state *from,
            const struct state *to)
{
    struct layout layout = {.galley = paging->galley,
                            .first = from->slab,
                            .last = to->slab,
                            .variation = to->variation};
    size_t count = to->float_ - from->float_;
    size_t heads =
        layout.first == layout.last
            ? count
            : count_heads(paging->galley, layout.first, paging->last, count);

    layout.head_count = heads;
    layout.foot_count = count - heads;
    layout.heads = list_floats(paging, from->float_, heads);
    layout.feet = list_floats(paging, from->float_ + heads, count - heads);
    layout.verso = from->side;
    layout.forced = from->slab < to->slab && !may_end(paging, to->slab);
    layout.notes = collect_notes(paging, from, to, &layout);
    if (layout.variation.count)
        layout_vary(paging->pass, &layout);
    return layout;
}

const struct state *
find_end(const struct paging *paging)
{
    const struct state *best = NULL;

    for (const struct state *s =
             paging_stop(paging, paging->last, paging->float_last)->states;
         s; s = s->next)
        if (s->float_ == paging->float_last && !s->rest.count &&
            (!best || s->cost < best->cost))
            best = s;
    return best;
}

void
append_way(struct paging *paging, struct layouts *layouts,
           const struct state *end)
{
    size_t count = 0;

    for (const struct state *s = end; s->from; s = s->from)
        count++;
    for (size_t i = 0; i < count; i++) {
        GROW(&paging->pass->brief, layouts->at, layouts->count, layouts->room);
        layouts->count++;
    }
    paging->page_count += count;
    for (size_t i = layouts->count; end->from; end = end->from)
        layouts->at[--i] = make_layout(paging, end->from, end);
}
