/* scale.c: from values to points, and the round values worth a tick.
 *
 * Ticks of a linear scale come from a search: of the steps 1, 5, 2, 2.5 times
 * a power of ten (the nicest first) the one wins whose ticks score best for
 * simplicity, coverage and density, with the weights of Talbot, Lin,
 * Hanrahan, "An extension of Wilkinson's algorithm for positioning tick labels
 * on axes" (InfoVis 2010). Two things are simpler than there: ticks lie within
 * the scale and none is skipped, so a step has one sequence only; and whether
 * texts touch is left to axis.c, which has measured them. */
#include "inside.h"

#include <math.h>
#include <string.h>

const char *const scale_names[] = {"linear", "log",      "symlog",
                                   "year",   "category", NULL};

static double
bend_value(const struct scale *scale, double value)
{
    double times = fabs(value) / scale->within;

    if (scale->kind == SCALE_LOG)
        return log(value);
    if (!PRESS || scale->kind != SCALE_SYMLOG)
        return value;
    /* The linear part is as long as a decade. */
    return copysign(times <= 1 ? times : 1 + log10(times), value);
}

static double
unbend_value(const struct scale *scale, double bent)
{
    double times = fabs(bent);

    if (scale->kind == SCALE_LOG)
        return exp(bent);
    if (!PRESS || scale->kind != SCALE_SYMLOG)
        return bent;
    return copysign(scale->within * (times <= 1 ? times : pow(10, times - 1)),
                    bent);
}

struct bent
scale_bend(const struct scale *scale)
{
    return (struct bent){bend_value(scale, scale->from),
                         bend_value(scale, scale->to)};
}

double
scale_place(const struct scale *scale, struct bent ends, double value)
{
    double share =
        (bend_value(scale, value) - ends.from) / (ends.to - ends.from);

    return scale->start + share * (scale->end - scale->start);
}

double
scale_at(const struct scale *scale, double value)
{
    return scale_place(scale, scale_bend(scale), value);
}

double
scale_value(const struct scale *scale, double place)
{
    double from = bend_value(scale, scale->from);
    double to = bend_value(scale, scale->to);
    double share = (place - scale->start) / (scale->end - scale->start);

    return unbend_value(scale, from + share * (to - from));
}

/* Values that are added in rising order. */
struct values {
    double *at;
    size_t count, most;
};

/* Appends value if it lies on the scale. */
static void
add_value(const struct scale *scale, double value, struct values *values)
{
    double slack = 1e-9 * fabs(scale->to - scale->from);

    if (values->count < values->most && value >= scale->from - slack &&
        value <= scale->to + slack)
        values->at[values->count++] = value == 0 ? 0 : value;
}

static void
add_steps(const struct scale *scale, double step, struct values *values)
{
    double first = ceil(scale->from / step - 1e-9);

    for (size_t i = 0; i < values->most; i++)
        add_value(scale, (first + (double)i) * step, values);
}

static const double niceness[] = {1, 5, 2, 2.5};

/* Simplicity, coverage and density of the ticks that the nice-th step has on
 * the scale; the higher the better. */
static double
score_step(const struct scale *scale, size_t nice, double step, double wanted)
{
    double span = scale->to - scale->from;
    double first = ceil(scale->from / step - 1e-9);
    double last = floor(scale->to / step + 1e-9);
    double low = first * step - scale->from, high = scale->to - last * step;

    if (last <= first)
        return -INFINITY;
    double simple = (first <= 0 && last >= 0 ? 1 : 0) -
                    (double)nice / (COUNT(niceness) - 1);
    double cover =
        1 - 0.5 * (low * low + high * high) / (0.1 * span * 0.1 * span);
    double dense = span / step / (wanted - 1);
    return 0.25 * simple + 0.2 * cover + 0.5 * (2 - fmax(dense, 1 / dense));
}

/* At least the given power of ten. */
static double
choose_step(const struct scale *scale, double wanted, double least)
{
    double span = scale->to - scale->from, best = -INFINITY;
    double step = pow(10, fmax(floor(log10(span)), least));

    wanted = fmax(wanted, 2);
    double power = floor(log10(span / wanted));
    for (double z = fmax(power - 1, least); z <= fmax(power + 1, least); z++)
        for (size_t i = 0; i < COUNT(niceness); i++) {
            double one = niceness[i] * pow(10, z);
            double score = score_step(scale, i, one, wanted);
            /* Half years are no step. */
            if (score <= best || (one < 10 && least == 0 && one != floor(one)))
                continue;
            best = score;
            step = one;
        }
    return step;
}

#define FEW_YEARS 2.5

/* Whole years, or months where there are few years. */
static void
add_years(const struct scale *scale, double wanted, struct values *values)
{
    static const double months[] = {1, 2, 3, 6};
    double span = scale->to - scale->from;

    for (size_t i = 0; PRESS && i < COUNT(months) && span < FEW_YEARS; i++)
        if (12 * span / months[i] <= fmax(wanted, 2) * 1.3) {
            add_steps(scale, months[i] / 12, values);
            return;
        }
    add_steps(scale, choose_step(scale, wanted, 0), values);
}

