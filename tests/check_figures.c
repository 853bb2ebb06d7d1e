/* check_figures.c: the files that figures and sequences become, in a folder of
 * their own. */
#define _XOPEN_SOURCE 700
#include "suites.h"

#include "print/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct ink inks[] = {
    {"ink", {0, 0, 0}, {0, 0, 0, 1}},
    {"blue", {0.1, 0.3, 0.8}, {1, 0.7, 0, 0}},
    {"paper", {1, 1, 0.9}, {0, 0, 0.1, 0}},
};
static const struct palette palette = {inks, COUNT(inks)};

static struct arena arena;
static struct diag diag;
static struct faces *faces;
static struct shaper *shaper;
static const char *folder;

static void
open_all(void)
{
    char name[] = "/tmp/octavo-figures-XXXXXX";

    diag = (struct diag){.arena = &arena};
    ck_assert_ptr_nonnull(mkdtemp(name));
    folder = arena_string(&arena, name);
    faces = faces_open(&arena, &diag, ".");
    ck_assert_ptr_nonnull(faces);
    shaper = shaper_new(&arena, faces);
}

static void
run(const char *command)
{
    ck_assert_msg(system(command) == 0, "%s", command);
}

static void
close_all(void)
{
    shaper_close(shaper);
    faces_close(faces);
    run(arena_print(&arena, "rm -rf '%s'", folder));
    arena_close(&arena);
}

static struct bytes
take_file(const char *name)
{
    struct bytes bytes = file_read(&arena, &diag, (struct place){0},
                                   path_join(&arena, folder, name), 1 << 26);

    ck_assert_ptr_nonnull(bytes.at);
    return bytes;
}

static struct pixels
decode(struct bytes png)
{
    return png_decode(&arena, &diag, (struct place){0}, "x.png", png);
}

static bool
same(struct bytes a, struct bytes b)
{
    return a.length == b.length && !memcmp(a.at, b.at, a.length);
}

/* Every one of the words in this order. */
static void
follow(const char *text, const char *const *words)
{
    for (; *words; words++) {
        const char *next = strstr(text, *words);
        ck_assert_msg(next != NULL, "no %s in %s", *words, text);
        text = next + 1;
    }
}

static struct edition
make_edition(const struct figures *figures)
{
    return (struct edition){.figures = figures,
                            .palette = &palette,
                            .faces = faces,
                            .out = folder,
                            .threads = 2};
}

static struct sheet *
draw_figure(void)
{
    struct sheet *sheet = sheet_new(&arena, 320, 180);
    struct style style = {FACE_SANS, 10, 0, 0};
    struct path path = path_new(&arena), ring = path_new(&arena);

    path_move(&path, 20, 150);
    path_curve(&path, 150, 150, 250, 120, 300, 20);
    sheet_stroke(sheet, path, &inks[1], 2)->round = true;
    sheet_line(sheet, 20, 150, 300, 150, &inks[0], 0.5)->dash[0] = 3;
    path_circle(&ring, 100, 60, 30);
    path_circle(&ring, 100, 60, 15);
    sheet_clip(sheet, ring);
    sheet_fill(sheet, ring, &inks[1])->opacity = 0.4;
    sheet_unclip(sheet);
    sheet_glyphs(sheet, 20, 170, shape_text(shaper, &style, "2026", 4),
                 &inks[0]);
    sheet_glyphs(sheet, 12, 120, shape_text(shaper, &style, "power", 5),
                 &inks[0])
        ->turn = -90;
    return sheet;
}

static const struct sheet *
draw_frame(const struct figure *figure, struct arena *own,
           struct shaper *letters, int part, int frame)
{
    struct sheet *sheet = sheet_new(own, figure->width, figure->height);
    struct style style = {FACE_SANS, 20, 0, 0};
    const char *words = arena_print(own, "%d-%d", part, frame);

