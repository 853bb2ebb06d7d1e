/* html_tree.c: the document tree as HTML: one switch when a node is entered,
 * one when it is left. Walked without recursion, for quotes may be nested as
 * deep as an author (or a fuzzer) likes. Whatever is not markup of our own
 * goes through text_escape. */
#include "html.h"

#include <string.h>

/* Small pieces. */

void
html_id(struct html *html, const char *id)
{
    if (!id || html->bare)
        return;
    text_add(&html->out, " id=\"");
    text_escape(&html->out, id);
    text_char(&html->out, '"');
}

/* Other schemes, and paths into the author's disk, are not followed. */
static bool
may_link(const char *target)
{
    static const char *const schemes[] = {"http://", "https://",
                                          "mailto:", "#"};

    for (size_t i = 0; target && i < COUNT(schemes); i++) {
        const char *a = schemes[i], *b = target;
        while (*a && (*b | (*b >= 'A' && *b <= 'Z' ? 32 : 0)) == *a)
            a++, b++;
        if (!*a)
            return true;
    }
    return false;
}

/* What no URI may hold is written as %XX. */
static const char *
write_uri(struct html *html, const char *uri)
{
    struct text text = text_new(html->arena);

    for (; *uri; uri++) {
        unsigned char c = (unsigned char)*uri;
        if (c <= 0x20 || c >= 0x7f || strchr("\"<>\\^`{|}", c))
            text_print(&text, "%%%02X", c);
        else
            text_char(&text, (char)c);
    }
    return text.at;
}

static void
add_uri(struct html *html, const char *uri)
{
    text_escape(&html->out, write_uri(html, uri));
}

/* The page that a section stands on, NULL when it is the one being filled. */
static const char *
find_page(const struct html *html, const struct node *section)
{
    for (size_t i = 1; i < html->leaf_count; i++)
        if (html->leaves[i].section == section)
            return html->leaf->section == section ? NULL : html->leaves[i].file;
    return NULL;
}

const char *
html_link(struct html *html, const char *id)
{
    const struct node *to = tree_find(html->edition->tree, id);
    const char *page = to ? find_page(html, node_section(to)) : NULL;

    return arena_print(html->arena, "%s#%s", page ? page : "",
                       write_uri(html, id));
}

const char *
html_section_link(struct html *html, const struct node *section)
{
    const char *page = find_page(html, section);

    if (page)
        return page;
    return arena_print(html->arena, "#%s",
                       write_uri(html, html_section_id(html, section)));
}

static void
enter_link(struct html *html, const struct node *node)
{
    if (html->bare)
        return;
    if (!may_link(node->target)) {
        diag_say(html->diag, WARNING, node->place,
                 "'%s' is no link to http, https, mailto or this book, "
                 "printing its text alone",
                 node->target ? node->target : "");
        return;
    }
    text_add(&html->out, "<a href=\"");
    if (*node->target == '#')
        text_escape(&html->out, html_link(html, node->target + 1));
    else
        add_uri(html, node->target);
    text_add(&html->out, "\">");
}

const char *
html_section_id(struct html *html, const struct node *section)
{
    int index = 1;

    if (section->id)
        return section->id;
    for (const struct node *at = section->previous; at; at = at->previous)
        index++;
    return arena_print(html->arena, "section-%d", index);
}

/* References. */

static const struct node *
find_title(const struct node *node)
{
    const struct node *section = node_section(node);

    if (node->kind == NODE_HEADING)
        return node;
    return section ? section->first : NULL;
}

static void
add_reference(struct html *html, const struct node *node)
{
    const struct node *to = tree_find(html->edition->tree, node->target);
    bool counted = to && to->number > 0;

    if (to && to->kind == NODE_HEADING && to->level == 1 && to->parent)
        to = to->parent;
    if (!html->bare) {
        text_add(&html->out, "<a class=\"reference\" href=\"");
        text_escape(&html->out, html_link(html, node->target));
        text_add(&html->out, "\">");
    }
    if (!to)
        text_escape(&html->out, node->target);
    else if (to->kind == NODE_SECTION && to->number > 0)
        text_print(&html->out, "section\u00a0%d", to->number);
    else if (to->kind != NODE_SECTION && counted)
        text_print(&html->out, "figure\u00a0%d", to->number);
    else if (find_title(to))
        text_add(&html->out, html_bare(html, find_title(to)));
    if (!html->bare)
        text_add(&html->out, "</a>");
}

