/* keep.c: the plan of a chart as bytes, for a page that draws the chart again
 * with other numbers; and the drawing of such bytes. One walk over the plan
 * serves both ways: what is written is what is read.
 *
 * What a newcomer would get wrong: a value that the author named by a path,
 * or words with {{ values }}, are kept as the author wrote them, and looked up
 * in the numbers of the moment when the bytes are read. So are the series of
 * the runs that a page solves itself (lively); those of other runs are kept as
 * the numbers that they are. This file runs in the reader's browser too. */
#include "chart.h"

#include <math.h>
#include <string.h>

/* Runs that change in the page. */
static const char *const lively[] = {"central", "wall"};

struct carrier {
    struct arena *arena;
    struct text *to; /* NULL: reading */
    const char *at, *end;
    bool damaged;
    const struct data *data;
    struct palette palette; /* while reading: names alone */
};

/* The module of a page only reads. */
static bool
is_writing(const struct carrier *carrier)
{
    return PRESS && carrier->to;
}

/* Numbers and words. */

static void
carry_byte(struct carrier *carrier, unsigned char *byte)
{
    if (is_writing(carrier))
        text_char(carrier->to, (char)*byte);
    else if (carrier->at < carrier->end)
        *byte = (unsigned char)*carrier->at++;
    else
        carrier->damaged = true;
}

static void
carry_count(struct carrier *carrier, size_t *count)
{
    size_t value = 0;

    for (int i = 0; i < 4; i++) {
        unsigned char byte = (unsigned char)(*count >> 8 * i & 0xff);
        carry_byte(carrier, &byte);
        value |= (size_t)byte << 8 * i;
    }
    *count = carrier->damaged || value > MOST_POINTS ? 0 : value;
}

static void
carry_number(struct carrier *carrier, int *number)
{
    size_t count = (size_t)*number;

    carry_count(carrier, &count);
    *number = (int)count;
}

static void
carry_flag(struct carrier *carrier, bool *flag)
{
    unsigned char byte = *flag;

    carry_byte(carrier, &byte);
    *flag = byte;
}

static void
carry_real(struct carrier *carrier, double *real)
{
    uint64_t bits, value = 0;

    memcpy(&bits, real, sizeof bits);
    for (int i = 0; i < 8; i++) {
        unsigned char byte = (unsigned char)(bits >> 8 * i & 0xff);
        carry_byte(carrier, &byte);
        value |= (uint64_t)byte << 8 * i;
    }
    memcpy(real, &value, sizeof value);
}

/* Words that are not there are read as "". */
static void
carry_words(struct carrier *carrier, const char **words)
{
    size_t length = is_writing(carrier) && *words ? strlen(*words) : 0;

    carry_count(carrier, &length);
    if (is_writing(carrier)) {
        if (length)
            text_bytes(carrier->to, *words, length);
        return;
    }
    *words = "";
    if (length > (size_t)(carrier->end - carrier->at)) {
        carrier->damaged = true;
        return;
    }
    *words = arena_copy(carrier->arena, carrier->at, length);
    carrier->at += length;
}

static void
carry_ink(struct carrier *carrier, const struct ink **ink)
{
    const char *name = is_writing(carrier) && *ink ? (*ink)->name : "";

    carry_words(carrier, &name);
    if (!is_writing(carrier))
        *ink = *name ? palette_ink(&carrier->palette, name) : NULL;
}

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

/* The entries of a map that are words or numbers, as a map of words. */
static void
carry_item(struct carrier *carrier, const struct item **map)
{
    const struct item *from =
        is_writing(carrier) && *map ? (*map)->first : NULL;
    struct item *made = TAKE(carrier->arena, struct item);
    const struct item **end = &made->first;
    size_t count = 0;

    for (const struct item *one = from; one; one = one->next)
        count++;
    carry_count(carrier, &count);
    for (; count && !carrier->damaged; count--) {
        struct item *entry = TAKE(carrier->arena, struct item);
        const char *key = from ? from->key : "";
        entry->text = from ? write_path(carrier->arena, from) : "";
        carry_words(carrier, &key);
        carry_words(carrier, &entry->text);
        entry->key = key;
        *end = entry;
        end = &entry->next;
        from = from ? from->next : NULL;
    }
    made->kind = ITEM_MAP;
    if (!is_writing(carrier))
        *map = made;
}

/* The words under a key once more, with the values of the moment. */
static void
renew_words(const struct carrier *carrier, const struct item *map,
            const char *key, const char **words)
{
    const struct item *item = item_find(map, key);

    if (!is_writing(carrier) && item && strstr(item->text, "{{"))
        *words = values_fill(carrier->arena, carrier->data, item->text);
}

