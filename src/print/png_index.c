/* png_index.c: a picture with a palette, where it has few colours, as most
 * drawings do. No colour is ever changed: a picture with one too many has no
 * palette. */
#include "inside.h"

#include <string.h>

/* An open hash of colours: a power of two. */
#define SLOTS 1024
#define SLOT_BITS 10

struct shade {
    uint32_t colour;
    int index; /* + 1; 0: the slot is free */
};
struct census {
    struct shade slots[SLOTS];
    struct indexed *indexed;
};

/* -1 if it is one too many. */
static int
find_index(struct census *census, uint32_t colour)
{
    struct indexed *indexed = census->indexed;
    uint32_t slot = (colour * 2654435761u) >> (32 - SLOT_BITS);

    while (census->slots[slot].index && census->slots[slot].colour != colour)
        slot = (slot + 1) % SLOTS;
    struct shade *shade = &census->slots[slot];
    if (shade->index)
        return shade->index - 1;
    if (indexed->count == (int)COUNT(indexed->colours))
        return -1;
    indexed->colours[indexed->count++] = colour;
    *shade = (struct shade){colour, indexed->count};
    return shade->index - 1;
}

/* False at a colour too many. Neighbours are often alike. */
static bool
index_row(struct census *census, const uint32_t *from, size_t width,
          unsigned char *to)
{
    for (size_t start = 0, end; start < width; start = end) {
        for (end = start + 1; end < width && from[end] == from[start]; end++)
            ;
        int index = find_index(census, from[start] & 0xffffff);
        if (index < 0)
            return false;
        memset(to + start, index, end - start);
    }
    return true;
}

struct indexed
raster_index(struct arena *arena, const struct raster *raster)
{
    size_t width = (size_t)raster->width, height = (size_t)raster->height;
    struct indexed indexed = {.rows = arena_array(arena, height, width + 1)};
    struct census census = {.indexed = &indexed};

    for (size_t y = 0; y < height; y++)
        if (!index_row(&census, raster->at + y * width, width,
                       indexed.rows + y * (width + 1) + 1)) {
            indexed.count = 0;
            break;
        }
    return indexed;
}
