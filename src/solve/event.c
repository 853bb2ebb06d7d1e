/* event.c: dates on a path: where a value first passes through zero, where
 * it is largest. A step may be long and a value (the loop gain, say) may turn
 * within it, so a step is looked at in eight places if it may matter: if a
 * value that goes on as far as it goes in the step would pass zero; if a step
 * on either side has the largest value. A change of sign is closed in on by ITP
 * (I. F. D. Oliveira, R. H. C. Takahashi, "An enhancement of the bisection
 * method average performance preserving minmax optimality", ACM Trans. Math.
 * Softw. 47, 2020), a peak by golden section.
 *
 * What a newcomer would get wrong: a value that is over the threshold at the
 * start of the path has its event at the start. */
#include "inside.h"

#define SAMPLES 8   /* a step */
#define CLOSE 1e-12 /* [unit of t] */
#define GOLDEN 0.61803398874989485

static double
measure_one(const struct watch *watch, int value, double t)
{
    double values[WATCH_VALUES];

    watch->measure(watch->context, t, values);
    return values[value];
}

/* A bracket with values of opposite sign at its ends. */
struct bracket {
    double low, high, at_low, at_high;
};

/* Bisections that ITP may not exceed, as a power of two times CLOSE. */
static double
find_allowance(double width)
{
    double allowance = CLOSE;

    while (2 * allowance < width)
        allowance *= 2;
    return 2 * allowance;
}

/* Interpolate, truncate towards the middle, project into what bisection
 * would allow. */
static double
choose_point(const struct bracket *b, double first_width, double allowance)
{
    double width = b->high - b->low, middle = b->low + 0.5 * width;
    double line =
        (b->at_high * b->low - b->at_low * b->high) / (b->at_high - b->at_low);
    double side = line < middle ? 1 : -1;
    double shift = 0.2 / first_width * width * width;
    double radius = allowance - 0.5 * width;
    double point =
        shift <= side * (middle - line) ? line + side * shift : middle;

    if (radius < 0)
        radius = 0;
    return side * (middle - point) <= radius ? point : middle - side * radius;
}

static double
close_bracket(const struct watch *watch, int value, struct bracket b)
{
    double first_width = b.high - b.low;
    double allowance = find_allowance(first_width);

    while (b.high - b.low > 2 * CLOSE) {
        double t = choose_point(&b, first_width, allowance);
        if (!(t > b.low && t < b.high))
            break;
        double now = measure_one(watch, value, t);
        if ((now >= 0) == (b.at_high >= 0)) {
            b.high = t;
            b.at_high = now;
        } else {
            b.low = t;
            b.at_low = now;
        }
        allowance *= 0.5;
    }
    return b.low + 0.5 * (b.high - b.low);
}

static void
look_for_events(const struct watch *watch, double before,
                const double *values_before, double t, const double *values,
                struct event *events, int count)
{
    for (int i = 0; i < count; i++) {
        struct event *event = &events[i];
        double sign = event->falling ? -1 : 1;
        double from = values_before[event->value], to = values[event->value];
        if (event->found || (event->after && !event->after->found) ||
            !(sign * to >= 0))
            continue;
        event->found = true;
        event->at = t;
        if (t > before && sign * from < 0)
            event->at = close_bracket(watch, event->value,
                                      (struct bracket){before, t, from, to});
    }
}

/* Golden section between the neighbours of the highest sample. */
static void
refine_peak(const struct watch *watch, struct peak *peak, double low,
            double high)
{
    double span = high - low;
    double left = high - GOLDEN * span, right = low + GOLDEN * span;
    double at_left = measure_one(watch, peak->value, left);
    double at_right = measure_one(watch, peak->value, right);

    for (int i = 0; i < 48; i++) {
        if (at_left >= at_right) {
            high = right;
            right = left;
            at_right = at_left;
            left = high - GOLDEN * (high - low);
            at_left = measure_one(watch, peak->value, left);
        } else {
            low = left;
            left = right;
            at_left = at_right;
            right = low + GOLDEN * (high - low);
            at_right = measure_one(watch, peak->value, right);
        }
    }
    double t = at_left >= at_right ? left : right;
    double height = at_left >= at_right ? at_left : at_right;
    if (height > peak->height)
        *peak = (struct peak){peak->value, t, height};
}

