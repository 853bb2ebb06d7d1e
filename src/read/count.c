/* count.c: counting the words of a book. */
#include "inside.h"

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (unsigned char)c >= 0xc0;
}

/* Words are runs of anything but blanks that hold a letter or a digit; dashes
 * part words. A word may go on from one node to the next. */
struct word_count {
    int count;
    bool inside; /* a word, and it is counted */
};

/* U+2013 and U+2014 begin with e2 80, as all typographic marks do. */
static void
count_words(struct word_count *words, const char *text)
{
    for (; *text; text++) {
        bool mark = (unsigned char)text[0] == 0xe2 &&
                    (unsigned char)text[1] == 0x80 && text[2];
        bool dash = mark && ((unsigned char)text[2] == 0x93 ||
                             (unsigned char)text[2] == 0x94);
        if (*text == ' ' || dash) {
            words->inside = false;
        } else if (!mark && is_letter(*text)) {
            words->count += !words->inside;
            words->inside = true;
        }
        if (mark)
            text += 2;
    }
}

static void
count_node(struct word_count *words, const struct node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_MATHS:
    case NODE_DISPLAY:
        count_words(words, node->text);
        break;
    case NODE_VALUE:
    case NODE_REFERENCE:
        count_words(words, node->target);
        break;
    case NODE_SPACE:
    case NODE_BREAK:
        words->inside = false;
        break;
    default:
        break;
    }
}

static bool
is_left_out(enum node_kind kind)
{
    return kind == NODE_FIGURE || kind == NODE_SEQUENCE ||
           kind == NODE_PICTURE || kind == NODE_NOTE || kind == NODE_CODE_BLOCK;
}

static bool
holds_words(enum node_kind kind)
{
    return kind == NODE_PARAGRAPH || kind == NODE_HEADING || kind == NODE_CELL;
}

/* The next node in document order, without what is below node. */
static const struct node *
skip_below(const struct node *root, const struct node *node)
{
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* All that is below a paragraph, heading or cell. */
static void
count_below(struct word_count *words, const struct node *block)
{
    words->inside = false;
    for (const struct node *node = block; node; node = node_next(block, node)) {
        if (node_is_block(node->kind))
            words->inside = false;
        count_node(words, node);
    }
}

struct counting {
    const struct node *section;
    struct word_count words;
};

static void
count_section(void *context, int job)
{
    struct counting *counting = (struct counting *)context + job;
    const struct node *section = counting->section, *node = section;

    while (node) {
        bool words = holds_words(node->kind);
        if (words)
            count_below(&counting->words, node);
        node = words || is_left_out(node->kind) ? skip_below(section, node)
                                                : node_next(section, node);
    }
}

int
words_count(const struct node *root, int threads)
{
    struct arena arena = {0};
    size_t count;
    struct node **sections = node_children(&arena, root, &count);
    struct counting *all = TAKE_ARRAY(&arena, count, struct counting);
    int words = 0;

    for (size_t i = 0; i < count; i++)
        all[i].section = sections[i];
    pool_run(threads, (int)count, count_section, all);
    for (size_t i = 0; i < count; i++)
        words += all[i].words.count;
    arena_close(&arena);
    return words;
}
