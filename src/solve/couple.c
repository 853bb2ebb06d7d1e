/* couple.c: the curve and the governor as one model: compute drives research,
 * and automation drives the orders for compute. A course is a solution of it
 * with its dates.
 *
 * History (before t0) is data and no solution: s = gS_hist d, k = gK_hist d.
 * ds/dt jumps at t0, so the integrator starts there. Phase 2 usually lies in
 * history, where its date is a closed form.
 *
 * A phase starts when its threshold is first passed and all earlier ones have
 * been: start_k = max(raw_2 ... raw_k). A threshold that is never passed
 * leaves its phase and the later ones unreached. A threshold of automation is
 * one of e: near its end a share creeps, and the date would lose its digits.
 *
 * Solved for are the time and the climb of software along a path of their own
 * (see curve.c), so that a singularity, or a rush to the ceiling within less
 * time than two doubles can tell apart, is a stretch like any other.
 *
 * What a newcomer would get wrong: wall is a switch on K alone. With demand
 * or frozen the four lines are still built and reported; they only do not
 * bind (and a course of dates only leaves them out). */
#include "inside.h"

#include <string.h>

#include <math.h>

static double
limit_compute(const struct coupled *model, const double *y,
              const struct softmin *softmin)
{
    switch (model->wall) {
    case WALL_DEMAND:
        return y[LND] - model->log_demand0;
    case WALL_FROZEN:
        return 0;
    case WALL_STANDS:
        break;
    }
    return softmin->log - model->log_softmin0;
}

/* k, where nobody asks for the lines. */
static double
find_compute(const struct coupled *model, const double *y)
{
    struct softmin softmin = {0};
    double caps[LINES];

    if (model->wall == WALL_STANDS) {
        governor_caps(&model->of, y[T], y, caps);
        softmin = softmin_of(caps, model->of.q);
    }
    return limit_compute(model, y, &softmin);
}

static double
find_staff(const struct coupled *model, double d)
{
    return relax(d, model->of.gH0, model->of.gHinf, model->of.tauH);
}

static double
find_ai_labour(const struct coupled *model, double s, double k)
{
    return model->curve.log_A0 + model->of.chi * s + k;
}

/* Research labour for each of the staff: L is homogeneous in A and H. */
static struct labour
find_uplift(const struct coupled *model, struct share share, double log_A,
            double h)
{
    return curve_labour(&model->curve, share, log_A - h, 0);
}

static void
rate_lines(const struct coupled *model, const double *y, double automated,
           double *rate)
{
    double more = automated > model->of.a0 ? automated - model->of.a0 : 0;

    if (model->states > LND + 1)
        governor_rate(&model->of, y[T], more, y, rate);
    else if (model->states > LND)
        rate[LND] = governor_demand(&model->of, y[T], more);
}

/* The model bends where automation exceeds that of 2026, where it is
 * complete, where AI is no longer short, and, without any substitution, where
 * labour and compute change places. */
static unsigned
find_piece(const struct coupled *model, struct share share,
           struct labour labour, double k)
{
    unsigned piece = share.done > model->of.a0 ? 1 : 0;

    piece |= share.left <= 0 ? 2 : 0;
    piece |= labour.slope != 0 ? 4 : 0;
    if (!real_finite(model->of.rho))
        piece |= labour.log - model->curve.log_labour0 < k ? 8 : 0;
    return piece;
}

unsigned
couple_rate(const void *context, double x, const double *y, double *rate)
{
    const struct coupled *model = context;
    double k = find_compute(model, y), h = find_staff(model, y[T]);
    struct software software = curve_software(&model->curve, y[U]);
    struct share share = curve_share(&model->curve, software.s + k);
    double log_A = find_ai_labour(model, software.s, k);
    struct labour labour = find_uplift(model, share, log_A, h);

    (void)x;
    labour.log += h;
    struct growth growth =
        curve_growth(&model->curve, software, k, share, labour);
    struct passage passage =
        growth_passage(&growth, curve_bend(&model->curve, share, log_A, h));
    rate[T] = passage.time;
    rate[U] = passage.climb;
    rate_lines(model, y, share.done, rate);
    for (int i = LND; i < model->states; i++)
        rate[i] *= passage.time;
    return find_piece(model, share, labour, k);
}

/* What both history and solution know: from s and k alone. */
static struct share
fill_software(const struct coupled *model, struct moment *moment)
{
    double e = moment->s + moment->k;
    struct share share = curve_share(&model->curve, e);

    moment->a = share.done;
    moment->aG = curve_share(&model->curve, e - model->curve.log_gap).done;
    moment->log_A = find_ai_labour(model, moment->s, moment->k);
    return share;
}

static void
fill_lines(const struct coupled *model, const double *y, struct moment *moment)
{
    governor_caps(&model->of, moment->d, y, moment->caps);
    moment->softmin = softmin_of(moment->caps, model->of.q);
    moment->G = y[G];
    moment->X = y[X];
}

