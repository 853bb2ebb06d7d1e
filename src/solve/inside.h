/* inside.h: what the files of solve/ share: the integrator and its paths, the
 * symbols of the models, the coupled model and a solved course of it. Inside
 * this room time is d, years since t0 = 2026.0: small numbers keep the digits
 * that a calendar year would spend on 2026. */
#ifndef SOLVE_INSIDE_H
#define SOLVE_INSIDE_H

#include "solve.h"

#define LN2 0.69314718055994531
#define LN10 2.3025850929940457
#define YEAR_DAYS 365.25

/* Ode.c: the integrator. */

#define ODE_STATES 12

struct ode {
    int states; /* at most ODE_STATES */
    /* Gives the smooth piece of the model on which y lies; 0 if it has but
     * one. */
    unsigned (*rate)(const void *model, double t, const double *y,
                     double *rate);
    const void *model;
    double relative, absolute; /* tolerances, of every state by itself */
    unsigned relative_only;    /* bit i: for state i; it may be tiny */
    bool timed;                /* state 0 is the time, which the end is of */
    double longest; /* > 0: time that a step of a timed model takes at
                       most, for the sake of what is between its ends */
    double first;   /* step to begin with [unit of t] */
    double fixed;   /* > 0: all steps of this size, without control */
};

/* A step and its interpolation: see ode.c. */
struct step {
    double start, size;
    double part[5][ODE_STATES];
};

/* A solution, known at every t from start to end. */
struct path {
    int states;
    struct step *steps;
    size_t count, room;
    double start, end;
    bool complete; /* false: gave up at end, before the time asked for */
    size_t calls;  /* of the rate */
};

struct path ode_solve(struct arena *arena, const struct ode *ode, double start,
                      const double *y, double end);
/* The states at t within [start, end]; outside, those of the nearer end. */
void path_at(const struct path *path, double t, double *y);
/* The states of a timed model at a time. */
void path_at_time(const struct path *path, double time, double *y);

/* Event.c: dates on a path. */

#define WATCH_VALUES 16

/* Values along a path whose signs and peaks are looked for. */
struct watch {
    int count; /* at most WATCH_VALUES */
    void (*measure)(const void *context, double t, double *values);
    const void *context;
};
/* The first t at which a value becomes >= 0 (falling: <= 0). */
struct event {
    int value; /* which of the watch */
    bool falling;
    const struct event *after; /* look only once this was found; or NULL */
    bool found;
    double at;
};
/* Where a value is largest. */
struct peak {
    int value;
    double at, height;
};

void path_watch(const struct path *path, const struct watch *watch,
                struct event *events, int event_count, struct peak *peaks,
                int peak_count);

/* Symbols.c: the parameters of the coupled model. */

/* Names and meaning as in the table of symbols.c, and in its order. */
struct symbols {
    /* the curve */
    double t0, g0, alpha, lam, rho, r0, chi, smax, a0, v, amax, psi, A0, gH0,
        gHinf, tauH, tau_gen, gS_hist, gK_hist, gs_gap, nH, Nhum;
    /* the hardware */
    double N0, q, prod0, gsi0, gsi_inf, tau_si, kap_si, gdie0, gdie_inf,
        tau_die, D_fab, del_N, G0, gen0, gen_inf, tau_en, D_en, kap_en, W0,
        geff0, geff_inf, tau_eff, pue0, pue_inf, tau_pue, X0, racks0, g_racks,
        D_cool, rack0, grack0, grack_inf, tau_rack, del_X, hd0, gdem0, gdem_inf,
        tau_dem, kap_dem;
};

enum wall { WALL_STANDS, WALL_DEMAND, WALL_FROZEN };

struct symbols symbols_default(void);

/* Curve.c: the software. */

struct curve {
    const struct symbols *of;
    double beta, e_half, log_labour0, log_g0, log_A0, log_gap;
};
struct software {
    double u; /* its climb: see curve.c */
    double s;
    double room; /* 1 - s/smax, to full precision */
};
/* Share of tasks automated, and its complement, both to full precision. */
struct share {
    double done, left;
};
struct labour {
    double log;    /* ln L */
    double weight; /* d ln L / d ln A */
    double slope;  /* d ln L / d a */
};
struct growth {
    double rate;       /* ds/dt [1/yr] */
    double pause;      /* dt/du [yr] */
    double push, drag; /* of the loop gain */
};

double relax(double d, double first, double last, double tau);
struct curve curve_new(const struct symbols *symbols);
/* The climb that leads to s; infinite at the ceiling and over it. */
double curve_climb(const struct curve *curve, double s);
struct software curve_software(const struct curve *curve, double u);
struct share curve_share(const struct curve *curve, double e);
/* The e at which a share is automated; infinite if that never is. */
double curve_reach(const struct curve *curve, double share);
struct labour curve_labour(const struct curve *curve, struct share share,
                           double log_A, double h);
/* Growth with research labour L and compute K, both as logarithms. */
struct growth curve_growth(const struct curve *curve, struct software software,
                           double k, struct share share, struct labour labour);
/* How much a path is stretched where labour turns sharply. */
double curve_bend(const struct curve *curve, struct share share, double log_A,
                  double h);
