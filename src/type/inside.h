/* inside.h: what the files of type/ know of each other: HarfBuzz's objects
 * of a face. They never cross type.h. */
#ifndef TYPE_INSIDE_H
#define TYPE_INSIDE_H

#include <hb.h>
#include <hyphen.h>
#include <stdatomic.h>

#include "type.h"

#define LATIN_END 0x250 /* up to Latin Extended-B */

struct face {
    hb_face_t *face; /* immutable, so threads may share it */
    hb_font_t *font; /* immutable, scaled to units per em */
    double units;    /* per em */
    struct metrics metrics;
    const char *path;
    struct key key;        /* of the file; of faces below FACE_OTHER */
    bool latin[LATIN_END]; /* which of the first characters it has */
    bool lends;            /* some of them are made up (accents.c) */
};

/* Where a face comes from. */
struct source {
    const char *file, *package;
    bool fixed_pitch;
    bool keyed; /* struct metrics */
};

struct others;
struct faces {
    struct face faces[FACE_OTHER];
    struct others *others;            /* from FACE_OTHER on */
    struct maths_constants constants; /* of FACE_MATHS, once it is open */
    struct key key;                   /* of all of them */
};

/* Face.c. Any of them, open. */
const struct face *faces_at(const struct faces *faces, enum face_name face);
/* The path of a font file, or NULL. */
const char *font_locate(struct arena *arena, const char *folder,
                        const char *file);
/* False when the file cannot be read, which has been said. */
bool font_open(struct arena *arena, struct diag *diag, const char *path,
               const struct source *source, struct face *face);

/* Others.c. */
struct others *others_new(struct arena *arena, const char *folder);
void others_close(struct others *others);
const struct face *others_at(const struct others *others, enum face_name face);
void others_hash(const struct others *others, struct hash *hash);

/* Shape.c. Where what is shaped lives. */
struct arena *shaper_arena(struct shaper *shaper);
/* Glyphs that are being made of a text. */
struct letters {
    struct glyphs *glyphs;
    uint32_t *ids, *clusters; /* of glyphs, to be filled in */
    double *x;
};
struct letters letters_take(struct arena *arena, const struct style *style,
                            const char *text, size_t length, size_t count);

/* Accents.c: a face that has accents but no letters with them gets those that
 * can be put together. */
void accents_lend(struct face *face);
/* Of what was shaped in such a face. */
void accents_place(const struct face *face, hb_buffer_t *buffer);

/* Shelf.c: all that was shaped, by any thread. Its arena is that of one of
 * them. */
struct remark {
    _Atomic(const void *) what;
};
struct shelf;
struct shelf *shelf_new(struct arena *arena);
void shelf_close(struct shelf *shelf);
/* NULL when the text was not shaped in that style. */
const struct glyphs *shelf_find(const struct shelf *shelf, uint64_t hash,
                                const struct style *style, const char *text,
                                size_t length);
/* Returns what all are to use: these, or those of the same text and style that
 * another thread was faster with. */
const struct glyphs *shelf_add(struct shelf *shelf, uint64_t hash,
                               const struct glyphs *glyphs);

/* Mixed.c: the text in parts, when one face is not enough; NULL when there is
 * nothing that another face could do better. */
const struct glyphs *mixed_shape(struct shaper *shaper,
                                 const struct style *style, const char *text,
                                 size_t length);

/* Patterns.c: hyphenation patterns, and what they are needed for: a bit for
 * each part of the words that are expected, by its hash. */
struct patterns {
    struct bytes file; /* at == NULL when it cannot be read, which was said */
    _Atomic uint64_t *bits;
    unsigned log;          /* 2, of their number */
    _Atomic uint64_t *met; /* hashes of words that came lately */
};
struct patterns patterns_read(struct arena *arena, struct diag *diag,
                              const char *path);
/* Whether the word, in whatever coding, is known to have come before. */
bool patterns_met(const struct patterns *patterns, const char *word,
                  size_t length);
/* Words are bytes in the coding of the file. */
void patterns_expect(const struct patterns *patterns, const char *word,
                     size_t length);
/* Whether what is loaded for the expected words will do for this one. */
bool patterns_cover(const struct patterns *patterns, const char *word,
                    size_t length);
/* NULL when libhyphen refuses. */
HyphenDict *patterns_load(const struct patterns *patterns);
/* For this word alone. */
HyphenDict *patterns_load_for(const struct patterns *patterns, const char *word,
                              size_t length);

/* Seams.c. The bytes of the text, at most MOST_SEAMS, before which another part
 * of a compound begins and no ligature may end. Returns how many. */
enum { MOST_SEAMS = 16 };
size_t seams_find(const struct hyphens *hyphens, const char *text,
                  size_t length, size_t *seams);

/* Fills in the constants. False when the face has no table MATH. */
bool maths_read(struct faces *faces);

#endif