/* Notes. */

static void
add_note_id(struct html *html, const char *what, int number)
{
    text_print(&html->out, "%s-", what);
    text_escape(&html->out, html->section);
    text_print(&html->out, "-%d", number);
}

static void
add_note_mark(struct html *html, const struct node *node)
{
    if (html->bare)
        return;
    text_add(&html->out, "<sup class=\"mark\"><a");
    if (node->number > html->marked) {
        text_add(&html->out, " id=\"");
        add_note_id(html, "mark", node->number);
        text_char(&html->out, '"');
        html->marked = node->number;
    }
    text_add(&html->out, " href=\"#");
    add_note_id(html, "note", node->number);
    text_print(&html->out,
               "\" role=\"doc-noteref\" aria-label=\"Note %d\">%d</a></sup>",
               node->number, node->number);
}

static void
enter_note(struct html *html, const struct node *node)
{
    if (!node->previous || node->previous->kind != NODE_NOTE)
        text_add(&html->out, "<div class=\"notes\">\n<ol>\n");
    text_add(&html->out, "<li id=\"");
    add_note_id(html, "note", node->number);
    text_add(&html->out, "\">\n");
}

static void
add_way_back(struct html *html, const struct node *note)
{
    text_add(&html->out, " <a class=\"back\" href=\"#");
    add_note_id(html, "mark", note->number);
    text_print(&html->out,
               "\" role=\"doc-backlink\" aria-label=\"Back to note mark "
               "%d\">\u21a9</a>",
               note->number);
}

static void
leave_note(struct html *html, const struct node *node)
{
    if (!node->last || node->last->kind != NODE_PARAGRAPH) {
        text_add(&html->out, "<p>");
        add_way_back(html, node);
        text_add(&html->out, "</p>\n");
    }
    text_add(&html->out, "</li>\n");
    if (!node->next || node->next->kind != NODE_NOTE)
        text_add(&html->out, "</ol>\n</div>\n");
}

/* Blocks. */

/* A link to the heading itself, for those who want to pass it on. Its sign is
 * the style sheet's, so that the heading's words stay as they are. */
static void
add_anchor(struct html *html, const struct node *node)
{
    const char *id = html->anchor ? html->anchor : node->id;

    if (!id || html->bare)
        return;
    text_add(&html->out, "<a class=\"anchor\" href=\"#");
    add_uri(html, id);
    text_add(&html->out, "\" aria-label=\"Link to this place\"></a>");
}

/* The section's title is h2, for the book's is h1; no level is left out. */
static void
enter_heading(struct html *html, const struct node *node)
{
    int level = node->level + 1;

    if (level > html->level + 1)
        level = html->level + 1;
    html->level = level > 6 ? 6 : level;
    const char *phase = html_turn(html, node);
    html->anchor = phase;
    text_print(&html->out, "<h%d", html->level);
    if (node->id && (!phase || strcmp(phase, node->id)))
        html_id(html, node->id);
    text_char(&html->out, '>');
    if (phase)
        text_print(&html->out, "<span class=\"eyebrow\">Phase %d</span> ",
                   html->phase);
}

static bool
is_tight(const struct node *paragraph)
{
    const struct node *item = paragraph->parent;

    return item && item->kind == NODE_ITEM && item->parent &&
           item->parent->tight;
}

static void
leave_paragraph(struct html *html, const struct node *node)
{
    const struct node *parent = node->parent;

    if (is_tight(node)) {
        if (node->next)
            text_char(&html->out, '\n');
        return;
    }
    if (parent && parent->kind == NODE_NOTE && !node->next)
        add_way_back(html, parent);
    text_add(&html->out, "</p>\n");
}

static void
enter_list(struct html *html, const struct node *node)
{
    bool tasks = node->first && node->first->task;

    text_add(&html->out, node->ordered ? "<ol" : "<ul");
    if (tasks)
        text_add(&html->out, " class=\"tasks\"");
    if (node->ordered && node->start != 1)
        text_print(&html->out, " start=\"%d\"", node->start);
    text_add(&html->out, ">\n");
}

