/* describe.c: reading a figure's description with an eye on what can be wrong
 * in it. Nothing here stops at a fault: it is said at its place, something
 * harmless is given back, and in the end one error makes the figure a gap. */
#include "inside.h"

#include <math.h>
#include <string.h>

/* "'a', 'b', 'c'" */
static const char *
list_names(struct desk *desk, const char *const *known, size_t count)
{
    struct text text = text_new(desk->arena);

    for (size_t i = 0; i < count; i++)
        text_print(&text, "%s'%s'", i ? ", " : "", known[i]);
    return text.at;
}

void
desk_unknown(struct desk *desk, struct place place, const char *what,
             const char *name, const char *const *known, size_t count)
{
    const char *hint = diag_hint(desk->diag, name, known, count);

    if (!*hint && count)
        hint = arena_print(desk->arena, ", known are %s",
                           list_names(desk, known, count));
    diag_say(desk->diag, ERROR, place, "no %s named '%s'%s", what, name, hint);
}

void
desk_keys(struct desk *desk, const struct item *map, const char *what,
          const char *const *known, size_t count)
{
    item_keys(desk->diag, map, what, known, count);
}

void
desk_shows(struct desk *desk, const char *run)
{
    for (size_t i = 0; i < desk->run_count; i++)
        if (!strcmp(desk->runs[i], run))
            return;
    GROW(desk->arena, desk->runs, desk->run_count, desk->run_room);
    desk->runs[desk->run_count++] = arena_string(desk->arena, run);
}

void
desk_shows_table(struct desk *desk, const char *table)
{
    for (size_t i = 0; i < desk->shown_count; i++)
        if (!strcmp(desk->shown[i], table))
            return;
    GROW(desk->arena, desk->shown, desk->shown_count, desk->shown_room);
    desk->shown[desk->shown_count++] = table;
}

/* The run that a path such as central.agi names is shown by the figure. */
static void
note_path(struct desk *desk, const char *path)
{
    const char *dot = strchr(path, '.');
    const char *run = arena_copy(desk->arena, path,
                                 dot ? (size_t)(dot - path) : strlen(path));

    if (data_run(desk->data, run))
        desk_shows(desk, run);
}

/* A copy of the bytes without blanks at their ends. */
static const char *
trim_blanks(struct arena *arena, const char *from, const char *end)
{
    while (from < end && (*from == ' ' || *from == '\n'))
        from++;
    while (end > from && (end[-1] == ' ' || end[-1] == '\n'))
        end--;
    return arena_copy(arena, from, (size_t)(end - from));
}

/* "path | format" between from and end, as words. */
static void
fill_value(struct desk *desk, struct place place, struct text *text,
           const char *from, const char *end)
{
    const char *bar = memchr(from, '|', (size_t)(end - from));
    const char *path = trim_blanks(desk->arena, from, bar ? bar : end);
    const char *format = bar ? trim_blanks(desk->arena, bar + 1, end) : NULL;

    note_path(desk, path);
    text_add(text, data_say(desk->arena, desk->data, desk->diag, place, path,
                            format));
}

static const char *
fill_values(struct desk *desk, const struct item *item)
{
    struct text text = text_new(desk->arena);
    const char *at = item->text, *open, *close;

    while ((open = strstr(at, "{{")) && (close = strstr(open, "}}"))) {
        text_bytes(&text, at, (size_t)(open - at));
        fill_value(desk, item->place, &text, open + 2, close);
        at = close + 2;
    }
    text_add(&text, at);
    return text.at;
}

const char *
values_fill(struct arena *arena, const struct data *data, const char *words)
{
    struct diag unsaid = {.arena = arena};
    struct desk desk = {.arena = arena, .diag = &unsaid, .data = data};
    struct item item = {.kind = ITEM_TEXT, .text = words};

    return fill_values(&desk, &item);
}

const char *
desk_text(struct desk *desk, const struct item *map, const char *key,
          const char *fallback)
{
    const struct item *item = item_find(map, key);

    if (!item || item->kind != ITEM_TEXT)
        return item_text(desk->diag, map, key, fallback);
    return fill_values(desk, item);
}

/* Where to complain about a key that is missing. */
static struct place
find_place(const struct desk *desk, const struct item *map)
{
    return map && map->place.line ? map->place : desk->place;
}

