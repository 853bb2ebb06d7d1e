/* check_type.c: faces, shaping, hyphenation, breaks, subsets. */
#include <math.h>
#include <string.h>

#include "suites.h"
#include "type/type.h"

static struct arena arena;
static struct diag diag;
static struct faces *faces;
static struct shaper *shaper;

static void
open_all(void)
{
    diag = (struct diag){.arena = &arena};
    faces = faces_open(&arena, &diag, ".");
    faces_open_maths(&arena, &diag, faces, ".");
    ck_assert_ptr_nonnull(faces);
    shaper = shaper_new(&arena, faces);
}

static void
close_all(void)
{
    shaper_close(shaper);
    faces_close(faces);
    arena_close(&arena);
}

static const struct glyphs *
shape(enum face_name face, unsigned features, const char *text)
{
    struct style style = {.face = face, .size = 10, .features = features};

    return shape_text(shaper, &style, text, strlen(text));
}

START_TEST(every_face_has_sane_metrics)
{
    for (int i = 0; i < FACE_OTHER; i++) {
        const struct metrics *m = face_metrics(faces, (enum face_name)i);
        ck_assert(m->ascent > 0.5 && m->ascent < 1.5);
        ck_assert(m->descent > 0.1 && m->descent < 0.6);
        ck_assert(m->x_height > 0.3 && m->x_height < m->cap_height);
        ck_assert(m->box[0] < m->box[2] && m->box[1] < m->box[3]);
        ck_assert(*m->postscript_name);
    }
    ck_assert(face_metrics(faces, FACE_TEXT)->cff);
    ck_assert(!face_metrics(faces, FACE_MONO)->cff);
}
END_TEST

START_TEST(kerning_draws_letters_together)
{
    double pair = shape(FACE_TEXT, 0, "AV")->width;
    double apart =
        shape(FACE_TEXT, 0, "A")->width + shape(FACE_TEXT, 0, "V")->width;

    ck_assert(pair < apart - 0.3);
}
END_TEST

START_TEST(figures_have_the_asked_form)
{
    const struct glyphs *old = shape(FACE_TEXT, FEATURE_OLD_STYLE, "1984");
    const struct glyphs *table = shape(FACE_TEXT, FEATURE_TABULAR, "1984");

    ck_assert_uint_ne(old->ids[1], table->ids[1]);
    double step = table->x[1];
    for (size_t i = 1; i < 4; i++)
        ck_assert(fabs(table->x[i] - step * (double)i) < 1e-9);
}
END_TEST

START_TEST(clusters_point_into_the_text)
{
    const char *text = "na\xc3\xafve office";
    const struct glyphs *glyphs = shape(FACE_TEXT, 0, text);

    ck_assert_uint_eq(glyphs->clusters[0], 0);
    for (size_t i = 1; i < glyphs->count; i++) {
        ck_assert(glyphs->clusters[i] >= glyphs->clusters[i - 1]);
        ck_assert(glyphs->clusters[i] < strlen(text));
        ck_assert((text[glyphs->clusters[i]] & 0xc0) != 0x80);
    }
}
END_TEST

/* A line of code is put together from them. With a letter that is not of
 * ASCII, the line is shaped as a whole. */
START_TEST(letters_of_code_do_not_change_those_beside_them)
{
    for (char a = ' '; a <= '~'; a++)
        for (char b = ' '; b <= '~'; b++) {
            const char pair[] = {a, b, '\0'};
            const char whole[] = {a, b, '\xc3', '\xa9', '\0'};
            const struct glyphs *joined =
                shape(FACE_MONO, FEATURE_NO_LIGATURES, pair);
            const struct glyphs *shaped =
                shape(FACE_MONO, FEATURE_NO_LIGATURES, whole);
            ck_assert_uint_eq(joined->count, 2);
            ck_assert_mem_eq(joined->ids, shaped->ids, 2 * sizeof(uint32_t));
            ck_assert_mem_eq(joined->x, shaped->x, 2 * sizeof(double));
            ck_assert_mem_eq(joined->clusters, shaped->clusters,
                             2 * sizeof(uint32_t));
            ck_assert(joined->width == shaped->x[2]);
        }
}
END_TEST

