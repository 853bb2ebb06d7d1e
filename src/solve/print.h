/* print.h: what the files share that print runs for the command line. */
#ifndef SOLVE_PRINT_H
#define SOLVE_PRINT_H

#include "ensemble.h"

/* JSON: null when not finite; CSV: nothing. */
void print_number(struct text *out, double value, bool json);
/* False, and said, when the request asks for what cannot be. */
bool print_course(struct arena *arena, struct diag *diag, struct text *out,
                  const struct solve_request *request,
                  const struct recipe *recipe);
/* As JSON, the quantiles of all walls, or of the one asked for. */
void print_ensemble(struct text *out, const struct recipe *recipe,
                    struct run *const runs[WALLS]);
/* A table of published against computed numbers, with verdicts; says each
 * row that is out of its tolerance as an error. */
void print_reproduced(struct text *out, struct diag *diag,
                      const struct run *run);
/* Any run: quantities, then rows. */
void print_run(struct text *out, const struct run *run, bool json);

#endif
