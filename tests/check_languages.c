/* check_languages.c: faces for what the book's own lack, directions, quotation
 * marks and spans of another language, and the press's own words. */
#include <string.h>

#include "fixture.h"
#include "read/read.h"
#include "suites.h"
#include "tongue/tongue.h"
#include "type/type.h"

static struct shaper *shaper;

static void
open_all(void)
{
    begin_test();
    open_faces();
    shaper = shaper_new(&arena, faces);
}

static void
close_all(void)
{
    shaper_close(shaper);
    end_test();
}

/* Faces. */

static struct face_run
find(enum face_name wanted, const char *text)
{
    return face_find(faces, wanted, text, strlen(text));
}

static const char *
label(enum face_name face)
{
    struct text text = text_new(&arena);

    face_label(&text, face);
    return text.at;
}

START_TEST(a_face_is_found_for_every_common_script)
{
    static const struct {
        const char *text, *label;
    } cases[] = {{"שלום", "Hebrew-serif"},     {"السلام", "Arabic-serif"},
                 {"नमस्ते", "Devanagari-serif"}, {"สวัสดี", "Thai-serif"},
                 {"日本", "Chinese-serif"},    {"안녕", "Chinese-serif"},
                 {"かな", "Chinese-serif"},    {"😀🚀", "pictures-sans"}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct face_run run = find(FACE_TEXT, cases[i].text);
        ck_assert_str_eq(label(run.face), cases[i].label);
        ck_assert_uint_eq(run.length, strlen(cases[i].text));
        ck_assert_uint_eq(run.missing, 0);
    }
}
END_TEST

START_TEST(bold_and_sans_have_faces_like_them)
{
    ck_assert_str_eq(label(find(FACE_TEXT_BOLD, "日本").face),
                     "Chinese-serif-bold");
    ck_assert_str_eq(label(find(FACE_SANS, "שלום").face), "Hebrew-sans");
    ck_assert_str_eq(label(find(FACE_SANS_BOLD, "שלום").face),
                     "Hebrew-sans-bold");
}
END_TEST

START_TEST(letters_of_the_books_own_faces_stay_in_them)
{
    ck_assert_int_eq(find(FACE_TEXT, "Ελληνικά и кириллица").face, FACE_TEXT);
    ck_assert_int_eq(find(FACE_MONO, "┌──┐ → αβγ").face, FACE_MONO);
    ck_assert_int_eq(find(FACE_MONO, "a\u2009b\u202fc").face, FACE_MONO);
}
END_TEST

START_TEST(a_mark_stays_with_its_letter)
{
    static const char heart[] = "\u2764\ufe0f";

    ck_assert_uint_eq(find(FACE_TEXT, heart).length, strlen(heart));
    ck_assert_uint_eq(find(FACE_TEXT, "x\u0303y").missing, 0);
    ck_assert_uint_eq(find(FACE_TEXT, "日本。東京").length,
                      strlen("日本。東京"));
}
END_TEST

START_TEST(a_character_of_no_face_is_told_with_its_script)
{
    ck_assert_uint_eq(find(FACE_TEXT, "a\U00010380").missing, 0x10380);
    ck_assert_str_eq(face_advice(&arena, 0x10380), "of the script Ugar");
}
END_TEST

static const struct glyphs *
shape(const char *text)
{
    struct style style = {.face = FACE_TEXT, .size = 10};

    return shape_text(shaper, &style, text, strlen(text));
}

static double
measure(enum face_name face, const char *text)
{
    struct style style = {.face = face, .size = 10};

    return text_width(shaper, &style, text);
}

/* The bold of the text has no letter with an accent of its own. */
START_TEST(bold_letters_with_accents_are_put_together)
{
    struct style style = {.face = FACE_TEXT_BOLD, .size = 10};
    const struct glyphs *glyphs =
        shape_text(shaper, &style, "\u00dcc\u0327", 5);

    ck_assert_uint_eq(find(FACE_TEXT_BOLD, "\u00e0 c\u00f4t\u00e9").length, 4);
    ck_assert_int_eq(find(FACE_TEXT_BOLD, "\u00ef").face, FACE_TEXT);
    ck_assert_uint_eq(glyphs->part_count, 0);
    ck_assert_uint_eq(glyphs->count, 4);
    ck_assert_double_lt(glyphs->y[1], -2);
    ck_assert_double_eq_tol(glyphs->y[3], 0, 1e-9);
    ck_assert_double_eq_tol(measure(FACE_TEXT_BOLD, "\u00fc"),
                            measure(FACE_TEXT_BOLD, "u"), 1e-9);
}
END_TEST

