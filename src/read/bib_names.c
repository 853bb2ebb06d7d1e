/* bib_names.c: authors and editors. Names are parted by "and" and into family
 * and given names as BibTeX does it: "von Last, First", "von Last, Jr, First"
 * or "First von Last". What one would get wrong: what stands in braces is never
 * parted, which is how {Epoch AI} and {Barnes and Noble} are one name. */
#include "bib.h"

#include "tongue/tongue.h"

#include <string.h>

struct part {
    const char *at;
    size_t length;
};

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static struct part
trim(struct part part)
{
    while (part.length && is_blank(part.at[part.length - 1]))
        part.length--;
    while (part.length && is_blank(*part.at))
        part.at++, part.length--;
    return part;
}

/* The length of what comes before the separator, which stands outside of
 * braces; all of it when there is none. word: it stands between blanks. */
static size_t
find_end(struct part part, const char *separator, bool word)
{
    size_t length = strlen(separator);
    int depth = 0;

    for (size_t i = 0; i < part.length; i++) {
        char c = part.at[i];
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth || i + length > part.length ||
            strncmp(part.at + i, separator, length) != 0)
            continue;
        if (!word ||
            (i && is_blank(part.at[i - 1]) && i + length < part.length &&
             is_blank(part.at[i + length])))
            return i;
    }
    return part.length;
}

static struct part
drop(struct part part, size_t length)
{
    length = length < part.length ? length : part.length;
    return (struct part){part.at + length, part.length - length};
}

/* The first word, with what is in braces. */
static size_t
measure_word(struct part part)
{
    int depth = 0;
    size_t i = 0;

    for (; i < part.length && (depth > 0 || !is_blank(part.at[i])); i++)
        depth += part.at[i] == '{' ? 1 : part.at[i] == '}' ? -1 : 0;
    return i;
}

/* Where the family begins in "First von Last": at the first word in lower case
 * that is not the last word, else at the last. */
static size_t
find_family(struct part name)
{
    size_t at = 0, last = 0;

    while (at < name.length) {
        size_t length = measure_word(drop(name, at));
        bool more = trim(drop(name, at + length)).length > 0;
        if (more && name.at[at] >= 'a' && name.at[at] <= 'z')
            return at;
        last = at;
        at += length;
        while (at < name.length && is_blank(name.at[at]))
            at++;
    }
    return last;
}

struct namer {
    struct arena *arena;
    struct diag *diag;
    struct place place;
};

static const char *
say_part(const struct namer *namer, struct part part)
{
    part = trim(part);
    return bib_words(namer->arena, namer->diag, namer->place, part.at,
                     part.length);
}

static struct bib_name
make_name(const struct namer *namer, struct part whole)
{
    size_t comma = find_end(whole, ",", false);
    struct part rest = drop(whole, comma + 1);

    if (comma == whole.length) {
        size_t at = find_family(whole);
        return (struct bib_name){say_part(namer, drop(whole, at)),
                                 say_part(namer, (struct part){whole.at, at})};
    }
    size_t second = find_end(rest, ",", false);
    const char *family = say_part(namer, (struct part){whole.at, comma});
    if (second == rest.length)
        return (struct bib_name){family, say_part(namer, rest)};
    const char *junior = say_part(namer, (struct part){rest.at, second});
    return (struct bib_name){arena_print(namer->arena, "%s %s", family, junior),
                             say_part(namer, drop(rest, second + 1))};
}

struct bib_names
bib_names(struct arena *arena, struct diag *diag, const struct bib_field *field,
          const char *language)
{
    struct bib_names names = {.language = language};
    size_t room = 0;

    if (!field)
        return names;
    struct namer namer = {arena, diag, field->place};
    struct part rest = {field->text, strlen(field->text)};
    while ((rest = trim(rest)).length) {
        size_t length = find_end(rest, "and", true);
        struct part one = trim((struct part){rest.at, length});
        rest = drop(rest, length + strlen("and"));
        if (one.length == 6 && !strncmp(one.at, "others", 6)) {
            names.others = true;
            continue;
        }
        GROW(arena, names.at, names.count, room);
        names.at[names.count] = make_name(&namer, one);
        names.count++;
    }
    return names;
}

const char *
names_brief(struct arena *arena, const struct bib_names *names)
{
    const struct bib_name *at = names->at;

    if (!names->count)
        return "";
    if (names->count > 2 || names->others)
        return arena_print(arena, "%s %s", at->family,
                           tongue_say(names->language, WORD_OTHERS));
    if (names->count == 1)
        return at->family;
    return arena_print(arena, "%s %s %s", at->family,
                       tongue_say(names->language, WORD_AND), at[1].family);
}

static void
add_name(struct text *text, const struct bib_name *name, bool inverted)
{
    if (!*name->given)
        text_add(text, name->family);
    else if (inverted)
        text_print(text, "%s, %s", name->family, name->given);
    else
        text_print(text, "%s %s", name->given, name->family);
}

const char *
names_list(struct arena *arena, const struct bib_names *names, bool inverted)
{
    struct text text = text_new(arena);
    bool cut = names->others || names->count > MOST_NAMES;
    size_t count = names->count > MOST_NAMES ? MOST_NAMES : names->count;

    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count && !cut;
        if (i && last && count == 2 && !inverted)
            text_print(&text, " %s ", tongue_say(names->language, WORD_AND));
        else if (i && last)
            text_print(&text, ", %s ", tongue_say(names->language, WORD_AND));
        else if (i)
            text_add(&text, ", ");
        add_name(&text, &names->at[i], inverted && !i);
    }
    if (cut && count)
        text_print(&text, ", %s", tongue_say(names->language, WORD_OTHERS));
    return text.at;
}
