/* pipeline.c: what becomes of orders: the step responses of the three
 * pipelines of the wall. Of orders that rise at once by a step, a pipeline of
 * n stages and mean delay D has delivered after t years
 *
 *     1 - exp(-x) (1 + x + ... + x^(n-1) / (n-1)!),   x = n t / D,
 *
 * an Erlang distribution: n = 3 for fabs, 2 for power, 1 for halls.
 *
 * What a newcomer would get wrong: the time of this run is years since the
 * order, from 0. */
#include "draws.h"

#define YEARS 10
#define ROWS_PER_YEAR 32

static double
deliver_step(int stages, double delay, double t)
{
    double x = stages * t / delay, term = 1, sum = 0;

    for (int i = 1; i <= stages; i++) {
        sum += term;
        term *= x / i;
    }
    return 1 - real_exp(-x) * sum;
}

static struct run
solve_pipeline(struct arena *arena, struct diag *diag,
               const struct recipe *recipe)
{
    struct symbols of = symbols_of(recipe->ranges);
    const struct {
        const char *name, *label;
        int stages;
        double delay;
    } lines[] = {{"fabs", "fabs", 3, of.D_fab},
                 {"power", "power", 2, of.D_en},
                 {"halls", "halls", 1, of.D_cool}};
    size_t rows = YEARS * ROWS_PER_YEAR + 1;
    double *time = TAKE_ARRAY(arena, rows, double);
    struct series *series = TAKE_ARRAY(arena, COUNT(lines), struct series);

    (void)diag;
    for (size_t i = 0; i < rows; i++)
        time[i] = (double)i / ROWS_PER_YEAR;
    for (size_t j = 0; j < COUNT(lines); j++) {
        double *at = TAKE_ARRAY(arena, rows, double);
        for (size_t i = 0; i < rows; i++)
            at[i] = deliver_step(lines[j].stages, lines[j].delay, time[i]);
        series[j] = (struct series){lines[j].name, "1", lines[j].label, at};
    }
    return (struct run){.rows = rows,
                        .time = time,
                        .time_unit = "years",
                        .series = series,
                        .series_count = COUNT(lines)};
}

const struct model model_pipeline = {
    .name = "pipeline",
    .title = "share of an order delivered, by years since the order",
    .symbols = coupled_symbols,
    .symbol_count = SYMBOLS,
    .run = solve_pipeline,
};
