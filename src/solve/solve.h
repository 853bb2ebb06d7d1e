/* solve.h: the door of the models: from parameters to runs. */
#ifndef SOLVE_H
#define SOLVE_H

#include "data/data.h"
#include "tree/tree.h"

/* Runs the models that the book uses with the parameters of content/models/
 * (defaults: what octavo solve --list names). Runs made always:
 *   central  the curve with the hardware wall   (wall)
 *   demand   money is the only limit            (demand)
 *   frozen   compute stays at its 2026 level    (frozen)
 *   spiral   the central run sampled at the frames of the picture sequence:
 *            one row a frame, series "phase", "frame" and all of central's;
 *            its time never falls but may stand still: the last frame of a
 *            phase is the first of the next
 *   limits   largest relative error against each closed form
 *   build    counts of this book
 * and, when a value of the text or a figure names them:
 *   wall, wall_demand, wall_frozen   the ensemble under each wall
 *   NAME     the run of model NAME: night, feasibility, davidson-houlden,
 *            tkwa, ai2027, reproduce
 * These take longest, so cache keeps them. A bad parameter is said at its
 * place and its default used. Then every NODE_VALUE of the tree is looked up,
 * so that an unknown one is said once, here. samples: how many the costly
 * models draw, 0 for as many as they like. */
struct data *solve_models(struct arena *arena, struct diag *diag,
                          const struct tree *tree, const struct cache *cache,
                          size_t samples, int threads);

/* One run of one model for the command line. */
struct solve_request {
    const char *model;
    const struct item *models; /* the book's parameters, as in tree; or NULL */
    const struct item *given; /* symbol -> value, and wall; or NULL: they win */
    const double *at;         /* curve: calendar years to print, rising */
    size_t at_count;          /* 0: every year from 2026 to 2040 */
    size_t samples;           /* 0: as many as the model likes */
    const uint64_t *seed;     /* NULL: the book's own */
    bool json;                /* else CSV; reproduce: else a table */
    int threads;
};
/* Appends the run's numbers; false, and nothing appended, when something was
 * wrong, which has been said. A row of reproduce that is out of its tolerance
 * is an error of diag. */
bool solve_print(struct arena *arena, struct diag *diag, struct text *out,
                 const struct solve_request *request);
/* All models with their parameters: units, defaults, ranges, sources. */
void solve_list(struct text *out, bool json);

#endif
