/* diff.c: two folders of figures compared, figure by figure, on all cores. A
 * figure is all files of one name: its picture, its numbers, what is said of
 * them. What one would get wrong: files with the same bytes are never looked
 * into, so the usual case, nothing changed, costs only the reading. A file
 * that is damaged makes its figure a changed one, with the reason. */
#include "diff.h"

#include <stdlib.h>
#include <string.h>

#define LARGEST_FILE ((size_t)128 << 20)
#define LARGEST_JSON ((size_t)8 << 20)
#define MOST_CANVAS ((size_t)16 << 20) /* pixels of both pictures together */
#define MOST_FIGURES 100000

const char *const verdict_names[VERDICTS] = {"unchanged", "changed", "new",
                                             "gone"};
const char *const kept_endings[KEPT_FORMS] = {"png", "svg", "csv", "json"};

/* One figure on its way. What stays of it is in arena, the rest in scratch. */
struct job {
    const struct diff_request *request;
    struct figure_diff *figure;
    struct arena arena, scratch;
    struct diag diag;
    struct bytes files[KEPT_FORMS][SIDES];
    const char *paths[KEPT_FORMS][SIDES];
    bool unread[KEPT_FORMS][SIDES]; /* it is there, but could not be read */
    bool failed;                    /* something could not be written */
};

static const char *
name_side(enum side side)
{
    return side == OLD ? "old" : "new";
}

static void
add_reason(struct job *job, const char *words)
{
    struct reason *reason = TAKE(&job->arena, struct reason);

    reason->words = words;
    *job->figure->last_reason = reason;
    job->figure->last_reason = &reason->next;
}

/* Said to the user and kept with the figure. */
static void
complain(struct job *job, enum kept_form form, enum side side,
         const char *fault)
{
    diag_say(&job->diag, ERROR, (struct place){job->paths[form][side], 0, 0},
             "%s, this file is not compared", fault);
    add_reason(job, arena_print(&job->arena, "the %s %s cannot be compared: %s",
                                name_side(side), kept_endings[form], fault));
}

/* Pictures. */

static size_t
take_be32(const char *at)
{
    size_t value = 0;

    for (int i = 0; i < 4; i++)
        value = value << 8 | (unsigned char)at[i];
    return value;
}

/* From the header, before anything is unpacked. */
static bool
fits_canvas(const struct bytes *files)
{
    size_t width = 0, height = 0;

    for (int side = 0; side < SIDES; side++) {
        if (files[side].length < 24)
            continue;
        size_t wide = take_be32(files[side].at + 16);
        size_t high = take_be32(files[side].at + 20);
        width = wide > width ? wide : width;
        height = high > height ? high : height;
    }
    return !height || width <= MOST_CANVAS / height;
}

static void
write_file(struct job *job, const char *ending, struct bytes bytes)
{
    const char *path =
        arena_print(&job->scratch, "%s/pictures/%s-%s.png", job->request->out,
                    job->figure->name, ending);

    if (!bytes.at || !file_write(&job->diag, path, bytes))
        job->failed = true;
}

/* at == NULL when there is none or it is damaged, which has been said. */
static struct pixels
decode_side(struct job *job, enum side side)
{
    struct bytes file = job->files[KEPT_PNG][side];
    struct diag heard = {.arena = &job->scratch};
    struct pixels pixels = {0};

    if (!file.at)
        return pixels;
    pixels =
        png_decode(&job->scratch, &heard, (struct place){0}, "picture", file);
    if (!pixels.at)
        complain(job, KEPT_PNG, side, "it is no sound PNG");
    return pixels;
}

static void
show_side(struct job *job, enum side side)
{
    write_file(job, name_side(side), job->files[KEPT_PNG][side]);
    job->figure->shown[side] = true;
}

static void
write_proof(struct job *job, const struct picture_proof *proof)
{
    write_file(job, "difference",
               png_encode(&job->scratch, &proof->heat, NULL));
    write_file(job, "beside", png_encode(&job->scratch, &proof->beside, NULL));
    job->figure->proved = true;
}

/* Both pictures are sound. */
static void
compare_sound(struct job *job, const struct pixels *sides)
{
    struct figure_diff *figure = job->figure;
    struct picture_proof proof;

    figure->frames = frames_compare(&job->scratch, job->files[KEPT_PNG]);
    bool differs =
        pictures_compare(&job->scratch, sides, &figure->picture, &proof);
    figure->differs[KEPT_PNG] =
        differs || figure->frames.changed ||
        figure->frames.count[OLD] != figure->frames.count[NEW];
    if (differs)
        write_proof(job, &proof);
}

static void
compare_pictures(struct job *job)
{
    struct figure_diff *figure = job->figure;
    struct pixels sides[SIDES];

    if (!fits_canvas(job->files[KEPT_PNG])) {
        diag_say(&job->diag, ERROR,
                 (struct place){job->paths[KEPT_PNG][NEW], 0, 0},
                 "there are too many pixels, the pictures are not compared");
        add_reason(job, "the pictures have too many pixels to be compared");
        return;
    }
    for (int side = 0; side < SIDES; side++)
        sides[side] = decode_side(job, (enum side)side);
    if (sides[OLD].at && sides[NEW].at)
        compare_sound(job, sides);
    for (int side = 0; side < SIDES && figure->differs[KEPT_PNG]; side++)
        if (sides[side].at)
            show_side(job, (enum side)side);
}

