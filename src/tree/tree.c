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

/* What only its kind has. */
static void
dump_own(struct text *text, const struct node *node)
{
    switch (node->kind) {
    case NODE_HEADING:
        dump_number(text, "level", node->level);
        break;
    case NODE_SEQUENCE:
        dump_number(text, "part", node->part);
        break;
    case NODE_QUOTE:
        dump_number(text, "alert", (int)node->alert);
        break;
    case NODE_ITEM:
        dump_number(text, "task", node->task);
        break;
    case NODE_LIST:
        dump_number(text, "start", node->start);
        break;
    case NODE_TABLE:
        dump_number(text, "columns", node_columns(node));
        dump_string(text, "aligns", node->aligns);
        break;
    case NODE_CELL:
        dump_number(text, "across", node->across);
        dump_number(text, "down", node->down);
        dump_flag(text, "covered", node->covered);
        break;
    case NODE_PICTURE:
    case NODE_IMAGE:
        dump_number(text, "width", node->width);
        dump_number(text, "height", node->height);
        break;
    default:
        break;
    }
}

static bool
has_format(const struct node *node)
{
    return node->kind == NODE_CODE_BLOCK || node->kind == NODE_VALUE;
}

static bool
has_maths(const struct node *node)
{
    return node->kind == NODE_MATHS || node->kind == NODE_DISPLAY;
}

static void
dump_node(struct text *text, const struct node *node)
{
    text_print(text, "%s %d:%d", node_name(node->kind), node->place.line,
               node->place.col);
    dump_string(text, "text", node->text);
    dump_string(text, "target", node->target);
    dump_string(text, "format", has_format(node) ? node->format : NULL);
    dump_string(text, "id", node->id);
    dump_number(text, "number", node->number);
    dump_own(text, node);
    dump_flag(text, "ordered", node->ordered);
    dump_flag(text, "tight", node->tight);
    dump_flag(text, "header", node->header);
    dump_flag(text, "plate", node->plate);
    dump_string(text, "language", node->language);
    if (node->kind == NODE_SECTION)
        dump_section(text, node->section);
    if (has_maths(node) && node->maths) {
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