static void
fill_research(const struct coupled *model, struct software software,
              struct moment *moment)
{
    struct share share = fill_software(model, moment);
    struct labour labour = find_uplift(model, share, moment->log_A, moment->h);

    moment->uplift = labour.log;
    moment->log_L = labour.log += moment->h;
    moment->growth =
        curve_growth(&model->curve, software, moment->k, share, labour);
}

static void
clear_moment(struct moment *moment, double d)
{
    /* Doubles all, and one whose bits are all set is a NaN. */
    memset(moment, 0xff, sizeof *moment);
    moment->d = d;
}

static void
fill_solution(const struct coupled *model, const double *y,
              struct moment *moment)
{
    struct software software = curve_software(&model->curve, y[U]);

    clear_moment(moment, y[T]);
    if (model->states == STATES)
        fill_lines(model, y, moment);
    moment->s = software.s;
    moment->k = limit_compute(model, y, &moment->softmin);
    moment->h = find_staff(model, moment->d);
    fill_research(model, software, moment);
}

static void
fill_history(const struct coupled *model, struct moment *moment)
{
    moment->s = model->of.gS_hist * moment->d;
    moment->k = model->of.gK_hist * moment->d;
    moment->growth.rate = model->of.gS_hist;
    fill_software(model, moment);
}

void
course_states(const struct course *course, double d, double *y)
{
    path_at_time(&course->path, d, y);
}

void
course_at(const struct course *course, double year, struct moment *moment)
{
    double d = year - course->model->of.t0, y[ODE_STATES];

    if (d >= 0 && d <= course->end) {
        course_states(course, d, y);
        fill_solution(course->model, y, moment);
        return;
    }
    clear_moment(moment, d);
    if (d < 0)
        fill_history(course->model, moment);
}

void
moment_row(const struct moment *moment, double year, double *row)
{
    const double first[] = {year,
                            moment->s,
                            moment->k,
                            moment->a,
                            moment->aG,
                            moment->log_A,
                            moment->log_L,
                            moment->log_L - moment->h,
                            moment->growth.rate};

    for (size_t i = 0; i < COUNT(first); i++)
        *row++ = first[i];
    for (int i = 0; i < LINES; i++) {
        row[i] = moment->caps[i];
        row[LINES + i] = moment->softmin.weight[i];
    }
    row[2 * LINES] = moment->G;
    row[2 * LINES + 1] = moment->X;
}

/* The values that decide the dates. */
enum {
    AT_CODE,
    AT_LAB,
    AT_RSI,
    AT_AGI,
    AT_SINGULARITY,
    AT_GAIN,
    AT_RATE,
    AT_COUNT
};

static void
list_phases(const struct coupled *model, double s, double k, double uplift,
            double *values)
{
    values[AT_CODE] = s + k - model->code;
    values[AT_LAB] = uplift - LN2;
    values[AT_RSI] = uplift - LN10;
    values[AT_AGI] = s + k - model->agi;
    values[AT_SINGULARITY] = model->of.chi * s + k + model->log_workers;
}

static void
measure_phases(const void *context, double x, double *values)
{
    const struct course *course = context;
    const struct coupled *model = course->model;
    double y[ODE_STATES];

    path_at(&course->path, x, y);
    double s = curve_software(&model->curve, y[U]).s;
    double k = find_compute(model, y), h = find_staff(model, y[T]);
    struct share share = curve_share(&model->curve, s + k);
    double uplift =
        find_uplift(model, share, find_ai_labour(model, s, k), h).log;
    list_phases(model, s, k, uplift, values);
}

static void
measure_course(const void *context, double x, double *values)
{
    const struct course *course = context;
    const struct coupled *model = course->model;
    struct moment moment;
    double y[ODE_STATES];

    path_at(&course->path, x, y);
    fill_solution(model, y, &moment);
    list_phases(model, moment.s, moment.k, moment.uplift, values);
    values[AT_GAIN] = moment.growth.push - moment.growth.drag;
    values[AT_RATE] = moment.growth.rate;
}

/* A place x on the path as the time [yr since t0]. */
static double
find_time(const struct course *course, double x)
{
    double y[ODE_STATES];

    path_at(&course->path, x, y);
    return y[T];
}

static struct date
date_event(const struct course *course, const struct event *event)
{
    if (!event->found)
        return (struct date){0};
    double year = find_time(course, event->at) + course->model->of.t0;
    return (struct date){year <= course->horizon, year};
}

/* A fifth of the tasks was automated before t0: along history, e grows by
 * gS_hist + gK_hist a year. */
static struct date
date_code(const struct course *course, const struct event *event)
{
    const struct symbols *of = &course->model->of;
    double pace = of->gS_hist + of->gK_hist;

    if (of->a0 < 0.20)
        return date_event(course, event);
    return (struct date){pace > 0,
                         pace > 0 ? of->t0 + course->model->code / pace : 0};
}

