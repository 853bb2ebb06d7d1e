/* script.h: a script as its tokens: words, signs, and what is copied as it is.
 * What the files need that give variables short names. */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "base/base.h"

enum {
    SCRIPT_DEEPEST = 256,
    WORD = 'a',
    FIXED = '"',
    OBJECT = 'o',
    CLASS = 'c',
    TEMPLATE = 't'
};

/* A word, a sign, or what is copied as it is: a number, a string, a pattern. */
struct token {
    const char *at;
    size_t length;
    char kind;    /* WORD, FIXED or the sign */
    char within;  /* the bracket around it: a sign, OBJECT, CLASS, TEMPLATE
                     or 0 */
    size_t pair;  /* of a bracket: the other one */
    size_t entry; /* of a variable: where it is in a table, plus 1 */
    size_t scope; /* the smallest around it */
};

/* From its first token to before end; of the whole script, which is the first
 * one, the parent is itself. */
struct scope {
    size_t first, end, parent;
};

struct script {
    struct arena *arena;
    const char *at, *end; /* what has not been read */
    struct token *tokens;
    size_t count, room;
    size_t open[SCRIPT_DEEPEST]; /* tokens of the brackets that are open */
    char inside[SCRIPT_DEEPEST]; /* these brackets as token.within has them */
    int depth;
    bool strange; /* its brackets make no sense, or it is beyond us */
};

/* All tokens of a script that html_code has squeezed. */
struct script script_read(struct arena *arena, struct bytes bytes);
/* The token so far before or behind; an empty one beyond the ends. */
const struct token *script_look(const struct script *script, size_t i,
                                int step);
/* Whether "=>" stands there. */
bool script_is_arrow(const struct script *script, size_t i);
/* Script_scopes.c: all of them, in the order in which they begin; each token
 * learns its own. */
struct scope *script_scopes(struct script *script);
bool token_is(const struct token *token, const char *word);
bool token_is_one_of(const struct token *token, const char *const *words,
                     size_t count);

#endif
