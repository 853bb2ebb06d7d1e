/* maths_tables.c: what grows in a formula: delimiters around it, matrices and
 * lines of equations. A display with "&" or "\\" in it is a table of lines
 * without being told. */
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

/* Delimiters. */

uint32_t
formula_delimiter(struct formula *formula, const char *name, size_t start)
{
    size_t end;

    formula_skip(formula);
    char c = formula_peek(formula);
    if (c && strchr("()[]|/.", c)) {
        formula->at++;
        return c == '.' ? 0 : (uint32_t)c;
    }
    if (c == '<' || c == '>') {
        formula->at++;
        return c == '<' ? 0x27e8 : 0x27e9;
    }
    const struct command *command = formula_command(formula, &end);
    uint32_t symbol = command ? command->symbol : 0;
    if (command && command->kind == COMMAND_SYMBOL &&
        (command->class == ATOM_OPENING || command->class == ATOM_CLOSING ||
         symbol == '|' || symbol == 0x2016 || symbol == '\\' ||
         (symbol >= 0x2191 && symbol <= 0x21d5))) {
        formula->at = end;
        return symbol;
    }
    diag_say(formula->source->diag, ERROR, formula_place(formula, start),
             "'\\%s' wants a delimiter such as '(', '[', '\\{', '|' or '.' "
             "after it, none is set",
             name);
    return 0;
}

struct maths *
formula_fenced(struct formula *formula, size_t start)
{
    struct maths *fenced = formula_node(formula, MATHS_FENCED, start);
    size_t end;

    fenced->class = ATOM_INNER;
    fenced->symbol = formula_delimiter(formula, "left", start);
    fenced->first = formula_row(formula, END_RIGHT);
    const struct command *command = formula_command(formula, &end);
    if (command && command->kind == COMMAND_RIGHT) {
        size_t right = formula->at;
        formula->at = end;
        fenced->closing = formula_delimiter(formula, "right", right);
    } else {
        diag_say(formula->source->diag, ERROR, formula_place(formula, start),
                 "'\\left' without its '\\right', closed by nothing");
    }
    return fenced;
}

/* Tables. */

/* A last line with nothing in it is only the end of the one before. */
static void
drop_last_line(struct maths *table)
{
    struct maths **line = &table->first;

    while ((*line)->next)
        line = &(*line)->next;
    const struct maths *cell = (*line)->first;
    if (line != &table->first && cell && !cell->first && !cell->next)
        *line = NULL;
}

/* The "[4pt]" that may follow "\\" asks for space, which is ours to give. */
static void
skip_space_wanted(struct formula *formula)
{
    size_t at = formula->at + 1;

    if (formula_peek(formula) != '[')
        return;
    while (at < formula->length &&
           strchr("0123456789.-ptemx", formula->tex[at]))
        at++;
    if (at < formula->length && formula->tex[at] == ']')
        formula->at = at + 1;
}

/* \intertext{words} in the place of a line's first cell. */
static bool
take_between(struct formula *formula, struct maths *line)
{
    size_t start, end;

    formula_skip(formula);
    start = formula->at;
    const struct command *command = formula_command(formula, &end);
    if (!command || command->kind != COMMAND_BETWEEN)
        return false;
    formula->at = end;
    line->text = formula_words(formula, "intertext", start);
    return line->text;
}

void
formula_cells(struct formula *formula, struct maths *table)
{
    struct maths *line = NULL, **end = &table->first;
    unsigned ends = END_CELL | (formula->awaited & END_TABLE);
    size_t stop;
    int columns = 0, most = 0;

    for (;;) {
        size_t start = formula->at;
        if (!line) {
            line = *end = formula_node(formula, MATHS_ROW, start);
            end = &line->next;
            columns = 0;
        }
        if (!line->first && take_between(formula, line)) {
            line = NULL;
            continue;
        }
        struct maths *cell = formula_row(formula, ends);
        if (columns++ < MOST_FORMULA_COLUMNS)
            add_child(line, cell);
        most = columns > most ? columns : most;
        if (formula_end(formula) != END_CELL)
            break;
        if (!formula_take(formula, '&')) {
            formula_command(formula, &stop);
            formula->at = stop;
            skip_space_wanted(formula);
            line = NULL;
        }
    }
    drop_last_line(table);
    if (most > MOST_FORMULA_COLUMNS)
        diag_say(formula->source->diag, ERROR, table->place,
                 "a table of %d columns in a formula, the first %d are set",
                 most, MOST_FORMULA_COLUMNS);
}

