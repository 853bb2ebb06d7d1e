/* axis.c: two axes and the light grid between them. The plot's box is what
 * is left when the texts around it have had their room, so the texts are
 * shaped before the first line is drawn. */
#include "inside.h"

#include <math.h>

#define GAP 4.0         /* [pt] between the box and the texts around it */
#define LEAST_SIDE 10.0 /* [pt] of a box, however little room there is */
#define FAR 1e15

static const char *const format_names[] = {"plain", "year", "percent", "power"};

static void
read_ticks(struct desk *desk, const struct item *list, struct axis *axis)
{
    if (list->kind != ITEM_LIST || item_count(list) > MOST_TICKS) {
        diag_say(desk->diag, ERROR, list->place,
                 "'ticks' must be a list of at most %d numbers", MOST_TICKS);
        return;
    }
    for (const struct item *one = list->first; one; one = one->next) {
        double value;
        if (one->kind == ITEM_TEXT && number_parse(one->text, &value) &&
            fabs(value) <= FAR)
            axis->ticks[axis->tick_count++] = value;
        else
            diag_say(desk->diag, ERROR, one->place, "a tick must be a number");
    }
}

static void
check_range(struct desk *desk, const struct item *map, struct axis *axis)
{
    if (axis->log && (axis->from <= 0 || axis->to <= 0))
        diag_say(desk->diag, ERROR, map->place,
                 "a log scale goes from and to numbers above 0");
    if (axis->from >= axis->to)
        diag_say(desk->diag, ERROR, map->place,
                 "'from' of an axis must be less than 'to'");
}

void
axis_describe(struct desk *desk, const struct item *map, const char *key,
              enum tick_format usual, struct axis *axis)
{
    static const char *const keys[] = {"scale", "from",   "to",
                                       "ticks", "format", "label"};
    static const char *const scales[] = {"linear", "log"};
    const struct item *item = item_find(map, key);

    *axis = (struct axis){.from = NAN, .to = NAN, .label = "", .format = usual};
    if (!item)
        return;
    if (item->kind != ITEM_MAP) {
        diag_say(desk->diag, ERROR, item->place, "'%s' must be a map", key);
        return;
    }
    desk_keys(desk, item, "an axis", keys, COUNT(keys));
    axis->log = desk_choice(desk, item, "scale", scales, COUNT(scales), 0) == 1;
    axis->from = desk_number(desk, item, "from", NAN);
    axis->to = desk_number(desk, item, "to", NAN);
    axis->format = (enum tick_format)desk_choice(
        desk, item, "format", format_names, COUNT(format_names), (int)usual);
    axis->label = desk_text(desk, item, "label", "");
    if (item_find(item, "ticks"))
        read_ticks(desk, item_find(item, "ticks"), axis);
    check_range(desk, item, axis);
}

/* What the axis says, else the data rounded outwards. */
static struct scale
make_scale(const struct axis *axis, double low, double high)
{
    struct scale scale = {.log = axis->log, .from = low, .to = high};

    if (scale.log)
        scale.from = fmax(low, 1e-15);
    if (!(scale.to > scale.from))
        scale.to = scale.log ? 10 * scale.from : scale.from + 1;
    if (isnan(axis->from) || isnan(axis->to))
        scale_round(&scale, 5);
    if (!isnan(axis->from))
        scale.from = axis->from;
    if (!isnan(axis->to))
        scale.to = axis->to;
    if (!(scale.to > scale.from))
        scale.to = scale.log ? 10 * scale.from : scale.from + 1;
    return scale;
}

/* The ticks that the axis asks for, or round ones. */
static size_t
choose_ticks(const struct axis *axis, const struct scale *scale, double wanted,
             double *ticks)
{
    size_t count = 0;

    if (!axis->tick_count) {
        size_t all = scale_ticks(scale, wanted, ticks);
        for (size_t i = 0; i < all; i++)
            if (axis->format != TICK_YEAR || ticks[i] == floor(ticks[i]))
                ticks[count++] = ticks[i];
        return count;
    }
    for (size_t i = 0; i < axis->tick_count; i++)
        if (axis->ticks[i] >= scale->from && axis->ticks[i] <= scale->to)
            ticks[count++] = axis->ticks[i];
    return count;
}

/* Ticks with their texts. */
struct marks {
    double at[MOST_TICKS];
    struct block words[MOST_TICKS];
    size_t count;
    double width; /* of the widest text */
};

