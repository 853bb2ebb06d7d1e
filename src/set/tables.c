/* tables.c: tables without vertical rules. A column's width lies between the
 * longest piece of it that cannot be broken and its text on one line; what
 * the measure leaves above the least is shared out by what each still wants. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define GUTTER 10.0   /* [pt] between columns */
#define ROW_SPACE 3.0 /* [pt] below the text of a row */
#define MOST_COLUMNS 64
/* A table lower than this share of the page is kept on one page. */
#define KEPT_SHARE 0.28

struct widths {
    double least, wish, given; /* [pt] */
};

struct columns {
    struct widths at[MOST_COLUMNS];
    int count;
    const char *aligns;
};

static struct manner
find_cell_manner(struct pass *pass, const struct node *row, struct stick stick,
                 char align)
{
    struct manner manner = find_manner(pass, stick, stick.parent);

    manner.style.size = pass->look->table_size;
    manner.style.features = FEATURE_TABULAR;
    manner.ragged = true;
    manner.align = align == '-' || !align ? 'l' : align;
    if (row->header) {
        manner.style =
            (struct style){FACE_SANS_MEDIUM, pass->look->table_size * 0.76,
                           FEATURE_TABULAR, 0};
        manner.hyphenate = false;
    }
    return manner;
}

/* Widths of a cell's text: unbroken, and its widest unbreakable stretch. */
static void
measure_cell(struct pass *pass, const struct node *cell,
             const struct manner *manner, struct widths *widths)
{
    struct pieces pieces = gather_pieces(pass, cell, manner);
    double wish = 0, run = 0, least = 0;

    for (size_t i = 0; i < pieces.count; i++) {
        const struct piece *piece = &pieces.at[i];
        if (piece->kind != PIECE_PENALTY)
            wish += piece->width;
        if (piece->kind == PIECE_BOX)
            run += piece->width;
        else if (piece->kind == PIECE_GLUE || !piece->hyphen)
            run = 0;
        least = fmax(least, run);
    }
    widths->least = fmax(widths->least, least);
    widths->wish = fmax(widths->wish, wish);
}

static void
measure_columns(struct pass *pass, const struct node *table, struct stick stick,
                struct columns *columns)
{
    stick.measure = 1e5;
    stick.parent = 0;
    for (const struct node *row = table->first; row; row = row->next) {
        int i = 0;
        for (const struct node *cell = row->first; cell && i < columns->count;
             cell = cell->next, i++) {
            struct manner manner =
                find_cell_manner(pass, row, stick, columns->aligns[i]);
            measure_cell(pass, cell, &manner, &columns->at[i]);
        }
    }
}

static void
share_out(struct columns *columns, double room)
{
    double least = 0, wish = 0;

    for (int i = 0; i < columns->count; i++) {
        least += columns->at[i].least;
        wish += columns->at[i].wish;
    }
    for (int i = 0; i < columns->count; i++) {
        struct widths *w = &columns->at[i];
        if (wish <= room)
            w->given = w->wish * room / fmax(wish, 1);
        else if (least <= room)
            w->given = w->least + (w->wish - w->least) * (room - least) /
                                      fmax(wish - least, 1);
        else
            w->given = w->least * room / least;
    }
}

static double
set_cell(struct galley *galley, struct slab *slab, const struct node *row,
         const struct node *cell, struct stick stick, char align)
{
    struct pass *pass = galley->pass;
    double leading = pass->look->table_leading;
    struct style style = {FACE_TEXT, pass->look->table_size, 0, 0};
    double y = find_baseline(pass, &style, leading) + (row->header ? 1.2 : 0);

    stick.parent = pass_element(
        pass, row->header ? ROLE_HEADER_CELL : ROLE_CELL, stick.parent);
    struct manner manner = find_cell_manner(pass, row, stick, align);
    struct lines lines = set_inlines(pass, cell, &manner);
    for (size_t i = 0; i < lines.count; i++) {
        sheet_copy(slab->sheet, stick.x, y + (double)i * leading,
                   lines.at[i].sheet);
        slab->anchors = anchor_join(slab->anchors, lines.at[i].anchors);
    }
    return (double)lines.count * leading;
}

static void
place_rule(struct galley *galley, struct slab *slab, struct stick stick,
           double y, double width)
{
    sheet_rectangle(slab->sheet, stick.x, y, stick.measure, width,
                    pass_ink(galley->pass, "ink"));
}

