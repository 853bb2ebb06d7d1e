/* runs.c: courses as runs: rows on a grid and the dates; what hardware costs.
 *
 * What a newcomer would get wrong: the grid is 1/64 of a year so that whole
 * and half years are rows exactly; a run ends at RUN_END, but a date may lie
 * as late as HORIZON. */
#include "inside.h"

#define ROWS_PER_YEAR 64
#define CYCLES_AT 2033.0

static struct quantity
date_quantity(const char *name, const char *label, struct date date)
{
    return (struct quantity){name, "yr AD", label, date.reached ? date.at : 0,
                             date.reached};
}

static struct date
date_peak(const struct course *course, const struct peak *peak)
{
    return (struct date){real_finite(peak->height) && peak->height > -1e300,
                         course->model->of.t0 + peak->at};
}

/* A number that goes with a date. */
static struct quantity
plain_quantity(const char *name, const char *unit, const char *label,
               bool reached, double value)
{
    reached = reached && real_finite(value);
    return (struct quantity){name, unit, label, reached ? value : 0, reached};
}

static size_t
list_phases(const struct course *course, struct quantity *list)
{
    const struct date *start = course->start;
    static const struct {
        const char *name, *label;
    } phases[] = {
        [PHASE_1] = {"assistant", LABEL("AI as assistant")},
        [CODE] = {"code", LABEL("AI writes AI code")},
        [LAB] = {"lab", LABEL("the downloadable lab")},
        [RSI] = {"rsi", LABEL("recursive self-improvement")},
        [AGI] = {"agi", LABEL("artificial general intelligence")},
        [SINGULARITY] = {"singularity", LABEL("the singularity")},
    };

    for (size_t i = 0; i < COUNT(phases); i++)
        list[i] = date_quantity(phases[i].name, phases[i].label, start[i]);
    return COUNT(phases);
}

static size_t
list_turns(const struct course *course, struct quantity *list)
{
    list[0] = date_quantity("ignition", LABEL("the loop feeds itself"),
                            course->ignition);
    list[1] = date_quantity("burnout", LABEL("the loop no longer feeds itself"),
                            course->burnout);
    return 2;
}

static size_t
list_peaks(const struct course *course, struct quantity *list)
{
    struct date gain = date_peak(course, &course->gain);
    struct date fastest = date_peak(course, &course->fastest);
    struct moment then;

    course_at(course, CYCLES_AT, &then);
    const struct quantity peaks[] = {
        plain_quantity("gain_peak", "1", LABEL("highest loop gain"),
                       gain.reached, course->gain.height),
        date_quantity("gain_peak_date", LABEL("highest loop gain"), gain),
        plain_quantity("shortest_doubling", "d",
                       LABEL("shortest software doubling"), fastest.reached,
                       LN2 / course->fastest.height * YEAR_DAYS),
        date_quantity("shortest_doubling_date",
                      LABEL("shortest software doubling"), fastest),
        plain_quantity("cycles_2033", "1", LABEL("software doublings by 2033"),
                       true, then.s / LN2),
    };

    for (size_t i = 0; i < COUNT(peaks); i++)
        list[i] = peaks[i];
    return COUNT(peaks);
}

struct run
run_grid(struct arena *arena, const struct course *course, int rows_per_year,
         const char *name, const char *title)
{
    size_t rows = (size_t)((RUN_END - RUN_START) * rows_per_year) + 1;
    struct columns *columns = columns_new(arena, rows);
    struct quantity *quantities = TAKE_ARRAY(arena, 16, struct quantity);
    struct run run = {name, title, .rows = rows, .quantities = quantities};

    for (size_t i = 0; i < rows; i++)
        columns_put(columns, i, RUN_START + (double)i / rows_per_year, course);
    run.time = columns->time;
    run.series = columns_series(arena, columns, 0, &run.series_count);
    run.quantity_count = list_phases(course, quantities);
    /* A page's charts name no others: draw/keep.c. */
    if (!PRESS)
        return run;
    run.quantity_count += list_turns(course, quantities + run.quantity_count);
    run.quantity_count += list_peaks(course, quantities + run.quantity_count);
    return run;
}

struct run
run_course(struct arena *arena, const struct course *course, const char *name,
           const char *title)
{
    return run_grid(arena, course, ROWS_PER_YEAR, name, title);
}

/* The delay of general intelligence between two runs [yr]. */
static struct quantity
compare_dates(const char *name, const char *label, const struct course *early,
              const struct course *late)
{
    struct date a = early->start[AGI], b = late->start[AGI];

    return plain_quantity(name, "yr", label, a.reached && b.reached,
                          b.at - a.at);
}

void
run_compare(struct arena *arena, struct run *run, const struct course *central,
            const struct course *demand, const struct course *frozen)
{
    struct quantity *list =
        TAKE_ARRAY(arena, run->quantity_count + 2, struct quantity);

    for (size_t i = 0; i < run->quantity_count; i++)
        list[i] = run->quantities[i];
    list[run->quantity_count++] =
        compare_dates("wall_cost", "what the wall costs", demand, central);
    list[run->quantity_count++] = compare_dates(
        "frozen_cost", "what frozen compute costs", central, frozen);
    run->quantities = list;
}
