/* maths_parts.c: fractions and accents (The TeXbook, appendix G, rules 12 and
 * 15). The bar of a fraction lies on the axis, on which the bars of plus and
 * equal lie too; its thickness is shared out to both sides. */
#include "maths.h"

#include <math.h>

#define FRACTION_MARGIN 0.12 /* [em] TeX's \nulldelimiterspace */
#define LYING_GAP 0.12 /* [em] between an expression and a brace along it */

/* Fractions. */

struct stack {
    const struct box *top, *bottom;
    double up, down; /* [pt] of their lines from that of the fraction */
    double size;
    bool display;
};

static void
shift_ruled(const struct maths_constants *c, struct stack *s)
{
    double axis = c->axis_height * s->size;
    double half = c->fraction_rule_thickness * s->size / 2;
    double above = s->display ? c->fraction_num_display_style_gap_min
                              : c->fraction_numerator_gap_min;
    double below = s->display ? c->fraction_denom_display_style_gap_min
                              : c->fraction_denominator_gap_min;

    s->up = (s->display ? c->fraction_numerator_display_style_shift_up
                        : c->fraction_numerator_shift_up) *
            s->size;
    s->down = (s->display ? c->fraction_denominator_display_style_shift_down
                          : c->fraction_denominator_shift_down) *
              s->size;
    s->up = fmax(s->up, axis + half + above * s->size + s->top->depth);
    s->down =
        fmax(s->down, s->bottom->height - (axis - half) + below * s->size);
}

static void
shift_bare(const struct maths_constants *c, struct stack *s)
{
    s->up = (s->display ? c->stack_top_display_style_shift_up
                        : c->stack_top_shift_up) *
            s->size;
    s->down = (s->display ? c->stack_bottom_display_style_shift_down
                          : c->stack_bottom_shift_down) *
              s->size;
    double gap = s->up - s->top->depth - (s->bottom->height - s->down);
    double lack =
        (s->display ? c->stack_display_style_gap_min : c->stack_gap_min) *
            s->size -
        gap;
    s->up += fmax(0, lack) / 2;
    s->down += fmax(0, lack) / 2;
}

static struct mode
find_part_mode(struct mode mode, bool above)
{
    if (mode.style == STYLE_DISPLAY)
        return (struct mode){STYLE_TEXT, !above || mode.cramped};
    return find_script(mode, above);
}

struct box *
set_fraction(struct setter *setter, const struct maths *maths, struct mode mode)
{
    const struct maths_constants *c = setter->constants;
    const struct maths *below = maths->first->next;
    struct stack s = {
        .top = set_part(setter, maths->first, find_part_mode(mode, true)),
        .bottom = set_part(setter, below, find_part_mode(mode, false)),
        .size = find_size(setter, mode),
        .display = mode.style == STYLE_DISPLAY};
    double margin = maths->ruled ? FRACTION_MARGIN * setter->em : 0;
    double width = fmax(s.top->width, s.bottom->width);
    double rule = c->fraction_rule_thickness * s.size;
    struct box *box = box_new(setter);

    if (maths->ruled)
        shift_ruled(c, &s);
    else
        shift_bare(c, &s);
    box_add(setter, box, margin + (width - s.top->width) / 2, -s.up, s.top);
    if (maths->ruled)
        box_rule(setter, box, margin, -(c->axis_height * s.size + rule / 2),
                 width, rule);
    box_add(setter, box, margin + (width - s.bottom->width) / 2, s.down,
            s.bottom);
    box->width = width + 2 * margin;
    box->accent = box->width / 2;
    return box;
}

/* Accents. */

static struct box *
set_bar(struct setter *setter, const struct box *base, bool under, double size)
{
    const struct maths_constants *c = setter->constants;
    double rule =
        (under ? c->underbar_rule_thickness : c->overbar_rule_thickness) * size;
    double gap =
        (under ? c->underbar_vertical_gap : c->overbar_vertical_gap) * size;
    struct box *box = box_new(setter);

    box_add(setter, box, 0, 0, base);
    box_rule(setter, box, 0,
             under ? base->depth + gap : -(base->height + gap + rule),
             base->width, rule);
    if (under)
        box->depth += c->underbar_extra_descender * size;
    else
        box->height += c->overbar_extra_ascender * size;
    box->width = base->width;
    return box;
}

/* A brace along the whole of it. */
static struct box *
set_brace(struct setter *setter, const struct maths *maths,
          const struct box *base, double size)
{
    const struct box *brace =
        set_lying(setter, maths->symbol, base->width, size);
    struct box *box = box_new(setter);
    double gap = LYING_GAP * size;
    double width = fmax(base->width, brace->width);

    box_add(setter, box, (width - base->width) / 2, 0, base);
    box_add(setter, box, (width - brace->width) / 2,
            maths->under ? base->depth + gap + brace->height
                         : -(base->height + gap + brace->depth),
            brace);
    box->width = width;
    return box;
}

/* Its foot where the face has drawn it for a letter of accentBaseHeight. */
static struct box *
set_mark(struct setter *setter, const struct maths *maths,
         const struct box *base, double size)
{
    struct maths_glyph glyph = maths_glyph(setter->faces, maths->symbol, 0);
    double least = setter->constants->accent_base_height * size;
    struct box *box = box_new(setter);

    if (maths->wide)
        glyph = maths_measure(
            setter->faces, FACE_MATHS,
            maths_widen(setter->faces, glyph.id, base->width / size));
    const struct box *mark = box_glyph(setter, &glyph, size, maths->symbol);
    box_add(setter, box, 0, 0, base);
    box_add(setter, box, base->accent - mark->accent,
            -fmax(0, base->height - fmin(base->height, least)), mark);
    box->width = base->width;
    box->italic = base->italic;
    return box;
}

struct box *
set_accent(struct setter *setter, const struct maths *maths, struct mode mode)
{
    struct box *base = set_part(setter, maths->first, cramp(mode));
    double size = find_size(setter, mode);
    struct box *box;

    if (!base->glyph)
        base->accent = base->accent > 0 ? base->accent : base->width / 2;
    if (maths->symbol == 0x203e || maths->symbol == 0x332)
        box = set_bar(setter, base, maths->under, size);
    else if (maths->symbol == 0x23de || maths->symbol == 0x23df)
        box = set_brace(setter, maths, base, size);
    else
        box = set_mark(setter, maths, base, size);
    box->accent = base->accent;
    box->letter = base->letter;
    return box;
}
