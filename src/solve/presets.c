/* presets.c: the coupled model with other parameters, under names of the
 * author's: content/models/presets.yaml maps a name to a title, symbols to
 * set, and which wall stands. Each becomes a run like the central one, when
 * the book uses it.
 *
 * What a newcomer would get wrong: a preset starts from the book's values,
 * not from the program's. */
#include "ensemble.h"

#include <string.h>

static const struct item *
find_presets(const struct tree *tree)
{
    const struct item *presets =
        tree->models ? item_find(tree->models, "presets") : NULL;

    return presets && presets->kind == ITEM_MAP ? presets : NULL;
}

static struct range *
read_preset(struct arena *arena, struct diag *diag, const struct item *preset,
            const struct range *base, enum wall *wall)
{
    static const char *const known[] = {"title", "set"};
    struct range *ranges = ranges_default(arena, &model_curve);

    memcpy(ranges, base, SYMBOLS * sizeof *ranges);
    if (preset->kind != ITEM_MAP) {
        diag_say(diag, ERROR, preset->place,
                 "preset '%s' must be a map with 'title' and 'set', using "
                 "the book's parameters",
                 preset->key);
        return ranges;
    }
    item_keys(diag, preset, "a preset", known, COUNT(known));
    ranges_read(diag, item_find(preset, "set"), &model_curve, ranges, wall);
    return ranges;
}

static struct run
solve_preset(struct arena *arena, struct diag *diag, const struct tree *tree,
             const struct item *preset, const struct range *base)
{
    enum wall wall = WALL_STANDS;
    const struct range *ranges = read_preset(arena, diag, preset, base, &wall);
    struct symbols symbols = symbols_of(ranges);
    const struct course *course =
        course_new(arena, &symbols, &(struct plan){.wall = wall});
    struct run run = run_course(arena, course, preset->key,
                                item_text(diag, preset, "title", preset->key));

    run.parameters =
        ranges_list(arena, diag, &model_curve, ranges, tree->models);
    run.parameter_count = SYMBOLS;
    return run;
}

size_t
presets_solve(struct arena *arena, struct diag *diag, const struct tree *tree,
              const struct range *base, struct run *runs)
{
    const struct item *presets = find_presets(tree);
    size_t count = 0;

    for (const struct item *preset = presets ? presets->first : NULL; preset;
         preset = preset->next) {
        if (!run_wanted(tree, preset->key))
            continue;
        if (count == PRESETS_MOST) {
            diag_say(diag, ERROR, preset->place,
                     "more than %d presets, leaving the rest out",
                     PRESETS_MOST);
            break;
        }
        runs[count++] = solve_preset(arena, diag, tree, preset, base);
    }
    return count;
}
