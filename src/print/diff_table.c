/* diff_table.c: which numbers of two CSV files differ, and by how much. They
 * are files of our own (numbers.c), yet anybody may have touched them. What
 * one would get wrong: rows need not line up. When the first column's numbers
 * rise, as time does, rows of the same first number are compared and others
 * only counted; else the first row with the first, the second with the
 * second. */
#include "diff.h"

#include <math.h>
#include <string.h>

#define MOST_CELLS ((size_t)4 << 20)
#define MOST_COLUMNS 1024

struct grid {
    size_t columns, rows; /* rows without the headings */
    const char **cells;   /* headings first */
    size_t count, room;
    double *keys; /* the first column where its numbers rise, or NULL */
};

/* Takes the quotes off a cell that begins at *at; what follows it is left at
 * *at. False when the closing quote is missing. */
static bool
read_quoted(char **at, const char **cell)
{
    char *from = *at + 1, *to = from;

    *cell = to;
    while (*from && !(from[0] == '"' && from[1] != '"')) {
        from += from[0] == '"';
        *to++ = *from++;
    }
    if (!*from)
        return false;
    *at = from + 1;
    *to = '\0';
    return true;
}

/* The cell's text ends in a NUL, put where the comma or the line's end was; end
 * is what was there. */
static const char *
read_cell(char **at, const char **cell, char *end)
{
    bool quoted = **at == '"';

    *cell = *at;
    if (quoted && !read_quoted(at, cell))
        return "a quote is never closed";
    if (!quoted)
        *at += strcspn(*at, ",\r\n");
    if ((*at)[0] == '\r' && (*at)[1] == '\n')
        *(*at)++ = '\0';
    *end = **at;
    if (*end && *end != ',' && *end != '\n')
        return "text follows a closing quote, or a line ends in half";
    **at = '\0';
    *at += *end != '\0';
    return NULL;
}

/* One line; NULL or the fault. */
static const char *
read_row(struct arena *arena, struct grid *grid, char **at)
{
    size_t cells = 0;
    char end = ',';

    while (end == ',') {
        const char *cell;
        const char *fault = read_cell(at, &cell, &end);
        if (fault)
            return fault;
        if (grid->count == MOST_CELLS)
            return "it has too many cells";
        GROW(arena, grid->cells, grid->count, grid->room);
        grid->cells[grid->count++] = cell;
        cells++;
    }
    if (!grid->columns)
        grid->columns = cells;
    return cells == grid->columns && cells <= MOST_COLUMNS
               ? NULL
               : arena_print(arena, "line %zu has %zu cells",
                             (grid->count - cells) / grid->columns + 1, cells);
}

/* The first column's numbers if all are numbers and each is larger than the one
 * before. */
static double *
find_keys(struct arena *arena, const struct grid *grid)
{
    double *keys = TAKE_ARRAY(arena, grid->rows, double);

    for (size_t row = 0; row < grid->rows; row++) {
        const char *cell = grid->cells[(row + 1) * grid->columns];
        if (!number_parse(cell, &keys[row]) ||
            (row && keys[row] <= keys[row - 1]))
            return NULL;
    }
    return keys;
}

static const char *
read_grid(struct arena *arena, struct bytes csv, struct grid *grid)
{
    char *at = arena_copy(arena, csv.at, csv.length), *end = at + csv.length;

    if (strlen(at) != csv.length || !utf8_valid(csv.at, csv.length))
        return "it is not text in UTF-8";
    if (at == end)
        return "it is empty";
    while (at < end) {
        const char *fault = read_row(arena, grid, &at);
        if (fault)
            return fault;
    }
    grid->rows = grid->count / grid->columns - 1;
    grid->keys = find_keys(arena, grid);
    return NULL;
}

/* Rows that are compared. */
struct pair {
    size_t row[SIDES];
};
struct comparison {
    struct arena *arena;
    const struct grid *sides;
    struct pair *pairs;
    size_t count;
};

static void
pair_rows(struct comparison *all, bool keyed)
{
    const struct grid *old = &all->sides[OLD], *new = &all->sides[NEW];

    all->count = 0;
    for (size_t i = 0, j = 0; i < old->rows && j < new->rows;) {
        double step = keyed ? new->keys[j] - old->keys[i] : 0;
        if (step == 0)
            all->pairs[all->count++] = (struct pair){{i, j}};
        i += step >= 0;
        j += step <= 0;
    }
}

static void
match_rows(struct comparison *all)
{
    const struct grid *old = &all->sides[OLD], *new = &all->sides[NEW];
    size_t least = old->rows < new->rows ? old->rows : new->rows;
    bool keyed =
        old->keys && new->keys && !strcmp(old->cells[0], new->cells[0]);

    all->pairs = TAKE_ARRAY(all->arena, least, struct pair);
    pair_rows(all, keyed);
    /* The first column itself has changed. */
    if (all->count < (least + 1) / 2)
        pair_rows(all, false);
}

