/* check_provenance.c: does a figure's file say where it comes from? In the
 * JSON, in what an SVG says of itself, and in words. */
#include "suites.h"

#include "printed.h"

#include <math.h>
#include <string.h>

static const struct palette palette = {inks, COUNT(inks)};
static const double years[] = {2026, 2027, 2028, 2029};
static const double gain[] = {NAN, 2, -1, 3}, power[] = {1, 1, 2, 4000};
static const char *const names[] = {"wall", NULL};

static const struct series series[] = {
    {"gain", "1", "loop gain", gain},
    {"power", "GW", "power for AI", power},
};
static const struct parameter parameters[] = {
    {"a", "1", "share", "a paper", "V", 0.5},
    {"b", "yr", "delay", "ours", "J", 2},
    {"c", "1", "", "ours", "J", 1},
};
static const struct run wall = {
    .name = "wall",
    .title = "samples with the wall",
    .rows = 4,
    .time = years,
    .series = series,
    .series_count = COUNT(series),
    .parameters = parameters,
    .parameter_count = COUNT(parameters),
    .samples = 4096,
    .seed = 20261122,
    .version = "models 9",
    .key = {0x12, 0x34},
};
static const struct data data = {.runs = &wall, .run_count = 1};
static const struct column columns[] = {
    {"wall.time", "yr AD", years, 4, NULL},
    {"wall.gain", "1", gain, 4, NULL},
    {"wall.power", "GW", power, 4, NULL},
};

static struct figure
make_figure(void)
{
    return (struct figure){.name = "wall",
                           .title = "The <wall>",
                           .alt = "It bends & bends",
                           .source = "model of this book",
                           .sheet = draw_figure(),
                           .columns = columns,
                           .column_count = COUNT(columns),
                           .runs = names,
                           .run_count = 1};
}

START_TEST(json_tells_runs_parameters_samples_and_inks)
{
    static const char *const wanted[] = {
        "\"long_description\": \"4 rows",
        "\"program\": \"Octavo ",
        "\"palette\": \"",
        "\"name\": \"wall\"",
        "\"version\": \"models 9\"",
        "\"key\": \"",
        "\"samples\": 4096",
        "\"seed\": 20261122",
        "\"evidence\": {\"J\": 2, \"V\": 1}",
        "\"name\": \"b\", \"value\": 2, \"unit\": \"yr\", \"label\": "
        "\"delay\", \"source\": \"ours\", \"mark\": \"J\"",
        NULL};
    struct figure figure = make_figure();

    follow(figure_json(&arena, &figure, &data, &palette).at, wanted);
}
END_TEST

START_TEST(a_run_without_samples_has_no_seed)
{
    struct run run = wall;
    struct data plain = {.runs = &run, .run_count = 1};
    struct figure figure = make_figure();

    run.samples = 0;
    struct bytes json = figure_json(&arena, &figure, &plain, NULL);
    ck_assert_ptr_null(strstr(json.at, "seed"));
    ck_assert_ptr_nonnull(strstr(json.at, "\"palette\": null"));
}
END_TEST

START_TEST(a_summary_names_ends_and_extremes)
{
    struct figure figure = make_figure();

    ck_assert_str_eq(
        figure_summary(&arena, &figure, &data),
        "4 rows, date from January 2026 to January 2029. Loop gain: from 2 "
        "(January 2027) to 3; lowest \u22121 (January 2028). Power for AI: "
        "rises from 1 GW to 4,000 GW.");
    figure.column_count = 0;
    ck_assert_str_eq(figure_summary(&arena, &figure, NULL), "");
}
END_TEST

START_TEST(trials_are_not_taken_for_dates)
{
    static const double counts[] = {0, 1, 2, 3};
    static const struct column counted[] = {
        {"wall.time", "trials", counts, 4, NULL},
        {"wall.gain", "1", gain, 4, NULL},
    };
    struct run run = wall;
    struct data trials = {.runs = &run, .run_count = 1};
    struct figure figure = make_figure();

    run.time = counts;
    run.time_unit = "trials";
    figure.columns = counted;
    figure.column_count = COUNT(counted);
    ck_assert_str_eq(figure_summary(&arena, &figure, &trials),
                     "4 rows, trials from 0 to 3. Loop gain: from 2 (1) to 3; "
                     "lowest \u22121 (2).");
}
END_TEST

START_TEST(a_summary_speaks_the_language_of_the_book)
{
    static const char *const who[] = {"Ann"}, *const whom[] = {"Bob"};
    static const struct column arrows[] = {{"from", NULL, NULL, 1, who},
                                           {"to", NULL, NULL, 1, whom}};
    struct data german = data, french = data;
    struct figure figure = make_figure();

    german.language = "de";
    french.language = "fr";
    ck_assert_str_eq(
        figure_summary(&arena, &figure, &german),
        "4 Zeilen, Datum von Januar 2026 bis Januar 2029. Verstärkung der "
        "Schleife: von 2 (Januar 2027) bis 3; niedrigster Wert \u22121 (Januar "
        "2028). Strom für KI: steigt von 1 GW auf 4.000 GW.");
    figure.columns = arrows;
    figure.column_count = 2;
    ck_assert_str_eq(figure_summary(&arena, &figure, &french),
                     "1 ligne avec début et fin\u202f: Ann, Bob.");
}
END_TEST

