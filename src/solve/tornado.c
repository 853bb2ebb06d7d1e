/* tornado.c: how much of the date hangs on which symbol: every symbol that an
 * ensemble draws is set to its 10th and its 90th percentile, one at a time,
 * with all others at their values, and the date of general intelligence is
 * taken. NAME.low and NAME.high are the dates, NAME.shift what lies between.
 *
 * What a newcomer would get wrong: shifts do not add up. Symbols act on each
 * other, which is what the ensemble is for. */
#include "draws.h"

#define LOW 0.1
#define HIGH 0.9

struct job {
    const struct range *ranges;
    enum wall wall;
    struct date dates[SYMBOLS][2];
};

static double
take_end(const struct range *range, double u)
{
    if (range->spread == SPREAD_HALF_ZERO && u > 0.5)
        return 0;
    return range_at(range, u);
}

static void
solve_end(struct job *job, size_t symbol, int end)
{
    struct arena own = {0};
    struct range ranges[SYMBOLS];

    for (size_t i = 0; i < SYMBOLS; i++)
        ranges[i] = job->ranges[i];
    ranges[symbol].value = take_end(&job->ranges[symbol], end ? HIGH : LOW);
    struct symbols symbols = symbols_of(ranges);
    struct course *course =
        course_new(&own, &symbols, &(struct plan){.wall = job->wall});
    job->dates[symbol][end] = course->start[AGI];
    arena_close(&own);
}

static void
work_symbol(void *context, int symbol)
{
    struct job *job = context;

    if (job->ranges[symbol].spread == SPREAD_FIXED)
        return;
    solve_end(job, (size_t)symbol, 0);
    solve_end(job, (size_t)symbol, 1);
}

static void
list_symbol(struct list *list, const struct job *job, size_t i)
{
    const struct symbol *symbol = &coupled_symbols[i];
    const struct date *dates = job->dates[i];
    double low = dates[0].reached ? dates[0].at : real_nan();
    double high = dates[1].reached ? dates[1].at : real_nan();
    const char *const names[] = {
        arena_print(list->arena, "%s.low", symbol->name),
        arena_print(list->arena, "%s.high", symbol->name),
        arena_print(list->arena, "%s.shift", symbol->name)};

    list_add(list, names[0], "yr AD", symbol->label, low);
    list_add(list, names[1], "yr AD", symbol->label, high);
    list_add(list, names[2], "yr", symbol->label, high - low);
}

static struct run
solve_tornado(struct arena *arena, struct diag *diag,
              const struct recipe *recipe)
{
    struct job *job = TAKE(arena, struct job);
    struct list list = {.arena = arena};

    (void)diag;
    job->ranges = recipe->ranges;
    job->wall = recipe->wall;
    pool_run(recipe->samples.threads, SYMBOLS, work_symbol, job);
    for (size_t i = 0; i < SYMBOLS; i++)
        if (recipe->ranges[i].spread != SPREAD_FIXED)
            list_symbol(&list, job, i);
    return (struct run){.quantities = list.at, .quantity_count = list.count};
}

const struct model model_tornado = {
    .name = "tornado",
    .title = "dates of general intelligence with one symbol at a time moved",
    .symbols = coupled_symbols,
    .symbol_count = SYMBOLS,
    .run = solve_tornado,
};
