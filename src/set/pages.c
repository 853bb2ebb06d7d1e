/* pages.c: where pages end. As lines are broken by optimising over the whole
 * paragraph, pages are broken by optimising over the whole section: a state
 * is (first slab of a page, floats already laid), the choices are where the
 * page ends and how many waiting floats it takes, and the cheapest way
 * through a section wins (Plass, "Optimal Pagination Techniques for Automatic
 * Typesetting Systems", Stanford 1981, chapter 4, with the state above).
 *
 * Floats are taken in order, on the page of their anchor or later, or on the
 * page before it when the anchor comes early on its own.
 * Notes always stand on the page of their mark. What a newcomer would get
 * wrong: a page's text starts below its head floats on the next line of the
 * grid, so the height of text depends on what stands above it. */
#include "inside.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define MOST_DEPTH 3     /* of notes on notes */
#define MOST_FLOATS 3    /* on one page */
#define SHORT_COST 25.0  /* times the square of the missing lines */
#define EARLY_COST 90.0  /* for a float on the page before its anchor */
#define EARLY_SHARE 0.6  /* of a page: how far before it may stand */
#define LATE_COST 400.0  /* for each page that a float waits */
#define BLANK_COST 900.0 /* times the blank share of a page of floats */
#define ALONE_COST 500.0 /* for each line under STUMP on a last page */
#define STUMP 5
#define SQUEEZED_COST 1e7 /* nothing fits: something stands out */

struct state {
    double cost;
    size_t from_slab, from_float;
    bool reached;
};

struct paging {
    struct pass *pass;
    const struct look *look;
    const struct galley *galley;
    const struct blocks *floats, *notes;
    const size_t *float_slab; /* slab of each float's anchor */
    const double *heights;    /* [pt] of all slabs before each */
    size_t first, last;       /* slabs of the section */
    size_t float_first, float_last;
    struct state *states;
};

