/* diag.c: what the program says to the author, kept in order until the end.
 * Saying something never stops the work: the caller goes on with something
 * visible. */
#include "base.h"

static const char *const level_names[] = {"error", "warning", "note"};

static void
append_said(struct diag *diag, enum level level, struct place place,
            const char *words)
{
    struct said *said = TAKE(diag->arena, struct said);

    *said = (struct said){level, place, words, NULL};
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
    append_said(diag, level, place, words.at);
}

void
diag_merge(struct diag *diag, const struct diag *from)
{
    for (const struct said *said = from->first; said; said = said->next)
        append_said(diag, said->level, said->place,
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

void
diag_print(const struct diag *diag, FILE *out, bool json)
{
    for (const struct said *said = diag->first; said; said = said->next)
        (json ? print_json : print_line)(said, out);
}

const char *
diag_hint(struct diag *diag, const char *wrong, const char *const *known,
          size_t count)
{
    const char *nearest = name_nearest(wrong, known, count);

    return nearest ? arena_print(diag->arena, ", did you mean '%s'?", nearest)
                   : "";
}
