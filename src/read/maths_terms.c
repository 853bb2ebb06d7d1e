/* maths_terms.c: commands with what they take, one function a kind and a switch
 * over the kinds. An argument that is missing leaves an empty box, so that the
 * author sees where. */
#include "maths.h"

#include <string.h>

static struct maths *
parse_fraction(struct formula *formula, const struct command *command,
               size_t start)
{
    const char *name = arena_print(formula->arena, "\\%s", command->name);
    struct maths *maths = formula_node(formula, MATHS_FRACTION, start);

    maths->class = ATOM_INNER;
    maths->ruled = command->kind == COMMAND_FRACTION;
    maths->first = formula_argument(formula, name, start);
    maths->first->next = formula_argument(formula, name, start);
    if (!maths->ruled) {
        struct maths *fenced = formula_node(formula, MATHS_FENCED, start);
        fenced->class = ATOM_INNER;
        fenced->symbol = '(';
        fenced->closing = ')';
        fenced->first = maths;
        maths = fenced;
    }
    if (command->value < 0)
        return maths;
    struct maths *style = formula_node(formula, MATHS_STYLE, start);
    style->class = ATOM_INNER;
    style->level = (enum maths_style)command->value;
    style->first = maths;
    return style;
}

static struct maths *
parse_root(struct formula *formula, size_t start)
{
    struct maths *root = formula_node(formula, MATHS_RADICAL, start);
    struct maths *degree = NULL;

    if (formula_take(formula, '[')) {
        degree = formula_row(formula, END_BRACKET);
        if (!formula_take(formula, ']'))
            diag_say(formula->source->diag, ERROR,
                     formula_place(formula, start),
                     "'[' of a root's degree that no ']' closes, closed "
                     "before what follows it");
    }
    root->first = formula_argument(formula, "\\sqrt", start);
    root->first->next = degree;
    return root;
}

static struct maths *
parse_accent(struct formula *formula, const struct command *command,
             size_t start)
{
    const char *name = arena_print(formula->arena, "\\%s", command->name);
    struct maths *accent = formula_node(formula, MATHS_ACCENT, start);

    accent->symbol = command->symbol;
    accent->wide = command->kind != COMMAND_ACCENT;
    accent->under = command->kind == COMMAND_UNDER;
    accent->first = formula_argument(formula, name, start);
    if (command->symbol == 0x23de || command->symbol == 0x23df) {
        accent->class = ATOM_INNER;
        accent->limits = accent->always = true;
    }
    return accent;
}

/* What stands over a sign has its class: an arrow stays a relation. */
static struct maths *
parse_stack(struct formula *formula, const struct command *command,
            size_t start)
{
    const char *name = arena_print(formula->arena, "\\%s", command->name);
    struct maths *stack = formula_node(formula, MATHS_STACK, start);
    struct maths *small = formula_argument(formula, name, start);

    stack->first = formula_argument(formula, name, start);
    stack->class = stack->first->class;
    if (command->class != ATOM_ORDINARY)
        stack->class = command->class;
    if (command->kind == COMMAND_OVER_SET)
        stack->sup = small;
    else
        stack->sub = small;
    return stack;
}

static struct maths *
parse_name(struct formula *formula, const struct command *command, size_t start)
{
    struct maths *word = formula_node(formula, MATHS_WORD, start);

    word->class = ATOM_OPERATOR;
    word->text = command->name;
    word->limits = command->kind == COMMAND_LIMIT;
    if (!strncmp(word->text, "lim", 3) && word->text[3])
        word->text = arena_print(formula->arena, "lim\u2009%s", word->text + 3);
    if (command->kind != COMMAND_OPERATOR_NAME)
        return word;
    word->limits = formula_take(formula, '*');
    word->text = formula_words(formula, command->name, start);
    return word->text ? word : formula_fault(formula, start);
}

