/* maths_more.c: what amsmath adds to formulas: arrows with words on them,
 * frames, phantoms, signs that are struck, fractions of which everything is
 * told, remainders, classes, tags. */
#include "maths.h"

#include <string.h>

static const char *
name_command(struct formula *formula, const struct command *command)
{
    return arena_print(formula->arena, "\\%s", command->name);
}

/* "[under]{over}". */
static struct maths *
parse_arrow(struct formula *formula, const struct command *command,
            size_t start)
{
    struct maths *arrow = formula_node(formula, MATHS_ARROW, start);

    arrow->class = command->class;
    arrow->symbol = command->symbol;
    if (formula_take(formula, '[')) {
        arrow->sub = formula_row(formula, END_BRACKET);
        if (!formula_take(formula, ']'))
            diag_say(formula->source->diag, ERROR,
                     formula_place(formula, start),
                     "'[' under an arrow that no ']' closes, closed before "
                     "what follows it");
    }
    arrow->sup =
        formula_argument(formula, name_command(formula, command), start);
    return arrow;
}

static struct maths *
parse_around(struct formula *formula, const struct command *command,
             enum maths_kind kind, size_t start)
{
    struct maths *maths = formula_node(formula, kind, start);

    maths->wide = command->value & PHANTOM_WIDE;
    maths->tall = command->value & PHANTOM_TALL;
    maths->ruled = command->value & PHANTOM_SHOWN;
    maths->first =
        formula_argument(formula, name_command(formula, command), start);
    if (kind == MATHS_PHANTOM)
        maths->class = maths->first->class;
    return maths;
}

static uint32_t
find_struck(uint32_t symbol)
{
    static const uint32_t pairs[][2] = {
        {'=', 0x2260},    {'<', 0x226e},    {'>', 0x226f},    {0x2208, 0x2209},
        {0x220b, 0x220c}, {0x2203, 0x2204}, {0x2264, 0x2270}, {0x2265, 0x2271},
        {0x2261, 0x2262}, {0x223c, 0x2241}, {0x2248, 0x2249}, {0x2243, 0x2244},
        {0x2245, 0x2247}, {0x2282, 0x2284}, {0x2283, 0x2285}, {0x2286, 0x2288},
        {0x2287, 0x2289}, {'|', 0x2224},    {0x2223, 0x2224}, {0x2225, 0x2226},
        {0x22a2, 0x22ac}, {0x22a8, 0x22ad}, {0x227a, 0x2280}, {0x227b, 0x2281},
        {0x2190, 0x219a}, {0x2192, 0x219b}, {0x2194, 0x21ae}, {0x21d0, 0x21cd},
        {0x21d2, 0x21cf}, {0x21d4, 0x21ce}, {0x2276, 0x2278}, {0x2277, 0x2279},
    };

    for (size_t i = 0; i < COUNT(pairs); i++)
        if (pairs[i][0] == symbol)
            return pairs[i][1];
    return 0;
}

static struct maths *
parse_not(struct formula *formula, size_t start)
{
    struct maths *sign = formula_argument(formula, "\\not", start);
    uint32_t struck =
        sign->kind == MATHS_SYMBOL ? find_struck(sign->symbol) : 0;

    if (struck)
        sign->symbol = struck;
    else
        diag_say(
            formula->source->diag, ERROR, formula_place(formula, start),
            "'\\not' knows no struck form of what follows it, which is set "
            "as it is");
    return sign;
}

/* Fractions. */

/* "{(}", or "{}" for none. */
static uint32_t
take_delimiter(struct formula *formula, size_t start)
{
    bool braces = formula_take(formula, '{');

    formula_skip(formula);
    uint32_t symbol = braces && formula_peek(formula) == '}'
                          ? 0
                          : formula_delimiter(formula, "genfrac", start);
    if (braces)
        formula_take(formula, '}');
    return symbol;
}

static struct maths *
wrap_style(struct formula *formula, struct maths *inner, const char *style,
           size_t start)
{
    if (!style || *style < '0' || *style > '3')
        return inner;
    struct maths *around = formula_node(formula, MATHS_STYLE, start);
    around->class = ATOM_INNER;
    around->level = (enum maths_style)(*style - '0');
    around->first = inner;
    return around;
}

/* {left}{right}{thickness}{style}{numerator}{denominator}; of the thickness it
 * only matters whether it is none. */
