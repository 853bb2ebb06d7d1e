/* type.h: letters: faces found by file, shaping and metrics, hyphenation,
 * line-break opportunities, subsets for embedding. All measuring of text
 * happens here. Keeper of HarfBuzz, libhyphen and libunibreak. */
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
    FACE_COUNT
};

/* In units of the em, y up. */
struct metrics {
    double ascent, descent; /* descent is positive */
    double x_height, cap_height;
    double box[4];       /* left, bottom, right, top */
    double italic_angle; /* [degrees], negative leans right */
    bool cff;            /* PostScript outlines, else TrueType */
    bool fixed_pitch;
    const char *postscript_name, *file_name; /* file without its folder */
};

/* All faces, read-only once open: any thread may use them. */
struct faces;

/* Opens the files of every face, searched in folder/templates/fonts and the
 * system's folders of fonts. A missing file is said, with the package that
 * has it; NULL when any is missing. */
struct faces *faces_open(struct arena *arena, struct diag *diag,
                         const char *folder);
void faces_close(struct faces *faces);
const struct metrics *face_metrics(const struct faces *faces,
                                   enum face_name face);
/* Of the file: for cache keys. */
struct key face_key(const struct faces *faces, enum face_name face);
struct key faces_key(const struct faces *faces);
/* Advance width of a glyph [em]. */
double face_advance(const struct faces *faces, enum face_name face,
                    uint32_t glyph);
bool face_has(const struct faces *faces, enum face_name face,
              uint32_t codepoint);

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
    double tracking; /* [em] added after every glyph */
};

/* Shaped text: glyph ids with their positions, and the text they came from. */
struct glyphs {
    struct style style;
    size_t count;
    const uint32_t *ids;
    const double *x, *y;      /* [pt] from the origin, y down */
    const uint32_t *clusters; /* byte of text that glyph i starts at; never
                                 falls (left to right) */
    const char *text;         /* UTF-8, borrowed or copied into the arena */
    size_t length;            /* bytes of text */
    double width;             /* [pt] total advance */
};

/* A shaper keeps what it shaped, so a word costs once. One a thread. */
struct shaper;
struct shaper *shaper_new(struct arena *arena, const struct faces *faces);
void shaper_close(struct shaper *shaper);
const struct faces *shaper_faces(const struct shaper *shaper);
/* Result lives in the shaper's arena and is shared: do not change it. A
 * character the face lacks is taken from nowhere: it becomes .notdef. */
const struct glyphs *shape_text(struct shaper *shaper,
                                const struct style *style, const char *text,
                                size_t length);
double text_width(struct shaper *shaper, const struct style *style,
                  const char *text);

/* Words and lines. */

/* Hyphenation patterns of a language ("en-US"). */
struct hyphens;
/* NULL when there are none for the language, which is said as a warning. */
struct hyphens *hyphens_open(struct diag *diag, const char *language);
void hyphens_close(struct hyphens *hyphens);
/* Marks each byte of word after which a hyphen may come: points[i] = 1. At
 * least two letters stay before it and three after it. word: length bytes of
 * UTF-8 letters. */
void hyphens_find(const struct hyphens *hyphens, const char *word,
                  size_t length, char *points);
/* breaks[i] = 1 where a line may end after byte i (UAX 14), 2 where it must.
 * length bytes of UTF-8. */
void breaks_find(const char *text, size_t length, const char *language,
                 char *breaks);

#endif
