/* inside.h: what the files of the drawing room share. A figure is made in two
 * steps: describing (on one thread, says what is wrong, looks names up) turns
 * YAML into a plan; drawing (on any thread) turns the plan into a sheet. */
#ifndef DRAW_INSIDE_H
#define DRAW_INSIDE_H

#include "draw.h"

#define MOST_ITEMS 64       /* entries of any list in a description */
#define MOST_POINTS 2000000 /* of a figure */
#define MOST_TICKS 32
#define MOST_VALUE 1e40 /* of any number that is drawn */

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
    const struct item *tables; /* as in the tree */
    size_t point_count;        /* of all layers */
    struct hash *hash;         /* of what came from tables */
    const char **shown;        /* names of those tables */
    size_t shown_count, shown_room;
};

/* A series of a run; series == NULL when it was not found, which was said. */
struct source {
    const struct run *run;
    const struct series *series;
};

/* Says an error: "no WHAT named 'name', did you mean ...". */
void desk_unknown(struct desk *desk, struct place place, const char *what,
                  const char *name, const char *const *known, size_t count);
/* Words with their {{ values }} filled in; what is wrong is not said. */
const char *values_fill(struct arena *arena, const struct data *data,
                        const char *words);
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
/* Text, number or {event: agi, run: central} as a number; false and said when
 * it is none. what names it in a message. */
bool desk_value(struct desk *desk, const struct item *item, const char *what,
                double *number);
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
/* Notes that the figure shows a run, or a table. */
void desk_shows(struct desk *desk, const char *run);
void desk_shows_table(struct desk *desk, const char *table);
/* What a figure reads besides its runs goes into its key. */
void desk_hash(struct desk *desk, double value);
void desk_hash_text(struct desk *desk, const char *text);
/* A column for the figure's table; a name that is taken gets a number. */
void desk_column(struct desk *desk, const char *name, const char *unit,
                 const double *at, size_t count);
/* A column of words for the figure's table. */
void desk_words(struct desk *desk, const char *name, const char *const *words,
                size_t count);
/* The rows of a run from one date to another, as columns for the reader. */
void desk_columns(struct desk *desk, const struct source *sources, size_t count,
                  double from, double to);

/* Field.c: descriptions are read by tables: what a map may hold, what it is
 * when not given, and one sentence about it, from which the help is made. */

enum field_type {
    FIELD_TEXT,    /* const char *, its {{ values }} filled in */
    FIELD_NUMBER,  /* double: a number, a path such as central.agi, or {event:
                      agi, run: central}; NaN when not given or not reached */
    FIELD_FLAG,    /* bool */
    FIELD_CHOICE,  /* int or enum: the index among choices */
    FIELD_INK,     /* const struct ink * */
    FIELD_NUMBERS, /* struct numbers */
    FIELD_SOURCE,  /* struct source */
    FIELD_LIST,    /* const struct item *, a list */
    FIELD_MAP,     /* const struct item *, a map */
    FIELD_ITEM     /* const struct item *, of any kind: who asks looks */
};

/* Of a FIELD_NUMBERS. */
struct numbers {
    const double *at;
    size_t count;
};

struct field {
    const char *key;
    enum field_type type;
    size_t offset;      /* into the struct that is filled */
    const char *usual;  /* when not given, as the author would write it; NULL:
                           nothing; field_needed: must be given */
    double least, most; /* of a number; of how many in a list */
    const char *const *choices; /* ends in NULL */
    const char *about;          /* one sentence, for the help */
    unsigned marks;             /* bits; 0: all of them */
};
extern const char field_needed[];
/* As offset: the key is known here, but somebody else reads it. */
#define ELSEWHERE ((size_t)-1)

/* What a map may hold. */
struct schema {
    const char *what; /* "an axis" */
    const struct field *fields;
    size_t count;
    const char *const *marks; /* their names in order of bits, or NULL */
};
/* Fills the struct into from map, or with what is usual when map is NULL;
 * unknown keys, wrong types, what is needed and not there are said at their
 * places. mark: one bit, or 0 where the schema has none. */
void field_fill(struct desk *desk, const struct schema *schema, unsigned mark,
                const struct item *map, void *into);
