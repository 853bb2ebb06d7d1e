/* plate.h: pictures that are made of indices from the first mark on, for the
 * files that lay marks on a plate and that print plates. */
#ifndef PLATE_H
#define PLATE_H

#include "inside.h"

/* How many steps there are from paper to ink at the rim of a mark: a third is
 * an eighth more bytes, and seen only where pixels are seen. */
#define STEPS 2

/* Tones.c. */

#define MOST_TONES 256
#define PAPER 0 /* the index of the first tone */

/* What an ink makes of the tones under it, by how much it covers. */
struct pot {
    uint32_t colour;
    int opacity;                          /* of 255 */
    short becomes[STEPS + 1][MOST_TONES]; /* -1: not mixed yet */
};
struct tones {
    struct arena *arena;
    uint32_t colours[MOST_TONES]; /* 0xrrggbb */
    int count;
    struct pot **pots;
    size_t pot_count, pot_room;
};
/* paper: red, green, blue in 0..1. */
struct tones *tones_new(struct arena *arena, const double *paper);
/* Lives as long as the tones. */
struct pot *tones_pot(struct tones *tones, const double *rgb, double opacity);
/* The largest difference of a channel, up to 255. */
int tone_distance(uint32_t a, uint32_t b);
/* The tone that the ink makes of another one, from now on in the pot. */
int tones_mix(struct tones *tones, struct pot *pot, int cover, int under);

/* Plate.c. */

/* Pixels: from left and top to before right and foot. */
struct area {
    int left, top, right, foot;
};
struct plate {
    int width, height;
    unsigned char *rows;  /* indices, as a PNG has them: a filter, 0, first */
    unsigned char *cover; /* what cairo draws a mark into, else all 0 */
    size_t stride;        /* of cover; eight divide it */
    struct tones *tones;
};
/* A plate for one thread, for one picture after the other. */
struct plate *plate_new(struct arena *arena, int width, int height);
/* An empty picture in these tones, which must live as long as it is used. */
void plate_start(struct plate *plate, struct tones *tones);
/* What is drawn in that area of cover becomes ink; cover is cleared. */
void plate_lay(struct plate *plate, struct area area, const double *rgb,
               double opacity);
/* The first pixel of a row. */
unsigned char *plate_row(const struct plate *plate, int y);
/* The whole file. */
struct bytes plate_png(struct arena *arena, const struct plate *plate);

/* Pen_cairo.c: lay the sheet's marks on the plate, scale pixels a point. False
 * if cairo refuses. */
bool sheet_plate(struct arena *arena, const struct faces *faces,
                 const struct sheet *sheet, double scale, struct plate *plate);

/* Film.c: an animated PNG. Viewers that do not know such see the last frame,
 * which the words of notes describe. */
struct film;
struct film *film_new(struct arena *arena, int width, int height);
/* The plate is of the film's size. */
void film_add(struct film *film, const struct plate *plate);
/* The whole file, of one frame or more. */
struct bytes film_png(struct arena *arena, const struct film *film,
                      const struct notes *notes);

#endif
