/* axis.c: one axis: its description, its scale, and ticks with their texts.
 * Texts are shaped before anything is drawn, because how many fit decides
 * which ticks there are: a scale's own ticks are chosen again, fewer, until
 * no two texts touch; of an author's ticks every second goes, or more. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define GAP_ACROSS 5.0 /* [pt] between texts side by side */
#define GAP_DOWN 0.5   /* [pt] between texts below each other */
#define NAME_LINES 3   /* of a category */

/* What an author may say of an axis. */
struct said_axis {
    const char *label, *unit;
    double from, to, within, wanted;
    int kind, format;
    struct numbers ticks;
    bool grid, zero;
};

#define AT(member) offsetof(struct said_axis, member)

static const struct field axis_fields[] = {
    {.key = "label",
     .type = FIELD_TEXT,
     .offset = AT(label),
     .usual = "",
     .about = "What the axis measures; it stands above an upright axis."},
    {.key = "unit",
     .type = FIELD_TEXT,
     .offset = AT(unit),
     .usual = "",
     .about = "The unit, added to the label after a comma."},
    {.key = "from",
     .type = FIELD_NUMBER,
     .offset = AT(from),
     .about = "The value at the axis's start; without it, from the data."},
    {.key = "to",
     .type = FIELD_NUMBER,
     .offset = AT(to),
     .about = "The value at the axis's end; without it, from the data."},
    {.key = "scale",
     .type = FIELD_CHOICE,
     .offset = AT(kind),
     .choices = scale_names,
     .about = "How values become places: year puts ticks at whole years or "
              "months, symlog is linear about 0 and logarithmic beyond, "
              "category has a slot for each name. Usually linear, and year "
              "where ticks are years."},
    {.key = "linear within",
     .type = FIELD_NUMBER,
     .offset = AT(within),
     .usual = "1",
     .least = 1e-12,
     .most = 1e12,
     .about = "Scale symlog: how far from 0 it is linear."},
    {.key = "ticks",
     .type = FIELD_NUMBERS,
     .offset = AT(ticks),
     .most = MOST_TICKS,
     .about = "Values that have a tick; without it round ones are chosen."},
    {.key = "tick count",
     .type = FIELD_NUMBER,
     .offset = AT(wanted),
     .usual = "0",
     .least = 0,
     .most = MOST_TICKS,
     .about = "About how many ticks are chosen; 0: as many as fit well."},
    {.key = "format",
     .type = FIELD_CHOICE,
     .offset = AT(format),
     .choices = tick_format_names,
     .about = "How ticks are written: 12,000; 2030; 25%; 10 with an exponent "
              "(the value, except on a log scale); 12k; 12 million; $12bn; "
              "+12. Usually year for x and plain for y."},
    {.key = "grid",
     .type = FIELD_FLAG,
     .offset = AT(grid),
     .about = "Light lines at the ticks; usually those of the values are "
              "drawn and those of years and names are not."},
    {.key = "zero",
     .type = FIELD_FLAG,
     .offset = AT(zero),
     .usual = "false",
     .about = "An axis from the data that must show 0."}};

const struct schema schema_axis = {
    .what = "an axis", .fields = axis_fields, .count = COUNT(axis_fields)};

static void
check_range(struct desk *desk, const struct item *map, struct axis *axis)
{
    if (axis->kind == SCALE_LOG && (axis->from <= 0 || axis->to <= 0))
        diag_say(desk->diag, ERROR, map->place,
                 "a log scale goes from and to numbers above 0");
    if (axis->from >= axis->to)
        diag_say(desk->diag, ERROR, map->place,
                 "'from' of an axis must be less than 'to'");
}

void
axis_describe(struct desk *desk, const struct item *map, const char *key,
              enum tick_format usual, struct axis *axis)
{
    const struct item *item = item_find(map, key);
    struct said_axis said = {0};

    field_fill(desk, &schema_axis, 0, item, &said);
    *axis = (struct axis){.kind = (enum scale_kind)said.kind,
                          .from = said.from,
                          .to = said.to,
                          .within = said.within,
                          .tick_count = said.ticks.count,
                          .wanted = said.wanted,
                          .format = (enum tick_format)said.format,
                          .label = said.label,
                          .unit = said.unit,
                          .zero = said.zero};
    if (said.ticks.count)
        memcpy(axis->ticks, said.ticks.at,
               said.ticks.count * sizeof *said.ticks.at);
    if (!item_find(item, "format"))
        axis->format = usual;
    if (!item_find(item, "scale") && axis->format == TICK_YEAR)
        axis->kind = SCALE_YEAR;
    if (item_find(item, "grid"))
        axis->grid = said.grid ? GRID_ON : GRID_OFF;
    if (item)
        check_range(desk, item, axis);
}

