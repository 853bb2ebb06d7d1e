/* braces.c: {{ value }}, {#id lang=fr}, $formulas$ and @citations in Markdown.
 * They must be seen while the parser runs: afterwards quotes in a format would
 * be curly, "--" a dash, "all@2026.5" a mail address and "x_i y_i" emphasis.
 * Code spans are safe, for the parser asks here only about what is outside
 * them. The caret of a "[^" that can be no footnote is taken too, because the
 * parser loses words from a footnote mark that goes over the end of a line. */
#define CMARK_NO_SHORT_NAMES
#include "inside.h"

#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 200 /* [bytes] between braces: keeps many "{{" linear */

/* Bytes up to and with the closing mark, 0 when there is none near. */
static int
measure_braces(cmark_inline_parser *inlines, int start)
{
    for (int i = start + 2; i < start + LONGEST; i++) {
        unsigned char c = cmark_inline_parser_peek_at(inlines, i);
        if (!c)
            return 0;
        unsigned char after = cmark_inline_parser_peek_at(inlines, i + 1);
        if (c == '{' && after == '{')
            return 0;
        if (c == '}' && after == '}')
            return i + 2 - start;
    }
    return 0;
}

static bool
is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_word(unsigned char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* Letters, figures and hyphens from at on. */
static int
skip_word(cmark_inline_parser *inlines, int at, int end)
{
    while (at < end && is_word(cmark_inline_parser_peek_at(inlines, at)))
        at++;
    return at;
}

/* Of key=value and key="value", 0 for anything else. */
static int
measure_pair(cmark_inline_parser *inlines, int start, int end)
{
    int at = skip_word(inlines, start, end);

    if (cmark_inline_parser_peek_at(inlines, at) != '=')
        return 0;
    bool quoted = cmark_inline_parser_peek_at(inlines, ++at) == '"';
    at = skip_word(inlines, at + quoted, end);
    if (quoted && cmark_inline_parser_peek_at(inlines, at++) != '"')
        return 0;
    return at - start;
}

/* Of #id, .plate or key=value. */
static int
measure_one(cmark_inline_parser *inlines, int start, int end)
{
    unsigned char first = cmark_inline_parser_peek_at(inlines, start);
    int at = start + 1;

    if (is_letter(first))
        return measure_pair(inlines, start, end);
    if (first == '.' && is_letter(cmark_inline_parser_peek_at(inlines, at)))
        return skip_word(inlines, at, end) - start;
    if (first != '#')
        return 0;
    for (; at < end; at++) {
        unsigned char c = cmark_inline_parser_peek_at(inlines, at);
        if (c == '}' || c == ' ')
            break;
        if (c <= ' ' || strchr("{<>\"'&`\\", c))
            return 0;
    }
    return at > start + 1 ? at - start : 0;
}

/* Of {#id}, {.plate}, {lang=fr} and several of them with a space between. */
static int
measure_attribute(cmark_inline_parser *inlines, int start)
{
    int at = start + 1, end = start + LONGEST;

    while (at < end) {
        int length = measure_one(inlines, at, end);
        at += length;
        unsigned char c = cmark_inline_parser_peek_at(inlines, at);
        if (!length || (c != '}' && c != ' '))
            return 0;
        at++;
        if (c == '}')
            return at - start;
    }
    return 0;
}

/* As raw HTML, because a table's cell refuses custom inlines. */
static cmark_node *
make_raw(cmark_inline_parser *inlines, char kind, int start, int length)
{
    struct arena arena = {0};
    struct text raw = text_new(&arena);
    cmark_node *node = cmark_node_new_with_mem(
        CMARK_NODE_HTML_INLINE, cmark_get_default_mem_allocator());

    text_print(&raw, "%d:%d%c", cmark_inline_parser_get_line(inlines),
               cmark_inline_parser_get_column(inlines), kind);
    for (int i = 0; i < length; i++)
        text_char(&raw, (char)cmark_inline_parser_peek_at(inlines, start + i));
    cmark_node_set_literal(node, raw.at);
    cmark_inline_parser_set_offset(inlines, start + length);
    arena_close(&arena);
    return node;
}

/* Dollars. */

static bool
is_blank(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* The next dollar from at on without a backslash before it, or -1. What has a
 * backtick in it is code, or next to it. */
static int
find_dollar(cmark_inline_parser *inlines, int at)
{
    for (int end = at + MOST_FORMULA; at < end; at++) {
        unsigned char c = cmark_inline_parser_peek_at(inlines, at);
        if (!c || c == '`')
            return -1;
        if (c == '$')
            return at;
        if (c == '\\' && cmark_inline_parser_peek_at(inlines, at + 1))
            at++;
    }
    return -1;
}

/* As Pandoc has it: "$5 and $10" is money. Only the next dollar may close, so
 * that many of them stay linear. */
static int
measure_formula(cmark_inline_parser *inlines, int start)
{
    int end = find_dollar(inlines, start + 1);

    if (end <= start + 1 ||
        is_blank(cmark_inline_parser_peek_at(inlines, start + 1)) ||
        is_blank(cmark_inline_parser_peek_at(inlines, end - 1)))
        return 0;
    unsigned char after = cmark_inline_parser_peek_at(inlines, end + 1);
    return after >= '0' && after <= '9' ? 0 : end + 1 - start;
}

static int
measure_display(cmark_inline_parser *inlines, int start)
{
    int end = find_dollar(inlines, start + 2);

    while (end >= 0 && cmark_inline_parser_peek_at(inlines, end + 1) != '$')
        end = find_dollar(inlines, end + 1);
    return end > start + 2 ? end + 2 - start : 0;
}

static cmark_node *
match_dollar(cmark_inline_parser *inlines, int start)
{
    bool pair = cmark_inline_parser_peek_at(inlines, start + 1) == '$';
    int length = pair ? measure_display(inlines, start)
                      : measure_formula(inlines, start);

    if (length)
        return make_raw(inlines, pair ? 'd' : 'm', start, length);
    return pair ? make_raw(inlines, 'p', start, 2) : NULL;
}

/* Is the caret here that of a "[^label]" with a fit label? One with other
 * marks in it may end elsewhere than it seems. */
static bool
is_mark(cmark_inline_parser *inlines, int start)
{
    for (int i = start + 1; i < start + LONGEST; i++) {
        unsigned char c = cmark_inline_parser_peek_at(inlines, i);
        if (c == ']')
            return true;
        if (c <= ' ' || strchr("[\\`<{", c))
            return false;
    }
    return false;
}

static cmark_node *
match_caret(cmark_inline_parser *inlines, int start)
{
    bool open = start && cmark_inline_parser_peek_at(inlines, start - 1) == '[';

    return open && !is_mark(inlines, start) ? make_raw(inlines, 't', start, 1)
                                            : NULL;
}

/* Citations. */

static bool
is_key(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

/* Of "@key"; marks may stand within a key, not at its end. A letter before it
 * makes it an address. */
static int
measure_key(cmark_inline_parser *inlines, int start)
{
    int end = start + 1;

    if (start && is_key(cmark_inline_parser_peek_at(inlines, start - 1)))
        return 0;
    for (int i = end; i < start + LONGEST; i++) {
        unsigned char c = cmark_inline_parser_peek_at(inlines, i);
        if (is_key(c))
            end = i + 1;
        else if (!c || i == start + 1 || !strchr(":.+/-", c) || end != i)
            break;
    }
    return end > start + 1 ? end - start : 0;
}

static cmark_node *
match_key(cmark_inline_parser *inlines, int start)
{
    int length = measure_key(inlines, start);

    return length ? make_raw(inlines, 'c', start, length) : NULL;
}

static cmark_node *
match_character(cmark_syntax_extension *self, cmark_parser *parser,
                cmark_node *parent, unsigned char character,
                cmark_inline_parser *inlines)
{
    int start = cmark_inline_parser_get_offset(inlines);

    (void)self, (void)parser, (void)parent;
    if (character == '^')
        return match_caret(inlines, start);
    if (character == '$')
        return match_dollar(inlines, start);
    if (character != '{')
        return NULL;
    unsigned char next = cmark_inline_parser_peek_at(inlines, start + 1);
    if (next == '{') {
        int length = measure_braces(inlines, start);
        return length ? make_raw(inlines, 'v', start, length)
                      : make_raw(inlines, 'b', start, 2);
    }
    int length = measure_attribute(inlines, start);
    return length ? make_raw(inlines, 'i', start, length) : NULL;
}

/* The parser asks about every character that text begins with, too. */
static cmark_node *
match_cited(cmark_syntax_extension *self, cmark_parser *parser,
            cmark_node *parent, unsigned char character,
            cmark_inline_parser *inlines)
{
    if (character == '@')
        return match_key(inlines, cmark_inline_parser_get_offset(inlines));
    return match_character(self, parser, parent, character, inlines);
}

cmark_syntax_extension *
braces_attach(cmark_parser *parser, bool cites)
{
    cmark_mem *memory = cmark_get_default_mem_allocator();
    cmark_syntax_extension *extension = cmark_syntax_extension_new("braces");
    cmark_llist *characters =
        cmark_llist_append(memory, NULL, (void *)(uintptr_t)'{');

    characters = cmark_llist_append(memory, characters, (void *)(uintptr_t)'^');
    characters = cmark_llist_append(memory, characters, (void *)(uintptr_t)'$');
    if (cites)
        characters =
            cmark_llist_append(memory, characters, (void *)(uintptr_t)'@');
    cmark_syntax_extension_set_match_inline_func(
        extension, cites ? match_cited : match_character);
    cmark_syntax_extension_set_special_inline_chars(extension, characters);
    cmark_parser_attach_syntax_extension(parser, extension);
    return extension;
}

void
braces_free(cmark_syntax_extension *extension)
{
    cmark_syntax_extension_free(cmark_get_default_mem_allocator(), extension);
}
