/* read.h: the door of reading: from a book's folder to its tree. */
#ifndef READ_H
#define READ_H

#include "tree/tree.h"

/* Reads content/book.yaml, its sections (CommonMark with GitHub's tables,
 * footnotes, strikethrough and task lists, and Octavo's figures, sequences,
 * values, references and tables from data), content/models, figures and
 * templates of the folder, numbers sections, figures and notes, and checks
 * every name that can be checked without running anything. looks is the folder
 * of the templates that come with the program; the book's own override it file
 * by file.
 * Sections are read on so many threads, which makes no difference to the tree.
 * What is wrong is said at its place and left out or replaced by something
 * visible. NULL only when there is no readable book.yaml. */
struct tree *read_content(struct arena *arena, struct diag *diag,
                          const char *folder, const char *looks, int threads);
/* The parameters of a book alone, as in the tree: content/models/NAME.yaml ->
 * map. */
const struct item *read_models(struct arena *arena, struct diag *diag,
                               const char *folder);
/* One Markdown text, for tests and the command line: a section. */
struct node *read_markdown(struct arena *arena, struct diag *diag,
                           const char *file, struct bytes text);
/* One YAML text; NULL and an error when it is not well-formed. Aliases and
 * nesting deeper than 64 are refused. */
const struct item *read_yaml(struct arena *arena, struct diag *diag,
                             const char *file, struct bytes text);

#endif
