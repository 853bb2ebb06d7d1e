/* png.c: PNG files. Reading is libpng's simplified interface, which returns
 * from every fault of a file by itself. Writing is its plain interface, for
 * the packing: it jumps at a fault, and would end the process if nobody had
 * set the jump. Keeper of libpng. */
#include "inside.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

/* zlib's level: the next one doubles the time of a frame for three percent. */
#define PACKING 7

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
write_palette(png_struct *png, png_info *info, const struct indexed *indexed)
{
    png_color palette[256];

    for (int i = 0; i < indexed->count; i++)
        palette[i] = (png_color){(png_byte)(indexed->colours[i] >> 16 & 255),
                                 (png_byte)(indexed->colours[i] >> 8 & 255),
                                 (png_byte)(indexed->colours[i] & 255)};
    png_set_PLTE(png, info, palette, indexed->count);
}

static void
append_bytes(png_struct *png, png_byte *at, size_t length)
{
    text_bytes(png_get_io_ptr(png), at, length);
}

/* Nothing is buffered between us and the text. */
static void
flush_nothing(png_struct *png)
{
    (void)png;
}

/* As iTXt, which is UTF-8, where the words are not ASCII alone. */
static void
write_note(struct arena *arena, png_struct *png, png_info *info,
           const char *key, const char *words)
{
    bool plain = true;

    if (!words || !*words)
        return;
    for (const char *c = words; *c; c++)
        plain = plain && (unsigned char)*c < 0x80;
    png_text note = {.compression = plain ? PNG_TEXT_COMPRESSION_NONE
                                          : PNG_ITXT_COMPRESSION_NONE,
                     .key = arena_string(arena, key),
                     .text = arena_string(arena, words)};
    png_set_text(png, info, &note, 1);
}

/* The keywords are those of the PNG specification. */
static void
write_notes(struct arena *arena, png_struct *png, png_info *info,
            const struct notes *notes)
{
    if (notes) {
        write_note(arena, png, info, "Title", notes->title);
        write_note(arena, png, info, "Author", notes_creators(arena, notes));
        write_note(arena, png, info, "Description", notes->description);
        write_note(arena, png, info, "Source", notes->source);
        write_note(arena, png, info, "Copyright", notes->rights);
    }
    write_note(arena, png, info, "Software", PROGRAM);
}

/* Flat drawings pack best without a filter. */
static void
write_picture(png_struct *png, png_info *info, const struct raster *raster,
              const struct indexed *indexed, const unsigned char *rows)
{
    bool colours = indexed->count == 0;
    size_t row = (size_t)raster->width * (colours ? 3 : 1);

    png_set_compression_level(png, PACKING);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_IHDR(png, info, (png_uint_32)raster->width,
                 (png_uint_32)raster->height, 8,
                 colours ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_PALETTE,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (!colours)
        write_palette(png, info, indexed);
    png_write_info(png, info);
    for (int y = 0; y < raster->height; y++)
        png_write_row(png, rows + (size_t)y * row);
    png_write_end(png, info);
}

/* libpng jumps back here when it gives up; false then. */
static bool
encode_picture(struct text *text, const struct raster *raster,
               const struct indexed *indexed, const unsigned char *rows,
               const struct notes *notes)
{
    png_struct *png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_info *info = png ? png_create_info_struct(png) : NULL;
    volatile bool done = false;

    if (info && !setjmp(png_jmpbuf(png))) {
        png_set_write_fn(png, text, append_bytes, flush_nothing);
        write_notes(text->arena, png, info, notes);
        write_picture(png, info, raster, indexed, rows);
        done = true;
    }
    png_destroy_write_struct(&png, &info);
    return done;
}

static struct bytes
encode_raster(struct arena *arena, const struct raster *raster, bool reduce,
              const struct notes *notes)
{
    struct arena scratch = {0};
    struct text text = text_new(arena);
    struct indexed indexed = raster_index(&scratch, raster, reduce);
    const unsigned char *rows =
        indexed.count ? indexed.rows : write_rows(&scratch, raster);
    bool done = encode_picture(&text, raster, &indexed, rows, notes);

    arena_close(&scratch);
    return done ? text_all(&text) : (struct bytes){0};
}

struct bytes
png_encode(struct arena *arena, const struct raster *raster, bool reduce)
{
    return encode_raster(arena, raster, reduce, NULL);
}

struct bytes
png_encode_noted(struct arena *arena, const struct raster *raster,
                 const struct notes *notes)
{
    return encode_raster(arena, raster, false, notes);
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
