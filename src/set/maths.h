/* maths.h: what the files that set formulas share. A formula is set from the
 * inside out: each part becomes a box with its baseline at y = 0, boxes are
 * laid into boxes, and the outermost becomes marks. Nothing moves after that.
 * The method is appendix G of The TeXbook with the constants of OpenType's
 * table MATH in the place of TeX's font dimensions (Vieth, "OpenType math
 * illuminated", TUGboat 30, 2009). */
#ifndef SET_MATHS_H
#define SET_MATHS_H

#include "inside.h"

/* A formula being set. */
struct setter {
    struct pass *pass;
    struct arena *arena; /* of the pass */
    const struct faces *faces;
    const struct maths_constants *constants; /* [em] */
    struct style around;                     /* of the words around it */
    double em; /* [pt] of the maths face in text style */
};

/* How a part is set: in which size, and with exponents raised less (TeX's
 * primed styles). */
struct mode {
    enum maths_style style;
    bool cramped;
};

struct box {
    double width, height, depth; /* [pt]; depth is positive below y = 0 */
    double italic;  /* of its last letter [pt]; part of the width */
    double accent;  /* x over which an accent stands [pt] */
    bool letter;    /* a letter or a word: scripts do not hang from its edges */
    uint32_t glyph; /* a single glyph of FACE_MATHS, for kerning, or 0 */
    double size;    /* [pt] of that glyph */
    struct placed *first, *last;
};

/* Something in a box: glyphs, else a box, else a rule of w by h. */
struct placed {
    double x, y; /* [pt] from the box's origin, y down */
    const struct glyphs *glyphs;
    const struct box *box;
    double w, h;
    struct placed *next;
};

/* An atom of a row, set. */
struct atom {
    struct box *box; /* NULL: a delimiter that waits for the others */
    enum maths_class class;
    const struct maths *maths;
};
struct atoms {
    struct atom *at;
    size_t count;
};

/* Maths_box.c */

struct box *box_new(struct setter *setter);
/* Lays inner into box, whose height and depth grow with it; its width is the
 * caller's. */
void box_add(struct setter *setter, struct box *box, double x, double y,
             const struct box *inner);
/* A rule of which x, y is the top left corner. */
void box_rule(struct setter *setter, struct box *box, double x, double y,
              double w, double h);
void box_glyphs(struct setter *setter, struct box *box, double x, double y,
                const struct glyphs *glyphs);
/* A space. */
struct box *box_space(struct setter *setter, double width);
/* One glyph of the maths face that stands for the character. */
struct box *box_glyph(struct setter *setter, const struct maths_glyph *glyph,
                      double size, uint32_t codepoint);
/* Words, as high and deep as their ink. */
struct box *box_words(struct setter *setter, const struct style *style,
                      const char *words);
/* All of it as marks. */
void box_place(const struct box *box, struct sheet *sheet, double x, double y,
               const struct ink *ink);

/* Maths_row.c */

double find_size(const struct setter *setter, struct mode mode);
/* Any part. */
struct box *set_part(struct setter *setter, const struct maths *maths,
                     struct mode mode);
/* The children of a row, each in its box. */
struct atoms set_atoms(struct setter *setter, const struct maths *first,
                       struct mode mode);
/* Space between two atoms [pt]. */
double find_gap(const struct setter *setter, enum maths_class left,
                enum maths_class right, struct mode mode);
/* Atoms beside each other; before: the class of what stands before them. */
struct box *join_atoms(struct setter *setter, const struct atoms *atoms,
                       enum maths_class before, struct mode mode);
struct mode cramp(struct mode mode);
struct mode find_script(struct mode mode, bool above);

/* Maths_scripts.c */

struct box *set_scripts(struct setter *setter, const struct maths *maths,
                        struct mode mode);
struct box *set_stack(struct setter *setter, const struct maths *maths,
                      struct mode mode);

/* Maths_grown.c: what grows. */

/* A delimiter of at least this height and depth together [pt], centred on the
 * axis. codepoint 0: the space that TeX leaves for none. */
struct box *set_delimiter(struct setter *setter, uint32_t codepoint,
                          double wanted, struct mode mode);
/* How long a delimiter around something must be [pt]. */
double find_fence(const struct setter *setter, double height, double depth,
                  struct mode mode);
struct box *set_operator(struct setter *setter, const struct maths *maths,
                         struct mode mode);
struct box *set_fenced(struct setter *setter, const struct maths *maths,
                       struct mode mode);
struct box *set_radical(struct setter *setter, const struct maths *maths,
                        struct mode mode);
/* A sign as wide as wanted [pt], such as a brace that lies. */
struct box *set_lying(struct setter *setter, uint32_t codepoint, double wanted,
                      double size);

/* Maths_parts.c */

struct box *set_fraction(struct setter *setter, const struct maths *maths,
                         struct mode mode);
struct box *set_accent(struct setter *setter, const struct maths *maths,
                       struct mode mode);

/* Maths_more.c */

struct box *set_arrow(struct setter *setter, const struct maths *maths,
                      struct mode mode);
struct box *set_frame(struct setter *setter, const struct maths *maths,
                      struct mode mode);
struct box *set_phantom(struct setter *setter, const struct maths *maths,
                        struct mode mode);

/* Maths_table.c */

struct box *set_cells(struct setter *setter, const struct maths *maths,
                      struct mode mode);

#endif
