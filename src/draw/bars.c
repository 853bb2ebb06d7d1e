/* bars.c: the marks that stand at one place each: bar, interval and dots,
 * over numbers or over categories. On a flat chart categories lie on the y
 * axis and values run across. What a newcomer would get wrong: several layers
 * of bars share the place of a category side by side. */
#include "chart.h"

#include <math.h>

#define AIR 3.0      /* [pt] between a mark and its number */
#define THINNEST 0.7 /* [pt] of a bar that stands for many */
#define MOST_DOTS 20000

static const struct ink *
choose_ink(const struct layer *layer, size_t i)
{
    const struct ink *const *inks = layer->points.inks;

    return inks && inks[i] ? inks[i] : layer->ink;
}

static double
find_cell(const double *cells, size_t i)
{
    return cells ? cells[i] : NAN;
}

/* Along the axis of places [pt]: the distance of neighbours. */
static double
measure_slot(const struct easel *easel, const struct layer *layer)
{
    const struct scale *scale =
        easel->panel->flat ? &easel->plot.y : &easel->plot.x;
    const struct points *points = &layer->points;
    double least = fabs(scale->end - scale->start) / 2;

    if (scale->kind == SCALE_CATEGORY)
        return fabs(scale_at(scale, 1) - scale_at(scale, 0));
    for (size_t i = 1; i < points->count; i++) {
        double apart = fabs(scale_at(scale, points->x[i]) -
                            scale_at(scale, points->x[i - 1]));
        if (apart > 0 && apart < least)
            least = apart;
    }
    return fmax(least, 0.1);
}

/* How many layers of bars there are, and which one this is. */
static size_t
count_bars(const struct panel *panel, const struct layer *layer, size_t *index)
{
    size_t count = 0;

    *index = 0;
    for (size_t i = 0; i < panel->count; i++) {
        if (&panel->layers[i] == layer)
            *index = count;
        count += panel->layers[i].kind == LAYER_BAR;
    }
    return count;
}

/* A value along the axis of values [pt], held at the plot's ends. */
static double
hold_value(const struct easel *easel, const struct layer *layer, double value)
{
    bool flat = easel->panel->flat;
    const struct scale *scale =
        flat ? &easel->plot.x : easel_values(easel, layer);
    double low = fmin(scale->start, scale->end);
    double high = fmax(scale->start, scale->end);
    double at = scale_at(scale, value);

    /* A logarithmic scale has no place for a base of 0. */
    if (isnan(at))
        return isnan(value) ? NAN : scale->start;
    return fmin(fmax(at, low), high);
}

/* The label of a row, or its number if the layer writes numbers. */
static const char *
choose_words(const struct canvas *canvas, const struct layer *layer, size_t i,
             double value)
{
    const char *label = layer->points.labels ? layer->points.labels[i] : NULL;
    struct value number = {.number = value,
                           .unit = "yr AD",
                           .reached = true,
                           .language = canvas->language};

    if (label || !layer->numbers || isnan(value))
        return label;
    return value_say(canvas->arena, canvas->diag, layer->place, number,
                     layer->numbers);
}

double
bars_margin(const struct canvas *canvas, const struct panel *panel)
{
    double width = 0;

    for (size_t i = 0; i < panel->count; i++) {
        const struct layer *layer = &panel->layers[i];
        const double *y = layer->points.y;
        bool counted =
            layer->kind == LAYER_BAR ||
            (layer->kind == LAYER_INTERVAL && layer->beside == BESIDE_HIGH);
        for (size_t j = 0; counted && panel->flat && j < layer->points.count;
             j++) {
            const char *words = choose_words(canvas, layer, j, y ? y[j] : NAN);
            if (words)
                width = fmax(width,
                             block_new(canvas, FACE_SANS, SMALL, words).width);
        }
    }
    return width > 0 ? width + AIR + 1 : 0;
}

/* Beside the end of a mark: to its right or left where flat, else above or
 * below it. */
static struct box
place_beside(const struct block *block, double x, double y, int sign, bool flat)
{
    double left = flat ? (sign > 0 ? x + AIR : x - AIR - block->width)
                       : x - block->width / 2;
    double top = flat       ? y - block->height / 2
                 : sign > 0 ? y - AIR / 2 - block->height
                            : y + AIR / 2;

    return (struct box){left, top, left + block->width, top + block->height};
}

