/* sheet.c: recording marks, and walking them for a pen. Nothing is drawn
 * while a sheet is made; a sheet within a sheet stays whole until a pen comes
 * to it. */
#include "sheet.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846

const struct ink *
ink_find(const struct palette *palette, const char *name)
{
    for (size_t i = 0; i < palette->count; i++)
        if (!strcmp(palette->inks[i].name, name))
            return &palette->inks[i];
    return NULL;
}

struct key
palette_key(struct arena *arena, const struct palette *palette)
{
    struct hash *hash = hash_new(arena);

    for (size_t i = 0; i < palette->count; i++) {
        const struct ink *ink = &palette->inks[i];
        hash_string(hash, ink->name);
        hash_bytes(hash, ink->rgb, sizeof ink->rgb);
        hash_bytes(hash, ink->cmyk, sizeof ink->cmyk);
        hash_bytes(hash, ink->dark, sizeof ink->dark);
    }
    return hash_done(hash);
}

const struct figure *
figure_find(const struct figures *figures, const char *name)
{
    for (size_t i = 0; i < figures->count; i++)
        if (!strcmp(figures->at[i].name, name))
            return &figures->at[i];
    return NULL;
}

const struct figure_size *
figure_size(const struct figure *figure, const char *name)
{
    for (size_t i = 0; i < figure->size_count; i++)
        if (!strcmp(figure->sizes[i].name, name))
            return &figure->sizes[i];
    return NULL;
}

struct sheet *
sheet_new(struct arena *arena, double width, double height)
{
    struct sheet *sheet = TAKE(arena, struct sheet);

    sheet->arena = arena;
    sheet->width = width;
    sheet->height = height;
    sheet->room = 2; /* a line of text is seldom more */
    sheet->marks = TAKE_ARRAY(arena, sheet->room, struct mark);
    return sheet;
}

/* Room for that many more, and not for twice as many while the sheet is empty:
 * most sheets are a line of text, copied once. */
static void
make_room(struct sheet *sheet, size_t count)
{
    size_t wanted = sheet->count + count;

    if (wanted <= sheet->room)
        return;
    if (wanted < 2 * sheet->room)
        wanted = 2 * sheet->room;
    sheet->marks = arena_grow(sheet->arena, sheet->marks, sheet->count, wanted,
                              sizeof *sheet->marks);
    sheet->room = wanted;
}

static struct mark *
add_mark(struct sheet *sheet, enum mark_kind kind)
{
    if (!sheet->room)
        make_room(sheet, 2);
    GROW(sheet->arena, sheet->marks, sheet->count, sheet->room);
    struct mark *mark = &sheet->marks[sheet->count++];
    *mark = (struct mark){
        .kind = kind, .element = sheet->element, .opacity = 1, .scale = 1};
    return mark;
}

struct mark *
sheet_fill(struct sheet *sheet, struct path path, const struct ink *ink)
{
    struct mark *mark = add_mark(sheet, MARK_FILL);

    mark->path = path;
    mark->ink = ink;
    return mark;
}

struct mark *
sheet_stroke(struct sheet *sheet, struct path path, const struct ink *ink,
             double width)
{
    struct mark *mark = add_mark(sheet, MARK_STROKE);

    mark->path = path;
    mark->ink = ink;
    mark->width = width;
    return mark;
}

struct mark *
sheet_line(struct sheet *sheet, double x1, double y1, double x2, double y2,
           const struct ink *ink, double width)
{
    struct path path = path_new(sheet->arena);

    path_move(&path, x1, y1);
    path_line(&path, x2, y2);
    return sheet_stroke(sheet, path, ink, width);
}

struct mark *
sheet_rectangle(struct sheet *sheet, double x, double y, double width,
                double height, const struct ink *ink)
{
    struct path path = path_new(sheet->arena);

    path_rectangle(&path, x, y, width, height);
    return sheet_fill(sheet, path, ink);
}

