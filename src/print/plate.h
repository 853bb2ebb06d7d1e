/* plate.h: for pen_cairo.c, plate.c, tones.c and film.c: pictures that are
 * made of indices from the first mark on. */
#ifndef PLATE_H
#define PLATE_H

#include "inside.h"

/* A mark covers a pixel in twelfths. Shapes are told apart in quarters, which
 * keeps slanting lines smooth; letters, which stand on whole rows, in thirds:
 * each step more is a tenth more bytes. */
#define WHOLE 12
#define SHAPE_STEP 3
#define LETTER_STEP 4

/* Tones.c. */

#define MOST_TONES 256
#define CLEAR 0 /* the index of no tone */
#define PAPER 1

/* What an ink makes of the tones under it, by how much it covers. */
struct pot {
    uint32_t colour;
    int opacity;                          /* of 255 */
    short becomes[WHOLE + 1][MOST_TONES]; /* -1: not mixed yet */
};
struct tones {
    struct arena *arena;
    uint32_t colours[MOST_TONES]; /* 0xrrggbb */
    int count;                    /* with CLEAR */
    struct pot **pots;
    size_t pot_count, pot_room;
};
/* paper: red, green, blue in 0..1. */
struct tones *tones_new(struct arena *arena, const double *paper);
/* Lives as long as the tones. */
struct pot *tones_pot(struct tones *tones, const double *rgb, double opacity);
/* The tone that the ink makes of another one. */
int tones_mix(struct tones *tones, struct pot *pot, int cover, int under);

/* Plate.c. */

/* Neighbours in a row that are covered alike. */
struct stretch {
    uint16_t x, y, length, cover; /* cover: 1 to WHOLE */
};
struct shape {
    struct key key;
    struct stretch *at;
    size_t count, room;
};
/* Pixels: from left and top to before right and foot. */
struct area {
    int left, top, right, foot;
};
struct memory;

struct plate {
    int width, height;
    unsigned char *rows;  /* an index a pixel */
    unsigned char *cover; /* what cairo draws a mark into, else all 0 */
    size_t stride;        /* of cover */
    struct tones *tones;
    struct memory *memory;
};
/* A plate for one thread, width and height below 65,536. It remembers the
 * shapes of marks, so that what does not change from frame to frame is drawn
 * once. */
struct plate *plate_new(struct arena *arena, int width, int height);
/* An empty picture in these tones. */
void plate_start(struct plate *plate, struct tones *tones);
/* The shape that was lifted under that key, or NULL. */
const struct shape *plate_find(const struct plate *plate, struct key key);
/* What is drawn in that area of cover, in steps of WHOLE; cover is cleared. */
const struct shape *plate_lift(struct plate *plate, struct key key,
                               struct area area, int step);
void plate_lay(struct plate *plate, const struct shape *shape, struct pot *pot);

#endif
