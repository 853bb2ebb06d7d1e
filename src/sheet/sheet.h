/* sheet.h: the narrow waist: marks at fixed places, in painting order. A
 * figure is a sheet, a page is a sheet, a page places its figures. Lengths in
 * points, origin top left, y down. A pen draws a sheet. */
#ifndef SHEET_H
#define SHEET_H

#include "base/base.h"
#include "type/type.h"

/* Inks. */

/* A name in the palette with its colour on the screen (sRGB, 0..1), on the
 * press (cyan, magenta, yellow, black, 0..1) and on a dark screen (sRGB). */
struct ink {
    const char *name;
    double rgb[3];
    double cmyk[4];
    double dark[3];
};
struct palette {
    const struct ink *inks; /* inks[0] is "ink", the black of the text */
    size_t count;
};
/* Or NULL. */
const struct ink *ink_find(const struct palette *palette, const char *name);
/* Of all colours of all inks. */
struct key palette_key(struct arena *arena, const struct palette *palette);

/* Paths. */

enum step_kind { STEP_MOVE, STEP_LINE, STEP_CURVE, STEP_CLOSE };
struct step {
    enum step_kind kind;
    double x, y;           /* where it ends */
    double x1, y1, x2, y2; /* STEP_CURVE: control points */
};
struct path {
    struct arena *arena;
    struct step *steps;
    size_t count, room;
};
struct path path_new(struct arena *arena);
void path_move(struct path *path, double x, double y);
void path_line(struct path *path, double x, double y);
void path_curve(struct path *path, double x1, double y1, double x2, double y2,
                double x, double y);
void path_close(struct path *path);
void path_rectangle(struct path *path, double x, double y, double width,
                    double height);
/* A rectangle with round corners. */
void path_round(struct path *path, double x, double y, double width,
                double height, double radius);
/* A whole circle, of four curves. */
void path_circle(struct path *path, double x, double y, double radius);

/* Marks. */

enum mark_kind {
    MARK_FILL,
    MARK_STROKE,
    MARK_GLYPHS,
    MARK_IMAGE,
    MARK_CLIP, /* until the matching UNCLIP; they nest */
    MARK_UNCLIP,
    MARK_LINK,
    MARK_SHEET, /* another sheet, moved and scaled */
    MARK_COPY   /* the marks of another sheet, moved; no pen ever sees it */
};

/* Glyphs strung together from shaped pieces of one face and size, each at its
 * place [pt] from the origin of the mark. The pieces are shared: a word of the
 * book is kept once, however often it is set. */
struct strand {
    const struct glyphs *glyphs;
    double x;
};
struct strands {
    double width;   /* [pt] total advance */
    double stretch; /* as in struct glyphs, whose own is not looked at; places
                       have it already, lengths within a strand do not */
    size_t count;
    struct strand at[];
};

/* Small, for a long book has a million: what only some kinds have shares its
 * room with what only others have. */
struct mark {
    enum mark_kind kind : 8;
    bool round : 1;       /* STROKE: round caps and joins, else butt caps and
                             mitred joins */
    bool even_odd : 1;    /* FILL */
    bool soft_hyphen : 1; /* GLYPHS: a hyphen that line breaking made, U+00AD
                             to a reader */
    bool unread : 1;      /* COPY: its marks become artifacts */
    unsigned meant : 2;   /* GLYPHS: marks from this one on that mean something
                             together; they follow one another */
    int element;          /* index into the book's elements; 0: artifact, in no
                             reading order; COPY: what is added to those of its
                             marks */
    union {
        const struct ink *ink;     /* FILL, STROKE, GLYPHS */
        const struct place *place; /* IMAGE: where the author named it */
        double scale;              /* SHEET */
    };
    double x, y;    /* GLYPHS: origin on the baseline; IMAGE, LINK, SHEET: top
                       left; FILL, STROKE, CLIP: of the path; COPY */
    double opacity; /* 0..1; FILL, STROKE, GLYPHS */
    union {
        struct { /* FILL, STROKE, CLIP */
            const struct path *path;
            double width;   /* STROKE [pt] */
            double dash[2]; /* STROKE [pt] on, off; 0,0 is solid */
        };
        struct {                         /* GLYPHS */
            const struct glyphs *glyphs; /* NULL: they are strands */
            const struct strands *strands;
            double turn;         /* [degrees], clockwise about x, y */
            const char *meaning; /* where meant is not 0 */
        };
        struct {             /* IMAGE, LINK, SHEET, COPY */
            double w, h;     /* [pt] */
            const char *alt; /* not of COPY */
            union {
                const char *target; /* LINK: "#id" or URI; IMAGE: path of the
                                       PNG inside the book's folder */
                const struct sheet *sheet; /* SHEET, COPY */
            };
        };
    };
};

