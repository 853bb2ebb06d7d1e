/* stack.c: layers that lie on each other, as bands over x. A band's label
 * stands inside it, where the band is thickest; a band that nowhere holds its
 * label gets it in a neighbour, close by, or at the right. What a newcomer
 * would get wrong: a layer that is not known somewhere leaves a gap there in
 * all that lie on it, since nobody knows how high they start. */
#include "chart.h"

#include <math.h>
#include <string.h>

#define STEPS 160 /* places across the plot that are looked at */
#define ASIDE                                                                  \
    0.05 /* [pt] of height that a point towards the middle is worth            \
          */

/* The layers of a panel that are stacked, from the bottom up. */
struct stack {
    const struct panel *panel;
    const struct layer *layers[MOST_ITEMS];
    size_t index[MOST_ITEMS];
    size_t count;
};

static struct stack
find_stack(const struct panel *panel)
{
    struct stack stack = {.panel = panel};

    for (size_t i = 0; i < panel->count; i++)
        if (panel->layers[i].kind == LAYER_STACK) {
            stack.index[stack.count] = i;
            stack.layers[stack.count++] = &panel->layers[i];
        }
    return stack;
}

double
stack_sum(const struct panel *panel, size_t last, double x)
{
    double sum = 0, all = 0;
    bool share = false;

    for (size_t i = 0; i < panel->count; i++) {
        const struct layer *layer = &panel->layers[i];
        if (layer->kind != LAYER_STACK)
            continue;
        all += points_at(&layer->points, x);
        share = share || layer->share;
        if (i == last)
            sum = all;
    }
    return share ? (all > 0 ? sum / all : NAN) : sum;
}

/* Heights of the bands' edges on the sheet, edges[0] the bottom, at STEPS + 1
 * places; NaN where a share is not defined. */
struct edges {
    double x[STEPS + 1];
    double y[MOST_ITEMS + 1][STEPS + 1];
};

static double
hold_height(const struct plot *plot, double value)
{
    return isnan(value) ? NAN
                        : fmin(fmax(scale_at(&plot->y, value), plot->box.top),
                               plot->box.bottom);
}

static void
measure_edges(const struct stack *stack, const struct plot *plot,
              struct edges *edges)
{
    const struct layer *lowest = &stack->panel->layers[stack->index[0]];
    double from = fmax(lowest->from, plot->x.from); /* NaN gives way */
    double to = fmin(lowest->to, plot->x.to);

    for (int i = 0; i <= STEPS; i++) {
        double x = from + (to - from) * i / STEPS;
        double base = hold_height(plot, 0);
        edges->x[i] = scale_at(&plot->x, x);
        edges->y[0][i] = isnan(base) ? plot->box.bottom : base;
        for (size_t j = 0; j < stack->count; j++)
            edges->y[j + 1][i] =
                hold_height(plot, stack_sum(stack->panel, stack->index[j], x));
    }
}

/* An edge over places first to last, without points that are not seen. */
static struct polyline
trace_edge(struct arena *arena, const struct edges *edges, size_t edge,
           int first, int last)
{
    struct polyline curve = {TAKE_ARRAY(arena, STEPS + 1, double),
                             TAKE_ARRAY(arena, STEPS + 1, double), 0,
                             STEPS + 1};

    for (int i = first; i <= last; i++) {
        curve.x[curve.count] = edges->x[i];
        curve.y[curve.count++] = edges->y[edge][i];
    }
    return polyline_thin(arena, &curve);
}

/* The band between two edges over places first to last. */
static void
fill_band(struct sheet *sheet, const struct edges *edges, size_t band,
          int first, int last, const struct ink *ink)
{
    struct polyline low = trace_edge(sheet->arena, edges, band, first, last);
    struct polyline high =
        trace_edge(sheet->arena, edges, band + 1, first, last);
    struct path path = polyline_path(sheet->arena, &low);

    for (size_t i = high.count; i-- > 0;)
        path_line(&path, high.x[i], high.y[i]);
    path_close(&path);
    sheet_fill(sheet, path, ink);
}

