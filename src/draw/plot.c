/* plot.c: the area of the data among the texts around it. The plot's box is
 * what is left when the texts have had their room, but which ticks there are
 * depends on the box; so it is laid out until the box stays, or three times,
 * and the last time the texts are those that will be drawn. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define GAP 4.0         /* [pt] between the box and the texts around it */
#define TICK 2.5        /* [pt] */
#define LEAST_SIDE 10.0 /* [pt] of a box, however little room there is */
#define MOST_NAMES 0.4  /* of the sheet's width, for names at the left */

/* What stands around a plot. */
struct around {
    struct marks x, y, x2, y2;
    struct block title, title2; /* above: of y at the left, y2 at the right */
    struct block foot, head;    /* of x below, of x2 above */
};

/* Second axes and their titles are there if they have texts. */

static bool
is_marked(const struct marks *second)
{
    return PRESS && second->count;
}

static bool
is_titled(const struct block *second)
{
    return PRESS && second->count;
}

static struct block
wrap_title(const struct canvas *canvas, const struct axis *axis, double measure)
{
    return block_wrap(canvas, FACE_SANS, SMALL, axis_title(canvas->arena, axis),
                      measure, 3);
}

static void
shape_titles(const struct canvas *canvas, const struct axes *axes,
             struct around *around)
{
    double width = canvas->sheet->width;
    bool two = PRESS && (*axes->y2.axis.label || *axes->y2.axis.unit);

    around->title = wrap_title(canvas, &axes->y, two ? 0.55 * width : width);
    around->foot = wrap_title(canvas, &axes->x, width);
    if (!PRESS)
        return;
    around->title2 =
        wrap_title(canvas, &axes->y2.axis,
                   width - (two ? around->title.width + 2 * GAP : 0));
    around->head = wrap_title(canvas, &axes->x2.axis, width);
}

static void
shape_marks(const struct canvas *canvas, const struct axes *axes,
            const struct plot *plot, struct around *around)
{
    double width = canvas->sheet->width;

    axis_marks(canvas, &axes->y, &plot->y, false, MOST_NAMES * width,
               &around->y);
    axis_marks(canvas, &axes->x, &plot->x, true, width, &around->x);
    if (!PRESS)
        return;
    second_marks(canvas, &axes->y2, &plot->y2, false, MOST_NAMES * width,
                 &around->y2);
    second_marks(canvas, &axes->x2, &plot->x2, true, width, &around->x2);
}

/* Scales run along the box: names of categories from the top down. */
static void
stretch_scales(struct plot *plot)
{
    const struct box *box = &plot->box;
    bool down = scale_has_slots(plot->y.kind);

    plot->x.start = plot->x2.start = box->left;
    plot->x.end = plot->x2.end = box->right;
    plot->y.start = plot->y2.start = down ? box->top : box->bottom;
    plot->y.end = plot->y2.end = down ? box->bottom : box->top;
}

/* How far the texts of a lying axis reach beyond the place x on a side. */
static double
reach_out(const struct marks *marks, double x, int side)
{
    double most = 0;

    for (size_t i = 0; i < marks->count; i++)
        most =
            fmax(most, side * (marks->at[i] - x) + marks->words[i].width / 2);
    return most;
}

static double
reach_beyond(const struct around *around, double x, int side)
{
    double most = reach_out(&around->x, x, side);

    return is_marked(&around->x2) ? fmax(most, reach_out(&around->x2, x, side))
                                  : most;
}

/* Flags stand below the top axis, with a little air. */
static double
measure_flags(const struct around *around, double head)
{
    return head > 0 && is_marked(&around->x2) ? head + 3 : head;
}

static double
measure_titles(const struct around *around)
{
    return is_titled(&around->title2)
               ? fmax(around->title.height, around->title2.height)
               : around->title.height;
}

static double
measure_top(const struct around *around, double head)
{
    double titles = measure_titles(around);
    double top =
        measure_flags(around, head) + (titles > 0 ? titles + 6.4 : 0.6 * SMALL);

    if (is_marked(&around->x2))
        top += around->x2.height + GAP + (titles > 0 ? 0 : 1);
    return top + (is_titled(&around->head) ? around->head.height + 2 : 0);
}