/* How fast time and climb pass along a path. */
struct passage {
    double time, climb;
};
struct passage growth_passage(const struct growth *growth, double bend);

/* Governor.c: the hardware. */

enum line { SILICON, ENERGY, COOLING, DEMAND, LINES };
/* The order of the states in a coupled model. */
enum state { T, U, LND, N, G, X, Q, W1, W2, W3, Y1, Y2, STATES };

struct softmin {
    double log;           /* ln softmin */
    double weight[LINES]; /* which line binds, sums to 1 */
};

void governor_start(const struct symbols *of, double *y);
/* Of the states from LND on. */
void governor_rate(const struct symbols *of, double d, double more,
                   const double *y, double *rate);
/* Of LND alone. */
double governor_demand(const struct symbols *of, double d, double more);
/* Capacities in units of N0. */
void governor_caps(const struct symbols *of, double d, const double *y,
                   double *caps);
struct softmin softmin_of(const double *caps, double q);

/* Couple.c: both together. */

struct coupled {
    struct symbols of;
    enum wall wall;
    int states; /* the first so many of enum state are solved for */
    struct curve curve;
    double log_softmin0, log_demand0, log_staff0;
    double softmin0;
    double code, agi;   /* the e at which their shares are automated */
    double log_workers; /* ln A0 nH/Nhum */
};

/* Everything at one time; NaN where history or a course of dates only does
 * not define it. */
struct moment {
    double d; /* [yr since t0] */
    double s, k, h, a, aG, log_A, log_L;
    double uplift; /* ln L/H */
    struct growth growth;
    double caps[LINES];
    struct softmin softmin;
    double G, X; /* [GW] */
};

enum phase { PHASE_1, CODE, LAB, RSI, AGI, SINGULARITY, PHASES };

/* A date [yr AD], if it ever comes. */
struct date {
    bool reached;
    double at;
};

/* How to solve: {0} is the wall to the horizon, as precisely as the book. */
struct plan {
    enum wall wall;
    double last;      /* [yr AD] followed to, if that is after the horizon */
    double tolerance; /* relative, of every step; 0: PRECISE */
    /* No loop gain, no peaks, and no capacities but those that the wall needs:
     * a moment then knows the others as NaN. */
    bool dates_only;
};

struct course {
    struct coupled *model;
    struct path path; /* timed: see ode.c */
    double end;       /* [yr since t0] followed to */
    double horizon;   /* [yr AD] what comes later is not reached */
    struct date raw[PHASES], start[PHASES]; /* [PHASE_1] is the record's */
    struct date ignition, burnout;
    struct peak gain, fastest; /* at: d */
};

#define DOUBLINGS 12
#define ASSISTANT 2022.9 /* [yr AD] the record starts: ChatGPT is released */
#define HORIZON 2050.0   /* [yr AD] */
#define PRECISE 1e-10

struct course *course_new(struct arena *arena, const struct symbols *symbols,
                          const struct plan *plan);
void course_at(const struct course *course, double year, struct moment *moment);
/* T s k a aG lnA lnL lnm sdot, capacities, weights, G and X: what is printed of
 * a year. */
#define MOMENT_ROW 19
void moment_row(const struct moment *moment, double year, double *row);
/* The states at d within [0, end]. */
void course_states(const struct course *course, double d, double *y);
/* The rates of a model's states (enum state) along its path, for a test. */
unsigned couple_rate(const void *model, double x, const double *y,
                     double *rate);
/* The dates at which software has doubled 1, 2, ... DOUBLINGS times. */
void course_doublings(const struct course *course, struct date *dates);

/* Runs.c, spiral.c, limits.c: courses as data. */

#define RUN_START 2022.0 /* [yr AD] */
#define RUN_END 2046.0

/* What a value is called, for who reads data; the module of a page has nobody
 * to tell (live/quiet.h). */
#ifndef LABEL
#define LABEL(words) words
#endif

#define COLUMNS 30

/* The series of a run while its rows are filled in. */
struct columns {
    double *time;
    double *at[COLUMNS];
};
struct columns *columns_new(struct arena *arena, size_t rows);
void columns_put(struct columns *columns, size_t row, double year,
                 const struct course *course);
/* The series of all columns, with room for extra ones after them; count is
 * without those. */
struct series *columns_series(struct arena *arena,
                              const struct columns *columns, size_t extra,
                              size_t *count);

struct run run_course(struct arena *arena, const struct course *course,
                      const char *name, const char *title);
/* The same with fewer rows, or more. */
struct run run_grid(struct arena *arena, const struct course *course,
                    int rows_per_year, const char *name, const char *title);
struct run run_spiral(struct arena *arena, const struct course *course);
/* Adds wall_cost and frozen_cost to the central run: the delay of AGI that
 * the wall brings, and that frozen compute brings on top [yr]. */
void run_compare(struct arena *arena, struct run *run,
                 const struct course *central, const struct course *demand,
                 const struct course *frozen);
struct run run_build(struct arena *arena, const struct tree *tree);
struct run run_limits(struct arena *arena);

#endif
