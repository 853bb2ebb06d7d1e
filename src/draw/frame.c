/* frame.c: one frame of the sequence 'spiral': the box with its spiral at the
 * left, numbers at the right, the strip below. Everything stands at a fixed
 * place and only grows, fills or counts, and all inks are flat, so that
 * frames follow each other calmly and make small pictures. */
#include "spiral.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define LN_2 0.693147180559945309
#define PI 3.14159265358979323846

/* Fixed places [pt]. */
#define BOX_X 152.0 /* the middle of the box */
#define BOX_Y 132.0
#define SIDE_WORDS 11.0 /* sizes of letters */
#define LABEL_WORDS 11.0
#define VALUE_WORDS 19.0
#define READ_X 322.0 /* the readouts' first column, and the next */
#define READ_STEP 160.0
#define READ_Y 104.0
#define READ_DROP 52.0
#define STRIP_LEFT 40.0
#define STRIP_RIGHT 520.0
#define STRIP_TOP 282.0
#define STRIP_FOOT 340.0
#define GAIN_LEFT 552.0

/* What a frame is drawn from. */
struct easel {
    const struct spiral *spiral;
    struct canvas canvas;
    size_t row;
    int part; /* from 0 */
    double u; /* 0 at the first frame of the part, 1 at the last */
    double time, turns, radius;
};

static double
row_value(const struct easel *easel, const struct series *series)
{
    return series->at[easel->row];
}

static const struct ink *
find_ink(const struct easel *easel, const char *name)
{
    return canvas_ink(&easel->canvas, name);
}

/* ---- the box ---- */

/* How far a side lies beyond what is used [pt]. */
static double
measure_slack(const struct easel *easel, const struct side *side)
{
    double capacity = row_value(easel, side->capacity);
    double usable = row_value(easel, easel->spiral->usable);
    double slack = easel->spiral->per_nat * log(capacity / usable);

    return slack > 0 ? fmin(slack, 30) : 0;
}

/* 0 where the supplies are not recorded. */
static double
measure_weight(const struct easel *easel, const struct side *side)
{
    double weight = row_value(easel, side->weight);

    return weight > 0 ? fmin(weight, 1) : 0;
}

/* Distances and thicknesses of the four sides: top, right, bottom, left. */
struct walls {
    double away[SIDES], thick[SIDES];
};

static struct walls
measure_walls(const struct easel *easel)
{
    struct walls walls;

    for (int i = 0; i < SIDES; i++) {
        const struct side *side = &easel->spiral->sides[i];
        walls.away[i] = easel->radius + 1.5 + measure_slack(easel, side);
        walls.thick[i] = 1.5 + 8 * measure_weight(easel, side);
    }
    return walls;
}

/* The bar of one side, from corner to corner. */
static void
draw_wall(const struct easel *easel, const struct walls *walls, int side)
{
    const double *away = walls->away, *thick = walls->thick;
    bool known = row_value(easel, easel->spiral->sides[side].weight) >= 0;
    double left = BOX_X - away[3], top = BOX_Y - away[0];
    double right = BOX_X + away[1], foot = BOX_Y + away[2];
    struct box box = {left, top, right, foot};

    if (side == 0)
        box = (struct box){left - thick[3], top - thick[0], right + thick[1],
                           top};
    else if (side == 2)
        box = (struct box){left - thick[3], foot, right + thick[1],
                           foot + thick[2]};
    else if (side == 1)
        box.left = right, box.right = right + thick[1];
    else
        box.left = left - thick[3], box.right = left;
    sheet_rectangle(easel->canvas.sheet, box.left, box.top,
                    box.right - box.left, box.bottom - box.top,
                    known ? easel->spiral->sides[side].ink
                          : find_ink(easel, "rule"));
}

