/* leaf.c: from the Markdown parser's lines and columns back to the source.
 * The parser takes the indent of a block's first line for that of all its
 * lines, forgets lines that end in a backslash or lie within a link's
 * address, and counts a table's "\|" as one byte. What can be trusted is a
 * column as a distance from the last line start that the parser noticed; so
 * the block's content is built again here, each byte with its place, and the
 * parser's positions are offsets into that. */
#define _POSIX_C_SOURCE 200809L
#define CMARK_NO_SHORT_NAMES
#include "inside.h"

#include <cmark-gfm.h>
#include <string.h>

static void
add_byte(struct leaf *leaf, char c, size_t raw)
{
    if (leaf->length + 1 >= leaf->room) {
        size_t wanted = leaf->room ? 2 * leaf->room : 512;
        leaf->content = arena_grow(leaf->source->arena, leaf->content,
                                   leaf->length, wanted, 1);
        leaf->raw = arena_grow(leaf->source->arena, leaf->raw, leaf->length,
                               wanted, sizeof *leaf->raw);
        leaf->room = wanted;
    }
    leaf->content[leaf->length] = c;
    leaf->raw[leaf->length++] = raw;
    leaf->content[leaf->length] = '\0';
    leaf->raw[leaf->length] = raw + 1;
}

/* Past the indent of a line and the marks of up to quotes block quotes; a
 * lazy line has fewer of them. */
static size_t
skip_marks(const struct source *source, size_t at, size_t end, int quotes)
{
    for (; at < end; at++) {
        char c = source->text[at];
        if (c == '>' && quotes > 0)
            quotes--;
        else if (c != ' ' && c != '\t')
            break;
    }
    return at;
}

int
leaf_indent(const struct source *source, int line, int quotes)
{
    size_t start = source_offset(source, line, 1);

    if (line < 1 || line > source->line_count)
        return 1;
    return 1 +
           (int)(skip_marks(source, start, source_end(source, line), quotes) -
                 start);
}

/* Where the words of one line of the span begin. */
static size_t
find_words(const struct source *source, struct span span, int line, int quotes)
{
    return source_offset(source, line,
                         line == span.line ? span.col
                                           : leaf_indent(source, line, quotes));
}

size_t
leaf_measure(const struct source *source, struct span span, int quotes)
{
    size_t length = 0;

    for (int line = span.line; line <= span.last && line <= source->line_count;
         line++)
        length += source_end(source, line) + 1 -
                  find_words(source, span, line, quotes);
    return length;
}

static void
add_lines(struct leaf *leaf, struct span span, int quotes)
{
    const struct source *source = leaf->source;

    for (int line = span.line; line <= span.last && line <= source->line_count;
         line++) {
        size_t end = source_end(source, line);
        for (size_t at = find_words(source, span, line, quotes); at < end; at++)
            add_byte(leaf, source->text[at], at);
        add_byte(leaf, '\n', end);
    }
}

static void
add_cell(struct leaf *leaf, struct span span)
{
    const struct source *source = leaf->source;
    size_t end = source_offset(source, span.line, span.last_col + 1);

    for (size_t at = source_offset(source, span.line, span.col); at < end; at++)
        if (source->text[at] != '\\' || source->text[at + 1] != '|')
            add_byte(leaf, source->text[at], at);
    add_byte(leaf, '\n', end);
}

/* Does the text that the parser made begin like this line? */
static bool
begins_like(const char *content, const char *text)
{
    for (int i = 0; i < 24 && text[i] && content[i] != '\n'; i++)
        if (content[i] != text[i])
            return !(text[i] >= ' ' && text[i] < 0x7f) &&
                   strchr("\"'-.&\\", content[i]);
    return true;
}

static bool
is_definition(const char *at)
{
    if (*at++ != '[')
        return false;
    while (*at && *at != '\n' && *at != '[' && *at != ']')
        at += *at == '\\' && at[1] ? 2 : 1;
    return at[0] == ']' && at[1] == ':';
}

/* Link definitions at the start of a paragraph are gone from what the parser
 * counts, except in the number of its first line. */
static void
skip_definitions(struct leaf *leaf, cmark_node *first)
{
    const char *at = leaf->content;
    bool text = first && cmark_node_get_type(first) == CMARK_NODE_TEXT;

    while (is_definition(at) &&
           !(text && begins_like(at, cmark_node_get_literal(first)))) {
        const char *end = strchr(at, '\n');
        if (!end)
            return;
        at = end + 1;
    }
    if (*at)
        leaf->line_start = leaf->known = (size_t)(at - leaf->content);
}

void
leaf_open(struct leaf *leaf, cmark_node *block, struct span span, int quotes)
{
    leaf->length = leaf->line_start = leaf->known = 0;
    leaf->line = cmark_node_get_start_line(block);
    leaf->col = cmark_node_get_start_column(block);
    add_byte(leaf, '\n', 0);
    leaf->length = 0;
    if (!strcmp(cmark_node_get_type_string(block), "table_cell")) {
        add_cell(leaf, span);
        return;
    }
    add_lines(leaf, span, quotes);
    skip_definitions(leaf, cmark_node_first_child(block));
}

size_t
leaf_find(struct leaf *leaf, int line, int col)
{
    if (line < leaf->line || col < leaf->col || (!line && !col))
        return leaf->known;
    for (; leaf->line < line; leaf->line++) {
        const char *end = memchr(leaf->content + leaf->known, '\n',
                                 leaf->length - leaf->known);
        if (!end)
            break;
        leaf->line_start = leaf->known = (size_t)(end - leaf->content) + 1;
    }
    size_t offset = leaf->line_start + (size_t)(col - leaf->col);
    return offset < leaf->length ? offset : leaf->length;
}

void
leaf_pass(struct leaf *leaf, size_t offset)
{
    if (offset > leaf->length)
        offset = leaf->length;
    if (offset > leaf->known)
        leaf->known = offset;
}

struct place
leaf_place(const struct leaf *leaf, size_t offset)
{
    return source_place(leaf->source, leaf->raw[offset]);
}

static size_t
measure_entity(const char *at)
{
    size_t length = 1 + strspn(at + 1, "#abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789");

    return at[length] == ';' && length < 32 ? length + 1 : 1;
}

/* How many bytes of content became the character at text. */
static size_t
measure_source(const char *content, const char *text)
{
    bool same = *content == *text;

    if (*content == '&') {
        size_t length = measure_entity(content);
        return same && !strncmp(content, text, length) ? 1 : length;
    }
    if (same)
        return 1;
    if (*content == '\\')
        return 2;
    if (*content == '-')
        return !strncmp(text, "\u2014", 3) ? 3 : 2;
    return *content == '.' ? 3 : 1;
}

void
leaf_step(const struct leaf *leaf, size_t *offset, const char **at)
{
    const char *from = *at, *end = from + strnlen(from, 4);

    utf8_next(at, end);
    if (*offset < leaf->length)
        *offset +=
            (unsigned char)*from >= 0x80 && leaf->content[*offset] == *from
                ? (size_t)(*at - from)
                : measure_source(leaf->content + *offset, from);
    if (*offset > leaf->length)
        *offset = leaf->length;
}