/* Accents on one letter cost HarfBuzz the square of their number. */
START_TEST(a_word_without_end_is_shaped_in_runs)
{
    static const char *const letters[] = {"x", "e\u0301", "\u0301", "\u05d0"};

    for (size_t k = 0; k < COUNT(letters); k++) {
        struct text text = text_new(&arena);
        for (int i = 0; i < 100000; i++)
            text_add(&text, letters[k]);
        const struct glyphs *whole = shape(FACE_TEXT, 0, text.at);
        ck_assert_uint_ge(
            whole->part_count ? whole->parts[0]->count : whole->count, 100000);
        ck_assert_double_eq_tol(whole->width,
                                100000 * shape(FACE_TEXT, 0, letters[k])->width,
                                1e-3 * whole->width + 1e-6);
        for (size_t i = 1; i < whole->count && !whole->backward; i++)
            ck_assert_uint_ge(whole->clusters[i], whole->clusters[i - 1]);
    }
}
END_TEST

START_TEST(a_word_without_end_keeps_all_its_faces)
{
    struct text text = text_new(&arena);

    for (int i = 0; i < 2000; i++)
        text_add(&text, i % 500 ? "x" : "\u6f22");
    const struct glyphs *whole = shape(FACE_TEXT, 0, text.at);
    ck_assert_uint_ge(whole->part_count, 4);
}
END_TEST

START_TEST(a_string_is_shaped_once)
{
    ck_assert_ptr_eq(shape(FACE_SANS, 0, "again"),
                     shape(FACE_SANS, 0, "again"));
    ck_assert_ptr_ne(shape(FACE_SANS, 0, "again"),
                     shape(FACE_TEXT, 0, "again"));
}
END_TEST

START_TEST(shapers_that_share_shape_a_string_once)
{
    struct shaper *second = shaper_share(&arena, shaper);
    struct style style = {.face = FACE_TEXT, .size = 10};

    ck_assert_ptr_eq(shape_text(second, &style, "here", 4),
                     shape(FACE_TEXT, 0, "here"));
    ck_assert_ptr_eq(shape(FACE_TEXT, 0, "there"),
                     shape_text(second, &style, "there", 5));
    shaper_close(second);
    ck_assert_str_eq(shape(FACE_TEXT, 0, "here")->text, "here");
}
END_TEST

#define CROWD 4
#define CROWD_WORDS 3000

/* A thread's shaper, and what it found for each word. */
struct member {
    struct arena arena;
    struct shaper *shaper;
    const struct glyphs *found[CROWD_WORDS];
    const void *kept[CROWD_WORDS];
};

/* All words, each thread from another one on. */
static void
shape_all(void *context, int job)
{
    struct member *member = (struct member *)context + job;
    struct style style = {.face = FACE_TEXT, .size = 10};

    for (int i = 0; i < CROWD_WORDS; i++) {
        int word = (i + 40 * job) % CROWD_WORDS;
        char text[16];
        int length = snprintf(text, sizeof text, "w%d", word);
        const struct glyphs *glyphs =
            shape_text(member->shaper, &style, text, (size_t)length);
        member->found[word] = glyphs;
        member->kept[word] = glyphs_keep(glyphs, member);
    }
}

