/* breaks.c: where the lines of a paragraph end, by the optimum-fit method of
 * Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice and
 * Experience 11 (1981) 1119-1184: all feasible breaks form a graph, a line
 * costs demerits, and the cheapest path from the first piece to the last is
 * the paragraph.
 *
 * Widths are sums of prefixes, so any line's length is a difference. A line's
 * ratio r is how far its glue must stretch (r > 0) or shrink (r < 0, at least
 * -1); its badness is 100 |r|^3. With the penalty p of its break the demerits
 * are (1 + badness + p)^2 for p >= 0 and (1 + badness)^2 - p^2 for p < 0, plus
 * a charge for two flagged breaks in a row and for neighbours whose fitness
 * classes (tight, decent, loose, very loose) differ by more than one.
 *
 * Three passes: with a strict tolerance; with a wide one; and with emergency
 * stretch added to every line. If none finds a way, the least overfull line
 * is taken where nothing fits, and the caller says so. */
#include "inside.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#define FLAGGED_DEMERITS 30000.0
#define FITNESS_DEMERITS 6000.0
#define FINAL_HYPHEN_DEMERITS 20000.0
/* A last line shorter than this share of the measure looks like a slip. */
#define SHORT_LAST 0.12
#define SHORT_DEMERITS 20000.0
#define RAGGED_STRETCH 0.22 /* of the measure, at the end of ragged lines */

struct sums {
    double width, stretch, shrink;
};

/* A feasible break: the best way to end a line there with this fitness. */
struct node_break {
    size_t piece;
    int line;    /* lines up to here */
    int fitness; /* 0 tight, 1 decent, 2 loose, 3 very loose */
    bool flagged;
    double demerits;
    struct sums after; /* sums where the next line begins */
    struct node_break *before, *next;
};

struct search {
    struct arena *arena;
    const struct pieces *pieces;
    const struct manner *manner;
    double tolerance, emergency;
    bool last_resort;
    struct sums sums; /* of all pieces before the current one */
    struct node_break *active;
};

static void
add_piece(struct sums *sums, const struct piece *piece)
{
    if (piece->kind == PIECE_PENALTY)
        return;
    sums->width += piece->width;
    sums->stretch += piece->stretch;
    sums->shrink += piece->shrink;
}

/* Sums at the first piece after a break at i that is not dropped. */
static struct sums
skip_dropped(const struct search *search, size_t i)
{
    const struct pieces *pieces = search->pieces;
    struct sums sums = search->sums;

    for (size_t k = i; k < pieces->count; k++) {
        const struct piece *piece = &pieces->at[k];
        if (piece->kind == PIECE_BOX ||
            (k > i && piece->kind == PIECE_PENALTY &&
             piece->penalty <= PENALTY_FORCE))
            break;
        add_piece(&sums, piece);
    }
    return sums;
}

static double
find_ratio(const struct search *search, const struct node_break *from,
           const struct piece *piece, bool last)
{
    const struct manner *manner = search->manner;
    double width = search->sums.width - from->after.width;
    double stretch = search->sums.stretch - from->after.stretch;
    double shrink = search->sums.shrink - from->after.shrink;

    if (piece->kind == PIECE_PENALTY)
        width += piece->width;
    if (manner->ragged) {
        stretch = last ? 1e6 : RAGGED_STRETCH * manner->measure;
        shrink = 0;
    }
    double spare = manner->measure - width;
    if (spare >= 0) {
        stretch += search->emergency;
        return stretch > 0 ? spare / stretch : spare > 0.01 ? 1e4 : 0;
    }
    return shrink > 0 ? spare / shrink : spare < -0.01 ? -1e4 : 0;
}

static double
count_demerits(const struct search *search, const struct node_break *from,
               const struct piece *piece, double ratio, int fitness, bool last)
{
    double badness = 100 * fabs(ratio * ratio * ratio);
    double penalty = piece->kind == PIECE_PENALTY ? piece->penalty : 0;
    double demerits = (1 + badness) * (1 + badness);

    if (penalty >= 0)
        demerits = (1 + badness + penalty) * (1 + badness + penalty);
    else if (penalty > PENALTY_FORCE)
        demerits -= penalty * penalty;
    if (piece->kind == PIECE_PENALTY && piece->flagged && from->flagged)
        demerits += FLAGGED_DEMERITS;
    if (last && from->flagged)
        demerits += FINAL_HYPHEN_DEMERITS;
    if (abs(fitness - from->fitness) > 1)
        demerits += FITNESS_DEMERITS;
    double width = search->sums.width - from->after.width;
    if (last && from->line && width < SHORT_LAST * search->manner->measure)
        demerits += SHORT_DEMERITS;
    return demerits;
}