static void
enter_item(struct html *html, const struct node *node)
{
    bool done = node->task == 2;

    text_add(&html->out, "<li>");
    if (node->task)
        text_print(&html->out,
                   "<span class=\"box%s\" role=\"img\" "
                   "aria-label=\"%s\"></span> ",
                   done ? " done" : "", done ? "done" : "open");
}

static void
enter_code_block(struct html *html, const struct node *node)
{
    text_add(&html->out, "<pre tabindex=\"0\"><code");
    if (node->format && *node->format) {
        const char *end = node->format + strcspn(node->format, " \t");
        size_t length = (size_t)(end - node->format);
        text_add(&html->out, " class=\"language-");
        text_escape(&html->out, arena_copy(html->arena, node->format, length));
        text_char(&html->out, '"');
    }
    text_char(&html->out, '>');
    text_escape(&html->out, node->text);
    text_add(&html->out, "</code></pre>\n");
}

/* Tables. */

/* A frame that scrolls sideways must be reached by the keyboard, too. */
static void
enter_table(struct html *html, const struct node *node)
{
    text_add(&html->out, "<div class=\"table\" tabindex=\"0\" role=\"group\" "
                         "aria-label=\"Table\"");
    html_id(html, node->id);
    text_add(&html->out, ">\n<table>\n");
}

static void
enter_row(struct html *html, const struct node *node)
{
    const struct node *before = node->previous;

    html->column = 0;
    if (!before || before->header != node->header) {
        if (before)
            text_add(&html->out, before->header ? "</thead>\n" : "</tbody>\n");
        text_add(&html->out, node->header ? "<thead>\n" : "<tbody>\n");
    }
    text_add(&html->out, "<tr>");
}

static void
leave_row(struct html *html, const struct node *node)
{
    text_add(&html->out, "</tr>\n");
    if (!node->next)
        text_add(&html->out, node->header ? "</thead>\n" : "</tbody>\n");
}

/* A corner that says nothing heads no column. */
static bool
is_header(const struct node *cell)
{
    return cell->parent && cell->parent->header && cell->first;
}

static void
enter_cell(struct html *html, const struct node *node)
{
    const struct node *row = node->parent;
    const char *aligns = row && row->parent ? row->parent->aligns : NULL;
    char align = '-';

    if (aligns && (size_t)html->column < strlen(aligns))
        align = aligns[html->column];
    html->column++;
    text_add(&html->out, is_header(node) ? "<th scope=\"col\"" : "<td");
    if (align == 'c' || align == 'r')
        text_print(&html->out, " class=\"%s\"",
                   align == 'c' ? "middle" : "right");
    text_char(&html->out, '>');
}

static void
leave_cell(struct html *html, const struct node *node)
{
    text_add(&html->out, is_header(node) ? "</th>" : "</td>");
}

/* The switch. */

static void
enter_inline(struct html *html, const struct node *node)
{
    const struct edition *edition = html->edition;

    switch (node->kind) {
    case NODE_TEXT:
        text_escape(&html->out, node->text);
        break;
    case NODE_SPACE:
        text_char(&html->out, html->bare ? ' ' : '\n');
        break;
    case NODE_BREAK:
        text_add(&html->out, html->bare ? " " : "<br>\n");
        break;
    case NODE_EMPHASIS:
        text_add(&html->out, "<em>");
        break;
    case NODE_STRONG:
        text_add(&html->out, "<strong>");
        break;
    case NODE_STRIKE:
        text_add(&html->out, "<del>");
        break;
    case NODE_CODE:
        text_add(&html->out, "<code>");
        text_escape(&html->out, node->text);
        text_add(&html->out, "</code>");
        break;
    case NODE_LINK:
        enter_link(html, node);
        break;
    case NODE_IMAGE:
        html_image(html, node);
        break;
    case NODE_REFERENCE:
        add_reference(html, node);
        break;
    case NODE_VALUE:
        text_escape(&html->out,
                    data_say(html->arena, edition->data, html->diag,
                             node->place, node->target, node->format));
        break;
    case NODE_NOTE_MARK:
        add_note_mark(html, node);
        break;
    default:
        break;
    }
}

