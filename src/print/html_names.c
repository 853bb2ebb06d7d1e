/* html_names.c: a script whose variables have the shortest names there are. No
 * scopes are looked for: every variable of one name gets the same new one, so
 * what was apart stays apart and what shadowed still does.
 *
 * What a newcomer would get wrong: a name may only go when every place where it
 * stands is known to be a variable of the script. Properties, keys of objects
 * and what the browser itself calls so keep theirs; {width}, which is a
 * variable and a key together, comes to be {width:a}. */
#include "html.h"

#include <stdlib.h>
#include <string.h>

enum {
    DEEPEST = 256,
    WORD = 'a',
    FIXED = '"',
    OBJECT = 'o',
    CLASS = 'c',
    TEMPLATE = 't'
};

/* A word, a sign, or what is copied as it is: a number, a string, a pattern. */
struct token {
    const char *at;
    size_t length;
    char kind;    /* WORD, FIXED or the sign */
    char within;  /* the bracket around it: a sign, OBJECT, TEMPLATE or 0 */
    size_t pair;  /* of a bracket: the other one */
    size_t entry; /* of a variable: where it is in the table, plus 1 */
};

/* All variables of a name. */
struct entry {
    const char *at;
    size_t length, first, count;
    bool declared, kept;
    char name[4]; /* the new one, or "" */
};

struct names {
    struct arena *arena;
    const char *at, *end;
    struct token *tokens;
    size_t count, room;
    size_t open[DEEPEST]; /* tokens of the brackets that are open */
    char inside[DEEPEST]; /* the brackets as token.within has them */
    int depth;
    struct entry *table; /* by hash, with gaps */
    size_t size;         /* a power of two */
    bool strange;        /* leave it alone */
};

static bool
is_letter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (c & 0x80) || c == '_' || c == '$';
}

static bool
is_word(const struct token *token, const char *word)
{
    return token->kind == WORD && token->length == strlen(word) &&
           !memcmp(token->at, word, token->length);
}

static bool
is_one_of(const struct token *token, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_word(token, words[i]))
            return true;
    return false;
}

/* The token so far before or behind; an empty one beyond the ends. */
static const struct token *
look(const struct names *names, size_t i, int step)
{
    static const struct token none = {.at = "", .kind = 0};
    size_t to = i + (size_t)step;

    return to < names->count ? &names->tokens[to] : &none;
}

/* Tokens. */

/* The bracket that is open, or 0. */
static char
find_within(const struct names *names)
{
    return names->depth ? names->inside[names->depth - 1] : '\0';
}

static void
add_token(struct names *names, size_t length, char kind)
{
    struct token token = {names->at, length, kind, find_within(names), 0, 0};

    GROW(names->arena, names->tokens, names->count, names->room);
    names->tokens[names->count++] = token;
    names->at += length;
}

/* Whether ":" ends a case, so that a block may follow. */
static bool
ends_case(const struct names *names, size_t colon)
{
    for (size_t i = colon; i--;) {
        const struct token *token = &names->tokens[i];
        if (is_word(token, "case") || is_word(token, "default"))
            return true;
        if (token->kind == ';' || token->kind == '{' || token->kind == '}' ||
            token->kind == ',')
            return false;
    }
    return false;
}

/* Whether "{" after all tokens so far begins an object or a pattern. */
static bool
begins_object(const struct names *names)
{
    static const char *const words[] = {"return", "const", "let",   "var",
                                        "of",     "in",    "yield", "await"};
    const struct token *before = look(names, names->count, -1);
    char kind = before->kind;

    if (kind == WORD)
        return is_one_of(before, words, COUNT(words));
    if (kind == ':')
        return !ends_case(names, names->count - 1);
    return kind && strchr("([,=?&|.", kind);
}

/* "class Name {" or "class Name extends Other {". */
static bool
begins_class(const struct names *names)
{
    const struct token *before = look(names, names->count, -2);

    return is_word(look(names, names->count, -1), "class") ||
           is_word(before, "class") || is_word(before, "extends");
}

static void
open_bracket(struct names *names, size_t length, char kind, char inside)
{
    if (names->depth == DEEPEST) {
        names->strange = true;
        names->at = names->end;
        return;
    }
    names->open[names->depth] = names->count;
    add_token(names, length, kind);
    names->inside[names->depth++] = inside;
}

