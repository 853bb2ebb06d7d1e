/* panel.c: one panel of a chart. Its layers are painted in groups, whatever
 * their order: surfaces, the grid, bars, lines, dots. Words come last, when
 * everything that they must keep off is known; so a painter only asks for a
 * place, and labels_draw finds them all at once. */
#include "chart.h"

#include <math.h>

const struct scale *
easel_values(const struct easel *easel, const struct layer *layer)
{
    return PRESS && layer->side ? &easel->plot.y2 : &easel->plot.y;
}

void
easel_window(const struct easel *easel, const struct layer *layer, double *from,
             double *to)
{
    *from = fmax(layer->from, easel->plot.x.from);
    *to = fmin(layer->to, easel->plot.x.to);
}

bool
easel_point(const struct easel *easel, const struct layer *layer, double place,
            double value, double *x, double *y)
{
    const struct plot *plot = &easel->plot;
    const struct box *box = &plot->box;
    bool flat = PRESS && easel->panel->flat;

    *x = scale_at(&plot->x, flat ? value : place);
    *y = scale_at(flat ? &plot->y : easel_values(easel, layer),
                  flat ? place : value);
    return *x >= box->left - 0.01 && *x <= box->right + 0.01 &&
           *y >= box->top - 0.01 && *y <= box->bottom + 0.01;
}

/* A layer whose label stands at the right end. */
static bool
ends_right(const struct layer *layer)
{
    return (layer->kind == LAYER_LINE || layer->kind == LAYER_STEP ||
            layer->kind == LAYER_BAND || layer->kind == LAYER_AREA) &&
           *layer->label && !layer->inside;
}

static void
draw_ends(struct easel *easel)
{
    const struct panel *panel = easel->panel;

    for (size_t i = 0; i < panel->count; i++) {
        const struct layer *layer = &panel->layers[i];
        struct end end = {layer->label, layer->words, layer->ink, 0, 0};
        if (ends_right(layer) && curve_end(easel, i, &end.x, &end.y))
            easel->ends[easel->end_count++] = end;
    }
    ends_draw(easel->canvas, &easel->plot, easel->ends, easel->end_count,
              &easel->labels);
}

#define BIT(kind) (1u << LAYER_##kind)

/* Painters in order: some before the grid, some after it. */
static const struct painter {
    unsigned kinds;
    void (*draw)(struct easel *easel, const struct layer *layer);
} under[] = {{BIT(REGION), region_draw}, {BIT(BAND) | BIT(AREA), area_draw}},
  over[] = {{BIT(BAR), bar_draw},
            {BIT(RULE), rule_draw},
            {BIT(LINE) | BIT(STEP), line_draw},
            {BIT(INTERVAL), interval_draw},
            {BIT(DOTS), dots_draw},
            {BIT(MARKER), marker_draw},
            {BIT(LINE) | BIT(STEP), label_line},
            {BIT(TEXT), text_draw}};

static void
paint_layers(struct easel *easel, const struct painter *painters, size_t count)
{
    const struct panel *panel = easel->panel;

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < panel->count; j++)
            if (painters[i].kinds & 1u << panel->layers[j].kind)
                painters[i].draw(easel, &panel->layers[j]);
}

static double
measure_ends(const struct canvas *canvas, const struct panel *panel)
{
    double width = 0;

    for (size_t i = 0; i < panel->count; i++)
        if (ends_right(&panel->layers[i]))
            width = fmax(width, end_width(canvas, panel->layers[i].label));
    return width;
}

void
panel_measure(const struct canvas *canvas, const struct panel *panel,
              struct needs *needs)
{
    struct plot plot;

    needs->right =
        fmax(fmax(measure_ends(canvas, panel), bars_margin(canvas, panel)),
             stack_margin(canvas, panel, needs));
    plot = plot_new(canvas, &panel->axes, needs);
    needs->head = bands_head(canvas, &panel->bands, &plot);
    needs->left = plot.box.left;
}

void
panel_draw(const struct canvas *canvas, const struct panel *panel,
           const struct needs *needs, const struct box *kept_free,
           struct plot *plot)
{
    struct easel easel = {
        .canvas = canvas, .panel = panel, .labels = {.arena = canvas->arena}};

    *plot = easel.plot = plot_new(canvas, &panel->axes, needs);
    plot_take(&easel.plot, &easel.labels);
    if (kept_free)
        labels_take(&easel.labels, *kept_free);
    bands_draw(canvas, &panel->bands, &easel.plot);
    easel.curves = TAKE_ARRAY(canvas->arena, panel->count, struct polyline);
    for (size_t i = 0; i < panel->count; i++)
        curve_map(&easel, i);
    paint_layers(&easel, under, COUNT(under));
    plot_grid(canvas, &easel.plot, &panel->axes);
    stack_draw(&easel);
    paint_layers(&easel, over, COUNT(over));
    draw_ends(&easel);
    labels_draw(canvas, &easel.labels);
}
