/* inside.h: what the files of set/ share: the look of a page, a pass over the
 * book, pieces of paragraphs, set lines, and the galley of slabs that pages
 * are cut from. */
#ifndef SET_INSIDE_H
#define SET_INSIDE_H

#include "set.h"

/* Look: the design of a page, from templates/page.yaml. */

/* All lengths in points. */
struct look {
    double width, height;  /* trim */
    double inner, outer;   /* margins at the gutter and the fore-edge */
    double head;           /* top of the page to the top of the text */
    double measure, depth; /* of the text block; depth is whole lines */
    double size, leading;  /* running text */
    double note_size, note_leading;
    double code_size, code_leading;
    double table_size, table_leading;
    double caption_size, caption_leading;
    double indent; /* first line of a paragraph */
    int lines;     /* on a full page */
    bool recto;    /* every section opens on a right-hand page */
    int drop_cap;  /* lines of the letter that begins a section, or 0 */
    bool lead_in;  /* sections begin with a few words in small capitals */
};
struct look find_look(struct diag *diag, const struct tree *tree);

/* Pass: one setting of the whole book. */

/* Page numbers of the pass before, which references print. */
struct known {
    const struct node *node;
    int page;    /* index from 0, -1 unknown */
    bool parted; /* a reference that was not on the spread of its target, in
                    that pass or one before it */
};
/* In a list that is sorted by node; NULL if it is not there. */
const struct known *known_find(const struct known *known, size_t count,
                               const struct node *node);

/* Frames of sequences that were drawn for paper, once for all passes. */
struct frame {
    const struct figure *figure;
    int part, number;
    const struct sheet *sheet;
    struct frame *next;
};
struct frames {
    struct arena *arena; /* outlives the passes */
    struct frame *first;
};

/* How a line may end after a byte of a word, if not at all. */
enum {
    CUT_PLAIN = 1,
    CUT_HYPHEN,    /* with a hyphen that is set there */
    CUT_TAIL,      /* the same before the last two letters */
    CUT_TECHNICAL, /* at a mark in a name, a path or an address */
    CUT_HUMP,      /* between "camel" and "Case" */
    CUT_SYLLABLE,  /* in a name, only to save a line, without a hyphen */
    CUT_ANYWHERE   /* only because the word is too wide */
};

/* Where a word may be broken: by byte, 0 or a CUT. */
struct cuts {
    const char *breaks;     /* without hyphenation */
    const char *hyphenated; /* and with it */
};

/* Boxes, glue and penalties of a paragraph. */
struct pieces {
    struct piece *at;
    size_t count, room;
};

/* Bytes of letters that text begins with. */
size_t count_letters(const char *text, size_t length);

/* The languages of the book, with what hyphenates them. */
struct tongue_patterns {
    const char *language;
    struct hyphens *hyphens; /* or NULL */
};
struct tongues {
    struct tongue_patterns *at;
    size_t count, room;
};
struct tongues tongues_open(struct arena *arena, struct diag *diag,
                            const struct tree *tree, const struct data *data,
                            int threads);
void tongues_close(struct tongues *tongues);
/* The shaper minds the seams of words in German. */
void tongues_seams(const struct tongues *tongues, struct shaper *shaper);
const struct hyphens *tongues_find(const struct tongues *tongues,
                                   const char *language);

struct pass {
    struct arena *arena;  /* of this pass alone */
    struct arena scratch; /* of the paragraph that is being set */
    struct arena brief;   /* of the galley and what is cut from it, until the
                             pages are made */
    struct pieces bench;  /* where its pieces are put together */
    struct diag *diag;
    const struct tree *tree;
    const struct data *data;
    const struct figures *figures;
    const struct palette *palette;
    const struct look *look;
    struct shaper *shaper;
    const struct tongues *tongues;
    struct element *elements;
    size_t element_count, element_room;
    struct frames *frames;
    struct again *again;
    struct hands *hands; /* NULL: there is one thread */
    bool whole;          /* the section is kept as a whole */
    const struct index *index;
    const struct known *known; /* sorted by node */
    size_t known_count;
    const char *const *folios; /* of the pass before, by page index */
    size_t folio_count;
    int number;    /* of this pass, from 0 */
    int furniture; /* the element of running heads and folios */
};

const struct ink *pass_ink(const struct pass *pass, const char *name);
int pass_element(struct pass *pass, enum role role, int parent);
/* Elements that were made before, once more. */
void pass_elements(struct pass *pass, const struct element *elements,
                   size_t count);
