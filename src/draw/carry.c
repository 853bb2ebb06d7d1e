/* carry.c: what the plans of figures consist of, on their way to a page as
 * bytes and back. One walk over a plan serves both ways: what is written is
 * what is read.
 *
 * What a newcomer would get wrong: every function here writes or reads, as the
 * carrier is; so it is given a place that holds a value and may take one. This
 * file runs in the reader's browser too, which only reads. */
#include "carry.h"

#include <math.h>
#include <string.h>

bool
carrier_writes(const struct carrier *carrier)
{
    return PRESS && carrier->to;
}

/* Numbers and words. */

static void
carry_byte(struct carrier *carrier, unsigned char *byte)
{
    if (carrier_writes(carrier))
        text_char(carrier->to, (char)*byte);
    else if (carrier->at < carrier->end)
        *byte = (unsigned char)*carrier->at++;
    else
        carrier->damaged = true;
}

void
carrier_count(struct carrier *carrier, size_t *count)
{
    size_t value = 0;

    for (int i = 0; i < 4; i++) {
        unsigned char byte = (unsigned char)(*count >> 8 * i & 0xff);
        carry_byte(carrier, &byte);
        value |= (size_t)byte << 8 * i;
    }
    *count = carrier->damaged || value > MOST_POINTS ? 0 : value;
}

static void
carry_number(struct carrier *carrier, int *number)
{
    size_t count = (size_t)*number;

    carrier_count(carrier, &count);
    *number = (int)count;
}

void
carrier_flag(struct carrier *carrier, bool *flag)
{
    unsigned char byte = *flag;

    carry_byte(carrier, &byte);
    *flag = byte;
}

void
carrier_real(struct carrier *carrier, double *real)
{
    uint64_t bits, value = 0;

    memcpy(&bits, real, sizeof bits);
    for (int i = 0; i < 8; i++) {
        unsigned char byte = (unsigned char)(bits >> 8 * i & 0xff);
        carry_byte(carrier, &byte);
        value |= (uint64_t)byte << 8 * i;
    }
    memcpy(real, &value, sizeof value);
}

/* Words that are not there are read as "". */
void
carrier_words(struct carrier *carrier, const char **words)
{
    size_t length = carrier_writes(carrier) && *words ? strlen(*words) : 0;

    carrier_count(carrier, &length);
    if (carrier_writes(carrier)) {
        if (length)
            text_bytes(carrier->to, *words, length);
        return;
    }
    *words = "";
    if (length > (size_t)(carrier->end - carrier->at)) {
        carrier->damaged = true;
        return;
    }
    *words = arena_copy(carrier->arena, carrier->at, length);
    carrier->at += length;
}

static void
carry_ink(struct carrier *carrier, const struct ink **ink)
{
    const char *name = carrier_writes(carrier) && *ink ? (*ink)->name : "";

    carrier_words(carrier, &name);
    if (!carrier_writes(carrier))
        *ink = *name ? palette_ink(&carrier->palette, name) : NULL;
}

static void
carry_series(struct carrier *carrier, const struct series **series)
{
    const char *name =
        carrier_writes(carrier) && *series ? (*series)->name : "";

    carrier_words(carrier, &name);
    if (carrier_writes(carrier) || !*name)
        return;
    *series = run_series(carrier->run, name);
    if (!*series)
        carrier->damaged = true;
}

const double *
carrier_reals(struct carrier *carrier, const double *from, size_t count)
{
    double *at = carrier_writes(carrier)
                     ? NULL
                     : TAKE_ARRAY(carrier->arena, count, double);

    for (size_t i = 0; i < count && !carrier->damaged; i++) {
        double real = carrier_writes(carrier) ? from[i] : 0;
        carrier_real(carrier, &real);
        if (at)
            at[i] = real;
    }
    return at;
}

void
carrier_parts(struct carrier *carrier, const struct part *parts, size_t count,
              void *base)
{
    for (; count; count--, parts++) {
        void *at = (char *)base + parts->offset;
        switch ((enum part_kind)parts->kind) {
        case PART_REAL:
            carrier_real(carrier, at);
            break;
        case PART_NUMBER:
            carry_number(carrier, at);
            break;
        case PART_FLAG:
            carrier_flag(carrier, at);
            break;
        case PART_WORDS:
            carrier_words(carrier, at);
            break;
        case PART_INK:
            carry_ink(carrier, at);
            break;
        case PART_SERIES:
            carry_series(carrier, at);
        }
    }
}

void
carrier_axis(struct carrier *carrier, struct axis *axis)
{
    static const struct part parts[] = {
        PART(axis, NUMBER, kind), PART(axis, NUMBER, format),
        PART(axis, NUMBER, grid), PART(axis, REAL, from),
        PART(axis, REAL, to),     PART(axis, REAL, within),
        PART(axis, REAL, wanted), PART(axis, WORDS, label),
        PART(axis, WORDS, unit),  PART(axis, FLAG, zero)};

    carrier_parts(carrier, parts, COUNT(parts), axis);
    carrier_count(carrier, &axis->tick_count);
    if (axis->tick_count > MOST_TICKS)
        axis->tick_count = 0;
    for (size_t i = 0; i < axis->tick_count; i++)
        carrier_real(carrier, &axis->ticks[i]);
}

/* The names of all inks; a page has their colours. */
void
carrier_palette(struct carrier *carrier, const struct palette *palette)
{
    size_t count = palette ? palette->count : 0;
    struct ink *inks;

    carrier_count(carrier, &count);
    count = count > MOST_POINTS ? 0 : count;
    inks = TAKE_ARRAY(carrier->arena, count + 1, struct ink);
    for (size_t i = 0; i < count && !carrier->damaged; i++) {
        inks[i].name = palette ? palette->inks[i].name : "";
        carrier_words(carrier, &inks[i].name);
    }
    carrier->palette = (struct palette){inks, count ? count : 1};
}
