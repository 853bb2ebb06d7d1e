/* diag.c: what the program says to the author, kept in order until the end.
 * Saying something never stops the work: the caller goes on with something
 * visible. A long book may give cause for a thousand warnings of one kind, so
 * people see the first of them and a count; a program sees all. */
#include "base.h"

#include <string.h>

#define MOST_OF_A_KIND 10 /* warnings that are printed one by one */
#define MOST_HINTS 1000   /* a hint compares with every name there is */

static const char *const level_names[] = {"error", "warning", "note"};

static void
append_said(struct diag *diag, enum level level, struct place place,
            const char *kind, const char *words)
{
    struct said *said = TAKE(diag->arena, struct said);

    *said = (struct said){level, place, words, kind, NULL};
    if (place.file)
        said->place.file = arena_string(diag->arena, place.file);
    if (diag->last)
        diag->last->next = said;
    else
        diag->first = said;
    diag->last = said;
    diag->errors += level == ERROR;
    diag->warnings += level == WARNING;
}

void
diag_say(struct diag *diag, enum level level, struct place place,
         const char *format, ...)
{
    struct text words = text_new(diag->arena);
    va_list list;

    va_start(list, format);
    text_vprint(&words, format, list);
    va_end(list);
    append_said(diag, level, place, format, words.at);
}

void
diag_merge(struct diag *diag, const struct diag *from)
{
    for (const struct said *said = from->first; said; said = said->next)
        append_said(diag, said->level, said->place, said->kind,
                    arena_string(diag->arena, said->words));
}

static void
print_json(const struct said *said, FILE *out)
{
    struct arena arena = {0};
    struct text text = text_new(&arena);

    text_print(&text, "{\"level\":\"%s\",\"file\":", level_names[said->level]);
    text_json(&text, said->place.file ? said->place.file : "");
    text_print(&text, ",\"line\":%d,\"col\":%d,\"message\":", said->place.line,
               said->place.col);
    text_json(&text, said->words);
    fprintf(out, "%s}\n", text.at);
    arena_close(&arena);
}

static void
print_line(const struct said *said, FILE *out)
{
    const struct place *place = &said->place;

    if (place->file && place->line)
        fprintf(out, "%s:%d:%d: ", place->file, place->line, place->col);
    else if (place->file)
        fprintf(out, "%s: ", place->file);
    else
        fprintf(out, "octavo: ");
    fprintf(out, "%s: %s\n", level_names[said->level], said->words);
}

/* How often each kind of warning was said. */
struct tally {
    const struct said *first;
    int count;
    struct tally *next;
};

/* Of this warning's kind; a few dozen kinds at most. */
static struct tally *
find_tally(struct arena *arena, struct tally **tallies, const struct said *said)
{
    while (*tallies && (*tallies)->first->kind != said->kind &&
           strcmp((*tallies)->first->kind, said->kind) != 0)
        tallies = &(*tallies)->next;
    if (!*tallies) {
        *tallies = TAKE(arena, struct tally);
        (*tallies)->first = said;
    }
    return *tallies;
}

static void
print_rest(const struct tally *tally, FILE *out)
{
    int more = tally->count - MOST_OF_A_KIND;

    if (more > 0)
        fprintf(out,
                "octavo: warning: %d more like '%s', --format json lists "
                "them all\n",
                more, tally->first->words);
}

static void
print_lines(const struct diag *diag, FILE *out)
{
    struct arena arena = {0};
    struct tally *tallies = NULL;

    for (const struct said *said = diag->first; said; said = said->next)
        if (said->level != WARNING ||
            ++find_tally(&arena, &tallies, said)->count <= MOST_OF_A_KIND)
            print_line(said, out);
    for (const struct tally *at = tallies; at; at = at->next)
        print_rest(at, out);
    arena_close(&arena);
}

void
diag_print(const struct diag *diag, FILE *out, bool json)
{
    if (!json)
        print_lines(diag, out);
    for (const struct said *said = diag->first; json && said; said = said->next)
        print_json(said, out);
}

const char *
diag_hint(struct diag *diag, const char *wrong, const char *const *known,
          size_t count)
{
    const char *nearest =
        diag->errors < MOST_HINTS ? name_nearest(wrong, known, count) : NULL;

    return nearest ? arena_print(diag->arena, ", did you mean '%s'?", nearest)
                   : "";
}