static const struct environment {
    const char *name, *aligns;
    uint32_t left, right;
    bool tall, small;
} environments[] = {
    {"matrix", "c", 0, 0, false, false},
    {"pmatrix", "c", '(', ')', false, false},
    {"bmatrix", "c", '[', ']', false, false},
    {"Bmatrix", "c", '{', '}', false, false},
    {"vmatrix", "c", '|', '|', false, false},
    {"Vmatrix", "c", 0x2016, 0x2016, false, false},
    {"smallmatrix", "c", 0, 0, false, true},
    {"cases", "l", '{', 0, false, false},
    {"dcases", "l", '{', 0, true, false},
    {"rcases", "l", 0, '}', false, false},
    {"array", NULL, 0, 0, false, false},
    {"aligned", "rl", 0, 0, true, false},
    {"align", "rl", 0, 0, true, false},
    {"align*", "rl", 0, 0, true, false},
    {"split", "rl", 0, 0, true, false},
    {"gathered", "c", 0, 0, true, false},
    {"gather", "c", 0, 0, true, false},
    {"gather*", "c", 0, 0, true, false},
    {"equation", "c", 0, 0, true, false},
    {"equation*", "c", 0, 0, true, false},
};

static const struct environment *
find_environment(struct formula *formula, const char *name, size_t start)
{
    const char *known[COUNT(environments)];

    for (size_t i = 0; i < COUNT(environments); i++) {
        known[i] = environments[i].name;
        if (!strcmp(known[i], name))
            return &environments[i];
    }
    struct diag *diag = formula->source->diag;
    diag_say(diag, ERROR, formula_place(formula, start),
             "no table named '%s' in formulas, set as a matrix%s", name,
             diag_hint(diag, name, known, COUNT(known)));
    return &environments[0];
}

/* "lcr" of "{l|c r}". */
static const char *
read_aligns(struct formula *formula, size_t start)
{
    const char *words = formula_words(formula, "begin{array}", start);
    struct text aligns = text_new(formula->arena);

    for (; words && *words; words++)
        if (strchr("lcr", *words))
            text_char(&aligns, *words);
    return aligns.length ? aligns.at : "c";
}

/* In the size of scripts. */
static struct maths *
formula_small(struct formula *formula, struct maths *table, size_t start)
{
    struct maths *style = formula_node(formula, MATHS_STYLE, start);

    style->level = STYLE_SCRIPT;
    style->first = table;
    return style;
}

struct maths *
formula_lines(struct formula *formula, size_t start)
{
    struct maths *table = formula_node(formula, MATHS_TABLE, start);
    unsigned around = formula->awaited;

    table->aligns = "c";
    if (!formula_take(formula, '{'))
        return formula_argument(formula, "\\substack", start);
    formula->awaited = (around & ~(unsigned)END_TABLE) | END_BRACE;
    formula_cells(formula, table);
    formula->awaited = around;
    if (!formula_take(formula, '}'))
        diag_say(formula->source->diag, ERROR, formula_place(formula, start),
                 "'{' that nothing closes, closed before what follows it");
    return formula_small(formula, table, start);
}

static void
parse_table_end(struct formula *formula, const char *name, size_t start)
{
    size_t end, at = formula->at;
    const struct command *command = formula_command(formula, &end);

    if (!command || command->kind != COMMAND_END) {
        diag_say(formula->source->diag, ERROR, formula_place(formula, start),
                 "'\\begin{%s}' without its '\\end', ended before what "
                 "follows it",
                 name);
        return;
    }
    formula->at = end;
    const char *found = formula_words(formula, "end", at);
    if (found && strcmp(found, name) != 0)
        diag_say(formula->source->diag, ERROR, formula_place(formula, at),
                 "'\\end{%s}' where '\\begin{%s}' waits for its end, taken "
                 "for it",
                 found, name);
}

struct maths *
formula_table(struct formula *formula, size_t start)
{
    const char *name = formula_words(formula, "begin", start);

    if (!name)
        return formula_fault(formula, start);
    const struct environment *kind = find_environment(formula, name, start);
    struct maths *table = formula_node(formula, MATHS_TABLE, start);
    table->tall = kind->tall;
    table->aligns = kind->aligns ? kind->aligns : read_aligns(formula, start);
    unsigned around = formula->awaited;
    formula->awaited |= END_TABLE;
    formula_cells(formula, table);
    formula->awaited = around;
    parse_table_end(formula, name, start);
    if (kind->small)
        return formula_small(formula, table, start);
    if (!kind->left && !kind->right)
        return table;
    struct maths *fenced = formula_node(formula, MATHS_FENCED, start);
    fenced->class = ATOM_INNER;
    fenced->symbol = kind->left;
    fenced->closing = kind->right;
    fenced->first = formula_node(formula, MATHS_ROW, start);
    fenced->first->first = table;
    return fenced;
}
