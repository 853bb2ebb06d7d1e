/* diagram.c: the kind 'diagram': boxes with text on a grid, and arrows from
 * one to another. Boxes are as large as their text; an arrow runs from border
 * to border, so it needs both boxes to have been measured. Where the sheet is
 * too narrow for boxes side by side, the whole is turned: columns become rows,
 * so that a flow to the right becomes one downwards. */
#include "inside.h"

#include <math.h>
#include <string.h>

/* How an arrow runs: straight or in a bow; down and then across; or across
 * and then down. */
enum route { ROUTE_BOW, ROUTE_DOWN, ROUTE_ACROSS };
static const char *const route_names[] = {"bow", "down", "across", NULL};

enum shape { SHAPE_BOX, SHAPE_CIRCLE, SHAPE_PLAIN };
static const char *const shape_names[] = {"box", "circle", "plain", NULL};

struct node_box {
    const char *id, *text, *detail;
    double column, row, width; /* from 1; width [pt] at least */
    enum shape shape;
    const struct ink *ink, *fill;
};

struct arrow {
    size_t from, to;
    enum route route;
    double bend; /* ROUTE_BOW: of its length, to the left */
    const char *label;
    const struct ink *ink;
    double dash;
};

struct diagram {
    double columns, rows;
    struct node_box *nodes;
    size_t node_count;
    struct arrow *arrows;
    size_t arrow_count;
};

#define NODE(member) offsetof(struct node_box, member)

static const struct field node_fields[] = {
    {.key = "id",
     .type = FIELD_TEXT,
     .offset = NODE(id),
     .usual = field_needed,
     .about = "What arrows call it."},
    {.key = "text",
     .type = FIELD_TEXT,
     .offset = NODE(text),
     .usual = field_needed,
     .about = "Its words."},
    {.key = "detail",
     .type = FIELD_TEXT,
     .offset = NODE(detail),
     .usual = "",
     .about = "Smaller words below."},
    {.key = "column",
     .type = FIELD_NUMBER,
     .offset = NODE(column),
     .usual = field_needed,
     .least = 1,
     .most = 20,
     .about = "From 1; may lie between two."},
    {.key = "row",
     .type = FIELD_NUMBER,
     .offset = NODE(row),
     .usual = field_needed,
     .least = 1,
     .most = 20,
     .about = "From 1; may lie between two."},
    {.key = "shape",
     .type = FIELD_CHOICE,
     .offset = NODE(shape),
     .usual = "box",
     .choices = shape_names,
     .about = "What is around it."},
    {.key = "ink",
     .type = FIELD_INK,
     .offset = NODE(ink),
     .usual = "ink",
     .about = "Of the border."},
    {.key = "fill",
     .type = FIELD_INK,
     .offset = NODE(fill),
     .usual = "paper",
     .about = "Inside."},
    {.key = "width",
     .type = FIELD_NUMBER,
     .offset = NODE(width),
     .usual = "0",
     .least = 0,
     .most = 2000,
     .about = "At least so wide, in points."},
};
static const struct schema schema_node = {"a node of a diagram", node_fields,
                                          COUNT(node_fields), NULL};

static void
plan_node(struct desk *desk, const struct diagram *diagram,
          const struct item *item, struct node_box *node)
{
    field_fill(desk, &schema_node, 0, item, node);
    node->column = fmin(node->column, diagram->columns);
    node->row = fmin(node->row, diagram->rows);
}

static size_t
find_node(struct desk *desk, const struct diagram *diagram,
          const struct item *item, const char *key)
{
    const char *id = desk_text(desk, item, key, "");
    const char *names[MOST_ITEMS];

    for (size_t i = 0; i < diagram->node_count; i++) {
        names[i] = diagram->nodes[i].id;
        if (!strcmp(names[i], id))
            return i;
    }
    if (*id)
        desk_unknown(desk, item_find(item, key)->place, "node", id, names,
                     diagram->node_count);
    return 0;
}

/* What an arrow is given; its ends are names first. */
struct given_arrow {
    const char *from, *to;
    struct arrow arrow;
};
#define ARROW(member) offsetof(struct given_arrow, member)

static const struct field arrow_fields[] = {
    {.key = "from",
     .type = FIELD_TEXT,
     .offset = ARROW(from),
     .usual = field_needed,
     .about = "The id of the node it leaves."},
    {.key = "to",
     .type = FIELD_TEXT,
     .offset = ARROW(to),
     .usual = field_needed,
     .about = "The id of the node it reaches."},
    {.key = "route",
     .type = FIELD_CHOICE,
     .offset = ARROW(arrow.route),
     .usual = "bow",
     .choices = route_names,
     .about = "Straight or bent; down and then across; across and then down."},
    {.key = "bend",
     .type = FIELD_NUMBER,
     .offset = ARROW(arrow.bend),
     .usual = "0",
     .least = -2,
     .most = 2,
     .about = "Of a bow: share of its length, to the left."},
    {.key = "label",
     .type = FIELD_TEXT,
     .offset = ARROW(arrow.label),
     .usual = "",
     .about = "Words beside it."},
    {.key = "ink",
     .type = FIELD_INK,
     .offset = ARROW(arrow.ink),
     .usual = "muted",
     .about = "Its colour."},
    {.key = "dash",
     .type = FIELD_NUMBER,
     .offset = ARROW(arrow.dash),
     .usual = "0",
     .least = 0,
     .most = 50,
     .about = "Length of dashes in points; 0 is solid."},
};
static const struct schema schema_arrow = {
    "an arrow of a diagram", arrow_fields, COUNT(arrow_fields), NULL};

