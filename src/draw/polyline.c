/* polyline.c: lines from rows of numbers. One holds values until it is mapped
 * and points afterwards; NaN in y breaks it in both. What would not be seen is
 * dropped on the way, in one pass each: of the points that fall into the same
 * tenth of a point across the sheet only the first, the lowest, the highest
 * and the last stay, and of those none that lies on the way between its
 * neighbours. So a million rows cost a page a few thousand points at most,
 * and a smooth curve a few dozen. */
#include "inside.h"

#include <math.h>

#define TOLERANCE 0.02 /* [pt] a dropped point may lie off the line */
#define SLACK 1e-6     /* [pt] */
#define COLUMN 0.1     /* [pt] in which only the extremes are seen */

static void
add_point(struct arena *arena, struct polyline *curve, double x, double y)
{
    if (curve->count == curve->room) {
        size_t room = curve->room ? 2 * curve->room : 64;
        curve->x =
            arena_grow(arena, curve->x, curve->count, room, sizeof *curve->x);
        curve->y =
            arena_grow(arena, curve->y, curve->count, room, sizeof *curve->y);
        curve->room = room;
    }
    curve->x[curve->count] = x;
    curve->y[curve->count] = y;
    curve->count++;
}

/* Room for all points at once: growing would take twice the memory. */
static struct polyline
make_room(struct arena *arena, size_t room)
{
    return (struct polyline){TAKE_ARRAY(arena, room, double),
                             TAKE_ARRAY(arena, room, double), 0, room};
}

/* y at x between row i and the next. */
static double
find_between(const double *x, const double *y, size_t i, double at)
{
    double share = (at - x[i]) / (x[i + 1] - x[i]);

    return share > 0 ? y[i] + share * (y[i + 1] - y[i]) : y[i];
}

