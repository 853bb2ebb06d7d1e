/* bib.h: what the files that read sources and cite them tell each other. A
 * field keeps LaTeX as it was written; only who prints it turns it into words,
 * for names are cut where braces tell. */
#ifndef READ_BIB_H
#define READ_BIB_H

#include "inside.h"

#define MOST_BIB ((size_t)4 << 20) /* [bytes] of content/sources.bib */
#define MOST_FIELD 20000           /* [bytes] of one field */
#define MOST_MACROS 1000           /* @string, in all */
#define MOST_NAMES 6               /* authors that an entry names */

struct bib_field {
    const char *name; /* in lower case */
    const char *text;
    struct place place; /* of the value */
    struct bib_field *next;
};

struct bib_entry {
    const char *kind; /* in lower case: "article" */
    const char *key;
    struct place place;
    struct bib_field *first;
    const char *language; /* of the book, for the words about it */
    /* Once it is cited: */
    struct node *node;             /* SOURCE */
    struct node *last;             /* citation so far */
    const char *who, *year, *sort; /* who: "Knuth and Plass" */
    const char *letter;            /* that tells two of a year apart */
};

struct bib {
    struct bib_entry *at; /* sorted by key */
    size_t count;
    const char **keys;
};

/* Bib.c. */

/* What the text of content/sources.bib holds; what is wrong is said. */
struct bib *bib_read(struct source *source);
/* Or NULL. */
struct bib_entry *bib_find(const struct bib *bib, const char *key);
/* The first field of the entry that has one of the names, or NULL. names ends
 * in NULL. */
const struct bib_field *bib_field(const struct bib_entry *entry,
                                  const char *const *names);

/* Bib_words.c. */

/* LaTeX as words: accents as letters, braces gone, "--" a dash. What is not
 * known is said at place and left out. */
const char *bib_words(struct arena *arena, struct diag *diag,
                      struct place place, const char *latex, size_t length);
/* The words of a field, or NULL when it is missing or empty. */
const char *bib_say(struct arena *arena, struct diag *diag,
                    const struct bib_entry *entry, const char *const *names);

/* Bib_names.c. */

struct bib_name {
    const char *family, *given; /* family with "von"; given may be "" */
};
struct bib_names {
    struct bib_name *at;
    size_t count;
    bool others;          /* "and others" at the end */
    const char *language; /* of "and" */
};
struct bib_names bib_names(struct arena *arena, struct diag *diag,
                           const struct bib_field *field, const char *language);
/* "Knuth and Plass", "Ord et al." */
const char *names_brief(struct arena *arena, const struct bib_names *names);
/* "Knuth, Donald E., and Michael F. Plass"; inverted: the first has its family
 * before it. */
const char *names_list(struct arena *arena, const struct bib_names *names,
                       bool inverted);

/* Bib_entry.c. */

/* Who and when, and by what it is sorted. */
void entry_fill(struct arena *arena, struct diag *diag,
                struct bib_entry *entry);
/* Appends the inlines of the entry to its node. dated: the year stands behind
 * the authors. */
void entry_write(struct arena *arena, struct diag *diag,
                 const struct bib_entry *entry, bool dated);

#endif
