/* plate.c: a picture of indices that marks are laid on one by one. cairo says
 * how much of each pixel a mark covers; laying it turns the tones there into
 * others by a table. What one would get wrong: rows are kept as a PNG has
 * them, so a row begins with the byte of its filter; paper is 0 as well, so
 * that empty rows run on through it when they are packed. */
#include "plate.h"

#include <string.h>

#define WORD (int)sizeof(uint64_t)

static size_t
count_bytes(const struct plate *plate)
{
    return ((size_t)plate->width + 1) * (size_t)plate->height;
}

struct plate *
plate_new(struct arena *arena, int width, int height)
{
    struct plate *plate = TAKE(arena, struct plate);
    size_t stride = (size_t)((width + WORD - 1) / WORD * WORD);

    *plate = (struct plate){
        .width = width, .height = height, .stride = stride, .tones = NULL};
    plate->rows = arena_take(arena, count_bytes(plate));
    plate->cover = arena_array(arena, (size_t)height, stride);
    return plate;
}

void
plate_start(struct plate *plate, struct tones *tones)
{
    plate->tones = tones;
    memset(plate->rows, PAPER, count_bytes(plate));
}

unsigned char *
plate_row(const struct plate *plate, int y)
{
    return plate->rows + (size_t)y * ((size_t)plate->width + 1) + 1;
}

static unsigned char
find_tone(struct tones *tones, struct pot *pot, int step, int under)
{
    int tone = pot->becomes[step][under];

    return (unsigned char)(tone < 0 ? tones_mix(tones, pot, step, under)
                                    : tone);
}

/* Most of an area is empty, and most of the rest is hidden by one ink: both
 * are a word at a time. */
static void
lay_row(const struct plate *plate, struct pot *pot, struct area area, int y)
{
    unsigned char *cover = plate->cover + (size_t)y * plate->stride;
    unsigned char *to = plate_row(plate, y);
    bool hides = pot->opacity == 255;

    for (int x = area.left / WORD * WORD; x < area.right; x += WORD) {
        int end = x + WORD < plate->width ? x + WORD : plate->width;
        uint64_t word;
        memcpy(&word, cover + x, WORD);
        if (!word)
            continue;
        memset(cover + x, 0, WORD);
        if (word == UINT64_MAX && hides) {
            memset(to + x, find_tone(plate->tones, pot, STEPS, to[x]),
                   (size_t)(end - x));
            continue;
        }
        const unsigned char *share = (const unsigned char *)&word;
        for (int i = x; i < end; i++) {
            int step = (share[i - x] * STEPS + 127) / 255;
            if (step)
                to[i] = find_tone(plate->tones, pot, step, to[i]);
        }
    }
}

void
plate_lay(struct plate *plate, struct area area, const double *rgb,
          double opacity)
{
    struct pot *pot = tones_pot(plate->tones, rgb, opacity);

    for (int y = area.top; y < area.foot; y++)
        lay_row(plate, pot, area, y);
}

struct bytes
plate_png(struct arena *arena, const struct plate *plate)
{
    struct png_head head = {.width = plate->width,
                            .height = plate->height,
                            .colours = plate->tones->colours,
                            .count = plate->tones->count};
    struct bytes rows = {(const char *)plate->rows, count_bytes(plate)};
    struct png_chunk data = {"IDAT", bytes_deflate(arena, rows, PACKING)};

    return png_file(arena, &head, &data, 1);
}
