/* pages.c: where pages end. As lines are broken by optimising over the whole
 * paragraph, pages are broken by optimising over the whole section: a state
 * is (first slab of a page, floats already laid, what is left of notes, the
 * side of the spread and how short its left page is), the choices are where
 * the page ends and how many waiting floats it takes, and the cheapest way
 * through a section wins (Plass, "Optimal Pagination Techniques for Automatic
 * Typesetting Systems", Stanford 1981, chapter 4, with the state above). A
 * slab keeps only its cheapest states, so time and memory grow with the
 * pages.
 *
 * Floats are taken in order, on the page of their anchor or later, or on the
 * page before it when the anchor comes early on its own. Notes begin on the
 * page of their mark. What a newcomer would get wrong: a page's text starts
 * below its head floats on the next line of the grid, so the height of text
 * depends on what stands above it. */
#include "paging.h"

#include <float.h>
#include <math.h>

#define MOST_STATES 16   /* that a slab keeps */
#define MOST_SHORT 18    /* lines that a page misses when others need not */
#define VARIED_SHORT 4   /* or that a page misses for which words are varied */
#define MOST_FLOATS 3    /* on one page */
#define SHORT_COST 25.0  /* times the square of the missing lines */
#define FACING_COST 60.0 /* times the square of the lines between two feet */
#define EARLY_COST 90.0  /* for a float on the page before its anchor */
#define EARLY_SHARE 0.6  /* of a page: how far before it may stand */
#define LATE_COST 400.0  /* for each page that a float waits */
#define BLANK_COST 900.0 /* times the blank share of a page of floats */
#define PLATE_COST 300.0 /* for a plate that parts the text of a spread */
#define SPLIT_COST 500.0 /* for a note that goes on on the next page */
#define DEFERRED_COST 700.0 /* for each note that begins only there */
#define MOST_DEFERRED 3     /* notes */
#define BARE_COST 400.0     /* for a page of notes without text */
#define ALONE_COST 500.0    /* for each line under STUMP on a last page */
#define STUMP 5             /* lines */
#define FULL_SHARE 0.6      /* of a page of floats or notes without text */

static size_t
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
    return trial;
}

