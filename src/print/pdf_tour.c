/* pdf_tour.c: ways through a PDF: links, bookmarks, page labels. A place is
 * written as an explicit array of page and height everywhere, never by name,
 * and without a zoom, so that following it leaves the reader's view as it
 * is. */
#include "inside.h"

#include <string.h>

#define LONGEST_TITLE 500 /* [bytes] of a bookmark, or of what a link says */

/* "/Dest[page /XYZ 0 y null]": without a zoom. */
static void
add_place(struct text *text, const struct book *book, const int *pages,
          int page, double y)
{
    text_add(text, "/Dest[");
    text_reference(text, pages[page]);
    text_add(text, "/XYZ 0 ");
    text_real(text, book->pages[page].sheet->height - y);
    text_add(text, " null]");
}

static bool
is_page(const struct book *book, int page)
{
    return page >= 0 && (size_t)page < book->page_count;
}

static bool
begins(const char *text, const char *with)
{
    return !strncmp(text, with, strlen(with));
}

/* Only what a reader can safely be sent to. */
static bool
is_web(const char *uri)
{
    return begins(uri, "http://") || begins(uri, "https://") ||
           begins(uri, "mailto:");
}

/* In ASCII: all other bytes as percent and two digits. */
static const char *
escape_uri(struct arena *arena, const char *uri)
{
    struct text text = text_new(arena);

    for (; *uri; uri++) {
        unsigned char c = (unsigned char)*uri;
        if (c > ' ' && c < 0x7f && !strchr("<>\"{}|\\^`", c))
            text_char(&text, (char)c);
        else
            text_print(&text, "%%%02X", c);
    }
    return text.at;
}

/* Where the link leads, as the entry of its annotation; false: nowhere. A link
 * to nowhere has been said where it was read; here it is only text. */
static bool
add_aim(struct text *text, const struct book *book, const int *pages,
        const char *target)
{
    const struct destination *to =
        target[0] == '#' ? book_find(book, target + 1) : NULL;

    if (to && is_page(book, to->page)) {
        add_place(text, book, pages, to->page, to->y);
        return true;
    }
    if (!is_web(target))
        return false;
    text_add(text, "/A<</S/URI/URI");
    text_string(text, escape_uri(text->arena, target));
    text_add(text, ">>");
    return true;
}

static void
add_box(struct text *text, const struct link *link, double height)
{
    const double sides[] = {link->left, height - link->bottom, link->right,
                            height - link->top};

    for (size_t i = 0; i < COUNT(sides); i++) {
        text_add(text, i ? " " : "/Rect[");
        text_real(text, sides[i]);
    }
    text_char(text, ']');
}

/* A string of PDF has an end, and nobody reads a bookmark of many lines, or
 * hears the words of a link once more on each. */
static const char *
clip_title(struct arena *arena, const char *title)
{
    size_t length = utf8_clip(title, strlen(title), LONGEST_TITLE);

    if (!title[length])
        return title;
    return arena_print(arena, "%.*s\u2026", (int)length, title);
}

/* An annotation, if the link leads somewhere; its number or 0. 4: it is
 * printed; without a border that is nothing. */
static int
put_link(struct pdf *pdf, const struct book *book, const int *pages,
         size_t page, const struct link *link, struct tags *tags)
{
    struct arena arena = {0};
    struct text text = text_new(&arena);
    int number = 0;

    text_add(&text, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]");
    add_box(&text, link, book->pages[page].sheet->height);
    if (add_aim(&text, book, pages, link->target)) {
        text_add(&text, "/Contents");
        text_string(&text,
                    clip_title(&arena, link->alt && *link->alt ? link->alt
                                                               : link->target));
        number = pdf_number(pdf);
        if (tags) {
            text_add(&text, "/StructParent ");
            text_whole(&text, tags_link(tags, link->element, number));
        }
        text_add(&text, ">>");
        pdf_put(pdf, number, text_all(&text));
    }
    arena_close(&arena);
    return number;
}

/* A link of an artifact, say of a table's head that is repeated, is left out:
 * those who hear the page have met it before. */
void
tour_links(struct pdf *pdf, struct text *entries, const struct book *book,
           const int *pages, size_t page, const struct link *links,
           struct tags *tags)
{
    bool any = false;

    for (const struct link *link = links; link; link = link->next) {
        if (tags && !tags_knows_link(book, link->element))
            continue;
        int number = put_link(pdf, book, pages, page, link, tags);
        if (!number)
            continue;
        text_add(entries, any ? " " : "/Annots[");
        text_reference(entries, number);
        any = true;
    }
    if (any)
        text_char(entries, ']');
}

/* A bookmark's object and its family, as indices; -1: nobody. The root comes
 * last, after all bookmarks. */
struct entry {
    int number, parent, first, last, next, previous, children;
};

static void
adopt(struct entry *entries, int parent, int child)
{
    struct entry *above = &entries[parent];

    entries[child].parent = parent;
    entries[child].previous = above->last;
    if (above->last >= 0)
        entries[above->last].next = child;
    else
        above->first = child;
    above->last = child;
    above->children++;
}

/* Each goes below the nearest one before it with a lower level. */
static void
link_families(const struct book *book, struct entry *entries, int root)
{
    for (int i = 0; i < root; i++) {
        int above = i - 1;
        while (above >= 0 &&
               book->bookmarks[above].level >= book->bookmarks[i].level)
            above = entries[above].parent == root ? -1 : entries[above].parent;
        adopt(entries, above < 0 ? root : above, i);
    }
}

