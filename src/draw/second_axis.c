/* second_axis.c: the axis at the top or at the right. Most second axes are no
 * scales: they say something else about places of the first, so their ticks
 * are places there with texts; only one with a range of its own moves the
 * layers that choose it. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define BETWEEN 6.0     /* [pt] between texts side by side */
#define MOST_SHIFT 12.0 /* [pt] of a text beyond its tick */

static const char *const follow_names[] = {"x", "y", NULL};

/* What is said of a second axis besides what is said of any. */
struct said_second {
    struct axis axis;
    int follows;
    const struct item *ticks;
    struct source series;
    double times;
    const char *label;
};

#define AT(member) offsetof(struct said_second, member)

static const struct field second_fields[] = {
    {.key = "label",
     .type = FIELD_TEXT,
     .offset = AT(label),
     .usual = "",
     .about = "What the axis says."},
    {.key = "follows",
     .type = FIELD_CHOICE,
     .offset = AT(follows),
     .choices = follow_names,
     .about = "The axis at whose values the ticks stand; it needs 'ticks'."},
    {.key = "ticks",
     .type = FIELD_LIST,
     .offset = AT(ticks),
     .most = MOST_TICKS,
     .about = "With 'follows': {at: VALUE, label: TEXT} each. With 'series': "
              "dates."},
    {.key = "series",
     .type = FIELD_SOURCE,
     .offset = AT(series),
     .about = "The series along the first axis; a date of 'ticks' stands where "
              "the series is at that time."},
    {.key = "times",
     .type = FIELD_NUMBER,
     .offset = AT(times),
     .least = 1e-12,
     .most = 1e12,
     .about = "The first axis in another unit: its values times this."}};

const struct schema schema_second = {.what = "a second axis",
                                     .fields = second_fields,
                                     .count = COUNT(second_fields)};

static void
add_text(struct second *second, double at, const char *text)
{
    if (isnan(at) || second->axis.tick_count == MOST_TICKS)
        return;
    second->text[second->axis.tick_count] = text;
    second->axis.ticks[second->axis.tick_count++] = at;
}

static void
read_texts(struct desk *desk, const struct item *list, struct second *second)
{
    static const char *const keys[] = {"at", "label"};

    for (const struct item *one = list->first; one; one = one->next) {
        if (one->kind != ITEM_MAP) {
            diag_say(desk->diag, ERROR, one->place,
                     "a tick here must be of the form {at: VALUE, label: "
                     "TEXT}");
            continue;
        }
        desk_keys(desk, one, "a tick", keys, COUNT(keys));
        desk_need(desk, one, "label");
        add_text(second, desk_number(desk, one, "at", NAN),
                 desk_text(desk, one, "label", ""));
    }
}

/* Dates at the values that a series has then. */
static void
read_dates(struct desk *desk, const struct item *list,
           const struct source *source, struct second *second)
{
    for (const struct item *one = list->first; one; one = one->next) {
        double date;
        if (desk_value(desk, one, "ticks", &date) && !isnan(date))
            add_text(second, series_at(source->run, source->series, date),
                     tick_text(desk->arena, desk->data->language, TICK_YEAR,
                               date, 1));
    }
}

/* An axis that is described like any other. */
static void
describe_own(struct desk *desk, const struct item *map, const char *key,
             enum tick_format usual, struct second *second)
{
    second->kind = SECOND_OWN;
    axis_describe(desk, map, key, usual, &second->axis);
}

static void
describe_ticks(struct desk *desk, const struct item *item,
               struct second *second)
{
    struct said_second said = {0};

    field_fill(desk, &schema_second, 0, item, &said);
    second->text = TAKE_ARRAY(desk->arena, MOST_TICKS, const char *);
    second->axis.label = said.label;
    second->times = said.times;
    second->kind = isnan(said.times) ? SECOND_TICKS : SECOND_TIMES;
    if (second->kind == SECOND_TIMES)
        return;
    if (!said.ticks)
        diag_say(desk->diag, ERROR, item->place, "'ticks' is missing here");
    else if ((second->dates = said.series.series))
        read_dates(desk, said.ticks, &said.series, second);
    else if (!item_find(item, "series"))
        read_texts(desk, said.ticks, second);
}