const char *
desk_need(struct desk *desk, const struct item *map, const char *key)
{
    const struct item *item = item_find(map, key);
    const char *text = desk_text(desk, map, key, "");

    if (!*text && (!item || item->kind == ITEM_TEXT))
        diag_say(desk->diag, ERROR, find_place(desk, map),
                 "'%s' is missing here", key);
    return text;
}

/* The path of {event: agi, run: central}, or NULL. */
static const char *
find_event(struct desk *desk, const struct item *item)
{
    static const char *const keys[] = {"event", "run"};

    desk_keys(desk, item, "an event", keys, COUNT(keys));
    const char *event = desk_need(desk, item, "event");
    const char *run = item_text(desk->diag, item, "run", "central");
    return *event ? arena_print(desk->arena, "%s.%s", run, event) : NULL;
}

bool
desk_value(struct desk *desk, const struct item *item, const char *what,
           double *number)
{
    struct value value;
    const char *text = item->kind == ITEM_MAP    ? find_event(desk, item)
                       : item->kind == ITEM_TEXT ? item->text
                                                 : "";

    if (!text)
        return false;
    if (!number_parse(text, number)) {
        if (!strchr(text, '.')) {
            diag_say(desk->diag, ERROR, item->place,
                     "'%s' must be a number, a path such as central.agi or "
                     "{event: agi}, not %s",
                     what,
                     *text ? arena_print(desk->arena, "'%s'", text) : "a list");
            return false;
        }
        note_path(desk, text);
        if (!data_find(desk->data, desk->diag, item->place, text, &value))
            return false;
        *number = value.reached ? value.number : NAN;
    }
    if (fabs(*number) <= MOST_VALUE || isnan(*number))
        return true;
    diag_say(desk->diag, ERROR, item->place, "'%s' is %s, too large to draw",
             what, text);
    return false;
}

double
desk_number(struct desk *desk, const struct item *map, const char *key,
            double fallback)
{
    const struct item *item = item_find(map, key);
    double number;

    return item && desk_value(desk, item, key, &number) ? number : fallback;
}

double
desk_within(struct desk *desk, const struct item *map, const char *key,
            double fallback, double least, double most)
{
    double number = desk_number(desk, map, key, fallback);

    if (number >= least && number <= most)
        return number;
    if (item_find(map, key))
        diag_say(desk->diag, WARNING, item_find(map, key)->place,
                 "'%s' is kept between %g and %g", key, least, most);
    return number > most ? most : least;
}

const struct ink *
desk_ink(struct desk *desk, const struct item *map, const char *key,
         const char *fallback)
{
    const struct palette *palette = desk->palette;
    const char *name = fallback ? item_text(desk->diag, map, key, fallback)
                                : desk_need(desk, map, key);
    const struct ink *ink = ink_find(palette, name);

    if (ink)
        return ink;
    const char **names = TAKE_ARRAY(desk->arena, palette->count, const char *);
    for (size_t i = 0; i < palette->count; i++)
        names[i] = palette->inks[i].name;
    if (item_find(map, key))
        desk_unknown(desk, item_find(map, key)->place, "ink", name, names,
                     palette->count);
    return &palette->inks[0];
}

/* The run of that name, or NULL and an error at place. */
static const struct run *
find_run(struct desk *desk, struct place place, const char *name)
{
    const struct data *data = desk->data;
    const struct run *run = data_run(data, name);

    if (run) {
        desk_shows(desk, name);
        return run;
    }
    const char **names = TAKE_ARRAY(desk->arena, data->run_count, const char *);
    for (size_t i = 0; i < data->run_count; i++)
        names[i] = data->runs[i].name;
    desk_unknown(desk, place, "run", name, names, data->run_count);
    return NULL;
}