START_TEST(threads_find_the_same_glyphs_and_what_is_kept_with_them)
{
    struct member *crowd = TAKE_ARRAY(&arena, CROWD, struct member);
    char text[16];

    for (int i = 0; i < CROWD; i++)
        crowd[i].shaper = shaper_share(&crowd[i].arena, shaper);
    pool_run(CROWD, CROWD, shape_all, crowd);
    for (int word = 0; word < CROWD_WORDS; word++) {
        const struct glyphs *glyphs = crowd->found[word];
        snprintf(text, sizeof text, "w%d", word);
        ck_assert_str_eq(glyphs->text, text);
        ck_assert_ptr_eq(shape(FACE_TEXT, 0, text), glyphs);
        ck_assert_ptr_nonnull(crowd->kept[word]);
        ck_assert_ptr_eq(glyphs_recall(glyphs), crowd->kept[word]);
        for (int i = 1; i < CROWD; i++) {
            ck_assert_ptr_eq(crowd[i].found[word], glyphs);
            ck_assert_ptr_eq(crowd[i].kept[word], crowd->kept[word]);
        }
    }
    for (int i = 0; i < CROWD; i++) {
        shaper_close(crowd[i].shaper);
        arena_join(&arena, &crowd[i].arena);
    }
}
END_TEST

START_TEST(thousands_of_strings_are_kept_apart)
{
    char text[16];

    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "w%d", i);
        const struct glyphs *glyphs = shape(FACE_MONO, 0, text);
        ck_assert_str_eq(glyphs->text, text);
        ck_assert_uint_eq(glyphs->count, strlen(text));
    }
}
END_TEST

START_TEST(what_the_bold_lacks_is_drawn_heavier)
{
    struct face_run bold = face_find(faces, FACE_TEXT_BOLD, "œuvre", 6);
    struct face_run plain = face_find(faces, FACE_TEXT, "œuvre", 6);
    const struct glyphs *heavy =
        shape(FACE_TEXT_BOLD, 0, "\xe2\x80\x9c")->parts[0];
    const struct glyphs *light = shape(FACE_TEXT, 0, "\xe2\x80\x9c");

    ck_assert_int_eq(bold.face, FACE_TEXT);
    ck_assert_uint_eq(bold.length, 2);
    ck_assert_double_gt(bold.heavier, 0);
    ck_assert_double_eq(plain.heavier, 0);
    ck_assert_double_eq(heavy->style.heavier, bold.heavier);
    ck_assert_double_eq_tol(heavy->width, light->width + 10 * bold.heavier,
                            1e-9);
    ck_assert_double_eq(light->style.heavier, 0);
}
END_TEST

START_TEST(tracking_widens_every_glyph)
{
    struct style tracked = {.face = FACE_SANS, .size = 10, .tracking = 0.1};
    double plain = shape(FACE_SANS, 0, "abc")->width;

    ck_assert(fabs(shape_text(shaper, &tracked, "abc", 3)->width - plain - 3) <
              1e-9);
}
END_TEST

static const char *
show_hyphens(const struct hyphens *hyphens, const char *word)
{
    char points[64];
    struct text text = text_new(&arena);

    hyphens_find(hyphens, word, strlen(word), points);
    for (size_t i = 0; word[i]; i++) {
        text_char(&text, word[i]);
        if (points[i])
            text_char(&text, points[i] == POINT_TAIL ? '=' : '-');
    }
    return text.at;
}

START_TEST(light_characters_hang_into_the_margin)
{
    const struct glyphs *comma = shape(FACE_TEXT, 0, ",");
    const struct glyphs *quoted = shape(FACE_TEXT, 0, "\xe2\x80\x98so,");
    const struct glyphs *open = shape(FACE_TEXT, 0, "\xe2\x80\x98");
    const struct glyphs *plain = shape(FACE_TEXT, 0, "none");

    ck_assert_double_eq_tol(glyphs_hang(comma, 0, 1, true), 0.6 * comma->width,
                            1e-9);
    ck_assert_double_eq_tol(glyphs_hang(comma, 0, 1, false), 0, 1e-9);
    ck_assert_double_eq_tol(glyphs_hang(quoted, 0, quoted->length, true),
                            0.6 * comma->width, 0.1);
    ck_assert_double_eq_tol(glyphs_hang(quoted, 0, quoted->length, false),
                            0.55 * open->width, 0.1);
    ck_assert_double_eq_tol(glyphs_hang(plain, 0, 4, true), 0, 1e-9);
    ck_assert_double_eq_tol(glyphs_hang(plain, 0, 0, true), 0, 1e-9);
}
END_TEST

