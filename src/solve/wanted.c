/* wanted.c: which of the costly runs does a book use? A run is wanted when a
 * value in the text is taken from it ("wall.agi.p50"), or when a text of a
 * figure description names it, alone or before a dot. What is wanted comes
 * from the cache if its parameters are those of last time.
 *
 * What a newcomer would get wrong: a word in a description that only looks
 * like a run costs time, never a wrong number. And the parameters of a model
 * are read, and their faults said, whether the book wants the model or not;
 * those of the coupled model have been by then. */
#include "ensemble.h"

#include <string.h>

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/* The name as a word of its own, or before a dot. */
static bool
mentions_name(const char *text, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = text; (at = strstr(at, name)); at++) {
        char before = at > text ? at[-1] : ' ', after = at[length];
        if (!is_letter(before) && (after == '.' || !is_letter(after)))
            return true;
    }
    return false;
}

static bool
item_mentions(const struct item *item, const char *name)
{
    if (item->kind == ITEM_TEXT)
        return mentions_name(item->text, name);
    for (const struct item *inner = item->first; inner; inner = inner->next)
        if (item_mentions(inner, name))
            return true;
    return false;
}

bool
run_wanted(const struct tree *tree, const char *name)
{
    for (size_t i = 0; i < tree->landmark_count; i++) {
        const struct node *node = tree->landmarks[i];
        if (node->kind == NODE_VALUE && mentions_name(node->target, name))
            return true;
    }
    for (size_t i = 0; i < tree->figure_count; i++)
        if (item_mentions(tree->figures[i].item, name))
            return true;
    return false;
}

/* Of everything that decides what a model's runs are. */
static struct key
make_key(struct arena *arena, const struct model *model,
         const struct recipe *recipe)
{
    struct hash *hash = hash_new(arena);

    hash_string(hash, MODEL_VERSION);
    hash_string(hash, model->name);
    hash_real(hash, (double)recipe->samples.count);
    hash_real(hash, recipe->samples.seed.low);
    hash_real(hash, recipe->samples.seed.high);
    for (size_t i = 0; i < model->symbol_count; i++) {
        const struct range *range = &recipe->ranges[i];
        hash_real(hash, range->value);
        hash_real(hash, range->spread);
        hash_real(hash, range->low);
        hash_real(hash, range->mode);
        hash_real(hash, range->high);
    }
    return hash_done(hash);
}

/* Work for one model: one run, or the ensemble's three. */
struct batch {
    struct run runs[WALLS];
    size_t count;
};

static void
make_batch(struct arena *arena, struct diag *diag, const struct model *model,
           const struct recipe *recipe, struct batch *batch)
{
    struct run *walls[WALLS];

    if (model->run) {
        batch->runs[0] = model->run(arena, diag, recipe);
        batch->runs[0].name = model->name;
        batch->runs[0].title = model->title;
        batch->count = 1;
        return;
    }
    for (size_t i = 0; i < WALLS; i++)
        walls[i] = &batch->runs[i];
    ensemble_runs(arena, diag, recipe, walls);
    batch->count = WALLS;
}

static bool
find_batch(struct arena *arena, const struct cache *cache, struct key key,
           struct batch *batch)
{
    struct bytes bytes = cache_find(cache, arena, key);

    for (batch->count = 0; bytes.length && batch->count < WALLS;
         batch->count++) {
        size_t used = run_find(arena, bytes, &batch->runs[batch->count]);
        if (!used)
            return false;
        bytes.at += used;
        bytes.length -= used;
    }
    return batch->count > 0;
}

/* A run about which something had to be said is made again the next time, so
 * that it is said again. */
static void
keep_batch(struct arena *arena, const struct cache *cache, struct key key,
           const struct batch *batch)
{
    struct text text = text_new(arena);

    for (size_t i = 0; i < batch->count; i++)
        run_keep(&text, &batch->runs[i]);
    cache_keep(cache, key, text_all(&text));
}

static uint64_t
join_seed(struct seed seed)
{
    return (uint64_t)seed.high << 32 | seed.low;
}

static void
add_batch(struct arena *arena, struct diag *diag, const struct tree *tree,
          const struct cache *cache, const struct model *model,
          const struct recipe *recipe, struct run **end)
{
    struct key key = make_key(arena, model, recipe);
    int said = diag->errors + diag->warnings;
    struct batch batch;

    if (!find_batch(arena, cache, key, &batch)) {
        make_batch(arena, diag, model, recipe, &batch);
        if (diag->errors + diag->warnings == said)
            keep_batch(arena, cache, key, &batch);
    }
    const struct parameter *list =
        ranges_list(arena, diag, model, recipe->ranges, tree->models);
    for (size_t i = 0; i < batch.count; i++) {
        struct run *run = (*end)++;
        *run = batch.runs[i];
        run->parameters = list;
        run->parameter_count = model->symbol_count;
        run->samples = recipe->samples.count;
        run->seed = join_seed(recipe->samples.seed);
        run->version = MODEL_VERSION;
        run->key = key;
    }
}

static bool
is_model_wanted(const struct tree *tree, const struct model *model)
{
    if (model != &model_ensemble)
        return run_wanted(tree, model->name);
    return run_wanted(tree, "wall") || run_wanted(tree, "wall_demand") ||
           run_wanted(tree, "wall_frozen");
}

size_t
solve_wanted(struct arena *arena, struct diag *diag, const struct tree *tree,
             const struct cache *cache, size_t samples, int threads,
             struct run *runs)
{
    struct run *end = runs;

    for (size_t i = 0; i < MODELS; i++) {
        const struct model *model = model_table[i];
        struct diag again = {.arena = arena};
        struct recipe recipe = {.wall = WALL_STANDS};
        struct range *ranges = ranges_default(arena, model);
        bool said = model->symbols == coupled_symbols;

        if (model == &model_curve)
            continue;
        ranges_book(said ? &again : diag, tree->models, model, ranges);
        recipe.ranges = ranges;
        recipe.samples =
            samples_of(model, model->samples ? samples : 0, NULL, threads);
        if (is_model_wanted(tree, model))
            add_batch(arena, diag, tree, cache, model, &recipe, &end);
    }
    return (size_t)(end - runs);
}