START_TEST(mixed_text_has_parts_that_stand_side_by_side)
{
    const struct glyphs *whole = shape("ab 日本 cd");
    double at = 0;

    ck_assert_uint_eq(whole->part_count, 3);
    for (size_t i = 0; i < whole->part_count; i++) {
        ck_assert_double_eq_tol(whole->offsets[i], at, 1e-9);
        at += whole->parts[i]->width;
    }
    ck_assert_double_eq_tol(whole->width, at, 1e-9);
    ck_assert_str_eq(whole->parts[1]->text, "日本");
}
END_TEST

START_TEST(hebrew_words_stand_from_right_to_left)
{
    const struct glyphs *whole = shape("a אב גד b");
    size_t first = 1, second = 3;

    ck_assert_uint_eq(whole->part_count, 5);
    ck_assert(whole->parts[first]->backward && whole->parts[second]->backward);
    ck_assert_double_gt(whole->offsets[first], whole->offsets[second]);
    ck_assert_double_gt(whole->offsets[4], whole->offsets[first]);
    ck_assert_uint_gt(whole->parts[first]->clusters[0],
                      whole->parts[first]->clusters[1]);
}
END_TEST

START_TEST(a_paragraph_runs_as_its_first_letter_does)
{
    ck_assert(text_backward("12 שלום abc", strlen("12 שלום abc")));
    ck_assert(!text_backward("abc שלום", strlen("abc שלום")));
    ck_assert(!text_backward("12 日本", strlen("12 日本")));
}
END_TEST

START_TEST(brackets_among_hebrew_are_turned_round)
{
    const struct glyphs *whole = shape("אב (גד)");

    ck_assert_uint_eq(whole->part_count, 4);
    ck_assert(whole->parts[1]->backward);
    ck_assert_uint_eq(whole->parts[1]->ids[0], shape(")")->ids[0]);
}
END_TEST

/* Quotations and spans. */

static struct node *
markdown(const char *text)
{
    return read_markdown(&arena, &diag, "a.md", bytes_of(text));
}

static const char *
plain(const char *text)
{
    struct node *section = markdown(arena_print(&arena, "# T\n\n%s\n", text));

    return node_plain(&arena, section->first->next);
}