void
add_slab(struct paging *paging, struct trial *trial)
{
    const struct slab *slab = &paging->galley->at[trial->end];

    trial->text = find_top(paging->look, paging->galley, trial->from->slab,
                           trial->end, trial->text) +
                  slab->height;
    portions_add(&paging->scratch, &paging->parts, paging->notes,
                 slab->anchors);
    if (paging->varying)
        offer_paragraph(paging, trial, trial->end);
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

static bool
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

static int
find_short(const struct trial *trial, double lines)
{
    if (trial->from->side == 0 || trial->foot > 0 || trial->noted)
        return 0;
    return lines < 3 ? (int)lines : 3;
}

/* What floats cost that stand early or late, and pages without text. */
static double
judge_floats(const struct paging *paging, const struct trial *trial,
             double spare)
{
    double waiting = (double)clamp_float(paging, paging->anchored[trial->end]) -
                     (double)(trial->from->float_ + trial->count);
    double cost = waiting > 0 ? LATE_COST * waiting : -EARLY_COST * waiting;

    if (trial->end > trial->from->slab)
        return cost;
    if (holds_plate(paging, trial))
        return cost + PLATE_COST * (trial->from->side == 1);
    return cost + BLANK_COST * fmax(spare, 0) / paging->look->depth;
}

/* Lines of text on the page that are too few to stand alone. */
static double
count_lacking(const struct paging *paging, const struct trial *trial)
{
    double text =
        floor((trial->text - trial->start) / paging->look->leading + 0.01);

    return text < STUMP ? STUMP - text : 0;
}

/* What a page costs: the lines that it misses, floats that wait, a few lines
 * left alone beside a float or on a section's last page, a facing page of
 * another depth. */
static double
judge_page(const struct paging *paging, const struct ending *ending)
{
    const struct trial *trial = &ending->trial;
    const struct state *from = trial->from;
    double lines = ending->missing;
    double cost =
        judge_floats(paging, trial, ending->spare) + trial->variation.cost;
    bool ends = trial->end == paging->last;

    if (trial->end == from->slab)
        return cost;
    if (!ends) {
        double between = lines - from->short_by;
        cost += SHORT_COST * lines * lines +
                paging->galley->at[trial->end - 1].penalty;
        if (from->side == 0 && trial->foot <= 0 && !trial->noted)
            cost += FACING_COST * between * between;
    }
    if (ends ? from->slab > paging->first : trial->count > 0)
        cost += ALONE_COST * count_lacking(paging, trial);
    return cost;
}

static bool
same_key(const struct state *a, const struct state *b)
{
    return a->float_ == b->float_ && a->side == b->side &&
           a->short_by == b->short_by && a->rest.count == b->rest.count &&
           (!a->rest.count || (a->rest.at[0].note == b->rest.at[0].note &&
                               a->rest.at[0].first == b->rest.at[0].first));
}

/* Takes the dearest one that has not gone on off the list. */
static void
drop_dearest(struct state **list)
{
    struct state **dearest = NULL;

    for (struct state **at = list; *at; at = &(*at)->next)
        if (!(*at)->extended && (!dearest || (*at)->cost > (*dearest)->cost))
            dearest = at;
    if (dearest)
        *dearest = (*dearest)->next;
}

static void
keep_state(struct paging *paging, const struct state *state)
{
    struct state **list = &paging->states[state->slab - paging->first], **end;
    size_t count = 0;

    for (end = list; *end; end = &(*end)->next, count++) {
        if (!same_key(*end, state))
            continue;
        if (state->cost < (*end)->cost) {
            struct state *next = (*end)->next;
            **end = *state;
            (*end)->next = next;
        }
        return;
    }
    *end = TAKE(&paging->scratch, struct state);
    **end = *state;
    /* At the end those that still hold floats or notes back look cheaper than
     * those that have laid them. */
    if (count >= MOST_STATES && state->slab < paging->last)
        drop_dearest(list);
}

/* The page as it was tried leads to another state. */
static void
reach(struct paging *paging, const struct trial *trial, struct portions rest,
      double cost, int short_by, int missing)
{
    struct state to = {.cost = trial->from->cost + cost,
                       .slab = trial->end,
                       .float_ = trial->from->float_ + trial->count,
                       .rest = rest,
                       .side = !trial->from->side,
                       .short_by = short_by,
                       .missing = missing,
                       .variation = trial->variation,
                       .from = trial->from};

    keep_state(paging, &to);
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

/* Writes down the trial if a page may end there. */
static void
list_end(struct paging *paging, const struct trial *trial)
{
    bool bare = trial->end == trial->from->slab;
    double room =
        find_room(paging, trial) - (paging->parts.count ? NOTE_GAP : 0);
    struct portions notes, rest;

    /* Most ends are too early. */
    if (!bare && count_missing(paging, trial, room - paging->parts.height) >
                     paging->most_short)
        return;
    if (!may_hold_floats(paging, trial) ||
        (bare ? !may_be_bare(paging, trial) : !may_end(paging, trial->end)))
        return;
    double cut = cut_notes(paging, trial, room, &notes, &rest);
    if (cut < 0)
        return;
    double spare = room - notes.height;
    double missing = count_missing(paging, trial, spare);
    if (missing > paging->most_short)
        return;
    GROW(&paging->scratch, paging->ends, paging->end_count, paging->end_room);
    struct ending *ending = &paging->ends[paging->end_count++];
    *ending = (struct ending){*trial, rest, cut, spare, missing};
    ending->trial.noted = paging->parts.count > 0;
}

/* The same end with one paragraph or more in another number of lines. */
static void
list_varied(struct paging *paging, const struct trial *trial, bool longer)
{
    struct variation variation = {.by = longer ? 1 : -1};
    double blank = VARIED_SHORT * paging->look->leading;

    for (int i = 0; i < MOST_VARIED; i++) {
        const struct variation *offer = &trial->offers[longer][i];
        struct trial varied = *trial;
        if (!offer->count)
            break;
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
find_slack(const struct paging *paging, const struct trial *trial)
{
    int lines = 0;

    for (int i = 0; i < MOST_VARIED; i++)
        lines += trial->offers[0][i].count;
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

/* All ends of a page that begins at a state and takes count floats. Where there
 * are no floats or notes they are the same for all states of a slab. */
static void
list_ends(struct paging *paging, const struct state *from, size_t count)
{
    struct trial trial;

    if (paging->plain && paging->listed == from->slab &&
        paging->listed_short == paging->most_short)
        return;
    paging->listed = from->slab;
    paging->listed_short = paging->most_short;
    paging->end_count = 0;
    trial = start_trial(paging, from, count);
    for (;; add_slab(paging, &trial)) {
        double room = find_room(paging, &trial);
        if (is_early(paging, &trial, room))
            continue;
        if (room + find_slack(paging, &trial) < -0.01)
            break;
        if (room >= -0.01)
            list_end(paging, &trial);
        for (int longer = 0; longer < 2; longer++)
            list_varied(paging, &trial, longer);
        if (trial.end == paging->last)
            break;
    }
}

/* Goes on from the state with all its ends; true if there is one. */
static bool
try_ends(struct paging *paging, const struct state *from, size_t count)
{
    list_ends(paging, from, count);
    for (size_t i = 0; i < paging->end_count; i++) {
        struct ending *ending = &paging->ends[i];
        struct trial *trial = &ending->trial;
        trial->from = from;
        reach(paging, trial, ending->rest,
              ending->cut + judge_page(paging, ending),
              find_short(trial, ending->missing), (int)ending->missing);
    }
    return paging->end_count > 0;
}

/* What stands on a page when nothing fits: all that does, and at the least one
 * slab, wherever a page may end. */
static struct trial
find_least(struct paging *paging, const struct state *from)
{
    size_t count = from->slab == paging->last && !from->rest.count;
    struct trial trial = start_trial(paging, from, count), next;

    if (from->slab == paging->last)
        return trial;
    add_slab(paging, &trial);
    for (next = trial; next.end < paging->last; trial = next) {
        add_slab(paging, &next);
        if (find_room(paging, &next) < -0.01)
            break;
    }
    /* Its notes once more, without those of the slab that was too much. */
    next = start_trial(paging, from, count);
    while (next.end < trial.end)
        add_slab(paging, &next);
    return next;
}

struct portions
squeeze_notes(struct paging *paging, struct trial *trial)
{
    double room = find_room(paging, trial);
    struct portions rest = {0}, *parts = &paging->parts;

    trial->overfull = room < -0.01;
    if (parts->count)
        portions_fit(&paging->scratch, parts, fmax(room - NOTE_GAP, 0), false,
                     &rest);
    if (parts->count || trial->end > trial->from->slab || trial->count)
        return rest;
    /* A note's line that is higher than a page. */
    trial->overfull = true;
    *parts = rest;
    return (struct portions){0};
}

static void
squeeze(struct paging *paging, const struct state *from)
{
    struct trial trial = find_least(paging, from);
    struct portions rest = squeeze_notes(paging, &trial);

    reach(paging, &trial, rest, SQUEEZED_COST, 0, 0);
}

/* All pages that begin at the state and miss at most so many lines; true if
 * there is one. */
static bool
try_pages(struct paging *paging, const struct state *state, double most_short)
{
    bool found = false;

    paging->most_short = most_short;
    for (size_t count = 0;
         count <= MOST_FLOATS && state->float_ + count <= paging->float_last;
         count++)
        found |= try_ends(paging, state, count);
    return found;
}

static void
extend_state(struct paging *paging, struct state *state)
{
    state->extended = true;
    if (state->slab == paging->last && state->float_ == paging->float_last &&
        !state->rest.count)
        return;
    if (!try_pages(paging, state, MOST_SHORT) &&
        !try_pages(paging, state, DBL_MAX))
        squeeze(paging, state);
}

/* Of the states that have not gone on the one that none of the others can
 * lead to. */
static struct state *
find_next(struct state *list)
{
    struct state *next = NULL;

    for (struct state *s = list; s; s = s->next)
        if (!s->extended &&
            (!next || s->float_ < next->float_ ||
             (s->float_ == next->float_ && s->rest.height > next->rest.height)))
            next = s;
    return next;
}

/* The body begins on a recto, and every section when the design says so. */
static bool
begins_recto(struct paging *paging)
{
    const struct node *section = paging->galley->at[paging->first].section;
    bool body = section && section->section->class != CLASS_FRONT;
    bool first = body && !paging->body;

    paging->body |= body;
    return first || (section && paging->look->recto);
}

static void
find_ways(struct paging *paging, int side)
{
    size_t slabs = paging->last - paging->first + 1;
    struct state start = {
        .slab = paging->first, .float_ = paging->float_first, .side = side};
    struct state *state;

    paging->parts = (struct portions){0};
    paging->ends = NULL;
    paging->end_room = 0;
    paging->listed = SIZE_MAX;
    paging->states = TAKE_ARRAY(&paging->scratch, slabs, struct state *);
    keep_state(paging, &start);
    for (size_t i = 0; i < slabs; i++)
        while ((state = find_next(paging->states[i])))
            extend_state(paging, state);
}

void
search_pages(struct paging *paging, struct layouts *layouts, int side)
{
    paging->varying = false;
    find_ways(paging, side);
    if (vary_spoiled(paging)) {
        paging->varying = true;
        find_ways(paging, side);
    }
    append_way(paging, layouts);
}

static void
page_section(struct paging *paging, struct layouts *layouts)
{
    size_t before = layouts->count;
    bool recto = begins_recto(paging);

    paging->page_count += recto && paging->page_count % 2;
    page_again(paging, layouts, paging->page_count % 2);
    layouts->at[before].recto = recto;
    arena_clear(&paging->scratch);
}

/* For each slab how many floats are anchored before it. */
static size_t *
count_anchored(struct arena *arena, const struct galley *galley)
{
    size_t *counts = TAKE_ARRAY(arena, galley->count + 1, size_t);

    for (size_t i = 0; i < galley->count; i++) {
        counts[i + 1] = counts[i];
        for (const struct anchor *a = galley->at[i].anchors; a; a = a->next)
            counts[i + 1] += a->kind == ANCHOR_FLOAT;
    }
    return counts;
}

/* For each slab how many are anchored not far beyond it. */
static size_t *
count_early(struct arena *arena, const struct look *look,
            const struct galley *galley, const size_t *anchored)
{
    size_t *counts = TAKE_ARRAY(arena, galley->count + 1, size_t);
    double height = 0; /* from slab i to slab k */
    size_t k = 0;

    for (size_t i = 0; i <= galley->count; i++) {
        while (k < galley->count && height < EARLY_SHARE * look->depth) {
            height += galley->at[k].space + galley->at[k].height;
            k++;
        }
        counts[i] = anchored[k];
        if (i < galley->count)
            height -= galley->at[i].space + galley->at[i].height;
    }
    return counts;
}

struct layouts
find_pages(struct pass *pass, const struct galley *galley,
           const struct blocks *floats, const struct blocks *notes)
{
    const size_t *anchored = count_anchored(pass->arena, galley);
    struct layouts layouts = {0};
    struct paging paging = {
        .pass = pass,
        .look = pass->look,
        .galley = galley,
        .floats = floats,
        .notes = notes,
        .anchored = anchored,
        .early = count_early(pass->arena, pass->look, galley, anchored)};

    while (paging.first < galley->count) {
        paging.last = paging.first + 1;
        while (paging.last < galley->count && !galley->at[paging.last].opening)
            paging.last++;
        paging.float_last = anchored[paging.last];
        page_section(&paging, &layouts);
        paging.first = paging.last;
        paging.float_first = paging.float_last;
    }
    arena_close(&paging.scratch);
    return layouts;
}
