/* endings.c: where one page may end. A page is tried slab by slab, as deep as
 * there is room, with so many floats and the notes of its marks; each place
 * where it may end is listed for pages.c, which chooses among the ways through
 * the section. What one would get wrong: what notes do, cut or whole, is known
 * before it is known which way came here, so it is found once for them all. */
#include "paging.h"

#include <math.h>
#include <string.h>

#define VARIED_SHORT 4   /* or that a page misses for which words are varied */
#define SPLIT_COST 500.0 /* for a note that goes on on the next page */
#define DEFERRED_COST 700.0 /* for each note that begins only there */
#define MOST_DEFERRED 3     /* notes */
#define BARE_COST 400.0     /* for a page of notes without text */
#define FULL_SHARE 0.6      /* of a page of floats or notes without text */

size_t
clamp_float(const struct paging *paging, size_t count)
{
    count = count < paging->float_last ? count : paging->float_last;
    return count > paging->float_first ? count : paging->float_first;
}

size_t
count_heads(const struct galley *galley, size_t slab, size_t end, size_t count)
{
    if (slab == end)
        return count;
    if (slab < galley->count && galley->at[slab].opening)
        return 0;
    return count > 1 ? count - 1 : count;
}

struct trial
start_trial(struct paging *paging, const struct state *from, size_t count)
{
    struct trial trial = {.from = from, .end = from->slab, .count = count};
    size_t heads = count_heads(paging->galley, from->slab, paging->last, count);
    double head = 0;

    memset(paging->offers, 0, sizeof paging->offers);
    paging->parts.count = 0;
    paging->parts.height = from->rest.height;
    for (size_t i = 0; i < from->rest.count; i++) {
        GROW(&paging->scratch, paging->parts.at, i, paging->parts.room);
        paging->parts.at[i] = from->rest.at[i];
        paging->parts.count = i + 1;
    }
    for (size_t i = 0; i < count; i++) {
        const struct block *block = &paging->floats->at[from->float_ + i];
        if (i < heads)
            head += block->height + FLOAT_GAP;
        else
            trial.foot += block->height + FLOAT_GAP;
        portions_add(&paging->scratch, &paging->parts, paging->notes,
                     block->anchors);
    }
    trial.start = trial.text = snap_to_grid(paging->look, head);
    trial.openings = heads > 0;
    return trial;
}

void
add_slab(struct paging *paging, struct trial *trial)
{
    const struct slab *slab = &paging->galley->at[trial->end];

    trial->text = find_top(paging->look, paging->galley, trial->from->slab,
                           trial->end, trial->text) +
                  slab->height;
    if (slab->anchors)
        portions_add(&paging->scratch, &paging->parts, paging->notes,
                     slab->anchors);
    if (paging->varying)
        offer_paragraph(paging, trial, trial->end);
    trial->openings +=
        trial->end > trial->from->slab && may_open(paging->look, slab);
    trial->end++;
}

double
find_room(const struct paging *paging, const struct trial *trial)
{
    return paging->look->depth - trial->text - trial->foot +
           (trial->end == trial->from->slab && trial->count ? FLOAT_GAP : 0);
}

bool
may_end(const struct paging *paging, size_t end)
{
    const struct slab *slabs = paging->galley->at;

    if (end == paging->last)
        return true;
    bool stump = end > paging->first + 1 && slabs[end - 2].heading &&
                 !slabs[end].heading;
    return !stump && slabs[end - 1].penalty < BREAK_NEVER;
}

bool
holds_plate(const struct paging *paging, const struct trial *trial)
{
    for (size_t i = 0; i < trial->count; i++)
        if (paging->floats->at[trial->from->float_ + i].plate)
            return true;
    return false;
}

double
count_missing(const struct paging *paging, const struct trial *trial,
              double spare)
{
    if (trial->end == paging->last || trial->end == trial->from->slab)
        return 0;
    return floor(spare / paging->look->leading + 0.01);
}

int
count_opened(const struct paging *paging, const struct trial *trial,
             double missing)
{
    int most = trial->openings < MOST_OPENED ? trial->openings : MOST_OPENED;

    if (trial->foot > 0 || paging->parts.count)
        return 0;
    return missing < most ? (int)missing : most;
}

/* Whether the floats of the trial may stand on a page with this end. */
static bool
may_hold_floats(const struct paging *paging, const struct trial *trial)
{
    size_t early = clamp_float(paging, paging->early[trial->end]);

    if (trial->end > trial->from->slab && holds_plate(paging, trial))
        return false;
    if (trial->count > 1 && holds_plate(paging, trial))
        return false;
    return early >= trial->from->float_ + trial->count;
}

/* A page without text must be well filled, unless the text is at an end or it
 * is a plate. */
static bool
may_be_bare(const struct paging *paging, const struct trial *trial)
{
    double filled = trial->text + paging->parts.height;

    if (!trial->count && !trial->from->rest.count)
        return false;
    return trial->end == paging->last || holds_plate(paging, trial) ||
           filled >= FULL_SHARE * paging->look->depth;
}

/* Notes of the page whose last line lies beyond the room. */
static size_t
count_beyond(const struct portions *notes, double room)
{
    double height = 0;
    size_t beyond = 0;

    for (size_t i = 0; i < notes->count; i++) {
        height += portion_height(&notes->at[i]);
        beyond += height > room;
    }
    return beyond;
}

