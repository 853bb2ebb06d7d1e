/* speed.c: how long the models take, for make bench: a line for each, name,
 * milliseconds and goal, between bars. Medians; nothing passes or fails. */
#define _POSIX_C_SOURCE 200809L
#include "solve/ensemble.h"

#include <stdlib.h>
#include <time.h>

#define RUNS 51
#define DRAWS 400000

static double
read_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static void
time_central(void)
{
    struct symbols symbols = symbols_default();
    double times[RUNS];

    for (int i = 0; i < RUNS; i++) {
        struct arena arena = {0};
        double start = read_clock();
        course_new(&arena, &symbols, &(struct plan){0});
        times[i] = read_clock() - start;
        arena_close(&arena);
    }
    order_sort(times, RUNS);
    printf("the central run and its dates|%.3f|2 ms\n", times[RUNS / 2]);
}

static struct recipe
make_recipe(struct arena *arena, const struct model *model, size_t samples)
{
    return (struct recipe){.ranges = ranges_default(arena, model),
                           .samples =
                               samples_of(model, samples, NULL, pool_cores())};
}

static void
time_ensemble(void)
{
    struct arena arena = {0};
    struct diag diag = {.arena = &arena};
    struct recipe recipe = make_recipe(&arena, &model_ensemble, 4096);
    struct run run;
    double start = read_clock();

    ensemble_runs(&arena, &diag, &recipe, (struct run *[]){&run, NULL, NULL});
    printf("4,096 coupled samples to 2050|%.0f|1500 ms\n",
           read_clock() - start);
    arena_close(&arena);
}

static void
time_draws(const struct model *model)
{
    struct arena arena = {0};
    struct diag diag = {.arena = &arena};
    struct recipe recipe = make_recipe(&arena, model, DRAWS);
    double start = read_clock();

    model->run(&arena, &diag, &recipe);
    printf("400,000 draws of %s|%.0f|2000 ms\n", model->name,
           read_clock() - start);
    arena_close(&arena);
}

int
main(void)
{
    time_central();
    time_ensemble();
    for (size_t i = 0; i < MODELS; i++)
        if (model_table[i]->run && model_table[i]->samples &&
            model_table[i] != &model_reproduce)
            time_draws(model_table[i]);
    return EXIT_SUCCESS;
}
