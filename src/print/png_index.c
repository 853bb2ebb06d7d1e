/* png_index.c: a picture in at most 256 colours. Drawn figures have few inks
 * and many blends at their edges, so the most frequent colours are kept as
 * they are and only rare blends move. No dithering: it would cost more bytes
 * than it could save. */
#include "inside.h"

#include <stdlib.h>

/* An open hash of colours, a power of two; above MOST_SHADES different ones
 * a picture is no drawing and the rest is left to the nearest. */
#define SLOTS 65536
#define MOST_SHADES 32768

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
    uint32_t slot = (colour * 2654435761u) >> 16;

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

/* Runs of one colour are counted at once: most of a drawing is paper. */
static struct census
count_shades(struct arena *arena, const struct raster *raster)
{
    struct census census = {TAKE_ARRAY(arena, SLOTS, struct shade), 0};
    size_t total = (size_t)raster->width * (size_t)raster->height;
    size_t start = 0;

    for (size_t i = 1; i <= total; i++) {
        uint32_t colour = raster->at[start] & 0xffffff;
        if (i < total && (raster->at[i] & 0xffffff) == colour)
            continue;
        count_shade(&census, colour, (uint32_t)(i - start));
        start = i;
    }
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

/* Give every shade its index, the 256 most frequent their own. */
static void
choose_colours(struct arena *arena, struct census *census,
               struct indexed *indexed)
{
    struct shade **sorted = TAKE_ARRAY(arena, census->shades, struct shade *);
    int count = 0;

    for (size_t i = 0; i < SLOTS; i++)
        if (census->slots[i].count)
            sorted[count++] = &census->slots[i];
    qsort(sorted, (size_t)count, sizeof *sorted, compare_shades);
    indexed->count = count < 256 ? count : 256;
    for (int i = 0; i < indexed->count; i++)
        indexed->colours[i] = sorted[i]->colour;
    for (int i = 0; i < count; i++)
        sorted[i]->index =
            i < 256 ? i : find_nearest(indexed, sorted[i]->colour);
}

static void
map_pixels(const struct census *census, const struct raster *raster,
           struct indexed *indexed)
{
    size_t total = (size_t)raster->width * (size_t)raster->height;
    uint32_t last = UINT32_MAX;
    unsigned char index = 0;

    for (size_t i = 0; i < total; i++) {
        uint32_t colour = raster->at[i] & 0xffffff;
        if (colour != last) {
            const struct shade *shade = find_slot(census, colour);
            index = (unsigned char)(shade->count
                                        ? shade->index
                                        : find_nearest(indexed, colour));
            last = colour;
        }
        indexed->at[i] = index;
    }
}

struct indexed
raster_index(struct arena *arena, const struct raster *raster, bool reduce)
{
    struct indexed indexed = {.count = 0};
    struct census census = count_shades(arena, raster);

    if (census.shades > 256 && !reduce)
        return indexed;
    choose_colours(arena, &census, &indexed);
    indexed.at =
        arena_array(arena, (size_t)raster->width, (size_t)raster->height);
    map_pixels(&census, raster, &indexed);
    return indexed;
}
