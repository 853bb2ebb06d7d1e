/* maths.h: what the files that read formulas tell each other. A formula moves
 * on through its source; a row ends at what somebody around it waits for ('}',
 * '&', \right ...). */
#ifndef READ_MATHS_H
#define READ_MATHS_H

#include "inside.h"

/* What may end a row; several may be waited for at once. */
enum {
    END_BRACE = 1,
    END_BRACKET = 2,
    END_CELL = 4, /* "&" and "\\" */
    END_RIGHT = 8,
    END_TABLE = 16
};

struct formula {
    struct source *source;
    struct arena *arena;
    const char *tex;
    const size_t *raw; /* where each byte stands in the source */
    size_t length, at;
    enum maths_alphabet alphabet;
    unsigned awaited; /* by everybody around */
    bool display;
    const char *tag; /* of the display, or NULL */
    int depth;
};

/* Maths.c. */

/* Up to one of the ends, or to what is awaited around. */
struct maths *formula_row(struct formula *formula, unsigned ends);
/* Something without its scripts. */
struct maths *formula_atom(struct formula *formula);
struct maths *formula_symbol(struct formula *formula,
                             const struct command *command, size_t start);

/* Maths_words.c: the source, word by word. */

struct place formula_place(struct formula *formula, size_t at);
struct maths *formula_node(struct formula *formula, enum maths_kind kind,
                           size_t start);
/* What stands from start to here, to be shown as it is written. */
struct maths *formula_fault(struct formula *formula, size_t start);
/* An empty box. */
struct maths *formula_blank(struct formula *formula, size_t start);
/* NUL at the end. */
char formula_peek(const struct formula *formula);
void formula_skip(struct formula *formula);
/* Past blanks and c, if it is there. */
bool formula_take(struct formula *formula, char c);
/* The name of the command at the backslash at; its end is after it. */
const char *formula_name(const struct formula *formula, size_t at, size_t *end);
/* The known command that begins here, with its end, or NULL. */
const struct command *formula_command(const struct formula *formula,
                                      size_t *end);
/* What ends a row here: one of the END_ values, or 0. */
unsigned formula_end(const struct formula *formula);
/* For the command that stands at start. */
struct maths *formula_argument(struct formula *formula, const char *name,
                               size_t start);
/* The bytes of a group {...} as they stand, without inner braces; NULL, which
 * has been said, when there is none. */
const char *formula_words(struct formula *formula, const char *name,
                          size_t start);

/* Maths_terms.c: a command with its arguments. */

struct maths *formula_term(struct formula *formula);

/* Maths_more.c: what amsmath adds. */

/* A command of a kind that maths_terms.c leaves; NULL when it has nothing here
 * to belong to. */
struct maths *formula_more(struct formula *formula,
                           const struct command *command, size_t start);

/* Maths_tables.c: delimiters that grow, tables. */

/* 0 for none: a full stop, or a fault that has been said. */
uint32_t formula_delimiter(struct formula *formula, const char *name,
                           size_t start);
/* After \left, which stands at start. */
struct maths *formula_fenced(struct formula *formula, size_t start);
/* Cells and lines up to what somebody around waits for. */
void formula_cells(struct formula *formula, struct maths *table);
/* The lines of \substack, which stands at start. */
struct maths *formula_lines(struct formula *formula, size_t start);
/* After \begin, which stands at start. */
struct maths *formula_table(struct formula *formula, size_t start);

#endif