static const char *
find_cell(const struct comparison *all, enum side side, size_t pair,
          size_t column)
{
    const struct grid *grid = &all->sides[side];
    size_t row = all->pairs[pair].row[side];

    return grid->cells[(row + 1) * grid->columns + column];
}

/* How far apart two cells with different text are; 0 when they are the same
 * number written in two ways, below 0 when one is no number. */
static double
compare_cells(const char *old, const char *new)
{
    double from, to;

    if (!number_parse(old, &from) || !number_parse(new, &to))
        return -1;
    if (from == to)
        return 0;
    /* Halves, so that no difference is too large for a double. */
    return 2 * (fabs(to / 2 - from / 2) / fmax(fabs(from), fabs(to)));
}

/* NULL when no cell differs. */
static struct column_diff *
compare_column(const struct comparison *all, size_t old, size_t new)
{
    struct column_diff *diff = TAKE(all->arena, struct column_diff);

    diff->name = all->sides[NEW].cells[new];
    diff->verdict = FIGURE_CHANGED;
    diff->compared = all->count;
    diff->largest = -1;
    for (size_t i = 0; i < all->count; i++) {
        const char *from = find_cell(all, OLD, i, old);
        const char *to = find_cell(all, NEW, i, new);
        double far = strcmp(from, to) ? compare_cells(from, to) : 0;
        if (far == 0)
            continue;
        if (!diff->changed++ || far > diff->largest) {
            diff->largest = far;
            diff->row = find_cell(all, NEW, i, 0);
            diff->at[OLD] = from;
            diff->at[NEW] = to;
        }
    }
    return diff->changed ? diff : NULL;
}

/* A column that only one side has. */
static struct column_diff *
report_column(struct arena *arena, const char *name, enum verdict verdict)
{
    struct column_diff *diff = TAKE(arena, struct column_diff);

    *diff =
        (struct column_diff){.name = name, .verdict = verdict, .largest = -1};
    return diff;
}

/* grid->columns when there is none. */
static size_t
find_column(const struct grid *grid, const char *name)
{
    size_t column = 0;

    while (column < grid->columns && strcmp(grid->cells[column], name))
        column++;
    return column;
}

static struct column_diff *
compare_columns(const struct comparison *all)
{
    const struct grid *old = &all->sides[OLD], *new = &all->sides[NEW];
    struct column_diff *first = NULL, **end = &first;

    for (size_t i = 0; i < new->columns; i++) {
        size_t before = find_column(old, new->cells[i]);
        *end = before < old->columns
                   ? compare_column(all, before, i)
                   : report_column(all->arena, new->cells[i], FIGURE_NEW);
        end = *end ? &(*end)->next : end;
    }
    for (size_t i = 0; i < old->columns; i++) {
        if (find_column(new, old->cells[i]) < new->columns)
            continue;
        *end = report_column(all->arena, old->cells[i], FIGURE_GONE);
        end = &(*end)->next;
    }
    return first;
}

/* What is kept must not hold on to the memory of all cells. */
static struct column_diff *
copy_columns(struct arena *arena, const struct column_diff *from)
{
    struct column_diff *first = NULL, **end = &first;

    for (; from; from = from->next) {
        struct column_diff *to = *end = TAKE(arena, struct column_diff);
        *to = *from;
        to->name = arena_string(arena, from->name);
        to->row = from->row ? arena_string(arena, from->row) : NULL;
        for (int side = 0; side < SIDES; side++)
            to->at[side] =
                from->at[side] ? arena_string(arena, from->at[side]) : NULL;
        end = &to->next;
        *end = NULL;
    }
    return first;
}

bool
tables_align(const struct table_diff *diff)
{
    return diff->matched == diff->rows[OLD] && diff->matched == diff->rows[NEW];
}

const char *
tables_compare(struct arena *arena, const struct bytes *sides,
               struct table_diff *diff, enum side *faulty)
{
    struct arena scratch = {0};
    struct grid grids[SIDES] = {{0}, {0}};
    struct comparison all = {.arena = &scratch, .sides = grids};
    const char *fault = NULL;

    for (int side = 0; side < SIDES && !fault; side++) {
        *faulty = (enum side)side;
        fault = read_grid(&scratch, sides[side], &grids[side]);
        diff->rows[side] = grids[side].rows;
    }
    if (!fault) {
        match_rows(&all);
        diff->matched = all.count;
        diff->columns = copy_columns(arena, compare_columns(&all));
    }
    fault = fault ? arena_string(arena, fault) : NULL;
    arena_close(&scratch);
    return fault;
}
