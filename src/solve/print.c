/* print.c: one run of one model for the command line: what is asked for,
 * and the form of a run whatever its model.
 *
 * What a newcomer would get wrong: a number that is not defined is null in
 * JSON and empty in CSV, never NaN. */
#include "print.h"

#include <string.h>

void
print_number(struct text *out, double value, bool json)
{
    if (json || real_finite(value))
        text_number(out, value);
}

static double
value_of(const struct quantity *quantity)
{
    return quantity->reached ? quantity->value : real_nan();
}

static void
add_row(struct text *out, const struct run *run, size_t row)
{
    text_add(out, row ? ",\n  {\"t\": " : "\n  {\"t\": ");
    text_number(out, run->time[row]);
    for (size_t i = 0; i < run->series_count; i++) {
        text_print(out, ", \"%s\": ", run->series[i].name);
        text_number(out, run->series[i].at[row]);
    }
    text_char(out, '}');
}

static void
add_json(struct text *out, const struct run *run)
{
    text_add(out, "{\"run\": ");
    text_json(out, run->name);
    text_add(out, ", \"parameters\": {");
    for (size_t i = 0; i < run->parameter_count; i++) {
        text_print(out, "%s\"%s\": ", i ? ", " : "", run->parameters[i].name);
        text_number(out, run->parameters[i].value);
    }
    text_add(out, "},\n \"quantities\": {");
    for (size_t i = 0; i < run->quantity_count; i++) {
        text_print(out, "%s\n  \"%s\": ", i ? "," : "",
                   run->quantities[i].name);
        text_number(out, value_of(&run->quantities[i]));
    }
    text_add(out, "},\n \"rows\": [");
    for (size_t i = 0; i < run->rows; i++)
        add_row(out, run, i);
    text_add(out, "]}\n");
}

static void
add_csv(struct text *out, const struct run *run)
{
    text_add(out, "quantity,value,unit\n");
    for (size_t i = 0; i < run->quantity_count; i++) {
        text_print(out, "%s,", run->quantities[i].name);
        print_number(out, value_of(&run->quantities[i]), false);
        text_print(out, ",%s\n", run->quantities[i].unit);
    }
    if (!run->rows)
        return;
    text_add(out, "\nt");
    for (size_t i = 0; i < run->series_count; i++)
        text_print(out, ",%s", run->series[i].name);
    for (size_t row = 0; row < run->rows; row++) {
        text_char(out, '\n');
        text_number(out, run->time[row]);
        for (size_t i = 0; i < run->series_count; i++) {
            text_char(out, ',');
            print_number(out, run->series[i].at[row], false);
        }
    }
    text_char(out, '\n');
}

void
print_run(struct text *out, const struct run *run, bool json)
{
    (json ? add_json : add_csv)(out, run);
}

static void
print_model(struct arena *arena, struct diag *diag, struct text *out,
            const struct solve_request *request, const struct model *model,
            const struct recipe *recipe)
{
    struct run run = model->run(arena, diag, recipe);

    run.name = model->name;
    run.parameters =
        ranges_list(arena, diag, model, recipe->ranges, request->models);
    run.parameter_count = model->symbol_count;
    if (model == &model_reproduce && !request->json)
        print_reproduced(out, diag, &run);
    else
        print_run(out, &run, request->json);
}

/* Under all walls, or the one that is given. */
static void
print_walls(struct arena *arena, struct diag *diag, struct text *out,
            const struct solve_request *request, const struct recipe *recipe)
{
    struct run made[WALLS], *runs[WALLS];
    bool one = request->given && item_find(request->given, "wall");

    for (enum wall wall = 0; wall < WALLS; wall++)
        runs[wall] = !one || wall == recipe->wall ? &made[wall] : NULL;
    ensemble_runs(arena, diag, recipe, runs);
    if (request->json)
        print_ensemble(out, recipe, runs);
    for (enum wall wall = 0; wall < WALLS && !request->json; wall++)
        if (runs[wall]) {
            text_print(out, "# %s\n", runs[wall]->title);
            print_run(out, runs[wall], false);
        }
}

/* The options that a model has no use for are a misunderstanding. */
static bool
check_options(struct diag *diag, const struct solve_request *request,
              const struct model *model)
{
    const char *none = NULL;

    if (request->at_count && model != &model_curve)
        none = "--at";
    if (request->samples && !model->samples)
        none = "--samples";
    if (request->seed && !model->samples)
        none = "--seed";
    if (none)
        diag_say(diag, ERROR, (struct place){0}, "model '%s' has no %s",
                 model->name, none);
    return !none;
}

/* The parameters of the book, then those given. */
static bool
fill_recipe(struct arena *arena, struct diag *diag,
            const struct solve_request *request, const struct model *model,
            struct recipe *recipe)
{
    struct range *ranges = ranges_default(arena, model);
    int errors = diag->errors;

    ranges_book(diag, request->models, model, ranges);
    ranges_read(diag, request->given, model, ranges,
                model->symbols == coupled_symbols ? &recipe->wall : NULL);
    recipe->ranges = ranges;
    recipe->samples =
        samples_of(model, request->samples, request->seed, request->threads);
    return diag->errors == errors;
}

bool
solve_print(struct arena *arena, struct diag *diag, struct text *out,
            const struct solve_request *request)
{
    const struct model *model = model_find(diag, request->model);
    struct recipe recipe = {.wall = WALL_STANDS};

    if (!model || !check_options(diag, request, model) ||
        !fill_recipe(arena, diag, request, model, &recipe))
        return false;
    if (model == &model_curve)
        return print_course(arena, diag, out, request, &recipe);
    if (model == &model_ensemble)
        print_walls(arena, diag, out, request, &recipe);
    else
        print_model(arena, diag, out, request, model, &recipe);
    return true;
}