START_TEST(a_summary_of_names_gives_the_lowest_and_the_highest)
{
    static const char *const who[] = {"people", "", "AI"};
    static const double share[] = {3, NAN, 1}, flat[] = {2, 2, 2};
    static const struct column bars[] = {{"who", "", NULL, 3, who},
                                         {"share", NULL, share, 3, NULL},
                                         {"flat", "d", flat, 3, NULL}};
    struct figure figure = {.columns = bars, .column_count = 3};

    ck_assert_str_eq(figure_summary(&arena, &figure, NULL),
                     "3 rows of who, share and flat. Share: lowest 1 (AI), "
                     "highest 3 (people). Flat: always 2 d.");
    figure.column_count = 1;
    ck_assert_str_eq(figure_summary(&arena, &figure, NULL),
                     "3 rows of who: people; AI.");
}
END_TEST

START_TEST(an_svg_carries_where_it_comes_from)
{
    static const char *const wanted[] = {
        "<title id=\"f-wall-title\">The &lt;wall&gt;</title>",
        "<desc id=\"f-wall-desc\">It bends &amp; bends</desc>",
        "<metadata>",
        "<dc:title>The &lt;wall&gt;</dc:title>",
        "<dc:description>It bends &amp; bends</dc:description>",
        "<dc:source>model of this book</dc:source>",
        "<dc:creator>Ann</dc:creator>",
        "<dc:creator>Bob</dc:creator>",
        "<dc:rights>all &amp; none</dc:rights>",
        "<xmp:CreatorTool>Octavo ",
        "</metadata>",
        "</svg>",
        NULL};
    const char *authors[] = {"Ann", "Bob", NULL};
    struct tree tree = {.authors = authors, .rights = "all & none"};
    struct figure figure = make_figure();
    struct notes notes = figure_notes(&figure, &tree);

    follow(sheet_svg(&arena, faces, NULL, figure.sheet, "wall", &notes).at,
           wanted);
    struct key key = notes_key(&arena, &notes);
    tree.rights = "none";
    notes = figure_notes(&figure, &tree);
    ck_assert(!key_same(notes_key(&arena, &notes), key));
}
END_TEST

/* The chunk of a PNG with this keyword; its words, or NULL. */
static const char *
find_note(struct bytes png, const char *type, const char *key)
{
    const char *end = png.at + png.length;
    size_t length = strlen(key) + 1;

    for (const char *at = png.at + 8; at + 12 <= end;) {
        const unsigned char *size = (const unsigned char *)at;
        if (!memcmp(at + 4, type, 4) && !memcmp(at + 8, key, length))
            /* iTXt: two flags, no language, no other keyword. */
            return at + 8 + length + (strcmp(type, "iTXt") ? 0 : 4);
        at += 12 + ((size_t)size[0] << 24 | (size_t)size[1] << 16 |
                    (size_t)size[2] << 8 | (size_t)size[3]);
    }
    return NULL;
}

static void
check_note(struct bytes png, const char *type, const char *key,
           const char *words)
{
    const char *found = find_note(png, type, key);

    ck_assert_msg(found != NULL, "no %s %s", type, key);
    ck_assert_msg(!memcmp(found, words, strlen(words)), "%s: %s", key, found);
}

START_TEST(a_png_carries_where_it_comes_from)
{
    const char *authors[] = {"Ann", "B\u00f6", NULL};
    struct tree tree = {.authors = authors, .rights = "all & none"};
    struct figure figure = make_figure();
    struct notes notes = figure_notes(&figure, &tree);
    uint32_t dots[] = {0, 0xffffff};
    struct raster raster = {2, 1, dots};
    struct bytes png = png_encode(&arena, &raster, &notes);

    check_note(png, "tEXt", "Title", "The <wall>");
    check_note(png, "iTXt", "Author", "Ann, B\u00f6");
    check_note(png, "tEXt", "Description", "It bends & bends");
    check_note(png, "tEXt", "Source", "model of this book");
    check_note(png, "tEXt", "Copyright", "all & none");
    check_note(png, "tEXt", "Software", "Octavo ");
    png = png_encode(&arena, &raster, NULL);
    check_note(png, "tEXt", "Software", "Octavo ");
    ck_assert_ptr_null(find_note(png, "tEXt", "Title"));
}
END_TEST

