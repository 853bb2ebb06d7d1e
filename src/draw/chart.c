/* chart.c: the kind 'chart': panels of layers over axes. This
 * file describes them and lays them out. Small multiples are panels on sheets
 * of their own, laid side by side; they are measured together first, so that
 * their plots are alike. */
#include "chart.h"

#include <math.h>
#include <string.h>

#define GUTTER 14.0 /* [pt] between panels */
#define FIRST_YEAR 1500
#define LAST_YEAR 2500
#define TITLE 12.0   /* [pt] room for a panel's title */
#define NARROW 110.0 /* [pt] a panel that is narrower gets a row of its own */

/* What a chart is given. */
struct given {
    const struct item *panels, *inset;
    double across;
    bool free;
};
#define GIVEN(member) offsetof(struct given, member)

static const struct field chart_fields[] = {
    {.key = "x",
     .type = FIELD_MAP,
     .offset = ELSEWHERE,
     .about = "The axis below (see there)."},
    {.key = "y",
     .type = FIELD_MAP,
     .offset = ELSEWHERE,
     .about = "The axis at the left."},
    {.key = "x2",
     .type = FIELD_MAP,
     .offset = ELSEWHERE,
     .about = "A second axis at the top."},
    {.key = "y2",
     .type = FIELD_MAP,
     .offset = ELSEWHERE,
     .about = "A second axis at the right."},
    {.key = "columns",
     .type = FIELD_LIST,
     .offset = ELSEWHERE,
     .about = "Shaded columns with flags (see there), each to the next."},
    {.key = "layers",
     .type = FIELD_LIST,
     .offset = ELSEWHERE,
     .about = "What is drawn (see there)."},
    {.key = "panels",
     .type = FIELD_LIST,
     .offset = GIVEN(panels),
     .most = 24,
     .about = "Small multiples: one chart each (see there)."},
    {.key = "across",
     .type = FIELD_NUMBER,
     .offset = GIVEN(across),
     .usual = "2",
     .least = 1,
     .most = 12,
     .about = "How many panels stand side by side."},
    {.key = "free",
     .type = FIELD_FLAG,
     .offset = GIVEN(free),
     .usual = "false",
     .about = "Every panel has scales of its own."},
    {.key = "inset",
     .type = FIELD_MAP,
     .offset = GIVEN(inset),
     .about = "A small chart inside the plot (see there)."},
};
static const struct schema schema_chart = {
    "a figure of kind 'chart'", chart_fields, COUNT(chart_fields), NULL};

struct given_panel {
    const char *title;
    double left, bottom, width, height;
};
#define PANEL(member) offsetof(struct given_panel, member)
#define PANEL_FIELDS                                                           \
    {.key = "title",                                                           \
     .type = FIELD_TEXT,                                                       \
     .offset = PANEL(title),                                                   \
     .usual = "",                                                              \
     .about = "Words above it."},                                              \
        {.key = "x",                                                           \
         .type = FIELD_MAP,                                                    \
         .offset = ELSEWHERE,                                                  \
         .about = "Its own axis below."},                                      \
        {.key = "y",                                                           \
         .type = FIELD_MAP,                                                    \
         .offset = ELSEWHERE,                                                  \
         .about = "Its own axis at the left."},                                \
        {.key = "x2",                                                          \
         .type = FIELD_MAP,                                                    \
         .offset = ELSEWHERE,                                                  \
         .about = "Its own second axis at the top."},                          \
        {.key = "y2",                                                          \
         .type = FIELD_MAP,                                                    \
         .offset = ELSEWHERE,                                                  \
         .about = "Its own second axis at the right."},                        \
        {.key = "columns",                                                     \
         .type = FIELD_LIST,                                                   \
         .offset = ELSEWHERE,                                                  \
         .about = "Its own shaded columns."},                                  \
    {                                                                          \
        .key = "layers", .type = FIELD_LIST, .offset = ELSEWHERE,              \
        .about = "Its own layers."                                             \
    }

static const struct field panel_fields[] = {PANEL_FIELDS};
const struct schema schema_panel = {
    "a panel (what it leaves out it has from the figure)", panel_fields,
    COUNT(panel_fields), NULL};

static const struct field inset_fields[] = {
    {.key = "left",
     .type = FIELD_NUMBER,
     .offset = PANEL(left),
     .usual = "0.1",
     .least = 0,
     .most = 0.9,
     .about = "Its left edge, as a share of the plot's width."},
    {.key = "bottom",
     .type = FIELD_NUMBER,
     .offset = PANEL(bottom),
     .usual = "0.5",
     .least = 0,
     .most = 0.9,
     .about = "Its lower edge, as a share of the plot's height."},
    {.key = "width",
     .type = FIELD_NUMBER,
     .offset = PANEL(width),
     .usual = "0.4",
     .least = 0.1,
     .most = 1,
     .about = "Of the plot's width."},
    {.key = "height",
     .type = FIELD_NUMBER,
     .offset = PANEL(height),
     .usual = "0.4",
     .least = 0.1,
     .most = 1,
     .about = "Of the plot's height."},
    PANEL_FIELDS};
