/* html_names.c: a script whose variables have the shortest names there are.
 * Every variable of one name gets the same new one, so what shadowed still
 * does; two names get the same one where no scope knows both.
 *
 * What a newcomer would get wrong: a name may only go when every place where it
 * stands is known to be a variable of the script. Properties, keys of objects
 * and what the browser itself calls so keep theirs; {width}, which is a
 * variable and a key together, comes to be {width:a}. */
#include "html.h"
#include "script.h"

#include <stdlib.h>
#include <string.h>

/* All variables of a name. */
struct entry {
    const char *at;
    size_t length, first, count;
    size_t scope; /* the smallest around all places where it stands */
    bool declared, kept;
    size_t number; /* of the new name */
    char name[4];  /* the new one, or "" */
};

struct names {
    struct script script;
    struct scope *scopes;
    bool wide;           /* what is declared is known beyond its block */
    struct entry *table; /* by hash, with gaps */
    size_t size;         /* a power of two */
};

/* Variables. */

static bool
is_property(const struct names *names, size_t i)
{
    const struct token *token = &names->script.tokens[i];
    const struct token *before = script_look(&names->script, i, -1),
                       *after = script_look(&names->script, i, 1);

    if (before->kind == '.')
        return script_look(&names->script, i, -3)->kind != '.' ||
               script_look(&names->script, i, -2)->kind != '.';
    if (token->within == CLASS)
        return true;
    if (token->within != OBJECT)
        return false;
    if (token_is(before, "get") || token_is(before, "set") ||
        token_is(before, "async"))
        return after->kind == '(';
    return (before->kind == '{' || before->kind == ',') &&
           (after->kind == ':' || after->kind == '(' || after->kind == WORD);
}

/* As in {width}: a variable and a key. */
static bool
is_both(const struct names *names, size_t i)
{
    char before = script_look(&names->script, i, -1)->kind,
         after = script_look(&names->script, i, 1)->kind;

    return names->script.tokens[i].within == OBJECT &&
           (before == '{' || before == ',') &&
           (after == ',' || after == '}' || after == '=');
}

static struct entry *
find_entry(struct names *names, const struct token *token)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < token->length; i++)
        hash = (hash ^ (unsigned char)token->at[i]) * 16777619u;
    for (size_t i = hash;; i++) {
        struct entry *entry = &names->table[i & (names->size - 1)];
        if (!entry->at)
            return entry;
        if (entry->length == token->length &&
            !memcmp(entry->at, token->at, token->length))
            return entry;
    }
}

static void
widen_scope(const struct names *names, struct entry *entry, size_t i)
{
    while (i >= names->scopes[entry->scope].end)
        entry->scope = names->scopes[entry->scope].parent;
}

static void
note_variables(struct names *names)
{
    for (size_t i = 0; i < names->script.count; i++) {
        struct token *token = &names->script.tokens[i];
        if (token->kind != WORD || is_property(names, i))
            continue;
        struct entry *entry = find_entry(names, token);
        if (!entry->count++) {
            entry->at = token->at;
            entry->length = token->length;
            entry->first = i;
            entry->scope = token->scope;
        }
        widen_scope(names, entry, i);
        token->entry = (size_t)(entry - names->table) + 1;
    }
}

static void
declare(struct names *names, const struct token *token)
{
    if (!token->entry)
        return;
    struct entry *entry = &names->table[token->entry - 1];
    entry->declared = true;
    /* Outside of everything other scripts see it, too. */
    entry->kept = entry->kept || !token->within;
    if (names->wide)
        entry->scope = 0;
}

/* In {a, b}, which take fields of what they are given. */
static void
declare_fields(struct names *names, size_t open)
{
    for (size_t i = open + 1; i < names->script.tokens[open].pair; i++)
        if (names->script.tokens[i].kind == WORD && is_both(names, i))
            declare(names, &names->script.tokens[i]);
}

/* What stands by itself in a list of parameters or in [a, b]. */
static void
declare_list(struct names *names, size_t open)
{
    size_t close = names->script.tokens[open].pair;

    for (size_t i = open + 1; i < close; i++) {
        const struct token *token = &names->script.tokens[i];
        char before = script_look(&names->script, i, -1)->kind;
        if (token->kind == WORD && before && strchr("([,.", before))
            declare(names, token);
        else if (token->kind == '{' && before && strchr("([,", before))
            declare_fields(names, i);
        if ((token->kind == '(' || token->kind == '{') && token->pair > i)
            i = token->pair;
    }
}

