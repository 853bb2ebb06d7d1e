/* plot.h: what lies around the data of a figure: scales, ticks, axes, columns
 * with flags, and labels that keep off each other. Inside.h includes it, since
 * it needs what stands there. */
#ifndef DRAW_PLOT_H
#define DRAW_PLOT_H

/* Scale.c: from numbers to points. */

enum scale_kind {
    SCALE_LINEAR,
    SCALE_LOG,
    SCALE_SYMLOG,  /* linear up to a distance from 0, then logarithmic */
    SCALE_YEAR,    /* linear; ticks at whole years or months */
    SCALE_CATEGORY /* linear; value i is the middle of slot i */
};
struct scale {
    enum scale_kind kind;
    double from, to;   /* values at the ends; positive when logarithmic */
    double start, end; /* [pt] */
    double within;     /* SCALE_SYMLOG: linear up to here, above 0 */
};
static inline bool
scale_has_slots(enum scale_kind kind)
{
    return PRESS && kind == SCALE_CATEGORY;
}
double scale_at(const struct scale *scale, double value);
/* The same for many values: logarithms of the ends are taken once. */
struct bent {
    double from, to;
};
struct bent scale_bend(const struct scale *scale);
double scale_place(const struct scale *scale, struct bent ends, double value);
/* The value at a place [pt]. */
double scale_value(const struct scale *scale, double place);
/* Round values for about wanted ticks, rising, at most MOST_TICKS. */
size_t scale_ticks(const struct scale *scale, double wanted, double *ticks);
/* Places for small ticks without texts, between those of scale_ticks. */
size_t scale_minor(const struct scale *scale, double *ticks, size_t most);
/* Moves from and to outwards to the next round values. */
void scale_round(struct scale *scale, double wanted);

enum tick_format {
    TICK_PLAIN,   /* "12,000" */
    TICK_YEAR,    /* "2030", or "Apr" where steps are months */
    TICK_PERCENT, /* 0.25 is "25%" */
    TICK_POWER,   /* 3 is "10" with a superscript */
    TICK_SI,      /* "12k", "5M" */
    TICK_WORDS,   /* "12 thousand", "5 million" */
    TICK_MONEY,   /* "$12bn" */
    TICK_SIGNED   /* "+0.5" */
};
/* Both end in NULL. */
extern const char *const tick_format_names[], *const scale_names[];
/* step is the distance of neighbours and decides about decimals; language may
 * be NULL. */
const char *tick_text(struct arena *arena, const char *language,
                      enum tick_format format, double value, double step);

/* Label.c: labels that do not run into each other. */

struct box {
    double left, top, right, bottom;
};
bool box_meets(struct box a, struct box b);
/* Whether the straight line from x1, y1 to x2, y2 enters the box. */
bool box_crossed(struct box box, double x1, double y1, double x2, double y2);

/* A text that wants to stand near a point. */
struct tag {
    const char *text; /* lines are broken at newlines */
    enum face_name face;
    double size;
    const struct ink *ink;
    double x, y;  /* [pt] */
    double clear; /* [pt] radius of what is drawn at the point */
    int rank;     /* lower ones choose first */
    bool bare;    /* never with a leader: it stays close or is left out */
    int anchor;   /* 0: free; 1, 2, 3: its left end, middle, right end is at
                     x, y, whatever is there */
};
/* A line that labels keep off. */
struct bar {
    double x1, y1, x2, y2, half;
    struct box around; /* it, or it and some after it: see label.c */
};
/* What is in the way already, and the labels that wait for a place. */
struct labels {
    struct arena *arena;
    struct box bounds;
    struct box *taken;
    size_t count, room;
    struct bar *bars;
    size_t bar_count, bar_room;
    struct tag *waiting;
    size_t waiting_count, waiting_room;
};
void labels_take(struct labels *labels, struct box box);
void labels_take_line(struct labels *labels, double x1, double y1, double x2,
                      double y2, double half);
/* Labels keep half points off the curve, which is mapped. */
struct polyline;
void labels_take_along(struct labels *labels, const struct polyline *curve,
                       double half);
/* A free place for a label of that size near x, y, which it then takes. */
bool labels_place(struct labels *labels, double x, double y, double width,
                  double height, struct box *where);
void labels_add(struct labels *labels, const struct tag *label);
/* Places all that were added, at once, and draws them; what finds no room is
 * left out, which is said. Gives how many were drawn. */
size_t labels_draw(const struct canvas *canvas, struct labels *labels);
/* Moves the middles of count labels, in rising order of middles, so that none
 * overlaps and all lie between from and to, as little as possible (least
 * squares). False when they do not fit. */
bool labels_spread(struct arena *arena, double *middles, const double *heights,
                   size_t count, double from, double to);

