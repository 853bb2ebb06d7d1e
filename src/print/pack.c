/* pack.c: bytes made smaller, or made of printable characters. Keeper of
 * libdeflate, whose compressors are dear to make and serve one thread: a job
 * makes one for each of its few large pieces, and who packs a thousand small
 * ones keeps it. */
#define _POSIX_C_SOURCE 200809L
#include "inside.h"

#include <assert.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

struct packer *
packer_open(int level)
{
    return (struct packer *)libdeflate_alloc_compressor(level);
}

void
packer_close(struct packer *packer)
{
    libdeflate_free_compressor((struct libdeflate_compressor *)packer);
}

struct bytes
packer_deflate(struct packer *packer, struct arena *arena, struct bytes from)
{
    struct libdeflate_compressor *own = (struct libdeflate_compressor *)packer;
    size_t room = libdeflate_zlib_compress_bound(own, from.length);
    /* The bound is far more than is used, and an arena would clear it all. */
    char *large = malloc(room), *at = large ? large : arena_take(arena, room);
    size_t length = 0;

    if (own)
        length = libdeflate_zlib_compress(own, from.at, from.length, at, room);
    at = arena_copy(arena, at, length);
    free(large);
    return (struct bytes){at, length};
}

struct bytes
bytes_deflate(struct arena *arena, struct bytes from, int level)
{
    struct packer *packer = packer_open(level);
    struct bytes packed = packer_deflate(packer, arena, from);

    packer_close(packer);
    return packed;
}

void
text_base64(struct text *text, struct bytes from)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *at = (const unsigned char *)from.at;

    for (size_t i = 0; i < from.length; i += 3) {
        size_t left = from.length - i;
        unsigned bits = (unsigned)at[i] << 16;
        bits |= left > 1 ? (unsigned)at[i + 1] << 8 : 0;
        bits |= left > 2 ? at[i + 2] : 0u;
        char four[4] = {digits[bits >> 18], digits[bits >> 12 & 63],
                        left > 1 ? digits[bits >> 6 & 63] : '=',
                        left > 2 ? digits[bits & 63] : '='};
        text_bytes(text, four, 4);
    }
}

/* Letters in a block with its key. Of 256 all can be letters with one key in
 * 3,000. In a block of 16 each other letter rules out at most 2,102 keys, even
 * where the key is taken eight times, so one of the 65,536 is always left. */
enum { LONGEST_BLOCK = 256, SHORTEST_BLOCK = 16 };

/* What is no letter of UTF-16 by itself, or none that stands in quotes, in a
 * page too. */
static bool
is_rare(unsigned unit)
{
    return !unit || (unit < 0x80 && strchr("\n\r\"<\\", (int)unit)) ||
           (unit >= 0xd800 && unit <= 0xdfff);
}

/* In front of an odd number of bytes a NUL makes it even. */
static unsigned
find_pair(struct bytes from, size_t i)
{
    const unsigned char *at = (const unsigned char *)from.at;
    size_t odd = from.length % 2;
    unsigned low = i < odd ? 0u : at[2 * i - odd];

    return low | (unsigned)at[2 * i + 1 - odd] << 8;
}

/* The letter at index i of a block, which counts from 1. */
static unsigned
hide_pair(unsigned pair, unsigned key, size_t i)
{
    return pair ^ ((key * (unsigned)i) & 0xffff);
}

static bool
opens(unsigned key, const unsigned *pairs, size_t count)
{
    if (is_rare(key))
        return false;
    for (size_t i = 0; i < count; i++)
        if (is_rare(hide_pair(pairs[i], key, i + 1)))
            return false;
    return true;
}

/* False when there is no key. */
static bool
add_block(struct text *text, const unsigned *pairs, size_t count)
{
    unsigned key = 1;

    while (key < 0x10000 && !opens(key, pairs, count))
        key++;
    if (key == 0x10000)
        return false;
    text_utf8(text, key);
    for (size_t i = 0; i < count; i++)
        text_utf8(text, hide_pair(pairs[i], key, i + 1));
    return true;
}

static bool
add_blocks(struct text *text, struct bytes from, size_t block)
{
    size_t count = (from.length + 1) / 2;
    unsigned pairs[LONGEST_BLOCK];

    for (size_t i = 0; i < count;) {
        size_t some = 0;
        for (; some < block - 1 && i < count; i++)
            pairs[some++] = find_pair(from, i);
        if (!add_block(text, pairs, some))
            return false;
    }
    return true;
}

void
text_letters(struct text *text, struct bytes from)
{
    size_t start = text->length, block = LONGEST_BLOCK;

    text_char(text, '"');
    while (!add_blocks(text, from, block)) {
        text->length = start + 1;
        block /= 2;
        assert(block >= SHORTEST_BLOCK);
    }
    text_print(text, "\",%zu,%zu", block, from.length % 2);
}

void
text_wide(struct text *text, struct bytes from)
{
    const char *at = from.at, *end = at + from.length;

    while (at < end) {
        uint32_t c = utf8_next(&at, end), pair = c - 0x10000;
        uint32_t units[] = {0xd800 | pair >> 10, 0xdc00 | (pair & 0x3ff)};
        if (c < 0x10000)
            units[1] = c;
        for (size_t i = c < 0x10000; i < COUNT(units); i++) {
            text_char(text, (char)(units[i] & 0xff));
            text_char(text, (char)(units[i] >> 8));
        }
    }
}

uint32_t
character_fit(uint32_t c)
{
    if (c == 0xfeff)
        return 0x200b;
    bool blank = c == '\t' || c == '\n' || c == '\r';
    return (c < ' ' && !blank) || (c & 0xfffe) == 0xfffe ? 0xfffd : c;
}

void
text_utf16(struct text *text, const char *from, size_t length)
{
    const char *end = from + length;

    while (from < end) {
        uint32_t c = character_fit(utf8_next(&from, end));
        if (c > 0xffff) {
            c -= 0x10000;
            text_print(text, "%04X", (unsigned)(0xd800 | c >> 10));
            c = 0xdc00 | (c & 0x3ff);
        }
        text_print(text, "%04X", (unsigned)c);
    }
}

/* Readers of PDF take 32,767 bytes at most. */
#define LONGEST 8000

void
text_string(struct text *text, const char *from)
{
    size_t length = strnlen(from, LONGEST);

    for (size_t i = 0; i < length; i++)
        if ((signed char)from[i] < ' ') {
            while (length && (from[length] & 0xc0) == 0x80)
                length--;
            text_add(text, "<FEFF");
            text_utf16(text, from, length);
            text_char(text, '>');
            return;
        }
    text_char(text, '(');
    for (size_t i = 0; i < length; i++) {
        if (strchr("()\\", from[i]))
            text_char(text, '\\');
        text_char(text, from[i]);
    }
    text_char(text, ')');
}
