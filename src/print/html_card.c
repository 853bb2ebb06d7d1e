/* html_card.c: the picture that stands for the book where its address is
 * passed on: title, subtitle and a figure as a motif, in the size that cards
 * have. A point is a pixel here. */
#include "html.h"
#include "plate.h"

#include <math.h>
#include <string.h>

#define WIDTH 1200.0
#define HEIGHT 630.0
#define EDGE 72.0
#define MOTIF 520.0 /* greatest width */

struct card {
    struct arena *arena;
    struct sheet *sheet;
    struct shaper *shaper;
    double width; /* of words */
};

static const struct ink *
find_ink(const struct edition *edition, const char *name)
{
    static const struct ink black = {.name = "ink"};
    const struct palette *palette = edition->palette;
    const struct ink *ink = palette ? ink_find(palette, name) : NULL;

    return ink ? ink : palette && palette->count ? palette->inks : &black;
}

/* How much of words fits a line, at least one word; all of it when it is the
 * last line. */
static size_t
fit_line(const struct card *card, const struct style *style, const char *words)
{
    size_t fits = 0;

    for (size_t i = 0;; i++) {
        if (words[i] && words[i] != ' ')
            continue;
        const char *line = arena_copy(card->arena, words, i);
        if (fits && text_width(card->shaper, style, line) > card->width)
            return fits;
        fits = i;
        if (!words[i])
            return fits;
    }
}

/* Lines from a baseline on; the baseline after them. */
static double
add_words(struct card *card, struct style style, double leading,
          const char *words, double y, const struct ink *ink)
{
    while (words && *words && y < HEIGHT) {
        size_t length = fit_line(card, &style, words);
        sheet_glyphs(card->sheet, EDGE, y,
                     shape_text(card->shaper, &style,
                                arena_copy(card->arena, words, length), length),
                     ink);
        words += length + (words[length] == ' ');
        y += leading;
    }
    return y;
}

/* The last frame of the middle part of a sequence, else a figure; or NULL. */
static const struct sheet *
find_motif(struct card *card, const struct figures *figures)
{
    const struct sheet *found = NULL;

    for (size_t i = 0; figures && i < figures->count; i++) {
        const struct figure *figure = &figures->at[i];
        if (figure->draw && figure->parts > 0 && figure->frames > 0)
            return figure->draw(figure, card->arena, card->shaper,
                                (figure->parts + 2) / 2, figure->frames - 1);
        if (!found && figure->sheet && figure->sheet->width > 1 &&
            figure->sheet->height > 1)
            found = figure->sheet;
    }
    return found;
}

static void
place_motif(struct card *card, const struct edition *edition)
{
    const struct sheet *motif = find_motif(card, edition->figures);

    card->width = WIDTH - 2 * EDGE;
    if (!motif)
        return;
    double scale =
        fmin(MOTIF / motif->width, (HEIGHT - 2 * EDGE) / motif->height);
    double width = motif->width * scale, height = motif->height * scale;
    sheet_place(card->sheet, WIDTH - EDGE / 2 - width, (HEIGHT - height) / 2,
                motif, scale);
    card->width -= width + EDGE / 2;
}

static void
draw_card(struct card *card, const struct edition *edition)
{
    const struct tree *tree = edition->tree;
    const struct ink *ink = find_ink(edition, "ink");
    const struct ink *muted = find_ink(edition, "muted");
    struct style title = {.face = FACE_TEXT, .size = 84, .tracking = -0.01};
    struct style subtitle = {
        .face = FACE_TEXT_ITALIC, .size = 38, .features = FEATURE_OLD_STYLE};
    struct style small = {.face = FACE_SANS, .size = 22};

    place_motif(card, edition);
    sheet_rectangle(card->sheet, 0, 0, WIDTH, 12, find_ink(edition, "accent"));
    double y = add_words(card, title, 86, tree->title, 210, ink);
    add_words(card, subtitle, 44, tree->subtitle, y - 20, muted);
    const char *author = tree->authors ? tree->authors[0] : NULL;
    add_words(card, small, 28, author, HEIGHT - EDGE, muted);
}

static struct key
name_card(struct html *html)
{
    const struct edition *edition = html->edition;
    const struct tree *tree = edition->tree;
    const struct figures *figures = edition->figures;
    struct hash *hash = hash_new(html->arena);
    const char *words[] = {tree->title, tree->subtitle,
                           tree->authors ? tree->authors[0] : NULL};

    hash_string(hash, "html card 2 " OCTAVO_VERSION);
    for (size_t i = 0; i < COUNT(words); i++)
        hash_string(hash, words[i] ? words[i] : "");
    for (size_t i = 0; figures && i < figures->count; i++)
        hash_key(hash, figures->at[i].key);
    if (edition->palette)
        hash_key(hash, palette_key(html->arena, edition->palette));
    hash_key(hash, faces_key(edition->faces));
    return hash_done(hash);
}

static struct bytes
paint_card(struct arena *arena, const struct edition *edition)
{
    struct card card = {.arena = arena,
                        .sheet = sheet_new(arena, WIDTH, HEIGHT),
                        .shaper = shaper_new(arena, edition->faces)};
    struct plate *plate = plate_new(arena, (int)WIDTH, (int)HEIGHT);

    plate_start(plate, tones_new(arena, find_ink(edition, "paper")->rgb));
    draw_card(&card, edition);
    bool drawn = sheet_plate(arena, edition->faces, card.sheet, 1, plate);
    shaper_close(card.shaper);
    return drawn ? plate_png(arena, plate) : (struct bytes){0};
}

bool
html_card(struct html *html)
{
    const struct edition *edition = html->edition;
    struct arena arena = {0};
    struct bytes bytes = {0};

    if (!edition->faces)
        return true;
    struct key key = name_card(html);
    if (edition->cache)
        bytes = cache_find(edition->cache, &arena, key);
    if (!bytes.at) {
        bytes = paint_card(&arena, edition);
        if (bytes.at && edition->cache)
            cache_keep(edition->cache, key, bytes);
    }
    if (!bytes.at)
        diag_say(html->diag, ERROR, (struct place){0},
                 "cannot paint the card of the page");
    bool done = bytes.at && html_write(html, "card.png", bytes);
    arena_close(&arena);
    return done;
}
