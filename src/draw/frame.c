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
#define HEAD 6.0        /* radius of the spiral's head with its rim */
#define CROWD 2.4       /* from turn to turn, nearer is a band */

double
easel_value(const struct easel *easel, const struct series *series)
{
    return series->at[easel->row];
}

const struct ink *
easel_ink(const struct easel *easel, const char *name)
{
    return canvas_ink(&easel->canvas, name);
}

/* How far a side lies beyond what is used [pt]. */
static double
measure_slack(const struct easel *easel, const struct side *side)
{
    double capacity = easel_value(easel, side->capacity);
    double usable = easel_value(easel, easel->spiral->usable);
    double slack = easel->spiral->per_nat * log(capacity / usable);

    return slack > 0 ? fmin(slack, 30) : 0;
}

/* 0 where the supplies are not recorded. */
static double
measure_weight(const struct easel *easel, const struct side *side)
{
    double weight = easel_value(easel, side->weight);

    return weight > 0 ? fmin(weight, 1) : 0;
}

/* Distances and thicknesses of the four sides: top, right, bottom, left; a
 * side glows outwards as it binds. */
struct walls {
    double away[SIDES], thick[SIDES], glow[SIDES];
};

static struct walls
measure_walls(const struct easel *easel)
{
    struct walls walls;

    for (int i = 0; i < SIDES; i++) {
        const struct side *side = &easel->spiral->sides[i];
        double weight = measure_weight(easel, side);
        walls.away[i] = easel->radius + 1.5 + measure_slack(easel, side);
        walls.thick[i] = 1.5 + 5 * weight;
        walls.glow[i] = 5 * weight;
    }
    return walls;
}

/* A bar along one side, out from its inner edge. It takes the thicknesses of
 * all sides because the upper and lower bars reach round the corners. */
static void
draw_bar(const struct easel *easel, const struct walls *walls,
         const double *thick, int side, const struct ink *ink)
{
    const double *away = walls->away;
    double left = BOX_X - away[3], top = BOX_Y - away[0];
    double right = BOX_X + away[1], foot = BOX_Y + away[2];
    bool across = side % 2;
    double x = side == 1 ? right : left - thick[3];
    double y = side == 0 ? top - thick[0] : side == 2 ? foot : top;
    double wide = right + thick[1] - (left - thick[3]), high = foot - top;

    sheet_rectangle(easel->canvas.sheet, x, y, across ? thick[side] : wide,
                    across ? high : thick[side], ink);
}

static bool
is_known(const struct easel *easel, const struct side *side)
{
    return easel_value(easel, side->weight) >= 0;
}

static void
draw_walls(const struct easel *easel, const struct walls *walls)
{
    const struct side *sides = easel->spiral->sides;
    double outer[SIDES];

    for (int i = 0; i < SIDES; i++)
        outer[i] = walls->thick[i] + walls->glow[i];
    for (int i = 0; i < SIDES; i++)
        if (walls->glow[i] > 0)
            draw_bar(easel, walls, outer, i, sides[i].tint);
    for (int i = 0; i < SIDES; i++)
        draw_bar(easel, walls, walls->thick, i,
                 is_known(easel, &sides[i]) ? sides[i].ink
                                            : easel_ink(easel, "rule"));
}

/* The name of a side along it, outside. */
static void
name_wall(const struct easel *easel, const struct walls *walls, int side)
{
    const struct side *it = &easel->spiral->sides[side];
    const struct ink *ink =
        is_known(easel, it) ? it->ink : easel_ink(easel, "muted");
    /* Off the wall and the head of the spiral, and not so near the middle that
     * words meet around a small box. */
    double wall = walls->away[side] + walls->thick[side] + walls->glow[side];
    double head = easel->radius + HEAD + 0.25 * easel->side_words;
    double out = fmax(fmax(wall + 3, head + 1), 32);
    struct style style = {.face = FACE_SANS_MEDIUM,
                          .size = easel->side_words,
                          .features = FEATURE_TABULAR};
    const struct glyphs *words =
        shape_text(easel->canvas.shaper, &style, it->label, strlen(it->label));
    double half = words->width / 2, drop = 0.74 * easel->side_words;
    double away = side == 1 || side == 2 ? out : -out;
    double along = side == 3 ? half : -half;
    double x = side % 2 ? away : along, y = side % 2 ? along : away;

    sheet_glyphs(easel->canvas.sheet, BOX_X + x,
                 BOX_Y + y + (side == 2 ? drop : 0), words, ink)
        ->turn = side == 1   ? 90
                 : side == 3 ? -90
                             : 0;
}

