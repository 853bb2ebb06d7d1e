/* picture.c: the PNG files that the author names. Each is read once, however
 * often it is placed, and is a job; one that fails stays in the list without
 * pixels, so that it is complained of once and every pen can show a gap. All
 * are tried before anything is written, so that a damaged one costs no edition;
 * what was found sound is remembered in the cache by its bytes. */
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
picture_note(struct arena *arena, struct pictures *pictures, const char *target,
             struct place place)
{
    struct picture picture = {.target = target, .place = place};

    add_picture(arena, pictures, &picture);
}

void
picture_add(struct arena *arena, struct pictures *pictures,
            const struct mark *mark)
{
    picture_note(arena, pictures, mark->target,
                 mark->place ? *mark->place : (struct place){0});
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
    const struct cache *cache;
    enum picture_use use;
    struct diag *diags;
};

static struct pixels
decode_picture(struct arena *arena, struct diag *diag,
               const struct picture *picture)
{
    return png_decode(arena, diag, picture->place, picture->target,
                      picture->file);
}

static struct key
name_sound(struct arena *arena, struct bytes file)
{
    struct hash *hash = hash_new(arena);

    hash_string(hash, "sound picture");
    hash_key(hash, key_of(file.at, file.length));
    return hash_done(hash);
}

static bool
find_sound(const struct cache *cache, struct diag *diag,
           const struct picture *picture)
{
    struct arena arena = {0};
    struct key key = name_sound(&arena, picture->file);
    bool sound = cache && cache_find(cache, &arena, key).at;

    if (!sound) {
        sound = decode_picture(&arena, diag, picture).at;
        if (sound && cache)
            cache_keep(cache, key, (struct bytes){"sound", 5});
    }
    arena_close(&arena);
    return sound;
}

/* What cannot go into a PDF as it is gets there by its pixels, which nobody
 * needs after. */
static void
make_image(const struct cache *cache, struct diag *diag,
           struct picture *picture)
{
    struct arena scratch = {0};
    struct image image = image_of_file(&picture->arena, picture->file);

    if (!image.samples.at) {
        struct pixels pixels = decode_picture(&scratch, diag, picture);
        if (pixels.at)
            picture->image = image_of_pixels(&picture->arena, &pixels);
    } else if (find_sound(cache, diag, picture)) {
        picture->image = image;
    }
    arena_close(&scratch);
}

static void
use_picture(const struct reading_job *all, struct diag *diag,
            struct picture *picture)
{
    switch (all->use) {
    case PICTURE_PIXELS:
        picture->pixels = decode_picture(&picture->arena, diag, picture);
        break;
    case PICTURE_IMAGE:
        make_image(all->cache, diag, picture);
        break;
    case PICTURE_SOUND:
        find_sound(all->cache, diag, picture);
        break;
    }
}

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
        use_picture(all, diag, picture);
}

void
pictures_read(struct diag *diag, struct pictures *pictures, const char *folder,
              const struct cache *cache, enum picture_use use, int threads)
{
    struct arena arena = {0};
    struct reading_job all = {
        pictures,
        folder,
        cache,
        use,
        TAKE_ARRAY(&arena, pictures->count, struct diag),
    };

    pool_run(threads, (int)pictures->count, read_picture, &all);
    for (size_t i = 0; i < pictures->count; i++)
        diag_merge(diag, &all.diags[i]);
    arena_close(&arena);
}

bool
print_sound(struct diag *diag, const struct edition *edition)
{
    const struct tree *tree = edition->tree;
    struct pictures pictures = {0};
    struct arena arena = {0};
    int before = diag->errors;

    for (size_t i = 0; i < tree->landmark_count; i++) {
        const struct node *node = tree->landmarks[i];
        if ((node->kind == NODE_PICTURE || node->kind == NODE_IMAGE) &&
            node->width > 0)
            picture_note(&arena, &pictures, node->target, node->place);
    }
    pictures_read(diag, &pictures, tree->folder, edition->cache, PICTURE_SOUND,
                  edition->threads);
    pictures_close(&pictures);
    arena_close(&arena);
    return diag->errors == before;
}

void
pictures_close(struct pictures *pictures)
{
    for (size_t i = 0; i < pictures->count; i++)
        arena_close(&pictures->at[i].arena);
    pictures->count = 0;
}
