/* flow.c: a diagram on its sheet. Boxes are as large as their text; an arrow
 * runs from border to border, so it needs both boxes to have been measured.
 * Where the sheet is too narrow for boxes side by side, the whole is turned:
 * columns become rows, so that a flow to the right becomes one downwards. */
#include "diagram.h"

#include <math.h>

/* A node where it will stand: middle, half sides [pt]. */
struct stand {
    double x, y, half_width, half_height;
    struct block text, detail;
};

/* How a diagram is fitted to its sheet. */
enum fit { FIT_GIVEN, FIT_TURNED, FIT_WRAPPED }; /* the last one turned, too */
#define BESIDE 3.0   /* [pt] between two boxes, at least */
#define WRAPPED 52.0 /* [pt] measure of words in a box */

static struct block
shape_words(const struct canvas *canvas, enum face_name face, double size,
            const char *words, enum fit fit)
{
    return fit == FIT_WRAPPED
               ? block_wrap(canvas, face, size, words, WRAPPED, 3)
               : block_new(canvas, face, size, words);
}

static struct stand
make_stand(const struct canvas *canvas, const struct diagram *diagram,
           const struct node_box *node, enum fit fit)
{
    const struct sheet *sheet = canvas->sheet;
    bool plain = node->shape == SHAPE_PLAIN;
    struct stand stand = {
        .text = shape_words(canvas, FACE_SANS_MEDIUM, 8, node->text, fit),
        .detail = shape_words(canvas, FACE_SANS, SMALL, node->detail, fit)};
    double gap = stand.detail.count ? 2 : 0;
    double across = (node->column - 0.5) / diagram->columns;
    double down = (node->row - 0.5) / diagram->rows;

    stand.x = sheet->width * (fit ? down : across);
    stand.y = sheet->height * (fit ? across : down);
    stand.half_width =
        fmax(fmax(stand.text.width, stand.detail.width) / 2 + (plain ? 2 : 7),
             fit ? 0 : node->width / 2);
    stand.half_height =
        (stand.text.height + gap + stand.detail.height) / 2 + (plain ? 2 : 6);
    if (node->shape == SHAPE_CIRCLE)
        stand.half_width = stand.half_height =
            fmax(hypot(stand.half_width - 5, stand.half_height - 5) + 3,
                 fit ? 0 : node->width / 2);
    /* Within the sheet, with the border's own width. */
    stand.x = fmin(fmax(stand.x, stand.half_width + 1),
                   sheet->width - stand.half_width - 1);
    stand.y = fmin(fmax(stand.y, stand.half_height + 1),
                   sheet->height - stand.half_height - 1);
    return stand;
}

static bool
stands_meet(const struct stand *a, const struct stand *b)
{
    return fabs(a->x - b->x) < a->half_width + b->half_width + BESIDE &&
           fabs(a->y - b->y) < a->half_height + b->half_height + BESIDE;
}

/* False when two of them meet. */
static bool
make_stands(const struct canvas *canvas, const struct diagram *diagram,
            enum fit fit, struct stand *stands)
{
    bool free = true;

    for (size_t i = 0; i < diagram->node_count; i++) {
        stands[i] = make_stand(canvas, diagram, &diagram->nodes[i], fit);
        for (size_t j = 0; j < i; j++)
            free = free && !stands_meet(&stands[i], &stands[j]);
    }
    return free;
}

/* The first fit in which no nodes meet, else the author's own. */
static enum fit
choose_fit(const struct canvas *canvas, const struct diagram *diagram,
           struct stand *stands)
{
    for (int fit = FIT_GIVEN; fit <= FIT_WRAPPED; fit++)
        if (make_stands(canvas, diagram, (enum fit)fit, stands))
            return (enum fit)fit;
    make_stands(canvas, diagram, FIT_GIVEN, stands);
    return FIT_GIVEN;
}

static void
draw_shape(const struct canvas *canvas, const struct node_box *node,
           const struct stand *stand)
{
    struct path path = path_new(canvas->arena);

    if (node->shape == SHAPE_PLAIN)
        return;
    if (node->shape == SHAPE_CIRCLE)
        path_circle(&path, stand->x, stand->y, stand->half_width);
    else
        path_round(&path, stand->x - stand->half_width,
                   stand->y - stand->half_height, 2 * stand->half_width,
                   2 * stand->half_height, 4);
    sheet_fill(canvas->sheet, path, node->fill);
    sheet_stroke(canvas->sheet, path, node->ink, 1);
}

