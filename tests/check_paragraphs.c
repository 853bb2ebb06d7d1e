/* check_paragraphs.c: how evenly paragraphs are set: letters that give, edges
 * that look straight, ladders, spread. Words are made up of real ones; what is
 * random comes from a fixed seed. */
#include <math.h>
#include <string.h>

#include "golden.h"
#include "passed.h"
#include "read/read.h"
#include "set/gather.h"
#include "suites.h"

static const char *
make_prose(int count)
{
    static const char *const vocabulary[] = {
        "the",    "hyphenation", "of",     "considerable", "a",
        "number", "mathematics", "to",     "electricity",  "and",
        "it,",    "responsible", "in",     "development",  "machine",
        "is",     "university",  "there.", "laboratory",   "was"};
    struct text text = text_new(&arena);

    for (int i = 0; i < count; i++)
        text_print(&text, "%s%s", i ? " " : "",
                   vocabulary[roll(COUNT(vocabulary))]);
    return text.at;
}

static struct lines
set_some(int words, double measure)
{
    struct manner manner = make_manner(measure);

    return set_words(&pass, make_prose(words), &manner);
}

static const struct glyphs *
find_glyphs(const struct line *line, size_t mark)
{
    return mark_glyphs(&arena, &line->sheet->marks[mark]);
}

START_TEST(letters_give_at_most_a_fiftieth)
{
    double most = 0;

    for (int round = 0; round < 20; round++) {
        struct lines lines = set_some(120, 150 + roll(160));
        for (size_t i = 0; i < lines.count; i++)
            for (size_t k = 0; k < lines.at[i].sheet->count; k++)
                most = fmax(most, fabs(find_glyphs(&lines.at[i], k)->stretch));
    }
    ck_assert_double_eq_tol(most, 0.02, 1e-12);
}
END_TEST

START_TEST(a_tie_gives_way_where_a_line_would_fall_short)
{
    const char *first = "A little house stood upon the hill for Mr.";
    struct manner manner = make_manner(100);

    manner.measure = text_width(pass.shaper, &manner.style, first);
    struct lines lines = set_words(
        &pass, "A little house stood upon the hill for Mr. Prendergast",
        &manner);
    ck_assert_uint_eq(lines.count, 2);
    ck_assert_double_lt(lines.at[0].missing, 1);
    ck_assert_double_eq_tol(lines.at[0].width, manner.measure, 1);
}
END_TEST

START_TEST(letters_give_before_spaces_do)
{
    struct fit easy = fit_line(3, 10, 5, 4), wide = fit_line(9, 10, 5, 4);
    struct fit tight = fit_line(-6, 10, 5, 4), none = fit_line(2, 0, 0, 0);

    ck_assert_double_eq_tol(easy.ratio, 0, 1e-12);
    ck_assert_double_eq_tol(easy.strain, 0.75, 1e-12);
    ck_assert_double_eq_tol(wide.ratio, 0.5, 1e-12);
    ck_assert_double_eq_tol(wide.strain, 1, 1e-12);
    ck_assert_double_eq_tol(tight.ratio, -0.4, 1e-12);
    ck_assert_double_eq_tol(tight.strain, -1, 1e-12);
    ck_assert(none.ratio > 1000);
    ck_assert_double_eq_tol(none.lack, 2, 1e-12);
    ck_assert_double_eq_tol(fit_line(30, 10, 5, 4).lack, 2, 1e-12);
    ck_assert_double_eq_tol(wide.lack, 0, 1e-12);
}
END_TEST

START_TEST(a_stretched_mark_is_as_wide_as_its_glyphs)
{
    struct lines lines = set_some(100, 220);

    for (size_t i = 0; i + 1 < lines.count; i++) {
        const struct glyphs *g = find_glyphs(&lines.at[i], 0);
        const struct glyphs *alone =
            shape_text(pass.shaper, &g->style, g->text, strcspn(g->text, " "));
        ck_assert_double_eq_tol(g->x[alone->count - 1],
                                alone->x[alone->count - 1] * (1 + g->stretch),
                                1e-9);
    }
}
END_TEST

START_TEST(a_comma_and_a_hyphen_hang_but_letters_do_not)
{
    int hanging = 0, flush = 0;

    for (int round = 0; round < 10; round++) {
        struct lines lines = set_some(100, 200);
        for (size_t i = 0; i + 1 < lines.count; i++) {
            const struct sheet *sheet = lines.at[i].sheet;
            const struct mark *mark = &sheet->marks[sheet->count - 1];
            const struct glyphs *g =
                find_glyphs(&lines.at[i], sheet->count - 1);
            double over = mark->x + g->width - 200;
            if (lines.at[i].missing > 0)
                continue;
            bool light = strchr(",.-", g->text[g->length - 1]) != NULL;
            if (light)
                ck_assert(over > 0.8 && over < 2.5);
            else
                ck_assert(over < 0.8);
            hanging += light;
            flush += fabs(over) < 0.01;
        }
    }
    ck_assert_int_gt(hanging, 10);
    ck_assert_int_gt(flush, 10);
}
END_TEST