START_TEST(every_language_has_its_quotation_marks)
{
    static const struct {
        const char *language, *wanted;
    } cases[] = {{"en", "“a ‘b’”"},
                 {"de", "„a ‚b‘“"},
                 {"fr", "«\u202fa “b”\u202f»"},
                 {"es", "«a “b”»"},
                 {"it", "«a “b”»"},
                 {"nl", "“a ‘b’”"},
                 {"da", "»a ›b‹«"},
                 {"sv", "”a ’b’”"},
                 {"nb", "«a ‘b’»"},
                 {"no", "«a ‘b’»"},
                 {"pl", "„a «b»”"},
                 {"pt", "«a “b”»"},
                 {"pt-BR", "“a ‘b’”"},
                 {"de-CH", "«a ‹b›»"},
                 {"cs", "„a ‚b‘“"},
                 {"xx", "“a ‘b’”"}};

    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_str_eq(plain(arena_print(&arena, "[\"a 'b'\"]{lang=%s}",
                                           cases[i].language)),
                         cases[i].wanted);
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(apostrophes_and_the_authors_own_marks_are_left)
{
    ck_assert_str_eq(plain("['isn't' “so”]{lang=de}"), "‚isn’t‘ “so”");
    ck_assert_str_eq(plain("[så \"å\" ‘ö’]{lang=sv}"), "så ”å” ‘ö’");
}
END_TEST

START_TEST(marks_within_marks_are_paired)
{
    ck_assert_str_eq(plain("\"'Rock 'n' roll', he said\""),
                     "“‘Rock ’n’ roll’, he said”");
    ck_assert_str_eq(plain("\"'Tis 'so' in the '90s,\" he said"),
                     "“’Tis ‘so’ in the ’90s,” he said");
    ck_assert_str_eq(plain("the dogs' and 'a man's dog'"),
                     "the dogs’ and ‘a man’s dog’");
}
END_TEST

START_TEST(a_mark_between_blanks_closes_what_is_open)
{
    ck_assert_str_eq(plain("\"I thought -- \" she said"),
                     "“I thought –” she said");
    ck_assert_str_eq(plain("\"I thought -- \""), "“I thought –”");
    ck_assert_str_eq(plain("a \" b"), "a “ b");
}
END_TEST

START_TEST(french_has_narrow_spaces_before_what_ends_a_clause)
{
    ck_assert_str_eq(plain("[Oui ! Non? 12:30 http://a.b : c;]{lang=fr}"),
                     "Oui\u202f! Non\u202f? 12:30 http://a.b\u202f: "
                     "c\u202f;");
    ck_assert_str_eq(plain("Yes! No?"), "Yes! No?");
}
END_TEST

static const struct node *
find_span(const struct node *root)
{
    for (const struct node *node = root; node; node = node_next(root, node))
        if (node->kind == NODE_SPAN)
            return node;
    return NULL;
}

START_TEST(words_links_and_blocks_take_a_language)
{
    static const char *const texts[] = {
        "a [b *c* `d]` e]{lang=fr} f", "a [b](https://c.d/){lang=\"fr\"} f",
        "All of it. {lang=fr}", "## All of it {#id lang=fr}"};

    for (size_t i = 0; i < COUNT(texts); i++) {
        const struct node *span =
            find_span(markdown(arena_print(&arena, "# T\n\n%s\n", texts[i])));
        ck_assert_ptr_nonnull(span);
        ck_assert_str_eq(span->language, "fr");
        ck_assert_str_eq(node_language(span->first), "fr");
        ck_assert_str_eq(node_language(span->parent), "en");
    }
    ck_assert_int_eq(diag.errors, 0);
    ck_assert_str_eq(plain("a [b *c* `d]` e]{lang=fr} f"), "a b c d] e f");
}
END_TEST

START_TEST(a_section_takes_a_language)
{
    struct node *section = markdown("---\ntitle: \"'T'\"\nlang: de\n---\nw\n");

    ck_assert_str_eq(section->language, "de");
    ck_assert_str_eq(node_plain(&arena, section->first), "‚T‘");
}
END_TEST

START_TEST(a_wrong_attribute_is_said_at_its_column)
{
    plain("an [x]{lang=fr foo=bar}");
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_int_eq(diag.first->place.col, 16);
    ck_assert_ptr_nonnull(strstr(diag.first->words, "no attribute 'foo'"));
    plain("an [x]{lang=1}");
    plain("an [x]{.plait}");
    plain("an {lang=fr} x");
    ck_assert_int_eq(diag.errors, 4);
    ck_assert_str_eq(plain("a set {x} of {y.z}"), "a set {x} of {y.z}");
    ck_assert_int_eq(diag.errors, 4);
}
END_TEST

/* The press's words. */

START_TEST(every_language_has_every_word)
{
    static const char *const all[] = {"en", "de", "fr", "es", "it", "nl",
                                      "da", "sv", "nb", "pl", "pt"};

    for (size_t i = 0; i < COUNT(all); i++) {
        ck_assert(tongue_known(all[i]));
        for (int word = 0; word < WORD_COUNT; word++)
            ck_assert(*tongue_say(all[i], (enum saying)word));
        for (int month = 0; month < 12; month++)
            ck_assert_ptr_nonnull(tongue_find(all[i])->months[month]);
    }
    ck_assert(!tongue_known("eo"));
    ck_assert_str_eq(tongue_say("eo", WORD_PAGE), "page");
    ck_assert_str_eq(tongue_say("de-AT", WORD_PAGE), "Seite");
}
END_TEST

START_TEST(every_control_has_a_word_that_a_script_can_hold)
{
    const char *name, *word;
    size_t count = 0;

    for (const char *const *language =
             (const char *const[]){"en", "de", "fr", "es", "it", "nl", "da",
                                   "sv", "nb", "pl", "pt", NULL};
         *language; language++)
        for (size_t i = 0; (word = tongue_control(*language, i, &name)); i++) {
            ck_assert_msg(*word && !strpbrk(word, "'\"`\\\n"), "%s in %s", name,
                          *language);
            count++;
        }
    ck_assert_uint_eq(count % TONGUES, 0);
}
END_TEST

/* What a word is called in the script, and that it is one. */
START_TEST(the_script_of_the_controls_asks_for_words_that_there_are)
{
    struct bytes script = file_read(&arena, &diag, (struct place){0},
                                    "templates/html/moved.js", SIZE_MAX);
    const char *name;
    size_t asked = 0;

    for (const char *at = script.at; (at = strstr(at, "{{{")); asked++) {
        at += 3;
        size_t length = strcspn(at, "}"), i = 0;
        bool found = !strncmp(at, "decimal}", 8) || !strncmp(at, "thin}", 5);
        for (; !found && tongue_control("en", i, &name); i++)
            found = strlen(name) == length && !strncmp(name, at, length);
        ck_assert_msg(found, "%.*s", (int)length, at);
    }
    ck_assert_uint_gt(asked, 30);
}
END_TEST

START_TEST(a_table_of_parameters_has_the_numbers_of_the_language)
{
    make_folder();
    put_file("content/book.yaml", "title: T\nlanguage: de\nsections: [a.md]\n");
    put_file("content/a.md",
             "# T\n\n```table\nsrc: models/a.yaml\ncolumns: [value, range]\n"
             "```\n");
    put_file("content/models/a.yaml",
             "a: {value: 4000, low: 0.5}\nb: {value: 2.5e-5, high: 1200}\n"
             "c: {value: 0.0985, low: 1.5, high: 12}\n");
    const struct tree *tree = read_content(&arena, &diag, folder, NULL, 1);
    const struct node *node = tree->root;
    while (node->kind != NODE_TABLE)
        node = node_next(tree->root, node);
    ck_assert_str_eq(node_plain(&arena, node),
                     "value range 4.000 ab 0,5 2,5\u00a0×\u00a010⁻⁵ bis 1.200 "
                     "0,0985 1,5 bis 12");
}
END_TEST

START_TEST(dates_and_beginnings_are_as_the_language_has_them)
{
    static const char date[] = "2026-11-03";

    ck_assert_str_eq(tongue_date(&arena, "en-US", date), "November 3, 2026");
    ck_assert_str_eq(tongue_date(&arena, "en-GB", date), "3 November 2026");
    ck_assert_str_eq(tongue_date(&arena, "de", date), "3. November 2026");
    ck_assert_str_eq(tongue_date(&arena, "pl", date), "3 listopada 2026");
    ck_assert_str_eq(tongue_date(&arena, "es", date), "3 de noviembre de 2026");
    ck_assert_str_eq(tongue_date(&arena, "fr", "soon"), "soon");
    ck_assert_str_eq(tongue_date(&arena, "fr", "2026-05-01"), "1er mai 2026");
    ck_assert_str_eq(tongue_begin(&arena, "fr", WORD_EQUATION), "Équation");
}
END_TEST

TCase *
case_languages(void)
{
    TCase *tests = tcase_create("languages");

    tcase_add_checked_fixture(tests, open_all, close_all);
    tcase_add_test(tests, a_face_is_found_for_every_common_script);
    tcase_add_test(tests, bold_and_sans_have_faces_like_them);
    tcase_add_test(tests, letters_of_the_books_own_faces_stay_in_them);
    tcase_add_test(tests, a_mark_stays_with_its_letter);
    tcase_add_test(tests, a_character_of_no_face_is_told_with_its_script);
    tcase_add_test(tests, bold_letters_with_accents_are_put_together);
    tcase_add_test(tests, mixed_text_has_parts_that_stand_side_by_side);
    tcase_add_test(tests, hebrew_words_stand_from_right_to_left);
    tcase_add_test(tests, a_paragraph_runs_as_its_first_letter_does);
    tcase_add_test(tests, brackets_among_hebrew_are_turned_round);
    tcase_add_test(tests, every_language_has_its_quotation_marks);
    tcase_add_test(tests, apostrophes_and_the_authors_own_marks_are_left);
    tcase_add_test(tests, marks_within_marks_are_paired);
    tcase_add_test(tests, a_mark_between_blanks_closes_what_is_open);
    tcase_add_test(tests, french_has_narrow_spaces_before_what_ends_a_clause);
    tcase_add_test(tests, words_links_and_blocks_take_a_language);
    tcase_add_test(tests, a_section_takes_a_language);
    tcase_add_test(tests, a_wrong_attribute_is_said_at_its_column);
    tcase_add_test(tests, every_language_has_every_word);
    tcase_add_test(tests, every_control_has_a_word_that_a_script_can_hold);
    tcase_add_test(tests,
                   the_script_of_the_controls_asks_for_words_that_there_are);
    tcase_add_test(tests,
                   a_table_of_parameters_has_the_numbers_of_the_language);
    tcase_add_test(tests, dates_and_beginnings_are_as_the_language_has_them);
    return tests;
}
