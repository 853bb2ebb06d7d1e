/* type.h: letters: faces found by file, shaping and metrics, hyphenation,
 * line-break opportunities, subsets for embedding. All measuring of text
 * happens here. Keeper of HarfBuzz, FriBidi, libhyphen and libunibreak. */
#ifndef TYPE_H
#define TYPE_H

#include "base/base.h"

/* Faces. */

enum face_name {
    FACE_TEXT,
    FACE_TEXT_ITALIC,
    FACE_TEXT_BOLD,
    FACE_SANS,
    FACE_SANS_ITALIC,
    FACE_SANS_MEDIUM,
    FACE_SANS_BOLD, /* semibold */
    FACE_MONO,
    FACE_MONO_BOLD,
    FACE_MATHS, /* open only after faces_open_maths */
    FACE_OTHER, /* the first of those for what all of these lack; each is
                   opened when a character first asks for it */
    FACE_COUNT = FACE_OTHER + 100
};

/* In units of the em, y up. */
struct metrics {
    double ascent, descent; /* descent is positive */
    double x_height, cap_height;
    double box[4];       /* left, bottom, right, top */
    double italic_angle; /* [degrees], negative leans right */
    bool cff;            /* PostScript outlines, else TrueType */
    bool keyed;          /* CFF whose glyphs go by number, not by name */
    bool fixed_pitch;
    const char *postscript_name, *file_name; /* file without its folder */
    const char *family;                      /* for people: "Inter" */
};

/* All faces, read-only once open: any thread may use them. */
struct faces;

/* Opens the files of every face but FACE_MATHS, searched in
 * folder/templates/fonts and the system's folders of fonts. A missing file is
 * said, with the package that has it; NULL when any is missing. */
struct faces *faces_open(struct arena *arena, struct diag *diag,
                         const char *folder);
/* Opens FACE_MATHS too, which is large and which few books need: before the
 * faces are shared. False when it is missing, which has been said. */
bool faces_open_maths(struct arena *arena, struct diag *diag,
                      struct faces *faces, const char *folder);
void faces_close(struct faces *faces);
const struct metrics *face_metrics(const struct faces *faces,
                                   enum face_name face);
/* Of the file: for cache keys. From FACE_OTHER on it is read once more. */
struct key face_key(const struct faces *faces, enum face_name face);
/* Of the files of all faces, whether FACE_MATHS is open or not; of those from
 * FACE_OTHER on by their names and sizes, so that none need be opened. */
struct key faces_key(const struct faces *faces);
/* Appends what a face from FACE_OTHER on is called: "Hebrew-serif-bold". */
void face_label(struct text *text, enum face_name face);
/* Advance width of a glyph [em]. */
double face_advance(const struct faces *faces, enum face_name face,
                    uint32_t glyph);
bool face_has(const struct faces *faces, enum face_name face,
              uint32_t codepoint);
/* Letters that one face can set. */
struct face_run {
    enum face_name face;
    size_t length;    /* bytes */
    double heavier;   /* as in struct style */
    uint32_t missing; /* the first character that no face has, or 0 */
};
/* The run that text begins with: in the wanted face if that has the letters,
 * else in another like it. Marks stay with the letter below them. length > 0.
 * Safe from any thread. */
struct face_run face_find(const struct faces *faces, enum face_name wanted,
                          const char *text, size_t length);
/* What to tell the author of a character that no face has: its script, and the
 * package with a face for it where that is known. */
const char *face_advice(struct arena *arena, uint32_t codepoint);

/* Receives a glyph's outline in units of the em, y up. Quadratics come as
 * cubics. */
struct outline {
    void (*move)(void *to, double x, double y);
    void (*line)(void *to, double x, double y);
    void (*curve)(void *to, double x1, double y1, double x2, double y2,
                  double x, double y);
    void (*close)(void *to);
};
void face_outline(const struct faces *faces, enum face_name face,
                  uint32_t glyph, const struct outline *outline, void *to);

/* A font program with only the given glyphs. glyphs[0] must be 0 (.notdef)
 * and the rest rising. For a CFF face the bytes are the bare CFF table (PDF's
 * CIDFontType0C), whose glyph i is glyphs[i]; else a TrueType file whose glyphs
 * keep their numbers, since composite ones bring their parts along.
 * length 0 when HarfBuzz refuses, which our caller reports. */
struct bytes face_subset(struct arena *arena, const struct faces *faces,
                         enum face_name face, const uint32_t *glyphs,
                         size_t count);
/* Shaping. */

