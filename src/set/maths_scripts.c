/* maths_scripts.c: what stands at the upper and lower right of an atom, and
 * over and under it (The TeXbook, appendix G, rules 13 and 18). The order
 * matters: first how far scripts hang from a box's edges, then the constants,
 * then the gap between both. */
#include "maths.h"

#include <math.h>

struct scripts {
    const struct box *base;
    struct box *sub, *sup; /* or NULL */
    double down, up;       /* [pt] from the base's line */
    double size;           /* [pt] of the base's style */
    bool cramped;
};

static void
raise_sup(const struct maths_constants *c, struct scripts *s)
{
    double least =
        s->cramped ? c->superscript_shift_up_cramped : c->superscript_shift_up;

    s->up = fmax(s->up, least * s->size);
    s->up = fmax(s->up, s->sup->depth + c->superscript_bottom_min * s->size);
}

static void
lower_sub(const struct maths_constants *c, struct scripts *s)
{
    s->down = fmax(s->down, c->subscript_shift_down * s->size);
    if (!s->sup)
        s->down =
            fmax(s->down, s->sub->height - c->subscript_top_max * s->size);
}

/* Both must not touch; what they lack goes to the superscript first, as far as
 * its foot may rise beside a subscript. */
static void
part_scripts(const struct maths_constants *c, struct scripts *s)
{
    double gap = s->up - s->sup->depth - (s->sub->height - s->down);
    double lack = c->sub_superscript_gap_min * s->size - gap;

    if (lack <= 0)
        return;
    double rise = c->superscript_bottom_max_with_subscript * s->size -
                  (s->up - s->sup->depth);
    rise = fmin(fmax(rise, 0), lack);
    s->up += rise;
    s->down += lack - rise;
}

static void
shift_scripts(const struct setter *setter, struct scripts *s)
{
    const struct maths_constants *c = setter->constants;

    if (!s->base->letter) {
        s->up = s->base->height - c->superscript_baseline_drop_max * s->size;
        s->down = s->base->depth + c->subscript_baseline_drop_min * s->size;
    }
    if (s->sup)
        raise_sup(c, s);
    if (s->sub)
        lower_sub(c, s);
    if (s->sup && s->sub)
        part_scripts(c, s);
}

/* Cut-ins of two glyphs at a height above the base's line [pt]. */
static double
find_cut(const struct setter *setter, const struct box *base,
         const struct box *script, bool above, double height, double shift)
{
    double cut = 0;

    if (base->glyph)
        cut +=
            maths_kern(setter->faces, base->glyph,
                       above ? TOP_RIGHT : BOTTOM_RIGHT, height / base->size) *
            base->size;
    if (script->glyph)
        cut += maths_kern(setter->faces, script->glyph,
                          above ? BOTTOM_LEFT : TOP_LEFT,
                          (height - shift) / script->size) *
               script->size;
    return cut;
}

/* Measured where the script ends towards the base and where the base ends
 * towards the script; the wider of both holds. */
static double
find_kern(const struct setter *setter, const struct box *base,
          const struct box *script, bool above, double shift)
{
    double edge = above ? shift - script->depth : shift + script->height;
    double end = above ? base->height : -base->depth;

    return fmax(find_cut(setter, base, script, above, edge, shift),
                find_cut(setter, base, script, above, end, shift));
}

static struct box *
join_scripts(struct setter *setter, const struct scripts *s)
{
    struct box *box = box_new(setter);
    double after = setter->constants->space_after_script * s->size;

    box_add(setter, box, 0, 0, s->base);
    box->width = s->base->width;
    if (s->sup) {
        double x =
            s->base->width + find_kern(setter, s->base, s->sup, true, s->up);
        box_add(setter, box, x, -s->up, s->sup);
        box->width = fmax(box->width, x + s->sup->width + after);
    }
    if (s->sub) {
        double x = s->base->width - s->base->italic +
                   find_kern(setter, s->base, s->sub, false, -s->down);
        box_add(setter, box, x, s->down, s->sub);
        /* Without an exponent nothing fills the place under the slope. */
        box->width = s->sup ? fmax(box->width, x + s->sub->width + after)
                            : x + s->sub->width + after;
    }
    box->accent = s->base->accent;
    return box;
}

/* Limits. */

static struct box *
set_limits(struct setter *setter, struct scripts *s)
{
    const struct maths_constants *c = setter->constants;
    struct box *box = box_new(setter);
    double slant = s->base->italic / 2, width = s->base->width;

    width = fmax(width, s->sup ? s->sup->width : 0);
    width = fmax(width, s->sub ? s->sub->width : 0);
    box_add(setter, box, (width - s->base->width) / 2, 0, s->base);
    if (s->sup) {
        double rise = fmax(c->upper_limit_gap_min * s->size + s->sup->depth,
                           c->upper_limit_baseline_rise_min * s->size);
        box_add(setter, box, (width - s->sup->width) / 2 + slant,
                -(s->base->height + rise), s->sup);
    }
    if (s->sub) {
        double drop = fmax(c->lower_limit_gap_min * s->size + s->sub->height,
                           c->lower_limit_baseline_drop_min * s->size);
        box_add(setter, box, (width - s->sub->width) / 2 - slant,
                s->base->depth + drop, s->sub);
    }
    box->width = width;
    box->accent = width / 2;
    return box;
}

static struct scripts
set_both(struct setter *setter, const struct maths *maths, struct mode mode)
{
    struct scripts s = {.base = set_part(setter, maths->first, mode),
                        .size = find_size(setter, mode),
                        .cramped = mode.cramped};

    if (maths->sub)
        s.sub = set_part(setter, maths->sub, find_script(mode, false));
    if (maths->sup)
        s.sup = set_part(setter, maths->sup, find_script(mode, true));
    return s;
}

struct box *
set_scripts(struct setter *setter, const struct maths *maths, struct mode mode)
{
    struct scripts s = set_both(setter, maths, mode);
    const struct maths *base = maths->first;

    if (base->limits && (base->always || mode.style == STYLE_DISPLAY))
        return set_limits(setter, &s);
    shift_scripts(setter, &s);
    return join_scripts(setter, &s);
}

struct box *
set_stack(struct setter *setter, const struct maths *maths, struct mode mode)
{
    struct scripts s = set_both(setter, maths, mode);

    return set_limits(setter, &s);
}