/* The first row at or after at; x never falls. */
static size_t
find_row(const double *x, size_t count, double at)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (x[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct polyline
copy_rows(struct arena *arena, const double *x, const double *y, size_t count,
          double from, double to)
{
    struct polyline curve = {0};

    if (!count || from > x[count - 1] || to < x[0] || from > to)
        return curve;
    size_t first = find_row(x, count, from), end = first;
    while (end < count && x[end] <= to)
        end++;
    curve = make_room(arena, end - first + 2);
    if (first && x[first] > from)
        add_point(arena, &curve, from, find_between(x, y, first - 1, from));
    for (size_t i = first; i < end; i++)
        add_point(arena, &curve, x[i], y[i]);
    if (end < count && end && x[end - 1] < to)
        add_point(arena, &curve, to, find_between(x, y, end - 1, to));
    return curve;
}

struct polyline
polyline_cut(struct arena *arena, const double *x, const double *y,
             size_t count, bool rising, double from, double to)
{
    if (!PRESS || rising)
        return copy_rows(arena, x, y, count, from, to);
    struct polyline curve = make_room(arena, count);
    for (size_t i = 0; i < count; i++)
        add_point(arena, &curve, x[i], x[i] >= from && x[i] <= to ? y[i] : NAN);
    return curve;
}

struct polyline
polyline_new(struct arena *arena, const struct source *source, double from,
             double to)
{
    return polyline_cut(arena, source->run->time, source->series->at,
                        source->run->rows, true, from, to);
}

struct polyline
polyline_steps(struct arena *arena, const struct polyline *curve)
{
    struct polyline steps = make_room(arena, 2 * curve->count);

    for (size_t i = 0; i < curve->count; i++) {
        if (i && !isnan(curve->x[i]))
            add_point(arena, &steps, curve->x[i], curve->y[i - 1]);
        add_point(arena, &steps, curve->x[i], curve->y[i]);
    }
    return steps;
}

/* Where the line from point i-1 to i meets the height y. */
static double
cross_height(const struct polyline *curve, size_t i, double y)
{
    double x0 = curve->x[i - 1], y0 = curve->y[i - 1];
    double share = (y - y0) / (curve->y[i] - y0);

    return x0 + share * (curve->x[i] - x0);
}

/* -1, 0, 1: above, within, below the heights top and foot. A value at the very
 * end of a scale is within, however its place was rounded. */
static int
find_side(double y, double top, double foot)
{
    return y < top - SLACK ? -1 : y > foot + SLACK ? 1 : 0;
}

/* Cut at top and foot: what lies beyond becomes a break, or runs along the
 * edge when it is held. */
static struct polyline
cut_curve(struct arena *arena, const struct polyline *curve, double top,
          double foot, bool held)
{
    struct polyline cut = {0};

    for (size_t i = 0; i < curve->count; i++) {
        double y = curve->y[i], edge;
        int side = find_side(y, top, foot);
        int before = i && !isnan(curve->y[i - 1])
                         ? find_side(curve->y[i - 1], top, foot)
                         : 0;
        bool joined = i && !isnan(y) && !isnan(curve->y[i - 1]);
        if (joined && before && before != side) {
            edge = before < 0 ? top : foot;
            add_point(arena, &cut, cross_height(curve, i, edge), edge);
        }
        if (joined && side && before != side) {
            edge = side < 0 ? top : foot;
            add_point(arena, &cut, cross_height(curve, i, edge), edge);
        }
        edge = side < 0 ? top : foot;
        add_point(arena, &cut, curve->x[i],
                  isnan(y) || (side && !held) ? NAN
                  : side                      ? edge
                                              : y);
    }
    return cut;
}

/* Directions from the last point kept in which all points since lie within
 * the tolerance. */
struct cone {
    double low, high;
    double reach; /* [pt] of the farthest: a line that turns back bends */
};

/* Narrows the cone by a point; false when the point is outside it. */
static bool
narrow_cone(struct cone *cone, double dx, double dy)
{
    double reach = hypot(dx, dy), way = atan2(dy, dx);

    if (reach <= TOLERANCE)
        return true;
    double slack = asin(TOLERANCE / reach);
    if (way < cone->low || way > cone->high || reach < cone->reach - TOLERANCE)
        return false;
    cone->reach = fmax(cone->reach, reach);
    cone->low = fmax(cone->low, way - slack);
    cone->high = fmin(cone->high, way + slack);
    return true;
}

/* Keeps the ends of every piece and what bends. */
struct polyline
polyline_thin(struct arena *arena, const struct polyline *curve)
{
    struct polyline kept = {0};
    struct cone cone = {-4, 4, 0};
    size_t last = 0;

    for (size_t i = 0; i < curve->count; i++) {
        double y = curve->y[i];
        bool first = !kept.count || isnan(kept.y[kept.count - 1]);
        bool ends = i + 1 == curve->count || isnan(curve->y[i + 1]);
        if (isnan(y) && first)
            continue;
        if (!first && !isnan(y) && !ends &&
            narrow_cone(&cone, curve->x[i] - curve->x[last],
                        y - curve->y[last]))
            continue;
        if (!first && !isnan(y) && i - 1 > last && !isnan(curve->y[i - 1]))
            add_point(arena, &kept, curve->x[i - 1], curve->y[i - 1]);
        add_point(arena, &kept, curve->x[i], y);
        cone = (struct cone){-4, 4, 0};
        last = i;
    }
    return kept;
}

/* A point on its way across the sheet. */
struct spot {
    double x, y;
    size_t number;
};

/* The points of one column of the sheet, while they pass by: those of them
 * that are kept. */
struct slot {
    double column;
    struct spot first, lowest, highest, last;
    size_t count;
};

static void
keep_slot(struct arena *arena, struct slot *slot, struct polyline *kept)
{
    bool down = slot->highest.number < slot->lowest.number;
    const struct spot *const spots[] = {
        &slot->first, down ? &slot->highest : &slot->lowest,
        down ? &slot->lowest : &slot->highest, &slot->last};

    for (size_t i = 0; i < COUNT(spots) && slot->count; i++)
        if (!i || spots[i]->number != spots[i - 1]->number)
            add_point(arena, kept, spots[i]->x, spots[i]->y);
    slot->count = 0;
}

static void
fill_slot(struct slot *slot, double column, struct spot spot)
{
    if (!slot->count++)
        *slot = (struct slot){column, spot, spot, spot, spot, 1};
    slot->last = spot;
    if (spot.y < slot->lowest.y)
        slot->lowest = spot;
    if (spot.y > slot->highest.y)
        slot->highest = spot;
}

/* A log scale sends zero to infinity: keep it beyond the edge. */
static double
map_value(const struct scale *scale, struct bent ends, double value)
{
    double at = scale_place(scale, ends, value);

    return isnan(at) ? NAN : fmin(fmax(at, -1e6), 1e6);
}

/* Mapped, without what is not seen; only what is kept takes memory. */
static struct polyline
thin_curve(struct arena *arena, const struct polyline *curve,
           const struct scale *x, const struct scale *y)
{
    struct polyline kept = {0};
    struct bent x_ends = scale_bend(x), y_ends = scale_bend(y);
    struct slot slot = {0};

    for (size_t i = 0; i < curve->count; i++) {
        struct spot spot = {map_value(x, x_ends, curve->x[i]),
                            map_value(y, y_ends, curve->y[i]), i};
        double column = floor(spot.x / COLUMN);
        bool gap = isnan(spot.x) || isnan(spot.y);
        if (gap || column < slot.column || column > slot.column)
            keep_slot(arena, &slot, &kept);
        if (!gap)
            fill_slot(&slot, column, spot);
        else if (kept.count && !isnan(kept.y[kept.count - 1]))
            add_point(arena, &kept, kept.x[kept.count - 1], NAN);
    }
    keep_slot(arena, &slot, &kept);
    return kept;
}

static struct polyline
map_curve(struct arena *arena, const struct polyline *curve,
          const struct scale *x, const struct scale *y, bool held)
{
    struct polyline thin = thin_curve(arena, curve, x, y);
    struct polyline cut = cut_curve(arena, &thin, fmin(y->start, y->end),
                                    fmax(y->start, y->end), held);

    return polyline_thin(arena, &cut);
}

struct polyline
polyline_map(struct arena *arena, const struct polyline *curve,
             const struct scale *x, const struct scale *y)
{
    return map_curve(arena, curve, x, y, false);
}

struct polyline
polyline_hold(struct arena *arena, const struct polyline *curve,
              const struct scale *x, const struct scale *y)
{
    return map_curve(arena, curve, x, y, true);
}

struct path
polyline_path(struct arena *arena, const struct polyline *curve)
{
    struct path path = path_new(arena);
    bool pen_up = true;

    for (size_t i = 0; i < curve->count; i++) {
        if (isnan(curve->y[i]))
            pen_up = true;
        else if (pen_up)
            path_move(&path, curve->x[i], curve->y[i]);
        else
            path_line(&path, curve->x[i], curve->y[i]);
        pen_up = isnan(curve->y[i]);
    }
    return path;
}

/* The curve from point i to the next break, kept on one side of base. Gives
 * the point after. */
static size_t
add_surface(struct path *path, const struct polyline *curve, size_t i,
            double base, int sign)
{
    path_move(path, curve->x[i], base);
    size_t start = i;
    for (; i < curve->count && !isnan(curve->y[i]); i++) {
        double y = curve->y[i];
        bool crosses = i > start && (y - base) * (curve->y[i - 1] - base) < 0;
        if (crosses)
            path_line(path, cross_height(curve, i, base), base);
        path_line(path, curve->x[i], sign > 0 ? fmin(y, base) : fmax(y, base));
    }
    path_line(path, curve->x[i - 1], base);
    path_close(path);
    return i;
}

struct path
polyline_area(struct arena *arena, const struct polyline *curve, double base,
              int sign)
{
    struct path path = path_new(arena);
    size_t i = 0;

    while (i < curve->count)
        if (isnan(curve->y[i]))
            i++;
        else
            i = add_surface(&path, curve, i, base, sign);
    return path;
}

bool
polyline_end(const struct polyline *curve, double *x, double *y)
{
    for (size_t i = curve->count; i-- > 0;)
        if (!isnan(curve->y[i])) {
            *x = curve->x[i];
            *y = curve->y[i];
            return true;
        }
    return false;
}
