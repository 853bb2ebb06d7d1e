/* tables.c: tables without vertical rules. A row is a slab, or a slab a line
 * when it is high, so that a page may end within it; the head is repeated on
 * every page. A table with more columns than the measure can hold is turned if
 * it fits across the page, else set in parts, one below the other, each with
 * the first column again. */
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

#define ROW_SPACE 3.0 /* [pt] below the text of a row */
#define TALL 8        /* lines of a row that may be parted */
/* A table lower than this share of the page is kept on one page. */
#define KEPT_SHARE 0.28
#define WITHIN_ROW 300 /* penalty of a page that ends in a row */
#define WITHIN_LOW 450 /* or in such a low table */

/* A table while it is being set. */
struct setting {
    struct galley *galley;
    struct columns *columns;
    const struct band *band;
    struct stick stick;
    double leading; /* [pt] */
    bool headless;  /* the words of its head are missing: the first cells of
                       rows are their heads */
    struct placed *carried; /* by column: cells of rows before that take more */
};

struct manner
find_cell_manner(struct pass *pass, const struct columns *columns,
                 const struct node *row, struct stick stick, char align)
{
    double size = pass->look->table_size * columns->scale;
    struct manner manner = find_manner(pass, stick, stick.parent);

    manner.style.size = size;
    manner.style.features = FEATURE_TABULAR;
    manner.ragged = true;
    manner.align = align ? align : '-';
    if (row->header) {
        manner.style = (struct style){.face = FACE_SANS_MEDIUM,
                                      .size = size * 0.76,
                                      .features = FEATURE_TABULAR};
        manner.hyphenate = columns->broken;
    }
    return manner;
}

/* Numbers stand on the right unless the author wants them elsewhere. */
static char
find_align(const struct columns *columns, int i)
{
    char align = columns->aligns[i];

    return columns->at[i].numbers && (align == '-' || !align) ? 'r' : align;
}

/* How far from the column's left a number begins, so that its decimal point
 * stands below that of the others. */
static double
find_shift(const struct columns *columns, int i, double point)
{
    const struct widths *w = &columns->at[i];
    double block = (w->before + w->after) * columns->scale;
    double spare = fmax(w->given - block, 0);
    char align = find_align(columns, i);
    double left = align == 'r' ? spare : align == 'c' ? spare / 2 : 0;

    return left + (w->before - point) * columns->scale;
}

/* A cell, set; lines of one that takes several rows that have not been placed
 * in those before. */
struct placed {
    struct lines lines;
    double x, width; /* [pt] */
    int down;        /* rows that it takes from this one on */
    bool wide;       /* it takes several columns */
};
/* The cells of a row. */
struct cells {
    struct placed *at;
    size_t count, most; /* cells; lines of the highest */
};

/* The columns of the band that a cell takes, with what is between them [pt]. */
static double
find_cell_width(const struct columns *columns, const struct node *cell, int i,
                unsigned *across)
{
    int last = i + (cell->across ? cell->across : 1);
    double width = -columns->gutter;

    for (*across = 0; i < last && i < columns->count; i++)
        if (columns->at[i].given >= 0) {
            width += columns->at[i].given + columns->gutter;
            ++*across;
        }
    return width;
}

static void
set_cell(const struct setting *setting, const struct node *cell, int i,
         double point, struct stick stick, struct placed *placed)
{
    const struct node *row = cell->parent;
    const struct columns *columns = setting->columns;
    bool number = point >= 0 && columns->at[i].numbers;
    struct pass *pass = setting->galley->pass;
    char align = number ? 'l' : find_align(columns, i);

    bool heads_row = setting->headless && cell == row->first;
    unsigned across;
    stick.measure = placed->width = find_cell_width(columns, cell, i, &across);
    stick.parent = pass_element(
        pass, row->header || heads_row ? ROLE_HEADER_CELL : ROLE_CELL,
        stick.parent);
    struct element *element = &pass->elements[stick.parent];
    element->level = heads_row;
    element->across = (across > 1 ? across : 0) & 0xfff;
    element->down = (unsigned)cell->down & 0xfff;
    placed->wide = cell->across > 0;
    if (placed->wide)
        align = row->header ? 'c' : columns->aligns[i];
    if (number)
        stick.x += find_shift(columns, i, point);
    struct manner manner = find_cell_manner(pass, columns, row, stick, align);
    if (number)
        manner.measure += 1; /* it fits, whatever sums of widths say */
    placed->lines = set_inlines(pass, cell, &manner);
    placed->x = stick.x;
    placed->down = cell->down ? cell->down : 1;
}