static const struct series *
find_series(struct desk *desk, struct place place, const struct run *run,
            const char *name)
{
    const struct series *series = run_series(run, name);
    size_t count = run->series_count;

    if (series)
        return series;
    const char **names = TAKE_ARRAY(desk->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        names[i] = run->series[i].name;
    desk_unknown(desk, place,
                 arena_print(desk->arena, "series of run '%s'", run->name),
                 name, names, count);
    return NULL;
}

const struct run *
desk_run(struct desk *desk, const struct item *map, const char *key)
{
    const char *name = desk_need(desk, map, key);

    return *name ? find_run(desk, item_find(map, key)->place, name) : NULL;
}

const struct series *
desk_series(struct desk *desk, const struct item *map, const char *key,
            const struct run *run)
{
    const char *name = desk_need(desk, map, key);

    if (!*name || !run)
        return NULL;
    return find_series(desk, item_find(map, key)->place, run, name);
}

struct source
desk_source(struct desk *desk, const struct item *map, const char *key)
{
    const char *path = desk_need(desk, map, key);
    const char *dot = strchr(path, '.');
    struct source source = {0};

    if (!*path)
        return source;
    struct place place = item_find(map, key)->place;
    if (!dot) {
        diag_say(desk->diag, ERROR, place, "'%s' is not of the form run.series",
                 path);
        return source;
    }
    source.run = find_run(desk, place,
                          arena_copy(desk->arena, path, (size_t)(dot - path)));
    if (source.run)
        source.series = find_series(desk, place, source.run, dot + 1);
    return source;
}

int
desk_choice(struct desk *desk, const struct item *map, const char *key,
            const char *const *names, size_t count, int fallback)
{
    const char *name = item_text(desk->diag, map, key, NULL);

    if (!name)
        return fallback;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(name, names[i]))
            return (int)i;
    desk_unknown(desk, item_find(map, key)->place, key, name, names, count);
    return fallback;
}

const struct item *
desk_list(struct desk *desk, const struct item *map, const char *key,
          size_t *count)
{
    const struct item *list = item_find(map, key);

    *count = 0;
    if (!list)
        return NULL;
    if (list->kind != ITEM_LIST) {
        diag_say(desk->diag, ERROR, list->place, "'%s' must be a list", key);
        return NULL;
    }
    for (const struct item *one = list->first; one; one = one->next) {
        if (one->kind == ITEM_MAP && ++*count <= MOST_ITEMS)
            continue;
        diag_say(desk->diag, ERROR, one->place,
                 *count > MOST_ITEMS
                     ? "'%s' has more than %d entries, draw less at a time"
                     : "each entry of '%s' must be a map (at most %d)",
                 key, MOST_ITEMS);
        *count = 0;
        return NULL;
    }
    return list->first;
}

static bool
has_column(const struct desk *desk, const char *name)
{
    for (size_t i = 0; i < desk->column_count; i++)
        if (!strcmp(desk->columns[i].name, name))
            return true;
    return false;
}

/* The name, or "name (2)" where there is one already. */
static const char *
name_apart(struct desk *desk, const char *name)
{
    const char *apart = name;

    for (int i = 2; has_column(desk, apart); i++)
        apart = arena_print(desk->arena, "%s (%d)", name, i);
    return apart;
}

void
desk_column(struct desk *desk, const char *name, const char *unit,
            const double *at, size_t count)
{
    name = name_apart(desk, name);
    GROW(desk->arena, desk->columns, desk->column_count, desk->column_room);
    desk->columns[desk->column_count++] =
        (struct column){name, unit, at, count, NULL};
}

void
desk_hash(struct desk *desk, double value)
{
    hash_real(desk->hash, value);
}

void
desk_hash_text(struct desk *desk, const char *text)
{
    hash_string(desk->hash, text);
}

void
desk_words(struct desk *desk, const char *name, const char *const *words,
           size_t count)
{
    desk_column(desk, name, NULL, NULL, count);
    desk->columns[desk->column_count - 1].words = words;
}

/* Rows of the run between two dates: the first and how many. */
static size_t
count_rows(const struct run *run, double from, double to, size_t *first)
{
    size_t end = run->rows;

    *first = 0;
    while (*first < end && run->time[*first] < from)
        ++*first;
    while (end > *first && run->time[end - 1] > to)
        end--;
    return end - *first;
}

static bool
same_times(const struct run *a, const struct run *b)
{
    return a && b && a->rows == b->rows &&
           !memcmp(a->time, b->time, a->rows * sizeof *a->time);
}

void
desk_columns(struct desk *desk, const struct source *sources, size_t count,
             double from, double to)
{
    const struct run *last = NULL;

    for (size_t i = 0; i < count; i++) {
        const struct run *run = sources[i].run;
        const struct series *series = sources[i].series;
        size_t first;
        if (!series || !run->rows)
            continue;
        size_t rows = count_rows(run, from, to, &first);
        if (!same_times(last, run))
            desk_column(desk, arena_print(desk->arena, "%s.time", run->name),
                        run_time_unit(run), run->time + first, rows);
        desk_column(desk,
                    arena_print(desk->arena, "%s.%s", run->name, series->name),
                    series->unit, series->at + first, rows);
        last = run;
    }
}
