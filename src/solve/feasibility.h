/* feasibility.h: what the two files of the feasibility model share: its
 * inputs, its results and the formulas between them. */
#ifndef SOLVE_FEASIBILITY_H
#define SOLVE_FEASIBILITY_H

#include "draws.h"

/* The inputs in the order of the symbols. */
enum input {
    RUN_TIME,
    RUN_SHARE,
    PEAK,
    USE,
    CHIP_POWER,
    EFFICIENCY_GROWTH,
    CENTERS,
    CENTERS_GROWTH,
    OTHERS_GROWTH,
    CENTERS_AI,
    CAMPUS,
    LOOP,
    BATCH,
    LINK,
    LINK_GROWTH,
    STOCK,
    PRODUCTION,
    PRODUCTION_GROWTH,
    CHIP_GROWTH,
    WAFERS,
    CAPEX_GROWTH,
    CAPEX_RATIO,
    DIES,
    TEXT,
    IMAGES,
    VIDEO,
    AUDIO,
    SEEN,
    HEARD,
    DATA_GROWTH,
    EPOCHS,
    QUALITY,
    INPUTS
};

/* What one sample gives, in W, bps, H100e, tokens and FLOP. */
enum feasible {
    FEASIBLE_LOCAL_POWER,
    FEASIBLE_LOCAL,
    FEASIBLE_DISTRIBUTED_POWER,
    FEASIBLE_DISTRIBUTED,
    FEASIBLE_BANDWIDTH_RATE,
    FEASIBLE_BANDWIDTH,
    FEASIBLE_CHIPS_COUNT,
    FEASIBLE_TOKENS,
    FEASIBLE_POWER, /* the four constraints, and the least of them */
    FEASIBLE_CHIPS,
    FEASIBLE_DATA,
    FEASIBLE_LATENCY,
    FEASIBLE_LEAST,
    FEASIBLES
};

#define CONSTRAINTS 4 /* those from FEASIBLE_POWER on */

/* From the inputs in the order of the model's symbols; what there is no
 * finite answer for is not finite. */
void feasible_at(const double *inputs, double *results);
/* FLOP that links of rate [bps] allow over a loop [km], in a time [s], with
 * batches [tokens]. */
double feasible_bandwidth(double rate, double loop, double time, double batch);
/* FLOP that waiting for layer after layer allows on chips that each do rate
 * [FLOP/s]. */
double feasible_latency(double time, double batch, double rate);

#endif
