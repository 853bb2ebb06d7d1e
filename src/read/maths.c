/* maths.c: TeX's formulas, read by descent. What ends a row that nobody waits
 * for is said and passed over. Every atom counts as a level, or \hat\hat\hat...
 * would be as deep as it is long. */
#include "maths.h"

#include <string.h>

static void
add_child(struct maths *parent, struct maths *child)
{
    struct maths **end = &parent->first;

    while (*end)
        end = &(*end)->next;
    *end = child;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/* Characters. */

struct maths *
formula_symbol(struct formula *formula, const struct command *command,
               size_t start)
{
    struct maths *maths = formula_node(formula, MATHS_SYMBOL, start);

    maths->symbol = command->symbol;
    maths->class = command->class;
    maths->alphabet = ALPHABET_UPRIGHT;
    maths->big =
        command->kind == COMMAND_SUM || command->kind == COMMAND_INTEGRAL;
    maths->limits = command->kind == COMMAND_SUM;
    if (command->kind == COMMAND_LETTER)
        maths->alphabet = formula->alphabet;
    if (command->kind == COMMAND_CAPITAL &&
        formula->alphabet != ALPHABET_ITALIC)
        maths->alphabet = formula->alphabet;
    return maths;
}

/* The class of characters of ASCII, and what they are set as. */
static struct maths *
make_ascii(struct formula *formula, char c, size_t start)
{
    static const struct {
        char c;
        struct command command;
    } signs[] = {
        {'+', {"", COMMAND_SYMBOL, '+', ATOM_BINARY, 0}},
        {'-', {"", COMMAND_SYMBOL, 0x2212, ATOM_BINARY, 0}},
        {'*', {"", COMMAND_SYMBOL, 0x2217, ATOM_BINARY, 0}},
        {'=', {"", COMMAND_SYMBOL, '=', ATOM_RELATION, 0}},
        {'<', {"", COMMAND_SYMBOL, '<', ATOM_RELATION, 0}},
        {'>', {"", COMMAND_SYMBOL, '>', ATOM_RELATION, 0}},
        {':', {"", COMMAND_SYMBOL, ':', ATOM_RELATION, 0}},
        {',', {"", COMMAND_SYMBOL, ',', ATOM_PUNCTUATION, 0}},
        {';', {"", COMMAND_SYMBOL, ';', ATOM_PUNCTUATION, 0}},
        {'(', {"", COMMAND_SYMBOL, '(', ATOM_OPENING, 0}},
        {'[', {"", COMMAND_SYMBOL, '[', ATOM_OPENING, 0}},
        {')', {"", COMMAND_SYMBOL, ')', ATOM_CLOSING, 0}},
        {']', {"", COMMAND_SYMBOL, ']', ATOM_CLOSING, 0}},
        {'!', {"", COMMAND_SYMBOL, '!', ATOM_CLOSING, 0}},
        {'?', {"", COMMAND_SYMBOL, '?', ATOM_CLOSING, 0}},
    };
    struct command plain = {"", COMMAND_SYMBOL, (uint32_t)c, ATOM_ORDINARY, 0};

    if (is_letter(c))
        plain.kind = COMMAND_LETTER;
    for (size_t i = 0; i < COUNT(signs); i++)
        if (signs[i].c == c)
            return formula_symbol(formula, &signs[i].command, start);
    return formula_symbol(formula, &plain, start);
}

/* "3", "3.14"; a full stop that no figure follows belongs to the sentence. */
static struct maths *
parse_number(struct formula *formula)
{
    size_t start = formula->at, at = start;
    const char *tex = formula->tex;

    while (at < formula->length &&
           (is_figure(tex[at]) || (tex[at] == '.' && at + 1 < formula->length &&
                                   is_figure(tex[at + 1]))))
        at++;
    struct maths *number = formula_node(formula, MATHS_NUMBER, start);
    number->text = arena_copy(formula->arena, tex + start, at - start);
    number->alphabet = formula->alphabet;
    formula->at = at;
    return number;
}

static struct maths *
parse_character(struct formula *formula)
{
    size_t start = formula->at;
    const char *next = formula->tex + start;
    uint32_t c = utf8_next(&next, formula->tex + formula->length);

    formula->at = (size_t)(next - formula->tex);
    if (c == '%' || c == '#') {
        diag_say(formula->source->diag, ERROR, formula_place(formula, start),
                 "'%c' by itself is no part of a formula, write '\\%c'",
                 (char)c, (char)c);
        return formula_fault(formula, start);
    }
    if (c == '~') {
        struct maths *space = formula_node(formula, MATHS_SPACE, start);
        space->class = ATOM_NONE;
        space->width = 5 / 18.0;
        return space;
    }
    if (c < 0x80)
        return make_ascii(formula, (char)c, start);
    const struct command *known = command_symbol(c);
    struct command plain = {"", COMMAND_SYMBOL, c, ATOM_ORDINARY, 0};
    return formula_symbol(formula, known ? known : &plain, start);
}

/* Atoms with their scripts. */

static struct maths *
parse_group(struct formula *formula)
{
    size_t start = formula->at++;
    struct maths *row = formula_row(formula, END_BRACE);

    if (!formula_take(formula, '}'))
        diag_say(formula->source->diag, ERROR, formula_place(formula, start),
                 "'{' that nothing closes, closed before what follows it");
    return row;
}

static struct maths *
parse_nucleus(struct formula *formula)
{
    char c = formula_peek(formula);

    if (c == '{')
        return parse_group(formula);
    if (c == '\\')
        return formula_term(formula);
    return is_figure(c) ? parse_number(formula) : parse_character(formula);
}

struct maths *
formula_atom(struct formula *formula)
{
    size_t start = formula->at;

    if (formula->depth >= MOST_FORMULA_LEVELS) {
        diag_say(formula->source->diag, ERROR, formula_place(formula, start),
                 "a formula nested deeper than %d levels, cut here",
                 MOST_FORMULA_LEVELS);
        formula->at = formula->length;
        return formula_blank(formula, start);
    }
    formula->depth++;
    struct maths *atom = parse_nucleus(formula);
    formula->depth--;
    return atom;
}

/* \limits and \nolimits after an operator. */
static void
parse_limits(struct formula *formula, struct maths *nucleus)
{
    size_t end;

    for (formula_skip(formula);; formula_skip(formula)) {
        const struct command *command = formula_command(formula, &end);
        if (!command || (command->kind != COMMAND_LIMITS &&
                         command->kind != COMMAND_NO_LIMITS))
            return;
        nucleus->limits = nucleus->always = command->kind == COMMAND_LIMITS;
        formula->at = end;
    }
}

static struct maths *
parse_primes(struct formula *formula)
{
    struct maths *row = formula_node(formula, MATHS_ROW, formula->at);
    struct maths **to = &row->first;

    for (formula_skip(formula); formula_peek(formula) == '\'';
         formula_skip(formula)) {
        struct maths *prime =
            formula_node(formula, MATHS_SYMBOL, formula->at++);
        prime->symbol = 0x2032;
        prime->alphabet = ALPHABET_UPRIGHT;
        *to = prime;
        to = &prime->next;
    }
    return row;
}

/* A script that is the first of its kind; what follows primes in '^' joins
 * them. */
static void
add_script(struct maths *scripts, char mark, struct maths *script)
{
    if (mark == '_')
        scripts->sub = script;
    else if (scripts->sup)
        add_child(scripts->sup, script);
    else
        scripts->sup = script;
}

/* seen: the marks that this nucleus has had, which come back with one more. */
static unsigned
parse_script(struct formula *formula, struct maths *scripts, unsigned seen)
{
    size_t start = formula->at;
    char mark = formula_peek(formula);
    unsigned kind = mark == '_' ? 1 : mark == '^' ? 2 : 4;
    /* A prime may come before '^', and not after it. */
    bool again = seen & kind || (kind == 4 && seen & 2);
    const char name[] = {mark, '\0'};

    if (kind != 4)
        formula->at++;
    struct maths *script = kind == 4 ? parse_primes(formula)
                                     : formula_argument(formula, name, start);
    if (again)
        diag_say(formula->source->diag, ERROR, formula_place(formula, start),
                 "a second '%c' for the same letter, left out", mark);
    else
        add_script(scripts, mark, script);
    return seen | kind;
}

static struct maths *
parse_scripts(struct formula *formula, struct maths *nucleus)
{
    struct maths *scripts = NULL;
    unsigned seen = 0;

    parse_limits(formula, nucleus);
    for (formula_skip(formula);
         formula_peek(formula) && strchr("^_'", formula_peek(formula));
         formula_skip(formula)) {
        if (!scripts) {
            scripts = formula_node(formula, MATHS_SCRIPTS, formula->at);
            scripts->place = nucleus->place;
            scripts->class = nucleus->class;
            scripts->first = nucleus;
        }
        seen = parse_script(formula, scripts, seen);
    }
    return scripts ? scripts : nucleus;
}

/* Rows. */

/* Upright letters side by side are one word: GW is not G times W. */
static bool
join_word(struct formula *formula, struct maths *last, struct maths *next)
{
    bool letter = next->kind == MATHS_SYMBOL && next->symbol < 0x80 &&
                  is_letter((char)next->symbol) &&
                  next->alphabet == ALPHABET_UPRIGHT;

    if (!letter || !last || last->class != ATOM_ORDINARY)
        return false;
    bool word = last->kind == MATHS_WORD;
    if (!word &&
        (last->kind != MATHS_SYMBOL || last->symbol >= 0x80 ||
         !is_letter((char)last->symbol) || last->alphabet != ALPHABET_UPRIGHT))
        return false;
    last->text = word ? arena_print(formula->arena, "%s%c", last->text,
                                    (char)next->symbol)
                      : arena_print(formula->arena, "%c%c", (char)last->symbol,
                                    (char)next->symbol);
    last->kind = MATHS_WORD;
    last->symbol = 0;
    return true;
}

/* Something that ends a row which nobody waits for. */
static void
skip_stray(struct formula *formula)
{
    size_t start = formula->at, end = start + 1;
    const char *why = "closes nothing";

    if (formula_peek(formula) == '\\')
        formula_command(formula, &end);
    if (formula_end(formula) == END_CELL)
        why = "stands in no table";
    formula->at = end;
    diag_say(formula->source->diag, ERROR, formula_place(formula, start),
             "'%s' %s, left out",
             arena_copy(formula->arena, formula->tex + start, end - start),
             why);
}

struct maths *
formula_row(struct formula *formula, unsigned ends)
{
    struct maths *row = formula_node(formula, MATHS_ROW, formula->at);
    struct maths *last = NULL, **to = &row->first;
    unsigned around = formula->awaited;

    formula->awaited |= ends;
    for (formula_skip(formula); formula_peek(formula); formula_skip(formula)) {
        unsigned end = formula_end(formula);
        if (end & formula->awaited &&
            (end != END_BRACKET || ends & END_BRACKET))
            break;
        if (end && end != END_BRACKET) {
            skip_stray(formula);
            continue;
        }
        struct maths *atom = strchr("^_'", formula_peek(formula))
                                 ? formula_node(formula, MATHS_ROW, formula->at)
                                 : formula_atom(formula);
        atom = parse_scripts(formula, atom);
        if (join_word(formula, last, atom))
            continue;
        *to = last = atom;
        to = &atom->next;
    }
    formula->awaited = around;
    return row;
}

struct maths *
formula_read(struct source *source, const char *tex, size_t length,
             const size_t *raw, bool display)
{
    struct formula formula = {.source = source,
                              .arena = source->arena,
                              .tex = tex,
                              .raw = raw,
                              .length = length,
                              .display = display};

    if (!display)
        return formula_row(&formula, 0);
    struct maths *table = formula_node(&formula, MATHS_TABLE, 0);
    table->tall = true;
    table->aligns = "rl";
    formula_cells(&formula, table);
    const struct maths *line = table->first;
    struct maths *row = formula_node(&formula, MATHS_ROW, 0);
    row->first = table;
    if (!line->next && !line->text && !line->first->next)
        row = line->first;
    row->text = formula.tag;
    return row;
}
