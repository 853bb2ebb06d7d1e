/* ensemble.c: the coupled model many times, with symbols drawn from their
 * ranges.
 *
 * Symbol number j of sample i is the inverse distribution function at
 * philox_uniform(seed, i, j, 0). The numbers j of the symbols that the book
 * draws are fixed once and for all in a list below, so that a sample stays
 * what it was when a symbol joins them; an author who gives a distribution to
 * any other symbol gets numbers behind the list. The same sample under
 * another wall has the same symbols: what the wall costs is a difference
 * within samples.
 *
 * Dates are those of couple.c at a looser tolerance, with an error of 1e-5
 * years: far under what 4,096 samples can tell. Most progress within a
 * year is looked for on the grid, then closer around the best place.
 *
 * What a newcomer would get wrong: nothing is summed across threads. Each
 * sample fills its own places; sorting and counting come after. */
#include "ensemble.h"

#include <math.h>
#include <string.h>

#define TOLERANCE 1e-6 /* relative, of a step */

#define PLACE(field) (offsetof(struct symbols, field) / sizeof(double))
#define NOBODY SYMBOLS

/* In this order; rho takes two, whether it is zero and what it is if not. */
static const size_t drawn[] = {
    PLACE(g0),     PLACE(a0),      PLACE(v),    PLACE(amax),  PLACE(r0),
    PLACE(smax),   PLACE(lam),     PLACE(rho),  NOBODY,       PLACE(psi),
    PLACE(A0),     PLACE(tau_gen), PLACE(gH0),  PLACE(gsi0),  PLACE(gen0),
    PLACE(racks0), PLACE(D_fab),   PLACE(D_en), PLACE(geff0), PLACE(gdem0),
    PLACE(gdie0),  NOBODY};

#define COMMON_NUMBER 21 /* the one that all kap_ share */
#define OTHERS 32        /* the first number of a symbol not listed */

static uint32_t
find_number(size_t symbol)
{
    for (uint32_t j = 0; j < COUNT(drawn); j++)
        if (drawn[j] == symbol)
            return j;
    return OTHERS + 2 * (uint32_t)symbol;
}

static double
draw_range(const struct recipe *recipe, size_t symbol, uint32_t sample)
{
    const struct range *range = &recipe->ranges[symbol];
    struct seed seed = recipe->samples.seed;

    if (range->spread == SPREAD_FIXED)
        return range->value;
    if (range->spread == SPREAD_COMMON)
        return range_at(range, philox_uniform(seed, sample, COMMON_NUMBER, 0));
    uint32_t number = find_number(symbol);
    double u = philox_uniform(seed, sample, number, 0);
    if (range->spread != SPREAD_HALF_ZERO)
        return range_at(range, u);
    if (u < 0.5)
        return 0;
    return range_at(range, philox_uniform(seed, sample, number + 1, 0));
}

void
ensemble_draw(const struct recipe *recipe, size_t sample,
              struct symbols *symbols)
{
    double values[SYMBOLS];

    for (size_t i = 0; i < SYMBOLS; i++)
        values[i] = draw_range(recipe, i, (uint32_t)sample);
    memcpy(symbols, values, sizeof *symbols);
}

/* One sample's work. */

struct job {
    const struct recipe *recipe;
    struct ensemble *all;
    unsigned char *given_up; /* a sample */
};

static double
find_progress(const struct course *course, double year, bool software)
{
    struct moment moment;

    course_at(course, year, &moment);
    return software ? moment.s : moment.s + moment.k;
}

/* Around the best place of the grid, in halves of its distances. */
static double
sharpen_burst(const struct course *course, double year, double best,
              bool software)
{
    double last = HORIZON - 1;

    for (double apart = 0.5 / GRID_PER_YEAR; apart > 0.005; apart *= 0.5) {
        double centre = year;
        for (int side = -1; side <= 1; side += 2) {
            double from = centre + side * apart;
            if (from < GRID_START || from > last)
                continue;
            double rise = find_progress(course, from + 1, software) -
                          find_progress(course, from, software);
            if (rise > best) {
                best = rise;
                year = from;
            }
        }
    }
    return best;
}

