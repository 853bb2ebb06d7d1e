/* tongues.c: the languages that a book is written in, found before it is set.
 * What one would get wrong: patterns are opened here, once a language, and not
 * where a word first needs them, so that what is missing is said once and not
 * once a pass. */
#include "inside.h"

#include <string.h>

static void
add_language(struct arena *arena, struct diag *diag, struct tongues *tongues,
             const char *language)
{
    for (size_t i = 0; i < tongues->count; i++)
        if (!strcmp(tongues->at[i].language, language))
            return;
    GROW(arena, tongues->at, tongues->count, tongues->room);
    struct hyphens *hyphens = hyphens_open(diag, language);
    tongues->at[tongues->count++] = (struct tongue_patterns){language, hyphens};
}

struct tongues
tongues_open(struct arena *arena, struct diag *diag, const struct tree *tree)
{
    struct tongues tongues = {0};
    const struct node *root = tree->root;

    add_language(arena, diag, &tongues, tree->language);
    for (const struct node *node = root; node; node = node_next(root, node))
        if (node->language)
            add_language(arena, diag, &tongues, node->language);
    return tongues;
}

void
tongues_close(struct tongues *tongues)
{
    for (size_t i = 0; i < tongues->count; i++)
        hyphens_close(tongues->at[i].hyphens);
}

/* Nothing said means the language of the book, which comes first. */
const struct hyphens *
tongues_find(const struct tongues *tongues, const char *language)
{
    size_t length = strcspn(language, "-");

    for (size_t i = 0; tongues && i < tongues->count; i++)
        if (tongues->at[i].language == language ||
            !strcmp(tongues->at[i].language, language))
            return tongues->at[i].hyphens;
    return tongues && tongues->count &&
                   !strncmp(tongues->at[0].language, language, length)
               ? tongues->at[0].hyphens
               : NULL;
}
