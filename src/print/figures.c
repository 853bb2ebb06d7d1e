/* figures.c: the files that drawings become: a figure in five forms. Every
 * file is work of its own, found in the cache where nothing that it is made
 * from has changed. A job has its own arena and diag; what the jobs said is
 * merged in their order. */
#include "figures.h"

#include <math.h>
#include <string.h>

/* A counter for all that is made with these methods: a key with another one is
 * another key. */
#define METHOD "figures 4"

#define PICTURE_WIDTH 1600 /* pixels of a figure's PNG */
#define PICTURE_MOST 6400  /* pixels that it may be high */

static const char *const endings[] = {".svg", ".svg", ".csv", ".png",
                                      ".pdf", ".csv", ".json"};
/* What a form is called in the cache. */
static const char *const form_names[] = {".svg", "page.svg", "page.csv", ".png",
                                         ".pdf", ".csv",     ".json"};

const struct figure_size *
figure_narrow(const struct figure *figure)
{
    const struct figure_size *size = figure_size(figure, "phone");
    const struct sheet *sheet = figure->sheet;

    return size && sheet &&
                   size->width * sheet->height < sheet->width * size->height
               ? size
               : NULL;
}

struct key
shop_key(struct arena *arena, const struct shop *shop, struct key key,
         const char *form)
{
    struct hash *hash = hash_new(arena);

    hash_string(hash, METHOD);
    hash_string(hash, OCTAVO_VERSION);
    hash_string(hash, form);
    hash_key(hash, key);
    hash_key(hash, faces_key(shop->edition->faces));
    for (int i = 0; i < 3; i++)
        hash_real(hash, shop->paper[i]);
    return hash_done(hash);
}

static struct raster
new_raster(struct arena *arena, int width, int height)
{
    struct raster raster = {width < 1 ? 1 : width, height < 1 ? 1 : height,
                            NULL};

    raster.at = TAKE_ARRAY(arena, (size_t)raster.width * (size_t)raster.height,
                           uint32_t);
    return raster;
}

static struct bytes
make_png(struct arena *arena, const struct shop *shop,
         const struct figure *figure, const struct notes *notes,
         const struct pictures *pictures)
{
    const struct sheet *sheet = figure->sheet;
    double scale = PICTURE_WIDTH / sheet->width;
    struct bytes none = {0};

    if (sheet->height * scale > PICTURE_MOST)
        scale = PICTURE_MOST / sheet->height;
    int width = (int)ceil(sheet->width * scale - 1e-6);
    int height = (int)ceil(sheet->height * scale - 1e-6);
    struct raster raster = new_raster(arena, width, height);
    bool drawn = sheet_raster(arena, shop->edition->faces, pictures, sheet,
                              shop->paper, scale, &raster);
    return drawn ? png_encode(arena, &raster, notes) : none;
}

/* A book of one page: the figure. */
static struct bytes
make_pdf(struct job *job, const struct shop *shop)
{
    const struct figure *figure = job->figure;
    const struct tree *tree = shop->edition->tree;
    struct sheet *sheet =
        sheet_new(&job->arena, figure->sheet->width, figure->sheet->height);
    struct page page = {sheet, "", "1"};
    /* An element, so that a reader does not take it for decoration. */
    struct element elements[] = {
        {.role = ROLE_ARTIFACT},
        {.role = ROLE_DOCUMENT},
        {.role = ROLE_FIGURE, .parent = 1, .alt = figure->alt},
    };
    struct book book = {
        .arena = &job->arena,
        .width = sheet->width,
        .height = sheet->height,
        .title = figure->title ? figure->title : figure->name,
        .subject = figure->alt,
        .language = tree ? tree->language : NULL,
        .date = tree ? tree->date : NULL,
        .pages = &page,
        .page_count = 1,
        .elements = elements,
        .element_count = COUNT(elements),
    };

    sheet->element = 2;
    sheet_place(sheet, 0, 0, figure->sheet, 1)->alt = figure->alt;
    struct parcel *parcel = parcel_open(&job->arena, &job->diag, NULL);
    if (!book_pdf(&job->arena, &job->diag, shop->edition, &book, parcel, 1))
        return (struct bytes){0};
    return parcel_bytes(parcel);
}

/* For a phone, or NULL. */
static const struct sheet *
draw_narrow(struct job *job, const struct shop *shop)
{
    const struct figure *figure = job->figure;
    const struct figure_size *size = figure_narrow(figure);

    if (!size)
        return NULL;
    struct shaper *shaper = shaper_new(&job->arena, shop->edition->faces);
    const struct sheet *sheet =
        figure->at_size(figure, &job->arena, shaper, size->width, size->height);
    shaper_close(shaper);
    return sheet;
}

