/* png.c: PNG files. Reading is libpng's simplified interface, which returns
 * from every fault of a file by itself; its plain interface ends the process
 * unless each caller sets a jump. Writing needs no libpng: four chunks around
 * what libdeflate packs, in half the time of zlib. Keeper of libpng. */
#include "inside.h"

#include <libdeflate.h>
#include <png.h>
#include <string.h>

static void
add_be32(struct text *text, size_t value)
{
    char four[4] = {(char)(value >> 24 & 255), (char)(value >> 16 & 255),
                    (char)(value >> 8 & 255), (char)(value & 255)};

    text_bytes(text, four, 4);
}

static void
add_chunk(struct text *text, const char *name, struct bytes bytes)
{
    add_be32(text, bytes.length);
    size_t start = text->length;
    text_add(text, name);
    text_bytes(text, bytes.at, bytes.length);
    add_be32(text, libdeflate_crc32(0, text->at + start, text->length - start));
}

static void
add_header(struct text *text, const struct raster *raster, char colour_type)
{
    struct arena arena = {0};
    struct text header = text_new(&arena);
    const char rest[] = {8, colour_type, 0, 0, 0};

    text_bytes(text, "\x89PNG\r\n\x1a\n", 8);
    add_be32(&header, (size_t)raster->width);
    add_be32(&header, (size_t)raster->height);
    text_bytes(&header, rest, sizeof rest);
    add_chunk(text, "IHDR", text_all(&header));
    arena_close(&arena);
}

static void
add_palette(struct text *text, const struct indexed *indexed)
{
    char palette[3 * 256];

    for (int i = 0; i < indexed->count; i++) {
        palette[3 * i] = (char)(indexed->colours[i] >> 16 & 255);
        palette[3 * i + 1] = (char)(indexed->colours[i] >> 8 & 255);
        palette[3 * i + 2] = (char)(indexed->colours[i] & 255);
    }
    add_chunk(text, "PLTE",
              (struct bytes){palette, 3 * (size_t)indexed->count});
}

/* Rows of red, green, blue, each after its filter byte: 0, since flat drawings
 * pack best as they are. */
static struct bytes
write_rows(struct arena *arena, const struct raster *raster)
{
    size_t width = (size_t)raster->width, height = (size_t)raster->height;
    size_t row = 1 + 3 * width;
    unsigned char *rows = arena_array(arena, height, row), *to = rows;
    const uint32_t *from = raster->at;

    for (size_t y = 0; y < height; y++) {
        *to++ = 0;
        for (size_t x = 0; x < width; x++, from++) {
            *to++ = (unsigned char)(*from >> 16 & 255);
            *to++ = (unsigned char)(*from >> 8 & 255);
            *to++ = (unsigned char)(*from & 255);
        }
    }
    return (struct bytes){(const char *)rows, row * height};
}

struct bytes
png_encode(struct arena *arena, const struct raster *raster, bool reduce)
{
    struct arena scratch = {0};
    struct text text = text_new(arena);
    struct indexed indexed = raster_index(&scratch, raster, reduce);
    struct bytes rows = {(const char *)indexed.rows,
                         (size_t)raster->height * ((size_t)raster->width + 1)};

    if (!indexed.count)
        rows = write_rows(&scratch, raster);
    add_header(&text, raster, indexed.count ? 3 : 2);
    if (indexed.count)
        add_palette(&text, &indexed);
    add_chunk(&text, "IDAT", bytes_deflate(&scratch, rows, 6));
    add_chunk(&text, "IEND", (struct bytes){"", 0});
    arena_close(&scratch);
    return text_all(&text);
}

/* Grey or colour, followed by alpha where there is one: taken apart. */
static void
split_alpha(struct arena *arena, struct pixels *pixels)
{
    size_t count = (size_t)pixels->width * (size_t)pixels->height;
    size_t channels = (size_t)pixels->channels;
    unsigned char *from = pixels->at, *to = pixels->at;

    pixels->alpha = arena_take(arena, count);
    for (size_t i = 0; i < count; i++) {
        memmove(to, from, channels);
        to += channels;
        pixels->alpha[i] = from[channels];
        from += channels + 1;
    }
}

static struct pixels
read_image(struct arena *arena, png_image *image)
{
    bool alpha = image->format & PNG_FORMAT_FLAG_ALPHA;
    bool colour = image->format & PNG_FORMAT_FLAG_COLOR;
    struct pixels pixels = {(int)image->width, (int)image->height,
                            colour ? 3 : 1, NULL, NULL};

    image->format = colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    image->format |= alpha ? PNG_FORMAT_FLAG_ALPHA : 0;
    pixels.at = arena_take(arena, PNG_IMAGE_SIZE(*image));
    if (!png_image_finish_read(image, NULL, pixels.at, 0, NULL))
        pixels.at = NULL;
    if (pixels.at && alpha)
        split_alpha(arena, &pixels);
    return pixels;
}

struct pixels
png_decode(struct arena *arena, struct diag *diag, struct place place,
           const char *name, struct bytes png)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    struct pixels pixels = {0};

    if (!png_image_begin_read_from_memory(&image, png.at, png.length)) {
        diag_say(diag, ERROR, place, "'%s' is no sound PNG (%s), leaving a gap",
                 name, image.message);
        return pixels;
    }
    if ((size_t)image.width * image.height > MOST_PIXELS) {
        diag_say(diag, ERROR, place,
                 "'%s' has %lu x %lu pixels, which is too many, leaving a gap",
                 name, (unsigned long)image.width, (unsigned long)image.height);
        png_image_free(&image);
        return pixels;
    }
    /* Sixteen-bit files without a gamma are taken as sRGB, like all others. */
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    pixels = read_image(arena, &image);
    if (!pixels.at)
        diag_say(diag, ERROR, place, "'%s' is damaged (%s), leaving a gap",
                 name, image.message);
    png_image_free(&image);
    return pixels;
}
