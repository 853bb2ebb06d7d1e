/* samples.c: many samples on all cores, and what they say once they are
 * sorted.
 *
 * What a newcomer would get wrong: results are never added up across threads,
 * because the order of a sum is in its last bits. Every sample writes to its
 * own place; sorting and counting come after, and know no order. */
#include "draws.h"

#include <string.h>

#define PIECE 64 /* samples a job: enough to outweigh drawing its number */

struct share_out {
    size_t count;
    void (*work)(void *context, size_t from, size_t to);
    void *context;
};

static void
work_piece(void *context, int job)
{
    const struct share_out *out = context;
    size_t from = (size_t)job * PIECE, to = from + PIECE;

    out->work(out->context, from, to < out->count ? to : out->count);
}

void
samples_run(const struct samples *samples,
            void (*work)(void *context, size_t from, size_t to), void *context)
{
    struct share_out out = {samples->count, work, context};

    pool_run(samples->threads, (int)((samples->count + PIECE - 1) / PIECE),
             work_piece, &out);
}

#define DIGITS 8 /* bytes of a double */
#define KINDS 256
#define SIGN ((uint64_t)1 << 63)

/* Whole numbers that rise as the doubles do. */
static uint64_t
encode_real(double value)
{
    uint64_t word;

    memcpy(&word, &value, sizeof word);
    return word & SIGN ? ~word : word | SIGN;
}

static double
decode_real(uint64_t word)
{
    double value;

    word = word & SIGN ? word & ~SIGN : ~word;
    memcpy(&value, &word, sizeof value);
    return value;
}

/* Where the words with each value of each byte begin: counts become sums. */
static void
find_starts(const uint64_t *words, size_t count, size_t starts[][KINDS])
{
    for (size_t i = 0; i < count; i++)
        for (int digit = 0; digit < DIGITS; digit++)
            starts[digit][words[i] >> 8 * digit & (KINDS - 1)]++;
    for (int digit = 0; digit < DIGITS; digit++) {
        size_t sum = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            size_t here = starts[digit][kind];
            starts[digit][kind] = sum;
            sum += here;
        }
    }
}

/* A radix sort from the lowest byte up. */
static uint64_t *
sort_words(uint64_t *words, uint64_t *other, size_t count)
{
    size_t starts[DIGITS][KINDS] = {0};

    find_starts(words, count, starts);
    for (int digit = 0; digit < DIGITS; digit++) {
        size_t *start = starts[digit];
        for (size_t i = 0; i < count; i++)
            other[start[words[i] >> 8 * digit & (KINDS - 1)]++] = words[i];
        uint64_t *swap = words;
        words = other;
        other = swap;
    }
    return words;
}

void
order_sort(double *values, size_t count)
{
    struct arena own = {0};
    uint64_t *words = TAKE_ARRAY(&own, count, uint64_t);
    uint64_t *other = TAKE_ARRAY(&own, count, uint64_t);

    for (size_t i = 0; i < count; i++)
        words[i] = encode_real(values[i]);
    words = sort_words(words, other, count);
    for (size_t i = 0; i < count; i++)
        values[i] = decode_real(words[i]);
    arena_close(&own);
}

/* A share such as 0.07 is not exact: 0.07 of 100 must stay the 7th. */
double
order_quantile(const double *sorted, size_t count, double share)
{
    double rank = share * (double)count * (1 - 0x1p-50);
    size_t before = rank > 0 ? (size_t)rank : 0;

    if (count == 0)
        return real_nan();
    return sorted[before < count ? before : count - 1];
}

double
order_finite(const double *sorted, size_t count)
{
    size_t finite = count;

    while (finite && !real_finite(sorted[finite - 1]))
        finite--;
    return count ? (double)finite / (double)count : 0;
}
