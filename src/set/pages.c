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
#include <string.h>

#define MOST_STATES 16   /* that a slab keeps */
#define MOST_SHORT 18    /* lines that a page misses when others need not */
#define SHORT_COST 25.0  /* times the square of the missing lines */
#define OPENED_COST 12.0 /* times the square of the lines of white */
#define FACING_COST 60.0 /* times the square of the lines between two feet */
#define EARLY_COST 90.0  /* for a float on the page before its anchor */
#define EARLY_SHARE 0.6  /* of a page: how far before it may stand */
#define LATE_COST 400.0  /* for each page that a float waits */
#define BLANK_COST 900.0 /* times the blank share of a page of floats */
#define PLATE_COST 300.0 /* for a plate that parts the text of a spread */
#define ALONE_COST 500.0 /* for each line under STUMP on a last page */
#define STUMP 5          /* lines */

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

/* What a page costs whatever the state it begins in: the lines that it misses,
 * floats that wait, a few lines left alone beside a float or on a section's
 * last page. */
static void
price_end(const struct paging *paging, struct ending *ending)
{
    const struct trial *trial = &ending->trial;
    const struct state *from = trial->from;
    double lines = ending->missing, opened = ending->opened;
    bool ends = trial->end == paging->last;

    ending->cost =
        judge_floats(paging, trial, ending->spare) + trial->variation.cost;
    ending->alone = 0;
    ending->footed = false;
    if (trial->end == from->slab)
        return;
    if (!ends) {
        ending->cost += SHORT_COST * lines * lines +
                        OPENED_COST * opened * opened +
                        paging->galley->at[trial->end - 1].penalty;
        ending->footed = trial->foot <= 0 && !trial->noted;
    }
    if (ends ? from->slab > paging->first : trial->count > 0)
        ending->alone = ALONE_COST * count_lacking(paging, trial);
}

/* And with a facing page of another depth. */
static double
judge_page(const struct ending *ending, const struct state *from)
{
    double between = ending->missing - from->short_by;
    double facing =
        ending->footed && from->side == 0 ? FACING_COST * between * between : 0;

    return ending->cost + facing + ending->alone;
}

/* How short the page is to the one facing it, when that is the next. */
static int
find_short(const struct ending *ending, const struct state *from)
{
    const struct trial *trial = &ending->trial;

    if (from->side == 0 || trial->foot > 0 || trial->noted)
        return 0;
    return ending->missing < MOST_BEHIND ? (int)ending->missing : MOST_BEHIND;
}

static bool
same_key(const struct state *a, const struct state *b)
{
    return a->float_ == b->float_ && a->side == b->side &&
           a->short_by == b->short_by && a->rest.count == b->rest.count &&
           (!a->rest.count || (a->rest.at[0].note == b->rest.at[0].note &&
                               a->rest.at[0].first == b->rest.at[0].first));
}

/* The state of a key without a rest; NULL when there is none, or it is not
 * remembered any more. */
static struct state *
find_plain(const struct stop *stop, size_t float_, int side, int short_by)
{
    struct state *state = stop->plain[side][short_by];

    if (!state || state->float_ == float_)
        return state;
    state = stop->states;
    while (state && !(state->short_by == short_by && state->side == side &&
                      state->float_ == float_ && !state->rest.count))
        state = state->next;
    return state;
}

/* Whether the slab after the page has a state of the same key that costs no
 * more: most ways lead nowhere, and are not worth writing down. */
static bool
is_beaten(const struct paging *paging, const struct state *from,
          const struct ending *ending, double cost, int short_by)
{
    if (ending->rest.count)
        return false;
    const struct state *known =
        find_plain(paging_stop(paging, ending->trial.end,
                               from->float_ + ending->trial.count),
                   from->float_ + ending->trial.count, !from->side, short_by);
    return known && known->cost <= cost;
}

/* Takes the dearest one that has not gone on off the list. */
static void
drop_dearest(struct stop *stop)
{
    struct state **dearest = NULL;

    for (struct state **at = &stop->states; *at; at = &(*at)->next)
        if (!(*at)->extended && (!dearest || (*at)->cost > (*dearest)->cost))
            dearest = at;
    if (!dearest)
        return;
    struct state *dropped = *dearest;
    *dearest = dropped->next;
    if (stop->plain[dropped->side][dropped->short_by] == dropped)
        stop->plain[dropped->side][dropped->short_by] = NULL;
}

static void
add_state(struct paging *paging, struct stop *stop, struct state **end,
          const struct state *state)
{
    *end = TAKE(&paging->scratch, struct state);
    **end = *state;
    if (!state->rest.count)
        stop->plain[state->side][state->short_by] = *end;
}

struct stop *
paging_stop(const struct paging *paging, size_t slab, size_t float_)
{
    size_t stop = slab - paging->first;

    return &paging->stops[slab < paging->last
                              ? stop
                              : stop + float_ - paging->float_first];
}

/* The state when it is the cheapest of its key so far. */
static void
keep_state(struct paging *paging, const struct state *state)
{
    struct stop *stop = paging_stop(paging, state->slab, state->float_);
    struct state **end;
    size_t count = 0;

    for (end = &stop->states; *end && !same_key(*end, state);
         end = &(*end)->next)
        count++;
    if (*end) {
        struct state *next = (*end)->next;
        if (state->cost < (*end)->cost) {
            **end = *state;
            (*end)->next = next;
        }
        return;
    }
    add_state(paging, stop, end, state);
    /* At the end those that still hold floats or notes back look cheaper than
     * those that have laid them. */
    if (count >= MOST_STATES && state->slab < paging->last)
        drop_dearest(stop);
}

