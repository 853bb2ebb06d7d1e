/* film.c: an animated PNG (https://wiki.mozilla.org/APNG_Specification): the
 * last picture for those who see one only, then all frames, each as what has
 * changed since the one before. What one would get wrong: the picture that
 * everybody sees is no part of the animation, so no frame's control stands
 * before it, and the frames are numbered without it. */
#include "plate.h"

#include <string.h>

#define CLEAR 0 /* the index of what has not changed */

/* Times [s] as fractions. */
#define FRAME_TIME 1
#define FRAME_OF 12
#define LAST_TIME 3
#define LAST_OF 2

struct shot {
    struct area area;
    struct bytes packed;
};

struct film {
    struct arena *arena;
    int width, height;
    uint32_t colours[MOST_TONES]; /* of all frames, after CLEAR */
    int count;
    unsigned char *now, *before; /* indices of the last two frames */
    unsigned char *lines;        /* room for rows as PNG has them */
    struct shot *shots;
    size_t shot_count, shot_room;
};

static size_t
count_pixels(const struct film *film)
{
    return (size_t)film->width * (size_t)film->height;
}

struct film *
film_new(struct arena *arena, int width, int height)
{
    struct film *film = TAKE(arena, struct film);

    *film = (struct film){
        .arena = arena, .width = width, .height = height, .count = CLEAR + 1};
    film->now = arena_take(arena, count_pixels(film));
    film->before = arena_take(arena, count_pixels(film));
    film->lines = arena_take(arena, count_pixels(film) + (size_t)height);
    return film;
}

/* The film's index of a colour. Frames of one film have most of their colours
 * in common; if ever there are too many, a late one becomes its nearest. */
static unsigned char
find_colour(struct film *film, uint32_t colour)
{
    int best = CLEAR + 1, least = 256;

    for (int i = CLEAR + 1; i < film->count && least; i++) {
        int far = tone_distance(film->colours[i], colour);
        if (far < least) {
            least = far;
            best = i;
        }
    }
    if (least == 0 || film->count == MOST_TONES)
        return (unsigned char)best;
    film->colours[film->count] = colour;
    return (unsigned char)film->count++;
}

/* The plate in the film's indices. */
static void
copy_plate(struct film *film, const struct plate *plate)
{
    unsigned char becomes[MOST_TONES], *to = film->now;

    for (int i = 0; i < plate->tones->count; i++)
        becomes[i] = find_colour(film, plate->tones->colours[i]);
    for (int y = 0; y < film->height; y++) {
        const unsigned char *from = plate_row(plate, y);
        for (int x = 0; x < film->width; x++)
            *to++ = becomes[from[x]];
    }
}

/* Around all that differs; one pixel where nothing does, for a frame must have
 * an area. */
static struct area
find_changes(const struct film *film)
{
    struct area area = {film->width, film->height, 0, 0};

    for (int y = 0; y < film->height; y++) {
        size_t row = (size_t)y * (size_t)film->width;
        const unsigned char *now = film->now + row;
        const unsigned char *before = film->before + row;
        int left = 0, right = film->width;
        if (!memcmp(now, before, (size_t)film->width))
            continue;
        while (now[left] == before[left])
            left++;
        while (now[right - 1] == before[right - 1])
            right--;
        area.left = left < area.left ? left : area.left;
        area.right = right > area.right ? right : area.right;
        area.top = y < area.top ? y : area.top;
        area.foot = y + 1;
    }
    return area.foot ? area : (struct area){0, 0, 1, 1};
}

/* What is now in the area; where it is as before (NULL: nowhere), CLEAR. */
static struct bytes
pack_area(struct arena *arena, const struct film *film, struct area area,
          const unsigned char *before)
{
    size_t width = (size_t)(area.right - area.left);
    unsigned char *to = film->lines;

    for (int y = area.top; y < area.foot; y++) {
        size_t first = (size_t)y * (size_t)film->width + (size_t)area.left;
        *to++ = 0;
        for (size_t i = first; i < first + width; i++) {
            bool same = before && before[i] == film->now[i];
            *to++ = same ? CLEAR : film->now[i];
        }
    }
    struct bytes lines = {(const char *)film->lines,
                          (size_t)(to - film->lines)};
    return bytes_deflate(arena, lines, PACKING);
}

void
film_add(struct film *film, const struct plate *plate)
{
    struct shot shot = {.area = {0, 0, film->width, film->height}};
    unsigned char *before = film->now;

    film->now = film->before;
    film->before = before;
    copy_plate(film, plate);
    if (film->shot_count)
        shot.area = find_changes(film);
    shot.packed = pack_area(film->arena, film, shot.area,
                            film->shot_count ? film->before : NULL);
    GROW(film->arena, film->shots, film->shot_count, film->shot_room);
    film->shots[film->shot_count++] = shot;
}

/* The highest byte first. */
static void
add_number(struct text *text, size_t value, int bytes)
{
    while (bytes-- > 0)
        text_char(text, (char)(value >> 8 * bytes & 255));
}

static struct bytes
write_control(struct arena *arena, const struct film *film, size_t shot)
{
    struct area area = film->shots[shot].area;
    bool last = shot + 1 == film->shot_count;
    struct text text = text_new(arena);

    /* Controls and their data are numbered together. */
    add_number(&text, 2 * shot, 4);
    add_number(&text, (size_t)(area.right - area.left), 4);
    add_number(&text, (size_t)(area.foot - area.top), 4);
    add_number(&text, (size_t)area.left, 4);
    add_number(&text, (size_t)area.top, 4);
    add_number(&text, last ? LAST_TIME : FRAME_TIME, 2);
    add_number(&text, last ? LAST_OF : FRAME_OF, 2);
    /* What is there stays; the first frame replaces it, others cover it. */
    add_number(&text, 0, 1);
    add_number(&text, shot > 0, 1);
    return text_all(&text);
}

static struct bytes
write_shot(struct arena *arena, const struct film *film, size_t shot)
{
    struct bytes packed = film->shots[shot].packed;
    struct text text = text_new(arena);

    add_number(&text, 2 * shot + 1, 4);
    text_bytes(&text, packed.at, packed.length);
    return text_all(&text);
}

static struct bytes
write_animation(struct arena *arena, const struct film *film)
{
    struct text text = text_new(arena);

    add_number(&text, film->shot_count, 4);
    add_number(&text, 0, 4); /* for ever */
    return text_all(&text);
}

struct bytes
film_png(struct arena *arena, const struct film *film,
         const struct notes *notes)
{
    struct png_head head = {film->width, film->height, film->colours,
                            film->count, true,         notes};
    struct area all = {0, 0, film->width, film->height};
    size_t count = 2 + 2 * film->shot_count;
    struct png_chunk *chunks = TAKE_ARRAY(arena, count, struct png_chunk);

    chunks[0] = (struct png_chunk){"acTL", write_animation(arena, film)};
    chunks[1] = (struct png_chunk){"IDAT", pack_area(arena, film, all, NULL)};
    for (size_t i = 0; i < film->shot_count; i++) {
        chunks[2 + 2 * i] =
            (struct png_chunk){"fcTL", write_control(arena, film, i)};
        chunks[3 + 2 * i] =
            (struct png_chunk){"fdAT", write_shot(arena, film, i)};
    }
    return png_file(arena, &head, chunks, count);
}
