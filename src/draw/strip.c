/* strip.c: software against the years, and the bar of the loop gain. Only what
 * has been is drawn, on axes of the whole story, so that the curve grows and
 * nothing else moves. */
#include "spiral.h"

#include <math.h>

#define LABEL_WORDS 11.0
#define STRIP_LEFT 40.0
#define STRIP_RIGHT 520.0
#define STRIP_TOP 282.0
#define STRIP_FOOT 340.0
#define GAIN_LEFT 552.0

#define FAN_OPENS 4.0 /* it is open after a fourth of the part */
#define FAN_OPACITY 0.3

/* What the curve covers in one part, up to now. */
static void
draw_strip_part(const struct easel *easel, const struct scale *x,
                const struct scale *y, int part)
{
    const struct spiral *spiral = easel->spiral;
    struct arena *arena = easel->canvas.arena;
    double end =
        part + 1 < spiral->parts ? spiral->acts[part + 1].start : spiral->last;
    double from = spiral->acts[part].start, to = fmin(end, easel->time);

    if (to <= from)
        return;
    /* A little over the edge: no paper shines through between parts. */
    to = fmin(to + 0.01, easel->time);
    struct polyline curve = polyline_new(arena, &spiral->strip, from, to);
    curve = polyline_map(arena, &curve, x, y);
    struct path area = polyline_area(arena, &curve, STRIP_FOOT, 1);
    struct path line = polyline_path(arena, &curve);
    if (!line.count)
        return;
    sheet_fill(easel->canvas.sheet, area, spiral->acts[part].tint);
    sheet_stroke(easel->canvas.sheet, line, spiral->acts[part].ink, 2.5);
}

/* Beyond the ensemble's last year there is nothing to show. */
static void
add_corner(struct path *path, double x, double y)
{
    if (isnan(y))
        return;
    if (path->count)
        path_line(path, x, y);
    else
        path_move(path, x, y);
}

/* What other draws of the parameters give by now. In the last part it opens
 * back to the time when all draws agree, then widens with every year. */
static void
draw_fan(const struct easel *easel, const struct scale *x,
         const struct scale *y)
{
    const struct spiral *spiral = easel->spiral;
    struct arena *arena = easel->canvas.arena;
    const struct act *act = &spiral->acts[easel->part];
    struct path path = path_new(arena);
    double back = fmin(1, FAN_OPENS * easel->u) * (act->start - spiral->first);

    /* The first frame is the one that the part before ended with. */
    if (!spiral->fan_low.series || easel->part + 1 < spiral->parts ||
        easel->u <= 0)
        return;
    struct polyline low =
        polyline_new(arena, &spiral->fan_low, act->start - back, easel->time);
    struct polyline high =
        polyline_new(arena, &spiral->fan_high, act->start - back, easel->time);
    low = polyline_hold(arena, &low, x, y);
    high = polyline_hold(arena, &high, x, y);
    for (size_t i = 0; i < high.count; i++)
        add_corner(&path, high.x[i], high.y[i]);
    for (size_t i = low.count; i > 0; i--)
        add_corner(&path, low.x[i - 1], low.y[i - 1]);
    if (path.count < 3)
        return;
    path_close(&path);
    sheet_fill(easel->canvas.sheet, path, act->ink)->opacity = FAN_OPACITY;
}

