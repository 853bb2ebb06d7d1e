/* build.c: the commands that take a book: build, check and figures. The five
 * verbs stand in make_figures, run_verbs and print_all, in order. */
#define _POSIX_C_SOURCE 200809L
#include "command.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "draw/draw.h"
#include "manifest.h"
#include "print/print.h"
#include "read/read.h"
#include "set/set.h"
#include "solve/solve.h"

#define KEPT_DAYS 30
/* Bytes that are worth giving back. */
#define WORTH_TRIMMING ((size_t)40 << 20)

/* A book on its way through the press. */
struct work {
    struct arena *arena;
    struct diag diag;
    const struct options *options;
    const char *folder, *out, *looks;
    struct faces *faces;
    struct tree *tree;
    struct data *data;
    const struct palette *palette;
    struct figures *figures;
    struct book *book;
    struct cache cache;
    struct manifest now;
    double started; /* [s] */
};

static double
read_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* The exit status if it is not to go on: a folder that is no book is left as
 * it is. */
static int
start_work(struct work *work, struct options *options, const char *folder)
{
    *work = (struct work){.arena = options->arena,
                          .diag = {.arena = options->arena},
                          .options = options,
                          .folder = folder,
                          .out = path_join(options->arena, folder, "out"),
                          .looks = find_looks(options->arena),
                          .started = read_clock()};
    if (!work->looks)
        return FAILED;
    if (!check_book(&work->diag, folder))
        return FAULTY;
    work->faces = faces_open(work->arena, &work->diag, folder);
    return work->faces ? DONE : FAILED;
}

static int
finish_work(struct work *work, int status)
{
    bool json = work->options->format && !strcmp(work->options->format, "json");

    diag_print(&work->diag, stderr, json);
    if (work->faces)
        faces_close(work->faces);
    return status ? status : work->diag.errors > 0;
}

/* Few books have formulas, whose face is large. */
static void
open_maths(struct work *work)
{
    for (size_t i = 0; i < work->tree->landmark_count; i++) {
        const struct node *node = work->tree->landmarks[i];
        if ((node->kind == NODE_MATHS || node->kind == NODE_DISPLAY) &&
            node->maths) {
            faces_open_maths(work->arena, &work->diag, work->faces,
                             work->folder);
            return;
        }
    }
}

/* Read, solve, draw. False when there is no book to speak of. */
static bool
make_figures(struct work *work)
{
    struct arena *arena = work->arena;
    struct diag *diag = &work->diag;

    work->tree = read_content(arena, diag, work->folder, work->looks,
                              work->options->threads);
    if (!work->tree)
        return false;
    open_maths(work);
    work->data = solve_models(arena, diag, work->tree, &work->cache, 0,
                              work->options->threads);
    work->palette = draw_palette(arena, diag, work->tree);
    work->figures =
        draw_figures(arena, diag, work->tree, work->data, work->faces,
                     work->palette, work->options->threads);
    return true;
}

/* Whether name is among -e, or the editions of book.yaml, or all. */
static bool
wants_edition(const struct work *work, const char *name)
{
    const struct item *list = item_find(work->tree->settings, "editions");
    const char *chosen = work->options->editions;
    size_t length = strlen(name);

    for (const char *at = chosen; at && *at;) {
        size_t word = strcspn(at, ",");
        if (word == length && !strncmp(at, name, length))
            return true;
        at += word + (at[word] == ',');
    }
    if (chosen)
        return false;
    for (const struct item *item = list ? list->first : NULL; item;
         item = item->next)
        if (item->text && !strcmp(item->text, name))
            return true;
    return !list;
}

/* Setting a long book takes and gives back more than printing takes; what is
 * little is faster kept than taken again. */
static void
trim_memory(void)
{
    if (mallinfo2().fordblks > WORTH_TRIMMING)
        malloc_trim(0);
}

/* Pages are set where somebody wants them: a browser sets its own. */
static bool
run_verbs(struct work *work, bool pages)
{
    if (!make_figures(work))
        return false;
    if (pages || wants_edition(work, "screen"))
        work->book = set_book(work->arena, &work->diag, work->tree, work->data,
                              work->faces, work->figures, work->palette,
                              work->options->threads);
    trim_memory();
    return true;
}

/* Printing. */

static void
show_progress(void *to, const char *what, int done, int count)
{
    char bar[31];
    int filled = count > 0 ? done * 30 / count : 30;

    (void)to;
    memset(bar, '.', 30);
    memset(bar, '#', (size_t)filled);
    bar[30] = '\0';
    fprintf(stderr, "\r[%s] %-10s %d/%d ", bar, what, done, count);
    if (done == count)
        fprintf(stderr, "\r%60s\r", "");
}

static struct edition
find_edition(struct work *work)
{
    bool shown = isatty(STDERR_FILENO) && !work->options->quiet;

    return (struct edition){.tree = work->tree,
                            .data = work->data,
                            .book = work->book,
                            .figures = work->figures,
                            .palette = work->palette,
                            .faces = work->faces,
                            .cache = &work->cache,
                            .module = live_module,
                            .trial = trial_keep(work->arena, work->tree),
                            .out = work->out,
                            .looks = work->looks,
                            .threads = work->options->threads,
                            .progress = shown ? show_progress : NULL};
}