static void
close_bracket(struct names *names)
{
    if (!names->depth) {
        names->strange = true;
        names->at = names->end;
        return;
    }
    size_t open = names->open[--names->depth];
    names->tokens[open].pair = names->count;
    add_token(names, 1, *names->at);
    names->tokens[names->count - 1].pair = open;
}

/* Words of a template, of which mark letters begin it: up to behind its end or
 * behind "${", where a piece of script begins. */
static void
read_template(struct names *names, size_t mark)
{
    const char *at = names->at + mark;

    while (at < names->end && *at != '`' && !(*at == '$' && at[1] == '{'))
        at += *at == '\\' && at + 1 < names->end ? 2 : 1;
    if (at < names->end && *at == '$')
        open_bracket(names, (size_t)(at + 2 - names->at), FIXED, TEMPLATE);
    else
        add_token(names, (size_t)(at + (at < names->end) - names->at), FIXED);
}

/* A string, or a pattern with its sets. */
static void
read_quoted(struct names *names)
{
    const char *at = names->at + 1;
    bool set = false;

    for (; at < names->end && (*at != *names->at || set); at++) {
        if (*at == '\\' && at + 1 < names->end)
            at++;
        else if (*names->at == '/' && (*at == '[' || *at == ']'))
            set = *at == '[';
    }
    add_token(names, (size_t)(at + (at < names->end) - names->at), FIXED);
}

/* After a value "/" divides. */
static bool
begins_pattern(const struct names *names)
{
    const struct token *before = look(names, names->count, -1);

    if (before->kind == WORD)
        return is_word(before, "return");
    return before->kind != FIXED && before->kind != ')' &&
           before->kind != ']' && before->kind != '}';
}

static void
read_word(struct names *names)
{
    const char *at = names->at;
    bool number = *at >= '0' && *at <= '9';

    while (at < names->end && (is_letter(*at) || (number && *at == '.')))
        at++;
    add_token(names, (size_t)(at - names->at), number ? FIXED : WORD);
}

static void
read_sign(struct names *names)
{
    char c = *names->at;

    if (c == '{')
        open_bracket(names, 1, c,
                     begins_class(names)    ? CLASS
                     : begins_object(names) ? OBJECT
                                            : c);
    else if (c == '(' || c == '[')
        open_bracket(names, 1, c, c);
    else if (c == '}' && find_within(names) == TEMPLATE) {
        close_bracket(names);
        read_template(names, 0);
    } else if (c == ')' || c == ']' || c == '}')
        close_bracket(names);
    else {
        /* The value of a field stands between names of methods. */
        names->strange |= c == '=' && find_within(names) == CLASS;
        add_token(names, 1, c);
    }
}

static void
read_tokens(struct names *names)
{
    while (names->at < names->end) {
        char c = *names->at;
        if (c == ' ' || c == '\n')
            names->at++;
        else if (is_letter(c))
            read_word(names);
        else if (c == '`')
            read_template(names, 1);
        else if (c == '"' || c == '\'' || (c == '/' && begins_pattern(names)))
            read_quoted(names);
        else
            read_sign(names);
    }
    names->strange = names->strange || names->depth > 0;
}

/* Variables. */

static bool
is_property(const struct names *names, size_t i)
{
    const struct token *token = &names->tokens[i];
    const struct token *before = look(names, i, -1), *after = look(names, i, 1);

    if (before->kind == '.')
        return look(names, i, -3)->kind != '.' ||
               look(names, i, -2)->kind != '.';
    if (token->within == CLASS)
        return true;
    if (token->within != OBJECT)
        return false;
    if (is_word(before, "get") || is_word(before, "set") ||
        is_word(before, "async"))
        return after->kind == '(';
    return (before->kind == '{' || before->kind == ',') &&
           (after->kind == ':' || after->kind == '(' || after->kind == WORD);
}

