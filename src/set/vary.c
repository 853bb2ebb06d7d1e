/* vary.c: paragraphs in a line more or less than is best for them, to save a
 * page: looseness (Knuth and Plass 1981, "Choosing a length"). The search for
 * pages is offered those that can be set so at small badness, and chooses.
 *
 * What one would get wrong: words are gathered once more, so their elements
 * are made once more; they are the same and must lie where the first ones
 * are. */
#include "inside.h"

#include <math.h>

#define LEAST_LINES 3   /* of a paragraph that is varied */
#define VARY_COST 12.0  /* as pages count */
#define RATIO_COST 20.0 /* times the square of the worst ratio */
/* Of the measure, that a line can give at most. */
#define MOST_LONGER 0.11
#define MOST_SHORTER 0.06

/* What is longer than a page is never offered to one, and to search for another
 * number of lines takes time that grows with the square of that number. */
static bool
may_vary(const struct galley *galley, size_t count)
{
    return count >= LEAST_LINES &&
           count <= (size_t)galley->pass->look->lines + MOST_VARIED;
}

/* All its lines are as high as the leading, as the varied ones must be. */
static bool
is_even(const struct galley *galley, size_t first)
{
    double leading = galley->pass->look->leading;

    for (size_t i = first; i < galley->count; i++)
        if (fabs(galley->at[i].height - leading) > 1e-9)
            return false;
    return true;
}

void
galley_paragraph(struct galley *galley, const struct paragraph *paragraph)
{
    size_t count = galley->count - paragraph->first;

    if (!may_vary(galley, count) || !is_even(galley, paragraph->first))
        return;
    struct paragraph *kept = TAKE(galley->pass->arena, struct paragraph);
    *kept = *paragraph;
    kept->count = count;
    for (size_t i = kept->first; i < galley->count; i++)
        galley->at[i].paragraph = kept;
}

/* Its words are gathered once for both lengths, unless they have become lines:
 * their anchors are linked then. */
static struct lines
set_varied(struct pass *pass, const struct paragraph *paragraph,
           struct pieces *pieces, int lines)
{
    struct manner manner = paragraph->manner;
    struct diag *diag = pass->diag, said = {.arena = pass->arena};
    struct lines varied = {0};
    size_t elements = pass->element_count;

    manner.lines = lines;
    pass->diag = &said;
    pass->element_count = paragraph->element;
    if (!pieces->count)
        *pieces = gather_pieces(pass, paragraph->node, &manner);
    if (find_breaks(&pass->scratch, pieces, &manner).count)
        varied = set_pieces(pass, pieces, &manner);
    if (varied.count || said.warnings)
        *pieces = (struct pieces){0};
    pass->element_count = elements;
    pass->diag = diag;
    return said.warnings ? (struct lines){0} : varied;
}

/* False when a line is higher than its leading. */
static bool
find_cost(const struct pass *pass, const struct paragraph *paragraph,
          const struct lines *lines, double *cost)
{
    const struct style *style = &paragraph->manner.style;
    double leading = pass->look->leading, worst = 0;

    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->at[i];
        if (find_extra(pass, line, style, leading, false) > 0 ||
            find_extra(pass, line, style, leading, true) > 0)
            return false;
        if (i + 1 < lines->count)
            worst = fmax(worst, fabs(line->ratio));
    }
    *cost = VARY_COST + RATIO_COST * worst * worst;
    return true;
}

/* Whether the lines together can take in the last one, or fill one more. */
static bool
can_vary(const struct paragraph *paragraph, bool longer)
{
    double measure = paragraph->manner.measure;
    double whole = (double)paragraph->count * measure;

    return longer ? paragraph->end + MOST_LONGER * whole >= measure
                  : paragraph->end <= MOST_SHORTER * whole;
}

void
paragraph_vary(struct pass *pass, struct paragraph *paragraph)
{
    if (paragraph->tried)
        return;
    paragraph->tried = true;
    /* An image's element keeps words that die with its pieces. */
    if (holds_kind(paragraph->node, NODE_IMAGE))
        return;
    struct pieces pieces = {0};
    for (int longer = 0; longer < 2; longer++) {
        if (!can_vary(paragraph, longer))
            continue;
        int lines = (int)paragraph->count + (longer ? 1 : -1);
        struct lines varied = set_varied(pass, paragraph, &pieces, lines);
        if (find_cost(pass, paragraph, &varied, &paragraph->cost[longer]))
            paragraph->varied[longer] = varied;
    }
}

/* The pages as they were chosen. */

static bool
is_varied(const struct variation *variation, const struct paragraph *paragraph)
{
    for (int i = 0; i < variation->count; i++)
        if (variation->of[i] == paragraph)
            return true;
    return false;
}

/* The first count anchors of the list, and then the others. */
static struct anchor *
join_first(struct arena *arena, const struct anchor *list, size_t count,
           struct anchor *others)
{
    struct anchor *joined = NULL, **end = &joined;

    for (; count--; list = list->next, end = &(*end)->next) {
        *end = TAKE(arena, struct anchor);
        **end = *list;
        (*end)->near = NULL;
    }
    *end = others;
    return joined;
}

static void
add_varied(struct galley *to, const struct galley *from,
           const struct paragraph *paragraph, bool longer)
{
    const struct slab *before = &from->at[paragraph->first];
    size_t first = to->count;

    to->section = before->section;
    to->space = before->space;
    galley_lines(to, &paragraph->varied[longer], paragraph->x,
                 &paragraph->manner.style, to->pass->look->leading, true);
    struct slab *slab = &to->at[first];
    slab->anchors = join_first(to->pass->arena, before->anchors,
                               paragraph->pending, slab->anchors);
}

static void
add_slab(struct galley *to, const struct slab *slab)
{
    GROW(to->rough, to->at, to->count, to->room);
    to->at[to->count++] = *slab;
}

void
layout_vary(struct pass *pass, struct layout *layout)
{
    const struct galley *from = layout->galley;
    struct galley *to = TAKE(&pass->brief, struct galley);

    to->pass = pass;
    to->rough = &pass->brief;
    for (size_t i = layout->first; i < layout->last;) {
        const struct paragraph *paragraph = from->at[i].paragraph;
        if (paragraph && is_varied(&layout->variation, paragraph)) {
            add_varied(to, from, paragraph, layout->variation.by > 0);
            i += paragraph->count;
        } else {
            add_slab(to, &from->at[i++]);
        }
    }
    layout->galley = to;
    layout->first = 0;
    layout->last = to->count;
}