/* The name of a side along it, outside. */
static void
name_wall(const struct easel *easel, const struct walls *walls, int side)
{
    const struct side *it = &easel->spiral->sides[side];
    bool known = row_value(easel, it->weight) >= 0;
    const struct ink *ink = known ? it->ink : find_ink(easel, "muted");
    /* Not so near the middle that words meet around a small box. */
    double out = fmax(walls->away[side] + walls->thick[side] + 4, 32);
    double drop = 0.74 * SIDE_WORDS;
    struct style style = {FACE_SANS_MEDIUM, SIDE_WORDS, FEATURE_TABULAR, 0};
    const struct glyphs *words =
        shape_text(easel->canvas.shaper, &style, it->label, strlen(it->label));
    double half = words->width / 2;
    struct sheet *sheet = easel->canvas.sheet;

    if (side == 0)
        sheet_glyphs(sheet, BOX_X - half, BOX_Y - out, words, ink);
    else if (side == 1)
        sheet_glyphs(sheet, BOX_X + out, BOX_Y - half, words, ink)->turn = 90;
    else if (side == 2)
        sheet_glyphs(sheet, BOX_X - half, BOX_Y + out + drop, words, ink);
    else
        sheet_glyphs(sheet, BOX_X - out, BOX_Y + half, words, ink)->turn = -90;
}

static void
draw_box(const struct easel *easel)
{
    struct walls walls = measure_walls(easel);
    double r = easel->radius + 1.5;

    sheet_rectangle(easel->canvas.sheet, BOX_X - r, BOX_Y - r, 2 * r, 2 * r,
                    find_ink(easel, "box"));
    for (int side = 0; side < SIDES; side++) {
        draw_wall(easel, &walls, side);
        name_wall(easel, &walls, side);
    }
}

/* ---- the spiral ---- */

/* Half the way to the next turn; turns that crowd close up until no paper
 * shows between them. In steps, so that a stretch is one stroke. */
static double
choose_width(double pitch)
{
    double crowd = fmin(fmax((1.5 - pitch) / 0.5, 0), 1);
    double width = fmin(fmax((0.5 + 0.8 * crowd) * pitch, 0.75), 3);

    return floor(width * 8 + 0.5) / 8;
}

/* Where the spiral has got to. */
static void
find_head(const struct easel *easel, double *x, double *y)
{
    const struct growth *growth = &easel->spiral->growth;
    double at = easel->turns * PER_TURN;
    size_t before = (size_t)fmin(fmax(at, 0), (double)growth->count - 1);

    growth_point(easel->spiral, easel->turns, easel->radius,
                 growth->pitch[before], x, y);
    *x += BOX_X;
    *y += BOX_Y;
}

/* From sample i to the next, through both their directions. */
static void
add_bend(struct path *path, const struct growth *growth, size_t i)
{
    size_t a = i ? i - 1 : i, b = i + 1;
    size_t c = i + 2 < growth->count ? i + 2 : b;

    path_curve(path, BOX_X + growth->x[i] + (growth->x[b] - growth->x[a]) / 6,
               BOX_Y + growth->y[i] + (growth->y[b] - growth->y[a]) / 6,
               BOX_X + growth->x[b] - (growth->x[c] - growth->x[i]) / 6,
               BOX_Y + growth->y[b] - (growth->y[c] - growth->y[i]) / 6,
               BOX_X + growth->x[b], BOX_Y + growth->y[b]);
}

/* One stroke from sample first for as long as act and width stay; gives the
 * last sample. */
static size_t
draw_stretch(const struct easel *easel, size_t first, size_t end)
{
    const struct growth *growth = &easel->spiral->growth;
    struct path path = path_new(easel->canvas.arena);
    double width = choose_width(growth->pitch[first]);
    int act = growth->act[first];
    size_t i = first;

    path_move(&path, BOX_X + growth->x[i], BOX_Y + growth->y[i]);
    for (; i < end && growth->act[i] == act &&
           !(choose_width(growth->pitch[i]) != width);
         i++)
        add_bend(&path, growth, i);
    if (i == end) {
        double x, y;
        find_head(easel, &x, &y);
        path_line(&path, x, y);
    }
    sheet_stroke(easel->canvas.sheet, path, easel->spiral->acts[act].ink, width)
        ->round = true;
    return i;
}

static void
draw_spiral(const struct easel *easel)
{
    const struct growth *growth = &easel->spiral->growth;
    double at =
        fmin(fmax(easel->turns * PER_TURN, 0), (double)growth->count - 1);
    size_t end = (size_t)at, i = 0;
    struct path rim = path_new(easel->canvas.arena);
    struct path dot = path_new(easel->canvas.arena);
    double x, y;

    do
        i = draw_stretch(easel, i, end);
    while (i < end);
    find_head(easel, &x, &y);
    path_circle(&rim, x, y, 6);
    path_circle(&dot, x, y, 4.5);
    sheet_fill(easel->canvas.sheet, rim, find_ink(easel, "paper"));
    sheet_fill(easel->canvas.sheet, dot, find_ink(easel, "ink"));
}

