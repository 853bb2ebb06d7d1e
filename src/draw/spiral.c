/* spiral.c: the kind 'spiral', a sequence of pictures of one spiral that
 * grows in a box. The run has a row a frame, part by part; what has been by
 * then comes from a second, denser run, so that a frame needs no other frame.
 * The last row of a part is the first of the next: the story has no cuts. */
#include "spiral.h"

#include <math.h>
#include <string.h>

static const char *const side_names[] = {"top", "right", "bottom", "left",
                                         NULL};
static const char *const show_names[] = {"value", "ring", "limit", NULL};

/* For the help and for keys that are unknown; values are read below, since most
 * of them are series of a run that is named once for all. */

static const struct field side_fields[] = {
    {.key = "side",
     .type = FIELD_CHOICE,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .choices = side_names,
     .about = "Which one."},
    {.key = "label",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "Its name along it."},
    {.key = "capacity",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The series of its supply."},
    {.key = "weight",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The series of its share of the limit."},
    {.key = "ink",
     .type = FIELD_INK,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "Of the wall."},
    {.key = "tint",
     .type = FIELD_INK,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "Of its glow."},
};
static const struct schema schema_side = {"a side of a spiral", side_fields,
                                          COUNT(side_fields), NULL};

static const struct field act_fields[] = {
    {.key = "title",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "What it is called."},
    {.key = "alt",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "What its last frame shows."},
    {.key = "ink",
     .type = FIELD_INK,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "Of its turns."},
    {.key = "tint",
     .type = FIELD_INK,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "Of its stretch of the strip."},
};
static const struct schema schema_act = {"a part of a spiral", act_fields,
                                         COUNT(act_fields), NULL};

static const struct field readout_fields[] = {
    {.key = "show",
     .type = FIELD_CHOICE,
     .offset = ELSEWHERE,
     .usual = "value",
     .choices = show_names,
     .about = "A number, a ring of shares, or the side that binds."},
    {.key = "label",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "What it is."},
    {.key = "series",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .about = "Of the run; a limit needs none."},
    {.key = "format",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .about = "As in {{ values }}."},
    {.key = "before",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .about = "Written before the number."},
    {.key = "after",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .about = "Written after it."},
};
static const struct schema schema_readout = {
    "a readout of a spiral", readout_fields, COUNT(readout_fields), NULL};

static const struct field fan_fields[] = {
    {.key = "run",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "An ensemble."},
    {.key = "low",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The series of its lower edge."},
    {.key = "high",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The series of its upper edge."},
};
static const struct schema schema_fan = {"the fan of a strip", fan_fields,
                                         COUNT(fan_fields), NULL};

static const struct field strip_fields[] = {
    {.key = "series",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "Of the run and of its history."},
    {.key = "label",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .about = "Words above."},
    {.key = "axis",
     .type = FIELD_MAP,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "An axis with 'from' and 'to'."},
    {.key = "fan",
     .type = FIELD_MAP,
     .offset = ELSEWHERE,
     .about = "What other draws give; it opens in the last part."},
};
static const struct schema schema_strip = {
    "the strip of a spiral", strip_fields, COUNT(strip_fields), NULL};

static const struct field gain_fields[] = {
    {.key = "series",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "Of the run."},
    {.key = "label",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .about = "Words above."},
    {.key = "axis",
     .type = FIELD_MAP,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "An axis from below 0 to above it."},
    {.key = "above",
     .type = FIELD_INK,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "Over 0."},
    {.key = "below",
     .type = FIELD_INK,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "Under 0."},
};
static const struct schema schema_gain = {"the gain of a spiral", gain_fields,
                                          COUNT(gain_fields), NULL};

static const struct field copies_fields[] = {
    {.key = "series",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "How many times the workforce has grown."},
    {.key = "part",
     .type = FIELD_NUMBER,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The part in which they come up."},
};
static const struct schema schema_copies = {
    "the copies of a spiral", copies_fields, COUNT(copies_fields), NULL};

static const struct field spiral_fields[] = {
    {.key = "run",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "A run with a row a frame."},
    {.key = "history",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "A denser run of the same story."},
    {.key = "software",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The series whose doublings are turns, in nats."},
    {.key = "compute",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The series that the box grows with, in nats."},
    {.key = "usable",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The series that capacities are compared with."},
    {.key = "sides",
     .type = FIELD_LIST,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "Four sides (see there)."},
    {.key = "parts",
     .type = FIELD_LIST,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The acts (see there)."},
    {.key = "readouts",
     .type = FIELD_LIST,
     .offset = ELSEWHERE,
     .about = "Numbers beside the box (see there)."},
    {.key = "strip",
     .type = FIELD_MAP,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The curve below (see there)."},
    {.key = "gain",
     .type = FIELD_MAP,
     .offset = ELSEWHERE,
     .usual = field_needed,
     .about = "The bar beside it (see there)."},
    {.key = "copies",
     .type = FIELD_MAP,
     .offset = ELSEWHERE,
     .about = "Small spirals around the box (see there)."},
    {.key = "film",
     .type = FIELD_TEXT,
     .offset = ELSEWHERE,
     .about = "Part 1 as a film is called so, followed by -1; else as the "
              "figure is."},
};
static const struct schema schema_spiral = {
    "a figure of kind 'spiral'", spiral_fields, COUNT(spiral_fields), NULL};

static void
plan_side(struct desk *desk, const struct item *item, struct spiral *spiral)
{

    field_keys(desk, &schema_side, 0, item);
    desk_need(desk, item, "side");
    struct side *side =
        &spiral->sides[desk_choice(desk, item, "side", side_names, SIDES, 0)];
    side->label = desk_need(desk, item, "label");
    side->capacity = desk_series(desk, item, "capacity", spiral->run);
    side->weight = desk_series(desk, item, "weight", spiral->run);
    side->ink = desk_ink(desk, item, "ink", NULL);
    side->tint = desk_ink(desk, item, "tint", NULL);
}

static void
plan_sides(struct desk *desk, const struct item *item, struct spiral *spiral)
{
    size_t count;
    const struct item *one = desk_list(desk, item, "sides", &count);

    for (; one; one = one->next)
        plan_side(desk, one, spiral);
    for (int i = 0; i < SIDES; i++)
        if (!spiral->sides[i].label && !desk->diag->errors)
            diag_say(desk->diag, ERROR, desk->place,
                     "'sides' needs one entry each for 'top', 'right', "
                     "'bottom' and 'left'");
}

static void
plan_act(struct desk *desk, const struct item *item, struct act *act)
{

    field_keys(desk, &schema_act, 0, item);
    act->title = desk_need(desk, item, "title");
    act->alt = desk_need(desk, item, "alt");
    act->ink = desk_ink(desk, item, "ink", NULL);
    act->tint = desk_ink(desk, item, "tint", NULL);
}

/* Parts as in the description; frames so that they fill the run's rows. */
static void
plan_acts(struct desk *desk, const struct item *item, struct spiral *spiral)
{
    size_t count, rows = spiral->run ? spiral->run->rows : 0;
    const struct item *one = desk_list(desk, item, "parts", &count);

    if (!count || count > MOST_PARTS || rows % count || rows / count < 2 ||
        rows > 100000) {
        if (!desk->diag->errors)
            diag_say(desk->diag, ERROR, desk->place,
                     "'parts' must have 1 to %d entries that share the %zu "
                     "rows of the run evenly",
                     MOST_PARTS, rows);
        return;
    }
    spiral->parts = (int)count;
    spiral->frames = (int)(rows / count);
    for (int i = 0; one; one = one->next, i++)
        plan_act(desk, one, &spiral->acts[i]);
}

static void
plan_readout(struct desk *desk, const struct item *item,
             const struct spiral *spiral, struct readout *readout)
{
    struct value zero = {.number = 0, .unit = "1", .reached = true};

    field_keys(desk, &schema_readout, 0, item);
    readout->kind = (enum readout_kind)desk_choice(desk, item, "show",
                                                   show_names, 3, SHOW_VALUE);
    readout->label = desk_need(desk, item, "label");
    readout->before = desk_text(desk, item, "before", "");
    readout->after = desk_text(desk, item, "after", "");
    readout->format = desk_text(desk, item, "format", NULL);
    if (readout->format)
        value_say(desk->arena, desk->diag, item_find(item, "format")->place,
                  zero, readout->format);
    if (readout->kind != SHOW_LIMIT)
        readout->series = desk_series(desk, item, "series", spiral->run);
}

static void
plan_readouts(struct desk *desk, const struct item *item, struct spiral *spiral)
{
    size_t count;
    const struct item *one = desk_list(desk, item, "readouts", &count);

    if (count > READOUTS)
        diag_say(desk->diag, ERROR, one->place,
                 "there is room for %d readouts, not %zu", READOUTS, count);
    for (; one && spiral->readout_count < READOUTS; one = one->next)
        plan_readout(desk, one, spiral,
                     &spiral->readouts[spiral->readout_count++]);
}

static void
plan_fan(struct desk *desk, const struct item *map, struct spiral *spiral)
{
    if (!map)
        return;
    field_keys(desk, &schema_fan, 0, map);
    const struct run *run = desk_run(desk, map, "run");
    spiral->fan_low = (struct source){run, desk_series(desk, map, "low", run)};
    spiral->fan_high =
        (struct source){run, desk_series(desk, map, "high", run)};
}

static void
plan_strip(struct desk *desk, const struct item *item, struct spiral *spiral)
{
    const struct item *map = item_find(item, "strip");

    field_keys(desk, &schema_strip, 0, map);
    spiral->strip.run = spiral->history;
    spiral->strip.series = desk_series(desk, map, "series", spiral->history);
    spiral->strip_now = desk_series(desk, map, "series", spiral->run);
    spiral->strip_label = desk_text(desk, map, "label", "");
    axis_describe(desk, map, "axis", TICK_PLAIN, &spiral->strip_axis);
    plan_fan(desk, item_find(map, "fan"), spiral);
    if (!(spiral->strip_axis.from < spiral->strip_axis.to) &&
        !desk->diag->errors)
        diag_say(desk->diag, ERROR, desk->place,
                 "the axis of 'strip' needs 'from' and 'to'");
}

static void
plan_gain(struct desk *desk, const struct item *item, struct spiral *spiral)
{
    const struct item *map = item_find(item, "gain");

    field_keys(desk, &schema_gain, 0, map);
    spiral->gain = desk_series(desk, map, "series", spiral->run);
    spiral->gain_label = desk_text(desk, map, "label", "");
    spiral->above = desk_ink(desk, map, "above", NULL);
    spiral->below = desk_ink(desk, map, "below", NULL);
    axis_describe(desk, map, "axis", TICK_PLAIN, &spiral->gain_axis);
    if (!(spiral->gain_axis.from < 0 && spiral->gain_axis.to > 0) &&
        !desk->diag->errors)
        diag_say(desk->diag, ERROR, desk->place,
                 "the axis of 'gain' needs 'from' below and 'to' above 0");
}

static void
plan_copies(struct desk *desk, const struct item *item, struct spiral *spiral)
{
    const struct item *map = item_find(item, "copies");

    if (!map)
        return;
    field_keys(desk, &schema_copies, 0, map);
    spiral->copies = desk_series(desk, map, "series", spiral->run);
    spiral->copies_part = (int)desk_within(desk, map, "part", 1, 1, MOST_PARTS);
}

/* A part of a file's name. */
static void
plan_film(struct desk *desk, const struct item *item, struct spiral *spiral)
{
    spiral->film = desk_text(desk, item, "film", NULL);
    if (!spiral->film)
        return;
    size_t plain = strspn(spiral->film, "abcdefghijklmnopqrstuvwxyz"
                                        "0123456789-");
    if (plain == 0 || plain > 60 || spiral->film[plain])
        diag_say(desk->diag, ERROR, item_find(item, "film")->place,
                 "'film' must be a name of small letters, digits and hyphens");
}

static const void *
plan_spiral(struct desk *desk, const struct item *item)
{
    struct spiral *spiral = TAKE(desk->arena, struct spiral);

    spiral->palette = desk->palette;
    spiral->language = desk->data->language;
    plan_film(desk, item, spiral);
    spiral->run = desk_run(desk, item, "run");
    spiral->history = desk_run(desk, item, "history");
    spiral->software = desk_series(desk, item, "software", spiral->run);
    spiral->compute = desk_series(desk, item, "compute", spiral->run);
    spiral->usable = desk_series(desk, item, "usable", spiral->run);
    spiral->past_software =
        desk_series(desk, item, "software", spiral->history);
    spiral->past_compute = desk_series(desk, item, "compute", spiral->history);
    plan_sides(desk, item, spiral);
    plan_acts(desk, item, spiral);
    plan_readouts(desk, item, spiral);
    plan_strip(desk, item, spiral);
    plan_gain(desk, item, spiral);
    plan_copies(desk, item, spiral);
    if (!desk->diag->errors)
        growth_measure(desk, spiral);
    return spiral;
}

/* Everything that the frame of that row depends on. */
static struct key
make_frame_key(const struct figure *figure, int part, int frame)
{
    const struct spiral *spiral = figure->context;
    const struct run *run = spiral->run;
    size_t row = (size_t)((part - 1) * spiral->frames + frame);
    struct arena arena = {0};
    struct hash *hash = hash_new(&arena);

    hash_key(hash, figure->key);
    hash_real(hash, part);
    hash_real(hash, frame);
    hash_real(hash, run->time[row]);
    for (size_t i = 0; i < run->series_count; i++)
        hash_real(hash, run->series[i].at[row]);
    struct key key = hash_done(hash);
    arena_close(&arena);
    return key;
}

static void
keep_columns(struct desk *desk, const struct spiral *spiral)
{
    struct source sources[8 + 2 * SIDES + READOUTS];
    size_t count = 0;
    const struct series *plain[] = {spiral->software, spiral->compute,
                                    spiral->strip_now, spiral->gain,
                                    spiral->usable};

    for (size_t i = 0; i < COUNT(plain); i++)
        sources[count++] = (struct source){spiral->run, plain[i]};
    for (int i = 0; i < SIDES; i++) {
        sources[count++] =
            (struct source){spiral->run, spiral->sides[i].capacity};
        sources[count++] =
            (struct source){spiral->run, spiral->sides[i].weight};
    }
    for (size_t i = 0; i < spiral->readout_count; i++)
        sources[count++] =
            (struct source){spiral->run, spiral->readouts[i].series};
    desk_columns(desk, sources, count, -INFINITY, INFINITY);
}

static void
make_sequence(struct desk *desk, const void *plan, struct figure *figure)
{
    const struct spiral *spiral = plan;
    const char **titles = TAKE_ARRAY(desk->arena, spiral->parts, const char *);
    const char **alts = TAKE_ARRAY(desk->arena, spiral->parts, const char *);

    for (int i = 0; i < spiral->parts; i++) {
        titles[i] = spiral->acts[i].title;
        alts[i] = spiral->acts[i].alt;
    }
    keep_columns(desk, spiral);
    figure->columns = desk->columns;
    figure->column_count = desk->column_count;
    figure->part_titles = titles;
    figure->part_alts = alts;
    figure->parts = spiral->parts;
    figure->frames = spiral->frames;
    figure->film = spiral->film;
    figure->width = FRAME_WIDTH;
    figure->height = FRAME_HEIGHT;
    figure->draw = frame_draw;
    figure->still = still_draw;
    figure->frame_key = make_frame_key;
    figure->facts = readout_facts;
    figure->context = spiral;
}

void
spiral_help(struct text *out)
{
    const struct schema *const schemas[] = {
        &schema_spiral, &schema_side, &schema_act,  &schema_readout,
        &schema_strip,  &schema_fan,  &schema_gain, &schema_copies};

    for (size_t i = 0; i < COUNT(schemas); i++)
        field_help(out, schemas[i]);
}

const struct kind kind_spiral = {.name = "spiral",
                                 .schema = &schema_spiral,
                                 .width = FRAME_WIDTH,
                                 .height = FRAME_HEIGHT,
                                 .plan = plan_spiral,
                                 .keep = spiral_keep,
                                 .sequence = make_sequence};
