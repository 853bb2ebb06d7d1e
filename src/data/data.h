/* data.h: the numbers of a book: named runs of models, each with series over
 * time and single quantities, in stated units; their text form; and the
 * portable elementary functions that make a run the same bits everywhere. */
#ifndef DATA_H
#define DATA_H

#include "base/base.h"

/* Portable mathematics: no libm, under one ulp. */

double real_exp(double x);
double real_expm1(double x);
double real_log(double x); /* x <= 0 gives -inf or NaN as libm does */
double real_log1p(double x);
double real_pow(double x, double y); /* x >= 0 */
double real_sqrt(double x);
double real_nan(void); /* marks a value that is not defined */
bool real_finite(double x);

/* Runs. */

/* One value a row of the run; NaN where it is not defined (before 2026). */
struct series {
    const char *name;  /* "K" */
    const char *unit;  /* "H100e", "1/yr", "GW", "d", "1" (a pure number) */
    const char *label; /* "usable compute" */
    const double *at;
};

struct quantity {
    const char *name; /* "agi" */
    const char *unit; /* "yr AD" for a calendar date, "yr", "1", ... */
    const char *label;
    double value;
    bool reached; /* false: the event does not happen; value is 0 */
};

/* A parameter that a run was made with. */
struct parameter {
    const char *name, *unit, *label, *source, *mark;
    double value;
};

struct run {
    const char *name;  /* "central" */
    const char *title; /* "central run, with the hardware wall" */
    size_t rows;
    const double *time;    /* rising; NULL when rows == 0 */
    const char *time_unit; /* "trials", "years"; NULL: calendar dates */
    const struct series *series;
    size_t series_count;
    const struct quantity *quantities;
    size_t quantity_count;
    const struct parameter *parameters;
    size_t parameter_count;
    size_t samples;      /* drawn for the run; 0: nothing in it is random */
    uint64_t seed;       /* of the samples */
    const char *version; /* of the models, or NULL */
    struct key key;      /* of the parameters and the model's version */
};

struct data {
    const struct run *runs;
    size_t run_count;
    const char *language; /* in which its values are said; NULL: English */
};

const struct run *data_run(const struct data *data, const char *name);
const struct series *run_series(const struct run *run, const char *name);
const struct quantity *run_quantity(const struct run *run, const char *name);
const struct parameter *run_parameter(const struct run *run, const char *name);
/* Of its times: "yr AD" where they are calendar dates. */
const char *run_time_unit(const struct run *run);
/* The series at time t by linear interpolation; NaN outside the run. */
double series_at(const struct run *run, const struct series *series, double t);

/* A run as bytes for the cache, without what it is found by: parameters,
 * samples and seed, version and key. */
void run_keep(struct text *text, const struct run *run);
/* The run that bytes begin with, and how many of them it takes; 0 when they
 * are damaged. */
size_t run_find(struct arena *arena, struct bytes bytes, struct run *run);

/* Values in the text: "run.quantity", "run.series@2030". */

struct value {
    double number;
    const char *unit;
    bool reached;
    const char *language; /* in which it is said; NULL: English */
};

/* Look a path up: "central.agi", "central.r0" (a parameter),
 * "central.K@2030", "central.doubling@agi" (at a quantity's date). Says at
 * place what is unknown, with a hint, and gives false. */
bool data_find(const struct data *data, struct diag *diag, struct place place,
               const char *path, struct value *value);
/* The value as words. format NULL: a date as its month, anything else with up
 * to three significant digits; a printf form of one double ("%.1f", "%.0e",
 * "%+.2f", "about %.0f", checked); month ("December 2029") and year, for
 * units of "yr AD" only; percent ("35 percent"); si ("6.4 million",
 * "1,200"); verdict ("yes" over 0, else "no"). A value that is not reached
 * gives "not reached". NULL, and an error said,
 * for an unknown format. Minus is U+2212, and exponents are set as 3 x 10^-9
 * with the multiplication sign between no-break spaces and superscript
 * digits. */
const char *value_say(struct arena *arena, struct diag *diag,
                      struct place place, struct value value,
                      const char *format);
/* data_find and value_say in one; gives "?" when either fails. */
const char *data_say(struct arena *arena, const struct data *data,
                     struct diag *diag, struct place place, const char *path,
                     const char *format);
/* A double with just enough digits to read back the same (at most 17), or
 * "null" when it is NaN or infinite. */
void text_number(struct text *text, double value);

#endif
