/* markdown.c: Markdown to nodes, one walk over the parser's enter and exit
 * events. Keeper of cmark-gfm, with parser.c, leaf.c and braces.c. The parser's
 * own positions are only good through a leaf: never use a column of an inline
 * as it comes. */
#define CMARK_NO_SHORT_NAMES
#include "inside.h"

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <stdlib.h>
#include <string.h>

struct maker {
    struct source *source;
    struct arena *arena;
    struct diag *diag;
    cmark_iter *iter;
    struct node *top; /* what is being filled */
    int depth;        /* nodes above top that were made here */
    int quotes;       /* block quotes around top */
    bool cut;         /* that something was too deep has been said */
    struct table_place table;
    bool bare; /* the last link is an address by itself: no end is known */
    struct leaf leaf; /* the words of the last paragraph, heading or cell */
    struct node **notes;
    size_t note_count, note_room;
    bool *taken; /* see notes_unused */
    bool cites;  /* the book has sources */
};

/* Places. */

static struct place
place_span(struct maker *maker, struct span span)
{
    /* A cell that the parser made up. */
    if (span.col < 1 && maker->top->kind == NODE_ROW)
        return maker->top->place;
    return source_place(maker->source,
                        source_offset(maker->source, span.line, span.col));
}

static struct place
place_block(struct maker *maker, cmark_node *from)
{
    return place_span(
        maker, parsed_span(maker->source, from, &maker->table, maker->quotes));
}

/* What braces.c made has its line in its words. */
static int
find_line(cmark_node *from)
{
    const char *text = cmark_node_get_literal(from);
    int line = cmark_node_get_start_line(from);

    return !line && cmark_node_get_type(from) == CMARK_NODE_HTML_INLINE && text
               ? atoi(text)
               : line;
}

/* The parser gives a link the line of its end, so what is in it is asked. */
static int
find_first_line(cmark_node *from)
{
    cmark_node *child = cmark_node_first_child(from);
    int breaks = 0;

    for (; child; child = cmark_node_next(child)) {
        if (find_line(child))
            return find_line(child) - breaks;
        breaks += cmark_node_get_type(child) == CMARK_NODE_SOFTBREAK;
    }
    return cmark_node_get_start_line(from);
}

/* Where an inline begins in the leaf. */
static size_t
find_start(struct maker *maker, cmark_node *from)
{
    struct leaf *leaf = &maker->leaf;
    size_t offset = leaf_find(leaf, find_first_line(from),
                              cmark_node_get_start_column(from));

    /* "www." without a scheme is placed one byte too early. */
    if (leaf->content[offset] && leaf->content[offset] != '[' &&
        strncmp(leaf->content + offset, "www.", 4) != 0 &&
        !strncmp(leaf->content + offset + 1, "www.", 4) &&
        (cmark_node_get_type(from) == CMARK_NODE_LINK ||
         cmark_node_get_type(cmark_node_parent(from)) == CMARK_NODE_LINK))
        offset++;
    /* Backticks, lone ones too, are placed where they end. */
    const char *text = cmark_node_get_literal(from);
    if (cmark_node_get_type(from) == CMARK_NODE_CODE || (text && *text == '`'))
        while (offset && leaf->content[offset - 1] == '`')
            offset--;
    leaf_pass(leaf, offset);
    if (cmark_node_get_type(from) == CMARK_NODE_LINK)
        maker->bare = !strchr("[<", leaf->content[offset]);
    return offset;
}

static void
pass_end(struct maker *maker, cmark_node *from)
{
    struct leaf *leaf = &maker->leaf;

    if (cmark_node_get_type(from) != CMARK_NODE_LINK || !maker->bare)
        leaf_pass(leaf, leaf_find(leaf, cmark_node_get_end_line(from),
                                  cmark_node_get_end_column(from) + 1));
}

/* Inlines. */

static struct node *
add_inline(struct maker *maker, enum node_kind kind, size_t offset,
           const char *text)
{
    struct node *node =
        node_new(maker->arena, kind, leaf_place(&maker->leaf, offset));

    node->text = text ? arena_string(maker->arena, text) : NULL;
    node_add(maker->top, node);
    return node;
}

/* A "[" in plain text that the author may have meant as more. */
static void
check_bracket(struct maker *maker, size_t offset, const char *at)
{
    struct place place = leaf_place(&maker->leaf, offset);
    size_t length = strcspn(at + 2, " \t[],;");

    if (maker->leaf.content[offset] != '[' || !length)
        return;
    if (at[1] == '@')
        diag_say(
            maker->diag, ERROR, place,
            "no content/sources.bib to cite from, '[@%.*s' is left as text",
            (int)length, at + 2);
    else if (at[2 + length] == ']')
        diag_say(maker->diag, ERROR, place,
                 "no footnote named '%.*s' in this section, left as text",
                 (int)length, at + 2);
}