static bool
is_free(const struct easel *easel, struct box box)
{
    const struct labels *labels = &easel->labels;

    for (size_t i = 0; i < labels->count; i++)
        if (box_meets(box, labels->taken[i]))
            return false;
    return box.left >= 0 && box.right <= easel->canvas->sheet->width &&
           box.top >= easel->plot.box.top - 2 &&
           box.bottom <= easel->plot.box.bottom;
}

/* Words at the end of a mark; left out, and said, where there is no room. */
static void
write_beside(struct easel *easel, const char *words, double x, double y,
             int sign, bool flat)
{
    const struct canvas *canvas = easel->canvas;
    struct block block = block_new(canvas, FACE_SANS, SMALL, words);
    struct box box = place_beside(&block, x, y, sign, flat);

    if (!block.count)
        return;
    if (!is_free(easel, box)) {
        diag_say(canvas->diag, WARNING, canvas->place,
                 "no room for the label '%s', leaving it out", words);
        return;
    }
    labels_take(&easel->labels, box);
    block_draw(canvas, &block, box.left, box.top, 0, canvas_ink(canvas, "ink"));
}

static void
fill_bar(struct easel *easel, double from, double to, double middle,
         double thick, const struct ink *ink, double opacity)
{
    double low = fmin(from, to), high = fmax(from, to);
    bool flat = easel->panel->flat;
    struct box box =
        flat ? (struct box){low, middle - thick / 2, high, middle + thick / 2}
             : (struct box){middle - thick / 2, low, middle + thick / 2, high};

    if (!(high > low))
        return;
    box.left = fmax(box.left, easel->plot.box.left);
    box.right = fmin(box.right, easel->plot.box.right);
    labels_take(&easel->labels, box);
    sheet_rectangle(easel->canvas->sheet, box.left, box.top,
                    box.right - box.left, box.bottom - box.top, ink)
        ->opacity = opacity;
}

/* From one value to another, in two inks where the base lies between. */
static void
draw_bar(struct easel *easel, const struct layer *layer, size_t i,
         double middle, double thick)
{
    const struct points *points = &layer->points;
    const struct ink *ink = choose_ink(layer, i);
    double value = find_cell(points->y, i), from = find_cell(points->from, i);
    double to = find_cell(points->to, i);

    from = isnan(from) ? find_cell(points->low, i) : from;
    to = isnan(to) ? find_cell(points->high, i) : to;
    double start = isnan(from) ? layer->base : from;
    double end = isnan(to) ? value : to;
    if (isnan(start) || isnan(end))
        return;
    double split = layer->below ? fmin(fmax(layer->base, fmin(start, end)),
                                       fmax(start, end))
                                : fmin(start, end);
    double at = hold_value(easel, layer, split);
    fill_bar(easel, hold_value(easel, layer, fmin(start, end)), at, middle,
             thick, layer->below, layer->opacity);
    fill_bar(easel, at, hold_value(easel, layer, fmax(start, end)), middle,
             thick, ink, layer->opacity);
    const char *words =
        choose_words(easel->canvas, layer, i, isnan(value) ? end : value);
    double tip = hold_value(easel, layer, end);
    if (words)
        write_beside(easel, words, easel->panel->flat ? tip : middle,
                     easel->panel->flat ? middle : tip, end < start ? -1 : 1,
                     easel->panel->flat);
}

/* The layer's label, at the tip of a row. */
static void
label_row(struct easel *easel, const struct layer *layer, size_t i,
          double middle)
{
    const struct points *points = &layer->points;
    double value = find_cell(points->y, i), to = find_cell(points->to, i);
    double high = find_cell(points->high, i);
    double tip = hold_value(easel, layer, fmax(fmax(value, to), high));

    label_first(easel, layer, easel->panel->flat ? tip : middle,
                easel->panel->flat ? middle : tip);
}

/* Calls draw for every row whose place the layer shows and that is on the
 * plot; the first of them bears the layer's label. */