START_TEST(a_drawing_for_the_page_knows_light_and_dark_screens)
{
    struct figure figure = make_figure();
    struct figures figures = {&figure, 1};
    struct edition edition = {.figures = &figures,
                              .data = &data,
                              .palette = &palette,
                              .faces = faces,
                              .out = folder,
                              .threads = 2};
    const char *file = path_join(&arena, folder, "html/figures/wall.svg");

    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    ck_assert(!file_exists(file));
    edition.frames = true;
    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    struct bytes alone = take_file("figures/wall.svg");
    struct bytes page = take_file("html/figures/wall.svg");
    const char *dark = strstr(page.at, "(prefers-color-scheme:dark)");
    /* inks[1]: 0.1 0.3 0.8 and 0.6 0.8 1 */
    ck_assert_ptr_nonnull(strstr(alone.at, "\"#1a4dcc\""));
    ck_assert_ptr_null(strstr(alone.at, "#99ccff"));
    ck_assert_ptr_nonnull(dark);
    ck_assert_ptr_nonnull(strstr(dark, "#99ccff"));
    ck_assert_ptr_null(strstr(dark, "#1a4dcc"));
    ck_assert(strstr(page.at, "#1a4dcc") < dark);
    ck_assert_uint_lt(page.length, alone.length);
}
END_TEST

static const struct sheet *
draw_wide(const struct figure *figure, struct arena *to, struct shaper *unused,
          double width, double height)
{
    (void)figure;
    (void)unused;
    return sheet_new(to, width, height);
}

/* The drawing for the page of a figure that has this size on a phone. */
static struct bytes
draw_page(double width, double height)
{
    const struct figure_size sizes[] = {{"wide", 500, 100},
                                        {"phone", width, height}};
    struct figure figure = make_figure();
    struct figures figures = {&figure, 1};
    struct edition edition = {.figures = &figures,
                              .palette = &palette,
                              .faces = faces,
                              .out = folder,
                              .threads = 2,
                              .frames = true};

    figure.sizes = sizes;
    figure.size_count = COUNT(sizes);
    figure.at_size = draw_wide;
    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    return take_file("html/figures/wall.svg");
}

START_TEST(a_narrow_box_shows_the_drawing_for_a_phone)
{
    const char *narrow = draw_page(9, 77).at;

    ck_assert_ptr_nonnull(
        strstr(narrow, "<svg class=\"narrow\" viewBox=\"0 0 180 1540\">"));
    ck_assert_ptr_nonnull(strstr(narrow, "<svg class=\"wide\""));
    ck_assert_ptr_nonnull(strstr(narrow, "@media(max-aspect-ratio:"));
    /* As wide as it is at all: there is nothing to choose. */
    ck_assert_ptr_null(strstr(draw_page(999, 1).at, "<svg class"));
}
END_TEST

START_TEST(numbers_beside_the_page_are_few_and_short)
{
    static double dates[200], shares[3] = {1.0 / 3, NAN, 12345678};
    const struct column both[] = {{"year", "yr AD", dates, 200, NULL},
                                  {"share", "1", shares, 3, NULL}};
    const struct figure figure = {.columns = both, .column_count = 2};

    for (int i = 0; i < 200; i++)
        dates[i] = 2000 + i / 7.0;
    const char *csv = figure_csv_page(&arena, &figure).at;
    const char *wanted = "year [yr AD],share\n2000,0.33333\n2000.429,\n"
                         "2000.857,12345678\n2001.429,\n";
    ck_assert_msg(strstr(csv, wanted) == csv, "%s", csv);
    ck_assert_ptr_nonnull(strstr(csv, "\n2028.429,\n"));
    size_t lines = 0;
    for (const char *at = csv; (at = strchr(at, '\n')); at++)
        lines++;
    ck_assert_uint_eq(lines, 1 + 60);
}
END_TEST

TCase *
case_provenance(void)
{
    TCase *provenance = tcase_create("provenance");

    tcase_add_checked_fixture(provenance, begin_printing, end_printing);
    tcase_add_test(provenance, json_tells_runs_parameters_samples_and_inks);
    tcase_add_test(provenance, a_run_without_samples_has_no_seed);
    tcase_add_test(provenance, a_summary_names_ends_and_extremes);
    tcase_add_test(provenance, trials_are_not_taken_for_dates);
    tcase_add_test(provenance, a_summary_speaks_the_language_of_the_book);
    tcase_add_test(provenance,
                   a_summary_of_names_gives_the_lowest_and_the_highest);
    tcase_add_test(provenance, an_svg_carries_where_it_comes_from);
    tcase_add_test(provenance, a_png_carries_where_it_comes_from);
    tcase_add_test(provenance,
                   a_drawing_for_the_page_knows_light_and_dark_screens);
    tcase_add_test(provenance, a_narrow_box_shows_the_drawing_for_a_phone);
    tcase_add_test(provenance, numbers_beside_the_page_are_few_and_short);
    return provenance;
}
