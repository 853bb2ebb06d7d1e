/* again.c: what a later pass need not set again. A section without a reference
 * comes out the same in every pass, so all its slabs are kept; of a section
 * that has one, and of notes and captions, the lines of every paragraph
 * without. Passes go through the book in the same order and make the same
 * elements, hence the n-th of one pass is the n-th of the next. What one would
 * get wrong: anchors of lines are linked into the galley's lists, so each pass
 * needs its own; those of whole sections are linked already. */
#include "inside.h"

#include <string.h>

static bool
holds_reference(const struct node *parent)
{
    for (const struct node *node = parent; node; node = node_next(parent, node))
        if (node->kind == NODE_REFERENCE || node->kind == NODE_CITED)
            return true;
    return false;
}

/* The kept lines, with anchors and elements as if they had been set now. */
static struct lines
repeat_lines(struct pass *pass, const struct kept *kept)
{
    struct lines lines = kept->lines;

    lines.at = TAKE_ARRAY(pass->arena, lines.count, struct line);
    pass_elements(pass, kept->elements, kept->element_count);
    for (size_t i = 0; i < lines.count; i++) {
        lines.at[i] = kept->lines.at[i];
        lines.at[i].anchors =
            anchor_copy(pass->arena, kept->lines.at[i].anchors);
    }
    diag_merge(pass->diag, &kept->said);
    return lines;
}

static bool
same_manner(const struct manner *a, const struct manner *b)
{
    return a->measure == b->measure && a->indent == b->indent &&
           a->element == b->element && a->ink == b->ink;
}

static struct kept *
add_kept(struct again *again)
{
    GROW(again->arena, again->at, again->count, again->room);
    struct kept *kept = &again->at[again->count++];
    *kept = (struct kept){.said = {.arena = again->arena}};
    return kept;
}

/* Sets the paragraph in memory that outlives the pass. */
static void
set_kept(struct pass *pass, struct kept *kept, const struct node *parent,
         const struct manner *manner)
{
    struct arena *arena = pass->arena;
    struct diag *diag = pass->diag;
    size_t first = pass->element_count;

    pass->arena = pass->again->arena;
    pass->diag = &kept->said;
    struct pieces pieces = gather_pieces(pass, parent, manner);
    kept->lines = set_pieces(pass, &pieces, manner);
    pass->arena = arena;
    pass->diag = diag;
    kept->element_count = pass->element_count - first;
    kept->elements = arena_grow(pass->again->arena, pass->elements + first,
                                kept->element_count, kept->element_count,
                                sizeof *kept->elements);
    pass->element_count = first;
    kept->node = parent;
    kept->manner = *manner;
}

static struct lines
set_now(struct pass *pass, const struct node *parent,
        const struct manner *manner)
{
    struct pieces pieces = gather_pieces(pass, parent, manner);

    return set_pieces(pass, &pieces, manner);
}

/* What is read aloud is told its language where that is not the book's. */
static void
tell_language(struct pass *pass, const struct node *node, int element)
{
    const char *language = node_language(node);

    if (element > 0 && strcmp(language, pass->tree->language) != 0)
        pass->elements[element].language = language;
}

struct lines
set_inlines(struct pass *pass, const struct node *parent,
            const struct manner *manner)
{
    struct again *again = pass->again;

    tell_language(pass, parent, manner->element);
    if (pass->whole)
        return set_now(pass, parent, manner);
    struct kept *kept =
        again->next < again->count ? &again->at[again->next] : add_kept(again);
    again->next++;
    if (kept->node == parent && same_manner(&kept->manner, manner))
        return repeat_lines(pass, kept);
    if (!kept->node && !holds_reference(parent)) {
        set_kept(pass, kept, parent, manner);
        return repeat_lines(pass, kept);
    }
    return set_now(pass, parent, manner);
}

/* Sections. */

static struct kept_section *
find_kept(struct again *again)
{
    if (again->next_section == again->section_count) {
        GROW(again->arena, again->sections, again->section_count,
             again->section_room);
        again->sections[again->section_count++] =
            (struct kept_section){.said = {.arena = again->arena}};
    }
    return &again->sections[again->next_section++];
}

