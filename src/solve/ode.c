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
 * Pieces. A model may be smooth in pieces only: a share stops at 1, a minimum
 * changes sides. A step over a border has neither its order nor an honest
 * error estimate, so it is taken again up to the border. That need be met
 * nearly, no more: a border at a part x of a step costs x^2 of the error of a
 * border in its middle.
 *
 * Time as a state. Where growth explodes, time is no good independent
 * variable: software may gain thirty powers of ten between two neighbouring
 * doubles. A timed model moves along another variable, and its state 0 is the
 * time; its path ends where that passes the end. A time that stands still for
 * many steps, or for a very long way, is a singularity, and there the solver
 * gives up.
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
#define STEPS_MOST 20000
#define STALLS_MOST 512 /* steps in which the time stands still */
#define FARTHEST 1e12   /* that a timed path leads */
#define LARGEST_ERROR 1e10
#define ROUGH_ERROR 10 /* of a step that does not know where a border is */
#define TINIEST 1e-290

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
    unsigned piece, next_piece; /* on which y and next lie */
    bool cut;                   /* the last step ended at a border */
};

/* size * (weights . rates). All states that there could be, since a loop of
 * known length is the faster one. */
static void
add_rates(const struct trial *trial, const double *weights, int stages,
          double *sum)
{
    double total[ODE_STATES] = {0};

    for (int j = 0; j < stages; j++)
        for (int i = 0; i < ODE_STATES; i++)
            total[i] += weights[j] * trial->rate[j][i];
    for (int i = 0; i < ODE_STATES; i++)
        sum[i] = total[i] * trial->size;
}

