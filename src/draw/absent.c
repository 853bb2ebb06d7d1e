/* absent.c: in the place of bars.c, stack.c, thin.c and second_axis.c in the
 * module of the page, whose charts hold no bars, stacks, intervals, dots and
 * second axes (keep.c sees to that). It is no part of the program. */
#include "chart.h"

struct scale
second_scale(const struct second *second, const struct scale *first,
             struct extent data)
{
    (void)second;
    (void)data;
    return *first;
}

void
second_marks(const struct canvas *canvas, const struct second *second,
             const struct scale *scale, bool across, double limit,
             struct marks *marks)
{
    (void)canvas;
    (void)second;
    (void)scale;
    (void)across;
    (void)limit;
    marks->count = 0;
}

double
bars_margin(const struct canvas *canvas, const struct panel *panel)
{
    (void)canvas;
    (void)panel;
    return 0;
}

double
stack_margin(const struct canvas *canvas, const struct panel *panel,
             const struct needs *needs)
{
    (void)canvas;
    (void)panel;
    (void)needs;
    return 0;
}

double
stack_sum(const struct panel *panel, size_t last, double x)
{
    (void)panel;
    (void)last;
    return x;
}

void
stack_draw(struct easel *easel)
{
    (void)easel;
}

void
bar_draw(struct easel *easel, const struct layer *layer)
{
    (void)easel;
    (void)layer;
}

void
interval_draw(struct easel *easel, const struct layer *layer)
{
    bar_draw(easel, layer);
}

void
dots_draw(struct easel *easel, const struct layer *layer)
{
    bar_draw(easel, layer);
}