/* What goes on in further rows does not make this one higher. */
static size_t
find_most(const struct cells *cells)
{
    size_t most = 1;

    for (size_t i = 0; i < cells->count; i++) {
        const struct placed *placed = &cells->at[i];
        if (placed->down < 2 && placed->lines.count > most)
            most = placed->lines.count;
    }
    return most;
}

static struct cells
set_cells(const struct setting *setting, const struct node *row,
          const double *points)
{
    const struct columns *columns = setting->columns;
    struct pass *pass = setting->galley->pass;
    struct cells cells = {
        TAKE_ARRAY(pass->arena, columns->count, struct placed), 0, 1};
    struct stick stick = setting->stick;
    const struct node *cell = row->first;

    stick.parent = pass_element(pass, ROLE_ROW, stick.parent);
    for (int i = 0; i < columns->count && cell; i++, cell = cell->next) {
        if (columns->at[i].given < 0)
            continue;
        struct placed *placed = &cells.at[cells.count];
        if (cell->covered)
            *placed = setting->carried[i];
        else
            set_cell(setting, cell, i, points[i], stick, placed);
        if (placed->down > 0)
            cells.count++;
        stick.x += columns->at[i].given + columns->gutter;
    }
    cells.most = find_most(&cells);
    return cells;
}

/* The lines that were not placed go on in the next row. */
static void
carry_cells(const struct setting *setting, const struct node *row,
            const struct cells *cells)
{
    const struct columns *columns = setting->columns;
    const struct node *cell = row->first;
    const struct placed *placed = cells->at;

    for (int i = 0; i < columns->count && cell; i++, cell = cell->next) {
        struct placed *carried = &setting->carried[i];
        if (columns->at[i].given < 0 || (cell->covered && !carried->down))
            continue;
        *carried = *placed++;
        size_t gone = carried->lines.count < cells->most ? carried->lines.count
                                                         : cells->most;
        carried->lines.at += gone;
        carried->lines.count -= gone;
        carried->down--;
    }
}

static void
place_rule(const struct setting *setting, struct slab *slab, double y,
           double width)
{
    sheet_rectangle(slab->sheet, setting->stick.x, y, setting->stick.measure,
                    width, pass_ink(setting->galley->pass, "ink"));
}

/* Line i of all cells with its top at y; gives its height. */
static double
place_line(const struct setting *setting, const struct cells *cells, size_t i,
           struct slab *slab, double y)
{
    struct pass *pass = setting->galley->pass;
    double leading = setting->leading, above = 0, below = 0;
    struct style style = {.face = FACE_TEXT,
                          .size =
                              pass->look->table_size * setting->columns->scale};

    for (size_t k = 0; k < cells->count; k++) {
        const struct placed *placed = &cells->at[k];
        if (i >= placed->lines.count)
            continue;
        const struct line *line = &placed->lines.at[i];
        above = fmax(above, find_extra(pass, line, &style, leading, false));
        below = fmax(below, find_extra(pass, line, &style, leading, true));
    }
    y += above + find_baseline(pass, &style, leading);
    for (size_t k = 0; k < cells->count; k++) {
        const struct placed *placed = &cells->at[k];
        if (i >= placed->lines.count)
            continue;
        const struct line *line = &placed->lines.at[i];
        sheet_copy(slab->sheet, placed->x, y, line->sheet);
        slab->anchors = anchor_join(slab->anchors, line->anchors);
    }
    return above + leading + below;
}

/* Lines first to last - 1 of all cells as one slab, y below its top. */
static struct slab *
add_lines(const struct setting *setting, const struct cells *cells,
          size_t first, size_t last, double y)
{
    struct slab *slab = galley_add(setting->galley, 0);

    for (size_t i = first; i < last; i++)
        slab->height += place_line(setting, cells, i, slab, y + slab->height);
    return slab;
}