/* A letter within a ligature has no width of its own. */
START_TEST(ligatures_do_not_hang)
{
    const uint32_t ids[] = {1}, clusters[] = {0};
    const double x[] = {0}, y[] = {0};
    struct glyphs both = {
        .count = 1, .ids = ids, .x = x, .y = y, .clusters = clusters};

    both.text = "Th", both.length = 2, both.width = 8;
    ck_assert_double_eq_tol(glyphs_hang(&both, 0, 2, false), 0, 1e-9);
    both.text = "T", both.length = 1;
    ck_assert_double_eq_tol(glyphs_hang(&both, 0, 1, false), 0.48, 1e-9);
}
END_TEST

START_TEST(two_letters_may_end_a_german_word_but_no_english_one)
{
    struct hyphens *german = hyphens_open(&diag, "de-DE");
    struct hyphens *english = hyphens_open(&diag, "en-US");

    ck_assert_str_eq(show_hyphens(german, "Musterbeispiele"),
                     "Mus-ter-bei-spie=le");
    ck_assert_str_eq(show_hyphens(english, "completely"), "com-pletely");
    hyphens_close(german);
    hyphens_close(english);
}
END_TEST

START_TEST(words_are_hyphenated_by_the_patterns)
{
    struct hyphens *hyphens = hyphens_open(&diag, "en-US");

    ck_assert_str_eq(show_hyphens(hyphens, "hyphenation"), "hy-phen-ation");
    ck_assert_str_eq(show_hyphens(hyphens, "Recursive"), "Re-cur-sive");
    ck_assert_str_eq(show_hyphens(hyphens, "the"), "the");
    ck_assert_str_eq(show_hyphens(hyphens, "na\xc3\xafvely"), "na\xc3\xafvely");
    hyphens_close(hyphens);
}
END_TEST

static const struct glyphs *
shape_in(const char *language, const char *word)
{
    struct style style = {.face = FACE_TEXT, .size = 10, .language = language};

    return shape_text(shaper, &style, word, strlen(word));
}

/* Letters that are joined have other glyphs than letters that are not. */
START_TEST(no_letters_are_joined_over_the_seam_of_a_german_compound)
{
    static const struct {
        const char *word;
        bool parted;
    } words[] = {
        {"Auflage", true},      {"auffallen", true},     {"kauflustig", true},
        {"(Hofleute)", true},   {"Stofflager", true},    {"Dorffest", true},
        {"Tiefflug", true},     {"l\u00e4uffrei", true}, {"hoffen", false},
        {"Waffel", false},      {"flog", false},         {"Pfiffe", false},
        {"B\u00fcffel", false}, {"Grafik", false}};
    struct hyphens *hyphens = hyphens_open(&diag, "de-DE");

    for (size_t i = 0; i < COUNT(words); i++)
        hyphens_expect(hyphens, words[i].word, strlen(words[i].word));
    hyphens_load(hyphens);
    shaper_seams(shaper, "de-DE", hyphens);
    for (size_t i = 0; i < COUNT(words); i++) {
        const struct glyphs *plain = shape_in("de", words[i].word);
        const struct glyphs *seamed = shape_in("de-DE", words[i].word);
        ck_assert_uint_eq(seamed->count, plain->count);
        ck_assert_mem_eq(seamed->clusters, plain->clusters,
                         plain->count * sizeof *plain->clusters);
        bool same =
            !memcmp(seamed->ids, plain->ids, plain->count * sizeof *plain->ids);
        ck_assert_msg(same != words[i].parted, "%s", words[i].word);
    }
    hyphens_close(hyphens);
}
END_TEST

