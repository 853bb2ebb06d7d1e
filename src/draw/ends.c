/* ends.c: labels to the right of a plot, each at the height of what it
 * belongs to if its neighbours allow; a label that had to move gets a
 * leader. */
#include "inside.h"

#include <math.h>

#define GAP 6.0 /* [pt] between plot and labels */

static struct block
shape_label(const struct canvas *canvas, const char *label)
{
    return block_new(canvas, FACE_SANS_MEDIUM, PLAIN, label);
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

void
ends_draw(const struct canvas *canvas, const struct plot *plot,
          struct end *ends, size_t count)
{
    struct block blocks[MOST_ITEMS];
    double middles[MOST_ITEMS], heights[MOST_ITEMS];

    sort_ends(ends, count);
    for (size_t i = 0; i < count; i++) {
        blocks[i] = shape_label(canvas, ends[i].label);
        middles[i] = ends[i].y;
        heights[i] = blocks[i].height + (blocks[i].count > 1 ? 4 : 1);
    }
    while (!labels_spread(canvas->arena, middles, heights, count, 2 * SMALL,
                          plot->box.bottom + 3)) {
        count--;
        diag_say(canvas->diag, WARNING, canvas->place,
                 "no room for the label '%s', leaving it out",
                 ends[count].label);
    }
    for (size_t i = 0; i < count; i++)
        draw_end(canvas, plot, &ends[i], &blocks[i], middles[i]);
}
