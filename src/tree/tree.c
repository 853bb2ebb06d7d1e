/* tree.c: finding things in a book's tree, and its dump for golden files. The
 * dump leaves out every field that is zero, so a new field does not change
 * the old files. */
#include "tree.h"

#include <stdlib.h>
#include <string.h>

static int
compare_label(const void *id, const void *label)
{
    return strcmp(id, ((const struct label *)label)->id);
}

const struct node *
tree_find(const struct tree *tree, const char *id)
{
    if (!tree->label_count)
        return NULL;
    const struct label *label = bsearch(id, tree->labels, tree->label_count,
                                        sizeof *label, compare_label);
    return label ? label->node : NULL;
}

static int
compare_name(const void *name, const void *description)
{
    return strcmp(name, ((const struct description *)description)->name);
}

const struct description *
tree_figure(const struct tree *tree, const char *name)
{
    if (!tree->figure_count)
        return NULL;
    return bsearch(name, tree->figures, tree->figure_count,
                   sizeof *tree->figures, compare_name);
}

static void
dump_string(struct text *text, const char *name, const char *value)
{
    if (!value)
        return;
    text_print(text, " %s=", name);
    text_json(text, value);
}

static void
dump_number(struct text *text, const char *name, int value)
{
    if (value)
        text_print(text, " %s=%d", name, value);
}

static void
dump_flag(struct text *text, const char *name, bool value)
{
    if (value)
        text_print(text, " %s", name);
}

static void
dump_section(struct text *text, const struct section *section)
{
    static const char *const classes[] = {"front", "body", "back"};

    if (!section)
        return;
    dump_string(text, "file", section->file);
    dump_string(text, "short", section->short_title);
    dump_string(text, "epigraph", section->epigraph);
    text_print(text, " class=%s", classes[section->class]);
}

static void
dump_node(struct text *text, const struct node *node)
{
    text_print(text, "%s %d:%d", node_name(node->kind), node->place.line,
               node->place.col);
    dump_string(text, "text", node->text);
    dump_string(text, "target", node->target);
    dump_string(text, "format", node->format);
    dump_string(text, "id", node->id);
    dump_number(text, "level", node->level);
    dump_number(text, "number", node->number);
    dump_number(text, "part", node->part);
    dump_number(text, "task", node->task);
    dump_number(text, "start", node->start);
    dump_number(text, "columns", node->columns);
    dump_number(text, "width", node->width);
    dump_number(text, "height", node->height);
    dump_string(text, "aligns", node->aligns);
    dump_flag(text, "ordered", node->ordered);
    dump_flag(text, "tight", node->tight);
    dump_flag(text, "header", node->header);
    dump_flag(text, "plate", node->plate);
    dump_string(text, "language", node->language);
    dump_section(text, node->section);
    if (node->maths) {
        text_char(text, ' ');
        maths_dump(text, node->maths);
    }
    text_char(text, '\n');
}

void
tree_dump(struct text *text, const struct node *root)
{
    for (const struct node *node = root; node; node = node_next(root, node)) {
        for (const struct node *up = node; up != root; up = up->parent)
            text_add(text, "  ");
        dump_node(text, node);
    }
}