static void
draw_rows(struct easel *easel, const struct layer *layer, double shift,
          double thick,
          void (*draw)(struct easel *easel, const struct layer *layer, size_t i,
                       double middle, double thick))
{
    const struct scale *scale =
        easel->panel->flat ? &easel->plot.y : &easel->plot.x;
    double low = fmin(scale->start, scale->end);
    double high = fmax(scale->start, scale->end);
    bool first = true;

    for (size_t i = 0; i < layer->points.count; i++) {
        double x = layer->points.x[i], middle = scale_at(scale, x);
        if (x < layer->from || x > layer->to ||
            !(middle >= low && middle <= high))
            continue;
        draw(easel, layer, i, middle + shift, thick);
        if (first)
            label_row(easel, layer, i, middle + shift);
        first = false;
    }
}

/* Where bars begin, when that is inside the plot. */
static void
draw_base(struct easel *easel, const struct layer *layer)
{
    const struct box *box = &easel->plot.box;
    const struct ink *ink = canvas_ink(easel->canvas, "muted");
    double at = hold_value(easel, layer, layer->base);

    if (easel->panel->flat && at > box->left + 1 && at < box->right - 1)
        sheet_line(easel->canvas->sheet, at, box->top, at, box->bottom, ink,
                   0.6);
    if (!easel->panel->flat && at > box->top + 1 && at < box->bottom - 1)
        sheet_line(easel->canvas->sheet, box->left, at, box->right, at, ink,
                   0.6);
}

void
bar_draw(struct easel *easel, const struct layer *layer)
{
    size_t index, count = count_bars(easel->panel, layer, &index);
    double thick = measure_slot(easel, layer) * layer->thick / (double)count;
    struct layer thin = layer_thin(easel, layer);

    /* Where rows became one, it is as wide as they were together. */
    if (thin.points.count < layer->points.count)
        thick = fmax(thick, THINNEST * layer->thick / (double)count);
    draw_rows(easel, &thin, ((double)index - (double)(count - 1) / 2) * thick,
              thick, draw_bar);
    draw_base(easel, layer);
}

/* A line between two values at one place. */
static void
draw_whisker(struct easel *easel, const struct layer *layer, double middle,
             const double ends[2], double width, const struct ink *ink)
{
    double from = hold_value(easel, layer, ends[0]);
    double to = hold_value(easel, layer, ends[1]);
    bool flat = easel->panel->flat;
    struct box box = flat ? (struct box){from, middle, to, middle}
                          : (struct box){middle, from, middle, to};

    if (isnan(from) || isnan(to))
        return;
    sheet_line(easel->canvas->sheet, box.left, box.top, box.right, box.bottom,
               ink, width)
        ->opacity = layer->opacity;
    labels_take_line(&easel->labels, box.left, box.top, box.right, box.bottom,
                     width / 2 + 1);
}

static void
draw_dot(struct easel *easel, double x, double y, double size,
         const struct ink *ink)
{
    struct sheet *sheet = easel->canvas->sheet;
    struct path rim = path_new(sheet->arena), dot = path_new(sheet->arena);

    path_circle(&rim, x, y, size + 0.8);
    path_circle(&dot, x, y, size);
    sheet_fill(sheet, rim, canvas_ink(easel->canvas, "paper"));
    sheet_fill(sheet, dot, ink);
    labels_take(&easel->labels,
                (struct box){x - size, y - size, x + size, y + size});
}

/* The words of a row, beside its lowest, middle or highest value. */
static void
write_interval(struct easel *easel, const struct layer *layer,
               const char *words, double middle, const double *values)
{
    bool flat = easel->panel->flat;
    bool across =
        layer->beside == BESIDE_ABOVE || layer->beside == BESIDE_BELOW;
    bool first = layer->beside == BESIDE_HIGH || layer->beside == BESIDE_ABOVE;
    double tip = hold_value(easel, layer, values[across ? 1 : first ? 2 : 0]);
    double off = first ? layer->size : -layer->size;

    if (isnan(tip))
        return;
    if (flat)
        write_beside(easel, words, across ? tip : tip + off,
                     across ? middle - off : middle, first ? 1 : -1, !across);
    else
        write_beside(easel, words, across ? middle + off : middle,
                     across ? tip : tip - off, first ? 1 : -1, across);
}

