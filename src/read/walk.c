/* walk.c: going through a tree that is still being made, and counting its
 * words. */
#include "inside.h"

struct node *
walk_next(const struct node *root, struct node *node)
{
    if (node->first)
        return node->first;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (unsigned char)c >= 0xc0;
}

/* Runs of anything but blanks that hold a letter or a digit; dashes part
 * words. U+2013 and U+2014 begin with e2 80, as all typographic marks do. */
static int
count_words(const char *text)
{
    int count = 0;
    bool inside = false;

    for (; *text; text++) {
        bool mark = (unsigned char)text[0] == 0xe2 &&
                    (unsigned char)text[1] == 0x80 && text[2];
        bool dash = mark && ((unsigned char)text[2] == 0x93 ||
                             (unsigned char)text[2] == 0x94);
        if (*text == ' ' || dash) {
            inside = false;
        } else if (!mark && is_letter(*text)) {
            count += !inside;
            inside = true;
        }
        if (mark)
            text += 2;
    }
    return count;
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

int
words_count(const struct node *root)
{
    struct arena arena = {0};
    const struct node *node = root;
    int count = 0;

    while (node) {
        bool words = holds_words(node->kind);
        arena_clear(&arena);
        if (words)
            count += count_words(node_plain(&arena, node));
        node = words || is_left_out(node->kind) ? skip_below(root, node)
                                                : node_next(root, node);
    }
    arena_close(&arena);
    return count;
}