static void
draw_strip_ticks(const struct easel *easel, const struct scale *x,
                 const struct scale *y)
{
    const struct spiral *spiral = easel->spiral;
    const struct canvas *canvas = &easel->canvas;
    double ticks[MOST_TICKS];
    size_t count = scale_ticks(x, 2, ticks);
    const struct ink *muted = easel_ink(easel, "muted");

    for (size_t i = 0; i < count; i++)
        canvas_words(
            canvas, FACE_SANS, 10,
            tick_text(canvas->arena, canvas->language, TICK_YEAR, ticks[i], 1),
            scale_at(x, ticks[i]), STRIP_FOOT + 13, 0.5, muted);
    for (size_t i = 0; i < spiral->strip_axis.tick_count; i++) {
        double at = scale_at(y, spiral->strip_axis.ticks[i]);
        sheet_line(canvas->sheet, STRIP_LEFT, at, STRIP_RIGHT, at,
                   easel_ink(easel, "grid"), 1);
        canvas_words(canvas, FACE_SANS, 10,
                     tick_text(canvas->arena, canvas->language,
                               spiral->strip_axis.format,
                               spiral->strip_axis.ticks[i], 1),
                     STRIP_LEFT - 5, at + 3.6, 1, muted);
    }
    sheet_line(canvas->sheet, STRIP_LEFT, STRIP_FOOT, STRIP_RIGHT, STRIP_FOOT,
               easel_ink(easel, "rule"), 1);
}

static void
draw_cursor(const struct easel *easel, const struct scale *x,
            const struct scale *y)
{
    struct sheet *sheet = easel->canvas.sheet;
    double px = scale_at(x, easel->time);
    double py = scale_at(y, easel_value(easel, easel->spiral->strip_now));
    struct path dot = path_new(easel->canvas.arena);

    sheet_line(sheet, px, STRIP_TOP, px, STRIP_FOOT, easel_ink(easel, "ink"),
               1);
    if (!(py >= STRIP_TOP - 9 && py <= STRIP_FOOT))
        return;
    path_circle(&dot, px, py, 3.5);
    sheet_fill(sheet, dot, easel_ink(easel, "ink"));
}

static void
draw_growth(const struct easel *easel)
{
    const struct spiral *spiral = easel->spiral;
    struct scale x = {SCALE_YEAR, spiral->first, spiral->last,
                      STRIP_LEFT, STRIP_RIGHT,   0};
    struct scale y = {spiral->strip_axis.kind,
                      spiral->strip_axis.from,
                      spiral->strip_axis.to,
                      STRIP_FOOT,
                      STRIP_TOP,
                      0};

    draw_strip_ticks(easel, &x, &y);
    for (int part = 0; part <= easel->part; part++)
        draw_strip_part(easel, &x, &y, part);
    draw_fan(easel, &x, &y);
    draw_cursor(easel, &x, &y);
    canvas_words(&easel->canvas, FACE_SANS, LABEL_WORDS, spiral->strip_label,
                 STRIP_LEFT + 4, STRIP_TOP - 4, 0, easel_ink(easel, "muted"));
}

static void
draw_gain(const struct easel *easel)
{
    const struct spiral *spiral = easel->spiral;
    const struct canvas *canvas = &easel->canvas;
    struct scale scale = {SCALE_LINEAR,
                          spiral->gain_axis.from,
                          spiral->gain_axis.to,
                          STRIP_FOOT,
                          STRIP_TOP,
                          0};
    double gain = easel_value(easel, spiral->gain);
    double zero = scale_at(&scale, 0);
    const char *words = "\xe2\x80\x93";

    canvas_words(canvas, FACE_SANS, LABEL_WORDS, spiral->gain_label, GAIN_LEFT,
                 STRIP_TOP - 4, 0, easel_ink(easel, "muted"));
    if (!isnan(gain)) {
        double at = scale_at(&scale, fmin(fmax(gain, scale.from), scale.to));
        sheet_rectangle(canvas->sheet, GAIN_LEFT, fmin(at, zero), 26,
                        fabs(at - zero),
                        gain < 0 ? spiral->below : spiral->above);
        words =
            tick_text(canvas->arena, canvas->language, TICK_PLAIN, gain, 0.01);
    }
    sheet_line(canvas->sheet, GAIN_LEFT - 4, zero, GAIN_LEFT + 30, zero,
               easel_ink(easel, "ink"), 1);
    canvas_words(canvas, FACE_SANS_MEDIUM, 12.5, words, GAIN_LEFT + 34,
                 zero + 4.5, 0, easel_ink(easel, "ink"));
}

void
strip_draw(const struct easel *easel)
{
    draw_growth(easel);
    draw_gain(easel);
}
