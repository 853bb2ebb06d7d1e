/* bib.c: BibTeX as text: entries, their fields, @string. A fault ends its
 * entry; reading goes on at the next line that begins with '@'. What stands
 * between entries is the author's, as BibTeX has it. What one would get wrong:
 * a quote within braces does not end a "quoted" value, and a value of names of
 * @string may double itself with each of them, so its length has an end. */
#include "bib.h"

#include <stdlib.h>
#include <string.h>

struct macro {
    const char *name, *text;
};

struct bib_reader {
    struct source *source;
    struct arena *arena;
    size_t at;
    struct bib *bib;
    size_t room;
    struct macro *macros;
    size_t macro_count, macro_room;
};

static void
say(struct bib_reader *reader, size_t at, const char *words)
{
    diag_say(reader->source->diag, ERROR, source_place(reader->source, at),
             "%s", words);
}

static char
peek(const struct bib_reader *reader)
{
    return reader->at < reader->source->length
               ? reader->source->text[reader->at]
               : '\0';
}

static void
skip_blanks(struct bib_reader *reader)
{
    const char *text = reader->source->text;

    reader->at += strspn(text + reader->at, " \t\n");
}

/* After blanks; true when c stood there and has been taken. */
static bool
take(struct bib_reader *reader, char c)
{
    skip_blanks(reader);
    if (peek(reader) != c)
        return false;
    reader->at++;
    return true;
}

static const char *
lower(struct arena *arena, const char *from, size_t length)
{
    char *to = arena_copy(arena, from, length);

    for (char *c = to; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + 'a' - 'A');
    return to;
}

/* Up to a character that no name has; "" when there is none. */
static const char *
take_name(struct bib_reader *reader)
{
    skip_blanks(reader);
    const char *start = reader->source->text + reader->at;
    size_t length = strcspn(start, " \t\n{}()\"#%,=@\\~");

    reader->at += length;
    return lower(reader->arena, start, length);
}

/* A value's parts. */

/* The length of what stands between an opening brace or quote, which is before
 * at, and what closes it; SIZE_MAX when nothing does. */
