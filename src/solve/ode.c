/* ode.c: the integrator: the explicit Runge-Kutta pair of Dormand and Prince,
 * fifth order with an embedded fourth (J. R. Dormand, P. J. Prince, "A family
 * of embedded Runge-Kutta formulae", J. Comp. Appl. Math. 6, 1980), run as
 * E. Hairer, S. P. Norsett and G. Wanner describe it in "Solving Ordinary
 * Differential Equations I", sections II.4 to II.6.
 *
 * A step. Seven rates k1 ... k7 are taken in [t, t + h]; the fifth-order
 * result y1 is where k7 is taken, so that k7 is the next step's k1 and a step
 * costs six calls. The difference to the fourth-order result is
 *     h (e1 k1 + e3 k3 + ... + e7 k7),
 * and the error is the root mean square of its components, each in units of
 * absolute + relative max(|y0|, |y1|).
 *
 * The size of the next step is proportional-integral control: h is divided by
 *     error^(1/5 - 3/4 B) / last_error^B / 0.9,   B = 0.04,
 * held between 1/10 and 5. A step with error > 1 is done again, smaller; the
 * step after it does not grow. A rate that is not finite counts as a large
 * error. When t + h is t, or after very many steps, the solver gives up: the
 * path then ends early and says so.
 *
 * Between the ends of a step the solution is a quartic in x = (t - start)/h,
 *     p0 + x (p1 + (1 - x) (p2 + x (p3 + (1 - x) p4))),
 * p0 = y0, p1 = y1 - y0, p2 = h k1 - p1, p3 = h (k1 - k7) - 2 p2 + ... as in
 * build_parts; it meets y and y' at both ends and is of fourth order inside.
 *
 * What a newcomer would get wrong: the path is exact at its steps' ends only;
 * ask path_at, never interpolate between rows of your own. */
#include "inside.h"

#define STAGES 7
#define STEPS_MOST 50000
#define STEP_LEAST 1e-14 /* of the span */
#define LARGEST_ERROR 1e10

static const double node[STAGES] = {0,       1.0 / 5, 3.0 / 10, 4.0 / 5,
                                    8.0 / 9, 1,       1};
/* The last row is also the fifth-order result. */
static const double weight[STAGES][STAGES - 1] = {
    {0},
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84},
};
static const double error_weight[STAGES] = {
    71.0 / 57600,      0,          -71.0 / 16695, 71.0 / 1920,
    -17253.0 / 339200, 22.0 / 525, -1.0 / 40,
};
static const double dense_weight[STAGES] = {
    -12715105075.0 / 11282082432,  0,
    87487479700.0 / 32700410799,   -10690763975.0 / 1880347072,
    701980252875.0 / 199316789632, -1453857185.0 / 822651844,
    69997945.0 / 29380423,
};

/* A step being tried. */
struct trial {
    double t, size;
    double y[ODE_STATES], next[ODE_STATES];
    double rate[STAGES][ODE_STATES];
};

static double
sum_rates(const struct trial *trial, const double *weights, int stages, int i)
{
    double sum = 0;

    for (int j = 0; j < stages; j++)
        sum += weights[j] * trial->rate[j][i];
    return sum * trial->size;
}

/* All rates but the first, which is there already. */
static void
take_stages(const struct ode *ode, struct trial *trial)
{
    for (int j = 1; j < STAGES; j++) {
        for (int i = 0; i < ode->states; i++)
            trial->next[i] = trial->y[i] + sum_rates(trial, weight[j], j, i);
        ode->rate(ode->model, trial->t + node[j] * trial->size, trial->next,
                  trial->rate[j]);
    }
}

static double
find_magnitude(double x)
{
    return x < 0 ? -x : x;
}

/* The root mean square of the states' errors in units of their tolerance. */
static double
estimate_error(const struct ode *ode, const struct trial *trial)
{
    double sum = 0;

    for (int i = 0; i < ode->states; i++) {
        double from = find_magnitude(trial->y[i]);
        double to = find_magnitude(trial->next[i]);
        double scale = ode->absolute + ode->relative * (from > to ? from : to);
        double error = sum_rates(trial, error_weight, STAGES, i) / scale;
        sum += error * error;
    }
    return sum < LARGEST_ERROR ? real_sqrt(sum / ode->states) : LARGEST_ERROR;
}

