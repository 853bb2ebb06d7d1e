/* keep.c: the plan of a chart as bytes, for a page that draws the chart again
 * with other numbers; and the drawing of such bytes. One walk over the plan
 * serves both ways: what is written is what is read.
 *
 * What a newcomer would get wrong: a value that the author named by a path,
 * or words with {{ values }}, are kept as the author wrote them, and looked up
 * in the numbers of the moment when the bytes are read. So are the series of
 * the runs that a page solves itself (lively); those of other runs are kept as
 * the numbers that they are. This file runs in the reader's browser too. */
#include "carry.h"
#include "chart.h"

#include <math.h>
#include <string.h>

/* Runs that change in the page. */
static const char *const lively[] = {"central", "wall"};

/* What the author wrote. */

/* "central.agi" of {event: agi}, else the text. */
static const char *
write_path(struct arena *arena, const struct item *item)
{
    const struct item *event = item_find(item, "event");
    const struct item *run = item_find(item, "run");

    if (item->kind == ITEM_TEXT)
        return item->text;
    return event && event->kind == ITEM_TEXT
               ? arena_print(arena, "%s.%s",
                             run && run->kind == ITEM_TEXT ? run->text
                                                           : "central",
                             event->text)
               : "";
}

static bool
is_path(const char *text)
{
    return ((*text | 32) >= 'a' && (*text | 32) <= 'z') && strchr(text, '.');
}

/* Quantities and formats that a page does not have. */
static const char *const press_only[] = {
    "ignition", "burnout",     "gain_peak", "shortest_doubling",
    "percent",  "cycles_2033", "verdict"};

static bool
is_known(const char *text)
{
    bool asks = strstr(text, "{{") || is_path(text);

    for (size_t i = 0; asks && i < COUNT(press_only); i++)
        if (strstr(text, press_only[i]))
            return false;
    return true;
}

/* The entries of a map that are words or numbers, as a map of words. */
static void
carry_item(struct carrier *carrier, const struct item **map)
{
    const struct item *from =
        carrier_writes(carrier) && *map ? (*map)->first : NULL;
    struct item *made = TAKE(carrier->arena, struct item);
    const struct item **end = &made->first;
    size_t count = 0;

    for (const struct item *one = from; one; one = one->next)
        count++;
    carrier_count(carrier, &count);
    for (; count && !carrier->damaged; count--) {
        struct item *entry = TAKE(carrier->arena, struct item);
        const char *key = from ? from->key : "";
        entry->text = from ? write_path(carrier->arena, from) : "";
        carrier_words(carrier, &key);
        carrier_words(carrier, &entry->text);
        if (carrier_writes(carrier) && !is_known(entry->text))
            carrier->damaged = true;
        entry->key = key;
        *end = entry;
        end = &entry->next;
        from = from ? from->next : NULL;
    }
    made->kind = ITEM_MAP;
    if (!carrier_writes(carrier))
        *map = made;
}

/* The words under a key once more, with the values of the moment. */
static void
renew_words(const struct carrier *carrier, const struct item *map,
            const char *key, const char **words)
{
    const struct item *item = item_find(map, key);

    if (!carrier_writes(carrier) && item && strstr(item->text, "{{"))
        *words = values_fill(carrier->arena, carrier->data, item->text);
}

static double
find_value(const struct carrier *carrier, const char *path)
{
    struct diag unsaid = {.arena = carrier->arena};
    struct value value;

    return data_find(carrier->data, &unsaid, (struct place){0}, path, &value) &&
                   value.reached
               ? value.number
               : NAN;
}

static void
renew_real(const struct carrier *carrier, const struct item *map,
           const char *key, double *real)
{
    const struct item *item = item_find(map, key);

    if (!carrier_writes(carrier) && item && is_path(item->text))
        *real = find_value(carrier, item->text);
}

/* Points. */

/* "central.S_oom" or "central.time" where the numbers are a lively run's. */
static const char *
name_numbers(const struct carrier *carrier, const double *at)
{
    for (size_t i = 0; i < COUNT(lively); i++) {
        const struct run *run = data_run(carrier->data, lively[i]);
        if (!run || !run->rows || !at)
            continue;
        if (run->time == at)
            return arena_print(carrier->arena, "%s.time", run->name);
        for (size_t j = 0; j < run->series_count; j++)
            if (run->series[j].at == at)
                return arena_print(carrier->arena, "%s.%s", run->name,
                                   run->series[j].name);
    }
    return "";
}

