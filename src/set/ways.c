/* ways.c: the pages of all sections searched on several threads, before they
 * are laid one after the other. A way through a section depends on the side
 * that it begins on, which is known only when all sections before it have been
 * searched: it is guessed from how long those are that are not yet done, and
 * what was searched from the wrong side is searched again. What one would get
 * wrong: paragraphs that were tried for a wrong side would be offered to the
 * search for the right one, so they are forgotten; else pages would depend on
 * the guess. */
#include "paging.h"

#include <math.h>
#include <pthread.h>

#define MOST_ROUNDS 4 /* in which wrong sides are searched again */
/* Of a page, left white so that what belongs together stays so. */
#define USUAL_WHITE 0.008

struct hunt {
    const struct paging *model;
    struct spans *spans;
    pthread_mutex_t lock; /* of all below, and of the spans */
    size_t next;
};

/* How many pages the text takes when each is filled as far as it goes. */
static double
count_filled(const struct paging *paging, const struct span *span)
{
    struct paging own = {
        .galley = paging->galley, .first = span->first, .last = span->last};
    const struct look *look = paging->look;
    size_t first = span->first, end = first;
    double y = 0, pages = 0;

    for (size_t i = first; i < span->last; i++) {
        y = find_top(look, own.galley, first, i, y) + own.galley->at[i].height;
        if (y > look->depth + 0.01 && end > first) {
            i = first = end;
            y = find_top(look, own.galley, first, i, 0) +
                own.galley->at[i].height;
            pages++;
        }
        if (may_end(&own, i + 1))
            end = i + 1;
    }
    return pages + y / look->depth;
}

static void
guess_length(const struct paging *paging, struct span *span)
{
    double pages = count_filled(paging, span);

    for (size_t i = span->float_first; i < span->float_last; i++)
        pages +=
            (paging->floats->at[i].height + FLOAT_GAP) / paging->look->depth;
    pages *= 1 + USUAL_WHITE;
    span->pages = (size_t)fmax(ceil(pages - 1e-3), 1);
}

/* Of the span's first page, after so many pages. */
static int
find_side(const struct span *span, size_t *pages)
{
    *pages += span->recto && *pages % 2;
    return (int)(*pages % 2);
}

static bool
is_found(const struct span *span, int side)
{
    return span->end && span->side == side;
}

/* The next span without a way from the side that it is now thought to begin on;
 * NULL when there is none. */
static struct span *
take_span(struct hunt *hunt, int *side)
{
    struct span *taken = NULL;
    size_t pages = 0;

    pthread_mutex_lock(&hunt->lock);
    for (size_t i = 0; i < hunt->spans->count && !taken; i++) {
        struct span *span = &hunt->spans->at[i];
        *side = find_side(span, &pages);
        pages += span->pages;
        if (i < hunt->next || is_found(span, *side))
            continue;
        taken = span;
        hunt->next = i + 1;
    }
    pthread_mutex_unlock(&hunt->lock);
    return taken;
}

/* What was tried from another side. */
static void
forget_varied(const struct paging *paging)
{
    for (size_t i = paging->first; i < paging->last; i++) {
        struct paragraph *paragraph = paging->galley->at[i].paragraph;
        if (!paragraph)
            continue;
        paragraph->tried = false;
        paragraph->varied[0] = paragraph->varied[1] = (struct lines){0};
    }
}

/* The way alone, in memory that lasts as long as the pass. */
static struct state *
copy_way(struct arena *arena, const struct state *end)
{
    struct state *first = NULL, *later = NULL;

    for (; end; end = end->from) {
        struct state *state = TAKE(arena, struct state);
        *state = *end;
        state->rest.at = arena_grow(arena, end->rest.at, end->rest.count,
                                    end->rest.count, sizeof *state->rest.at);
        if (later)
            later->from = state;
        else
            first = state;
        later = state;
    }
    return first;
}

static void
search_span(struct hunt *hunt, struct paging *paging, struct span *span,
            int side)
{
    size_t pages = 0;

    paging_start(paging, span);
    if (span->end)
        forget_varied(paging);
    const struct state *end =
        copy_way(paging->pass->arena, search_pages(paging, side));
    for (const struct state *s = end; s->from; s = s->from)
        pages++;
    pthread_mutex_lock(&hunt->lock);
    span->side = side;
    span->end = end;
    span->pages = pages;
    pthread_mutex_unlock(&hunt->lock);
}

static void
run_hunt(void *context, int job)
{
    struct hunt *hunt = context;
    struct paging paging = *hunt->model;
    struct span *span;
    int side;

    paging.pass = &hunt->model->pass->hands->at[job].pass;
    while ((span = take_span(hunt, &side)))
        search_span(hunt, &paging, span, side);
    arena_close(&paging.scratch);
}

static bool
is_done(const struct spans *spans)
{
    size_t pages = 0;

    for (size_t i = 0; i < spans->count; i++) {
        if (!is_found(&spans->at[i], find_side(&spans->at[i], &pages)))
            return false;
        pages += spans->at[i].pages;
    }
    return true;
}

void
search_ahead(const struct paging *paging, struct spans *spans)
{
    struct hunt hunt = {.model = paging, .spans = spans};

    pthread_mutex_init(&hunt.lock, NULL);
    for (size_t i = 0; i < spans->count; i++)
        guess_length(paging, &spans->at[i]);
    for (int i = 0; i < MOST_ROUNDS && !is_done(spans); i++) {
        hunt.next = 0;
        hands_run(paging->pass, run_hunt, &hunt);
    }
    pthread_mutex_destroy(&hunt.lock);
}

const struct state *
find_ahead(struct paging *paging, int side)
{
    if (is_found(paging->span, side))
        return paging->span->end;
    if (paging->span->end)
        forget_varied(paging);
    return NULL;
}
