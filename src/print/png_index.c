/* png_index.c: a picture in few colours, with a palette. Drawn figures have few
 * inks and many blends at their edges, so the most frequent colours are kept as
 * they are and only rare blends move. No dithering: it would cost more bytes
 * than it could save. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

/* An open hash of colours, a power of two; above MOST_SHADES different ones
 * a picture is no drawing and the rest is left to the nearest. */
#define SLOTS 16384
/* Colours of a reduced picture: fewer show at the edges, more weigh. */
#define REDUCED 48
#define MOST_SHADES 8192

struct shade {
    uint32_t colour;
    uint32_t count; /* 0: the slot is free */
    int index;
};
struct census {
    struct shade *slots;
    int shades;
};

/* Where the colour is or would be. */
static struct shade *
find_slot(const struct census *census, uint32_t colour)
{
    uint32_t slot = (colour * 2654435761u) >> 18;

    while (census->slots[slot].count && census->slots[slot].colour != colour)
        slot = (slot + 1) % SLOTS;
    return &census->slots[slot];
}

static void
count_shade(struct census *census, uint32_t colour, uint32_t count)
{
    struct shade *shade = find_slot(census, colour);

    if (!shade->count) {
        if (census->shades == MOST_SHADES)
            return;
        census->shades++;
        shade->colour = colour;
    }
    shade->count += count;
}

/* Neighbours of one colour in a row: most of a drawing is paper. */
struct run_of_colour {
    uint32_t colour, length;
};
struct runs {
    struct run_of_colour *at;
    size_t count, room;
};

static void
find_runs(struct arena *arena, struct runs *runs, const uint32_t *at,
          uint32_t width)
{
    for (uint32_t start = 0, end; start < width; start = end) {
        uint32_t word = at[start];
        for (end = start + 1; end < width && at[end] == word; end++)
            ;
        GROW(arena, runs->at, runs->count, runs->room);
        runs->at[runs->count++] =
            (struct run_of_colour){word & 0xffffff, end - start};
    }
}

static struct census
count_shades(struct arena *arena, const struct runs *runs)
{
    struct census census = {TAKE_ARRAY(arena, SLOTS, struct shade), 0};

    for (size_t i = 0; i < runs->count; i++)
        count_shade(&census, runs->at[i].colour, runs->at[i].length);
    return census;
}

static int
compare_shades(const void *a, const void *b)
{
    const struct shade *const *one = a, *const *other = b;

    if ((*one)->count != (*other)->count)
        return (*one)->count > (*other)->count ? -1 : 1;
    return (*one)->colour < (*other)->colour ? -1 : 1;
}

static int
find_nearest(const struct indexed *indexed, uint32_t colour)
{
    int best = 0, least = INT32_MAX;

    for (int i = 0; i < indexed->count; i++) {
        uint32_t known = indexed->colours[i];
        int red = (int)(known >> 16) - (int)(colour >> 16);
        int green = (int)(known >> 8 & 255) - (int)(colour >> 8 & 255);
        int blue = (int)(known & 255) - (int)(colour & 255);
        int far = 2 * red * red + 4 * green * green + blue * blue;
        if (far < least) {
            least = far;
            best = i;
        }
    }
    return best;
}

/* Give every shade its index, the most frequent their own. */
static void
choose_colours(struct arena *arena, struct census *census,
               struct indexed *indexed, int most)
{
    struct shade **sorted = TAKE_ARRAY(arena, census->shades, struct shade *);
    int count = 0;

    for (size_t i = 0; i < SLOTS; i++)
        if (census->slots[i].count)
            sorted[count++] = &census->slots[i];
    qsort(sorted, (size_t)count, sizeof *sorted, compare_shades);
    indexed->count = count < most ? count : most;
    for (int i = 0; i < indexed->count; i++)
        indexed->colours[i] = sorted[i]->colour;
    for (int i = 0; i < count; i++)
        sorted[i]->index =
            i < most ? i : find_nearest(indexed, sorted[i]->colour);
}

static void
write_rows(const struct census *census, const struct runs *runs,
           struct indexed *indexed)
{
    unsigned char *to = indexed->rows;

    for (size_t i = 0; i < runs->count; i++) {
        const struct run_of_colour *run = &runs->at[i];
        const struct shade *shade = find_slot(census, run->colour);
        int index =
            shade->count ? shade->index : find_nearest(indexed, run->colour);
        memset(to, index, run->length);
        to += run->length;
    }
}

struct indexed
raster_index(struct arena *arena, const struct raster *raster, bool reduce)
{
    size_t width = (size_t)raster->width, height = (size_t)raster->height;
    struct indexed indexed = {.count = 0};
    struct runs runs = {0};

    for (size_t y = 0; y < height; y++)
        find_runs(arena, &runs, raster->at + y * width, (uint32_t)width);
    struct census census = count_shades(arena, &runs);
    if (census.shades > 256 && !reduce)
        return indexed;
    choose_colours(arena, &census, &indexed, reduce ? REDUCED : 256);
    indexed.rows = arena_take(arena, height * width);
    write_rows(&census, &runs, &indexed);
    return indexed;
}