/* OpenType features beyond kerning and ligatures. */
enum {
    FEATURE_OLD_STYLE = 1,  /* onum: figures for running text */
    FEATURE_TABULAR = 2,    /* tnum with lining figures: for tables */
    FEATURE_SMALL_CAPS = 4, /* smcp */
    FEATURE_SUPERIOR = 8,   /* sups: note marks */
    FEATURE_NO_LIGATURES = 16
};
/* A font program for the web: a whole OpenType file that keeps every glyph that
 * the codepoints reach through kerning, ligatures and these features. */
struct bytes face_subset_web(struct arena *arena, const struct faces *faces,
                             enum face_name face, const uint32_t *codepoints,
                             size_t count, unsigned features);

struct style {
    enum face_name face;
    double size; /* [pt] */
    unsigned features;
    double tracking;      /* [em] added after every glyph */
    double heavier;       /* [em] width of a line that is drawn about each
                             letter, for what a bold face lacks */
    const char *language; /* "de", for the shapes of letters; NULL: English */
    bool backward;        /* signs among words that run from right to left */
};
bool style_same(const struct style *a, const struct style *b);

/* Shaped text: glyph ids with their positions, and the text they came from. */
struct glyphs {
    struct style style;
    size_t count;
    const uint32_t *ids;
    const double *x, *y;      /* [pt] from the origin, y down */
    const uint32_t *clusters; /* byte of text that glyph i starts at; never
                                 falls, or where backward is set never rises */
    const char *text;         /* UTF-8, borrowed or copied into the arena */
    size_t length;            /* bytes of text */
    double width;             /* [pt] total advance */
    double stretch;           /* share by which pens draw the letters wider,
                                 0 as they are; x and width have it already */
    bool backward;            /* from right to left; glyphs are in the order in
                                 which they stand, from the left */
    /* Text that needs several faces or directions: its parts in reading order,
     * which pens draw in its stead, and where they stand [pt]. */
    const struct glyphs *const *parts;
    const double *offsets;
    size_t part_count;
    struct remark *remark; /* of what shape_text gave: glyphs_keep's */
};

/* A shaper keeps what it shaped, so a word costs once. One a thread. */
struct shaper;
struct hyphens;
struct shaper *shaper_new(struct arena *arena, const struct faces *faces);
/* One for another thread, which finds what the first shaped and the other way
 * round, with an arena of its own that must last as long as what is shaped.
 * Closed before the first. */
struct shaper *shaper_share(struct arena *arena, const struct shaper *first);
/* In words of the language no ligature stands over the seam of a compound, as
 * German asks for. hyphens may be NULL, and must last as long as the shaper.
 * Before anything is shaped and the shaper is shared. */
void shaper_seams(struct shaper *shaper, const char *language,
                  const struct hyphens *hyphens);
void shaper_close(struct shaper *shaper);
const struct faces *shaper_faces(const struct shaper *shaper);
/* Result lives in the shaper's arena and is shared: do not change it. A
 * character that the face lacks comes from another one, in a part of its own;
 * one that no face has becomes .notdef. */
const struct glyphs *shape_text(struct shaper *shaper,
                                const struct style *style, const char *text,
                                size_t length);
double text_width(struct shaper *shaper, const struct style *style,
                  const char *text);
/* What whoever shaped the text knows of it besides, and wants to find again
 * with its glyphs: any thread may keep it, once. Returns what all are to use:
 * that, or what another thread was faster with. */
const void *glyphs_keep(const struct glyphs *glyphs, const void *what);
/* NULL when nothing was kept. */
const void *glyphs_recall(const struct glyphs *glyphs);

/* Maths: the table MATH of FACE_MATHS (OpenType 1.9, "MATH - The mathematical
 * typesetting table"). All lengths in em, y up. */

/* MathConstants, by the names of the specification. */
struct maths_constants {
    double script_percent_scale_down; /* of the size, 0..1 */
    double script_script_percent_scale_down;
    double delimited_sub_formula_min_height, display_operator_min_height;
    double axis_height;
    double accent_base_height;
    double subscript_shift_down, subscript_top_max, subscript_baseline_drop_min;
    double superscript_shift_up, superscript_shift_up_cramped;
    double superscript_bottom_min, superscript_baseline_drop_max;
    double sub_superscript_gap_min, superscript_bottom_max_with_subscript;
    double space_after_script;
    double upper_limit_gap_min, upper_limit_baseline_rise_min;
    double lower_limit_gap_min, lower_limit_baseline_drop_min;
    double stack_top_shift_up, stack_top_display_style_shift_up;
    double stack_bottom_shift_down, stack_bottom_display_style_shift_down;
    double stack_gap_min, stack_display_style_gap_min;
    double fraction_numerator_shift_up;
    double fraction_numerator_display_style_shift_up;
    double fraction_denominator_shift_down;
    double fraction_denominator_display_style_shift_down;
    double fraction_numerator_gap_min;
    double fraction_num_display_style_gap_min;
    double fraction_rule_thickness;
    double fraction_denominator_gap_min;
    double fraction_denom_display_style_gap_min;
    double overbar_vertical_gap, overbar_rule_thickness, overbar_extra_ascender;
    double underbar_vertical_gap, underbar_rule_thickness;
    double underbar_extra_descender;
    double radical_vertical_gap, radical_display_style_vertical_gap;
    double radical_rule_thickness, radical_extra_ascender;
    double radical_kern_before_degree, radical_kern_after_degree;
    double radical_degree_bottom_raise_percent; /* of the sign, 0..1 */
};
/* NULL while the face is not open. */
const struct maths_constants *maths_constants(const struct faces *faces);

