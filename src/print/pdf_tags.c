/* pdf_tags.c: the structure tree of PDF (ISO 32000-1, 14.7): what is a
 * heading, a list, a note, whatever page it came to. Contents are hung into the
 * tree as pages come, each below its element and that below its parent, so the
 * order of kids is that of painting; then what is read elsewhere than it stands
 * (figures that float, notes at the foot) moves behind its sibling. What one
 * would get wrong: an element that nothing was painted for never comes in. */
#include "tags.h"

#include <math.h>
#include <string.h>

struct tags *
tags_new(struct arena *arena, const struct book *book)
{
    struct tags *tags = TAKE(arena, struct tags);

    tags->arena = arena;
    tags->book = book;
    tags->twigs = TAKE_ARRAY(arena, book->element_count, struct twig);
    tags->pages = TAKE_ARRAY(arena, book->page_count, struct page_tags);
    /* Most elements are a kid and have one or two. */
    tags->kid_room = 3 * book->element_count + 1;
    tags->kids = TAKE_ARRAY(arena, tags->kid_room, struct kid);
    GROW(arena, tags->boxes, 0, tags->box_room);
    tags->kid_count = tags->box_count = 1;
    return tags;
}

/* Hanging kids. */

static int
add_kid(struct tags *tags, struct kid kid)
{
    GROW(tags->arena, tags->kids, tags->kid_count, tags->kid_room);
    tags->kids[tags->kid_count] = kid;
    return (int)tags->kid_count++;
}

/* Behind the kid at place; 0: as the first. */
static void
hang_behind(struct tags *tags, int parent, int place, int kid)
{
    struct twig *above = &tags->twigs[parent];
    int *next = place ? &tags->kids[place].next : &above->first;

    tags->kids[kid].next = *next;
    *next = kid;
    if (above->last == place)
        above->last = kid;
}

static void
hang(struct tags *tags, int parent, int kid)
{
    hang_behind(tags, parent, tags->twigs[parent].last, kid);
}

/* Into the tree with the element and all above it, as far as they are not;
 * what is read elsewhere waits for its place. */
static void
take_in(struct tags *tags, int element)
{
    while (element > 0 && !tags->twigs[element].own) {
        const struct element *e = &tags->book->elements[element];
        int kid = add_kid(tags, (struct kid){.page = -1, .of = element});
        tags->twigs[element].own = kid;
        if (!e->after)
            hang(tags, e->parent, kid);
        element = e->parent;
    }
}

static void
widen(struct box *box, double left, double bottom, double right, double top)
{
    box->left = fmin(box->left, left);
    box->bottom = fmin(box->bottom, bottom);
    box->right = fmax(box->right, right);
    box->top = fmax(box->top, top);
}

/* Where a sheet stands on the page [pt], y up. */
struct spot {
    double x, y;
    int element; /* added to the elements of marks from there */
};

static void
widen_by_mark(struct box *box, const struct mark *mark, struct spot spot)
{
    double x = spot.x + mark->x, y = spot.y - mark->y, size;

    switch (mark->kind) {
    case MARK_SHEET:
    case MARK_IMAGE:
        widen(box, x, y - mark->h, x + mark->w, y);
        break;
    case MARK_GLYPHS:
        size = mark_style(mark)->size;
        widen(box, x, y - 0.3 * size, x + mark_width(mark), y + size);
        break;
    case MARK_FILL:
    case MARK_STROKE:
        for (size_t i = 0; i < mark->path->count; i++) {
            const struct step *step = &mark->path->steps[i];
            widen(box, x + step->x, y - step->y, x + step->x, y - step->y);
        }
        break;
    default:
        break;
    }
}

bool
tags_want_box(enum role role)
{
    return role == ROLE_FIGURE || role == ROLE_FORMULA;
}

static struct box *
find_box(struct tags *tags, struct twig *twig)
{
    if (!twig->box) {
        GROW(tags->arena, tags->boxes, tags->box_count, tags->box_room);
        tags->boxes[tags->box_count] =
            (struct box){INFINITY, INFINITY, -INFINITY, -INFINITY};
        twig->box = (int)tags->box_count++;
    }
    return &tags->boxes[twig->box];
}

static void
note_boxes(struct tags *tags, const struct sheet *sheet, struct spot spot)
{
    for (size_t i = 0; i < sheet->count; i++) {
        const struct mark *mark = &sheet->marks[i];
        size_t element = (size_t)(mark->element + spot.element);
        if (mark->kind == MARK_COPY) {
            note_boxes(tags, mark->sheet,
                       (struct spot){spot.x + mark->x, spot.y - mark->y,
                                     (int)element});
            continue;
        }
        if (!mark->element || element >= tags->book->element_count ||
            !tags_want_box(tags->book->elements[element].role))
            continue;
        widen_by_mark(find_box(tags, &tags->twigs[element]), mark, spot);
    }
}

void
tags_page(struct tags *tags, size_t page, const struct content *content)
{
    for (size_t i = 0; i < content->mark_count; i++) {
        struct kid kid = {.page = (int)page, .of = (int)i};
        take_in(tags, content->marks[i]);
        hang(tags, content->marks[i], add_kid(tags, kid));
    }
    tags->pages[page] = (struct page_tags){
        arena_grow(tags->arena, content->marks, content->mark_count,
                   content->mark_count, sizeof *content->marks),
        content->mark_count};
    tags->page = (int)page;
    const struct sheet *sheet = tags->book->pages[page].sheet;
    note_boxes(tags, sheet, (struct spot){0, sheet->height, 0});
}

