/* maths_more.c: arrows with words on them, frames, and phantoms, of which only
 * the room is set. */
#include "maths.h"

#include <math.h>

#define ARROW_MARGIN 0.4 /* [em] of an arrow on both sides of its words */
#define ARROW_LEAST 1.4  /* [em] */
#define ARROW_GAP 0.12   /* [em] between it and them */
#define FRAME_MARGIN 0.3 /* [em] between rules and what they are around */

/* NULL for nothing. */
static struct box *
set_words_on(struct setter *setter, const struct maths *maths, struct mode mode,
             bool above)
{
    return maths ? set_part(setter, maths, find_script(mode, above)) : NULL;
}

struct box *
set_arrow(struct setter *setter, const struct maths *maths, struct mode mode)
{
    double size = find_size(setter, mode);
    const struct box *over = set_words_on(setter, maths->sup, mode, true);
    const struct box *under = set_words_on(setter, maths->sub, mode, false);
    double words = fmax(over ? over->width : 0, under ? under->width : 0);
    double wanted = fmax(words + 2 * ARROW_MARGIN * size, ARROW_LEAST * size);
    const struct box *arrow = set_lying(setter, maths->symbol, wanted, size);
    struct box *box = box_new(setter);
    double width = fmax(arrow->width, words);

    box_add(setter, box, (width - arrow->width) / 2, 0, arrow);
    if (over)
        box_add(setter, box, (width - over->width) / 2,
                -(arrow->height + ARROW_GAP * size + over->depth), over);
    if (under)
        box_add(setter, box, (width - under->width) / 2,
                arrow->depth + ARROW_GAP * size + under->height, under);
    box->width = width;
    box->accent = width / 2;
    return box;
}

struct box *
set_frame(struct setter *setter, const struct maths *maths, struct mode mode)
{
    struct box *inner = set_part(setter, maths->first, mode);
    struct box *box = box_new(setter);
    double rule = setter->constants->fraction_rule_thickness * setter->em;
    double margin = FRAME_MARGIN * setter->em + rule;
    double top = inner->height + margin, foot = inner->depth + margin;
    double width = inner->width + 2 * margin;

    box_add(setter, box, margin, 0, inner);
    box_rule(setter, box, 0, -top, width, rule);
    box_rule(setter, box, 0, foot - rule, width, rule);
    box_rule(setter, box, 0, -top, rule, top + foot);
    box_rule(setter, box, width - rule, -top, rule, top + foot);
    box->width = width;
    box->accent = width / 2;
    return box;
}

struct box *
set_phantom(struct setter *setter, const struct maths *maths, struct mode mode)
{
    const struct box *inner = set_part(setter, maths->first, mode);
    struct box *box = box_new(setter);

    if (maths->ruled)
        box_add(setter, box, 0, 0, inner);
    box->width = maths->wide ? inner->width : 0;
    box->height = maths->tall ? inner->height : 0;
    box->depth = maths->tall ? inner->depth : 0;
    box->accent = box->width / 2;
    return box;
}