static void
draw_box(const struct easel *easel)
{
    struct walls walls = measure_walls(easel);
    double r = easel->radius + 1.5;

    sheet_rectangle(easel->canvas.sheet, BOX_X - r, BOX_Y - r, 2 * r, 2 * r,
                    easel_ink(easel, "box"));
    draw_walls(easel, &walls);
    for (int side = 0; side < SIDES; side++)
        name_wall(easel, &walls, side);
}

/* Half the way to the next turn, in steps, so that a stretch is one stroke. */
static double
choose_width(double pitch)
{
    double width = fmin(fmax(0.5 * pitch, 0.75), 3);

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

/* As a part of path from sample first to sample last. */
static void
add_turns(struct path *path, const struct growth *growth, size_t first,
          size_t last)
{
    path_move(path, BOX_X + growth->x[first], BOX_Y + growth->y[first]);
    for (size_t i = first; i < last; i++)
        add_bend(path, growth, i);
}

static void
draw_line(const struct easel *easel, size_t first, size_t last, bool head)
{
    const struct spiral *spiral = easel->spiral;
    const struct growth *growth = &spiral->growth;
    struct path path = path_new(easel->canvas.arena);
    double x, y;

    add_turns(&path, growth, first, last);
    if (head) {
        find_head(easel, &x, &y);
        path_line(&path, x, y);
    }
    sheet_stroke(easel->canvas.sheet, path,
                 spiral->acts[growth->act[first]].ink,
                 choose_width(growth->pitch[first]))
        ->round = true;
}

/* All that is between these samples and what was a turn before each: what lies
 * within only one of two closed turns. */
static void
draw_band(const struct easel *easel, size_t first, size_t last)
{
    const struct spiral *spiral = easel->spiral;
    const struct growth *growth = &spiral->growth;
    struct path path = path_new(easel->canvas.arena);

    add_turns(&path, growth, first - PER_TURN, first);
    path_close(&path);
    add_turns(&path, growth, last - PER_TURN, last);
    path_close(&path);
    sheet_fill(easel->canvas.sheet, path, spiral->acts[growth->act[first]].ink)
        ->even_odd = true;
}

/* Lines would be too near to each other. */
static bool
is_crowded(const struct growth *growth, size_t i)
{
    return i >= PER_TURN && growth->pitch[i] < CROWD;
}

/* The last sample, up to end, that is drawn as first is. */
static size_t
find_stretch(const struct growth *growth, size_t first, size_t end)
{
    bool band = is_crowded(growth, first);
    double width = choose_width(growth->pitch[first]);
    size_t i = first;

    while (i < end && growth->act[i] == growth->act[first] &&
           is_crowded(growth, i) == band &&
           (band || !(choose_width(growth->pitch[i]) != width)))
        i++;
    return i;
}

/* Of a band only the last turn needs its line. Gives the last sample. */
static size_t
draw_stretch(const struct easel *easel, size_t first, size_t end)
{
    const struct growth *growth = &easel->spiral->growth;
    size_t last = find_stretch(growth, first, end), from = first;

    if (is_crowded(growth, first)) {
        draw_band(easel, first, last);
        if (last - first > PER_TURN)
            from = last - PER_TURN;
    }
    draw_line(easel, from, last, last == end);
    return last;
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
    path_circle(&rim, x, y, HEAD);
    path_circle(&dot, x, y, 4.5);
    sheet_fill(easel->canvas.sheet, rim, easel_ink(easel, "paper"));
    sheet_fill(easel->canvas.sheet, dot, easel_ink(easel, "ink"));
}

static double
ease(double u)
{
    u = fmin(fmax(u, 0), 1);
    return u * u * (3 - 2 * u);
}

struct mark *
easel_wind(const struct easel *easel, const struct winding *winding,
           const struct ink *ink, double width)
{
    struct path path = path_new(easel->canvas.arena);

    for (int i = 0; i <= WINDING; i++) {
        double part = (double)i / WINDING;
        double turn = winding->from + part * (winding->to - winding->from);
        double angle = 2 * PI * turn - PI / 2;
        double r = winding->inner + part * (winding->outer - winding->inner);
        double x = winding->x + r * cos(angle);
        double y = winding->y + r * sin(angle);
        if (i)
            path_line(&path, x, y);
        else
            path_move(&path, x, y);
    }
    if (winding->to - winding->from == 1)
        path_close(&path);
    return sheet_stroke(easel->canvas.sheet, path, ink, width);
}

/* Two turns around x, y. */
static void
draw_copy(const struct easel *easel, double x, double y, double size)
{
    const struct spiral *spiral = easel->spiral;
    struct winding turns = {x, y, 0.15 * size, size, 0, 2};

    easel_wind(easel, &turns, spiral->acts[spiral->copies_part - 1].ink,
               fmax(1.75 * size / 11, 0.5))
        ->round = true;
}

/* One small spiral for each workforce that the machines add: they come up
 * during their part and run into the big one at the start of the next. */
static void
draw_copies(const struct easel *easel)
{
    static const signed char places[][2] = {
        {-106, -98}, {106, -98}, {106, 98},  {-106, 98}, {-66, -108},
        {66, -108},  {66, 108},  {-66, 108}, {112, -56}};
    const struct spiral *spiral = easel->spiral;
    int after = easel->part - (spiral->copies_part - 1);

    if (!spiral->copies || after < 0 || after > 1)
        return;
    double merged = after ? ease(easel->u / 0.5) : 0;
    double grown = after ? 1 : ease(easel->u / 0.25);
    double number =
        after ? (double)COUNT(places) : easel_value(easel, spiral->copies) - 1;
    for (size_t i = 0; i < COUNT(places); i++) {
        double size =
            11 * grown * (1 - merged) * ease(fmin(number - (double)i, 1));
        if (size > 0.5)
            draw_copy(easel, BOX_X + places[i][0] * (1 - merged),
                      BOX_Y + places[i][1] * (1 - merged), size);
    }
}

struct easel
easel_new(const struct figure *figure, struct arena *arena,
          struct shaper *shaper, int part, int frame)
{
    const struct spiral *spiral = figure->context;
    struct easel easel = {
        .spiral = spiral, .part = part - 1, .side_words = SIDE_WORDS};

    assert(part >= 1 && part <= spiral->parts);
    assert(frame >= 0 && frame < spiral->frames);
    struct diag *unheard = TAKE(arena, struct diag);
    unheard->arena = arena;
    easel.canvas =
        (struct canvas){arena, unheard,       shaper,          spiral->palette,
                        NULL,  figure->place, spiral->language};
    easel.row = (size_t)((part - 1) * spiral->frames + frame);
    easel.u = (double)frame / (spiral->frames - 1);
    easel.time = spiral->run->time[easel.row];
    easel.turns =
        (easel_value(&easel, spiral->software) - spiral->start_software) / LN_2;
    easel.radius = growth_radius(spiral, easel_value(&easel, spiral->compute));
    return easel;
}

void
box_draw(const struct easel *easel)
{
    draw_box(easel);
    draw_spiral(easel);
    draw_copies(easel);
}

const struct sheet *
frame_draw(const struct figure *figure, struct arena *arena,
           struct shaper *shaper, int part, int frame)
{
    struct easel easel = easel_new(figure, arena, shaper, part, frame);
    struct sheet *sheet = sheet_new(arena, FRAME_WIDTH, FRAME_HEIGHT);

    easel.canvas.sheet = sheet;
    sheet_rectangle(sheet, 0, 0, FRAME_WIDTH, FRAME_HEIGHT,
                    easel_ink(&easel, "paper"));
    box_draw(&easel);
    readouts_draw(&easel);
    strip_draw(&easel);
    return sheet;
}
