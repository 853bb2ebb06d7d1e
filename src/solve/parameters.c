/* parameters.c: the symbols of the models: name, unit, meaning, default,
 * domain, source and evidence mark; and the reading of an author's values.
 *
 * Marks: V read in the primary source, S in a secondary one, J own judgment,
 * M from memory. Rates are logarithms a year: ln 1.55 is 55 percent.
 *
 * What a newcomer would get wrong: a value outside its domain is the author's
 * fault, so it is said and the default used; behind this file every model may
 * rely on the domains, also on a0 < amax. */
#include "inside.h"

#include <math.h>
#include <string.h>

enum { OPEN_LOW = 1, OPEN_HIGH = 2 };

struct entry {
    const char *name;
    size_t offset; /* in struct symbols */
    const char *unit, *label;
    double value, low, high;
    int open; /* ends that do not belong to the domain */
    const char *source, *mark;
};

#define NAME(symbol) #symbol, offsetof(struct symbols, symbol)

/* clang-format off */
static const struct entry entries[] = {
    {NAME(t0), "yr AD", "anchor of the model", 2026, 2026, 2026, 0,
     "definition: S = K = H = 1 here", "J"},
    {NAME(g0), "1/yr", "growth of software in January 2026",
     1.3862943611198906, 0, 20, OPEN_LOW,
     "Davidson & Houlden 2025; Ho et al. 2024; Epoch 2026", "V"},
    {NAME(alpha), "1", "share of labor in research", 0.5, 0, 1, 0,
     "Davidson & Houlden 2025", "V"},
    {NAME(lam), "1", "returns to parallel effort", 0.6, 0, 2, OPEN_LOW,
     "Davidson & Houlden 2025; Davidson 2023 (0.7)", "V"},
    {NAME(rho), "1", "substitution of labor and compute", 0, -INFINITY, 1, 0,
     "Davidson & Houlden 2025; tkwa; Davidson 2023 (-0.01)", "V"},
    {NAME(r0), "1", "returns to software research", 1.7, 0, 100, OPEN_LOW,
     "Davidson & Houlden 2025, gradual boost; Erdil et al. 2024", "V"},
    {NAME(chi), "1", "parallel copies per unit of software", 1, 0, 10, 0,
     "Davidson & Houlden 2025, efficiency only", "V"},
    {NAME(smax), "nat", "ceiling of software",
     32.236191301916634, 0.5, INFINITY, 0,
     "Davidson & Houlden 2025; Davidson 2023", "V"},
    {NAME(a0), "1", "share of research tasks automated in January 2026",
     0.35, 1e-06, 1, OPEN_HIGH, "tkwa", "V"},
    {NAME(v), "1/nat", "speed of automation",
     0.3508771929824561, 0, 100, OPEN_LOW, "tkwa; cf. Davidson 2023", "V"},
    {NAME(amax), "1", "level at which the automation curve ends",
     1.05, 0, 10, OPEN_LOW, "AI Futures Model (1.05); tkwa (1)", "V"},
    {NAME(psi), "1", "substitution between tasks", -1, -INFINITY, -0.001, 0,
     "AI Futures Model (-2); Davidson 2023 (-0.5)", "V"},
    {NAME(A0), "staffs", "AI labor in January 2026", 1, 0, 1e+12, OPEN_LOW,
     "calibrated to an uplift of 1.8, tkwa has 1.3 to 2", "J"},
    {NAME(gH0), "1/yr", "growth of research staff in January 2026",
     0.4054651081081644, -2, 5, 0, "AI 2027, labor schedule; tkwa", "V"},
    {NAME(gHinf), "1/yr", "growth of research staff in the long run",
     0.09531017980432495, -2, 5, 0, "tkwa", "V"},
    {NAME(tauH), "yr", "time in which the growth of staff relaxes",
     4, 0.01, 1000, 0, "fitted to AI 2027, labor schedule", "J"},
    {NAME(tau_gen), "yr", "time to put a doubling to work",
     0.019164955509924708, 0, 10, 0, "own judgment; idea from Ord 2026", "J"},
    {NAME(gS_hist), "1/yr", "growth of software before 2026",
     1.0986122886681096, 0, 10, OPEN_LOW, "Epoch, threefold a year", "S"},
    {NAME(gK_hist), "1/yr", "growth of compute before 2026",
     1.2237754316221157, 0, 10, 0, "Epoch, 3.4-fold a year", "S"},
    {NAME(gs_gap), "1", "further training that all tasks need",
     3, 1e-09, 1e+12, 0, "Davidson 2023", "V"},
    {NAME(nH), "persons", "research staff of the laboratories in 2026",
     4000, 1, 1e+09, 0, "own judgment", "J"},
    {NAME(Nhum), "persons", "people at work in the world", 4e+09, 1, 1e+12, 0,
     "Davidson 2023", "V"},
    {NAME(N0), "H100e", "chips in the world in January 2026",
     19740000, 1, 1e+12, 0, "Epoch AI, chip counts to the end of 2025", "V"},
    {NAME(q), "1", "sharpness of the lowest line", 12, 1, 1000, 0,
     "own judgment", "J"},
    {NAME(prod0), "1/yr", "chips made a year in 2026, in fleets",
     0.887, 0, 100, 0, "Epoch AI, last quarter of 2025 times 4", "V"},
    {NAME(gsi0), "1/yr", "growth of fab capacity in 2026",
     0.43825493093115525, 0, 3, 0,
     "Epoch 2024 (1.3 to 2.0); TSMC and analysts on packaging", "V"},
    {NAME(gsi_inf), "1/yr", "growth of fab capacity in the long run",
     0.03922071315328133, 0, 3, 0,
     "own judgment; TSMC wafers 8 percent a year", "J"},
    {NAME(tau_si), "yr", "time in which the growth of fabs relaxes",
     1.5, 0.01, 1000, 0, "own judgment", "J"},
    {NAME(kap_si), "1/yr", "more fab orders at full automation", 0.03, 0, 5, 0,
     "own judgment", "J"},
    {NAME(gdie0), "1/yr", "growth of compute per die in 2026",
     0.36464311358790924, -1, 3, 0, "Epoch 2024 (1.31 to 1.59)", "V"},
    {NAME(gdie_inf), "1/yr", "growth of compute per die in the long run",
     0.11332868530700327, -1, 3, 0, "own judgment", "J"},
    {NAME(tau_die), "yr", "time in which the growth per die relaxes",
     4, 0.01, 1000, 0, "own judgment", "J"},
    {NAME(D_fab), "yr", "mean delay of a fab", 4, 0.1, 50, 0,
     "CSET; Exyte; tool-in and ramp by own judgment", "S"},
    {NAME(del_N), "1/yr", "chips retired a year", 0.2, 0, 5, 0,
     "Davidson 2023 (0.1 to 0.3); GATE (0.3)", "V"},
    {NAME(G0), "GW", "power for AI in January 2026", 24, 0.001, 1e+06, 0,
     "Epoch AI, chips 12.4 GW, times 1.94 for the rest", "J"},
    {NAME(gen0), "1/yr", "growth of power in 2026",
     0.43825493093115525, 0, 3, 0,
     "set so that 2030 has about 100 GW (Epoch 2025)", "S"},
    {NAME(gen_inf), "1/yr", "growth of power in the long run",
     0.11332868530700327, 0, 3, 0, "own judgment", "J"},
    {NAME(tau_en), "yr", "time in which the growth of power relaxes",
     1.5, 0.01, 1000, 0, "own judgment", "J"},
    {NAME(D_en), "yr", "mean delay of power", 3, 0.1, 50, 0,
     "gas and transformers 2 years, grid queue 5 (LBNL)", "V"},
    {NAME(kap_en), "1/yr", "more power orders at full automation",
     0.14, 0, 5, 0, "own judgment", "J"},
    {NAME(W0), "W/H100e", "power per chip in January 2026", 1216, 1, 1e+06, 0,
     "G0 / N0", "J"},
    {NAME(geff0), "1/yr", "growth of efficiency in 2026",
     0.2468600779315258, -1, 3, 0, "Epoch 2024 (1.16 to 1.42)", "V"},
    {NAME(geff_inf), "1/yr", "growth of efficiency in the long run",
     0.11332868530700327, -1, 3, 0, "own judgment", "J"},
    {NAME(tau_eff), "yr", "time in which the growth of efficiency relaxes",
     10, 0.01, 1000, 0, "own judgment", "J"},
    {NAME(pue0), "1", "power of a hall per power of its chips, 2026",
     1.2, 1, 10, 0, "Epoch 2024, AI halls", "V"},
    {NAME(pue_inf), "1", "the same in the long run", 1.1, 1, 10, 0,
     "own judgment", "J"},
    {NAME(tau_pue), "yr", "time in which it relaxes", 5, 0.01, 1000, 0,
     "own judgment", "J"},
    {NAME(X0), "GW", "halls ready for liquid cooling in January 2026",
     22, 0.001, 1e+06, 0, "own judgment", "J"},
    {NAME(racks0), "1/yr", "racks begun a year in 2026", 85000, 0, 1e+09, 0,
     "own judgment", "J"},
    {NAME(g_racks), "1/yr", "growth of racks begun",
     0.09531017980432495, 0, 3, 0, "own judgment", "J"},
    {NAME(D_cool), "yr", "mean delay of a hall", 1.5, 0.1, 50, 0,
     "Epoch 2025, 1 to 3 years", "S"},
    {NAME(rack0), "kW", "power of a rack in January 2026", 110, 0.1, 1e+05, 0,
     "Nvidia GB200 NVL72, about 120", "S"},
    {NAME(grack0), "1/yr", "growth of power per rack in 2026",
     0.3001045924503381, -1, 3, 0, "Nvidia, 600 kW announced", "S"},
    {NAME(grack_inf), "1/yr", "growth of power per rack in the long run",
     0.09531017980432495, -1, 3, 0, "own judgment", "J"},
    {NAME(tau_rack), "yr", "time in which the growth per rack relaxes",
     6, 0.01, 1000, 0, "own judgment", "J"},
    {NAME(del_X), "1/yr", "halls retired a year", 0.03, 0, 5, 0,
     "own judgment", "J"},
    {NAME(hd0), "1", "what buyers would pay for in January 2026",
     1.15, 0.001, 1e+06, 0, "own judgment", "J"},
    {NAME(gdem0), "1/yr", "growth of demand in 2026",
     1.2237754316221157, -1, 5, 0,
     "Epoch, stock 3.4-fold a year; capital spending", "S"},
    {NAME(gdem_inf), "1/yr", "growth of demand in the long run",
     0.3001045924503381, -1, 5, 0, "own judgment", "J"},
    {NAME(tau_dem), "yr", "time in which the growth of demand relaxes",
     3, 0.01, 1000, 0, "own judgment", "J"},
    {NAME(kap_dem), "1/yr", "more demand at full automation", 0.3, 0, 5, 0,
     "own judgment", "J"},
};
/* clang-format on */