struct sheet {
    struct arena *arena;
    double width, height; /* [pt] */
    struct mark *marks;
    uint32_t count, room;
    int element; /* given to every mark that is added from now on */
};

struct sheet *sheet_new(struct arena *arena, double width, double height);
/* These append a mark and return it, so that its rarer fields can be set at
 * once. opacity is 1. */
struct mark *sheet_fill(struct sheet *sheet, struct path path,
                        const struct ink *ink);
struct mark *sheet_stroke(struct sheet *sheet, struct path path,
                          const struct ink *ink, double width);
struct mark *sheet_line(struct sheet *sheet, double x1, double y1, double x2,
                        double y2, const struct ink *ink, double width);
struct mark *sheet_rectangle(struct sheet *sheet, double x, double y,
                             double width, double height,
                             const struct ink *ink);
struct mark *sheet_glyphs(struct sheet *sheet, double x, double y,
                          const struct glyphs *glyphs, const struct ink *ink);
struct mark *sheet_image(struct sheet *sheet, double x, double y, double w,
                         double h, const char *path, const char *alt);
/* Glyphs of several pieces; strands are borrowed. */
struct mark *sheet_strands(struct sheet *sheet, double x, double y,
                           const struct strands *strands,
                           const struct ink *ink);
struct strands *strands_new(struct arena *arena, size_t count);
/* Of GLYPHS, whichever they are: style and total advance [pt]. */
const struct style *mark_style(const struct mark *mark);
double mark_width(const struct mark *mark);
/* A mark's glyphs in one piece, in the arena if they are strands. */
const struct glyphs *mark_glyphs(struct arena *arena, const struct mark *mark);
void sheet_clip(struct sheet *sheet, struct path path);
void sheet_unclip(struct sheet *sheet);
struct mark *sheet_link(struct sheet *sheet, double x, double y, double w,
                        double h, const char *target, const char *alt);
/* Lay inner on sheet with its top left corner at x, y. */
struct mark *sheet_place(struct sheet *sheet, double x, double y,
                         const struct sheet *inner, double scale);

/* Repeat the marks of inner on sheet, moved by x, y, as if they had been made
 * there; elements are kept. inner must hold no clips that it does not close,
 * and is borrowed: it changes no more. */
void sheet_copy(struct sheet *sheet, double x, double y,
                const struct sheet *inner);
/* The same, by added to their elements. */
void sheet_copy_from(struct sheet *sheet, double x, double y,
                     const struct sheet *inner, int by);
/* The same, as artifacts: their words have been read elsewhere. */
void sheet_copy_unread(struct sheet *sheet, double x, double y,
                       const struct sheet *inner);
/* The same, mark by mark: for a figure, whose marks are looked at one by one.
 */
void sheet_repeat(struct sheet *sheet, double x, double y,
                  const struct sheet *inner);
/* A copy of the sheet in the arena, with no room to spare, of one that was made
 * where memory is used again. */
struct sheet *sheet_keep(struct arena *arena, const struct sheet *sheet);
/* Room for just that many more marks: what is known is not guessed. */
void sheet_room(struct sheet *sheet, size_t count);

/* The same, turned so that what was on its right is at the top: a reader turns
 * the page clockwise. It is inner's height wide and inner's width high. inner
 * must hold neither images nor other sheets. */
void sheet_turn(struct sheet *sheet, double x, double y,
                const struct sheet *inner);

/* Pens. */

/* A pen is sticky: at its first failure it sets broken and does nothing more;
 * the edition asks once at the end. Each operation may be NULL: then such
 * marks are left out. Coordinates are those of the outermost sheet; the
 * walker has applied MARK_SHEET's move and scale to everything (also to the
 * size of glyphs and the width of strokes), except between group and
 * ungroup when the pen has them: then they are the inner sheet's own. A path
 * comes with its origin at 0, 0. What a mark points at may last no longer than
 * the drawing. */
