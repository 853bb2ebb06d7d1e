/* back.c: the pages after the text: the index, and a colophon that the book's
 * own facts make when book.yaml asks for one. */
#include "inside.h"

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
say_making(struct pass *pass)
{
    const struct look *look = pass->look;

    return arena_print(
        pass->arena,
        "Set in %s, %g on %g points, with %s and %s, on pages of %.0f by "
        "%.0f millimetres with %d lines to a page.",
        say_family(pass, FACE_TEXT), look->size, look->leading,
        say_family(pass, FACE_SANS), say_family(pass, FACE_MONO),
        look->width / POINTS_PER_MILLIMETRE,
        look->height / POINTS_PER_MILLIMETRE, look->lines);
}

static const char *
say_press(struct pass *pass)
{
    const char *date = say_date(pass->arena, pass->tree->date);

    return arena_print(pass->arena, "Made by Octavo %s%s%s, from %d words.",
                       OCTAVO_VERSION, date ? " on " : "", date ? date : "",
                       pass->tree->words);
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
    slab->bookmark = "Colophon";
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
