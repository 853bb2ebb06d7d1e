/* parsed.c: what our nodes keep of the Markdown parser's. The extensions' node
 * types have no public names, so they are told by the names of their types;
 * a task is an ordinary item by type and another by name. */
#define CMARK_NO_SHORT_NAMES
#include "inside.h"

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <string.h>

static enum node_kind
find_named_kind(cmark_node *from)
{
    static const struct {
        const char *name;
        enum node_kind kind;
    } names[] = {
        {"table", NODE_TABLE},          {"table_header", NODE_ROW},
        {"table_row", NODE_ROW},        {"table_cell", NODE_CELL},
        {"strikethrough", NODE_STRIKE},
    };
    const char *name = cmark_node_get_type_string(from);

    for (size_t i = 0; i < COUNT(names); i++)
        if (!strcmp(names[i].name, name))
            return names[i].kind;
    return NODE_KINDS;
}

enum node_kind
parsed_kind(cmark_node *from)
{
    switch (cmark_node_get_type(from)) {
    case CMARK_NODE_BLOCK_QUOTE:
        return NODE_QUOTE;
    case CMARK_NODE_LIST:
        return NODE_LIST;
    case CMARK_NODE_ITEM:
        return NODE_ITEM;
    case CMARK_NODE_PARAGRAPH:
        return NODE_PARAGRAPH;
    case CMARK_NODE_HEADING:
        return NODE_HEADING;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        return NODE_NOTE;
    case CMARK_NODE_EMPH:
        return NODE_EMPHASIS;
    case CMARK_NODE_STRONG:
        return NODE_STRONG;
    case CMARK_NODE_LINK:
        return NODE_LINK;
    case CMARK_NODE_IMAGE:
        return NODE_IMAGE;
    default:
        return find_named_kind(from);
    }
}

static void
fill_list(struct node *list, cmark_node *from)
{
    list->ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
    list->start = list->ordered ? cmark_node_get_list_start(from) : 0;
    list->tight = cmark_node_get_list_tight(from) != 0;
}

static void
fill_item(struct node *item, cmark_node *from)
{
    if (!strcmp(cmark_node_get_type_string(from), "tasklist"))
        item->task =
            cmark_gfm_extensions_get_tasklist_item_checked(from) ? 2 : 1;
}

static void
fill_table(struct source *source, struct node *table, cmark_node *from)
{
    int columns = cmark_gfm_extensions_get_table_columns(from);
    const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(from);
    char *copy = arena_take(source->arena, (size_t)columns + 1);

    for (int i = 0; i < columns; i++)
        copy[i] = aligns && aligns[i] ? (char)aligns[i] : '-';
    table->aligns = copy;
}

static void
fill_row(struct source *source, struct node *row, cmark_node *from)
{
    int line = cmark_node_get_start_line(from);
    int col = cmark_node_get_start_column(from);

    row->header = cmark_gfm_extensions_get_table_row_is_header(from) != 0;
    if (!row->header)
        table_check(source, source_offset(source, line, col),
                    node_columns(row->parent));
}

static void
fill_target(struct source *source, struct node *node, cmark_node *from)
{
    const char *target = cmark_node_get_url(from);
    const char *title = cmark_node_get_title(from);

    node->target = arena_string(source->arena, target ? target : "");
    if (title && *title)
        inline_title(source, node, title);
}

void
parsed_nest(struct node *heading)
{
    if (heading->level == 1 && heading->parent->kind != NODE_SECTION)
        heading->level = 2;
}

void
parsed_fill(struct source *source, struct node *node, cmark_node *from)
{
    switch (node->kind) {
    case NODE_HEADING:
        node->level = cmark_node_get_heading_level(from);
        parsed_nest(node);
        break;
    case NODE_LIST:
        fill_list(node, from);
        break;
    case NODE_ITEM:
        fill_item(node, from);
        break;
    case NODE_TABLE:
        fill_table(source, node, from);
        break;
    case NODE_ROW:
        fill_row(source, node, from);
        break;
    case NODE_LINK:
    case NODE_IMAGE:
        fill_target(source, node, from);
        break;
    default:
        break;
    }
}

/* Places. */

static int
find_head(cmark_node *table)
{
    cmark_node *head = cmark_node_first_child(table);
    cmark_node *next = head ? cmark_node_next(head) : NULL;

    /* The line of dashes lies between. */
    return next ? cmark_node_get_start_line(next) - 2
                : cmark_node_get_end_line(table) - 1;
}

struct table_place
parsed_table(const struct source *source, cmark_node *table, int quotes)
{
    struct table_place place = {.head = {cmark_node_get_start_line(table),
                                         cmark_node_get_start_column(table), 0,
                                         0}};
    int line = find_head(table);

    if (line > place.head.line) {
        struct span before = place.head;
        before.last = line - 1;
        place.head.line = line;
        place.head.col = leaf_indent(source, line, quotes);
        place.shift = place.head.col - before.col -
                      (int)leaf_measure(source, before, quotes);
    }
    place.head.last = place.head.line;
    return place;
}

/* A paragraph that the parser cut a table off. */
static struct span
find_cut(const struct source *source, cmark_node *from, int quotes)
{
    cmark_node *table = cmark_node_next(from);
    struct span span = {1, 1, 1, 1};

    if (!table || parsed_kind(table) != NODE_TABLE)
        return span;
    span.line = cmark_node_get_start_line(table);
    span.col = cmark_node_get_start_column(table);
    span.last = parsed_table(source, table, quotes).head.line - 1;
    return span;
}

struct span
parsed_span(const struct source *source, cmark_node *from,
            const struct table_place *table, int quotes)
{
    struct span span = {
        cmark_node_get_start_line(from), cmark_node_get_start_column(from),
        cmark_node_get_end_line(from), cmark_node_get_end_column(from)};
    enum node_kind kind = parsed_kind(from);
    cmark_node *row = kind == NODE_CELL ? cmark_node_parent(from) : from;

    if (kind == NODE_PARAGRAPH && span.line < 1)
        return find_cut(source, from, quotes);
    if (kind == NODE_TABLE)
        return table->head;
    if ((kind == NODE_ROW || kind == NODE_CELL) &&
        cmark_gfm_extensions_get_table_row_is_header(row)) {
        span.line = span.last = table->head.line;
        span.col = kind == NODE_ROW ? table->head.col : span.col + table->shift;
        span.last_col += table->shift;
    }
    return span;
}
