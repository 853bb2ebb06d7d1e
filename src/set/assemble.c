/* assemble.c: layouts become pages: marks get their final places, and the
 * page on which each heading, figure and reference came to stand is written
 * down for the outline, for links and for the next pass. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

/* Marks of a page that come from no slab, about. */
#define FURNITURE 4

struct assembly {
    struct pass *pass;
    struct arena *arena; /* of what is written down */
    bool laid;           /* false: pages get no marks */
    struct made_pages made;
    size_t page_room, bookmark_room, destination_room, known_room;
    size_t body;  /* index of the first page of the body, or SIZE_MAX */
    size_t *said; /* by element: lines of the note that can be read already */
};

static const char *
say_roman(struct arena *arena, size_t number)
{
    static const struct {
        size_t value;
        const char *letters;
    } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    struct text text = text_new(arena);

    for (size_t i = 0; i < COUNT(parts); i++)
        for (; number >= parts[i].value; number -= parts[i].value)
            text_add(&text, parts[i].letters);
    return text.at;
}

static const char *
say_folio(const struct assembly *assembly, size_t page)
{
    struct arena *arena = assembly->arena;

    return page < assembly->body
               ? say_roman(arena, page + 1)
               : arena_print(arena, "%zu", page - assembly->body + 1);
}

static struct page *
add_page(struct assembly *assembly)
{
    struct made_pages *made = &assembly->made;
    const struct look *look = assembly->pass->look;

    GROW(assembly->arena, made->pages, made->count, assembly->page_room);
    struct page *page = &made->pages[made->count];
    page->label = say_folio(assembly, made->count);
    page->folio = "";
    if (assembly->laid)
        page->sheet = sheet_new(assembly->arena, look->width, look->height);
    made->count++;
    return page;
}

static void
note_place(struct assembly *assembly, const struct node *node)
{
    struct made_pages *made = &assembly->made;

    GROW(assembly->arena, made->known, made->known_count, assembly->known_room);
    made->known[made->known_count++] =
        (struct known){.node = node, .page = (int)made->count - 1};
}

static void
note_destination(struct assembly *assembly, const char *id, double y)
{
    struct made_pages *made = &assembly->made;

    if (!id)
        return;
    GROW(assembly->arena, made->destinations, made->destination_count,
         assembly->destination_room);
    made->destinations[made->destination_count++] =
        (struct destination){id, (int)made->count - 1, y};
}

static void
note_bookmark(struct assembly *assembly, const struct slab *slab, double y)
{
    struct made_pages *made = &assembly->made;

    if (!slab->bookmark || !*slab->bookmark)
        return;
    GROW(assembly->arena, made->bookmarks, made->bookmark_count,
         assembly->bookmark_room);
    made->bookmarks[made->bookmark_count++] = (struct bookmark){
        slab->bookmark, slab->bookmark_level, (int)made->count - 1, y};
}

static const char *
name_place(const struct assembly *assembly, const struct node *node)
{
    return node->kind == NODE_NOTE ? name_note(assembly->arena, node)
                                   : node->id;
}

/* Everything that came to this page with a slab or a block whose top is y. */
static void
note_anchors(struct assembly *assembly, const struct anchor *anchor, double y)
{
    for (; anchor; anchor = anchor->next)
        switch (anchor->kind) {
        case ANCHOR_ID:
            note_destination(assembly, name_place(assembly, anchor->node), y);
            note_place(assembly, anchor->node);
            break;
        case ANCHOR_REFERENCE:
            note_place(assembly, anchor->node);
            break;
        case ANCHOR_NOTE:
        case ANCHOR_FLOAT:
            break;
        }
}

/* Pages that are not laid have no sheet. */
static void
lay_sheet(struct sheet *sheet, double x, double y, const struct sheet *inner,
          int by)
{
    if (sheet)
        sheet_copy_from(sheet, x, y, inner, by);
}

static double
lay_blocks(struct assembly *assembly, struct sheet *sheet,
           const struct block *const *blocks, size_t count, double x, double y,
           double gap)
{
    for (size_t i = 0; i < count; i++) {
        lay_sheet(sheet, x, y, blocks[i]->sheet, blocks[i]->first_element);
        note_anchors(assembly, blocks[i]->anchors, y);
        y += blocks[i]->height + gap;
    }
    return y;
}

static double
sum_heights(const struct block *const *blocks, size_t count, double gap)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += blocks[i]->height + gap;
    return sum;
}

static bool
opens_white(const struct look *look, const struct layout *layout, size_t i)
{
    return i > layout->first ? may_open(look, &layout->galley->at[i])
                             : layout->head_count > 0;
}

/* Where ends what slab i begins if it has white above and below that should be
 * alike, a formula, a listing or a table with text after it; else i. */
static size_t
find_block_end(const struct look *look, const struct layout *layout, size_t i)
{
    const struct slab *slabs = layout->galley->at;
    size_t end = i + 1;

    if (i == layout->first || (slabs[i].grid && !slabs[i].airy))
        return i;
    while (end < layout->last && !slabs[i].airy && !slabs[end].grid &&
           !may_open(look, &slabs[end]))
        end++;
    return end < layout->last && !slabs[end].heading ? end : i;
}

/* Lines of white that the page has more, each where there is some, from the
 * top: below the floats at its head, above headings, about formulas, tables and
 * the like, of which half of a line goes below. */
static void
open_white(const struct look *look, const struct layout *layout, double *tops)
{
    int opened = layout->opened, above = 0;
    size_t half = layout->first; /* up to here half a line less */

    for (size_t i = layout->first; i < layout->last; i++) {
        if (above < opened && opens_white(look, layout, i)) {
            size_t end = find_block_end(look, layout, i);
            bool both = ++above < opened && opens_white(look, layout, end);
            half = both ? i : end;
        }
        tops[i - layout->first] +=
            (above - (i < half ? 0.5 : 0)) * look->leading;
    }
}

