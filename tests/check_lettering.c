/* check_lettering.c: no figure of this book has words that touch anything, at
 * any size at which it is printed. The models are run and the figures drawn
 * once for all tests. */
#include "draw/draw.h"
#include "lettering.h"
#include "read/read.h"
#include "solve/solve.h"
#include "suites.h"
#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

#define THREADS 2
#define SAMPLES 24 /* near the book's numbers, and sooner */

/* Of the whole case. */
static struct arena kept;
static struct diag said;
static struct faces *letters;
static const struct tree *book;
static const struct data *data;
static const struct palette *inks;
static const struct figures *figures;

static void
begin_book(void)
{
    const struct cache none = {NULL};

    said = (struct diag){.arena = &kept};
    book = read_content(&kept, &said, ".", "templates", 1);
    letters = faces_open(&kept, &said, ".");
    ck_assert(book && letters);
    data = solve_models(&kept, &said, book, &none, SAMPLES, THREADS);
    inks = draw_palette(&kept, &said, book);
    said = (struct diag){.arena = &kept};
    figures = draw_figures(&kept, &said, book, data, letters, inks, THREADS);
    diag_print(&said, stderr, false);
    ck_assert_int_eq(said.errors, 0);
}

static void
end_book(void)
{
    faces_close(letters);
    arena_close(&kept);
}

/* Appends the faults of a sheet, each after a name. */
static void
look(struct text *out, const char *name, struct shaper *shaper,
     const struct sheet *sheet)
{
    const char *faults = find_faults(shaper, sheet);

    for (size_t length; *faults; faults += length + 1) {
        length = strcspn(faults, "\n");
        text_print(out, "%s: %.*s\n", name, (int)length, faults);
    }
}

static void
check_none(struct text *faults)
{
    ck_assert_msg(!faults->length, "%s", faults->at);
}

static struct shaper *
begin_looking(void)
{
    begin_test();
    return shaper_new(&arena, letters);
}

static void
end_looking(struct shaper *shaper, struct text *faults)
{
    shaper_close(shaper);
    check_none(faults);
    end_test();
}

START_TEST(no_label_of_a_figure_is_left_out_at_its_own_size)
{
    for (const struct said *one = said.first; one; one = one->next)
        ck_assert_msg(!strstr(one->words, "no room for"), "%s: %s",
                      one->place.file, one->words);
}
END_TEST

static void
look_at(struct text *out, const struct figure *figure, struct shaper *shaper,
        double width, double height)
{
    const char *name =
        arena_print(&arena, "%s, %.0f x %.0f pt", figure->name, width, height);

    look(out, name, shaper,
         figure->at_size(figure, &arena, shaper, width, height));
}

START_TEST(words_of_a_figure_touch_nothing_at_its_own_sizes)
{
    struct shaper *shaper = begin_looking();
    struct text faults = text_new(&arena);

    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->at[i];
        if (figure->parts)
            continue;
        ck_assert_uint_gt(figure->sheet->count, 10);
        ck_assert_ptr_nonnull(figure_size(figure, "phone"));
        look(&faults, figure->name, shaper, figure->sheet);
        for (size_t j = 0; j < figure->size_count; j++)
            look_at(&faults, figure, shaper, figure->sizes[j].width,
                    figure->sizes[j].height);
    }
    end_looking(shaper, &faults);
}
END_TEST

#define PHONE_PIXELS 336 /* of a window of 360, between the figure's edges */
#define LEAST_PIXELS 11

/* The words of a sheet, each between blanks, and the size of its smallest
 * letters. */
static const char *
read_sheet(const struct sheet *sheet, double *smallest)
{
    struct text words = text_new(&arena);

    text_char(&words, ' ');
    for (const struct mark *mark = sheet->marks;
         mark < sheet->marks + sheet->count; mark++) {
        if (mark->kind != MARK_GLYPHS)
            continue;
        text_bytes(&words, mark->glyphs->text, mark->glyphs->length);
        text_char(&words, ' ');
        *smallest = fmin(*smallest, mark->glyphs->style.size);
    }
    return words.at;
}

