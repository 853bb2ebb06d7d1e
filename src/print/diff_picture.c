/* diff_picture.c: how different two pictures look, pixel by pixel, and a proof
 * to look at. A drawing has few colours, so the difference of two is kept in a
 * small table: CIEDE2000 is some hundred times dearer than a look-up. What one
 * would get wrong: differences of a hairline vanish when a browser makes the
 * picture smaller, so heat is grown by a pixel on all sides; the measure is
 * taken before. */
#include "diff.h"

#include <math.h>
#include <string.h>

#define WHITE 0xffffffu
#define KNOWN 4096       /* pairs of colours that are kept */
#define LEVELS 15        /* of heat; 0 is none */
#define HOTTEST 60.0     /* difference of the last level */
#define BESIDE_WIDTH 800 /* pixels of each of the three */
#define BESIDE_GAP 16    /* pixels */

/* One pixel on white. */
static uint32_t
mix_white(const struct pixels *pixels, size_t pixel)
{
    const unsigned char *at = pixels->at + pixel * (size_t)pixels->channels;
    int step = pixels->channels == 3;
    uint32_t veil = pixels->alpha[pixel], colour = 0;

    for (int i = 0; i < 3; i++) {
        uint32_t mixed = at[i * step] * veil + 255 * (255 - veil);
        colour = colour << 8 | (mixed + 127) / 255;
    }
    return colour;
}

static void
lay_row(const struct pixels *pixels, size_t first, uint32_t *to)
{
    const unsigned char *at = pixels->at + first * (size_t)pixels->channels;

    for (int x = 0; x < pixels->width; x++) {
        if (pixels->alpha)
            to[x] = mix_white(pixels, first + (size_t)x);
        else if (pixels->channels == 3)
            to[x] = (uint32_t)(at[3 * x] << 16 | at[3 * x + 1] << 8 |
                               at[3 * x + 2]);
        else
            to[x] = at[x] * 0x010101u;
    }
}

/* The picture on a white canvas; what is transparent shows the white. */
static struct raster
lay_out(struct arena *arena, const struct pixels *pixels, int width, int height)
{
    struct raster raster = {width, height, NULL};
    size_t row = (size_t)width, count = row * (size_t)height;

    raster.at = TAKE_ARRAY(arena, count, uint32_t);
    if (pixels->width < width || pixels->height < height)
        for (size_t i = 0; i < count; i++)
            raster.at[i] = WHITE;
    for (int y = 0; y < pixels->height; y++)
        lay_row(pixels, (size_t)y * (size_t)pixels->width,
                raster.at + (size_t)y * row);
    return raster;
}

/* Pairs of colours with their distance; old == new in a free place. */
struct known {
    uint32_t old, new;
    float distance;
};

static double
find_distance(struct known *table, uint32_t old, uint32_t new)
{
    uint32_t slot = (old * 2654435761u ^ new * 2246822519u) >> 20;
    struct known *known = &table[slot % KNOWN];

    if (known->old != old || known->new != new)
        *known = (struct known){old, new,
                                (float)lab_distance(lab_of(old), lab_of(new))};
    return (double)known->distance;
}

static unsigned char
choose_level(double distance)
{
    int level = 1 + (int)((LEVELS - 1) * sqrt(distance / HOTTEST));

    return (unsigned char)(level < LEVELS ? level : LEVELS);
}

/* Each pixel's level of heat; true if any pixel differs. */
static bool
measure(struct arena *arena, const struct raster *old, const struct raster *new,
        struct picture_diff *diff, unsigned char *levels)
{
    struct known *table = TAKE_ARRAY(arena, KNOWN, struct known);
    size_t count = (size_t)old->width * (size_t)old->height, seen = 0;
    bool differs = false;
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        if (old->at[i] == new->at[i])
            continue;
        double distance = find_distance(table, old->at[i], new->at[i]);
        differs = true;
        levels[i] = choose_level(distance);
        seen += distance >= JUST_NOTICEABLE;
        sum += distance;
        diff->most = fmax(diff->most, distance);
    }
    diff->measured = true;
    diff->share = (double)seen / (double)count;
    diff->mean = sum / (double)count;
    return differs;
}

static void
raise_level(unsigned char *level, unsigned char to)
{
    if (*level < to)
        *level = to;
}

/* Every level is spread to the eight pixels around it. */
static unsigned char *
grow_levels(struct arena *arena, const unsigned char *from, int width,
            int height)
{
    unsigned char *to = arena_array(arena, (size_t)width, (size_t)height);

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            size_t at = (size_t)y * (size_t)width + (size_t)x;
            if (!from[at])
                continue;
            for (int v = -(y > 0); v <= (y < height - 1); v++)
                for (int h = -(x > 0); h <= (x < width - 1); h++)
                    raise_level(to + ((ptrdiff_t)at + v * width + h), from[at]);
        }
    return to;
}

