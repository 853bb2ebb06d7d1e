/* draw.c: the door of drawing. Descriptions are read one after the other, so
 * that what is wrong is said in their order; the sheets are drawn on all
 * threads, each job in an arena of its own, and copied out in order. So the
 * figures are the same however many threads there are. */
#include "chart.h"

#include <math.h>
#include <string.h>

/* Goes up when a kind comes to draw the same description differently. */
#define VERSION "draw 4"

static const struct kind *const kinds[] = {&kind_chart, &kind_diagram,
                                           &kind_spiral};

/* What every description may hold. */
struct common {
    const char *kind, *title, *alt, *source;
    double width, height;
    const struct item *sizes, *live;
};
#define OF(member) offsetof(struct common, member)

static const struct field common_fields[] = {
    {.key = "kind",
     .type = FIELD_TEXT,
     .offset = OF(kind),
     .usual = field_needed,
     .about = "chart, diagram or spiral."},
    {.key = "title",
     .type = FIELD_TEXT,
     .offset = OF(title),
     .about = "What the figure is called; its name when not given."},
    {.key = "alt",
     .type = FIELD_TEXT,
     .offset = OF(alt),
     .usual = field_needed,
     .about = "What it shows, for those who cannot see it."},
    {.key = "source",
     .type = FIELD_TEXT,
     .offset = OF(source),
     .about = "One line; the titles of its runs when not given."},
    {.key = "width",
     .type = FIELD_NUMBER,
     .offset = OF(width),
     .least = 50,
     .most = 2000,
     .about = "Of the picture in print, in points."},
    {.key = "height",
     .type = FIELD_NUMBER,
     .offset = OF(height),
     .least = 50,
     .most = 2000,
     .about = "As 'width'."},
    {.key = "sizes",
     .type = FIELD_MAP,
     .offset = OF(sizes),
     .about = "Other sizes by name: {phone: {height: 240}}; there is always "
              "one that is called phone."},
    {.key = "live",
     .type = FIELD_LIST,
     .offset = OF(live),
     .about = "Symbols of the curve that readers of the page may move, and see "
              "the chart follow: [r0, D_fab]. Its axes need 'from' and 'to', "
              "the one at the left 'ticks' too."},
};
static const struct schema schema_common = {"a figure", common_fields,
                                            COUNT(common_fields), NULL};

static const struct field size_fields[] = {
    {.key = "width",
     .type = FIELD_NUMBER,
     .offset = offsetof(struct figure_size, width),
     .usual = "212",
     .least = 50,
     .most = 4000,
     .about = "In points; the usual one has letters to be read on a phone."},
    {.key = "height",
     .type = FIELD_NUMBER,
     .offset = offsetof(struct figure_size, height),
     .least = 50,
     .most = 4000,
     .about = "In points; what suits the figure when not given."},
};
static const struct schema schema_size = {"a size of a figure", size_fields,
                                          COUNT(size_fields), NULL};

/* What a figure is drawn from at any size. */
struct drawing {
    const struct kind *kind;
    const void *plan;
    const char *fault; /* or NULL */
    const struct palette *palette;
    const char *language;
};

/* A figure between describing and drawing. */
struct job {
    struct desk desk;
    struct diag said;       /* while it is described, then drawn */
    struct drawing drawing; /* kind NULL: a gap */
    const struct faces *faces;
    struct figure figure;
    struct arena arena; /* of drawing */
    struct diag drawn;
    const struct sheet *sheet;
};

static const struct kind *
find_kind(struct desk *desk, const struct item *item)
{
    const char *names[COUNT(kinds)];
    const char *name = desk_need(desk, item, "kind");

    for (size_t i = 0; i < COUNT(kinds); i++) {
        names[i] = kinds[i]->name;
        if (!strcmp(name, names[i]))
            return kinds[i];
    }
    if (*name)
        desk_unknown(desk, item_find(item, "kind")->place, "kind of figure",
                     name, names, COUNT(kinds));
    return NULL;
}

/* Keys are those of all figures and those of the kind. */
static void
check_figure_keys(struct desk *desk, const struct item *item,
                  const struct schema *schema)
{
    size_t common = COUNT(common_fields), count = common + schema->count;
    struct field *fields = TAKE_ARRAY(desk->arena, count, struct field);
    struct schema both = {schema->what, fields, count, NULL};

    memcpy(fields, common_fields, sizeof common_fields);
    memcpy(fields + common, schema->fields, schema->count * sizeof *fields);
    field_keys(desk, &both, 0, item);
}

/* The titles of the runs and the names of the tables that the figure shows,
 * when the description gives no source of its own. */
static const char *
make_source(const struct desk *desk)
{
    struct text text = text_new(desk->arena);

    for (size_t i = 0; i < desk->run_count; i++) {
        const struct run *run = data_run(desk->data, desk->runs[i]);
        const char *title = run->title && *run->title ? run->title : run->name;
        text_print(&text, "%s%s", i ? "; " : "model of this book, ", title);
    }
    for (size_t i = 0; i < desk->shown_count; i++)
        text_print(&text, "%s%s",
                   i             ? ", "
                   : text.length ? "; data: "
                                 : "data: ",
                   desk->shown[i]);
    return text.at;
}

