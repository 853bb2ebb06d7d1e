/* spiral.c: the central course at the frames of the picture sequence: six
 * phases of 36 frames. Frame f of a phase shows
 *     t = start + (end - start) x^2 (3 - 2 x),   x = f / 35,
 * so that a phase sets out and arrives slowly. A phase ends where the next
 * starts, and the last one in 2033, where the reader sees the fizzle.
 *
 * What a newcomer would get wrong: the time of this run does not rise
 * strictly. The last frame of a phase and the first of the next are the same
 * moment, and a phase that is never reached stands still at the run's end. */
#include "inside.h"

#define FRAMES 36
#define LAST_END 2033.0

/* ends[i] is where phase i starts, ends[PHASES] where the last one ends:
 * nondecreasing, and within the run. */
static void
list_ends(const struct course *course, double *ends)
{
    double before = RUN_START;

    for (int i = 0; i <= PHASES; i++) {
        double end = i == PHASES                ? LAST_END
                     : course->start[i].reached ? course->start[i].at
                                                : RUN_END;
        if (i == PHASES && before >= LAST_END)
            end = RUN_END;
        end = end < before ? before : end > RUN_END ? RUN_END : end;
        before = ends[i] = end;
    }
}

struct run
run_spiral(struct arena *arena, const struct course *course)
{
    const size_t rows = PHASES * FRAMES;
    struct columns *columns = columns_new(arena, rows);
    double *phase = TAKE_ARRAY(arena, rows, double);
    double *frame = TAKE_ARRAY(arena, rows, double);
    double ends[PHASES + 1];
    struct run run = {"spiral",
                      LABEL("central run at the frames of the sequence"),
                      .rows = rows};

    list_ends(course, ends);
    for (size_t i = 0; i < rows; i++) {
        size_t p = i / FRAMES, f = i % FRAMES;
        double x = (double)f / (FRAMES - 1), ease = x * x * (3 - 2 * x);
        double year = f == FRAMES - 1
                          ? ends[p + 1]
                          : ends[p] + (ends[p + 1] - ends[p]) * ease;
        columns_put(columns, i, year, course);
        phase[i] = (double)p + 1;
        frame[i] = (double)f;
    }
    struct series *series =
        columns_series(arena, columns, 2, &run.series_count);
    series[run.series_count++] =
        (struct series){"phase", "1", LABEL("phase of the cascade"), phase};
    series[run.series_count++] =
        (struct series){"frame", "1", LABEL("frame of the phase"), frame};
    run.series = series;
    run.time = columns->time;
    return run;
}
