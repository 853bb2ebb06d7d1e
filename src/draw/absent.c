/* absent.c: in the place of bars.c, stack.c and thin.c in the module of
 * the page, whose charts hold no bars, stacks, intervals and dots (keep.c sees
 * to that). It is no part of the program. */
#include "chart.h"

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
