/* pdf_tree.c: the structure tree as objects of the file, in reading order, with
 * the tree that leads back from what is on a page. A newcomer would look for
 * libharu's objects: of those an element is only the number, its entries are
 * written raw, for they are most objects of a book. */
#include "tags.h"

#include <math.h>
#include <string.h>

/* Pages, or annotations, below one leaf of the parent tree. */
#define LEAF 64

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
    for (int i = next_element(tags, 0); i; i = next_element(tags, i)) {
        const struct element *e = &tags->book->elements[i];
        tags->twigs[i].number = pdf_number(pdf);
        tags->order[tags->count++] = i;
        if (e->role != ROLE_HEADING)
            continue;
        level = e->level > level + 1 ? level + 1 : e->level;
        tags->twigs[i].level = level;
    }
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

static double
keep_within(double at, double size)
{
    return fmin(fmax(at, 0), size);
}

/* As far as it is on the page: the rest is not seen. */
static void
add_box(struct text *text, const struct tags *tags, int element)
{
    const struct box *box = &tags->boxes[tags->twigs[element].box];
    int page = find_page(tags, element);
    const struct sheet *sheet = tags->book->pages[page < 0 ? 0 : page].sheet;

    text_print(text, "/A<</O/Layout/BBox[%.2f %.2f %.2f %.2f]>>",
               keep_within(box->left, sheet->width),
               keep_within(box->bottom, sheet->height),
               keep_within(box->right, sheet->width),
               keep_within(box->top, sheet->height));
}

static void
add_cell(struct text *text, const struct element *cell)
{
    bool heads = cell->role == ROLE_HEADER_CELL;

    if (!heads && !cell->across && !cell->down)
        return;
    text_add(text, "/A<</O/Table");
    if (heads)
        text_add(text, cell->level ? "/Scope/Row" : "/Scope/Column");
    if (cell->across)
        text_print(text, "/ColSpan %u", cell->across);
    if (cell->down)
        text_print(text, "/RowSpan %u", cell->down);
    text_add(text, ">>");
}

static void
add_attributes(struct text *text, const struct tags *tags, int element)
{
    const struct element *e = &tags->book->elements[element];

    if (e->role == ROLE_LIST)
        text_print(text, "/A<</O/List/ListNumbering/%s>>",
                   e->level ? "Decimal" : "Disc");
    if (e->role == ROLE_HEADER_CELL || e->role == ROLE_CELL)
        add_cell(text, e);
    if (e->role == ROLE_NOTE)
        text_print(text, "/ID(n%08d)", element);
    if (tags->twigs[element].box)
        add_box(text, tags, element);
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
    if (!*words && tags_want_box(element->role))
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

/* A link that leads nowhere is only words. */
static const char *
find_type(const struct tags *tags, int element)
{
    const struct twig *twig = &tags->twigs[element];
    enum role role = tags->book->elements[element].role;

    return role_name(role == ROLE_LINK && !twig->leads ? ROLE_SPAN : role,
                     twig->level);
}

static void
write_element(const void *context, struct text *text, size_t place)
{
    const struct tags *tags = context;
    int element = tags->order[place];
    const struct element *e = &tags->book->elements[element];
    int page = find_page(tags, element);

    text_add(text, "<</S/");
    text_add(text, find_type(tags, element));
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
    struct text kids = text_new(tags->arena);
    int tree = pdf_number(pdf), first = 0;

    text_add(&kids, "<</Kids[");
    for (size_t i = 0; i < count; i++) {
        int number = pdf_number(pdf);
        first = i ? first : number;
        text_add(&kids, i ? " " : "");
        text_reference(&kids, number);
    }
    text_add(&kids, "]>>");
    pdf_put_all(pdf, &(struct values){first, count, write_leaf, tags});
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
    tags_settle(tags);
    number_elements(tags, pdf);
    int first = tags->count ? tags->twigs[tags->order[0]].number : 0;
    pdf_put_all(pdf, &(struct values){first, tags->count, write_element, tags});
    write_root(tags, pdf, root, write_parent_tree(tags, pdf));
    map_object(pdf, pdf_catalog(pdf), "StructTreeRoot", root);
    map_flag(pdf, mark, "Marked", true);
    map_object(pdf, pdf_catalog(pdf), "MarkInfo", mark);
}
