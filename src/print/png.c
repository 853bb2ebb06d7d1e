/* png.c: PNG files, through libpng's simplified interface, which returns from
 * every fault by itself; its plain interface ends the process unless each
 * caller sets a jump. Keeper of libpng. */
#include "inside.h"

#include <png.h>
#include <string.h>

/* Rows of red, green, blue. */
static const unsigned char *
write_rows(struct arena *arena, const struct raster *raster)
{
    size_t count = (size_t)raster->width * (size_t)raster->height;
    unsigned char *rows = arena_array(arena, count, 3), *to = rows;

    for (size_t i = 0; i < count; i++) {
        *to++ = (unsigned char)(raster->at[i] >> 16 & 255);
        *to++ = (unsigned char)(raster->at[i] >> 8 & 255);
        *to++ = (unsigned char)(raster->at[i] & 255);
    }
    return rows;
}

static void
write_palette(unsigned char *palette, const struct indexed *indexed)
{
    for (int i = 0; i < indexed->count; i++) {
        *palette++ = (unsigned char)(indexed->colours[i] >> 16 & 255);
        *palette++ = (unsigned char)(indexed->colours[i] >> 8 & 255);
        *palette++ = (unsigned char)(indexed->colours[i] & 255);
    }
}

struct bytes
png_encode(struct arena *arena, const struct raster *raster, bool reduce)
{
    struct arena scratch = {0};
    struct indexed indexed = raster_index(&scratch, raster, reduce);
    unsigned char palette[3 * 256];
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)raster->width,
                       .height = (png_uint_32)raster->height,
                       .format = PNG_FORMAT_RGB};
    const unsigned char *rows = indexed.rows;

    if (indexed.count) {
        image.format = PNG_FORMAT_RGB_COLORMAP;
        image.colormap_entries = (png_uint_32)indexed.count;
        write_palette(palette, &indexed);
    } else {
        rows = write_rows(&scratch, raster);
    }
    png_alloc_size_t length = PNG_IMAGE_PNG_SIZE_MAX(image);
    char *png = arena_take(&scratch, length);
    struct bytes bytes = {0};
    if (png_image_write_to_memory(&image, png, &length, 0, rows, 0, palette))
        bytes = (struct bytes){arena_copy(arena, png, length), length};
    arena_close(&scratch);
    return bytes;
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
