/* tongues.c: the languages that a book is written in, and its words in each,
 * found before it is set. What one would get wrong: patterns are opened here,
 * once a language, and not where a word first needs them, so that what is
 * missing is said once and not once a pass, and that all threads read the same
 * ones. */
#include "inside.h"

#include <string.h>

#include "tongue/tongue.h"

static struct tongue_patterns *
find_patterns(const struct tongues *tongues, const char *language)
{
    for (size_t i = 0; i < tongues->count; i++)
        if (tongues->at[i].language == language ||
            !strcmp(tongues->at[i].language, language))
            return &tongues->at[i];
    return NULL;
}

static void
add_language(struct arena *arena, struct diag *diag, struct tongues *tongues,
             const char *language)
{
    if (find_patterns(tongues, language))
        return;
    GROW(arena, tongues->at, tongues->count, tongues->room);
    struct hyphens *hyphens = hyphens_open(diag, language);
    tongues->at[tongues->count++] = (struct tongue_patterns){language, hyphens};
}

/* The words of a text are those that the lexicon will look into. */
static void
expect_words(struct hyphens *hyphens, const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length;) {
        size_t letters = count_letters(text + i, length - i);
        if (letters)
            hyphens_expect(hyphens, text + i, letters);
        i += letters ? letters : 1;
    }
}

/* What of the node will be set in words; NULL if nothing. */
static const char *
find_words(struct arena *arena, const struct node *node,
           const struct data *data)
{
    struct diag unsaid = {.arena = arena};

    if (node->kind == NODE_VALUE)
        return data_say(arena, data, &unsaid, node->place, node->target,
                        node->format);
    return node->kind == NODE_TEXT || node->kind == NODE_CODE ? node->text
                                                              : NULL;
}

static void
expect_node(const struct tongues *tongues, const struct node *node,
            const struct data *data)
{
    struct arena scratch = {0};
    const char *words = find_words(&scratch, node, data);
    const struct tongue_patterns *patterns =
        words ? find_patterns(tongues, node_language(node)) : NULL;

    if (patterns && patterns->hyphens)
        expect_words(patterns->hyphens, words);
    arena_close(&scratch);
}

/* What stands before and after the sections. */
static void
expect_front(struct arena *arena, struct hyphens *hyphens,
             const struct tree *tree)
{
    const char *const words[] = {
        tree->title,
        tree->subtitle,
        tree->description,
        tree->rights,
        tree->publisher,
        tree->date ? tongue_date(arena, tree->language, tree->date) : NULL};

    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i])
            expect_words(hyphens, words[i]);
    for (int word = 0; word < WORD_SKIP; word++)
        expect_words(hyphens, tongue_say(tree->language, (enum saying)word));
}

struct expecting {
    const struct tongues *tongues;
    const struct data *data;
    struct node **sections;
};

static void
expect_section(void *context, int job)
{
    const struct expecting *all = context;
    const struct node *section = all->sections[job], *node = section;

    for (; node; node = node_next(section, node))
        expect_node(all->tongues, node, all->data);
}

static void
expect_tree(const struct tongues *tongues, const struct tree *tree,
            const struct data *data, int threads)
{
    struct arena arena = {0};
    struct expecting all = {.tongues = tongues, .data = data};
    size_t count;

    all.sections = node_children(&arena, tree->root, &count);
    pool_run(threads, (int)count, expect_section, &all);
    arena_close(&arena);
}

struct tongues
tongues_open(struct arena *arena, struct diag *diag, const struct tree *tree,
             const struct data *data, int threads)
{
    struct tongues tongues = {0};

    add_language(arena, diag, &tongues, tree->language);
    for (size_t i = 0; i < tree->landmark_count; i++)
        if (tree->landmarks[i]->language)
            add_language(arena, diag, &tongues, tree->landmarks[i]->language);
    expect_tree(&tongues, tree, data, threads);
    if (tongues.at[0].hyphens)
        expect_front(arena, tongues.at[0].hyphens, tree);
    for (size_t i = 0; i < tongues.count; i++)
        hyphens_load(tongues.at[i].hyphens);
    return tongues;
}

void
tongues_close(struct tongues *tongues)
{
    for (size_t i = 0; i < tongues->count; i++)
        hyphens_close(tongues->at[i].hyphens);
}

/* Nothing said means the language of the book, which comes first. */
void
tongues_seams(const struct tongues *tongues, struct shaper *shaper)
{
    for (size_t i = 0; i < tongues->count; i++)
        if (!strncmp(tongues->at[i].language, "de", 2) &&
            strcspn(tongues->at[i].language, "-") == 2)
            shaper_seams(shaper, tongues->at[i].language,
                         tongues->at[i].hyphens);
}

const struct hyphens *
tongues_find(const struct tongues *tongues, const char *language)
{
    size_t length = strcspn(language, "-");
    const struct tongue_patterns *patterns =
        tongues ? find_patterns(tongues, language) : NULL;

    if (patterns)
        return patterns->hyphens;
    return tongues && tongues->count &&
                   !strncmp(tongues->at[0].language, language, length)
               ? tongues->at[0].hyphens
               : NULL;
}