/* ---- copies ---- */

static double
ease(double u)
{
    u = fmin(fmax(u, 0), 1);
    return u * u * (3 - 2 * u);
}

/* Two turns around x, y. */
static void
draw_copy(const struct easel *easel, double x, double y, double size)
{
    struct path path = path_new(easel->canvas.arena);

    for (int i = 0; i <= 48; i++) {
        double angle = 4 * PI * i / 48 - PI / 2, r = size * (0.15 + i / 56.5);
        if (i)
            path_line(&path, x + r * cos(angle), y + r * sin(angle));
        else
            path_move(&path, x + r * cos(angle), y + r * sin(angle));
    }
    const struct spiral *spiral = easel->spiral;
    sheet_stroke(easel->canvas.sheet, path,
                 spiral->acts[spiral->copies_part - 1].ink,
                 fmax(1.75 * size / 11, 0.5))
        ->round = true;
}

/* One small spiral for each workforce that the machines add: they come up
 * during their part and run into the big one at the start of the next. */
static void
draw_copies(const struct easel *easel)
{
    static const double places[][2] = {{-106, -98}, {106, -98},  {106, 98},
                                       {-106, 98},  {-66, -108}, {66, -108},
                                       {66, 108},   {-66, 108},  {0, -118}};
    const struct spiral *spiral = easel->spiral;
    int after = easel->part - (spiral->copies_part - 1);

    if (!spiral->copies || after < 0 || after > 1)
        return;
    double merged = after ? ease(easel->u / 0.5) : 0;
    double grown = after ? 1 : ease(easel->u / 0.25);
    double number =
        after ? (double)COUNT(places) : row_value(easel, spiral->copies) - 1;
    for (size_t i = 0; i < COUNT(places); i++) {
        double size =
            11 * grown * (1 - merged) * ease(fmin(number - (double)i, 1));
        if (size > 0.5)
            draw_copy(easel, BOX_X + places[i][0] * (1 - merged),
                      BOX_Y + places[i][1] * (1 - merged), size);
    }
}

/* ---- readouts ---- */

static const char *
say_number(const struct easel *easel, const struct readout *readout)
{
    struct arena *arena = easel->canvas.arena;
    struct diag *diag = easel->canvas.diag;
    double number = row_value(easel, readout->series);
    struct value value = {number, readout->series->unit, true};

    if (isnan(number))
        return "\xe2\x80\x93";
    const char *words =
        value_say(arena, diag, easel->canvas.place, value, readout->format);
    return arena_print(arena, "%s%s%s", readout->before, words ? words : "?",
                       readout->after);
}

/* The side that holds hardest, and its share. */
static const char *
say_limit(const struct easel *easel)
{
    const struct side *most = NULL;

    for (int i = 0; i < SIDES; i++) {
        const struct side *side = &easel->spiral->sides[i];
        if (row_value(easel, side->weight) >= 0 &&
            (!most ||
             row_value(easel, side->weight) > row_value(easel, most->weight)))
            most = side;
    }
    if (!most)
        return "\xe2\x80\x93";
    return arena_print(easel->canvas.arena, "%s %.0f%%", most->label,
                       100 * row_value(easel, most->weight));
}

/* An arc of a ring, clockwise from share a of the turn to share b. */
static void
draw_arc(const struct easel *easel, double x, double y, double radius, double a,
         double b, const struct ink *ink)
{
    struct path path = path_new(easel->canvas.arena);

    if (b - a < 0.001)
        return;
    for (int i = 0; i <= 60; i++) {
        double angle = 2 * PI * (a + (b - a) * i / 60) - PI / 2;
        double px = x + radius * cos(angle), py = y + radius * sin(angle);
        if (i)
            path_line(&path, px, py);
        else
            path_move(&path, px, py);
    }
    sheet_stroke(easel->canvas.sheet, path, ink, 11);
}

/* Head and shoulders that shrink as people's share does. */
static void
draw_person(const struct easel *easel, double x, double y, double scale)
{
    struct path path = path_new(easel->canvas.arena);
    double s = 11 * scale;

    if (scale < 0.05)
        return;
    path_circle(&path, x, y - 0.55 * s, 0.48 * s);
    path_move(&path, x - 0.95 * s, y + 1.05 * s);
    path_curve(&path, x - 0.95 * s, y - 0.15 * s, x + 0.95 * s, y - 0.15 * s,
               x + 0.95 * s, y + 1.05 * s);
    path_close(&path);
    sheet_fill(easel->canvas.sheet, path, find_ink(easel, "human"));
}

