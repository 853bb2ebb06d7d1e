/* diagram.c: the kind 'diagram': boxes with text on a grid, and arrows from
 * one to another, as the author describes them; flow.c draws them. */
#include "diagram.h"

#include <math.h>
#include <string.h>

static const char *const route_names[] = {"bow", "down", "across", NULL};
static const char *const shape_names[] = {"box", "circle", "plain", NULL};

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
                                  .draw = diagram_draw,
                                  .suit = suit_diagram};