static void
make_marks(const struct canvas *canvas, const struct axis *axis,
           const struct scale *scale, double wanted, struct marks *marks)
{
    marks->count = choose_ticks(axis, scale, wanted, marks->at);
    marks->width = 0;
    for (size_t i = 0; i < marks->count; i++) {
        double next = i + 1 < marks->count ? marks->at[i + 1]
                      : i                  ? 2 * marks->at[i] - marks->at[i - 1]
                                           : marks->at[i] + 1;
        double step = scale->log ? fmin(1, marks->at[i])
                                 : fmax(fabs(next - marks->at[i]), 1e-9);
        const char *text =
            tick_text(canvas->arena, axis->format, marks->at[i], step);
        marks->words[i] = block_new(canvas, FACE_SANS, SMALL, text);
        marks->width = fmax(marks->width, marks->words[i].width);
    }
}

static double
wanted_ticks(double side, double each)
{
    return fmax(1, side / each);
}

struct plot
plot_new(const struct canvas *canvas, const struct axis *x,
         const struct axis *y, double head, double right, double low,
         double high)
{
    double width = canvas->sheet->width, height = canvas->sheet->height;
    struct plot plot = {.x = make_scale(x, 0, 1),
                        .y = make_scale(y, low, high)};
    struct marks marks;

    make_marks(canvas, y, &plot.y, wanted_ticks(height - head, 34), &marks);
    plot.box.left = marks.width + GAP;
    plot.box.right = width - fmax(right, 2 * SMALL);
    plot.box.top = head + (*y->label ? 1.9 : 0.6) * SMALL;
    plot.box.bottom = height - 2 * SMALL;
    plot.box.right = fmax(plot.box.right, plot.box.left + LEAST_SIDE);
    plot.box.bottom = fmax(plot.box.bottom, plot.box.top + LEAST_SIDE);
    plot.x.start = plot.box.left;
    plot.x.end = plot.box.right;
    plot.y.start = plot.box.bottom;
    plot.y.end = plot.box.top;
    return plot;
}

static void
draw_rows(const struct canvas *canvas, const struct plot *plot,
          const struct axis *y)
{
    const struct box *box = &plot->box;
    struct marks marks;

    make_marks(canvas, y, &plot->y, wanted_ticks(box->bottom - box->top, 28),
               &marks);
    for (size_t i = 0; i < marks.count; i++) {
        double at = scale_at(&plot->y, marks.at[i]);
        sheet_line(canvas->sheet, box->left, at, box->right, at,
                   canvas_ink(canvas, "grid"), 0.5);
        block_draw(canvas, &marks.words[i], box->left - GAP,
                   at - marks.words[i].height / 2, 1,
                   canvas_ink(canvas, "muted"));
    }
}

static void
draw_dates(const struct canvas *canvas, const struct plot *plot,
           const struct axis *x)
{
    const struct box *box = &plot->box;
    struct marks marks;

    make_marks(canvas, x, &plot->x, wanted_ticks(box->right - box->left, 36),
               &marks);
    sheet_line(canvas->sheet, box->left, box->bottom, box->right, box->bottom,
               canvas_ink(canvas, "muted"), 0.6);
    for (size_t i = 0; i < marks.count; i++) {
        double at = scale_at(&plot->x, marks.at[i]);
        double half = marks.words[i].width / 2;
        double middle = fmin(fmax(at, half), canvas->sheet->width - half);
        sheet_line(canvas->sheet, at, box->bottom, at, box->bottom + 2.5,
                   canvas_ink(canvas, "muted"), 0.6);
        block_draw(canvas, &marks.words[i], middle, box->bottom + GAP, 0.5,
                   canvas_ink(canvas, "muted"));
    }
}

void
plot_grid(const struct canvas *canvas, const struct plot *plot,
          const struct axis *x, const struct axis *y)
{
    draw_rows(canvas, plot, y);
    draw_dates(canvas, plot, x);
    if (*y->label)
        canvas_words(canvas, FACE_SANS, SMALL, y->label, 0, 0.85 * SMALL, 0,
                     canvas_ink(canvas, "muted"));
}

void
plot_take(const struct plot *plot, struct labels *labels)
{
    const struct box *box = &plot->box;

    labels->bounds = *box;
    labels_take(labels, (struct box){box->left, box->bottom - 2, box->right,
                                     box->bottom + 2});
}
