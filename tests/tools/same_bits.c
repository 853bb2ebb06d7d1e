/* same_bits.c: the computing core's results to the last bit: the central
 * run's states and dates, the portable functions, ranges, and a run with
 * drawn symbols, as hexadecimal words. tests/same-bits.sh makes it with several
 * compilers, for several processors, and compares.
 *
 * What a newcomer would get wrong: as WebAssembly it has no host to ask, so
 * it brings its own arena and says everything in one string. Only NaN has no
 * bits of its own: which of them an operation gives is left to processors. */
#include "solve/draws.h"

#include <string.h>

#define ARENA_BYTES ((size_t)32 << 20)
#define TEXT_BYTES ((size_t)1 << 20)

static _Alignas(16) unsigned char memory[ARENA_BYTES];
static size_t used;
static char text[TEXT_BYTES];
static size_t length;

void *
arena_take(struct arena *arena, size_t bytes)
{
    (void)arena;
    if (bytes > ARENA_BYTES - used)
        __builtin_trap();
    void *at = memory + used;
    used += (bytes + 15) & ~(size_t)15;
    return at;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
    return arena_take(arena, count * size);
}

void *
arena_grow(struct arena *arena, const void *from, size_t old, size_t wanted,
           size_t size)
{
    void *to = arena_array(arena, wanted, size);

    if (old)
        memcpy(to, from, old * size);
    return to;
}

static void
say(const char *words)
{
    size_t size = strlen(words);

    if (size >= TEXT_BYTES - length)
        __builtin_trap();
    memcpy(text + length, words, size);
    length += size;
}

static void
say_bits(double value)
{
    char digits[] = " 0123456789abcdef";
    uint64_t word;

    if (value != value) {
        say(" none");
        return;
    }
    memcpy(&word, &value, sizeof word);
    for (int i = 0; i < 16; i++)
        digits[1 + i] = "0123456789abcdef"[word >> (60 - 4 * i) & 15];
    say(digits);
}

static void
say_moment(const struct course *course, double year)
{
    double values[sizeof(struct moment) / sizeof(double)];
    struct moment moment;

    course_at(course, year, &moment);
    memcpy(values, &moment, sizeof values);
    say("state");
    for (size_t i = 0; i < COUNT(values); i++)
        say_bits(values[i]);
    say("\n");
}

static void
say_date(const char *name, struct date date)
{
    say(name);
    if (date.reached)
        say_bits(date.at);
    say("\n");
}

static void
say_course(const struct course *course)
{
    struct date dates[DOUBLINGS];

    for (double year = 2022; year <= 2046; year += 0.125)
        say_moment(course, year);
    for (int phase = 0; phase < PHASES; phase++) {
        say_date("raw", course->raw[phase]);
        say_date("start", course->start[phase]);
    }
    say_date("ignition", course->ignition);
    say_date("burnout", course->burnout);
    say_date("gain", (struct date){true, course->gain.at});
    say_date("fastest", (struct date){true, course->fastest.at});
    course_doublings(course, dates);
    for (int i = 0; i < DOUBLINGS; i++)
        say_date("doubling", dates[i]);
}

/* From subnormal to huge arguments. */
static void
say_functions(void)
{
    for (double x = 0x1.5p-1074; x < 0x1p1020; x *= 37.3) {
        say("functions");
        say_bits(real_exp(x));
        say_bits(real_exp(-x));
        say_bits(real_expm1(x));
        say_bits(real_log(x));
        say_bits(real_log1p(x));
        say_bits(real_pow(x, 0.987));
        say_bits(real_sqrt(x));
        say("\n");
    }
}

/* Every kind of range over its whole width. */
static void
say_ranges(struct seed seed)
{
    for (enum spread spread = 0; spread < SPREADS; spread++) {
        struct range range = {0.4, spread, 0.25, 0.375, 0.5};
        if (spread == SPREAD_GROWTH)
            range = (struct range){1.15, spread, 1.1, 0, 1.32};
        say(spread_name(spread));
        for (uint32_t sample = 0; sample < 64; sample++)
            say_bits(range_at(&range, philox_uniform(seed, sample, 0, 0)));
        say("\n");
    }
}

static struct symbols
draw_symbols(struct seed seed)
{
    struct range ranges[SYMBOLS];

    for (uint32_t i = 0; i < SYMBOLS; i++) {
        ranges[i] = coupled_symbols[i].range;
        ranges[i].value = range_at(&ranges[i], philox_uniform(seed, 0, i, 0));
    }
    return symbols_of(ranges);
}

const char *same_bits(void);

const char *
same_bits(void)
{
    const struct seed seed = {20261122, 0};
    struct arena arena = {0};
    struct symbols symbols = symbols_default();

    say_course(course_new(&arena, &symbols, &(struct plan){0}));
    say_functions();
    say_ranges(seed);
    symbols = draw_symbols(seed);
    say_course(
        course_new(&arena, &symbols, &(struct plan){.wall = WALL_DEMAND}));
    text[length] = '\0';
    return text;
}

#ifndef __wasm__
int
main(void)
{
    return fputs(same_bits(), stdout) < 0;
}
#endif