#define ENTRIES COUNT(entries)

static double *
point_at(struct symbols *symbols, const struct entry *entry)
{
    return (double *)(void *)((char *)symbols + entry->offset);
}

static double
value_of(const struct symbols *symbols, const struct entry *entry)
{
    return *(const double *)(const void *)((const char *)symbols +
                                           entry->offset);
}

struct symbols
symbols_default(void)
{
    struct symbols symbols;

    for (size_t i = 0; i < ENTRIES; i++)
        *point_at(&symbols, &entries[i]) = entries[i].value;
    return symbols;
}

static const struct entry *
find_entry(const char *name)
{
    for (size_t i = 0; i < ENTRIES; i++)
        if (!strcmp(entries[i].name, name))
            return &entries[i];
    return NULL;
}

static bool
is_within(const struct entry *entry, double value)
{
    bool over =
        entry->open & OPEN_LOW ? value > entry->low : value >= entry->low;
    bool under =
        entry->open & OPEN_HIGH ? value < entry->high : value <= entry->high;

    return over && under;
}

/* Infinity as YAML, Python and JavaScript write it. */
static bool
parse_value(const char *text, double *value)
{
    static const char *const infinite[] = {".inf", ".Inf",     "inf",
                                           "Inf",  "Infinity", "infinity"};
    const char *plain = *text == '-' || *text == '+' ? text + 1 : text;

    for (size_t i = 0; i < COUNT(infinite); i++)
        if (!strcmp(plain, infinite[i])) {
            *value = *text == '-' ? -INFINITY : INFINITY;
            return true;
        }
    return number_parse(text, value);
}

