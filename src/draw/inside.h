/* inside.h: what the files of the drawing room share. A figure is made in two
 * steps: describing (on one thread, says what is wrong, looks names up) turns
 * YAML into a plan; drawing (on any thread) turns the plan into a sheet. */
#ifndef DRAW_INSIDE_H
#define DRAW_INSIDE_H

#include "draw.h"

#define MOST_ITEMS 64      /* entries of any list in a description */
#define MOST_POINTS 100000 /* of one line */
#define MOST_TICKS 32

/* Describe.c: reading a description. */

/* A figure while it is described. Whatever is wrong goes to diag, which is
 * this figure's own; one error makes the figure a gap. */
struct desk {
    struct arena *arena;
    struct diag *diag;
    const struct data *data;
    const struct palette *palette;
    struct place place; /* of the description */
    struct column *columns;
    size_t column_count, column_room;
    const char **runs;
    size_t run_count, run_room;
};

/* A series of a run; series == NULL when it was not found, which was said. */
struct source {
    const struct run *run;
    const struct series *series;
};

/* Says an error: "no WHAT named 'name', did you mean ...". */
void desk_unknown(struct desk *desk, struct place place, const char *what,
                  const char *name, const char *const *known, size_t count);
/* Says an unknown key of map and what is allowed there. */
void desk_keys(struct desk *desk, const struct item *map, const char *what,
               const char *const *known, size_t count);
/* The text of an entry with its {{ values }} filled in. */
const char *desk_text(struct desk *desk, const struct item *map,
                      const char *key, const char *fallback);
/* The same, and an error when there is none; then "". */
const char *desk_need(struct desk *desk, const struct item *map,
                      const char *key);
/* A number, or the value of a path such as central.agi; NaN for an event that
 * is not reached. */
double desk_number(struct desk *desk, const struct item *map, const char *key,
                   double fallback);
/* The same, kept between least and most (which is said). */
double desk_within(struct desk *desk, const struct item *map, const char *key,
                   double fallback, double least, double most);
/* fallback NULL: the key is needed. */
const struct ink *desk_ink(struct desk *desk, const struct item *map,
                           const char *key, const char *fallback);
const struct run *desk_run(struct desk *desk, const struct item *map,
                           const char *key);
/* "run.series" under key. */
struct source desk_source(struct desk *desk, const struct item *map,
                          const char *key);
/* A series of a run that is known already; NULL when it has none. */
const struct series *desk_series(struct desk *desk, const struct item *map,
                                 const char *key, const struct run *run);
/* The index of the entry among names. */
int desk_choice(struct desk *desk, const struct item *map, const char *key,
                const char *const *names, size_t count, int fallback);
/* The first entry of a list of at most MOST_ITEMS maps, or NULL. */
const struct item *desk_list(struct desk *desk, const struct item *map,
                             const char *key, size_t *count);
/* Notes that the figure shows a run. */
void desk_shows(struct desk *desk, const char *run);
/* A column of words for the figure's table. */
void desk_words(struct desk *desk, const char *name, const char *const *words,
                size_t count);
/* The rows of a run from one date to another, as columns for the reader. */
void desk_columns(struct desk *desk, const struct source *sources, size_t count,
                  double from, double to);

/* Palette.c. */

struct key palette_key(struct arena *arena, const struct palette *palette);
/* The ink of that name, else the black of the text. */
const struct ink *palette_ink(const struct palette *palette, const char *name);

/* Scale.c: from numbers to points. */

struct scale {
    bool log;
    double from, to;   /* values at the ends; positive when log */
    double start, end; /* [pt] */
};
double scale_at(const struct scale *scale, double value);
/* Round values for about wanted ticks, rising, at most MOST_TICKS. */
size_t scale_ticks(const struct scale *scale, double wanted, double *ticks);
/* Moves from and to outwards to the next round values. */
void scale_round(struct scale *scale, double wanted);

enum tick_format { TICK_PLAIN, TICK_YEAR, TICK_PERCENT, TICK_POWER };
/* "1,000", "2030", "50%", "10" with a superscript; step is the distance of
 * neighbours and decides about decimals. */
const char *tick_text(struct arena *arena, enum tick_format format,
                      double value, double step);

/* Block.c: a few lines of text. */

/* Where drawing happens. */
struct canvas {
    struct arena *arena;
    struct diag *diag;
    struct shaper *shaper;
    const struct palette *palette;
    struct sheet *sheet;
    struct place place;
};

struct block {
    const struct glyphs *const *lines;
    size_t count;
    double size, width, height; /* [pt] height: ascenders to descenders */
};
/* Lines are broken at newlines. */
struct block block_new(const struct canvas *canvas, enum face_name face,
                       double size, const char *text);
/* Also where the measure would be overrun; at most most lines. */
struct block block_wrap(const struct canvas *canvas, enum face_name face,
                        double size, const char *text, double measure,
                        size_t most);
