/* plate.c: a picture of indices, and the shapes that are laid on it. cairo
 * says how much of each pixel a mark covers; that is kept as stretches of
 * neighbours that are covered alike, and laying a stretch turns tones into
 * tones by a table. What one would get wrong: a shape knows no ink, so one that
 * was lifted in one frame serves in all frames, whatever lies under it. */
#include "plate.h"

#include <string.h>

#define SLOTS 1024
#define WORD sizeof(uint64_t)

struct memory {
    struct arena *arena;
    struct entry {
        struct shape shape;
        struct entry *next;
    } *slots[SLOTS];
};

struct plate *
plate_new(struct arena *arena, int width, int height)
{
    struct plate *plate = TAKE(arena, struct plate);
    size_t stride = ((size_t)width + WORD - 1) / WORD * WORD;

    *plate = (struct plate){
        .width = width,
        .height = height,
        .rows = TAKE_ARRAY(arena, (size_t)width * (size_t)height + WORD,
                           unsigned char),
        .cover = TAKE_ARRAY(arena, stride * (size_t)height, unsigned char),
        .stride = stride,
        .memory = TAKE(arena, struct memory)};
    plate->memory->arena = arena;
    return plate;
}

void
plate_start(struct plate *plate, struct tones *tones)
{
    plate->tones = tones;
    memset(plate->rows, PAPER, (size_t)plate->width * (size_t)plate->height);
}

const struct shape *
plate_find(const struct plate *plate, struct key key)
{
    const struct entry *entry = plate->memory->slots[key.low % SLOTS];

    while (entry && !key_same(entry->shape.key, key))
        entry = entry->next;
    return entry ? &entry->shape : NULL;
}

static void
lift_pixel(struct arena *arena, struct shape *shape, int x, int y, int cover)
{
    struct stretch *last = shape->count ? &shape->at[shape->count - 1] : NULL;

    if (last && last->cover == cover && last->y == y &&
        last->x + last->length == x) {
        last->length++;
        return;
    }
    GROW(arena, shape->at, shape->count, shape->room);
    shape->at[shape->count++] =
        (struct stretch){(uint16_t)x, (uint16_t)y, 1, (uint16_t)cover};
}

/* Most of an area is empty. */
static void
lift_row(struct plate *plate, struct shape *shape, struct area area, int y,
         int step)
{
    unsigned char *row = plate->cover + (size_t)y * plate->stride;
    int steps = WHOLE / step;

    for (int x = area.left; x < area.right; x += (int)WORD) {
        uint64_t word;
        memcpy(&word, row + x, WORD);
        for (int i = 0; word && i < (int)WORD; i++) {
            int cover = (row[x + i] * steps + 127) / 255 * step;
            if (cover)
                lift_pixel(plate->memory->arena, shape, x + i, y, cover);
        }
        if (word)
            memset(row + x, 0, WORD);
    }
}

const struct shape *
plate_lift(struct plate *plate, struct key key, struct area area, int step)
{
    struct memory *memory = plate->memory;
    struct entry *entry = TAKE(memory->arena, struct entry);
    struct entry **slot = &memory->slots[key.low % SLOTS];

    *entry = (struct entry){.shape = {.key = key}, .next = *slot};
    *slot = entry;
    area.left = area.left / (int)WORD * (int)WORD;
    for (int y = area.top; y < area.foot; y++)
        lift_row(plate, &entry->shape, area, y, step);
    return &entry->shape;
}

static void
lay_rim(struct tones *tones, struct pot *pot, unsigned char *at, int length,
        int cover)
{
    for (int i = 0; i < length; i++) {
        int tone = pot->becomes[cover][at[i]];
        if (tone < 0)
            tone = tones_mix(tones, pot, cover, at[i]);
        at[i] = (unsigned char)tone;
    }
}

void
plate_lay(struct plate *plate, const struct shape *shape, struct pot *pot)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct stretch *stretch = &shape->at[i];
        unsigned char *at =
            plate->rows + (size_t)stretch->y * (size_t)plate->width +
            stretch->x;
        /* An opaque ink hides what is under it: one tone serves all. */
        bool hides = stretch->cover == WHOLE && pot->opacity == 255;
        lay_rim(plate->tones, pot, at, hides ? 1 : stretch->length,
                stretch->cover);
        if (hides)
            memset(at, *at, stretch->length);
    }
}