const char *
axis_title(struct arena *arena, const struct axis *axis)
{
    const char *between = *axis->label && *axis->unit ? ", " : "";

    return arena_print(arena, "%s%s%s", axis->label, between, axis->unit);
}

static void
widen_scale(struct scale *scale)
{
    if (!(scale->to > scale->from))
        scale->to =
            scale->kind == SCALE_LOG ? 10 * scale->from : scale->from + 1;
}

struct scale
axis_scale(const struct axis *axis, struct extent data)
{
    struct scale scale = {.kind = axis->kind,
                          .from = data.low <= data.high ? data.low : 1,
                          .to = data.low <= data.high ? data.high : 10,
                          .within = axis->within > 0 ? axis->within : 1};

    if (!PRESS)
        return (struct scale){axis->kind, axis->from, axis->to, 0, 0, 1};
    if (scale_has_slots(axis->kind)) {
        scale.from = -0.5;
        scale.to = fmax((double)axis->name_count, 1) - 0.5;
        return scale;
    }
    if (axis->zero) {
        scale.from = fmin(scale.from, 0);
        scale.to = fmax(scale.to, 0);
    }
    if (axis->kind == SCALE_LOG)
        scale.from = fmax(scale.from, 1e-15);
    widen_scale(&scale);
    if (isnan(axis->from) || isnan(axis->to))
        scale_round(&scale, 5);
    if (!isnan(axis->from))
        scale.from = axis->from;
    if (!isnan(axis->to))
        scale.to = axis->to;
    widen_scale(&scale);
    return scale;
}

/* The ticks that the author asks for and that are on the scale. */
static size_t
keep_ticks(const struct axis *axis, const struct scale *scale, double *ticks)
{
    size_t count = 0;

    for (size_t i = 0; i < axis->tick_count; i++)
        if (axis->ticks[i] >= scale->from && axis->ticks[i] <= scale->to)
            ticks[count++] = axis->ticks[i];
    return count;
}

static double
find_step(const double *ticks, size_t count)
{
    double step = INFINITY;

    for (size_t i = 1; i < count; i++)
        step = fmin(step, fabs(ticks[i] - ticks[i - 1]));
    return isinf(step) ? 1 : fmax(step, 1e-9);
}

static const char *
write_tick(const struct canvas *canvas, const struct axis *axis, double value,
           double step, bool first)
{
    bool log = axis->kind == SCALE_LOG;
    double power = log10(value);

    if (log && axis->format == TICK_POWER && power == floor(power))
        return tick_text(canvas->arena, canvas->language, TICK_POWER, power, 1);
    if (log)
        return tick_text(canvas->arena, canvas->language,
                         axis->format == TICK_POWER ? TICK_SI : axis->format,
                         value, value);
    if (PRESS && axis->kind == SCALE_SYMLOG)
        step = value == 0 ? 1 : fabs(value);
    const char *text =
        tick_text(canvas->arena, canvas->language, axis->format, value, step);
    /* Months need to say of which year. */
    bool month =
        PRESS && axis->format == TICK_YEAR && step < 0.99 && text[0] > '9';
    return first && month ? arena_print(canvas->arena, "%s %.0f", text,
                                        floor(value + 1.0 / 24))
                          : text;
}

static void
shape_ticks(const struct canvas *canvas, const struct axis *axis,
            const struct scale *scale, const double *ticks, struct marks *marks)
{
    double step = find_step(ticks, marks->count);

    for (size_t i = 0; i < marks->count; i++) {
        marks->at[i] = scale_at(scale, ticks[i]);
        marks->row[i] = 0;
        marks->words[i] =
            block_new(canvas, FACE_SANS, SMALL,
                      write_tick(canvas, axis, ticks[i], step, !i));
    }
}

static void
shape_names(const struct canvas *canvas, const struct axis *axis,
            const struct scale *scale, double measure, struct marks *marks)
{
    size_t step = (axis->name_count + MOST_TICKS - 1) / MOST_TICKS;

    marks->count = 0;
    for (size_t i = 0; i < axis->name_count; i += step, marks->count++) {
        marks->at[marks->count] = scale_at(scale, (double)i);
        marks->row[marks->count] = 0;
        marks->words[marks->count] = block_wrap(
            canvas, FACE_SANS, SMALL, axis->names[i], measure, NAME_LINES);
    }
}