const struct schema schema_inset = {"an inset", inset_fields,
                                    COUNT(inset_fields), NULL};

/* Describing. */

static struct needs
no_needs(void)
{
    if (!PRESS)
        return (struct needs){0};
    struct extent none = {INFINITY, -INFINITY};

    return (struct needs){.x = none, .y = none, .x2 = none, .y2 = none};
}

static void
check_sides(struct desk *desk, const struct panel *panel)
{
    for (size_t i = 0; i < panel->count; i++)
        if (panel->layers[i].side && panel->axes.y2.kind != SECOND_OWN)
            diag_say(desk->diag, ERROR, panel->layers[i].place,
                     "'axis: right' needs an axis 'y2' with a scale of its "
                     "own");
}

/* The slot of a category, which gets one if the axis may grow. */
static double
find_slot(struct desk *desk, const struct layer *layer, struct axis *axis,
          const char **names, bool grows, const char *name)
{
    for (size_t i = 0; i < axis->name_count; i++)
        if (!strcmp(axis->names[i], name))
            return (double)i;
    if (!grows)
        desk_unknown(desk, layer->place, "category on the axis", name,
                     axis->names, axis->name_count);
    else if (axis->name_count == MOST_ITEMS)
        diag_say(desk->diag, ERROR, layer->place,
                 "more than %d categories, draw less at a time", MOST_ITEMS);
    if (!grows || axis->name_count == MOST_ITEMS)
        return NAN;
    names[axis->name_count++] = name;
    axis->names = names;
    return (double)(axis->name_count - 1);
}

static bool
place_names(struct desk *desk, struct layer *layer, struct axis *axis,
            const char **names, bool grows)
{
    struct points *points = &layer->points;
    double *x = TAKE_ARRAY(desk->arena, points->count, double);

    for (size_t i = 0; i < points->count; i++) {
        x[i] = find_slot(desk, layer, axis, names, grows, points->names[i]);
        if (isnan(x[i]))
            return false;
    }
    points->x = x;
    return true;
}

/* Categories stand on the axis that is made for them, else on y. */
static void
place_categories(struct desk *desk, struct panel *panel)
{
    const char **names = TAKE_ARRAY(desk->arena, MOST_ITEMS, const char *);
    struct axes *axes = &panel->axes;
    bool named = false;

    for (size_t i = 0; i < panel->count; i++)
        named = named || panel->layers[i].points.names;
    if (named && axes->x.kind != SCALE_CATEGORY)
        axes->y.kind = SCALE_CATEGORY;
    panel->flat = axes->y.kind == SCALE_CATEGORY;
    struct axis *axis = panel->flat ? &axes->y : &axes->x;
    bool grows = !axis->name_count;
    for (size_t i = 0; i < panel->count; i++)
        if (panel->layers[i].points.names &&
            !place_names(desk, &panel->layers[i], axis, names, grows))
            return;
}

/* A panel from its own map, and what that leaves out from the whole's. */
static void
describe_panel(struct desk *desk, const struct item *map,
               const struct panel *whole, struct panel *panel)
{
    axes_describe(desk, map, &panel->axes);
    layers_describe(desk, map, panel);
    bands_describe(desk, map, "columns", &panel->bands);
    const struct item *x = item_find(map, "x");
    panel->x_is_said = item_find(x, "format") || item_find(x, "scale");
    if (whole && !x) {
        panel->axes.x = whole->axes.x;
        panel->x_is_said = whole->x_is_said;
    }
    if (whole && !item_find(map, "y"))
        panel->axes.y = whole->axes.y;
    if (whole && !item_find(map, "x2"))
        panel->axes.x2 = whole->axes.x2;
    if (whole && !item_find(map, "y2"))
        panel->axes.y2 = whole->axes.y2;
    if (whole && !item_find(map, "columns"))
        panel->bands = whole->bands;
    if (whole && !item_find(map, "layers")) {
        panel->layers = whole->layers;
        panel->count = whole->count;
    }
}