/* As in {width}: a variable and a key. */
static bool
is_both(const struct names *names, size_t i)
{
    char before = look(names, i, -1)->kind, after = look(names, i, 1)->kind;

    return names->tokens[i].within == OBJECT &&
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
note_variables(struct names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        struct token *token = &names->tokens[i];
        if (token->kind != WORD || is_property(names, i))
            continue;
        struct entry *entry = find_entry(names, token);
        if (!entry->count++) {
            entry->at = token->at;
            entry->length = token->length;
            entry->first = i;
        }
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
}

/* In {a, b}, which take fields of what they are given. */
static void
declare_fields(struct names *names, size_t open)
{
    for (size_t i = open + 1; i < names->tokens[open].pair; i++)
        if (names->tokens[i].kind == WORD && is_both(names, i))
            declare(names, &names->tokens[i]);
}

/* What stands by itself in a list of parameters or in [a, b]. */
static void
declare_list(struct names *names, size_t open)
{
    size_t close = names->tokens[open].pair;

    for (size_t i = open + 1; i < close; i++) {
        const struct token *token = &names->tokens[i];
        char before = look(names, i, -1)->kind;
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

    for (i++; i < names->count; i++) {
        const struct token *token = &names->tokens[i];
        char kind = token->kind;
        if (kind == ';' || kind == ')' || kind == '}' || kind == ']' ||
            is_word(token, "of") || is_word(token, "in") ||
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

static bool
is_arrow(const struct names *names, size_t i)
{
    return look(names, i, 0)->kind == '=' && look(names, i, 1)->kind == '>';
}

/* Whether what is in these brackets are parameters: an arrow follows, or a body
 * follows what no statement begins with. */
static bool
has_parameters(const struct names *names, size_t open)
{
    static const char *const statements[] = {"if", "for", "while", "switch"};
    const struct token *before = look(names, open, -1);
    size_t close = names->tokens[open].pair;

    return is_arrow(names, close + 1) ||
           (look(names, close, 1)->kind == '{' && before->kind == WORD &&
            !is_one_of(before, statements, COUNT(statements)));
}

static void
find_declarations(struct names *names)
{
    static const char *const lists[] = {"const", "let", "var"};

    for (size_t i = 0; i < names->count; i++) {
        const struct token *token = &names->tokens[i];
        if (is_one_of(token, lists, COUNT(lists)) && token->entry)
            declare_values(names, i);
        else if (is_word(token, "function"))
            declare(names, look(names, i, 1));
        else if (token->kind == WORD && is_arrow(names, i + 1))
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
    return names->strange;
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
           !is_one_of(&token, words, COUNT(words));
}

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

static void
choose_names(struct names *names)
{
    struct entry **order =
        TAKE_ARRAY(names->arena, names->size, struct entry *);
    size_t count = 0, number = 0;

    for (size_t i = 0; i < names->size; i++)
        if (names->table[i].at && may_go(&names->table[i]))
            order[count++] = &names->table[i];
    qsort(order, count, sizeof *order, compare);
    for (size_t i = 0; i < count && number < 52 * 53; i++) {
        do
            write_name(order[i]->name, number++);
        while (!is_free(names, order[i]->name));
    }
}

/* Whether the line end before it cannot be meant: what it begins belongs to the
 * brackets of a statement. */
static bool
is_idle(const struct names *names, size_t i)
{
    static const char *const statements[] = {"if", "for", "while"};
    const struct token *token = &names->tokens[i], *before = look(names, i, -1);

    return before->kind == ')' && token->at[-1] == '\n' &&
           is_one_of(look(names, before->pair, -1), statements,
                     COUNT(statements));
}

static struct bytes
write_script(struct names *names, struct bytes script)
{
    struct text out = text_new(names->arena);
    const char *at = script.at;

    for (size_t i = 0; i < names->count; i++) {
        const struct token *token = &names->tokens[i];
        const char *name =
            token->entry ? names->table[token->entry - 1].name : "";
        /* It only forbids what a script that runs does not do. */
        if (is_word(token, "const") && token->entry)
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
    struct names names = {
        .arena = arena, .at = script.at, .end = script.at + script.length};

    read_tokens(&names);
    for (names.size = 256; names.size < 2 * names.count + 256;)
        names.size *= 2;
    names.table = TAKE_ARRAY(arena, names.size, struct entry);
    note_variables(&names);
    if (is_strange(&names))
        return script;
    find_declarations(&names);
    keep_known(&names);
    choose_names(&names);
    return write_script(&names, script);
}
