/* check_figures.c: the files that figures and sequences become, in a folder of
 * their own. */
#include "suites.h"

#include "printed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct palette palette = {inks, COUNT(inks)};

static void
run(const char *command)
{
    ck_assert_msg(system(command) == 0, "%s", command);
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

static const struct sheet *
draw_frame(const struct figure *figure, struct arena *own,
           struct shaper *letters, int part, int frame)
{
    struct sheet *sheet = sheet_new(own, figure->width, figure->height);
    struct style style = {.face = FACE_SANS, .size = 20};
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

    tcase_add_checked_fixture(figures, begin_printing, end_printing);
    tcase_set_timeout(figures, 60);
    tcase_add_test(figures, a_figure_is_written_in_five_forms);
    tcase_add_test(figures, frames_are_indexed_pictures_of_one_size);
    tcase_add_test(figures,
                   figures_are_the_same_from_the_cache_and_on_one_thread);
    tcase_add_test(figures, an_unknown_figure_is_said_with_a_hint);
    return figures;
}
