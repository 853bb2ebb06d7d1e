/* new.c: the command new: a small book that builds, copied from the templates
 * that come with the program. */
#include "command.h"

#define LARGEST_FILE ((size_t)1 << 20)

static const char *const files[] = {"content/book.yaml", "content/01-start.md",
                                    "content/02-growth.md",
                                    "figures/growth.yaml"};

static bool
copy_file(struct diag *diag, const char *from, const char *to, const char *name)
{
    const char *source = path_join(diag->arena, from, name);
    struct bytes bytes =
        file_read(diag->arena, diag, (struct place){0}, source, LARGEST_FILE);

    return bytes.at &&
           file_write(diag, path_join(diag->arena, to, name), bytes);
}

int
command_new(struct options *options)
{
    struct diag diag = {.arena = options->arena};
    const char *looks = find_looks(options->arena);

    if (options->word_count != 1) {
        fprintf(stderr, "usage: octavo new DIR\n");
        return MISUSED;
    }
    const char *folder = options->words[0];
    if (file_exists(folder)) {
        fprintf(stderr, "octavo: '%s' is there already, nothing was written\n",
                folder);
        return FAULTY;
    }
    const char *from = looks ? path_join(options->arena, looks, "new") : "";
    for (size_t i = 0; looks && i < COUNT(files); i++)
        if (!copy_file(&diag, from, folder, files[i]))
            break;
    diag_print(&diag, stderr, false);
    if (!looks || diag.errors)
        return FAILED;
    printf("wrote a small book: octavo build %s\n", folder);
    return DONE;
}
