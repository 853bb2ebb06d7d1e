/* letters.c: bytes as letters that a script may have in quotes: one number, in
 * which each bit takes as much room as it was unlikely (arithmetic coding), in
 * a radix of as many digits as there are letters. Live/unpack.c reads it.
 *
 * What a newcomer would get wrong: most letters are no signs that anybody
 * reads, and html_single must not put all of them into a page as they are. */
#include "inside.h"

/* Where a bit is 1 the range goes on as its lower part. */
struct number {
    struct arena *arena;
    struct digits digits;
    size_t room;
    double range;
};

static void
widen_range(struct number *number)
{
    struct digits *digits = &number->digits;

    while (number->range < 2147483648.0) {
        GROW(number->arena, digits->at, digits->count, number->room);
        digits->at[digits->count++] = 0;
        number->range *= digits->radix;
    }
}

static void
add_part(struct digits *digits, uint64_t part)
{
    for (size_t i = digits->count; part && i--; part /= digits->radix) {
        part += digits->at[i];
        digits->at[i] = (uint16_t)(part % digits->radix);
    }
}

static void
pack_bit(struct number *number, struct odds *odds, unsigned bit)
{
    widen_range(number);
    uint64_t part = (uint64_t)(number->range * odds_guess(odds));
    if (bit) {
        number->range = (double)part;
    } else {
        add_part(&number->digits, part);
        number->range -= (double)part;
    }
    odds_learn(odds, bit);
}

struct digits
bytes_pack(struct arena *arena, struct odds *odds, struct bytes bytes,
           size_t code, unsigned radix)
{
    struct number number = {
        .arena = arena, .digits = {.radix = radix}, .range = 1};

    for (size_t i = 0; i < bytes.length; i++) {
        if (code && i == code)
            odds_enter(odds);
        for (int bit = 7; bit >= 0; bit--)
            pack_bit(&number, odds, (unsigned char)bytes.at[i] >> bit & 1u);
    }
    return number.digits;
}

/* A length as a module has it. */
static size_t
read_length(struct bytes module, size_t *at)
{
    size_t length = 0;

    for (unsigned shift = 0; *at < module.length && shift < 32; shift += 7) {
        unsigned char byte = (unsigned char)module.at[(*at)++];
        length |= (size_t)(byte & 127) << shift;
        if (byte < 128)
            break;
    }
    return length;
}

#define CODE 10 /* the section's number */

size_t
module_code(struct bytes module)
{
    for (size_t at = 8; at < module.length;) {
        unsigned char section = (unsigned char)module.at[at++];
        size_t length = read_length(module, &at);
        if (section == CODE)
            return at < module.length ? at : 0;
        at += length;
    }
    return 0;
}

/* What no string of a script takes as a letter; a page would take the "<" for
 * a tag. Half a pair of UTF-16 is no letter by itself. */
static const char rare[] = {'\0', '\n', '\r', '"', '<', '\\'};

void
text_letters(struct text *text, struct digits digits)
{
    for (size_t i = 0; i < digits.count; i++) {
        uint32_t letter = digits.at[i];
        for (size_t j = 0; j < COUNT(rare); j++)
            letter += letter >= (uint32_t)rare[j];
        text_utf8(text, letter < 0xd800 ? letter : letter + 0x800);
    }
}

struct bytes
text_wide(struct arena *arena, struct bytes words)
{
    const char *at = words.at, *end = at + words.length;
    struct text wide = text_new(arena);

    text_add(&wide, "\xff\xfe");
    while (at < end) {
        uint32_t letter = utf8_next(&at, end);
        text_char(&wide, (char)(letter & 255));
        text_char(&wide, (char)(letter >> 8));
    }
    return text_all(&wide);
}
