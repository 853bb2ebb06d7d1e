/* drawn.h: what the tests of draw/ share: figures from a text or from the
 * book, made-up runs under them, and what must hold for every drawing. */
#ifndef DRAWN_H
#define DRAWN_H

#include "draw/inside.h"
#include "fixture.h"

/* Of the run "spiral". */
#define PARTS 6
#define FRAMES 36

/* Of the test that runs; what figures are drawn with. */
extern struct data data;
extern const struct palette *palette;

/* To be ended with end_test. */
void begin_drawing(void);

/* The description of every figure of the book. */
struct tree read_figures(void);
const struct figures *draw_tree(const struct tree *tree, int threads);
/* The figure that a description gives. */
const struct figure *draw_text(const char *text);
const struct palette *read_palette(const char *text);

bool was_said(const char *words);
const char *trace_sheet(const struct sheet *sheet);
/* No mark lies outside. */
void check_bounds(const char *name, const struct sheet *sheet);
/* No words lie over others. */
void check_words_apart(const char *name, const struct sheet *sheet);

#endif