/* Values are years when they look like years. */
static void
choose_years(struct panel *panel)
{
    struct axis *x = &panel->axes.x;
    struct needs needs = no_needs();

    if (panel->x_is_said)
        return;
    extent_measure(panel, &needs);
    double low = isnan(x->from) ? needs.x.low : x->from;
    double high = isnan(x->to) ? needs.x.high : x->to;
    if (low > high || (low >= FIRST_YEAR && high <= LAST_YEAR))
        return;
    x->kind = x->kind == SCALE_YEAR ? SCALE_LINEAR : x->kind;
    x->format = TICK_PLAIN;
}

static void
finish_panel(struct desk *desk, struct panel *panel)
{
    if (desk->diag->errors)
        return;
    if (!panel->count)
        diag_say(desk->diag, ERROR, desk->place,
                 "a figure of this kind needs 'layers'");
    check_sides(desk, panel);
    place_categories(desk, panel);
    if (desk->diag->errors)
        return;
    choose_years(panel);
    points_columns(desk, panel);
}

static void
describe_inset(struct desk *desk, const struct item *map, struct chart *chart)
{
    struct inset *inset = TAKE(desk->arena, struct inset);
    struct given_panel given = {0};

    field_fill(desk, &schema_inset, 0, map, &given);
    *inset = (struct inset){given.left,
                            given.bottom,
                            fmin(given.width, 1 - given.left),
                            fmin(given.height, 1 - given.bottom),
                            {.title = given.title}};
    describe_panel(desk, map, NULL, &inset->panel);
    finish_panel(desk, &inset->panel);
    chart->inset = inset;
}

static void
describe_panels(struct desk *desk, const struct item *list,
                const struct panel *whole, struct chart *chart)
{
    for (const struct item *one = list->first; one; one = one->next) {
        struct panel *panel = &chart->panels[chart->count++];
        struct given_panel given = {0};
        field_fill(desk, &schema_panel, 0, one, &given);
        panel->title = given.title;
        describe_panel(desk, one, whole, panel);
        finish_panel(desk, panel);
    }
}

static const void *
plan_chart(struct desk *desk, const struct item *item)
{
    struct chart *chart = TAKE(desk->arena, struct chart);
    struct given given = {0};
    struct panel whole = {.title = ""};

    field_read(desk, &schema_chart, 0, item, &given);
    describe_panel(desk, item, NULL, &whole);
    chart->across = (size_t)given.across;
    chart->free = given.free;
    size_t count = given.panels ? item_count(given.panels) : 1;
    chart->panels = TAKE_ARRAY(desk->arena, count, struct panel);
    if (given.panels)
        describe_panels(desk, given.panels, &whole, chart);
    else {
        finish_panel(desk, &whole);
        chart->panels[chart->count++] = whole;
    }
    if (!chart->count && !desk->diag->errors)
        diag_say(desk->diag, ERROR, given.panels->place, "no panels");
    if (given.inset)
        describe_inset(desk, given.inset, chart);
    return chart;
}

/* Layout. */

/* The same canvas with a sheet of its own. */
static struct canvas
part_canvas(const struct canvas *canvas, double width, double height)
{
    struct canvas part = *canvas;

    part.sheet = sheet_new(canvas->arena, fmax(width, 30), fmax(height, 30));
    return part;
}

static double
title_height(const struct panel *panel)
{
    return *panel->title ? TITLE : 0;
}

static void
draw_title(const struct canvas *canvas, const struct panel *panel, double x,
           double y)
{
    if (*panel->title)
        canvas_words(canvas, FACE_SANS_MEDIUM, PLAIN, panel->title, x,
                     y + 0.8 * PLAIN, 0, canvas_ink(canvas, "ink"));
}

/* The inset's box on the sheet. */
static struct box
place_inset(const struct inset *inset, const struct plot *plot)
{
    double width = plot->box.right - plot->box.left;
    double height = plot->box.bottom - plot->box.top;
    double left = plot->box.left + inset->left * width;
    double bottom = plot->box.bottom - inset->bottom * height;

    return (struct box){left, bottom - inset->height * height,
                        left + inset->width * width, bottom};
}

static void
draw_inset(const struct canvas *canvas, const struct inset *inset,
           struct box box)
{
    const struct panel *panel = &inset->panel;
    double head = title_height(panel);
    struct canvas part =
        part_canvas(canvas, box.right - box.left, box.bottom - box.top - head);
    struct needs needs = no_needs();
    struct plot plot;

    sheet_rectangle(canvas->sheet, box.left, box.top, box.right - box.left,
                    box.bottom - box.top, canvas_ink(canvas, "paper"));
    draw_title(canvas, panel, box.left, box.top);
    extent_measure(panel, &needs);
    panel_measure(&part, panel, &needs);
    panel_draw(&part, panel, &needs, NULL, &plot);
    sheet_repeat(canvas->sheet, box.left, box.top + head, part.sheet);
}

