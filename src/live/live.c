/* live.c: the driver in a page: it keeps a trial and the plans of charts,
 * solves when the reader has moved a symbol, and draws lists of marks.
 *
 * What a newcomer would get wrong: memory is one stack (bench.c). What lasts
 * lies below, then the course of the moment, then the drawing; so a page asks
 * for room first, and a new course throws the old drawing away. */
#include "live.h"

#include <string.h>

#include "draw/draw.h"
#include "solve/solve.h"
#include "tongue/tongue.h"

#define MOST_FIGURES 16

static struct {
    struct arena lasting, moment, drawing;
    struct trial *trial;
    struct bytes plans[MOST_FIGURES];
    int plan_count, wall;
    const struct figure *stage;
    struct palette inks; /* of the stage */
    bool solved;
    size_t samples;
    struct run runs[2]; /* central, and the samples' */
    double row[TRIAL_ROW], dates[TRIAL_DATES];
    char words[WORDS_ROOM];
    uint32_t list[4];
    struct tongue tongue;
} live;

/* In the place of tongue.c: a page has one language. */
const struct tongue *
tongue_find(const char *language)
{
    (void)language;
    return &live.tongue;
}

EXPORT("speak")
void
live_speak(const char *at)
{
    struct tongue *tongue = &live.tongue;
    const char **const parts[] = {&tongue->decimal, &tongue->group,
                                  tongue->months, tongue->numbers};
    static const size_t counts[] = {1, 1, COUNT(tongue->months), NUMBER_COUNT};

    for (size_t i = 0; i < COUNT(parts); i++)
        for (size_t j = 0; j < counts[i]; j++, at += strlen(at) + 1)
            parts[i][j] = at;
}

EXPORT("room")
char *
live_room(size_t length)
{
    return arena_take(&live.lasting, length);
}

EXPORT("begin")
int
live_begin(const char *at, size_t length)
{
    live.trial = trial_find(&live.lasting, (struct bytes){at, length});
    if (live.trial)
        trial_sample(&live.lasting, live.trial, 0, 0, 0);
    return live.trial != NULL;
}

EXPORT("open")
int
live_open(const char *at, size_t length)
{
    int number = live.plan_count;

    if (number == MOST_FIGURES)
        return -1;
    live.plans[number] = (struct bytes){at, length};
    live.plan_count++;
    return number;
}

EXPORT("stage")
int
live_stage(const char *at, size_t length)
{
    live.stage =
        sketch_sequence(&live.lasting, (struct bytes){at, length},
                        trial_story(&live.lasting, live.trial), &live.inks);
    return live.stage != NULL;
}

EXPORT("restore")
void
live_restore(void)
{
    trial_restore(live.trial);
}

EXPORT("change")
int
live_change(size_t symbol, double value)
{
    return trial_change(live.trial, symbol, value);
}

EXPORT("solve")
int
live_solve(int wall)
{
    arena_close(&live.drawing);
    arena_close(&live.moment);
    live.wall = wall;
    live.samples = 0;
    trial_sample(&live.lasting, live.trial, wall, 0, 0);
    bool whole = trial_solve(&live.moment, live.trial, wall);
    live.solved = trial_solved(live.trial);
    if (live.solved)
        live.runs[0] = trial_run(&live.moment, live.trial);
    return whole;
}

EXPORT("row")
const double *
live_row(double year)
{
    if (!live.solved)
        return NULL;
    trial_row(live.trial, year, live.row);
    return live.row;
}

EXPORT("dates")
const double *
live_dates(void)
{
    if (!live.solved)
        return NULL;
    trial_dates(live.trial, live.dates);
    return live.dates;
}

EXPORT("sample")
size_t
live_sample(size_t to)
{
    arena_close(&live.drawing);
    to = to < TRIAL_SAMPLES ? to : TRIAL_SAMPLES;
    trial_sample(&live.lasting, live.trial, live.wall, live.samples, to);
    live.samples = to;
    return to;
}

static struct data
find_data(void)
{
    live.runs[1] = trial_bands(&live.drawing, live.trial);
    return (struct data){.runs = live.runs, .run_count = COUNT(live.runs)};
}

EXPORT("words")
char *
live_words(void)
{
    return live.words;
}

EXPORT("say")
const char *
live_say(void)
{
    struct diag unsaid = {.arena = &live.drawing};
    const char *format = live.words + strlen(live.words) + 1;

    arena_close(&live.drawing);
    if (!live.solved)
        return "?";
    struct data data = find_data();
    const char *words =
        data_say(&live.drawing, &data, &unsaid, (struct place){0}, live.words,
                 *format ? format : NULL);
    strncpy(live.words, words, WORDS_ROOM - 1);
    return live.words;
}

static const uint32_t *
list_marks(const struct sheet *sheet, const struct palette *palette)
{
    struct list list = {.arena = &live.drawing,
                        .words = text_new(&live.drawing)};

    sheet_list(&list, sheet, palette);
    live.list[0] = (uint32_t)(uintptr_t)list.numbers;
    live.list[1] = (uint32_t)list.count;
    live.list[2] = (uint32_t)(uintptr_t)list.words.at;
    live.list[3] = (uint32_t)list.words.length;
    return live.list;
}

EXPORT("draw")
const uint32_t *
live_draw(int figure, double width, double height)
{
    struct arena *arena = &live.drawing;
    struct palette palette;

    if (!live.solved || figure < 0 || figure >= live.plan_count)
        return NULL;
    arena_close(arena);
    struct data data = find_data();
    const struct sheet *sheet = sketch_draw(arena, live.plans[figure], &data,
                                            NULL, width, height, &palette);
    return list_marks(sheet, &palette);
}

EXPORT("frame")
const uint32_t *
live_frame(int part, int frame)
{
    const struct figure *stage = live.stage;

    if (part < 1 || part > stage->parts || frame < 0 || frame >= stage->frames)
        return NULL;
    arena_close(&live.drawing);
    return list_marks(stage->draw(stage, &live.drawing, NULL, part, frame),
                      &live.inks);
}