static void
date_phases(struct course *course, const struct event *events)
{
    struct date start = {true, ASSISTANT};

    course->raw[PHASE_1] = course->start[PHASE_1] = start;
    start.at = -1e9;
    for (enum phase phase = CODE; phase < PHASES; phase++) {
        struct date raw = phase == CODE
                              ? date_code(course, &events[AT_CODE])
                              : date_event(course, &events[phase - CODE]);
        start.reached = start.reached && raw.reached;
        start.at = raw.at > start.at ? raw.at : start.at;
        course->raw[phase] = raw;
        course->start[phase] = start;
    }
}

/* From places on the path to times. */
static struct peak
date_peak(const struct course *course, struct peak peak)
{
    peak.at = find_time(course, peak.at);
    return peak;
}

static void
date_course(struct course *course, bool dates_only)
{
    struct watch watch = {AT_COUNT, measure_course, course};
    struct watch phases = {AT_GAIN, measure_phases, course};
    struct event events[AT_GAIN + 2] = {{0}};
    struct peak peaks[] = {{AT_GAIN, 0, real_nan()}, {AT_RATE, 0, real_nan()}};

    for (int i = 0; i <= AT_GAIN; i++)
        events[i].value = i;
    struct event *burnout = &events[AT_GAIN + 1];
    *burnout = (struct event){AT_GAIN, true, &events[AT_GAIN], false, 0};
    /* A page asks for no more than when the phases begin. */
    if (!PRESS || dates_only)
        path_watch(&course->path, &phases, events, AT_GAIN, NULL, 0);
    else
        path_watch(&course->path, &watch, events, AT_GAIN + 2, peaks, 2);
    date_phases(course, events);
    if (!PRESS)
        return;
    course->ignition = date_event(course, &events[AT_GAIN]);
    course->burnout = date_event(course, burnout);
    course->gain = date_peak(course, peaks[0]);
    course->fastest = date_peak(course, peaks[1]);
}

/* The first states that the wall needs. */
static int
count_states(const struct plan *plan)
{
    if (!plan->dates_only || plan->wall == WALL_STANDS)
        return STATES;
    return plan->wall == WALL_DEMAND ? LND + 1 : U + 1;
}

static struct coupled *
build_model(struct arena *arena, const struct symbols *symbols,
            const struct plan *plan, double *y)
{
    struct coupled *model = TAKE(arena, struct coupled);
    double caps[LINES];

    model->of = *symbols;
    model->wall = plan->wall;
    model->states = count_states(plan);
    model->curve = curve_new(&model->of);
    governor_start(&model->of, y);
    governor_caps(&model->of, 0, y, caps);
    model->log_softmin0 = softmin_of(caps, model->of.q).log;
    model->softmin0 = real_exp(model->log_softmin0);
    model->log_staff0 = real_log(model->of.nH);
    model->log_demand0 = real_log(model->of.hd0);
    model->code = curve_reach(&model->curve, 0.20);
    model->agi = curve_reach(&model->curve, 0.99) + model->curve.log_gap;
    model->log_workers = real_log(symbols->A0 * symbols->nH / symbols->Nhum);
    return model;
}

struct course *
course_new(struct arena *arena, const struct symbols *symbols,
           const struct plan *plan)
{
    struct course *course = TAKE(arena, struct course);
    double y[ODE_STATES] = {0};
    double tolerance = plan->tolerance > 0 ? plan->tolerance : PRECISE;
    struct ode ode = {
        .rate = couple_rate,
        .relative = tolerance,
        .absolute = tolerance,
        .relative_only = 1u << U | 1u << N | 1u << X,
        .timed = true,
        .longest = 1,
        .first = 1e-3,
    };

    ode.model = course->model = build_model(arena, symbols, plan, y);
    ode.states = course->model->states;
    course->horizon = plan->last > HORIZON ? plan->last : HORIZON;
    double end = course->horizon - symbols->t0;
    course->path = ode_solve(arena, &ode, 0, y, end);
    course->end =
        course->path.complete ? end : find_time(course, course->path.end);
    date_course(course, plan->dates_only);
    return course;
}

static void
measure_doublings(const void *context, double x, double *values)
{
    const struct course *course = context;
    double y[ODE_STATES];

    path_at(&course->path, x, y);
    for (int i = 0; i < DOUBLINGS; i++)
        values[i] = y[U] - curve_climb(&course->model->curve, (i + 1) * LN2);
}

void
course_doublings(const struct course *course, struct date *dates)
{
    struct watch watch = {DOUBLINGS, measure_doublings, course};
    struct event events[DOUBLINGS] = {{0}};

    for (int i = 0; i < DOUBLINGS; i++)
        events[i].value = i;
    path_watch(&course->path, &watch, events, DOUBLINGS, NULL, 0);
    for (int i = 0; i < DOUBLINGS; i++)
        dates[i] = date_event(course, &events[i]);
}
