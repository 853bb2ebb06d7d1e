/* blocks.c: the blocks of a section become slabs of the galley, one switch
 * over kinds of nodes. */
#include "inside.h"

#include <string.h>

#define LEAD_IN 4 /* words in small capitals, at most */

struct manner
find_manner(const struct pass *pass, struct stick stick, int element)
{
    return (struct manner){.style = {.face = FACE_TEXT,
                                     .size = stick.size,
                                     .features = FEATURE_OLD_STYLE},
                           .measure = stick.measure,
                           .hyphenate = true,
                           .align = '-',
                           .ink = pass_ink(pass, "ink"),
                           .element = element};
}

bool
holds_kind(const struct node *root, enum node_kind kind)
{
    const struct node *node = root;

    while (node && node->kind != kind)
        node = node_next(root, node);
    return node;
}

/* A paragraph of bold words alone is a heading that its author did not mark as
 * one. */
static bool
heads_text(const struct node *node)
{
    const struct node *only = node->first;

    return node->kind == NODE_PARAGRAPH && only && only == node->last &&
           only->kind == NODE_STRONG && node->next;
}

/* A paragraph is indented when it follows another one that reads like it. */
static bool
follows_paragraph(const struct node *node)
{
    const struct node *before = node->previous;

    while (before &&
           (before->kind == NODE_FIGURE || before->kind == NODE_SEQUENCE ||
            before->kind == NODE_PICTURE || before->kind == NODE_NOTE ||
            node_is_unseen(before)))
        before = before->previous;
    return before && before->kind == NODE_PARAGRAPH && !heads_text(node) &&
           !heads_text(before) && !holds_pictures(before);
}

/* The first paragraph of a section of the body, right after its title. */
static bool
opens_section(const struct node *node)
{
    const struct node *section = node->parent;

    return section && section->kind == NODE_SECTION &&
           section->section->class == CLASS_BODY &&
           node->previous == section->first;
}

/* Marks of the index and anchors that stand alone are laid with what follows.
 */
static bool
only_marks(struct galley *galley, const struct node *paragraph)
{
    const struct node *node = paragraph->first;

    if (!node_is_unseen(paragraph))
        return false;
    for (; node; node = node->next)
        if (node->kind == NODE_INDEX || node->kind == NODE_ANCHOR)
            galley_anchor(galley, ANCHOR_ID, node);
    return true;
}

/* Pictures side by side stand like a figure, between lines of text. */
static void
set_abreast(struct galley *galley, const struct node *node, struct stick stick,
            struct manner *manner)
{
    double space = galley->pass->look->leading / 2;

    manner->ragged = true;
    manner->align = stick.x > 0 ? 'l' : 'c';
    struct lines lines = set_inlines(galley->pass, node, manner);
    galley_space(galley, space);
    galley_lines(galley, &lines, stick.x, &manner->style, stick.leading, false);
    galley_space(galley, space);
}

static void
set_text(struct galley *galley, const struct node *node, struct stick stick)
{
    struct pass *pass = galley->pass;

    if (only_marks(galley, node))
        return;
    int element = pass_element(pass, ROLE_PARAGRAPH, stick.parent);
    struct manner manner = find_manner(pass, stick, element);
    bool icons = node->parent->kind == NODE_ITEM && !holds_large_picture(node);
    if (holds_pictures(node) && !icons) {
        set_abreast(galley, node, stick, &manner);
        return;
    }
    manner.ragged = holds_large_picture(node);
    if (stick.grid && follows_paragraph(node))
        manner.indent = pass->look->indent;
    else if (follows_paragraph(node))
        galley_space(galley, stick.leading * 0.3);
    if (opens_section(node) && pass->look->lead_in)
        manner.small = LEAD_IN;
    if (opens_section(node) && set_initial(galley, node, stick, &manner))
        return;
    struct paragraph paragraph = {.node = node,
                                  .manner = manner,
                                  .element = pass->element_count,
                                  .x = stick.x,
                                  .first = galley->count};
    for (const struct anchor *a = galley->anchors; a; a = a->next)
        paragraph.pending++;
    struct lines lines = set_inlines(pass, node, &manner);
    galley_lines(galley, &lines, stick.x, &manner.style, stick.leading,
                 stick.grid);
    if (heads_text(node) && lines.count == 1)
        galley->at[galley->count - 1].penalty = BREAK_NEVER;
    paragraph.end = lines.count ? lines.at[lines.count - 1].width : 0;
    if (stick.grid)
        galley_paragraph(galley, &paragraph);
}

/* Letters are a little smaller, but those of a quotation within another are
 * not smaller still. */
static void
set_quote(struct galley *galley, const struct node *node, struct stick stick)
{
    const struct look *look = galley->pass->look;
    struct stick inner = stick_indent(look, stick, look->indent);

    if (inner.x - stick.x == look->indent)
        inner.measure -= look->indent / 2;
    if (stick.size >= look->size)
        inner.size *= 0.95;
    if (node->alert) {
        set_alert(galley, node, inner);
        return;
    }
    inner.parent = pass_element(galley->pass, ROLE_QUOTE, stick.parent);
    galley_space(galley, look->leading / 2);
    set_blocks(galley, node, inner);
    galley_space(galley, look->leading / 2);
}