/* The same, but other keys are somebody else's. */
void field_read(struct desk *desk, const struct schema *schema, unsigned mark,
                const struct item *map, void *into);
/* Only says unknown keys. */
void field_keys(struct desk *desk, const struct schema *schema, unsigned mark,
                const struct item *map);
/* Those of axis.c, second_axis.c, bands.c. */
extern const struct schema schema_axis, schema_second, schema_column;
/* Every key of the schema, for a reader at a terminal. */
void field_help(struct text *out, const struct schema *schema);

/* Palette.c. */

struct key palette_key(struct arena *arena, const struct palette *palette);
/* The ink of that name, else the black of the text. */
const struct ink *palette_ink(const struct palette *palette, const char *name);

/* Block.c: a few lines of text. */

/* Where drawing happens. */
struct canvas {
    struct arena *arena;
    struct diag *diag;
    struct shaper *shaper;
    const struct palette *palette;
    struct sheet *sheet;
    struct place place;
    const char *language; /* of its numbers; NULL: English */
};

struct block {
    const struct glyphs *const *lines;
    size_t count;
    double size, width, height; /* [pt] height: ascenders to descenders */
};
/* Lines are broken at newlines. */
struct block block_new(const struct canvas *canvas, enum face_name face,
                       double size, const char *text);
/* Where the measure would be overrun, and nowhere else; at most most lines. */
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

#include "plot.h" /* scales, axes, labels: they need the canvas */

/* Polyline.c: polylines from runs. */

struct polyline {
    double *x, *y; /* values, or [pt]; NaN in y breaks the line */
    size_t count, room;
};
/* The rows from one x to the other, with interpolated ends where x is rising;
 * else what lies outside becomes breaks. */
struct polyline polyline_cut(struct arena *arena, const double *x,
                             const double *y, size_t count, bool rising,
                             double from, double to);
/* The same for a series over its time. */
struct polyline polyline_new(struct arena *arena, const struct source *source,
                             double from, double to);
/* Each value stays up to the next. */
struct polyline polyline_steps(struct arena *arena,
                               const struct polyline *curve);
/* To points, cut at the ends of the y scale, without points that would not be
 * seen. */
struct polyline polyline_map(struct arena *arena, const struct polyline *curve,
                             const struct scale *x, const struct scale *y);
/* The same, but what lies beyond an end runs along it: for surfaces. */
struct polyline polyline_hold(struct arena *arena, const struct polyline *curve,
                              const struct scale *x, const struct scale *y);
/* Without the points, of a mapped one, that lie on the way between others. */
struct polyline polyline_thin(struct arena *arena,
                              const struct polyline *curve);
struct path polyline_path(struct arena *arena, const struct polyline *curve);
/* The surface between the curve and y = base, on one side of it (sign 1:
 * above on the sheet). */
struct path polyline_area(struct arena *arena, const struct polyline *curve,
                          double base, int sign);
/* The last point that is on the sheet; false if there is none. */
bool polyline_end(const struct polyline *curve, double *x, double *y);

/* Kinds. */

#define SMALL 7.0 /* [pt] ticks, flags, notes */
#define PLAIN 7.5 /* [pt] labels of lines */

struct kind {
    const char *name;
    const struct schema *schema; /* besides what every figure has */
    double width, height; /* [pt] unless the description says otherwise */
    const void *(*plan)(struct desk *desk, const struct item *item);
    void (*draw)(const struct canvas *canvas, const void *plan);
    /* The plan as bytes for sketch_draw; length 0: not this one. May be NULL.
     */
    struct bytes (*keep)(const struct desk *desk, const void *plan);
    /* The height [pt] that suits a width, where the figure's own are given. */
    double (*suit)(const void *plan, double own_width, double own_height,
                   double width);
    /* of a sequence; then draw is NULL */
    void (*sequence)(struct desk *desk, const void *plan,
                     struct figure *figure);
};
extern const struct kind kind_chart, kind_diagram, kind_spiral;
/* What stands inside these kinds. */
void diagram_help(struct text *out);
void spiral_help(struct text *out);

/* A frame with the message in the middle. */
void gap_draw(const struct canvas *canvas, const char *message);

#endif
