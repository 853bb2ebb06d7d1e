/* lines.c: the kind 'lines': series over the years, with shaded columns,
 * surfaces, rules, markers and notes. There is no legend: a line's label
 * stands at its end, and where ends crowd the labels make room for each
 * other, so what is drawn first (lines) must not move for what comes last
 * (labels). */
#include "inside.h"

#include <math.h>

enum layer_kind {
    LAYER_LINE,
    LAYER_AREA,
    LAYER_RULE,
    LAYER_MARKER,
    LAYER_NOTE
};
static const char *const layer_names[] = {"line", "area", "rule", "marker",
                                          "note"};

struct layer {
    enum layer_kind kind;
    struct source source;
    const char *label;
    const struct ink *ink, *below;
    double width, dash[2]; /* [pt] */
    double from, to;       /* dates of a line or area */
    double history;        /* what lies before this date is dashed */
    double x, y;           /* rule: one of them; marker, note: where */
    bool inside;           /* the line's label stands at x, not at its end */
};

struct lines {
    struct axis x, y;
    struct layer *layers;
    size_t layer_count;
    struct bands bands;
};

static void
plan_place(struct desk *desk, const struct item *item, struct layer *layer)
{
    layer->x = desk_number(desk, item, "x", NAN);
    layer->y = desk_number(desk, item, "y", NAN);
    if (layer->kind == LAYER_NOTE) {
        desk_need(desk, item, "x");
        desk_need(desk, item, "y");
    }
    if (layer->kind == LAYER_RULE && !item_find(item, "x"))
        desk_need(desk, item, "y");
}

static void
check_layer_keys(struct desk *desk, const struct item *item,
                 enum layer_kind kind)
{
    static const char *const line[] = {"mark",    "series",  "label", "ink",
                                       "width",   "dash",    "from",  "to",
                                       "history", "label at"};
    static const char *const area[] = {"mark",  "series", "base", "ink",
                                       "below", "from",   "to"};
    static const char *const rule[] = {"mark", "x",     "y",   "label",
                                       "ink",  "width", "dash"};
    static const char *const marker[] = {"mark", "series", "at", "label",
                                         "ink"};
    static const char *const note[] = {"mark", "x", "y", "label", "ink"};
    const char *const *const keys[] = {line, area, rule, marker, note};
    const size_t counts[] = {COUNT(line), COUNT(area), COUNT(rule),
                             COUNT(marker), COUNT(note)};

    desk_keys(
        desk, item,
        arena_print(desk->arena, "a layer of mark '%s'", layer_names[kind]),
        keys[kind], counts[kind]);
}

static void
plan_layer(struct desk *desk, const struct item *item, struct layer *layer)
{
    desk_need(desk, item, "mark");
    layer->kind = (enum layer_kind)desk_choice(desk, item, "mark", layer_names,
                                               COUNT(layer_names), LAYER_LINE);
    check_layer_keys(desk, item, layer->kind);
    layer->label = desk_text(desk, item, "label", "");
    layer->ink = desk_ink(desk, item, "ink", "ink");
    layer->below = desk_ink(desk, item, "below", "paper");
    layer->width = desk_within(desk, item, "width",
                               layer->kind == LAYER_RULE ? 0.75 : 1.6, 0.1, 20);
    layer->dash[0] = desk_within(desk, item, "dash", 0, 0, 50);
    layer->dash[1] = layer->dash[0] * 0.8;
    layer->from = desk_number(desk, item, "from", -INFINITY);
    layer->to = desk_number(desk, item, "to", INFINITY);
    layer->history = desk_number(desk, item, "history", -INFINITY);
    plan_place(desk, item, layer);
    if (layer->kind == LAYER_AREA)
        layer->y = desk_number(desk, item, "base", 0);
    if (layer->kind < LAYER_RULE || layer->kind == LAYER_MARKER)
        layer->source = desk_source(desk, item, "series");
    layer->inside = item_find(item, "label at");
    if (layer->inside)
        layer->x = desk_number(desk, item, "label at", NAN);
    if (layer->kind == LAYER_MARKER) {
        desk_need(desk, item, "at");
        layer->x = desk_number(desk, item, "at", NAN);
    }
}

static void
keep_columns(struct desk *desk, const struct lines *lines)
{
    struct source *sources =
        TAKE_ARRAY(desk->arena, lines->layer_count, struct source);
    size_t count = 0;

    for (size_t i = 0; i < lines->layer_count; i++)
        if (lines->layers[i].kind == LAYER_LINE)
            sources[count++] = lines->layers[i].source;
    desk_columns(desk, sources, count, lines->x.from, lines->x.to);
}

