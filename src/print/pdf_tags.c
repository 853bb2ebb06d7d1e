/* pdf_tags.c: the structure tree of PDF (ISO 32000-1, 14.7): what is a
 * heading, a list, a note, whatever page it came to. Contents are hung into the
 * tree as pages come, each below its element and that below its parent, so the
 * order of kids is that of painting; then what is read elsewhere than it stands
 * (figures that float, notes at the foot) moves behind its sibling, and an
 * element that nothing was painted for never comes in. A newcomer would look
 * for libharu's objects: of those an element is only the number, its entries
 * are written raw, for they are most objects of a book. */
#include "inside.h"

#include <math.h>
#include <string.h>

/* Pages, or annotations, below one leaf of the parent tree. */
#define LEAF 64

/* An element, or what stands on a page: a marked content, an annotation. */
struct kid {
    int next; /* index of the next kid of the same parent, or 0 */
    int page; /* -1: it is an element */
    int of;   /* the element, the marked content, or, made negative, the number
                 of the annotation's object */
};

struct twig {
    int first, last; /* kids, or 0 */
    int own;         /* the kid that it is itself, 0: in no tree */
    int tail;        /* the last kid that was put behind it, or 0 */
    int level;       /* of a heading, without gaps */
    int box;         /* index, or 0 */
    int number;      /* of its object, 0: in no tree */
};

/* Of a figure [pt], y up. */
struct box {
    double left, bottom, right, top;
};

struct page_tags {
    const int *marks;
    size_t count;
};

struct tags {
    struct arena *arena;
    const struct book *book;
    struct twig *twigs; /* by element; [0] is the root */
    struct kid *kids;   /* [0] is nobody */
    size_t kid_count, kid_room;
    struct box *boxes; /* [0] is nobody's */
    size_t box_count, box_room;
    struct page_tags *pages;
    int *links; /* elements of the annotations, by number */
    size_t link_count, link_room;
    int page; /* that came last */
    const int *page_numbers;
    int root;     /* its object's number */
    int *order;   /* elements as they are read */
    int *numbers; /* of their objects */
    size_t count; /* of these two */
};

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

static bool
wants_box(enum role role)
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
            !wants_box(tags->book->elements[element].role))
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
    GROW(tags->arena, tags->links, tags->link_count, tags->link_room);
    tags->links[tags->link_count] = element;
    return (int)(tags->book->page_count + tags->link_count++);
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

/* The first element from kid on. */
static int
find_element(const struct tags *tags, int kid)
{
    while (kid && tags->kids[kid].page >= 0)
        kid = tags->kids[kid].next;
    return kid ? tags->kids[kid].of : 0;
}

/* The next element in reading order, 0 after the last. */
static int
next_element(const struct tags *tags, int element)
{
    int next = find_element(tags, tags->twigs[element].first);

    while (!next && element) {
        next = find_element(tags, tags->kids[tags->twigs[element].own].next);
        element = tags->book->elements[element].parent;
    }
    return next;
}

/* Objects in reading order. A heading is at most one level below the one
 * before it, or it would seem that one is missing. */
static void
number_elements(struct tags *tags, struct pdf *pdf)
{
    int level = 0;

    tags->order = TAKE_ARRAY(tags->arena, tags->book->element_count, int);
    tags->numbers = TAKE_ARRAY(tags->arena, tags->book->element_count, int);
    for (int i = next_element(tags, 0); i; i = next_element(tags, i)) {
        const struct element *e = &tags->book->elements[i];
        int number = pdf_number(pdf);
        tags->twigs[i].number = tags->numbers[tags->count] = number;
        tags->order[tags->count++] = i;
        if (e->role != ROLE_HEADING)
            continue;
        level = e->level > level + 1 ? level + 1 : e->level;
        tags->twigs[i].level = level;
    }
}

/* Writing. */

