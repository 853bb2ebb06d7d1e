/* spiral_keep.c: the plan of a spiral as bytes, and the sequence that a page
 * makes of them: it draws the very frames of the press, with no picture sent.
 *
 * What a newcomer would get wrong: the two runs that the spiral grows by are
 * not among the bytes. The page solves the model once more and has the same
 * bits, so series are kept by name; only the ensemble's fan is kept as numbers.
 * This file runs in the reader's browser too. */
#include "carry.h"
#include "spiral.h"

#include <string.h>

/* The runs that a page solves: what spiral->run and spiral->history must be. */
static const char run_name[] = "spiral", history_name[] = "central";

static const struct part act_parts[] = {
    PART(act, WORDS, title), PART(act, INK, ink), PART(act, INK, tint)};

static const struct part side_parts[] = {
    PART(side, WORDS, label), PART(side, SERIES, capacity),
    PART(side, SERIES, weight), PART(side, INK, ink), PART(side, INK, tint)};

static const struct part readout_parts[] = {
    PART(readout, NUMBER, kind),  PART(readout, WORDS, label),
    PART(readout, WORDS, format), PART(readout, WORDS, before),
    PART(readout, WORDS, after),  PART(readout, SERIES, series)};

static const struct part spiral_parts[] = {
    PART(spiral, SERIES, software),    PART(spiral, SERIES, compute),
    PART(spiral, SERIES, usable),      PART(spiral, SERIES, strip_now),
    PART(spiral, SERIES, gain),        PART(spiral, SERIES, copies),
    PART(spiral, NUMBER, copies_part), PART(spiral, WORDS, strip_label),
    PART(spiral, WORDS, gain_label),   PART(spiral, INK, above),
    PART(spiral, INK, below)};

static const struct part history_parts[] = {PART(spiral, SERIES, past_software),
                                            PART(spiral, SERIES, past_compute),
                                            PART(spiral, SERIES, strip.series)};

static void
carry_readout(struct carrier *carrier, struct readout *readout)
{
    carrier_parts(carrier, readout_parts, COUNT(readout_parts), readout);
    if (!carrier_writes(carrier) && !*readout->format)
        readout->format = NULL;
    if (readout->kind != SHOW_LIMIT && !readout->series)
        carrier->damaged = true;
}

/* Rows of an ensemble up to the first that no frame asks for. */
static size_t
count_rows(const struct spiral *spiral)
{
    const struct run *run = spiral->fan_low.run;
    size_t count = 0;

    if (!spiral->fan_low.series)
        return 0;
    while (count < run->rows && run->time[count] < spiral->last)
        count++;
    return count < run->rows ? count + 1 : count;
}

static void
carry_fan(struct carrier *carrier, struct spiral *spiral)
{
    struct source *const ends[] = {&spiral->fan_low, &spiral->fan_high};
    size_t count = carrier_writes(carrier) ? count_rows(spiral) : 0;

    carrier_count(carrier, &count);
    if (!count)
        return;
    struct run *run = TAKE(carrier->arena, struct run);
    run->rows = count;
    run->time = carrier_reals(
        carrier, carrier_writes(carrier) ? spiral->fan_low.run->time : NULL,
        count);
    for (size_t i = 0; i < COUNT(ends); i++) {
        struct series *series = TAKE(carrier->arena, struct series);
        series->at = carrier_reals(
            carrier, carrier_writes(carrier) ? ends[i]->series->at : NULL,
            count);
        if (!carrier_writes(carrier))
            *ends[i] = (struct source){run, series};
    }
}

static void
carry_lists(struct carrier *carrier, struct spiral *spiral)
{
    size_t parts = (size_t)spiral->parts;

    carrier_count(carrier, &parts);
    carrier_count(carrier, &spiral->readout_count);
    if (parts > MOST_PARTS || spiral->readout_count > READOUTS)
        parts = spiral->readout_count = 0;
    spiral->parts = (int)parts;
    for (size_t i = 0; i < parts; i++)
        carrier_parts(carrier, act_parts, COUNT(act_parts), &spiral->acts[i]);
    for (int i = 0; i < SIDES; i++)
        carrier_parts(carrier, side_parts, COUNT(side_parts),
                      &spiral->sides[i]);
    for (size_t i = 0; i < spiral->readout_count; i++)
        carry_readout(carrier, &spiral->readouts[i]);
}

static void
carry_spiral(struct carrier *carrier, struct spiral *spiral)
{
    carrier->run = spiral->run;
    carry_lists(carrier, spiral);
    carrier_parts(carrier, spiral_parts, COUNT(spiral_parts), spiral);
    carrier->run = spiral->strip.run = spiral->history;
    carrier_parts(carrier, history_parts, COUNT(history_parts), spiral);
    carrier_axis(carrier, &spiral->strip_axis);
    carrier_axis(carrier, &spiral->gain_axis);
    carry_fan(carrier, spiral);
}

/* The model's own: a page has no other. */
static bool
is_solved(const struct desk *desk, const struct run *run, const char *name)
{
    return run && run == data_run(desk->data, name);
}

/* Whether the module of a page has what the frames need (live/quiet.h). */
static bool
can_keep(const struct spiral *spiral)
{
    const struct axis *axis = &spiral->strip_axis;

    for (size_t i = 0; i < spiral->readout_count; i++) {
        const char *format = spiral->readouts[i].format;
        if (format && *format != '%' && strcmp(format, "si") != 0)
            return false;
    }
    return (axis->kind == SCALE_LINEAR || axis->kind == SCALE_LOG) &&
           (axis->format == TICK_PLAIN || axis->format == TICK_POWER) &&
           spiral->last - spiral->first >= 2.5;
}

struct bytes
spiral_keep(const struct desk *desk, const void *plan)
{
    struct spiral spiral = *(const struct spiral *)plan;
    struct text text = text_new(desk->arena);
    struct carrier carrier = {
        .arena = desk->arena, .to = &text, .data = desk->data};

    if (!is_solved(desk, spiral.run, run_name) ||
        !is_solved(desk, spiral.history, history_name) || !can_keep(&spiral))
        return (struct bytes){0};
    carrier_palette(&carrier, desk->palette);
    carry_spiral(&carrier, &spiral);
    return text_all(&text);
}

static bool
fits_rows(struct spiral *spiral)
{
    int rows = (int)spiral->run->rows;

    spiral->frames = spiral->parts > 0 ? rows / spiral->parts : 0;
    return spiral->frames > 1 && rows % spiral->parts == 0;
}

const struct figure *
sketch_sequence(struct arena *arena, struct bytes bytes,
                const struct data *data, struct palette *palette)
{
    struct diag unsaid = {.arena = arena};
    struct desk desk = {.arena = arena, .diag = &unsaid};
    struct carrier carrier = {.arena = arena,
                              .at = bytes.at,
                              .end = bytes.at + bytes.length,
                              .data = data};
    struct spiral *spiral = TAKE(arena, struct spiral);
    struct figure *figure = TAKE(arena, struct figure);

    spiral->run = data_run(data, run_name);
    spiral->history = data_run(data, history_name);
    spiral->palette = palette;
    if (!spiral->run || !spiral->history)
        return NULL;
    carrier_palette(&carrier, NULL);
    *palette = carrier.palette;
    carry_spiral(&carrier, spiral);
    if (carrier.damaged || !fits_rows(spiral))
        return NULL;
    growth_measure(&desk, spiral);
    figure->parts = spiral->parts;
    figure->frames = spiral->frames;
    figure->draw = frame_draw;
    figure->context = spiral;
    return spiral->growth.count ? figure : NULL;
}