static struct state *
find_state(const struct paging *paging, size_t slab, size_t float_)
{
    size_t width = paging->float_last - paging->float_first + 1;

    return &paging->states[(slab - paging->first) * width + float_ -
                           paging->float_first];
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

/* Of the notes and those that they mark in turn, to a depth that no author
 * reaches but a circle would. A note that is marked twice is counted twice: a
 * page may end up with a few lines to spare. */
static double
sum_notes(const struct blocks *notes, const struct anchor *anchor, int depth)
{
    double height = 0;

    for (; anchor && depth < MOST_DEPTH; anchor = anchor->next) {
        const struct block *note = find_note(notes, anchor);
        if (note)
            height += note->height + sum_notes(notes, note->anchors, depth + 1);
    }
    return height;
}

/* What floats take from the page: at its head (where text then begins), at
 * its foot, and for their notes. */
struct taken {
    double start, foot, notes;
};

/* How many of the floats stand at the head: all but one, and none on a page
 * that opens a section. */
static size_t
count_heads(const struct galley *galley, size_t slab, size_t end, size_t count)
{
    if (slab == end)
        return count;
    if (slab < galley->count && galley->at[slab].opening)
        return 0;
    return count > 1 ? count - 1 : count;
}

static struct taken
take_floats(const struct paging *paging, size_t slab, size_t float_,
            size_t count)
{
    struct taken taken = {0};
    size_t heads = count_heads(paging->galley, slab, paging->last, count);
    double head = 0;

    for (size_t i = 0; i < count; i++) {
        const struct block *block = &paging->floats->at[float_ + i];
        if (i < heads)
            head += block->height + FLOAT_GAP;
        else
            taken.foot += block->height + FLOAT_GAP;
        taken.notes += sum_notes(paging->notes, block->anchors, 0);
    }
    taken.start = snap_to_grid(paging->look, head);
    return taken;
}

static bool
may_end(const struct paging *paging, size_t end)
{
    const struct slab *slabs = paging->galley->at;

    if (end == paging->last)
        return true;
    bool stump = end > paging->first + 1 && slabs[end - 2].heading;
    return !stump && slabs[end - 1].penalty < BREAK_NEVER;
}

/* The first float whose anchor lies further than height [pt] beyond slab
 * end. */
static size_t
count_anchored(const struct paging *paging, size_t end, double height)
{
    size_t count = paging->float_first;

    while (count < paging->float_last &&
           (paging->float_slab[count] < end ||
            paging->heights[paging->float_slab[count]] - paging->heights[end] <
                height))
        count++;
    return count;
}

/* What a page costs: the lines that it misses, floats that wait, a few lines
 * left alone beside a float or on a section's last page. */
static double
judge_page(const struct paging *paging, size_t slab, size_t end, size_t count,
           double spare, double text, double waiting)
{
    double leading = paging->look->leading;
    double lines = floor(spare / leading + 0.01);
    double cost = waiting > 0 ? LATE_COST * waiting : -EARLY_COST * waiting;

    if (slab == end) {
        cost += BLANK_COST * spare / paging->look->depth;
    } else if (end < paging->last) {
        double stump = count ? STUMP - floor(text / leading + 0.01) : 0;
        const struct slab *last = &paging->galley->at[end - 1];
        cost += SHORT_COST * lines * lines + last->penalty;
        cost += stump > 0 ? ALONE_COST * stump : 0;
    } else if (slab > paging->first) {
        double stump = STUMP - floor(text / leading + 0.01);
        cost += stump > 0 ? ALONE_COST * stump : 0;
    }
    return cost;
}

static void
reach(const struct paging *paging, size_t slab, size_t float_, size_t end,
      size_t float_end, double cost)
{
    struct state *from = find_state(paging, slab, float_);
    struct state *to = find_state(paging, end, float_end);

    cost += from->cost;
    if (to->reached && to->cost <= cost)
        return;
    *to = (struct state){cost, slab, float_, true};
}

/* All ends of a page that begins at slab and takes count floats; true if
 * there is one. */
static bool
try_ends(const struct paging *paging, size_t slab, size_t float_, size_t count)
{
    const struct galley *galley = paging->galley;
    struct taken taken = take_floats(paging, slab, float_, count);
    double depth = paging->look->depth, y = taken.start, notes = taken.notes;
    bool found = false;

    for (size_t end = slab; end <= paging->last; end++) {
        if (end > slab) {
            const struct slab *last = &galley->at[end - 1];
            y = find_top(paging->look, galley, slab, end - 1, y) + last->height;
            notes += sum_notes(paging->notes, last->anchors, 0);
        }
        double spare =
            depth - y - taken.foot - notes - (notes > 0 ? NOTE_GAP : 0);
        if (spare < -0.01)
            break;
        size_t anchored = count_anchored(paging, end, 0);
        size_t early =
            count_anchored(paging, end, EARLY_SHARE * paging->look->depth);
        if ((end == slab && !count) || early < float_ + count ||
            (end > slab && !may_end(paging, end)))
            continue;
        if (end == slab && end < paging->last && y < 0.6 * depth)
            continue;
        double waiting = (double)anchored - (double)(float_ + count);
        reach(paging, slab, float_, end, float_ + count,
              judge_page(paging, slab, end, count, spare, y - taken.start,
                         waiting));
        found = true;
    }
    return found;
}

/* Nothing fits: take the least, which will stand out of the page. */
static void
squeeze(const struct paging *paging, size_t slab, size_t float_)
{
    size_t end = slab + 1;
    struct place place = {0};

    if (slab == paging->last) {
        place = paging->floats->at[float_].node->place;
        reach(paging, slab, float_, slab, float_ + 1, SQUEEZED_COST);
    } else {
        while (!may_end(paging, end))
            end++;
        place = paging->galley->at[slab].place;
        reach(paging, slab, float_, end, float_, SQUEEZED_COST);
    }
    diag_say(paging->pass->diag, WARNING, place,
             "this does not fit on a page and stands out of it");
}

static void
extend_state(const struct paging *paging, size_t slab, size_t float_)
{
    bool found = false;

    if (slab == paging->last && float_ == paging->float_last)
        return;
    for (size_t count = 0;
         count <= MOST_FLOATS && float_ + count <= paging->float_last; count++)
        found |= try_ends(paging, slab, float_, count);
    if (!found)
        squeeze(paging, slab, float_);
}

/* The way back: layouts. */

static const struct block **
list_floats(const struct paging *paging, size_t from, size_t count)
{
    const struct block **list =
        TAKE_ARRAY(paging->pass->arena, count, const struct block *);

    for (size_t i = 0; i < count; i++)
        list[i] = &paging->floats->at[from + i];
    return list;
}

static bool
holds_note(const struct layout *layout, const struct block *note)
{
    for (size_t i = 0; i < layout->note_count; i++)
        if (layout->notes[i] == note)
            return true;
    return false;
}

/* In the order of their numbers. */
static void
insert_note(struct arena *arena, struct layout *layout,
            const struct block *note)
{
    size_t i = layout->note_count;

    GROW(arena, layout->notes, layout->note_count, layout->note_room);
    for (; i && layout->notes[i - 1]->node->number > note->node->number; i--)
        layout->notes[i] = layout->notes[i - 1];
    layout->notes[i] = note;
    layout->note_count++;
}

static void
add_notes(const struct paging *paging, struct layout *layout,
          const struct anchor *anchor)
{
    for (; anchor; anchor = anchor->next) {
        const struct block *note = find_note(paging->notes, anchor);
        if (!note || holds_note(layout, note))
            continue;
        insert_note(paging->pass->arena, layout, note);
        add_notes(paging, layout, note->anchors);
    }
}

static void
collect_notes(const struct paging *paging, struct layout *layout)
{
    for (size_t i = 0; i < layout->head_count; i++)
        add_notes(paging, layout, layout->heads[i]->anchors);
    for (size_t i = layout->first; i < layout->last; i++)
        add_notes(paging, layout, paging->galley->at[i].anchors);
    for (size_t i = 0; i < layout->foot_count; i++)
        add_notes(paging, layout, layout->feet[i]->anchors);
}

static struct layout
make_layout(const struct paging *paging, size_t first, size_t last,
            size_t float_first, size_t float_last)
{
    struct layout layout = {.first = first, .last = last};
    size_t count = float_last - float_first;
    size_t heads =
        first == last ? count
                      : count_heads(paging->galley, first, paging->last, count);

    layout.head_count = heads;
    layout.foot_count = count - heads;
    layout.heads = list_floats(paging, float_first, heads);
    layout.feet = list_floats(paging, float_first + heads, count - heads);
    collect_notes(paging, &layout);
    return layout;
}

static void
append_way(const struct paging *paging, struct layouts *layouts)
{
    size_t slab = paging->last, float_ = paging->float_last, count = 0;

    while (slab > paging->first || float_ > paging->float_first) {
        const struct state *state = find_state(paging, slab, float_);
        layouts->at[layouts->count + count++] = make_layout(
            paging, state->from_slab, slab, state->from_float, float_);
        slab = state->from_slab;
        float_ = state->from_float;
    }
    for (size_t i = 0; i < count / 2; i++) {
        struct layout *a = &layouts->at[layouts->count + i];
        struct layout *b = &layouts->at[layouts->count + count - 1 - i];
        struct layout kept = *a;
        *a = *b;
        *b = kept;
    }
    layouts->count += count;
}

static void
page_section(struct paging *paging, struct layouts *layouts)
{
    size_t slabs = paging->last - paging->first + 1;
    size_t floats = paging->float_last - paging->float_first + 1;

    paging->states =
        TAKE_ARRAY(paging->pass->arena, slabs * floats, struct state);
    find_state(paging, paging->first, paging->float_first)->reached = true;
    for (size_t slab = paging->first; slab <= paging->last; slab++)
        for (size_t f = paging->float_first; f <= paging->float_last; f++)
            if (find_state(paging, slab, f)->reached)
                extend_state(paging, slab, f);
    append_way(paging, layouts);
}

static double *
sum_slabs(struct arena *arena, const struct galley *galley)
{
    double *heights = TAKE_ARRAY(arena, galley->count + 1, double);

    for (size_t i = 0; i < galley->count; i++)
        heights[i + 1] =
            heights[i] + galley->at[i].space + galley->at[i].height;
    return heights;
}

static size_t *
find_float_slabs(struct arena *arena, const struct galley *galley, size_t count)
{
    size_t *slabs = TAKE_ARRAY(arena, count + 1, size_t), found = 0;

    for (size_t i = 0; i < galley->count; i++)
        for (const struct anchor *a = galley->at[i].anchors; a; a = a->next)
            if (a->kind == ANCHOR_FLOAT && found < count)
                slabs[found++] = i;
    return slabs;
}

struct layouts
find_pages(struct pass *pass, const struct galley *galley,
           const struct blocks *floats, const struct blocks *notes)
{
    struct layouts layouts = {0};
    struct paging paging = {
        .pass = pass,
        .look = pass->look,
        .galley = galley,
        .floats = floats,
        .notes = notes,
        .float_slab = find_float_slabs(pass->arena, galley, floats->count),
        .heights = sum_slabs(pass->arena, galley)};

    layouts.at = TAKE_ARRAY(pass->arena, galley->count + floats->count + 1,
                            struct layout);
    while (paging.first < galley->count) {
        paging.last = paging.first + 1;
        while (paging.last < galley->count && !galley->at[paging.last].opening)
            paging.last++;
        while (paging.float_last < floats->count &&
               paging.float_slab[paging.float_last] < paging.last)
            paging.float_last++;
        page_section(&paging, &layouts);
        paging.first = paging.last;
        paging.float_first = paging.float_last;
    }
    return layouts;
}