struct mark *
sheet_glyphs(struct sheet *sheet, double x, double y,
             const struct glyphs *glyphs, const struct ink *ink)
{
    struct mark *mark = add_mark(sheet, MARK_GLYPHS);

    mark->x = x;
    mark->y = y;
    mark->glyphs = glyphs;
    mark->ink = ink;
    return mark;
}

/* A mark that fills the box x, y, w, h. */
static struct mark *
add_box(struct sheet *sheet, enum mark_kind kind, double x, double y, double w,
        double h)
{
    struct mark *mark = add_mark(sheet, kind);

    mark->x = x;
    mark->y = y;
    mark->w = w;
    mark->h = h;
    return mark;
}

struct mark *
sheet_image(struct sheet *sheet, double x, double y, double w, double h,
            const char *path, const char *alt)
{
    struct mark *mark = add_box(sheet, MARK_IMAGE, x, y, w, h);

    mark->target = path;
    mark->alt = alt;
    return mark;
}

void
sheet_clip(struct sheet *sheet, struct path path)
{
    add_mark(sheet, MARK_CLIP)->path = path;
}

void
sheet_unclip(struct sheet *sheet)
{
    add_mark(sheet, MARK_UNCLIP);
}

struct mark *
sheet_link(struct sheet *sheet, double x, double y, double w, double h,
           const char *target, const char *alt)
{
    struct mark *mark = add_box(sheet, MARK_LINK, x, y, w, h);

    mark->target = target;
    mark->alt = alt;
    return mark;
}

struct mark *
sheet_place(struct sheet *sheet, double x, double y, const struct sheet *inner,
            double scale)
{
    struct mark *mark = add_box(sheet, MARK_SHEET, x, y, inner->width * scale,
                                inner->height * scale);

    mark->sheet = inner;
    mark->scale = scale;
    return mark;
}

static struct path
move_path(struct arena *arena, const struct path *path, double x, double y)
{
    struct path moved = {arena, NULL, path->count, path->count};

    moved.steps = arena_grow(arena, path->steps, path->count, path->count,
                             sizeof *path->steps);
    for (size_t i = 0; i < moved.count; i++) {
        struct step *step = &moved.steps[i];
        step->x += x, step->x1 += x, step->x2 += x;
        step->y += y, step->y1 += y, step->y2 += y;
    }
    return moved;
}

void
sheet_copy(struct sheet *sheet, double x, double y, const struct sheet *inner)
{
    make_room(sheet, inner->count);
    for (size_t i = 0; i < inner->count; i++) {
        struct mark *mark = add_mark(sheet, inner->marks[i].kind);
        *mark = inner->marks[i];
        mark->x += x;
        mark->y += y;
        if (mark->path.count)
            mark->path = move_path(sheet->arena, &mark->path, x, y);
    }
}

/* Text in several faces or directions is drawn part by part, each where the
 * turned baseline has it. */
static void
draw_parts(const struct mark *mark, struct pen *pen)
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
draw_mark(const struct mark *mark, struct pen *pen)
{
    void (*const work[])(struct pen *, const struct mark *) = {
        [MARK_FILL] = pen->fill,     [MARK_STROKE] = pen->stroke,
        [MARK_GLYPHS] = pen->glyphs, [MARK_IMAGE] = pen->image,
        [MARK_CLIP] = pen->clip,     [MARK_UNCLIP] = pen->unclip,
        [MARK_LINK] = pen->link,     [MARK_SHEET] = pen->group};

    if (mark->kind == MARK_GLYPHS && mark->glyphs->part_count)
        draw_parts(mark, pen);
    else if (work[mark->kind])
        work[mark->kind](pen, mark);
    if (mark->kind != MARK_SHEET)
        return;
    sheet_draw(mark->sheet, pen);
    pen->ungroup(pen, mark);
}

void
sheet_draw(const struct sheet *sheet, struct pen *pen)
{
    for (size_t i = 0; i < sheet->count && !pen->broken; i++)
        draw_mark(&sheet->marks[i], pen);
}
