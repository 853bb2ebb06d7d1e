/* maths_words.c: the source of a formula, word by word: places, characters,
 * names of commands, arguments. An argument is one atom, as in TeX: \frac12 is
 * a half. */
#include "maths.h"

#include <string.h>

struct place
formula_place(struct formula *formula, size_t at)
{
    return source_place(formula->source, formula->raw[at]);
}

struct maths *
formula_node(struct formula *formula, enum maths_kind kind, size_t start)
{
    struct maths *maths = TAKE(formula->arena, struct maths);

    maths->kind = kind;
    maths->place = formula_place(formula, start);
    return maths;
}

struct maths *
formula_fault(struct formula *formula, size_t start)
{
    struct maths *fault = formula_node(formula, MATHS_FAULT, start);

    fault->text =
        arena_copy(formula->arena, formula->tex + start, formula->at - start);
    return fault;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char
formula_peek(const struct formula *formula)
{
    return formula->at < formula->length ? formula->tex[formula->at] : '\0';
}

void
formula_skip(struct formula *formula)
{
    while (formula_peek(formula) && strchr(" \t\n", formula_peek(formula)))
        formula->at++;
}

bool
formula_take(struct formula *formula, char c)
{
    formula_skip(formula);
    if (formula_peek(formula) != c)
        return false;
    formula->at++;
    return true;
}

const char *
formula_name(const struct formula *formula, size_t at, size_t *end)
{
    size_t start = at + 1, stop = start;

    while (stop < formula->length && is_letter(formula->tex[stop]))
        stop++;
    if (stop == start && stop < formula->length) {
        const char *next = formula->tex + stop;
        utf8_next(&next, formula->tex + formula->length);
        stop = (size_t)(next - formula->tex);
    }
    *end = stop;
    return arena_copy(formula->arena, formula->tex + start, stop - start);
}

const struct command *
formula_command(const struct formula *formula, size_t *end)
{
    if (formula_peek(formula) != '\\')
        return NULL;
    return command_find(formula_name(formula, formula->at, end));
}

unsigned
formula_end(const struct formula *formula)
{
    size_t end;

    switch (formula_peek(formula)) {
    case '}':
        return END_BRACE;
    case ']':
        return END_BRACKET;
    case '&':
        return END_CELL;
    case '\\': {
        const struct command *command = formula_command(formula, &end);
        if (!command)
            return 0;
        return command->kind == COMMAND_LINE    ? END_CELL
               : command->kind == COMMAND_RIGHT ? END_RIGHT
               : command->kind == COMMAND_END   ? END_TABLE
                                                : 0;
    }
    default:
        return 0;
    }
}

struct maths *
formula_blank(struct formula *formula, size_t start)
{
    struct maths *blank = formula_node(formula, MATHS_SYMBOL, start);

    blank->symbol = 0x25a1;
    blank->alphabet = ALPHABET_UPRIGHT;
    return blank;
}

struct maths *
formula_argument(struct formula *formula, const char *name, size_t start)
{
    formula_skip(formula);
    char c = formula_peek(formula);
    if (c && c != '^' && c != '_' && (!formula_end(formula) || c == ']'))
        return formula_atom(formula);
    diag_say(formula->source->diag, ERROR, formula_place(formula, start),
             "'%s' lacks what should follow it, an empty "
             "box is set",
             name);
    return formula_blank(formula, start);
}

/* What follows a backslash among words: a space, or the sign itself. */
static void
add_escaped(struct text *words, char c)
{
    if (c == ',' || c == ';' || c == ':')
        text_add(words, "\u2009");
    else if (c != '!')
        text_char(words, c);
}

const char *
formula_words(struct formula *formula, const char *name, size_t start)
{
    struct text words = text_new(formula->arena);
    int depth = 0;

    formula_skip(formula);
    if (formula_peek(formula) == '{')
        for (; formula->at < formula->length; formula->at++) {
            char c = formula_peek(formula);
            if (c == '\\' && formula->at + 1 < formula->length &&
                !is_letter(formula->tex[formula->at + 1]))
                add_escaped(&words, formula->tex[++formula->at]);
            else if (c == '{')
                depth++;
            else if (c == '}' && --depth == 0)
                break;
            else if (c != '}')
                text_char(&words, c == '\n' ? ' ' : c);
        }
    if (formula_take(formula, '}'))
        return words.at;
    diag_say(formula->source->diag, ERROR, formula_place(formula, start),
             "'\\%s' wants words in '{' and '}' after it, left out", name);
    return NULL;
}
