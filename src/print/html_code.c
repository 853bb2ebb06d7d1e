/* html_code.c: style and script without what only their authors need: comments,
 * indentation and space that parts nothing. Of a script variables get short
 * names after that.
 *
 * What one would get wrong: a line end may stand for a semicolon in a script,
 * so it goes only where none can be meant; and "/" begins a comment, a pattern
 * or nothing at all, which only the sign before it tells. */
#include "html.h"

#include <string.h>

struct squeeze {
    struct text out;
    const char *at, *end;
    bool script;    /* or style */
    bool gap, line; /* space was passed over; a line end was in it */
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
 * and takes away only with space around it, and "a :b" is not "a:b". */
static bool
parts(const struct squeeze *squeeze, char before, char after)
{
    if (squeeze->script)
        return (is_word(before) && is_word(after)) ||
               (before == after && is_one(after, "+-"));
    return !is_one(before, "{};:,>") && !is_one(after, "{};,>");
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

static void
pass_sign(struct squeeze *squeeze)
{
    const char *at = squeeze->at, *next = at + 1;
    bool quoted = is_one(*at, squeeze->script ? "\"'`" : "\"'");

    close_gap(squeeze, *at);
    if (quoted || (*at == '/' && begins_pattern(squeeze)))
        next = find_end(squeeze, at);
    /* The last declaration needs no end. */
    if (!squeeze->script && *at == '}' && find_last(squeeze) == ';')
        squeeze->out.at[--squeeze->out.length] = '\0';
    text_bytes(&squeeze->out, at, (size_t)(next - at));
    squeeze->at = next;
}

struct bytes
html_code(struct arena *arena, struct bytes code, bool script)
{
    struct squeeze squeeze = {.out = text_new(arena),
                              .at = code.at,
                              .end = code.at + code.length,
                              .script = script};

    while (squeeze.at < squeeze.end)
        if (!pass_comment(&squeeze) && !pass_space(&squeeze))
            pass_sign(&squeeze);
    text_char(&squeeze.out, '\n');
    return script ? html_names(arena, text_all(&squeeze.out))
                  : text_all(&squeeze.out);
}
