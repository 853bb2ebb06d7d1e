/* back.c: the pages after the text: the index, and a colophon that the book's
 * own facts make when book.yaml asks for one. */
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

#define POINTS_PER_MILLIMETRE (72 / 25.4)

/* Where the book says when and where it was made, as a share of the depth. */
#define COLOPHON_TOP 0.7

static const char *
say_family(struct pass *pass, enum face_name face)
{
    return face_metrics(shaper_faces(pass->shaper), face)->family;
}

static const char *
say_length(struct pass *pass, double points)
{
    return arena_print(pass->arena, "%.0f", points / POINTS_PER_MILLIMETRE);
}

static const char *
say_making(struct pass *pass)
{
    const struct look *look = pass->look;
    struct arena *arena = pass->arena;
    const char *const values[] = {say_family(pass, FACE_TEXT),
                                  say_family(pass, FACE_SANS),
                                  say_family(pass, FACE_MONO),
                                  arena_print(arena, "%g", look->size),
                                  arena_print(arena, "%g", look->leading),
                                  say_length(pass, look->width),
                                  say_length(pass, look->height),
                                  arena_print(arena, "%d", look->lines)};

    return tongue_fill(arena, tongue_say(pass->tree->language, WORD_SET_IN),
                       values);
}

static const char *
say_press(struct pass *pass)
{
    struct arena *arena = pass->arena;
    const char *language = pass->tree->language;
    const char *date = tongue_date(arena, language, pass->tree->date);
    const char *const values[] = {
        OCTAVO_VERSION, arena_print(arena, "%d", pass->tree->words), date};

    return tongue_fill(arena,
                       tongue_say(language, date ? WORD_MADE_ON : WORD_MADE_BY),
                       values);
}

static void
set_colophon(struct galley *galley)
{
    struct pass *pass = galley->pass;
    struct slab *slab = add_bare_page(galley);
    struct manner manner =
        find_front_manner(pass, FACE_TEXT, pass->look->note_size, "muted");
    double leading = pass->look->note_leading;
    double y = pass->look->depth * COLOPHON_TOP;

    manner.measure *= 0.8;
    slab->bookmark = tongue_say(pass->tree->language, WORD_COLOPHON);
    slab->bookmark_level = 1;
    y = place_words(galley, slab, say_making(pass), manner, leading, y) + 6;
    place_words(galley, slab, say_press(pass), manner, leading, y);
}

void
set_back(struct galley *galley)
{
    struct pass *pass = galley->pass;

    galley->section = NULL;
    galley->space = 0;
    if (pass->index->count)
        set_index(galley);
    if (item_flag(pass->diag, pass->tree->settings, "colophon", false))
        set_colophon(galley);
}
