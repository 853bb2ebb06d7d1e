/* sources.c: the list of sources: an entry each with its number before it, or
 * with all lines but the first indented, and at its end the pages that cite it.
 * Those come from the pass before, so an entry is set anew in every pass. */
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

#define GAP 5.0 /* [pt] between a number and its entry */

const struct node *
word_cited(struct pass *pass, const struct node *source)
{
    struct arena *arena = pass->arena;
    struct node *words = node_new(arena, NODE_PARAGRAPH, source->place);
    struct node *start = add_text(arena, words, "");
    const struct node **marks;
    size_t count = 0;

    for (const struct node *at = source->same; at; at = at->same)
        count++;
    marks = TAKE_ARRAY(arena, count, const struct node *);
    count = 0;
    for (const struct node *at = source->same; at; at = at->same)
        if (pass_page(pass, at) >= 0 || !pass->number)
            marks[count++] = at;
    if (!count)
        return words;
    size_t pages = add_page_links(pass, words, marks, count);
    bool one = pages == 1;
    start->text =
        arena_print(arena, " %s\u00a0",
                    tongue_say(pass->tree->language,
                               one ? WORD_CITED_PAGE : WORD_CITED_PAGES));
    add_text(arena, words, ".");
    return words;
}

static const char *
name_label(struct arena *arena, const struct node *source)
{
    return arena_print(arena, "[%d]", source->number);
}

static double
find_label_width(struct pass *pass, const struct node *sources,
                 const struct style *style)
{
    double width = 0;

    for (const struct node *at = sources->first; at; at = at->next)
        width = fmax(width, text_width(pass->shaper, style,
                                       name_label(pass->arena, at)));
    return width + GAP;
}

static void
place_label(struct galley *galley, size_t slab, const struct node *source,
            const struct manner *manner, struct stick stick, double width)
{
    struct pass *pass = galley->pass;
    struct sheet *sheet = sheet_new(pass->arena, 0, 0);
    const char *label = name_label(pass->arena, source);
    const struct glyphs *glyphs =
        shape_text(pass->shaper, &manner->style, label, strlen(label));

    sheet->element = manner->element;
    sheet_glyphs(sheet, stick.x + width - glyphs->width - GAP,
                 find_baseline(pass, &manner->style, stick.leading), glyphs,
                 manner->ink);
    slab_precede(&galley->at[slab], sheet);
}

/* width [pt] of the room for a number, or of the indent. */
static void
set_source(struct galley *galley, const struct node *source, struct stick stick,
           double width)
{
    struct pass *pass = galley->pass;
    struct stick inner = stick_indent(pass->look, stick, width);
    int item = pass_element(pass, ROLE_ITEM, stick.parent);
    struct manner manner = find_manner(pass, inner, item);
    size_t first = galley->count;

    manner.ragged = true;
    if (source->number)
        manner.element = pass_element(pass, ROLE_LABEL, item);
    struct manner label = manner;
    manner.element = pass_element(pass, ROLE_SOURCE,
                                  pass_element(pass, ROLE_ITEM_BODY, item));
    if (!source->number)
        manner.indent = stick.x - inner.x;
    galley_anchor(galley, ANCHOR_ID, source);
    struct lines lines = set_inlines(pass, source, &manner);
    galley_lines(galley, &lines, inner.x, &manner.style, inner.leading, false);
    stick.x = fmax(inner.x - width, 0);
    if (source->number && first < galley->count)
        place_label(galley, first, source, &label, stick, width);
}

void
set_sources(struct galley *galley, const struct node *sources,
            struct stick stick)
{
    struct pass *pass = galley->pass;
    const struct look *look = pass->look;
    struct style style = {.face = FACE_TEXT,
                          .size = look->note_size,
                          .features = FEATURE_OLD_STYLE};
    double width = sources->ordered ? find_label_width(pass, sources, &style)
                                    : look->indent;

    stick.parent = pass_element(pass, ROLE_LIST, stick.parent);
    pass->elements[stick.parent].level = sources->ordered;
    stick.size = look->note_size;
    stick.leading = look->note_leading;
    stick.grid = false;
    galley_space(galley, 0.5 * look->leading);
    for (const struct node *at = sources->first; at; at = at->next) {
        set_source(galley, at, stick, width);
        galley_space(galley, 0.3 * stick.leading);
    }
    galley_space(galley, 0.5 * look->leading);
}