static const void *
plan_lines(struct desk *desk, const struct item *item)
{
    struct lines *lines = TAKE(desk->arena, struct lines);
    const struct item *one =
        desk_list(desk, item, "layers", &lines->layer_count);
    size_t i = 0;

    lines->layers = TAKE_ARRAY(desk->arena, lines->layer_count, struct layer);
    for (; one; one = one->next)
        plan_layer(desk, one, &lines->layers[i++]);
    bands_describe(desk, item, "columns", &lines->bands);
    axis_describe(desk, item, "x", TICK_YEAR, &lines->x);
    axis_describe(desk, item, "y", TICK_PLAIN, &lines->y);
    if (isnan(lines->x.from) || isnan(lines->x.to))
        diag_say(desk->diag, ERROR, desk->place,
                 "the x axis of this kind needs 'from' and 'to'");
    if (!lines->layer_count && !desk->diag->errors)
        diag_say(desk->diag, ERROR, desk->place,
                 "a figure of this kind needs 'layers'");
    if (!desk->diag->errors)
        keep_columns(desk, lines);
    return lines;
}

struct easel {
    const struct canvas *canvas;
    const struct lines *lines;
    struct plot plot;
    struct labels labels;
    struct polyline *curves; /* of the layers, mapped to points */
};

static struct polyline
take_curve(const struct canvas *canvas, const struct lines *lines,
           const struct layer *layer)
{
    return polyline_new(canvas->arena, &layer->source,
                        fmax(layer->from, lines->x.from),
                        fmin(layer->to, lines->x.to));
}

/* Lowest and highest value of all lines that is worth a scale. */
static void
find_extent(const struct canvas *canvas, const struct lines *lines, double *low,
            double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < lines->layer_count; i++) {
        if (!lines->layers[i].source.series)
            continue;
        struct polyline curve = take_curve(canvas, lines, &lines->layers[i]);
        for (size_t j = 0; j < curve.count; j++) {
            double y = curve.y[j];
            if (!(fabs(y) <= 1e15) || (lines->y.log && y <= 0))
                continue;
            *low = fmin(*low, y);
            *high = fmax(*high, y);
        }
    }
    if (!(*low <= *high)) {
        *low = lines->y.log ? 1 : 0;
        *high = 10;
    }
}

/* A label at the end of a line. */
static bool
ends_right(const struct layer *layer)
{
    return layer->kind == LAYER_LINE && *layer->label && !layer->inside;
}

static double
measure_ends(const struct canvas *canvas, const struct lines *lines)
{
    double width = 0;

    for (size_t i = 0; i < lines->layer_count; i++)
        if (ends_right(&lines->layers[i]))
            width = fmax(width, end_width(canvas, lines->layers[i].label));
    return width;
}

static void
draw_area(const struct easel *easel, const struct layer *layer,
          const struct polyline *curve)
{
    struct sheet *sheet = easel->canvas->sheet;
    double base = scale_at(&easel->plot.y, layer->y);
    struct path above = polyline_area(sheet->arena, curve, base, 1);

    if (above.count)
        sheet_fill(sheet, above, layer->ink);
    struct path below = polyline_area(sheet->arena, curve, base, -1);
    if (below.count &&
        layer->below != palette_ink(easel->canvas->palette, "paper"))
        sheet_fill(sheet, below, layer->below);
}

/* The part of the curve on one side of the history's end. */
static void
draw_part(const struct easel *easel, const struct layer *layer, double from,
          double to, bool dashed)
{
    struct sheet *sheet = easel->canvas->sheet;
    struct polyline part = polyline_new(sheet->arena, &layer->source, from, to);

    part = polyline_map(sheet->arena, &part, &easel->plot.x, &easel->plot.y);
    struct path path = polyline_path(sheet->arena, &part);
    if (!path.count)
        return;
    struct mark *mark = sheet_stroke(sheet, path, layer->ink, layer->width);
    mark->round = !dashed;
    if (dashed) {
        mark->dash[0] = layer->dash[0] > 0 ? layer->dash[0] : 2.2;
        mark->dash[1] = layer->dash[0] > 0 ? layer->dash[1] : 1.8;
    }
}

/* The last row before a date: a series may jump where history ends. */
static double
find_before(const struct run *run, double date)
{
    double before = -INFINITY;

    for (size_t i = 0; i < run->rows && run->time[i] < date; i++)
        before = run->time[i];
    return before;
}

