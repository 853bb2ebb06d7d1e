/* stacked.c: the kind 'stacked': shares that add up to one, as bands over the
 * years. A band's label stands inside it, where the band is thickest; a band
 * that nowhere holds its label gets it at the right, beside its end. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define STEPS 160 /* places across the plot that are looked at */

struct share {
    struct source source;
    const char *label;
    const struct ink *ink, *words;
};

struct stacked {
    struct axis x, y;
    struct share *shares; /* from the bottom up */
    size_t count;
};

static void
plan_share(struct desk *desk, const struct item *item, struct share *share)
{
    static const char *const keys[] = {"series", "label", "ink", "words"};

    desk_keys(desk, item, "a layer of this kind", keys, COUNT(keys));
    share->source = desk_source(desk, item, "series");
    share->label = desk_need(desk, item, "label");
    share->ink = desk_ink(desk, item, "ink", NULL);
    share->words = desk_ink(desk, item, "words", "paper");
}

static const void *
plan_stacked(struct desk *desk, const struct item *item)
{
    struct stacked *stacked = TAKE(desk->arena, struct stacked);
    const struct item *one = desk_list(desk, item, "layers", &stacked->count);
    size_t i = 0;

    stacked->shares = TAKE_ARRAY(desk->arena, stacked->count, struct share);
    for (; one; one = one->next)
        plan_share(desk, one, &stacked->shares[i++]);
    axis_describe(desk, item, "x", TICK_YEAR, &stacked->x);
    axis_describe(desk, item, "y", TICK_PLAIN, &stacked->y);
    if (isnan(stacked->x.from) || isnan(stacked->x.to))
        diag_say(desk->diag, ERROR, desk->place,
                 "the x axis of this kind needs 'from' and 'to'");
    if (!stacked->count && !desk->diag->errors)
        diag_say(desk->diag, ERROR, desk->place,
                 "a figure of this kind needs 'layers'");
    if (desk->diag->errors)
        return stacked;
    struct source *sources =
        TAKE_ARRAY(desk->arena, stacked->count, struct source);
    for (i = 0; i < stacked->count; i++)
        sources[i] = stacked->shares[i].source;
    desk_columns(desk, sources, stacked->count, stacked->x.from, stacked->x.to);
    return stacked;
}

/* Heights of the bands' edges on the sheet, edges[0] the bottom, at STEPS + 1
 * places; NaN where a share is not defined. */
struct edges {
    double x[STEPS + 1];
    double y[MOST_ITEMS + 1][STEPS + 1];
};

static void
measure_edges(const struct stacked *stacked, const struct plot *plot,
              struct edges *edges)
{
    const struct axis *x = &stacked->x;

    for (int i = 0; i <= STEPS; i++) {
        double t = x->from + (x->to - x->from) * i / STEPS;
        double sum = 0;
        edges->x[i] = scale_at(&plot->x, t);
        edges->y[0][i] = plot->box.bottom;
        for (size_t j = 0; j < stacked->count; j++) {
            const struct source *source = &stacked->shares[j].source;
            sum += series_at(source->run, source->series, t);
            edges->y[j + 1][i] = fmin(
                fmax(scale_at(&plot->y, sum), plot->box.top), plot->box.bottom);
            if (isnan(sum))
                edges->y[j + 1][i] = NAN;
        }
    }
}

