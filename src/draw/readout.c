/* readout.c: the numbers beside the box: date, part, readouts, and the ring of
 * people and machines. Every text starts at a fixed place and digits are as
 * wide as each other, so that nothing jumps while the numbers run. */
#include "spiral.h"
#include "tongue/tongue.h"

#include <math.h>

#define LABEL_WORDS 11.0
#define VALUE_WORDS 16.0
#define RING_WORDS 13.0
#define RING 27.0    /* its radius [pt] */
#define READ_X 322.0 /* the readouts' first column, and the next */
#define READ_STEP 160.0
#define READ_Y 104.0
#define READ_DROP 52.0

static const char *
say_number(const struct easel *easel, const struct readout *readout)
{
    struct arena *arena = easel->canvas.arena;
    struct diag *diag = easel->canvas.diag;
    double number = easel_value(easel, readout->series);
    struct value value = {.number = number,
                          .unit = readout->series->unit,
                          .reached = true,
                          .language = easel->canvas.language};

    if (isnan(number))
        return "\xe2\x80\x93";
    const char *words =
        value_say(arena, diag, easel->canvas.place, value, readout->format);
    return arena_print(arena, "%s%s%s", readout->before, words ? words : "?",
                       readout->after);
}

/* A decimal where it matters: research is never quite automated. */
static const char *
say_share(const struct easel *easel, double share)
{
    const struct canvas *canvas = &easel->canvas;
    double percent = 100 * share;
    bool fine = percent > 99 && percent < 99.95;

    return arena_print(
        canvas->arena, "%s%s",
        tick_text(canvas->arena, canvas->language, TICK_PLAIN, percent,
                  fine ? 0.1 : 1),
        tongue_find(canvas->language)->numbers[NUMBER_PERCENT_SIGN]);
}

/* The side that holds hardest, and its share. */
static const char *
say_limit(const struct easel *easel)
{
    const char *label = NULL;
    double most = -1;

    for (int i = 0; i < SIDES; i++) {
        const struct side *side = &easel->spiral->sides[i];
        double share = easel_value(easel, side->weight);
        if (share >= 0 && share > most) {
            most = share;
            label = side->label;
        }
    }
    return label ? arena_print(easel->canvas.arena, "%s %s", label,
                               say_share(easel, most))
                 : "\xe2\x80\x93";
}

/* An arc of a ring, clockwise from share a of the turn to share b. */
static void
draw_arc(const struct easel *easel, double x, double y, double a, double b,
         const struct ink *ink)
{
    struct winding arc = {x, y, RING, RING, a, b};

    if (b - a >= 0.001)
        easel_wind(easel, &arc, ink, 11);
}

/* A ring of who can do the work: machines clockwise from the top, people the
 * rest. */
static void
draw_ring(const struct easel *easel, const struct readout *readout, double x,
          double y)
{
    const struct canvas *canvas = &easel->canvas;
    double number = easel_value(easel, readout->series);
    double share = number >= 0 ? fmin(number, 1) : 0;

    draw_arc(easel, x, y, share, 1, easel_ink(easel, "human"));
    draw_arc(easel, x, y, 0, share, easel_ink(easel, "accent"));
    canvas_words(canvas, FACE_SANS_MEDIUM, RING_WORDS, say_share(easel, share),
                 x, y + 0.36 * RING_WORDS, 0.5, easel_ink(easel, "ink"));
}

const char *
readout_words(const struct easel *easel, const struct readout *readout)
{
    return readout->kind == SHOW_LIMIT ? say_limit(easel)
                                       : say_number(easel, readout);
}

/* The same two that a still has room for. */
const struct fact *
readout_facts(const struct figure *figure, struct arena *arena, int part,
              int frame)
{
    struct easel easel = easel_new(figure, arena, NULL, part, frame);
    const struct spiral *spiral = easel.spiral;
    struct fact *facts = TAKE_ARRAY(arena, 4, struct fact);
    size_t count = 0;

    facts[count++] = (struct fact){"date", readout_date(&easel)};
    for (size_t i = 0; i < spiral->readout_count && count < 3; i++) {
        const struct readout *readout = &spiral->readouts[i];
        if (readout->kind == SHOW_RING ||
            (readout->kind == SHOW_VALUE && count > 1))
            continue;
        facts[count++] =
            (struct fact){readout->label, readout_words(&easel, readout)};
    }
    return facts;
}

static void
draw_readout(const struct easel *easel, int place)
{
    const struct readout *readout = &easel->spiral->readouts[place];
    const struct canvas *canvas = &easel->canvas;
    double x = READ_X + READ_STEP * (place % 2);
    double y = READ_Y + READ_DROP * (place / 2);

    canvas_words(canvas, FACE_SANS, LABEL_WORDS, readout->label, x, y, 0,
                 easel_ink(easel, "muted"));
    if (readout->kind == SHOW_RING) {
        draw_ring(easel, readout, x + 33, y + 46);
        return;
    }
    canvas_words(canvas, FACE_SANS_MEDIUM, VALUE_WORDS,
                 readout_words(easel, readout), x, y + 21, 0,
                 easel_ink(easel, "ink"));
}

const char *
readout_date(const struct easel *easel)
{
    struct value value = {.number = easel->time,
                          .unit = "yr AD",
                          .reached = true,
                          .language = easel->canvas.language};
    const char *words = value_say(easel->canvas.arena, easel->canvas.diag,
                                  easel->canvas.place, value, "month");

    return words || !PRESS ? words : "?";
}

void
readouts_draw(const struct easel *easel)
{
    const struct spiral *spiral = easel->spiral;
    const struct canvas *canvas = &easel->canvas;
    const struct act *act = &spiral->acts[easel->part];

    canvas_words(canvas, FACE_SANS_BOLD, 24, readout_date(easel), READ_X, 40, 0,
                 easel_ink(easel, "ink"));
    canvas_words(
        canvas, FACE_SANS_MEDIUM, 14.5,
        arena_print(canvas->arena, "%d   %s", easel->part + 1, act->title),
        READ_X, 65, 0, act->ink);
    for (size_t i = 0; i < spiral->readout_count; i++)
        draw_readout(easel, (int)i);
}
