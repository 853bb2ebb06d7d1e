/* models.c: the table of all models, what they have in common, and the list
 * of them for the command line.
 *
 * What a newcomer would get wrong: curve and ensemble are two uses of one
 * coupled model. They share its symbols, whose descriptions are in two files,
 * curve.yaml and wall.yaml. */
#include "draws.h"

#include <string.h>

const struct model model_curve = {
    .name = "curve",
    .title = "the curve with the hardware wall, one run",
    .symbols = coupled_symbols,
    .symbol_count = SYMBOLS,
};

const struct model *const model_table[MODELS] = {
    &model_curve,    &model_ensemble, &model_feasibility, &model_night,
    &model_davidson, &model_tkwa,     &model_takeoff,     &model_reproduce,
    &model_fates,    &model_pipeline, &model_tornado,
};

const struct model *
model_find(struct diag *diag, const char *name)
{
    const char *known[MODELS];

    for (size_t i = 0; i < MODELS; i++) {
        if (!strcmp(model_table[i]->name, name))
            return model_table[i];
        known[i] = model_table[i]->name;
    }
    diag_say(diag, ERROR, (struct place){0},
             "no model named '%s', octavo solve --list names them%s", name,
             diag_hint(diag, name, known, MODELS));
    return NULL;
}

struct samples
samples_of(const struct model *model, size_t count, const uint64_t *seed,
           int threads)
{
    uint64_t number = seed ? *seed : SEED;
    struct samples samples = {
        .count = count ? count : model->samples,
        .seed = {(uint32_t)number, (uint32_t)(number >> 32)},
        .threads = threads > 0 ? threads : pool_cores()};

    return samples;
}

/* Numbers of draws that are no symbol's. */
#define COMMON_DRAW 4095
#define SECOND_DRAW 4096 /* and up */

double
recipe_draw(const struct recipe *recipe, size_t sample, uint32_t j,
            uint32_t stream)
{
    const struct range *range = &recipe->ranges[j];
    struct seed seed = recipe->samples.seed;
    uint32_t i = (uint32_t)sample;

    switch (range->spread) {
    case SPREAD_FIXED:
        return range->value;
    case SPREAD_COMMON:
        return range_at(range, philox_uniform(seed, i, COMMON_DRAW, stream));
    case SPREAD_HALF_ZERO:
        if (philox_uniform(seed, i, SECOND_DRAW + j, stream) < 0.5)
            return 0;
        break;
    default:
        break;
    }
    return range_at(range, philox_uniform(seed, i, j, stream));
}

bool
model_reads(const struct model *model, const char *file)
{
    if (model->symbols == coupled_symbols)
        return !strcmp(file, "curve") || !strcmp(file, "wall");
    return !strcmp(file, model->name);
}

void
list_add(struct list *list, const char *name, const char *unit,
         const char *label, double value)
{
    bool reached = real_finite(value);

    GROW(list->arena, list->at, list->count, list->room);
    list->at[list->count++] =
        (struct quantity){arena_string(list->arena, name), unit, label,
                          reached ? value : 0, reached};
}

void
list_percentiles(struct list *list, const char *name, const char *unit,
                 const char *label, double *values, size_t count)
{
    static const int percents[] = {10, 50, 90};

    for (size_t i = 0; i < COUNT(percents); i++)
        list_add(list, arena_print(list->arena, "%s.p%d", name, percents[i]),
                 unit, label,
                 order_quantile(values, count, percents[i] * 0.01));
}

/* The list for people. */

static void
add_symbol(struct text *out, const struct symbol *symbol)
{
    const struct range *range = &symbol->range;

    text_print(out, "  %-22s %12.6g %-8s", symbol->name, range->value,
               symbol->unit);
    if (range->spread != SPREAD_FIXED)
        text_print(out, " %s %.6g to %.6g;", spread_name(range->spread),
                   range->low, range->high);
    text_print(out, " %s [%s, %s]\n", symbol->label, symbol->source,
               symbol->mark);
}

static void
add_model(struct text *out, const struct model *model)
{
    text_print(out, "%s: %s", model->name, model->title);
    if (model->samples)
        text_print(out, " (%zu samples)", model->samples);
    text_char(out, '\n');
    if (model->symbols == coupled_symbols && model != &model_curve)
        text_add(out, "  the symbols of curve, and wall\n");
    else
        for (size_t i = 0; i < model->symbol_count; i++)
            add_symbol(out, &model->symbols[i]);
    if (model == &model_curve)
        text_add(out, "  wall                   wall, demand or frozen: what "
                      "limits compute\n");
    text_char(out, '\n');
}

/* The same as JSON. */

static void
add_field(struct text *out, const char *name, double value)
{
    text_print(out, ", \"%s\": ", name);
    text_number(out, value);
}

static void
add_words(struct text *out, const char *name, const char *words)
{
    text_print(out, ", \"%s\": ", name);
    text_json(out, words);
}

static void
add_symbol_json(struct text *out, const struct symbol *symbol)
{
    const struct range *range = &symbol->range;

    text_add(out, "{\"name\": ");
    text_json(out, symbol->name);
    add_field(out, "value", range->value);
    add_words(out, "unit", symbol->unit);
    add_words(out, "label", symbol->label);
    text_print(out, ", \"domain\": [");
    text_number(out, symbol->low);
    text_add(out, ", ");
    text_number(out, symbol->high);
    text_char(out, ']');
    if (range->spread != SPREAD_FIXED) {
        add_words(out, "distribution", spread_name(range->spread));
        add_field(out, "low", range->low);
        if (range->mode != 0)
            add_field(out, "mode", range->mode);
        add_field(out, "high", range->high);
    }
    add_words(out, "source", symbol->source);
    add_words(out, "mark", symbol->mark);
    text_char(out, '}');
}

static void
add_model_json(struct text *out, const struct model *model)
{
    text_add(out, "{\"name\": ");
    text_json(out, model->name);
    add_words(out, "title", model->title);
    add_field(out, "samples", (double)model->samples);
    text_add(out, ", \"parameters\": [");
    for (size_t i = 0; i < model->symbol_count; i++) {
        text_add(out, i ? ",\n  " : "\n  ");
        add_symbol_json(out, &model->symbols[i]);
    }
    text_add(out, "]}");
}

void
solve_list(struct text *out, bool json)
{
    for (size_t i = 0; i < MODELS; i++)
        if (json) {
            text_add(out, i ? ",\n " : "[");
            add_model_json(out, model_table[i]);
        } else {
            add_model(out, model_table[i]);
        }
    if (json)
        text_add(out, "]\n");
}
