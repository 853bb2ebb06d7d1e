/* breaks.c: where the lines of a paragraph end, by the optimum-fit method of
 * Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice and
 * Experience 11 (1981) 1119-1184: all feasible breaks form a graph, a line
 * costs demerits, and the cheapest path from the first piece to the last is
 * the paragraph.
 *
 * Widths are sums of prefixes, so any line's length is a difference. What a
 * line has too much or too little is borne by its letters and its spaces
 * (fit_line). Its ratio r is how far the spaces must stretch (r > 0) or
 * shrink (r < 0, at least -1), its strain how much of their flex the letters
 * use. Its demerits are a multiple of r^2 + r^4, a little for the strain and
 * the penalty of its break; spaces stretch by MOST_RATIO at most, and a line
 * that is not filled then is charged by what it lacks; there are charges for
 * two flagged breaks in a row, for one before the last line, for a short last
 * line, and for neighbours whose fitness classes (tight, decent, loose, very
 * loose) differ by more than one. What hangs into the margin does not count:
 * Han The Thanh, "Micro-typographic Extensions to the TeX Typesetting System"
 * (2000), as do the letters that stretch.
 *
 * What one would get wrong: Knuth and Plass square the badness and the penalty
 * together, which spares lines that are a little off and makes a hyphen cost
 * more on a line that is bad anyhow. Here all is added up: so the sum of the
 * squares is small, by which one measures how even spaces are; the fourth power
 * spends hyphens where they mend most. A last line is charged by how short
 * it is, for a limit would make all lines before it pay to pass it.
 *
 * The state after a break is its fitness and how many flagged breaks end
 * there in a row, so that no third one need ever follow; where another number
 * of lines than the best is wanted, it is the number of lines too.
 *
 * Passes: with what spaces may give, then with the breaks of an emergency, the
 * last two with emergency stretch added to every line; it lets a line pass, but
 * is no part of the r that is charged, or the lines beside a bad one would be
 * loosened with it. If none finds a way, the least overfull line is taken where
 * nothing fits, and the caller says so. */
#include "inside.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* All in the unit of a penalty: a hyphen costs as much as r = 0.69. */
#define RATIO_DEMERITS 56.0 /* times r^2 + r^4 */
#define WORST_RATIO 10.0    /* that counts, of a ragged line */
#define LACK_DEMERITS 1.6e5 /* of a line that lacks all of its measure */
#define LACK_SQUARED 6.6e6  /* and times the square of the share it lacks */
#define STRAIN_DEMERITS 0.3 /* of letters that give all they can */
#define FLAGGED_DEMERITS 67.0
#define FITNESS_DEMERITS 11.0
#define FINAL_HYPHEN_DEMERITS 67.0
/* A last line shorter than this share of the measure looks like a slip. */
#define SHORT_LAST 0.12
#define SHORT_DEMERITS 560.0 /* of one without width, squares below */
#define RAGGED_STRETCH 0.22  /* of the measure, at the end of ragged lines */
#define MOST_HYPHENS 2       /* at the ends of lines in a row */
#define FITNESS_COUNT 4
#define VARIED_PASSES 1 /* for another number of lines than the best */

struct sums {
    double width, stretch, shrink, flex;
};

/* A feasible break: the best way to end a line there in this state. */
struct node_break {
    size_t piece;
    int line;    /* lines up to here */
    int fitness; /* 0 tight, 1 decent, 2 loose, 3 very loose */
    int hyphens; /* flagged breaks in a row, at most MOST_HYPHENS */
    double demerits;
    struct sums after; /* sums where the next line begins */
    struct node_break *before, *next;
};

struct search {
    struct arena *arena;
    const struct pieces *pieces;
    const struct manner *manner;
    double tolerance, emergency;
    int penalty; /* of breaks: below this one */
    bool last_resort;
    struct sums sums; /* of all pieces before the current one */
    double passed;    /* width before the last break that was considered */
    double hang;      /* of the box before the current piece, at the right */
    struct node_break *active;
    const struct node_break *fitted; /* the last from which a line was */
    struct fit fit;                  /* and how; NULL: none to this piece */
};

static void
add_piece(struct sums *sums, const struct piece *piece)
{
    if (piece->kind == PIECE_PENALTY)
        return;
    sums->width += piece->width;
    sums->stretch += piece->stretch;
    sums->shrink += piece->shrink;
    sums->flex += piece->flex;
}