/* The cache of this very program; those of others are swept out. False: nothing
 * can be written there. */
static bool
open_cache(struct work *work, struct key program)
{
    const char *all = path_join(work->arena, work->out, ".cache");
    const char *mine = key_name(work->arena, program);
    const char **names = folder_list(work->arena, all, "");

    parcel_sweep(work->out);
    for (size_t i = 0; names[i]; i++)
        if (strcmp(names[i], mine) && strcmp(names[i], "manifest")) {
            struct cache old = {path_join(work->arena, all, names[i])};
            cache_sweep(&old, -1);
            rmdir(old.folder);
        }
    work->cache.folder = path_join(work->arena, all, mine);
    if (!folder_make(&work->diag, work->cache.folder))
        return false;
    cache_sweep(&work->cache, KEPT_DAYS);
    return true;
}

static bool
check_editions(const struct options *options)
{
    const char *at = options->editions;

    while (at && *at) {
        size_t word = strcspn(at, ",");
        if (!(word == 6 && !strncmp(at, "screen", 6)) &&
            !(word == 4 && !strncmp(at, "html", 4))) {
            fprintf(stderr,
                    "octavo: no edition '%.*s': there are screen, html\n",
                    (int)word, at);
            return false;
        }
        at += word + (at[word] == ',');
    }
    return true;
}

static void
tell_file(const struct work *work, const char *name)
{
    uint64_t size = 0, time;
    const char *path = path_join(work->arena, work->out, name);

    if (work->options->quiet || !file_stamp(path, &size, &time))
        return;
    printf("%-28s %8.1f kB\n", path, (double)size / 1000);
}

/* The first edition that fails ends it: what comes after stays as it was. */
static bool
print_all(struct work *work)
{
    struct edition edition = find_edition(work);
    const char *pdf = arena_print(work->arena, "%s.pdf", work->tree->slug);

    if (!print_sound(&work->diag, &edition) && !work->options->draft)
        return false;
    edition.frames = wants_edition(work, "html");
    bool done = print_figures(work->arena, &work->diag, &edition, NULL);
    if (done && wants_edition(work, "screen")) {
        done = print_pdf(work->arena, &work->diag, &edition);
        tell_file(work, pdf);
    }
    if (done && wants_edition(work, "html")) {
        done = print_html(work->arena, &work->diag, &edition);
        tell_file(work, "html/index.html");
    }
    return done;
}

/* Report. */

static void
report_values(struct text *text, struct work *work)
{
    bool first = true;

    text_add(text, "  \"values\": {");
    for (size_t i = 0; i < work->tree->landmark_count; i++) {
        const struct node *node = work->tree->landmarks[i];
        struct value value;
        struct diag ignored = {.arena = work->arena};
        if (node->kind != NODE_VALUE ||
            !data_find(work->data, &ignored, node->place, node->target, &value))
            continue;
        text_add(text, first ? "\n    " : ",\n    ");
        first = false;
        text_json(text,
                  arena_print(work->arena, "%s:%d:%d %s", node->place.file,
                              node->place.line, node->place.col, node->target));
        text_add(text, ": ");
        if (value.reached)
            text_number(text, value.number);
        else
            text_add(text, "null");
    }
    text_add(text, "\n  }\n");
}

static void
write_report(struct work *work)
{
    struct text text = text_new(work->arena);

    text_print(&text, "{\n  \"version\": \"%s\",\n", OCTAVO_VERSION);
    if (work->book)
        text_print(&text, "  \"pages\": %zu,\n", work->book->page_count);
    text_print(&text, "  \"words\": %d,\n  \"warnings\": %d,\n",
               work->tree->words, work->diag.warnings);
    text_print(&text, "  \"seconds\": %.3f,\n", read_clock() - work->started);
    report_values(&text, work);
    text_add(&text, "}\n");
    file_write(&work->diag, path_join(work->arena, work->out, "report.json"),
               text_all(&text));
}

/* Build. */

/* Pictures that the text names may stand outside the three folders. */
static const char **
list_pictures(struct work *work, const struct manifest *old, size_t *count)
{
    const char **list = NULL;
    size_t room = 0;

    *count = 0;
    for (size_t i = 0; i < old->read.count; i++)
        if (strncmp(old->read.at[i].path, "content/", 8) &&
            strncmp(old->read.at[i].path, "figures/", 8) &&
            strncmp(old->read.at[i].path, "templates/", 10)) {
            GROW(work->arena, list, *count, room);
            list[(*count)++] = old->read.at[i].path;
        }
    for (size_t i = 0; work->tree && i < work->tree->landmark_count; i++) {
        const struct node *node = work->tree->landmarks[i];
        if ((node->kind == NODE_PICTURE || node->kind == NODE_IMAGE) &&
            node->width > 0) {
            GROW(work->arena, list, *count, room);
            list[(*count)++] = node->target;
        }
    }
    return list;
}

