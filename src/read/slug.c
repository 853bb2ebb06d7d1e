/* slug.c: the id of a heading, as GitHub makes it: lower case, blanks to
 * hyphens, everything dropped that is no letter, digit, hyphen or
 * underscore. */
#include "inside.h"

#include <string.h>

static bool
is_between(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
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
        uint32_t c = utf8_lower(utf8_next(&title, end));
        if (c == ' ')
            text_char(&slug, '-');
        else if (!is_dropped(c))
            text_utf8(&slug, c);
    }
    return slug.length ? slug.at : "section";
}
