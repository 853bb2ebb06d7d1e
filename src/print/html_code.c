/* html_code.c: style and script without what only their authors need: comments,
 * indentation and space that parts nothing. Of a script variables get short
 * names after that.
 *
 * What one would get wrong: a line end may stand for a semicolon in a script,
 * so it goes only where none can be meant; and "/" begins a comment, a pattern
 * or nothing at all, which only the sign before it tells. In a style "+" needs
 * its space within a sum and nowhere else. */
#include "html.h"

#include <string.h>

struct squeeze {
    struct text out;
    const char *at, *end;
    bool script;       /* or style */
    bool gap, line;    /* space was passed over; a line end was in it */
    int sum;           /* brackets that are open since a style's sum began */
    struct text *said; /* NULL, or what gets the strings of a script */
};

static bool
is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (c & 0x80) || (c && strchr("_$#", c));
}

static bool
is_one(char c, const char *of)
{
    return c && strchr(of, c);
}

static char
find_last(const struct squeeze *squeeze)
{
    const struct text *out = &squeeze->out;

    return out->length ? out->at[out->length - 1] : '\0';
}

/* Between the signs before and after it a space parts something. A style adds
 * and takes away only with space around it, multiplies and divides without, and
 * "a :b" is not "a:b". */
static bool
parts(const struct squeeze *squeeze, char before, char after)
{
    if (squeeze->script)
        return (is_word(before) && is_word(after)) ||
               (before == after && is_one(after, "+-"));
    return !is_one(before, squeeze->sum ? "*/,(" : "{};:,>+~") &&
           !is_one(after, squeeze->sum ? "*/,)" : "{};,>+~");
}

/* A line end stands for a semicolon unless a statement cannot end before it or
 * cannot begin after it. */
static bool
ends(char before, char after)
{
    return !is_one(before, "{([,;:=*?&|<>!") &&
           !is_one(after, ")]},;:.?&|=*<>");
}

static void
close_gap(struct squeeze *squeeze, char after)
{
    char before = find_last(squeeze);

    if (squeeze->gap && before) {
        if (squeeze->script && squeeze->line && ends(before, after))
            text_char(&squeeze->out, '\n');
        else if (parts(squeeze, before, after))
            text_char(&squeeze->out, ' ');
    }
    squeeze->gap = squeeze->line = false;
}

/* After a value "/" divides; elsewhere it begins a pattern. */
static bool
begins_pattern(const struct squeeze *squeeze)
{
    const struct text *out = &squeeze->out;
    char before = find_last(squeeze);

    if (out->length > 6 && !memcmp(out->at + out->length - 6, "return", 6))
        return true;
    return squeeze->script && !is_word(before) && !is_one(before, ")]}");
}

/* Where what begins at at ends: a string, a pattern, or a template, in which
 * others may stand. */
static const char *
find_end(const struct squeeze *squeeze, const char *at)
{
    char mark = *at;
    bool set = false;
    int depth = 0;

    for (at++; at < squeeze->end; at++) {
        if (*at == '\\')
            at++;
        else if (mark == '/' && *at == '[')
            set = true;
        else if (mark == '/' && *at == ']')
            set = false;
        else if (mark == '`' && *at == '{' && (depth || at[-1] == '$'))
            depth++;
        else if (mark == '`' && *at == '}' && depth)
            depth--;
        else if (*at == mark && !set && !depth)
            return at + 1;
    }
    return squeeze->end;
}

static bool
pass_comment(struct squeeze *squeeze)
{
    const char *at = squeeze->at, *stop;

    if (*at != '/' || at + 1 == squeeze->end)
        return false;
    if (at[1] == '*') {
        stop = strstr(at + 2, "*/");
        squeeze->at = stop ? stop + 2 : squeeze->end;
    } else if (at[1] == '/' && squeeze->script) {
        stop = strchr(at, '\n');
        squeeze->at = stop ? stop : squeeze->end;
    } else {
        return false;
    }
    squeeze->gap = true;
    return true;
}

