/* carry.h: the plan of a figure as bytes, for a page that draws it again: what
 * keep.c and spiral_keep.c are made of. Each function writes what it is given,
 * or reads it. */
#ifndef DRAW_CARRY_H
#define DRAW_CARRY_H

#include "inside.h"

#include <stddef.h>

struct carrier {
    struct arena *arena;
    struct text *to; /* NULL: reading */
    const char *at, *end;
    bool damaged; /* what follows is read as nothing */
    const struct data *data;
    struct palette palette; /* while reading: names alone */
    const struct run *run;  /* of PART_SERIES */
};

/* A field of a struct by its type: double, int or enum, bool, const char *,
 * const struct ink *, const struct series *. */
enum part_kind {
    PART_REAL,
    PART_NUMBER,
    PART_FLAG,
    PART_WORDS,
    PART_INK,
    PART_SERIES
};
struct part {
    unsigned short kind, offset;
};
#define PART(type, kind, field)                                                \
    {                                                                          \
        PART_##kind, offsetof(struct type, field)                              \
    }

/* Never in the module of a page. */
bool carrier_writes(const struct carrier *carrier);
/* At most MOST_POINTS. */
void carrier_count(struct carrier *carrier, size_t *count);
void carrier_flag(struct carrier *carrier, bool *flag);
void carrier_real(struct carrier *carrier, double *real);
/* Words that are not there are read as "". */
void carrier_words(struct carrier *carrier, const char **words);
/* The fields of the struct at base. A series goes by its name, "" for none. */
void carrier_parts(struct carrier *carrier, const struct part *parts,
                   size_t count, void *base);
/* What was read, or NULL. */
const double *carrier_reals(struct carrier *carrier, const double *from,
                            size_t count);
void carrier_axis(struct carrier *carrier, struct axis *axis);
/* The names of all inks; a page has their colours. */
void carrier_palette(struct carrier *carrier, const struct palette *palette);

#endif