/* Every stretch in which the band is defined. */
static void
draw_band(struct sheet *sheet, const struct edges *edges, size_t band,
          const struct ink *ink)
{
    const double *y = edges->y[band + 1];

    for (int first = 0, i = 0; i <= STEPS + 1; i++)
        if (i > STEPS || isnan(y[i])) {
            if (i > first + 1)
                fill_band(sheet, edges, band, first, i - 1, ink);
            first = i + 1;
        }
}

/* Paper between neighbours, so that they part in grey as well. */
static void
draw_edge(const struct canvas *canvas, const struct edges *edges, size_t edge)
{
    struct polyline curve = trace_edge(canvas->arena, edges, edge, 0, STEPS);
    struct path path = polyline_path(canvas->arena, &curve);

    if (path.count)
        sheet_stroke(canvas->sheet, path, canvas_ink(canvas, "paper"), 0.8);
}

/* Room for a label of the given width centred at place i: the free height
 * above *foot, the highest point of the lower edge. */
static double
measure_room(const struct edges *edges, size_t band, int i, double width,
             double *foot)
{
    double top = -INFINITY;
    double half = width / 2, x = edges->x[i];

    *foot = INFINITY;
    if (x - half < edges->x[0] || x + half > edges->x[STEPS])
        return -1;
    for (int j = 0; j <= STEPS; j++) {
        if (fabs(edges->x[j] - x) > half + 2)
            continue;
        if (isnan(edges->y[band + 1][j]))
            return -1;
        *foot = fmin(*foot, edges->y[band][j]);
        top = fmax(top, edges->y[band + 1][j]);
    }
    return *foot - top;
}

/* False when the band holds its label nowhere. */
static bool
label_inside(const struct canvas *canvas, const struct layer *layer,
             const struct edges *edges, size_t band, struct labels *labels)
{
    struct block block =
        block_new(canvas, FACE_SANS_MEDIUM, PLAIN, layer->label);
    double best = 0, middle = (edges->x[0] + edges->x[STEPS]) / 2;
    double x = 0, top = 0, foot;

    for (int i = 0; i <= STEPS; i++) {
        double room = measure_room(edges, band, i, block.width + 6, &foot);
        double worth = room - ASIDE * fabs(edges->x[i] - middle);
        if (room <= block.height + 2 || (x > 0 && worth <= best))
            continue;
        best = worth;
        top = foot - (room + block.height) / 2;
        x = edges->x[i];
    }
    if (x <= 0)
        return false;
    double half = block.width / 2;
    labels_take(labels,
                (struct box){x - half, top, x + half, top + block.height});
    block_draw(canvas, &block, x, top, 0.5, layer->words);
    return true;
}

/* The last place at which the band is defined and not thin, or the thickest
 * there is. */
static int
find_thickest(const struct edges *edges, size_t band)
{
    int best = 0;
    double most = -1;

    for (int i = 0; i <= STEPS; i++) {
        double thick = edges->y[band][i] - edges->y[band + 1][i];
        if (thick >= most) {
            most = thick;
            best = i;
        }
    }
    return best;
}

/* The middle of a band where it is thickest. */
static void
find_heart(const struct edges *edges, size_t band, double *x, double *y)
{
    int at = find_thickest(edges, band);

    *x = edges->x[at];
    *y = (edges->y[band][at] + edges->y[band + 1][at]) / 2;
}

/* What letters on that height of the sheet are drawn with. */
static const struct ink *
find_words(const struct stack *stack, const struct edges *edges, double x,
           double y)
{
    int at = 0;

    while (at < STEPS && edges->x[at] < x)
        at++;
    for (size_t j = 0; j < stack->count; j++)
        if (y <= edges->y[j][at] && y >= edges->y[j + 1][at])
            return stack->layers[j]->words;
    return stack->layers[0]->words;
}