static bool
is_path(const char *text)
{
    return ((*text | 32) >= 'a' && (*text | 32) <= 'z') && strchr(text, '.');
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

    if (!is_writing(carrier) && item && is_path(item->text))
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

static const double *
carry_reals(struct carrier *carrier, const double *from, size_t count)
{
    double *at =
        is_writing(carrier) ? NULL : TAKE_ARRAY(carrier->arena, count, double);

    for (size_t i = 0; i < count && !carrier->damaged; i++) {
        double real = is_writing(carrier) ? from[i] : 0;
        carry_real(carrier, &real);
        if (at)
            at[i] = real;
    }
    return at;
}

/* An array of points: not there, by name, or number by number. False when its
 * name is not known now. */
static bool
carry_numbers(struct carrier *carrier, const double **at, size_t *count)
{
    bool there = *at;
    size_t length = *count;
    const char *name = is_writing(carrier) ? name_numbers(carrier, *at) : "";

    carry_flag(carrier, &there);
    if (!there)
        return true;
    carry_words(carrier, &name);
    if (!*name) {
        carry_count(carrier, &length);
        if (length > (size_t)(carrier->end - carrier->at) &&
            !is_writing(carrier))
            length = 0;
        const double *read = carry_reals(carrier, *at, length);
        if (is_writing(carrier))
            return true;
        *at = read;
    } else if (!is_writing(carrier)) {
        *at = find_numbers(carrier, name, &length);
    }
    *count = length;
    return is_writing(carrier) || *at;
}

static void
carry_points(struct carrier *carrier, struct points *points)
{
    const double **parts[] = {&points->x, &points->y, &points->low,
                              &points->high};
    bool known = true;

    for (size_t i = 0; i < COUNT(parts); i++)
        known = carry_numbers(carrier, parts[i], &points->count) && known;
    carry_flag(carrier, &points->rising);
    if (!known)
        points->count = 0;
}

/* The parts of a plan. */

static void
carry_axis(struct carrier *carrier, struct axis *axis)
{
    int kind = (int)axis->kind, format = (int)axis->format,
        grid = (int)axis->grid;

    carry_number(carrier, &kind);
    carry_number(carrier, &format);
    carry_number(carrier, &grid);
    axis->kind = (enum scale_kind)kind;
    axis->format = (enum tick_format)format;
    axis->grid = (enum grid)grid;
    carry_real(carrier, &axis->from);
    carry_real(carrier, &axis->to);
    carry_real(carrier, &axis->within);
    carry_real(carrier, &axis->wanted);
    carry_count(carrier, &axis->tick_count);
    if (axis->tick_count > MOST_TICKS)
        axis->tick_count = 0;
    for (size_t i = 0; i < axis->tick_count; i++)
        carry_real(carrier, &axis->ticks[i]);
    carry_words(carrier, &axis->label);
    carry_words(carrier, &axis->unit);
    carry_flag(carrier, &axis->zero);
}

static void
carry_bands(struct carrier *carrier, struct bands *bands)
{
    carry_count(carrier, &bands->count);
    if (bands->count > MOST_ITEMS)
        bands->count = 0;
    if (!is_writing(carrier))
        bands->at = TAKE_ARRAY(carrier->arena, bands->count, struct band);
    for (size_t i = 0; i < bands->count; i++) {
        struct band *band = &bands->at[i];
        carry_item(carrier, &band->item);
        carry_real(carrier, &band->start);
        carry_words(carrier, &band->name);
        carry_words(carrier, &band->date);
        carry_ink(carrier, &band->ink);
        carry_ink(carrier, &band->tint);
        renew_real(carrier, band->item, "at", &band->start);
        renew_words(carrier, band->item, "label", &band->name);
        renew_words(carrier, band->item, "date", &band->date);
    }
}

static void
carry_look(struct carrier *carrier, struct layer *layer)
{
    double *const reals[] = {&layer->width,   &layer->dash,     &layer->size,
                             &layer->gap,     &layer->thick,    &layer->opacity,
                             &layer->from,    &layer->to,       &layer->base,
                             &layer->history, &layer->label_at, &layer->at,
                             &layer->x,       &layer->y,        &layer->low,
                             &layer->high,    &layer->right,    &layer->down};
    int beside = (int)layer->beside;

    for (size_t i = 0; i < COUNT(reals); i++)
        carry_real(carrier, reals[i]);
    carry_number(carrier, &layer->side);
    carry_number(carrier, &layer->anchor);
    carry_number(carrier, &beside);
    layer->beside = (enum beside)beside;
    carry_flag(carrier, &layer->inside);
    carry_flag(carrier, &layer->share);
    carry_ink(carrier, &layer->ink);
    carry_ink(carrier, &layer->below);
    carry_ink(carrier, &layer->words);
}

/* A marker on a series stands where the series is now. */
static void
renew_layer(const struct carrier *carrier, struct layer *layer)
{
    const struct {
        const char *key;
        double *real;
    } places[] = {{"x", &layer->x},       {"y", &layer->y},
                  {"low", &layer->low},   {"high", &layer->high},
                  {"from", &layer->from}, {"to", &layer->to},
                  {"at", &layer->at},     {"label at", &layer->label_at}};

    if (is_writing(carrier))
        return;
    for (size_t i = 0; i < COUNT(places); i++)
        renew_real(carrier, layer->item, places[i].key, places[i].real);
    renew_words(carrier, layer->item, "label", &layer->label);
    if (layer->kind == LAYER_MARKER && item_find(layer->item, "series")) {
        layer->x = layer->at;
        layer->y = points_at(&layer->points, layer->at);
    }
}

static void
carry_layer(struct carrier *carrier, struct layer *layer)
{
    int kind = (int)layer->kind;

    carry_number(carrier, &kind);
    layer->kind = (enum layer_kind)(kind < LAYERS ? kind : 0);
    carry_item(carrier, &layer->item);
    carry_words(carrier, &layer->label);
    carry_points(carrier, &layer->points);
    carry_look(carrier, layer);
    renew_layer(carrier, layer);
}

static void
carry_panel(struct carrier *carrier, struct panel *panel)
{
    carry_words(carrier, &panel->title);
    carry_axis(carrier, &panel->axes.x);
    carry_axis(carrier, &panel->axes.y);
    if (!is_writing(carrier)) {
        struct second none = {.axis = {.label = "", .unit = ""}};
        panel->axes.x2 = panel->axes.y2 = none;
    }
    carry_bands(carrier, &panel->bands);
    carry_count(carrier, &panel->count);
    if (panel->count > MOST_ITEMS)
        panel->count = 0;
    if (!is_writing(carrier))
        panel->layers = TAKE_ARRAY(carrier->arena, panel->count, struct layer);
    for (size_t i = 0; i < panel->count; i++)
        carry_layer(carrier, &panel->layers[i]);
}

static void
carry_chart(struct carrier *carrier, struct chart *chart)
{
    bool inset = chart->inset;

    carry_panel(carrier, &chart->panels[0]);
    carry_flag(carrier, &inset);
    if (!inset)
        return;
    if (!is_writing(carrier))
        chart->inset = TAKE(carrier->arena, struct inset);
    carry_real(carrier, &chart->inset->left);
    carry_real(carrier, &chart->inset->bottom);
    carry_real(carrier, &chart->inset->width);
    carry_real(carrier, &chart->inset->height);
    carry_panel(carrier, &chart->inset->panel);
}

/* The names of all inks; a page has their colours. */
static void
carry_palette(struct carrier *carrier, const struct palette *palette)
{
    size_t count = palette ? palette->count : 0;
    struct ink *inks;

    carry_count(carrier, &count);
    count = count > MOST_POINTS ? 0 : count;
    inks = TAKE_ARRAY(carrier->arena, count + 1, struct ink);
    for (size_t i = 0; i < count && !carrier->damaged; i++) {
        inks[i].name = palette ? palette->inks[i].name : "";
        carry_words(carrier, &inks[i].name);
    }
    carrier->palette = (struct palette){inks, count ? count : 1};
}

static bool
is_plain(const struct axis *axis)
{
    return axis->kind != SCALE_CATEGORY && axis->kind != SCALE_SYMLOG;
}

/* Whether the module of a page has what the panel needs. */
static bool
can_keep(const struct panel *panel)
{
    const struct axes *axes = &panel->axes;
    bool plain = axes->x2.kind == SECOND_NONE && axes->y2.kind == SECOND_NONE &&
                 is_plain(&axes->x) && is_plain(&axes->y);

    for (size_t i = 0; i < panel->count; i++)
        plain = plain && (panel->layers[i].kind < LAYER_AREA ||
                          panel->layers[i].kind >= LAYER_RULE);
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
    carry_palette(&carrier, desk->palette);
    carry_chart(&carrier, &copy);
    return text_all(&text);
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

    carry_palette(&carrier, NULL);
    *palette = carrier.palette;
    carry_chart(&carrier, &chart);
    const struct canvas canvas = {arena, &unsaid, shaper, palette, sheet, {0}};
    if (!carrier.damaged && data)
        chart_draw(&canvas, &chart);
    return sheet;
}
