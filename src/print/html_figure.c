/* html_figure.c: figures, pictures, and the phases that a sequence runs
 * through. A phase is a heading of level 2 with a sequence below it; phases
 * that follow each other make a cascade with one bar of progress. Without a
 * script each phase shows the last frame of its part; the page's script makes
 * one moving stage of them. */
#include "html.h"
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

/* Pictures and figures. */

static void
add_size(struct html *html, double width, double height)
{
    if (width >= 1 && height >= 1)
        text_print(&html->out, " width=\"%.0f\" height=\"%.0f\"", width,
                   height);
}

/* A picture is named by its content, so that two with the same name in
 * different folders do not collide. */
static const char *
copy_picture(struct html *html, const struct node *node)
{
    const char *folder = html->edition->tree->folder;
    const char *path =
        node->target ? file_within(html->arena, folder, node->target) : NULL;

    if (!path) {
        diag_say(html->diag, ERROR, node->place,
                 "picture '%s' is not inside the book, leaving a gap",
                 node->target ? node->target : "");
        return NULL;
    }
    struct bytes bytes =
        file_read(html->arena, html->diag, node->place, path, 1u << 28);
    if (!bytes.at)
        return NULL;
    const char *name =
        arena_print(html->arena, "pictures/%.16s.png",
                    key_name(html->arena, key_of(bytes.at, bytes.length)));
    html_copy(html, node->place, path, name);
    return name;
}

static void
add_picture(struct html *html, const struct node *node)
{
    const char *name = node->width > 0 ? copy_picture(html, node) : NULL;

    if (!name) {
        text_add(&html->out, "<span class=\"gap\">");
        text_escape(&html->out, node->target ? node->target : "");
        text_add(&html->out, "</span>");
        return;
    }
    text_print(&html->out, "<img src=\"%s\" alt=\"", name);
    text_escape(&html->out, node_plain(html->arena, node));
    text_char(&html->out, '"');
    add_size(html, node->width, node->height);
    text_add(&html->out, " loading=\"lazy\">");
}

void
html_image(struct html *html, const struct node *node)
{
    if (html->bare)
        text_escape(&html->out, node_plain(html->arena, node));
    else
        add_picture(html, node);
}

static void
add_gap(struct html *html, const struct node *node)
{
    text_add(&html->out, "<div class=\"gap\">");
    text_escape(&html->out, node->target);
    text_add(&html->out, "</div>");
}

/* [px] of [pt]. */
static double
find_pixels(double points)
{
    return round(points * 4 / 3);
}

/* The drawing for a phone is in the same file, which shows it in a box of its
 * shape: style.css makes one from this. */
static void
add_phone(struct html *html, const struct figure *figure)
{
    const struct figure_size *size = figure_narrow(figure);

    if (size)
        text_print(&html->out, " style=\"--phone:%.0f/%.0f\"",
                   find_pixels(size->width), find_pixels(size->height));
}

/* What print_figures wrote beside the page: each drawing fits light screens
 * and dark ones. */
static void
add_drawing(struct html *html, const struct node *node,
            const struct figure *figure)
{
    const char *words = html_data_id(html, node, figure);

    text_add(&html->out, "<picture><img src=\"figures/");
    text_escape(&html->out, figure->name);
    text_add(&html->out, ".svg\" alt=\"");
    text_escape(&html->out, figure->alt ? figure->alt : "");
    text_char(&html->out, '"');
    add_size(html, find_pixels(figure->sheet->width),
             find_pixels(figure->sheet->height));
    add_phone(html, figure);
    if (words) {
        text_add(&html->out, " aria-describedby=\"");
        text_escape(&html->out, words);
        text_char(&html->out, '"');
    }
    text_add(&html->out, " loading=\"lazy\"></picture>");
}

static bool
is_stage(const struct html *html, const struct node *node)
{
    return html->phase && !html->stage && node->part;
}

static const struct figure *
find_sequence(const struct html *html, const struct node *node)
{
    const struct figures *figures = html->edition->figures;
    const struct figure *figure =
        figures ? figure_find(figures, node->target) : NULL;

    return figure && node->part >= 0 && node->part <= figure->parts &&
                   figure->frames > 0
               ? figure
               : NULL;
}

static void
add_sequence(struct html *html, const struct node *node)
{
    const struct figure *figure = find_sequence(html, node);

    if (figure && is_stage(html, node)) {
        html_stage(html, node, figure);
        html->stage = node;
        return;
    }
    text_add(&html->out, "<figure class=\"strip\"");
    html_id(html, node->id);
    text_add(&html->out, ">\n<div>");
    if (!figure)
        add_gap(html, node);
    else if (node->part)
        html_frame(html, figure, node->part);
    else
        for (int part = 1; part <= figure->parts; part++)
            html_frame(html, figure, part);
    text_add(&html->out, "</div>");
}

/* The figure that a node shows, a sequence or not; or NULL. */
static const struct figure *
find_figure(const struct html *html, const struct node *node)
{
    const struct figures *figures = html->edition->figures;

    return figures && node->kind != NODE_PICTURE && node->target
               ? figure_find(figures, node->target)
               : NULL;
}

