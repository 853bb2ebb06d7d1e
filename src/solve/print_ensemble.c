/* print_ensemble.c: the ensemble for the command line as one JSON object:
 * seed, number of samples, and for each wall the quantiles of every phase, the
 * chances of fast progress, which line binds in how many samples, and
 * quantiles of compute.
 *
 * What a newcomer would get wrong: everything is looked up in the runs of the
 * book, so that what is printed here and there is the same number. */
#include "print.h"

static double
find_quantity(const struct run *run, struct arena *arena, const char *name,
              const char *ending)
{
    const struct quantity *quantity =
        run_quantity(run, arena_print(arena, "%s%s", name, ending));

    return quantity && quantity->reached ? quantity->value : real_nan();
}

static void
add_phase(struct text *out, const struct run *run, enum phase phase)
{
    static const char *const shares[][2] = {
        {"0.05", ".p05"}, {"0.1", ".p10"}, {"0.25", ".p25"}, {"0.5", ".p50"},
        {"0.75", ".p75"}, {"0.9", ".p90"}, {"0.95", ".p95"}};
    const char *name = ensemble_phase(phase);

    text_print(out, "   \"P%d\": {\"quantiles\": {", (int)phase + 1);
    for (size_t i = 0; i < COUNT(shares); i++) {
        text_print(out, "%s\"%s\": ", i ? ", " : "", shares[i][0]);
        text_number(out, find_quantity(run, out->arena, name, shares[i][1]));
    }
    text_add(out, "}, \"never_by_2050\": ");
    text_number(out, find_quantity(run, out->arena, name, ".never"));
    text_add(out, "},\n");
}

static void
add_chances(struct text *out, const struct run *run)
{
    static const char *const names[][2] = {
        {"P_ge3y_in_1y_total", "burst_3"},
        {"P_ge10y_in_1y_total", "burst_10"},
        {"P_ge3y_in_1y_software", "burst_3_software"},
        {"unfinished", "unfinished"}};

    for (size_t i = 0; i < COUNT(names); i++) {
        text_print(out, "%s   \"%s\": ", i ? ",\n" : "", names[i][0]);
        text_number(out, find_quantity(run, out->arena, names[i][1], ""));
    }
}

/* Values of some series at some years, as "2027": [...]. */
static void
add_years(struct text *out, const struct run *run, const int *years,
          size_t year_count, const char *const *series, size_t series_count)
{
    for (size_t i = 0; i < year_count; i++) {
        text_print(out, "%s\"%d\": [", i ? ", " : "", years[i]);
        for (size_t j = 0; j < series_count; j++) {
            double value = series_at(run, run_series(run, series[j]), years[i]);
            bool logarithm = series[j][0] == 'K';
            text_add(out, j ? ", " : "");
            text_number(out, logarithm ? real_exp(value * LN10) : value);
        }
        text_char(out, ']');
    }
}

/* Which line binds is a question of the wall alone. */
static void
add_wall(struct text *out, const struct run *run)
{
    static const char *const lines[] = {"tight.silicon", "tight.energy",
                                        "tight.cooling", "tight.demand"};
    static const char *const bands[] = {"K_oom.p10", "K_oom.p50", "K_oom.p90"};
    static const int tight[] = {2026, 2027, 2028, 2029, 2030, 2032, 2035, 2040};
    static const int compute[] = {2027, 2028, 2030, 2032, 2035, 2040};

    text_add(out, ",\n   \"binding_argmax_share\": {");
    add_years(out, run, tight, COUNT(tight), lines, COUNT(lines));
    text_add(out, "},\n   \"K_quantiles_10_50_90\": {");
    add_years(out, run, compute, COUNT(compute), bands, COUNT(bands));
    text_char(out, '}');
}

static void
add_run(struct text *out, const struct run *run, const char *name, bool wall)
{
    text_print(out, "  \"%s\": {\n", name);
    for (enum phase phase = CODE; phase < PHASES; phase++)
        add_phase(out, run, phase);
    add_chances(out, run);
    if (wall)
        add_wall(out, run);
    text_char(out, '}');
}

void
print_ensemble(struct text *out, const struct recipe *recipe,
               struct run *const runs[WALLS])
{
    static const char *const names[WALLS] = {"wall", "demand", "frozen"};
    const struct samples *samples = &recipe->samples;
    bool first = true;

    text_print(out, "{\"seed\": [%u, %u], \"N\": %zu, \"walls\": {\n",
               (unsigned)samples->seed.low, (unsigned)samples->seed.high,
               samples->count);
    for (enum wall wall = 0; wall < WALLS; wall++) {
        if (!runs[wall])
            continue;
        if (!first)
            text_add(out, ",\n");
        first = false;
        add_run(out, runs[wall], names[wall], wall == WALL_STANDS);
    }
    text_add(out, "}}\n");
}
