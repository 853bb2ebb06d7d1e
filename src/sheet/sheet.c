/* sheet.c: recording marks, and walking them for a pen. Nothing is drawn
 * while a sheet is made; a sheet within a sheet stays whole until a pen comes
 * to it. */
#include "sheet.h"

#include <math.h>
#include <string.h>

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
    return sheet;
}

void
sheet_room(struct sheet *sheet, size_t count)
{
    size_t wanted = sheet->count + count;

    if (wanted <= sheet->room || wanted > UINT32_MAX)
        return;
    sheet->marks = arena_grow(sheet->arena, sheet->marks, sheet->count, wanted,
                              sizeof *sheet->marks);
    sheet->room = (uint32_t)wanted;
}

struct sheet *
sheet_keep(struct arena *arena, const struct sheet *sheet)
{
    struct sheet *kept = sheet_new(arena, sheet->width, sheet->height);

    sheet_room(kept, sheet->count);
    if (sheet->count)
        memcpy(kept->marks, sheet->marks, sheet->count * sizeof *kept->marks);
    kept->count = sheet->count;
    return kept;
}

/* Most sheets are a line of text, which is a mark or two. */
static struct mark *
add_mark(struct sheet *sheet, enum mark_kind kind)
{
    if (sheet->count == sheet->room)
        sheet_room(sheet, sheet->room ? sheet->room : 1);
    struct mark *mark = &sheet->marks[sheet->count++];
    *mark =
        (struct mark){.kind = kind, .element = sheet->element, .opacity = 1};
    return mark;
}

static const struct path *
keep_path(const struct sheet *sheet, const struct path *path)
{
    struct path *kept = TAKE(sheet->arena, struct path);

    *kept = *path;
    return kept;
}

struct mark *
sheet_fill(struct sheet *sheet, struct path path, const struct ink *ink)
{
    struct mark *mark = add_mark(sheet, MARK_FILL);

    mark->path = keep_path(sheet, &path);
    mark->ink = ink;
    return mark;
}

struct mark *
sheet_stroke(struct sheet *sheet, struct path path, const struct ink *ink,
             double width)
{
    struct mark *mark = add_mark(sheet, MARK_STROKE);

    mark->path = keep_path(sheet, &path);
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

struct mark *
sheet_strands(struct sheet *sheet, double x, double y,
              const struct strands *strands, const struct ink *ink)
{
    struct mark *mark = sheet_glyphs(sheet, x, y, NULL, ink);

    mark->strands = strands;
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
    add_mark(sheet, MARK_CLIP)->path = keep_path(sheet, &path);
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

/* The element of a mark that is copied with all elements counted from by. */
static int
count_from(const struct mark *mark, int by)
{
    if (mark->kind == MARK_COPY || mark->element)
        return mark->element + by;
    return 0;
}

static void
copy_marks(struct sheet *sheet, double x, double y, const struct sheet *inner,
           int by, bool unread)
{
    if (!inner->count)
        return;
    struct mark *mark = add_mark(sheet, MARK_COPY);
    if (inner->count == 1) {
        *mark = *inner->marks;
        mark->element = unread ? 0 : count_from(inner->marks, by);
    } else {
        mark->sheet = inner;
        mark->element = by;
    }
    mark->x += x;
    mark->y += y;
    mark->unread |= unread;
}

void
sheet_copy(struct sheet *sheet, double x, double y, const struct sheet *inner)
{
    copy_marks(sheet, x, y, inner, 0, false);
}

void
sheet_copy_from(struct sheet *sheet, double x, double y,
                const struct sheet *inner, int by)
{
    copy_marks(sheet, x, y, inner, by, false);
}

void
sheet_copy_unread(struct sheet *sheet, double x, double y,
                  const struct sheet *inner)
{
    copy_marks(sheet, x, y, inner, 0, true);
}

/* The point as it stands on a sheet of that width that has been turned. */
static void
turn_point(double *x, double *y, double width)
{
    double across = *x;

    *x = *y;
    *y = width - across;
}

/* About the path's own origin. */
static const struct path *
turn_path(struct arena *arena, const struct path *path)
{
    struct path *turned = TAKE(arena, struct path);

    *turned = path_new(arena);
    turned->steps = arena_grow(arena, path->steps, path->count, path->count,
                               sizeof *path->steps);
    turned->count = turned->room = path->count;
    for (size_t i = 0; i < turned->count; i++) {
        struct step *step = &turned->steps[i];
        turn_point(&step->x, &step->y, 0);
        turn_point(&step->x1, &step->y1, 0);
        turn_point(&step->x2, &step->y2, 0);
    }
    return turned;
}

static void
turn_mark(struct arena *arena, struct mark *mark, double width)
{
    double w = mark->w;

    turn_point(&mark->x, &mark->y, width);
    if (mark->kind == MARK_GLYPHS) {
        mark->turn -= 90;
    } else if (mark->kind == MARK_LINK) {
        mark->y -= w;
        mark->w = mark->h;
        mark->h = w;
    } else {
        mark->path = turn_path(arena, mark->path);
    }
}

/* What is copied onto inner is taken apart: nothing is left that moves. */
static void
turn_marks(struct sheet *sheet, const struct sheet *inner, struct mark copy,
           double width)
{
    for (size_t i = 0; i < inner->count; i++) {
        struct mark mark = inner->marks[i];
        mark.x += copy.x;
        mark.y += copy.y;
        mark.element = copy.unread ? 0 : count_from(&mark, copy.element);
        if (mark.kind == MARK_COPY) {
            mark.unread |= copy.unread;
            turn_marks(sheet, mark.sheet, mark, width);
            continue;
        }
        turn_mark(sheet->arena, &mark, width);
        *add_mark(sheet, mark.kind) = mark;
    }
}

void
sheet_turn(struct sheet *sheet, double x, double y, const struct sheet *inner)
{
    struct sheet *turned = sheet_new(sheet->arena, inner->height, inner->width);

    turn_marks(turned, inner, (struct mark){0}, inner->width);
    sheet_copy(sheet, x, y, turned);
}
