/* chart.h: the plan of a figure of kind 'chart', made by chart.c, layer.c and
 * points.c, and the painters of its marks, a family a file. What a layer
 * shows is always points; a painter never asks where they came from. */
#ifndef DRAW_CHART_H
#define DRAW_CHART_H

#include "inside.h"

enum layer_kind {
    LAYER_LINE,
    LAYER_STEP,
    LAYER_BAND,
    LAYER_AREA,
    LAYER_STACK,
    LAYER_BAR,
    LAYER_INTERVAL,
    LAYER_DOTS,
    LAYER_RULE,
    LAYER_REGION,
    LAYER_MARKER,
    LAYER_TEXT,
    LAYERS
};

/* What a layer shows, row by row. NaN: not known. Arrays that are NULL are
 * not known at all. */
struct points {
    const double *x, *y;       /* where and how much */
    const double *low, *high;  /* between what */
    const double *from, *to;   /* between what nearer ends */
    const char *const *names;  /* of categories, instead of x */
    const char *const *labels; /* what is written beside */
    const struct ink *const *inks;
    size_t count;
    bool rising; /* x never falls and is always known */
    const char *x_name, *y_name, *low_name, *high_name; /* for the table */
    const char *x_unit, *unit;
};

/* Where the words of an interval stand. */
enum beside { BESIDE_HIGH, BESIDE_LOW, BESIDE_ABOVE, BESIDE_BELOW };

struct layer {
    enum layer_kind kind;
    struct place place;
    const struct item *item;
    struct points points;
    /* as given */
    struct source series, over;
    const struct item *x_item, *y_item, *low_item, *high_item, *rows, *values,
        *shares;
    const char *table, *name, *bands;
    /* looks */
    const char *label, *numbers;
    const struct ink *ink, *below, *words;
    double width, dash, size, gap; /* [pt], but dash 0 is solid */
    double opacity, thick;
    double from, to; /* of x; NaN: all there is */
    double history;  /* what lies before is dashed */
    double base;
    double label_at;
    double at;              /* marker */
    double x, y, low, high; /* rule, region, marker, text */
    int side;               /* 1: of the right axis */
    int anchor;             /* of the label, as in struct tag */
    double right, down;     /* [pt] off its point */
    enum beside beside;
    bool inside; /* the label stands at label_at */
    bool share;
};

struct panel {
    const char *title;
    struct axes axes;
    struct bands bands;
    struct layer *layers;
    size_t count;
    bool flat;      /* categories stand on the y axis */
    bool x_is_said; /* the author says how its values are written */
};

struct inset {
    double left, bottom, width, height; /* of the plot around it */
    struct panel panel;
};

struct chart {
    struct panel *panels; /* at least one */
    size_t count, across;
    bool free;
    struct inset *inset; /* or NULL */
};

/* Layer.c. */

extern const struct schema schema_layer;
/* The layers under the key 'layers', a few more where one stands for
 * several. */
void layers_describe(struct desk *desk, const struct item *map,
                     struct panel *panel);

/* Points.c. */

extern const struct schema schema_value;
/* Fills in layer->points from whatever the layer is given. */
void points_describe(struct desk *desk, struct layer *layer);
/* The same for two series of a run, as a band. */
void points_between(struct desk *desk, struct layer *layer, const char *run,
                    const char *low, const char *high);
/* Numbers of the rows from one x to the other as columns of the figure. */
void points_columns(struct desk *desk, const struct panel *panel);
/* y at x between two rows, NaN where it is not known; points are rising. */
double points_at(const struct points *points, double x);

/* Panel.c: a panel while it is drawn. */

struct easel {
    const struct canvas *canvas;
    const struct panel *panel;
    struct plot plot;
    struct labels labels;
    struct polyline *curves; /* of lines, steps, areas: mapped to points */
    struct end ends[MOST_ITEMS];
    size_t end_count;
};

/* The scale that a layer's values are on. */
const struct scale *easel_values(const struct easel *easel,
                                 const struct layer *layer);
/* Part of x that a layer shows. */
void easel_window(const struct easel *easel, const struct layer *layer,
                  double *from, double *to);
/* Where place (x, or the number of a category) and value lie on the sheet;
 * false outside the plot. */
bool easel_point(const struct easel *easel, const struct layer *layer,
                 double place, double value, double *x, double *y);

/* Adds to needs, which have the extents, the margins around the plot. */
void panel_measure(const struct canvas *canvas, const struct panel *panel,
                   struct needs *needs);
/* Fills the canvas; words keep off the box kept_free, unless it is NULL. */
void panel_draw(const struct canvas *canvas, const struct panel *panel,
                const struct needs *needs, const struct box *kept_free,
                struct plot *plot);

/* Keep.c. */
struct bytes chart_keep(const struct desk *desk, const void *plan);

/* Chart.c. */
void chart_draw(const struct canvas *canvas, const void *plan);
/* Panels and insets, for the help. */
extern const struct schema schema_panel, schema_inset;

/* Thin.c: the layer, of bars or intervals, with as many rows as can be told
 * apart on the sheet. */
struct layer layer_thin(const struct easel *easel, const struct layer *layer);

/* Extent.c: what the axes must hold. */

void extent_measure(const struct panel *panel, struct needs *needs);

/* The painters. */

/* Curves.c. */
void curve_map(struct easel *easel, size_t index);
void area_draw(struct easel *easel, const struct layer *layer);
void line_draw(struct easel *easel, const struct layer *layer);
/* The last point of a labelled line, area or band; false if there is none. */
bool curve_end(const struct easel *easel, size_t index, double *x, double *y);

/* Stack.c. */
/* Room for labels to the right of the plot [pt]. */
double stack_margin(const struct canvas *canvas, const struct panel *panel,
                    const struct needs *needs);
void stack_draw(struct easel *easel);
/* Sum of the layers of a stack up to the given one at x. */
double stack_sum(const struct panel *panel, size_t last, double x);

/* Bars.c. */
/* Room for numbers to the right of flat bars [pt]. */
double bars_margin(const struct canvas *canvas, const struct panel *panel);
void bar_draw(struct easel *easel, const struct layer *layer);
void interval_draw(struct easel *easel, const struct layer *layer);
void dots_draw(struct easel *easel, const struct layer *layer);

/* Notes.c. */
void region_draw(struct easel *easel, const struct layer *layer);
void rule_draw(struct easel *easel, const struct layer *layer);
void marker_draw(struct easel *easel, const struct layer *layer);
void text_draw(struct easel *easel, const struct layer *layer);
/* The label of a line that stands at label_at. */
void label_line(struct easel *easel, const struct layer *layer);
/* The label of a layer of bars, intervals or dots, at its first row. */
void label_first(struct easel *easel, const struct layer *layer, double x,
                 double y);

#endif
