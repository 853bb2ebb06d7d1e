/* markup_block.c: a block of raw HTML: headings, lists, tables, code and the
 * words between them become what Markdown would have made of them. What one
 * would get wrong: such a block ends at the first blank line, in the middle of
 * a table if need be, so everything that is still open is closed at its end. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

struct builder {
    struct source *source;
    struct arena *arena;
    struct node *root, *top;  /* top: what blocks are added to */
    struct node *words;       /* what inlines are added to, or NULL */
    int line;                 /* in the source */
    const struct node *group; /* the last row before the group of rows that is
                                 open, or NULL */
    int depth, most;          /* of top below root */
    struct tag tag;           /* the one that is being seen to */
};

static struct place
find_place(const struct builder *builder)
{
    struct source *source = builder->source;

    return source_place(source, source_offset(source, builder->line, 1));
}

static struct node *
push(struct builder *builder, enum node_kind kind)
{
    struct node *node = node_new(builder->arena, kind, find_place(builder));

    node_add(builder->top, node);
    builder->top = node;
    builder->depth++;
    return node;
}

/* Words. */

static void
start_words(struct builder *builder)
{
    if (builder->words)
        return;
    if (builder->top->kind == NODE_LIST)
        push(builder, NODE_ITEM);
    if (builder->top->kind == NODE_TABLE)
        push(builder, NODE_ROW);
    if (builder->top->kind == NODE_ROW)
        push(builder, NODE_CELL);
    if (builder->top->kind == NODE_CELL) {
        builder->words = builder->top;
        return;
    }
    builder->words =
        node_new(builder->arena, NODE_PARAGRAPH, find_place(builder));
    node_add(builder->top, builder->words);
}

/* Blanks are wanted only between words. */
static bool
ends_blank(const struct node *words)
{
    const struct node *last = words->last;

    if (!last || last->kind == NODE_BREAK)
        return true;
    size_t length = last->kind == NODE_TEXT ? strlen(last->text) : 0;
    return length && last->text[length - 1] == ' ';
}

static void
trim_words(struct arena *arena, struct node *words)
{
    struct node *last = words->last;

    if (last && last->kind == NODE_TEXT && ends_blank(words))
        last->text = arena_copy(arena, last->text, strlen(last->text) - 1);
    while (words->last && inline_is_blank(words->last))
        node_remove(words->last);
    while (words->first && inline_is_blank(words->first))
        node_remove(words->first);
}

static void
finish_words(struct builder *builder)
{
    struct node *words = builder->words;

    builder->words = NULL;
    if (!words)
        return;
    markup_pair(builder->source, words);
    inline_merge(builder->arena, words);
    trim_words(builder->arena, words);
    inline_block(builder->source, words);
    if (words->kind == NODE_HEADING && !words->first)
        node_remove(words);
}

static void
add_text(struct builder *builder, const char *at, size_t length)
{
    struct text squeezed = text_new(builder->arena);
    const char *words = html_text(builder->arena, (struct bytes){at, length});

    if (!words[strspn(words, " \t\n")] && !builder->words)
        return;
    start_words(builder);
    while (*words) {
        size_t blanks = strspn(words, " \t\n");
        if (blanks && (squeezed.length || !ends_blank(builder->words)))
            text_char(&squeezed, ' ');
        words += blanks;
        size_t letters = strcspn(words, " \t\n");
        text_bytes(&squeezed, words, letters);
        words += letters;
    }
    if (!squeezed.length)
        return;
    struct node *node =
        node_new(builder->arena, NODE_TEXT, find_place(builder));
    node->text = squeezed.at;
    node_add(builder->words, node);
}

/* A cell has no blocks: they become words with a space between. */
static bool
part_words(struct builder *builder)
{
    if (builder->top->kind != NODE_CELL) {
        finish_words(builder);
        return true;
    }
    add_text(builder, " ", 1);
    return false;
}

/* Blocks. */

/* Rows that a cell asks for up to the end of its group. */
#define DOWN_ALL (-1)

static void
fill_down(struct node *row, int rows)
{
    for (struct node *cell = row->first; cell; cell = cell->next)
        if (cell->down == DOWN_ALL)
            cell->down = rows;
}

static void
end_group(struct builder *builder, const struct node *table)
{
    int rows = 1;

    for (struct node *row = table->last; row && row != builder->group;
         row = row->previous)
        fill_down(row, rows++);
    builder->group = table->last;
}

/* A list of terms that says of some not what they mean, or of none what is
 * meant, is none: its words stand as they would without it. */
static void
settle_terms(struct node *terms)
{
    bool sound = terms->first && terms->first->kind == NODE_PARAGRAPH &&
                 terms->last->kind == NODE_MEANING;
    struct node *node, *next;

    for (node = terms->first; node; node = node->next)
        sound = sound &&
                (node->kind == NODE_PARAGRAPH || node->kind == NODE_MEANING);
    if (sound)
        return;
    for (node = terms->first; node; node = next) {
        next = node->next;
        if (node->kind == NODE_MEANING)
            node_unwrap(node);
    }
    node_unwrap(terms);
}