/* The numbers of that name, or NULL when the moment has none of them. */
static const double *
find_numbers(const struct carrier *carrier, const char *name, size_t *count)
{
    const char *dot = strchr(name, '.');
    const struct run *run =
        dot ? data_run(carrier->data,
                       arena_copy(carrier->arena, name, (size_t)(dot - name)))
            : NULL;

    *count = 0;
    if (!run || !run->rows)
        return NULL;
    const struct series *series = run_series(run, dot + 1);
    if (!series && strcmp(dot + 1, "time") != 0)
        return NULL;
    *count = run->rows;
    return series ? series->at : run->time;
}

/* An array of points: not there, by name, or number by number. False when its
 * name is not known now. */
static bool
carry_numbers(struct carrier *carrier, const double **at, size_t *count)
{
    bool there = *at;
    size_t length = *count;
    const char *name =
        carrier_writes(carrier) ? name_numbers(carrier, *at) : "";

    carrier_flag(carrier, &there);
    if (!there)
        return true;
    carrier_words(carrier, &name);
    if (!*name) {
        carrier_count(carrier, &length);
        if (length > (size_t)(carrier->end - carrier->at) &&
            !carrier_writes(carrier))
            length = 0;
        const double *read = carrier_reals(carrier, *at, length);
        if (carrier_writes(carrier))
            return true;
        *at = read;
    } else if (!carrier_writes(carrier)) {
        *at = find_numbers(carrier, name, &length);
    }
    *count = length;
    return carrier_writes(carrier) || *at;
}

static void
carry_points(struct carrier *carrier, struct points *points)
{
    const double **parts[] = {&points->x, &points->y, &points->low,
                              &points->high};
    bool known = true;

    for (size_t i = 0; i < COUNT(parts); i++)
        known = carry_numbers(carrier, parts[i], &points->count) && known;
    carrier_flag(carrier, &points->rising);
    if (!known)
        points->count = 0;
}

/* The parts of a plan. */

static const struct part band_parts[] = {
    PART(band, REAL, start), PART(band, WORDS, name), PART(band, WORDS, date),
    PART(band, INK, ink),    PART(band, INK, tint),
};

static void
carry_bands(struct carrier *carrier, struct bands *bands)
{
    carrier_count(carrier, &bands->count);
    if (bands->count > MOST_ITEMS)
        bands->count = 0;
    if (!carrier_writes(carrier))
        bands->at = TAKE_ARRAY(carrier->arena, bands->count, struct band);
    for (size_t i = 0; i < bands->count; i++) {
        struct band *band = &bands->at[i];
        carry_item(carrier, &band->item);
        carrier_parts(carrier, band_parts, COUNT(band_parts), band);
        renew_real(carrier, band->item, "at", &band->start);
        renew_words(carrier, band->item, "label", &band->name);
        renew_words(carrier, band->item, "date", &band->date);
    }
}

static const struct part layer_parts[] = {
    PART(layer, WORDS, label),   PART(layer, REAL, width),
    PART(layer, REAL, dash),     PART(layer, REAL, size),
    PART(layer, REAL, gap),      PART(layer, REAL, thick),
    PART(layer, REAL, opacity),  PART(layer, REAL, from),
    PART(layer, REAL, to),       PART(layer, REAL, base),
    PART(layer, REAL, history),  PART(layer, REAL, label_at),
    PART(layer, REAL, at),       PART(layer, REAL, x),
    PART(layer, REAL, y),        PART(layer, REAL, low),
    PART(layer, REAL, high),     PART(layer, REAL, right),
    PART(layer, REAL, down),     PART(layer, NUMBER, side),
    PART(layer, NUMBER, anchor), PART(layer, NUMBER, beside),
    PART(layer, FLAG, inside),   PART(layer, FLAG, share),
    PART(layer, INK, ink),       PART(layer, INK, below),
    PART(layer, INK, words),     PART(layer, NUMBER, kind)};

/* A marker on a series stands where the series is now. */
static void
renew_layer(const struct carrier *carrier, struct layer *layer)
{
    static const struct {
        const char *key;
        size_t offset;
    } places[] = {{"x", offsetof(struct layer, x)},
                  {"y", offsetof(struct layer, y)},
                  {"low", offsetof(struct layer, low)},
                  {"high", offsetof(struct layer, high)},
                  {"from", offsetof(struct layer, from)},
                  {"to", offsetof(struct layer, to)},
                  {"at", offsetof(struct layer, at)},
                  {"label at", offsetof(struct layer, label_at)}};

    if (carrier_writes(carrier))
        return;
    for (size_t i = 0; i < COUNT(places); i++)
        renew_real(carrier, layer->item, places[i].key,
                   (double *)(void *)((char *)layer + places[i].offset));
    renew_words(carrier, layer->item, "label", &layer->label);
    if (layer->kind == LAYER_MARKER && item_find(layer->item, "series")) {
        layer->x = layer->at;
        layer->y = points_at(&layer->points, layer->at);
    }
}

