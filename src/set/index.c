/* index.c: the index: terms and subterms by the alphabet, in two columns, with
 * the pages of their marks, each a link to its mark. Pages come from the pass
 * before. A page of the index is one slab, for its columns must be cut where
 * the page ends, which only the number of lines tells. */
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COLUMN_GAP 14.0 /* [pt] between the two columns */
#define HANG 9.0        /* [pt] of a subterm, and of lines that go on */
#define LEAST_RANGE 3   /* pages that are joined to "4-6" */

/* Terms. */

/* U+00C0 to U+00FF as the letters that they stand with. */
static const char plain_letters[] =
    "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";

/* Letters and digits in lower case; the blanks between words come first. */
static const char *
make_key(struct arena *arena, const char *from)
{
    struct text key = text_new(arena);
    const char *end = from + strlen(from);

    while (from < end) {
        uint32_t c = utf8_next(&from, end);
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        if (c >= 0xc0 && c <= 0xff)
            c = (unsigned char)plain_letters[c - 0xc0];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c > 0xff ||
            (c == ' ' && key.length))
            text_utf8(&key, c);
        else if (c == '!')
            text_char(&key, 1);
    }
    return key.at;
}

static int
compare_terms(const void *a, const void *b)
{
    const struct term *left = a, *right = b;
    int order = strcmp(left->key, right->key);

    if (!order)
        order = strcmp(left->words, right->words);
    if (!order)
        order = strcmp(left->sub, right->sub);
    if (!order)
        order = left->order < right->order ? -1 : 1;
    return order;
}

static struct term
make_term(struct arena *arena, const struct node *mark, size_t order)
{
    const char *bang = strchr(mark->target, '!');
    size_t length = bang ? (size_t)(bang - mark->target) : strlen(mark->target);

    return (struct term){make_key(arena, mark->target),
                         arena_copy(arena, mark->target, length),
                         bang ? bang + 1 : "", mark, order};
}

struct index
find_index(struct arena *arena, const struct tree *tree)
{
    struct index index = {0};
    struct node *heading = node_new(arena, NODE_HEADING, (struct place){0});
    size_t room = 0;

    heading->id = "octavo-index";
    index.heading = heading;
    for (const struct node *node = tree->root; node;
         node = node_next(tree->root, node)) {
        if (node->kind != NODE_INDEX)
            continue;
        GROW(arena, index.at, index.count, room);
        index.at[index.count] = make_term(arena, node, index.count);
        index.count++;
    }
    if (index.count)
        qsort(index.at, index.count, sizeof *index.at, compare_terms);
    return index;
}

/* Entries: a paragraph each, made as if the author had written it. */

static struct node *
add_text(struct arena *arena, struct node *parent, const char *words)
{
    struct node *node = node_new(arena, NODE_TEXT, (struct place){0});

    node->text = words;
    node_add(parent, node);
    return node;
}

static bool
is_counted(const char *folio)
{
    return *folio >= '0' && *folio <= '9';
}

/* The pages of terms first to last - 1, each once; returns how many. Marks
 * come in the order of the text, which is nearly that of the pages. */
static size_t
list_pages(struct pass *pass, size_t first, size_t last, struct known *pages)
{
    size_t count = 0;

    for (size_t i = first; i < last; i++) {
        const struct node *mark = pass->index->at[i].mark;
        int page = pass_page(pass, mark);
        size_t k = count;
        while (k && pages[k - 1].page > page)
            k--;
        if (k && pages[k - 1].page == page)
            continue;
        memmove(pages + k + 1, pages + k, (count - k) * sizeof *pages);
        pages[k] = (struct known){mark, page};
        count++;
    }
    return count;
}

/* Where the run of pages that begins with the first ends. */
static size_t
count_range(struct pass *pass, const struct known *pages, size_t count)
{
    size_t run = 1;

    if (!is_counted(pass_folio(pass, pages[0].page)))
        return 1;
    while (run < count && pages[run].page == pages[0].page + (int)run)
        run++;
    return run >= LEAST_RANGE ? run : 1;
}

static void
add_pages(struct pass *pass, struct node *parent, size_t first, size_t last)
{
    struct arena *arena = pass->arena;
    struct known *pages = TAKE_ARRAY(arena, last - first, struct known);
    size_t count = list_pages(pass, first, last, pages);

    for (size_t i = 0, run; i < count; i += run) {
        struct node *link = node_new(arena, NODE_LINK, (struct place){0});
        run = count_range(pass, pages + i, count - i);
        add_text(arena, parent, ", ");
        link->target = arena_print(arena, "#%s", pages[i].node->id);
        node_add(parent, link);
        const char *folio = pass_folio(pass, pages[i].page);
        if (run > 1)
            folio = arena_print(arena, "%s\xe2\x80\x93%s", folio,
                                pass_folio(pass, pages[i + run - 1].page));
        add_text(arena, link, folio);
    }
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

/* All terms with the same words and subterm as the one at first. */
static size_t
find_last(const struct index *index, size_t first)
{
    size_t last = first + 1;

    while (last < index->count &&
           !strcmp(index->at[first].words, index->at[last].words) &&
           !strcmp(index->at[first].sub, index->at[last].sub))
        last++;
    return last;
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
        last = find_last(index, i);
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
