/* image.c: a picture as an object of PDF. The rows of a PNG are filtered and
 * packed in a way that PDF knows too (ISO 32000-1, 7.4.4.4; PNG, third edition,
 * sections 9 and 10), so most files go in as their makers packed them. What one
 * would get wrong: not those whose colours would change, by a gamma or a
 * profile, or that are seen through, or laid in passes; those are decoded. */
#include "inside.h"

#include <string.h>

#define HEAD 13 /* bytes of IHDR */

/* In IHDR. */
enum { WIDTH = 0, HEIGHT = 4, DEPTH = 8, COLOUR = 9, PASSES = 12 };
enum { GREY = 0, RGB = 2, INDEX = 3 };

static bool
is_named(const struct png_chunk *chunk, const char *name)
{
    return !memcmp(chunk->name, name, 4);
}

/* A size is at most MOST_PIXELS wherever the file has been decoded. */
static int
read_size(const char *at)
{
    const unsigned char *from = (const unsigned char *)at;
    uint32_t size = (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 |
                    (uint32_t)from[2] << 8 | from[3];

    return size <= MOST_PIXELS ? (int)size : 0;
}

static bool
read_head(struct image *image, struct bytes head)
{
    if (head.length != HEAD)
        return false;
    image->width = read_size(head.at + WIDTH);
    image->height = read_size(head.at + HEIGHT);
    image->depth = head.at[DEPTH];
    image->channels = head.at[COLOUR] == RGB ? 3 : 1;
    image->filtered = true;
    return image->depth <= 8 && head.at[PASSES] == 0 &&
           (head.at[COLOUR] == GREY || head.at[COLOUR] == RGB ||
            head.at[COLOUR] == INDEX);
}

/* Whether the samples mean something else by this chunk. */
static bool
changes_colours(const struct png_chunk *chunk)
{
    /* 1/2.2, which is as good as sRGB's curve. */
    static const char usual[] = {0, 0, (char)0xb1, (char)0x8f};

    if (is_named(chunk, "gAMA"))
        return chunk->bytes.length != sizeof usual ||
               memcmp(chunk->bytes.at, usual, sizeof usual) != 0;
    return is_named(chunk, "tRNS") || is_named(chunk, "iCCP") ||
           is_named(chunk, "cICP");
}

/* False when the file cannot go on as it is. */
static bool
take_chunk(struct image *image, struct text *samples,
           const struct png_chunk *chunk)
{
    if (is_named(chunk, "IHDR"))
        return read_head(image, chunk->bytes);
    if (is_named(chunk, "PLTE") && image->channels == 1)
        image->palette = chunk->bytes;
    if (is_named(chunk, "IDAT"))
        text_bytes(samples, chunk->bytes.at, chunk->bytes.length);
    return !changes_colours(chunk);
}

struct image
image_of_file(struct arena *arena, struct bytes png)
{
    struct image image = {0};
    struct text samples = text_new(arena);
    struct png_chunk chunk;
    size_t at = PNG_START;

    while (png_next(png, &at, &chunk))
        if (!take_chunk(&image, &samples, &chunk))
            return (struct image){0};
    if (image.width && image.height && samples.length)
        image.samples = text_all(&samples);
    return image;
}

static struct bytes
pack_samples(struct arena *arena, const struct pixels *pixels,
             const unsigned char *samples, int channels)
{
    size_t length = (size_t)pixels->width * (size_t)pixels->height;
    struct bytes raw = {(const char *)samples, length * (size_t)channels};

    return bytes_deflate(arena, raw, 6);
}

struct image
image_of_pixels(struct arena *arena, const struct pixels *pixels)
{
    struct image image = {
        .width = pixels->width,
        .height = pixels->height,
        .depth = 8,
        .channels = pixels->channels,
        .samples = pack_samples(arena, pixels, pixels->at, pixels->channels),
    };

    if (pixels->alpha)
        image.alpha = pack_samples(arena, pixels, pixels->alpha, 1);
    return image;
}

static void
add_colours(struct text *text, const struct image *image)
{
    struct bytes palette = image->palette;

    if (!palette.length) {
        text_print(text, "/ColorSpace/Device%s",
                   image->channels == 3 ? "RGB" : "Gray");
        return;
    }
    text_print(text, "/ColorSpace[/Indexed/DeviceRGB %zu<",
               palette.length / 3 - 1);
    for (size_t i = 0; i < palette.length; i++)
        text_print(text, "%02x", (unsigned char)palette.at[i]);
    text_add(text, ">]");
}

static void
add_size(struct text *text, const struct image *image)
{
    text_print(text,
               "/Type/XObject/Subtype/Image/Width %d/Height %d"
               "/BitsPerComponent %d",
               image->width, image->height, image->depth);
    if (image->filtered)
        text_print(text,
                   "/DecodeParms<</Predictor 15/Colors %d"
                   "/BitsPerComponent %d/Columns %d>>",
                   image->channels, image->depth, image->width);
}

static int
put_alpha(struct pdf *pdf, struct arena *arena, const struct image *image)
{
    const struct image alpha = {.width = image->width,
                                .height = image->height,
                                .depth = 8,
                                .channels = 1};
    struct text entries = text_new(arena);

    add_size(&entries, &alpha);
    add_colours(&entries, &alpha);
    return pdf_put_stream(pdf, entries.at, image->alpha);
}

int
image_put(struct pdf *pdf, const struct image *image)
{
    struct arena arena = {0};
    struct text entries = text_new(&arena);

    add_size(&entries, image);
    add_colours(&entries, image);
    if (image->alpha.at) {
        text_add(&entries, "/SMask ");
        text_reference(&entries, put_alpha(pdf, &arena, image));
    }
    int number = pdf_put_stream(pdf, entries.at, image->samples);
    arena_close(&arena);
    return number;
}
