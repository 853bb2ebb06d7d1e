/* check_diff.c: two folders of figures compared: colours against published
 * numbers, pictures, frames, tables and facts, each by itself. */
#include "fixture.h"
#include "suites.h"

#include "print/diff.h"
#include "read/read.h"

#include <math.h>
#include <string.h>

/* Colours. */

/* From table 1 of Sharma, Wu and Dalal 2005. */
static const struct {
    struct lab one, other;
    double distance;
} published[] = {
    {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
    {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
    {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},
    {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
    {{50, 0, 0}, {50, -1, 2}, 2.3669},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
    {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
    {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
    {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
    {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
    {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
    {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
    {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

START_TEST(the_distance_of_colours_is_the_published_one)
{
    struct lab one = published[_i].one, other = published[_i].other;

    ck_assert_double_eq_tol(lab_distance(one, other), published[_i].distance,
                            5e-5);
    ck_assert_double_eq_tol(lab_distance(other, one), published[_i].distance,
                            5e-5);
    ck_assert(lab_distance(one, one) == 0);
}
END_TEST

START_TEST(screen_colours_lie_where_they_should)
{
    struct lab red = lab_of(0xff0000);

    ck_assert_double_eq_tol(red.l, 53.24, 0.01);
    ck_assert_double_eq_tol(red.a, 80.09, 0.01);
    ck_assert_double_eq_tol(red.b, 67.20, 0.01);
    ck_assert_double_eq_tol(lab_distance(lab_of(0), lab_of(0xffffff)), 100,
                            1e-3);
}
END_TEST

/* Pictures. */

static struct pixels
paint(int width, int height, unsigned char grey)
{
    size_t count = (size_t)width * (size_t)height;
    struct pixels pixels = {width, height, 1, arena_take(&arena, count), NULL};

    memset(pixels.at, grey, count);
    return pixels;
}

START_TEST(one_pixel_is_measured_and_its_heat_is_grown)
{
    struct pixels sides[] = {paint(10, 10, 255), paint(10, 10, 255)};
    struct picture_diff diff = {0};
    struct picture_proof proof;
    int hot = 0;

    ck_assert(!pictures_compare(&arena, sides, &diff, &proof));
    ck_assert(diff.measured && diff.share == 0 && diff.most == 0);
    sides[NEW].at[0] = 0;
    sides[NEW].at[55] = 0;
    ck_assert(pictures_compare(&arena, sides, &diff, &proof));
    ck_assert_double_eq_tol(diff.share, 0.02, 1e-9);
    ck_assert_double_eq_tol(diff.mean, 2, 1e-3);
    ck_assert_double_eq_tol(diff.most, 100, 1e-3);
    for (int i = 0; i < 100; i++)
        hot += proof.heat.at[i] != 0xffffff;
    ck_assert_int_eq(hot, 4 + 9);
    ck_assert_int_gt(proof.beside.width, 30);
    ck_assert_int_eq(proof.beside.height, 10);
}
END_TEST

START_TEST(what_cannot_be_seen_is_measured_but_not_counted)
{
    struct pixels sides[] = {paint(8, 8, 128), paint(8, 8, 129)};
    struct picture_diff diff = {0};
    struct picture_proof proof;

    ck_assert(pictures_compare(&arena, sides, &diff, &proof));
    ck_assert(diff.share == 0);
    ck_assert(diff.most > 0 && diff.most < JUST_NOTICEABLE);
}
END_TEST

START_TEST(a_resized_picture_differs_even_by_white)
{
    struct pixels sides[] = {paint(1700, 9, 255), paint(20, 30, 255)};
    struct picture_diff diff = {0};
    struct picture_proof proof;

    ck_assert(pictures_compare(&arena, sides, &diff, &proof));
    ck_assert(diff.share == 0);
    ck_assert_int_eq(proof.heat.width, 1700);
    ck_assert_int_eq(proof.heat.height, 30);
    ck_assert_int_le(proof.beside.width, 3 * 800 + 100);
}
END_TEST

START_TEST(transparent_pixels_show_white)
{
    struct pixels sides[] = {paint(4, 4, 255), paint(4, 4, 0)};
    struct picture_diff diff = {0};
    struct picture_proof proof;

    sides[NEW].alpha = arena_take(&arena, 16);
    ck_assert(!pictures_compare(&arena, sides, &diff, &proof));
    sides[NEW].alpha[3] = 128;
    ck_assert(pictures_compare(&arena, sides, &diff, &proof));
    ck_assert_double_eq_tol(diff.share, 1.0 / 16, 1e-9);
}
END_TEST

/* Frames. */

static void
add_chunk(struct text *text, const char *name, const char *data, size_t length)
{
    const char size[] = {0, 0, 0, (char)length};

    text_bytes(text, size, 4);
    text_add(text, name);
    text_bytes(text, data, length);
    text_bytes(text, "crc!", 4);
}

/* A moving picture: each letter of frames is the data of one. */
static struct bytes
make_frames(const char *frames, char number)
{
    struct text text = text_new(&arena);

    text_bytes(&text, "\x89PNG\r\n\x1a\n", 8);
    add_chunk(&text, "acTL", "12345678", 8);
    for (size_t i = 0; frames[i]; i++) {
        const char data[] = {0, 0, 0, number++, frames[i]};
        add_chunk(&text, "fcTL", data, 4);
        if (i)
            add_chunk(&text, "fdAT", data, 5);
        else
            add_chunk(&text, "IDAT", data + 4, 1);
    }
    return text_all(&text);
}

START_TEST(frames_are_compared_without_their_numbers)
{
    struct bytes sides[] = {make_frames("abcd", 0), make_frames("abXd", 9)};
    struct frames_diff diff = frames_compare(&arena, sides);

    ck_assert_uint_eq(diff.count[OLD], 4);
    ck_assert_uint_eq(diff.count[NEW], 4);
    ck_assert_uint_eq(diff.changed, 1);
    sides[NEW] = make_frames("abcde", 0);
    diff = frames_compare(&arena, sides);
    ck_assert_uint_eq(diff.count[NEW], 5);
    ck_assert_uint_eq(diff.changed, 0);
}
END_TEST

START_TEST(chunks_that_are_cut_off_end_the_walk)
{
    struct bytes whole = make_frames("abcd", 0);

    for (size_t length = 8; length < whole.length; length++) {
        struct bytes sides[] = {whole,
                                {arena_copy(&arena, whole.at, length), length}};
        ck_assert_uint_le(frames_compare(&arena, sides).count[NEW], 4);
    }
}
END_TEST

/* Tables. */

static const char *
compare(const char *old, const char *new, struct table_diff *diff)
{
    struct bytes sides[] = {bytes_of(old), bytes_of(new)};
    enum side faulty;

    *diff = (struct table_diff){0};
    return tables_compare(&arena, sides, diff, &faulty);
}

START_TEST(rows_are_matched_by_rising_numbers)
{
    struct table_diff diff;

    ck_assert_ptr_null(compare("t,x\n1,10\n2,20\n3,30\n",
                               "t,x\n1,10\n1.5,7\n2,25\n3,30\n", &diff));
    ck_assert_uint_eq(diff.rows[OLD], 3);
    ck_assert_uint_eq(diff.rows[NEW], 4);
    const struct column_diff *x = diff.columns;
    ck_assert_str_eq(x->name, "x");
    ck_assert_uint_eq(x->changed, 1);
    ck_assert_uint_eq(x->compared, 3);
    ck_assert_double_eq_tol(x->largest, 0.2, 1e-12);
    ck_assert_str_eq(x->row, "2");
    ck_assert_str_eq(x->at[OLD], "20");
    ck_assert_str_eq(x->at[NEW], "25");
    ck_assert_ptr_null(x->next);
}
END_TEST

START_TEST(a_first_column_that_changes_itself_does_not_hide_the_rest)
{
    struct table_diff diff;

    ck_assert_ptr_null(compare("t,x\n1,10\n2,20\n3,30\n",
                               "t,x\n1.1,10\n2.1,21\n3,30\n", &diff));
    ck_assert(tables_align(&diff));
    ck_assert_uint_eq(diff.columns->changed, 2);
    ck_assert_uint_eq(diff.columns->next->changed, 1);
    ck_assert_ptr_null(compare("t\n1\n2\n3\n", "t\n1\n2\n4\n", &diff));
    ck_assert_ptr_null(diff.columns);
    ck_assert(!tables_align(&diff));
}
END_TEST

START_TEST(columns_come_and_go)
{
    struct table_diff diff;

    ck_assert_ptr_null(compare("a,b\n1,2\n", "c,a\n5,1\n", &diff));
    ck_assert_str_eq(diff.columns->name, "c");
    ck_assert_int_eq(diff.columns->verdict, FIGURE_NEW);
    ck_assert_str_eq(diff.columns->next->name, "b");
    ck_assert_int_eq(diff.columns->next->verdict, FIGURE_GONE);
    ck_assert_ptr_null(diff.columns->next->next);
}
END_TEST

START_TEST(words_and_gaps_change_without_a_measure)
{
    struct table_diff diff;

    ck_assert_ptr_null(compare("\"say \"\"a\"\", b\",x\r\nno,\r\n",
                               "\"say \"\"a\"\", b\",x\nyes,1\n", &diff));
    ck_assert_str_eq(diff.columns->name, "say \"a\", b");
    ck_assert(diff.columns->largest < 0);
    ck_assert_str_eq(diff.columns->at[OLD], "no");
    ck_assert_uint_eq(diff.columns->next->changed, 1);
    ck_assert_str_eq(diff.columns->next->at[OLD], "");
}
END_TEST

START_TEST(a_number_written_otherwise_is_the_same)
{
    struct table_diff diff;

    ck_assert_ptr_null(compare("a\n1\n\n", "a\n1.0\n\n", &diff));
    ck_assert_ptr_null(diff.columns);
    ck_assert_ptr_null(compare("a\n0\n", "a\n-1e308\n", &diff));
    ck_assert_double_eq_tol(diff.columns->largest, 1, 1e-12);
    ck_assert_ptr_null(compare("a\n1e308\n", "a\n-1e308\n", &diff));
    ck_assert_double_eq_tol(diff.columns->largest, 2, 1e-12);
}
END_TEST

static const struct {
    const char *csv, *fault;
} faulty_tables[] = {
    {"", "empty"},
    {"a,b\n1\n", "line 2 has 1 cells"},
    {"a,b\n1,2\n1,2,3\n", "line 3 has 3 cells"},
    {"a\n\"1", "never closed"},
    {"a\n\"1\"x\n", "closing quote"},
    {"a\n1\r2\n", "ends in half"},
    {"a\n\xff\n", "UTF-8"},
};

START_TEST(a_damaged_table_has_a_reason)
{
    struct table_diff diff;
    const char *fault = compare("a\n1\n", faulty_tables[_i].csv, &diff);

    ck_assert_ptr_nonnull(fault);
    ck_assert_ptr_nonnull(strstr(fault, faulty_tables[_i].fault));
    ck_assert_ptr_null(diff.columns);
}
END_TEST

/* Facts. */

static struct fact_diff *
compare_json(const char *old, const char *new, const char **fault)
{
    const struct item *sides[] = {
        read_yaml(&arena, &diag, "old", bytes_of(old)),
        read_yaml(&arena, &diag, "new", bytes_of(new))};
    size_t left_out;

    ck_assert_int_eq(diag.errors, 0);
    *fault = NULL;
    return facts_compare(&arena, sides, &left_out, fault);
}

START_TEST(parameters_go_by_their_names)
{
    const char *fault;
    const struct fact_diff *facts = compare_json(
        "{\"program\": \"1\", \"alt\": \"x\", \"runs\": [{\"name\": \"r\", "
        "\"parameters\": [{\"name\": \"a\", \"value\": 1, \"mark\": \"J\"}, "
        "{\"name\": \"b\", \"value\": 2}], \"key\": \"k1\"}], "
        "\"columns\": [{\"name\": \"c\", \"values\": [1, 2]}]}",
        "{\"program\": \"2\", \"alt\": \"x\", \"runs\": [{\"name\": \"r\", "
        "\"parameters\": [{\"name\": \"0\", \"value\": 7}, {\"name\": \"a\", "
        "\"value\": 1, \"mark\": \"V\"}, {\"name\": \"b\", \"value\": 3}], "
        "\"key\": \"k2\"}], "
        "\"columns\": [{\"name\": \"c\", \"values\": [1, 3]}]}",
        &fault);
    const char *const wanted[][3] = {{"r.0", NULL, "7"},
                                     {"r.a.mark", "J", "V"},
                                     {"r.b", "2", "3"},
                                     {"r.key", "k1", "k2"}};

    for (size_t i = 0; i < COUNT(wanted); i++, facts = facts->next) {
        ck_assert_ptr_nonnull(facts);
        ck_assert_str_eq(facts->name, wanted[i][0]);
        ck_assert_pstr_eq(facts->at[OLD], wanted[i][1]);
        ck_assert_pstr_eq(facts->at[NEW], wanted[i][2]);
        ck_assert_int_eq(facts->kind, i < 3 ? FACT_PARAMETER : FACT_DETAIL);
    }
    ck_assert_ptr_null(facts);
    ck_assert_ptr_null(fault);
}
END_TEST

START_TEST(too_many_facts_are_a_reason)
{
    const char *fault;
    const char *many = arena_print(&arena, "[%s]", repeat("[], ", 120000));

    ck_assert_ptr_null(compare_json("{a: 1}", many, &fault));
    ck_assert_ptr_nonnull(fault);
}
END_TEST

Suite *
suite_diff(void)
{
    Suite *suite = suite_create("diff");
    TCase *parts = tcase_create("parts");

    tcase_add_checked_fixture(parts, begin_test, end_test);
    tcase_add_loop_test(parts, the_distance_of_colours_is_the_published_one, 0,
                        (int)COUNT(published));
    tcase_add_test(parts, screen_colours_lie_where_they_should);
    tcase_add_test(parts, one_pixel_is_measured_and_its_heat_is_grown);
    tcase_add_test(parts, what_cannot_be_seen_is_measured_but_not_counted);
    tcase_add_test(parts, a_resized_picture_differs_even_by_white);
    tcase_add_test(parts, transparent_pixels_show_white);
    tcase_add_test(parts, frames_are_compared_without_their_numbers);
    tcase_add_test(parts, chunks_that_are_cut_off_end_the_walk);
    tcase_add_test(parts, rows_are_matched_by_rising_numbers);
    tcase_add_test(parts,
                   a_first_column_that_changes_itself_does_not_hide_the_rest);
    tcase_add_test(parts, columns_come_and_go);
    tcase_add_test(parts, words_and_gaps_change_without_a_measure);
    tcase_add_test(parts, a_number_written_otherwise_is_the_same);
    tcase_add_loop_test(parts, a_damaged_table_has_a_reason, 0,
                        (int)COUNT(faulty_tables));
    tcase_add_test(parts, parameters_go_by_their_names);
    tcase_add_test(parts, too_many_facts_are_a_reason);
    suite_add_tcase(suite, parts);
    suite_add_tcase(suite, case_folders());
    return suite;
}
