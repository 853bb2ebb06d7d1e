/* check_quality.c: what is said about set paragraphs. The lines are made here
 * and were never set, so nothing but what is judged need be true of them. */
#include <string.h>

#include "fixture.h"
#include "set/inside.h"
#include "suites.h"

static const struct manner manner = {.style = {.size = 11}, .measure = 302};

static struct lines
make_lines(struct line *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        list[i].place = (struct place){"a.md", (int)i + 1, 1};
        list[i].width = 300;
        if (list[i].looseness <= 0)
            list[i].looseness = 1;
    }
    return (struct lines){.at = list, .count = count};
}

/* The one warning, which names the line. */
static void
expect_said(const struct lines *lines, const char *words, int line)
{
    lines_judge(&diag, lines, &manner);
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert_msg(strstr(diag.first->words, words), "%s", diag.first->words);
    ck_assert_int_eq(diag.first->place.line, line);
}

START_TEST(a_very_loose_line_is_said_with_its_badness)
{
    struct line list[] = {{.looseness = 1.5}, {.looseness = 1.7, .ratio = 2}};
    struct lines lines = make_lines(list, COUNT(list));

    expect_said(&lines, "badness 400", 2);
}
END_TEST

START_TEST(a_ladder_of_three_is_said)
{
    struct line list[] = {{.hyphen = true},
                          {.hyphen = true},
                          {.hyphen = true},
                          {0},
                          {.hyphen = true},
                          {.hyphen = true},
                          {0}};
    struct lines lines = make_lines(list, COUNT(list));

    expect_said(&lines, "3 lines in a row", 3);
}
END_TEST

START_TEST(a_short_last_line_is_said)
{
    struct line list[2] = {{0}, {0}};
    struct lines lines = make_lines(list, COUNT(list));

    list[1].width = 9;
    expect_said(&lines, "only 9.0 points", 2);
}
END_TEST

START_TEST(a_river_is_said_where_it_begins)
{
    struct line list[7] = {{0}};
    struct gap gaps[7];
    struct lines lines = make_lines(list, COUNT(list));

    for (size_t i = 0; i < 7; i++) {
        double left = i ? 100 + (double)i : 40;
        gaps[i] = (struct gap){left, left + 3};
        list[i].gaps = &gaps[i];
        list[i].gap_count = 1;
    }
    expect_said(&lines, "a river", 2);
}
END_TEST

START_TEST(spaces_of_four_lines_are_no_river)
{
    struct line list[6] = {{0}};
    struct gap gap = {100, 103};
    struct lines lines = make_lines(list, COUNT(list));

    for (size_t i = 1; i < 5; i++) {
        list[i].gaps = &gap;
        list[i].gap_count = 1;
    }
    lines_judge(&diag, &lines, &manner);
    ck_assert_int_eq(diag.warnings, 0);
}
END_TEST

TCase *
case_quality(void)
{
    TCase *tests = tcase_create("quality");

    tcase_add_checked_fixture(tests, begin_test, end_test);
    tcase_add_test(tests, a_very_loose_line_is_said_with_its_badness);
    tcase_add_test(tests, a_ladder_of_three_is_said);
    tcase_add_test(tests, a_short_last_line_is_said);
    tcase_add_test(tests, a_river_is_said_where_it_begins);
    tcase_add_test(tests, spaces_of_four_lines_are_no_river);
    return tests;
}
