/* paged.h: what the tests of pages share: books of one section, written as
 * Markdown and set in one ink, and their pages as traces. */
#ifndef PAGED_H
#define PAGED_H

#include "fixture.h"
#include "set/inside.h"

/* Of the books that are read next; NULL: the press's own. */
extern const struct item *looks;

/* A test with faces, without looks. */
void begin_setting(void);
/* Looks of a page with one entry. */
const struct item *page_look(const char *key, const char *value);

struct tree *read_section(const char *language, const char *title,
                          const char *words);
/* number_tree and all that comes before it. */
void finish_tree(struct tree *tree);
const struct book *set_pages(struct diag *said, const struct tree *tree,
                             int threads);
/* A book that has no errors. */
const struct book *set_titled(const char *language, const char *title,
                              const char *words);
/* In English. */
const struct book *set_markdown(const char *words);

const char *trace_page(const struct book *book, size_t page);

#endif