/* An exponent is a whole number. */
static size_t
keep_whole(const struct axis *axis, double *ticks, size_t count)
{
    size_t kept = 0;

    if (axis->format != TICK_POWER || axis->kind == SCALE_LOG)
        return count;
    for (size_t i = 0; i < count; i++)
        if (ticks[i] == floor(ticks[i]))
            ticks[kept++] = ticks[i];
    return kept;
}

/* Half of what text i needs along the axis. */
static double
half_side(const struct marks *marks, size_t i, bool across)
{
    return (across ? marks->words[i].width : marks->words[i].height) / 2;
}

/* Whether text i is clear of the one before it in its row. */
static bool
is_apart(const struct marks *marks, size_t i, bool across)
{
    size_t before = i;
    double gap = across ? GAP_ACROSS : GAP_DOWN;

    while (before > 0 && marks->row[before - 1] != marks->row[i])
        before--;
    return !before || fabs(marks->middle[i] - marks->middle[before - 1]) >=
                          half_side(marks, i, across) +
                              half_side(marks, before - 1, across) + gap;
}

static bool
are_apart(const struct marks *marks, bool across)
{
    for (size_t i = 1; i < marks->count; i++)
        if (!is_apart(marks, i, across))
            return false;
    return true;
}

/* Texts at the ends stay on the sheet. */
static void
centre_texts(struct marks *marks, bool across, double limit)
{
    for (size_t i = 0; i < marks->count; i++) {
        double half = half_side(marks, i, true);
        marks->middle[i] =
            across ? fmin(fmax(marks->at[i], half), fmax(limit - half, half))
                   : marks->at[i];
    }
}

static void
keep_every(struct marks *marks, size_t nth)
{
    size_t count = 0;

    for (size_t i = 0; i < marks->count; i += nth, count++) {
        marks->at[count] = marks->at[i];
        marks->middle[count] = marks->middle[i];
        marks->row[count] = marks->row[i];
        marks->words[count] = marks->words[i];
    }
    marks->count = count;
}

void
marks_measure(struct marks *marks)
{
    double height[2] = {0};

    marks->width = 0;
    for (size_t i = 0; i < marks->count; i++) {
        double *row = &height[marks->row[i]];
        marks->width = fmax(marks->width, marks->words[i].width);
        *row = fmax(*row, marks->words[i].height);
    }
    marks->height = height[0] + height[1];
}

void
marks_part(struct marks *marks, bool across, double limit)
{
    centre_texts(marks, across, limit);
    for (size_t nth = 2; !are_apart(marks, across) && nth <= MOST_TICKS;
         nth++) {
        struct marks fewer = *marks;
        keep_every(&fewer, nth);
        if (are_apart(&fewer, across) || nth == MOST_TICKS)
            *marks = fewer;
    }
    marks_measure(marks);
}

/* Names stand in their slots; across, those that are too wide for them in two
 * rows by turns. */
static void
mark_names(const struct canvas *canvas, const struct axis *axis,
           const struct scale *scale, bool across, double limit,
           struct marks *marks)
{
    double slot =
        fabs(scale->end - scale->start) / fmax((double)axis->name_count, 1);

    shape_names(canvas, axis, scale, across ? slot - GAP_ACROSS : limit, marks);
    centre_texts(marks, across, limit);
    if (across && !are_apart(marks, across)) {
        shape_names(canvas, axis, scale, 2 * slot - GAP_ACROSS, marks);
        for (size_t i = 1; i < marks->count; i += 2)
            marks->row[i] = 1;
    }
    marks_part(marks, across, limit);
}

void
axis_marks(const struct canvas *canvas, const struct axis *axis,
           const struct scale *scale, bool across, double limit,
           struct marks *marks)
{
    double side = fabs(scale->end - scale->start), ticks[MOST_TICKS];
    double wanted = axis->wanted > 0 ? axis->wanted : side / (across ? 46 : 28);

    if (scale_has_slots(axis->kind)) {
        mark_names(canvas, axis, scale, across, limit, marks);
        return;
    }
    wanted = fmax(wanted, 1);
    for (int i = 0; i < 12; i++, wanted *= 0.8) {
        marks->count = axis->tick_count ? keep_ticks(axis, scale, ticks)
                                        : scale_ticks(scale, wanted, ticks);
        marks->count = keep_whole(axis, ticks, marks->count);
        shape_ticks(canvas, axis, scale, ticks, marks);
        centre_texts(marks, across, limit);
        if (axis->tick_count || are_apart(marks, across))
            break;
    }
    marks_part(marks, across, limit);
}