/* Sums at the first piece after a break at i that is not dropped, without
 * what hangs into the margin there. */
static struct sums
skip_dropped(const struct search *search, size_t i)
{
    const struct pieces *pieces = search->pieces;
    struct sums sums = search->sums;

    for (size_t k = i; k < pieces->count; k++) {
        const struct piece *piece = &pieces->at[k];
        if (piece->kind == PIECE_BOX) {
            sums.width += piece->hang_left;
            break;
        }
        if (k > i && piece->kind == PIECE_PENALTY &&
            piece->penalty <= PENALTY_FORCE)
            break;
        add_piece(&sums, piece);
    }
    return sums;
}

double
manner_measure(const struct manner *manner, int line)
{
    return manner->measure -
           (line < manner->initial.lines ? manner->initial.width : 0);
}

struct fit
fit_line(double spare, double stretch, double shrink, double flex)
{
    struct fit fit = {0};
    bool filled = spare > 0 && stretch >= INFINITE;
    double letters = filled ? 0 : fmin(fabs(spare), flex);
    double spaces = fabs(spare) - letters;

    if (flex > 0)
        fit.strain = copysign(letters / flex, spare);
    if (spare >= 0)
        fit.ratio = stretch > 0 ? spaces / stretch : spaces > 0.01 ? 1e4 : 0;
    else
        fit.ratio = shrink > 0 ? -spaces / shrink : spaces > 0.01 ? -1e4 : 0;
    if (fit.ratio > MOST_RATIO)
        fit.lack = spaces - MOST_RATIO * stretch;
    return fit;
}

static struct fit
find_fit(const struct search *search, const struct node_break *from,
         const struct piece *piece, bool last, double emergency)
{
    const struct manner *manner = search->manner;
    double width = search->sums.width - from->after.width;
    double stretch = search->sums.stretch - from->after.stretch;
    double shrink = search->sums.shrink - from->after.shrink;
    double flex = search->sums.flex - from->after.flex;

    if (piece->kind == PIECE_PENALTY)
        width += piece->width;
    width -= piece->hyphen ? piece->hang_right : search->hang;
    double spare = manner_measure(manner, from->line) - width;
    if (manner->ragged) {
        stretch = last ? INFINITE : RAGGED_STRETCH * manner->measure;
        shrink = flex = 0;
    }
    return fit_line(spare, stretch + emergency, shrink, flex);
}

/* The states after one break differ in what they cost, not in their lines. */
static struct fit
find_fit_again(struct search *search, const struct node_break *from,
               const struct piece *piece, bool last)
{
    const struct manner *manner = search->manner;
    const struct node_break *fitted = search->fitted;

    if (!fitted || fitted->piece != from->piece ||
        fitted->after.width != from->after.width ||
        manner_measure(manner, fitted->line) !=
            manner_measure(manner, from->line)) {
        search->fit = find_fit(search, from, piece, last, search->emergency);
        search->fitted = from;
    }
    return search->fit;
}

/* What a paragraph pays whose last line begins after that break. */
static double
charge_last(const struct search *search, const struct node_break *from)
{
    double width = search->sums.width - from->after.width;
    double least = SHORT_LAST * search->manner->measure;
    double demerits = from->hyphens ? FINAL_HYPHEN_DEMERITS : 0;

    if (from->line && width > 0 && width < least) {
        double lack = 1 - width / least;
        demerits += SHORT_DEMERITS * lack * lack;
    }
    return demerits;
}

/* Of spaces that are as wide as may be it is what they leave that is seen, be
 * they one or ten. */
static double
charge_spaces(const struct manner *manner, struct fit fit)
{
    bool lacks = fit.ratio > MOST_RATIO && !manner->ragged;
    double ratio = lacks ? MOST_RATIO : fit.ratio;
    double share = lacks ? fit.lack / manner->measure : 0;
    double square = ratio * ratio;

    return RATIO_DEMERITS * square * (1 + square) +
           share * (LACK_DEMERITS + LACK_SQUARED * share);
}

