/* notes.c: what explains a chart: rule, region, marker and text, and labels
 * that stand beside their lines. Words only ask for a place here; they get it
 * when everything is drawn that they must keep off. */
#include "chart.h"

#include <math.h>

static void
add_label(struct easel *easel, const struct layer *layer, double x, double y,
          double clear, int rank)
{
    bool line = layer->kind == LAYER_LINE || layer->kind == LAYER_STEP;
    struct tag label = {.text = layer->label,
                        .face = line ? FACE_SANS_MEDIUM : FACE_SANS,
                        .size = line ? PLAIN : SMALL,
                        .ink = layer->words,
                        .x = x + layer->right,
                        .y = y + layer->down,
                        .clear = clear,
                        .rank = rank,
                        .anchor = layer->anchor};

    if (*layer->label && !isnan(x) && !isnan(y))
        labels_add(&easel->labels, &label);
}

/* Where an end that is not given takes the plot's own. */
static double
find_edge(const struct scale *scale, double value, double edge)
{
    double low = fmin(scale->start, scale->end);
    double high = fmax(scale->start, scale->end);

    return isnan(value) ? edge : fmin(fmax(scale_at(scale, value), low), high);
}

/* A side that is given as an event that never comes leaves the region out. */
static bool
is_unreached(const struct layer *layer, const char *key, double value)
{
    return item_find(layer->item, key) && isnan(value);
}

void
region_draw(struct easel *easel, const struct layer *layer)
{
    const struct box *box = &easel->plot.box;
    const struct scale *values = easel_values(easel, layer);
    double left = find_edge(&easel->plot.x, layer->from, box->left);
    double right = find_edge(&easel->plot.x, layer->to, box->right);
    double foot = find_edge(values, layer->low, box->bottom);
    double top = find_edge(values, layer->high, box->top);

    if (!PRESS || is_unreached(layer, "from", layer->from) || !(right > left) ||
        !(foot > top))
        return;
    sheet_rectangle(easel->canvas->sheet, left, top, right - left, foot - top,
                    layer->ink)
        ->opacity = layer->opacity;
    struct layer words = *layer;
    if (!item_find(layer->item, "words"))
        words.words = canvas_ink(easel->canvas, "muted");
    add_label(easel, &words, (left + right) / 2, top + SMALL, 0, 4);
}

/* Between two places; false when none of it is on the plot. */
static bool
find_rule(const struct easel *easel, const struct layer *layer,
          struct box *line)
{
    const struct box *box = &easel->plot.box;
    double x = scale_at(&easel->plot.x, layer->x);
    double y = scale_at(easel_values(easel, layer), layer->y);

    if (layer->x_item) {
        *line = (struct box){x, box->top, x, box->bottom};
        return x >= box->left && x <= box->right;
    }
    *line = (struct box){find_edge(&easel->plot.x, layer->from, box->left), y,
                         find_edge(&easel->plot.x, layer->to, box->right), y};
    return y >= box->top && y <= box->bottom && line->right > line->left;
}

void
rule_draw(struct easel *easel, const struct layer *layer)
{
    struct box line;

    if (!PRESS || !find_rule(easel, layer, &line))
        return;
    struct mark *mark =
        sheet_line(easel->canvas->sheet, line.left, line.top, line.right,
                   line.bottom, layer->ink, layer->width);
    mark->opacity = layer->opacity;
    mark->dash[0] = layer->dash;
    mark->dash[1] = 0.8 * layer->dash;
    labels_take_line(&easel->labels, line.left, line.top, line.right,
                     line.bottom, 1);
    add_label(easel, layer, line.right, line.top, 0, 3);
}

void
marker_draw(struct easel *easel, const struct layer *layer)
{
    struct sheet *sheet = easel->canvas->sheet;
    double size = layer->size, x, y;

    if (!easel_point(easel, layer, layer->x, layer->y, &x, &y))
        return;
    struct path rim = path_new(sheet->arena), dot = path_new(sheet->arena);
    path_circle(&rim, x, y, size + 0.9);
    path_circle(&dot, x, y, size);
    sheet_fill(sheet, rim, canvas_ink(easel->canvas, "paper"));
    sheet_fill(sheet, dot, layer->ink);
    labels_take(&easel->labels, (struct box){x - size - 0.9, y - size - 0.9,
                                             x + size + 0.9, y + size + 0.9});
    add_label(easel, layer, x, y, size + 0.9, 1);
}

void
text_draw(struct easel *easel, const struct layer *layer)
{
    double x, y;

    if (easel_point(easel, layer, layer->x, layer->y, &x, &y))
        add_label(easel, layer, x, y, 0, 5);
}

void
label_line(struct easel *easel, const struct layer *layer)
{
    double at = layer->label_at, from, to, x, y;

    easel_window(easel, layer, &from, &to);
    if (layer->inside && at >= from && at <= to &&
        easel_point(easel, layer, at, points_at(&layer->points, at), &x, &y))
        add_label(easel, layer, x, y, 1.6, 2);
    else if (layer->inside && !isnan(at))
        diag_say(easel->canvas->diag, WARNING, layer->place,
                 "the line is not drawn at 'label at', leaving out its label");
}

void
label_first(struct easel *easel, const struct layer *layer, double x, double y)
{
    add_label(easel, layer, x, y, layer->size, 2);
}