/* All rates but the first, which is there already. */
static void
take_stages(const struct ode *ode, struct trial *trial)
{
    double rise[ODE_STATES];

    for (int j = 1; j < STAGES; j++) {
        add_rates(trial, weight[j], j, rise);
        for (int i = 0; i < ode->states; i++)
            trial->next[i] = trial->y[i] + rise[i];
        trial->next_piece =
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
    double errors[ODE_STATES], sum = 0;

    add_rates(trial, error_weight, STAGES, errors);
    for (int i = 0; i < ode->states; i++) {
        double from = find_magnitude(trial->y[i]);
        double to = find_magnitude(trial->next[i]);
        double least = ode->relative_only >> i & 1 ? TINIEST : ode->absolute;
        double error =
            errors[i] / (least + ode->relative * (from > to ? from : to));
        sum += error * error;
    }
    return sum < LARGEST_ERROR ? real_sqrt(sum / ode->states) : LARGEST_ERROR;
}

static void
build_parts(const struct ode *ode, const struct trial *trial, struct step *step)
{
    step->start = trial->t;
    step->size = trial->size;
    add_rates(trial, dense_weight, STAGES, step->part[4]);
    for (int i = 0; i < ode->states; i++) {
        double rise = trial->next[i] - trial->y[i];
        double bend = trial->size * trial->rate[0][i] - rise;
        step->part[0][i] = trial->y[i];
        step->part[1][i] = rise;
        step->part[2][i] = bend;
        step->part[3][i] =
            rise - trial->size * trial->rate[STAGES - 1][i] - bend;
    }
}

/* One state at a part x of a step. */
static double
blend_parts(const struct step *step, int i, double x)
{
    double rest = 1 - x;
    double inner = step->part[3][i] + rest * step->part[4][i];

    inner = step->part[2][i] + x * inner;
    return step->part[0][i] + x * (step->part[1][i] + rest * inner);
}

static void
keep_step(struct arena *arena, const struct ode *ode, struct path *path,
          struct trial *trial)
{
    GROW(arena, path->steps, path->count, path->room);
    build_parts(ode, trial, &path->steps[path->count++]);
    trial->t += trial->size;
    for (int i = 0; i < ode->states; i++) {
        trial->y[i] = trial->next[i];
        trial->rate[0][i] = trial->rate[STAGES - 1][i];
    }
    trial->piece = trial->next_piece;
}

/* The part of a step after which it lies on another piece; 1: none. */
static double
find_border(const struct ode *ode, const struct trial *trial)
{
    double low = 0, high = 1, close = real_sqrt(ode->relative);
    double y[ODE_STATES], rate[ODE_STATES];
    struct step step;

    build_parts(ode, trial, &step);
    while (high - low > close) {
        double middle = 0.5 * (low + high);
        for (int i = 0; i < ode->states; i++)
            y[i] = blend_parts(&step, i, middle);
        if (ode->rate(ode->model, trial->t + middle * trial->size, y, rate) ==
            trial->piece)
            low = middle;
        else
            high = middle;
    }
    return low > 0 ? high : 1;
}

/* Take the step as it is; its error. */
static double
take_whole(const struct ode *ode, struct path *path, struct trial *trial)
{
    take_stages(ode, trial);
    path->calls += STAGES - 1;
    return estimate_error(ode, trial);
}

/* Take the step, and take it again where a border cuts it short; but not
 * twice in a row, because of the border that was just met, nearly. */
static double
take_step(const struct ode *ode, struct path *path, struct trial *trial)
{
    double error = take_whole(ode, path, trial);

    if (trial->next_piece == trial->piece || trial->cut || error > ROUGH_ERROR)
        return error;
    double part = find_border(ode, trial);
    if (part >= 1)
        return error;
    trial->size *= part;
    return take_whole(ode, path, trial);
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

/* Without time as a state the last step ends at the end exactly, and no step
 * is left over that is too small to matter. */
static double
fit_step(const struct ode *ode, const struct trial *trial, double size,
         double end)
{
    double t = trial->t, pace = trial->rate[0][0];

    if (!ode->timed)
        return t + 1.01 * size >= end ? end - t : size;
    return ode->longest > 0 && size * pace > ode->longest ? ode->longest / pace
                                                          : size;
}

/* Try a step, and keep it if it is good; the next one's size. */
static double
try_step(struct arena *arena, const struct ode *ode, struct path *path,
         struct trial *trial, struct control *control)
{
    double wanted = trial->size, error = take_step(ode, path, trial);
    double size = trial->size;
    bool cut = size < wanted;

    if (ode->fixed > 0 || judge_step(control, error, &size)) {
        keep_step(arena, ode, path, trial);
        trial->cut = cut;
        if (cut)
            size = wanted;
    }
    return ode->fixed > 0 ? ode->fixed : size;
}

static bool
is_there(const struct ode *ode, const struct trial *trial, double end)
{
    return (ode->timed ? trial->y[0] : trial->t) >= end;
}

static void
walk_path(struct arena *arena, const struct ode *ode, struct path *path,
          struct trial *trial, double end)
{
    struct control control = {1e-4, false};
    double size = ode->fixed > 0 ? ode->fixed : ode->first;

    for (int tries = 0, stalls = 0; !is_there(ode, trial, end) &&
                                    tries < STEPS_MOST && stalls < STALLS_MOST;
         tries++) {
        double time = trial->y[0];
        size_t before = path->count;
        trial->size = fit_step(ode, trial, size, end);
        if (trial->t + trial->size <= trial->t ||
            (ode->timed && trial->t > FARTHEST))
            break;
        size = try_step(arena, ode, path, trial, &control);
        if (path->count > before)
            stalls = ode->timed && trial->y[0] <= time ? stalls + 1 : 0;
    }
}

/* The part x of a step at which its time is t: regula falsi, where an end
 * that stays is given half its weight (the Illinois rule). */
static double
find_part(const struct step *step, double t)
{
    double low = 0, high = 1, at_low = step->part[0][0] - t;
    double at_high = at_low + step->part[1][0];

    if (at_low >= 0 || at_high <= 0)
        return at_low >= 0 ? 0 : 1;
    for (int i = 0, side = 0; i < 60 && high - low > 1e-16; i++) {
        double x = (low * at_high - high * at_low) / (at_high - at_low);
        double at = blend_parts(step, 0, x) - t;
        if (at == 0)
            return x;
        if (at > 0) {
            high = x;
            at_high = at;
            at_low *= side == 1 ? 0.5 : 1;
            side = 1;
        } else {
            low = x;
            at_low = at;
            at_high *= side == -1 ? 0.5 : 1;
            side = -1;
        }
    }
    return 0.5 * (low + high);
}

struct path
ode_solve(struct arena *arena, const struct ode *ode, double start,
          const double *y, double end)
{
    struct path path = {.states = ode->states, .start = start, .calls = 1};
    struct trial trial = {.t = start};

    for (int i = 0; i < ode->states; i++)
        trial.y[i] = y[i];
    trial.piece = ode->rate(ode->model, start, trial.y, trial.rate[0]);
    walk_path(arena, ode, &path, &trial, end);
    path.complete = is_there(ode, &trial, end);
    path.end = trial.t;
    if (!path.count) {
        trial.size = 0;
        take_stages(ode, &trial);
        keep_step(arena, ode, &path, &trial);
    }
    const struct step *last = &path.steps[path.count - 1];
    if (ode->timed && path.complete)
        path.end = last->start + find_part(last, end) * last->size;
    return path;
}

/* The last step that starts at or before t, or the first. */
static const struct step *
find_step(const struct path *path, double t)
{
    const struct step *from = path->steps;

    for (size_t left = path->count; left > 1;) {
        size_t half = left / 2;
        from += from[half].start <= t ? half : 0;
        left -= half;
    }
    return from;
}

void
path_at(const struct path *path, double t, double *y)
{
    const struct step *step = find_step(path, t);
    double x =
        step->size > 0 ? clamp_real((t - step->start) / step->size, 0, 1) : 0;

    for (int i = 0; i < path->states; i++)
        y[i] = blend_parts(step, i, x);
}

void
path_at_time(const struct path *path, double time, double *y)
{
    const struct step *from = path->steps;

    for (size_t left = path->count; left > 1;) {
        size_t half = left / 2;
        from += from[half].part[0][0] <= time ? half : 0;
        left -= half;
    }
    double x = find_part(from, time);
    for (int i = 0; i < path->states; i++)
        y[i] = blend_parts(from, i, x);
}