static void
draw_single(const struct canvas *canvas, const struct chart *chart)
{
    const struct panel *panel = &chart->panels[0];
    const struct inset *inset = chart->inset;
    struct needs needs = no_needs();
    struct box box = {0};
    struct plot plot;

    extent_measure(panel, &needs);
    panel_measure(canvas, panel, &needs);
    if (inset) {
        plot = plot_new(canvas, &panel->axes, &needs);
        box = place_inset(inset, &plot);
    }
    panel_draw(canvas, panel, &needs, inset ? &box : NULL, &plot);
    if (inset)
        draw_inset(canvas, inset, box);
}

/* Small multiples. */

static void
join_extent(struct extent *whole, struct extent part)
{
    whole->low = fmin(whole->low, part.low);
    whole->high = fmax(whole->high, part.high);
}

static void
join_needs(struct needs *whole, const struct needs *part)
{
    join_extent(&whole->x, part->x);
    join_extent(&whole->y, part->y);
    join_extent(&whole->x2, part->x2);
    join_extent(&whole->y2, part->y2);
}

/* What each panel needs, with the same margins, and the same scales unless
 * they are free. */
static struct needs *
measure_panels(const struct canvas *part, const struct chart *chart)
{
    struct needs *needs = TAKE_ARRAY(part->arena, chart->count, struct needs);
    struct needs shared = no_needs();

    for (size_t i = 0; i < chart->count; i++) {
        needs[i] = no_needs();
        extent_measure(&chart->panels[i], &needs[i]);
        join_needs(&shared, &needs[i]);
    }
    for (size_t i = 0; i < chart->count; i++) {
        if (!chart->free)
            needs[i] = shared;
        panel_measure(part, &chart->panels[i], &needs[i]);
    }
    for (size_t i = 0; i < chart->count; i++) {
        shared.head = fmax(shared.head, needs[i].head);
        shared.left = fmax(shared.left, needs[i].left);
        shared.right = fmax(shared.right, needs[i].right);
    }
    for (size_t i = 0; i < chart->count; i++) {
        needs[i].head = shared.head;
        needs[i].left = shared.left;
        needs[i].right = shared.right;
    }
    return needs;
}

/* As many side by side as the author asks for and the width has room for. */
static size_t
count_across(const struct chart *chart, double width)
{
    size_t across = chart->across < chart->count ? chart->across : chart->count;

    while (across > 1 && (width + GUTTER) / (double)across - GUTTER < NARROW)
        across--;
    return across;
}

static size_t
count_rows(const struct chart *chart, size_t across)
{
    return (chart->count + across - 1) / across;
}

static void
draw_many(const struct canvas *canvas, const struct chart *chart)
{
    size_t across = count_across(chart, canvas->sheet->width);
    size_t rows = count_rows(chart, across);
    double width = (canvas->sheet->width + GUTTER) / (double)across - GUTTER;
    double height = (canvas->sheet->height + GUTTER) / (double)rows - GUTTER;
    double head = 0;

    for (size_t i = 0; i < chart->count; i++)
        head = fmax(head, title_height(&chart->panels[i]));
    struct canvas trial = part_canvas(canvas, width, height - head);
    const struct needs *needs = measure_panels(&trial, chart);
    for (size_t i = 0; i < chart->count; i++) {
        struct canvas part = part_canvas(canvas, width, height - head);
        double x = (double)(i % across) * (width + GUTTER);
        double y = (double)(i / across) * (height + GUTTER);
        struct plot plot;
        draw_title(canvas, &chart->panels[i], x, y);
        panel_draw(&part, &chart->panels[i], &needs[i], NULL, &plot);
        sheet_repeat(canvas->sheet, x, y + head, part.sheet);
    }
}

void
chart_draw(const struct canvas *canvas, const void *plan)
{
    const struct chart *chart = plan;

    if (chart->count == 1)
        draw_single(canvas, chart);
    else
        draw_many(canvas, chart);
}

/* Narrower panels are higher, for words take more room from them; those that
 * no longer stand side by side stand below each other. */
static double
suit_chart(const void *plan, double own_width, double own_height, double width)
{
    const struct chart *chart = plan;
    double rows = (double)count_rows(chart, count_across(chart, own_width));
    double wanted = (double)count_rows(chart, count_across(chart, width));
    double one = own_height / rows * fmax(1, pow(own_width / width, 0.5));

    return fmin(one, width * 1.25) * wanted;
}

const struct kind kind_chart = {.name = "chart",
                                .schema = &schema_chart,
                                .width = 306,
                                .height = 190,
                                .plan = plan_chart,
                                .draw = chart_draw,
                                .keep = chart_keep,
                                .suit = suit_chart};
