/* html_tree.c: the document tree as HTML: one switch when a node is entered,
 * one when it is left. Walked without recursion, for quotes may be nested as
 * deep as an author (or a fuzzer) likes. Whatever is not markup of our own
 * goes through text_escape. */
#include "html.h"

#include "tongue/tongue.h"

#include <string.h>

void
html_id(struct html *html, const char *id)
{
    if (!id || html->bare)
        return;
    text_add(&html->out, " id=\"");
    text_escape(&html->out, id);
    text_char(&html->out, '"');
}

/* Blocks. */

/* "Phase 3" */
static void
add_eyebrow(struct html *html, const struct node *heading)
{
    const char *number = arena_print(html->arena, "%d", html->phase);

    text_print(&html->out, "<small>%s</small> ",
               tongue_fill(html->arena,
                           tongue_say(node_language(heading), WORD_PHASE),
                           &number));
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
        add_eyebrow(html, node);
}

static bool
is_tight(const struct node *paragraph)
{
    const struct node *item = paragraph->parent;

    if (item && item->kind == NODE_MEANING)
        return item->first == item->last;
    return item && item->kind == NODE_ITEM && item->parent &&
           item->parent->tight;
}

static bool
is_term(const struct node *paragraph)
{
    return paragraph->parent && paragraph->parent->kind == NODE_TERMS;
}

static void
enter_paragraph(struct html *html, const struct node *node)
{
    if (is_term(node))
        text_add(&html->out, "<dt>");
    else if (!is_tight(node) && !node_is_unseen(node))
        text_add(&html->out, "<p>");
}

static void
leave_paragraph(struct html *html, const struct node *node)
{
    const struct node *parent = node->parent;

    if (is_term(node)) {
        text_add(&html->out, "</dt>\n");
        return;
    }
    if (is_tight(node) || node_is_unseen(node)) {
        if (node->next)
            text_char(&html->out, '\n');
        return;
    }
    if (parent && parent->kind == NODE_NOTE && !node->next)
        html_way_back(html, parent);
    text_add(&html->out, "</p>\n");
}

static void
enter_quote(struct html *html, const struct node *node)
{
    if (!node->alert) {
        text_add(&html->out, "<blockquote>\n");
        return;
    }
    const char *title =
        tongue_say(node_language(node),
                   WORD_ALERT_NOTE + (enum saying)(node->alert - ALERT_NOTE));
    text_print(&html->out,
               "<aside role=\"note\" aria-label=\"%s\" class=\"alert%s\">\n"
               "<p class=\"kind\">%s</p>\n",
               title, node->alert >= ALERT_IMPORTANT ? " grave" : "", title);
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
        text_print(
            &html->out,
            "<span class=\"box%s\" role=\"img\" "
            "aria-label=\"%s\"></span> ",
            done ? " done" : "",
            tongue_say(node_language(node), done ? WORD_DONE : WORD_TO_DO));
}