static void
draw_node(const struct canvas *canvas, const struct node_box *node,
          const struct stand *stand)
{
    double gap = stand->detail.count ? 2 : 0;
    double top =
        stand->y - (stand->text.height + gap + stand->detail.height) / 2;

    draw_shape(canvas, node, stand);
    block_draw(canvas, &stand->text, stand->x, top, 0.5,
               canvas_ink(canvas, "ink"));
    block_draw(canvas, &stand->detail, stand->x, top + stand->text.height + gap,
               0.5, canvas_ink(canvas, "muted"));
}

/* How far from the middle the border lies in the direction dx, dy (a unit
 * vector), with a little air. */
static double
reach_border(const struct node_box *node, const struct stand *stand, double dx,
             double dy)
{
    if (node->shape == SHAPE_CIRCLE)
        return stand->half_width + 3;
    double across = fabs(dx) > 1e-9 ? stand->half_width / fabs(dx) : 1e9;
    double down = fabs(dy) > 1e-9 ? stand->half_height / fabs(dy) : 1e9;
    return fmin(across, down) + 3;
}

/* From x0, y0 to x1, y1: a quadratic curve with a control point, or two
 * straight legs that meet in it. */
struct bow {
    double x0, y0, xc, yc, x1, y1;
    bool legs;
};

static struct bow
make_bow(const struct diagram *diagram, const struct arrow *arrow, double bend,
         const struct stand *a, const struct stand *b)
{
    double dx = b->x - a->x, dy = b->y - a->y;
    struct bow bow = {.xc = (a->x + b->x) / 2 + bend * dy,
                      .yc = (a->y + b->y) / 2 - bend * dx};
    double out = hypot(bow.xc - a->x, bow.yc - a->y) + 1e-9;
    double in = hypot(bow.xc - b->x, bow.yc - b->y) + 1e-9;
    double ax = (bow.xc - a->x) / out, ay = (bow.yc - a->y) / out;
    double bx = (bow.xc - b->x) / in, by = (bow.yc - b->y) / in;
    double leave = reach_border(&diagram->nodes[arrow->from], a, ax, ay);
    double arrive = reach_border(&diagram->nodes[arrow->to], b, bx, by);

    bow.x0 = a->x + leave * ax;
    bow.y0 = a->y + leave * ay;
    bow.x1 = b->x + arrive * bx;
    bow.y1 = b->y + arrive * by;
    return bow;
}

/* A leg from the upper or lower side of one node, one to the left or right
 * side of the other. */
static struct bow
make_legs(const struct stand *a, const struct stand *b, bool down)
{
    const struct stand *upright = down ? a : b, *level = down ? b : a;
    double dx = level->x < upright->x ? 1 : -1;
    double dy = level->y < upright->y ? -1 : 1;
    double x0 = upright->x, y0 = upright->y + dy * (upright->half_height + 3);
    double x1 = level->x + dx * (level->half_width + 3), y1 = level->y;

    if (down)
        return (struct bow){x0, y0, x0, y1, x1, y1, true};
    return (struct bow){x1, y1, x0, y1, x0, y0, true};
}

/* Turned, down is across and left is right. */
static struct bow
lay_arrow(const struct diagram *diagram, const struct arrow *arrow,
          const struct stand *stands, bool turned)
{
    const struct stand *a = &stands[arrow->from], *b = &stands[arrow->to];

    return arrow->route == ROUTE_BOW
               ? make_bow(diagram, arrow, turned ? -arrow->bend : arrow->bend,
                          a, b)
               : make_legs(a, b, (arrow->route == ROUTE_DOWN) != turned);
}

/* A filled head whose tip is at x1, y1. */
static void
draw_head(const struct canvas *canvas, const struct bow *bow,
          const struct ink *ink)
{
    struct path path = path_new(canvas->arena);
    double dx = bow->x1 - bow->xc, dy = bow->y1 - bow->yc;
    double length = hypot(dx, dy) + 1e-9;
    double ux = dx / length, uy = dy / length;

    path_move(&path, bow->x1, bow->y1);
    path_line(&path, bow->x1 - 6 * ux - 2.6 * uy, bow->y1 - 6 * uy + 2.6 * ux);
    path_line(&path, bow->x1 - 6 * ux + 2.6 * uy, bow->y1 - 6 * uy - 2.6 * ux);
    path_close(&path);
    sheet_fill(canvas->sheet, path, ink);
}

