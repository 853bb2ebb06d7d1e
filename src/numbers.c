/* numbers.c: the command solve: one run of a model, its numbers on standard
 * output. Parameters come from --params (YAML, so JSON too) and --set, which
 * wins. */
#include "command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "read/read.h"
#include "solve/solve.h"

#define MOST_TIMES 10000
#define MOST_SAMPLES 4000000
#define LARGEST_PARAMS ((size_t)1 << 20)

/* "2027,2030.5" as rising numbers; false when it is not that. */
static bool
parse_times(struct arena *arena, const char *words, double **times,
            size_t *count)
{
    size_t room = 0;

    while (*words) {
        size_t length = strcspn(words, ",");
        double time;
        if (!number_parse(arena_copy(arena, words, length), &time) ||
            *count == MOST_TIMES || (*count && time <= (*times)[*count - 1]))
            return false;
        GROW(arena, *times, *count, room);
        (*times)[(*count)++] = time;
        words += length + (words[length] == ',');
    }
    return true;
}

/* "curve.r0=1.2" lines as YAML "r0: 1.2". */
static const char *
rewrite_settings(struct arena *arena, const char *settings, const char *model)
{
    struct text yaml = text_new(arena);
    size_t length = strlen(model);

    while (*settings) {
        size_t end = strcspn(settings, "\n");
        if (!strncmp(settings, model, length) && settings[length] == '.') {
            settings += length + 1;
            end -= length + 1;
        }
        for (size_t i = 0; i < end; i++)
            text_add(&yaml, settings[i] == '='
                                ? ": "
                                : arena_copy(arena, settings + i, 1));
        text_char(&yaml, '\n');
        settings += end + (settings[end] == '\n');
    }
    return yaml.at;
}

/* One map with the entries of both; those of over come first and win. */
static const struct item *
join_maps(struct arena *arena, const struct item *over,
          const struct item *under)
{
    if (!over || !under)
        return over ? over : under;
    struct item *map = TAKE(arena, struct item);
    const struct item **end = &map->first;
    *map = *under;
    map->first = NULL;
    const struct item *maps[] = {over, under};
    for (size_t i = 0; i < 2; i++)
        for (const struct item *item = maps[i]->first; item;
             item = item->next) {
            if (i && item_find(over, item->key))
                continue;
            struct item *copy = TAKE(arena, struct item);
            *copy = *item;
            copy->next = NULL;
            *end = copy;
            end = &copy->next;
        }
    return map;
}

static bool
read_given(struct diag *diag, const struct options *options, const char *model,
           const struct item **given)
{
    struct arena *arena = options->arena;
    const struct item *under = NULL, *over = NULL;

    if (options->params) {
        struct bytes bytes = file_read(arena, diag, (struct place){0},
                                       options->params, LARGEST_PARAMS);
        if (bytes.at)
            under = read_yaml(arena, diag, options->params, bytes);
    }
    if (options->set) {
        const char *yaml = rewrite_settings(arena, options->set, model);
        over =
            read_yaml(arena, diag, "--set", (struct bytes){yaml, strlen(yaml)});
    }
    *given = join_maps(arena, over, under);
    return !diag->errors;
}

static bool
is_json(const struct options *options)
{
    return options->format && !strcmp(options->format, "json");
}

/* A whole number from least to most; false, and said, when it is not. */
static bool
parse_whole(const char *name, const char *word, uint64_t least, uint64_t most,
            uint64_t *number)
{
    char *end;

    errno = 0;
    *number = strtoull(word, &end, 10);
    if (*word >= '0' && *word <= '9' && !*end && !errno && *number >= least &&
        *number <= most)
        return true;
    fprintf(stderr, "octavo: %s wants a whole number from %llu to %llu\n", name,
            (unsigned long long)least, (unsigned long long)most);
    return false;
}

/* What the options say about a request, but for its parameters. */
static bool
fill_request(const struct options *options, struct solve_request *request,
             uint64_t *seed)
{
    double *times = NULL;
    uint64_t samples = 0;

    if (options->samples &&
        !parse_whole("--samples", options->samples, 1, MOST_SAMPLES, &samples))
        return false;
    if (options->seed &&
        !parse_whole("--seed", options->seed, 0, UINT64_MAX, seed))
        return false;
    if (options->at &&
        !parse_times(options->arena, options->at, &times, &request->at_count)) {
        fprintf(stderr, "octavo: --at wants rising years, as 2027,2030.5\n");
        return false;
    }
    request->at = times;
    request->samples = (size_t)samples;
    request->seed = options->seed ? seed : NULL;
    request->threads = options->threads;
    request->json = is_json(options);
    return true;
}

/* The parameters of the book that is named before the model. */
static bool
read_book(struct diag *diag, const struct options *options,
          const struct item **models)
{
    if (options->word_count < 2)
        return true;
    if (!check_book(diag, options->words[0]))
        return false;
    *models = read_models(options->arena, diag, options->words[0]);
    return !diag->errors;
}

static int
print_model(struct diag *diag, const struct options *options, const char *model)
{
    struct solve_request request = {.model = model};
    struct text text = text_new(options->arena);
    uint64_t seed = 0;

    if (!fill_request(options, &request, &seed))
        return MISUSED;
    if (!read_book(diag, options, &request.models) ||
        !read_given(diag, options, model, &request.given) ||
        !solve_print(options->arena, diag, &text, &request))
        return FAULTY;
    fwrite(text.at, 1, text.length, stdout);
    return diag->errors ? FAULTY : DONE;
}

static int
print_list(const struct options *options)
{
    struct text text = text_new(options->arena);

    solve_list(&text, is_json(options));
    fwrite(text.at, 1, text.length, stdout);
    return DONE;
}

int
command_solve(struct options *options)
{
    struct diag diag = {.arena = options->arena};
    size_t count = options->word_count;

    if (options->list)
        return print_list(options);
    if (count < 1 || count > 2) {
        fprintf(stderr, "usage: octavo solve [BOOK] MODEL, "
                        "octavo solve --list\n");
        return MISUSED;
    }
    int status = print_model(&diag, options, options->words[count - 1]);
    diag_print(&diag, stderr, is_json(options));
    return status;
}