static double
find_burst(const struct ensemble *all, const struct course *course,
           size_t sample, bool software)
{
    double best = -INFINITY;
    int at = 0;

    for (int i = 0; i + GRID_PER_YEAR < GRID; i++) {
        int then = i + GRID_PER_YEAR;
        double rise = all->s[then][sample] - all->s[i][sample];
        if (!software)
            rise += all->k[then][sample] - all->k[i][sample];
        if (rise > best) {
            best = rise;
            at = i;
        }
    }
    if (!real_finite(best))
        return best;
    return sharpen_burst(course, GRID_START + (double)at / GRID_PER_YEAR, best,
                         software);
}

static unsigned char
find_tightest(const struct softmin *softmin)
{
    int line = 0;

    for (int i = 1; i < LINES; i++)
        if (softmin->weight[i] > softmin->weight[line])
            line = i;
    return (unsigned char)line;
}

/* Beyond a singularity everything is infinite. */
static void
fill_grid(struct ensemble *all, const struct course *course, size_t sample)
{
    struct moment moment;

    for (int i = 0; i < GRID; i++) {
        double year = GRID_START + (double)i / GRID_PER_YEAR;
        bool known = year - GRID_START <= course->end;
        course_at(course, year, &moment);
        all->s[i][sample] = known ? moment.s : INFINITY;
        all->k[i][sample] = known ? moment.k : INFINITY;
        if (all->wall == WALL_STANDS)
            all->tight[i][sample] = find_tightest(&moment.softmin);
    }
}

/* An author's ranges may overlap where the model wants a0 < amax. */
static void
give_up(struct job *job, size_t sample)
{
    struct ensemble *all = job->all;

    for (enum phase phase = CODE; phase < PHASES; phase++)
        all->start[phase][sample] = INFINITY;
    for (int i = 0; i < GRID; i++)
        all->s[i][sample] = all->k[i][sample] = INFINITY;
    job->given_up[sample] = true;
}

static void
fill_sample(struct job *job, struct arena *arena, size_t sample)
{
    struct ensemble *all = job->all;
    struct symbols symbols;

    ensemble_draw(job->recipe, sample, &symbols);
    if (symbols.a0 >= symbols.amax) {
        give_up(job, sample);
        return;
    }
    struct course *course = course_new(arena, &symbols,
                                       &(struct plan){.wall = all->wall,
                                                      .tolerance = TOLERANCE,
                                                      .dates_only = true});
    for (enum phase phase = CODE; phase < PHASES; phase++)
        all->start[phase][sample] =
            course->start[phase].reached ? course->start[phase].at : INFINITY;
    fill_grid(all, course, sample);
    all->burst[sample] = find_burst(all, course, sample, false);
    all->burst_software[sample] = all->wall == WALL_FROZEN
                                      ? all->burst[sample]
                                      : find_burst(all, course, sample, true);
    job->given_up[sample] = !course->path.complete;
}

static void
work_samples(void *context, size_t from, size_t to)
{
    struct arena arena = {0};

    for (size_t i = from; i < to; i++) {
        fill_sample(context, &arena, i);
        arena_close(&arena);
    }
}

static struct ensemble *
take_ensemble(struct arena *arena, size_t count)
{
    struct ensemble *all = TAKE(arena, struct ensemble);

    for (enum phase phase = CODE; phase < PHASES; phase++)
        all->start[phase] = TAKE_ARRAY(arena, count, double);
    for (int i = 0; i < GRID; i++) {
        all->s[i] = TAKE_ARRAY(arena, count, double);
        all->k[i] = TAKE_ARRAY(arena, count, double);
        all->tight[i] = TAKE_ARRAY(arena, count, unsigned char);
    }
    all->burst = TAKE_ARRAY(arena, count, double);
    all->burst_software = TAKE_ARRAY(arena, count, double);
    all->count = count;
    return all;
}

struct ensemble *
ensemble_new(struct arena *arena, struct diag *diag,
             const struct recipe *recipe, enum wall wall)
{
    size_t count = recipe->samples.count;
    struct ensemble *all = take_ensemble(arena, count);
    struct job job = {recipe, all, TAKE_ARRAY(arena, count, unsigned char)};

    all->wall = wall;
    all->seed = recipe->samples.seed;
    samples_run(&recipe->samples, work_samples, &job);
    for (size_t i = 0; i < count; i++)
        all->unfinished += job.given_up[i];
    if (all->unfinished)
        diag_say(diag, WARNING, (struct place){0},
                 "%zu of %zu samples cannot be followed to %.0f, counting "
                 "what they reach before",
                 all->unfinished, count, HORIZON);
    return all;
}
