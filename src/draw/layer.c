/* layer.c: what an author may say of a layer, and which marks know it. What a
 * newcomer would get wrong: x, y, low and high are columns of a table, series
 * of runs or plain numbers, as the mark has it; so they stay items here until
 * it is known which. */
#include "chart.h"

#include <math.h>
#include <string.h>

#define BIT(kind) (1u << LAYER_##kind)
#define CURVES (BIT(LINE) | BIT(STEP) | BIT(AREA) | BIT(STACK))
#define COUNTED (BIT(BAR) | BIT(INTERVAL) | BIT(DOTS))
#define DATA (CURVES | BIT(BAND) | COUNTED)
#define NOTES (BIT(RULE) | BIT(MARKER) | BIT(TEXT))
#define STROKES (BIT(LINE) | BIT(STEP) | BIT(RULE))
#define OF(member) offsetof(struct layer, member)

static const char *const layer_names[] = {
    "line", "step", "band",   "area",   "stack", "bar", "interval",
    "dots", "rule", "region", "marker", "text",  NULL};
static const char *const side_names[] = {"left", "right", NULL};
static const char *const anchor_names[] = {"free", "left", "middle", "right",
                                           NULL};
static const char *const beside_names[] = {"high", "low", "above", "below",
                                           NULL};

static const struct field fields[] = {
    {.key = "mark",
     .type = FIELD_CHOICE,
     .offset = OF(kind),
     .usual = field_needed,
     .choices = layer_names,
     .about = "How the data is drawn."},
    {.key = "series",
     .type = FIELD_SOURCE,
     .offset = OF(series),
     .about = "Data: a series of a run, over the run's time.",
     .marks = CURVES | BIT(BAR) | BIT(DOTS) | BIT(MARKER)},
    {.key = "over",
     .type = FIELD_SOURCE,
     .offset = OF(over),
     .about = "Another series of the same run, instead of its time.",
     .marks = DATA},
    {.key = "low",
     .type = FIELD_ITEM,
     .offset = OF(low_item),
     .about = "Lower end: a series, a column of the table; of a region a "
              "number.",
     .marks = BIT(BAND) | BIT(INTERVAL) | BIT(BAR) | BIT(REGION)},
    {.key = "high",
     .type = FIELD_ITEM,
     .offset = OF(high_item),
     .about = "Upper end, as 'low'.",
     .marks = BIT(BAND) | BIT(INTERVAL) | BIT(BAR) | BIT(REGION)},
    {.key = "bands",
     .type = FIELD_TEXT,
     .offset = OF(bands),
     .about = "Data: RUN.NAME of an ensemble, whose shares are RUN.NAME.p05 "
              "and so on.",
     .marks = BIT(BAND)},
    {.key = "shares",
     .type = FIELD_LIST,
     .offset = OF(shares),
     .about = "Pairs of quantiles, [[p05, p95], [p25, p75]] when not given; "
              "the first is the palest.",
     .marks = BIT(BAND)},
    {.key = "table",
     .type = FIELD_TEXT,
     .offset = OF(table),
     .about = "Data: tables/NAME.csv in content; x, y, low, high and name "
              "are its columns.",
     .marks = DATA},
    {.key = "points",
     .type = FIELD_LIST,
     .offset = OF(rows),
     .most = MOST_POINTS,
     .about = "Data: [[x, y], ...], or [[x, low, high], ...] for band and "
              "interval.",
     .marks = DATA},
    {.key = "values",
     .type = FIELD_LIST,
     .offset = OF(values),
     .about = "Data: a list of values (see there) on an axis of categories.",
     .marks = COUNTED},
    {.key = "x",
     .type = FIELD_ITEM,
     .offset = OF(x_item),
     .about = "A column of the table; of rule, marker and text a number, "
              "path or event.",
     .marks = DATA | NOTES},
    {.key = "y",
     .type = FIELD_ITEM,
     .offset = OF(y_item),
     .about = "As 'x'.",
     .marks = DATA | NOTES},
    {.key = "name",
     .type = FIELD_TEXT,
     .offset = OF(name),
     .about = "The column of the table that names the categories.",
     .marks = COUNTED},
    {.key = "at",
     .type = FIELD_NUMBER,
     .offset = OF(at),
     .about = "Where on its series the marker stands: a number, path or "
              "event.",
     .marks = BIT(MARKER)},
    {.key = "label",
     .type = FIELD_TEXT,
     .offset = OF(label),
     .usual = "",
     .about = "Words beside it; at the right end of a line."},
    {.key = "label at",
     .type = FIELD_NUMBER,
     .offset = OF(label_at),
     .about = "Where along x the label stands instead of the end.",
     .marks = BIT(LINE) | BIT(STEP)},
    {.key = "numbers",
     .type = FIELD_TEXT,
     .offset = OF(numbers),
     .about = "Writes each value beside it in this format: %.1f, percent, "
              "month, si.",
     .marks = COUNTED},
    {.key = "ink",
     .type = FIELD_INK,
     .offset = OF(ink),
     .usual = "ink",
     .about = "Its colour, a name of templates/palette.yaml."},
    {.key = "below",
     .type = FIELD_INK,
     .offset = OF(below),
     .about = "The ink of what lies below the base.",
     .marks = BIT(AREA) | BIT(BAR)},
    {.key = "words",
     .type = FIELD_INK,
     .offset = OF(words),
     .about = "The ink of the label: as 'ink' when not given, paper in a "
              "stack."},
    {.key = "anchor",
     .type = FIELD_CHOICE,
     .offset = OF(anchor),
     .usual = "free",
     .choices = anchor_names,
     .about = "Which end of the label stands at its point; free: it looks for "
              "a place close by.",
     .marks = BIT(MARKER) | BIT(TEXT)},
    {.key = "right",
     .type = FIELD_NUMBER,
     .offset = OF(right),
     .usual = "0",
     .least = -500,
     .most = 500,
     .about = "Moves an anchored label to the right, in points.",
     .marks = BIT(MARKER) | BIT(TEXT)},
    {.key = "down",
     .type = FIELD_NUMBER,
     .offset = OF(down),
     .usual = "0",
     .least = -500,
     .most = 500,
     .about = "Moves it down.",
     .marks = BIT(MARKER) | BIT(TEXT)},
    {.key = "beside",
     .type = FIELD_CHOICE,
     .offset = OF(beside),
     .usual = "high",
     .choices = beside_names,
     .about = "Where labels and numbers of its rows stand: at the high end, at "
              "the low end, above or below the middle.",
     .marks = BIT(INTERVAL)},
    {.key = "width",
     .type = FIELD_NUMBER,
     .offset = OF(width),
     .least = 0.1,
     .most = 20,
     .about = "Of the stroke, in points.",
     .marks = STROKES | BIT(INTERVAL)},
    {.key = "dash",
     .type = FIELD_NUMBER,
     .offset = OF(dash),
     .usual = "0",
     .least = 0,
     .most = 50,
     .about = "Length of dashes in points; 0 is solid.",
     .marks = STROKES},
    {.key = "size",
     .type = FIELD_NUMBER,
     .offset = OF(size),
     .usual = "2.3",
     .least = 0.3,
     .most = 20,
     .about = "Radius of the dots, in points; 0.3 hides them.",
     .marks = BIT(DOTS) | BIT(INTERVAL) | BIT(MARKER)},
    {.key = "thick",
     .type = FIELD_NUMBER,
     .offset = OF(thick),
     .usual = "0.7",
     .least = 0.05,
     .most = 1,
     .about = "Share of its place that a bar takes.",
     .marks = BIT(BAR)},
    {.key = "opacity",
     .type = FIELD_NUMBER,
     .offset = OF(opacity),
     .usual = "1",
     .least = 0.05,
     .most = 1,
     .about = "Less than 1 lets shine through what lies below."},
    {.key = "from",
     .type = FIELD_NUMBER,
     .offset = OF(from),
     .about = "Shows only what lies from here on, along x.",
     .marks = DATA | BIT(REGION) | BIT(RULE)},
    {.key = "to",
     .type = FIELD_NUMBER,
     .offset = OF(to),
     .about = "Shows only what lies up to here, along x.",
     .marks = DATA | BIT(REGION) | BIT(RULE)},
    {.key = "history",
     .type = FIELD_NUMBER,
     .offset = OF(history),
     .about = "What lies before this x is dashed.",
     .marks = BIT(LINE) | BIT(STEP)},
    {.key = "base",
     .type = FIELD_NUMBER,
     .offset = OF(base),
     .usual = "0",
     .about = "Where areas and bars begin.",
     .marks = BIT(AREA) | BIT(BAR)},
    {.key = "share",
     .type = FIELD_FLAG,
     .offset = OF(share),
     .usual = "false",
     .about = "Layers of the stack add up to one.",
     .marks = BIT(STACK)},
    {.key = "axis",
     .type = FIELD_CHOICE,
     .offset = OF(side),
     .usual = "left",
     .choices = side_names,
     .about = "The axis that its values are on."},
};