/* x is the left end, middle or right end for align 0, 0.5, 1; y the top. */
void block_draw(const struct canvas *canvas, const struct block *block,
                double x, double y, double align, const struct ink *ink);
/* One line with its baseline at y; gives its width. */
double canvas_words(const struct canvas *canvas, enum face_name face,
                    double size, const char *text, double x, double y,
                    double align, const struct ink *ink);
const struct ink *canvas_ink(const struct canvas *canvas, const char *name);

/* Label.c: labels that do not run into each other. */

struct box {
    double left, top, right, bottom;
};
/* What is in the way already. */
struct labels {
    struct arena *arena;
    struct box bounds;
    struct box *taken;
    size_t count, room;
};
bool box_meets(struct box a, struct box b);
void labels_take(struct labels *labels, struct box box);
/* A free place for a label of that size near x, y, which it then takes. */
bool labels_place(struct labels *labels, double x, double y, double width,
                  double height, struct box *where);
/* Moves the middles of count labels, in rising order of middles, so that none
 * overlaps and all lie between from and to, as little as possible (least
 * squares). False when they do not fit. */
bool labels_spread(struct arena *arena, double *middles, const double *heights,
                   size_t count, double from, double to);

/* Polyline.c: polylines from runs. */

struct polyline {
    double *x, *y; /* values, or [pt]; NaN in y breaks the line */
    size_t count;
};
/* The rows from one date to the other, with interpolated ends. */
struct polyline polyline_new(struct arena *arena, const struct source *source,
                             double from, double to);
/* To points, cut at the ends of the y scale, without points that would not be
 * seen. */
struct polyline polyline_map(struct arena *arena, const struct polyline *curve,
                             const struct scale *x, const struct scale *y);
struct path polyline_path(struct arena *arena, const struct polyline *curve);
/* The surface between the curve and y = base, on one side of it (sign 1:
 * above on the sheet). */
struct path polyline_area(struct arena *arena, const struct polyline *curve,
                          double base, int sign);
/* The last point that is on the sheet; false if there is none. */
bool polyline_end(const struct polyline *curve, double *x, double *y);

/* Axis.c: two axes and what lies between them. */

struct axis {
    bool log;
    double from, to; /* NaN: from the data */
    double ticks[MOST_TICKS];
    size_t tick_count; /* 0: chosen */
    enum tick_format format;
    const char *label;
};
void axis_describe(struct desk *desk, const struct item *map, const char *key,
                   enum tick_format usual, struct axis *axis);

struct plot {
    struct box box; /* [pt] of the area of the data */
    struct scale x, y;
};
/* Lays the plot out on the canvas's sheet: head points are left free between
 * it and the unit's line, right points to its right; low and high are the
 * data's, used where the axis says nothing. */
struct plot plot_new(const struct canvas *canvas, const struct axis *x,
                     const struct axis *y, double head, double right,
                     double low, double high);
void plot_grid(const struct canvas *canvas, const struct plot *plot,
               const struct axis *x, const struct axis *y);
/* Takes the places of the axes' own texts. */
void plot_take(const struct plot *plot, struct labels *labels);

/* Bands.c: shaded columns with flags above them. */

/* A stretch of the x axis, to the start of the next. */
struct band {
    double start; /* NaN: never comes */
    const char *name, *date;
    const struct ink *ink, *tint;
};
struct bands {
    struct band *at;
    size_t count;
};
void bands_describe(struct desk *desk, const struct item *map, const char *key,
                    struct bands *bands);
/* Room that the flags need above the plot [pt]. */
double bands_head(const struct canvas *canvas, const struct bands *bands,
                  const struct plot *plot);
void bands_draw(const struct canvas *canvas, const struct bands *bands,
                const struct plot *plot);

/* Ends.c: labels to the right of a plot. */

struct end {
    const char *label;
    const struct ink *ink, *leader;
    double x, y; /* [pt] what it belongs to */
};
/* Room that a label needs to the right of the plot [pt]. */
double end_width(const struct canvas *canvas, const char *label);
/* Sorts the ends from the top down and labels them; what does not fit is left
 * out, which is said. */
void ends_draw(const struct canvas *canvas, const struct plot *plot,
               struct end *ends, size_t count);

/* Kinds. */

#define SMALL 7.0 /* [pt] ticks, flags, notes */
#define PLAIN 7.5 /* [pt] labels of lines */

struct kind {
    const char *name;
    const char *const *keys; /* besides those that every figure has */
    size_t key_count;
    double width, height; /* [pt] unless the description says otherwise */
    const void *(*plan)(struct desk *desk, const struct item *item);
    void (*draw)(const struct canvas *canvas, const void *plan);
    /* of a sequence; then draw is NULL */
    void (*sequence)(struct desk *desk, const void *plan,
                     struct figure *figure);
};
extern const struct kind kind_lines, kind_stacked, kind_diagram, kind_spiral;

/* A frame with the message in the middle. */
void gap_draw(const struct canvas *canvas, const char *message);

#endif
