/* feet.c: what a reader sees at the feet of pages and the search for pages
 * could not help, said at the place where the page begins. What one would get
 * wrong: a page that ends a section, or that has notes or a figure below its
 * text, has no foot to compare; and of a page of the contents, which comes from
 * no place of the author's, nothing is said. */
#include "inside.h"

#include <stdlib.h>

#define MOST_MISSING 3 /* lines, before a page is called short */

/* Where the text of the page begins. */
static struct place
find_place(const struct layout *layout)
{
    struct place place = {0};

    for (size_t i = layout->first; i < layout->last && !place.file; i++)
        place = layout->galley->at[i].place;
    return place;
}

static void
judge_spread(struct diag *diag, const struct layout *verso,
             const struct layout *recto)
{
    int between = abs(verso->missing - recto->missing);
    struct place place = find_place(recto);

    if (verso->verso && !recto->verso && verso->missing >= 0 &&
        recto->missing >= 0 && between && place.file)
        diag_say(diag, WARNING, place,
                 "the page that begins here and the one facing it end %d "
                 "line%s apart",
                 between, between == 1 ? "" : "s");
}

static void
judge_foot(struct diag *diag, const struct layout *layout)
{
    struct place place = find_place(layout);

    if (layout->missing >= MOST_MISSING && place.file)
        diag_say(diag, WARNING, place,
                 "the page that begins here is %d lines short",
                 layout->missing);
    if (layout->first == layout->last)
        return;
    const struct slab *last = &layout->galley->at[layout->last - 1];
    if (layout->forced)
        diag_say(diag, WARNING, last->place,
                 "a page ends here for want of a better place, with a line or "
                 "a heading left alone");
    else if (!layout->verso && last->penalty == BROKEN_WORD)
        diag_say(diag, WARNING, last->place,
                 "the last word of a right-hand page is broken");
}

void
layouts_judge(struct diag *diag, const struct layouts *layouts)
{
    for (size_t i = 0; i < layouts->count; i++) {
        judge_foot(diag, &layouts->at[i]);
        if (i)
            judge_spread(diag, &layouts->at[i - 1], &layouts->at[i]);
    }
}
