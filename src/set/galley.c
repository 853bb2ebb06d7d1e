/* galley.c: the column of set text before pages are cut from it. A slab may
 * not be cut; between two slabs a page may end unless a penalty forbids it.
 * Slabs of running text stand on the page's grid, so that lines of facing
 * pages lie beside each other whatever stands between. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define DESCENDERS 0.2 /* [em] of most letters, below the baseline */
/* Of the page's depth, that can be kept together. */
#define KEPT_SHARE 0.8
/* Of the page's measure, that every block has at least. */
#define LEAST_SHARE 0.45

struct anchor *
anchor_add(struct arena *arena, struct anchor *list, enum anchor_kind kind,
           const struct node *node)
{
    struct anchor *anchor = TAKE(arena, struct anchor);

    anchor->kind = kind;
    anchor->node = node;
    return anchor_join(list, anchor);
}

/* From where the last one was joined, or a line of many marks would be gone
 * along for each. */
struct anchor *
anchor_join(struct anchor *list, struct anchor *more)
{
    struct anchor *end = list;

    if (!list || !more)
        return list ? list : more;
    if (end->near)
        end = end->near;
    while (end->next)
        end = end->next;
    end->next = more;
    list->near = more->near ? more->near : more;
    return list;
}

const char *
name_note(struct arena *arena, const struct node *note)
{
    const struct node *section = node_section(note);

    /* No id of the author's has a space in it. */
    return arena_print(arena, "%s note %d",
                       section && section->id ? section->id : "", note->number);
}

struct anchor *
anchor_copy(struct arena *arena, const struct anchor *anchor)
{
    struct anchor *list = NULL, **end = &list;

    for (; anchor; anchor = anchor->next, end = &(*end)->next) {
        *end = TAKE(arena, struct anchor);
        **end = *anchor;
        (*end)->next = (*end)->near = NULL;
    }
    return list;
}

struct slab *
galley_add(struct galley *galley, double height)
{
    struct arena *arena = galley->pass->arena;

    GROW(galley->rough ? galley->rough : arena, galley->at, galley->count,
         galley->room);
    struct slab *slab = &galley->at[galley->count++];
    *slab = (struct slab){.height = height,
                          .space = galley->space,
                          .anchors = galley->anchors,
                          .section = galley->section,
                          .opening = galley->opening,
                          .sheet = sheet_new(arena, 0, height)};
    galley->space = 0;
    galley->anchors = NULL;
    galley->opening = false;
    return slab;
}

void
galley_reserve(struct galley *galley, size_t count)
{
    size_t room = galley->count + count;

    if (room <= galley->room)
        return;
    galley->at =
        arena_grow(galley->rough ? galley->rough : galley->pass->arena,
                   galley->at, galley->count, room, sizeof *galley->at);
    galley->room = room;
}

void
galley_join(struct galley *galley, const struct galley *more)
{
    galley_reserve(galley, more->count);
    if (more->count)
        memcpy(galley->at + galley->count, more->at,
               more->count * sizeof *more->at);
    galley->count += more->count;
    galley->space = more->space;
    galley->section = more->section;
}

struct stick
stick_indent(const struct look *look, struct stick stick, double left)
{
    double least = LEAST_SHARE * look->measure;
    double room = stick.measure > least ? stick.measure - least : 0;

    left = left < room ? left : room;
    stick.x += left;
    stick.measure -= left;
    return stick;
}

void
slab_precede(struct slab *slab, struct sheet *before)
{
    sheet_copy_from(before, 0, 0, slab->sheet, slab->first_element);
    slab->first_element = 0;
    before->height = slab->sheet->height;
    slab->sheet = before;
    slab->paragraph = NULL;
}

void
galley_space(struct galley *galley, double space)
{
    galley->space = fmax(galley->space, space);
}

void
galley_anchor(struct galley *galley, enum anchor_kind kind,
              const struct node *node)
{
    galley->anchors =
        anchor_add(galley->pass->arena, galley->anchors, kind, node);
}