/* A label in another band, close by; labels keep off the edges of bands. */
static bool
label_near(const struct canvas *canvas, const struct stack *stack,
           const struct edges *edges, size_t band, struct labels *labels)
{
    struct block block =
        block_new(canvas, FACE_SANS_MEDIUM, PLAIN, stack->layers[band]->label);
    struct box box;
    double x, y;

    find_heart(edges, band, &x, &y);
    if (isnan(y) ||
        !labels_place(labels, x, y, block.width, block.height, &box))
        return false;
    double near_x = fmin(fmax(x, box.left - 1), box.right + 1);
    double near_y = fmin(fmax(y, box.top), box.bottom);
    double away = hypot(near_x - x, near_y - y);
    const struct ink *ink = find_words(stack, edges, (box.left + box.right) / 2,
                                       (box.top + box.bottom) / 2);
    if (away > 30)
        return false;
    sheet_line(canvas->sheet, x, y, near_x, near_y, ink, 0.5);
    block_draw(canvas, &block, box.left, box.top, 0, ink);
    return true;
}

static void
take_edges(const struct stack *stack, const struct edges *edges,
           struct labels *labels)
{
    for (size_t j = 0; j <= stack->count; j++)
        for (int i = 0; i <= STEPS; i++) {
            double x = edges->x[i], y = edges->y[j][i];
            if (!isnan(y))
                labels_take(labels,
                            (struct box){x - 1.5, y - 1.5, x + 1.5, y + 1.5});
        }
}

/* Draws the labels that find room on the plot; gives those that do not. */
static size_t
draw_labels(const struct canvas *canvas, const struct stack *stack,
            const struct edges *edges, struct labels *labels, size_t *left)
{
    size_t thin[MOST_ITEMS], thin_count = 0, count = 0;

    take_edges(stack, edges, labels);
    for (size_t j = 0; j < stack->count; j++)
        if (!label_inside(canvas, stack->layers[j], edges, j, labels))
            thin[thin_count++] = j;
    for (size_t i = 0; i < thin_count; i++)
        if (!label_near(canvas, stack, edges, thin[i], labels))
            left[count++] = thin[i];
    return count;
}

/* The rest: in the margin, with a leader. */
static void
label_outside(struct easel *easel, const struct stack *stack,
              const struct edges *edges, const size_t *bands, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct end *end = &easel->ends[easel->end_count++];
        end->label = stack->layers[bands[i]]->label;
        end->ink = end->leader = canvas_ink(easel->canvas, "ink");
        find_heart(edges, bands[i], &end->x, &end->y);
        if (isnan(end->y))
            end->y = easel->plot.box.top;
    }
}

static void
draw_bands(const struct canvas *canvas, const struct stack *stack,
           const struct edges *edges)
{
    for (size_t j = 0; j < stack->count; j++)
        draw_band(canvas->sheet, edges, j, stack->layers[j]->ink);
    for (size_t j = 1; j < stack->count; j++)
        draw_edge(canvas, edges, j);
}

/* Which labels need the margin is known only when the plot has its width, and
 * the margin takes some of that: so the labels are tried on a sheet that is
 * thrown away. */
double
stack_margin(const struct canvas *canvas, const struct panel *panel,
             const struct needs *needs)
{
    struct stack stack = find_stack(panel);
    struct edges *edges = TAKE(canvas->arena, struct edges);
    struct canvas trial = *canvas;
    struct labels labels = {.arena = canvas->arena};
    size_t left[MOST_ITEMS];
    double width = 0;

    if (!stack.count)
        return 0;
    trial.sheet =
        sheet_new(canvas->arena, canvas->sheet->width, canvas->sheet->height);
    struct plot plot = plot_new(&trial, &panel->axes, needs);
    measure_edges(&stack, &plot, edges);
    labels.bounds = plot.box;
    size_t count = draw_labels(&trial, &stack, edges, &labels, left);
    for (size_t i = 0; i < count; i++)
        width = fmax(width, end_width(canvas, stack.layers[left[i]]->label));
    return width;
}

void
stack_draw(struct easel *easel)
{
    struct stack stack = find_stack(easel->panel);
    struct edges *edges = TAKE(easel->canvas->arena, struct edges);
    size_t left[MOST_ITEMS];

    if (!stack.count)
        return;
    measure_edges(&stack, &easel->plot, edges);
    draw_bands(easel->canvas, &stack, edges);
    size_t count =
        draw_labels(easel->canvas, &stack, edges, &easel->labels, left);
    label_outside(easel, &stack, edges, left, count);
}
