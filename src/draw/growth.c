/* growth.c: the shape of the spiral. A full turn is one doubling of software
 * (ln 2 nats), and a point's distance from the middle is the size of the box
 * at the time, like rings in a trunk: where software outruns hardware the
 * turns crowd. A crowded turn also takes on the box's square shape, as if it
 * were pressed against the sides. */
#include "spiral.h"

#include <math.h>

#define LN_2 0.693147180559945309
#define PI 3.14159265358979323846
#define LEAST_RADIUS 9.0  /* [pt] when the story starts */
#define MOST_RADIUS 103.0 /* [pt] when it ends */
#define MOST_TURNS 400.0

double
growth_radius(const struct spiral *spiral, double compute)
{
    double radius =
        spiral->least + spiral->per_nat * (compute - spiral->start_compute);

    return fmin(fmax(radius, 1), 2 * MOST_RADIUS);
}

/* On a superellipse whose exponent goes from 2, a circle, to 5. */
void
growth_point(const struct spiral *spiral, double turns, double radius,
             double pitch, double *x, double *y)
{
    const struct growth *growth = &spiral->growth;
    double loose = growth->pitch[0] > 0 ? pitch / growth->pitch[0] : 1;
    double power = 2 + 3 * fmin(fmax(1 - loose, 0), 1);
    double angle = 2 * PI * (turns - floor(turns)) - PI / 2;
    double c = cos(angle), s = sin(angle);
    double reach = pow(pow(fabs(c), power) + pow(fabs(s), power), -1 / power);

    *x = radius * reach * c;
    *y = radius * reach * s;
}

static int
find_act(const struct spiral *spiral, double time)
{
    int act = spiral->parts - 1;

    while (act > 0 && time < spiral->acts[act].start)
        act--;
    return act;
}

/* Time and compute at which software has the level wanted; row only goes
 * forward. */
static void
find_level(const struct spiral *spiral, double level, size_t *row, double *time,
           double *compute)
{
    const struct run *run = spiral->history;
    const double *s = spiral->past_software->at;
    const double *k = spiral->past_compute->at;

    while (*row + 2 < run->rows && s[*row + 1] < level)
        ++*row;
    double rise = s[*row + 1] - s[*row];
    double share = rise > 0 ? (level - s[*row]) / rise : 0;
    share = fmin(fmax(share, 0), 1);
    *time = run->time[*row] + share * (run->time[*row + 1] - run->time[*row]);
    *compute = k[*row] + share * (k[*row + 1] - k[*row]);
}

static void
take_samples(struct desk *desk, struct spiral *spiral, size_t count)
{
    struct growth *growth = &spiral->growth;
    size_t row = 0;

    growth->count = count;
    growth->time = TAKE_ARRAY(desk->arena, count, double);
    growth->radius = TAKE_ARRAY(desk->arena, count, double);
    growth->pitch = TAKE_ARRAY(desk->arena, count, double);
    growth->x = TAKE_ARRAY(desk->arena, count, double);
    growth->y = TAKE_ARRAY(desk->arena, count, double);
    growth->act = TAKE_ARRAY(desk->arena, count, int);
    for (size_t i = 0; i < count; i++) {
        double level = spiral->start_software + LN_2 * (double)i / PER_TURN;
        double compute;
        find_level(spiral, level, &row, &growth->time[i], &compute);
        growth->radius[i] = growth_radius(spiral, compute);
        growth->act[i] = find_act(spiral, growth->time[i]);
    }
}

/* The first turn has none before it and takes the second one's pitch. */
static void
bend_samples(struct spiral *spiral)
{
    struct growth *growth = &spiral->growth;

    for (size_t i = growth->count; i-- > 0;) {
        size_t later = i < PER_TURN ? PER_TURN : i;
        growth->pitch[i] =
            later < growth->count
                ? growth->radius[later] - growth->radius[later - PER_TURN]
                : 1;
    }
    for (size_t i = 0; i < growth->count; i++)
        growth_point(spiral, (double)i / PER_TURN, growth->radius[i],
                     growth->pitch[i], &growth->x[i], &growth->y[i]);
}

static bool
all_finite(const struct series *series, size_t rows)
{
    for (size_t i = 0; i < rows; i++)
        if (!(fabs(series->at[i]) <= 1e6))
            return false;
    return true;
}

static void
date_acts(struct spiral *spiral)
{
    const struct run *run = spiral->run;

    for (int i = 0; i < spiral->parts; i++)
        spiral->acts[i].start = run->time[i * spiral->frames];
    spiral->first = run->time[0];
    spiral->last = run->time[run->rows - 1];
}

static bool
can_grow(const struct spiral *spiral, double turns, double nats)
{
    size_t rows = spiral->run->rows, past = spiral->history->rows;

    return past > 1 && all_finite(spiral->software, rows) &&
           all_finite(spiral->compute, rows) &&
           all_finite(spiral->past_software, past) &&
           all_finite(spiral->past_compute, past) && turns > 0 &&
           turns <= MOST_TURNS && nats > 0;
}

void
growth_measure(struct desk *desk, struct spiral *spiral)
{
    size_t rows = spiral->run->rows;
    const double *s = spiral->software->at, *k = spiral->compute->at;

    date_acts(spiral);
    spiral->start_software = s[0];
    spiral->start_compute = k[0];
    spiral->least = LEAST_RADIUS;
    double turns = (s[rows - 1] - s[0]) / LN_2, nats = k[rows - 1] - k[0];
    /* What comes to a page has grown here. */
    if (PRESS && !can_grow(spiral, turns, nats)) {
        diag_say(desk->diag, ERROR, desk->place,
                 "software and compute must grow over the run, by at most %g "
                 "doublings",
                 MOST_TURNS);
        return;
    }
    spiral->per_nat = (MOST_RADIUS - LEAST_RADIUS) / nats;
    take_samples(desk, spiral, (size_t)(turns * PER_TURN) + 2);
    bend_samples(spiral);
}