/* Below the head of several columns, over theirs. */
static void
place_short_rules(const struct setting *setting, const struct cells *cells,
                  struct slab *slab)
{
    for (size_t i = 0; i < cells->count; i++)
        if (cells->at[i].wide)
            sheet_rectangle(slab->sheet, cells->at[i].x, slab->height,
                            cells->at[i].width, 0.35,
                            pass_ink(setting->galley->pass, "ink"));
}

static void
set_head(const struct setting *setting, const struct node *row,
         const struct cells *cells)
{
    bool first = !row->previous, last = !row->next || !row->next->header;
    struct slab *slab = add_lines(setting, cells, 0, cells->most, 1.2);

    if (first)
        place_rule(setting, slab, 0, 0.7);
    if (last) {
        slab->height += ROW_SPACE;
        place_rule(setting, slab, slab->height - 0.5, 0.35);
    } else {
        place_short_rules(setting, cells, slab);
    }
    slab->height += 1.5;
    slab->sheet->height = slab->height;
}

/* GitHub's tables have a head, even those that need none. */
static bool
is_blank(const struct node *row)
{
    for (const struct node *cell = row->first; cell; cell = cell->next)
        if (cell->first)
            return false;
    return true;
}

/* Of a head without words only its upper rule is set. */
static void
set_no_head(const struct setting *setting, const struct node *row)
{
    struct slab *slab = galley_add(setting->galley, 3);

    place_rule(setting, slab, 0, 0.7);
    slab->place = row->place;
}

static void
set_row(const struct setting *setting, const struct node *row,
        const double *points)
{
    struct cells cells = set_cells(setting, row, points);
    struct galley *galley = setting->galley;
    size_t first = galley->count;

    if (row->header) {
        set_head(setting, row, &cells);
    } else if (cells.most <= TALL) {
        add_lines(setting, &cells, 0, cells.most, 0);
    } else {
        for (size_t i = 0; i < cells.most; i++)
            add_lines(setting, &cells, i, i + 1, 0)->penalty =
                i == 0 || i + 2 == cells.most ? BREAK_NEVER : WITHIN_ROW;
    }
    if (!row->header)
        galley->at[galley->count - 1].height += ROW_SPACE;
    galley->at[galley->count - 1].penalty = 100;
    carry_cells(setting, row, &cells);
    for (size_t i = first; i < galley->count; i++)
        galley->at[i].place = row->place;
}

/* The head of the table, slabs first to last - 1, above every row that may
 * begin a page. Its words are said once; on later pages they are artifacts. */
static void
repeat_head(struct galley *galley, size_t first, size_t last)
{
    struct sheet *again = sheet_new(galley->pass->arena, 0, 0);

    for (size_t i = first; i < last; i++) {
        sheet_copy_unread(again, 0, again->height, galley->at[i].sheet);
        again->height += galley->at[i].sheet->height;
    }
    for (size_t i = last; i < galley->count; i++)
        galley->at[i].again = again;
}

/* Keep a low table whole unless that leaves much blank; never part a head from
 * its first row, nor leave the last row alone. */
static void
forbid_breaks(struct galley *galley, size_t first, size_t heads)
{
    double height = 0;

    for (size_t i = first; i < galley->count; i++)
        height += galley->at[i].height;
    bool low = height < KEPT_SHARE * galley->pass->look->depth;
    for (size_t i = first; i + 1 < galley->count; i++) {
        struct slab *slab = &galley->at[i];
        if (i <= heads || i + 3 >= galley->count)
            slab->penalty = BREAK_NEVER;
        else if (low && slab->penalty < WITHIN_LOW)
            slab->penalty = WITHIN_LOW;
    }
}