/* After "let": names, each perhaps with a value. */
static void
declare_values(struct names *names, size_t i)
{
    bool expected = true;

    for (i++; i < names->script.count; i++) {
        const struct token *token = &names->script.tokens[i];
        char kind = token->kind;
        if (kind == ';' || kind == ')' || kind == '}' || kind == ']' ||
            token_is(token, "of") || token_is(token, "in") ||
            token->at[-1] == '\n')
            return;
        if (expected && kind == WORD)
            declare(names, token);
        else if (expected && kind == '[')
            declare_list(names, i);
        else if (expected && kind == '{')
            declare_fields(names, i);
        expected = kind == ',';
        if ((kind == '(' || kind == '[' || kind == '{') && token->pair > i)
            i = token->pair;
    }
}

/* Whether what is in these brackets are parameters: an arrow follows, or a body
 * follows what no statement begins with. */
static bool
has_parameters(const struct names *names, size_t open)
{
    static const char *const statements[] = {"if", "for", "while", "switch"};
    const struct token *before = script_look(&names->script, open, -1);
    size_t close = names->script.tokens[open].pair;

    return script_is_arrow(&names->script, close + 1) ||
           (script_look(&names->script, close, 1)->kind == '{' &&
            before->kind == WORD &&
            !token_is_one_of(before, statements, COUNT(statements)));
}

static void
find_declarations(struct names *names)
{
    static const char *const lists[] = {"const", "let", "var"};

    for (size_t i = 0; i < names->script.count; i++) {
        const struct token *token = &names->script.tokens[i];
        names->wide = token_is(token, "var");
        if (token_is_one_of(token, lists, COUNT(lists)) && token->entry)
            declare_values(names, i);
        else if (token_is(token, "function"))
            declare(names, script_look(&names->script, i, 1));
        else if (token->kind == WORD && script_is_arrow(&names->script, i + 1))
            declare(names, token);
        else if (token->kind == '(' && has_parameters(names, i))
            declare_list(names, i);
    }
}

/* What the language or a window has under these names. */
static void
keep_known(struct names *names)
{
    static const char *const known[] = {
        "CSS",         "JSON",           "URL",         "alert",
        "arguments",   "async",          "await",       "blur",
        "caches",      "close",          "closed",      "confirm",
        "console",     "crypto",         "document",    "escape",
        "event",       "external",       "fetch",       "find",
        "focus",       "frames",         "get",         "history",
        "innerHeight", "innerWidth",     "isNaN",       "isFinite",
        "length",      "localStorage",   "location",    "matchMedia",
        "name",        "navigator",      "of",          "open",
        "opener",      "origin",         "outerHeight", "outerWidth",
        "parent",      "parseFloat",     "parseInt",    "performance",
        "postMessage", "print",          "process",     "prompt",
        "screen",      "screenX",        "screenY",     "scroll",
        "scrollBy",    "scrollTo",       "scrollX",     "scrollY",
        "self",        "sessionStorage", "set",         "static",
        "status",      "stop",           "top",         "undefined",
        "unescape",    "window",         "yield"};

    for (size_t i = 0; i < COUNT(known); i++) {
        const struct token word = {.at = known[i], .length = strlen(known[i])};
        struct entry *entry = find_entry(names, &word);
        entry->kept = entry->kept || entry->at;
    }
}

static bool
is_strange(struct names *names)
{
    static const char *const strange[] = {"eval", "with"};

    for (size_t i = 0; i < COUNT(strange); i++) {
        const struct token word = {.at = strange[i],
                                   .length = strlen(strange[i])};
        if (find_entry(names, &word)->count)
            return true;
    }
    return names->script.strange;
}

/* New names. */

/* Names like Map are the language's own. */
static bool
may_go(const struct entry *entry)
{
    bool big = entry->at[0] >= 'A' && entry->at[0] <= 'Z' &&
               entry->length > 1 && entry->at[1] >= 'a';

    return entry->declared && !entry->kept && !big;
}

