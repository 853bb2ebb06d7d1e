/* walk.c: walking a sheet for a pen. Sheets are kept as they were made: a page
 * only points at its lines and a line at its words. Here all that becomes marks
 * in their final places, one at a time, in memory that lasts as long as the
 * walk. What one would get wrong: a pen that wants to keep a path or glyphs for
 * longer must copy them. */
#include "sheet.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846

/* What is laid over the marks of a sheet that is copied. */
struct shift {
    double x, y;
    int element; /* added to theirs */
    bool unread;
};

struct walk {
    struct pen *pen;
    struct arena arena; /* of paths and glyphs on their way */
};

const struct style *
mark_style(const struct mark *mark)
{
    return !PRESS || mark->glyphs ? &mark->glyphs->style
                                  : &mark->strands->at->glyphs->style;
}

double
mark_width(const struct mark *mark)
{
    return !PRESS || mark->glyphs ? mark->glyphs->width : mark->strands->width;
}

struct strands *
strands_new(struct arena *arena, size_t count)
{
    struct strands *strands =
        arena_take(arena, sizeof *strands + count * sizeof *strands->at);

    strands->count = count;
    return strands;
}

/* Glyphs being strung together. */
struct string {
    uint32_t *ids, *clusters;
    double *x, *y;
    size_t count;
    char *text;
    size_t length;
};

static void
append_strand(struct string *string, const struct strand *strand, double scale)
{
    const struct glyphs *glyphs = strand->glyphs;

    for (size_t i = 0; i < glyphs->count; i++) {
        size_t k = string->count++;
        string->ids[k] = glyphs->ids[i];
        string->x[k] = strand->x + scale * glyphs->x[i];
        string->y[k] = glyphs->y[i];
        string->clusters[k] = glyphs->clusters[i] + (uint32_t)string->length;
    }
    memcpy(string->text + string->length, glyphs->text, glyphs->length);
    string->length += glyphs->length;
}

static struct string
take_string(struct arena *arena, const struct strands *strands)
{
    size_t count = 0, length = 0;

    for (size_t i = 0; i < strands->count; i++) {
        count += strands->at[i].glyphs->count;
        length += strands->at[i].glyphs->length;
    }
    return (struct string){.ids = TAKE_ARRAY(arena, count, uint32_t),
                           .clusters = TAKE_ARRAY(arena, count, uint32_t),
                           .x = TAKE_ARRAY(arena, count, double),
                           .y = TAKE_ARRAY(arena, count, double),
                           .text = arena_take(arena, length + 1)};
}

const struct glyphs *
mark_glyphs(struct arena *arena, const struct mark *mark)
{
    const struct strands *strands = mark->strands;

    if (!PRESS || mark->glyphs)
        return mark->glyphs;
    struct string string = take_string(arena, strands);
    for (size_t i = 0; i < strands->count; i++)
        append_strand(&string, &strands->at[i], 1 + strands->stretch);
    struct glyphs *glyphs = TAKE(arena, struct glyphs);
    *glyphs = (struct glyphs){.style = *mark_style(mark),
                              .count = string.count,
                              .ids = string.ids,
                              .x = string.x,
                              .y = string.y,
                              .clusters = string.clusters,
                              .text = string.text,
                              .length = string.length,
                              .width = strands->width,
                              .stretch = strands->stretch,
                              .backward = strands->at->glyphs->backward};
    return glyphs;
}

static void
move_path(struct arena *arena, struct mark *mark)
{
    if (mark->x == 0 && mark->y == 0)
        return;
    struct path *path = TAKE(arena, struct path);
    *path = *mark->path;
    path->steps = arena_grow(arena, path->steps, path->count, path->count,
                             sizeof *path->steps);
    for (size_t i = 0; i < path->count; i++) {
        struct step *step = &path->steps[i];
        step->x += mark->x, step->x1 += mark->x, step->x2 += mark->x;
        step->y += mark->y, step->y1 += mark->y, step->y2 += mark->y;
    }
    mark->path = path;
    mark->x = mark->y = 0;
}

static bool
has_path(enum mark_kind kind)
{
    return kind == MARK_FILL || kind == MARK_STROKE || kind == MARK_CLIP;
}

void
sheet_repeat(struct sheet *sheet, double x, double y, const struct sheet *inner)
{
    sheet_room(sheet, inner->count);
    for (size_t i = 0; i < inner->count; i++) {
        struct mark *mark = &sheet->marks[sheet->count++];
        *mark = inner->marks[i];
        mark->x += x;
        mark->y += y;
        if (has_path(mark->kind))
            move_path(sheet->arena, mark);
    }
}

/* Text in several faces or directions is drawn part by part, each where the
 * turned baseline has it. */
static void
draw_parts(struct pen *pen, const struct mark *mark)
{
    const struct glyphs *whole = mark->glyphs;
    double turn = mark->turn * PI / 180;

    for (size_t i = 0; i < whole->part_count && pen->glyphs; i++) {
        struct mark part = *mark;
        part.glyphs = whole->parts[i];
        part.x += whole->offsets[i] * cos(turn);
        part.y += whole->offsets[i] * sin(turn);
        pen->glyphs(pen, &part);
    }
}

static void
draw_mark(struct walk *walk, const struct mark *mark)
{
    struct pen *pen = walk->pen;
    void (*const work[])(struct pen *, const struct mark *) = {
        [MARK_FILL] = pen->fill,     [MARK_STROKE] = pen->stroke,
        [MARK_GLYPHS] = pen->glyphs, [MARK_IMAGE] = pen->image,
        [MARK_CLIP] = pen->clip,     [MARK_UNCLIP] = pen->unclip,
        [MARK_LINK] = pen->link,     [MARK_SHEET] = pen->group};

    if (PRESS && mark->kind == MARK_GLYPHS && mark->glyphs &&
        mark->glyphs->part_count)
        draw_parts(pen, mark);
    else if (work[mark->kind])
        work[mark->kind](pen, mark);
}

static void draw_marks(struct walk *walk, const struct sheet *sheet,
                       struct shift shift);

static void
draw_moved(struct walk *walk, struct mark mark, struct shift shift)
{
    mark.x += shift.x;
    mark.y += shift.y;
    if (mark.kind == MARK_COPY) {
        draw_marks(walk, mark.sheet,
                   (struct shift){mark.x, mark.y, shift.element + mark.element,
                                  shift.unread || mark.unread});
        return;
    }
    mark.element = shift.unread   ? 0
                   : mark.element ? mark.element + shift.element
                                  : 0;
    if (has_path(mark.kind))
        move_path(&walk->arena, &mark);
    if (PRESS && mark.kind == MARK_GLYPHS && !walk->pen->strands)
        mark.glyphs = mark_glyphs(&walk->arena, &mark);
    draw_mark(walk, &mark);
    if (mark.kind != MARK_SHEET)
        return;
    draw_marks(walk, mark.sheet, (struct shift){0});
    walk->pen->ungroup(walk->pen, &mark);
}

static void
draw_marks(struct walk *walk, const struct sheet *sheet, struct shift shift)
{
    /* In a page no sheet stands in another: every mark is where it is. */
    for (size_t i = 0; i < sheet->count && !walk->pen->broken; i++)
        if (PRESS)
            draw_moved(walk, sheet->marks[i], shift);
        else
            draw_mark(walk, &sheet->marks[i]);
}

void
sheet_draw(const struct sheet *sheet, struct pen *pen)
{
    struct walk walk = {.pen = pen};

    draw_marks(&walk, sheet, (struct shift){0});
    arena_close(&walk.arena);
}
