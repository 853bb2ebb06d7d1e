/* maths_grown.c: signs that grow: operators in displays, delimiters around what
 * they hold, roots. A grown sign is one glyph or an assembly of parts; either
 * way it is one character to a reader. The top of a root's sign is the top of
 * its bar, so the bar is laid from there. */
#include "maths.h"

#include <math.h>

#define FENCE_SHARE 0.901   /* TeX's \delimiterfactor */
#define FENCE_SHORTFALL 0.5 /* [em] TeX's \delimitershortfall */
#define NULL_DELIMITER 0.12 /* [em] TeX's \nulldelimiterspace */

/* Parts as one box: upright from the foot at y = 0, or lying from x = 0. */
static struct box *
build_grown(struct setter *setter, const struct maths_grown *grown,
            bool upright, double size, uint32_t codepoint)
{
    struct arena *arena = setter->arena;
    struct glyphs *glyphs = TAKE(arena, struct glyphs);
    uint32_t *ids = TAKE_ARRAY(arena, grown->count, uint32_t);
    double *x = TAKE_ARRAY(arena, grown->count, double);
    double *y = TAKE_ARRAY(arena, grown->count, double);
    struct text text = text_new(arena);
    struct box *box = box_new(setter);

    for (size_t i = 0; i < grown->count; i++) {
        const struct maths_part *part = &grown->parts[i];
        struct maths_glyph glyph =
            maths_measure(setter->faces, FACE_MATHS, part->id);
        ids[i] = part->id;
        x[i] = upright ? 0 : part->at * size;
        y[i] = upright ? -(part->at + glyph.depth) * size : 0;
        if (upright)
            box->width = fmax(box->width, glyph.width * size);
        else
            box->height = fmax(box->height, glyph.height * size);
        box->depth = upright ? 0 : fmax(box->depth, glyph.depth * size);
        box->italic = upright && grown->count == 1 ? glyph.italic * size : 0;
    }
    if (upright)
        box->height = grown->length * size;
    else
        box->width = grown->length * size;
    text_utf8(&text, codepoint);
    *glyphs = (struct glyphs){
        .style = {.face = FACE_MATHS, .size = size},
        .count = grown->count,
        .ids = ids,
        .x = x,
        .y = y,
        .clusters = TAKE_ARRAY(arena, grown->count, uint32_t),
        .text = text.at,
        .length = text.length,
        .width = box->width,
    };
    box_glyphs(setter, box, 0, 0, glyphs);
    return box;
}

static struct box *
centre_on_axis(struct setter *setter, struct box *inner, double size)
{
    struct box *box = box_new(setter);
    double axis = setter->constants->axis_height * size;

    box_add(setter, box, 0, (inner->height - inner->depth) / 2 - axis, inner);
    box->width = inner->width + inner->italic;
    box->italic = inner->italic;
    box->accent = box->width / 2;
    return box;
}

/* Signs in displays are at least this much larger than in text, whatever the
 * face says. */
struct box *
set_operator(struct setter *setter, const struct maths *maths, struct mode mode)
{
    double size = find_size(setter, mode);
    struct maths_glyph glyph = maths_glyph(setter->faces, maths->symbol, 0);
    double wanted = glyph.height + glyph.depth;

    if (!glyph.id) {
        struct maths plain = *maths;
        plain.big = false;
        return set_part(setter, &plain, mode);
    }
    if (mode.style == STYLE_DISPLAY)
        wanted =
            fmax(setter->constants->display_operator_min_height, wanted * 1.25);
    else
        wanted = 0;
    struct maths_grown grown =
        maths_grow(setter->arena, setter->faces, glyph.id, true, wanted);
    return centre_on_axis(
        setter, build_grown(setter, &grown, true, size, maths->symbol), size);
}

/* Delimiters. */

double
find_fence(const struct setter *setter, double height, double depth,
           struct mode mode)
{
    double axis = setter->constants->axis_height * find_size(setter, mode);
    double length = 2 * fmax(height - axis, depth + axis);

    return fmax(length * FENCE_SHARE, length - FENCE_SHORTFALL * setter->em);
}

struct box *
set_delimiter(struct setter *setter, uint32_t codepoint, double wanted,
              struct mode mode)
{
    double size = find_size(setter, mode);
    struct maths_glyph glyph = maths_glyph(setter->faces, codepoint, 0);

