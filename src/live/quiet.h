/* quiet.h: included before every file of the module: in a page nobody reads
 * what is said to the author, and the words would be a fifth of it. What only
 * drawing asks of the mathematical library, the page's own Math gives; the
 * models have their own. PRESS tells the rest what a page can do without:
 * plans are only read, and draw/keep.c and draw/spiral_keep.c refuse figures
 * that need more: categories, second axes, ends that are to be measured, ticks
 * that are to be chosen, other marks than lines, bands, markers and texts. */
#ifndef QUIET_H
#define QUIET_H

#define PRESS false

#include "base/base.h"
#include "live/live.h"

#include <math.h>

/* By other names: the compiler makes calls of its own to those it knows. */
#define FROM_PAGE(name)                                                        \
    __attribute__((import_module("page"),                                      \
                   import_name(#name))) double page_##name

FROM_PAGE(asin)(double);
FROM_PAGE(atan2)(double, double);
FROM_PAGE(exp)(double);
FROM_PAGE(hypot)(double, double);
FROM_PAGE(cos)(double);
FROM_PAGE(sin)(double);
FROM_PAGE(log)(double);
FROM_PAGE(log10)(double);
FROM_PAGE(pow)(double, double);

#define asin page_asin
#define atan2 page_atan2
#define exp page_exp
#define hypot page_hypot
#define cos page_cos
#define sin page_sin
#define log page_log
#define log10 page_log10
#define pow page_pow

#define LABEL(words) ""

/* A call where the press has its lines: a page counts bytes. */
#undef GROW
#define GROW(arena, items, count, room)                                        \
    ((items) = grown_items((arena), (items), (count), &(room), sizeof *(items)))

#define diag_say(...) ((void)0)
#define diag_hint(...) ""

#endif