static bool
is_free(struct names *names, const char *name)
{
    static const char *const words[] = {"as", "do", "if", "in", "is", "of"};
    const struct token token = {
        .at = name, .length = strlen(name), .kind = WORD};
    const struct entry *entry = find_entry(names, &token);

    return (!entry->at || may_go(entry)) &&
           !token_is_one_of(&token, words, COUNT(words));
}

enum { MOST_NAMES = 52 * 53 };

/* "a" to "Z", "aa" to "ZZ". */
static void
write_name(char *name, size_t number)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const size_t count = sizeof letters - 1;

    if (number >= count)
        *name++ = letters[(number / count - 1) % count];
    *name++ = letters[number % count];
    *name = '\0';
}

/* Frequent ones come first, so that they are the shortest. */
static int
compare(const void *left, const void *right)
{
    const struct entry *a = *(struct entry *const *)left,
                       *b = *(struct entry *const *)right;

    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static bool
overlap(const struct names *names, const struct entry *left,
        const struct entry *right)
{
    const struct scope *one = &names->scopes[left->scope],
                       *other = &names->scopes[right->scope];

    return one->first < other->end && other->first < one->end;
}

/* The first that none of those before has in a scope that knows both. */
static void
choose_name(struct names *names, struct entry *const *order, size_t i)
{
    bool taken[MOST_NAMES] = {false};
    struct entry *entry = order[i];

    for (size_t j = 0; j < i; j++)
        if (order[j]->name[0] && overlap(names, entry, order[j]))
            taken[order[j]->number] = true;
    for (size_t number = 0; number < MOST_NAMES; number++) {
        char name[4];
        write_name(name, number);
        if (!taken[number] && is_free(names, name)) {
            entry->number = number;
            memcpy(entry->name, name, sizeof name);
            return;
        }
    }
}

static void
choose_names(struct names *names)
{
    struct entry **order =
        TAKE_ARRAY(names->script.arena, names->size, struct entry *);
    size_t count = 0;

    for (size_t i = 0; i < names->size; i++)
        if (names->table[i].at && may_go(&names->table[i]))
            order[count++] = &names->table[i];
    qsort(order, count, sizeof *order, compare);
    for (size_t i = 0; i < count; i++)
        choose_name(names, order, i);
}

/* Whether the line end before it cannot be meant: what it begins belongs to the
 * brackets of a statement. */
static bool
is_idle(const struct names *names, size_t i)
{
    static const char *const statements[] = {"if", "for", "while"};
    const struct token *token = &names->script.tokens[i],
                       *before = script_look(&names->script, i, -1);

    return before->kind == ')' && token->at[-1] == '\n' &&
           token_is_one_of(script_look(&names->script, before->pair, -1),
                           statements, COUNT(statements));
}

static struct bytes
write_script(struct names *names, struct bytes script)
{
    struct text out = text_new(names->script.arena);
    const char *at = script.at;

    for (size_t i = 0; i < names->script.count; i++) {
        const struct token *token = &names->script.tokens[i];
        const char *name =
            token->entry ? names->table[token->entry - 1].name : "";
        /* It only forbids what a script that runs does not do. */
        if (token_is(token, "const") && token->entry)
            name = "let";
        if (!is_idle(names, i))
            text_bytes(&out, at, (size_t)(token->at - at));
        if (!*name || is_both(names, i))
            text_bytes(&out, token->at, token->length);
        if (*name && is_both(names, i))
            text_char(&out, ':');
        text_add(&out, name);
        at = token->at + token->length;
    }
    text_bytes(&out, at, (size_t)(script.at + script.length - at));
    return text_all(&out);
}

struct bytes
html_names(struct arena *arena, struct bytes script)
{
    struct names names = {.script = script_read(arena, script)};

    for (names.size = 256; names.size < 2 * names.script.count + 256;)
        names.size *= 2;
    names.table = TAKE_ARRAY(arena, names.size, struct entry);
    if (names.script.strange)
        return script;
    names.scopes = script_scopes(&names.script);
    note_variables(&names);
    if (is_strange(&names))
        return script;
    find_declarations(&names);
    keep_known(&names);
    choose_names(&names);
    return write_script(&names, script);
}