double
find_baseline(const struct pass *pass, const struct style *style,
              double leading)
{
    const struct metrics *m =
        face_metrics(shaper_faces(pass->shaper), style->face);

    return (leading - (m->ascent + m->descent) * style->size) / 2 +
           m->ascent * style->size;
}

/* A formula may reach into the space between two lines, and as far into the
 * next line as that one's letters leave free. */
double
find_extra(const struct pass *pass, const struct line *line,
           const struct style *style, double leading, bool below)
{
    const struct metrics *m =
        face_metrics(shaper_faces(pass->shaper), style->face);
    double reach = below ? line->depth : line->height;
    double letters = (below ? m->cap_height : DESCENDERS) * style->size;

    return reach > 0 ? fmax(0, reach + letters - leading) : 0;
}

struct slab *
galley_line(struct galley *galley, const struct line *line, double x,
            const struct style *style, double leading)
{
    struct pass *pass = galley->pass;
    double above = find_extra(pass, line, style, leading, false);
    double below = find_extra(pass, line, style, leading, true);
    struct slab *slab = galley_add(galley, above + leading + below);

    sheet_copy(slab->sheet, x, above + find_baseline(pass, style, leading),
               line->sheet);
    slab->anchors = anchor_join(slab->anchors, line->anchors);
    slab->place = line->place;
    return slab;
}

void
galley_lines(struct galley *galley, const struct lines *lines, double x,
             const struct style *style, double leading, bool grid)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct slab *slab =
            galley_line(galley, &lines->at[i], x, style, leading);
        slab->grid = grid;
        if (i + 1 < lines->count && (i == 0 || i + 2 == lines->count))
            slab->penalty = BREAK_NEVER;
        else if (lines->at[i].broken)
            slab->penalty = BROKEN_WORD;
    }
}

double
snap_to_grid(const struct look *look, double y)
{
    return ceil(y / look->leading - 1e-6) * look->leading;
}

double
find_top(const struct look *look, const struct galley *galley, size_t first,
         size_t i, double y)
{
    const struct slab *slab = &galley->at[i];

    if (i > first && slab->joins)
        return 0;
    if (i > first)
        y += slab->space;
    else if (slab->again)
        y += slab->again->height;
    return slab->grid ? snap_to_grid(look, y) : y;
}

bool
may_open(const struct look *look, const struct slab *slab)
{
    return slab->airy || slab->space >= look->leading / 2 - 0.01;
}

/* Half of the white that the grid leaves above slab i goes above what stands
 * between it and the line before, a listing or a table, unless a heading
 * follows. */
static void
centre_slabs(const struct galley *galley, size_t first, size_t i, double white,
             double *tops)
{
    size_t from = i;

    while (from > first && !galley->at[from - 1].grid)
        from--;
    if (from == first || galley->at[i].heading)
        return;
    for (size_t k = from; k < i; k++)
        tops[k - first] += white / 2;
}

double
stack_slabs(const struct look *look, const struct galley *galley, size_t first,
            size_t last, double start, double *tops)
{
    double y = start;

    for (size_t i = first; i < last; i++) {
        double top = find_top(look, galley, first, i, y);
        if (tops && i > first && galley->at[i].grid)
            centre_slabs(galley, first, i, top - y - galley->at[i].space, tops);
        if (tops)
            tops[i - first] = top;
        y = top + galley->at[i].height;
    }
    return y;
}

/* Whether a page may end after slab i (pages.c asks the same). */
static bool
may_end(const struct galley *galley, size_t i)
{
    return galley->at[i].penalty < BREAK_NEVER &&
           !(i && galley->at[i - 1].heading);
}

void
galley_relax(struct galley *galley)
{
    double most = KEPT_SHARE * galley->pass->look->depth, height = 0;

    for (size_t i = 0; i + 1 < galley->count; i++) {
        struct slab *slab = &galley->at[i], *next = slab + 1;
        height = slab->opening ? 0 : height + slab->space;
        height += slab->height;
        if (!may_end(galley, i) && !next->opening &&
            height + next->space + next->height > most) {
            slab->penalty = BREAK_NEVER - 1;
            if (i)
                galley->at[i - 1].heading = false;
        }
        if (may_end(galley, i))
            height = 0;
    }
}