    if (!codepoint || !glyph.id)
        return box_space(setter, NULL_DELIMITER * setter->em);
    struct maths_grown grown =
        maths_grow(setter->arena, setter->faces, glyph.id, true, wanted / size);
    struct box *box = centre_on_axis(
        setter, build_grown(setter, &grown, true, size, codepoint), size);
    box->width -= box->italic;
    box->italic = 0;
    return box;
}

struct box *
set_fenced(struct setter *setter, const struct maths *maths, struct mode mode)
{
    const struct maths *inner = maths->first;
    bool row = inner && inner->kind == MATHS_ROW;
    struct atoms atoms = set_atoms(setter, row ? inner->first : inner, mode);
    double height = 0, depth = 0;

    for (size_t i = 0; i < atoms.count; i++)
        if (atoms.at[i].box) {
            height = fmax(height, atoms.at[i].box->height);
            depth = fmax(depth, atoms.at[i].box->depth);
        }
    double wanted = find_fence(setter, height, depth, mode);
    for (size_t i = 0; i < atoms.count; i++)
        if (!atoms.at[i].box)
            atoms.at[i].box =
                set_delimiter(setter, atoms.at[i].maths->symbol, wanted, mode);
    struct atom fence[] = {
        {set_delimiter(setter, maths->symbol, wanted, mode), ATOM_OPENING,
         maths},
        {join_atoms(setter, &atoms, ATOM_OPENING, mode), ATOM_ORDINARY, maths},
        {set_delimiter(setter, maths->closing, wanted, mode), ATOM_CLOSING,
         maths},
    };
    struct atoms all = {fence, COUNT(fence)};
    return join_atoms(setter, &all, ATOM_NONE, mode);
}

/* Roots. */

/* The sign with its head at the bar's, and the bar. */
static struct box *
join_radical(struct setter *setter, const struct box *inner,
             const struct box *sign, double gap, double size)
{
    const struct maths_constants *c = setter->constants;
    double rule = c->radical_rule_thickness * size;
    struct box *box = box_new(setter);

    gap +=
        fmax(0, sign->height - (inner->height + inner->depth + gap + rule)) / 2;
    double top = inner->height + gap + rule;
    box_add(setter, box, 0, sign->height - top, sign);
    box_rule(setter, box, sign->width, -top, inner->width, rule);
    box_add(setter, box, sign->width, 0, inner);
    box->width = sign->width + inner->width;
    box->height = top + c->radical_extra_ascender * size;
    return box;
}

/* The degree stands on the sign's foot, raised by a share of its height. */
static struct box *
add_degree(struct setter *setter, struct box *root, const struct maths *degree,
           double size)
{
    const struct maths_constants *c = setter->constants;
    struct box *box = box_new(setter);
    const struct box *small =
        set_part(setter, degree, (struct mode){STYLE_SMALLEST, false});
    double before = c->radical_kern_before_degree * size;
    double x = before + small->width + c->radical_kern_after_degree * size;
    double rise =
        (root->height + root->depth) * c->radical_degree_bottom_raise_percent -
        root->depth;

    x = fmax(x, 0);
    box_add(setter, box, x, 0, root);
    box_add(setter, box, fmax(0, before), -rise - small->depth, small);
    box->width = x + root->width;
    return box;
}

struct box *
set_radical(struct setter *setter, const struct maths *maths, struct mode mode)
{
    const struct maths_constants *c = setter->constants;
    const struct box *inner = set_part(setter, maths->first, cramp(mode));
    double size = find_size(setter, mode);
    double gap =
        (mode.style == STYLE_DISPLAY ? c->radical_display_style_vertical_gap
                                     : c->radical_vertical_gap) *
        size;
    double wanted =
        inner->height + inner->depth + gap + c->radical_rule_thickness * size;
    struct maths_glyph glyph = maths_glyph(setter->faces, 0x221a, 0);
    struct maths_grown grown =
        maths_grow(setter->arena, setter->faces, glyph.id, true, wanted / size);
    const struct box *sign = build_grown(setter, &grown, true, size, 0x221a);
    struct box *root = join_radical(setter, inner, sign, gap, size);

    return maths->first->next
               ? add_degree(setter, root, maths->first->next, size)
               : root;
}

struct box *
set_lying(struct setter *setter, uint32_t codepoint, double wanted, double size)
{
    struct maths_glyph glyph = maths_glyph(setter->faces, codepoint, 0);
    struct maths_grown grown = maths_grow(setter->arena, setter->faces,
                                          glyph.id, false, wanted / size);

    return build_grown(setter, &grown, false, size, codepoint);
}
