/* diagram.h: the plan of a figure of kind 'diagram', made by diagram.c and
 * drawn by flow.c. */
#ifndef DRAW_DIAGRAM_H
#define DRAW_DIAGRAM_H

#include "inside.h"

/* How an arrow runs: straight or in a bow; down and then across; or across
 * and then down. */
enum route { ROUTE_BOW, ROUTE_DOWN, ROUTE_ACROSS };

enum shape { SHAPE_BOX, SHAPE_CIRCLE, SHAPE_PLAIN };

struct node_box {
    const char *id, *text, *detail;
    double column, row, width; /* from 1; width [pt] at least */
    enum shape shape;
    const struct ink *ink, *fill;
};

struct arrow {
    size_t from, to;
    enum route route;
    double bend; /* ROUTE_BOW: of its length, to the left */
    const char *label;
    const struct ink *ink;
    double dash;
};

struct diagram {
    double columns, rows;
    struct node_box *nodes;
    size_t node_count;
    struct arrow *arrows;
    size_t arrow_count;
};

void diagram_draw(const struct canvas *canvas, const void *plan);

#endif