static struct key
hash_settings(struct work *work, struct key program)
{
    struct hash *hash = hash_new(work->arena);
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    struct entries looks = find_inputs(
        work->arena, path_join(work->arena, work->looks, ".."), NULL, 0);

    hash_key(hash, program);
    hash_key(hash, faces_key(work->faces));
    hash_string(hash, work->options->editions ? work->options->editions : "");
    hash_string(hash, epoch ? epoch : "");
    for (size_t i = 0; i < looks.count; i++)
        if (!strncmp(looks.at[i].path, "templates/", 10))
            hash_key(hash, looks.at[i].key);
    return hash_done(hash);
}

static int
keep_editions(struct work *work)
{
    bool made = file_exists(path_join(work->arena, work->out, "report.json"));

    diag_say(&work->diag, NOTE, (struct place){0},
             made ? "%d error%s: what was in '%s' is still there"
                  : "%d error%s: no edition was made in '%s'",
             work->diag.errors, work->diag.errors == 1 ? "" : "s", work->out);
    return finish_work(work, FAULTY);
}

static int
build_book(struct work *work, const struct manifest *old, const char *path)
{
    size_t count;

    if (work->options->why)
        explain_changes(&work->diag, old, &work->now);
    if (!run_verbs(work, false))
        return finish_work(work, FAULTY);
    if (work->diag.errors && !work->options->draft)
        return keep_editions(work);
    if (!print_all(work))
        return keep_editions(work);
    write_report(work);
    if (!work->options->quiet && work->book)
        printf("%zu pages, ", work->book->page_count);
    if (!work->options->quiet)
        printf("%d words in %.2f s\n", work->tree->words,
               read_clock() - work->started);
    if (!work->diag.errors) {
        const char **extra = list_pictures(work, old, &count);
        work->now.read = find_inputs(work->arena, work->folder, extra, count);
        work->now.made = find_outputs(work->arena, work->folder);
        save_manifest(&work->diag, path, &work->now);
    }
    return finish_work(work, 0);
}

/* What the last build left, and whether it is what would be made now. */
static bool
is_made(struct work *work, struct key program, const char *path,
        struct manifest *old)
{
    size_t count;

    *old = load_manifest(work->arena, path);
    const char **extra = list_pictures(work, old, &count);
    work->now.settings = hash_settings(work, program);
    work->now.read = find_inputs(work->arena, work->folder, extra, count);
    if (!manifest_holds(work->arena, old, &work->now, work->folder))
        return false;
    if (!work->options->quiet)
        printf("nothing changed: the editions in '%s' are up to date\n",
               work->out);
    return true;
}

int
command_build(struct options *options)
{
    struct work work;
    struct manifest old;
    const char *folder = options->word_count ? options->words[0] : ".";
    struct key program = find_program();

    if (!check_words(options, 1) || !check_editions(options))
        return MISUSED;
    int status = start_work(&work, options, folder);
    if (status)
        return finish_work(&work, status);
    const char *path = path_join(work.arena, work.out, ".cache/manifest");
    if (is_made(&work, program, path, &old))
        return finish_work(&work, 0);
    if (!open_cache(&work, program))
        return finish_work(&work, FAILED);
    return build_book(&work, &old, path);
}

/* Check and figures. */

int
command_check(struct options *options)
{
    struct work work;

    if (!check_words(options, 1))
        return MISUSED;
    int status = start_work(&work, options,
                            options->word_count ? options->words[0] : ".");
    if (status)
        return finish_work(&work, status);
    run_verbs(&work, true);
    if (!work.diag.errors && !options->quiet)
        printf("no errors, %d warning%s\n", work.diag.warnings,
               work.diag.warnings == 1 ? "" : "s");
    return finish_work(&work, 0);
}

/* The first word is the book if it is one, or no name of a figure, or if there
 * is no book here. */
static bool
begins_with_book(const struct options *options)
{
    const char *word = options->word_count ? options->words[0] : NULL;

    return word && (names_book(options->arena, word) || strchr(word, '/') ||
                    !names_book(options->arena, "."));
}

int
command_figures(struct options *options)
{
    struct work work;
    size_t first = begins_with_book(options);
    const char **names = NULL;
    struct key program = find_program();
    struct manifest old;

    int status = start_work(&work, options, first ? options->words[0] : ".");
    if (status)
        return finish_work(&work, status);
    const char *path = path_join(work.arena, work.out, ".cache/manifest");
    if (options->word_count == first && is_made(&work, program, path, &old))
        return finish_work(&work, 0);
    if (!open_cache(&work, program))
        return finish_work(&work, FAILED);
    if (!make_figures(&work) || (work.diag.errors && !options->draft))
        return finish_work(&work, FAULTY);
    if (options->word_count > first) {
        names = TAKE_ARRAY(work.arena, options->word_count + 1, const char *);
        for (size_t i = first; i < options->word_count; i++)
            names[i - first] = options->words[i];
    }
    struct edition edition = find_edition(&work);
    edition.frames = true;
    print_figures(work.arena, &work.diag, &edition, names);
    return finish_work(&work, 0);
}
