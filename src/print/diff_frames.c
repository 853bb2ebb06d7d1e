/* diff_frames.c: which frames of two animated PNGs differ. libpng shows only
 * the first picture, so the chunks are walked here: acTL says that a file
 * moves, fcTL begins a frame, IDAT and fdAT carry it (PNG, third edition,
 * section 11.3.4). What one would get wrong: fcTL and fdAT open with a running
 * number, which must not be compared, or one frame more changes all. */
#include "diff.h"

#include <string.h>

#define NUMBER 4
#define MOST_FRAMES 100000

struct frames {
    bool moves;
    struct hash *frame; /* the one being read, or NULL */
    struct key *at;
    size_t count, room;
};

static void
end_frame(struct arena *arena, struct frames *frames)
{
    if (frames->frame) {
        GROW(arena, frames->at, frames->count, frames->room);
        frames->at[frames->count++] = hash_done(frames->frame);
    }
    frames->frame = NULL;
}

static void
take_chunk(struct arena *arena, struct frames *frames,
           const struct png_chunk *chunk)
{
    const char *name = chunk->name;
    struct bytes data = chunk->bytes;
    bool first = !memcmp(name, "IDAT", 4);
    size_t skipped = first || data.length < NUMBER ? 0 : NUMBER;

    if (!memcmp(name, "acTL", 4))
        frames->moves = true;
    if (!memcmp(name, "fcTL", 4)) {
        end_frame(arena, frames);
        frames->frame = hash_new(arena);
    } else if (!first && memcmp(name, "fdAT", 4)) {
        return;
    }
    if (frames->frame)
        hash_bytes(frames->frame, data.at + skipped, data.length - skipped);
}

static struct frames
find_frames(struct arena *arena, struct bytes png)
{
    struct frames frames = {0};
    struct png_chunk chunk;
    size_t at = PNG_START;

    while (frames.count < MOST_FRAMES && png_next(png, &at, &chunk))
        take_chunk(arena, &frames, &chunk);
    end_frame(arena, &frames);
    return frames;
}

struct frames_diff
frames_compare(struct arena *arena, const struct bytes *sides)
{
    struct frames_diff diff = {0};
    struct frames frames[SIDES];

    for (int side = 0; side < SIDES; side++) {
        frames[side] = find_frames(arena, sides[side]);
        diff.count[side] = frames[side].moves ? frames[side].count : 0;
    }
    for (size_t i = 0; i < diff.count[OLD] && i < diff.count[NEW]; i++)
        diff.changed += !key_same(frames[OLD].at[i], frames[NEW].at[i]);
    return diff;
}