static struct bytes
make_svg(struct job *job, const struct shop *shop, const struct sheet *narrow,
         const struct pictures *pictures)
{
    const struct edition *edition = shop->edition;
    const struct sheet *sheet = job->figure->sheet;
    struct notes notes = figure_notes(job->figure, edition->tree);

    if (job->form == FORM_SVG)
        return sheet_svg(&job->arena, edition->faces, pictures, sheet,
                         job->figure->name, &notes);
    return sheet_svg_page(&job->arena, edition->faces, pictures, sheet, narrow,
                          edition->palette ? ink_find(edition->palette, "paper")
                                           : NULL);
}

static struct bytes
make_drawing(struct job *job, const struct shop *shop)
{
    const struct figure *figure = job->figure;
    const struct tree *tree = shop->edition->tree;
    struct notes notes = figure_notes(figure, tree);
    struct pictures pictures = {0};
    struct bytes bytes = {0};

    /* The PDF reads its own. */
    if (job->form == FORM_PDF)
        return make_pdf(job, shop);
    const struct sheet *narrow =
        job->form == FORM_PAGE ? draw_narrow(job, shop) : NULL;
    pictures_add(&job->arena, &pictures, figure->sheet);
    if (narrow)
        pictures_add(&job->arena, &pictures, narrow);
    pictures_read(&job->diag, &pictures, tree ? tree->folder : NULL,
                  shop->edition->cache, PICTURE_PIXELS, 1);
    if (job->form == FORM_PNG)
        bytes = make_png(&job->arena, shop, figure, &notes, &pictures);
    else
        bytes = make_svg(job, shop, narrow, &pictures);
    pictures_close(&pictures);
    return bytes;
}

static struct bytes
make_file(struct job *job, const struct shop *shop)
{
    if (job->form == FORM_CSV)
        return figure_csv(&job->arena, job->figure);
    if (job->form == FORM_TABLE)
        return figure_csv_page(&job->arena, job->figure);
    if (job->form == FORM_JSON)
        return figure_json(&job->arena, job->figure, shop->edition->data,
                           shop->edition->palette);
    return make_drawing(job, shop);
}

/* What only the words of a run say: where its parameters come from. */
static struct key
hash_sources(struct job *job, const struct data *data)
{
    const struct figure *figure = job->figure;
    struct hash *hash = hash_new(&job->arena);

    for (size_t i = 0; i < figure->run_count && data; i++) {
        const struct run *run = data_run(data, figure->runs[i]);
        for (size_t k = 0; run && k < run->parameter_count; k++) {
            const struct parameter *parameter = &run->parameters[k];
            hash_string(hash, parameter->source ? parameter->source : "");
            hash_string(hash, parameter->mark ? parameter->mark : "");
            hash_string(hash, parameter->label ? parameter->label : "");
            hash_string(hash, parameter->unit ? parameter->unit : "");
        }
        for (size_t k = 0; run && k < run->series_count; k++)
            hash_string(hash, run->series[k].label ? run->series[k].label : "");
    }
    hash_key(hash, figure->key);
    return hash_done(hash);
}

/* What the book says of the figures in it goes into all pictures. */
static struct key
hash_notes(struct job *job, const struct tree *tree)
{
    struct notes notes = figure_notes(job->figure, tree);
    struct hash *hash = hash_new(&job->arena);

    hash_key(hash, job->figure->key);
    hash_key(hash, notes_key(&job->arena, &notes));
    return hash_done(hash);
}

/* From the cache, or made and, if nothing had to be said, kept. */
static struct bytes
find_file(struct job *job, const struct shop *shop)
{
    const struct cache *cache = shop->edition->cache;
    struct key work = job->form == FORM_JSON
                          ? hash_sources(job, shop->edition->data)
                          : hash_notes(job, shop->edition->tree);
    struct key key = shop_key(&job->arena, shop, work, form_names[job->form]);
    struct bytes bytes = {0};

    if (cache)
        bytes = cache_find(cache, &job->arena, key);
    if (bytes.at)
        return bytes;
    bytes = make_file(job, shop);
    if (cache && bytes.at && !job->diag.first)
        cache_keep(cache, key, bytes);
    return bytes;
}

static bool
is_for_page(enum form form)
{
    return form == FORM_PAGE || form == FORM_TABLE;
}