/* Which ticks a decade has: some of its values, or only every so many
 * decades the first. */
struct decade {
    double values[3];
    size_t count;
    int every;
    double most; /* decades on a scale for which this is worth while */
};

static void
add_decades(const struct scale *scale, const struct decade *decade,
            struct values *values)
{
    double first = floor(log10(scale->from) + 1e-9);
    double last = ceil(log10(scale->to) - 1e-9);

    first = floor(first / decade->every) * decade->every;
    for (double e = first; e <= last; e += decade->every)
        for (size_t i = 0; i < decade->count; i++)
            add_value(scale, decade->values[i] * pow(10, e), values);
}

/* The densest kind that has no more than wanted, or few. */
static void
add_powers(const struct scale *scale, double wanted, struct values *values)
{
    static const struct decade dense[] = {{{1, 2, 5}, 3, 1, 2},
                                          {{1, 3}, 2, 1, 3.2}};
    double decades = log10(scale->to / scale->from);

    for (size_t i = 0; i < COUNT(dense); i++) {
        values->count = 0;
        if (decades < dense[i].most)
            add_decades(scale, &dense[i], values);
        if (values->count > 1 && (double)values->count <= 1.25 * wanted)
            return;
    }
    int every = (int)fmax(1, ceil(decades / fmax(wanted, 1) - 0.25));
    struct decade plain = {{1}, 1, every, 0};
    values->count = 0;
    add_decades(scale, &plain, values);
}

/* Zero, and powers of ten on both its sides beyond the linear part. */
static void
add_both_sides(const struct scale *scale, double wanted, struct values *values)
{
    double least = ceil(log10(scale->within) - 1e-9);
    double down = log10(fmax(-scale->from, 1e-15)) + 1e-9;
    double up = log10(fmax(scale->to, 1e-15)) + 1e-9;
    double all = fmax(down - least + 1, 0) + fmax(up - least + 1, 0);
    double every = fmax(1, ceil(all / fmax(wanted, 1)));

    for (double e = least + every * floor(fmax(down - least, 0) / every);
         e >= least; e -= every)
        add_value(scale, -pow(10, e), values);
    add_value(scale, 0, values);
    for (double e = least; e <= up; e += every)
        add_value(scale, pow(10, e), values);
}

/* Whether the scale has a length that can be counted through. */
static bool
is_sane(const struct scale *scale)
{
    double times = scale->kind == SCALE_LOG ? scale->to / scale->from : 2;

    return scale->to > scale->from && times > 1 && times < 1e300;
}

size_t
scale_ticks(const struct scale *scale, double wanted, double *ticks)
{
    struct values values = {ticks, 0, MOST_TICKS};

    if (PRESS && !is_sane(scale))
        return 0;
    if (scale_has_slots(scale->kind))
        add_steps(scale, 1, &values);
    else if (scale->kind == SCALE_YEAR)
        add_years(scale, wanted, &values);
    else if (PRESS && scale->kind == SCALE_LOG)
        add_powers(scale, wanted, &values);
    else if (PRESS && scale->kind == SCALE_SYMLOG)
        add_both_sides(scale, wanted, &values);
    /* A scale that is too short for its own kind of ticks gets these. */
    if (!PRESS || values.count > 1 || scale_has_slots(scale->kind))
        return values.count;
    values.count = 0;
    add_steps(scale, choose_step(scale, wanted, -300), &values);
    return values.count;
}

size_t
scale_minor(const struct scale *scale, double *ticks, size_t most)
{
    struct values values = {ticks, 0, most};
    double span = scale->to - scale->from;

    if (PRESS && !is_sane(scale))
        return 0;
    if (scale->kind == SCALE_YEAR && span >= FEW_YEARS && span <= 20)
        add_steps(scale, 1, &values);
    if (scale->kind != SCALE_LOG || log10(scale->to / scale->from) > 6)
        return values.count;
    for (double e = floor(log10(scale->from)); e <= log10(scale->to); e++)
        for (int i = 2; i <= 9; i++)
            add_value(scale, i * pow(10, e), &values);
    return values.count;
}

/* The next of 1, 2, 5 times a power of ten, in one direction. */
static double
round_power(double value, bool up)
{
    static const double rounds[] = {1, 2, 5, 10};
    double power = pow(10, floor(log10(value) + 1e-9)), rest = value / power;

    for (size_t i = 0; i < COUNT(rounds) && up; i++)
        if (rest <= rounds[i] * (1 + 1e-9))
            return rounds[i] * power;
    for (size_t i = COUNT(rounds); i-- > 0;)
        if (rest >= rounds[i] * (1 - 1e-9))
            return rounds[i] * power;
    return value;
}

void
scale_round(struct scale *scale, double wanted)
{
    if (scale_has_slots(scale->kind))
        return;
    if (scale->kind == SCALE_LOG) {
        scale->from = round_power(scale->from, false);
        scale->to = round_power(scale->to, true);
        return;
    }
    double step =
        scale->kind == SCALE_YEAR ? 1 : choose_step(scale, wanted, -300);
    scale->from = floor(scale->from / step + 1e-9) * step;
    scale->to = ceil(scale->to / step - 1e-9) * step;
}