/* A ring of who can do the work: machines clockwise from the top, people the
 * rest. */
static void
draw_ring(const struct easel *easel, double share, double x, double y)
{
    const struct canvas *canvas = &easel->canvas;
    const struct spiral *spiral = easel->spiral;

    share = share >= 0 ? fmin(share, 1) : 0;
    draw_arc(easel, x, y, 27, share, 1, find_ink(easel, "human"));
    draw_arc(easel, x, y, 27, 0, share, find_ink(easel, "accent"));
    draw_person(easel, x, y, sqrt(1 - share));
    canvas_words(canvas, FACE_SANS_MEDIUM, 13, spiral->machines, x + 44, y - 4,
                 0, find_ink(easel, "accent"));
    canvas_words(canvas, FACE_SANS_MEDIUM, 13, spiral->people, x + 44, y + 14,
                 0, find_ink(easel, "human"));
}

static void
draw_readout(const struct easel *easel, int place)
{
    const struct readout *readout = &easel->spiral->readouts[place];
    const struct canvas *canvas = &easel->canvas;
    double x = READ_X + READ_STEP * (place % 2);
    double y = READ_Y + READ_DROP * (place / 2);

    if (readout->kind == SHOW_RING) {
        draw_ring(easel, row_value(easel, readout->series), x + 33, y + 30);
        return;
    }
    canvas_words(canvas, FACE_SANS, LABEL_WORDS, readout->label, x, y, 0,
                 find_ink(easel, "muted"));
    canvas_words(canvas, FACE_SANS_MEDIUM, VALUE_WORDS,
                 readout->kind == SHOW_LIMIT ? say_limit(easel)
                                             : say_number(easel, readout),
                 x, y + 22, 0, find_ink(easel, "ink"));
}

static const char *
say_date(const struct easel *easel)
{
    struct value value = {easel->time, "yr AD", true};
    const char *words = value_say(easel->canvas.arena, easel->canvas.diag,
                                  easel->canvas.place, value, "month");

    return words ? words : "?";
}

static void
draw_readouts(const struct easel *easel)
{
    const struct spiral *spiral = easel->spiral;
    const struct canvas *canvas = &easel->canvas;
    const struct act *act = &spiral->acts[easel->part];

    canvas_words(canvas, FACE_SANS_BOLD, 29, say_date(easel), READ_X, 42, 0,
                 find_ink(easel, "ink"));
    canvas_words(
        canvas, FACE_SANS_MEDIUM, 17,
        arena_print(canvas->arena, "%d   %s", easel->part + 1, act->title),
        READ_X, 70, 0, act->ink);
    for (size_t i = 0; i < spiral->readout_count; i++)
        draw_readout(easel, (int)i);
}

/* ---- the strip ---- */

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

static void
draw_strip_ticks(const struct easel *easel, const struct scale *x,
                 const struct scale *y)
{
    const struct spiral *spiral = easel->spiral;
    const struct canvas *canvas = &easel->canvas;
    double ticks[MOST_TICKS];
    size_t count = scale_ticks(x, 5, ticks);
    const struct ink *muted = find_ink(easel, "muted");

    for (size_t i = 0; i < count; i++)
        canvas_words(canvas, FACE_SANS, 10,
                     tick_text(canvas->arena, TICK_YEAR, ticks[i], 1),
                     scale_at(x, ticks[i]), STRIP_FOOT + 13, 0.5, muted);
    for (size_t i = 0; i < spiral->strip_axis.tick_count; i++) {
        double at = scale_at(y, spiral->strip_axis.ticks[i]);
        sheet_line(canvas->sheet, STRIP_LEFT, at, STRIP_RIGHT, at,
                   find_ink(easel, "grid"), 1);
        canvas_words(canvas, FACE_SANS, 10,
                     tick_text(canvas->arena, spiral->strip_axis.format,
                               spiral->strip_axis.ticks[i], 1),
                     STRIP_LEFT - 5, at + 3.6, 1, muted);
    }
    sheet_line(canvas->sheet, STRIP_LEFT, STRIP_FOOT, STRIP_RIGHT, STRIP_FOOT,
               find_ink(easel, "rule"), 1);
}

