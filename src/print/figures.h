/* figures.h: for the files that print figures and frames: jobs, and the shop
 * that they are done in. */
#ifndef FIGURES_H
#define FIGURES_H

#include "inside.h"

#include <stdatomic.h>

/* FORM_PAGE, FORM_TABLE: what stands beside the page, the drawing with the one
 * for a phone in the same file, and its numbers.
 * FORM_FRAMES: a part of a sequence, frame by frame and as a film. */
enum form {
    FORM_SVG,
    FORM_PAGE,
    FORM_TABLE,
    FORM_PNG,
    FORM_PDF,
    FORM_CSV,
    FORM_JSON,
    FORM_FRAMES
};

struct job {
    const struct figure *figure;
    enum form form;
    int part;           /* FORM_FRAMES */
    struct arena arena; /* of the work, closed when it is done */
    struct arena words; /* of what was said */
    struct diag diag;
    bool failed;
};
struct shop {
    const struct edition *edition;
    double paper[3];
    struct job *jobs;
    size_t job_count, job_room;
    atomic_int done;
};

/* Of what is made in that form from what key names. */
struct key shop_key(struct arena *arena, const struct shop *shop,
                    struct key key, const char *form);

/* Frames.c. */

/* Whether no two films, and no film and figure, would be one file; what would
 * is said. */
bool films_sound(struct arena *arena, struct diag *diag,
                 const struct figures *figures);
void frames_write(struct job *job, const struct shop *shop);

#endif
