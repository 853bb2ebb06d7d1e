/* png.c: PNG files. Reading is libpng's simplified interface, which returns
 * from every fault of a file by itself. Writing is its plain interface for
 * all but the pixels, which are packed before: libdeflate does that in half
 * zlib's time. What one would get wrong: libpng jumps at a fault, and would end
 * the process if nobody had set the jump. Keeper of libpng. */
#include "inside.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

/* Red, green, blue; each row after its filter. */
static const unsigned char *
write_rows(struct arena *arena, const struct raster *raster)
{
    size_t width = (size_t)raster->width, height = (size_t)raster->height;
    unsigned char *rows = arena_array(arena, height, 3 * width + 1), *to = rows;
    const uint32_t *from = raster->at;

    for (size_t y = 0; y < height; y++) {
        *to++ = 0;
        for (size_t x = 0; x < width; x++, from++) {
            *to++ = (unsigned char)(*from >> 16 & 255);
            *to++ = (unsigned char)(*from >> 8 & 255);
            *to++ = (unsigned char)(*from & 255);
        }
    }
    return rows;
}

static void
write_palette(png_struct *png, png_info *info, const struct png_head *head)
{
    png_color palette[256];
    const png_byte clear = 0;

    for (int i = 0; i < head->count; i++)
        palette[i] = (png_color){(png_byte)(head->colours[i] >> 16 & 255),
                                 (png_byte)(head->colours[i] >> 8 & 255),
                                 (png_byte)(head->colours[i] & 255)};
    png_set_PLTE(png, info, palette, head->count);
    if (head->clear)
        png_set_tRNS(png, info, &clear, 1, NULL);
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

static void
write_head(struct arena *arena, png_struct *png, png_info *info,
           const struct png_head *head)
{
    write_notes(arena, png, info, head->notes);
    png_set_IHDR(png, info, (png_uint_32)head->width, (png_uint_32)head->height,
                 8, head->count ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (head->count)
        write_palette(png, info, head);
    png_write_info(png, info);
}

static void
write_chunk(png_struct *png, const struct png_chunk *chunk)
{
    png_write_chunk(png, (png_const_bytep)chunk->name,
                    (png_const_bytep)chunk->bytes.at, chunk->bytes.length);
}

struct bytes
png_file(struct arena *arena, const struct png_head *head,
         const struct png_chunk *chunks, size_t count)
{
    const struct png_chunk end = {"IEND", {"", 0}};
    struct text text = text_new(arena);
    png_struct *png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_info *info = png ? png_create_info_struct(png) : NULL;
    volatile bool done = false;

    /* libpng jumps back here when it gives up. */
    if (info && !setjmp(png_jmpbuf(png))) {
        png_set_write_fn(png, &text, append_bytes, flush_nothing);
        write_head(arena, png, info, head);
        for (size_t i = 0; i < count; i++)
            write_chunk(png, &chunks[i]);
        write_chunk(png, &end);
        done = true;
    }
    png_destroy_write_struct(&png, &info);
    return done ? text_all(&text) : (struct bytes){0};
}

/* Flat drawings pack best without a filter. */
struct bytes
png_encode(struct arena *arena, const struct raster *raster,
           const struct notes *notes)
{
    struct arena scratch = {0};
    struct indexed indexed = raster_index(&scratch, raster);
    bool few = indexed.count > 0;
    const unsigned char *rows =
        few ? indexed.rows : write_rows(&scratch, raster);
    size_t row = (size_t)raster->width * (few ? 1 : 3) + 1;
    struct bytes all = {(const char *)rows, row * (size_t)raster->height};
    struct png_head head = {raster->width, raster->height, indexed.colours,
                            indexed.count, false,          notes};
    struct png_chunk data = {"IDAT", bytes_deflate(&scratch, all, PACKING)};
    struct bytes file = png_file(arena, &head, &data, 1);

    arena_close(&scratch);
    return file;
}

/* Grey or colour, followed by alpha where there is one: taken apart. An alpha
 * that nothing is seen through is none. */
static void
split_alpha(struct arena *arena, struct pixels *pixels)
{
    size_t count = (size_t)pixels->width * (size_t)pixels->height;
    unsigned char *from = pixels->at, *to = pixels->at;
    unsigned char *alpha = arena_take(arena, count), opaque = 255;

    for (size_t i = 0; i < count; i++) {
        for (int channel = 0; channel < pixels->channels; channel++)
            *to++ = *from++;
        alpha[i] = *from++;
        opaque &= alpha[i];
    }
    if (opaque < 255)
        pixels->alpha = alpha;
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

static size_t
read_be32(const char *at)
{
    const unsigned char *from = (const unsigned char *)at;

    return (size_t)from[0] << 24 | (size_t)from[1] << 16 |
           (size_t)from[2] << 8 | from[3];
}

bool
png_next(struct bytes png, size_t *at, struct png_chunk *chunk)
{
    const size_t head = 8, tail = 4;

    if (png.length < *at || png.length - *at < head + tail)
        return false;
    size_t length = read_be32(png.at + *at);
    if (length > png.length - *at - head - tail)
        return false;
    chunk->name = png.at + *at + 4;
    chunk->bytes = (struct bytes){png.at + *at + head, length};
    *at += head + length + tail;
    return true;
}