/* "0 < r0 <= 100", "0.5 <= smax <= inf", "t0 = 2026". */
static const char *
describe_domain(struct arena *arena, const struct entry *entry)
{
    const char *low = entry->open & OPEN_LOW ? "<" : "<=";
    const char *high = entry->open & OPEN_HIGH ? "<" : "<=";

    if (entry->low == entry->high)
        return arena_print(arena, "%s = %g", entry->name, entry->low);
    return arena_print(arena, "%g %s %s %s %g", entry->low, low, entry->name,
                       high, entry->high);
}

static void
reject_value(struct diag *diag, struct place place, const struct entry *entry,
             const char *text)
{
    double number;

    if (parse_value(text, &number))
        diag_say(diag, ERROR, place,
                 "'%s' is %s, outside its domain %s, using %.15g", entry->name,
                 text, describe_domain(diag->arena, entry), entry->value);
    else
        diag_say(diag, ERROR, place,
                 "'%s' must be a number, not '%s', using %.15g", entry->name,
                 text, entry->value);
}

/* The scalar of "r0: 1.7" or of "r0: {value: 1.7, ...}"; NULL once the fault
 * is said. */
static const struct item *
find_value(struct diag *diag, const struct item *item)
{
    static const char *const known[] = {
        "value", "low",    "mode", "high", "distribution",
        "unit",  "source", "mark", "note", "label"};
    const struct item *value = item;

    if (item->kind == ITEM_MAP) {
        item_keys(diag, item, "a symbol", known, COUNT(known));
        value = item_find(item, "value");
    }
    if (value && value->kind == ITEM_TEXT)
        return value;
    diag_say(diag, ERROR, value ? value->place : item->place,
             "'%s' has no value, using its default", item->key);
    return NULL;
}