static size_t
measure_group(const struct source *source, size_t at, char close)
{
    int depth = 0;

    for (size_t i = at; i < source->length; i++) {
        char c = source->text[i];
        if (c == close && !depth)
            return i - at;
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (c == '\\' && i + 1 < source->length)
            i++;
        if (depth < 0)
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

static bool
add_group(struct bib_reader *reader, struct text *value, char close)
{
    size_t start = reader->at++;
    size_t length = measure_group(reader->source, reader->at, close);

    if (length == SIZE_MAX) {
        say(reader, start,
            close == '}' ? "a '{' that no '}' closes, the rest of this entry "
                           "is left out"
                         : "a quote that nothing closes, the rest of this "
                           "entry is left out");
        return false;
    }
    text_bytes(value, reader->source->text + reader->at, length);
    reader->at += length + 1;
    return true;
}

static const char *
find_macro(const struct bib_reader *reader, const char *name)
{
    static const struct macro months[] = {
        {"jan", "January"}, {"feb", "February"}, {"mar", "March"},
        {"apr", "April"},   {"may", "May"},      {"jun", "June"},
        {"jul", "July"},    {"aug", "August"},   {"sep", "September"},
        {"oct", "October"}, {"nov", "November"}, {"dec", "December"}};

    for (size_t i = reader->macro_count; i--;)
        if (!strcmp(reader->macros[i].name, name))
            return reader->macros[i].text;
    for (size_t i = 0; i < COUNT(months); i++)
        if (!strcmp(months[i].name, name))
            return months[i].text;
    return NULL;
}

/* A number, or a name that @string has given a meaning. */
static bool
add_word(struct bib_reader *reader, struct text *value)
{
    size_t start = reader->at;
    const char *name = take_name(reader);

    if (!*name) {
        say(reader, start,
            "a field wants a value in braces or quotes, the rest of this "
            "entry is left out");
        return false;
    }
    const char *meaning =
        name[strspn(name, "0123456789")] ? find_macro(reader, name) : name;
    if (!meaning)
        diag_say(reader->source->diag, ERROR,
                 source_place(reader->source, start),
                 "no @string named '%s', write values in braces, taken as it "
                 "is",
                 name);
    text_add(value, meaning ? meaning : name);
    return true;
}

/* NULL, which has been said, when there is none. */
static const char *
take_value(struct bib_reader *reader)
{
    struct text value = text_new(reader->arena);
    size_t start = reader->at;
    bool good;

    do {
        skip_blanks(reader);
        char c = peek(reader);
        good = c == '{'   ? add_group(reader, &value, '}')
               : c == '"' ? add_group(reader, &value, '"')
                          : add_word(reader, &value);
        if (good && value.length > MOST_FIELD) {
            say(reader, start,
                "a field of more than 20000 bytes, the rest of "
                "this entry is left out");
            return NULL;
        }
    } while (good && take(reader, '#'));
    return good ? value.at : NULL;
}

/* Entries. */

static void
add_field(struct bib_reader *reader, struct bib_entry *entry, const char *name,
          const char *text, struct place place)
{
    struct bib_field **end = &entry->first;

    for (; *end; end = &(*end)->next)
        if (!strcmp((*end)->name, name)) {
            diag_say(reader->source->diag, WARNING, place,
                     "a second '%s' for '%s', left out", name, entry->key);
            return;
        }
    struct bib_field *field = TAKE(reader->arena, struct bib_field);
    *field = (struct bib_field){name, text, place, NULL};
    *end = field;
}

/* "name = value", or nothing before the end; false when the rest cannot be
 * read. */
static bool
take_field(struct bib_reader *reader, struct bib_entry *entry)
{
    skip_blanks(reader);
    size_t start = reader->at;
    const char *name = take_name(reader);

    if (!*name && (peek(reader) == '}' || peek(reader) == ')'))
        return true;
    if (!*name || !take(reader, '=')) {
        diag_say(reader->source->diag, ERROR,
                 source_place(reader->source, start),
                 "'%s' wants fields such as 'title = {...}' here, the rest of "
                 "it is left out",
                 entry->key);
        return false;
    }
    skip_blanks(reader);
    struct place place = source_place(reader->source, reader->at);
    const char *text = take_value(reader);
    if (text)
        add_field(reader, entry, name, text, place);
    return text;
}

static const char *
take_key(struct bib_reader *reader)
{
    skip_blanks(reader);
    const char *start = reader->source->text + reader->at;
    size_t length = strcspn(start, " \t\n,{}()=\"#%\\~@");

    reader->at += length;
    return arena_copy(reader->arena, start, length);
}

static void
read_entry(struct bib_reader *reader, const char *kind, size_t start)
{
    struct bib_entry entry = {.kind = kind,
                              .key = take_key(reader),
                              .place = source_place(reader->source, start)};
    bool more = take(reader, ',');

    if (!*entry.key) {
        say(reader, start, "a source without a key, left out");
        return;
    }
    while (more && take_field(reader, &entry))
        more = take(reader, ',');
    /* After a fault the end is not looked for. */
    if (!more && !take(reader, '}') && !take(reader, ')'))
        diag_say(reader->source->diag, ERROR,
                 source_place(reader->source, reader->at),
                 "'%s' wants ',' or '}' here, the rest of it is left out",
                 entry.key);
    GROW(reader->arena, reader->bib->at, reader->bib->count, reader->room);
    reader->bib->at[reader->bib->count++] = entry;
}

static void
read_macro(struct bib_reader *reader, size_t start)
{
    const char *name = take_name(reader);

    if (!*name || !take(reader, '=')) {
        say(reader, start, "@string wants 'name = {words}', left out");
        return;
    }
    const char *text = take_value(reader);
    if (reader->macro_count >= MOST_MACROS)
        say(reader, start, "more than 1000 @string, left out");
    if (!text || reader->macro_count >= MOST_MACROS)
        return;
    GROW(reader->arena, reader->macros, reader->macro_count,
         reader->macro_room);
    reader->macros[reader->macro_count++] = (struct macro){name, text};
    take(reader, '}');
}

/* Past a @comment or @preamble, which may hold anything that is balanced. */
static void
skip_group(struct bib_reader *reader)
{
    size_t length = measure_group(reader->source, reader->at, '}');

    if (length != SIZE_MAX)
        reader->at += length + 1;
}

/* Where the next '@' stands that begins its line; the end if none does. */
static size_t
find_entry(const struct source *source, size_t at)
{
    for (const char *next; (next = strchr(source->text + at, '@')); at++) {
        size_t found = (size_t)(next - source->text), start = found;
        while (start && (source->text[start - 1] == ' ' ||
                         source->text[start - 1] == '\t'))
            start--;
        if (!start || source->text[start - 1] == '\n')
            return found;
        at = found;
    }
    return source->length;
}

static void
read_command(struct bib_reader *reader)
{
    size_t start = reader->at++;
    const char *kind = take_name(reader);
    bool opened = take(reader, '{') || take(reader, '(');

    if (!opened && strcmp(kind, "comment") != 0)
        say(reader, start, "'@' that no source follows, left out");
    if (!opened)
        return;
    if (!strcmp(kind, "comment") || !strcmp(kind, "preamble"))
        skip_group(reader);
    else if (!strcmp(kind, "string"))
        read_macro(reader, start);
    else
        read_entry(reader, kind, start);
}

/* The keys. */

static int
compare_entries(const void *a, const void *b)
{
    const struct bib_entry *left = a, *right = b;
    int order = strcmp(left->key, right->key);

    if (!order)
        order = left->place.line < right->place.line ? -1 : 1;
    return order;
}

static void
sort_entries(struct bib *bib, struct arena *arena, struct diag *diag)
{
    size_t kept = 0;

    if (bib->count)
        qsort(bib->at, bib->count, sizeof *bib->at, compare_entries);
    bib->keys = TAKE_ARRAY(arena, bib->count, const char *);
    for (size_t i = 0; i < bib->count; i++) {
        if (kept && !strcmp(bib->at[kept - 1].key, bib->at[i].key)) {
            diag_say(diag, ERROR, bib->at[i].place,
                     "key '%s' is taken already in line %d, left out here",
                     bib->at[i].key, bib->at[kept - 1].place.line);
            continue;
        }
        bib->keys[kept] = bib->at[i].key;
        bib->at[kept++] = bib->at[i];
    }
    bib->count = kept;
}

struct bib *
bib_read(struct source *source)
{
    struct bib_reader reader = {.source = source, .arena = source->arena};

    reader.bib = TAKE(source->arena, struct bib);
    for (reader.at = find_entry(source, 0); reader.at < source->length;
         reader.at = find_entry(source, reader.at))
        read_command(&reader);
    sort_entries(reader.bib, source->arena, source->diag);
    return reader.bib;
}

static int
compare_key(const void *key, const void *entry)
{
    return strcmp(key, ((const struct bib_entry *)entry)->key);
}

struct bib_entry *
bib_find(const struct bib *bib, const char *key)
{
    return bib->count
               ? bsearch(key, bib->at, bib->count, sizeof *bib->at, compare_key)
               : NULL;
}

const struct bib_field *
bib_field(const struct bib_entry *entry, const char *const *names)
{
    for (; *names; names++)
        for (const struct bib_field *at = entry->first; at; at = at->next)
            if (!strcmp(at->name, *names))
                return at;
    return NULL;
}
