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
 * so that an unknown one is said once, here. A book without values, figures
 * and parameters has no runs. samples: how many the costly models draw, 0 for
 * as many as they like. */
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
/* A trial: the curve with its wall in the hand of a reader, who moves its
 * symbols. Its numbers are the bits of octavo solve with the same symbols. */
struct trial;
/* The symbols of a book and what they are drawn from, as bytes that another
 * machine may read; its faults are said by solve_models. Length 0: it draws
 * from a distribution that a page has not. */
struct bytes trial_keep(struct arena *arena, const struct tree *tree);
/* NULL when the bytes are damaged. */
struct trial *trial_find(struct arena *arena, struct bytes bytes);
/* Symbol by its place among the parameters of a run; it is no longer drawn.
 * False, and nothing changed, when there is none. */
bool trial_change(struct trial *trial, size_t symbol, double value);
/* All symbols as they were found. */
void trial_restore(struct trial *trial);
/* 0 the wall, 1 demand, 2 frozen. The course lives in arena; false when it
 * cannot be followed to the end, or when no course has these symbols. */
bool trial_solve(struct arena *arena, struct trial *trial, int wall);
/* Whether there is a course to ask: what follows needs one. */
bool trial_solved(const struct trial *trial);
/* What octavo solve prints of a year: t s k a aG lnA lnL lnm sdot, the four
 * capacities, their weights, G_GW and X_GW. */
#define TRIAL_ROW 19
void trial_row(const struct trial *trial, double year, double *row);
/* The start of each phase from 2 to 6 by itself, then in the cascade; NaN: not
 * reached. */
#define TRIAL_DATES 10
void trial_dates(const struct trial *trial, double *dates);
/* The run 'central' of the course. */
struct run trial_run(struct arena *arena, const struct trial *trial);
/* The runs 'central' and 'spiral' of the symbols as they were found, row by row
 * those of solve_models. They live in arena; the trial forgets its course. */
const struct data *trial_story(struct arena *arena, struct trial *trial);
/* Draws samples from one number to another, at most TRIAL_SAMPLES in all;
 * from 0 they begin anew. What it needs for them is taken from lasting once. */
#define TRIAL_SAMPLES 256
void trial_sample(struct arena *lasting, struct trial *trial, int wall,
                  size_t from, size_t to);
/* The run 'wall' of the samples so far: S_oom and K_oom with the quantiles of
 * the ensemble. Without rows before the first sample. */
struct run trial_bands(struct arena *arena, const struct trial *trial);

/* All models with their parameters: units, defaults, ranges, sources. */
void solve_list(struct text *out, bool json);

#endif
