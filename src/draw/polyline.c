/* polyline.c: lines from the rows of a run. One holds values until it is
 * mapped and points afterwards; NaN in y breaks it in both. Points that lie
 * on the way between their neighbours are dropped, so that a run of thousands
 * of rows costs a page a few dozen points. */
#include "inside.h"

#include <math.h>

#define TOLERANCE 0.02 /* [pt] a dropped point may lie off the line */

static void
add_point(struct polyline *curve, double x, double y)
{
    curve->x[curve->count] = x;
    curve->y[curve->count] = y;
    curve->count++;
}

static struct polyline
make_room(struct arena *arena, size_t points)
{
    return (struct polyline){TAKE_ARRAY(arena, points, double),
                             TAKE_ARRAY(arena, points, double), 0};
}

struct polyline
polyline_new(struct arena *arena, const struct source *source, double from,
             double to)
{
    const struct run *run = source->run;
    struct polyline curve = make_room(arena, run->rows + 2);

    if (!run->rows)
        return curve;
    from = fmax(from, run->time[0]);
    to = fmin(to, run->time[run->rows - 1]);
    if (from > to)
        return curve;
    add_point(&curve, from, series_at(run, source->series, from));
    for (size_t i = 0; i < run->rows; i++)
        if (run->time[i] > from && run->time[i] < to)
            add_point(&curve, run->time[i], source->series->at[i]);
    if (to > from)
        add_point(&curve, to, series_at(run, source->series, to));
    return curve;
}

/* Where the line from point i-1 to i meets the height y. */
static double
cross_height(const struct polyline *curve, size_t i, double y)
{
    double x0 = curve->x[i - 1], y0 = curve->y[i - 1];
    double share = (y - y0) / (curve->y[i] - y0);

    return x0 + share * (curve->x[i] - x0);
}

/* -1, 0, 1: above, within, below the heights top and foot. */
static int
find_side(double y, double top, double foot)
{
    return y < top ? -1 : y > foot ? 1 : 0;
}

/* Cut at top and foot: what lies beyond becomes a break. */
static struct polyline
cut_curve(struct arena *arena, const struct polyline *curve, double top,
          double foot)
{
    struct polyline cut = make_room(arena, 4 * curve->count + 4);

    for (size_t i = 0; i < curve->count; i++) {
        double y = curve->y[i];
        int side = find_side(y, top, foot);
        int before = i && !isnan(curve->y[i - 1])
                         ? find_side(curve->y[i - 1], top, foot)
                         : 0;
        bool joined = i && !isnan(y) && !isnan(curve->y[i - 1]);
        if (joined && before && before != side) {
            double edge = before < 0 ? top : foot;
            add_point(&cut, cross_height(curve, i, edge), edge);
        }
        if (joined && side && before != side) {
            double edge = side < 0 ? top : foot;
            add_point(&cut, cross_height(curve, i, edge), edge);
        }
        add_point(&cut, curve->x[i], isnan(y) || side ? NAN : y);
    }
    return cut;
}

/* Directions from the last point kept in which all points since lie within
 * the tolerance. */
struct cone {
    double low, high;
};

/* Narrows the cone by a point; false when the point is outside it. */
static bool
narrow_cone(struct cone *cone, double dx, double dy)
{
    double reach = hypot(dx, dy), way = atan2(dy, dx);

    if (reach <= TOLERANCE)
        return true;
    double slack = asin(TOLERANCE / reach);
    if (way < cone->low || way > cone->high)
        return false;
    cone->low = fmax(cone->low, way - slack);
    cone->high = fmin(cone->high, way + slack);
    return true;
}

/* Keeps the ends of every piece and what bends (x never falls). */
static struct polyline
drop_points(struct arena *arena, const struct polyline *curve)
{
    struct polyline kept = make_room(arena, curve->count);
    struct cone cone = {-4, 4};
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
            add_point(&kept, curve->x[i - 1], curve->y[i - 1]);
        add_point(&kept, curve->x[i], y);
        cone = (struct cone){-4, 4};
        last = i;
    }
    return kept;
}

struct polyline
polyline_map(struct arena *arena, const struct polyline *curve,
             const struct scale *x, const struct scale *y)
{
    size_t stride = curve->count / MOST_POINTS + 1;
    struct polyline mapped = make_room(arena, curve->count / stride + 2);

    for (size_t i = 0; i < curve->count; i += stride) {
        double at = scale_at(y, curve->y[i]);
        /* A log scale sends zero to infinity: keep it beyond the edge. */
        add_point(&mapped, scale_at(x, curve->x[i]),
                  isnan(at) ? NAN : fmin(fmax(at, -1e6), 1e6));
    }
    struct polyline cut = cut_curve(arena, &mapped, fmin(y->start, y->end),
                                    fmax(y->start, y->end));
    return drop_points(arena, &cut);
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
