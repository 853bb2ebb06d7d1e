/* sampled.h: the numbers behind a book's figures, sooner than for the book. */
#ifndef SAMPLED_H
#define SAMPLED_H

#include "data/data.h"
#include "tree/tree.h"

/* The runs that are always made, and those that the figures show; of the costly
 * ones few samples, so their numbers lie near those of the book only. */
struct data sample_runs(struct arena *arena, struct diag *diag,
                        const struct tree *tree);

#endif
