/* browsed.h: what the tests of the HTML edition share: sections as small trees,
 * figures for them, and the page that the edition's door makes of them in the
 * folder of the test, with a template that is only the sections' bodies. */
#ifndef BROWSED_H
#define BROWSED_H

#include "fixture.h"
#include "print/inside.h"
#include "print/print.h"

struct node *node_under(struct node *parent, enum node_kind kind);
struct node *words_under(struct node *parent, const char *words);
struct node *block_under(struct node *parent, enum node_kind kind,
                         const char *words);
struct node *heading_under(struct node *parent, int level, const char *id,
                           const char *words);
/* A section "Why" of the document, or of one of its own. */
struct node *make_section(struct node *document);
struct node *new_section(void);

/* What is behind the figures, for tests to fill in. */
extern double years[200], levels[200];
/* Of the books that are printed next. */
extern const struct item *book_settings; /* or NULL */
extern const char *book_looks;           /* the program's own, or NULL */
extern const char *book_style;           /* style.css */
extern const char *book_script;          /* that stands in the page */

/* The page that a template gives, or "failed". */
const char *print_page(struct node *document, const char *page);
const char *print_body(struct node *section);
int count_words(const char *text, const char *words);

#endif