/* The band between two edges over places first to last. */
static void
fill_band(struct sheet *sheet, const struct edges *edges, size_t band,
          int first, int last, const struct ink *ink)
{
    struct path path = path_new(sheet->arena);

    path_move(&path, edges->x[first], edges->y[band][first]);
    for (int i = first + 1; i <= last; i++)
        path_line(&path, edges->x[i], edges->y[band][i]);
    for (int i = last; i >= first; i--)
        path_line(&path, edges->x[i], edges->y[band + 1][i]);
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
    struct polyline curve = {TAKE_ARRAY(canvas->arena, STEPS + 1, double),
                             TAKE_ARRAY(canvas->arena, STEPS + 1, double),
                             STEPS + 1};

    memcpy(curve.x, edges->x, sizeof edges->x);
    memcpy(curve.y, edges->y[edge], sizeof edges->x);
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
label_inside(const struct canvas *canvas, const struct share *share,
             const struct edges *edges, size_t band, struct labels *labels)
{
    struct block block =
        block_new(canvas, FACE_SANS_MEDIUM, PLAIN, share->label);
    double best = block.height + 2, best_foot = 0, x = 0, foot;

    for (int i = 0; i <= STEPS; i++) {
        double room = measure_room(edges, band, i, block.width + 6, &foot);
        if (room <= best)
            continue;
        best = room;
        best_foot = foot;
        x = edges->x[i];
    }
    if (x <= 0)
        return false;
    double half = block.width / 2, top = best_foot - (best + block.height) / 2;
    labels_take(labels,
                (struct box){x - half, top, x + half, top + block.height});
    block_draw(canvas, &block, x, top, 0.5, share->words);
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
find_words(const struct stacked *stacked, const struct edges *edges, double x,
           double y)
{
    int at = 0;

    while (at < STEPS && edges->x[at] < x)
        at++;
    for (size_t j = 0; j < stacked->count; j++)
        if (y <= edges->y[j][at] && y >= edges->y[j + 1][at])
            return stacked->shares[j].words;
    return stacked->shares[0].words;
}

/* A label in another band, close by; labels keep off the edges of bands. */
static bool
label_near(const struct canvas *canvas, const struct stacked *stacked,
           const struct edges *edges, size_t band, struct labels *labels)
{
    struct block block =
        block_new(canvas, FACE_SANS_MEDIUM, PLAIN, stacked->shares[band].label);
    struct box box;
    double x, y;

    find_heart(edges, band, &x, &y);
    if (isnan(y) ||
        !labels_place(labels, x, y, block.width, block.height, &box))
        return false;
    double near_x = fmin(fmax(x, box.left - 1), box.right + 1);
    double near_y = fmin(fmax(y, box.top), box.bottom);
    double away = hypot(near_x - x, near_y - y);
    const struct ink *ink = find_words(
        stacked, edges, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (away > 30)
        return false;
    sheet_line(canvas->sheet, x, y, near_x, near_y, ink, 0.5);
    block_draw(canvas, &block, box.left, box.top, 0, ink);
    return true;
}

static void
take_edges(const struct stacked *stacked, const struct edges *edges,
           struct labels *labels)
{
    for (size_t j = 0; j <= stacked->count; j++)
        for (int i = 0; i <= STEPS; i++) {
            double x = edges->x[i], y = edges->y[j][i];
            if (!isnan(y))
                labels_take(labels,
                            (struct box){x - 1.5, y - 1.5, x + 1.5, y + 1.5});
        }
}

/* Draws the labels that find room on the plot; gives those that do not. */
static size_t
draw_labels(const struct canvas *canvas, const struct stacked *stacked,
            const struct edges *edges, const struct plot *plot, size_t *left)
{
    struct labels labels = {.arena = canvas->arena, .bounds = plot->box};
    size_t thin[MOST_ITEMS], thin_count = 0, count = 0;

    take_edges(stacked, edges, &labels);
    for (size_t j = 0; j < stacked->count; j++)
        if (!label_inside(canvas, &stacked->shares[j], edges, j, &labels))
            thin[thin_count++] = j;
    for (size_t i = 0; i < thin_count; i++)
        if (!label_near(canvas, stacked, edges, thin[i], &labels))
            left[count++] = thin[i];
    return count;
}

/* The rest: in the margin, with a leader. */
static void
label_outside(const struct canvas *canvas, const struct stacked *stacked,
              const struct edges *edges, const struct plot *plot,
              const size_t *bands, size_t count)
{
    struct end ends[MOST_ITEMS];

    for (size_t i = 0; i < count; i++) {
        struct end *end = &ends[i];
        end->label = stacked->shares[bands[i]].label;
        end->ink = end->leader = canvas_ink(canvas, "ink");
        find_heart(edges, bands[i], &end->x, &end->y);
        if (isnan(end->y))
            end->y = plot->box.top;
    }
    ends_draw(canvas, plot, ends, count);
}

static void
draw_bands(const struct canvas *canvas, const struct stacked *stacked,
           const struct edges *edges)
{
    for (size_t j = 0; j < stacked->count; j++)
        draw_band(canvas->sheet, edges, j, stacked->shares[j].ink);
    for (size_t j = 1; j < stacked->count; j++)
        draw_edge(canvas, edges, j);
}

/* Which labels need the margin is known only when the plot has its width, and
 * the margin takes some of that: so the labels are tried on a sheet that is
 * thrown away. */
static double
measure_margin(const struct canvas *canvas, const struct stacked *stacked,
               struct edges *edges)
{
    struct canvas trial = *canvas;
    size_t left[MOST_ITEMS];
    double width = 0;

    trial.sheet =
        sheet_new(canvas->arena, canvas->sheet->width, canvas->sheet->height);
    struct plot plot = plot_new(&trial, &stacked->x, &stacked->y, 0, 0, 0, 1);
    measure_edges(stacked, &plot, edges);
    size_t count = draw_labels(&trial, stacked, edges, &plot, left);
    for (size_t i = 0; i < count; i++)
        width = fmax(width, end_width(canvas, stacked->shares[left[i]].label));
    return width;
}

static void
draw_stacked(const struct canvas *canvas, const void *plan)
{
    const struct stacked *stacked = plan;
    struct edges *edges = TAKE(canvas->arena, struct edges);
    double margin = measure_margin(canvas, stacked, edges);
    struct plot plot =
        plot_new(canvas, &stacked->x, &stacked->y, 0, margin, 0, 1);
    size_t left[MOST_ITEMS];

    measure_edges(stacked, &plot, edges);
    plot_grid(canvas, &plot, &stacked->x, &stacked->y);
    draw_bands(canvas, stacked, edges);
    size_t count = draw_labels(canvas, stacked, edges, &plot, left);
    label_outside(canvas, stacked, edges, &plot, left, count);
}

static const char *const stacked_keys[] = {"x", "y", "layers"};

const struct kind kind_stacked = {.name = "stacked",
                                  .keys = stacked_keys,
                                  .key_count = COUNT(stacked_keys),
                                  .width = 306,
                                  .height = 170,
                                  .plan = plan_stacked,
                                  .draw = draw_stacked};
