/* abreast.c: pictures in lines. Among words one is as high as letters; those
 * that have a paragraph to themselves stand side by side, as large as they are
 * or as the measure lets them be. What one would get wrong: badges are rows of
 * pictures too, and stay as small as they are meant to be. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define DENSITY (72.0 / 150) /* [pt] a pixel, at most */
#define HIGHEST 0.4          /* of the text block's depth */
#define MOST_ABREAST 4       /* more of them fill another line */
#define MOST_PICTURES 100    /* more of them are icons; each measures all */
#define ROOM 4.0             /* [pt] for a space between two */

/* The picture that a node is, or that a link is all of; or NULL. */
static const struct node *
find_picture(const struct node *node)
{
    const struct node *image = node->kind == NODE_LINK ? node->first : node;

    if (!image || image->kind != NODE_IMAGE)
        return NULL;
    return image == node || image == node->last ? image : NULL;
}

static bool
is_blank(const struct node *node)
{
    return node->kind == NODE_SPACE || node->kind == NODE_BREAK ||
           (node->kind == NODE_TEXT &&
            node->text[strspn(node->text, " \t\n")] == '\0');
}

bool
holds_pictures(const struct node *paragraph)
{
    size_t count = 0;

    if (paragraph->kind != NODE_PARAGRAPH)
        return false;
    for (const struct node *node = paragraph->first; node; node = node->next) {
        if (find_picture(node) ? ++count > MOST_PICTURES : !is_blank(node))
            return false;
    }
    return count;
}

/* What a row of pictures would take at their own size [pt]. */
struct row {
    double width, widest, height;
    size_t count;
};

static struct row
measure_row(const struct node *paragraph)
{
    struct row row = {0};

    for (const struct node *node = paragraph->first; node; node = node->next) {
        const struct node *image = find_picture(node);
        if (!image || image->width <= 0 || image->height <= 0)
            continue;
        row.width += image->width * DENSITY + ROOM;
        row.widest = fmax(row.widest, image->width * DENSITY + ROOM);
        row.height = fmax(row.height, image->height * DENSITY);
        row.count++;
    }
    if (row.count > MOST_ABREAST)
        row.width = row.widest * MOST_ABREAST;
    return row;
}

double
picture_width(const struct look *look, const struct node *image, double size,
              double measure)
{
    const struct node *around = image->parent;
    double width = size * image->width / image->height;

    if (around->kind == NODE_LINK)
        around = around->parent;
    if (holds_pictures(around) && image->height * DENSITY > size) {
        struct row row = measure_row(around);
        double scale = fmin(1, HIGHEST * look->depth / row.height);
        double room = ROOM * (double)row.count;
        scale = fmin(scale, fmax(measure - room, measure / 2) / row.width);
        width = fmax(width, image->width * DENSITY * scale);
    }
    return fmin(width, measure);
}
