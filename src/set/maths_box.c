/* maths_box.c: boxes of a formula, and how they become marks. What a reader
 * copies from the page is the plain letter, not its slanted twin in Unicode's
 * mathematical alphabets. */
#include "maths.h"

#include <math.h>
#include <string.h>

struct box *
box_new(struct setter *setter)
{
    return TAKE(setter->arena, struct box);
}

static struct placed *
add_placed(struct setter *setter, struct box *box, double x, double y)
{
    struct placed *placed = TAKE(setter->arena, struct placed);

    placed->x = x;
    placed->y = y;
    if (box->last)
        box->last->next = placed;
    else
        box->first = placed;
    box->last = placed;
    return placed;
}

void
box_add(struct setter *setter, struct box *box, double x, double y,
        const struct box *inner)
{
    bool empty = !box->first;

    add_placed(setter, box, x, y)->box = inner;
    box->height =
        empty ? inner->height - y : fmax(box->height, inner->height - y);
    box->depth = empty ? inner->depth + y : fmax(box->depth, inner->depth + y);
}

void
box_rule(struct setter *setter, struct box *box, double x, double y, double w,
         double h)
{
    struct placed *rule = add_placed(setter, box, x, y);

    rule->w = w;
    rule->h = h;
    box->height = fmax(box->height, -y);
    box->depth = fmax(box->depth, y + h);
}

void
box_glyphs(struct setter *setter, struct box *box, double x, double y,
           const struct glyphs *glyphs)
{
    add_placed(setter, box, x, y)->glyphs = glyphs;
}

struct box *
box_space(struct setter *setter, double width)
{
    struct box *box = box_new(setter);

    box->width = width;
    return box;
}

struct box *
box_glyph(struct setter *setter, const struct maths_glyph *glyph, double size,
          uint32_t codepoint)
{
    struct text text = text_new(setter->arena);
    struct glyphs *glyphs = TAKE(setter->arena, struct glyphs);
    uint32_t *id = TAKE(setter->arena, uint32_t);
    double *zero = TAKE(setter->arena, double);
    struct box *box = box_new(setter);

    text_utf8(&text, codepoint);
    *id = glyph->id;
    *glyphs = (struct glyphs){.style = {.face = FACE_MATHS, .size = size},
                              .count = 1,
                              .ids = id,
                              .x = zero,
                              .y = zero,
                              .clusters = TAKE(setter->arena, uint32_t),
                              .text = text.at,
                              .length = text.length,
                              .width = glyph->width * size};
    box_glyphs(setter, box, 0, 0, glyphs);
    box->italic = glyph->italic * size;
    box->width = glyph->width * size + box->italic;
    box->height = glyph->height * size;
    box->depth = glyph->depth * size;
    box->accent = glyph->accent * size;
    box->glyph = glyph->id;
    box->size = size;
    return box;
}

/* The height and the depth of the highest and deepest of them. */
static void
measure_glyphs(const struct setter *setter, struct box *box,
               const struct glyphs *glyphs)
{
    const struct style *style = &glyphs->style;

    for (size_t i = 0; i < glyphs->count; i++) {
        struct maths_glyph glyph =
            maths_measure(setter->faces, style->face, glyphs->ids[i]);
        double height = glyph.height * style->size - glyphs->y[i];
        double depth = glyph.depth * style->size + glyphs->y[i];
        box->height = i ? fmax(box->height, height) : height;
        box->depth = i ? fmax(box->depth, depth) : depth;
    }
}

struct box *
box_words(struct setter *setter, const struct style *style, const char *words)
{
    const struct glyphs *glyphs =
        shape_text(setter->pass->shaper, style, words, strlen(words));
    struct box *box = box_new(setter);

    measure_glyphs(setter, box, glyphs);
    for (size_t i = 0; i < glyphs->part_count; i++)
        measure_glyphs(setter, box, glyphs->parts[i]);
    box_glyphs(setter, box, 0, 0, glyphs);
    box->width = glyphs->width;
    box->accent = glyphs->width / 2;
    box->letter = true;
    return box;
}

/* No deeper than reading lets formulas be. */
void
box_place(const struct box *box, struct sheet *sheet, double x, double y,
          const struct ink *ink)
{
    for (const struct placed *p = box->first; p; p = p->next) {
        if (p->glyphs)
            sheet_glyphs(sheet, x + p->x, y + p->y, p->glyphs, ink);
        else if (p->box)
            box_place(p->box, sheet, x + p->x, y + p->y, ink);
        else
            sheet_rectangle(sheet, x + p->x, y + p->y, p->w, p->h, ink);
    }
}
