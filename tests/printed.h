/* printed.h: what the tests of print/ share: a figure to print, and ways to
 * look at what came out. */
#ifndef PRINTED_H
#define PRINTED_H

#include "fixture.h"
#include "print/inside.h"

extern const struct ink inks[3]; /* ink, blue, paper */
extern struct shaper *shaper;

/* A test with faces, a shaper and a folder. */
void begin_printing(void);
void end_printing(void);

struct sheet *draw_figure(void);
struct pixels decode(struct bytes png);
bool same(struct bytes a, struct bytes b);
/* Every one of the words, up to NULL, in this order. */
void follow(const char *text, const char *const *words);

#endif
