/* points.c: whatever a layer is given as data, made into points. Series are
 * not copied: points look at the rows of the run. What a newcomer would get
 * wrong: a table's cells are the author's text, so each may be no number, and
 * only the first such is said, or a book would drown in it. */
#include "chart.h"

#include <math.h>
#include <string.h>

#define OF(member) offsetof(struct value_row, member)

/* One entry of 'values'. */
struct value_row {
    const char *name, *label;
    double value, low, high, from, to;
    const struct ink *ink;
};

static const struct field fields[] = {
    {.key = "name",
     .type = FIELD_TEXT,
     .offset = OF(name),
     .usual = field_needed,
     .about = "The category on its axis."},
    {.key = "value",
     .type = FIELD_NUMBER,
     .offset = OF(value),
     .about = "A number, a path such as feasibility.power.p50, or {event: "
              "agi}."},
    {.key = "low",
     .type = FIELD_NUMBER,
     .offset = OF(low),
     .about = "Lower end of the thin line of an interval."},
    {.key = "high",
     .type = FIELD_NUMBER,
     .offset = OF(high),
     .about = "Its upper end."},
    {.key = "from",
     .type = FIELD_NUMBER,
     .offset = OF(from),
     .about = "Where a bar, or the thick line of an interval, begins."},
    {.key = "to",
     .type = FIELD_NUMBER,
     .offset = OF(to),
     .about = "Where it ends."},
    {.key = "ink",
     .type = FIELD_INK,
     .offset = OF(ink),
     .about = "Its own ink, else the layer's."},
    {.key = "label",
     .type = FIELD_TEXT,
     .offset = OF(label),
     .about = "Words beside it."},
};

const struct schema schema_value = {"a value", fields, COUNT(fields), NULL};

double
points_at(const struct points *points, double x)
{
    size_t low = 0, high = points->count;

    if (!points->rising || !points->count || !(x >= points->x[0]) ||
        !(x <= points->x[high - 1]))
        return NAN;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (points->x[middle] <= x)
            low = middle;
        else
            high = middle;
    }
    if (points->x[low] >= x || low + 1 == points->count)
        return points->y[low];
    double share = (x - points->x[low]) / (points->x[low + 1] - points->x[low]);
    return points->y[low] + share * (points->y[low + 1] - points->y[low]);
}

static bool
find_rising(const double *x, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (isnan(x[i]) || (i && x[i] < x[i - 1]))
            return false;
    return true;
}

static void
from_source(struct points *points, struct arena *arena,
            const struct source *source, const struct source *over)
{
    const struct run *run = source->run;

    points->count = run->rows;
    points->x = over->series ? over->series->at : run->time;
    points->x_name = arena_print(arena, "%s.%s", run->name,
                                 over->series ? over->series->name : "time");
    points->x_unit = over->series ? over->series->unit : run_time_unit(run);
    points->unit = source->series->unit;
}

static const char *
name_series(struct arena *arena, const struct source *source)
{
    return arena_print(arena, "%s.%s", source->run->name, source->series->name);
}

static void
check_over(struct desk *desk, const struct layer *layer,
           const struct source *source)
{
    if (layer->over.series && layer->over.run != source->run)
        diag_say(desk->diag, ERROR, layer->place,
                 "'over' must be of the same run, '%s'", source->run->name);
}

static void
from_series(struct desk *desk, struct layer *layer)
{
    struct points *points = &layer->points;

    from_source(points, desk->arena, &layer->series, &layer->over);
    points->y = layer->series.series->at;
    points->y_name = name_series(desk->arena, &layer->series);
    check_over(desk, layer, &layer->series);
}

static void
from_ends(struct desk *desk, struct layer *layer, struct source low,
          struct source high)
{
    struct points *points = &layer->points;

    if (!low.series || !high.series)
        return;
    if (low.run != high.run)
        diag_say(desk->diag, ERROR, layer->place,
                 "'low' and 'high' must be series of one run");
    check_over(desk, layer, &low);
    if (desk->diag->errors)
        return;
    from_source(points, desk->arena, &low, &layer->over);
    points->low = low.series->at;
    points->high = high.series->at;
    points->low_name = name_series(desk->arena, &low);
    points->high_name = name_series(desk->arena, &high);
}

