/* draws.h: what the models that draw samples share: random numbers, ranges
 * and their distributions, samples on all cores, order statistics, and what
 * a model is. */
#ifndef SOLVE_DRAWS_H
#define SOLVE_DRAWS_H

#include "inside.h"

/* Philox.c: random numbers without a state, so that any thread may draw any
 * sample: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel
 * random numbers: as easy as 1, 2, 3", SC 2011, Philox4x32 with 10 rounds. */

struct seed {
    uint32_t low, high;
};

void philox_block(const uint32_t counter[4], const uint32_t key[2],
                  uint32_t block[4]);
/* Uniform in (0, 1): block x of counter (sample, parameter, stream, 0) and
 * key seed gives ((x0 2^32 + x1) >> 11) 2^-53 + 2^-54; the last, which
 * would round to 1, gives 1 - 2^-53. */
double philox_uniform(struct seed seed, uint32_t sample, uint32_t parameter,
                      uint32_t stream);

/* Normal.c: the normal distribution. */

/* The x below which a share (0 < share < 1) of N(0, 1) lies, to 1e-15
 * relative. */
double normal_quantile(double share);
/* The share of N(0, 1) below x, to 1e-14 relative in either tail. */
double normal_share(double x);
/* Cholesky: a symmetric matrix of n rows becomes its lower factor in place
 * (what is over the diagonal is set to 0); false when it is not positive
 * definite. */
bool normal_factor(double *matrix, int n);

/* Range.c: a parameter that is drawn: u in (0, 1) to a value, rising, by the
 * inverse of its distribution function. */

enum spread {
    SPREAD_FIXED,      /* value always */
    SPREAD_UNIFORM,    /* from low to high */
    SPREAD_LOG,        /* ln x uniform from low to high */
    SPREAD_TRIANGULAR, /* from low to high with its peak at mode */
    SPREAD_RECIPROCAL, /* 1/x triangular; low < mode < high are those of x;
                          falls with u, since u draws 1/x */
    SPREAD_HALF_ZERO,  /* zero or triangular, even chances (a second draw) */
    SPREAD_COMMON,     /* uniform; all symbols of this kind share one draw */
    SPREAD_LOG_NORMAL, /* low and high are the 10th and 90th percentile */
    SPREAD_METALOG,    /* of ln x by its 10th, 50th (value), 90th percentile:
                          T. W. Keelin, "The metalog distributions", 2016 */
    SPREAD_GROWTH,     /* metalog of ln (x - 1) */
    SPREAD_SHARE,      /* metalog of ln (x / (1 - x)) */
    SPREADS
};

struct range {
    double value; /* where nothing is drawn; the median of a metalog */
    enum spread spread;
    double low, mode, high;
};

/* HALF_ZERO: of the triangle alone. */
double range_at(const struct range *range, double u);
/* "triangular", "log-uniform", ...: as the author writes it. */
const char *spread_name(enum spread spread);
/* false when there is no such distribution. */
bool spread_find(const char *name, enum spread *spread);
/* Whether the module of a page draws from it. */
bool spread_live(enum spread spread);

/* Samples.c: many samples, and what they say. */

struct samples {
    size_t count; /* at most UINT32_MAX */
    struct seed seed;
    int threads;
};

/* Calls work for pieces [from, to) of all samples, on samples->threads
 * threads. A piece must write to its own samples' places alone; then nothing
 * depends on the number of threads. */
void samples_run(const struct samples *samples,
                 void (*work)(void *context, size_t from, size_t to),
                 void *context);
/* Sort rising; infinity stands for never and comes last. No NaN. */
void order_sort(double *values, size_t count);
/* The ceil(share count)-th of sorted values, 0 < share <= 1. */
double order_quantile(const double *sorted, size_t count, double share);
/* The share of sorted values that are finite. */
double order_finite(const double *sorted, size_t count);

/* Models.c: what a model is. */

enum { OPEN_LOW = 1, OPEN_HIGH = 2 };

/* A parameter of a model as the program knows it. */
struct symbol {
    const char *name, *unit, *label;
    double low, high; /* the domain */
    int open;         /* ends that do not belong to the domain */
    struct range range;
    const char *source, *mark;
};

/* What a run of a model is made with. */
struct recipe {
    const struct range *ranges; /* of the model's symbols, in their order */
    struct samples samples;
    enum wall wall; /* of the coupled model; others know none */
};

/* Symbol number j of a sample, drawn from its range: half-zero and common
 * draw as often as their names say. */
double recipe_draw(const struct recipe *recipe, size_t sample, uint32_t j,
                   uint32_t stream);