/* Axis.c: two axes and what lies between them. */

/* Whether an axis has grid lines: usually what is read upwards has. */
enum grid { GRID_USUAL, GRID_ON, GRID_OFF };

struct axis {
    enum scale_kind kind;
    double from, to; /* NaN: from the data */
    double within;   /* SCALE_SYMLOG */
    double ticks[MOST_TICKS];
    size_t tick_count; /* 0: chosen */
    double wanted;     /* about how many are chosen; 0: as many as fit */
    enum tick_format format;
    const char *label, *unit;
    enum grid grid;
    bool zero;                /* from the data, and zero is on it */
    const char *const *names; /* SCALE_CATEGORY: of the slots */
    size_t name_count;
};
/* Fills the axis from the entry of that key, or with what is usual. A year is
 * the usual scale where it is the usual format. */
void axis_describe(struct desk *desk, const struct item *map, const char *key,
                   enum tick_format usual, struct axis *axis);

/* Lowest and highest of some values; low > high: there are none. */
struct extent {
    double low, high;
};

/* Ticks with their texts, as many as do not touch. */
struct marks {
    double at[MOST_TICKS];     /* [pt] along the axis */
    double middle[MOST_TICKS]; /* [pt] of the text */
    struct block words[MOST_TICKS];
    int row[MOST_TICKS]; /* 1: in a second row, below the first */
    size_t count;
    double width, height; /* [pt] of the widest, of all rows */
};
/* across: the axis lies; its texts stay between 0 and limit. An upright one's
 * are no wider than limit. */
void axis_marks(const struct canvas *canvas, const struct axis *axis,
                const struct scale *scale, bool across, double limit,
                struct marks *marks);
/* Finds places for the texts that are there, and drops those that touch. */
void marks_part(struct marks *marks, bool across, double limit);
/* Fills in width and height. */
void marks_measure(struct marks *marks);
/* What the axis says, else the data's extent, rounded outwards. */
struct scale axis_scale(const struct axis *axis, struct extent data);
/* "Power, GW" */
const char *axis_title(struct arena *arena, const struct axis *axis);

/* Second_axis.c: what stands at the top or at the right. */
enum second_kind {
    SECOND_NONE,
    SECOND_TICKS, /* texts at places of the first axis */
    SECOND_TIMES, /* the same scale in another unit: value * times */
    SECOND_OWN    /* a scale of its own */
};
struct second {
    enum second_kind kind;
    struct axis axis;  /* SECOND_OWN; else its label and format */
    double times;      /* SECOND_TIMES */
    const char **text; /* SECOND_TICKS: beside axis.ticks */
    bool dates;        /* they can do with fewer */
};
void second_describe(struct desk *desk, const struct item *map, const char *key,
                     enum tick_format usual, struct second *second);

struct axes {
    struct axis x, y;
    struct second x2, y2;
};
/* Reads x, y, x2 and y2 of a map. */
void axes_describe(struct desk *desk, const struct item *map,
                   struct axes *axes);

/* What a plot makes room for besides the texts of its axes. */
struct needs {
    double head;  /* [pt] above: flags */
    double right; /* [pt] labels of ends */
    double left;  /* [pt] at least, so that panels stand below each other */
    struct extent x, y, x2, y2; /* of the data, where the axis says nothing */
};
struct plot {
    struct box box; /* [pt] of the area of the data */
    struct scale x, y, x2, y2;
    double out;  /* [pt] where the texts of a right axis end, else box.right */
    double roof; /* [pt] height of the top axis: above the flags */
};

/* Plot.c: the plot among its texts. */

/* The marks of a second axis on its scale, and that scale. */
struct scale second_scale(const struct second *second,
                          const struct scale *first, struct extent data);
void second_marks(const struct canvas *canvas, const struct second *second,
                  const struct scale *scale, bool across, double limit,
                  struct marks *marks);
/* Lays the plot out on the canvas's sheet. */
struct plot plot_new(const struct canvas *canvas, const struct axes *axes,
                     const struct needs *needs);
/* Grid lines, ticks and texts. */
void plot_grid(const struct canvas *canvas, const struct plot *plot,
               const struct axes *axes);
/* Labels stay on the plot and off its edges. */
void plot_take(const struct plot *plot, struct labels *labels);

/* Bands.c: shaded columns with flags above them. */

/* A stretch of the x axis, to the start of the next. */
struct band {
    double start; /* NaN: never comes */
    const char *name, *date;
    const struct ink *ink, *tint;
    const struct item *item; /* as given */
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
/* Sorts the ends from the top down and labels them. What finds no place there,
 * or ends far from the edge, waits in labels. */
void ends_draw(const struct canvas *canvas, const struct plot *plot,
               struct end *ends, size_t count, struct labels *labels);

#endif