/* The first leg and a round corner. */
static void
add_corner(struct path *path, const struct bow *bow)
{
    double in = hypot(bow->xc - bow->x0, bow->yc - bow->y0) + 1e-9;
    double out = hypot(bow->x1 - bow->xc, bow->y1 - bow->yc) + 1e-9;
    double a = fmin(6 / in, 0.5), b = fmin(6 / out, 0.3);
    double x0 = bow->xc + a * (bow->x0 - bow->xc);
    double y0 = bow->yc + a * (bow->y0 - bow->yc);
    double x1 = bow->xc + b * (bow->x1 - bow->xc);
    double y1 = bow->yc + b * (bow->y1 - bow->yc);

    path_line(path, x0, y0);
    path_curve(path, (x0 + 2 * bow->xc) / 3, (y0 + 2 * bow->yc) / 3,
               (x1 + 2 * bow->xc) / 3, (y1 + 2 * bow->yc) / 3, x1, y1);
}

static void
draw_bow(const struct canvas *canvas, const struct bow *bow,
         const struct arrow *arrow)
{
    struct path path = path_new(canvas->arena);
    double dx = bow->x1 - bow->xc, dy = bow->y1 - bow->yc;
    double length = hypot(dx, dy) + 1e-9;
    /* The line ends within the head. */
    double x1 = bow->x1 - 4 * dx / length, y1 = bow->y1 - 4 * dy / length;

    path_move(&path, bow->x0, bow->y0);
    if (bow->legs)
        add_corner(&path, bow);
    if (bow->legs)
        path_line(&path, x1, y1);
    else
        path_curve(&path, (bow->x0 + 2 * bow->xc) / 3,
                   (bow->y0 + 2 * bow->yc) / 3, (x1 + 2 * bow->xc) / 3,
                   (y1 + 2 * bow->yc) / 3, x1, y1);
    struct mark *mark = sheet_stroke(canvas->sheet, path, arrow->ink, 1.1);
    mark->dash[0] = arrow->dash;
    mark->dash[1] = arrow->dash * 0.8;
    draw_head(canvas, bow, arrow->ink);
}

static void
bow_at(const struct bow *bow, double u, double *x, double *y)
{
    double a = (1 - u) * (1 - u), b = 2 * u * (1 - u), c = u * u;

    if (bow->legs) {
        a = fmax(1 - 2 * u, 0);
        c = fmax(2 * u - 1, 0);
        b = 1 - a - c;
    }
    *x = a * bow->x0 + b * bow->xc + c * bow->x1;
    *y = a * bow->y0 + b * bow->yc + c * bow->y1;
}

static void
take_bow(struct labels *labels, const struct bow *bow)
{
    double x, y;

    for (int i = 0; i <= 40; i++) {
        bow_at(bow, i / 40.0, &x, &y);
        labels_take(labels, (struct box){x - 2, y - 2, x + 2, y + 2});
    }
}

static void
label_arrow(const struct canvas *canvas, struct labels *labels,
            const struct arrow *arrow, const struct bow *bow)
{
    struct block block = block_new(canvas, FACE_SANS, SMALL, arrow->label);
    struct box box;
    double x, y;

    if (!block.count)
        return;
    /* The level leg carries the label, else the middle. */
    bow_at(bow, !bow->legs ? 0.5 : bow->y0 == bow->yc ? 0.25 : 0.75, &x, &y);
    if (labels_place(labels, x, y, block.width, block.height, &box)) {
        double align = box.left >= x ? 0 : box.right <= x ? 1 : 0.5;
        block_draw(canvas, &block, box.left + align * block.width, box.top,
                   align, canvas_ink(canvas, "muted"));
    } else
        diag_say(canvas->diag, WARNING, canvas->place,
                 "no room for the label '%s', leaving it out", arrow->label);
}

void
diagram_draw(const struct canvas *canvas, const void *plan)
{
    const struct diagram *diagram = plan;
    struct stand stands[MOST_ITEMS];
    struct bow bows[MOST_ITEMS];
    struct labels labels = {
        .arena = canvas->arena,
        .bounds = {0, 0, canvas->sheet->width, canvas->sheet->height}};

    enum fit fit = choose_fit(canvas, diagram, stands);
    for (size_t i = 0; i < diagram->node_count; i++) {
        const struct stand *s = &stands[i];
        labels_take(&labels, (struct box){s->x - s->half_width - 2,
                                          s->y - s->half_height - 2,
                                          s->x + s->half_width + 2,
                                          s->y + s->half_height + 2});
    }
    for (size_t i = 0; i < diagram->arrow_count; i++) {
        bows[i] =
            lay_arrow(diagram, &diagram->arrows[i], stands, fit != FIT_GIVEN);
        take_bow(&labels, &bows[i]);
        draw_bow(canvas, &bows[i], &diagram->arrows[i]);
    }
    for (size_t i = 0; i < diagram->node_count; i++)
        draw_node(canvas, &diagram->nodes[i], &stands[i]);
    for (size_t i = 0; i < diagram->arrow_count; i++)
        label_arrow(canvas, &labels, &diagram->arrows[i], &bows[i]);
}