static void
write_figure(struct job *job, const struct shop *shop)
{
    struct bytes bytes = find_file(job, shop);
    const char *path =
        arena_print(&job->arena, "%s/%s/%s%s", shop->edition->out,
                    is_for_page(job->form) ? "html/figures" : "figures",
                    job->figure->name, endings[job->form]);

    job->failed = true;
    if (bytes.at)
        job->failed = !file_write(&job->diag, path, bytes);
    else if (!job->diag.errors)
        diag_say(&job->diag, ERROR, job->figure->place,
                 "cannot draw figure '%s%s', leaving the old file",
                 job->figure->name, endings[job->form]);
}

static void
run_job(void *context, int number)
{
    struct shop *shop = context;
    const struct edition *edition = shop->edition;
    struct job *job = &shop->jobs[number];

    job->diag.arena = &job->words;
    if (job->form == FORM_FRAMES)
        frames_write(job, shop);
    else
        write_figure(job, shop);
    arena_close(&job->arena);
    int done = atomic_fetch_add(&shop->done, 1) + 1;
    if (edition->progress)
        edition->progress(edition->progress_to, "figures", done,
                          (int)shop->job_count);
}

static void
add_job(struct arena *arena, struct shop *shop, struct job job)
{
    GROW(arena, shop->jobs, shop->job_count, shop->job_room);
    shop->jobs[shop->job_count++] = job;
}

static void
add_figure_jobs(struct arena *arena, struct shop *shop,
                const struct figure *figure)
{
    for (int form = 0; form < FORM_FRAMES; form++) {
        bool numbers =
            form == FORM_CSV || form == FORM_JSON || form == FORM_TABLE;
        if (is_for_page((enum form)form) && !shop->edition->frames)
            continue;
        if (numbers ? figure->column_count > 0 : figure->sheet != NULL)
            add_job(arena, shop,
                    (struct job){.figure = figure, .form = (enum form)form});
    }
}

static void
add_part_jobs(struct arena *arena, struct shop *shop,
              const struct figure *figure)
{
    for (int part = 1; part <= figure->parts; part++) {
        struct job job = {.figure = figure, .form = FORM_FRAMES, .part = part};
        add_job(arena, shop, job);
    }
}

static bool
is_named(const struct figure *figure, const char *const *names)
{
    if (!names)
        return true;
    for (; *names; names++)
        if (!strcmp(figure->name, *names))
            return true;
    return false;
}

/* False if one of the names is of no figure. */
static bool
check_names(struct arena *arena, struct diag *diag,
            const struct figures *figures, const char *const *names)
{
    const char **known = TAKE_ARRAY(arena, figures->count, const char *);
    bool sound = true;

    for (size_t i = 0; i < figures->count; i++)
        known[i] = figures->at[i].name;
    for (; names && *names; names++) {
        if (figure_find(figures, *names))
            continue;
        diag_say(diag, ERROR, (struct place){0}, "no figure named '%s'%s",
                 *names, diag_hint(diag, *names, known, figures->count));
        sound = false;
    }
    return sound;
}

static void
choose_paper(struct shop *shop)
{
    const struct palette *palette = shop->edition->palette;
    const struct ink *paper = palette ? ink_find(palette, "paper") : NULL;

    for (int i = 0; i < 3; i++)
        shop->paper[i] = paper ? paper->rgb[i] : 1;
}

/* Parts take longest, so they come first. */
static void
add_jobs(struct arena *arena, struct shop *shop, const char *const *names,
         bool films)
{
    const struct figures *figures = shop->edition->figures;

    for (size_t i = 0; i < figures->count && films; i++)
        if (is_named(&figures->at[i], names))
            add_part_jobs(arena, shop, &figures->at[i]);
    for (size_t i = 0; i < figures->count; i++)
        if (is_named(&figures->at[i], names))
            add_figure_jobs(arena, shop, &figures->at[i]);
}

bool
print_figures(struct arena *arena, struct diag *diag,
              const struct edition *edition, const char *const *names)
{
    struct shop shop = {.edition = edition};
    bool known = check_names(arena, diag, edition->figures, names);
    bool films = films_sound(arena, diag, edition->figures);
    bool done = known && films;

    choose_paper(&shop);
    add_jobs(arena, &shop, names, films);
    pool_run(edition->threads, (int)shop.job_count, run_job, &shop);
    for (size_t i = 0; i < shop.job_count; i++) {
        diag_merge(diag, &shop.jobs[i].diag);
        done = done && !shop.jobs[i].failed;
        arena_close(&shop.jobs[i].words);
    }
    return done;
}