void
second_describe(struct desk *desk, const struct item *map, const char *key,
                enum tick_format usual, struct second *second)
{
    const struct item *item = item_find(map, key);

    *second = (struct second){.axis = {.label = "", .unit = ""}};
    if (!item)
        return;
    if (item_find(item, "follows") || item_find(item, "series") ||
        item_find(item, "times"))
        describe_ticks(desk, item, second);
    else
        describe_own(desk, map, key, usual, second);
    second->axis.grid = GRID_OFF;
}

void
axes_describe(struct desk *desk, const struct item *map, struct axes *axes)
{
    axis_describe(desk, map, "x", TICK_YEAR, &axes->x);
    axis_describe(desk, map, "y", TICK_PLAIN, &axes->y);
    second_describe(desk, map, "x2", TICK_PLAIN, &axes->x2);
    second_describe(desk, map, "y2", TICK_PLAIN, &axes->y2);
}

struct scale
second_scale(const struct second *second, const struct scale *first,
             struct extent data)
{
    struct scale scale = *first;

    if (second->kind == SECOND_TIMES) {
        scale.from *= second->times;
        scale.to *= second->times;
        scale.within *= second->times;
    }
    if (second->kind == SECOND_OWN)
        scale = axis_scale(&second->axis, data);
    scale.start = first->start;
    scale.end = first->end;
    return scale;
}

/* The texts of the author at their places on the scale, rising. */
static void
mark_texts(const struct canvas *canvas, const struct second *second,
           const struct scale *scale, struct marks *marks)
{
    marks->count = 0;
    for (size_t i = 0; i < second->axis.tick_count; i++) {
        double value = second->axis.ticks[i];
        double at = scale_at(scale, value);
        size_t j = marks->count;
        if (!(value >= scale->from && value <= scale->to))
            continue;
        for (; j > 0 && marks->at[j - 1] > at; j--) {
            marks->at[j] = marks->at[j - 1];
            marks->words[j] = marks->words[j - 1];
        }
        marks->at[j] = at;
        marks->words[j] = block_new(canvas, FACE_SANS, SMALL, second->text[i]);
        marks->row[marks->count++] = 0;
    }
}

/* Moves texts a little to the sides where all of them fit so, over the plot
 * and half a text beyond. */
static bool
spread_texts(const struct canvas *canvas, const struct scale *scale,
             double limit, struct marks *marks)
{
    double sides[MOST_TICKS];
    size_t last = marks->count - 1;

    if (!marks->count)
        return false;
    for (size_t i = 0; i < marks->count; i++) {
        marks->middle[i] = marks->at[i];
        sides[i] = marks->words[i].width + BETWEEN;
    }
    if (!labels_spread(canvas->arena, marks->middle, sides, marks->count,
                       fmax(scale->start - sides[0] / 2, -BETWEEN / 2),
                       fmin(scale->end + sides[last] / 2, limit + BETWEEN / 2)))
        return false;
    for (size_t i = 0; i < marks->count; i++)
        if (fabs(marks->middle[i] - marks->at[i]) >
            marks->words[i].width / 2 + MOST_SHIFT)
            return false;
    marks_measure(marks);
    return true;
}

void
second_marks(const struct canvas *canvas, const struct second *second,
             const struct scale *scale, bool across, double limit,
             struct marks *marks)
{
    struct axis axis = second->axis;

    axis.kind = scale->kind;
    *marks = (struct marks){0};
    if (second->kind == SECOND_TICKS) {
        mark_texts(canvas, second, scale, marks);
        if (!across || second->dates ||
            !spread_texts(canvas, scale, limit, marks))
            marks_part(marks, across, limit);
    } else if (second->kind != SECOND_NONE)
        axis_marks(canvas, &axis, scale, across, limit, marks);
}
