/* paging.h: what endings.c, which lists where pages may end, pages.c, which
 * looks for the cheapest way through a section, layouts.c, which goes it back,
 * and paged.c, which remembers it, tell each other. */
#ifndef SET_PAGING_H
#define SET_PAGING_H

#include "inside.h"

#define SQUEEZED_COST 1e7 /* nothing fits: something stands out */
#define MOST_FLOATS 3     /* on one page */
#define MOST_BEHIND 3     /* lines that a verso can be shorter than others */

struct state {
    double cost;
    size_t slab, float_;        /* the first of the next page */
    struct portions rest;       /* of notes */
    int side;                   /* of the next page: 0 recto, 1 verso */
    int short_by;               /* lines: a verso before a recto */
    int missing;                /* lines at the foot of the page before it */
    int opened;                 /* and those that its white has more */
    struct variation variation; /* of the page before it */
    bool extended;
    const struct state *from;
    struct state *next;
};

/* Where pages that begin with a slab come from. */
struct stop {
    struct state *states;
    /* Those without a rest, by side and short_by, the last of each that came,
     * whatever its floats: most searches for a state end here. */
    struct state *plain[2][MOST_BEHIND + 1];
};

/* All ends of the pages that begin at a state and take as many floats. */
struct endings {
    struct ending *at;
    size_t count, room;
    const struct state *from; /* NULL: none are listed */
    double most_short;        /* when they were */
    bool priced;
};

/* A section, and the way through it where that has been searched ahead. */
struct span {
    size_t first, last; /* slabs */
    size_t float_first, float_last;
    bool recto;              /* a blank page before it if need be */
    int side;                /* of the way's first page */
    size_t pages;            /* of the way, or about as many */
    const struct state *end; /* of the way, or NULL */
};
struct spans {
    struct span *at;
    size_t count, room;
};

struct paging {
    struct pass *pass;
    struct arena scratch; /* of a section */
    const struct look *look;
    const struct galley *galley;
    const struct blocks *floats, *notes;
    struct key noted;       /* of the notes */
    const size_t *anchored; /* by slab: floats that are anchored before it */
    const size_t *early;    /* and those that a page ending there may have */
    const struct span *span;
    size_t first, last; /* slabs of the section */
    size_t float_first, float_last;
    struct stop *stops;    /* by slab from first, then by float */
    double most_short;     /* lines that a page may miss */
    size_t page_count;     /* of all sections before */
    bool varying;          /* paragraphs may have another number of lines */
    struct portions parts; /* of the page that is being tried */
    struct variation offers[2][MOST_VARIED]; /* to it, the cheapest, of one
                                                paragraph each: shorter,
                                                longer */
    struct endings endings[MOST_FLOATS + 1]; /* by floats, the last listed */
};

/* What a page would hold. */
struct trial {
    const struct state *from;
    size_t end, count; /* of slabs, of floats */
    double start;      /* of its text [pt] */
    double foot;       /* of its foot floats [pt] */
    double text;       /* where its text ends [pt] */
    bool noted;        /* it has notes */
    int openings;      /* places where its white can be a line higher */
    bool overfull;
    struct variation variation; /* chosen of what was offered */
};

/* Where a page may end, and what that costs whatever came before it. */
struct ending {
    struct trial trial;
    struct portions rest;
    double cut;     /* cost of cutting notes */
    double spare;   /* [pt] */
    double missing; /* lines */
    int opened;     /* and those that its white has more */
    double cost;    /* of the page whatever came before it, but for the next */
    double alone;   /* cost of lines left alone */
    bool footed;    /* its foot can be compared with that of a facing page */
};

/* Endings.c. */

/* A number of floats, within those of the section. */
size_t clamp_float(const struct paging *paging, size_t count);
/* Whether one of the page's floats has it to itself. */
bool holds_plate(const struct paging *paging, const struct trial *trial);
/* All ends of a page that begins at a state and takes count floats, until
 * others are listed. */
struct endings *list_ends(struct paging *paging, const struct state *from,
                          size_t count);
/* How many of the floats stand at the head: all but one, and none on a page
 * that opens a section. */
size_t count_heads(const struct galley *galley, size_t slab, size_t end,
                   size_t count);
/* The page of a state with count floats, and no text yet. */
struct trial start_trial(struct paging *paging, const struct state *from,
                         size_t count);
/* Its text one slab longer. */
void add_slab(struct paging *paging, struct trial *trial);
/* Room for notes and the blank line above them [pt]. */
double find_room(const struct paging *paging, const struct trial *trial);
/* Lines of text that the page misses; none where something stands at its
 * foot. */
double count_missing(const struct paging *paging, const struct trial *trial,
                     double spare);
/* How many of the missing lines its white takes, when text ends the page. */
int count_opened(const struct paging *paging, const struct trial *trial,
                 double missing);
/* Its text with the paragraphs in another number of lines. */
void vary_trial(const struct paging *paging, struct trial *trial,
                const struct variation *variation);
/* Offers the trial the paragraph that ends with the slab, when all of it is on
 * the page. */
void offer_paragraph(struct paging *paging, const struct trial *trial,
                     size_t slab);
/* Sets paragraphs on spoiled pages and their neighbours in other numbers of
 * lines; true if there is one that can be. */
bool vary_spoiled(const struct paging *paging);
/* Where pages come from that begin with the slab and the float. Behind the last
 * slab a float has a stop of its own: thousands may wait there. */
struct stop *paging_stop(const struct paging *paging, size_t slab,
                         size_t float_);
/* The cheapest way through the section, from its end. */
const struct state *find_end(const struct paging *paging);
/* Whether a page may end before slab end. */
bool may_end(const struct paging *paging, size_t end);
/* The notes of the page, cut to the room that there is, when nothing fits;
 * returns what is left of them. The page is overfull unless it is only notes
 * that go on. */
struct portions squeeze_notes(struct paging *paging, struct trial *trial);
/* The cheapest way through the section whose first page stands on that side,
 * from its end. */
const struct state *search_pages(struct paging *paging, int side);
/* Goes to another section. */
void paging_start(struct paging *paging, const struct span *span);
/* Searches all sections on the threads of the pass, if it has several. */
void search_ahead(const struct paging *paging, struct spans *spans);
/* The way that was found ahead for that side, from its end, or NULL. */
const struct state *find_ahead(struct paging *paging, int side);
/* Appends the pages of a way. */
void append_way(struct paging *paging, struct layouts *layouts,
                const struct state *end);
/* Appends the section's pages, as they were in the pass before or found
 * anew. */
void page_again(struct paging *paging, struct layouts *layouts, int side);
/* All of them that a search looks at. */
struct key hash_notes(struct arena *arena, const struct blocks *notes);

#endif
