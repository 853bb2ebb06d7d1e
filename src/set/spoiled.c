/* spoiled.c: pages that miss a line or end apart from the page facing them, and
 * what the search for pages is offered to save them: paragraphs of such pages
 * and of their neighbours in a line more or less (vary.c). What one would get
 * wrong: only a paragraph that stands on one page as a whole is offered, so a
 * page may be shortened or filled and no other page knows of it. */
#include "paging.h"

/* The cheapest offers stay, in their order. */
static void
add_offer(struct variation *offers, const struct paragraph *paragraph,
          bool longer)
{
    struct variation offer = {.of = {paragraph},
                              .count = 1,
                              .by = longer ? 1 : -1,
                              .cost = paragraph->cost[longer]};

    for (int i = 0; i < MOST_VARIED; i++)
        if (!offers[i].count || offer.cost < offers[i].cost) {
            struct variation other = offers[i];
            offers[i] = offer;
            offer = other;
            if (!offer.count)
                break;
        }
}

void
offer_paragraph(struct paging *paging, const struct trial *trial, size_t slab)
{
    const struct slab *slabs = paging->galley->at;
    const struct paragraph *paragraph = slabs[slab].paragraph;

    if (!paragraph || slab + 1 != paragraph->first + paragraph->count ||
        paragraph->first < trial->from->slab ||
        slabs[paragraph->first].paragraph != paragraph)
        return;
    for (int longer = 0; longer < 2; longer++)
        if (paragraph->varied[longer].count)
            add_offer(paging->offers[longer], paragraph, longer);
}

void
vary_trial(const struct paging *paging, struct trial *trial,
           const struct variation *variation)
{
    trial->variation = *variation;
    trial->text += variation->count * variation->by * paging->look->leading;
}

/* A page that misses a line or has more white instead, or ends apart from the
 * one facing it. */
static bool
is_spoiled(const struct state *end)
{
    return end->missing > 0 || end->opened > 0 ||
           (end->side == 1 && end->from->short_by > 0);
}

static bool
vary_page(const struct paging *paging, const struct state *end)
{
    const struct slab *slabs = paging->galley->at;
    bool any = false;

    for (size_t i = end->from->slab; i < end->slab; i++) {
        struct paragraph *paragraph = slabs[i].paragraph;
        if (!paragraph || slabs[paragraph->first].paragraph != paragraph)
            continue;
        paragraph_vary(paging->pass, paragraph);
        any |= paragraph->varied[0].count || paragraph->varied[1].count;
    }
    return any;
}

bool
vary_spoiled(const struct paging *paging)
{
    bool any = false, after = false;

    for (const struct state *end = find_end(paging); end->from;
         end = end->from) {
        bool spoiled = is_spoiled(end);
        bool before = end->from->from && is_spoiled(end->from);
        if (spoiled || before || after)
            any |= vary_page(paging, end);
        after = spoiled;
    }
    return any;
}
