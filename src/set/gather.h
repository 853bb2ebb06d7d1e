/* gather.h: what the files that gather the pieces of a paragraph share:
 * letters and spaces (pieces.c), the inlines that they come from (inlines.c),
 * and which spaces are which (ties.c). */
#ifndef SET_GATHER_H
#define SET_GATHER_H

#include "inside.h"

struct gather {
    struct pass *pass;
    struct arena *scratch; /* the pass's: of pieces and words */
    const struct manner *manner;
    struct pieces pieces;
    struct word model;      /* style, ink, link, element of what comes next */
    struct anchor *anchors; /* for the next box */
    const struct word *shared;           /* the model of the last space */
    const struct glyphs *hyphen, *space; /* the last ones */
    size_t skip; /* bytes of the first words, which an initial stands for */
    int small;   /* words that are still to be set in small capitals */
};

/* Pieces.c: each appends to the pieces. */

void gather_penalty(struct gather *gather, int penalty, bool flagged);
void gather_glue(struct gather *gather, double width, double stretch,
                 double shrink);
/* A space of the model's style. */
void gather_space(struct gather *gather);
/* What cannot be broken; word NULL: an indent. width [pt]. */
struct piece *gather_box(struct gather *gather, const struct word *word,
                         double width);
/* Words in the model's style, with the places where they may be broken. */
void gather_text(struct gather *gather, const char *text);

/* Ties.c. */

/* Whether a space between two words is no place for a line to end. */
bool words_tie(const char *before, size_t length, const char *after,
               size_t next);
/* Whether the word ends a sentence. */
bool words_end(const char *word, size_t length);

#endif
