/* sampled.c: the models of a book with few samples. The door of solve/ makes
 * all samples or none, so the costly models are asked one by one. */
#include "sampled.h"

#include <assert.h>
#include <string.h>

#include "solve/ensemble.h"
#include "solve/solve.h"

#define SAMPLES 24
#define THREADS 2
#define MOST_BASE 16 /* runs that are always made */

static bool
mentions(const struct item *item, const char *name)
{
    if (item->kind == ITEM_TEXT)
        return strstr(item->text, name) != NULL;
    for (const struct item *one = item->first; one; one = one->next)
        if (mentions(one, name))
            return true;
    return false;
}

static bool
is_shown(const struct tree *tree, const char *name)
{
    for (size_t i = 0; i < tree->figure_count; i++)
        if (mentions(tree->figures[i].item, name))
            return true;
    return false;
}

/* Runs of a model, named as the book names them; how many. */
static size_t
run_model(struct arena *arena, struct diag *diag, const struct tree *tree,
          const struct model *model, struct run *runs)
{
    struct range *ranges = ranges_default(arena, model);
    struct run *walls[WALLS] = {&runs[0], &runs[1], &runs[2]};
    size_t count = model->samples ? SAMPLES : 0;
    struct recipe recipe = {.samples = samples_of(model, count, NULL, THREADS)};

    ranges_book(diag, tree->models, model, ranges);
    recipe.ranges = ranges;
    if (!model->run) {
        ensemble_runs(arena, diag, &recipe, walls);
        return WALLS;
    }
    runs[0] = model->run(arena, diag, &recipe);
    runs[0].name = model->name;
    runs[0].title = model->title;
    return 1;
}

struct data
sample_runs(struct arena *arena, struct diag *diag, const struct tree *tree)
{
    struct tree bare = *tree;
    struct cache none = {NULL};
    struct run *runs =
        TAKE_ARRAY(arena, MOST_BASE + MODELS + WALLS, struct run);
    size_t count;

    /* Without text and figures nobody asks for more. */
    bare.root = NULL;
    bare.figure_count = 0;
    const struct data *base = solve_models(arena, diag, &bare, &none, THREADS);
    assert(base->run_count <= MOST_BASE);
    memcpy(runs, base->runs, base->run_count * sizeof *runs);
    count = base->run_count;
    for (size_t i = 0; i < MODELS; i++) {
        const struct model *model = model_table[i];
        const char *name = model == &model_ensemble ? "wall" : model->name;
        if (model != &model_curve && is_shown(tree, name))
            count += run_model(arena, diag, tree, model, &runs[count]);
    }
    return (struct data){runs, count};
}