/* The page's script looks for it. */
static void
add_live(struct html *html, const struct figure *figure)
{
    if (!figure || !figure->sheet || !html_is_live(html, figure))
        return;
    text_add(&html->out, " data-live=\"");
    text_escape(&html->out, figure->name);
    text_char(&html->out, '"');
}

void
html_figure(struct html *html, const struct node *node)
{
    if (node->kind == NODE_SEQUENCE) {
        add_sequence(html, node);
    } else {
        text_add(&html->out, "<figure");
        html_id(html, node->id);
        add_live(html, find_figure(html, node));
        text_char(&html->out, '>');
        if (node->kind == NODE_PICTURE) {
            add_picture(html, node);
        } else {
            const struct figure *figure = find_figure(html, node);
            if (figure && figure->sheet)
                add_drawing(html, node, figure);
            else
                add_gap(html, node);
        }
    }
    if (!node->first && node->number <= 0)
        return;
    text_add(&html->out, "\n<figcaption>");
    if (node->number > 0)
        text_print(&html->out, "<b>%s\u00a0%d.</b> ",
                   tongue_begin(html->arena, node_language(node), WORD_FIGURE),
                   node->number);
}

static void
add_source(struct html *html, const struct figure *figure)
{
    if (!figure || !figure->source || !*figure->source)
        return;
    text_add(&html->out, " <small>");
    const char *language = html->edition->tree->language;
    text_print(&html->out, "%s%s: ", tongue_say(language, WORD_SOURCE),
               tongue_thin(language));
    text_escape(&html->out, figure->source);
    text_add(&html->out, "</small>");
}

void
html_figure_end(struct html *html, const struct node *node)
{
    const struct figure *figure = find_figure(html, node);

    if (node->first || node->number > 0) {
        add_source(html, figure);
        text_add(&html->out, "</figcaption>");
    }
    text_add(&html->out, "\n</figure>\n");
    /* What is behind a stage stands below the last phase. */
    if (figure && html->stage != node)
        html_data(html, node, figure);
    if (html->stage == node)
        text_add(&html->out, "</div>\n");
}

/* Phases. */

static bool
ends_phase(const struct node *block)
{
    return !block || block->kind == NODE_NOTE ||
           (block->kind == NODE_HEADING && block->level <= 2);
}

/* The sequence that makes a heading a phase, or NULL. */
static const struct node *
find_phase(const struct node *heading)
{
    if (!heading || heading->kind != NODE_HEADING || heading->level != 2 ||
        !heading->parent || heading->parent->kind != NODE_SECTION)
        return NULL;
    for (const struct node *at = heading->next; !ends_phase(at); at = at->next)
        if (at->kind == NODE_SEQUENCE && at->part)
            return at;
    return NULL;
}

static const struct node *
find_next_phase(const struct node *heading)
{
    const struct node *at = heading->next;

    while (!ends_phase(at))
        at = at->next;
    return find_phase(at) ? at : NULL;
}

/* "phase-N" in the first cascade, unless the author gave that name to
 * something else. */
static const char *
find_phase_id(struct html *html, const struct node *heading, int number)
{
    const char *id = arena_print(html->arena, "phase-%d", number);
    const struct node *owner = tree_find(html->edition->tree, id);

    if (html->cascades == 1 && (!owner || owner == heading))
        return id;
    if (heading->id)
        return heading->id;
    return arena_print(html->arena, "%s-phase-%d", html->section, number);
}

static void
open_cascade(struct html *html, const struct node *heading)
{
    int number = 1;

    html->cascades++;
    text_print(&html->out,
               "<div class=\"cascade\">\n<nav class=\"progress\" "
               "aria-label=\"%s\">\n<ol>\n",
               tongue_say(html->edition->tree->language, WORD_PHASES));
    for (; heading; heading = find_next_phase(heading), number++) {
        text_add(&html->out, "<li><a href=\"#");
        text_escape(&html->out, find_phase_id(html, heading, number));
        text_print(&html->out, "\"><b>%d</b> <span>", number);
        text_add(&html->out, html_bare(html, heading));
        text_add(&html->out, "</span></a></li>\n");
    }
    text_add(&html->out, "</ol>\n<span class=\"bar\"></span>\n</nav>\n"
                         "<p class=\"unseen\" role=\"status\"></p>\n");
}

static const char *
open_phase(struct html *html, const struct node *heading)
{
    const char *id = find_phase_id(html, heading, ++html->phase);

    html->stage = NULL;
    text_print(&html->out, "<section class=\"phase\" data-phase=\"%d\"",
               html->phase);
    html_id(html, id);
    text_add(&html->out, ">\n");
    return id;
}

static void
close_phase(struct html *html, bool last)
{
    const struct figure *figure =
        html->stage ? find_figure(html, html->stage) : NULL;

    if (!html->phase)
        return;
    text_add(&html->out, "</section>\n");
    if (!last)
        return;
    text_add(&html->out, "</div>\n");
    html->phase = 0;
    if (figure)
        html_data(html, html->stage, figure);
}

const char *
html_turn(struct html *html, const struct node *block)
{
    if (!ends_phase(block) ||
        (block && block->parent && block->parent->kind != NODE_SECTION))
        return NULL;
    bool opens = find_phase(block) != NULL;
    close_phase(html, !opens);
    if (!opens)
        return NULL;
    if (!html->phase)
        open_cascade(html, block);
    return open_phase(html, block);
}
