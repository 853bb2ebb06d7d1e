/* scale.c: from values to points, and the round values worth a tick. A step
 * is 1, 2 or 5 times a power of ten; a log scale has its decades, and between
 * them 2 and 5 (or 3) only when there are few. */
#include "inside.h"

#include <math.h>
#include <stdlib.h>

double
scale_at(const struct scale *scale, double value)
{
    double from = scale->from, to = scale->to;

    if (scale->log) {
        from = log(from);
        to = log(to);
        value = log(value);
    }
    double share = (value - from) / (to - from);
    return scale->start + share * (scale->end - scale->start);
}

static double
choose_step(double span, double wanted)
{
    double power = pow(10, floor(log10(span / wanted)));
    double rest = span / wanted / power;

    return power * (rest < 1.5 ? 1 : rest < 3.5 ? 2 : rest < 7.5 ? 5 : 10);
}

/* Appends value if it lies on the scale. */
static size_t
add_tick(const struct scale *scale, double value, double *ticks, size_t count)
{
    double slack = 1e-9 * fabs(scale->to - scale->from);

    if (count == MOST_TICKS || value < scale->from - slack ||
        value > scale->to + slack)
        return count;
    ticks[count] = value;
    return count + 1;
}

static size_t
tick_decades(const struct scale *scale, double wanted, double *ticks)
{
    double first = floor(log10(scale->from)), last = ceil(log10(scale->to));
    double decades = log10(scale->to / scale->from);
    int step = (int)fmax(1, ceil(decades / wanted));
    size_t count = 0;

    for (double e = first; e <= last && count < MOST_TICKS; e += step) {
        double power = pow(10, e);
        count = add_tick(scale, power, ticks, count);
        if (decades < wanted / 3)
            count = add_tick(scale, 2 * power, ticks, count);
        else if (decades < wanted / 2)
            count = add_tick(scale, 3 * power, ticks, count);
        if (decades < wanted / 3)
            count = add_tick(scale, 5 * power, ticks, count);
    }
    return count;
}

size_t
scale_ticks(const struct scale *scale, double wanted, double *ticks)
{
    size_t count = 0;

    if (!(scale->to > scale->from))
        return 0;
    if (scale->log)
        count = tick_decades(scale, wanted, ticks);
    /* A log scale that is too short for its own kind of ticks gets these. */
    if (count > 1)
        return count;
    count = 0;
    double step = choose_step(scale->to - scale->from, wanted);
    double first = ceil(scale->from / step - 1e-9);
    for (int i = 0; i < MOST_TICKS; i++) {
        double value = (first + i) * step;
        count = add_tick(scale, value == 0 ? 0 : value, ticks, count);
    }
    return count;
}

void
scale_round(struct scale *scale, double wanted)
{
    if (scale->log) {
        scale->from = pow(10, floor(log10(scale->from) + 1e-9));
        scale->to = pow(10, ceil(log10(scale->to) - 1e-9));
        return;
    }
    double step = choose_step(scale->to - scale->from, wanted);
    scale->from = floor(scale->from / step + 1e-9) * step;
    scale->to = ceil(scale->to / step - 1e-9) * step;
}

static const char *
write_plain(struct arena *arena, double value, double step, const char *after)
{
    struct text text = text_new(arena);
    int decimals = (int)fmax(0, ceil(-log10(step) - 1e-6));
    const char *digits =
        arena_print(arena, "%.*f", decimals > 9 ? 9 : decimals, fabs(value));
    size_t whole = 0;

    if (value < 0)
        text_add(&text, "\xe2\x88\x92");
    while (digits[whole] >= '0' && digits[whole] <= '9')
        whole++;
    for (size_t i = 0; digits[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            text_char(&text, ',');
        text_char(&text, digits[i]);
    }
    text_add(&text, after);
    return text.at;
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

const char *
tick_text(struct arena *arena, enum tick_format format, double value,
          double step)
{
    switch (format) {
    case TICK_YEAR:
        return arena_print(arena, "%.0f", value);
    case TICK_PERCENT:
        return write_plain(arena, 100 * value, 100 * step, "%");
    case TICK_POWER:
        return write_power(arena, (int)lround(fmin(fmax(value, -999), 999)));
    default:
        return write_plain(arena, value, step, "");
    }
}
