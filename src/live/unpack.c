/* unpack.c: a module of its own that unpacks what print/letters.c has packed,
 * byte by byte: the page's scripts, and the other module. It has no library.
 *
 * What a newcomer would get wrong: the digits are not in its memory; it asks
 * the page for one when the range of what may come has become small. */
#include "base/base.h"
#include "live.h"

static struct odds odds;
static double range, value, radix;

EXPORT("begin")
void
unpack_begin(int base)
{
    if (radix == 0)
        odds_begin(&odds);
    range = 1;
    value = 0;
    radix = base;
}

EXPORT("enter")
void
unpack_enter(void)
{
    odds_enter(&odds);
}

static unsigned
unpack_bit(void)
{
    while (range < 2147483648) {
        range *= radix;
        value = value * radix + page_digit();
    }
    double part = __builtin_floor(range * odds_guess(&odds));
    unsigned bit = value < part;
    value -= bit ? 0 : part;
    range = bit ? part : range - part;
    odds_learn(&odds, bit);
    return bit;
}

EXPORT("byte")
unsigned
unpack_byte(void)
{
    unsigned byte = 1;

    while (byte < 256)
        byte = byte * 2 + unpack_bit();
    return byte & 255;
}
