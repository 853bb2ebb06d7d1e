/* numbers.c: the command solve: one run of a model, its numbers on standard
 * output. Parameters come from --params (YAML, so JSON too) and --set, which
 * wins. */
#include "command.h"

#include <stdlib.h>
#include <string.h>

#include "read/read.h"
#include "solve/solve.h"

#define MOST_TIMES 10000
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

static int
print_run(struct diag *diag, const struct options *options, const char *model)
{
    struct solve_request request = {.model = model, .json = is_json(options)};
    struct text text = text_new(options->arena);
    double *times = NULL;

    if (options->at &&
        !parse_times(options->arena, options->at, &times, &request.at_count)) {
        fprintf(stderr, "octavo: --at wants rising years, as 2027,2030.5\n");
        return MISUSED;
    }
    request.at = times;
    if (!read_given(diag, options, model, &request.given) ||
        !solve_print(options->arena, diag, &text, &request))
        return FAULTY;
    fwrite(text.at, 1, text.length, stdout);
    return DONE;
}

int
command_solve(struct options *options)
{
    struct diag diag = {.arena = options->arena};
    size_t count = options->word_count;

    if (count < 1 || count > 2) {
        fprintf(stderr, "usage: octavo solve [BOOK] MODEL\n");
        return MISUSED;
    }
    int status = print_run(&diag, options, options->words[count - 1]);
    diag_print(&diag, stderr, is_json(options));
    return status;
}
