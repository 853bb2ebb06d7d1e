/* path.c: outlines made of moves, lines, curves and closes. */
#include "sheet.h"

/* Control points of a quarter circle lie this share of the radius along its
 * tangents: the best cubic fit, 4/3 (sqrt 2 - 1). */
#define QUARTER 0.5522847498307936

struct path
path_new(struct arena *arena)
{
    return (struct path){.arena = arena};
}

static void
add_step(struct path *path, struct step step)
{
    GROW(path->arena, path->steps, path->count, path->room);
    path->steps[path->count++] = step;
}

/* Outlines are many, and most of them are known in length. */
static void
reserve_steps(struct path *path, size_t count)
{
    if (path->room)
        return;
    path->steps = TAKE_ARRAY(path->arena, count, struct step);
    path->room = count;
}

void
path_move(struct path *path, double x, double y)
{
    add_step(path, (struct step){.kind = STEP_MOVE, .x = x, .y = y});
}

void
path_line(struct path *path, double x, double y)
{
    add_step(path, (struct step){.kind = STEP_LINE, .x = x, .y = y});
}

void
path_curve(struct path *path, double x1, double y1, double x2, double y2,
           double x, double y)
{
    add_step(path, (struct step){STEP_CURVE, x, y, x1, y1, x2, y2});
}

void
path_close(struct path *path)
{
    add_step(path, (struct step){.kind = STEP_CLOSE});
}

void
path_rectangle(struct path *path, double x, double y, double width,
               double height)
{
    reserve_steps(path, 5);
    path_move(path, x, y);
    path_line(path, x + width, y);
    path_line(path, x + width, y + height);
    path_line(path, x, y + height);
    path_close(path);
}

void
path_round(struct path *path, double x, double y, double width, double height,
           double r)
{
    double k = r * (1 - QUARTER), right = x + width, foot = y + height;

    path_move(path, x + r, y);
    path_line(path, right - r, y);
    path_curve(path, right - k, y, right, y + k, right, y + r);
    path_line(path, right, foot - r);
    path_curve(path, right, foot - k, right - k, foot, right - r, foot);
    path_line(path, x + r, foot);
    path_curve(path, x + k, foot, x, foot - k, x, foot - r);
    path_line(path, x, y + r);
    path_curve(path, x, y + k, x + k, y, x + r, y);
    path_close(path);
}

void
path_circle(struct path *path, double x, double y, double radius)
{
    path_round(path, x - radius, y - radius, 2 * radius, 2 * radius, radius);
}
