/* block.c: short texts of one or a few lines. A block's box goes from the
 * ascenders of its first line to the descenders of its last, so blocks may
 * touch without their letters doing so. */
#include "inside.h"

#include <string.h>

/* Of the size: Inter's ascenders and descenders, and the leading. */
#define ASCENT 0.77
#define DESCENT 0.22
#define LEADING 1.2

const struct ink *
canvas_ink(const struct canvas *canvas, const char *name)
{
    return palette_ink(canvas->palette, name);
}

static const struct glyphs *
shape_words(const struct canvas *canvas, enum face_name face, double size,
            const char *text, size_t length)
{
    struct style style = {
        .face = face, .size = size, .features = FEATURE_TABULAR};

    return shape_text(canvas->shaper, &style, text, length);
}

static struct block
make_block(const struct glyphs *const *lines, size_t count, double size)
{
    struct block block = {.lines = lines, .count = count, .size = size};

    for (size_t i = 0; i < count; i++)
        if (lines[i]->width > block.width)
            block.width = lines[i]->width;
    if (count)
        block.height =
            ((double)(count - 1) * LEADING + ASCENT + DESCENT) * size;
    return block;
}

struct block
block_new(const struct canvas *canvas, enum face_name face, double size,
          const char *text)
{
    const struct glyphs **lines = NULL;
    size_t count = 0, room = 0;

    while (*text) {
        size_t length = strcspn(text, "\n");
        GROW(canvas->arena, lines, count, room);
        lines[count++] = shape_words(canvas, face, size, text, length);
        text += length + (text[length] == '\n');
    }
    return make_block(lines, count, size);
}

/* Bytes of text that fit the measure, up to a blank; the first word always
 * does. */
static size_t
fit_words(const struct canvas *canvas, enum face_name face, double size,
          const char *text, double measure)
{
    size_t fits = 0, end = 0;

    while (text[end]) {
        end += strspn(text + end, " ");
        end += strcspn(text + end, " ");
        if (fits && shape_words(canvas, face, size, text, end)->width > measure)
            break;
        fits = end;
    }
    return fits;
}

struct block
block_wrap(const struct canvas *canvas, enum face_name face, double size,
           const char *words, double measure, size_t most)
{
    const struct glyphs **lines =
        TAKE_ARRAY(canvas->arena, most, const struct glyphs *);
    char *text = arena_string(canvas->arena, words);
    size_t count = 0;

    for (char *c = text; *c; c++)
        if (*c == '\n')
            *c = ' ';
    for (text += strspn(text, " "); *text && count < most;
         text += strspn(text, " ")) {
        size_t length = fit_words(canvas, face, size, text, measure);
        lines[count++] = shape_words(canvas, face, size, text, length);
        text += length;
    }
    return make_block(lines, count, size);
}

void
block_draw(const struct canvas *canvas, const struct block *block, double x,
           double y, double align, const struct ink *ink)
{
    for (size_t i = 0; i < block->count; i++) {
        const struct glyphs *line = block->lines[i];
        double base = y + ((double)i * LEADING + ASCENT) * block->size;
        sheet_glyphs(canvas->sheet, x - align * line->width, base, line, ink);
    }
}

double
canvas_words(const struct canvas *canvas, enum face_name face, double size,
             const char *text, double x, double y, double align,
             const struct ink *ink)
{
    const struct glyphs *line =
        shape_words(canvas, face, size, text, strlen(text));

    sheet_glyphs(canvas->sheet, x - align * line->width, y, line, ink);
    return line->width;
}
