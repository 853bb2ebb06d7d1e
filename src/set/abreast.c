/* abreast.c: pictures in lines. Among words an icon is as high as letters, any
 * other as large as it is; those that have a paragraph to themselves stand side
 * by side, as large as they are or as the measure lets them be. What one would
 * get wrong: badges are rows of pictures too, and stay as small as they are
 * meant to be. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define DENSITY (72.0 / 150) /* [pt] a pixel, at most */
#define SCREEN (72.0 / 96)   /* [pt] a pixel on a screen */
#define HIGHEST 0.4          /* of the text block's depth */
#define MOST_ABREAST 4       /* more of them fill another line */
#define MOST_PICTURES 100    /* more of them are icons; each measures all */
#define ROOM 4.0             /* [pt] for a space between two */

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
        if (node_picture(node) ? ++count > MOST_PICTURES : !is_blank(node))
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
        const struct node *image = node_picture(node);
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

/* The block whose words the image stands among. */
static const struct node *
find_block(const struct node *image)
{
    const struct node *block = image->parent;

    while (!node_is_block(block->kind))
        block = block->parent;
    return block;
}

bool
holds_large_picture(const struct node *paragraph)
{
    const struct node *node = paragraph;

    while ((node = node_next(paragraph, node)))
        if (node->kind == NODE_IMAGE && !node_is_icon(node))
            return true;
    return false;
}

/* Of one that stands among words, or beside others in a table. */
static double
find_own_width(const struct look *look, const struct node *image)
{
    const struct node *block = find_block(image);
    double highest = HIGHEST * look->depth;
    double width = image->width * DENSITY;

    if (image->height * DENSITY > highest)
        width *= highest / (image->height * DENSITY);
    if (block->kind == NODE_CELL)
        width =
            fmin(width, look->measure / node_columns(block->parent->parent) -
                            COLUMN_GUTTER);
    return width;
}

/* Only paragraphs and cells have room for what is higher than letters. */
double
picture_width(const struct look *look, const struct node *image, double size,
              double measure)
{
    const struct node *block = find_block(image);
    bool roomy = block->kind == NODE_PARAGRAPH || block->kind == NODE_CELL;
    double letters = size * image->width / image->height;
    double width = fmin(letters, image->width * SCREEN);

    if (holds_pictures(block) && image->height * DENSITY > size) {
        struct row row = measure_row(block);
        double scale = fmin(1, HIGHEST * look->depth / row.height);
        double room = ROOM * (double)row.count;
        scale = fmin(scale, fmax(measure - room, measure / 2) / row.width);
        width = fmax(letters, image->width * DENSITY * scale);
    } else if (roomy && !node_is_icon(image)) {
        width = fmax(width, find_own_width(look, image));
    }
    return fmin(width, measure);
}