/* Numbers and facts. */

static void
compare_tables(struct job *job)
{
    enum side faulty;
    struct figure_diff *figure = job->figure;
    const char *fault = tables_compare(&job->arena, job->files[KEPT_CSV],
                                       &figure->table, &faulty);

    if (fault)
        complain(job, KEPT_CSV, faulty, fault);
    else if (!figure->table.columns && tables_align(&figure->table))
        add_reason(job, "the csv has the same numbers, written otherwise");
}

/* NULL when it is damaged, which has been said. */
static const struct item *
read_facts(struct job *job, enum side side)
{
    struct diag heard = {.arena = &job->scratch};
    struct bytes file = job->files[KEPT_JSON][side];
    const struct item *item = NULL;

    if (file.length > LARGEST_JSON) {
        complain(job, KEPT_JSON, side, "it is too large");
        return NULL;
    }
    item = job->request->read(&job->scratch, &heard,
                              job->paths[KEPT_JSON][side], file);
    if (item && item->kind == ITEM_MAP && item->first && !heard.errors)
        return item;
    complain(job, KEPT_JSON, side, "it is no sound JSON");
    return NULL;
}

static void
take_title(struct job *job, const struct item *item)
{
    const struct item *title = item_find(item, "title");

    if (title && title->kind == ITEM_TEXT)
        job->figure->title = arena_string(&job->arena, title->text);
}

static void
compare_facts(struct job *job)
{
    struct figure_diff *figure = job->figure;
    const struct item *sides[SIDES];
    const char *fault = NULL;

    for (int side = 0; side < SIDES; side++)
        sides[side] = read_facts(job, (enum side)side);
    if (!sides[OLD] || !sides[NEW])
        return;
    take_title(job, sides[NEW]);
    figure->facts =
        facts_compare(&job->arena, sides, &figure->facts_left_out, &fault);
    figure->differs[KEPT_JSON] = figure->facts != NULL;
    if (fault)
        complain(job, KEPT_JSON, NEW, fault);
}

/* One figure. */

static void
read_files(struct job *job, enum side side)
{
    const char *folder = side == OLD ? job->request->old : job->request->new;

    for (int form = 0; form < KEPT_FORMS; form++) {
        struct diag heard = {.arena = &job->scratch};
        const char *path = arena_print(&job->arena, "%s/%s.%s", folder,
                                       job->figure->name, kept_endings[form]);
        job->paths[form][side] = path;
        if (!file_exists(path))
            continue;
        job->files[form][side] = file_read(
            &job->scratch, &heard, (struct place){0}, path, LARGEST_FILE);
        if (job->files[form][side].at)
            continue;
        job->unread[form][side] = true;
        complain(job, (enum kept_form)form, side,
                 "it cannot be read, or is too large");
    }
}

/* The part of an SVG before its metadata, or after them: these carry the date
 * of the book and the version of the program, as a PDF does. */
static struct bytes
cut_metadata(struct bytes svg, bool after)
{
    const char *begin = strstr(svg.at, "<metadata");
    const char *end = begin ? strstr(begin, "</metadata>") : NULL;

    if (!end)
        return after ? (struct bytes){"", 0} : svg;
    if (!after)
        return (struct bytes){svg.at, (size_t)(begin - svg.at)};
    return (struct bytes){end, svg.length - (size_t)(end - svg.at)};
}

static bool
is_same(struct bytes one, struct bytes other)
{
    return one.length == other.length && !memcmp(one.at, other.at, one.length);
}

static bool
draws_the_same(struct bytes one, struct bytes other)
{
    return is_same(cut_metadata(one, false), cut_metadata(other, false)) &&
           is_same(cut_metadata(one, true), cut_metadata(other, true));
}

/* A file that is there on one side only. */
static void
report_lone(struct job *job, enum kept_form form)
{
    bool added = job->files[form][NEW].at != NULL;

    job->figure->differs[form] = true;
    add_reason(job, arena_print(&job->arena, "the %s is %s", kept_endings[form],
                                added ? "new" : "gone"));
    if (form == KEPT_PNG)
        compare_pictures(job);
}

static void
compare_form(struct job *job, enum kept_form form)
{
    const struct bytes *sides = job->files[form];

    if (job->unread[form][OLD] || job->unread[form][NEW] ||
        (!sides[OLD].at && !sides[NEW].at))
        return;
    if (!sides[OLD].at || !sides[NEW].at) {
        report_lone(job, form);
        return;
    }
    if (is_same(sides[OLD], sides[NEW]))
        return;
    if (form == KEPT_PNG) {
        compare_pictures(job);
    } else if (form == KEPT_SVG) {
        job->figure->differs[form] = !draws_the_same(sides[OLD], sides[NEW]);
    } else if (form == KEPT_CSV) {
        job->figure->differs[form] = true;
        compare_tables(job);
    } else {
        compare_facts(job);
    }
}

