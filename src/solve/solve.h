/* solve.h: the door of the models: from parameters to runs. */
#ifndef SOLVE_H
#define SOLVE_H

#include "data/data.h"
#include "tree/tree.h"

/* Runs every model that the book uses with the parameters of
 * content/models/ (defaults: the tables of the models' chapter). Runs made:
 *   central  the curve with the hardware wall   (wall)
 *   demand   money is the only limit            (demand)
 *   frozen   compute stays at its 2026 level    (frozen)
 *   spiral   the central run sampled at the frames of the picture sequence:
 *            one row a frame, series "phase", "frame" and all of central's;
 *            its time never falls but may stand still: the last frame of a
 *            phase is the first of the next
 *   wall     quantities cost, frozen_cost [yr]
 *   limits   largest relative error against each closed form
 *   build    counts of this book
 * A bad parameter is said at its place and its default used. Then every
 * NODE_VALUE of the tree is looked up, so that an unknown one is said once,
 * here. */
struct data *solve_models(struct arena *arena, struct diag *diag,
                          const struct tree *tree);

/* One run of one model for the command line. */
struct solve_request {
    const char *model;        /* "curve" */
    const struct item *given; /* symbol -> value, and wall; or NULL */
    const double *at;         /* calendar years to print, rising */
    size_t at_count;          /* 0: every year from 2026 to 2040 */
    bool json;                /* else CSV */
};
/* Appends the run's rows and events; false, and nothing appended, when
 * something was wrong, which has been said. */
bool solve_print(struct arena *arena, struct diag *diag, struct text *out,
                 const struct solve_request *request);

#endif