const struct schema schema_layer = {"a layer", fields, COUNT(fields),
                                    layer_names};

/* A number, path or event under x, y, low or high; NaN when not given. */
static double
read_place(struct desk *desk, const struct item *item)
{
    double number;

    return item && desk_value(desk, item, item->key, &number) ? number : NAN;
}

static void
need_key(struct desk *desk, const struct layer *layer, const char *key)
{
    if (!item_find(layer->item, key))
        desk_need(desk, layer->item, key);
}

/* What a rule, region, marker or text is tied to. */
static void
describe_note(struct desk *desk, struct layer *layer)
{
    layer->x = read_place(desk, layer->x_item);
    layer->y = read_place(desk, layer->y_item);
    layer->low = read_place(desk, layer->low_item);
    layer->high = read_place(desk, layer->high_item);
    if (layer->kind == LAYER_RULE && !layer->x_item)
        need_key(desk, layer, "y");
    if (layer->kind == LAYER_TEXT ||
        (layer->kind == LAYER_MARKER && !layer->series.series)) {
        need_key(desk, layer, "x");
        need_key(desk, layer, "y");
    }
    if (layer->kind == LAYER_MARKER && layer->series.series) {
        need_key(desk, layer, "at");
        points_describe(desk, layer);
        layer->x = layer->at;
        layer->y = points_at(&layer->points, layer->at);
    }
}