static bool
is_there(const struct job *job, enum side side)
{
    for (int form = 0; form < KEPT_FORMS; form++)
        if (job->files[form][side].at || job->unread[form][side])
            return true;
    return false;
}

/* Only one side has the figure: its picture is shown. */
static void
show_lone(struct job *job, enum side side)
{
    if (!job->files[KEPT_PNG][side].at || !fits_canvas(job->files[KEPT_PNG]))
        return;
    if (decode_side(job, side).at)
        show_side(job, side);
}

static void
compare_figure(void *context, int number)
{
    struct job *job = (struct job *)context + number;
    struct figure_diff *figure = job->figure;

    job->diag.arena = &job->arena;
    figure->last_reason = &figure->reasons;
    read_files(job, OLD);
    read_files(job, NEW);
    if (!is_there(job, OLD) || !is_there(job, NEW)) {
        figure->verdict = is_there(job, NEW) ? FIGURE_NEW : FIGURE_GONE;
        show_lone(job, figure->verdict == FIGURE_NEW ? NEW : OLD);
    } else {
        for (int form = 0; form < KEPT_FORMS; form++) {
            compare_form(job, (enum kept_form)form);
            if (figure->differs[form])
                figure->verdict = FIGURE_CHANGED;
        }
        if (figure->reasons)
            figure->verdict = FIGURE_CHANGED;
    }
    arena_close(&job->scratch);
}

/* All figures. */

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t
add_names(struct arena *arena, const char *folder, const char ***names,
          size_t count, size_t *room)
{
    for (int form = 0; form < KEPT_FORMS; form++) {
        const char *ending = arena_print(arena, ".%s", kept_endings[form]);
        const char **files = folder_list(arena, folder, ending);
        for (; *files; files++) {
            size_t length = strlen(*files) - strlen(ending);
            if (!length)
                continue;
            GROW(arena, *names, count, *room);
            (*names)[count++] = arena_copy(arena, *files, length);
        }
    }
    return count;
}

/* Each name once, sorted by bytes; a NULL ends them. */
static size_t
find_names(struct arena *arena, const struct diff_request *request,
           const char ***names)
{
    size_t room = 0, kept = 0;
    size_t count = add_names(arena, request->old, names, 0, &room);

    count = add_names(arena, request->new, names, count, &room);
    if (count)
        qsort(*names, count, sizeof **names, compare_names);
    for (size_t i = 0; i < count; i++)
        if (!kept || strcmp((*names)[kept - 1], (*names)[i]))
            (*names)[kept++] = (*names)[i];
    return kept;
}

/* A file's name may hold any bytes. */
static const char *
make_words(struct arena *arena, const char *name)
{
    struct text text = text_new(arena);
    const char *end = name + strlen(name);

    while (name < end) {
        uint32_t c = utf8_next(&name, end);
        text_utf8(&text, c < 0x20 || c == 0x7f ? 0xfffd : c);
    }
    return text.at;
}

static bool
run_jobs(struct arena *arena, struct diag *diag,
         const struct diff_request *request, struct figure_diffs *figures)
{
    struct job *jobs = TAKE_ARRAY(arena, figures->count, struct job);
    bool done = true;

    for (size_t i = 0; i < figures->count; i++) {
        jobs[i].request = request;
        jobs[i].figure = &figures->at[i];
    }
    pool_run(request->threads, (int)figures->count, compare_figure, jobs);
    for (size_t i = 0; i < figures->count; i++) {
        diag_merge(diag, &jobs[i].diag);
        done = done && !jobs[i].failed;
        arena_join(arena, &jobs[i].arena);
    }
    return done;
}

static bool
write_out(struct diag *diag, const struct diff_request *request,
          const char *name, struct bytes bytes)
{
    return bytes.at &&
           file_write(diag, path_join(diag->arena, request->out, name), bytes);
}

bool
print_diff(struct arena *arena, struct diag *diag,
           const struct diff_request *request, struct diff_result *result)
{
    const char **names = NULL;
    struct figure_diffs figures = {.count = find_names(arena, request, &names)};

    if (figures.count > MOST_FIGURES) {
        diag_say(diag, ERROR, (struct place){0},
                 "there are more than %d figures, nothing is compared",
                 MOST_FIGURES);
        return false;
    }
    figures.at = TAKE_ARRAY(arena, figures.count, struct figure_diff);
    for (size_t i = 0; i < figures.count; i++) {
        figures.at[i].name = names[i];
        figures.at[i].words = make_words(arena, names[i]);
    }
    bool done = run_jobs(arena, diag, request, &figures);
    for (size_t i = 0; i < figures.count; i++)
        result->counts[figures.at[i].verdict]++;
    result->json = diff_json(arena, request, &figures);
    result->words = diff_words(arena, &figures);
    done = done && write_out(diag, request, "index.html",
                             diff_page(arena, diag, request, &figures));
    return write_out(diag, request, "diff.json", result->json) && done;
}