struct pen {
    void (*fill)(struct pen *pen, const struct mark *mark);
    void (*stroke)(struct pen *pen, const struct mark *mark);
    void (*glyphs)(struct pen *pen, const struct mark *mark);
    void (*image)(struct pen *pen, const struct mark *mark);
    void (*clip)(struct pen *pen, const struct mark *mark);
    void (*unclip)(struct pen *pen, const struct mark *mark);
    void (*link)(struct pen *pen, const struct mark *mark);
    /* around the marks of a MARK_SHEET: the coordinate system is moved to
     * mark->x, mark->y and scaled by mark->scale until ungroup */
    void (*group)(struct pen *pen, const struct mark *mark);
    void (*ungroup)(struct pen *pen, const struct mark *mark);
    bool strands; /* it takes runs of glyphs as they are; else they come to it
                  in one piece, mark->glyphs */
    bool broken;
};
/* A pen without group and ungroup must not be given MARK_SHEET. */
void sheet_draw(const struct sheet *sheet, struct pen *pen);
/* The pen for golden tests: a line of text a mark, with the words of glyphs,
 * numbers to a hundredth of a point. */
void sheet_trace(struct text *text, const struct sheet *sheet);

/* A sheet as numbers and words for a script that draws it on a canvas: see
 * list.c. {.arena = a, .words = text_new(a)} is ready. */
struct list {
    struct arena *arena;
    float *numbers;
    size_t count, room;
    struct text words;
};
/* The pen for it; every ink of the sheet is one of the palette, and the sheet
 * places no other. */
void sheet_list(struct list *list, const struct sheet *sheet,
                const struct palette *palette);

/* Figures and sequences: finished sheets with what they show. */

/* A column of what is behind a figure: numbers, of which NaN is an empty
 * cell, or words. */
struct column {
    const char *name, *unit;
    const double *at;
    size_t count;
    const char *const *words; /* instead of at, or NULL */
};

/* Another size of a drawing that its description asks for. */
struct figure_size {
    const char *name;
    double width, height; /* [pt] */
};

/* Something that a frame tells in numbers: "doubling time", "112 days". */
struct fact {
    const char *label, *words;
};

struct figure {
    const char *name, *title, *alt, *source; /* source: one line, provenance */
    struct place place;                      /* of its description */
    const struct sheet *sheet;               /* NULL for a sequence */
    const struct figure_size *sizes;
    size_t size_count;
    /* The same drawing at another size [pt], NULL for a sequence. Safe from
     * any thread with a shaper of its own. What finds no room is left out in
     * silence. */
    const struct sheet *(*at_size)(const struct figure *figure,
                                   struct arena *arena, struct shaper *shaper,
                                   double width, double height);
    const struct column *columns;
    size_t column_count;
    const char *const *runs; /* names of the runs it shows */
    size_t run_count;
    struct key key; /* of everything that went into it */
    /* Of a figure that readers of the page may move: the symbols that they may
     * change, in the author's order, and the plan for sketch_draw. */
    const char *const *symbols;
    size_t symbol_count;
    struct bytes live;
    /* A sequence: parts * frames pictures, drawn when asked for. part counts
     * from 1, frame from 0. Safe from any thread with a shaper of its own. */
    int parts, frames;
    double width, height;           /* [pt] of a frame */
    const char *film;               /* what films of its parts are called, or
                                       NULL: as it is */
    const char *const *part_titles; /* parts of them */
    const char *const *part_alts;   /* parts of them: what its last frame
                                       shows */
    const struct sheet *(*draw)(const struct figure *figure,
                                struct arena *arena, struct shaper *shaper,
                                int part, int frame);
    /* The same frame for paper, small but legible: a few words, the picture. */
    const struct sheet *(*still)(const struct figure *figure,
                                 struct arena *arena, struct shaper *shaper,
                                 int part, int frame);
    struct key (*frame_key)(const struct figure *figure, int part, int frame);
    /* The same frame in words, up to a fact without a label; the first is its
     * date. May be NULL. */
    const struct fact *(*facts)(const struct figure *figure,
                                struct arena *arena, int part, int frame);
    const void *context;
};

struct figures {
    const struct figure *at; /* sorted by name */
    size_t count;
};
const struct figure *figure_find(const struct figures *figures,
                                 const char *name);
/* Another size of the figure by its name, or NULL. */
const struct figure_size *figure_size(const struct figure *figure,
                                      const char *name);

#endif
