/* symbols.c: the symbols of the coupled model, curve and wall: name, unit,
 * meaning, domain, default, what an ensemble draws, source and evidence mark.
 *
 * Marks: V read in the primary source, S in a secondary one, J own judgment,
 * M from memory. Rates are logarithms a year: ln 1.55 is 55 percent.
 *
 * What a newcomer would get wrong: the order is that of struct symbols, field
 * by field. */
#include "draws.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* clang-format off */
const struct symbol coupled_symbols[SYMBOLS] = {
    {"t0", "yr AD", "anchor of the model", 2026, 2026, 0, {.value = 2026},
     "definition: S = K = H = 1 here", "J"},
    {"g0", "1/yr", "growth of software in January 2026", 0, 20, OPEN_LOW,
     {.value = 1.3862943611198906, .spread = SPREAD_TRIANGULAR,
     .low = 0.9162907318741551, .mode = 1.3862943611198906,
     .high = 2.302585092994046},
     "Davidson & Houlden 2025; Ho et al. 2024; Epoch 2026", "V"},
    {"alpha", "1", "share of labor in research", 0, 1, 0, {.value = 0.5},
     "Davidson & Houlden 2025", "V"},
    {"lam", "1", "returns to parallel effort", 0, 2, OPEN_LOW, {.value = 0.6,
     .spread = SPREAD_LOG, .low = 0.3, .high = 1.2},
     "Davidson & Houlden 2025; Davidson 2023 (0.7)", "V"},
    {"rho", "1", "substitution of labor and compute", -INFINITY, 1, 0,
     {.value = 0, .spread = SPREAD_HALF_ZERO, .low = -0.5, .mode = -0.15,
     .high = 0}, "Davidson & Houlden 2025; tkwa; Davidson 2023 (-0.01)", "V"},
    {"r0", "1", "returns to software research", 0, 100, OPEN_LOW, {.value = 1.7,
     .spread = SPREAD_LOG, .low = 0.56666666666666667, .high = 5.1},
     "Davidson & Houlden 2025, gradual boost; Erdil et al. 2024", "V"},
    {"chi", "1", "parallel copies per unit of software", 0, 10, 0, {.value = 1},
     "Davidson & Houlden 2025, efficiency only", "V"},
    {"smax", "nat", "ceiling of software", 0.5, INFINITY, 0,
     {.value = 32.236191301916634, .spread = SPREAD_UNIFORM,
     .low = 20.723265836946414, .high = 43.74911676688687},
     "Davidson & Houlden 2025; Davidson 2023", "V"},
    {"a0", "1", "share of research tasks automated in January 2026", 1e-06, 1,
     OPEN_HIGH, {.value = 0.35, .spread = SPREAD_TRIANGULAR, .low = 0.25,
     .mode = 0.375, .high = 0.5}, "tkwa", "V"},
    {"v", "1/nat", "speed of automation", 0, 100, OPEN_LOW,
     {.value = 0.3508771929824561, .spread = SPREAD_RECIPROCAL,
     .low = 0.23809523809523808, .mode = 0.3508771929824561,
     .high = 0.6666666666666666}, "tkwa; cf. Davidson 2023", "V"},
    {"amax", "1", "level at which the automation curve ends", 0, 10, OPEN_LOW,
     {.value = 1.05, .spread = SPREAD_UNIFORM, .low = 1, .high = 1.1},
     "AI Futures Model (1.05); tkwa (1)", "V"},
    {"psi", "1", "substitution between tasks", -INFINITY, -0.001, 0,
     {.value = -1, .spread = SPREAD_TRIANGULAR, .low = -2, .mode = -1,
     .high = -0.5}, "AI Futures Model (-2); Davidson 2023 (-0.5)", "V"},
    {"A0", "staffs", "AI labor in January 2026", 0, 1e+12, OPEN_LOW,
     {.value = 1, .spread = SPREAD_LOG, .low = 0.3, .high = 10},
     "calibrated to an uplift of 1.8, tkwa has 1.3 to 2", "J"},
    {"gH0", "1/yr", "growth of research staff in January 2026", -2, 5, 0,
     {.value = 0.4054651081081644, .spread = SPREAD_TRIANGULAR,
     .low = 0.1823215567939546, .mode = 0.4054651081081644,
     .high = 0.6931471805599453}, "AI 2027, labor schedule; tkwa", "V"},
    {"gHinf", "1/yr", "growth of research staff in the long run", -2, 5, 0,
     {.value = 0.09531017980432495}, "tkwa", "V"},
    {"tauH", "yr", "time in which the growth of staff relaxes", 0.01, 1000, 0,
     {.value = 4}, "fitted to AI 2027, labor schedule", "J"},
    {"tau_gen", "yr", "time to put a doubling to work", 0, 10, 0,
     {.value = 0.019164955509924708, .spread = SPREAD_LOG,
     .low = 0.0027378507871321013, .high = 0.2464065708418891},
     "own judgment; idea from Ord 2026", "J"},
    {"gS_hist", "1/yr", "growth of software before 2026", 0, 10, OPEN_LOW,
     {.value = 1.0986122886681096}, "Epoch, threefold a year", "S"},
    {"gK_hist", "1/yr", "growth of compute before 2026", 0, 10, 0,
     {.value = 1.2237754316221157}, "Epoch, 3.4-fold a year", "S"},
    {"gs_gap", "1", "further training that all tasks need", 1e-09, 1e+12, 0,
     {.value = 3}, "Davidson 2023", "V"},
    {"nH", "persons", "research staff of the laboratories in 2026", 1, 1e+09, 0,
     {.value = 4000}, "own judgment", "J"},
    {"Nhum", "persons", "people at work in the world", 1, 1e+12, 0,
     {.value = 4e+09}, "Davidson 2023", "V"},
    {"N0", "H100e", "chips in the world in January 2026", 1, 1e+12, 0,
     {.value = 19740000}, "Epoch AI, chip counts to the end of 2025", "V"},
    {"q", "1", "sharpness of the lowest line", 1, 1000, 0, {.value = 12},
     "own judgment", "J"},
    {"prod0", "1/yr", "chips made a year in 2026, in fleets", 0, 100, 0,
     {.value = 0.887}, "Epoch AI, last quarter of 2025 times 4", "V"},
    {"gsi0", "1/yr", "growth of fab capacity in 2026", 0, 3, 0,
     {.value = 0.43825493093115525, .spread = SPREAD_TRIANGULAR,
     .low = 0.26236426446749106, .mode = 0.47000362924573563,
     .high = 0.6931471805599453},
     "Epoch 2024 (1.3 to 2.0); TSMC and analysts on packaging", "V"},
    {"gsi_inf", "1/yr", "growth of fab capacity in the long run", 0, 3, 0,
     {.value = 0.03922071315328133},
     "own judgment; TSMC wafers 8 percent a year", "J"},
    {"tau_si", "yr", "time in which the growth of fabs relaxes", 0.01, 1000, 0,
     {.value = 1.5}, "own judgment", "J"},
    {"kap_si", "1/yr", "more fab orders at full automation", 0, 5, 0,
     {.value = 0.03, .spread = SPREAD_COMMON, .low = 0, .high = 0.06},
     "own judgment", "J"},
    {"gdie0", "1/yr", "growth of compute per die in 2026", -1, 3, 0,
     {.value = 0.36464311358790924, .spread = SPREAD_TRIANGULAR,
     .low = 0.2700271372130602, .mode = 0.36464311358790924,
     .high = 0.4637340162321402}, "Epoch 2024 (1.31 to 1.59)", "V"},
    {"gdie_inf", "1/yr", "growth of compute per die in the long run", -1, 3, 0,
     {.value = 0.11332868530700327}, "own judgment", "J"},
    {"tau_die", "yr", "time in which the growth per die relaxes", 0.01, 1000, 0,
     {.value = 4}, "own judgment", "J"},
    {"D_fab", "yr", "mean delay of a fab", 0.1, 50, 0, {.value = 4,
     .spread = SPREAD_UNIFORM, .low = 3, .high = 5},
     "CSET; Exyte; tool-in and ramp by own judgment", "S"},
    {"del_N", "1/yr", "chips retired a year", 0, 5, 0, {.value = 0.2},
     "Davidson 2023 (0.1 to 0.3); GATE (0.3)", "V"},
    {"G0", "GW", "power for AI in January 2026", 0.001, 1e+06, 0, {.value = 24},
     "Epoch AI, chips 12.4 GW, times 1.94 for the rest", "J"},
    {"gen0", "1/yr", "growth of power in 2026", 0, 3, 0,
     {.value = 0.43825493093115525, .spread = SPREAD_TRIANGULAR,
     .low = 0.22314355131420976, .mode = 0.4382549309311553,
     .high = 0.6418538861723947},
     "set so that 2030 has about 100 GW (Epoch 2025)", "S"},
    {"gen_inf", "1/yr", "growth of power in the long run", 0, 3, 0,
     {.value = 0.11332868530700327}, "own judgment", "J"},
    {"tau_en", "yr", "time in which the growth of power relaxes", 0.01, 1000, 0,
     {.value = 1.5}, "own judgment", "J"},
    {"D_en", "yr", "mean delay of power", 0.1, 50, 0, {.value = 3,
     .spread = SPREAD_TRIANGULAR, .low = 1.5, .mode = 3, .high = 5},
     "gas and transformers 2 years, grid queue 5 (LBNL)", "V"},
    {"kap_en", "1/yr", "more power orders at full automation", 0, 5, 0,
     {.value = 0.14, .spread = SPREAD_COMMON, .low = 0, .high = 0.28},
     "own judgment", "J"},
    {"W0", "W/H100e", "power per chip in January 2026", 1, 1e+06, 0,
     {.value = 1216}, "G0 / N0", "J"},
    {"geff0", "1/yr", "growth of efficiency in 2026", -1, 3, 0,
     {.value = 0.2468600779315258, .spread = SPREAD_TRIANGULAR,
     .low = 0.14842000511827322, .mode = 0.2468600779315258,
     .high = 0.35065687161316933}, "Epoch 2024 (1.16 to 1.42)", "V"},
    {"geff_inf", "1/yr", "growth of efficiency in the long run", -1, 3, 0,
     {.value = 0.11332868530700327}, "own judgment", "J"},
    {"tau_eff", "yr", "time in which the growth of efficiency relaxes", 0.01,
     1000, 0, {.value = 10}, "own judgment", "J"},
    {"pue0", "1", "power of a hall per power of its chips, 2026", 1, 10, 0,
     {.value = 1.2}, "Epoch 2024, AI halls", "V"},
    {"pue_inf", "1", "the same in the long run", 1, 10, 0, {.value = 1.1},
     "own judgment", "J"},
    {"tau_pue", "yr", "time in which it relaxes", 0.01, 1000, 0, {.value = 5},
     "own judgment", "J"},
    {"X0", "GW", "halls ready for liquid cooling in January 2026", 0.001, 1e+06,
     0, {.value = 22}, "own judgment", "J"},
    {"racks0", "1/yr", "racks begun a year in 2026", 0, 1e+09, 0,
     {.value = 85000, .spread = SPREAD_LOG, .low = 55000, .high = 130000},
     "own judgment", "J"},
    {"g_racks", "1/yr", "growth of racks begun", 0, 3, 0,
     {.value = 0.09531017980432495}, "own judgment", "J"},
    {"D_cool", "yr", "mean delay of a hall", 0.1, 50, 0, {.value = 1.5},
     "Epoch 2025, 1 to 3 years", "S"},
    {"rack0", "kW", "power of a rack in January 2026", 0.1, 1e+05, 0,
     {.value = 110}, "Nvidia GB200 NVL72, about 120", "S"},
    {"grack0", "1/yr", "growth of power per rack in 2026", -1, 3, 0,
     {.value = 0.3001045924503381}, "Nvidia, 600 kW announced", "S"},
    {"grack_inf", "1/yr", "growth of power per rack in the long run", -1, 3, 0,
     {.value = 0.09531017980432495}, "own judgment", "J"},
    {"tau_rack", "yr", "time in which the growth per rack relaxes", 0.01, 1000,
     0, {.value = 6}, "own judgment", "J"},
    {"del_X", "1/yr", "halls retired a year", 0, 5, 0, {.value = 0.03},
     "own judgment", "J"},
    {"hd0", "1", "what buyers would pay for in January 2026", 0.001, 1e+06, 0,
     {.value = 1.15}, "own judgment", "J"},
    {"gdem0", "1/yr", "growth of demand in 2026", -1, 5, 0,
     {.value = 1.2237754316221157, .spread = SPREAD_TRIANGULAR,
     .low = 0.6931471805599453, .mode = 1.0986122886681098,
     .high = 1.5040773967762742},
     "Epoch, stock 3.4-fold a year; capital spending", "S"},
    {"gdem_inf", "1/yr", "growth of demand in the long run", -1, 5, 0,
     {.value = 0.3001045924503381}, "own judgment", "J"},
    {"tau_dem", "yr", "time in which the growth of demand relaxes", 0.01, 1000,
     0, {.value = 3}, "own judgment", "J"},
    {"kap_dem", "1/yr", "more demand at full automation", 0, 5, 0,
     {.value = 0.3, .spread = SPREAD_COMMON, .low = 0, .high = 0.6},
     "own judgment", "J"},
};
/* clang-format on */

static_assert(sizeof(struct symbols) == SYMBOLS * sizeof(double),
              "one field a symbol");

struct symbols
symbols_of(const struct range *ranges)
{
    struct symbols symbols;
    double values[SYMBOLS];

    for (size_t i = 0; i < SYMBOLS; i++)
        values[i] = ranges[i].value;
    memcpy(&symbols, values, sizeof symbols);
    return symbols;
}

struct symbols
symbols_default(void)
{
    struct range ranges[SYMBOLS];

    for (size_t i = 0; i < SYMBOLS; i++)
        ranges[i] = coupled_symbols[i].range;
    return symbols_of(ranges);
}
