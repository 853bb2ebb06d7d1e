/* script.c: a script split into its tokens, with the brackets that belong to
 * each other.
 *
 * What a newcomer would get wrong: what a "{" begins is told by what stands
 * before it, and decides whether the words in it are names or variables; a
 * template has pieces of script in it, and they other templates. */
#include "script.h"

#include <string.h>

static bool
is_letter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (c & 0x80) || c == '_' || c == '$';
}

bool
token_is(const struct token *token, const char *word)
{
    return token->kind == WORD && token->length == strlen(word) &&
           !memcmp(token->at, word, token->length);
}

bool
token_is_one_of(const struct token *token, const char *const *words,
                size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}

const struct token *
script_look(const struct script *script, size_t i, int step)
{
    static const struct token none = {.at = "", .kind = 0};
    size_t to = i + (size_t)step;

    return to < script->count ? &script->tokens[to] : &none;
}

bool
script_is_arrow(const struct script *script, size_t i)
{
    return script_look(script, i, 0)->kind == '=' &&
           script_look(script, i, 1)->kind == '>';
}

/* The bracket that is open, or 0. */
static char
find_within(const struct script *script)
{
    return script->depth ? script->inside[script->depth - 1] : '\0';
}

static void
add_token(struct script *script, size_t length, char kind)
{
    struct token token = {script->at, length, kind, find_within(script),
                          0,          0,      0};

    GROW(script->arena, script->tokens, script->count, script->room);
    script->tokens[script->count++] = token;
    script->at += length;
}

/* Whether ":" ends a case, so that a block may follow. */
static bool
ends_case(const struct script *script, size_t colon)
{
    for (size_t i = colon; i--;) {
        const struct token *token = &script->tokens[i];
        if (token_is(token, "case") || token_is(token, "default"))
            return true;
        if (token->kind == ';' || token->kind == '{' || token->kind == '}' ||
            token->kind == ',')
            return false;
    }
    return false;
}

/* Whether "{" after all tokens so far begins an object or a pattern. */
static bool
begins_object(const struct script *script)
{
    static const char *const words[] = {"return", "const", "let",   "var",
                                        "of",     "in",    "yield", "await"};
    const struct token *before = script_look(script, script->count, -1);
    char kind = before->kind;

    if (kind == WORD)
        return token_is_one_of(before, words, COUNT(words));
    if (kind == ':')
        return !ends_case(script, script->count - 1);
    return kind && strchr("([,=?&|.", kind);
}

/* "class Name {" or "class Name extends Other {". */
static bool
begins_class(const struct script *script)
{
    const struct token *before = script_look(script, script->count, -2);

    return token_is(script_look(script, script->count, -1), "class") ||
           token_is(before, "class") || token_is(before, "extends");
}

static void
open_bracket(struct script *script, size_t length, char kind, char inside)
{
    if (script->depth == SCRIPT_DEEPEST) {
        script->strange = true;
        script->at = script->end;
        return;
    }
    script->open[script->depth] = script->count;
    add_token(script, length, kind);
    script->inside[script->depth++] = inside;
}

static void
close_bracket(struct script *script)
{
    if (!script->depth) {
        script->strange = true;
        script->at = script->end;
        return;
    }
    size_t open = script->open[--script->depth];
    script->tokens[open].pair = script->count;
    add_token(script, 1, *script->at);
    script->tokens[script->count - 1].pair = open;
}

/* Words of a template, of which mark letters begin it: up to behind its end or
 * behind "${", where a piece of script begins. */
static void
read_template(struct script *script, size_t mark)
{
    const char *at = script->at + mark;

    while (at < script->end && *at != '`' && !(*at == '$' && at[1] == '{'))
        at += *at == '\\' && at + 1 < script->end ? 2 : 1;
    if (at < script->end && *at == '$')
        open_bracket(script, (size_t)(at + 2 - script->at), FIXED, TEMPLATE);
    else
        add_token(script, (size_t)(at + (at < script->end) - script->at),
                  FIXED);
}

/* A string, or a pattern with its sets. */
static void
read_quoted(struct script *script)
{
    const char *at = script->at + 1;
    bool set = false;

    for (; at < script->end && (*at != *script->at || set); at++) {
        if (*at == '\\' && at + 1 < script->end)
            at++;
        else if (*script->at == '/' && (*at == '[' || *at == ']'))
            set = *at == '[';
    }
    add_token(script, (size_t)(at + (at < script->end) - script->at), FIXED);
}

/* After a value "/" divides. */
static bool
begins_pattern(const struct script *script)
{
    const struct token *before = script_look(script, script->count, -1);

    if (before->kind == WORD)
        return token_is(before, "return");
    return before->kind != FIXED && before->kind != ')' &&
           before->kind != ']' && before->kind != '}';
}

static void
read_word(struct script *script)
{
    const char *at = script->at;
    bool number = *at >= '0' && *at <= '9';

    while (at < script->end && (is_letter(*at) || (number && *at == '.')))
        at++;
    add_token(script, (size_t)(at - script->at), number ? FIXED : WORD);
}

static void
read_sign(struct script *script)
{
    char c = *script->at;

    if (c == '{')
        open_bracket(script, 1, c,
                     begins_class(script)    ? CLASS
                     : begins_object(script) ? OBJECT
                                             : c);
    else if (c == '(' || c == '[')
        open_bracket(script, 1, c, c);
    else if (c == '}' && find_within(script) == TEMPLATE) {
        close_bracket(script);
        read_template(script, 0);
    } else if (c == ')' || c == ']' || c == '}')
        close_bracket(script);
    else {
        /* The value of a field stands between names of methods. */
        script->strange |= c == '=' && find_within(script) == CLASS;
        add_token(script, 1, c);
    }
}

static void
read_token(struct script *script)
{
    char c = *script->at;

    if (c == ' ' || c == '\n')
        script->at++;
    else if (is_letter(c))
        read_word(script);
    else if (c == '`')
        read_template(script, 1);
    else if (c == '"' || c == '\'' || (c == '/' && begins_pattern(script)))
        read_quoted(script);
    else
        read_sign(script);
}

struct script
script_read(struct arena *arena, struct bytes bytes)
{
    struct script script = {
        .arena = arena, .at = bytes.at, .end = bytes.at + bytes.length};

    while (script.at < script.end)
        read_token(&script);
    script.strange = script.strange || script.depth > 0;
    return script;
}
