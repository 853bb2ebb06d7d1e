/* reproduce.c: what others have published, beside what their models give
 * here: the test of the machinery of samples that anybody can read.
 *
 * Every row is a claim: a number that a publication prints, the quantity of
 * a run that computes it, and how far apart the two may be. Published numbers
 * are rounded, most of them to two digits or to a month, and come from random
 * draws of their own. Models run with the parameters that were published, not
 * with those of the book.
 *
 *   Davidson & Houlden, "How quick and big would a software intelligence
 *     explosion be?", Forethought, 2025: results and variants
 *   T. Kwa, "A simpler AI timelines model", METR, 2026
 *   AI 2027, takeoff forecast, 2025: figures of its repository
 *   J. Sevilla et al., "Can AI scaling continue through 2030?", Epoch AI, 2024
 *
 * What a newcomer would get wrong: a month stands for its middle. */
#include "print.h"

#include <string.h>

enum kind {
    WITHIN, /* |computed - published| <= tolerance */
    FACTOR, /* neither more than tolerance times the other */
    BEYOND  /* computed >= published, or never */
};

struct claim {
    const char *name, *label;
    const struct model *model;
    const char *quantity, *unit;
    double published, tolerance;
    enum kind kind;
};

/* clang-format off */
#define DAVIDSON(variant, words, a, b, c, d)                                      \
    {"dh." variant ".3y_1y", "D&H, " words ": 3 years in 1 year",            \
     &model_davidson, variant ".3y_1y", "1", a, 0.02, WITHIN},                \
    {"dh." variant ".3y_4mo", "D&H, " words ": 3 years in 4 months",         \
     &model_davidson, variant ".3y_4mo", "1", b, 0.02, WITHIN},               \
    {"dh." variant ".10y_1y", "D&H, " words ": 10 years in 1 year",          \
     &model_davidson, variant ".10y_1y", "1", c, 0.02, WITHIN},               \
    {"dh." variant ".10y_4mo", "D&H, " words ": 10 years in 4 months",       \
     &model_davidson, variant ".10y_4mo", "1", d, 0.02, WITHIN}
#define TAKEOFF(name, label, share, year, tolerance)                          \
    {"ai2027." name "." share, "AI 2027 " label, &model_takeoff,              \
     name "." share, "yr AD", year, tolerance, WITHIN}
#define TAKEOFF_YEARS(name, label, years)                                     \
    {"ai2027." name, "AI 2027 " label, &model_takeoff, name ".p50", "yr",     \
     years, 0.05, WITHIN}
#define EPOCH(name, share, label, unit, value, factor)                        \
    {"epoch." name "." share, "Epoch 2030 " label, &model_feasibility,        \
     name "." share, unit, value, factor, FACTOR}