static void
plan_arrow(struct desk *desk, const struct diagram *diagram,
           const struct item *item, struct arrow *arrow)
{
    struct given_arrow given = {0};

    field_fill(desk, &schema_arrow, 0, item, &given);
    *arrow = given.arrow;
    arrow->from = find_node(desk, diagram, item, "from");
    arrow->to = find_node(desk, diagram, item, "to");
    if (arrow->from == arrow->to && !desk->diag->errors)
        diag_say(desk->diag, ERROR, item->place,
                 "an arrow must lead to another node");
}

/* What leads where, for those who cannot see it. */
static void
keep_arrows(struct desk *desk, const struct diagram *diagram)
{
    size_t count = diagram->arrow_count;
    const char **from = TAKE_ARRAY(desk->arena, count, const char *);
    const char **to = TAKE_ARRAY(desk->arena, count, const char *);
    const char **label = TAKE_ARRAY(desk->arena, count, const char *);

    for (size_t i = 0; i < count; i++) {
        const struct arrow *arrow = &diagram->arrows[i];
        from[i] = diagram->nodes[arrow->from].text;
        to[i] = diagram->nodes[arrow->to].text;
        label[i] = arrow->label ? arrow->label : "";
    }
    desk_words(desk, "from", from, count);
    desk_words(desk, "to", to, count);
    desk_words(desk, "label", label, count);
}

static const void *
plan_diagram(struct desk *desk, const struct item *item)
{
    struct diagram *diagram = TAKE(desk->arena, struct diagram);
    const struct item *node =
        desk_list(desk, item, "nodes", &diagram->node_count);
    const struct item *arrow =
        desk_list(desk, item, "arrows", &diagram->arrow_count);
    size_t i = 0;

    diagram->columns = desk_within(desk, item, "columns", 1, 1, 20);
    diagram->rows = desk_within(desk, item, "rows", 1, 1, 20);
    diagram->nodes =
        TAKE_ARRAY(desk->arena, diagram->node_count, struct node_box);
    diagram->arrows =
        TAKE_ARRAY(desk->arena, diagram->arrow_count, struct arrow);
    for (; node; node = node->next)
        plan_node(desk, diagram, node, &diagram->nodes[i++]);
    for (i = 0; arrow; arrow = arrow->next)
        plan_arrow(desk, diagram, arrow, &diagram->arrows[i++]);
    if (!diagram->node_count && !desk->diag->errors)
        diag_say(desk->diag, ERROR, desk->place,
                 "a figure of this kind needs 'nodes'");
    if (!desk->diag->errors)
        keep_arrows(desk, diagram);
    return diagram;
}

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

static void
draw_diagram(const struct canvas *canvas, const void *plan)
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

static const struct field diagram_fields[] = {
    {.key = "columns",
     .type = FIELD_NUMBER,
     .offset = ELSEWHERE,
     .usual = "1",
     .least = 1,
     .most = 20,
     .about = "Of the grid that nodes stand on."},
    {.key = "rows",
     .type = FIELD_NUMBER,
     .offset = ELSEWHERE,
     .usual = "1",
     .least = 1,
     .most = 20,
     .about = "Of the grid that nodes stand on."},
    {.key = "nodes",
     .type = FIELD_LIST,
     .offset = ELSEWHERE,
     .about = "See there."},
    {.key = "arrows",
     .type = FIELD_LIST,
     .offset = ELSEWHERE,
     .about = "See there."},
};
static const struct schema schema_diagram = {
    "a figure of kind 'diagram'", diagram_fields, COUNT(diagram_fields), NULL};

void
diagram_help(struct text *out)
{
    field_help(out, &schema_diagram);
    field_help(out, &schema_node);
    field_help(out, &schema_arrow);
}

/* A guess at a box's width, before there are letters to measure. */
static double
guess_width(const struct node_box *node)
{
    size_t longest = 0;

    for (const char *at = node->text; *at; at += *at == '\n') {
        size_t length = strcspn(at, "\n");
        longest = length > longest ? length : longest;
        at += length;
    }
    return fmax(4.4 * (double)longest + 14, node->width);
}

/* Boxes of one row that no longer find room side by side. */
static bool
is_crowded(const struct diagram *diagram, double width, double height)
{
    for (size_t i = 0; i < diagram->node_count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct node_box *a = &diagram->nodes[i];
            const struct node_box *b = &diagram->nodes[j];
            double dx = fabs(a->column - b->column) * width / diagram->columns;
            double dy = fabs(a->row - b->row) * height / diagram->rows;
            if (dx < (guess_width(a) + guess_width(b)) / 2 && dy < 2 * PLAIN)
                return true;
        }
    return false;
}

static double
suit_diagram(const void *plan, double own_width, double own_height,
             double width)
{
    return is_crowded(plan, width, own_height) ? fmax(own_width, own_height)
                                               : own_height;
}

const struct kind kind_diagram = {.name = "diagram",
                                  .schema = &schema_diagram,
                                  .width = 306,
                                  .height = 170,
                                  .plan = plan_diagram,
                                  .draw = draw_diagram,
                                  .suit = suit_diagram};
