/* index.c: the index: terms and subterms by the alphabet, in two columns, with
 * the pages of their marks, each a link to its mark. Pages come from the pass
 * before. A page of the index is one slab, for its columns must be cut where
 * the page ends, which only the number of lines tells. */
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

#define COLUMN_GAP 14.0 /* [pt] between the two columns */
#define HANG 9.0        /* [pt] of a subterm, and of lines that go on */

/* Entries: a paragraph each, made as if the author had written it. */

static void
add_pages(struct pass *pass, struct node *parent, size_t first, size_t last)
{
    const struct node **marks =
        TAKE_ARRAY(pass->arena, last - first, const struct node *);

    if (first == last)
        return;
    for (size_t i = first; i < last; i++)
        marks[i - first] = pass->index->at[i].mark;
    add_text(pass->arena, parent, ", ");
    add_page_links(pass, parent, marks, last - first);
}

/* The lines of the index, before they are laid in columns. */
struct rows {
    struct row {
        const struct line *line; /* NULL: blank */
        double x;                /* [pt] */
    } * at;
    size_t count, room;
};

static struct row *
add_row(struct pass *pass, struct rows *rows)
{
    GROW(pass->arena, rows->at, rows->count, rows->room);
    struct row *row = &rows->at[rows->count++];
    *row = (struct row){0};
    return row;
}

static struct manner
find_index_manner(const struct pass *pass, double indent)
{
    struct manner manner =
        find_front_manner(pass, FACE_TEXT, pass->look->note_size, "ink");

    manner.measure = (pass->look->measure - COLUMN_GAP) / 2 - indent - 2 * HANG;
    manner.hyphenate = true;
    return manner;
}

/* An entry for the terms, with their pages unless first == last. */
static void
add_entry(struct pass *pass, struct rows *rows, const char *words,
          double indent, size_t first, size_t last, int parent)
{
    struct node *paragraph =
        node_new(pass->arena, NODE_PARAGRAPH, (struct place){0});
    struct manner manner = find_index_manner(pass, indent);

    add_text(pass->arena, paragraph, words);
    add_pages(pass, paragraph, first, last);
    manner.element = pass_element(pass, ROLE_PARAGRAPH, parent);
    struct pieces pieces = gather_pieces(pass, paragraph, &manner);
    struct lines lines = set_pieces(pass, &pieces, &manner);
    for (size_t i = 0; i < lines.count; i++)
        *add_row(pass, rows) =
            (struct row){&lines.at[i], indent + (i ? 2 * HANG : 0)};
}

static struct rows
make_rows(struct pass *pass, int parent)
{
    const struct index *index = pass->index;
    struct rows rows = {0};
    const char *words = "";

    for (size_t i = 0, last; i < index->count; i = last) {
        const struct term *term = &index->at[i];
        bool new = strcmp(words, term->words) != 0;
        last = index_last(index, i);
        if (i && index->at[i - 1].key[0] != term->key[0])
            add_row(pass, &rows);
        if (new && * term->sub)
            add_entry(pass, &rows, term->words, 0, i, i, parent);
        add_entry(pass, &rows, *term->sub ? term->sub : term->words,
                  *term->sub ? HANG : 0, i, last, parent);
        words = term->words;
    }
    return rows;
}

/* Rows first to last - 1 one below the other. */
static void
place_rows(struct pass *pass, struct slab *slab, const struct rows *rows,
           size_t first, size_t last, double x)
{
    struct style style = {.face = FACE_TEXT, .size = pass->look->note_size};
    double leading = pass->look->note_leading;
    double y = find_baseline(pass, &style, leading);

    for (size_t i = first; i < last; i++) {
        const struct row *row = &rows->at[i];
        if (row->line)
            sheet_copy(slab->sheet, x + row->x, y, row->line->sheet);
        if (row->line || i > first)
            y += leading;
    }
}

void
set_index(struct galley *galley)
{
    struct pass *pass = galley->pass;
    const struct look *look = pass->look;
    int element = pass_element(pass, ROLE_SECTION, 1);
    struct slab *title =
        set_list_title(galley, tongue_say(pass->tree->language, WORD_INDEX));
    double room = look->depth - title->height;
    struct rows rows = make_rows(pass, element);

    title->anchors = anchor_add(pass->arena, title->anchors, ANCHOR_ID,
                                pass->index->heading);
    for (size_t i = 0; i < rows.count; room = look->depth) {
        size_t most = (size_t)fmax(floor(room / look->note_leading), 1);
        size_t left = rows.count - i;
        size_t depth = left < 2 * most ? (left + 1) / 2 : most;
        size_t middle = i + depth;
        size_t last = left < 2 * most ? rows.count : middle + depth;
        struct slab *slab =
            galley_add(galley, (double)depth * look->note_leading);
        place_rows(pass, slab, &rows, i, middle, 0);
        place_rows(pass, slab, &rows, middle, last,
                   (look->measure + COLUMN_GAP) / 2);
        i = last;
    }
}
