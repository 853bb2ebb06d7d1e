/* quality.c: what a compositor would mend in a set paragraph, said at the
 * place of its line: lines too wide or very loose, ladders of hyphens, rivers
 * and short last lines. What one would get wrong: nothing here changes a line;
 * the author mends it, by another word. */
#include "inside.h"

#include <math.h>

#define LONGEST_LADDER 2  /* broken words in a row */
#define SHORTEST_LAST 1.5 /* [em] */
#define RIVER_LINES 5     /* in a row whose spaces lie over each other */
#define RIVER_WIDTH 0.12  /* [em] by which they do */
#define MISSING 1.0       /* [pt] that nobody sees */

static int
find_badness(double ratio)
{
    return (int)lround(fmin(10000, 100 * ratio * ratio));
}

/* A line between two breaks is empty, and may be. */
static void
judge_width(struct diag *diag, const struct line *line)
{
    if (line->excess > MISSING)
        diag_say(diag, WARNING, line->place,
                 "line is %.1f points too wide and stands out of the measure",
                 line->excess);
    else if (line->missing > MISSING && line->width > 0)
        diag_say(diag, WARNING, line->place,
                 "line is %.1f points too short, for its spaces are as wide as "
                 "may be",
                 line->missing);
    else if (line->looseness > LOOSEST + 0.005)
        diag_say(diag, WARNING, line->place,
                 "line is very loose (badness %d): its spaces are %.2f times "
                 "as wide as they should be",
                 find_badness(line->ratio), line->looseness);
}

static void
judge_ladders(struct diag *diag, const struct lines *lines)
{
    size_t run = 0;

    for (size_t i = 0; i < lines->count; i++) {
        run = lines->at[i].hyphen ? run + 1 : 0;
        bool ends = i + 1 == lines->count || !lines->at[i + 1].hyphen;
        if (run > LONGEST_LADDER && ends)
            diag_say(diag, WARNING, lines->at[i].place,
                     "%zu lines in a row end in a broken word", run);
    }
}

static void
judge_end(struct diag *diag, const struct lines *lines, double size)
{
    const struct line *last = &lines->at[lines->count - 1];

    if (lines->count > 1 && last->width < SHORTEST_LAST * size)
        diag_say(diag, WARNING, last->place,
                 "last line of the paragraph is only %.1f points long",
                 last->width);
}

/* Rivers. */

/* The space of the line that lies below gap, or NULL. */
static const struct gap *
find_below(const struct line *line, const struct gap *gap, double width)
{
    for (size_t i = 0; i < line->gap_count; i++) {
        const struct gap *below = &line->gaps[i];
        if (fmin(gap->right, below->right) - fmax(gap->left, below->left) >=
            width)
            return below;
    }
    return NULL;
}

/* How many lines a river runs that begins at gap of line i. */
static size_t
follow_river(const struct lines *lines, size_t i, const struct gap *gap,
             double width)
{
    size_t length = 0;

    for (; gap && length < RIVER_LINES; length++, i++)
        gap = i + 1 < lines->count ? find_below(&lines->at[i + 1], gap, width)
                                   : NULL;
    return length;
}

static bool
starts_river(const struct lines *lines, size_t i, double width)
{
    for (size_t k = 0; k < lines->at[i].gap_count; k++)
        if (follow_river(lines, i, &lines->at[i].gaps[k], width) == RIVER_LINES)
            return true;
    return false;
}

/* Each once, where it begins. */
static void
judge_rivers(struct diag *diag, const struct lines *lines, double size)
{
    for (size_t i = 0; i + RIVER_LINES <= lines->count; i++) {
        if (!starts_river(lines, i, RIVER_WIDTH * size))
            continue;
        diag_say(diag, WARNING, lines->at[i].place,
                 "a river: the spaces of %d lines lie below each other",
                 RIVER_LINES);
        i += RIVER_LINES - 1;
    }
}

void
lines_judge(struct diag *diag, const struct lines *lines,
            const struct manner *manner)
{
    double size = manner->style.size;

    for (size_t i = 0; i < lines->count; i++)
        judge_width(diag, &lines->at[i]);
    if (manner->ragged || !lines->count)
        return;
    judge_ladders(diag, lines);
    judge_end(diag, lines, size);
    judge_rivers(diag, lines, size);
}