struct model {
    const char *name, *title;
    const struct symbol *symbols;
    size_t symbol_count;
    size_t samples; /* drawn by default; 0: nothing is random */
    /* A run with quantities (and series). A sample that cannot be finished
     * is counted in a quantity "unfinished" and said. The caller fills in
     * name, title, parameters and key. NULL: curve and ensemble, which make
     * several runs. */
    struct run (*run)(struct arena *arena, struct diag *diag,
                      const struct recipe *recipe);
};

#define MODELS 11

extern const struct model *const model_table[MODELS];
/* NULL, and said, when there is none of this name. */
const struct model *model_find(struct diag *diag, const char *name);
#define MODEL_VERSION "models 4"
#define SEED 20261122 /* of the book */

/* As many samples as are asked for, or as the model likes (count 0); the
 * given seed, or the book's (NULL). */
struct samples samples_of(const struct model *model, size_t count,
                          const uint64_t *seed, int threads);
/* Is content/models/FILE.yaml of this model? */
bool model_reads(const struct model *model, const char *file);

extern const struct model model_curve;
extern const struct model model_ensemble;
extern const struct model model_davidson; /* davidson-houlden */
extern const struct model model_tkwa;
extern const struct model model_takeoff; /* ai2027 */
extern const struct model model_feasibility;
extern const struct model model_night;
extern const struct model model_reproduce;
extern const struct model model_fates;
extern const struct model model_pipeline;
extern const struct model model_tornado;

/* Symbols.c: those of the coupled model. */

#define SYMBOLS 61

extern const struct symbol coupled_symbols[SYMBOLS];
/* The values of the ranges. */
struct symbols symbols_of(const struct range *ranges);

/* Parameters.c: the author's values. */

/* A model's ranges as the program knows them. */
struct range *ranges_default(struct arena *arena, const struct model *model);
/* Take what a map gives: symbol -> number, which is then no longer drawn, or
 * symbol -> {value, distribution, low, mode, high, ...}. wall may be NULL
 * when the switch is no entry of this map. What is wrong is said at its place
 * and the default used. */
void ranges_read(struct diag *diag, const struct item *map,
                 const struct model *model, struct range *ranges,
                 enum wall *wall);
/* The same of all maps of a book's content/models/ that are of this model. */
void ranges_book(struct diag *diag, const struct item *models,
                 const struct model *model, struct range *ranges);
/* The symbols as parameters of a run; models (or NULL), a map of maps, may
 * give their own unit, label, source and mark. */
const struct parameter *ranges_list(struct arena *arena, struct diag *diag,
                                    const struct model *model,
                                    const struct range *ranges,
                                    const struct item *models);

/* A growing list of quantities. */
struct list {
    struct arena *arena;
    struct quantity *at;
    size_t count, room;
};

/* The names are copied. A value that is not finite is not reached. */
void list_add(struct list *list, const char *name, const char *unit,
              const char *label, double value);
/* NAME.p10, NAME.p50, NAME.p90 of values, which are sorted. */
void list_percentiles(struct list *list, const char *name, const char *unit,
                      const char *label, double *values, size_t count);

/* Night.c */

/* Draws of pure luck: each of n scores is a record with chance 1/j. */
double records_mean(int n);
double records_variance(int n);
/* The chances of 0, 1, ... count - 1 records in n draws. */
void records_chances(int n, double *chances, int count);
/* The chance of at least least records. */
double records_tail(int n, int least);
/* Mean of the largest of n >= 1 standard normal numbers. */
double luck_largest(int n);
/* Mean of the changes kept after n trials: chance (1 - kept/M) p0. */
double fading_mean(double p0, double M, double n);

/* Davidson.c, tkwa.c: the models of others for one draw: values in the order
 * of the model's symbols. */

enum davidson {
    DAVIDSON_BASE,
    DAVIDSON_GRADUAL,
    DAVIDSON_RETRAINING,
    DAVIDSON_RETRAINING_CODE,
    DAVIDSON_CONTINUOUS, /* is no path of doublings */
    DAVIDSON_VARIANTS
};

#define DAVIDSON_DOUBLINGS 4096

/* The times [mo] after 0, 1, 2, ... doublings; gives the last one's number,
 * at most DAVIDSON_DOUBLINGS. */
int davidson_path(enum davidson variant, const double *draw, double *times);

struct tkwa {
    const double *years; /* [yr AD], at most 2070 */
    size_t year_count;
    double *software;   /* ln S in these years; 0 where it gave up before */
    struct date target; /* of the share whose automation is dated */
};

/* Integrates to this tolerance of ln S; false when that gave up. */
bool tkwa_solve(const double *draw, double tolerance, struct tkwa *tkwa);

#endif