static void
add_relative(struct text *text, const struct entry *entries, const char *key,
             int relative)
{
    if (relative < 0)
        return;
    text_add(text, key);
    text_reference(text, entries[relative].number);
}

/* A negative count says that the children are folded away at first. */
static void
add_family(struct text *text, const struct entry *entries, int i, int root)
{
    const struct entry *entry = &entries[i];

    add_relative(text, entries, "/Parent ", entry->parent);
    add_relative(text, entries, "/First ", entry->first);
    add_relative(text, entries, "/Last ", entry->last);
    add_relative(text, entries, "/Next ", entry->next);
    add_relative(text, entries, "/Prev ", entry->previous);
    if (!entry->children)
        return;
    text_add(text, "/Count ");
    text_whole(text, i == root ? entry->children : -entry->children);
}

static void
put_bookmarks(struct pdf *pdf, const struct book *book, const int *pages,
              const struct entry *entries, int root)
{
    struct arena arena = {0};
    struct text text = text_new(&arena);

    for (int i = 0; i < root; i++) {
        const struct bookmark *mark = &book->bookmarks[i];
        text.length = 0;
        text_add(&text, "<<");
        add_family(&text, entries, i, root);
        text_add(&text, "/Title");
        text_string(&text, clip_title(&arena, mark->title));
        if (is_page(book, mark->page))
            add_place(&text, book, pages, mark->page, mark->y);
        text_add(&text, ">>");
        pdf_put(pdf, entries[i].number, text_all(&text));
    }
    arena_close(&arena);
}

void
tour_bookmarks(struct pdf *pdf, struct arena *arena, const struct book *book,
               const int *pages)
{
    int root = (int)book->bookmark_count;

    if (!root)
        return;
    struct entry *entries = TAKE_ARRAY(arena, root + 1, struct entry);
    struct object *outlines = pdf_shared_map(pdf);
    struct text family = text_new(arena);
    for (int i = 0; i <= root; i++)
        entries[i] = (struct entry){i < root ? pdf_number(pdf)
                                             : object_number(pdf, outlines),
                                    -1,
                                    -1,
                                    -1,
                                    -1,
                                    -1,
                                    0};
    link_families(book, entries, root);
    put_bookmarks(pdf, book, pages, entries, root);
    text_add(&family, "/Type/Outlines");
    add_family(&family, entries, root, root);
    map_raw(pdf, outlines, text_all(&family));
    map_object(pdf, pdf_catalog(pdf), "Outlines", outlines);
    map_name(pdf, pdf_catalog(pdf), "PageMode", "UseOutlines");
}

/* A label is a number in one of two styles, or any other text. */
struct label_form {
    const char *style; /* "D", "r", or NULL: the text as it is */
    int number;
    const char *text;
};

static int
read_decimal(const char *text)
{
    int number = 0;

    for (; *text >= '0' && *text <= '9' && number < 100000; text++)
        number = 10 * number + *text - '0';
    return *text ? 0 : number;
}

static const struct {
    const char *letters;
    int worth;
} roman_digits[] = {{"m", 1000}, {"cm", 900}, {"d", 500}, {"cd", 400},
                    {"c", 100},  {"xc", 90},  {"l", 50},  {"xl", 40},
                    {"x", 10},   {"ix", 9},   {"v", 5},   {"iv", 4},
                    {"i", 1}};

static int
read_roman(const char *text)
{
    int number = 0;

    for (size_t i = 0; i < COUNT(roman_digits); i++)
        while (begins(text, roman_digits[i].letters) && number < 5000) {
            text += strlen(roman_digits[i].letters);
            number += roman_digits[i].worth;
        }
    return *text ? 0 : number;
}

static struct label_form
read_label(const char *label)
{
    struct label_form form = {NULL, 0, label ? label : ""};

    if ((form.number = read_decimal(form.text)))
        form.style = "D";
    else if ((form.number = read_roman(form.text)))
        form.style = "r";
    return form;
}

/* Would a viewer that counts on from before come to form by itself? */
static bool
goes_on(const struct label_form *before, const struct label_form *form)
{
    return form->style && before->style &&
           !strcmp(form->style, before->style) &&
           form->number == before->number + 1;
}

static struct object *
make_run(struct pdf *pdf, const struct label_form *form)
{
    struct object *map = pdf_map(pdf);

    if (form->style) {
        map_name(pdf, map, "S", form->style);
        map_number(pdf, map, "St", form->number);
    } else {
        map_text(pdf, map, "P", form->text);
    }
    return map;
}

void
tour_labels(struct pdf *pdf, const struct book *book)
{
    struct object *numbers = pdf_list(pdf), *tree = pdf_map(pdf);
    struct label_form before = {0};

    for (size_t i = 0; i < book->page_count; i++) {
        struct label_form form = read_label(book->pages[i].label);
        if (!goes_on(&before, &form)) {
            list_number(pdf, numbers, (int)i);
            list_object(pdf, numbers, make_run(pdf, &form));
        }
        before = form;
    }
    map_object(pdf, tree, "Nums", numbers);
    map_object(pdf, pdf_catalog(pdf), "PageLabels", tree);
}
