/* check_films.c: frames and films of a sequence. The player below knows of
 * animated PNGs only what their specification says. */
#include "suites.h"

#include "print/plate.h"
#include "printed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define PARTS 2
#define FRAMES 5
#define WIDTH 1280
#define HEIGHT 720

static const struct palette palette = {inks, COUNT(inks)};

/* A disc that moves, under words that count; the last two are alike. */
static const struct sheet *
draw_frame(const struct figure *figure, struct arena *own,
           struct shaper *letters, int part, int frame)
{
    struct sheet *sheet = sheet_new(own, figure->width, figure->height);
    struct path disc = path_new(own);
    struct style style = {.face = FACE_SANS, .size = 20};
    int count = frame < FRAMES - 1 ? frame : frame - 1;
    const char *words = arena_print(own, "%d-%d", part, count);

    path_circle(&disc, 40 + 3.3 * count, 40 * part, 30);
    sheet_fill(sheet, disc, &inks[1])->opacity = 0.5;
    sheet_glyphs(sheet, 40, 50,
                 shape_text(letters, &style, words, strlen(words)), &inks[0]);
    return sheet;
}

static struct key
name_frame(const struct figure *figure, int part, int frame)
{
    const int numbers[] = {part, frame};

    (void)figure;
    return key_of(numbers, sizeof numbers);
}

static struct figure
make_sequence(void)
{
    static const char *const titles[PARTS] = {"One", "Two"};
    static const char *const alts[PARTS] = {"a disc", "it stands"};

    return (struct figure){.name = "loop",
                           .title = "A loop",
                           .parts = PARTS,
                           .frames = FRAMES,
                           .part_titles = titles,
                           .part_alts = alts,
                           .width = 640,
                           .height = 360,
                           .draw = draw_frame,
                           .frame_key = name_frame};
}

static struct edition
make_edition(const struct figures *figures)
{
    return (struct edition){.figures = figures,
                            .frames = true,
                            .palette = &palette,
                            .faces = faces,
                            .out = folder,
                            .threads = 2};
}

/* A film that is being played. */
struct player {
    struct pixels pixels; /* what is seen */
    unsigned char palette[768];
    size_t left, top, width, height; /* of the next frame */
    bool over;                       /* it leaves what it does not hide */
    uint32_t number, frames, played;
};