static void
check_text(struct maker *maker, size_t offset, const char *text)
{
    const char *at = text;

    for (const char *next = text; (next = strchr(next, '[')); next++) {
        if (next[1] != '^' && (next[1] != '@' || maker->cites))
            continue;
        while (at < next)
            leaf_step(&maker->leaf, &offset, &at);
        check_bracket(maker, offset, next);
    }
}

/* The parser's end of a text may be wrong: before what becomes a link by
 * itself, after lone backticks. But a text never goes over a line's end. */
static void
pass_text(struct maker *maker, cmark_node *from, size_t offset)
{
    struct leaf *leaf = &maker->leaf;
    cmark_node *next = cmark_node_next(from);
    const char *text = cmark_node_get_literal(from);
    bool link = next && cmark_node_get_type(next) == CMARK_NODE_LINK &&
                !cmark_node_get_start_line(next);

    size_t end = offset;

    if (link || !cmark_node_get_end_column(from))
        while (*text)
            leaf_step(leaf, &end, &text);
    else
        end = leaf_find(leaf, cmark_node_get_end_line(from),
                        cmark_node_get_end_column(from) + 1);
    if (end <= offset)
        return;
    const char *stop = memchr(leaf->content + offset, '\n', end - offset);
    leaf_pass(leaf, stop ? (size_t)(stop - leaf->content) : end);
}

static void
add_text(struct maker *maker, cmark_node *from)
{
    const char *text = cmark_node_get_literal(from);
    size_t offset = find_start(maker, from);

    if (!text || !*text)
        return;
    struct node *node = add_inline(maker, NODE_TEXT, offset, text);
    node->text = quotes_mark(&maker->leaf, offset, node->text);
    check_text(maker, offset, text);
    pass_text(maker, from, offset);
}

/* A caret after "[" that begins no footnote's mark; was it meant to? */
static void
check_caret(struct maker *maker, size_t offset)
{
    const char *label = maker->leaf.content + offset + 1;
    size_t length = strcspn(label, "]\n");

    if (length && label[length] == ']' && !strchr("([", label[length + 1]))
        diag_say(maker->diag, ERROR, leaf_place(&maker->leaf, offset),
                 "a footnote's name has no blanks, '[^%.*s]' is left as text",
                 (int)length, label);
}

/* What braces.c left in the place of {{ ... }}, {#id}, formulas and
 * citations. */
static void
add_braces(struct maker *maker, const char *literal)
{
    char *at;
    int line = (int)strtol(literal, &at, 10);
    int col = (int)strtol(at + 1, &at, 10);
    size_t offset = leaf_find(&maker->leaf, line, col);
    struct place place = leaf_place(&maker->leaf, offset);

    leaf_pass(&maker->leaf, offset + strlen(at + 1));
    if (*at == 'v') {
        inline_value(maker->source, maker->top, place, at + 1);
        return;
    }
    if (*at == 'm' || *at == 'd') {
        inline_maths(&maker->leaf, maker->top, offset, strlen(at + 1));
        return;
    }
    if (*at == 'c') {
        add_inline(maker, NODE_CITATION, offset, NULL)->target =
            arena_string(maker->arena, at + 2);
        return;
    }
    struct node *node = add_inline(maker, NODE_TEXT, offset, at + 1);
    if (*at == 'b')
        diag_say(maker->diag, ERROR, place,
                 "'{{' without '}}' near after it, left as text");
    else if (*at == 'p')
        diag_say(maker->diag, ERROR, place,
                 "'$$' without '$$' after it in its paragraph, left as text");
    else if (*at == 'i')
        attribute_read(&maker->leaf, node, offset);
    else
        check_caret(maker, offset);
}

static void
add_html(struct maker *maker, cmark_node *from)
{
    const char *html = cmark_node_get_literal(from);
    struct tag tag;

    if (html && *html != '<') {
        add_braces(maker, html);
    } else if (html) {
        size_t offset = find_start(maker, from);
        if (tag_read(maker->arena, &tag, html))
            markup_add(maker->source, maker->top,
                       leaf_place(&maker->leaf, offset), &tag);
        pass_end(maker, from);
    }
}

/* "[^label]" stands in the source, the parser only keeps a number. Should its
 * column be wrong, the next mark in the source is the one. */
