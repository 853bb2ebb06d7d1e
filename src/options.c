/* options.c: the words of a command line, and where the program stands. */
#define _POSIX_C_SOURCE 200809L
#include "command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
complain(const char *what, const char *word)
{
    fprintf(stderr, "octavo: %s '%s' (octavo help says more)\n", what, word);
    return false;
}

/* Where the value of an option goes, or NULL for an unknown option. */
static const char **
find_value(struct options *options, const char *word)
{
    const struct {
        const char *name;
        const char **value;
    } known[] = {
        {"-e", &options->editions},       {"--editions", &options->editions},
        {"--params", &options->params},   {"--set", &options->set},
        {"--at", &options->at},           {"--format", &options->format},
        {"--samples", &options->samples}, {"--seed", &options->seed},
        {"-o", &options->output},         {"--output", &options->output}};

    for (size_t i = 0; i < COUNT(known); i++)
        if (!strcmp(word, known[i].name))
            return known[i].value;
    return NULL;
}

static bool
set_flag(struct options *options, const char *word)
{
    if (!strcmp(word, "--draft"))
        options->draft = true;
    else if (!strcmp(word, "--why"))
        options->why = true;
    else if (!strcmp(word, "--list"))
        options->list = true;
    else if (!strcmp(word, "--quiet") || !strcmp(word, "-q"))
        options->quiet = true;
    else
        return false;
    return true;
}

static bool
set_threads(struct options *options, const char *word)
{
    char *end;
    long number = strtol(word, &end, 10);

    if (*end || number < 1 || number > 1024)
        return complain("-j wants a number of threads, not", word);
    options->threads = (int)number;
    return true;
}

static bool
check_format(const struct options *options)
{
    const char *format = options->format;

    return !format || !strcmp(format, "csv") || !strcmp(format, "json") ||
           complain("--format wants csv or json, not", format);
}

static void
add_word(struct options *options, const char *word)
{
    GROW(options->arena, options->words, options->word_count,
         options->word_room);
    options->words[options->word_count++] = word;
}

/* Several --set are lines of one YAML map. */
static void
add_setting(struct options *options, const char *before)
{
    if (before)
        options->set =
            arena_print(options->arena, "%s\n%s", before, options->set);
}

bool
parse_options(struct options *options, int count, char **words)
{
    options->threads = pool_cores();
    for (int i = 0; i < count; i++) {
        const char **value = find_value(options, words[i]);
        const char *before = options->set;
        if (words[i][0] != '-') {
            add_word(options, words[i]);
        } else if (!strncmp(words[i], "-j", 2) && words[i][2]) {
            if (!set_threads(options, words[i] + 2))
                return false;
        } else if (value || !strcmp(words[i], "-j")) {
            if (++i == count)
                return complain("no value after", words[i - 1]);
            if (!value && !set_threads(options, words[i]))
                return false;
            if (value)
                *value = words[i];
            if (value == &options->set)
                add_setting(options, before);
        } else if (!set_flag(options, words[i])) {
            return complain("no option", words[i]);
        }
    }
    return check_format(options);
}

bool
check_words(const struct options *options, size_t most)
{
    return options->word_count <= most ||
           complain("one argument too many,", options->words[most]);
}

bool
names_book(struct arena *arena, const char *folder)
{
    return file_exists(path_join(arena, folder, "content/book.yaml"));
}

bool
check_book(struct diag *diag, const char *folder)
{
    if (names_book(diag->arena, folder))
        return true;
    diag_say(diag, ERROR, (struct place){0},
             "no book in '%s', for it has no content/book.yaml; octavo new DIR "
             "writes a small one",
             folder);
    return false;
}

/* The folder in which the program stands. */
static const char *
find_home(struct arena *arena)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);

    if (length <= 0)
        return ".";
    path[length] = '\0';
    *strrchr(path, '/') = '\0';
    return arena_string(arena, path);
}

const char *
find_looks(struct arena *arena)
{
    static const char *const places[] = {"../share/octavo/templates",
                                         "../../templates"};
    const char *home = find_home(arena);

    for (size_t i = 0; i < COUNT(places); i++) {
        const char *path = path_join(arena, home, places[i]);
        if (file_exists(path))
            return path;
    }
    fprintf(stderr,
            "octavo: no templates beside the program in '%s': "
            "install it again\n",
            home);
    return NULL;
}

struct key
find_program(void)
{
    return key_of_file("/proc/self/exe");
}
