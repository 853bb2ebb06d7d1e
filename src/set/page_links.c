/* page_links.c: lists of folios, each a link to the mark that it is for, as the
 * index and the list of sources have them. Pages come from the pass before;
 * what one would get wrong: marks in notes and captions do not come in the
 * order of their pages. */
#include "inside.h"

#include <string.h>

#define LEAST_RANGE 3 /* pages that are joined to "4-6" */

struct node *
add_text(struct arena *arena, struct node *parent, const char *words)
{
    struct node *node = node_new(arena, NODE_TEXT, (struct place){0});

    node->text = words;
    node_add(parent, node);
    return node;
}

static bool
is_counted(const char *folio)
{
    return *folio >= '0' && *folio <= '9';
}

/* The pages of the marks, each once; returns how many. */
static size_t
list_pages(struct pass *pass, const struct node *const *marks, size_t count,
           struct known *pages)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        int page = pass_page(pass, marks[i]);
        size_t k = found;
        while (k && pages[k - 1].page > page)
            k--;
        if (k && pages[k - 1].page == page)
            continue;
        memmove(pages + k + 1, pages + k, (found - k) * sizeof *pages);
        pages[k] = (struct known){.node = marks[i], .page = page};
        found++;
    }
    return found;
}

/* Where the run of pages that begins with the first ends. */
static size_t
count_range(struct pass *pass, const struct known *pages, size_t count)
{
    size_t run = 1;

    if (!is_counted(pass_folio(pass, pages[0].page)))
        return 1;
    while (run < count && pages[run].page == pages[0].page + (int)run)
        run++;
    return run >= LEAST_RANGE ? run : 1;
}

size_t
add_page_links(struct pass *pass, struct node *parent,
               const struct node *const *marks, size_t count)
{
    struct arena *arena = pass->arena;
    struct known *pages = TAKE_ARRAY(arena, count, struct known);
    size_t found = list_pages(pass, marks, count, pages);

    for (size_t i = 0, run; i < found; i += run) {
        struct node *link = node_new(arena, NODE_LINK, (struct place){0});
        run = count_range(pass, pages + i, found - i);
        if (i)
            add_text(arena, parent, ", ");
        link->target = arena_print(arena, "#%s", pages[i].node->id);
        node_add(parent, link);
        const char *folio = pass_folio(pass, pages[i].page);
        if (run > 1)
            folio = arena_print(arena, "%s\u2013%s", folio,
                                pass_folio(pass, pages[i + run - 1].page));
        add_text(arena, link, folio);
    }
    return found;
}
