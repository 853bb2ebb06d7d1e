/* thin.c: marks that are too many to be told apart. Bars and intervals stand
 * at places along x; of those in the same half point of the sheet nobody sees
 * more than how far they reach, so they become one or two rows that reach as
 * far. What a newcomer would get wrong: a bar that stands up and one that
 * hangs down hide nothing of each other, so the highest and the lowest row of
 * a place both stay. */
#include "chart.h"

#include <math.h>

#define MOST_ROWS 2000 /* that are drawn as they are */
#define PLACE 0.5      /* [pt] */

/* The rows at one place. */
struct pile {
    size_t count, lowest, highest; /* rows */
    double low, high, from, to;    /* of all its rows; NaN: not known */
};

static double
find_cell(const double *cells, size_t i)
{
    return cells ? cells[i] : NAN;
}

/* The value of a row that decides who hides whom. */
static double
find_value(const struct points *points, size_t i)
{
    double value = find_cell(points->y, i);

    return isnan(value) ? find_cell(points->to, i) : value;
}

static void
add_row(struct pile *pile, const struct points *points, size_t i)
{
    double value = find_value(points, i);

    if (!pile->count++)
        *pile = (struct pile){1, i, i, NAN, NAN, NAN, NAN};
    if (value < find_value(points, pile->lowest))
        pile->lowest = i;
    if (value > find_value(points, pile->highest))
        pile->highest = i;
    pile->low = fmin(pile->low, find_cell(points->low, i));
    pile->high = fmax(pile->high, find_cell(points->high, i));
    pile->from = fmin(pile->from, find_cell(points->from, i));
    pile->to = fmax(pile->to, find_cell(points->to, i));
}

static struct pile *
pile_rows(struct arena *arena, const struct points *points,
          const struct scale *x, size_t *count)
{
    double start = fmin(x->start, x->end), end = fmax(x->start, x->end);

    *count = (size_t)((end - start) / PLACE) + 1;
    struct pile *piles = TAKE_ARRAY(arena, *count, struct pile);
    for (size_t i = 0; i < points->count; i++) {
        double at = scale_at(x, points->x[i]);
        if (at >= start && at <= end)
            add_row(&piles[(size_t)((at - start) / PLACE)], points, i);
    }
    return piles;
}

/* The arrays of the thinned rows; those that are not known stay NULL. */
struct rows {
    double *x, *y, *low, *high, *from, *to;
    const struct ink **inks;
    size_t count;
};

static double *
take_cells(struct arena *arena, const double *cells, size_t room)
{
    return cells ? TAKE_ARRAY(arena, room, double) : NULL;
}

static void
keep_row(struct rows *rows, const struct points *points,
         const struct pile *pile, size_t i)
{
    double *const to[] = {rows->x,    rows->y,    rows->low,
                          rows->high, rows->from, rows->to};
    const double values[] = {points->x[i], find_cell(points->y, i),
                             pile->low,    pile->high,
                             pile->from,   pile->to};

    for (size_t k = 0; k < COUNT(to); k++)
        if (to[k])
            to[k][rows->count] = values[k];
    if (rows->inks)
        rows->inks[rows->count] = points->inks[i];
    rows->count++;
}

static struct rows
keep_rows(struct arena *arena, const struct points *points,
          const struct pile *piles, size_t count, bool both)
{
    struct rows rows = {take_cells(arena, points->x, 2 * count),
                        take_cells(arena, points->y, 2 * count),
                        take_cells(arena, points->low, 2 * count),
                        take_cells(arena, points->high, 2 * count),
                        take_cells(arena, points->from, 2 * count),
                        take_cells(arena, points->to, 2 * count),
                        NULL,
                        0};

    if (points->inks)
        rows.inks = TAKE_ARRAY(arena, 2 * count, const struct ink *);
    for (size_t i = 0; i < count; i++) {
        if (!piles[i].count)
            continue;
        keep_row(&rows, points, &piles[i], piles[i].highest);
        if (both && piles[i].lowest != piles[i].highest)
            keep_row(&rows, points, &piles[i], piles[i].lowest);
    }
    return rows;
}

struct layer
layer_thin(const struct easel *easel, const struct layer *layer)
{
    struct arena *arena = easel->canvas->arena;
    struct layer thin = *layer;
    struct points *points = &thin.points;
    const struct scale *scale =
        easel->panel->flat ? &easel->plot.y : &easel->plot.x;
    size_t count;

    if (points->count <= MOST_ROWS || scale->kind == SCALE_CATEGORY)
        return thin;
    const struct pile *piles = pile_rows(arena, points, scale, &count);
    struct rows rows =
        keep_rows(arena, points, piles, count, layer->kind == LAYER_BAR);
    points->x = rows.x;
    points->y = rows.y;
    points->low = rows.low;
    points->high = rows.high;
    points->from = rows.from;
    points->to = rows.to;
    points->inks = rows.inks;
    points->labels = NULL;
    points->count = rows.count;
    thin.numbers = NULL;
    return thin;
}