static void
read_entry(struct diag *diag, const struct item *item,
           const struct entry *entry, struct symbols *symbols)
{
    const struct item *scalar = find_value(diag, item);
    double value;

    if (!scalar)
        return;
    if (parse_value(scalar->text, &value) && is_within(entry, value))
        *point_at(symbols, entry) = value;
    else
        reject_value(diag, scalar->place, entry, scalar->text);
}

static void
read_wall(struct diag *diag, const struct item *item, enum wall *wall)
{
    static const char *const known[] = {"wall", "demand", "frozen"};

    for (size_t i = 0; item->kind == ITEM_TEXT && i < COUNT(known); i++)
        if (!strcmp(item->text, known[i])) {
            *wall = (enum wall)i;
            return;
        }
    diag_say(diag, ERROR, item->place,
             "'wall' must be wall, demand or frozen, using wall%s",
             item->kind == ITEM_TEXT
                 ? diag_hint(diag, item->text, known, COUNT(known))
                 : "");
}

static void
reject_name(struct diag *diag, const struct item *item, bool with_wall)
{
    const char *known[ENTRIES + 1];

    for (size_t i = 0; i < ENTRIES; i++)
        known[i] = entries[i].name;
    known[ENTRIES] = "wall";
    diag_say(diag, ERROR, item->key_place,
             "no symbol named '%s' in the models, leaving it out%s", item->key,
             diag_hint(diag, item->key, known, ENTRIES + with_wall));
}

/* The one domain that depends on another symbol. */
static void
check_share(struct diag *diag, const struct item *map, struct symbols *symbols)
{
    const struct item *item = item_find(map, "a0");

    if (symbols->a0 < symbols->amax)
        return;
    item = item ? item : item_find(map, "amax");
    diag_say(diag, ERROR, item ? item->place : map->place,
             "'a0' is %.15g, outside its domain a0 < amax = %.15g, using the "
             "defaults of both",
             symbols->a0, symbols->amax);
    symbols->a0 = find_entry("a0")->value;
    symbols->amax = find_entry("amax")->value;
}

void
symbols_read(struct diag *diag, const struct item *map, struct symbols *symbols,
             enum wall *wall)
{
    if (!map)
        return;
    if (map->kind != ITEM_MAP) {
        diag_say(diag, ERROR, map->place,
                 "parameters must be a map of symbols to values, using the "
                 "defaults");
        return;
    }
    for (const struct item *item = map->first; item; item = item->next) {
        const struct entry *entry = find_entry(item->key);
        if (entry)
            read_entry(diag, item, entry, symbols);
        else if (wall && !strcmp(item->key, "wall"))
            read_wall(diag, item, wall);
        else
            reject_name(diag, item, wall != NULL);
    }
    check_share(diag, map, symbols);
}

/* Where the author describes this symbol, in whichever model's file. */
static const struct item *
find_description(const struct item *models, const char *name)
{
    if (!models || models->kind != ITEM_MAP)
        return NULL;
    for (const struct item *model = models->first; model; model = model->next)
        if (item_find(model, name))
            return item_find(model, name);
    return NULL;
}

static struct parameter
describe_entry(struct diag *diag, const struct symbols *symbols,
               const struct entry *entry, const struct item *item)
{
    return (struct parameter){
        .name = entry->name,
        .unit = item_text(diag, item, "unit", entry->unit),
        .label = item_text(diag, item, "label", entry->label),
        .source = item_text(diag, item, "source", entry->source),
        .mark = item_text(diag, item, "mark", entry->mark),
        .value = value_of(symbols, entry),
    };
}

size_t
symbols_list(struct arena *arena, struct diag *diag,
             const struct symbols *symbols, const struct item *models,
             const struct parameter **list)
{
    struct parameter *parameters = TAKE_ARRAY(arena, ENTRIES, struct parameter);

    for (size_t i = 0; i < ENTRIES; i++)
        parameters[i] =
            describe_entry(diag, symbols, &entries[i],
                           find_description(models, entries[i].name));
    *list = parameters;
    return ENTRIES;
}