/* What the notes of the page cost when they are cut to the room that there is,
 * negative if they cannot be. At best only the last is cut; else a few whose
 * marks stand here begin on the next page. */
static double
cut_notes(struct paging *paging, const struct trial *trial, double room,
          struct portions *notes, struct portions *rest)
{
    struct arena *arena = &paging->scratch;
    bool bare = trial->end == trial->from->slab;
    size_t beyond;

    *notes = paging->parts;
    *rest = (struct portions){0};
    if (notes->height <= room)
        return bare && !trial->count ? BARE_COST : 0;
    beyond = count_beyond(notes, room);
    if (!bare && beyond > MOST_DEFERRED)
        return -1;
    notes->room = notes->count;
    notes->at = arena_grow(arena, notes->at, notes->count, notes->count,
                           sizeof *notes->at);
    if (portions_fit(arena, notes, room, true, rest))
        return SPLIT_COST;
    portions_fit(arena, notes, room, false, rest);
    if (!notes->count)
        return -1;
    return SPLIT_COST + (bare ? BARE_COST : DEFERRED_COST * (double)beyond);
}

static struct ending *
add_ending(struct paging *paging, const struct trial *trial)
{
    struct endings *list = &paging->endings[trial->count];

    GROW(&paging->scratch, list->at, list->count, list->room);
    struct ending *ending = &list->at[list->count++];
    ending->trial = *trial;
    ending->trial.noted = paging->parts.count > 0;
    return ending;
}

/* Writes down the trial if a page may end there. */
static void
list_end(struct paging *paging, const struct trial *trial)
{
    bool bare = trial->end == trial->from->slab;
    double room =
        find_room(paging, trial) - (paging->parts.count ? NOTE_GAP : 0);
    struct portions notes, rest;

    /* Most ends are too early. */
    if (!bare && (!may_end(paging, trial->end) ||
                  count_missing(paging, trial, room - paging->parts.height) >
                      paging->most_short))
        return;
    if (!may_hold_floats(paging, trial) ||
        (bare && !may_be_bare(paging, trial)))
        return;
    double cut = cut_notes(paging, trial, room, &notes, &rest);
    if (cut < 0)
        return;
    double spare = room - notes.height;
    double missing = count_missing(paging, trial, spare);
    if (missing > paging->most_short)
        return;
    int opened = count_opened(paging, trial, missing);
    struct ending *ending = add_ending(paging, trial);
    ending->rest = rest;
    ending->cut = cut;
    ending->spare = spare;
    ending->missing = missing - opened;
    ending->opened = opened;
    if (!opened || ending->missing > 0)
        return;
    /* A line less may be what the facing page has. */
    struct ending shorter = *ending;
    shorter.missing = 1;
    shorter.opened--;
    ending = add_ending(paging, trial);
    *ending = shorter;
}

/* The same end with one paragraph or more in another number of lines. */
static void
list_varied(struct paging *paging, const struct trial *trial, bool longer)
{
    struct variation variation = {.by = longer ? 1 : -1};
    double blank = VARIED_SHORT * paging->look->leading;

    for (int i = 0; i < MOST_VARIED; i++) {
        const struct variation *offer = &paging->offers[longer][i];
        if (!offer->count)
            break;
        struct trial varied = *trial;
        variation.of[variation.count++] = offer->of[0];
        variation.cost += offer->cost;
        vary_trial(paging, &varied, &variation);
        double room = find_room(paging, &varied);
        if (room >= -0.01 && room - paging->parts.height < blank)
            list_end(paging, &varied);
    }
}

/* Lines by which the text of the page can be shortened [pt]. */
static double
find_slack(const struct paging *paging)
{
    int lines = 0;

    for (int i = 0; i < MOST_VARIED; i++)
        lines += paging->offers[0][i].count;
    return lines * paging->look->leading;
}

/* Whether a page that ends here misses more lines than any may, whatever notes
 * and variations do. */
static bool
is_early(const struct paging *paging, const struct trial *trial, double room)
{
    double least =
        (paging->most_short + 2 * MOST_VARIED) * paging->look->leading;

    return trial->end > trial->from->slab && trial->end < paging->last &&
           room - paging->parts.height - NOTE_GAP > least;
}

static bool
same_rest(const struct portions *a, const struct portions *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->at[i].note != b->at[i].note || a->at[i].first != b->at[i].first)
            return false;
    return true;
}

/* Pages from two such states end in the same places: only what came before
 * them differs. */
static bool
same_start(const struct state *a, const struct state *b)
{
    return a->slab == b->slab && a->float_ == b->float_ &&
           same_rest(&a->rest, &b->rest);
}

struct endings *
list_ends(struct paging *paging, const struct state *from, size_t count)
{
    struct endings *list = &paging->endings[count];
    struct trial trial;

    if (list->from && list->most_short == paging->most_short &&
        same_start(list->from, from))
        return list;
    list->from = from;
    list->most_short = paging->most_short;
    list->priced = false;
    list->count = 0;
    trial = start_trial(paging, from, count);
    for (;; add_slab(paging, &trial)) {
        double room = find_room(paging, &trial);
        if (is_early(paging, &trial, room))
            continue;
        if (room + find_slack(paging) < -0.01)
            break;
        if (room >= -0.01)
            list_end(paging, &trial);
        for (int longer = 0; longer < 2 && paging->varying; longer++)
            list_varied(paging, &trial, longer);
        if (trial.end == paging->last)
            break;
    }
    return list;
}