static struct maths *
parse_general(struct formula *formula, size_t start)
{
    struct maths *fraction = formula_node(formula, MATHS_FRACTION, start);
    struct maths *fenced = formula_node(formula, MATHS_FENCED, start);

    fenced->symbol = take_delimiter(formula, start);
    fenced->closing = take_delimiter(formula, start);
    const char *rule = formula_words(formula, "genfrac", start);
    const char *style = formula_words(formula, "genfrac", start);
    fraction->class = fenced->class = ATOM_INNER;
    fraction->ruled = !rule || *rule != '0';
    fraction->first = formula_argument(formula, "\\genfrac", start);
    fraction->first->next = formula_argument(formula, "\\genfrac", start);
    if (!fenced->symbol && !fenced->closing)
        return wrap_style(formula, fraction, style, start);
    fenced->first = fraction;
    return wrap_style(formula, fenced, style, start);
}

/* Remainders. */

static struct maths **
add_sign(struct formula *formula, struct maths **to, uint32_t symbol,
         size_t start)
{
    struct maths *sign = formula_node(formula, MATHS_SYMBOL, start);

    sign->symbol = symbol;
    sign->alphabet = ALPHABET_UPRIGHT;
    sign->class = symbol == '(' ? ATOM_OPENING : ATOM_CLOSING;
    *to = sign;
    return &sign->next;
}

static struct maths **
add_space(struct formula *formula, struct maths **to, double width,
          size_t start)
{
    struct maths *space = formula_node(formula, MATHS_SPACE, start);

    space->class = ATOM_NONE;
    space->width = width;
    *to = space;
    return &space->next;
}

static struct maths *
make_name(struct formula *formula, enum maths_class class, size_t start)
{
    struct maths *name = formula_node(formula, MATHS_WORD, start);

    name->class = class;
    name->text = "mod";
    return name;
}

static struct maths *
parse_modulo(struct formula *formula, const struct command *command,
             size_t start)
{
    enum modulo kind = (enum modulo)command->value;
    struct maths *row = formula_node(formula, MATHS_ROW, start);
    struct maths **to = &row->first;

    if (kind == MODULO_BINARY)
        return make_name(formula, ATOM_BINARY, start);
    to = add_space(formula, to, formula->display ? 1 : 8 / 18.0, start);
    if (kind != MODULO_BARE)
        to = add_sign(formula, to, '(', start);
    if (kind != MODULO_NAMELESS) {
        *to = make_name(formula, ATOM_ORDINARY, start);
        to = add_space(formula, &(*to)->next, 6 / 18.0, start);
    }
    *to = formula_argument(formula, name_command(formula, command), start);
    to = &(*to)->next;
    if (kind != MODULO_BARE)
        add_sign(formula, to, ')', start);
    return row;
}

/* The rest. */

static struct maths *
parse_class(struct formula *formula, const struct command *command,
            size_t start)
{
    struct maths *row = formula_node(formula, MATHS_ROW, start);

    row->first =
        formula_argument(formula, name_command(formula, command), start);
    row->class = command->class;
    row->limits = command->class == ATOM_OPERATOR;
    return row;
}

/* What is said of a formula and takes no room in it. */
static struct maths *
make_nothing(struct formula *formula, size_t start)
{
    struct maths *nothing = formula_node(formula, MATHS_ROW, start);

    nothing->class = ATOM_NONE;
    return nothing;
}

static struct maths *
parse_tag(struct formula *formula, size_t start)
{
    bool star = formula_take(formula, '*');
    const char *words = formula_words(formula, "tag", start);

    if (words)
        formula->tag =
            star ? words : arena_print(formula->arena, "(%s)", words);
    return make_nothing(formula, start);
}

struct maths *
formula_more(struct formula *formula, const struct command *command,
             size_t start)
{
    switch (command->kind) {
    case COMMAND_LINES:
        return formula_lines(formula, start);
    case COMMAND_ARROW:
        return parse_arrow(formula, command, start);
    case COMMAND_FRAME:
        return parse_around(formula, command, MATHS_FRAME, start);
    case COMMAND_PHANTOM:
        return parse_around(formula, command, MATHS_PHANTOM, start);
    case COMMAND_NOT:
        return parse_not(formula, start);
    case COMMAND_GENERAL:
        return parse_general(formula, start);
    case COMMAND_MODULO:
        return parse_modulo(formula, command, start);
    case COMMAND_CLASS:
        return parse_class(formula, command, start);
    case COMMAND_TAG:
        return formula->display ? parse_tag(formula, start) : NULL;
    case COMMAND_NOTHING:
        return make_nothing(formula, start);
    default:
        return NULL;
    }
}
