/* label.c: labels that do not run into each other. Labels at line ends are
 * moved up and down as little as possible, all at once; a label at a point
 * takes the first free place of a fixed list around the point, nearest first,
 * so that the same figure always looks the same. */
#include "inside.h"

#include <math.h>

bool
box_meets(struct box a, struct box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom &&
           b.top < a.bottom;
}

void
labels_take(struct labels *labels, struct box box)
{
    GROW(labels->arena, labels->taken, labels->count, labels->room);
    labels->taken[labels->count++] = box;
}

static bool
find_free(const struct labels *labels, struct box box)
{
    const struct box *bounds = &labels->bounds;

    if (box.left < bounds->left || box.right > bounds->right ||
        box.top < bounds->top || box.bottom > bounds->bottom)
        return false;
    for (size_t i = 0; i < labels->count; i++)
        if (box_meets(box, labels->taken[i]))
            return false;
    return true;
}

bool
labels_place(struct labels *labels, double x, double y, double width,
             double height, struct box *where)
{
    /* Upper right first, as on a map; then clockwise by how well it reads. */
    static const double ways[][2] = {{1, -.7}, {1, 0},    {1, .7}, {0, -1},
                                     {0, 1},   {-1, -.7}, {-1, 0}, {-1, .7},
                                     {.5, -1}, {-.5, -1}, {.5, 1}, {-.5, 1}};
    for (double reach = 4; reach < 100; reach *= 1.35)
        for (size_t i = 0; i < COUNT(ways); i++) {
            double dx = ways[i][0], dy = ways[i][1];
            double left = x + dx * reach + (dx - 1) * width / 2;
            double top = y + dy * reach + (dy - 1) * height / 2;
            *where = (struct box){left, top, left + width, top + height};
            if (!find_free(labels, *where))
                continue;
            labels_take(labels, *where);
            return true;
        }
    return false;
}

/* Labels that touch and move as one. */
struct group {
    double sum; /* of where its members want it to start */
    size_t count;
};

/* Pool adjacent violators: with the heights above it taken off, each label
 * wants to be at some level, and levels must not fall. */
static size_t
pool_groups(struct group *groups, const double *levels, size_t count)
{
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        groups[used++] = (struct group){levels[i], 1};
        while (used > 1 &&
               groups[used - 2].sum / (double)groups[used - 2].count >
                   groups[used - 1].sum / (double)groups[used - 1].count) {
            groups[used - 2].sum += groups[used - 1].sum;
            groups[used - 2].count += groups[used - 1].count;
            used--;
        }
    }
    return used;
}

bool
labels_spread(struct arena *arena, double *middles, const double *heights,
              size_t count, double from, double to)
{
    double *levels = TAKE_ARRAY(arena, count, double);
    struct group *groups = TAKE_ARRAY(arena, count, struct group);
    double total = 0;
    size_t i = 0;

    for (size_t j = 0; j < count; j++) {
        levels[j] = middles[j] - heights[j] / 2 - total;
        total += heights[j];
    }
    if (total > to - from)
        return false;
    size_t used = pool_groups(groups, levels, count);
    double above = 0;
    for (size_t g = 0; g < used; g++) {
        double level = groups[g].sum / (double)groups[g].count;
        level = fmin(fmax(level, from), to - total);
        for (size_t n = 0; n < groups[g].count; n++, i++) {
            middles[i] = level + above + heights[i] / 2;
            above += heights[i];
        }
    }
    return true;
}
