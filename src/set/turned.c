/* turned.c: a table that is too wide for the measure, on pages of its own and
 * read from their right: its slabs are cut into pages as deep as the measure is
 * wide, and each is turned. What one would get wrong: the pages are plates, so
 * text goes on before and behind them, but words are read where the table
 * stands. */
#include "inside.h"

#include <math.h>

/* The end of a page of rows that begins with row first. */
static size_t
find_end(const struct look *look, const struct galley *rows, size_t first)
{
    size_t end = first + 1, best = 0;

    for (; end <= rows->count; end++) {
        if (stack_slabs(look, rows, first, end, 0, NULL) > look->measure)
            break;
        if (end == rows->count || rows->at[end - 1].penalty < BREAK_NEVER)
            best = end;
    }
    return best ? best : end - (end > first + 1);
}

/* Rows first to end - 1 as they lie before they are turned; their anchors are
 * added to the block. */
static struct sheet *
lay_rows(struct pass *pass, const struct galley *rows, size_t first, size_t end,
         struct block *block)
{
    const struct look *look = pass->look;
    struct sheet *sheet = sheet_new(pass->arena, look->depth, look->measure);
    double *tops = TAKE_ARRAY(pass->arena, end - first, double);

    stack_slabs(look, rows, first, end, 0, tops);
    if (rows->at[first].again)
        sheet_copy(sheet, 0, tops[0] - rows->at[first].again->height,
                   rows->at[first].again);
    for (size_t i = first; i < end; i++) {
        sheet_copy(sheet, 0, tops[i - first], rows->at[i].sheet);
        block->anchors = anchor_join(block->anchors, rows->at[i].anchors);
    }
    return sheet;
}

static void
add_plate(struct galley *galley, const struct galley *rows, size_t first,
          size_t end, const struct node *table)
{
    struct pass *pass = galley->pass;
    struct block *block = TAKE(pass->arena, struct block);
    struct anchor *anchor = anchor_add(pass->arena, NULL, ANCHOR_FLOAT, table);

    *block = (struct block){.node = table,
                            .sheet = sheet_new(pass->arena, 0, 0),
                            .height = pass->look->depth,
                            .plate = true};
    /* In the middle of the page, unless it goes on on another. */
    bool whole = first == 0 && end == rows->count;
    double spare = pass->look->measure -
                   stack_slabs(pass->look, rows, first, end, 0, NULL);
    sheet_turn(block->sheet, whole ? fmax(spare, 0) / 2 : 0, 0,
               lay_rows(pass, rows, first, end, block));
    anchor->block = block;
    galley->anchors = anchor_join(galley->anchors, anchor);
}

void
turn_table(struct galley *galley, const struct galley *rows,
           const struct node *table)
{
    for (size_t first = 0, end; first < rows->count; first = end) {
        end = find_end(galley->pass->look, rows, first);
        add_plate(galley, rows, first, end, table);
    }
}
