/* keep.c: a sheet's copy in another arena. Figures are drawn on many threads,
 * each in an arena of its own that ends with the job, while the figures must
 * outlive it; inks belong to the palette and are not copied. */
#include "inside.h"

static void *
copy_array(struct arena *arena, const void *from, size_t count, size_t size)
{
    return arena_grow(arena, from, count, count, size);
}

static const struct glyphs *
copy_glyphs(struct arena *arena, const struct glyphs *from)
{
    struct glyphs *to = copy_array(arena, from, 1, sizeof *from);
    size_t count = from->count;

    to->ids = copy_array(arena, from->ids, count, sizeof *from->ids);
    to->x = copy_array(arena, from->x, count, sizeof *from->x);
    to->y = copy_array(arena, from->y, count, sizeof *from->y);
    to->clusters =
        copy_array(arena, from->clusters, count, sizeof *from->clusters);
    to->text = arena_copy(arena, from->text, from->length);
    return to;
}

const struct sheet *
sheet_keep(struct arena *arena, const struct sheet *sheet)
{
    struct sheet *copy = sheet_new(arena, sheet->width, sheet->height);

    copy->marks =
        copy_array(arena, sheet->marks, sheet->count, sizeof *sheet->marks);
    copy->count = copy->room = sheet->count;
    for (size_t i = 0; i < copy->count; i++) {
        struct path *path = &copy->marks[i].path;
        path->steps =
            copy_array(arena, path->steps, path->count, sizeof *path->steps);
        path->room = path->count;
        path->arena = arena;
        if (copy->marks[i].glyphs)
            copy->marks[i].glyphs = copy_glyphs(arena, copy->marks[i].glyphs);
    }
    return copy;
}