static void
fit_box(const struct canvas *canvas, const struct around *around,
        const struct needs *needs, struct plot *plot)
{
    double width = canvas->sheet->width, height = canvas->sheet->height;
    double left = around->y.count ? around->y.width + GAP : 1;
    double right =
        is_marked(&around->y2) ? around->y2.width + GAP : needs->right;
    struct box *box = &plot->box;

    left = fmax(fmax(left, needs->left), reach_beyond(around, box->left, -1));
    right = fmax(fmax(right, 2), reach_beyond(around, box->right, 1));
    box->left = left;
    box->right = fmax(width - right, left + LEAST_SIDE);
    box->top = measure_top(around, needs->head);
    box->bottom = height - (around->x.count ? around->x.height + GAP + 1 : 2) -
                  (around->foot.count ? around->foot.height + 2 : 0);
    box->bottom = fmax(box->bottom, box->top + LEAST_SIDE);
    plot->roof = box->top - measure_flags(around, needs->head);
    plot->out =
        box->right + (is_marked(&around->y2) ? around->y2.width + GAP : 0);
}

struct plot
plot_new(const struct canvas *canvas, const struct axes *axes,
         const struct needs *needs)
{
    double width = canvas->sheet->width, height = canvas->sheet->height;
    struct plot plot = {
        .box = {30, 14, fmax(width - 20, 40), fmax(height - 14, 30)}};
    struct around *around = TAKE(canvas->arena, struct around);

    plot.x = axis_scale(&axes->x, needs->x);
    plot.y = axis_scale(&axes->y, needs->y);
    if (PRESS) {
        plot.x2 = second_scale(&axes->x2, &plot.x, needs->x2);
        plot.y2 = second_scale(&axes->y2, &plot.y, needs->y2);
    }
    stretch_scales(&plot);
    shape_titles(canvas, axes, around);
    for (int i = 0; i < 3; i++) {
        shape_marks(canvas, axes, &plot, around);
        struct box before = plot.box;
        fit_box(canvas, around, needs, &plot);
        stretch_scales(&plot);
        if (!memcmp(&before, &plot.box, sizeof before))
            break;
    }
    return plot;
}

static bool
has_grid(const struct axis *axis, bool upright)
{
    if (!PRESS)
        return upright;
    if (axis->grid != GRID_USUAL)
        return axis->grid == GRID_ON;
    return !scale_has_slots(axis->kind) &&
           (upright || axis->kind != SCALE_YEAR);
}

static void
draw_rows(const struct canvas *canvas, const struct plot *plot,
          const struct marks *marks, bool lines)
{
    const struct box *box = &plot->box;

    for (size_t i = 0; i < marks->count; i++) {
        if (lines)
            sheet_line(canvas->sheet, box->left, marks->at[i], box->right,
                       marks->at[i], canvas_ink(canvas, "grid"), 0.5);
        block_draw(canvas, &marks->words[i], box->left - GAP,
                   marks->middle[i] - marks->words[i].height / 2, 1,
                   canvas_ink(canvas, "muted"));
    }
}

static void
draw_right(const struct canvas *canvas, const struct plot *plot,
           const struct marks *marks)
{
    const struct box *box = &plot->box;

    for (size_t i = 0; i < marks->count; i++) {
        sheet_line(canvas->sheet, box->right, marks->at[i],
                   box->right + TICK - 0.5, marks->at[i],
                   canvas_ink(canvas, "muted"), 0.5);
        block_draw(canvas, &marks->words[i], box->right + GAP,
                   marks->middle[i] - marks->words[i].height / 2, 0,
                   canvas_ink(canvas, "muted"));
    }
}

/* Height of the texts of the first row, which those of the second clear. */
static double
measure_row(const struct marks *marks)
{
    double height = 0;

    for (size_t i = 0; i < marks->count; i++)
        if (!marks->row[i])
            height = fmax(height, marks->words[i].height);
    return height;
}

/* A tick down or up to its text, which may have moved aside. */
static void
draw_tick(const struct canvas *canvas, const struct marks *marks, size_t i,
          double y, bool above)
{
    double at = marks->at[i], half = marks->words[i].width / 2;
    double low = marks->middle[i] - half, high = marks->middle[i] + half;
    bool aside = at < low || at > high;
    double length = aside ? GAP - 0.5 : TICK;

    sheet_line(canvas->sheet, at, y, fmin(fmax(at, low), high),
               above ? y - length : y + length, canvas_ink(canvas, "muted"),
               0.6);
}