static struct key
make_key(struct job *job, const struct description *description)
{
    struct desk *desk = &job->desk;
    struct hash *hash = hash_new(desk->arena);

    hash_string(hash, VERSION);
    hash_string(hash, description->name);
    hash_key(hash, description->key);
    hash_key(hash, palette_key(desk->arena, desk->palette));
    hash_key(hash, faces_key(job->faces));
    if (desk->data->language)
        hash_string(hash, desk->data->language);
    for (size_t i = 0; i < desk->run_count; i++) {
        hash_string(hash, desk->runs[i]);
        hash_key(hash, data_run(desk->data, desk->runs[i])->key);
    }
    hash_key(hash, hash_done(desk->hash));
    if (job->drawing.fault)
        hash_string(hash, job->drawing.fault);
    return hash_done(hash);
}

static const char *
find_fault(const struct diag *diag)
{
    for (const struct said *said = diag->first; said; said = said->next)
        if (said->level == ERROR)
            return said->words;
    return NULL;
}

static void
fill_figure(struct job *job, const struct description *description)
{
    struct desk *desk = &job->desk;
    struct figure *figure = &job->figure;

    figure->columns = desk->columns;
    figure->column_count = desk->column_count;
    figure->runs = desk->runs;
    figure->run_count = desk->run_count;
    if (!figure->source)
        figure->source = make_source(desk);
    job->drawing.fault = find_fault(desk->diag);
    figure->key = make_key(job, description);
}

/* The height that suits the figure at another width. */
static double
choose_height(const struct desk *desk, const struct drawing *drawing,
              const struct figure *figure, double width)
{
    const struct kind *kind = drawing->kind;

    return kind && kind->suit && !desk->diag->errors
               ? round(kind->suit(drawing->plan, figure->width, figure->height,
                                  width))
               : figure->height;
}

/* Other sizes that the description names, and that of a phone. */
static void
describe_sizes(struct desk *desk, const struct drawing *drawing,
               const struct item *map, struct figure *figure)
{
    struct figure_size *sizes = TAKE_ARRAY(
        desk->arena, map ? item_count(map) + 1 : 1, struct figure_size);
    size_t count = 0;

    for (const struct item *one = map ? map->first : NULL; one;
         one = one->next) {
        field_fill(desk, &schema_size, 0, one, &sizes[count]);
        sizes[count++].name = one->key;
    }
    if (!item_find(map, "phone")) {
        field_fill(desk, &schema_size, 0, NULL, &sizes[count]);
        sizes[count++].name = "phone";
    }
    for (size_t i = 0; i < count; i++)
        if (isnan(sizes[i].height))
            sizes[i].height =
                choose_height(desk, drawing, figure, sizes[i].width);
    figure->sizes = sizes;
    figure->size_count = count;
}

/* The symbols that readers may move: parameters of the central run. Without
 * them, in a book whose models are not there, nothing is live. */
static void
describe_live(struct desk *desk, const struct item *list, struct figure *figure)
{
    const struct run *run = data_run(desk->data, "central");
    size_t count = run ? run->parameter_count : 0;
    const char **names = TAKE_ARRAY(desk->arena, count, const char *);
    const char **symbols =
        TAKE_ARRAY(desk->arena, item_count(list), const char *);

    for (size_t i = 0; i < count; i++)
        names[i] = run->parameters[i].name;
    for (const struct item *one = count ? list->first : NULL; one;
         one = one->next) {
        const char *name = one->kind == ITEM_TEXT ? one->text : "";
        if (run_parameter(run, name))
            symbols[figure->symbol_count++] = name;
        else
            desk_unknown(desk, one->place, "symbol of the curve", name, names,
                         count);
    }
    figure->symbols = symbols;
}

/* A chart that cannot be drawn again in the page stays as it is; so do, without
 * a word, the pictures of a sequence. */
static void
keep_plan(struct desk *desk, const struct kind *kind, const void *plan,
          struct figure *figure)
{
    bool wanted = figure->symbol_count || kind->sequence;

    if (desk->diag->errors || !wanted)
        return;
    if (kind->keep)
        figure->live = kind->keep(desk, plan);
    if (!figure->live.length && figure->symbol_count)
        diag_say(desk->diag, WARNING, desk->place,
                 "'live' is for a chart of lines, bands, markers and texts in "
                 "one panel over years, its axes with ends and ticks, leaving "
                 "this one as it is");
}

/* Gives the sizes that it names, or NULL. */
static const struct item *
describe_common(struct desk *desk, const struct item *item,
                const struct kind *kind, struct figure *figure)
{
    struct common common = {0};

    field_read(desk, &schema_common, 0, item, &common);
    if (common.live)
        describe_live(desk, common.live, figure);
    figure->title = common.title ? common.title : figure->name;
    figure->alt = common.alt && *common.alt ? common.alt : figure->title;
    figure->source = common.source;
    figure->width = item_find(item, "width") ? common.width
                    : kind                   ? kind->width
                                             : 306;
    figure->height = item_find(item, "height") ? common.height
                     : kind                    ? kind->height
                                               : 190;
    return common.sizes;
}

