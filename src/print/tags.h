/* tags.h: the structure tree of a PDF while it grows: what the file that hangs
 * it and the file that writes it share. Who is who is told by index, for the
 * arrays move when they grow. */
#ifndef TAGS_H
#define TAGS_H

#include "inside.h"

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
    bool leads;      /* a link with an annotation */
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
    int root;   /* its object's number */
    int *order; /* elements as they are read */
    size_t count;
};

/* Must there be a box around what has the role? */
bool tags_want_box(enum role role);
/* All pages have come: what is empty or read elsewhere goes to its place. */
void tags_settle(struct tags *tags);

#endif