void
points_between(struct desk *desk, struct layer *layer, const char *run,
               const char *low, const char *high)
{
    struct item paths[2] = {
        {.kind = ITEM_TEXT,
         .place = layer->place,
         .key = "low",
         .text = arena_print(desk->arena, "%s.%s", run, low)},
        {.kind = ITEM_TEXT,
         .place = layer->place,
         .key = "high",
         .text = arena_print(desk->arena, "%s.%s", run, high)}};
    struct item map = {.kind = ITEM_MAP, .first = &paths[0]};

    paths[0].next = &paths[1];
    from_ends(desk, layer, desk_source(desk, &map, "low"),
              desk_source(desk, &map, "high"));
    layer->points.rising = find_rising(layer->points.x, layer->points.count);
}

/* Tables. */

/* "2026-03" or "2026-03-15" as a year. */
static bool
parse_date(const char *text, double *value)
{
    static const int before[] = {0,   31,  59,  90,  120, 151,
                                 181, 212, 243, 273, 304, 334};
    int year, month, day = 1, used = 0;

    if (strlen(text) > 10 ||
        (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 &&
         sscanf(text, "%4d-%2d%n", &year, &month, &used) != 2))
        return false;
    if (text[used] || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    *value = year + (before[month - 1] + day - 1) / 365.0;
    return true;
}

/* The rows of the table that the layer names, or NULL, which is said. */
static const struct item *
find_table(struct desk *desk, const struct layer *layer)
{
    const struct item *tables = desk->tables;
    const struct item *table = item_find(tables, layer->table);
    struct place place = item_find(layer->item, "table")->place;
    const char *names[MOST_ITEMS];
    size_t count = 0;

    if (table && table->kind == ITEM_LIST)
        return table;
    if (table) {
        diag_say(desk->diag, ERROR, place, "'%s' cannot be used: %s",
                 layer->table, table->text);
        return NULL;
    }
    for (const struct item *one = tables ? tables->first : NULL;
         one && count < MOST_ITEMS; one = one->next)
        names[count++] = one->key;
    desk_unknown(desk, place, "table in content", layer->table, names, count);
    return NULL;
}

/* The name of the column under a key of the layer, or NULL. */
static const char *
find_column(struct desk *desk, const struct layer *layer,
            const struct item *table, const char *key)
{
    const char *name = item_text(desk->diag, layer->item, key, NULL);
    const char *names[MOST_ITEMS];
    size_t count = 0;

    if (!name || !table->first)
        return NULL;
    for (const struct item *one = table->first->first; one; one = one->next) {
        if (!strcmp(one->key, name))
            return name;
        if (count < MOST_ITEMS)
            names[count++] = one->key;
    }
    desk_unknown(desk, item_find(layer->item, key)->place,
                 arena_print(desk->arena, "column of '%s'", layer->table), name,
                 names, count);
    return NULL;
}

static double
read_cell(struct desk *desk, const struct item *cell, bool *said)
{
    double value = NAN;

    if (!cell || !*cell->text || number_parse(cell->text, &value) ||
        parse_date(cell->text, &value))
        return fabs(value) <= MOST_VALUE ? value : NAN;
    if (!*said)
        diag_say(desk->diag, ERROR, cell->place,
                 "'%s' is neither a number nor a date such as 2026-03-15",
                 cell->text);
    *said = true;
    return NAN;
}

static const double *
take_numbers(struct desk *desk, const struct layer *layer,
             const struct item *table, const char *key, const char **kept)
{
    const char *name = find_column(desk, layer, table, key);
    size_t i = 0;
    bool said = false;

    *kept = name;
    if (!name)
        return NULL;
    double *at = TAKE_ARRAY(desk->arena, layer->points.count, double);
    for (const struct item *row = table->first; row; row = row->next) {
        at[i++] = read_cell(desk, item_find(row, name), &said);
        desk_hash(desk, at[i - 1]);
    }
    return at;
}

static const char *const *
take_words(struct desk *desk, const struct layer *layer,
           const struct item *table, const char *key)
{
    const char *name = find_column(desk, layer, table, key);
    size_t i = 0;

    if (!name)
        return NULL;
    const char **at =
        TAKE_ARRAY(desk->arena, layer->points.count, const char *);
    for (const struct item *row = table->first; row; row = row->next, i++) {
        const struct item *cell = item_find(row, name);
        at[i] = cell ? cell->text : "";
        desk_hash_text(desk, at[i]);
    }
    return at;
}

static void
need_column(struct desk *desk, const struct layer *layer, const char *key,
            const void *other)
{
    if (!other && !item_find(layer->item, key))
        desk_need(desk, layer->item, key);
}

static void
from_table(struct desk *desk, struct layer *layer)
{
    const struct item *table = find_table(desk, layer);
    struct points *points = &layer->points;
    bool ends = layer->kind == LAYER_BAND || layer->kind == LAYER_INTERVAL;

    if (!table)
        return;
    desk_shows_table(desk, layer->table);
    points->count = item_count(table);
    points->names = take_words(desk, layer, table, "name");
    points->x = take_numbers(desk, layer, table, "x", &points->x_name);
    points->y = take_numbers(desk, layer, table, "y", &points->y_name);
    points->low = take_numbers(desk, layer, table, "low", &points->low_name);
    points->high = take_numbers(desk, layer, table, "high", &points->high_name);
    need_column(desk, layer, "x", points->names);
    need_column(desk, layer, ends ? "low" : "y", points->low);
    if (points->low || ends)
        need_column(desk, layer, "high", NULL);
}

/* Inline. */

static double
read_number(struct desk *desk, const struct item *item)
{
    double number;

    return item && desk_value(desk, item, "points", &number) ? number : NAN;
}

/* Rows of two or three numbers. */
static void
from_rows(struct desk *desk, struct layer *layer)
{
    struct points *points = &layer->points;
    bool ends = layer->kind == LAYER_BAND || layer->kind == LAYER_INTERVAL;
    size_t wanted = ends ? 3 : 2, count = item_count(layer->rows), i = 0;
    double *x = TAKE_ARRAY(desk->arena, count, double);
    double *y = TAKE_ARRAY(desk->arena, count, double);
    double *high = TAKE_ARRAY(desk->arena, ends ? count : 0, double);

    for (const struct item *row = layer->rows->first; row; row = row->next) {
        if (row->kind != ITEM_LIST || item_count(row) != wanted) {
            diag_say(desk->diag, ERROR, row->place,
                     "a point of this mark is a list of %zu numbers", wanted);
            return;
        }
        x[i] = read_number(desk, row->first);
        y[i] = read_number(desk, row->first->next);
        if (ends)
            high[i] = read_number(desk, row->first->next->next);
        i++;
    }
    *points = (struct points){.x = x, .count = count, .x_name = "x"};
    *(ends ? &points->low : &points->y) = y;
    *(ends ? &points->low_name : &points->y_name) = ends ? "low" : "y";
    points->high = ends ? high : NULL;
    points->high_name = "high";
}

static void
from_values(struct desk *desk, struct layer *layer)
{
    struct points *points = &layer->points;
    size_t count = item_count(layer->values), i = 0;
    double *at = TAKE_ARRAY(desk->arena, 5 * count, double);
    const char **names = TAKE_ARRAY(desk->arena, 2 * count, const char *);
    const struct ink **inks =
        TAKE_ARRAY(desk->arena, count, const struct ink *);

    for (const struct item *one = layer->values->first; one;
         one = one->next, i++) {
        struct value_row row = {0};
        field_fill(desk, &schema_value, 0, one, &row);
        const double cells[] = {row.value, row.low, row.high, row.from, row.to};
        for (size_t j = 0; j < COUNT(cells); j++)
            at[j * count + i] = cells[j];
        names[i] = row.name ? row.name : "";
        names[count + i] = row.label;
        inks[i] = row.ink;
    }
    *points = (struct points){.y = at,
                              .low = at + count,
                              .high = at + 2 * count,
                              .from = at + 3 * count,
                              .to = at + 4 * count,
                              .names = names,
                              .labels = names + count,
                              .inks = inks,
                              .count = count,
                              .y_name = "value",
                              .low_name = "low",
                              .high_name = "high"};
}

/* How many kinds of data the layer is given. */
static int
count_data(const struct layer *layer)
{
    bool ends = !layer->table && (layer->low_item || layer->high_item);

    return (layer->series.series != NULL) + (layer->table != NULL) +
           (layer->rows != NULL) + (layer->values != NULL) + ends;
}

static void
say_no_data(struct desk *desk, const struct layer *layer)
{
    static const char *const ways[LAYERS] = {
        [LAYER_BAND] = "'bands', 'low' and 'high', 'table' or 'points'",
        [LAYER_BAR] = "'values', 'series', 'table' or 'points'",
        [LAYER_INTERVAL] = "'values', 'low' and 'high', 'table' or 'points'",
        [LAYER_DOTS] = "'values', 'series', 'table' or 'points'"};
    const char *way = ways[layer->kind];

    /* A series that is not found has been said. */
    if (!item_find(layer->item, "series"))
        diag_say(desk->diag, ERROR, layer->place, "data is missing here: %s",
                 way ? way : "'series', 'table' or 'points'");
}

static void
choose_data(struct desk *desk, struct layer *layer)
{
    if (layer->series.series)
        from_series(desk, layer);
    else if (layer->table)
        from_table(desk, layer);
    else if (layer->rows)
        from_rows(desk, layer);
    else if (layer->values)
        from_values(desk, layer);
    else
        from_ends(desk, layer, desk_source(desk, layer->item, "low"),
                  desk_source(desk, layer->item, "high"));
}

void
points_describe(struct desk *desk, struct layer *layer)
{
    struct points *points = &layer->points;
    int ways = count_data(layer);

    if (ways == 0) {
        say_no_data(desk, layer);
        return;
    }
    if (ways > 1) {
        diag_say(desk->diag, ERROR, layer->place,
                 "a layer shows one kind of data, this one is given %d", ways);
        return;
    }
    choose_data(desk, layer);
    desk->point_count += points->count;
    if (desk->point_count > MOST_POINTS)
        diag_say(desk->diag, ERROR, layer->place,
                 "more than %d points in one figure, draw fewer", MOST_POINTS);
    points->rising = points->x && find_rising(points->x, points->count);
    if (layer->kind == LAYER_STACK && !points->rising && !desk->diag->errors)
        diag_say(desk->diag, ERROR, layer->place,
                 "the x of a stack must rise from row to row");
}

/* Columns. */

/* Rows between two x: the first and how many; all when x does not rise. */
static size_t
count_rows(const struct points *points, double from, double to, size_t *first)
{
    size_t end = points->count;

    *first = 0;
    if (!points->rising)
        return end;
    while (*first < end && points->x[*first] < from)
        ++*first;
    while (end > *first && points->x[end - 1] > to)
        end--;
    return end - *first;
}

static bool
same_rows(const struct points *a, const struct points *b)
{
    if (!a || a->count != b->count || (a->names == NULL) != (b->names == NULL))
        return false;
    for (size_t i = 0; a->names && i < a->count; i++)
        if (strcmp(a->names[i], b->names[i]) != 0)
            return false;
    return a->names || !memcmp(a->x, b->x, a->count * sizeof *a->x);
}

static void
keep_column(struct desk *desk, const char *name, const char *unit,
            const double *at, size_t count)
{
    bool known = false;

    for (size_t i = 0; at && i < count && !known; i++)
        known = !isnan(at[i]);
    if (known || (at && !count))
        desk_column(desk, name, unit, at, count);
}

/* "label, low" where the layer has a label and the data no name of its own; in
 * one line, however the label is broken. */
static const char *
name_column(struct desk *desk, const struct layer *layer, const char *name)
{
    bool own = layer->series.series || layer->low_item || layer->bands;

    if (own || !*layer->label)
        return name;
    char *all = arena_print(desk->arena, "%s, %s", layer->label, name);
    for (char *end = all; (end = strchr(end, '\n'));)
        *end = ' ';
    return all;
}

/* Numbers along an axis of years are dates where nothing else is known. */
static const char *
find_unit(const char *unit, const struct axis *axis)
{
    return unit || axis->kind != SCALE_YEAR ? unit : "yr AD";
}

static void
keep_layer(struct desk *desk, const struct panel *panel,
           const struct layer *layer, const struct points **last)
{
    const struct points *points = &layer->points;
    const struct axis *x = &panel->axes.x, *y = &panel->axes.y;
    size_t first,
        rows = count_rows(points, isnan(x->from) ? -INFINITY : x->from,
                          isnan(x->to) ? INFINITY : x->to, &first);
    const char *unit =
        find_unit(points->unit, y->kind == SCALE_CATEGORY ? x : y);
    const struct {
        const char *name;
        const double *at;
    } parts[] = {{points->y_name, points->y},
                 {points->low_name, points->low},
                 {points->high_name, points->high},
                 {"from", points->from},
                 {"to", points->to}};

    if (!same_rows(*last, points)) {
        if (points->names)
            desk_words(desk, "name", points->names, points->count);
        else
            desk_column(desk, points->x_name, find_unit(points->x_unit, x),
                        points->x + first, rows);
    }
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].at)
            keep_column(desk, name_column(desk, layer, parts[i].name), unit,
                        parts[i].at + first, rows);
    *last = points;
}

void
points_columns(struct desk *desk, const struct panel *panel)
{
    const struct points *last = NULL;

    for (size_t i = 0; i < panel->count; i++)
        if (panel->layers[i].points.count && panel->layers[i].kind < LAYER_RULE)
            keep_layer(desk, panel, &panel->layers[i], &last);
}