bool
tags_knows_link(const struct book *book, int element)
{
    return element > 0 && book->elements[element].role == ROLE_LINK;
}

int
tags_link(struct tags *tags, int element, int annotation)
{
    struct kid kid = {.page = tags->page, .of = -annotation};

    take_in(tags, element);
    hang(tags, element, add_kid(tags, kid));
    tags->twigs[element].leads = true;
    GROW(tags->arena, tags->links, tags->link_count, tags->link_room);
    tags->links[tags->link_count] = element;
    return (int)(tags->book->page_count + tags->link_count++);
}

/* An item has a body, though nothing is in it. */
static void
take_in_empty_bodies(struct tags *tags)
{
    const struct element *elements = tags->book->elements;

    for (int i = 1; i < (int)tags->book->element_count; i++) {
        int item = elements[i].parent;
        if (elements[i].role != ROLE_ITEM_BODY || tags->twigs[i].own ||
            !tags->twigs[item].own)
            continue;
        int kid = add_kid(tags, (struct kid){.page = -1, .of = i});
        tags->twigs[i].own = kid;
        hang(tags, item, kid);
    }
}

/* What floats out of an item may be painted before the item begins. */
static void
put_labels_first(struct tags *tags)
{
    const struct element *elements = tags->book->elements;

    for (int i = 1; i < (int)tags->book->element_count; i++) {
        struct twig *item = &tags->twigs[elements[i].parent];
        int kid = tags->twigs[i].own, before = item->first;
        if (elements[i].role != ROLE_LABEL || !kid || before == kid)
            continue;
        while (before && tags->kids[before].next != kid)
            before = tags->kids[before].next;
        if (!before)
            continue;
        tags->kids[before].next = tags->kids[kid].next;
        if (item->last == kid)
            item->last = before;
        hang_behind(tags, elements[i].parent, 0, kid);
    }
}

/* A table has as many cells in each row, though some are empty. */
static void
take_in_empty_cells(struct tags *tags)
{
    const struct element *elements = tags->book->elements;
    int before = 0;

    for (int i = 1; i < (int)tags->book->element_count; i++) {
        int row = elements[i].parent;
        if ((elements[i].role != ROLE_CELL &&
             elements[i].role != ROLE_HEADER_CELL) ||
            !tags->twigs[row].own)
            continue;
        if (!tags->twigs[i].own) {
            bool follows = before && elements[before].parent == row;
            int kid = add_kid(tags, (struct kid){.page = -1, .of = i});
            tags->twigs[i].own = kid;
            hang_behind(tags, row, follows ? tags->twigs[before].own : 0, kid);
        }
        before = i;
    }
}

static void
move_behind(struct tags *tags)
{
    for (int i = 1; i < (int)tags->book->element_count; i++) {
        const struct element *e = &tags->book->elements[i];
        struct twig *sibling = &tags->twigs[e->after];
        int kid = tags->twigs[i].own;
        if (!kid || !e->after)
            continue;
        if (!sibling->own) {
            hang(tags, e->parent, kid);
            continue;
        }
        hang_behind(tags, e->parent,
                    sibling->tail ? sibling->tail : sibling->own, kid);
        sibling->tail = kid;
    }
}

void
tags_settle(struct tags *tags)
{
    take_in_empty_bodies(tags);
    put_labels_first(tags);
    take_in_empty_cells(tags);
    move_behind(tags);
}

/* The standard structure types of ISO 32000-1, 14.8.4; a title is not among
 * them, so the file explains the word as a paragraph (pdf_tree.c). */
static const char *const type_names[] = {[ROLE_ARTIFACT] = "Artifact",
                                         [ROLE_DOCUMENT] = "Document",
                                         [ROLE_SECTION] = "Sect",
                                         [ROLE_HEADING] = "H",
                                         [ROLE_PARAGRAPH] = "P",
                                         [ROLE_QUOTE] = "BlockQuote",
                                         [ROLE_LIST] = "L",
                                         [ROLE_ITEM] = "LI",
                                         [ROLE_LABEL] = "Lbl",
                                         [ROLE_ITEM_BODY] = "LBody",
                                         [ROLE_CODE] = "Code",
                                         [ROLE_TABLE] = "Table",
                                         [ROLE_ROW] = "TR",
                                         [ROLE_HEADER_CELL] = "TH",
                                         [ROLE_CELL] = "TD",
                                         [ROLE_FIGURE] = "Figure",
                                         [ROLE_CAPTION] = "Caption",
                                         [ROLE_NOTE] = "Note",
                                         [ROLE_REFERENCE] = "Reference",
                                         [ROLE_LINK] = "Link",
                                         [ROLE_SPAN] = "Span",
                                         [ROLE_CONTENTS] = "TOC",
                                         [ROLE_CONTENTS_ITEM] = "TOCI",
                                         [ROLE_TITLE] = "Title",
                                         [ROLE_FORMULA] = "Formula",
                                         [ROLE_SOURCE] = "BibEntry",
                                         [ROLE_FURNITURE] = "Artifact"};

const char *
role_name(enum role role, int level)
{
    static const char *const headings[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    const int deepest = (int)COUNT(headings);

    if (role == ROLE_HEADING)
        return headings[(level < 1         ? 1
                         : level > deepest ? deepest
                                           : level) -
                        1];
    return type_names[role];
}