static void
draw_curve(const struct easel *easel, const struct layer *layer)
{
    double from = fmax(layer->from, easel->lines->x.from);
    double to = fmin(layer->to, easel->lines->x.to);
    bool dashed = layer->dash[0] > 0;

    if (layer->history > from)
        draw_part(easel, layer, from,
                  fmin(find_before(layer->source.run, layer->history), to),
                  true);
    if (layer->history < to)
        draw_part(easel, layer, fmax(from, layer->history), to, dashed);
}

static void
draw_rule(struct easel *easel, const struct layer *layer)
{
    const struct box *box = &easel->plot.box;
    bool upright = !isnan(layer->x);
    double x = scale_at(&easel->plot.x, layer->x);
    double y = scale_at(&easel->plot.y, layer->y);
    struct mark *mark = NULL;

    if (upright && x >= box->left && x <= box->right)
        mark = sheet_line(easel->canvas->sheet, x, box->top, x, box->bottom,
                          layer->ink, layer->width);
    else if (!upright && y >= box->top && y <= box->bottom)
        mark = sheet_line(easel->canvas->sheet, box->left, y, box->right, y,
                          layer->ink, layer->width);
    if (mark) {
        mark->dash[0] = layer->dash[0];
        mark->dash[1] = layer->dash[1];
    }
}

/* Small boxes along a curve, so that labels keep off it. */
static void
take_along(struct labels *labels, const struct polyline *curve, double half)
{
    for (size_t i = 1; i < curve->count; i++) {
        double x = curve->x[i - 1], y = curve->y[i - 1];
        double dx = curve->x[i] - x, dy = curve->y[i] - y;
        int pieces = (int)fmin(1 + hypot(dx, dy) / 4, 400);
        if (isnan(y) || isnan(dy))
            continue;
        for (int j = 0; j <= pieces; j++) {
            double at = (double)j / pieces;
            double px = x + at * dx, py = y + at * dy;
            labels_take(labels, (struct box){px - half, py - half, px + half,
                                             py + half});
        }
    }
}

/* A label near a point; left out, and said, where there is no room. */
static void
put_label(struct easel *easel, const struct layer *layer, enum face_name face,
          double size, double x, double y)
{
    const struct canvas *canvas = easel->canvas;
    struct block block = block_new(canvas, face, size, layer->label);
    struct box box;

    if (!block.count || isnan(x) || isnan(y))
        return;
    if (!labels_place(&easel->labels, x, y, block.width + 2, block.height,
                      &box)) {
        diag_say(canvas->diag, WARNING, canvas->place,
                 "no room for the label '%s', leaving it out", layer->label);
        return;
    }
    double near_x = fmin(fmax(x, box.left), box.right);
    double near_y = fmin(fmax(y, box.top), box.bottom);
    double away = hypot(near_x - x, near_y - y);
    if (away > 11) {
        double cut = 3 / away;
        sheet_line(canvas->sheet, x + cut * (near_x - x),
                   y + cut * (near_y - y), near_x, near_y,
                   canvas_ink(canvas, "muted"), 0.5);
    }
    /* Lines of a label lean towards its point. */
    double align = box.left >= x ? 0 : box.right <= x ? 1 : 0.5;
    block_draw(canvas, &block,
               box.left + 1 + align * (box.right - box.left - 2), box.top,
               align, layer->ink);
}

static void
draw_marker(struct easel *easel, const struct layer *layer)
{
    const struct canvas *canvas = easel->canvas;
    double value =
        layer->kind == LAYER_MARKER
            ? series_at(layer->source.run, layer->source.series, layer->x)
            : layer->y;
    double x = scale_at(&easel->plot.x, layer->x);
    double y = scale_at(&easel->plot.y, value);
    const struct box *box = &easel->plot.box;

    if (!(x >= box->left && x <= box->right && y >= box->top &&
          y <= box->bottom))
        return;
    if (layer->kind == LAYER_MARKER) {
        struct path dot = path_new(canvas->arena);
        struct path rim = path_new(canvas->arena);
        path_circle(&rim, x, y, 3.2);
        path_circle(&dot, x, y, 2.3);
        sheet_fill(canvas->sheet, rim, canvas_ink(canvas, "paper"));
        sheet_fill(canvas->sheet, dot, layer->ink);
        labels_take(&easel->labels,
                    (struct box){x - 3.2, y - 3.2, x + 3.2, y + 3.2});
    }
    put_label(easel, layer, FACE_SANS, SMALL, x, y);
}