    sheet_rectangle(sheet, 0, 0, 10 * part, 10 * frame, &inks[1]);
    sheet_glyphs(sheet, 100, 100,
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

static struct figures
make_figures(void)
{
    static const double years[] = {2026, 2026.5, 2027}, power[] = {1, NAN};
    static const struct column columns[] = {
        {"year", "1", years, 3, NULL},
        {"power, \"used\"", "GW", power, 2, NULL}};
    struct figure *figures = TAKE_ARRAY(&arena, 2, struct figure);

    figures[0] = (struct figure){.name = "curve",
                                 .title = "Power & time",
                                 .alt = "It rises",
                                 .source = "central run",
                                 .sheet = draw_figure(),
                                 .columns = columns,
                                 .column_count = 2};
    figures[1] = (struct figure){.name = "loop",
                                 .parts = 2,
                                 .frames = 7,
                                 .width = 640,
                                 .height = 360,
                                 .draw = draw_frame,
                                 .frame_key = name_frame};
    return (struct figures){figures, 2};
}

START_TEST(a_figure_is_written_in_five_forms)
{
    static const char *const svg[] = {
        "viewBox=\"0 0 320 180\"",
        "<title id=\"f-curve-title\">Power &amp; time<",
        ">It rises</desc>",
        "<path id=\"f-curve-",
        "url(#f-curve-clip1)",
        "<use href=\"#f-curve-",
        "</svg>",
        NULL};
    struct figures figures = make_figures();
    struct edition edition = make_edition(&figures);

    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    follow(take_file("figures/curve.svg").at, svg);
    ck_assert_int_eq(decode(take_file("figures/curve.png")).width, 1600);
    run(arena_print(&arena, "qpdf --check '%s/figures/curve.pdf' >'%s/said'",
                    folder, folder));
    run(arena_print(&arena, "pdftotext '%s/figures/curve.pdf' - | grep -q 2026",
                    folder));
    ck_assert_str_eq(take_file("figures/curve.csv").at,
                     "year,\"power, \"\"used\"\" [GW]\"\n"
                     "2026,1\n2026.5,\n2027,\n");
    ck_assert_ptr_nonnull(strstr(take_file("figures/curve.json").at,
                                 "\"unit\": \"GW\", \"values\": [1, null]"));
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(frames_are_indexed_pictures_of_one_size)
{
    static const char *const names[] = {"loop", NULL};
    struct figures figures = make_figures();
    struct edition edition = make_edition(&figures);

    ck_assert(print_figures(&arena, &diag, &edition, names));
    struct bytes png = take_file("html/sequences/loop/p2-006.png");
    ck_assert_int_eq(png.at[25], 3);
    struct pixels pixels = decode(png);
    ck_assert_int_eq(pixels.width, 1280);
    ck_assert_int_eq(pixels.height, 720);
    /* The paper is the palette's. */
    ck_assert_int_eq(pixels.at[3 * 1279], 255);
    ck_assert_int_eq(pixels.at[3 * 1279 + 2], 230);
    ck_assert(!file_exists(path_join(&arena, folder, "figures/curve.svg")));
}
END_TEST

START_TEST(figures_are_the_same_from_the_cache_and_on_one_thread)
{
    static const char *const names[] = {
        "html/sequences/loop/p1-003.png", "figures/curve.pdf",
        "figures/curve.svg", "figures/curve.png"};
    struct figures figures = make_figures();
    struct edition edition = make_edition(&figures);
    struct cache cache = {path_join(&arena, folder, "cache")};
    struct bytes first[COUNT(names)];

    ck_assert(folder_make(&diag, cache.folder));
    edition.cache = &cache;
    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    for (size_t i = 0; i < COUNT(names); i++)
        first[i] = take_file(names[i]);
    run(arena_print(&arena, "rm -r '%s/figures' '%s/html'", folder, folder));
    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    for (size_t i = 0; i < COUNT(names); i++)
        ck_assert(same(first[i], take_file(names[i])));
    edition.cache = NULL;
    edition.threads = 1;
    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    for (size_t i = 0; i < COUNT(names); i++)
        ck_assert(same(first[i], take_file(names[i])));
}
END_TEST

START_TEST(an_unknown_figure_is_said_with_a_hint)
{
    static const char *const names[] = {"curv", NULL};
    struct figures figures = make_figures();
    struct edition edition = make_edition(&figures);

    ck_assert(!print_figures(&arena, &diag, &edition, names));
    ck_assert_str_eq(diag.last->words,
                     "no figure named 'curv', did you mean 'curve'?");
}
END_TEST

TCase *
case_figures(void)
{
    TCase *figures = tcase_create("figures");

    tcase_add_checked_fixture(figures, open_all, close_all);
    tcase_set_timeout(figures, 60);
    tcase_add_test(figures, a_figure_is_written_in_five_forms);
    tcase_add_test(figures, frames_are_indexed_pictures_of_one_size);
    tcase_add_test(figures,
                   figures_are_the_same_from_the_cache_and_on_one_thread);
    tcase_add_test(figures, an_unknown_figure_is_said_with_a_hint);
    return figures;
}