void
section_keep(struct pass *pass, struct kept_section *kept,
             const struct node *section)
{
    if (holds_reference(section))
        return;
    struct arena *arena = pass->arena, *lasting = pass->again->arena;
    struct arena *brief = &pass->again->brief;
    struct diag *diag = pass->diag;
    struct galley galley = {.pass = pass, .rough = &pass->again->rough};
    size_t first = pass->element_count;

    *kept = (struct kept_section){
        .node = section, .first_element = first, .said = {.arena = lasting}};
    pass->arena = lasting;
    pass->diag = &kept->said;
    pass->whole = true;
    set_section(&galley, section, 1);
    pass->arena = arena;
    pass->diag = diag;
    pass->whole = false;
    kept->element_count = pass->element_count - first;
    kept->elements =
        arena_grow(brief, pass->elements + first, kept->element_count,
                   kept->element_count, sizeof *kept->elements);
    kept->galley = galley;
    kept->galley.at = arena_grow(brief, galley.at, galley.count, galley.count,
                                 sizeof *galley.at);
    pass->element_count = first;
    arena_clear(&pass->again->rough);
}

static int
move_element(const struct kept_section *kept, int element, int by)
{
    return (size_t)element < kept->first_element ? element : element + by;
}

static void
move_anchors(const struct kept_section *kept, struct anchor *anchors, int by)
{
    for (struct anchor *anchor = anchors; anchor; anchor = anchor->next) {
        anchor->spot.parent = move_element(kept, anchor->spot.parent, by);
        anchor->spot.after = move_element(kept, anchor->spot.after, by);
        anchor->first_element += by;
        if (anchor->block)
            move_anchors(kept, anchor->block->anchors, by);
    }
}

static void
move_slab(const struct kept_section *kept, struct slab *slab, int by)
{
    slab->first_element += by;
    move_anchors(kept, slab->anchors, by);
}

/* Renumbers its elements as if so many more had been made before it. */
static void
move_section(struct kept_section *kept, int by)
{
    if (!by)
        return;
    for (size_t i = 0; i < kept->element_count; i++) {
        struct element *element = &kept->elements[i];
        element->parent = move_element(kept, element->parent, by);
        element->after = move_element(kept, element->after, by);
    }
    for (size_t i = 0; i < kept->galley.count; i++)
        move_slab(kept, &kept->galley.at[i], by);
    kept->first_element += (size_t)by;
}

/* Its paragraphs stand elsewhere in the galley, and what was tried with them
 * went with the pass. */
static void
renew_paragraphs(const struct kept_section *kept, size_t start, int by)
{
    const struct paragraph *last = NULL;

    for (size_t i = 0; i < kept->galley.count; i++) {
        struct paragraph *paragraph = kept->galley.at[i].paragraph;
        if (!paragraph || paragraph == last)
            continue;
        last = paragraph;
        paragraph->first = start + i;
        paragraph->element += (size_t)by;
        paragraph->manner.element =
            move_element(kept, paragraph->manner.element, by);
        paragraph->tried = false;
        for (int k = 0; k < 2; k++)
            paragraph->varied[k] = (struct lines){0};
    }
}

/* The section as if it had been set now. */
static void
repeat_section(struct galley *galley, const struct kept_section *kept)
{
    struct pass *pass = galley->pass;

    pass_elements(pass, kept->elements, kept->element_count);
    galley_join(galley, &kept->galley);
    diag_merge(pass->diag, &kept->said);
}

void
set_again(struct galley *galley, const struct node *section)
{
    struct pass *pass = galley->pass;
    struct kept_section *kept = find_kept(pass->again);

    if (galley->anchors || holds_reference(section)) {
        set_section(galley, section, 1);
        return;
    }
    if (!kept->node)
        section_keep(pass, kept, section);
    int by = (int)(pass->element_count - kept->first_element);
    renew_paragraphs(kept, galley->count, by);
    move_section(kept, by);
    repeat_section(galley, kept);
}