/* A format that is wrong is said once, here. */
static void
check_format(struct desk *desk, const struct layer *layer)
{
    struct value year = {.number = 2026, .unit = "yr AD", .reached = true};

    if (layer->numbers)
        value_say(desk->arena, desk->diag,
                  item_find(layer->item, "numbers")->place, year,
                  layer->numbers);
}

static double
usual_width(const struct layer *layer)
{
    return layer->kind == LAYER_RULE       ? 0.75
           : layer->kind == LAYER_INTERVAL ? 0.9
                                           : 1.6;
}

static void
describe_layer(struct desk *desk, const struct item *item, struct layer *layer)
{
    int kind;

    desk_need(desk, item, "mark");
    kind = desk_choice(desk, item, "mark", layer_names, LAYERS, LAYER_LINE);
    field_fill(desk, &schema_layer, 1u << kind, item, layer);
    layer->kind = (enum layer_kind)kind;
    layer->item = item;
    layer->place = item->place;
    layer->inside = item_find(item, "label at");
    if (isnan(layer->width) || !item_find(item, "width"))
        layer->width = usual_width(layer);
    if (!layer->words)
        layer->words = kind == LAYER_STACK ? palette_ink(desk->palette, "paper")
                                           : layer->ink;
    check_format(desk, layer);
    if (kind >= LAYER_RULE)
        describe_note(desk, layer);
    else if (!layer->bands)
        points_describe(desk, layer);
}

/* "[p05, p95]" */
static bool
read_share(struct desk *desk, const struct item *share, const char **low,
           const char **high)
{
    if (share->kind != ITEM_LIST || item_count(share) != 2 ||
        share->first->kind != ITEM_TEXT ||
        share->first->next->kind != ITEM_TEXT) {
        diag_say(desk->diag, ERROR, share->place,
                 "a share is a pair of quantiles such as [p05, p95]");
        return false;
    }
    *low = share->first->text;
    *high = share->first->next->text;
    return true;
}

/* Pales outwards: the widest band lies below the others. */
static void
add_share(struct desk *desk, struct panel *panel, const struct layer *layer,
          const char *low, const char *high, size_t index, size_t count)
{
    struct layer *one = &panel->layers[panel->count++];

    *one = *layer;
    points_between(desk, one, layer->bands, low, high);
    one->opacity *= 0.16 + 0.24 * (double)index / (double)count;
    if (index)
        one->label = "";
}

/* One layer a share. */
static void
add_shares(struct desk *desk, struct panel *panel, const struct layer *layer)
{
    static const char *const usual[][2] = {{"p05", "p95"}, {"p25", "p75"}};
    size_t count = layer->shares ? item_count(layer->shares) : COUNT(usual);
    const struct item *share = layer->shares ? layer->shares->first : NULL;

    for (size_t i = 0; i < count; i++) {
        const char *low, *high;
        if (panel->count == MOST_ITEMS)
            return;
        if (!layer->shares)
            add_share(desk, panel, layer, usual[i][0], usual[i][1], i, count);
        else if (read_share(desk, share, &low, &high))
            add_share(desk, panel, layer, low, high, i, count);
        share = share ? share->next : NULL;
    }
}

void
layers_describe(struct desk *desk, const struct item *map, struct panel *panel)
{
    size_t count;
    const struct item *one = desk_list(desk, map, "layers", &count);

    panel->layers = TAKE_ARRAY(desk->arena, MOST_ITEMS, struct layer);
    for (; one && panel->count < MOST_ITEMS; one = one->next) {
        struct layer layer = {0};
        describe_layer(desk, one, &layer);
        if (layer.bands)
            add_shares(desk, panel, &layer);
        else
            panel->layers[panel->count++] = layer;
    }
    if (one)
        diag_say(desk->diag, ERROR, one->place,
                 "more than %d layers with all their shares", MOST_ITEMS);
}