/* The page as it was tried leads to another state. */
static void
reach(struct paging *paging, const struct trial *trial, struct portions rest,
      double cost, int short_by, const struct ending *ending)
{
    struct state to = {.cost = trial->from->cost + cost,
                       .slab = trial->end,
                       .float_ = trial->from->float_ + trial->count,
                       .rest = rest,
                       .side = !trial->from->side,
                       .short_by = short_by,
                       .missing = ending ? (int)ending->missing : 0,
                       .opened = ending ? ending->opened : 0,
                       .variation = trial->variation,
                       .from = trial->from};

    keep_state(paging, &to);
}

/* Goes on from the state with all its ends; true if there is one. */
static bool
try_ends(struct paging *paging, const struct state *from, size_t count)
{
    struct endings *endings = list_ends(paging, from, count);

    if (!endings->priced)
        for (size_t i = 0; i < endings->count; i++)
            price_end(paging, &endings->at[i]);
    endings->priced = true;
    for (size_t i = 0; i < endings->count; i++) {
        struct ending *ending = &endings->at[i];
        double cost = ending->cut + judge_page(ending, from);
        int short_by = find_short(ending, from);
        if (is_beaten(paging, from, ending, from->cost + cost, short_by))
            continue;
        ending->trial.from = from;
        reach(paging, &ending->trial, ending->rest, cost, short_by, ending);
    }
    return endings->count > 0;
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

    reach(paging, &trial, rest, SQUEEZED_COST, 0, NULL);
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

static void
find_ways(struct paging *paging, int side)
{
    size_t count = paging->last - paging->first + paging->float_last -
                   paging->float_first + 1;
    struct state start = {
        .slab = paging->first, .float_ = paging->float_first, .side = side};
    struct state *state;

    memset(paging->endings, 0, sizeof paging->endings);
    paging->stops = TAKE_ARRAY(&paging->scratch, count, struct stop);
    keep_state(paging, &start);
    for (size_t i = 0; i < count; i++)
        while ((state = find_next(paging->stops[i].states)))
            extend_state(paging, state);
}

const struct state *
search_pages(struct paging *paging, int side)
{
    paging->varying = false;
    find_ways(paging, side);
    if (vary_spoiled(paging)) {
        paging->varying = true;
        find_ways(paging, side);
    }
    return find_end(paging);
}

void
paging_start(struct paging *paging, const struct span *span)
{
    paging->span = span;
    paging->first = span->first;
    paging->last = span->last;
    paging->float_first = span->float_first;
    paging->float_last = span->float_last;
    paging->parts = (struct portions){0};
    arena_clear(&paging->scratch);
}

static void
page_section(struct paging *paging, struct layouts *layouts)
{
    size_t before = layouts->count;
    bool recto = paging->span->recto;

    paging->page_count += recto && paging->page_count % 2;
    page_again(paging, layouts, paging->page_count % 2);
    layouts->at[before].recto = recto;
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

/* The body begins on a recto, and every section when the design says so. */
static struct spans
list_spans(struct pass *pass, const struct galley *galley,
           const size_t *anchored)
{
    struct spans spans = {0};
    bool body = false;

    for (size_t i = 0; i < galley->count; i++) {
        const struct slab *slab = &galley->at[i];
        if (!i || slab->opening) {
            const struct node *section = slab->section;
            bool opens = section && section->section->class != CLASS_FRONT;
            GROW(&pass->brief, spans.at, spans.count, spans.room);
            spans.at[spans.count++] = (struct span){
                .first = i,
                .float_first = anchored[i],
                .recto = (opens && !body) || (section && pass->look->recto)};
            body |= opens;
        }
        spans.at[spans.count - 1].last = i + 1;
        spans.at[spans.count - 1].float_last = anchored[i + 1];
    }
    return spans;
}

/* Pages of a span that begins on that side. */
static size_t
count_pages(struct paging *paging, const struct span *span, int side)
{
    size_t count = 0;

    paging_start(paging, span);
    for (const struct state *s = search_pages(paging, side); s->from;
         s = s->from)
        count++;
    arena_close(&paging->scratch);
    return count;
}

/* A blank page is nothing to read on a screen. Where the body would need one to
 * begin on a recto, the title page takes the imprint in and all that follows
 * moves up by a page, unless the design asks for rectos anyhow. */
static void
spare_blank(struct paging *paging, struct spans *spans)
{
    size_t pages = 0, body = 0;

    if (paging->look->recto || spans->count < 3 ||
        !paging->galley->at[spans->at[1].first].joins)
        return;
    for (; body < spans->count && !spans->at[body].recto; body++)
        pages += count_pages(paging, &spans->at[body], (int)(pages % 2));
    if (body == spans->count || body < 2 || pages % 2 == 0)
        return;
    spans->at[0].last = spans->at[1].last;
    memmove(spans->at + 1, spans->at + 2,
            (--spans->count - 1) * sizeof *spans->at);
}

struct layouts
find_pages(struct pass *pass, const struct galley *galley,
           const struct blocks *floats, const struct blocks *notes)
{
    const size_t *anchored = count_anchored(&pass->brief, galley);
    struct layouts layouts = {0};
    struct paging paging = {
        .pass = pass,
        .look = pass->look,
        .galley = galley,
        .floats = floats,
        .notes = notes,
        .noted = hash_notes(pass->arena, notes),
        .anchored = anchored,
        .early = count_early(&pass->brief, pass->look, galley, anchored)};

    struct spans spans = list_spans(pass, galley, anchored);

    spare_blank(&paging, &spans);
    if (pass->hands && pass->hands->count > 1 && pass->number == 0)
        search_ahead(&paging, &spans);
    for (size_t i = 0; i < spans.count; i++) {
        paging_start(&paging, &spans.at[i]);
        page_section(&paging, &layouts);
    }
    arena_close(&paging.scratch);
    return layouts;
}