static void
add_attributes(struct text *text, const struct tags *tags, int element)
{
    const struct element *e = &tags->book->elements[element];
    const struct box *box = &tags->boxes[tags->twigs[element].box];

    if (e->role == ROLE_LIST)
        text_print(text, "/A<</O/List/ListNumbering/%s>>",
                   e->level ? "Decimal" : "Disc");
    if (e->role == ROLE_HEADER_CELL)
        text_add(text, "/A<</O/Table/Scope/Column>>");
    if (e->role == ROLE_NOTE)
        text_print(text, "/ID(n%08d)", element);
    if (tags->twigs[element].box)
        text_print(text, "/A<</O/Layout/BBox[%.2f %.2f %.2f %.2f]>>", box->left,
                   box->bottom, box->right, box->top);
}

/* The language, and words for what cannot be read; a figure must have some. */
static void
add_words(struct text *text, const struct element *element)
{
    const char *words = element->alt ? element->alt : "";

    if (element->language) {
        text_add(text, "/Lang");
        text_string(text, element->language);
    }
    if (!*words && wants_box(element->role))
        words = "a picture without a description";
    if (!*words)
        return;
    text_add(text, "/Alt");
    text_string(text, words);
}

static void
add_annotation(struct text *text, const struct tags *tags,
               const struct kid *kid)
{
    text_add(text, "<</Type/OBJR/Obj ");
    text_reference(text, -kid->of);
    text_add(text, "/Pg ");
    text_reference(text, tags->page_numbers[kid->page]);
    text_add(text, ">>");
}

/* A mark on the element's page is only its number. */
static void
add_mark(struct text *text, const struct tags *tags, const struct kid *kid,
         int page)
{
    if (kid->page == page) {
        text_whole(text, kid->of);
        return;
    }
    text_add(text, "<</Type/MCR/Pg ");
    text_reference(text, tags->page_numbers[kid->page]);
    text_add(text, "/MCID ");
    text_whole(text, kid->of);
    text_add(text, ">>");
}

/* The page of its first mark, or -1. */
static int
find_page(const struct tags *tags, int element)
{
    for (int i = tags->twigs[element].first; i; i = tags->kids[i].next)
        if (tags->kids[i].page >= 0 && tags->kids[i].of >= 0)
            return tags->kids[i].page;
    return -1;
}

static void
add_kids(struct text *text, const struct tags *tags, int element, int page)
{
    int first = tags->twigs[element].first;

    if (!first)
        return;
    bool many = tags->kids[first].next != 0;
    text_add(text, many ? "/K[" : "/K ");
    for (int i = first; i; i = tags->kids[i].next) {
        const struct kid *kid = &tags->kids[i];
        if (i != first)
            text_char(text, ' ');
        if (kid->page < 0)
            text_reference(text, tags->twigs[kid->of].number);
        else if (kid->of < 0)
            add_annotation(text, tags, kid);
        else
            add_mark(text, tags, kid, page);
    }
    if (many)
        text_char(text, ']');
}

static void
write_element(const void *context, struct text *text, size_t place)
{
    const struct tags *tags = context;
    int element = tags->order[place];
    const struct element *e = &tags->book->elements[element];
    int page = find_page(tags, element);

    text_add(text, "<</S/");
    text_add(text, role_name(e->role, tags->twigs[element].level));
    text_add(text, "/P ");
    text_reference(text,
                   e->parent ? tags->twigs[e->parent].number : tags->root);
    add_attributes(text, tags, element);
    add_words(text, e);
    if (page >= 0) {
        text_add(text, "/Pg ");
        text_reference(text, tags->page_numbers[page]);
    }
    add_kids(text, tags, element, page);
    text_add(text, ">>");
}

/* What the number stands for in the parent tree: the elements of a page's
 * marks, or the element of an annotation. */
