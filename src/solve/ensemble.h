/* ensemble.h: what the two files of the ensemble share: the samples of the
 * coupled model under one wall (ensemble.c), and what they say (bands.c). */
#ifndef SOLVE_ENSEMBLE_H
#define SOLVE_ENSEMBLE_H

#include "draws.h"

#define GRID_START 2026.0 /* [yr AD] */
#define GRID_PER_YEAR 8
#define GRID 193 /* places in time, from 2026 to 2050 */
#define WALLS 3

/* An array a quantity, one value a sample; infinity: never. */
struct ensemble {
    enum wall wall;
    size_t count, unfinished;
    struct seed seed;
    double *start[PHASES];      /* [yr AD]; none for the first */
    double *s[GRID], *k[GRID];  /* [nat] */
    unsigned char *tight[GRID]; /* the enum line that binds most */
    /* Most progress within a year [nat]: of software and compute, of
     * software alone. */
    double *burst, *burst_software;
};

/* Solves all samples of a recipe under one wall; some that the solver cannot
 * follow to 2050 are counted and said. */
struct ensemble *ensemble_new(struct arena *arena, struct diag *diag,
                              const struct recipe *recipe, enum wall wall);
/* The symbols of one sample. */
void ensemble_draw(const struct recipe *recipe, size_t sample,
                   struct symbols *symbols);

/* Bands.c */

/* The ensemble under the walls that are asked for (NULL: left out), as runs
 * wall, wall_demand and wall_frozen. Series over 2026 ... 2050: S_oom and
 * K_oom with .p05 .p10 .p25 .p50 .p75 .p90 .p95, rise (growth of software
 * in the year to come, orders of magnitude) with .p10 .p50 .p90, tight.LINE
 * (share of samples in which a line binds most), reached.PHASE (share in
 * which a phase has begun). Quantities: PHASE.p05 ... .p95 and .never,
 * burst_3, burst_10, burst_3_software (share of samples with so many years
 * of progress in one), samples, unfinished; wall also cost and frozen_cost,
 * differences of median AGI dates, cost.p10 .p50 .p90, of dates in the same
 * sample. */
void ensemble_runs(struct arena *arena, struct diag *diag,
                   const struct recipe *recipe, struct run *runs[WALLS]);
const char *ensemble_phase(enum phase phase); /* "agi" */

/* Wanted.c */

#define WANTED_RUNS (MODELS + WALLS)

/* Does a value of the text or a figure name the run? */
bool run_wanted(const struct tree *tree, const char *name);
/* The costly runs that the tree's values and figures use, at most
 * WANTED_RUNS; how many. */
size_t solve_wanted(struct arena *arena, struct diag *diag,
                    const struct tree *tree, const struct cache *cache,
                    size_t samples, int threads, struct run *runs);

/* Presets.c */

#define PRESETS_MOST 32

/* The runs of content/models/presets.yaml that the book uses, at most
 * PRESETS_MOST, with what base does not say otherwise; how many. */
size_t presets_solve(struct arena *arena, struct diag *diag,
                     const struct tree *tree, const struct range *base,
                     struct run *runs);

#endif
