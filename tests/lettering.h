/* lettering.h: what is wrong with the words of a drawing, as a reader's eye
 * would find it: words over words, off the sheet, under or over lines. */
#ifndef LETTERING_H
#define LETTERING_H

#include "fixture.h"
#include "sheet/sheet.h"

/* A line for each fault, "" when there is none. Light inks (grid, box and
 * every tint) may lie under words. */
const char *find_faults(struct shaper *shaper, const struct sheet *sheet);

#endif