static const struct claim claims[] = {
    DAVIDSON("base", "base", 0.57, 0.41, 0.18, 0.12),
    DAVIDSON("gradual", "gradual boost", 0.59, 0.48, 0.32, 0.24),
    DAVIDSON("retraining_code", "retraining", 0.57, 0.41, 0.19, 0.14),
    DAVIDSON("continuous", "continuous", 0.57, 0.41, 0.18, 0.12),
    {"tkwa.p50", "tkwa: 99% of AI R&D automated, median", &model_tkwa,
     "date.p50", "yr AD", 2032.875, 0.3, WITHIN},
    TAKEOFF("sar", "SAR, 10%", "p10", 2027.204, 0.3),
    TAKEOFF("sar", "SAR, median", "p50", 2027.540, 0.05),
    TAKEOFF("sar", "SAR, 90%", "p90", 2028.204, 0.3),
    TAKEOFF("siar", "SIAR, 10%", "p10", 2027.371, 0.3),
    TAKEOFF("siar", "SIAR, median", "p50", 2027.874, 0.05),
    TAKEOFF("siar", "SIAR, 90%", "p90", 2034.042, 0.3),
    TAKEOFF("asi", "ASI, 10%", "p10", 2027.456, 0.3),
    TAKEOFF("asi", "ASI, median", "p50", 2028.290, 0.05),
    {"ai2027.asi.p90", "AI 2027 ASI, 90%", &model_takeoff, "asi.p90", "yr AD",
     2100, 0, BEYOND},
    TAKEOFF_YEARS("sar_years", "years to SAR, median", 0.33),
    TAKEOFF_YEARS("siar_years", "years from SAR to SIAR, median", 0.30),
    TAKEOFF_YEARS("asi_years", "years from SIAR to ASI, median", 0.16),
    EPOCH("local_power", "p10", "one campus, 10%", "GW", 1, 1.35),
    EPOCH("local_power", "p90", "one campus, 90%", "GW", 5, 1.35),
    EPOCH("local", "p10", "one campus, 10%", "FLOP", 1e28, 1.35),
    EPOCH("local", "p90", "one campus, 90%", "FLOP", 3e29, 1.35),
    EPOCH("distributed_power", "p10", "distributed, 10%", "GW", 2, 1.35),
    EPOCH("distributed_power", "p50", "distributed, median", "GW", 8, 1.35),
    EPOCH("distributed_power", "p90", "distributed, 90%", "GW", 45, 1.35),
    EPOCH("distributed", "p10", "distributed, 10%", "FLOP", 2e28, 1.35),
    EPOCH("distributed", "p90", "distributed, 90%", "FLOP", 2e30, 1.35),
    EPOCH("bandwidth_rate", "p10", "bandwidth, 10%", "Pbps", 4, 1.35),
    EPOCH("bandwidth_rate", "p90", "bandwidth, 90%", "Pbps", 20, 1.35),
    EPOCH("bandwidth", "p10", "bandwidth, 10%", "FLOP", 3e29, 1.35),
    EPOCH("bandwidth", "p90", "bandwidth, 90%", "FLOP", 2e31, 1.35),
    EPOCH("power", "p10", "power, 10%", "FLOP", 2e28, 1.35),
    EPOCH("power", "p50", "power, median", "FLOP", 2e29, 1.35),
    EPOCH("power", "p90", "power, 90%", "FLOP", 2e30, 1.35),
    EPOCH("chips_count", "p10", "chips for a run, 10%", "million H100e", 20,
          1.35),
    EPOCH("chips_count", "p50", "chips for a run, median", "million H100e", 100,
          1.35),
    EPOCH("chips_count", "p90", "chips for a run, 90%", "million H100e", 400,
          1.35),
    EPOCH("chips", "p10", "chips, 10%", "FLOP", 1e29, 1.35),
    EPOCH("chips", "p50", "chips, median", "FLOP", 9e29, 1.35),
    EPOCH("chips", "p90", "chips, 90%", "FLOP", 5e30, 1.35),
    EPOCH("tokens", "p10", "data, 10%", "tokens", 4e14, 1.35),
    EPOCH("tokens", "p90", "data, 90%", "tokens", 2e16, 1.35),
    EPOCH("data", "p10", "data, 10%", "FLOP", 6e28, 1.35),
    EPOCH("data", "p50", "data, median", "FLOP", 2e30, 1.35),
    EPOCH("data", "p90", "data, 90%", "FLOP", 2e32, 1.35),
    EPOCH("latency", "p10", "latency, 10%", "FLOP", 2e30, 2.5),
    EPOCH("latency", "p50", "latency, median", "FLOP", 3e31, 2.5),
    EPOCH("latency", "p90", "latency, 90%", "FLOP", 2e32, 2.5),
};
/* clang-format on */

static bool
is_met(const struct claim *claim, const struct quantity *computed)
{
    double value = computed->value, away = value - claim->published;

    if (claim->kind == BEYOND)
        return !computed->reached || away >= 0;
    if (!computed->reached)
        return false;
    if (claim->kind == WITHIN)
        return away <= claim->tolerance && away >= -claim->tolerance;
    return value <= claim->published * claim->tolerance &&
           claim->published <= value * claim->tolerance;
}

/* The models of all claims, each run once. */
static void
run_models(struct arena *arena, struct diag *diag, const struct recipe *recipe,
           struct run *runs)
{
    for (size_t i = 0; i < MODELS; i++) {
        bool used = false;
        for (size_t j = 0; j < COUNT(claims); j++)
            used = used || claims[j].model == model_table[i];
        if (!used)
            continue;
        struct recipe own = *recipe;
        own.ranges = ranges_default(arena, model_table[i]);
        runs[i] = model_table[i]->run(arena, diag, &own);
    }
}