static void
add_owners(struct text *text, const struct tags *tags, size_t number)
{
    size_t pages = tags->book->page_count;

    text_char(text, ' ');
    text_whole(text, (long long)number);
    if (number >= pages) {
        text_char(text, ' ');
        text_reference(text, tags->twigs[tags->links[number - pages]].number);
        return;
    }
    const struct page_tags *page = &tags->pages[number];
    text_char(text, '[');
    for (size_t i = 0; i < page->count; i++) {
        if (i)
            text_char(text, ' ');
        text_reference(text, tags->twigs[page->marks[i]].number);
    }
    text_char(text, ']');
}

/* Pages and annotations that the parent tree lists. */
static size_t
count_owners(const struct tags *tags)
{
    return tags->book->page_count + tags->link_count;
}

static void
write_leaf(const void *context, struct text *text, size_t leaf)
{
    const struct tags *tags = context;
    size_t count = count_owners(tags), first = leaf * LEAF;
    size_t end = first + LEAF < count ? first + LEAF : count;

    text_print(text, "<</Limits[%zu %zu]/Nums[", first, end - 1);
    for (size_t i = first; i < end; i++)
        add_owners(text, tags, i);
    text_add(text, "]>>");
}

/* Its number. */
static int
write_parent_tree(const struct tags *tags, struct pdf *pdf)
{
    size_t count = (count_owners(tags) + LEAF - 1) / LEAF;
    int *numbers = TAKE_ARRAY(tags->arena, count, int);
    struct text kids = text_new(tags->arena);
    int tree = pdf_number(pdf);

    text_add(&kids, "<</Kids[");
    for (size_t i = 0; i < count; i++) {
        numbers[i] = pdf_number(pdf);
        text_add(&kids, i ? " " : "");
        text_reference(&kids, numbers[i]);
    }
    text_add(&kids, "]>>");
    pdf_put_all(pdf, &(struct values){numbers, count, write_leaf, tags});
    pdf_put(pdf, tree, text_all(&kids));
    return tree;
}

/* Notes are what has names. */
static void
add_names(const struct tags *tags, struct text *text)
{
    const struct element *elements = tags->book->elements;
    bool any = false;

    text_add(text, "/IDTree<</Names[");
    for (size_t i = 1; i < tags->book->element_count; i++) {
        if (elements[i].role != ROLE_NOTE || !tags->twigs[i].number)
            continue;
        text_print(text, "(n%08zu)", i);
        text_reference(text, tags->twigs[i].number);
        any = true;
    }
    if (any)
        text_add(text, "]>>");
    else
        text->length -= strlen("/IDTree<</Names[");
}

static bool
holds_role(const struct tags *tags, enum role role)
{
    for (size_t i = 1; i < tags->book->element_count; i++)
        if (tags->book->elements[i].role == role && tags->twigs[i].number)
            return true;
    return false;
}

/* The one type that the standard of PDF 1.7 does not have is explained. */
static void
write_root(const struct tags *tags, struct pdf *pdf, struct object *root,
           int parent_tree)
{
    struct text text = text_new(tags->arena);

    text_print(&text, "/Type/StructTreeRoot/ParentTreeNextKey %zu/ParentTree ",
               count_owners(tags));
    text_reference(&text, parent_tree);
    if (holds_role(tags, ROLE_TITLE))
        text_add(&text, "/RoleMap<</Title/P>>");
    add_names(tags, &text);
    add_kids(&text, tags, 0, -1);
    map_raw(pdf, root, text_all(&text));
}

void
tags_write(struct tags *tags, struct pdf *pdf, const int *pages)
{
    struct object *root = pdf_shared_map(pdf), *mark = pdf_map(pdf);

    tags->root = object_number(pdf, root);
    tags->page_numbers = pages;
    take_in_empty_cells(tags);
    move_behind(tags);
    number_elements(tags, pdf);
    pdf_put_all(
        pdf, &(struct values){tags->numbers, tags->count, write_element, tags});
    write_root(tags, pdf, root, write_parent_tree(tags, pdf));
    map_object(pdf, pdf_catalog(pdf), "StructTreeRoot", root);
    map_flag(pdf, mark, "Marked", true);
    map_object(pdf, pdf_catalog(pdf), "MarkInfo", mark);
}
