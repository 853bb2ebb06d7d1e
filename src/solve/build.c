/* build.c: counts of the book itself, for the page that says how it was made.
 *
 * What a newcomer would get wrong: frames are counted once for a part of the
 * sequence, however often the book shows it; a sequence without a part shows
 * all six. */
#include "inside.h"

#define FRAMES 36
#define PARTS 6

struct counts {
    int figures, sections, values;
    unsigned parts; /* bit n - 1: part n is shown */
};

static void
count_node(const struct node *node, struct counts *counts)
{
    switch (node->kind) {
    case NODE_SECTION:
        counts->sections++;
        break;
    case NODE_SEQUENCE:
        if (node->part >= 1 && node->part <= PARTS)
            counts->parts |= 1u << (node->part - 1);
        else
            counts->parts = (1u << PARTS) - 1;
        counts->figures += node->number > 0;
        break;
    case NODE_FIGURE:
    case NODE_PICTURE:
        counts->figures += node->number > 0;
        break;
    case NODE_VALUE:
        counts->values++;
        break;
    default:
        break;
    }
}

static int
count_frames(unsigned parts)
{
    int frames = 0;

    for (int i = 0; i < PARTS; i++)
        frames += parts >> i & 1 ? FRAMES : 0;
    return frames;
}

struct run
run_build(struct arena *arena, const struct tree *tree)
{
    struct quantity *list = TAKE_ARRAY(arena, 5, struct quantity);
    struct counts counts = {0};

    for (size_t i = 0; i < tree->landmark_count; i++)
        count_node(tree->landmarks[i], &counts);
    list[0] = (struct quantity){"words", "1", "words", tree->words, true};
    list[1] =
        (struct quantity){"figures", "1", "figures", counts.figures, true};
    list[2] = (struct quantity){"frames", "1", "frames of sequences",
                                count_frames(counts.parts), true};
    list[3] =
        (struct quantity){"sections", "1", "sections", counts.sections, true};
    list[4] = (struct quantity){"values", "1", "numbers computed for the text",
                                counts.values, true};
    return (struct run){"build", "counts of this book", .quantities = list,
                        .quantity_count = 5};
}