static void
enter_code_block(struct html *html, const struct node *node)
{
    text_add(&html->out, "<pre><code");
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

/* Of so many columns the style sheet sets one to the right by its number. */
#define COUNTED 6

static void
add_sides(struct html *html, const struct node *table)
{
    const char *before = " class=\"";

    for (int i = 0; table->aligns && table->aligns[i] && i < COUNTED; i++) {
        if (table->aligns[i] != 'r')
            continue;
        text_print(&html->out, "%sright-%d", before, i + 1);
        before = " ";
    }
    text_add(&html->out, strlen(before) == 1 ? "\">\n" : ">\n");
}

static void
enter_table(struct html *html, const struct node *node)
{
    text_add(&html->out, "<div class=\"table\"");
    html_id(html, node->id);
    text_add(&html->out, ">\n<table");
    add_sides(html, node);
    if (!node->text)
        return;
    text_add(&html->out, "<caption>");
    if (node->number > 0)
        text_print(&html->out, "<b>%s\u00a0%d.</b> ",
                   tongue_begin(html->arena, node_language(node), WORD_TABLE),
                   node->number);
    text_escape(&html->out, node->text);
    text_add(&html->out, "</caption>\n");
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
    const struct node *table = row ? row->parent : NULL;
    const char *aligns =
        table && table->kind == NODE_TABLE ? table->aligns : NULL;
    char align = '-';

    if (aligns && (size_t)html->column < strlen(aligns))
        align = aligns[html->column];
    bool counted = align == 'r' && html->column < COUNTED;
    html->column++;
    if (node->covered)
        return;
    text_add(&html->out, is_header(node) ? "<th" : "<td");
    if ((align == 'c' || align == 'r') && !counted)
        text_print(&html->out, " class=\"%s\"",
                   align == 'c' ? "middle" : "right");
    if (node->across)
        text_print(&html->out, " colspan=\"%d\"", node->across);
    if (node->down)
        text_print(&html->out, " rowspan=\"%d\"", node->down);
    text_char(&html->out, '>');
}

static void
leave_cell(struct html *html, const struct node *node)
{
    if (!node->covered)
        text_add(&html->out, is_header(node) ? "</th>" : "</td>");
}

/* The switch. */

const char *
html_language(struct html *html, const char *language)
{
    static const char *const backward[] = {"he", "ar", "fa", "ur", "yi"};
    bool turns = false;

    if (!language)
        return "";
    for (size_t i = 0; i < COUNT(backward); i++)
        turns = turns || (!strncmp(language, backward[i], 2) &&
                          (!language[2] || language[2] == '-'));
    return arena_print(html->arena, " lang=\"%s\"%s", language,
                       turns ? " dir=\"rtl\"" : "");
}

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
        html_anchor_open(html, node);
        break;
    case NODE_IMAGE:
        html_image(html, node);
        break;
    case NODE_REFERENCE:
        html_reference(html, node);
        break;
    case NODE_VALUE:
        text_escape(&html->out,
                    data_say(html->arena, edition->data, html->diag,
                             node->place, node->target, node->format));
        break;
    case NODE_MATHS:
        html_maths(html, node);
        break;
    case NODE_CITATION:
        html_citation(html, node);
        break;
    case NODE_CITED:
        html_cited(html, node->parent);
        break;
    case NODE_NOTE_MARK:
        html_note_mark(html, node);
        break;
    case NODE_RAISED:
        text_add(&html->out, "<sup>");
        break;
    case NODE_LOWERED:
        text_add(&html->out, "<sub>");
        break;
    case NODE_ANCHOR:
        if (!html->bare) {
            text_add(&html->out, "<span");
            html_id(html, node->id);
            text_add(&html->out, "></span>");
        }
        break;
    case NODE_SPAN:
        text_print(&html->out, "<span%s>", html_language(html, node->language));
        break;
    case NODE_INDEX:
        if (!html->bare)
            text_print(&html->out, "<span id=\"%s\">", node->id);
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
        enter_paragraph(html, node);
        break;
    case NODE_QUOTE:
        enter_quote(html, node);
        break;
    case NODE_LIST:
        enter_list(html, node);
        break;
    case NODE_ITEM:
        enter_item(html, node);
        break;
    case NODE_TERMS:
        text_add(&html->out, "<dl>\n");
        break;
    case NODE_MEANING:
        text_add(&html->out, "<dd>");
        break;
    case NODE_CODE_BLOCK:
        enter_code_block(html, node);
        break;
    case NODE_RULE:
        text_add(&html->out, "<hr>\n");
        break;
    case NODE_DISPLAY:
        html_display(html, node);
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
    case NODE_SOURCES:
        html_turn(html, NULL);
        text_print(&html->out, "<%s class=\"sources\">\n",
                   node->ordered ? "ol" : "ul");
        break;
    case NODE_SOURCE:
        text_add(&html->out, "<li");
        html_id(html, node->id);
        text_char(&html->out, '>');
        break;
    case NODE_NOTE:
        html_turn(html, NULL);
        html_note(html, node);
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
        text_print(&html->out, "</h%d>\n", html->level);
        break;
    case NODE_PARAGRAPH:
        leave_paragraph(html, node);
        break;
    case NODE_QUOTE:
        text_add(&html->out, node->alert ? "</aside>\n" : "</blockquote>\n");
        break;
    case NODE_LIST:
        text_add(&html->out, node->ordered ? "</ol>\n" : "</ul>\n");
        break;
    case NODE_ITEM:
        text_add(&html->out, "</li>\n");
        break;
    case NODE_TERMS:
        text_add(&html->out, "</dl>\n");
        break;
    case NODE_MEANING:
        text_add(&html->out, "</dd>\n");
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
        html_note_end(html, node);
        break;
    case NODE_SOURCES:
        text_add(&html->out, node->ordered ? "</ol>\n" : "</ul>\n");
        break;
    case NODE_SOURCE:
        text_add(&html->out, "</li>\n");
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
    case NODE_RAISED:
        text_add(&html->out, "</sup>");
        break;
    case NODE_LOWERED:
        text_add(&html->out, "</sub>");
        break;
    case NODE_LINK:
        if (!html->bare && html_may_link(node->target))
            text_add(&html->out, "</a>");
        break;
    case NODE_SPAN:
        text_add(&html->out, "</span>");
        break;
    case NODE_CITATION:
        if (!html->bare)
            text_add(&html->out, "</a>");
        break;
    case NODE_INDEX:
        if (!html->bare)
            text_add(&html->out, "</span>");
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