START_TEST(no_three_lines_in_a_row_end_in_a_broken_word)
{
    int broken = 0;

    for (int round = 0; round < 60; round++) {
        struct lines lines = set_some(150, 150 + roll(60));
        size_t run = 0;
        for (size_t i = 0; i < lines.count; i++) {
            run = lines.at[i].hyphen ? run + 1 : 0;
            ck_assert_uint_le(run, 2);
            broken += lines.at[i].hyphen;
        }
    }
    ck_assert_int_gt(broken, 100);
}
END_TEST

/* The first line holds one word and can only be short; stretch that is not
 * there lets it be, and the second stays whole. */
START_TEST(emergency_stretch_leaves_a_line_short_rather_than_wide)
{
    struct piece list[] = {
        {.kind = PIECE_BOX, .width = 60},
        {.kind = PIECE_GLUE, .width = 3, .stretch = 1, .shrink = 0.9},
        {.kind = PIECE_BOX, .width = 60},
        {.kind = PIECE_GLUE, .width = 3, .stretch = 1, .shrink = 0.9},
        {.kind = PIECE_BOX, .width = 5},
        {.kind = PIECE_PENALTY, .penalty = PENALTY_NEVER},
        {.kind = PIECE_GLUE, .stretch = 1e6},
        {.kind = PIECE_PENALTY, .penalty = PENALTY_FORCE}};
    struct pieces pieces = {.at = list, .count = COUNT(list)};
    struct manner manner = make_manner(70);

    struct breaks breaks = find_breaks(&arena, &pieces, &manner);
    ck_assert_uint_eq(breaks.count, 2);
    ck_assert_uint_eq(breaks.at[0], 1);
    set_pieces(&pass, &pieces, &manner);
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert(strstr(diag.first->words, "too short"));
}
END_TEST