static void
add_mark(struct maker *maker, cmark_node *from)
{
    struct leaf *leaf = &maker->leaf;
    const char *next = strstr(leaf->content + leaf->known, "[^");
    size_t offset = find_start(maker, from);
    const char *index = cmark_node_get_literal(from);

    if (strncmp(leaf->content + offset, "[^", 2) != 0 && next)
        offset = (size_t)(next - leaf->content);
    const char *label = leaf->content + offset;
    label += strncmp(label, "[^", 2) ? strlen(label) : 2;
    struct node *mark = add_inline(maker, NODE_NOTE_MARK, offset, NULL);
    mark->target = arena_copy(maker->arena, label, strcspn(label, "]\n"));
    mark->number = index ? atoi(index) : 0;
    pass_end(maker, from);
}

/* Blocks. */

static void
take_lines(struct maker *maker, int first, int last)
{
    for (int line = first; line <= last; line++)
        if (line >= 1 && line <= maker->source->line_count)
            maker->taken[line] = true;
}

static void
take_block(struct maker *maker, cmark_node *from)
{
    take_lines(maker, cmark_node_get_start_line(from),
               cmark_node_get_end_line(from));
}

/* A fenced block of a table or, as forges have it, of a formula; NULL when it
 * is neither or cannot become it. */
static struct node *
make_special(struct maker *maker, cmark_node *from, struct place place)
{
    const char *info = cmark_node_get_fence_info(from);
    const char *text = cmark_node_get_literal(from);
    int line = cmark_node_get_start_line(from) + 1;

    if (info && !strcmp(info, "table"))
        return data_table_read(maker->source, place, line, text ? text : "");
    if (info && !strcmp(info, "math"))
        return inline_display(maker->source, place, line, text ? text : "");
    return NULL;
}

static struct node *
make_code_block(struct maker *maker, cmark_node *from, struct place place)
{
    const char *text = cmark_node_get_literal(from);
    const char *info = cmark_node_get_fence_info(from);
    struct node *node = node_new(maker->arena, NODE_CODE_BLOCK, place);
    size_t length = text ? strlen(text) : 0;

    if (length && text[length - 1] == '\n')
        length--;
    node->text = arena_copy(maker->arena, length ? text : "", length);
    if (info && *info)
        node->format = arena_string(maker->arena, info);
    return node;
}

static void
add_code_block(struct maker *maker, cmark_node *from)
{
    struct place place = place_block(maker, from);
    struct node *made = make_special(maker, from, place);

    node_add(maker->top, made ? made : make_code_block(maker, from, place));
    take_block(maker, from);
}

static void
note_definition(struct maker *maker, struct node *note, cmark_node *from)
{
    struct source *source = maker->source;
    int line = cmark_node_get_start_line(from);
    size_t offset = source_offset(source, line, 1);
    const char *start = strstr(source->text + offset, "[^");

    if (start)
        note->place = source_place(source, (size_t)(start - source->text));
    GROW(maker->arena, maker->notes, maker->note_count, maker->note_room);
    maker->notes[maker->note_count++] = note;
    take_lines(maker, line, line);
}

/* True when the node lies too deep. A block is then passed over whole; of an
 * inline only the mark itself is lost. */
static bool
cut_deep(struct maker *maker, enum node_kind kind, struct place place)
{
    bool block = node_is_block(kind);

    if (maker->depth < (block ? MOST_LEVELS : 2 * MOST_LEVELS))
        return false;
    if (!maker->cut)
        diag_say(maker->diag, ERROR, place,
                 "nested deeper than %d levels, cut here", MOST_LEVELS);
    maker->cut = true;
    return true;
}

static bool
has_words(enum node_kind kind)
{
    return kind == NODE_PARAGRAPH || kind == NODE_HEADING || kind == NODE_CELL;
}

static void
open_node(struct maker *maker, cmark_node *from, enum node_kind kind)
{
    bool block = node_is_block(kind);
    struct span span = {0};
    struct place place;

    if (kind == NODE_TABLE)
        maker->table = parsed_table(maker->source, from, maker->quotes);
    if (block) {
        span = parsed_span(maker->source, from, &maker->table, maker->quotes);
        place = place_span(maker, span);
    } else {
        place = leaf_place(&maker->leaf, find_start(maker, from));
    }

    if (cut_deep(maker, kind, place)) {
        if (block)
            cmark_iter_reset(maker->iter, from, CMARK_EVENT_EXIT);
        return;
    }
    struct node *node = node_new(maker->arena, kind, place);
    node_add(maker->top, node);
    parsed_fill(maker->source, node, from);
    if (kind == NODE_NOTE)
        note_definition(maker, node, from);
    maker->top = node;
    maker->depth++;
    maker->quotes += kind == NODE_QUOTE;
    if (has_words(kind))
        leaf_open(&maker->leaf, from, span, maker->quotes);
    cmark_node_set_user_data(from, node);
}

