/* curves.c: the marks that run along x: line, step, band and area. What a
 * newcomer would get wrong: a line is cut where it leaves the plot, but a
 * surface goes on along the plot's edge, or it would have a hole there. */
#include "chart.h"

#include <math.h>

/* The rows that the layer shows, of one of its arrays. */
static struct polyline
cut_rows(const struct easel *easel, const struct layer *layer, const double *y,
         double from, double to)
{
    const struct points *points = &layer->points;

    return polyline_cut(easel->canvas->arena, points->x, y, points->count,
                        points->rising, from, to);
}

static struct polyline
map_rows(const struct easel *easel, const struct layer *layer, double from,
         double to)
{
    struct arena *arena = easel->canvas->arena;
    struct polyline curve = cut_rows(easel, layer, layer->points.y, from, to);

    if (PRESS && layer->kind == LAYER_STEP)
        curve = polyline_steps(arena, &curve);
    return polyline_map(arena, &curve, &easel->plot.x,
                        easel_values(easel, layer));
}

static struct polyline
hold_rows(const struct easel *easel, const struct layer *layer, const double *y)
{
    double from, to;

    easel_window(easel, layer, &from, &to);
    struct polyline curve = cut_rows(easel, layer, y, from, to);
    return polyline_hold(easel->canvas->arena, &curve, &easel->plot.x,
                         easel_values(easel, layer));
}

void
curve_map(struct easel *easel, size_t index)
{
    const struct layer *layer = &easel->panel->layers[index];
    double from, to;

    easel_window(easel, layer, &from, &to);
    if (layer->kind == LAYER_LINE || layer->kind == LAYER_STEP)
        easel->curves[index] = map_rows(easel, layer, from, to);
    else if (PRESS && layer->kind == LAYER_AREA)
        easel->curves[index] = hold_rows(easel, layer, layer->points.y);
    if (easel->curves[index].count)
        labels_take_along(&easel->labels, &easel->curves[index], 1.6);
}

/* Rows of a band that follow each other without a gap, from first on; gives
 * the row after the last. */
static size_t
find_stretch(const struct points *points, size_t first)
{
    size_t i = first;

    while (i < points->count && !isnan(points->low[i]) &&
           !isnan(points->high[i]))
        i++;
    return i;
}

static void
fill_between(const struct easel *easel, const struct layer *layer,
             const struct polyline *low, const struct polyline *high)
{
    struct sheet *sheet = easel->canvas->sheet;
    struct path path = path_new(sheet->arena);

    if (low->count < 2 || high->count < 2)
        return;
    for (size_t i = 0; i < high->count; i++)
        if (i)
            path_line(&path, high->x[i], high->y[i]);
        else
            path_move(&path, high->x[i], high->y[i]);
    for (size_t i = low->count; i-- > 0;)
        path_line(&path, low->x[i], low->y[i]);
    path_close(&path);
    sheet_fill(sheet, path, layer->ink)->opacity = layer->opacity;
}

static void
draw_band(const struct easel *easel, const struct layer *layer)
{
    for (size_t end, i = 0; i < layer->points.count; i = end + 1) {
        struct layer part = *layer;
        end = find_stretch(&layer->points, i);
        part.points.x += i;
        part.points.count = end - i;
        if (end == i)
            continue;
        struct polyline low = hold_rows(easel, &part, layer->points.low + i);
        struct polyline high = hold_rows(easel, &part, layer->points.high + i);
        fill_between(easel, layer, &low, &high);
    }
}

static void
draw_area(const struct easel *easel, const struct layer *layer,
          const struct polyline *curve)
{
    struct sheet *sheet = easel->canvas->sheet;
    const struct box *box = &easel->plot.box;
    double base = scale_at(easel_values(easel, layer), layer->base);

    base = isnan(base) ? box->bottom : fmin(fmax(base, box->top), box->bottom);
    struct path above = polyline_area(sheet->arena, curve, base, 1);
    struct path below = polyline_area(sheet->arena, curve, base, -1);
    if (above.count)
        sheet_fill(sheet, above, layer->ink)->opacity = layer->opacity;
    if (below.count && layer->below)
        sheet_fill(sheet, below, layer->below)->opacity = layer->opacity;
}

void
area_draw(struct easel *easel, const struct layer *layer)
{
    if (!PRESS || layer->kind == LAYER_BAND)
        draw_band(easel, layer);
    else
        draw_area(easel, layer, &easel->curves[layer - easel->panel->layers]);
}

static void
draw_path(const struct easel *easel, const struct layer *layer,
          const struct polyline *curve, bool dashed)
{
    struct sheet *sheet = easel->canvas->sheet;
    struct path path = polyline_path(sheet->arena, curve);

    if (!path.count)
        return;
    struct mark *mark = sheet_stroke(sheet, path, layer->ink, layer->width);
    mark->opacity = layer->opacity;
    mark->round = !dashed;
    if (dashed) {
        mark->dash[0] = layer->dash > 0 ? layer->dash : 2.2;
        mark->dash[1] = layer->dash > 0 ? 0.8 * layer->dash : 1.8;
    }
}

/* The part of the curve on one side of the history's end. */
static void
draw_part(const struct easel *easel, const struct layer *layer, double from,
          double to, bool dashed)
{
    struct polyline part = map_rows(easel, layer, from, to);

    draw_path(easel, layer, &part, dashed);
}

/* The last row before an x: a series may jump where history ends. */
static double
find_before(const struct points *points, double x)
{
    double before = -INFINITY;

    for (size_t i = 0; i < points->count && points->x[i] < x; i++)
        before = points->x[i];
    return before;
}

void
line_draw(struct easel *easel, const struct layer *layer)
{
    const struct polyline *curve = &easel->curves[layer - easel->panel->layers];
    double from, to, history = layer->history;

    easel_window(easel, layer, &from, &to);
    if (!(history > from) || !layer->points.rising) {
        draw_path(easel, layer, curve, layer->dash > 0);
        return;
    }
    draw_part(easel, layer, from,
              fmin(find_before(&layer->points, history), to), true);
    if (history < to)
        draw_part(easel, layer, history, to, layer->dash > 0);
}

/* The middle of a band where it ends. */
static bool
end_band(const struct easel *easel, const struct layer *layer, double *x,
         double *y)
{
    const struct points *points = &layer->points;
    double from, to, other;

    easel_window(easel, layer, &from, &to);
    for (size_t i = points->count; i-- > 0;) {
        if (!(points->x[i] >= from && points->x[i] <= to) ||
            isnan(points->low[i]) || isnan(points->high[i]))
            continue;
        const struct scale *scale = easel_values(easel, layer);
        const struct box *box = &easel->plot.box;
        *x = scale_at(&easel->plot.x, points->x[i]);
        *y =
            fmin(fmax(scale_at(scale, points->high[i]), box->top), box->bottom);
        other =
            fmin(fmax(scale_at(scale, points->low[i]), box->top), box->bottom);
        *y = (*y + other) / 2;
        return true;
    }
    return false;
}

bool
curve_end(const struct easel *easel, size_t index, double *x, double *y)
{
    const struct layer *layer = &easel->panel->layers[index];

    return PRESS && layer->kind == LAYER_BAND
               ? end_band(easel, layer, x, y)
               : polyline_end(&easel->curves[index], x, y);
}