static int
find_fitness(double ratio)
{
    return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
}

struct candidates {
    struct node_break *from[4];
    double demerits[4];
};

/* Consider a line from each active break to piece i; those that are too far
 * back leave the list. */
static void
try_lines(struct search *search, size_t i, struct candidates *best)
{
    const struct piece *piece = &search->pieces->at[i];
    bool forced =
        piece->kind == PIECE_PENALTY && piece->penalty <= PENALTY_FORCE;
    bool last = i + 1 == search->pieces->count;
    struct node_break **link = &search->active;

    while (*link) {
        struct node_break *from = *link;
        double ratio = find_ratio(search, from, piece, last);
        bool only = search->last_resort && link == &search->active &&
                    !from->next && !best->from[0] && !best->from[1] &&
                    !best->from[2] && !best->from[3];
        if (ratio < -1 || forced)
            *link = from->next;
        else
            link = &from->next;
        if ((ratio < -1 || ratio > search->tolerance) &&
            !(only && (ratio < -1 || forced)))
            continue;
        if (ratio < -1)
            ratio = -1;
        int fitness = find_fitness(ratio);
        double demerits = from->demerits + count_demerits(search, from, piece,
                                                          ratio, fitness, last);
        if (demerits < best->demerits[fitness]) {
            best->demerits[fitness] = demerits;
            best->from[fitness] = from;
        }
    }
}

static void
consider_break(struct search *search, size_t i)
{
    const struct piece *piece = &search->pieces->at[i];
    struct candidates best = {.demerits = {DBL_MAX, DBL_MAX, DBL_MAX, DBL_MAX}};

    try_lines(search, i, &best);
    struct node_break **end = &search->active;
    while (*end)
        end = &(*end)->next;
    for (int fitness = 0; fitness < 4; fitness++) {
        if (!best.from[fitness])
            continue;
        struct node_break *node = TAKE(search->arena, struct node_break);
        *node =
            (struct node_break){i,
                                best.from[fitness]->line + 1,
                                fitness,
                                piece->kind == PIECE_PENALTY && piece->flagged,
                                best.demerits[fitness],
                                skip_dropped(search, i),
                                best.from[fitness],
                                NULL};
        *end = node;
        end = &node->next;
    }
}

static bool
may_break(const struct pieces *pieces, size_t i)
{
    const struct piece *piece = &pieces->at[i];

    if (piece->kind == PIECE_PENALTY)
        return piece->penalty < PENALTY_NEVER;
    return piece->kind == PIECE_GLUE && i &&
           pieces->at[i - 1].kind == PIECE_BOX;
}

/* The cheapest way, or NULL. */
static struct node_break *
run_search(struct search *search)
{
    const struct pieces *pieces = search->pieces;
    struct node_break *start = TAKE(search->arena, struct node_break);

    start->fitness = 1;
    search->active = start;
    search->sums = (struct sums){0};
    for (size_t i = 0; i < pieces->count && search->active; i++) {
        if (may_break(pieces, i))
            consider_break(search, i);
        add_piece(&search->sums, &pieces->at[i]);
    }
    struct node_break *best = NULL;
    for (struct node_break *node = search->active; node; node = node->next)
        if (node->piece + 1 == pieces->count &&
            (!best || node->demerits < best->demerits))
            best = node;
    return best;
}

static struct breaks
list_breaks(struct arena *arena, const struct node_break *node)
{
    struct breaks breaks = {0};

    breaks.count = (size_t)node->line;
    breaks.at = TAKE_ARRAY(arena, breaks.count, size_t);
    for (size_t i = breaks.count; i--; node = node->before)
        breaks.at[i] = node->piece;
    return breaks;
}

struct breaks
find_breaks(struct arena *arena, const struct pieces *pieces,
            const struct manner *manner)
{
    static const struct {
        double tolerance, emergency; /* emergency: share of the measure */
        bool last_resort;
    } passes[] = {
        {1.2, 0, false}, {2.2, 0, false}, {4, 0.05, false}, {100, 0.15, true}};
    struct node_break *best = NULL;

    for (size_t i = 0; i < COUNT(passes) && !best; i++) {
        struct search search = {.arena = arena,
                                .pieces = pieces,
                                .manner = manner,
                                .tolerance = passes[i].tolerance,
                                .emergency =
                                    passes[i].emergency * manner->measure,
                                .last_resort = passes[i].last_resort};
        best = run_search(&search);
    }
    if (!best)
        return (struct breaks){0};
    return list_breaks(arena, best);
}
