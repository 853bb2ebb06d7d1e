/* draw.c: the door of drawing. Descriptions are read one after the other, so
 * that what is wrong is said in their order; the sheets are drawn on all
 * threads, each job in an arena of its own, and copied out in order. So the
 * figures are the same however many threads there are. */
#include "inside.h"

#include <string.h>

/* Goes up when a kind comes to draw the same description differently. */
#define VERSION "draw 1"

static const struct kind *const kinds[] = {&kind_lines, &kind_stacked,
                                           &kind_diagram, &kind_spiral};

static const char *const common_keys[] = {"kind",   "title", "alt",
                                          "source", "width", "height"};

/* A figure between describing and drawing. */
struct job {
    struct desk desk;
    struct diag said;        /* while it is described, then drawn */
    const struct kind *kind; /* NULL: a gap */
    const void *plan;
    const char *fault; /* or NULL */
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

static void
check_figure_keys(struct desk *desk, const struct item *item,
                  const struct kind *kind)
{
    size_t count = COUNT(common_keys) + kind->key_count;
    const char **keys = TAKE_ARRAY(desk->arena, count, const char *);

    memcpy(keys, common_keys, sizeof common_keys);
    memcpy(keys + COUNT(common_keys), kind->keys,
           kind->key_count * sizeof *keys);
    desk_keys(desk, item,
              arena_print(desk->arena, "a figure of kind '%s'", kind->name),
              keys, count);
}

/* The titles of the runs that the figure shows, when the description gives no
 * source of its own. */
static const char *
make_source(const struct desk *desk)
{
    struct text text = text_new(desk->arena);

    for (size_t i = 0; i < desk->run_count; i++) {
        const struct run *run = data_run(desk->data, desk->runs[i]);
        const char *title = run->title && *run->title ? run->title : run->name;
        text_print(&text, "%s%s", i ? "; " : "Model of this book: ", title);
    }
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
    for (size_t i = 0; i < desk->run_count; i++) {
        hash_string(hash, desk->runs[i]);
        hash_key(hash, data_run(desk->data, desk->runs[i])->key);
    }
    if (job->fault)
        hash_string(hash, job->fault);
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
    job->fault = find_fault(desk->diag);
    figure->key = make_key(job, description);
}

static void
describe_figure(struct job *job, const struct description *description)
{
    struct desk *desk = &job->desk;
    const struct item *item = description->item;
    struct figure *figure = &job->figure;

    figure->name = description->name;
    figure->place = desk->place = item->place;
    job->kind = find_kind(desk, item);
    figure->title = desk_text(desk, item, "title", description->name);
    figure->alt = desk_text(desk, item, "alt", "");
    if (!*figure->alt) {
        diag_say(desk->diag, WARNING, item->place,
                 "no 'alt', those who cannot see the figure get its title");
        figure->alt = figure->title;
    }
    figure->source = desk_text(desk, item, "source", NULL);
    figure->width = desk_within(desk, item, "width",
                                job->kind ? job->kind->width : 306, 50, 2000);
    figure->height = desk_within(desk, item, "height",
                                 job->kind ? job->kind->height : 190, 50, 2000);
    if (job->kind) {
        check_figure_keys(desk, item, job->kind);
        job->plan = job->kind->plan(desk, item);
    }
    fill_figure(job, description);
    if (!job->fault && job->kind->sequence)
        job->kind->sequence(desk, job->plan, figure);
}

static void
draw_job(struct job *job)
{
    struct shaper *shaper = shaper_new(&job->arena, job->faces);
    struct sheet *sheet =
        sheet_new(&job->arena, job->figure.width, job->figure.height);
    struct canvas canvas = {&job->arena,       &job->drawn, shaper,
                            job->desk.palette, sheet,       job->figure.place};

    if (job->fault)
        gap_draw(&canvas, job->fault);
    else
        job->kind->draw(&canvas, job->plan);
    job->sheet = sheet;
    shaper_close(shaper);
}

static void
work_job(void *context, int number)
{
    struct job *job = (struct job *)context + number;

    job->drawn.arena = &job->arena;
    if (job->fault || job->kind->draw)
        draw_job(job);
}

/* Said and drawn things move to the caller's arena. */
static void
finish_job(struct job *job, struct arena *arena, struct diag *diag)
{
    diag_merge(diag, &job->said);
    diag_merge(diag, &job->drawn);
    job->figure.sheet = job->sheet;
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
                                     .palette = palette};
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