static void
carry_layer(struct carrier *carrier, struct layer *layer)
{
    carrier_parts(carrier, layer_parts, COUNT(layer_parts), layer);
    if ((unsigned)layer->kind >= LAYERS)
        layer->kind = LAYER_LINE;
    carry_item(carrier, &layer->item);
    carry_points(carrier, &layer->points);
    renew_layer(carrier, layer);
}

static void
carry_panel(struct carrier *carrier, struct panel *panel)
{
    carrier_words(carrier, &panel->title);
    carrier_axis(carrier, &panel->axes.x);
    carrier_axis(carrier, &panel->axes.y);
    if (!carrier_writes(carrier)) {
        struct second none = {.axis = {.label = "", .unit = ""}};
        panel->axes.x2 = panel->axes.y2 = none;
    }
    carry_bands(carrier, &panel->bands);
    carrier_count(carrier, &panel->count);
    if (panel->count > MOST_ITEMS)
        panel->count = 0;
    if (!carrier_writes(carrier))
        panel->layers = TAKE_ARRAY(carrier->arena, panel->count, struct layer);
    for (size_t i = 0; i < panel->count; i++)
        carry_layer(carrier, &panel->layers[i]);
}

static void
carry_chart(struct carrier *carrier, struct chart *chart)
{
    bool inset = chart->inset;

    carry_panel(carrier, &chart->panels[0]);
    carrier_flag(carrier, &inset);
    if (!inset)
        return;
    if (!carrier_writes(carrier))
        chart->inset = TAKE(carrier->arena, struct inset);
    static const struct part parts[] = {
        PART(inset, REAL, left), PART(inset, REAL, bottom),
        PART(inset, REAL, width), PART(inset, REAL, height)};
    carrier_parts(carrier, parts, COUNT(parts), chart->inset);
    carry_panel(carrier, &chart->inset->panel);
}

static bool
is_plain(const struct axis *axis)
{
    bool years = axis->kind == SCALE_YEAR, log = axis->kind == SCALE_LOG;
    bool written = axis->format == TICK_PLAIN || axis->format == TICK_YEAR ||
                   (axis->format == TICK_POWER && !log);

    return (years || log || axis->kind == SCALE_LINEAR) && written &&
           axis->from < axis->to && axis->grid == GRID_USUAL &&
           (years ? axis->to - axis->from >= 2.5 : axis->tick_count > 0);
}

static bool
is_simple(const struct layer *layer)
{
    bool silent = !layer->label || !*layer->label;

    if (layer->points.count && !layer->points.rising)
        return false;
    return layer->kind == LAYER_LINE || layer->kind == LAYER_MARKER ||
           layer->kind == LAYER_TEXT || (layer->kind == LAYER_BAND && silent);
}

/* Whether the module of a page has what the panel needs. */
static bool
can_keep(const struct panel *panel)
{
    const struct axes *axes = &panel->axes;
    bool plain = axes->x.kind == SCALE_YEAR && axes->x2.kind == SECOND_NONE &&
                 axes->y2.kind == SECOND_NONE && is_plain(&axes->x) &&
                 is_plain(&axes->y);

    for (size_t i = 0; i < panel->count; i++)
        plain = plain && is_simple(&panel->layers[i]);
    return plain;
}

struct bytes
chart_keep(const struct desk *desk, const void *plan)
{
    const struct chart *chart = plan;
    struct text text = text_new(desk->arena);
    struct carrier carrier = {
        .arena = desk->arena, .to = &text, .data = desk->data};
    struct panel panel = chart->panels[0];
    struct chart copy = *chart;

    if (chart->count != 1 || !can_keep(&panel) ||
        (chart->inset && !can_keep(&chart->inset->panel)))
        return (struct bytes){0};
    copy.panels = &panel;
    carrier_palette(&carrier, desk->palette);
    carry_chart(&carrier, &copy);
    return carrier.damaged ? (struct bytes){0} : text_all(&text);
}

const struct sheet *
sketch_draw(struct arena *arena, struct bytes bytes, const struct data *data,
            struct shaper *shaper, double width, double height,
            struct palette *palette)
{
    struct carrier carrier = {.arena = arena,
                              .at = bytes.at,
                              .end = bytes.at + bytes.length,
                              .data = data};
    struct diag unsaid = {.arena = arena};
    struct panel panel = {.title = ""};
    struct chart chart = {.panels = &panel, .count = 1, .across = 1};
    struct sheet *sheet = sheet_new(arena, width, height);

    carrier_palette(&carrier, NULL);
    *palette = carrier.palette;
    carry_chart(&carrier, &chart);
    const struct canvas canvas = {arena, &unsaid, shaper, palette,
                                  sheet, {0},     NULL};
    if (!carrier.damaged && data)
        chart_draw(&canvas, &chart);
    return sheet;
}
