/* diff.h: what the files of the comparison share: what is found out about one
 * figure, and the parts that find it. All text in it is sound UTF-8. */
#ifndef DIFF_H
#define DIFF_H

#include "inside.h"

/* A difference of colour that an eye just notices, side by side. */
#define JUST_NOTICEABLE 1.0

enum side { OLD, NEW, SIDES };
/* The forms of a figure that are compared. A PDF shows what the SVG shows and
 * carries the date of its book besides, so it is left out. */
enum kept_form { KEPT_PNG, KEPT_SVG, KEPT_CSV, KEPT_JSON, KEPT_FORMS };

extern const char *const verdict_names[VERDICTS];
extern const char *const kept_endings[KEPT_FORMS];

/* Diff_colour.c: how different two colours look. */

struct lab {
    double l, a, b; /* CIE 1976 L*a*b*, white D65 */
};
struct lab lab_of(uint32_t colour);
/* CIEDE2000. */
double lab_distance(struct lab one, struct lab other);

/* Diff_picture.c: how different two pictures look. */

struct picture_diff {
    bool measured; /* else the rest is zero */
    double share;  /* of pixels that differ by JUST_NOTICEABLE or more */
    double mean, most;
    int width[SIDES], height[SIDES];
};
/* The difference as heat over the new picture in grey, as large as both; and
 * beside: old, new and difference in a row, made smaller. */
struct picture_proof {
    struct raster heat, beside;
};
/* Both pictures lie with their top left corners on one white canvas that is as
 * large as both. True if a pixel of it, or their size, differs. */
bool pictures_compare(struct arena *arena, const struct pixels *sides,
                      struct picture_diff *diff, struct picture_proof *proof);

/* Diff_frames.c: pictures that move; the decoder sees only their first. */

struct frames_diff {
    size_t count[SIDES]; /* 0: it does not move */
    size_t changed;      /* of those that both have */
};
/* The files are sound PNGs; chunks that are not whole are passed over. */
struct frames_diff frames_compare(struct arena *arena,
                                  const struct bytes *sides);

/* Diff_table.c: the numbers. */

struct column_diff {
    const char *name;
    enum verdict verdict;
    size_t changed, compared; /* cells */
    /* The largest |new - old| / max(|old|, |new|), from 0 to 2; below 0 when no
     * two numbers differ. */
    double largest;
    const char *row;       /* where that is: the cell of the first column */
    const char *at[SIDES]; /* the cells there */
    struct column_diff *next;
};
struct table_diff {
    struct column_diff *columns; /* those that differ */
    size_t rows[SIDES];
    size_t matched; /* rows that were compared */
};
/* Whether every row has a match. */
bool tables_align(const struct table_diff *diff);
/* Rows are matched by the first column where its numbers rise and at least half
 * of them are on both sides, else by their place. NULL, or why the side in
 * *faulty cannot be compared. */
const char *tables_compare(struct arena *arena, const struct bytes *sides,
                           struct table_diff *diff, enum side *faulty);

/* Diff_facts.c: what the JSON says of the figure, but for its columns. */

enum fact_kind { FACT_PARAMETER, FACT_QUANTITY, FACT_DETAIL, FACT_KINDS };

struct fact_diff {
    enum fact_kind kind;
    const char *name;      /* "central.r0" */
    const char *at[SIDES]; /* NULL: it was not there */
    struct fact_diff *next;
};
/* Sorted by kind and name; *left_out is how many more there are. NULL and
 * *fault when there is too much to compare. */
struct fact_diff *facts_compare(struct arena *arena,
                                const struct item *const *sides,
                                size_t *left_out, const char **fault);

/* What is known of one figure. */

struct reason {
    const char *words;
    struct reason *next;
};
struct figure_diff {
    const char *name;  /* as in the folders: bytes of a file's name */
    const char *words; /* the same as sound UTF-8 */
    const char *title;
    enum verdict verdict;
    bool differs[KEPT_FORMS]; /* which files do */
    struct picture_diff picture;
    struct frames_diff frames;
    struct table_diff table;
    struct fact_diff *facts;
    size_t facts_left_out;
    struct reason *reasons, **last_reason; /* what else is to say */
    bool shown[SIDES], proved; /* which pictures are in the folder "pictures" */
};
struct figure_diffs {
    struct figure_diff *at;
    size_t count;
};

/* Diff_say.c: for programs and terminals. */

struct bytes diff_json(struct arena *arena, const struct diff_request *request,
                       const struct figure_diffs *figures);
/* One line for each figure that is not the same. */
struct bytes diff_words(struct arena *arena,
                        const struct figure_diffs *figures);

/* Diff_page.c: index.html, for people. at == NULL when a template is faulty,
 * which has been said. */
struct bytes diff_page(struct arena *arena, struct diag *diag,
                       const struct diff_request *request,
                       const struct figure_diffs *figures);

#endif
