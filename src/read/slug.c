/* slug.c: the id of a heading, as GitHub makes it: lower case, blanks to
 * hyphens, everything dropped that is no letter, digit, hyphen or
 * underscore. Lower case is by our own small rule, not by the locale. */
#include "inside.h"

#include <string.h>

static bool
is_between(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

/* Latin, Greek and Cyrillic capitals; others stay as they are. */
static uint32_t
lower(uint32_t c)
{
    if (is_between(c, 'A', 'Z') || is_between(c, 0x391, 0x3a9) ||
        is_between(c, 0x410, 0x42f) || (is_between(c, 0xc0, 0xde) && c != 0xd7))
        return c + 32;
    if (is_between(c, 0x400, 0x40f))
        return c + 80;
    if (c == 0x130 || c == 0x178)
        return c == 0x130 ? 'i' : 0xff;
    bool odd = is_between(c, 0x139, 0x148) || is_between(c, 0x179, 0x17e);
    bool even = is_between(c, 0x100, 0x137) || is_between(c, 0x14a, 0x177);
    return (odd && c % 2) || (even && c % 2 == 0) ? c + 1 : c;
}

/* Signs and punctuation beyond ASCII: Latin-1 signs, dashes and quotes,
 * arrows and other symbols, CJK punctuation, emoji. */
static bool
is_dropped(uint32_t c)
{
    if (c < 0x80)
        return !is_between(c, 'a', 'z') && !is_between(c, '0', '9') &&
               c != '-' && c != '_';
    return (is_between(c, 0x80, 0xbf) && c != 0xaa && c != 0xb5 && c != 0xba) ||
           c == 0xd7 || c == 0xf7 || is_between(c, 0x2000, 0x206f) ||
           is_between(c, 0x2190, 0x2bff) || is_between(c, 0x3000, 0x303f) ||
           is_between(c, 0xe000, 0xf8ff) || c >= 0xfff0;
}

const char *
slug_new(struct arena *arena, const char *title)
{
    struct text slug = text_new(arena);
    const char *end = title + strlen(title);

    while (title < end) {
        uint32_t c = lower(utf8_next(&title, end));
        if (c == ' ')
            text_char(&slug, '-');
        else if (!is_dropped(c))
            text_utf8(&slug, c);
    }
    return slug.length ? slug.at : "section";
}