static double
count_demerits(const struct search *search, const struct node_break *from,
               const struct piece *piece, struct fit fit, int fitness,
               bool last)
{
    double demerits = charge_spaces(search->manner, fit) +
                      STRAIN_DEMERITS * fit.strain * fit.strain;

    if (piece->kind == PIECE_PENALTY && piece->penalty > PENALTY_FORCE)
        demerits += piece->penalty;
    if (piece->flagged && from->hyphens)
        demerits += FLAGGED_DEMERITS;
    if (abs(fitness - from->fitness) > 1)
        demerits += FITNESS_DEMERITS;
    return last ? demerits + charge_last(search, from) : demerits;
}

static int
find_fitness(double ratio)
{
    return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
}

/* The cheapest way to each state after a break. */
struct candidates {
    struct node_break *from[FITNESS_COUNT][MOST_HYPHENS + 1];
    double demerits[FITNESS_COUNT][MOST_HYPHENS + 1];
    bool any;
};

static int
count_hyphens(const struct node_break *from, const struct piece *piece)
{
    if (!piece->flagged)
        return 0;
    return from->hyphens < MOST_HYPHENS ? from->hyphens + 1 : MOST_HYPHENS;
}

static void
add_candidate(const struct search *search, struct candidates *best,
              struct node_break *from, const struct piece *piece,
              struct fit fit, bool last)
{
    int fitness = find_fitness(fit.ratio);
    int hyphens = count_hyphens(from, piece);
    int lines = search->manner->lines;

    if (lines && from->line >= lines)
        return;
    double demerits = from->demerits +
                      count_demerits(search, from, piece, fit, fitness, last);

    if (best->from[fitness][hyphens] &&
        demerits >= best->demerits[fitness][hyphens])
        return;
    best->demerits[fitness][hyphens] = demerits;
    best->from[fitness][hyphens] = from;
    best->any = true;
}

/* Consider a line from the active break at link to piece i; true if the break
 * is too far back for any later line. */
static bool
try_line(struct search *search, struct node_break *const *link, size_t i,
         struct candidates *best)
{
    const struct piece *piece = &search->pieces->at[i];
    struct node_break *from = *link;
    bool last = i + 1 == search->pieces->count;
    bool forced =
        piece->kind == PIECE_PENALTY && piece->penalty <= PENALTY_FORCE;
    struct fit fit = find_fit_again(search, from, piece, last);
    bool done = fit.ratio < -1 || forced;
    bool ladder = piece->flagged && from->hyphens == MOST_HYPHENS;
    bool only = search->last_resort && done && link == &search->active &&
                !from->next && !best->any;

    if (only || (fit.ratio >= -1 && fit.ratio <= search->tolerance &&
                 (!ladder || search->last_resort))) {
        if (search->emergency > 0)
            fit = find_fit(search, from, piece, last, 0);
        fit.ratio = fmin(fmax(fit.ratio, -1), WORST_RATIO);
        add_candidate(search, best, from, piece, fit, last);
    }
    return done;
}

/* The least that a way here with at most so many flagged breaks in a row costs.
 * One that costs more by what a change of fitness can bring is never the best:
 * the lines after it cost the other no more. */
static void
find_least(const struct candidates *best, double least[MOST_HYPHENS + 1])
{
    for (int hyphens = 0; hyphens <= MOST_HYPHENS; hyphens++) {
        least[hyphens] = hyphens ? least[hyphens - 1] : DBL_MAX;
        for (int fitness = 0; fitness < FITNESS_COUNT; fitness++)
            if (best->from[fitness][hyphens] &&
                best->demerits[fitness][hyphens] < least[hyphens])
                least[hyphens] = best->demerits[fitness][hyphens];
    }
}

/* New breaks at piece i, linked in where link says; returns the end of them. */
static struct node_break **
add_breaks(struct search *search, size_t i, const struct candidates *best,
           struct sums after, struct node_break **link)
{
    double least[MOST_HYPHENS + 1];

    find_least(best, least);
    for (int fitness = 0; fitness < FITNESS_COUNT; fitness++)
        for (int hyphens = 0; hyphens <= MOST_HYPHENS; hyphens++) {
            struct node_break *from = best->from[fitness][hyphens];
            if (!from || best->demerits[fitness][hyphens] >
                             least[hyphens] + FITNESS_DEMERITS)
                continue;
            struct node_break *node = TAKE(search->arena, struct node_break);
            *node = (struct node_break){.piece = i,
                                        .line = from->line + 1,
                                        .fitness = fitness,
                                        .hyphens = hyphens,
                                        .demerits =
                                            best->demerits[fitness][hyphens],
                                        .after = after,
                                        .before = from,
                                        .next = *link};
            *link = node;
            link = &node->next;
        }
    return link;
}