/* Numbers may go: an axis that is shorter has fewer ticks. */
static void
check_words(const struct figure *figure, const char *own, const char *other)
{
    for (size_t length; own += strspn(own, " "), *own; own += length) {
        length = strcspn(own, " ");
        const char *word = arena_print(&arena, " %.*s ", (int)length, own);
        if (strcspn(word, "0123456789") == strlen(word))
            ck_assert_msg(strstr(other, word), "%s: no%s", figure->name, word);
    }
}

START_TEST(a_phone_shows_all_words_large_enough_to_be_read)
{
    struct shaper *shaper = begin_looking();
    struct text none = text_new(&arena);

    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->at[i];
        const struct figure_size *size = figure_size(figure, "phone");
        double smallest = INFINITY, own = INFINITY;
        if (figure->parts)
            continue;
        const struct sheet *sheet =
            figure->at_size(figure, &arena, shaper, size->width, size->height);
        check_words(figure, read_sheet(figure->sheet, &own),
                    read_sheet(sheet, &smallest));
        ck_assert_msg(smallest * PHONE_PIXELS / size->width >= LEAST_PIXELS,
                      "%s: letters of %.1f pixels", figure->name,
                      smallest * PHONE_PIXELS / size->width);
    }
    end_looking(shaper, &none);
}
END_TEST

/* Single column, full width, a phone of 360 pixels [pt]. A 4K screen shows the
 * own size, scaled. */
static const double widths[] = {306, 480, 270};

START_TEST(words_of_a_figure_touch_nothing_at_other_widths)
{
    struct shaper *shaper = begin_looking();
    struct text faults = text_new(&arena);

    for (size_t i = 0; i < figures->count; i++)
        if (!figures->at[i].parts)
            look_at(&faults, &figures->at[i], shaper, widths[_i],
                    figures->at[i].sheet->height);
    end_looking(shaper, &faults);
}
END_TEST

/* Four frames of each part: its ends, and two that move on from part to
 * part. */
static int
choose_frame(const struct figure *figure, int part, int number)
{
    const int frames[] = {0, (7 * part) % figure->frames,
                          (13 * part + 5) % figure->frames, figure->frames - 1};

    return frames[number];
}

START_TEST(words_of_a_frame_touch_nothing)
{
    struct shaper *shaper = begin_looking();
    struct text faults = text_new(&arena);

    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->at[i];
        for (int number = 0; number < 4 * figure->parts; number++) {
            int part = number / 4 + 1;
            int frame = choose_frame(figure, part, number % 4);
            const char *name = arena_print(&arena, "%s, part %d, frame %d",
                                           figure->name, part, frame);
            look(&faults, name, shaper,
                 _i ? figure->still(figure, &arena, shaper, part, frame)
                    : figure->draw(figure, &arena, shaper, part, frame));
        }
    }
    end_looking(shaper, &faults);
}
END_TEST

/* A sheet with everything that must not be. */
static const struct sheet *
draw_badly(struct shaper *shaper)
{
    struct sheet *sheet = sheet_new(&arena, 200, 100);
    struct style style = {.face = FACE_SANS, .size = 10};
    const struct ink *ink = ink_find(inks, "ink");

    sheet_glyphs(sheet, 20, 20, shape_text(shaper, &style, "first", 5), ink);
    sheet_glyphs(sheet, 25, 24, shape_text(shaper, &style, "second", 6), ink);
    sheet_glyphs(sheet, 190, 50, shape_text(shaper, &style, "third", 5), ink);
    sheet_line(sheet, 80, 40, 120, 100, ink, 1);
    sheet_glyphs(sheet, 90, 70, shape_text(shaper, &style, "fourth", 6), ink);
    sheet_glyphs(sheet, 150, 90, shape_text(shaper, &style, "fifth", 5), ink)
        ->turn = -90;
    sheet_rectangle(sheet, 140, 60, 20, 20, ink_find(inks, "paper"));
    sheet_rectangle(sheet, 10, 90, 8, 8, ink);
    sheet_glyphs(sheet, 12, 95, shape_text(shaper, &style, "sixth", 5), ink);
    return sheet;
}

