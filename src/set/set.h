/* set.h: the door of setting: from the tree to pages. */
#ifndef SET_H
#define SET_H

#include "book/book.h"
#include "data/data.h"
#include "tree/tree.h"

/* Sets the whole book on A5 pages (or those of templates/page.yaml): title
 * page, contents, sections, back matter. Lines that cannot be set within the
 * measure, and figures that do not fit, are said at their places. The book is
 * the same on any number of threads. */
struct book *set_book(struct arena *arena, struct diag *diag,
                      const struct tree *tree, const struct data *data,
                      const struct faces *faces, const struct figures *figures,
                      const struct palette *palette, int threads);

#endif
