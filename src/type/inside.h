/* inside.h: what the files of type/ know of each other: HarfBuzz's objects
 * of a face. They never cross type.h. */
#ifndef TYPE_INSIDE_H
#define TYPE_INSIDE_H

#include <hb.h>

#include "type.h"

#define LATIN 0x250 /* up to Latin Extended-B */

struct face {
    hb_face_t *face; /* immutable, so threads may share it */
    hb_font_t *font; /* immutable, scaled to units per em */
    double units;    /* per em */
    struct metrics metrics;
    struct key key;
    bool latin[LATIN]; /* which of the first characters it has */
};

struct faces {
    struct face faces[FACE_COUNT];
    struct maths_constants constants; /* of FACE_MATHS, once it is open */
};

/* Fills in the constants. False when the face has no table MATH. */
bool maths_read(struct faces *faces);

#endif
