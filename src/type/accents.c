/* accents.c: letters with accents for a face that has none, as the bold of the
 * text: made of the letter and of the accent that stands by itself. What one
 * would get wrong: HarfBuzz takes such a letter apart where the face lacks it,
 * so all that it need be told is which glyph is the accent; but it sets that
 * behind the letter, and it is moved over it here. A letter with a dot is not
 * made, for there is none without. */
#include "inside.h"

#define CEDILLA 0x327
#define GAP 0.045 /* [em] between a letter and what stands above it */

/* What joins a letter, and the same by itself. */
static const struct {
    uint32_t mark, alone;
} accents[] = {{0x300, 0x60}, {0x301, 0xb4}, {0x303, 0x7e},
               {0x308, 0xa8}, {0x30a, 0xb0}, {CEDILLA, 0xb8}};

/* The accent by itself, or 0. */
static uint32_t
find_alone(uint32_t mark)
{
    for (size_t i = 0; i < COUNT(accents); i++)
        if (accents[i].mark == mark)
            return accents[i].alone;
    return 0;
}

static bool
has_glyph(hb_font_t *font, uint32_t c)
{
    hb_codepoint_t glyph;

    return hb_font_get_nominal_glyph(font, c, &glyph);
}

static hb_bool_t
find_nominal(hb_font_t *font, void *data, hb_codepoint_t c,
             hb_codepoint_t *glyph, void *user)
{
    hb_font_t *own = hb_font_get_parent(font);
    uint32_t alone = find_alone(c);

    (void)data, (void)user;
    return hb_font_get_nominal_glyph(own, alone ? alone : c, glyph);
}

/* Of the letters with a cedilla most Latvian ones are drawn with a comma. */
static bool
can_make(hb_font_t *font, uint32_t c)
{
    hb_codepoint_t letter, mark;

    return hb_unicode_decompose(hb_unicode_funcs_get_default(), c, &letter,
                                &mark) &&
           letter < 0x80 && letter != 'i' && letter != 'j' &&
           has_glyph(font, letter) && find_alone(mark) &&
           (mark != CEDILLA || c < 0x100);
}

void
accents_lend(struct face *face)
{
    if (has_glyph(face->font, 0xe9) || has_glyph(face->font, 0x301) ||
        !has_glyph(face->font, 0xb4))
        return;
    hb_font_t *font = hb_font_create_sub_font(face->font);
    hb_font_funcs_t *funcs = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyph_func(funcs, find_nominal, NULL, NULL);
    hb_font_set_funcs(font, funcs, NULL, NULL);
    hb_font_funcs_destroy(funcs);
    hb_font_destroy(face->font);
    hb_font_make_immutable(font);
    face->font = font;
    face->lends = true;
    for (uint32_t c = 0x80; c < LATIN_END; c++)
        face->latin[c] |= can_make(font, c);
}

/* Above its letter or, of a cedilla, where it is drawn: the letter's ink is as
 * far to its right as to its left. */
static void
place_accent(hb_font_t *font, const hb_glyph_info_t *info,
             hb_glyph_position_t *at, bool below)
{
    hb_glyph_extents_t letter, accent;
    int gap = (int)(GAP * hb_face_get_upem(hb_font_get_face(font)));

    if (!hb_font_get_glyph_extents(font, info[0].codepoint, &letter) ||
        !hb_font_get_glyph_extents(font, info[1].codepoint, &accent))
        return;
    at[1].x_offset = at[0].x_offset - at[0].x_advance + letter.x_bearing +
                     letter.width / 2 - accent.x_bearing - accent.width / 2;
    at[1].x_advance = 0;
    at[1].y_offset = at[0].y_offset;
    if (!below)
        at[1].y_offset +=
            letter.y_bearing + gap - accent.y_bearing - accent.height;
}

/* The mark whose accent that glyph is, or 0. */
static uint32_t
find_mark(hb_font_t *font, uint32_t glyph)
{
    hb_codepoint_t own;

    for (size_t i = 0; i < COUNT(accents); i++)
        if (hb_font_get_nominal_glyph(font, accents[i].mark, &own) &&
            own == glyph)
            return accents[i].mark;
    return 0;
}

void
accents_place(const struct face *face, hb_buffer_t *buffer)
{
    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, &count);

    for (unsigned i = 1; i < count; i++) {
        if (info[i].cluster != info[i - 1].cluster)
            continue;
        uint32_t mark = find_mark(face->font, info[i].codepoint);
        if (mark)
            place_accent(face->font, &info[i - 1], &at[i - 1], mark == CEDILLA);
    }
}
