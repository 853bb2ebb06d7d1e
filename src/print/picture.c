/* picture.c: the PNG files that the author's marks name. Each is read once,
 * however often it is placed; one that fails stays in the list without
 * pixels, so that it is complained of once and every pen can show a gap. */
#include "inside.h"

#include <string.h>

#define MOST_BYTES ((size_t)256 << 20)

const struct picture *
picture_find(const struct pictures *pictures, const char *target)
{
    for (size_t i = 0; pictures && i < pictures->count; i++)
        if (!strcmp(pictures->at[i].target, target))
            return &pictures->at[i];
    return NULL;
}

static void
add_picture(struct arena *arena, struct pictures *pictures,
            const struct picture *picture)
{
    if (picture_find(pictures, picture->target))
        return;
    GROW(arena, pictures->at, pictures->count, pictures->room);
    pictures->at[pictures->count++] = *picture;
}

void
picture_add(struct arena *arena, struct pictures *pictures,
            const struct mark *mark)
{
    struct picture picture = {.target = mark->target};

    if (mark->place)
        picture.place = *mark->place;
    add_picture(arena, pictures, &picture);
}

void
pictures_join(struct arena *arena, struct pictures *pictures,
              const struct pictures *more)
{
    for (size_t i = 0; i < more->count; i++)
        add_picture(arena, pictures, &more->at[i]);
}

void
pictures_add(struct arena *arena, struct pictures *pictures,
             const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        const struct mark *mark = &sheet->marks[i];
        if (mark->kind == MARK_SHEET || mark->kind == MARK_COPY)
            pictures_add(arena, pictures, mark->sheet);
        if (mark->kind == MARK_IMAGE)
            picture_add(arena, pictures, mark);
    }
}

struct reading_job {
    struct pictures *pictures;
    const char *folder;
    struct diag *diags;
};

static void
read_picture(void *context, int job)
{
    struct reading_job *all = context;
    struct picture *picture = &all->pictures->at[job];
    struct diag *diag = &all->diags[job];
    const char *path =
        all->folder ? file_within(&picture->arena, all->folder, picture->target)
                    : NULL;

    diag->arena = &picture->arena;
    if (!path) {
        diag_say(diag, ERROR, picture->place,
                 "'%s' is not inside the book, leaving a gap", picture->target);
        return;
    }
    picture->file =
        file_read(&picture->arena, diag, picture->place, path, MOST_BYTES);
    if (picture->file.at)
        picture->pixels = png_decode(&picture->arena, diag, picture->place,
                                     picture->target, picture->file);
}

void
pictures_read(struct diag *diag, struct pictures *pictures, const char *folder,
              int threads)
{
    struct arena arena = {0};
    struct reading_job all = {pictures, folder,
                              TAKE_ARRAY(&arena, pictures->count, struct diag)};

    pool_run(threads, (int)pictures->count, read_picture, &all);
    for (size_t i = 0; i < pictures->count; i++)
        diag_merge(diag, &all.diags[i]);
    arena_close(&arena);
}

void
pictures_close(struct pictures *pictures)
{
    for (size_t i = 0; i < pictures->count; i++)
        arena_close(&pictures->at[i].arena);
    pictures->count = 0;
}