/* Something may happen to an event within a step: its value would reach zero
 * if it went twice as far. */
static bool
is_near(const struct event *events, int count, const double *from,
        const double *to)
{
    for (int i = 0; i < count; i++) {
        const struct event *event = &events[i];
        double sign = event->falling ? -1 : 1;
        double a = sign * from[event->value], b = sign * to[event->value];
        if (event->found || (event->after && !event->after->found))
            continue;
        if ((a > b ? 2 * a - b : 2 * b - a) >= 0)
            return true;
    }
    return false;
}

static void
look_for_peaks(double t, const double *values, struct peak *peaks, int count)
{
    for (int i = 0; i < count; i++)
        if (values[peaks[i].value] > peaks[i].height) {
            peaks[i].at = t;
            peaks[i].height = values[peaks[i].value];
        }
}

/* Look closely at the steps that touch the highest of their ends, then
 * between the neighbours of the highest sample. */
static void
refine_around(const struct path *path, const struct watch *watch,
              struct peak *peak)
{
    double low = path->start, high = path->end, t = peak->at;
    double values[WATCH_VALUES], apart = 0;

    for (size_t i = 0; i < path->count; i++) {
        const struct step *step = &path->steps[i];
        if (step->start + step->size < t || step->start > t)
            continue;
        for (int j = 0; j <= SAMPLES; j++) {
            double place = step->start + step->size * j / SAMPLES;
            if (place > high)
                break;
            watch->measure(watch->context, place, values);
            look_for_peaks(place, values, peak, 1);
        }
        apart = step->size > apart ? step->size : apart;
    }
    apart /= SAMPLES;
    low = peak->at - apart > low ? peak->at - apart : low;
    high = peak->at + apart < high ? peak->at + apart : high;
    if (high > low)
        refine_peak(watch, peak, low, high);
}

/* A step that starts at before, where the values are from, to the place end,
 * where they are to. */
static void
watch_step(const struct watch *watch, double before, const double *from,
           double end, const double *to, struct event *events, int count)
{
    double values[2][WATCH_VALUES], start = before;

    for (int i = 1; i < SAMPLES; i++) {
        double t = start + (end - start) * i / SAMPLES;
        watch->measure(watch->context, t, values[i % 2]);
        look_for_events(watch, before, i > 1 ? values[(i + 1) % 2] : from, t,
                        values[i % 2], events, count);
        before = t;
    }
    look_for_events(watch, before, values[(SAMPLES - 1) % 2], end, to, events,
                    count);
}

void
path_watch(const struct path *path, const struct watch *watch,
           struct event *events, int event_count, struct peak *peaks,
           int peak_count)
{
    double values[2][WATCH_VALUES], before = path->start;

    for (int i = 0; i < peak_count; i++)
        peaks[i].height = -1e300;
    watch->measure(watch->context, before, values[0]);
    look_for_events(watch, before, values[0], before, values[0], events,
                    event_count);
    look_for_peaks(before, values[0], peaks, peak_count);
    for (size_t i = 0; i < path->count; i++) {
        const struct step *step = &path->steps[i];
        double end = step->start + step->size, *from = values[i % 2];
        double *to = values[(i + 1) % 2];
        end = end < path->end ? end : path->end;
        watch->measure(watch->context, end, to);
        if (is_near(events, event_count, from, to))
            watch_step(watch, before, from, end, to, events, event_count);
        look_for_peaks(end, to, peaks, peak_count);
        before = end;
    }
    for (int i = 0; i < peak_count; i++)
        refine_around(path, watch, &peaks[i]);
}