static void
draw_ends(const struct easel *easel)
{
    const struct lines *lines = easel->lines;
    struct end ends[MOST_ITEMS];
    size_t count = 0;

    for (size_t i = 0; i < lines->layer_count; i++) {
        const struct layer *layer = &lines->layers[i];
        struct end *end = &ends[count];
        if (!ends_right(layer) ||
            !polyline_end(&easel->curves[i], &end->x, &end->y))
            continue;
        end->label = layer->label;
        end->ink = end->leader = layer->ink;
        count++;
    }
    ends_draw(easel->canvas, &easel->plot, ends, count);
}

static void
draw_layers(struct easel *easel, enum layer_kind kind)
{
    const struct lines *lines = easel->lines;

    for (size_t i = 0; i < lines->layer_count; i++) {
        const struct layer *layer = &lines->layers[i];
        if (layer->kind != kind)
            continue;
        if (kind == LAYER_AREA)
            draw_area(easel, layer, &easel->curves[i]);
        else if (kind == LAYER_LINE)
            draw_curve(easel, layer);
        else if (kind == LAYER_RULE)
            draw_rule(easel, layer);
        else
            draw_marker(easel, layer);
    }
}

static void
map_curves(struct easel *easel)
{
    const struct lines *lines = easel->lines;
    struct arena *arena = easel->canvas->arena;

    easel->curves = TAKE_ARRAY(arena, lines->layer_count, struct polyline);
    for (size_t i = 0; i < lines->layer_count; i++) {
        if (lines->layers[i].kind > LAYER_AREA)
            continue;
        struct polyline curve =
            take_curve(easel->canvas, lines, &lines->layers[i]);
        easel->curves[i] =
            polyline_map(arena, &curve, &easel->plot.x, &easel->plot.y);
        take_along(&easel->labels, &easel->curves[i], 1.6);
    }
}

/* Labels of rules and of lines that do not end at the right. */
static void
draw_inner_labels(struct easel *easel)
{
    const struct lines *lines = easel->lines;
    const struct box *box = &easel->plot.box;

    for (size_t i = 0; i < lines->layer_count; i++) {
        const struct layer *layer = &lines->layers[i];
        double x = scale_at(&easel->plot.x, layer->x);
        double y = scale_at(&easel->plot.y, layer->y);
        if (layer->kind == LAYER_RULE && *layer->label)
            put_label(easel, layer, FACE_SANS, SMALL,
                      isnan(layer->x) ? box->right : x,
                      isnan(layer->x) ? y : box->top);
        if (layer->kind != LAYER_LINE || !layer->inside || isnan(x))
            continue;
        y = scale_at(&easel->plot.y, series_at(layer->source.run,
                                               layer->source.series, layer->x));
        if (y >= box->top && y <= box->bottom)
            put_label(easel, layer, FACE_SANS_MEDIUM, PLAIN, x, y);
    }
}

static void
draw_lines(const struct canvas *canvas, const void *plan)
{
    const struct lines *lines = plan;
    struct easel easel = {
        .canvas = canvas, .lines = lines, .labels = {.arena = canvas->arena}};
    double low, high, head, right = measure_ends(canvas, lines);

    find_extent(canvas, lines, &low, &high);
    easel.plot = plot_new(canvas, &lines->x, &lines->y, 0, right, low, high);
    head = bands_head(canvas, &lines->bands, &easel.plot);
    easel.plot = plot_new(canvas, &lines->x, &lines->y, head, right, low, high);
    plot_take(&easel.plot, &easel.labels);
    bands_draw(canvas, &lines->bands, &easel.plot);
    map_curves(&easel);
    draw_layers(&easel, LAYER_AREA);
    plot_grid(canvas, &easel.plot, &lines->x, &lines->y);
    draw_layers(&easel, LAYER_RULE);
    draw_layers(&easel, LAYER_LINE);
    draw_layers(&easel, LAYER_MARKER);
    draw_inner_labels(&easel);
    draw_layers(&easel, LAYER_NOTE);
    draw_ends(&easel);
}

static const char *const line_keys[] = {"x", "y", "layers", "columns"};

const struct kind kind_lines = {.name = "lines",
                                .keys = line_keys,
                                .key_count = COUNT(line_keys),
                                .width = 306,
                                .height = 190,
                                .plan = plan_lines,
                                .draw = draw_lines};