static void
pop(struct builder *builder)
{
    struct node *node = builder->top;

    finish_words(builder);
    builder->top = node->parent;
    builder->depth--;
    if (node->kind == NODE_TABLE) {
        end_group(builder, node);
        spans_settle(builder->arena, node);
    }
    if (node->kind == NODE_TERMS)
        settle_terms(node);
    else if (!node->first && node->kind != NODE_CELL)
        node_remove(node);
}

/* Closes everything up to the nearest of a kind, and that too when it is not
 * to be kept open; false when there is none. */
static bool
pop_to(struct builder *builder, enum node_kind kind, bool keep)
{
    const struct node *node = builder->top;

    while (node != builder->root && node->kind != kind)
        node = node->parent;
    if (node == builder->root)
        return false;
    while (builder->top != node)
        pop(builder);
    if (!keep)
        pop(builder);
    return true;
}

/* Whether a block may be added: between items or terms it gets one of its own,
 * in a table it would have to stand in a cell. */
static bool
make_room(struct builder *builder)
{
    if (builder->top->kind == NODE_TABLE || builder->top->kind == NODE_ROW)
        start_words(builder);
    if (!part_words(builder))
        return false;
    if (builder->top->kind == NODE_LIST)
        push(builder, NODE_ITEM);
    if (builder->top->kind == NODE_TERMS)
        push(builder, NODE_MEANING);
    return true;
}

/* The same, of one that others go into. */
static bool
may_open(struct builder *builder)
{
    return make_room(builder) && builder->depth + 4 < builder->most;
}

/* It leaves nothing but its id, in a paragraph that nobody sees. */
static void
see_block(struct builder *builder)
{
    part_words(builder);
    if (builder->tag.close || !tag_value(builder->arena, &builder->tag, "id"))
        return;
    start_words(builder);
    markup_anchor(builder->source, builder->words, find_place(builder),
                  &builder->tag);
    part_words(builder);
}

static void
see_list(struct builder *builder)
{
    if (builder->tag.close) {
        pop_to(builder, NODE_LIST, false);
    } else if (may_open(builder)) {
        struct node *list = push(builder, NODE_LIST);
        list->ordered = builder->tag.kind == TAG_ORDERED;
        list->start = list->ordered;
        list->tight = true;
    }
}

static void
see_item(struct builder *builder)
{
    if (!part_words(builder))
        return;
    if (!builder->tag.close && pop_to(builder, NODE_LIST, true))
        push(builder, NODE_ITEM);
}

static void
see_quote(struct builder *builder)
{
    if (builder->tag.close)
        pop_to(builder, NODE_QUOTE, false);
    else if (may_open(builder))
        push(builder, NODE_QUOTE);
}

static void
see_table(struct builder *builder)
{
    if (builder->tag.close)
        pop_to(builder, NODE_TABLE, false);
    else if (may_open(builder)) {
        push(builder, NODE_TABLE);
        builder->group = NULL;
    }
}

static void
see_group(struct builder *builder)
{
    if (pop_to(builder, NODE_TABLE, true))
        end_group(builder, builder->top);
}

static void
see_row(struct builder *builder)
{
    if (pop_to(builder, NODE_TABLE, true) && !builder->tag.close)
        push(builder, NODE_ROW);
}

static int
read_span(struct builder *builder, const char *name)
{
    const char *value = tag_value(builder->arena, &builder->tag, name);
    size_t digits = value ? strspn(value, "0123456789") : 0;

    return digits && digits < 4 ? atoi(value) : 0;
}

static void
see_cell(struct builder *builder)
{
    bool header = !strcmp(builder->tag.name, "th");

    if (!pop_to(builder, NODE_ROW, true) || builder->tag.close)
        return;
    struct node *row = builder->top;
    bool top = !row->previous || row->previous->header;
    row->header = header && top && (row->header || !row->first);
    struct node *cell = push(builder, NODE_CELL);
    cell->across = read_span(builder, "colspan");
    cell->down = read_span(builder, "rowspan");
    const char *down = tag_value(builder->arena, &builder->tag, "rowspan");
    if (down && !strcmp(down, "0"))
        cell->down = DOWN_ALL;
    start_words(builder);
}

static void
see_heading(struct builder *builder)
{
    bool block = builder->tag.close ? part_words(builder) : make_room(builder);

    if (!block || builder->tag.close)
        return;
    struct node *heading =
        node_new(builder->arena, NODE_HEADING, find_place(builder));
    heading->level = builder->tag.name[1] - '0';
    node_add(builder->top, heading);
    parsed_nest(heading);
    builder->words = heading;
    markup_anchor(builder->source, heading, heading->place, &builder->tag);
}