static void
set_row(struct galley *galley, const struct node *row,
        const struct columns *columns, struct stick stick)
{
    struct slab *slab = galley_add(galley, 0);
    struct stick inner = stick;
    double height = galley->pass->look->table_leading;
    int i = 0;

    inner.parent = pass_element(galley->pass, ROLE_ROW, stick.parent);
    for (const struct node *cell = row->first; cell && i < columns->count;
         cell = cell->next, i++) {
        inner.measure = columns->at[i].given;
        height = fmax(height, set_cell(galley, slab, row, cell, inner,
                                       columns->aligns[i]));
        inner.x += inner.measure + GUTTER;
    }
    slab->height = height + ROW_SPACE;
    slab->place = row->place;
    if (row->header) {
        place_rule(galley, slab, stick, 0, 0.7);
        place_rule(galley, slab, stick, slab->height - 0.5, 0.35);
        slab->height += 1.5;
        slab->sheet->height = slab->height;
    }
}

/* The head of the table above every row that may begin a page. Its words are
 * said once; on later pages they are artifacts. */
static void
repeat_head(struct galley *galley, size_t first)
{
    struct slab *head = &galley->at[first];
    struct sheet *again =
        sheet_new(galley->pass->arena, 0, head->sheet->height);

    sheet_copy(again, 0, 0, head->sheet);
    for (size_t i = 0; i < again->count; i++)
        again->marks[i].element = 0;
    for (size_t i = first + 1; i < galley->count; i++)
        galley->at[i].again = again;
}

/* Keep a low table whole; never part a head from its first row, nor leave
 * the last row alone. */
static void
forbid_breaks(struct galley *galley, size_t first)
{
    double height = 0;

    for (size_t i = first; i < galley->count; i++)
        height += galley->at[i].height;
    bool whole = height < KEPT_SHARE * galley->pass->look->depth;
    for (size_t i = first; i + 1 < galley->count; i++)
        galley->at[i].penalty =
            whole || i <= first + 1 || i + 3 >= galley->count ? BREAK_NEVER
                                                              : 100;
}

/* Above the table and never parted from it. */
static void
set_caption(struct galley *galley, const struct node *table, struct stick stick)
{
    struct pass *pass = galley->pass;
    const struct look *look = pass->look;
    struct manner manner = find_manner(
        pass, stick, pass_element(pass, ROLE_CAPTION, stick.parent));

    manner.style =
        (struct style){FACE_SANS, look->caption_size, FEATURE_TABULAR, 0};
    manner.ragged = true;
    if (table->number)
        manner.lead =
            arena_print(pass->arena, "Table\xc2\xa0%d", table->number);
    struct lines lines = set_words(pass, table->text, &manner);
    size_t first = galley->count;
    galley_lines(galley, &lines, stick.x, &manner.style, look->caption_leading,
                 false);
    for (size_t i = first; i < galley->count; i++)
        galley->at[i].penalty = BREAK_NEVER;
    galley_space(galley, 0.3 * look->leading);
}

void
set_table(struct galley *galley, const struct node *table, struct stick stick)
{
    struct columns columns = {.count = table->columns, .aligns = table->aligns};
    struct pass *pass = galley->pass;

    if (columns.count > MOST_COLUMNS) {
        diag_say(pass->diag, ERROR, table->place,
                 "a table of %d columns, only the first %d are set",
                 columns.count, MOST_COLUMNS);
        columns.count = MOST_COLUMNS;
    }
    if (columns.count < 1)
        return;
    measure_columns(pass, table, stick, &columns);
    share_out(&columns, stick.measure - GUTTER * (columns.count - 1));
    stick.parent = pass_element(pass, ROLE_TABLE, stick.parent);
    galley_space(galley, pass->look->leading * 0.7);
    if (table->id)
        galley_anchor(galley, ANCHOR_ID, table);
    if (table->text)
        set_caption(galley, table, stick);
    size_t first = galley->count;
    for (const struct node *row = table->first; row; row = row->next)
        set_row(galley, row, &columns, stick);
    if (galley->count > first) {
        struct slab *last = &galley->at[galley->count - 1];
        place_rule(galley, last, stick, last->height, 0.7);
        forbid_breaks(galley, first);
        if (table->first->header)
            repeat_head(galley, first);
    }
    galley_space(galley, pass->look->leading * 0.7);
}