/* Danish patterns are in Latin-1, and answer by characters. */
START_TEST(letters_beyond_ascii_are_hyphenated)
{
    struct hyphens *hyphens = hyphens_open(&diag, "da");

    ck_assert_ptr_nonnull(hyphens);
    ck_assert_str_eq(show_hyphens(hyphens, "Retskrivning"), "Retskriv-ning");
    ck_assert_str_eq(show_hyphens(hyphens, "K\u00c6RLIGHEDSERKL\u00c6RING"),
                     "K\u00c6R-LIG-HED-SER-KL\u00c6-RING");
    ck_assert_str_eq(show_hyphens(hyphens, "\u03bb\u03cc\u03b3\u03bf\u03c2"),
                     "\u03bb\u03cc\u03b3\u03bf\u03c2");
    hyphens_close(hyphens);
}
END_TEST

/* The patterns that a word needs are all there, whatever else is expected, and
 * words that nobody expected are found too. */
START_TEST(expected_words_are_hyphenated_as_others_are)
{
    static const char *const words[] = {
        "Silbentrennung", "Donaudampfschiff", "Schifffahrt",
        "Musterbeispiel", "Wachstube",        "R\u00fcckw\u00e4rtsgang"};
    struct hyphens *expecting = hyphens_open(&diag, "de-DE");
    struct hyphens *plain = hyphens_open(&diag, "de-DE");

    ck_assert_ptr_nonnull(expecting);
    for (size_t i = 0; i + 2 < COUNT(words); i++)
        hyphens_expect(expecting, words[i], strlen(words[i]));
    hyphens_load(expecting);
    for (size_t i = 0; i < COUNT(words); i++)
        ck_assert_str_eq(show_hyphens(expecting, words[i]),
                         show_hyphens(plain, words[i]));
    ck_assert_str_eq(show_hyphens(expecting, "Silbentrennung"),
                     "Sil-ben-tren-nung");
    hyphens_close(expecting);
    hyphens_close(plain);
}
END_TEST

/* Of the sanitizer that tests run with. */
size_t __sanitizer_get_current_allocated_bytes(void);

/* Lines of German whose letters come twice match these words. */
static void
hyphenate_once(void)
{
    static const char *const words[] = {"liegen", "herunter", "hinauf"};
    struct arena own = {0};
    struct diag said = {.arena = &own};
    struct hyphens *hyphens = hyphens_open(&said, "de-DE");

    for (size_t i = 0; i < COUNT(words); i++)
        hyphens_expect(hyphens, words[i], strlen(words[i]));
    hyphens_load(hyphens);
    ck_assert_str_eq(show_hyphens(hyphens, "herunter"), "her-un-ter");
    ck_assert_str_eq(show_hyphens(hyphens, "Aufgang"), "Auf-gang");
    hyphens_close(hyphens);
    arena_close(&own);
}

START_TEST(hyphenation_leaves_no_memory_behind)
{
    hyphenate_once();
    size_t before = __sanitizer_get_current_allocated_bytes();
    hyphenate_once();
    ck_assert_uint_eq(__sanitizer_get_current_allocated_bytes(), before);
}
END_TEST

START_TEST(an_unknown_language_is_said)
{
    ck_assert_ptr_null(hyphens_open(&diag, "tlh"));
    ck_assert_int_eq(diag.warnings, 1);
}
END_TEST

START_TEST(lines_may_end_where_unicode_lets_them)
{
    const char *text = "well-known and/or $3.50";
    char breaks[32];

    breaks_find(text, strlen(text), "en", breaks);
    ck_assert_int_eq(breaks[4], 1);  /* after the hyphen */
    ck_assert_int_eq(breaks[10], 1); /* after a space */
    ck_assert_int_eq(breaks[20], 0); /* not within a price */
}
END_TEST