static void
lay_slabs(struct assembly *assembly, struct sheet *sheet,
          const struct layout *layout, double x, double start)
{
    const struct galley *galley = layout->galley;
    double head = assembly->pass->look->head;
    double *tops = TAKE_ARRAY(&assembly->pass->brief,
                              layout->last - layout->first + 1, double);

    stack_slabs(assembly->pass->look, galley, layout->first, layout->last,
                start, tops);
    open_white(assembly->pass->look, layout, tops);
    for (size_t i = layout->first; i < layout->last; i++) {
        const struct slab *slab = &galley->at[i];
        double y = head + tops[i - layout->first];
        if (i == layout->first && slab->again)
            lay_sheet(sheet, x, y - slab->again->height, slab->again, 0);
        lay_sheet(sheet, x, y, slab->sheet, slab->first_element);
        note_anchors(assembly, slab->anchors, y);
        note_bookmark(assembly, slab, y);
    }
}

/* Line i of a note. A note that is marked on two pages stands on both, but is
 * read once. */
static void
lay_note_line(struct assembly *assembly, struct sheet *sheet,
              const struct block *note, size_t i, double x, double y)
{
    const struct slab *slab = &note->slabs[i];
    size_t *said = &assembly->said[note->element];

    if (i < *said && sheet) {
        sheet_copy_unread(sheet, x, y, slab->sheet);
    } else {
        lay_sheet(sheet, x, y, slab->sheet, slab->first_element);
        *said = i + 1;
    }
    note_anchors(assembly, slab->anchors, y);
}

/* The rule above notes is as long as the measure when the first of them goes
 * on from the page before. */
static void
lay_notes(struct assembly *assembly, struct sheet *sheet,
          const struct portions *parts, double x, double y)
{
    if (!parts->count)
        return;
    if (sheet)
        sheet_rectangle(sheet, x, y + NOTE_GAP * 0.5,
                        parts->at[0].first ? assembly->pass->look->measure : 42,
                        0.4, pass_ink(assembly->pass, "ink"));
    y += NOTE_GAP;
    for (size_t i = 0; i < parts->count; i++) {
        const struct portion *part = &parts->at[i];
        const struct block *note = part->note;
        for (size_t k = part->first; k < part->last; k++)
            lay_note_line(assembly, sheet, note, k, x,
                          y + note->tops[k] - note->tops[part->first]);
        y += portion_height(part);
    }
}

static void
lay_page(struct assembly *assembly, const struct layout *layout)
{
    const struct look *look = assembly->pass->look;
    const struct slab *slab = layout->first < layout->last
                                  ? &layout->galley->at[layout->first]
                                  : &layout->galley->at[layout->first - 1];
    struct page *page = add_page(assembly);
    bool recto = assembly->made.count % 2 == 1;
    double x = recto ? look->inner : look->outer;
    const struct portions *notes = &layout->notes;
    double foot = look->depth - notes->height - (notes->count ? NOTE_GAP : 0);

    if (!slab->bare)
        page->folio = page->label;
    if (page->sheet) {
        sheet_room(page->sheet, layout->last - layout->first +
                                    layout->head_count + layout->foot_count +
                                    FURNITURE);
        set_furniture(assembly->pass, page->sheet, slab, recto, page->folio);
    }
    double start = lay_blocks(assembly, page->sheet, layout->heads,
                              layout->head_count, x, look->head, FLOAT_GAP) -
                   look->head;
    lay_slabs(assembly, page->sheet, layout, x, snap_to_grid(look, start));
    double feet = sum_heights(layout->feet, layout->foot_count, FLOAT_GAP);
    lay_blocks(assembly, page->sheet, layout->feet, layout->foot_count, x,
               look->head + foot - feet + FLOAT_GAP, FLOAT_GAP);
    lay_notes(assembly, page->sheet, notes, x, look->head + foot);
}

/* A blank page where the next must be a recto; the body's first is page 1. */
static void
begin_page(struct assembly *assembly, const struct layout *layout)
{
    const struct node *section = layout->first < layout->last
                                     ? layout->galley->at[layout->first].section
                                     : NULL;

    if (layout->recto && assembly->made.count % 2)
        add_page(assembly);
    if (assembly->body == SIZE_MAX && section &&
        section->section->class != CLASS_FRONT)
        assembly->body = assembly->made.count;
}

static int
compare_ids(const void *a, const void *b)
{
    return strcmp(((const struct destination *)a)->id,
                  ((const struct destination *)b)->id);
}

static int
compare_nodes(const void *a, const void *b)
{
    const struct node *left = ((const struct known *)a)->node;
    const struct node *right = ((const struct known *)b)->node;

    return left < right ? -1 : left > right;
}

struct made_pages
make_pages(struct pass *pass, const struct layouts *layouts, bool laid)
{
    struct assembly assembly = {
        .pass = pass,
        .arena = laid ? pass->arena : &pass->brief,
        .laid = laid,
        .body = SIZE_MAX,
        .said = TAKE_ARRAY(&pass->brief, pass->element_count, size_t)};
    struct made_pages *made = &assembly.made;

    for (size_t i = 0; i < layouts->count; i++) {
        begin_page(&assembly, &layouts->at[i]);
        lay_page(&assembly, &layouts->at[i]);
    }
    if (made->destination_count)
        qsort(made->destinations, made->destination_count,
              sizeof *made->destinations, compare_ids);
    if (made->known_count)
        qsort(made->known, made->known_count, sizeof *made->known,
              compare_nodes);
    return *made;
}