static bool
pass_space(struct squeeze *squeeze)
{
    if (!is_one(*squeeze->at, " \t\n\r"))
        return false;
    squeeze->gap = true;
    squeeze->line = squeeze->line || *squeeze->at == '\n';
    squeeze->at++;
    return true;
}

static bool
follows(const struct squeeze *squeeze, const char *word)
{
    const struct text *out = &squeeze->out;
    size_t length = strlen(word);

    return out->length >= length &&
           !memcmp(out->at + out->length - length, word, length);
}

/* Whether what opens in a style is a sum. */
static bool
begins_sum(const struct squeeze *squeeze)
{
    return follows(squeeze, "calc") || follows(squeeze, "clamp") ||
           follows(squeeze, "min") || follows(squeeze, "max");
}

/* The address in a style whose "(" is at at, up to its ")"; without quotes
 * where they keep nothing together. Where it goes on, or NULL. */
static const char *
pass_address(struct squeeze *squeeze, const char *at)
{
    const char *from = at + 1 + (at[1] == '"');
    size_t length = strcspn(from, " '()\\\"\n\t");
    const char *end = from + length + (at[1] == '"');

    if (*end != ')' || (at[1] == '"' && end[-1] != '"'))
        return NULL;
    text_char(&squeeze->out, '(');
    text_bytes(&squeeze->out, from, length);
    return end;
}

/* What only a style has. Where it goes on, or NULL. */
static const char *
pass_value(struct squeeze *squeeze, const char *at)
{
    char before = find_last(squeeze);

    if (*at == '(' && follows(squeeze, "url"))
        return pass_address(squeeze, at);
    if (*at == '(' && (squeeze->sum || begins_sum(squeeze)))
        squeeze->sum++;
    else if (*at == ')' && squeeze->sum)
        squeeze->sum--;
    if (*at == '0' && at[1] == '.' && at[2] >= '0' && at[2] <= '9' &&
        is_one(before, " :,(-+*/"))
        return at + 1;
    /* The last declaration needs no end. */
    if (*at == '}' && before == ';')
        squeeze->out.at[--squeeze->out.length] = '\0';
    return NULL;
}

static void
pass_sign(struct squeeze *squeeze)
{
    const char *at = squeeze->at, *next = at + 1;
    bool quoted = is_one(*at, squeeze->script ? "\"'`" : "\"'");

    close_gap(squeeze, *at);
    if (!squeeze->script && (squeeze->at = pass_value(squeeze, at)))
        return;
    if (quoted || (*at == '/' && begins_pattern(squeeze)))
        next = find_end(squeeze, at);
    if (quoted && squeeze->said)
        text_bytes(squeeze->said, at, (size_t)(next - at));
    text_bytes(&squeeze->out, at, (size_t)(next - at));
    squeeze->at = next;
}

static void
pass_all(struct squeeze *squeeze)
{
    while (squeeze->at < squeeze->end)
        if (!pass_comment(squeeze) && !pass_space(squeeze))
            pass_sign(squeeze);
}

struct bytes
html_strings(struct arena *arena, struct bytes script)
{
    struct text said = text_new(arena);
    struct squeeze squeeze = {.out = text_new(arena),
                              .at = script.at,
                              .end = script.at + script.length,
                              .script = true,
                              .said = &said};

    pass_all(&squeeze);
    return text_all(&said);
}

struct bytes
html_code(struct arena *arena, struct bytes code, bool script)
{
    struct squeeze squeeze = {.out = text_new(arena),
                              .at = code.at,
                              .end = code.at + code.length,
                              .script = script};

    pass_all(&squeeze);
    text_char(&squeeze.out, '\n');
    return script ? html_names(arena, text_all(&squeeze.out))
                  : text_all(&squeeze.out);
}
