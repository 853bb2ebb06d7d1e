/* microtype.c: which characters hang into the margin, and how far: light
 * strokes at the edge of a column look like a dent, so they are moved out
 * until the edge looks straight (Han The Thanh, "Micro-typographic Extensions
 * to the TeX Typesetting System", 2000). The shares were found by eye for EB
 * Garamond. What one would get wrong: a share is of the character's own
 * width, not of the em, so it serves every face and size. */
#include "type.h"

/* Hundredths of the character's width. */
struct hang {
    unsigned char left, right;
};
/* Every box of every paragraph asks for its edges. */
static const struct hang ascii[0x80] = {
    ['!'] = {0, 15}, ['"'] = {40, 40}, ['\''] = {45, 55}, ['('] = {12, 0},
    [')'] = {0, 12}, ['*'] = {20, 20}, [','] = {0, 60},   ['-'] = {40, 45},
    ['.'] = {0, 65}, ['/'] = {10, 10}, [':'] = {0, 40},   [';'] = {0, 40},
    ['?'] = {0, 15}, ['A'] = {5, 5},   ['F'] = {0, 4},    ['J'] = {5, 0},
    ['K'] = {0, 4},  ['L'] = {0, 4},   ['P'] = {0, 4},    ['R'] = {0, 3},
    ['T'] = {6, 6},  ['V'] = {6, 6},   ['W'] = {4, 4},    ['X'] = {4, 4},
    ['Y'] = {6, 6},  ['['] = {10, 0},  [']'] = {0, 10},   ['f'] = {0, 6},
    ['k'] = {0, 4},  ['r'] = {0, 6},   ['t'] = {0, 4},    ['v'] = {4, 4},
    ['w'] = {3, 3},  ['x'] = {3, 3},   ['y'] = {3, 5},
};
/* Sorted by codepoint. */
static const struct {
    uint32_t codepoint;
    struct hang hang;
} others[] = {
    {0xab, {25, 15}},   {0xbb, {15, 25}},   {0x2010, {40, 45}},
    {0x2011, {40, 45}}, {0x2013, {20, 30}}, {0x2014, {12, 18}},
    {0x2018, {55, 40}}, {0x2019, {45, 60}}, {0x201a, {40, 40}},
    {0x201c, {40, 30}}, {0x201d, {30, 45}}, {0x201e, {30, 30}},
    {0x2026, {0, 15}},
};

/* First (or last) codepoint of bytes at to end - 1; start: where it begins. */
static uint32_t
find_edge(const char *at, const char *end, bool right, const char **start)
{
    if (right)
        for (at = end - 1; (*at & 0xc0) == 0x80; at--)
            ;
    *start = at;
    return utf8_next(&at, end);
}

static const struct hang *
find_hang(uint32_t codepoint)
{
    size_t low = 0, high = COUNT(others);

    if (codepoint < COUNT(ascii))
        return &ascii[codepoint];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (others[middle].codepoint < codepoint)
            low = middle + 1;
        else
            high = middle;
    }
    return low < COUNT(others) && others[low].codepoint == codepoint
               ? &others[low].hang
               : NULL;
}

/* The first glyph that starts at byte at or behind it; a word may be as long
 * as a page. */
static size_t
find_glyph(const struct glyphs *glyphs, size_t at)
{
    size_t low = 0, high = glyphs->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (glyphs->clusters[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The glyph of the character at byte at; of a ligature, its share of it is
 * not known, so none. */
static double
find_width(const struct glyphs *glyphs, size_t at, size_t next)
{
    size_t i = find_glyph(glyphs, at);
    bool last = i + 1 >= glyphs->count;

    if (i == glyphs->count || glyphs->clusters[i] != at ||
        (last ? glyphs->length : glyphs->clusters[i + 1]) != next)
        return 0;
    return (last ? glyphs->width : glyphs->x[i + 1]) - glyphs->x[i];
}

/* Letters that all have the same width leave white around light ones. */
static bool
is_fixed(enum face_name face)
{
    return face == FACE_MONO || face == FACE_MONO_BOLD;
}

/* Whether the edge is a letter of ASCII that does not hang, as most are. */
static bool
is_flush(unsigned char edge, bool right)
{
    return edge < COUNT(ascii) &&
           !(right ? ascii[edge].right : ascii[edge].left);
}

double
glyphs_hang(const struct glyphs *glyphs, size_t start, size_t end, bool right)
{
    const char *from;

    if (start >= end || end > glyphs->length || is_fixed(glyphs->style.face))
        return 0;
    if (is_flush((unsigned char)glyphs->text[right ? end - 1 : start], right))
        return 0;
    const struct hang *hang = find_hang(
        find_edge(glyphs->text + start, glyphs->text + end, right, &from));
    if (!hang || !(right ? hang->right : hang->left))
        return 0;
    const char *next = from;
    utf8_next(&next, glyphs->text + end);
    return (right ? hang->right : hang->left) / 100.0 *
           find_width(glyphs, (size_t)(from - glyphs->text),
                      (size_t)(next - glyphs->text));
}