/* A glyph of any face; the last three are zero but in FACE_MATHS. */
struct maths_glyph {
    uint32_t id;                 /* 0: the face has none */
    double width, height, depth; /* depth is positive below the baseline */
    double italic;               /* MathItalicsCorrectionInfo */
    double accent; /* MathTopAccentAttachment: where an accent stands */
    bool extended; /* ExtendedShapeCoverage */
};
/* small: 1 in scripts, 2 in scripts of scripts: the feature ssty. */
struct maths_glyph maths_glyph(const struct faces *faces, uint32_t codepoint,
                               int small);
struct maths_glyph maths_measure(const struct faces *faces, enum face_name face,
                                 uint32_t glyph);

/* MathKernInfo: what to add between a base and a script at the given height.
 * Corners as seen from the glyph. */
enum maths_corner { TOP_RIGHT, TOP_LEFT, BOTTOM_RIGHT, BOTTOM_LEFT };
double maths_kern(const struct faces *faces, uint32_t glyph,
                  enum maths_corner corner, double height);

/* A glyph that grew: one glyph, or an assembly of them. */
struct maths_part {
    uint32_t id;
    double at; /* along the growth, from the lower or left end */
};
struct maths_grown {
    const struct maths_part *parts;
    size_t count;
    double length; /* along the growth */
};
/* The smallest of MathGlyphConstruction's variants that is at least as long as
 * wanted, else an assembly of that length, else the longest there is. upright:
 * it grows up, not sideways. */
struct maths_grown maths_grow(struct arena *arena, const struct faces *faces,
                              uint32_t glyph, bool upright, double wanted);
/* The widest variant that is not wider than most; the glyph if none is. */
uint32_t maths_widen(const struct faces *faces, uint32_t glyph, double most);

/* How far the first (or, at the right, the last) character of bytes start to
 * end - 1 may hang into the margin [pt], so that the edge looks straight. */
double glyphs_hang(const struct glyphs *glyphs, size_t start, size_t end,
                   bool right);

/* Directions. */

/* Which of count pieces of text comes where from the left: order[place] =
 * piece (UAX 9). Piece i is bytes starts[i] to starts[i + 1] - 1. backward:
 * the whole runs from right to left; levels, one a piece, are odd for what
 * does. False, and nothing done, where nothing does. */
bool pieces_order(const char *text, const size_t *starts, size_t count,
                  bool backward, size_t *order, unsigned char *levels);
/* Whether the first letter with a direction runs from right to left. */
bool text_backward(const char *text, size_t length);
/* Whether a line may end on both sides of the character, and other characters
 * of its kind stand without spaces: Chinese, Japanese, Korean. */
bool letter_square(uint32_t codepoint);

/* Words and lines. */

/* Hyphenation patterns of a language ("en-US", "de"), as Debian's packages
 * hyphen-* bring them. */
struct hyphens;
/* NULL when there are none for the language, which is said as a warning with
 * the package that has them. */
struct hyphens *hyphens_open(struct diag *diag, const char *language);
void hyphens_close(struct hyphens *hyphens);
/* The word will be asked for. Loading all patterns takes seconds for some
 * languages; for a book's words a small part of them is enough. Safe from any
 * thread. */
void hyphens_expect(struct hyphens *hyphens, const char *word, size_t length);
/* Makes ready for the words that are expected, after which any thread may find
 * them. Others are found too, but each of them takes as long as a thousand. */
void hyphens_load(struct hyphens *hyphens);
/* Marks each byte of word after which a hyphen may come. At least two letters
 * stay before it and three after it: points[i] = POINT_PLAIN; or, where the
 * language bears it, two: POINT_TAIL. word: length bytes of UTF-8 letters, of
 * any case; English words with accents are left whole. */
enum { POINT_PLAIN = 1, POINT_TAIL };
void hyphens_find(const struct hyphens *hyphens, const char *word,
                  size_t length, char *points);
/* breaks[i] = 1 where a line may end after byte i (UAX 14), 2 where it must.
 * length bytes of UTF-8. */
void breaks_find(const char *text, size_t length, const char *language,
                 char *breaks);

#endif