static void
draw_cursor(const struct easel *easel, const struct scale *x,
            const struct scale *y)
{
    struct sheet *sheet = easel->canvas.sheet;
    double px = scale_at(x, easel->time);
    double py = scale_at(y, row_value(easel, easel->spiral->strip_now));
    struct path dot = path_new(easel->canvas.arena);

    sheet_line(sheet, px, STRIP_TOP, px, STRIP_FOOT, find_ink(easel, "ink"), 1);
    if (!(py >= STRIP_TOP - 9 && py <= STRIP_FOOT))
        return;
    path_circle(&dot, px, py, 3.5);
    sheet_fill(sheet, dot, find_ink(easel, "ink"));
}

static void
draw_strip(const struct easel *easel)
{
    const struct spiral *spiral = easel->spiral;
    struct scale x = {false, spiral->first, spiral->last, STRIP_LEFT,
                      STRIP_RIGHT};
    struct scale y = {spiral->strip_axis.log, spiral->strip_axis.from,
                      spiral->strip_axis.to, STRIP_FOOT, STRIP_TOP};

    draw_strip_ticks(easel, &x, &y);
    for (int part = 0; part <= easel->part; part++)
        draw_strip_part(easel, &x, &y, part);
    draw_cursor(easel, &x, &y);
    canvas_words(&easel->canvas, FACE_SANS, LABEL_WORDS, spiral->strip_label,
                 STRIP_LEFT + 4, STRIP_TOP - 2, 0, find_ink(easel, "muted"));
}

static void
draw_gain(const struct easel *easel)
{
    const struct spiral *spiral = easel->spiral;
    const struct canvas *canvas = &easel->canvas;
    struct scale scale = {false, spiral->gain_axis.from, spiral->gain_axis.to,
                          STRIP_FOOT, STRIP_TOP};
    double gain = row_value(easel, spiral->gain);
    double zero = scale_at(&scale, 0);
    const char *words = "\xe2\x80\x93";

    canvas_words(canvas, FACE_SANS, LABEL_WORDS, spiral->gain_label, GAIN_LEFT,
                 STRIP_TOP - 2, 0, find_ink(easel, "muted"));
    if (!isnan(gain)) {
        double at = scale_at(&scale, fmin(fmax(gain, scale.from), scale.to));
        sheet_rectangle(canvas->sheet, GAIN_LEFT, fmin(at, zero), 26,
                        fabs(at - zero),
                        gain < 0 ? spiral->below : spiral->above);
        words = tick_text(canvas->arena, TICK_PLAIN, gain, 0.01);
    }
    sheet_line(canvas->sheet, GAIN_LEFT - 4, zero, GAIN_LEFT + 30, zero,
               find_ink(easel, "ink"), 1);
    canvas_words(canvas, FACE_SANS_MEDIUM, 12.5, words, GAIN_LEFT + 34,
                 zero + 4.5, 0, find_ink(easel, "ink"));
}

const struct sheet *
frame_draw(const struct figure *figure, struct arena *arena,
           struct shaper *shaper, int part, int frame)
{
    const struct spiral *spiral = figure->context;
    assert(part >= 1 && part <= spiral->parts);
    assert(frame >= 0 && frame < spiral->frames);
    struct diag unheard = {.arena = arena};
    struct sheet *sheet = sheet_new(arena, FRAME_WIDTH, FRAME_HEIGHT);
    struct easel easel = {.spiral = spiral, .part = part - 1};

    easel.canvas = (struct canvas){arena,           &unheard, shaper,
                                   spiral->palette, sheet,    figure->place};
    easel.row = (size_t)((part - 1) * spiral->frames + frame);
    easel.u = (double)frame / (spiral->frames - 1);
    easel.time = spiral->run->time[easel.row];
    easel.turns =
        (row_value(&easel, spiral->software) - spiral->start_software) / LN_2;
    easel.radius = growth_radius(spiral, row_value(&easel, spiral->compute));
    sheet_rectangle(sheet, 0, 0, FRAME_WIDTH, FRAME_HEIGHT,
                    find_ink(&easel, "paper"));
    draw_box(&easel);
    draw_spiral(&easel);
    draw_copies(&easel);
    draw_readouts(&easel);
    draw_strip(&easel);
    draw_gain(&easel);
    return sheet;
}
