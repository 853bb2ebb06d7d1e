/* text.c: growing bytes, UTF-8, escapes, near names. Appending cannot fail. */
#include "base.h"

#include <math.h>
#include <string.h>

struct text
text_new(struct arena *arena)
{
    return (struct text){arena, arena_copy(arena, "", 0), 0, 0};
}

static void
double_room(struct text *text, size_t more)
{
    size_t room = text->room ? 2 * text->room : 64;
    while (room - text->length <= more)
        room *= 2;
    text->at = arena_grow(text->arena, text->at, text->length, room, 1);
    text->room = room;
}

char *
text_more(struct text *text, size_t length)
{
    size_t before = text->length;

    if (text->room - before <= length)
        double_room(text, length);
    text->length = before + length;
    text->at[text->length] = '\0';
    return text->at + before;
}

void
text_bytes(struct text *text, const void *from, size_t length)
{
    char *to = text_more(text, length);

    if (length)
        memcpy(to, from, length);
}

void
text_add(struct text *text, const char *string)
{
    text_bytes(text, string, strlen(string));
}

void
text_char(struct text *text, char c)
{
    if (text->room - text->length <= 1)
        double_room(text, 1);
    text->at[text->length++] = c;
    text->at[text->length] = '\0';
}

void
text_vprint(struct text *text, const char *format, va_list list)
{
    va_list again;

    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return;
    vsnprintf(text_more(text, (size_t)length), (size_t)length + 1, format,
              list);
}

void
text_print(struct text *text, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    text_vprint(text, format, list);
    va_end(list);
}

/* What is escaped, what XML has no character for, and how U+FFFE begins. */
static const char not_plain[] =
    "&<>\"\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12\x13"
    "\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\xef";

void
text_escape(struct text *text, const char *string)
{
    for (;;) {
        size_t plain = strcspn(string, not_plain);
        text_bytes(text, string, plain);
        string += plain;
        switch (*string++) {
        case '\0':
            return;
        case '&':
            text_add(text, "&amp;");
            break;
        case '<':
            text_add(text, "&lt;");
            break;
        case '>':
            text_add(text, "&gt;");
            break;
        case '"':
            text_add(text, "&quot;");
            break;
        case '\xef':
            if (string[0] != '\xbf' || (string[1] & 0xfe) != 0xbe) {
                text_char(text, '\xef');
                break;
            }
            string += 2;
            /* fall through */
        default:
            text_add(text, "\xef\xbf\xbd");
        }
    }
}

void
text_json(struct text *text, const char *string)
{
    text_char(text, '"');
    for (; *string; string++) {
        unsigned char c = (unsigned char)*string;
        if (c == '"' || c == '\\')
            text_print(text, "\\%c", c);
        else if (c == '\n')
            text_add(text, "\\n");
        else if (c < 0x20)
            text_print(text, "\\u%04x", c);
        else
            text_char(text, (char)c);
    }
    text_char(text, '"');
}

void
text_utf8(struct text *text, uint32_t c)
{
    if (c < 0x80) {
        text_char(text, (char)c);
        return;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned lead[] = {0, 0xc0, 0xe0, 0xf0};
    text_char(text, (char)(lead[more] | c >> 6 * more));
    while (more--)
        text_char(text, (char)(0x80 | (c >> 6 * more & 0x3f)));
}

void
text_real(struct text *text, double value)
{
    char digits[32], *end = digits + sizeof digits, *at = end;

    if (!isfinite(value) || fabs(value) > 1e15)
        value = 0;
    long long signed_ = llround(value * 1000);
    unsigned long long rest =
        (unsigned long long)(signed_ < 0 ? -signed_ : signed_);
    /* By hand: printf would be half the time of a page of curves. */
    for (int place = 0; rest || place < 4; place++, rest /= 10) {
        if (place == 3 && at < end)
            *--at = '.';
        char digit = (char)('0' + rest % 10);
        if (place >= 3 || digit != '0' || at < end)
            *--at = digit;
    }
    if (signed_ < 0)
        *--at = '-';
    text_bytes(text, at, (size_t)(end - at));
}

void
text_whole(struct text *text, long long value)
{
    char digits[24], *end = digits + sizeof digits, *at = end;
    unsigned long long rest =
        value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;

    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        *--at = '-';
    text_bytes(text, at, (size_t)(end - at));
}

struct bytes
text_all(const struct text *text)
{
    return (struct bytes){text->at, text->length};
}

/* Bytes that must follow the lead byte c, or -1 if it cannot lead. */
static int
count_tail(unsigned char c)
{
    return c < 0x80                ? 0
           : c >= 0xc2 && c < 0xe0 ? 1
           : c >= 0xe0 && c < 0xf0 ? 2
           : c >= 0xf0 && c < 0xf5 ? 3
                                   : -1;
}

uint32_t
utf8_next(const char **at, const char *end)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)*at;
    int tail = count_tail(*p);
    uint32_t c = *p;

    *at += 1;
    if (tail == 0)
        return c;
    if (tail < 0 || end - *at < tail)
        return 0xfffd;
    c &= 0x3fu >> tail;
    for (int i = 1; i <= tail; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0xfffd;
        c = c << 6 | (p[i] & 0x3f);
    }
    if (c < least[tail] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        return 0xfffd;
    *at += tail;
    return c;
}

static bool
is_between(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

uint32_t
utf8_lower(uint32_t c)
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

size_t
utf8_clip(const char *text, size_t length, size_t most)
{
    size_t clipped = most;

    if (length <= most)
        return length;
    while (clipped && most - clipped < 3 && (text[clipped] & 0xc0) == 0x80)
        clipped--;
    return clipped;
}

bool
utf8_valid(const char *at, size_t length)
{
    const char *end = at + length;

    while (at < end) {
        const char *start = at;
        if (!(*at & 0x80)) {
            at++;
            continue;
        }
        if (utf8_next(&at, end) == 0xfffd &&
            !(at - start == 3 && !memcmp(start, "\xef\xbf\xbd", 3)))
            return false;
    }
    return true;
}

#define LONGEST 48

/* Optimal string alignment distance: insert, delete, replace, swap. */
static int
measure_distance(const char *a, const char *b)
{
    int row[3][LONGEST + 1];
    int m = (int)strlen(a), n = (int)strlen(b);

    if (m > LONGEST || n > LONGEST)
        return LONGEST;
    for (int j = 0; j <= n; j++)
        row[0][j] = j;
    for (int i = 1; i <= m; i++) {
        int *now = row[i % 3], *above = row[(i + 2) % 3];
        now[0] = i;
        for (int j = 1; j <= n; j++) {
            int best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                if (row[(i + 1) % 3][j - 2] + 1 < best)
                    best = row[(i + 1) % 3][j - 2] + 1;
            now[j] = best;
        }
    }
    return row[m % 3][n];
}

const char *
name_nearest(const char *wrong, const char *const *known, size_t count)
{
    int length = (int)strlen(wrong), limit = length / 3;
    const char *nearest = NULL;

    limit = limit < 1 ? 1 : limit;
    for (size_t i = 0; i < count; i++) {
        int other = (int)strlen(known[i]);
        if (other - length > limit || length - other > limit)
            continue;
        int distance = measure_distance(wrong, known[i]);
        if (distance <= limit) {
            nearest = known[i];
            limit = distance - 1;
        }
    }
    return nearest;
}
