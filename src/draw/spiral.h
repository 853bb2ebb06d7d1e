/* spiral.h: the plan of the sequence 'spiral', made by spiral.c, measured by
 * growth.c and drawn frame by frame by frame.c, readout.c and strip.c,
 * and for paper by still.c. */
#ifndef DRAW_SPIRAL_H
#define DRAW_SPIRAL_H

#include "inside.h"

#define MOST_PARTS 12
#define SIDES 4
#define READOUTS 6

/* One side of the box: a supply. */
struct side {
    const char *label;
    const struct series *capacity, *weight;
    const struct ink *ink, *tint;
};

enum readout_kind { SHOW_VALUE, SHOW_RING, SHOW_LIMIT };
struct readout {
    enum readout_kind kind;
    const char *label, *format, *before, *after;
    const struct series *series;
};

struct act {
    const char *title, *alt;
    const struct ink *ink, *tint;
    double start; /* date */
};

/* The spiral of the whole story, sampled at equal angles: sample i is turned
 * by i / PER_TURN turns. */
#define PER_TURN 48
struct growth {
    size_t count;
    double *time, *radius; /* yr AD, [pt] */
    double *x, *y;         /* [pt] from the middle of the box */
    double *pitch;         /* [pt] from the turn before */
    int *act;
};

struct spiral {
    const struct run *run, *history;
    const struct series *software, *compute, *usable; /* of run */
    const struct series *past_software, *past_compute;
    struct side sides[SIDES]; /* top, right, bottom, left */
    struct act acts[MOST_PARTS];
    int parts, frames;
    struct readout readouts[READOUTS];
    size_t readout_count;
    const struct series *copies; /* or NULL */
    int copies_part;
    struct source strip;             /* of the history */
    struct source fan_low, fan_high; /* of an ensemble; series may be NULL */
    const struct series *strip_now;
    const char *strip_label, *gain_label;
    const char *film; /* or NULL */
    const char *language;
    struct axis strip_axis, gain_axis;
    const struct series *gain;
    const struct ink *above, *below;
    struct growth growth;
    double first, last;    /* dates */
    double least, per_nat; /* [pt] radius at the start, [pt] a nat of k */
    double start_software, start_compute; /* nats */
    const struct palette *palette;
    struct key key; /* of all but the row */
};

/* Dates the acts and samples the spiral, of which all but the samples is known;
 * says an error, and has no samples, when software does not grow. */
void growth_measure(struct desk *desk, struct spiral *spiral);
/* Half the side of the box at a level of compute [pt]. */
double growth_radius(const struct spiral *spiral, double compute);
/* A point of the spiral: turns from its start, radius and pitch there. */
void growth_point(const struct spiral *spiral, double turns, double radius,
                  double pitch, double *x, double *y);

/* Spiral_keep.c. */
struct bytes spiral_keep(const struct desk *desk, const void *plan);

/* Frame.c: what a frame is drawn from. */

struct easel {
    const struct spiral *spiral;
    struct canvas canvas;
    size_t row;
    int part; /* from 0 */
    double u; /* 0 at the first frame of the part, 1 at the last */
    double time, turns, radius;
    double side_words; /* [pt] letters of the names of the sides */
};

/* For part from 1 and frame from 0; the canvas has no sheet yet. */
struct easel easel_new(const struct figure *figure, struct arena *arena,
                       struct shaper *shaper, int part, int frame);
/* The box with its spiral and what surrounds it. */
void box_draw(const struct easel *easel);

/* A line that winds around x, y, clockwise from the top: radii [pt] and turns
 * at its start and its end. */
struct winding {
    double x, y, inner, outer, from, to;
};
#define WINDING 60 /* straight pieces */
struct mark *easel_wind(const struct easel *easel,
                        const struct winding *winding, const struct ink *ink,
                        double width);

const struct sheet *frame_draw(const struct figure *figure, struct arena *arena,
                               struct shaper *shaper, int part, int frame);

double easel_value(const struct easel *easel, const struct series *series);
const struct ink *easel_ink(const struct easel *easel, const char *name);
/* readout.c: the numbers beside the box. */
void readouts_draw(const struct easel *easel);
/* What a readout says, "230 days" or "cooling 41%"; not for the ring. */
const char *readout_words(const struct easel *easel,
                          const struct readout *readout);
/* "January 2025". */
const char *readout_date(const struct easel *easel);
/* The date, the first number and the tightest limit. */
const struct fact *readout_facts(const struct figure *figure,
                                 struct arena *arena, int part, int frame);
/* still.c: the frame for paper. */
const struct sheet *still_draw(const struct figure *figure, struct arena *arena,
                               struct shaper *shaper, int part, int frame);
/* strip.c: software against the years, and the gain. */
void strip_draw(const struct easel *easel);

#define FRAME_WIDTH 640.0  /* [pt] */
#define FRAME_HEIGHT 360.0 /* [pt] */
#define STILL_WIDTH 148.0  /* [pt] */
#define STILL_HEIGHT 87.0  /* [pt] */

#endif
