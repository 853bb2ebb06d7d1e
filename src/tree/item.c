/* item.c: the author's settings as items. An entry that is absent is no
 * fault and gives the fallback in silence; an entry of the wrong kind is said
 * at its own place and then counts as absent. */
#define _GNU_SOURCE
#include "tree.h"

#include <ctype.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct item *
item_find(const struct item *map, const char *key)
{
    if (!map || map->kind != ITEM_MAP)
        return NULL;
    for (const struct item *item = map->first; item; item = item->next)
        if (!strcmp(item->key, key))
            return item;
    return NULL;
}

size_t
item_count(const struct item *list)
{
    size_t count = 0;

    if (list)
        for (const struct item *item = list->first; item; item = item->next)
            count++;
    return count;
}

/* The scalar under key, or NULL; wanted names what it should be. */
static const char *
find_scalar(struct diag *diag, const struct item *map, const char *key,
            const char *wanted)
{
    const struct item *item = item_find(map, key);

    if (!item)
        return NULL;
    if (item->kind == ITEM_TEXT)
        return item->text;
    diag_say(diag, ERROR, item->place, "'%s' must be %s, not a %s, left out",
             key, wanted, item->kind == ITEM_LIST ? "list" : "map");
    return NULL;
}

static void
reject_scalar(struct diag *diag, const struct item *map, const char *key,
              const char *wanted)
{
    const struct item *item = item_find(map, key);

    diag_say(diag, ERROR, item->place, "'%s' must be %s, not '%s', left out",
             key, wanted, item->text);
}

const char *
item_text(struct diag *diag, const struct item *map, const char *key,
          const char *fallback)
{
    const char *text = find_scalar(diag, map, key, "text");

    return text ? text : fallback;
}

double
item_number(struct diag *diag, const struct item *map, const char *key,
            double fallback)
{
    const char *text = find_scalar(diag, map, key, "a number");
    double value;

    if (!text)
        return fallback;
    if (number_parse(text, &value))
        return value;
    reject_scalar(diag, map, key, "a number");
    return fallback;
}

bool
item_flag(struct diag *diag, const struct item *map, const char *key,
          bool fallback)
{
    const char *text = find_scalar(diag, map, key, "'yes' or 'no'");

    if (!text)
        return fallback;
    if (!strcmp(text, "true") || !strcmp(text, "yes"))
        return true;
    if (!strcmp(text, "false") || !strcmp(text, "no"))
        return false;
    reject_scalar(diag, map, key, "'yes' or 'no'");
    return fallback;
}

static const char *
skip_digits(const char *at)
{
    while (isdigit((unsigned char)*at))
        at++;
    return at;
}

/* [+-] digits [. digits] [e [+-] digits], with a digit before the e. strtod
 * alone would also take "inf", "0x1p3" and leading blanks. */
static bool
looks_decimal(const char *at)
{
    if (*at == '+' || *at == '-')
        at++;
    const char *whole = at;
    at = skip_digits(at);
    bool digits = at > whole;
    if (*at == '.') {
        const char *part = ++at;
        at = skip_digits(at);
        digits = digits || at > part;
    }
    if (!digits)
        return false;
    if (*at == 'e' || *at == 'E') {
        at++;
        if (*at == '+' || *at == '-')
            at++;
        const char *power = at;
        at = skip_digits(at);
        digits = at > power;
    }
    return digits && !*at;
}

bool
number_parse(const char *text, double *value)
{
    if (!looks_decimal(text))
        return false;
    /* glibc hands out its built-in object here: nothing is allocated. */
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    double number = strtod_l(text, NULL, plain);
    freelocale(plain);
    if (!isfinite(number))
        return false;
    *value = number;
    return true;
}

/* ", did you mean ..." or, when nothing is near, the whole choice. */
static const char *
list_choice(struct diag *diag, const char *wrong, const char *const *known,
            size_t count)
{
    const char *hint = diag_hint(diag, wrong, known, count);

    if (*hint || !count)
        return hint;
    struct text text = text_new(diag->arena);
    for (size_t i = 0; i < count; i++)
        text_print(&text, "%s'%s'", i ? ", " : ", known are ", known[i]);
    return text.at;
}

bool
item_keys(struct diag *diag, const struct item *map, const char *what,
          const char *const *known, size_t count)
{
    bool good = true;

    if (!map || map->kind != ITEM_MAP)
        return true;
    for (const struct item *item = map->first; item; item = item->next) {
        size_t i = 0;
        while (i < count && strcmp(item->key, known[i]) != 0)
            i++;
        if (i < count)
            continue;
        good = false;
        diag_say(diag, ERROR, item->key_place, "unknown key '%s' in %s%s",
                 item->key, what, list_choice(diag, item->key, known, count));
    }
    return good;
}
