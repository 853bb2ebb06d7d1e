/* index.c: the terms of the index in order, and the order of words. What one
 * would get wrong: a term is sorted by its letters alone, but two terms that
 * differ in a capital or an accent are still two. */
#include "tree.h"

#include <stdlib.h>
#include <string.h>

/* U+00C0 to U+017F as the letters that they stand with; '*' and '/' are
 * none. */
static const char plain_letters[] =
    "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static uint32_t
fold_letter(uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c + 'a' - 'A';
    if (c >= 0xc0 && c < 0xc0 + sizeof plain_letters - 1)
        return (unsigned char)plain_letters[c - 0xc0];
    return c;
}

const char *
sort_key(struct arena *arena, const char *words)
{
    struct text key = text_new(arena);
    const char *end = words + strlen(words);

    while (words < end) {
        uint32_t c = fold_letter(utf8_next(&words, end));
        bool accent = c >= 0x300 && c < 0x370;
        bool mark = c >= 0x2000 && c < 0x2070;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
            (c > 0xff && !accent && !mark) || (c == ' ' && key.length))
            text_utf8(&key, c);
        else if (c == '!')
            text_char(&key, 1);
    }
    return key.at;
}

static int
compare_terms(const void *a, const void *b)
{
    const struct term *left = a, *right = b;
    int order = strcmp(left->key, right->key);

    if (!order)
        order = strcmp(left->words, right->words);
    if (!order)
        order = strcmp(left->sub, right->sub);
    if (!order)
        order = left->order < right->order ? -1 : 1;
    return order;
}

static struct term
make_term(struct arena *arena, const struct node *mark, size_t order)
{
    const char *bang = strchr(mark->target, '!');
    size_t length = bang ? (size_t)(bang - mark->target) : strlen(mark->target);

    return (struct term){sort_key(arena, mark->target),
                         arena_copy(arena, mark->target, length),
                         bang ? bang + 1 : "", mark, order};
}

struct index
index_new(struct arena *arena, const struct tree *tree)
{
    struct index index = {0};
    struct node *heading = node_new(arena, NODE_HEADING, (struct place){0});
    size_t room = 0;

    heading->id = "octavo-index";
    index.heading = heading;
    for (size_t i = 0; i < tree->landmark_count; i++) {
        const struct node *node = tree->landmarks[i];
        if (node->kind != NODE_INDEX)
            continue;
        GROW(arena, index.at, index.count, room);
        index.at[index.count] = make_term(arena, node, index.count);
        index.count++;
    }
    if (index.count)
        qsort(index.at, index.count, sizeof *index.at, compare_terms);
    return index;
}

size_t
index_last(const struct index *index, size_t first)
{
    size_t last = first + 1;

    while (last < index->count &&
           !strcmp(index->at[first].words, index->at[last].words) &&
           !strcmp(index->at[first].sub, index->at[last].sub))
        last++;
    return last;
}