static uint32_t
read_number(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;

    return (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 |
           (uint32_t)byte[2] << 8 | byte[3];
}

/* Index 0 is seen through. */
static void
show_frame(struct player *player, struct bytes packed)
{
    size_t row = player->width + 1;
    uLongf length = (uLongf)(row * player->height);
    unsigned char *rows = arena_take(&arena, length);

    ck_assert_int_eq(uncompress(rows, &length, (const Bytef *)packed.at,
                                (uLong)packed.length),
                     Z_OK);
    ck_assert_uint_eq(length, row * player->height);
    for (size_t y = 0; y < player->height; y++) {
        ck_assert_int_eq(rows[y * row], 0);
        for (size_t x = 0; x < player->width; x++) {
            unsigned index = rows[y * row + 1 + x];
            ck_assert(index || player->over);
            if (index)
                memcpy(player->pixels.at +
                           3 * ((player->top + y) * WIDTH + player->left + x),
                       player->palette + (size_t)3 * index, 3);
        }
    }
}

static void
read_control(struct player *player, const char *at)
{
    ck_assert_uint_eq(read_number(at), player->number++);
    player->width = read_number(at + 4);
    player->height = read_number(at + 8);
    player->left = read_number(at + 12);
    player->top = read_number(at + 16);
    player->over = at[25];
    ck_assert_uint_le(player->left + player->width, WIDTH);
    ck_assert_uint_le(player->top + player->height, HEIGHT);
    ck_assert_int_gt(at[21], 0);
    ck_assert_int_eq(at[24], 0);
}

static bool
shows(const struct player *player, int part, int frame)
{
    struct bytes file = take_file(
        arena_print(&arena, "html/sequences/loop/p%d-%03d.png", part, frame));
    struct pixels pixels = decode(file);

    ck_assert_ptr_null(pixels.alpha);
    return !memcmp(pixels.at, player->pixels.at, (size_t)3 * WIDTH * HEIGHT);
}

static void
play_chunk(struct player *player, int part, const char *name,
           struct bytes bytes)
{
    if (!memcmp(name, "PLTE", 4))
        memcpy(player->palette, bytes.at, bytes.length);
    else if (!memcmp(name, "tRNS", 4))
        ck_assert(bytes.length == 1 && bytes.at[0] == 0);
    else if (!memcmp(name, "acTL", 4))
        player->frames = read_number(bytes.at);
    else if (!memcmp(name, "IDAT", 4)) {
        show_frame(player, bytes);
        ck_assert(shows(player, part, FRAMES - 1));
    } else if (!memcmp(name, "fcTL", 4))
        read_control(player, bytes.at);
    else if (!memcmp(name, "fdAT", 4)) {
        ck_assert_uint_eq(read_number(bytes.at), player->number++);
        show_frame(player, (struct bytes){bytes.at + 4, bytes.length - 4});
        ck_assert(shows(player, part, (int)player->played++));
    }
}

static void
play_film(const char *name, int part)
{
    struct bytes film = take_file(name);
    const char *end = film.at + film.length, *at = film.at + 8;
    struct player player = {.width = WIDTH, .height = HEIGHT};

    player.pixels.at = arena_take(&arena, (size_t)3 * WIDTH * HEIGHT);
    while (at < end) {
        size_t length = read_number(at);
        ck_assert_uint_le(length + 12, (size_t)(end - at));
        ck_assert_uint_eq(read_number(at + 8 + length),
                          crc32(0, (const Bytef *)at + 4, (uInt)length + 4));
        play_chunk(&player, part, at + 4, (struct bytes){at + 8, length});
        at += length + 12;
    }
    ck_assert_int_eq(memcmp(end - 8, "IEND", 4), 0);
    ck_assert_uint_eq(player.frames, FRAMES);
    ck_assert_uint_eq(player.played, FRAMES);
}

static bool
holds(struct bytes bytes, const char *words, size_t length)
{
    for (size_t i = 0; i + length <= bytes.length; i++)
        if (!memcmp(bytes.at + i, words, length))
            return true;
    return false;
}

START_TEST(a_film_shows_the_frames_of_its_part)
{
    struct figure figure = make_sequence();
    struct figures figures = {&figure, 1};
    struct edition edition = make_edition(&figures);

    figure.film = "phase";
    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    play_film("figures/phase-1.png", 1);
    play_film("figures/phase-2.png", 2);
    struct bytes film = take_file("figures/phase-2.png");
    ck_assert(holds(film, "Title\0A loop: Two", 17));
    ck_assert(holds(film, "Description\0it stands", 21));
    /* Who cannot play it sees its last frame. */
    struct pixels pixels = decode(film);
    ck_assert_int_eq(pixels.width, WIDTH);
}
END_TEST

START_TEST(a_film_needs_no_page)
{
    struct figure figure = make_sequence();
    struct figures figures = {&figure, 1};
    struct edition edition = make_edition(&figures);

    edition.frames = false;
    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    ck_assert_uint_gt(take_file("figures/loop-1.png").length, 1000);
    ck_assert(!file_exists(path_join(&arena, folder, "html")));
}
END_TEST

/* Takes every second file away. */
static void
thin_out(const char *path)
{
    const char **names = folder_list(&arena, path, "");

    for (int i = 0; names[i]; i++)
        if (i % 2)
            ck_assert_int_eq(remove(path_join(&arena, path, names[i])), 0);
}

START_TEST(frames_do_not_depend_on_what_the_cache_has)
{
    static const char *const names[] = {"html/sequences/loop/p1-000.png",
                                        "html/sequences/loop/p1-001.png",
                                        "html/sequences/loop/p1-002.png",
                                        "html/sequences/loop/p2-003.png",
                                        "html/sequences/loop/p2-004.png",
                                        "figures/loop-1.png",
                                        "figures/loop-2.png"};
    struct figure figure = make_sequence();
    struct figures figures = {&figure, 1};
    struct edition edition = make_edition(&figures);
    struct cache cache = {path_join(&arena, folder, "cache")};
    struct bytes first[COUNT(names)];

    ck_assert(folder_make(&diag, cache.folder));
    edition.cache = &cache;
    for (int round = 0; round < 3; round++) {
        ck_assert(print_figures(&arena, &diag, &edition, NULL));
        for (size_t i = 0; i < COUNT(names); i++) {
            struct bytes bytes = take_file(names[i]);
            if (!round)
                first[i] = bytes;
            ck_assert_msg(same(first[i], bytes), "%s", names[i]);
            ck_assert_int_eq(remove(path_join(&arena, folder, names[i])), 0);
        }
        thin_out(cache.folder);
        edition.threads = 1;
    }
}
END_TEST

START_TEST(two_files_of_one_name_are_said)
{
    struct figure both[] = {make_sequence(), make_sequence()};
    struct figures figures = {both, 2};
    struct edition edition = make_edition(&figures);

    both[1].name = "turn";
    both[1].film = "loop";
    ck_assert(!print_figures(&arena, &diag, &edition, NULL));
    ck_assert_int_eq(diag.errors, 2);
    both[0].name = "loop";
    both[1] = (struct figure){.name = "loop-2", .sheet = draw_figure()};
    ck_assert(!print_figures(&arena, &diag, &edition, NULL));
    ck_assert_ptr_nonnull(strstr(diag.last->words, "files of 'loop-2'"));
    ck_assert(!file_exists(path_join(&arena, folder, "figures/loop-1.png")));
}
END_TEST

/* Between paper and ink a rim has one step, however much of it is covered. */
START_TEST(a_plate_has_inks_and_the_steps_to_them_alone)
{
    static const double white[] = {1, 1, 1};
    static const struct ink black = {.name = "black"};
    struct plate *plate = plate_new(&arena, 32, 8);
    struct tones *tones = tones_new(&arena, white);
    struct sheet *sheet = sheet_new(&arena, 32, 8);

    sheet_rectangle(sheet, 3, 2, 8.375, 4, &black);
    sheet_rectangle(sheet, 20, 2, 8.625, 4, &black);
    plate_start(plate, tones);
    ck_assert(sheet_plate(&arena, faces, sheet, 1, plate));
    ck_assert_int_eq(tones->count, 3);
    ck_assert_uint_eq(tones->colours[PAPER], 0xffffff);
    const unsigned char *row = plate_row(plate, 3);
    const uint32_t expected[] = {0xffffff, 0, 0x808080, 0xffffff, 0, 0x808080};
    const int places[] = {2, 10, 11, 12, 27, 28};
    for (size_t i = 0; i < COUNT(places); i++)
        ck_assert_uint_eq(tones->colours[row[places[i]]], expected[i]);
    ck_assert_int_eq(plate_row(plate, 1)[5], PAPER);
    for (size_t i = 0; i < plate->stride * 8; i++)
        ck_assert_int_eq(plate->cover[i], 0);
}
END_TEST

/* Rings of all inks over each other, until there is no room for a blend. */
START_TEST(a_full_palette_keeps_its_inks)
{
    static const double white[] = {1, 1, 1};
    struct tones *tones = tones_new(&arena, white);

    for (int i = 0; i < 1000; i++) {
        const double rgb[] = {(i * 7 % 256) / 255.0, (i * 31 % 256) / 255.0,
                              (i * 101 % 256) / 255.0};
        struct pot *pot = tones_pot(tones, rgb, 1);
        int under = i % tones->count;
        int rim = tones_mix(tones, pot, 1, under);
        ck_assert_int_lt(rim, tones->count);
        /* Until rims have taken theirs, an ink is what it is. */
        int whole = tones_mix(tones, pot, STEPS, under);
        ck_assert(i > 31 || tones->colours[whole] == pot->colour);
    }
    ck_assert_int_eq(tones->count, MOST_TONES);
}
END_TEST

TCase *
case_films(void)
{
    TCase *films = tcase_create("films");

    tcase_add_checked_fixture(films, begin_printing, end_printing);
    tcase_set_timeout(films, 60);
    tcase_add_test(films, a_film_shows_the_frames_of_its_part);
    tcase_add_test(films, a_film_needs_no_page);
    tcase_add_test(films, frames_do_not_depend_on_what_the_cache_has);
    tcase_add_test(films, two_files_of_one_name_are_said);
    tcase_add_test(films, a_plate_has_inks_and_the_steps_to_them_alone);
    tcase_add_test(films, a_full_palette_keeps_its_inks);
    return films;
}
