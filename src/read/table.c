/* table.c: does a row have as many cells as its table has columns? The parser
 * fills up and cuts off in silence, so the cells are counted in the source,
 * by its rule: every pipe without a backslash ends a cell, also in code. */
#include "inside.h"

#include <string.h>

static int
count_cells(const char *at, const char *end)
{
    int pipes = 0;

    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    while (end > at && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    if (at < end && *at == '|')
        at++;
    if (at < end && end[-1] == '|' && (end - 1 == at || end[-2] != '\\'))
        end--;
    for (const char *p = at; p < end; p++)
        pipes += *p == '|' && (p == at || p[-1] != '\\');
    return pipes + 1;
}

void
table_check(struct source *source, size_t offset, int columns)
{
    const char *at = source->text + offset;
    const char *end = memchr(at, '\n', source->length - offset);
    int cells = count_cells(at, end ? end : source->text + source->length);

    if (cells == columns)
        return;
    diag_say(source->diag, ERROR, source_place(source, offset),
             "row has %d cell%s, the table %d column%s, %s", cells,
             cells == 1 ? "" : "s", columns, columns == 1 ? "" : "s",
             cells < columns ? "padded with empty ones"
                             : "what is too much is left out");
}