/* The first elements of every pass. */
void pass_start(struct pass *pass);
/* The page where node stood in the pass before, or -1. */
int pass_page(const struct pass *pass, const struct node *node);
const char *pass_folio(const struct pass *pass, int page);

/* Anchors: what a line carries with it to its page. */

enum anchor_kind {
    ANCHOR_NOTE,     /* node: NODE_NOTE to stand at the foot */
    ANCHOR_FLOAT,    /* node: a figure to stand at the head or the foot */
    ANCHOR_ID,       /* node: a heading or section that can be linked to */
    ANCHOR_REFERENCE /* node: NODE_REFERENCE or a contents entry's target */
};
/* Where something is read, wherever it stands: the element above it, and the
 * sibling before it or 0. */
struct spot {
    int parent, after;
};
struct anchor {
    enum anchor_kind kind;
    const struct node *node;
    struct spot spot;          /* ANCHOR_NOTE, ANCHOR_FLOAT */
    const struct block *block; /* ANCHOR_FLOAT: it is set already, or NULL */
    int first_element;         /* added to the elements of its marks */
    struct anchor *next;
    struct anchor *near; /* of a list's first: one near its end, or NULL */
};
/* The list with one more at its end. */
struct anchor *anchor_add(struct arena *arena, struct anchor *list,
                          enum anchor_kind kind, const struct node *node);
struct anchor *anchor_join(struct anchor *list, struct anchor *more);
/* What links to a note aim at. */
const char *name_note(struct arena *arena, const struct node *note);
struct anchor *anchor_copy(struct arena *arena, const struct anchor *list);

/* Paragraphs. */

/* A large letter at the start of a paragraph, beside which its first lines are
 * shorter. */
struct initial {
    int lines;    /* beside it, 0: there is none */
    double width; /* [pt] that they are shorter */
    size_t skip;  /* bytes of the first words that it stands for */
};

/* How a paragraph is to be set. */
struct manner {
    struct style style;
    double measure, indent; /* [pt] indent of the first line; may be
                               negative */
    bool ragged;            /* spaces keep their width */
    bool hyphenate;
    char align; /* 'l', 'c', 'r' for ragged lines; '-': where they begin */
    const struct ink *ink;
    int element;
    const char *lead; /* words in bold before the first, or NULL */
    int small;        /* first words that are set in small capitals */
    int lines;        /* wanted, 0 for as many as are best */
    struct initial initial;
};

/* The measure of a line, counted from 0 [pt]. */
double manner_measure(const struct manner *manner, int line);

/* A piece of a paragraph, in the terms of Knuth and Plass 1981. */
enum piece_kind { PIECE_BOX, PIECE_GLUE, PIECE_PENALTY };

/* A run of letters without a space, shaped as a whole; boxes are parts of it
 * between places where it may be broken. */
struct word {
    const char *text;
    const struct glyphs *glyphs; /* of all of it, or NULL */
    struct style style;
    double rise; /* of the letters above the line, or below it [pt] */
    const struct ink *ink;
    const char *link;              /* target, or NULL */
    const char *link_alt;          /* what a reader hears of it */
    int link_element;              /* its own, of which element may be a part */
    const struct node *image;      /* NODE_IMAGE instead of letters */
    const struct formula *formula; /* or a part of a formula */
    int element;
    struct place place;
};

struct piece {
    enum piece_kind kind;
    double width, stretch, shrink; /* [pt] */
    double flex; /* BOX: its letters can be so much wider or narrower [pt] */
    double hang_left, hang_right; /* BOX, PENALTY with hyphen: what stands in
                                     the margin at a line's start or end [pt] */
    int penalty;  /* PENALTY: PENALTY_NEVER forbids, PENALTY_FORCE forces */
    bool flagged; /* PENALTY: a hyphen, or a break after one */
    bool hyphen;  /* PENALTY: a hyphen is set when broken here */
    const struct word *word; /* GLUE: style and link of the space, or NULL */
    uint32_t start, end;     /* BOX: bytes of the word's text */
    struct anchor *anchors;  /* BOX */
};
#define PENALTY_NEVER 10000
#define PENALTY_FORCE (-10000)
/* From here on only where a paragraph finds no other way. */
#define PENALTY_EMERGENCY 2000
/* Up to here a break is as good as one between words, in a table. */
#define PENALTY_TECHNICAL 200

/* The inlines below parent as pieces, finished with an infinite glue and a
 * forced break. They and their words last until others are gathered. */