static void
build_parts(const struct ode *ode, const struct trial *trial, struct step *step)
{
    step->start = trial->t;
    step->size = trial->size;
    for (int i = 0; i < ode->states; i++) {
        double rise = trial->next[i] - trial->y[i];
        double bend = trial->size * trial->rate[0][i] - rise;
        step->part[0][i] = trial->y[i];
        step->part[1][i] = rise;
        step->part[2][i] = bend;
        step->part[3][i] =
            rise - trial->size * trial->rate[STAGES - 1][i] - bend;
        step->part[4][i] = sum_rates(trial, dense_weight, STAGES, i);
    }
}

static void
keep_step(struct arena *arena, const struct ode *ode, struct path *path,
          struct trial *trial)
{
    size_t room = path->room;
    GROW(arena, path->starts, path->count, room);
    GROW(arena, path->steps, path->count, path->room);
    path->starts[path->count] = trial->t;
    build_parts(ode, trial, &path->steps[path->count++]);
    trial->t += trial->size;
    for (int i = 0; i < ode->states; i++) {
        trial->y[i] = trial->next[i];
        trial->rate[0][i] = trial->rate[STAGES - 1][i];
    }
}

/* The controller's memory. */
struct control {
    double last_error;
    bool rejected;
};

static double
clamp_real(double x, double least, double most)
{
    return x < least ? least : x > most ? most : x;
}

/* The size of the next step (or of the next try); true if this one stands. */
static bool
judge_step(struct control *control, double error, double *size)
{
    double plain = real_pow(error, 0.2 - 0.75 * 0.04) / 0.9;
    double smooth = plain / real_pow(control->last_error, 0.04);

    if (error > 1) {
        *size /= clamp_real(plain, 1, 5);
        control->rejected = true;
        return false;
    }
    *size /= clamp_real(smooth, control->rejected ? 1 : 0.1, 5);
    control->last_error = error > 1e-4 ? error : 1e-4;
    control->rejected = false;
    return true;
}

/* The last step ends at the end exactly, and no step is left over that is
 * too small to matter. */
static double
fit_step(double t, double size, double end)
{
    return t + 1.01 * size >= end ? end - t : size;
}

static void
walk_path(struct arena *arena, const struct ode *ode, struct path *path,
          struct trial *trial, double end)
{
    struct control control = {1e-4, false};
    double size = ode->fixed > 0 ? ode->fixed : ode->first;
    double least = STEP_LEAST * (end - path->start);

    for (int tries = 0; trial->t < end && tries < STEPS_MOST; tries++) {
        double wanted = size;
        trial->size = fit_step(trial->t, size, end);
        if (trial->size < least && trial->size < end - trial->t)
            break;
        take_stages(ode, trial);
        path->calls += STAGES - 1;
        size = trial->size;
        if (ode->fixed > 0 ||
            judge_step(&control, estimate_error(ode, trial), &size))
            keep_step(arena, ode, path, trial);
        if (ode->fixed > 0)
            size = wanted;
    }
}

struct path
ode_solve(struct arena *arena, const struct ode *ode, double start,
          const double *y, double end)
{
    struct path path = {.states = ode->states, .start = start, .calls = 1};
    struct trial trial = {.t = start};

    for (int i = 0; i < ode->states; i++)
        trial.y[i] = y[i];
    ode->rate(ode->model, start, trial.y, trial.rate[0]);
    walk_path(arena, ode, &path, &trial, end);
    path.end = trial.t;
    path.complete = path.end >= end;
    if (!path.count) {
        trial.size = 0;
        take_stages(ode, &trial);
        keep_step(arena, ode, &path, &trial);
    }
    return path;
}

/* The last step that starts at or before t, or the first. */
static const struct step *
find_step(const struct path *path, double t)
{
    const double *from = path->starts;

    for (size_t left = path->count; left > 1;) {
        size_t half = left / 2;
        from += from[half] <= t ? half : 0;
        left -= half;
    }
    return &path->steps[from - path->starts];
}

void
path_at(const struct path *path, double t, double *y)
{
    const struct step *step = find_step(path, t);
    double x =
        step->size > 0 ? clamp_real((t - step->start) / step->size, 0, 1) : 0;
    double rest = 1 - x;

    for (int i = 0; i < path->states; i++) {
        double inner = step->part[3][i] + rest * step->part[4][i];
        inner = step->part[2][i] + x * inner;
        y[i] = step->part[0][i] + x * (step->part[1][i] + rest * inner);
    }
}
