/* book.h: set pages: sheets with folios, the outline, destinations of links,
 * and the structure (what is a heading, a paragraph, a list), which the marks
 * point at by number. */
#ifndef BOOK_H
#define BOOK_H

#include "sheet/sheet.h"

/* Roles of elements, in the terms of PDF 1.7's standard structure types. */
enum role {
    ROLE_ARTIFACT, /* element 0 only */
    ROLE_DOCUMENT,
    ROLE_SECTION,
    ROLE_HEADING,
    ROLE_PARAGRAPH,
    ROLE_QUOTE,
    ROLE_LIST,
    ROLE_ITEM,
    ROLE_LABEL,
    ROLE_ITEM_BODY,
    ROLE_CODE,
    ROLE_TABLE,
    ROLE_ROW,
    ROLE_HEADER_CELL,
    ROLE_CELL,
    ROLE_FIGURE,
    ROLE_CAPTION,
    ROLE_NOTE,
    ROLE_REFERENCE,
    ROLE_LINK,
    ROLE_SPAN,
    ROLE_CONTENTS,
    ROLE_CONTENTS_ITEM,
    ROLE_TITLE,
    ROLE_FORMULA,
    ROLE_SOURCE,   /* an entry in a list of sources */
    ROLE_FURNITURE /* running heads and folios: artifacts of the page */
};

struct element {
    enum role role : 8;
    unsigned across : 12, down : 12; /* cells: columns and rows that they take;
                                        0: one */
    int parent;                      /* index; the document's is 0 */
    int after;       /* the sibling that it is read behind, wherever it stands
                        on paper; 0: in the order of painting */
    int level;       /* ROLE_HEADING; ROLE_LIST: 1 when it is numbered;
                       ROLE_HEADER_CELL: 1 when it heads its row */
    const char *alt; /* words for what is no text; or NULL */
    const char *id;  /* or NULL */
    const char *language; /* where it is not that of what is around it */
};

struct page {
    struct sheet *sheet;
    const char *folio; /* "iv", "12"; "" when none is printed */
    const char *label; /* the page's label for a viewer, always there */
};

/* A place that a link or the outline can go to. */
struct destination {
    const char *id;
    int page; /* index from 0 */
    double y; /* [pt] from the top */
};

struct bookmark {
    const char *title;
    int level; /* from 1 */
    int page;
    double y;
};

struct book {
    struct arena *arena;
    double width, height; /* trim size [pt] */
    const char *title, *author, *subject, *language, *date, *identifier;
    const struct page *pages;
    size_t page_count;
    const struct bookmark *bookmarks; /* in reading order */
    size_t bookmark_count;
    const struct destination *destinations; /* sorted by id */
    size_t destination_count;
    const struct element *elements;
    size_t element_count;
};

const struct destination *book_find(const struct book *book, const char *id);
/* Every page's trace under a line with its number. */
void book_trace(struct text *text, const struct book *book);

#endif
