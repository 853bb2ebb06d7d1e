/* ulp.c: how far the portable functions of data/ are off, in units in the
 * last place, at their worst over ten million arguments each; the truth is
 * taken with 113 bits. Not a test: it takes a minute. Usage: ulp [millions].
 *
 * What a newcomer would get wrong: arguments are spread over exponents, not
 * over numbers; uniform numbers would hardly ever be small or near 1, which
 * is where these functions are difficult. */
#include "solve/draws.h"

#include <quadmath.h>
#include <stdlib.h>

#define PIECES 250
#define MILLION 1000000

/* Four random words for one argument, or two of pow. */
struct words {
    uint32_t at[4];
};

struct pair {
    double x, y;
};

struct function {
    const char *name;
    double (*portable)(struct pair arguments);
    __float128 (*exact)(struct pair arguments);
    struct pair (*draw)(struct words words);
};

static double
spread_evenly(uint32_t word, double low, double high)
{
    return low + (high - low) * ((word + 0.5) * 0x1p-32);
}

/* A number of either sign, its exponent even between low and high. */
static double
spread_exponent(const uint32_t *word, double low, double high)
{
    double size = (double)exp2q(spread_evenly(word[0], low, high));

    return word[1] & 1 ? size : -size;
}

static struct pair
draw_exponent(struct words words)
{
    double x = words.at[0] & 1 ? spread_evenly(words.at[1], -745, 709.78)
                               : spread_exponent(words.at + 2, -60, 9.4);

    return (struct pair){x < 709.78 ? x : 700, 0};
}

/* Any positive number, a quarter of them 1 +- 2^-1 ... 2^-53. */
static struct pair
draw_positive(struct words words)
{
    double x = 1 + spread_exponent(words.at + 2, -53, -1);

    if (words.at[0] & 3)
        x = (double)exp2q((__float128)spread_evenly(words.at[1], -1074, 1024) +
                          words.at[2] * 0x1p-54);
    return (struct pair){x, 0};
}

static struct pair
draw_over_minus_one(struct words words)
{
    double x = spread_exponent(words.at + 2, -60, words.at[0] & 1 ? 1 : 1023);

    return (struct pair){x > -1 ? x : -1 / x, 0};
}

/* A power between 2^-1074 and 2^1024, of a base that may be near 1. */
static struct pair
draw_power(struct words words)
{
    double x = draw_positive(words).x, log = (double)log2q(x);
    double power = words.at[0] & 4 ? spread_evenly(words.at[3], -1074, 1023.9)
                                   : spread_exponent(words.at + 1, -60, 9.9);

    return (struct pair){x, log == 0 ? 1 : power / log};
}

#define WRAP(name)                                                             \
    static double take_##name(struct pair arguments)                           \
    {                                                                          \
        return real_##name(arguments.x);                                       \
    }                                                                          \
    static __float128 exact_##name(struct pair arguments)                      \
    {                                                                          \
        return name##q(arguments.x);                                           \
    }
WRAP(exp)
WRAP(expm1)
WRAP(log)
WRAP(log1p)
WRAP(sqrt)

static double
take_pow(struct pair arguments)
{
    return real_pow(arguments.x, arguments.y);
}

static __float128
exact_pow(struct pair arguments)
{
    return powq(arguments.x, arguments.y);
}

static const struct function functions[] = {
    {"exp", take_exp, exact_exp, draw_exponent},
    {"expm1", take_expm1, exact_expm1, draw_exponent},
    {"log", take_log, exact_log, draw_positive},
    {"log1p", take_log1p, exact_log1p, draw_over_minus_one},
    {"pow", take_pow, exact_pow, draw_power},
    {"sqrt", take_sqrt, exact_sqrt, draw_positive},
};

struct worst {
    double ulp;
    struct pair at;
};

struct survey {
    const struct function *function;
    size_t count;
    struct worst worst[PIECES];
};

/* Subnormal numbers have the unit of the smallest normal one. */
static double
measure_error(const struct function *function, struct pair arguments)
{
    __float128 exact = function->exact(arguments);
    double found = function->portable(arguments);
    int exponent;

    frexpq(exact, &exponent);
    if (exponent < -1021)
        exponent = -1021;
    if (!real_finite((double)exact))
        return found == (double)exact ? 0 : (double)HUGE_VALQ;
    return (double)scalbnq(fabsq(found - exact), 53 - exponent);
}

static void
survey_piece(void *context, int piece)
{
    struct survey *survey = context;
    size_t from = survey->count / PIECES * (size_t)piece;
    const uint32_t key[2] = {(uint32_t)(survey->function - functions), 0};
    struct worst worst = {0};

    for (size_t i = from; i < from + survey->count / PIECES; i++) {
        const uint32_t counter[4] = {(uint32_t)i, 0, 0, 0};
        struct words words;
        philox_block(counter, key, words.at);
        struct pair arguments = survey->function->draw(words);
        double ulp = measure_error(survey->function, arguments);
        if (!(ulp <= worst.ulp))
            worst = (struct worst){ulp, arguments};
    }
    survey->worst[piece] = worst;
}

int
main(int count, char **arguments)
{
    long millions = count > 1 ? atol(arguments[1]) : 10;

    printf("%-8s %12s %8s  at\n", "function", "arguments", "ulp");
    for (size_t i = 0; i < COUNT(functions); i++) {
        struct survey survey = {.function = &functions[i],
                                .count = (size_t)millions * MILLION};
        pool_run(pool_cores(), PIECES, survey_piece, &survey);
        struct worst worst = survey.worst[0];
        for (int piece = 1; piece < PIECES; piece++)
            if (!(survey.worst[piece].ulp <= worst.ulp))
                worst = survey.worst[piece];
        printf("%-8s %12zu %8.4f  %a", functions[i].name, survey.count,
               worst.ulp, worst.at.x);
        printf(worst.at.y == 0 ? "\n" : ", %a\n", worst.at.y);
        fflush(stdout);
    }
    return 0;
}