static void
draw_interval(struct easel *easel, const struct layer *layer, size_t i,
              double middle, double thick)
{
    const struct points *points = &layer->points;
    const struct ink *ink = choose_ink(layer, i);
    double ends[] = {find_cell(points->low, i), find_cell(points->high, i)};
    double near[] = {find_cell(points->from, i), find_cell(points->to, i)};
    double value = find_cell(points->y, i), x, y;
    double far = fmax(fmax(ends[1], near[1]), value);
    double low = fmin(fmin(ends[0], near[0]), value);

    draw_whisker(easel, layer, middle, ends, layer->width, ink);
    draw_whisker(easel, layer, middle, near, thick, ink);
    if (easel_point(easel, layer, points->x[i], value, &x, &y) &&
        layer->size > 0.3)
        draw_dot(easel, x, y, layer->size, ink);
    const char *words = choose_words(easel->canvas, layer, i, value);
    if (words)
        write_interval(
            easel, layer, words, middle,
            (double[]){low, isnan(value) ? (low + far) / 2 : value, far});
}

void
interval_draw(struct easel *easel, const struct layer *layer)
{
    struct layer thin = layer_thin(easel, layer);

    draw_rows(easel, &thin, 0, 3.5 * layer->width, draw_interval);
}

/* Places that have a dot already: a dot that would cover another is not
 * seen. */
struct grid_cells {
    unsigned char *taken;
    size_t across, down;
    double side; /* [pt] */
};

static struct grid_cells
make_cells(const struct easel *easel, const struct layer *layer)
{
    const struct box *box = &easel->plot.box;
    struct grid_cells cells = {.side = fmax(layer->size / 3, 0.25)};
    double area = (box->right - box->left) * (box->bottom - box->top);

    if (layer->points.count > MOST_DOTS)
        cells.side = fmax(cells.side, sqrt(area / MOST_DOTS));
    cells.across = (size_t)((box->right - box->left) / cells.side) + 2;
    cells.down = (size_t)((box->bottom - box->top) / cells.side) + 2;
    cells.taken = arena_take(easel->canvas->arena, cells.across * cells.down);
    return cells;
}

static bool
take_cell(const struct easel *easel, struct grid_cells *cells, double x,
          double y)
{
    size_t column = (size_t)fmax((x - easel->plot.box.left) / cells->side, 0);
    size_t row = (size_t)fmax((y - easel->plot.box.top) / cells->side, 0);
    unsigned char *cell = &cells->taken[row * cells->across + column];

    if (*cell)
        return false;
    *cell = 1;
    return true;
}

/* A line without length has round ends: a dot, in a tenth of a circle's
 * words. */
static void
stroke_dots(struct easel *easel, const struct layer *layer, struct path path,
            const struct ink *ink)
{
    if (!path.count)
        return;
    struct mark *mark =
        sheet_stroke(easel->canvas->sheet, path, ink, 2 * layer->size);
    mark->opacity = layer->opacity;
    mark->round = true;
}

static void
note_dot(struct easel *easel, const struct layer *layer, size_t i, double x,
         double y)
{
    const char *words =
        choose_words(easel->canvas, layer, i, layer->points.y[i]);
    struct tag label = {.text = words,
                        .face = FACE_SANS,
                        .size = SMALL,
                        .ink = choose_ink(layer, i),
                        .x = x,
                        .y = y,
                        .clear = layer->size,
                        .rank = 3};
    double r = layer->size;

    if (layer->points.count <= MOST_ITEMS)
        labels_take(&easel->labels, (struct box){x - r, y - r, x + r, y + r});
    if (words && *words)
        labels_add(&easel->labels, &label);
}

void
dots_draw(struct easel *easel, const struct layer *layer)
{
    const struct points *points = &layer->points;
    struct grid_cells cells = make_cells(easel, layer);
    struct arena *arena = easel->canvas->arena;
    struct path path = path_new(arena);
    const struct ink *ink = layer->ink;
    bool first = true;

    for (size_t i = 0; i < points->count; i++) {
        double place = points->x[i], x, y;
        if (place < layer->from || place > layer->to || !points->y ||
            !easel_point(easel, layer, place, points->y[i], &x, &y) ||
            !take_cell(easel, &cells, x, y))
            continue;
        if (choose_ink(layer, i) != ink) {
            stroke_dots(easel, layer, path, ink);
            path = path_new(arena);
            ink = choose_ink(layer, i);
        }
        path_move(&path, x, y);
        path_line(&path, x, y);
        note_dot(easel, layer, i, x, y);
        if (first)
            label_first(easel, layer, x, y);
        first = false;
    }
    stroke_dots(easel, layer, path, ink);
}
