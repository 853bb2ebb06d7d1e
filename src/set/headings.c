/* headings.c: openings of sections and the headings within them. A heading
 * is kept with the two lines that follow it. */
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

#define TITLE_SIZE 25.0
#define TITLE_LEADING 28.0
#define LABEL_SIZE 7.6
/* [pt] twice the height by which a heading stands off the text below it. */
#define HEADING_RISE 5.0

/* Marks a place in the outline and a place that links can go to. */
static void
mark_place(struct galley *galley, struct slab *slab, const struct node *node,
           const char *title, int level)
{
    if (node->id)
        slab->anchors =
            anchor_add(galley->pass->arena, slab->anchors, ANCHOR_ID, node);
    slab->bookmark = title;
    slab->bookmark_level = level;
}

/* Levels 2 to 6. */
static const struct {
    struct style style;
    const char *ink;
} levels[] = {{{.face = FACE_SANS_BOLD, .size = 10}, "ink"},
              {{.face = FACE_TEXT_ITALIC, .size = 11.5}, "ink"},
              {{.face = FACE_SANS_MEDIUM, .size = 8.4}, "muted"},
              {{.face = FACE_TEXT,
                .size = 10.5,
                .features = FEATURE_SMALL_CAPS | FEATURE_OLD_STYLE,
                .tracking = 0.05},
               "ink"},
              {{.face = FACE_SANS_ITALIC, .size = 8}, "muted"}};

void
set_heading(struct galley *galley, const struct node *node, struct stick stick)
{
    struct pass *pass = galley->pass;
    size_t depth = (size_t)(node->level < 2 ? 0 : node->level - 2);
    int element = pass_element(pass, ROLE_HEADING, stick.parent);
    struct manner manner = find_manner(pass, stick, element);

    depth = depth < COUNT(levels) ? depth : COUNT(levels) - 1;
    pass->elements[element].level = node->level;
    pass->elements[element].id = node->id;
    manner.style = levels[depth].style;
    manner.ink = pass_ink(pass, levels[depth].ink);
    manner.ragged = true;
    manner.hyphenate = false;
    galley_space(galley, pass->look->leading);
    struct lines lines = set_inlines(pass, node, &manner);
    for (size_t i = 0; i < lines.count; i++) {
        struct slab *slab =
            galley_line(galley, &lines.at[i], stick.x, &manner.style,
                        pass->look->leading - HEADING_RISE);
        slab->height = pass->look->leading;
        slab->grid = stick.grid;
        slab->penalty = BREAK_NEVER;
        slab->heading = true;
        if (i == 0)
            mark_place(galley, slab, node, node_plain(pass->arena, node),
                       node->level);
    }
}

static const char *
name_label(struct arena *arena, const struct node *section)
{
    return section->number
               ? arena_print(
                     arena, "%s %d",
                     tongue_begin(arena, node_language(section), WORD_SECTION),
                     section->number)
               : "";
}

/* The title's lines on the slab from y down; returns where they end. */
static double
place_title(struct pass *pass, struct slab *slab, const struct node *heading,
            int element, double y)
{
    struct stick stick = {
        0, pass->look->measure, TITLE_SIZE, TITLE_LEADING, element, true};
    struct manner manner = find_manner(pass, stick, element);

    manner.ragged = true;
    manner.hyphenate = false;
    struct lines lines = set_inlines(pass, heading, &manner);
    for (size_t i = 0; i < lines.count; i++, y += TITLE_LEADING) {
        sheet_copy(slab->sheet, 0,
                   y + find_baseline(pass, &manner.style, TITLE_LEADING),
                   lines.at[i].sheet);
        slab->anchors = anchor_join(slab->anchors, lines.at[i].anchors);
    }
    return y;
}

/* Label, title and a short rule, as high as whole lines. */
static void
set_opening(struct galley *galley, const struct node *section, int parent)
{
    struct pass *pass = galley->pass;
    const struct node *heading = section->first;
    const char *label = name_label(pass->arena, section);
    struct style style = {.face = FACE_SANS_MEDIUM,
                          .size = LABEL_SIZE,
                          .features = FEATURE_TABULAR,
                          .tracking = 0.06};
    const struct ink *accent = pass_ink(pass, "accent");
    double leading = pass->look->leading, y = 2 * leading;
    struct slab *slab;

    galley->opening = true;
    slab = galley_add(galley, 0);
    slab->place = heading->place;
    slab->sheet->element = pass_element(pass, ROLE_PARAGRAPH, parent);
    int element = pass_element(pass, ROLE_HEADING, parent);
    pass->elements[element].level = 1;
    pass->elements[element].id = section->id;
    if (*label)
        sheet_glyphs(slab->sheet, 0, y,
                     shape_text(pass->shaper, &style, label, strlen(label)),
                     accent);
    y = place_title(pass, slab, heading, element, y + 8);
    slab->sheet->element = 0;
    sheet_rectangle(slab->sheet, 0, y + 9, 28, 1.4, accent);
    slab->height = snap_to_grid(pass->look, y + 9 + 1.5 * leading);
    slab->grid = true;
    slab->penalty = BREAK_NEVER;
    mark_place(galley, slab, section, node_plain(pass->arena, heading), 1);
}

static void
set_epigraph(struct galley *galley, const char *words, struct stick stick)
{
    struct pass *pass = galley->pass;
    int element = pass_element(pass, ROLE_PARAGRAPH, stick.parent);
    struct manner manner = find_manner(pass, stick, element);

    manner.style.face = FACE_TEXT_ITALIC;
    manner.ragged = true;
    manner.ink = pass_ink(pass, "muted");
    struct lines lines = set_words(pass, words, &manner);
    galley_lines(galley, &lines, stick.x, &manner.style, stick.leading, true);
    galley->at[galley->count - 1].penalty = BREAK_NEVER;
    galley_space(galley, stick.leading);
}

void
set_section(struct galley *galley, const struct node *section, int parent)
{
    struct pass *pass = galley->pass;
    int element = pass_element(pass, ROLE_SECTION, parent);
    struct stick stick = {0,
                          pass->look->measure,
                          pass->look->size,
                          pass->look->leading,
                          element,
                          true};

    galley->section = section;
    galley->space = 0;
    set_opening(galley, section, element);
    if (section->section->epigraph)
        set_epigraph(galley, section->section->epigraph, stick);
    set_blocks(galley, section, stick);
    /* A figure at the very end has no text after it to hang on. */
    if (galley->anchors) {
        struct slab *last = &galley->at[galley->count - 1];
        last->anchors = anchor_join(last->anchors, galley->anchors);
        galley->anchors = NULL;
    }
}
