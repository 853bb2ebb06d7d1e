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
 * leaves its phase and the later ones unreached.
 *
 * What a newcomer would get wrong: wall is a switch on K alone. With demand
 * or frozen the four lines are still built and reported; they only do not
 * bind. */
#include "inside.h"

/* k, from the lines' soft minimum as it stands. */
static double
limit_compute(const struct coupled *model, const double *y, double log_softmin)
{
    switch (model->wall) {
    case WALL_DEMAND:
        return y[LND] - model->log_demand0;
    case WALL_FROZEN:
        return 0;
    case WALL_STANDS:
        break;
    }
    return log_softmin - model->log_softmin0;
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

static void
couple_rate(const void *context, double d, const double *y, double *rate)
{
    const struct coupled *model = context;
    double caps[LINES];

    governor_caps(&model->of, d, y, caps);
    double k = limit_compute(model, y, softmin_of(caps, model->of.q).log);
    struct share share = curve_share(&model->curve, y[S] + k);
    double more = share.done - model->of.a0;
    struct labour labour =
        curve_labour(&model->curve, share, find_ai_labour(model, y[S], k),
                     find_staff(model, d));
    rate[S] = curve_growth(&model->curve, y[S], k, share, labour).rate;
    governor_rate(&model->of, d, more > 0 ? more : 0, y, rate);
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
fill_solution(const struct coupled *model, const double *y,
              struct moment *moment)
{
    governor_caps(&model->of, moment->d, y, moment->caps);
    moment->softmin = softmin_of(moment->caps, model->of.q);
    moment->s = y[S];
    moment->k = limit_compute(model, y, moment->softmin.log);
    moment->h = find_staff(model, moment->d);
    moment->G = y[G];
    moment->X = y[X];
    struct share share = fill_software(model, moment);
    struct labour labour =
        curve_labour(&model->curve, share, moment->log_A, moment->h);
    moment->log_L = labour.log;
    moment->growth =
        curve_growth(&model->curve, moment->s, moment->k, share, labour);
}

static void
clear_moment(struct moment *moment, double d)
{
    double none = real_nan();

    *moment = (struct moment){
        .d = d,
        .s = none,
        .k = none,
        .h = none,
        .a = none,
        .aG = none,
        .log_A = none,
        .log_L = none,
        .growth = {none, none, none},
        .caps = {none, none, none, none},
        .softmin = {none, {none, none, none, none}},
        .G = none,
        .X = none,
    };
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
course_at(const struct course *course, double year, struct moment *moment)
{
    double d = year - course->model->of.t0, y[ODE_STATES];

    if (d >= 0 && d <= course->path.end) {
        moment->d = d;
        path_at(&course->path, d, y);
        fill_solution(course->model, y, moment);
        return;
    }
    clear_moment(moment, d);
    if (d < 0)
        fill_history(course->model, moment);
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
measure_course(const void *context, double d, double *values)
{
    const struct course *course = context;
    const struct symbols *of = &course->model->of;
    struct moment moment = {.d = d};
    double y[ODE_STATES];

    path_at(&course->path, d, y);
    fill_solution(course->model, y, &moment);
    double uplift = moment.log_L - moment.h;
    values[AT_CODE] = moment.a - 0.20;
    values[AT_LAB] = uplift - LN2;
    values[AT_RSI] = uplift - LN10;
    values[AT_AGI] = moment.aG - 0.99;
    values[AT_SINGULARITY] = moment.log_A + real_log(of->nH / of->Nhum);
    values[AT_GAIN] = moment.growth.push - moment.growth.drag;
    values[AT_RATE] = moment.growth.rate;
}

static struct date
date_event(const struct course *course, const struct event *event)
{
    double year = event->at + course->model->of.t0;

    return (struct date){event->found && year <= HORIZON, year};
}

/* A fifth of the tasks was automated before t0: along history, e grows by
 * gS_hist + gK_hist a year. */
static struct date
date_code(const struct course *course, const struct event *event)
{
    const struct symbols *of = &course->model->of;
    double pace = of->gS_hist + of->gK_hist;

    if (of->a0 <= 0.20)
        return date_event(course, event);
    double e = course->model->curve.e_half +
               real_log(0.20 / (of->amax - 0.20)) / of->v;
    return (struct date){pace > 0, pace > 0 ? of->t0 + e / pace : 0};
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

static void
date_course(struct course *course)
{
    struct watch watch = {AT_COUNT, measure_course, course};
    struct event events[AT_GAIN + 2] = {{0}};
    struct peak peaks[] = {{.value = AT_GAIN}, {.value = AT_RATE}};

    for (int i = 0; i <= AT_GAIN; i++)
        events[i].value = i;
    struct event *burnout = &events[AT_GAIN + 1];
    *burnout = (struct event){AT_GAIN, true, &events[AT_GAIN], false, 0};
    path_watch(&course->path, &watch, events, AT_GAIN + 2, peaks, 2);
    date_phases(course, events);
    course->ignition = date_event(course, &events[AT_GAIN]);
    course->burnout = date_event(course, burnout);
    course->gain = peaks[0];
    course->fastest = peaks[1];
}

static struct coupled *
build_model(struct arena *arena, const struct symbols *symbols, enum wall wall,
            double *y)
{
    struct coupled *model = TAKE(arena, struct coupled);
    double caps[LINES];

    model->of = *symbols;
    model->wall = wall;
    model->curve = curve_new(&model->of);
    governor_start(&model->of, y);
    governor_caps(&model->of, 0, y, caps);
    model->log_softmin0 = softmin_of(caps, model->of.q).log;
    model->log_demand0 = real_log(model->of.hd0);
    return model;
}

struct course *
course_new(struct arena *arena, const struct symbols *symbols, enum wall wall,
           double last)
{
    struct course *course = TAKE(arena, struct course);
    double y[ODE_STATES] = {0};
    struct ode ode = {
        .states = STATES,
        .rate = couple_rate,
        .relative = 1e-10,
        .absolute = 1e-12,
        .first = 1e-3,
    };

    ode.model = course->model = build_model(arena, symbols, wall, y);
    double end = last > HORIZON ? last : HORIZON;
    course->path = ode_solve(arena, &ode, 0, y, end - symbols->t0);
    date_course(course);
    return course;
}

static void
measure_doublings(const void *context, double d, double *values)
{
    const struct course *course = context;
    double y[ODE_STATES];

    path_at(&course->path, d, y);
    for (int i = 0; i < DOUBLINGS; i++)
        values[i] = y[S] - (i + 1) * LN2;
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