/* Two flags of two letters each, and the last code of the plane. */
START_TEST(a_line_may_end_between_two_flags)
{
    const char *text = "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7";
    const char *last = "a\xef\xbf\xbf"
                       "b c";
    char breaks[16];

    breaks_find(text, strlen(text), "en", breaks);
    ck_assert_int_eq(breaks[3], 0);
    ck_assert_int_eq(breaks[7], 1);
    ck_assert_int_eq(breaks[11], 0);
    breaks_find(last, strlen(last), "en", breaks);
    ck_assert_int_eq(breaks[3], 0);
    ck_assert_int_eq(breaks[5], 1);
}
END_TEST

START_TEST(a_subset_has_fewer_bytes_and_keeps_its_glyphs)
{
    const struct glyphs *glyphs = shape(FACE_TEXT, 0, "AB");
    uint32_t wanted[3] = {0, glyphs->ids[0], glyphs->ids[1]};
    struct bytes cff =
        face_subset(&arena, faces, FACE_TEXT, wanted, COUNT(wanted));
    struct bytes ttf =
        face_subset(&arena, faces, FACE_MONO, wanted, COUNT(wanted));

    ck_assert(cff.length > 100 && cff.length < 4000);
    ck_assert_int_eq(cff.at[0], 1); /* a bare CFF table begins so */
    ck_assert(ttf.length > 100 && ttf.length < 20000);
    ck_assert_mem_eq(ttf.at, "\0\1\0\0", 4);
}
END_TEST

START_TEST(a_face_knows_its_characters)
{
    ck_assert(face_has(faces, FACE_TEXT, 'A'));
    ck_assert(!face_has(faces, FACE_TEXT, 0x4e00));
}
END_TEST

Suite *
suite_type(void)
{
    Suite *suite = suite_create("type");
    TCase *tests = tcase_create("type");

    tcase_add_checked_fixture(tests, open_all, close_all);
    tcase_add_test(tests, every_face_has_sane_metrics);
    tcase_add_test(tests, kerning_draws_letters_together);
    tcase_add_test(tests, figures_have_the_asked_form);
    tcase_add_test(tests, clusters_point_into_the_text);
    tcase_add_test(tests, letters_of_code_do_not_change_those_beside_them);
    tcase_add_test(tests, a_word_without_end_is_shaped_in_runs);
    tcase_add_test(tests, a_word_without_end_keeps_all_its_faces);
    tcase_add_test(tests, a_string_is_shaped_once);
    tcase_add_test(tests, shapers_that_share_shape_a_string_once);
    tcase_add_test(tests,
                   threads_find_the_same_glyphs_and_what_is_kept_with_them);
    tcase_add_test(tests, thousands_of_strings_are_kept_apart);
    tcase_add_test(tests, tracking_widens_every_glyph);
    tcase_add_test(tests, what_the_bold_lacks_is_drawn_heavier);
    tcase_add_test(tests, light_characters_hang_into_the_margin);
    tcase_add_test(tests, ligatures_do_not_hang);
    tcase_add_test(tests, words_are_hyphenated_by_the_patterns);
    tcase_add_test(tests, two_letters_may_end_a_german_word_but_no_english_one);
    tcase_add_test(tests,
                   no_letters_are_joined_over_the_seam_of_a_german_compound);
    tcase_add_test(tests, letters_beyond_ascii_are_hyphenated);
    tcase_add_test(tests, expected_words_are_hyphenated_as_others_are);
    tcase_add_test(tests, hyphenation_leaves_no_memory_behind);
    tcase_add_test(tests, an_unknown_language_is_said);
    tcase_add_test(tests, lines_may_end_where_unicode_lets_them);
    tcase_add_test(tests, a_line_may_end_between_two_flags);
    tcase_add_test(tests, a_subset_has_fewer_bytes_and_keeps_its_glyphs);
    tcase_add_test(tests, a_face_knows_its_characters);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, case_languages());
    return suite;
}
