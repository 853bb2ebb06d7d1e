/* spans.c: raw tables made rectangular: a cell that takes several columns or
 * rows is followed by cells that it covers, so that a column has the same
 * number in every row. What one would get wrong: rows come short or are too
 * long, and spans lead out of the table or over each other; what is wanted
 * beyond what is free is not given. */
#include "inside.h"

#include <string.h>

struct grid {
    struct arena *arena;
    int left[MOST_COLUMNS];  /* rows that each column is still covered for */
    bool head[MOST_COLUMNS]; /* by a cell of the head */
    int reach;               /* columns up to the last that is */
    int rows;                /* of the table, from the current one on */
    int added;               /* cells so far that are covered */
};

static struct node *
add_cell(struct grid *grid, struct node *row, struct node *before, bool covered)
{
    struct node *cell = node_new(grid->arena, NODE_CELL, row->place);

    cell->covered = covered;
    if (before)
        node_insert(before, cell);
    else
        node_add(row, cell);
    return cell;
}

static int
clamp(int wanted, int most)
{
    return wanted < 1 ? 1 : wanted > most ? most : wanted;
}

/* The columns from the given one on that nothing covers yet, as many as the
 * cell wants. */
static int
find_across(const struct grid *grid, const struct node *cell, int column)
{
    int across = 1, most = clamp(cell->across, MOST_COLUMNS - column);

    while (across < most && !grid->left[column + across])
        across++;
    return across;
}

/* Rows of the head from this one on. */
static int
count_heads(const struct node *row)
{
    int count = 0;

    for (; row && row->header; row = row->next)
        count++;
    return count;
}

static void
span_cell(struct grid *grid, struct node *cell, int column)
{
    bool room = column < MOST_COLUMNS && grid->added < MOST_FIELDS;
    int across = room ? find_across(grid, cell, column) : 1;
    int down = room ? clamp(cell->down, grid->rows) : 1;

    if (across * down > MOST_FIELDS - grid->added)
        down = 1;

    for (int i = 1; i < across; i++)
        add_cell(grid, cell->parent, cell->next, true);
    for (int i = 0; down > 1 && i < across; i++) {
        grid->left[column + i] = down;
        grid->head[column + i] = cell->parent->header;
    }
    if (down > 1 && grid->reach < column + across)
        grid->reach = column + across;
    grid->added += across * down - 1;
    if (cell->parent->header)
        down = clamp(down, count_heads(cell->parent));
    cell->across = across > 1 ? across : 0;
    cell->down = down > 1 ? down : 0;
}

/* Puts a cell into the place before the next, or at the end, of which a cell of
 * a row above has the column already; but no cell of the head is one of the
 * rows below it. */
static bool
cover_column(struct grid *grid, struct node *row, struct node *next, int column)
{
    if (column >= grid->reach || !grid->left[column])
        return false;
    add_cell(grid, row, next, row->header || !grid->head[column]);
    return true;
}

static void
span_row(struct grid *grid, struct node *row)
{
    struct node *cell = row->first;
    int column = 0;

    for (; cell || column < grid->reach; column++) {
        if (cover_column(grid, row, cell, column))
            continue;
        if (!cell)
            cell = add_cell(grid, row, NULL, false);
        struct node *next = cell->next;
        span_cell(grid, cell, column);
        column += cell->across ? cell->across - 1 : 0;
        cell = next;
    }
    for (int i = 0; i < grid->reach; i++)
        grid->left[i] -= grid->left[i] > 0;
    while (grid->reach && !grid->left[grid->reach - 1])
        grid->reach--;
}

/* Columns up to the last in which a cell of some row begins. */
static int
count_columns(const struct node *table)
{
    int columns = 0;

    for (const struct node *row = table->first; row; row = row->next) {
        int column = 0;
        for (const struct node *cell = row->first; cell; cell = cell->next)
            if (++column > columns && !cell->covered)
                columns = column;
    }
    return columns;
}

/* "As wide as the table" is often said with a number that is far too large; a
 * row that is too short gets empty cells. */
static void
fit_row(struct grid *grid, struct node *row, int columns)
{
    int column = 0;

    for (struct node *cell = row->first, *next; cell; cell = next) {
        next = cell->next;
        if (column >= columns)
            node_remove(cell);
        else if (cell->across > columns - column)
            cell->across = columns - column > 1 ? columns - column : 0;
        column++;
    }
    for (; column < columns; column++)
        add_cell(grid, row, NULL, false);
}

void
spans_settle(struct arena *arena, struct node *table)
{
    struct grid grid = {.arena = arena};

    for (struct node *row = table->first; row; row = row->next)
        grid.rows++;
    for (struct node *row = table->first; row; row = row->next) {
        span_row(&grid, row);
        grid.rows--;
    }
    int columns = count_columns(table);
    for (struct node *row = table->first; row; row = row->next)
        fit_row(&grid, row, columns);
    char *aligns = arena_take(arena, (size_t)columns + 1);
    memset(aligns, '-', (size_t)columns);
    table->aligns = aligns;
}