struct pieces gather_pieces(struct pass *pass, const struct node *parent,
                            const struct manner *manner);
struct pieces gather_words(struct pass *pass, const char *words,
                           const struct manner *manner);
/* Whether they run from right to left, as the first word with letters does. */
bool pieces_backward(const struct pieces *pieces);
/* Where the word may be broken; glyphs come from the pass's shaper. */
const struct cuts *find_cuts(struct pass *pass, const struct glyphs *glyphs);
/* Whether it has been parted from its target; known are the pages of the pass
 * that ends. */
bool reference_parted(const struct pass *pass, const struct known *known,
                      size_t count, const struct known *reference);
/* "figure 3", "section 6, page 31": what a reference says. */
const char *word_reference(struct pass *pass, const struct node *reference);

/* What a line has too much or too little, borne by its letters, who may give
 * flex in all and are not seen to, then by its spaces. */
#define MOST_STRETCH 0.02 /* of a letter's width, wider or narrower */
#define LOOSEST                                                                \
    1.59               /* a line's spaces over their natural width: less than  \
                          1.6 however places are rounded */
#define MOST_RATIO 2.4 /* of usual spaces, which are then as loose */
#define INFINITE                                                               \
    1e6 /* [pt] stretch of the glue that fills a last line,                    \
           for which letters give nothing */
struct fit {
    double ratio;  /* by which spaces stretch (1: all of it) or shrink (-1) */
    double strain; /* of the letters, -1..1: how much of their flex they give */
    double lack;   /* [pt] that stay where spaces stretch by MOST_RATIO */
};
struct fit fit_line(double spare, double stretch, double shrink, double flex);

/* Where the lines of a paragraph end: indices of pieces, the last is the
 * final forced break. arena also holds what the search leaves behind. */
struct breaks {
    size_t *at;
    size_t count;
};
struct breaks find_breaks(struct arena *arena, const struct pieces *pieces,
                          const struct manner *manner);

/* A space on a line [pt]. */
struct gap {
    double left, right;
};
/* A set line: marks with the baseline at y = 0, x from the measure's left. */
struct line {
    struct sheet *sheet;
    double width;         /* of its letters [pt] */
    double height, depth; /* of its formulas and pictures above and below the
                             baseline, if they are higher than letters [pt] */
    double ratio;         /* by which its spaces stretch or shrink */
    double missing;       /* [pt] of the measure that its spaces do not fill */
    double excess;        /* [pt] that stand out of the measure */
    double looseness;     /* width of its spaces over their natural width */
    bool hyphen;          /* it ends in a hyphen that breaking made */
    bool broken;          /* it ends within a word */
    const struct gap *gaps; /* of a justified line, from the left, while it is
                               judged */
    size_t gap_count;
    struct anchor *anchors;
    struct place place;
};
struct lines {
    struct line *at;
    size_t count;
};
struct lines set_pieces(struct pass *pass, const struct pieces *pieces,
                        const struct manner *manner);
/* The inlines below parent; kept from an earlier pass where that is sure to
 * be the same (again.c). */
struct lines set_inlines(struct pass *pass, const struct node *parent,
                         const struct manner *manner);
struct lines set_words(struct pass *pass, const char *words,
                       const struct manner *manner);

/* Says what is wrong with set lines: too wide, very loose, a ladder of hyphens,
 * a river, a short last line. */
void lines_judge(struct diag *diag, const struct lines *lines,
                 const struct manner *manner);
/* Formulas. */

/* A formula within a line, or what of it lies between two places where the line
 * may end. */
struct formula {
    struct sheet *sheet;         /* marks with the baseline at y = 0 */
    double width, height, depth; /* [pt] */
    double gap;                  /* [pt] after it, unless the line ends there */
    int penalty;                 /* of such a line; 0 after the last part */
    struct formula *next;
};
/* The parts of a MATHS; NULL when there is no face for them, or nothing in
 * it. */
struct formula *set_formula(struct pass *pass, const struct node *node,
                            const struct style *around, const struct ink *ink,
                            int element);
/* Whether a paragraph is nothing but pictures, linked or not, which stand side
 * by side. */
bool holds_pictures(const struct node *paragraph);
/* Whether one stands in it that is higher than letters. */
bool holds_large_picture(const struct node *paragraph);
/* How wide a picture is in a line [pt]. */
double picture_width(const struct look *look, const struct node *image,
                     double size, double measure);

/* An element that says the formula in words. */
int formula_element(struct pass *pass, const struct node *node, int parent);

#include "galley.h"

#endif
