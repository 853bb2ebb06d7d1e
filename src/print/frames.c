/* frames.c: the pictures of a sequence: frames for the page, and a film of each
 * part for use elsewhere. A part is one job, so that a frame which both want is
 * drawn once. What one would get wrong: a frame's tones start anew with it, or
 * its bytes would depend on which frames were found in the cache. */
#include "figures.h"
#include "plate.h"

#include <string.h>

#define FRAME_WIDTH 1280
#define FRAME_HEIGHT 720
#define FRAME_FORM "frame 1280 x 720"
#define FILM_FORM "film 1280 x 720"

/* What serves all frames of a part. */
struct stand {
    struct job *job;
    const struct shop *shop;
    struct shaper *shaper;
    struct plate *plate; /* NULL: no frame was drawn yet */
    struct film *film;   /* NULL: it is there already */
};

/* Onto the plate, whose tones live as long as the arena. */
static bool
draw_frame(struct arena *arena, struct stand *stand, int frame)
{
    struct job *job = stand->job;
    const struct figure *figure = job->figure;
    const struct faces *faces = stand->shop->edition->faces;

    if (!stand->plate) {
        stand->shaper = shaper_new(&job->arena, faces);
        stand->plate = plate_new(&job->arena, FRAME_WIDTH, FRAME_HEIGHT);
    }
    plate_start(stand->plate, tones_new(arena, stand->shop->paper));
    if (sheet_plate(
            arena, faces,
            figure->draw(figure, arena, stand->shaper, job->part, frame),
            FRAME_WIDTH / figure->width, stand->plate))
        return true;
    diag_say(&job->diag, ERROR, figure->place,
             "cannot draw frame %d of part %d of '%s', leaving the old one",
             frame, job->part, figure->name);
    return false;
}

/* From the cache or drawn; drawn says that it is on the plate already. at ==
 * NULL if it could not be drawn, which has been said. */
static struct bytes
find_frame(struct arena *arena, struct stand *stand, bool drawn, int frame)
{
    const struct figure *figure = stand->job->figure;
    const struct cache *cache = stand->shop->edition->cache;
    struct key key = figure->frame_key(figure, stand->job->part, frame);
    struct bytes bytes = {0};

    key = shop_key(arena, stand->shop, key, FRAME_FORM);
    if (cache)
        bytes = cache_find(cache, arena, key);
    if (bytes.at || (!drawn && !draw_frame(arena, stand, frame)))
        return bytes;
    bytes = plate_png(arena, stand->plate);
    if (cache && bytes.at)
        cache_keep(cache, key, bytes);
    return bytes;
}

static bool
write_frame(struct arena *arena, struct stand *stand, bool drawn, int frame)
{
    struct job *job = stand->job;
    struct bytes bytes = find_frame(arena, stand, drawn, frame);
    const char *path = arena_print(arena, "%s/html/sequences/%s/p%d-%03d.png",
                                   stand->shop->edition->out, job->figure->name,
                                   job->part, frame);

    return bytes.at && file_write(&job->diag, path, bytes);
}

/* What film and page want of a frame; false if it failed, which was said. */
static bool
do_frame(struct stand *stand, int frame)
{
    struct arena arena = {0};
    bool drawn = stand->film && draw_frame(&arena, stand, frame);
    bool done = drawn || !stand->film;

    if (drawn)
        film_add(stand->film, stand->plate);
    if (done && stand->shop->edition->frames)
        done = write_frame(&arena, stand, drawn, frame);
    arena_close(&arena);
    return done;
}

/* Films. */

static const char *
name_films(const struct figure *figure)
{
    return figure->film ? figure->film : figure->name;
}

/* Without its ending. */
static const char *
name_film(struct arena *arena, const struct figure *figure, int part)
{
    return arena_print(arena, "%s-%d", name_films(figure), part);
}

/* Another figure that has or is a film of the same name, or NULL. */
static const struct figure *
find_rival(struct arena *arena, const struct figures *figures,
           const struct figure *figure)
{
    const struct figure *rival = NULL;

    for (int part = 1; part <= figure->parts && !rival; part++)
        rival = figure_find(figures, name_film(arena, figure, part));
    for (size_t i = 0; i < figures->count && !rival; i++)
        if (&figures->at[i] != figure && figures->at[i].parts &&
            !strcmp(name_films(&figures->at[i]), name_films(figure)))
            rival = &figures->at[i];
    return rival;
}

bool
films_sound(struct arena *arena, struct diag *diag,
            const struct figures *figures)
{
    bool sound = true;

    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->at[i], *rival = NULL;
        if (figure->parts)
            rival = find_rival(arena, figures, figure);
        if (!rival)
            continue;
        diag_say(diag, ERROR, figure->place,
                 "films of '%s' would be called as files of '%s', making no "
                 "frames, give them another 'film'",
                 figure->name, rival->name);
        sound = false;
    }
    return sound;
}

static struct notes
note_film(struct arena *arena, const struct shop *shop, const struct job *job)
{
    const struct figure *figure = job->figure;
    struct notes notes = figure_notes(figure, shop->edition->tree);

    if (figure->part_titles)
        notes.title = arena_print(arena, "%s: %s", notes.title,
                                  figure->part_titles[job->part - 1]);
    if (figure->part_alts)
        notes.description = figure->part_alts[job->part - 1];
    return notes;
}

static struct key
key_film(struct job *job, const struct shop *shop, const struct notes *notes)
{
    const struct figure *figure = job->figure;
    struct hash *hash = hash_new(&job->arena);

    for (int i = 0; i < figure->frames; i++)
        hash_key(hash, figure->frame_key(figure, job->part, i));
    hash_key(hash, notes_key(&job->arena, notes));
    return shop_key(&job->arena, shop, hash_done(hash), FILM_FORM);
}

static bool
write_film(struct job *job, const struct shop *shop, struct bytes bytes)
{
    const char *path =
        arena_print(&job->arena, "%s/figures/%s.png", shop->edition->out,
                    name_film(&job->arena, job->figure, job->part));

    return bytes.at && file_write(&job->diag, path, bytes);
}

void
frames_write(struct job *job, const struct shop *shop)
{
    const struct cache *cache = shop->edition->cache;
    struct notes notes = note_film(&job->arena, shop, job);
    struct key key = key_film(job, shop, &notes);
    struct stand stand = {.job = job, .shop = shop};
    struct bytes bytes = {0};

    if (cache)
        bytes = cache_find(cache, &job->arena, key);
    if (!bytes.at)
        stand.film = film_new(&job->arena, FRAME_WIDTH, FRAME_HEIGHT);
    for (int i = 0; i < job->figure->frames && !job->failed; i++)
        job->failed = !do_frame(&stand, i);
    if (stand.film && !job->failed) {
        bytes = film_png(&job->arena, stand.film, &notes);
        if (cache && bytes.at)
            cache_keep(cache, key, bytes);
    }
    job->failed = job->failed || !write_film(job, shop, bytes);
    if (stand.shaper)
        shaper_close(stand.shaper);
}
