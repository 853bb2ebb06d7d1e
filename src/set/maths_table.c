/* maths_table.c: matrices, cases, and lines of equations that are aligned. Rows
 * are as far apart as lines of text, or further where what stands in them is
 * tall; the whole is centred on the axis. */
#include "maths.h"

#include <math.h>
#include <string.h>

#define ROW_HEIGHT 0.84 /* [em] at least, above the line */
#define ROW_DEPTH 0.36
#define ROW_GAP 0.1  /* [em] at least, between what is in two rows */
#define TALL_GAP 0.4 /* the same in lines of equations */
#define COLUMN_GAP 1 /* [em] */
#define MARGIN 0.12  /* [em] beside a matrix, towards its delimiters */
#define PAIR_GAP 2   /* [em] between two equations in a line */

struct row {
    struct box *between; /* words in the place of cells, or NULL */
    struct box **cells;
    size_t count;
    double height, depth;
};

struct grid {
    struct row *rows;
    size_t row_count;
    double widths[64]; /* as many columns as reading lets there be */
    size_t columns;
    const char *aligns;
    bool tall;
};

static char
find_align(const struct grid *grid, size_t column)
{
    return grid->aligns[column % strlen(grid->aligns)];
}

/* The second half of an equation begins as if something stood before it. */
static struct box *
set_cell(struct setter *setter, const struct maths *cell,
         const struct grid *grid, size_t column, struct mode mode)
{
    struct atoms atoms = set_atoms(setter, cell->first, mode);
    bool half = grid->tall && find_align(grid, column) == 'l';

    return join_atoms(setter, &atoms, half ? ATOM_ORDINARY : ATOM_NONE, mode);
}

static struct row
set_row(struct setter *setter, const struct maths *line, struct grid *grid,
        struct mode mode)
{
    double em = find_size(setter, mode);
    struct row row = {.height = ROW_HEIGHT * em, .depth = ROW_DEPTH * em};
    size_t room = 0;

    if (line->text) {
        row.between = box_words(setter, &setter->around, line->text);
        row.height = fmax(row.height, row.between->height);
        row.depth = fmax(row.depth, row.between->depth);
    }
    for (const struct maths *cell = line->first;
         cell && row.count < COUNT(grid->widths); cell = cell->next) {
        size_t i = row.count;
        struct box *box = set_cell(setter, cell, grid, i, mode);
        GROW(setter->arena, row.cells, row.count, room);
        row.cells[row.count++] = box;
        row.height = fmax(row.height, box->height);
        row.depth = fmax(row.depth, box->depth);
        grid->widths[i] = fmax(grid->widths[i], box->width);
        grid->columns = i + 1 > grid->columns ? i + 1 : grid->columns;
    }
    return row;
}

/* Space before a column. */
static double
find_column_gap(const struct grid *grid, size_t column, double em)
{
    if (!column)
        return 0;
    if (!grid->tall)
        return COLUMN_GAP * em;
    return find_align(grid, column) == 'l' ? 0 : PAIR_GAP * em;
}

static void
place_row(struct setter *setter, struct box *table, const struct grid *grid,
          const struct row *row, double y, double em)
{
    double x = 0;

    for (size_t i = 0; i < row->count; i++) {
        double spare = grid->widths[i] - row->cells[i]->width;
        char align = find_align(grid, i);
        x += find_column_gap(grid, i, em);
        box_add(setter, table,
                x + (align == 'r'   ? spare
                     : align == 'c' ? spare / 2
                                    : 0),
                y, row->cells[i]);
        x += grid->widths[i];
    }
}

/* All rows from y = 0 downwards. */
static struct box *
stack_rows(struct setter *setter, const struct grid *grid, double em)
{
    struct box *table = box_new(setter);
    double gap = (grid->tall ? TALL_GAP : ROW_GAP) * em, y = 0;

    for (size_t i = 0; i < grid->row_count; i++) {
        const struct row *row = &grid->rows[i];
        y += row->height + (i ? gap : 0);
        place_row(setter, table, grid, row, y, em);
        if (row->between)
            box_add(setter, table, 0, y, row->between);
        y += row->depth;
    }
    for (size_t i = 0; i < grid->columns; i++)
        table->width += grid->widths[i] + find_column_gap(grid, i, em);
    for (size_t i = 0; i < grid->row_count; i++)
        if (grid->rows[i].between)
            table->width = fmax(table->width, grid->rows[i].between->width);
    table->height = 0;
    table->depth = y;
    return table;
}

struct box *
set_cells(struct setter *setter, const struct maths *maths, struct mode mode)
{
    struct grid grid = {.aligns = maths->aligns, .tall = maths->tall};
    struct box *box = box_new(setter);
    size_t room = 0;

    mode.cramped = false;
    if (mode.style <= STYLE_TEXT)
        mode.style = maths->tall ? STYLE_DISPLAY : STYLE_TEXT;
    double em = find_size(setter, mode);
    for (const struct maths *line = maths->first; line; line = line->next) {
        GROW(setter->arena, grid.rows, grid.row_count, room);
        struct row row = set_row(setter, line, &grid, mode);
        grid.rows[grid.row_count++] = row;
    }
    struct box *table = stack_rows(setter, &grid, em);
    double margin = maths->tall ? 0 : MARGIN * em;
    box_add(setter, box, margin,
            -table->depth / 2 - setter->constants->axis_height * em, table);
    box->width = table->width + 2 * margin;
    box->accent = box->width / 2;
    return box;
}
