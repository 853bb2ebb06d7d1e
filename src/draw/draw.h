/* draw.h: the door of drawing: from figure descriptions and numbers to
 * sheets. */
#ifndef DRAW_H
#define DRAW_H

#include "data/data.h"
#include "sheet/sheet.h"
#include "tree/tree.h"

/* The palette of templates/palette.yaml: name -> {screen: "#rrggbb", dark:
 * "#rrggbb", press: [c, m, y, k] in percent}. An ink that is missing is said
 * and drawn black. */
const struct palette *draw_palette(struct arena *arena, struct diag *diag,
                                   const struct tree *tree);

/* Every key of a figure's description, for a reader at a terminal: made from
 * the tables that descriptions are read by. */
void draw_help(struct text *out);

/* Draws every figure description of the tree on up to threads threads;
 * sequences are prepared and drawn when asked for. A description with a fault
 * is said at its place and drawn as a framed gap with the message in it. */
struct figures *draw_figures(struct arena *arena, struct diag *diag,
                             const struct tree *tree, const struct data *data,
                             const struct faces *faces,
                             const struct palette *palette, int threads);

/* Draws the bytes that figure->live has, with the numbers of the moment: the
 * runs 'central' and 'wall' of data. Layers of a run that data has not are left
 * out; nothing is drawn of bytes that are damaged. The marks are those of the
 * printed figure when the numbers are. Its inks are those of palette, which is
 * filled in: as many and in the order of the book's, with their names alone. */
const struct sheet *sketch_draw(struct arena *arena, struct bytes bytes,
                                const struct data *data, struct shaper *shaper,
                                double width, double height,
                                struct palette *palette);

/* The sequence that figure->live of a sequence has, with the runs 'central' and
 * 'spiral' of data, which must last as long; its draw gives the marks of the
 * printed frames when these runs have their numbers. NULL when the bytes are
 * damaged. It has no more than parts, frames and draw, and its inks are as
 * those of sketch_draw. */
const struct figure *sketch_sequence(struct arena *arena, struct bytes bytes,
                                     const struct data *data,
                                     struct palette *palette);

#endif