START_TEST(a_paragraph_of_many_thousand_words_is_set)
{
    struct lines lines = set_some(40000, 302);

    ck_assert_uint_gt(lines.count, 3000);
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

static struct lines
set_this(const char *words, double measure)
{
    struct manner manner = make_manner(measure);

    manner.ragged = true;
    return set_words(&pass, words, &manner);
}

/* Whether the line's last mark is a hyphen that was set there. */
static bool
ends_in_hyphen(const struct line *line)
{
    return line->sheet->count &&
           line->sheet->marks[line->sheet->count - 1].soft_hyphen;
}

START_TEST(the_last_two_letters_of_a_word_part_only_at_need)
{
    struct tree novel = {.language = "it"};
    struct tongues italian = tongues_open(&arena, &diag, &novel, pass.data, 1);
    struct manner manner = make_manner(302);

    pass.tree = &novel;
    pass.tongues = &italian;
    struct pieces pieces = gather_words(&pass, "domani", &manner);
    ck_assert(pieces.at[1].hyphen && pieces.at[3].hyphen);
    ck_assert_int_gt(pieces.at[3].penalty, pieces.at[1].penalty);
    tongues_close(&italian);
}
END_TEST

START_TEST(a_soft_hyphen_is_seen_only_where_a_line_ends)
{
    struct lines broken = set_this("the scraunc\u00adhedly", 62);
    struct lines whole = set_this("the scraunc\u00adhedly", 302);

    ck_assert_uint_eq(broken.count, 2);
    ck_assert(broken.at[0].hyphen && ends_in_hyphen(&broken.at[0]));
    ck_assert_uint_eq(whole.count, 1);
    ck_assert(!ends_in_hyphen(&whole.at[0]));
    ck_assert_double_eq_tol(whole.at[0].width,
                            set_this("the scraunchedly", 302).at[0].width, 0.2);
}
END_TEST

START_TEST(a_line_does_not_end_after_a_thin_space)
{
    static const char thin[] = "ten 20\u2009oz", plain[] = "ten 20 oz";

    ck_assert_uint_eq(set_this(thin, 34).count, 2);
    ck_assert_uint_eq(set_this(plain, 34).count, 2);
    ck_assert_str_eq(find_glyphs(&set_this(thin, 34).at[0], 0)->text, "ten");
    ck_assert_str_eq(find_glyphs(&set_this(plain, 34).at[0], 0)->text,
                     "ten 20");
}
END_TEST

START_TEST(a_character_that_no_face_has_is_said)
{
    set_this("word \U00010380", 302);
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert(strstr(diag.first->words, "U+10380"));
}
END_TEST

/* Spread. */

static struct node *
read_prose(void)
{
    static const char path[] = "tests/golden/prose.md";
    struct bytes bytes =
        file_read(&arena, &diag, (struct place){0}, path, 1 << 20);

    return read_markdown(&arena, &diag, path, bytes);
}

/* The standard deviation of how loose lines are, and the loosest. */
static double
measure_spread(const double *looseness, size_t count, double *most)
{
    double sum = 0, squares = 0;

    for (size_t i = 0; i < count; i++) {
        sum += looseness[i];
        squares += looseness[i] * looseness[i];
        *most = fmax(*most, looseness[i]);
    }
    double mean = sum / (double)count;
    return sqrt(squares / (double)count - mean * mean);
}

START_TEST(prose_is_set_evenly)
{
    const struct node *section = read_prose();
    struct manner manner = make_manner(302);
    double looseness[200], most = 0;
    size_t count = 0, hyphens_set = 0;

    for (const struct node *node = section->first; node; node = node->next) {
        if (node->kind != NODE_PARAGRAPH)
            continue;
        struct lines lines = set_inlines(&pass, node, &manner);
        for (size_t i = 0; i + 1 < lines.count && count < 200; i++) {
            looseness[count++] = lines.at[i].looseness;
            hyphens_set += lines.at[i].hyphen;
        }
    }
    ck_assert_uint_gt(count, 20);
    ck_assert(measure_spread(looseness, count, &most) <= 0.11);
    ck_assert(most <= 1.6);
    ck_assert_uint_le(20 * hyphens_set, 2 * count);
    ck_assert_int_eq(diag.warnings, 0);
}
END_TEST

/* The word with a stroke at each place where it may be broken. */
static const char *
mark_cuts(enum face_name face, const char *word)
{
    struct style style = {.face = face, .size = 10};
    const struct glyphs *glyphs =
        shape_text(pass.shaper, &style, word, strlen(word));
    const struct cuts *cuts = find_cuts(&pass, glyphs);
    struct text text = text_new(&arena);

    for (size_t i = 0; word[i]; i++) {
        text_char(&text, word[i]);
        if (cuts->breaks[i])
            text_char(&text, cuts->breaks[i] == CUT_SYLLABLE ? '~' : '|');
        else if (cuts->hyphenated[i])
            text_char(&text, '-');
    }
    return text.at;
}

START_TEST(names_are_broken_at_their_marks_and_never_with_a_hyphen)
{
    ck_assert_str_eq(mark_cuts(FACE_MONO, "package.json"), "pack~age|.json");
    ck_assert_str_eq(mark_cuts(FACE_MONO, "--ignore-scripts"),
                     "--ig~nore-|scripts");
    ck_assert_str_eq(mark_cuts(FACE_MONO, "readFileSync()"),
                     "read|File|Sync()");
    ck_assert_str_eq(mark_cuts(FACE_MONO, "1.10.2"), "1.10.2");
    ck_assert_str_eq(mark_cuts(FACE_TEXT, "http://a.org/one_two"),
                     "http://|a|.org/|one_|two");
    ck_assert_str_eq(mark_cuts(FACE_TEXT, "package"), "pack-age");
}
END_TEST

START_TEST(no_line_ends_after_a_letter_and_its_hyphen)
{
    ck_assert_str_eq(mark_cuts(FACE_TEXT, "S-cut"), "S-cut");
    ck_assert_str_eq(mark_cuts(FACE_TEXT, "is-cut"), "is-|cut");
}
END_TEST

START_TEST(words_parted_by_dots_are_broken_before_them)
{
    ck_assert_str_eq(mark_cuts(FACE_TEXT, "map.core.path"), "map|.core|.path");
    ck_assert_str_eq(mark_cuts(FACE_TEXT, "so.to"), "so.to");
    ck_assert_str_eq(mark_cuts(FACE_TEXT, "u.a.m."), "u.a.m.");
}
END_TEST

/* Three words of which the last is wider than a line, but has syllables. */
START_TEST(a_long_word_with_syllables_is_broken_at_them_alone)
{
    struct manner manner = make_manner(60);
    struct lines lines =
        set_words(&pass, "a way to incomprehensibilities", &manner);

    for (size_t i = 0; i + 1 < lines.count; i++)
        ck_assert(!lines.at[i].broken || lines.at[i].hyphen);
    ck_assert_uint_gt(lines.count, 2);
}
END_TEST

static bool
tie(const char *before, const char *after)
{
    return words_tie(before, strlen(before), after, strlen(after));
}

START_TEST(a_number_stays_with_its_unit_and_an_initial_with_its_name)
{
    ck_assert(tie("3.4", "GW"));
    ck_assert(tie("10,000", "km,"));
    ck_assert(tie("D.", "Knuth"));
    ck_assert(tie("(e.g.", "this"));
    ck_assert(tie("figure", "3"));
    ck_assert(tie("z.", "B."));
    ck_assert(tie("S.", "7"));
    ck_assert(tie("Louis", "XIV,"));
    ck_assert(tie("Mme", "Durand"));
    ck_assert(tie("whatever-comes-before-it", "–"));
    ck_assert(tie("not", "—,"));
    ck_assert(!tie("said", "—no"));
    ck_assert(!tie("Then", "I"));
    ck_assert(!tie("3", "apples"));
    ck_assert(!tie("2026.", "Then"));
    ck_assert(!tie("figure", "that"));
    ck_assert(!tie("end.", "Then"));
}
END_TEST

START_TEST(a_sentence_ends_but_not_with_an_initial_or_an_abbreviation)
{
    ck_assert(words_end("end.", 4));
    ck_assert(words_end("end?)", 5));
    ck_assert(words_end("end.\xe2\x80\x9d", 7));
    ck_assert(!words_end("D.", 2));
    ck_assert(!words_end("(e.g.", 5));
    ck_assert(!words_end("end,", 4));
}
END_TEST

START_TEST(a_line_that_cannot_be_filled_is_short_rather_than_loose)
{
    struct manner manner = make_manner(150);
    struct lines lines =
        set_words(&pass, "strengths strengths strengths strengths", &manner);

    ck_assert_uint_eq(lines.count, 2);
    ck_assert_double_gt(lines.at[0].missing, 1);
    ck_assert_double_le(lines.at[0].looseness, LOOSEST + 1e-9);
    ck_assert_int_eq(diag.warnings, 1);
}
END_TEST

/* Of many paragraphs some can be set in a line less, and some in one more. */
START_TEST(a_paragraph_is_set_in_another_number_of_lines_at_small_badness)
{
    int found[2] = {0};

    for (int round = 0; round < 40; round++) {
        struct manner manner = make_manner(302);
        struct pieces pieces =
            gather_words(&pass, make_prose(60 + round), &manner);
        int best = (int)find_breaks(&arena, &pieces, &manner).count;
        for (int longer = 0; longer < 2; longer++) {
            manner.lines = best + (longer ? 1 : -1);
            struct lines lines = set_pieces(&pass, &pieces, &manner);
            found[longer] += lines.count > 0;
            if (lines.count)
                ck_assert_int_eq((int)lines.count, manner.lines);
            for (size_t i = 0; i < lines.count; i++)
                ck_assert_double_lt(lines.at[i].missing, 1);
        }
    }
    ck_assert_int_gt(found[0], 0);
    ck_assert_int_gt(found[1], 0);
}
END_TEST

TCase *
case_paragraphs(void)
{
    TCase *tests = tcase_create("paragraphs");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, begin_pass, end_pass);
    tcase_add_test(tests, letters_give_at_most_a_fiftieth);
    tcase_add_test(tests, a_tie_gives_way_where_a_line_would_fall_short);
    tcase_add_test(tests, letters_give_before_spaces_do);
    tcase_add_test(tests, a_stretched_mark_is_as_wide_as_its_glyphs);
    tcase_add_test(tests, a_comma_and_a_hyphen_hang_but_letters_do_not);
    tcase_add_test(tests, no_three_lines_in_a_row_end_in_a_broken_word);
    tcase_add_test(tests,
                   emergency_stretch_leaves_a_line_short_rather_than_wide);
    tcase_add_test(tests, a_paragraph_of_many_thousand_words_is_set);
    tcase_add_test(tests, the_last_two_letters_of_a_word_part_only_at_need);
    tcase_add_test(tests, a_soft_hyphen_is_seen_only_where_a_line_ends);
    tcase_add_test(tests, a_line_does_not_end_after_a_thin_space);
    tcase_add_test(tests, a_character_that_no_face_has_is_said);
    tcase_add_test(tests, prose_is_set_evenly);
    tcase_add_test(tests, no_line_ends_after_a_letter_and_its_hyphen);
    tcase_add_test(tests, words_parted_by_dots_are_broken_before_them);
    tcase_add_test(tests, a_long_word_with_syllables_is_broken_at_them_alone);
    tcase_add_test(tests,
                   names_are_broken_at_their_marks_and_never_with_a_hyphen);
    tcase_add_test(tests,
                   a_number_stays_with_its_unit_and_an_initial_with_its_name);
    tcase_add_test(tests,
                   a_sentence_ends_but_not_with_an_initial_or_an_abbreviation);
    tcase_add_test(tests,
                   a_line_that_cannot_be_filled_is_short_rather_than_loose);
    tcase_add_test(
        tests, a_paragraph_is_set_in_another_number_of_lines_at_small_badness);
    return tests;
}