static void
describe_figure(struct job *job, const struct description *description)
{
    struct desk *desk = &job->desk;
    const struct item *item = description->item;
    struct figure *figure = &job->figure;
    struct drawing *drawing = &job->drawing;

    figure->name = description->name;
    figure->place = desk->place = item->place;
    drawing->palette = desk->palette;
    drawing->language = desk->data->language;
    const struct kind *kind = drawing->kind = find_kind(desk, item);
    const struct item *sizes = describe_common(desk, item, kind, figure);
    if (kind) {
        check_figure_keys(desk, item, kind->schema);
        drawing->plan = kind->plan(desk, item);
        keep_plan(desk, kind, drawing->plan, figure);
    }
    if (!kind || kind->draw)
        describe_sizes(desk, drawing, sizes, figure);
    fill_figure(job, description);
    if (!drawing->fault && kind->sequence)
        kind->sequence(desk, drawing->plan, figure);
}

static const struct sheet *
draw_sheet(const struct drawing *drawing, struct arena *arena,
           struct diag *diag, struct shaper *shaper, struct place place,
           double width, double height)
{
    struct sheet *sheet = sheet_new(arena, width, height);
    struct canvas canvas = {arena, diag,  shaper,           drawing->palette,
                            sheet, place, drawing->language};

    if (drawing->fault)
        gap_draw(&canvas, drawing->fault);
    else
        drawing->kind->draw(&canvas, drawing->plan);
    return sheet;
}

static const struct sheet *
draw_at_size(const struct figure *figure, struct arena *arena,
             struct shaper *shaper, double width, double height)
{
    struct diag *unheard = TAKE(arena, struct diag);

    unheard->arena = arena;
    return draw_sheet(figure->context, arena, unheard, shaper, figure->place,
                      width, height);
}

static void
work_job(void *context, int number)
{
    struct job *job = (struct job *)context + number;
    const struct figure *figure = &job->figure;

    job->drawn.arena = &job->arena;
    if (!job->drawing.fault && !job->drawing.kind->draw)
        return;
    struct shaper *shaper = shaper_new(&job->arena, job->faces);
    job->sheet = draw_sheet(&job->drawing, &job->arena, &job->drawn, shaper,
                            figure->place, figure->width, figure->height);
    shaper_close(shaper);
}

/* It can be drawn again for as long as the arena lives. */
static void
keep_drawing(struct job *job, struct arena *arena)
{
    struct drawing *drawing = TAKE(arena, struct drawing);

    *drawing = job->drawing;
    job->figure.context = drawing;
    job->figure.at_size = draw_at_size;
}

/* Said and drawn things move to the caller's arena. */
static void
finish_job(struct job *job, struct arena *arena, struct diag *diag)
{
    diag_merge(diag, &job->said);
    diag_merge(diag, &job->drawn);
    job->figure.sheet = job->sheet;
    if (job->sheet)
        keep_drawing(job, arena);
    arena_join(arena, &job->arena);
}

struct figures *
draw_figures(struct arena *arena, struct diag *diag, const struct tree *tree,
             const struct data *data, const struct faces *faces,
             const struct palette *palette, int threads)
{
    size_t count = tree->figure_count;
    struct job *jobs = TAKE_ARRAY(arena, count, struct job);
    struct figure *all = TAKE_ARRAY(arena, count, struct figure);
    struct figures *figures = TAKE(arena, struct figures);

    for (size_t i = 0; i < count; i++) {
        jobs[i].said.arena = arena;
        jobs[i].faces = faces;
        jobs[i].desk = (struct desk){.arena = arena,
                                     .diag = &jobs[i].said,
                                     .data = data,
                                     .palette = palette,
                                     .tables = tree->tables,
                                     .hash = hash_new(arena)};
        describe_figure(&jobs[i], &tree->figures[i]);
    }
    pool_run(threads, (int)count, work_job, jobs);
    for (size_t i = 0; i < count; i++) {
        finish_job(&jobs[i], arena, diag);
        all[i] = jobs[i].figure;
    }
    figures->at = all;
    figures->count = count;
    return figures;
}

void
draw_help(struct text *out)
{
    const struct schema *const schemas[] = {
        &schema_common, &schema_size,   kind_chart.schema, &schema_axis,
        &schema_second, &schema_column, &schema_layer,     &schema_value,
        &schema_panel,  &schema_inset};

    text_add(out, "A figure is described in figures/NAME.yaml. A number may "
                  "also be a path such\nas central.agi, or {event: agi, run: "
                  "central}; words may hold {{ values }}.\n\n");
    for (size_t i = 0; i < COUNT(schemas); i++)
        field_help(out, schemas[i]);
    diagram_help(out);
    spiral_help(out);
}
