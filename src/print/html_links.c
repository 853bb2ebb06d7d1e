/* html_links.c: what leads from one place of the page to another: links,
 * references, citations, notes and their marks. What one would get wrong: in a
 * split edition the other place may stand on another page, so no link is
 * written but through html_link and html_section_link. */
#include "html.h"

#include "tongue/tongue.h"

#include <string.h>

bool
html_may_link(const char *target)
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

void
html_uri(struct html *html, const char *uri)
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

void
html_anchor_open(struct html *html, const struct node *node)
{
    if (html->bare)
        return;
    if (!html_may_link(node->target)) {
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
        html_uri(html, node->target);
    text_char(&html->out, '"');
    if (node->text && strcmp(node->text, node_plain(html->arena, node)) != 0) {
        text_add(&html->out, " title=\"");
        text_escape(&html->out, node->text);
        text_char(&html->out, '"');
    }
    text_char(&html->out, '>');
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

void
html_reference(struct html *html, const struct node *node)
{
    const struct node *to = tree_find(html->edition->tree, node->target);

    if (to && to->kind == NODE_HEADING && to->level == 1 && to->parent)
        to = to->parent;
    if (!html->bare) {
        text_add(&html->out, "<a href=\"");
        text_escape(&html->out, html_link(html, node->target));
        text_add(&html->out, "\">");
    }
    const char *called = to ? node_called(html->arena, to, node) : NULL;
    if (!to)
        text_escape(&html->out, node->target);
    else if (called) {
        text_print(&html->out, "%s\u00a0", called);
        text_escape(&html->out, node_ordinal(html->arena, to));
    } else if (find_title(to))
        text_add(&html->out, html_bare(html, find_title(to)));
    if (!html->bare)
        text_add(&html->out, "</a>");
}

/* Citations. */

void
html_citation(struct html *html, const struct node *node)
{
    if (html->bare)
        return;
    text_print(&html->out, "<a class=\"citation\" id=\"%s\"", node->id);
    text_add(&html->out, " role=\"doc-biblioref\" href=\"");
    text_escape(&html->out, html_link(html, node->target));
    text_add(&html->out, "\">");
}

/* The ways back to where a source is cited. */
void
html_cited(struct html *html, const struct node *source)
{
    int count = 0;

    if (html->bare)
        return;
    text_add(&html->out, " <span class=\"cited\">");
    for (const struct node *at = source->same; at; at = at->same) {
        text_add(&html->out, count ? " <a href=\"" : "<a href=\"");
        text_escape(&html->out, html_link(html, at->id));
        text_print(&html->out,
                   "\" role=\"doc-backlink\" aria-label=\"%s %d\">\u21a9</a>",
                   tongue_say(html->edition->tree->language, WORD_BACK),
                   ++count);
    }
    text_add(&html->out, "</span>");
}

/* Notes. */

static void
add_note_id(struct html *html, const char *what, int number)
{
    text_print(&html->out, "%s-", what);
    text_escape(&html->out, html->section);
    text_print(&html->out, "-%d", number);
}

static const char *
say_number(struct html *html, const struct node *node, enum saying word)
{
    const char *number = arena_print(html->arena, "%d", node->number);

    return tongue_fill(html->arena, tongue_say(node_language(node), word),
                       &number);
}

void
html_note_mark(struct html *html, const struct node *node)
{
    if (html->bare)
        return;
    text_add(&html->out, "<sup><a");
    if (node->number > html->marked) {
        text_add(&html->out, " id=\"");
        add_note_id(html, "mark", node->number);
        text_char(&html->out, '"');
        html->marked = node->number;
    }
    text_add(&html->out, " href=\"#");
    add_note_id(html, "note", node->number);
    text_print(&html->out,
               "\" role=\"doc-noteref\" aria-label=\"%s\">%d</a></sup>",
               say_number(html, node, WORD_NOTE_MARK), node->number);
}

void
html_note(struct html *html, const struct node *node)
{
    if (!node->previous || node->previous->kind != NODE_NOTE)
        text_add(&html->out, "<div class=\"notes\">\n<ol>\n");
    text_add(&html->out, "<li id=\"");
    add_note_id(html, "note", node->number);
    text_add(&html->out, "\">\n");
}

void
html_way_back(struct html *html, const struct node *note)
{
    text_add(&html->out, " <a href=\"#");
    add_note_id(html, "mark", note->number);
    text_print(&html->out,
               "\" role=\"doc-backlink\" aria-label=\"%s\">\u21a9</a>",
               say_number(html, note, WORD_NOTE_BACK));
}

void
html_note_end(struct html *html, const struct node *node)
{
    if (!node->last || node->last->kind != NODE_PARAGRAPH) {
        text_add(&html->out, "<p>");
        html_way_back(html, node);
        text_add(&html->out, "</p>\n");
    }
    text_add(&html->out, "</li>\n");
    if (!node->next || node->next->kind != NODE_NOTE)
        text_add(&html->out, "</ol>\n</div>\n");
}
