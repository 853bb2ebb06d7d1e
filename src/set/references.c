/* references.c: what a reference that fills itself says. The page is named
 * when the target is not on the same spread as the reference, which only the
 * pass before can tell. What one would get wrong: naming it can bring the two
 * together, and not naming it part them again; so a page that was named once
 * is named in all passes that follow, or they would not come to an end. */
#include "inside.h"

#include "tongue/tongue.h"

static const char *
name_target(struct arena *arena, const struct node *node,
            const struct node *reference)
{
    const char *called = node_called(arena, node, reference);
    const char *const *quotes = tongue_quotes(node_language(reference))->quotes;
    bool section = node->kind == NODE_SECTION;

    return called ? arena_print(arena, "%s\u00a0%s", called,
                                node_ordinal(arena, node))
                  : arena_print(arena, "%s%s%s", quotes[0],
                                node_plain(arena, section ? node->first : node),
                                quotes[1]);
}

/* Pages 1 and 2 of the file (index) face each other, 3 and 4, and so on. */
static int
find_spread(int page)
{
    return (page + 1) / 2;
}

bool
reference_parted(const struct pass *pass, const struct known *known,
                 size_t count, const struct known *reference)
{
    const struct known *before =
        known_find(pass->known, pass->known_count, reference->node);

    if (reference->node->kind != NODE_REFERENCE || (before && before->parted))
        return before && before->parted;
    const struct node *target = tree_find(pass->tree, reference->node->target);
    const struct known *there = known_find(known, count, target);
    return there && find_spread(there->page) != find_spread(reference->page);
}

const char *
word_reference(struct pass *pass, const struct node *reference)
{
    const struct node *target = tree_find(pass->tree, reference->target);

    if (!target)
        return "?";
    const char *name = name_target(pass->arena, target, reference);
    int there = pass_page(pass, target);
    const struct known *here =
        known_find(pass->known, pass->known_count, reference);
    if (there < 0 || (here && !here->parted))
        return name;
    return arena_print(pass->arena, "%s, %s\xc2\xa0%s", name,
                       tongue_say(node_language(reference), WORD_PAGE),
                       pass_folio(pass, there));
}