/* Above the table and never parted from it. */
static void
set_caption(struct galley *galley, const struct node *table, struct stick stick)
{
    struct pass *pass = galley->pass;
    const struct look *look = pass->look;
    struct manner manner = find_manner(
        pass, stick, pass_element(pass, ROLE_CAPTION, stick.parent));

    manner.style = (struct style){.face = FACE_SANS,
                                  .size = look->caption_size,
                                  .features = FEATURE_TABULAR};
    manner.ragged = true;
    if (table->number)
        manner.lead = arena_print(
            pass->arena, "%s\xc2\xa0%d",
            tongue_begin(pass->arena, node_language(table), WORD_TABLE),
            table->number);
    struct lines lines = set_words(pass, table->text, &manner);
    size_t first = galley->count;
    galley_lines(galley, &lines, stick.x, &manner.style, look->caption_leading,
                 false);
    for (size_t i = first; i < galley->count; i++)
        galley->at[i].penalty = BREAK_NEVER;
    galley_space(galley, 0.3 * look->leading);
}

/* The columns of a band, as a table. */
static void
set_band(struct setting *setting, const struct node *table)
{
    struct galley *galley = setting->galley;
    const double *points = setting->columns->points;
    size_t heads = 0;

    setting->carried =
        TAKE_ARRAY(galley->pass->arena, setting->columns->count, struct placed);
    share_columns(setting->columns, setting->band, setting->stick.measure);
    setting->stick.parent =
        pass_element(galley->pass, ROLE_TABLE, setting->stick.parent);
    if (setting->band->first == 0 && table->id)
        galley_anchor(galley, ANCHOR_ID, table);
    if (setting->band->first == 0 && table->text)
        set_caption(galley, table, setting->stick);
    size_t first = galley->count;
    setting->headless = table->first->header && is_blank(table->first);
    for (const struct node *row = table->first; row; row = row->next) {
        if (setting->headless && row->header)
            set_no_head(setting, row);
        else
            set_row(setting, row, points);
        if (row->header)
            heads = galley->count;
        points += setting->columns->count;
    }
    if (galley->count == first)
        return;
    struct slab *last = &galley->at[galley->count - 1];
    place_rule(setting, last, last->height, 0.7);
    last->penalty = 0;
    forbid_breaks(galley, first, heads > first ? heads : first + 1);
    if (heads > first)
        repeat_head(galley, first, heads);
}

/* Across the page, when all its columns fit there; but pictures cannot be
 * turned. */
static bool
set_across(struct galley *galley, const struct node *table, struct stick stick)
{
    struct pass *pass = galley->pass;
    double wide = pass->look->depth;
    struct galley rows = {.pass = pass, .section = galley->section};

    if (wide <= stick.measure || holds_kind(table, NODE_IMAGE))
        return false;
    struct columns columns = measure_table(pass, table, wide);
    struct band band = find_band(&columns, 0, wide);
    if (band.last < columns.count)
        return false;
    struct setting setting = {&rows,
                              &columns,
                              &band,
                              stick,
                              pass->look->table_leading * columns.scale,
                              false,
                              NULL};
    setting.stick.x = 0;
    setting.stick.measure = wide;
    set_band(&setting, table);
    turn_table(galley, &rows, table);
    return true;
}

/* Beside each other as many columns as fit, the others below them. */
static void
set_bands(struct galley *galley, const struct node *table,
          struct columns *columns, struct stick stick)
{
    struct pass *pass = galley->pass;
    double space = 0.7 * pass->look->leading;

    for (int first = 0, next; first < columns->count; first = next) {
        struct band band = find_band(columns, first, stick.measure);
        struct setting setting = {galley,
                                  columns,
                                  &band,
                                  stick,
                                  pass->look->table_leading * columns->scale,
                                  false,
                                  NULL};
        if (!first && band.last < columns->count)
            diag_say(pass->diag, NOTE, table->place,
                     "a table of %d columns is too wide, the last %d are set "
                     "below the others",
                     columns->count, columns->count - band.last);
        galley_space(galley, space);
        set_band(&setting, table);
        next = band.last;
    }
    galley_space(galley, space);
}

void
set_table(struct galley *galley, const struct node *table, struct stick stick)
{
    if (node_columns(table) < 1)
        return;
    struct columns columns = measure_table(galley->pass, table, stick.measure);
    if (find_band(&columns, 0, stick.measure).last == columns.count ||
        !set_across(galley, table, stick))
        set_bands(galley, table, &columns, stick);
}
