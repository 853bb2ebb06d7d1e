/* solve.c: the door: from the author's parameters to the runs of the book,
 * and a look at every value that the text asks for.
 *
 * What a newcomer would get wrong: a fault never stops a run. A bad parameter
 * is said and its default used; a course that the solver gives up is said,
 * and what would have come later is not reached. */
#include "ensemble.h"

#include <string.h>

enum { CENTRAL, DEMAND_ONLY, FROZEN, SPIRAL, LIMITS_RUN, BUILD, RUNS };

#define MOST_RUNS (RUNS + PRESETS_MOST + WANTED_RUNS)

/* A file of parameters that no model reads is a mistake. */
static void
check_files(struct diag *diag, const struct item *files)
{
    const char *known[MODELS + 2] = {"wall", "presets"};

    if (!files || files->kind != ITEM_MAP)
        return;
    for (size_t i = 0; i < MODELS; i++)
        known[i + 2] = model_table[i]->name;
    for (const struct item *file = files->first; file; file = file->next) {
        bool read = !strcmp(file->key, "presets");
        for (size_t i = 0; i < MODELS; i++)
            read = read || model_reads(model_table[i], file->key);
        if (!read)
            diag_say(diag, WARNING, file->place,
                     "no model named '%s', leaving its parameters out%s",
                     file->key, diag_hint(diag, file->key, known, MODELS + 2));
    }
}

/* Of everything that decides the numbers of a run. */
static struct key
make_key(struct arena *arena, const struct run *run)
{
    struct hash *hash = hash_new(arena);

    hash_string(hash, MODEL_VERSION);
    hash_string(hash, run->name);
    for (size_t i = 0; i < run->parameter_count; i++) {
        hash_string(hash, run->parameters[i].name);
        hash_real(hash, run->parameters[i].value);
    }
    return hash_done(hash);
}

/* The curve under one wall: each is a job of its own. */
struct course_job {
    enum wall wall;
    const char *name, *title;
    const struct symbols *symbols;
    struct arena arena;
    struct arena steps; /* of the course, until all runs are made of it */
    const struct course *course;
    struct run run;
};

static void
solve_course(void *context, int number)
{
    struct course_job *job = (struct course_job *)context + number;

    job->course = course_new(&job->steps, job->symbols,
                             &(struct plan){.wall = job->wall});
    job->run = run_course(&job->arena, job->course, job->name, job->title);
}

static void
report_course(struct diag *diag, const struct course_job *job)
{
    if (!job->course->path.complete)
        diag_say(diag, WARNING, (struct place){0},
                 "run '%s' cannot be followed beyond %.3f, later dates count "
                 "as not reached",
                 job->name, job->symbols->t0 + job->course->end);
}

static void
make_runs(struct arena *arena, struct diag *diag, const struct tree *tree,
          const struct symbols *symbols, struct run *runs)
{
    struct course_job jobs[] = {
        [CENTRAL] = {.wall = WALL_STANDS,
                     .name = "central",
                     .title = "central run, with the hardware wall"},
        [DEMAND_ONLY] = {.wall = WALL_DEMAND,
                         .name = "demand",
                         .title = "the same with money as the only limit"},
        [FROZEN] = {.wall = WALL_FROZEN,
                    .name = "frozen",
                    .title = "the same with compute frozen at its 2026 level"}};

    for (size_t i = 0; i < COUNT(jobs); i++)
        jobs[i].symbols = symbols;
    pool_run(pool_cores(), COUNT(jobs), solve_course, jobs);
    for (size_t i = 0; i < COUNT(jobs); i++) {
        report_course(diag, &jobs[i]);
        runs[i] = jobs[i].run;
        arena_join(arena, &jobs[i].arena);
    }
    runs[SPIRAL] = run_spiral(arena, jobs[CENTRAL].course);
    run_compare(arena, &runs[CENTRAL], jobs[CENTRAL].course,
                jobs[DEMAND_ONLY].course, jobs[FROZEN].course);
    for (size_t i = 0; i < COUNT(jobs); i++)
        arena_close(&jobs[i].steps);
    runs[LIMITS_RUN] = run_limits(arena);
    runs[BUILD] = run_build(arena, tree);
}

/* Looked up and said in full, so that a bad format is found here too. */
static void
check_values(struct diag *diag, const struct tree *tree,
             const struct data *data)
{
    struct arena scratch = {0};

    for (size_t i = 0; i < tree->landmark_count; i++) {
        const struct node *node = tree->landmarks[i];
        if (node->kind == NODE_VALUE)
            data_say(&scratch, data, diag, node->place, node->target,
                     node->format);
    }
    arena_close(&scratch);
}

/* Whether anything in the book looks at a number, or says one that may be
 * wrong. */
static bool
asks_numbers(const struct tree *tree)
{
    bool asks = (tree->models && tree->models->first) || tree->figure_count;

    for (size_t i = 0; i < tree->landmark_count && !asks; i++)
        asks = tree->landmarks[i]->kind == NODE_VALUE;
    return asks;
}

struct data *
solve_models(struct arena *arena, struct diag *diag, const struct tree *tree,
             const struct cache *cache, size_t samples, int threads)
{
    struct data *data = TAKE(arena, struct data);
    struct run *runs = TAKE_ARRAY(arena, MOST_RUNS, struct run);
    struct range *ranges = ranges_default(arena, &model_curve);

    *data = (struct data){.language = tree->language};
    if (!asks_numbers(tree))
        return data;
    check_files(diag, tree->models);
    ranges_book(diag, tree->models, &model_curve, ranges);
    struct symbols symbols = symbols_of(ranges);
    const struct parameter *list =
        ranges_list(arena, diag, &model_curve, ranges, tree->models);
    make_runs(arena, diag, tree, &symbols, runs);
    for (int i = 0; i <= SPIRAL; i++) {
        runs[i].parameters = list;
        runs[i].parameter_count = SYMBOLS;
    }
    size_t count = RUNS;
    count += presets_solve(arena, diag, tree, ranges, runs + count);
    for (size_t i = 0; i < count; i++) {
        runs[i].version = MODEL_VERSION;
        runs[i].key = make_key(arena, &runs[i]);
    }
    count +=
        solve_wanted(arena, diag, tree, cache, samples, threads, runs + count);
    *data = (struct data){runs, count, tree->language};
    check_values(diag, tree, data);
    return data;
}