static void
set_rule(struct galley *galley, struct stick stick)
{
    struct pass *pass = galley->pass;
    struct style style = {.face = FACE_TEXT, .size = stick.size};
    const struct glyphs *stars =
        shape_text(pass->shaper, &style, "* * *", strlen("* * *"));
    struct slab *slab;

    galley_space(galley, stick.leading);
    slab = galley_add(galley, stick.leading);
    slab->grid = stick.grid;
    slab->penalty = BREAK_NEVER;
    sheet_glyphs(slab->sheet, stick.x + (stick.measure - stars->width) / 2,
                 find_baseline(pass, &style, stick.leading), stars,
                 pass_ink(pass, "muted"));
    galley_space(galley, stick.leading);
}

/* A figure is read behind the block before it, wherever it comes to stand. */
static void
anchor_float(struct galley *galley, const struct node *node, struct stick stick)
{
    const struct pass *pass = galley->pass;
    struct anchor *anchor = anchor_add(pass->arena, NULL, ANCHOR_FLOAT, node);
    int before = (int)pass->element_count - 1;

    while (before > stick.parent &&
           pass->elements[before].parent != stick.parent)
        before--;
    anchor->spot =
        (struct spot){stick.parent, before > stick.parent ? before : 0};
    galley->anchors = anchor_join(galley->anchors, anchor);
}

/* Nothing floats out of a note, and nothing that an item, a quotation or what
 * a term means begins with, for that would leave its bullet or its rules alone.
 * Sequences are drawn once for all sections, notes after them: elsewhere they
 * float. */
static bool
stands_here(const struct pass *pass, const struct node *node)
{
    const struct node *around = node->parent;
    const struct figure *figure =
        node->kind == NODE_PICTURE ? NULL
                                   : figure_find(pass->figures, node->target);
    bool first = !node->previous && around->kind != NODE_SECTION;

    while (around->kind != NODE_NOTE && around->kind != NODE_SECTION)
        around = around->parent;
    return around->kind == NODE_NOTE ||
           (first && !node->plate &&
            (node->kind == NODE_PICTURE || (figure && figure->sheet)));
}

/* As wide as what it stands in. */
static void
set_figure_here(struct galley *galley, const struct node *node,
                struct stick stick)
{
    struct pass *pass = galley->pass;
    const struct look *look = pass->look;
    struct look narrow = *look;

    narrow.measure = stick.measure;
    pass->look = &narrow;
    struct block block = set_figure(pass, node, stick.parent);
    pass->look = look;
    galley_space(galley, look->leading / 2);
    struct slab *slab = galley_add(galley, block.height);
    sheet_copy(slab->sheet, stick.x, 0, block.sheet);
    slab->anchors = anchor_join(slab->anchors, block.anchors);
    slab->place = node->place;
    galley_space(galley, look->leading / 2);
}

static void set_block(struct galley *galley, const struct node *node,
                      struct stick stick);

/* What terms mean stands below them, as far in as a quotation, and on the same
 * page. */
static void
set_terms(struct galley *galley, const struct node *terms, struct stick stick)
{
    struct pass *pass = galley->pass;
    struct stick inner = stick_indent(pass->look, stick, pass->look->indent);
    int list = pass_element(pass, ROLE_LIST, stick.parent), item = 0;

    for (const struct node *node = terms->first; node; node = node->next) {
        if (node->kind == NODE_PARAGRAPH) {
            item = pass_element(pass, ROLE_ITEM, list);
            stick.parent = pass_element(pass, ROLE_LABEL, item);
            size_t before = galley->count;
            set_block(galley, node, stick);
            if (galley->count > before)
                galley->at[galley->count - 1].penalty = BREAK_NEVER;
        } else {
            inner.parent = pass_element(pass, ROLE_ITEM_BODY, item);
            set_blocks(galley, node, inner);
        }
    }
}

static void
set_block(struct galley *galley, const struct node *node, struct stick stick)
{
    switch (node->kind) {
    case NODE_HEADING:
        if (node->level > 1)
            set_heading(galley, node, stick);
        break;
    case NODE_PARAGRAPH:
        set_text(galley, node, stick);
        break;
    case NODE_QUOTE:
        set_quote(galley, node, stick);
        break;
    case NODE_LIST:
        set_list(galley, node, stick);
        break;
    case NODE_TERMS:
        set_terms(galley, node, stick);
        break;
    case NODE_CODE_BLOCK:
        set_code(galley, node, stick);
        break;
    case NODE_TABLE:
        set_table(galley, node, stick);
        break;
    case NODE_DISPLAY:
        set_display(galley, node, stick);
        break;
    case NODE_SOURCES:
        set_sources(galley, node, stick);
        break;
    case NODE_RULE:
        set_rule(galley, stick);
        break;
    case NODE_FIGURE:
    case NODE_SEQUENCE:
    case NODE_PICTURE:
        if (stands_here(galley->pass, node))
            set_figure_here(galley, node, stick);
        else
            anchor_float(galley, node, stick);
        break;
    default: /* notes stand at the foot of pages */
        break;
    }
}

void
set_blocks(struct galley *galley, const struct node *parent, struct stick stick)
{
    for (const struct node *node = parent->first; node; node = node->next)
        set_block(galley, node, stick);
}