/* What stands before the closing tag, or the end, without the tags in it. */
static const char *
take_plain(struct builder *builder, const char **at, const char *name)
{
    struct text text = text_new(builder->arena);

    while (**at) {
        struct tag tag;
        if (tag_read(builder->arena, &tag, *at)) {
            *at += tag.length;
            if (tag.close && !strcmp(tag.name, name))
                break;
            continue;
        }
        builder->line += **at == '\n';
        text_char(&text, *(*at)++);
    }
    return html_text(builder->arena, text_all(&text));
}

static void
see_code(struct builder *builder, const char **at)
{
    if (builder->tag.close)
        return;
    bool block = make_room(builder);
    struct node *code =
        node_new(builder->arena, block ? NODE_CODE_BLOCK : NODE_CODE,
                 find_place(builder));
    const char *text = take_plain(builder, at, builder->tag.name);
    text += block && *text == '\n';
    size_t length = strlen(text);
    while (block && length && text[length - 1] == '\n')
        length--;
    code->text = arena_copy(builder->arena, text, length);
    node_add(block ? builder->top : builder->words, code);
}

static void
see_title(struct builder *builder, const char **at)
{
    if (builder->tag.close)
        return;
    const char *text = take_plain(builder, at, builder->tag.name);
    if (builder->top->kind == NODE_TABLE)
        builder->top->text = text;
    else
        add_text(builder, text, strlen(text));
}

static void
see_inline(struct builder *builder)
{
    if (builder->tag.kind == TAG_BREAK && !builder->words)
        return;
    if (!builder->tag.close || builder->words)
        start_words(builder);
    if (builder->words)
        markup_add(builder->source, builder->words, find_place(builder),
                   &builder->tag);
}

static void
see_summary(struct builder *builder)
{
    if (!builder->tag.close) {
        part_words(builder);
        see_inline(builder);
    } else {
        see_inline(builder);
        part_words(builder);
    }
}

static void
see_terms(struct builder *builder)
{
    if (builder->tag.close)
        pop_to(builder, NODE_TERMS, false);
    else if (may_open(builder))
        push(builder, NODE_TERMS);
}

static void
see_term(struct builder *builder)
{
    if (!builder->tag.close && part_words(builder))
        pop_to(builder, NODE_TERMS, true);
    see_summary(builder);
}

static void
see_definition(struct builder *builder)
{
    if (part_words(builder) && pop_to(builder, NODE_TERMS, true) &&
        !builder->tag.close)
        push(builder, NODE_MEANING);
    see_block(builder);
}

static void
see_tag(struct builder *builder, const char **at)
{
    switch (builder->tag.kind) {
    case TAG_COMMENT:
    case TAG_PLAIN:
        if (builder->words)
            see_inline(builder);
        break;
    case TAG_BLOCK:
        see_block(builder);
        break;
    case TAG_SUMMARY:
        see_summary(builder);
        break;
    case TAG_HEADING:
        see_heading(builder);
        break;
    case TAG_LIST:
    case TAG_ORDERED:
        see_list(builder);
        break;
    case TAG_ITEM:
        see_item(builder);
        break;
    case TAG_TERMS:
        see_terms(builder);
        break;
    case TAG_TERM:
        see_term(builder);
        break;
    case TAG_DEFINITION:
        see_definition(builder);
        break;
    case TAG_QUOTE:
        see_quote(builder);
        break;
    case TAG_RULE:
        if (make_room(builder))
            node_add(builder->top,
                     node_new(builder->arena, NODE_RULE, find_place(builder)));
        break;
    case TAG_TABLE:
        see_table(builder);
        break;
    case TAG_GROUP:
        see_group(builder);
        break;
    case TAG_ROW:
        see_row(builder);
        break;
    case TAG_CELL:
        see_cell(builder);
        break;
    case TAG_TITLE:
        see_title(builder, at);
        break;
    case TAG_CODE_BLOCK:
        see_code(builder, at);
        break;
    case TAG_DROPPED:
        markup_unknown(builder->source, find_place(builder), &builder->tag);
        if (!builder->tag.close)
            take_plain(builder, at, builder->tag.name);
        break;
    default:
        see_inline(builder);
    }
}

void
markup_block(struct source *source, struct node *parent, int line, int most,
             const char *html)
{
    struct builder builder = {.source = source,
                              .arena = source->arena,
                              .root = parent,
                              .top = parent,
                              .line = line,
                              .most = most};

    while (*html) {
        const char *start = html;
        if (tag_read(source->arena, &builder.tag, html)) {
            html += builder.tag.length;
            see_tag(&builder, &html);
            for (; start < builder.tag.at + builder.tag.length; start++)
                builder.line += *start == '\n';
            continue;
        }
        html += 1 + strcspn(html + 1, "<");
        add_text(&builder, start, (size_t)(html - start));
        for (; start < html; start++)
            builder.line += *start == '\n';
    }
    while (builder.top != parent)
        pop(&builder);
    finish_words(&builder);
}