static void
enter_node(struct maker *maker, cmark_node *from)
{
    switch (cmark_node_get_type(from)) {
    case CMARK_NODE_TEXT:
        add_text(maker, from);
        break;
    case CMARK_NODE_SOFTBREAK:
        add_inline(maker, NODE_SPACE, maker->leaf.known, NULL);
        break;
    case CMARK_NODE_LINEBREAK:
        add_inline(maker, NODE_BREAK, maker->leaf.known, NULL);
        break;
    case CMARK_NODE_CODE:
        add_inline(maker, NODE_CODE, find_start(maker, from),
                   cmark_node_get_literal(from));
        pass_end(maker, from);
        break;
    case CMARK_NODE_HTML_INLINE:
        add_html(maker, from);
        break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        add_mark(maker, from);
        break;
    case CMARK_NODE_HTML_BLOCK:
        markup_block(maker->source, maker->top, cmark_node_get_start_line(from),
                     MOST_LEVELS - maker->depth, cmark_node_get_literal(from));
        take_block(maker, from);
        break;
    case CMARK_NODE_CODE_BLOCK:
        add_code_block(maker, from);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        node_add(maker->top,
                 node_new(maker->arena, NODE_RULE, place_block(maker, from)));
        break;
    default: {
        enum node_kind kind = parsed_kind(from);
        if (kind != NODE_KINDS)
            open_node(maker, from, kind);
    }
    }
}

/* A title may still come from elsewhere. */
static void
leave_words(struct maker *maker, struct node *node)
{
    bool heading = node->kind == NODE_HEADING && node->level > 1;

    inline_block(maker->source, node);
    if (!heading || node->first || node->id)
        return;
    diag_say(maker->diag, WARNING, node->place,
             "a heading without words is left out");
    node_remove(node);
}

static void
leave_node(struct maker *maker, cmark_node *from)
{
    struct node *node = cmark_node_get_user_data(from);

    if (!node)
        return;
    maker->top = node->parent;
    maker->depth--;
    maker->quotes -= node->kind == NODE_QUOTE;
    if (!node_is_block(node->kind) || has_words(node->kind))
        markup_pair(maker->source, node);
    inline_merge(maker->arena, node);
    if (!node_is_block(node->kind))
        pass_end(maker, from);
    if (node->kind == NODE_LINK)
        inline_link(maker->source, node);
    else if (node->kind == NODE_IMAGE)
        inline_image(maker->source, node);
    else if (has_words(node->kind))
        leave_words(maker, node);
    else if (node->kind == NODE_QUOTE && !node->first)
        node_remove(node);
    else if (node->kind == NODE_QUOTE)
        opening_alert(maker->source, node);
    else if (node->kind == NODE_ITEM && maker->quotes)
        opening_task(maker->source, node);
}

/* The whole text. */

/* A mark's number is still the parser's: the count of its note. */
static void
join_notes(struct maker *maker, struct node *section)
{
    for (struct node *node = section; node;) {
        struct node *next = node_next(section, node);
        if (node->kind == NODE_NOTE_MARK) {
            size_t index = (size_t)node->number - 1;
            if (index < maker->note_count)
                node->note = maker->notes[index];
            else
                node_remove(node);
        }
        node = next;
    }
}

static void
walk_document(struct maker *maker, cmark_node *document)
{
    cmark_event_type event;

    maker->iter = cmark_iter_new(document);
    while ((event = cmark_iter_next(maker->iter)) != CMARK_EVENT_DONE) {
        cmark_node *from = cmark_iter_get_node(maker->iter);
        if (event == CMARK_EVENT_ENTER)
            enter_node(maker, from);
        else
            leave_node(maker, from);
    }
    cmark_iter_free(maker->iter);
}

static void
fill_from(struct source *source, struct node *top)
{
    struct maker maker = {.source = source,
                          .arena = source->arena,
                          .diag = source->diag,
                          .top = top,
                          .leaf = {.source = source}};
    struct parser parser;

    maker.cites = source->book && source->book->bib;
    maker.taken = TAKE_ARRAY(source->arena, source->line_count + 1, bool);
    parser_open(&parser, source, maker.cites);
    walk_document(&maker, parser.document);
    parser_close(&parser);
    join_notes(&maker, top);
    notes_number(top);
    notes_unused(source, maker.taken);
}

void
markdown_read(struct source *source, struct node *section)
{
    fill_from(source, section);
}

void
markdown_line(struct source *source, struct node *heading)
{
    struct node *around = node_new(source->arena, NODE_SECTION, heading->place);

    fill_from(source, around);
    struct node *found = around->first;
    if (!found || found->kind != NODE_HEADING)
        return;
    heading->id = found->id;
    while (found->first) {
        struct node *child = found->first;
        node_remove(child);
        node_add(heading, child);
    }
}
