/* extent.c: what the axes of a panel must hold, where the author does not
 * say. Of the values only those count that will be seen: a line's rows outside
 * its window, or outside the ends that an axis is given, stretch no scale. */
#include "chart.h"

#include <math.h>

static void
stretch(struct extent *extent, const struct axis *axis, double value)
{
    if (!(fabs(value) <= MOST_VALUE) || (axis->kind == SCALE_LOG && value <= 0))
        return;
    extent->low = fmin(extent->low, value);
    extent->high = fmax(extent->high, value);
}

/* Where the values of a layer go, and the axis that they are on. */
struct target {
    struct extent *place, *value;
    const struct axis *place_axis, *value_axis;
};

static struct target
find_target(const struct panel *panel, const struct layer *layer,
            struct needs *needs)
{
    const struct axes *axes = &panel->axes;

    if (PRESS && panel->flat)
        return (struct target){&needs->y, &needs->x, &axes->y, &axes->x};
    if (PRESS && layer->side)
        return (struct target){&needs->x, &needs->y2, &axes->x, &axes->y2.axis};
    return (struct target){&needs->x, &needs->y, &axes->x, &axes->y};
}

static void
measure_row(const struct target *target, const struct points *points, size_t i)
{
    const double *const parts[] = {points->y, points->low, points->high,
                                   points->from, points->to};

    for (size_t j = 0; j < COUNT(parts); j++)
        if (parts[j])
            stretch(target->value, target->value_axis, parts[j][i]);
}

static void
measure_rows(const struct target *target, const struct layer *layer)
{
    const struct points *points = &layer->points;
    const struct axis *axis = target->place_axis;
    bool open = scale_has_slots(axis->kind);
    double from = fmax(layer->from, open ? NAN : axis->from);
    double to = fmin(layer->to, open ? NAN : axis->to);

    for (size_t i = 0; i < points->count; i++) {
        double x = points->x ? points->x[i] : 0;
        if (x < from || x > to || isnan(x))
            continue;
        stretch(target->place, axis, x);
        measure_row(target, points, i);
    }
    if (!points->rising || !points->y)
        return;
    stretch(target->value, target->value_axis, points_at(points, from));
    stretch(target->value, target->value_axis, points_at(points, to));
}

/* Both ends of every row, so that slots at the edges find room. */
static void
measure_stack(const struct panel *panel, size_t index,
              const struct target *target)
{
    const struct points *points = &panel->layers[index].points;

    stretch(target->value, target->value_axis, 0);
    for (size_t i = 0; i < points->count; i++) {
        double x = points->x[i];
        stretch(target->place, target->place_axis, x);
        if (!(x < target->place_axis->from || x > target->place_axis->to))
            stretch(target->value, target->value_axis,
                    stack_sum(panel, index, x));
    }
}

static void
measure_note(const struct target *target, const struct layer *layer)
{
    if (layer->kind == LAYER_RULE || layer->kind == LAYER_MARKER)
        stretch(target->value, target->value_axis, layer->y);
}

void
extent_measure(const struct panel *panel, struct needs *needs)
{
    /* The axes of a page have ends of their own. */
    for (size_t i = 0; PRESS && i < panel->count; i++) {
        const struct layer *layer = &panel->layers[i];
        struct target target = find_target(panel, layer, needs);
        if (layer->kind >= LAYER_RULE)
            measure_note(&target, layer);
        else if (PRESS && layer->kind == LAYER_STACK)
            measure_stack(panel, i, &target);
        else
            measure_rows(&target, layer);
        if (PRESS && (layer->kind == LAYER_BAR || layer->kind == LAYER_AREA))
            stretch(target.value, target.value_axis, layer->base);
    }
}