/* The line after a break where it matters which one it is: all lines beyond an
 * initial are the same, unless a number of lines is wanted. */
static int
tell_line(const struct manner *manner, int line)
{
    return manner->lines || line < manner->initial.lines
               ? line
               : manner->initial.lines;
}

/* Lines from all active breaks to piece i. Where the number of lines matters,
 * the active breaks stand in its order and each number has its own best. */
static void
consider_break(struct search *search, size_t i)
{
    struct node_break **link = &search->active;

    search->fitted = NULL;
    while (*link) {
        struct candidates best = {0};
        int line = tell_line(search->manner, (*link)->line);
        while (*link && tell_line(search->manner, (*link)->line) == line)
            if (try_line(search, link, i, &best))
                *link = (*link)->next;
            else
                link = &(*link)->next;
        if (best.any)
            link = add_breaks(search, i, &best, skip_dropped(search, i), link);
    }
}

/* Among letters without width all breaks make the same lines as the first of
 * them, and would all stay active: a thousand accents on one letter. */
static bool
is_same(const struct search *search, size_t i)
{
    const struct piece *piece = &search->pieces->at[i];

    return piece->penalty > PENALTY_FORCE && !piece->flagged &&
           search->sums.width == search->passed;
}

static bool
may_break(const struct search *search, size_t i)
{
    const struct pieces *pieces = search->pieces;
    const struct piece *piece = &pieces->at[i];

    if (piece->kind == PIECE_PENALTY)
        return piece->penalty < search->penalty;
    return piece->kind == PIECE_GLUE && i &&
           pieces->at[i - 1].kind == PIECE_BOX;
}

/* The cheapest way, with the wanted number of lines if there is one; or NULL.
 */
static const struct node_break *
choose_end(const struct search *search)
{
    const struct node_break *best = NULL;
    int lines = search->manner->lines;

    for (const struct node_break *node = search->active; node;
         node = node->next)
        if (node->piece + 1 == search->pieces->count &&
            (!lines || node->line == lines) &&
            (!best || node->demerits < best->demerits))
            best = node;
    return best;
}

static const struct node_break *
run_search(struct search *search)
{
    const struct pieces *pieces = search->pieces;
    struct node_break *start = TAKE(search->arena, struct node_break);

    search->passed = -1;
    start->fitness = 1;
    start->after.width = pieces->count ? pieces->at[0].hang_left : 0;
    search->active = start;
    for (size_t i = 0; i < pieces->count && search->active; i++) {
        const struct piece *piece = &pieces->at[i];
        if (may_break(search, i) && !is_same(search, i)) {
            consider_break(search, i);
            search->passed = search->sums.width;
        }
        add_piece(&search->sums, piece);
        if (piece->kind == PIECE_BOX)
            search->hang = piece->hang_right;
    }
    return choose_end(search);
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

/* Passes from strict to wide. */
static const struct {
    double tolerance, emergency; /* emergency: share of the measure */
    int penalty;
    bool last_resort;
} passes[] = {{MOST_RATIO, 0, PENALTY_EMERGENCY, false},
              {MOST_RATIO, 0, PENALTY_NEVER, false},
              {5, 0.05, PENALTY_NEVER, false},
              {100, 0.15, PENALTY_NEVER, true}};

static const struct node_break *
run_pass(struct arena *arena, const struct pieces *pieces,
         const struct manner *manner, size_t pass)
{
    struct search search = {.arena = arena,
                            .pieces = pieces,
                            .manner = manner,
                            .tolerance = passes[pass].tolerance,
                            .emergency =
                                passes[pass].emergency * manner->measure,
                            .penalty = passes[pass].penalty,
                            .last_resort = passes[pass].last_resort};

    return run_search(&search);
}

struct breaks
find_breaks(struct arena *arena, const struct pieces *pieces,
            const struct manner *manner)
{
    size_t count = manner->lines ? VARIED_PASSES : COUNT(passes);
    const struct node_break *best = NULL;

    for (size_t i = 0; i < count && !best; i++)
        best = run_pass(arena, pieces, manner, i);
    return best ? list_breaks(arena, best) : (struct breaks){0};
}