/* From light orange to dark red: darker as well as redder, for those who do
 * not see the hue. */
static uint32_t
colour_level(int level)
{
    static const unsigned char stops[4][3] = {
        {253, 184, 83}, {241, 105, 19}, {203, 24, 29}, {84, 0, 18}};
    int far = (level - 1) * 3 * 256 / (LEVELS - 1);
    int stop = far >= 3 * 256 ? 2 : far / 256, part = far - stop * 256;
    uint32_t colour = 0;

    for (int i = 0; i < 3; i++) {
        int sample =
            (stops[stop][i] * (256 - part) + stops[stop + 1][i] * part) / 256;
        colour = colour << 8 | (uint32_t)sample;
    }
    return colour;
}

/* A pale grey, one of 32. */
static uint32_t
pale(uint32_t colour)
{
    uint32_t luma = (54 * (colour >> 16 & 255) + 183 * (colour >> 8 & 255) +
                     19 * (colour & 255)) >>
                    8;
    uint32_t grey = 255 - (255 - luma) * 2 / 5 / 4 * 4;

    return grey << 16 | grey << 8 | grey;
}

static struct raster
draw_heat(struct arena *arena, const struct raster *under,
          const unsigned char *levels)
{
    size_t count = (size_t)under->width * (size_t)under->height;
    struct raster raster = *under;
    uint32_t colours[LEVELS + 1];

    for (int level = 1; level <= LEVELS; level++)
        colours[level] = colour_level(level);
    raster.at = TAKE_ARRAY(arena, count, uint32_t);
    for (size_t i = 0; i < count; i++)
        raster.at[i] = levels[i] ? colours[levels[i]] : pale(under->at[i]);
    return raster;
}

/* The mean of a square of pixels, which may lie over the edge. */
static uint32_t
mix_square(const struct raster *from, int left, int top, int size)
{
    int right = left + size < from->width ? left + size : from->width;
    int bottom = top + size < from->height ? top + size : from->height;
    const uint32_t *row = from->at + (size_t)top * (size_t)from->width;
    uint32_t red = 0, green = 0, blue = 0, first = row[left], other = 0;
    uint32_t count = (uint32_t)((right - left) * (bottom - top));

    for (int y = top; y < bottom; y++, row += from->width)
        for (int x = left; x < right; x++) {
            other |= row[x] ^ first;
            red += row[x] >> 16;
            green += row[x] >> 8 & 255;
            blue += row[x] & 255;
        }
    /* Mostly paper, which needs no division. */
    if (!other)
        return first;
    return (red + count / 2) / count << 16 | (green + count / 2) / count << 8 |
           (blue + count / 2) / count;
}

/* Old, new and heat, which are of one size, in a row. */
static struct raster
draw_beside(struct arena *arena, const struct raster *const *three)
{
    int width = three[0]->width, height = three[0]->height;
    int size = (width + BESIDE_WIDTH - 1) / BESIDE_WIDTH;
    int wide = (width + size - 1) / size, high = (height + size - 1) / size;
    struct raster raster = {3 * wide + 2 * BESIDE_GAP, high, NULL};
    size_t count = (size_t)raster.width * (size_t)high;

    raster.at = TAKE_ARRAY(arena, count, uint32_t);
    for (size_t i = 0; i < count; i++)
        raster.at[i] = 0x808080;
    for (int i = 0; i < 3; i++)
        for (int y = 0; y < high; y++) {
            uint32_t *to = raster.at + (size_t)y * (size_t)raster.width +
                           (size_t)(i * (wide + BESIDE_GAP));
            for (int x = 0; x < wide; x++)
                to[x] = mix_square(three[i], x * size, y * size, size);
        }
    return raster;
}

bool
pictures_compare(struct arena *arena, const struct pixels *sides,
                 struct picture_diff *diff, struct picture_proof *proof)
{
    int width = 0, height = 0;
    struct raster laid[SIDES];

    for (int side = 0; side < SIDES; side++) {
        diff->width[side] = sides[side].width;
        diff->height[side] = sides[side].height;
        width = sides[side].width > width ? sides[side].width : width;
        height = sides[side].height > height ? sides[side].height : height;
    }
    for (int side = 0; side < SIDES; side++)
        laid[side] = lay_out(arena, &sides[side], width, height);
    unsigned char *levels = arena_array(arena, (size_t)width, (size_t)height);
    bool differs = measure(arena, &laid[OLD], &laid[NEW], diff, levels);
    bool resized = diff->width[OLD] != diff->width[NEW] ||
                   diff->height[OLD] != diff->height[NEW];
    if (!differs && !resized)
        return false;
    proof->heat =
        draw_heat(arena, &laid[NEW], grow_levels(arena, levels, width, height));
    proof->beside = draw_beside(
        arena,
        (const struct raster *const[]){&laid[OLD], &laid[NEW], &proof->heat});
    return true;
}