static struct maths *
parse_alphabet(struct formula *formula, const struct command *command,
               size_t start)
{
    const char *name = arena_print(formula->arena, "\\%s", command->name);
    enum maths_alphabet before = formula->alphabet;

    formula->alphabet = (enum maths_alphabet)command->value;
    struct maths *maths = formula_argument(formula, name, start);
    formula->alphabet = before;
    return maths;
}

/* \displaystyle and its like hold for the rest of their row. */
static struct maths *
parse_style(struct formula *formula, const struct command *command,
            size_t start)
{
    struct maths *style = formula_node(formula, MATHS_STYLE, start);

    style->level = (enum maths_style)command->value;
    style->first = formula_row(formula, 0);
    return style;
}

static struct maths *
parse_sized(struct formula *formula, const struct command *command,
            size_t start)
{
    struct maths *fence = formula_node(formula, MATHS_DELIMITER, start);

    fence->class = command->class;
    fence->width = command->value / 10.0;
    fence->symbol = formula_delimiter(formula, command->name, start);
    return fence;
}

static struct maths *
parse_unknown(struct formula *formula, const char *name, size_t start)
{
    struct diag *diag = formula->source->diag;

    if (!*name)
        diag_say(diag, ERROR, formula_place(formula, start),
                 "a formula ends in '\\', shown as it is written");
    else
        diag_say(diag, ERROR, formula_place(formula, start),
                 "formulas know no '\\%s', shown as it is written%s", name,
                 command_hint(diag, name));
    return formula_fault(formula, start);
}

static struct maths *
parse_misplaced(struct formula *formula, const char *name, size_t start)
{
    diag_say(formula->source->diag, ERROR, formula_place(formula, start),
             "'\\%s' has nothing here to belong to, left out", name);
    return formula_node(formula, MATHS_ROW, start);
}

static struct maths *
parse_words(struct formula *formula, const char *name, size_t start)
{
    struct maths *text = formula_node(formula, MATHS_TEXT, start);

    text->text = formula_words(formula, name, start);
    return text->text ? text : formula_fault(formula, start);
}

static struct maths *
parse_space(struct formula *formula, const struct command *command,
            size_t start)
{
    struct maths *space = formula_node(formula, MATHS_SPACE, start);

    space->class = ATOM_NONE;
    space->width = command->value / 18.0;
    return space;
}

struct maths *
formula_term(struct formula *formula)
{
    size_t start = formula->at;
    const char *name = formula_name(formula, start, &formula->at);
    const struct command *command = command_find(name);

    if (!command)
        return parse_unknown(formula, name, start);
    switch (command->kind) {
    case COMMAND_SYMBOL:
    case COMMAND_LETTER:
    case COMMAND_CAPITAL:
    case COMMAND_SUM:
    case COMMAND_INTEGRAL:
        return formula_symbol(formula, command, start);
    case COMMAND_NAME:
    case COMMAND_LIMIT:
    case COMMAND_OPERATOR_NAME:
        return parse_name(formula, command, start);
    case COMMAND_TEXT:
        return parse_words(formula, name, start);
    case COMMAND_ALPHABET:
        return parse_alphabet(formula, command, start);
    case COMMAND_SPACE:
        return parse_space(formula, command, start);
    case COMMAND_STYLE:
        return parse_style(formula, command, start);
    case COMMAND_FRACTION:
    case COMMAND_BINOMIAL:
        return parse_fraction(formula, command, start);
    case COMMAND_ROOT:
        return parse_root(formula, start);
    case COMMAND_ACCENT:
    case COMMAND_WIDE:
    case COMMAND_UNDER:
        return parse_accent(formula, command, start);
    case COMMAND_OVER_SET:
    case COMMAND_UNDER_SET:
        return parse_stack(formula, command, start);
    case COMMAND_DELIMITER:
    case COMMAND_MIDDLE:
        return parse_sized(formula, command, start);
    case COMMAND_LEFT:
        return formula_fenced(formula, start);
    case COMMAND_BEGIN:
        return formula_table(formula, start);
    default:
        break;
    }
    struct maths *more = formula_more(formula, command, start);
    return more ? more : parse_misplaced(formula, name, start);
}