static const struct quantity *
find_computed(const struct run *runs, const struct claim *claim)
{
    static const struct quantity none = {"", "", "", 0, false};

    for (size_t i = 0; i < MODELS; i++)
        if (model_table[i] == claim->model) {
            const struct quantity *found =
                run_quantity(&runs[i], claim->quantity);
            return found ? found : &none;
        }
    return &none;
}

static void
add_claim(struct list *list, const struct claim *claim,
          const struct quantity *computed)
{
    struct arena *arena = list->arena;
    double value = computed->reached ? computed->value : real_nan();

    list_add(list, arena_print(arena, "%s.published", claim->name), claim->unit,
             claim->label, claim->published);
    list_add(list, arena_print(arena, "%s.computed", claim->name), claim->unit,
             claim->label, value);
    list_add(list, arena_print(arena, "%s.tolerance", claim->name),
             claim->kind == WITHIN ? claim->unit : "1", claim->label,
             claim->tolerance);
    list_add(list, arena_print(arena, "%s.met", claim->name), "1", claim->label,
             is_met(claim, computed));
}

static struct run
reproduce_published(struct arena *arena, struct diag *diag,
                    const struct recipe *recipe)
{
    struct run runs[MODELS] = {0};
    struct list list = {.arena = arena};
    int out = 0;

    run_models(arena, diag, recipe, runs);
    for (size_t i = 0; i < COUNT(claims); i++) {
        const struct quantity *computed = find_computed(runs, &claims[i]);
        add_claim(&list, &claims[i], computed);
        out += !is_met(&claims[i], computed);
    }
    list_add(&list, "rows", "1", "published numbers", COUNT(claims));
    list_add(&list, "out", "1", "out of their tolerance", out);
    list_add(&list, "samples", "1", "samples", (double)recipe->samples.count);
    if (out)
        diag_say(diag, WARNING, (struct place){0},
                 "%d of %zu published numbers are not reproduced within "
                 "their tolerance, octavo solve reproduce names them",
                 out, COUNT(claims));
    return (struct run){.quantities = list.at, .quantity_count = list.count};
}

static void
add_number(struct text *out, double value, const char *unit)
{
    if (!strcmp(unit, "yr AD"))
        text_print(out, "%12.2f", value);
    else if (value >= 1e6)
        text_print(out, "%12.2e", value);
    else
        text_print(out, "%12.4g", value);
}

static void
add_tolerance(struct text *out, const struct claim *claim)
{
    if (claim->kind == WITHIN)
        text_print(out, "   +- %-6.3g", claim->tolerance);
    else if (claim->kind == FACTOR)
        text_print(out, "    x %-6.3g", claim->tolerance);
    else
        text_add(out, "   or later ");
}

static void
add_verdict(struct text *out, const struct run *run, const struct claim *claim)
{
    struct arena *arena = out->arena;
    const struct quantity *computed =
        run_quantity(run, arena_print(arena, "%s.computed", claim->name));
    const struct quantity *met =
        run_quantity(run, arena_print(arena, "%s.met", claim->name));

    text_print(out, "%-44s %-13s", claim->label, claim->unit);
    add_number(out, claim->published, claim->unit);
    if (computed->reached)
        add_number(out, computed->value, claim->unit);
    else
        text_add(out, "       never");
    add_tolerance(out, claim);
    text_add(out, met->value > 0 ? "  ok\n" : "  OUT\n");
}

void
print_reproduced(struct text *out, struct diag *diag, const struct run *run)
{
    const struct quantity *missed = run_quantity(run, "out");

    text_print(out, "%-44s %-13s%12s%12s   %-9s  %s\n", "", "unit", "published",
               "computed", "tolerance", "verdict");
    for (size_t i = 0; i < COUNT(claims); i++)
        add_verdict(out, run, &claims[i]);
    text_print(out, "%zu rows, %.0f out of tolerance\n", COUNT(claims),
               missed->value);
    if (missed->value > 0)
        diag_say(diag, ERROR, (struct place){0},
                 "%.0f published numbers are not reproduced", missed->value);
}

const struct model model_reproduce = {
    .name = "reproduce",
    .title = "published numbers of other models, computed again",
    .samples = 32768,
    .run = reproduce_published,
};