static void
enter_block(struct html *html, const struct node *node)
{
    switch (node->kind) {
    case NODE_HEADING:
        enter_heading(html, node);
        break;
    case NODE_PARAGRAPH:
        if (!is_tight(node))
            text_add(&html->out, "<p>");
        break;
    case NODE_QUOTE:
        text_add(&html->out, "<blockquote>\n");
        break;
    case NODE_LIST:
        enter_list(html, node);
        break;
    case NODE_ITEM:
        enter_item(html, node);
        break;
    case NODE_CODE_BLOCK:
        enter_code_block(html, node);
        break;
    case NODE_RULE:
        text_add(&html->out, "<hr>\n");
        break;
    case NODE_TABLE:
        enter_table(html, node);
        break;
    case NODE_ROW:
        enter_row(html, node);
        break;
    case NODE_CELL:
        enter_cell(html, node);
        break;
    case NODE_FIGURE:
    case NODE_SEQUENCE:
    case NODE_PICTURE:
        html_figure(html, node);
        break;
    case NODE_NOTE:
        html_turn(html, NULL);
        enter_note(html, node);
        break;
    default:
        break;
    }
}

static void
leave_node(struct html *html, const struct node *node)
{
    switch (node->kind) {
    case NODE_HEADING:
        add_anchor(html, node);
        text_print(&html->out, "</h%d>\n", html->level);
        break;
    case NODE_PARAGRAPH:
        leave_paragraph(html, node);
        break;
    case NODE_QUOTE:
        text_add(&html->out, "</blockquote>\n");
        break;
    case NODE_LIST:
        text_add(&html->out, node->ordered ? "</ol>\n" : "</ul>\n");
        break;
    case NODE_ITEM:
        text_add(&html->out, "</li>\n");
        break;
    case NODE_TABLE:
        text_add(&html->out, "</table>\n</div>\n");
        break;
    case NODE_ROW:
        leave_row(html, node);
        break;
    case NODE_CELL:
        leave_cell(html, node);
        break;
    case NODE_FIGURE:
    case NODE_SEQUENCE:
    case NODE_PICTURE:
        html_figure_end(html, node);
        break;
    case NODE_NOTE:
        leave_note(html, node);
        break;
    case NODE_EMPHASIS:
        text_add(&html->out, "</em>");
        break;
    case NODE_STRONG:
        text_add(&html->out, "</strong>");
        break;
    case NODE_STRIKE:
        text_add(&html->out, "</del>");
        break;
    case NODE_LINK:
        if (!html->bare && may_link(node->target))
            text_add(&html->out, "</a>");
        break;
    default:
        break;
    }
}

/* From first on, with the siblings after it. */
static void
walk_from(struct html *html, const struct node *first)
{
    const struct node *at = first, *root = first ? first->parent : NULL;

    while (at) {
        if (node_is_block(at->kind))
            enter_block(html, at);
        else
            enter_inline(html, at);
        /* The alternative text of an image has been written. */
        if (at->first && at->kind != NODE_IMAGE) {
            at = at->first;
            continue;
        }
        leave_node(html, at);
        while (at && !at->next) {
            at = at->parent;
            if (at == root)
                return;
            if (at)
                leave_node(html, at);
        }
        at = at ? at->next : NULL;
    }
}

void
html_children(struct html *html, const struct node *node)
{
    walk_from(html, node->first);
}

void
html_section(struct html *html, const struct node *section)
{
    const struct node *first = section->first;

    html->section = html_section_id(html, section);
    html->level = 2;
    html->marked = 0;
    if (first && first->kind == NODE_HEADING && first->level == 1)
        first = first->next;
    walk_from(html, first);
    html_turn(html, NULL);
}

const char *
html_bare(struct html *html, const struct node *node)
{
    struct text kept = html->out;
    bool bare = html->bare;

    html->out = text_new(html->arena);
    html->bare = true;
    html_children(html, node);
    const char *words = html->out.at;
    html->out = kept;
    html->bare = bare;
    return words;
}