/* Ticks and texts below the line, or above it. */
static void
draw_texts(const struct canvas *canvas, const struct marks *marks, double y,
           bool above)
{
    double row = measure_row(marks);

    for (size_t i = 0; i < marks->count; i++) {
        const struct block *words = &marks->words[i];
        double top = above ? y - GAP - words->height
                           : y + GAP + (marks->row[i] ? row : 0);
        draw_tick(canvas, marks, i, y, above);
        block_draw(canvas, words, marks->middle[i], top, 0.5,
                   canvas_ink(canvas, "muted"));
    }
}

static void
draw_columns(const struct canvas *canvas, const struct plot *plot,
             const struct marks *marks)
{
    for (size_t i = 0; i < marks->count; i++)
        sheet_line(canvas->sheet, marks->at[i], plot->box.top, marks->at[i],
                   plot->box.bottom, canvas_ink(canvas, "grid"), 0.5);
}

/* Short ticks without texts; years and decades show their parts. */
static void
draw_minor(const struct canvas *canvas, const struct plot *plot)
{
    const struct box *box = &plot->box;
    const struct ink *rule = canvas_ink(canvas, "rule");
    double ticks[8 * MOST_TICKS];
    size_t count = scale_minor(&plot->x, ticks, COUNT(ticks));

    for (size_t i = 0; i < count; i++) {
        double x = scale_at(&plot->x, ticks[i]);
        sheet_line(canvas->sheet, x, box->bottom, x, box->bottom + 1.5, rule,
                   0.4);
    }
    count = plot->y.kind == SCALE_LOG
                ? scale_minor(&plot->y, ticks, COUNT(ticks))
                : 0;
    for (size_t i = 0; i < count; i++) {
        double y = scale_at(&plot->y, ticks[i]);
        sheet_line(canvas->sheet, box->left - 1.8, y, box->left, y, rule, 0.4);
    }
}

static void
draw_titles(const struct canvas *canvas, const struct plot *plot,
            const struct axes *axes, const struct around *around)
{
    const struct ink *muted = canvas_ink(canvas, "muted");
    double width = canvas->sheet->width, height = canvas->sheet->height;
    double titles = measure_titles(around);

    block_draw(canvas, &around->title, 0, 0.5, 0, muted);
    if (PRESS && axes->y2.kind != SECOND_NONE)
        block_draw(canvas, &around->title2, width, 0.5, 1, muted);
    if (PRESS && axes->x2.kind != SECOND_NONE)
        block_draw(canvas, &around->head, plot->box.right,
                   titles > 0 ? titles + 2.5 : 0, 1, muted);
    block_draw(canvas, &around->foot, plot->box.right,
               height - around->foot.height - 0.5, 1, muted);
}

static void
say_names(const struct canvas *canvas, const struct axis *axis,
          const struct marks *marks)
{
    if (scale_has_slots(axis->kind) && marks->count < axis->name_count)
        diag_say(canvas->diag, WARNING, canvas->place,
                 "no room for the names of all categories, leaving some out");
}

void
plot_grid(const struct canvas *canvas, const struct plot *plot,
          const struct axes *axes)
{
    const struct box *box = &plot->box;
    struct around *around = TAKE(canvas->arena, struct around);
    const struct ink *muted = canvas_ink(canvas, "muted");

    shape_titles(canvas, axes, around);
    shape_marks(canvas, axes, plot, around);
    if (has_grid(&axes->x, false))
        draw_columns(canvas, plot, &around->x);
    draw_rows(canvas, plot, &around->y, has_grid(&axes->y, true));
    if (is_marked(&around->y2))
        draw_right(canvas, plot, &around->y2);
    draw_minor(canvas, plot);
    sheet_line(canvas->sheet, box->left, box->bottom, box->right, box->bottom,
               muted, 0.6);
    draw_texts(canvas, &around->x, box->bottom, false);
    if (is_marked(&around->x2)) {
        sheet_line(canvas->sheet, box->left, plot->roof, box->right, plot->roof,
                   muted, 0.6);
        draw_texts(canvas, &around->x2, plot->roof, true);
    }
    draw_titles(canvas, plot, axes, around);
    say_names(canvas, &axes->x, &around->x);
    say_names(canvas, &axes->y, &around->y);
}

void
plot_take(const struct plot *plot, struct labels *labels)
{
    const struct box *box = &plot->box;

    labels->bounds = *box;
    labels_take_line(labels, box->left, box->bottom, box->right, box->bottom,
                     2);
}
