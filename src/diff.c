/* diff.c: the command diff: two folders of figures compared, for CI and for
 * eyes. What one would get wrong: the status says what was found, as diff(1)'s
 * does: 1 is no failure, and 2 also stands for folders that are not there, so
 * that a wrong path never looks like "nothing changed". */
#define _XOPEN_SOURCE 700
#include "command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "print/print.h"
#include "read/read.h"

static bool
is_folder(const char *path)
{
    struct stat found;

    return !stat(path, &found) && S_ISDIR(found.st_mode);
}

static bool
is_same_folder(const char *one, const char *other)
{
    char *first = realpath(one, NULL), *second = realpath(other, NULL);
    bool same = first && second && !strcmp(first, second);

    free(first);
    free(second);
    return same;
}

/* False, and said, when there is nothing to compare or it would be written
 * upon. */
static bool
check_folders(const struct diff_request *request)
{
    const char *const folders[] = {request->old, request->new};

    for (size_t i = 0; i < COUNT(folders); i++) {
        if (!is_folder(folders[i])) {
            fprintf(stderr, "octavo: no folder '%s' to compare\n", folders[i]);
            return false;
        }
        if (is_same_folder(request->out, folders[i])) {
            fprintf(stderr, "octavo: -o wants another folder than '%s'\n",
                    folders[i]);
            return false;
        }
    }
    return true;
}

static void
print_found(const struct options *options, const struct diff_request *request,
            const struct diff_result *result, bool json)
{
    const int *counts = result->counts;

    if (json)
        fwrite(result->json.at, 1, result->json.length, stdout);
    if (json || options->quiet)
        return;
    fwrite(result->words.at, 1, result->words.length, stdout);
    printf("%d changed, %d new, %d gone, %d unchanged: %s/index.html\n",
           counts[FIGURE_CHANGED], counts[FIGURE_NEW], counts[FIGURE_GONE],
           counts[FIGURE_SAME], request->out);
}

static int
compare_folders(const struct options *options,
                const struct diff_request *request)
{
    struct diag diag = {.arena = options->arena};
    struct diff_result result = {0};
    bool json = options->format && !strcmp(options->format, "json");
    bool done = print_diff(options->arena, &diag, request, &result);
    int differ = result.counts[FIGURE_CHANGED] + result.counts[FIGURE_NEW] +
                 result.counts[FIGURE_GONE];

    diag_print(&diag, stderr, json);
    if (!done)
        return FAILED;
    if (!differ && !result.counts[FIGURE_SAME]) {
        fprintf(stderr, "octavo: no figures in '%s' and '%s'\n", request->old,
                request->new);
        return MISUSED;
    }
    print_found(options, request, &result, json);
    return differ ? FAULTY : DONE;
}

int
command_diff(struct options *options)
{
    const char *looks = find_looks(options->arena);

    if (options->word_count != 2) {
        fprintf(stderr, "usage: octavo diff OLD NEW [-o DIR]\n");
        return MISUSED;
    }
    if (!looks)
        return FAILED;
    struct diff_request request = {
        .old = options->words[0],
        .new = options->words[1],
        .out = options->output ? options->output : "out/diff",
        .looks = looks,
        .threads = options->threads,
        .read = read_yaml,
    };
    return check_folders(&request) ? compare_folders(options, &request)
                                   : MISUSED;
}
