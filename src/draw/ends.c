/* ends.c: labels to the right of a plot, each at the height of what it
 * belongs to if its neighbours allow; they are moved up and down as little as
 * possible, all at once, and one that had to move gets a leader. A line that
 * ends far from the edge, or beside a second axis, is labelled on the plot. */
#include "inside.h"

#include <math.h>

#define GAP 6.0        /* [pt] between plot and labels */
#define NEAR_EDGE 14.0 /* [pt] */
#define MOST_WIDE 0.34 /* of the sheet's width */

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

static struct block
shape_label(const struct canvas *canvas, const char *label)
{
    struct block plain = block_new(canvas, FACE_SANS_MEDIUM, PLAIN, label);
    double measure = MOST_WIDE * canvas->sheet->width;

    /* An author's own lines stay as they are, if they fit. */
    return plain.width <= measure
               ? plain
               : block_wrap(canvas, FACE_SANS_MEDIUM, PLAIN, label, measure, 3);
}

double
end_width(const struct canvas *canvas, const char *label)
{
    return shape_label(canvas, label).width + GAP + 1;
}

static void
sort_ends(struct end *ends, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct end end = ends[i];
        size_t j = i;
        for (; j > 0 && ends[j - 1].y > end.y; j--)
            ends[j] = ends[j - 1];
        ends[j] = end;
    }
}

static void
draw_end(const struct canvas *canvas, const struct plot *plot,
         const struct end *end, const struct block *block, double middle)
{
    double x = plot->box.right + GAP;

    if (fabs(middle - end->y) > 2.5 || end->x < plot->box.right - 4)
        sheet_line(canvas->sheet, end->x + 1.5, end->y, x - 1.5, middle,
                   end->leader, 0.4);
    block_draw(canvas, block, x, middle - block->height / 2, 0, end->ink);
}

static void
label_inside(const struct end *end, struct labels *labels)
{
    struct tag label = {.text = end->label,
                        .face = FACE_SANS_MEDIUM,
                        .size = PLAIN,
                        .ink = end->ink,
                        .x = end->x,
                        .y = end->y};

    labels_add(labels, &label);
}

/* Those that the margin can label come first; gives how many. */
static size_t
part_ends(const struct plot *plot, struct end *ends, size_t count,
          struct labels *labels)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (plot->out > plot->box.right ||
            ends[i].x < plot->box.right - NEAR_EDGE)
            label_inside(&ends[i], labels);
        else
            ends[kept++] = ends[i];
    return kept;
}

void
ends_draw(const struct canvas *canvas, const struct plot *plot,
          struct end *ends, size_t count, struct labels *labels)
{
    struct block blocks[MOST_ITEMS];
    double middles[MOST_ITEMS], heights[MOST_ITEMS];

    count = part_ends(plot, ends, count, labels);
    sort_ends(ends, count);
    for (size_t i = 0; i < count; i++) {
        blocks[i] = shape_label(canvas, ends[i].label);
        middles[i] = ends[i].y;
        heights[i] = blocks[i].height + (blocks[i].count > 1 ? 4 : 1);
    }
    while (!labels_spread(canvas->arena, middles, heights, count,
                          plot->box.top - 5, plot->box.bottom + 3))
        label_inside(&ends[--count], labels);
    for (size_t i = 0; i < count; i++)
        draw_end(canvas, plot, &ends[i], &blocks[i], middles[i]);
}