START_TEST(a_bad_drawing_is_noticed)
{
    static const char *const expected[] = {
        "'second' meets 'first'", "'third' leaves the sheet",
        "'fourth' is crossed by", "'fifth' is painted over",
        "'sixth' meets a marker of ink"};
    struct shaper *shaper = begin_looking();
    struct text none = text_new(&arena);
    const char *faults = find_faults(shaper, draw_badly(shaper));
    size_t lines = 0;

    for (size_t i = 0; i < COUNT(expected); i++)
        ck_assert_msg(strstr(faults, expected[i]), "never said: %s",
                      expected[i]);
    for (const char *at = faults; (at = strchr(at, '\n')); at++)
        lines++;
    ck_assert_uint_eq(lines, COUNT(expected));
    end_looking(shaper, &none);
}
END_TEST

START_TEST(what_may_lie_under_words_is_no_fault)
{
    struct shaper *shaper = begin_looking();
    struct text faults = text_new(&arena);
    struct sheet *sheet = sheet_new(&arena, 200, 100);
    struct style style = {.face = FACE_SANS, .size = 10};
    const struct glyphs *words = shape_text(shaper, &style, "words", 5);
    const struct ink *ink = ink_find(inks, "ink");

    /* A grid line, a surface of their own, and a line under that. */
    sheet_line(sheet, 0, 16, 200, 16, ink_find(inks, "grid"), 1);
    sheet_line(sheet, 0, 60, 200, 60, ink, 1);
    sheet_rectangle(sheet, 10, 40, 80, 40, ink_find(inks, "phase-1"));
    sheet_glyphs(sheet, 20, 20, words, ink);
    sheet_glyphs(sheet, 20, 64, words, ink);
    look(&faults, "good", shaper, sheet);
    end_looking(shaper, &faults);
}
END_TEST

static void
check_label(const char *label)
{
    static const char *const others[] = {"de", "fr", "es", "it", "nl",
                                         "da", "sv", "nb", "pl", "pt"};

    ck_assert_ptr_eq(tongue_label("en-US", label), label);
    for (size_t i = 0; i < COUNT(others); i++)
        ck_assert_msg(tongue_label(others[i], label) != label,
                      "no words for '%s' in %s", label, others[i]);
}

/* Runs of presets have the author's titles. */
START_TEST(what_models_call_runs_and_series_has_words_in_every_language)
{
    const struct item *presets = item_find(book->models, "presets");

    for (size_t i = 0; i < data->run_count; i++) {
        const struct run *run = &data->runs[i];
        if (!item_find(presets, run->name))
            check_label(run->title);
        if (run->time_unit)
            check_label(run->time_unit);
        for (size_t j = 0; j < run->series_count; j++)
            check_label(run->series[j].label);
    }
    ck_assert_uint_gt(data->run_count, 15);
    ck_assert_str_eq(tongue_label("de", "the author's"), "the author's");
}
END_TEST

TCase *
case_lettering(void)
{
    TCase *lettering = tcase_create("lettering");

    tcase_add_unchecked_fixture(lettering, begin_book, end_book);
    tcase_set_timeout(lettering, 60);
    tcase_add_test(lettering, a_bad_drawing_is_noticed);
    tcase_add_test(lettering, what_may_lie_under_words_is_no_fault);
    tcase_add_test(lettering, no_label_of_a_figure_is_left_out_at_its_own_size);
    tcase_add_test(lettering, words_of_a_figure_touch_nothing_at_its_own_sizes);
    tcase_add_test(lettering, a_phone_shows_all_words_large_enough_to_be_read);
    tcase_add_loop_test(lettering,
                        words_of_a_figure_touch_nothing_at_other_widths, 0,
                        (int)COUNT(widths));
    tcase_add_loop_test(lettering, words_of_a_frame_touch_nothing, 0, 2);
    tcase_add_test(
        lettering,
        what_models_call_runs_and_series_has_words_in_every_language);
    return lettering;
}
