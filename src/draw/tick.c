/* tick.c: a tick's value as the few letters that an axis has room for. Nothing
 * here asks the locale: the book's language has the marks of numbers, and minus
 * is U+2212. */
#include "inside.h"
#include "tongue/tongue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"

const char *const tick_format_names[] = {"plain", "year",   "percent",
                                         "power", "si",     "words",
                                         "money", "signed", NULL};

/* As many as tell a step's multiples apart. */
static int
count_decimals(double step)
{
    int least = (int)fmax(0, ceil(-log10(step) - 1e-6));

    /* A quarter has two. */
    double more = step * pow(10, least);
    int decimals = least + (fabs(more - round(more)) > 1e-6 * more);
    return decimals > 9 ? 9 : decimals;
}

static const char *
write_number(struct arena *arena, const struct tongue *tongue,
             const char *before, double value, double step, const char *after)
{
    struct text text = text_new(arena);
    const char *digits =
        arena_print(arena, "%.*f", count_decimals(step), fabs(value));
    size_t whole = 0;

    text_add(&text, before);
    while (digits[whole] >= '0' && digits[whole] <= '9')
        whole++;
    for (size_t i = 0; digits[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            text_add(&text, tongue->group);
        if (digits[i] == '.')
            text_add(&text, tongue->decimal);
        else
            text_char(&text, digits[i]);
    }
    text_add(&text, after);
    return text.at;
}

/* What stands for a factor. */
struct unit {
    double size;
    const char *sign;
};

static const struct unit prefixes[] = {
    {1e15, "P"}, {1e12, "T"}, {1e9, "G"},         {1e6, "M"}, {1e3, "k"},
    {1, ""},     {1e-3, "m"}, {1e-6, "\xc2\xb5"}, {1e-9, "n"}};
static const struct unit moneys[] = {
    {1e12, "tn"}, {1e9, "bn"}, {1e6, "m"}, {1e3, "k"}, {1, ""}};

static const char *
write_units(struct arena *arena, const struct tongue *tongue,
            const char *before, double value, double step,
            const struct unit *units, size_t count)
{
    const struct unit *unit = &units[0];

    for (size_t i = 1; i < count && unit->size > fabs(value) * (1 + 1e-9); i++)
        unit = &units[i];
    if (value == 0)
        return write_number(arena, tongue, before, 0, 1, "");
    return write_number(arena, tongue, before, value / unit->size,
                        fmin(step, fabs(value)) / unit->size, unit->sign);
}

static const char *
write_words(struct arena *arena, const struct tongue *tongue,
            const char *before, double value, double step)
{
    const char *const *words = tongue->numbers;
    const struct unit units[] = {
        {1e12, arena_print(arena, " %s", words[NUMBER_TRILLION])},
        {1e9, arena_print(arena, " %s", words[NUMBER_BILLION])},
        {1e6, arena_print(arena, " %s", words[NUMBER_MILLION])},
        {1, ""}};

    return write_units(arena, tongue, before, value, step, units, COUNT(units));
}

static const char *
write_power(struct arena *arena, int power)
{
    static const char *const digits[] = {
        "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",
        "\xe2\x81\xb4", "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7",
        "\xe2\x81\xb8", "\xe2\x81\xb9"};
    struct text text = text_new(arena);

    if (power == 0 || power == 1)
        return power ? "10" : "1";
    text_add(&text, power < 0 ? "10\xe2\x81\xbb" : "10");
    for (const char *at = arena_print(arena, "%d", abs(power)); *at; at++)
        text_add(&text, digits[*at - '0']);
    return text.at;
}

/* Its first three letters, or as many as no other month begins with. */
static const char *
shorten_month(struct arena *arena, const char *const *months, int month)
{
    const char *name = months[month], *at = name, *end = name + strlen(name);

    for (int i = 0; i < 3 && at < end; i++)
        utf8_next(&at, end);
    for (int i = 0; i < 12; i++)
        while (i != month && at < end &&
               !strncmp(months[i], name, (size_t)(at - name)))
            utf8_next(&at, end);
    return arena_copy(arena, name, (size_t)(at - name));
}

/* January is its year, other months have their names. */
static const char *
write_date(struct arena *arena, const struct tongue *tongue, double value,
           double step)
{
    double year = floor(value + 1.0 / 24);
    int month = (int)fmin(fmax(floor(12 * (value - year) + 0.5), 0), 11);

    if (!PRESS || step >= 0.99 || month == 0)
        return arena_print(arena, "%.0f",
                           !PRESS || step >= 0.99 ? value : year);
    return shorten_month(arena, tongue->months, month);
}

const char *
tick_text(struct arena *arena, const char *language, enum tick_format format,
          double value, double step)
{
    const struct tongue *tongue = tongue_find(language);
    const char *minus = value < 0 ? MINUS : "";

    step = fmax(fabs(step), 1e-12);
    if (!PRESS && format != TICK_YEAR && format != TICK_POWER)
        return write_number(arena, tongue, minus, value, step, "");
    switch (format) {
    case TICK_YEAR:
        return write_date(arena, tongue, value, step);
    case TICK_PERCENT:
        return write_number(arena, tongue, minus, 100 * value, 100 * step,
                            tongue->numbers[NUMBER_PERCENT_SIGN]);
    case TICK_POWER:
        return write_power(arena, (int)lround(fmin(fmax(value, -999), 999)));
    case TICK_SI:
        return write_units(arena, tongue, minus, value, step, prefixes,
                           COUNT(prefixes));
    case TICK_WORDS:
        return write_words(arena, tongue, minus, value, step);
    case TICK_MONEY:
        return write_units(arena, tongue, value < 0 ? MINUS "$" : "$", value,
                           step, moneys, COUNT(moneys));
    case TICK_SIGNED:
        return write_number(arena, tongue, value > 0 ? "+" : minus, value, step,
                            "");
    default:
        return write_number(arena, tongue, minus, value, step, "");
    }
}
