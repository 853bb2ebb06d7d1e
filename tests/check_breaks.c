/* check_breaks.c: where lines end, of paragraphs that are given as boxes, glue
 * and penalties, each so that one choice of breaks is right. */
#include <string.h>

#include "fixture.h"
#include "set/inside.h"
#include "suites.h"

static const struct manner manner = {.style = {.size = 11}, .measure = 100};

/* Of a paragraph that ends after these. */
static struct breaks
find_lines(const struct piece *list, size_t count)
{
    static const struct piece end[] = {
        {.kind = PIECE_PENALTY, .penalty = PENALTY_NEVER},
        {.kind = PIECE_GLUE, .stretch = INFINITE},
        {.kind = PIECE_PENALTY, .penalty = PENALTY_FORCE}};
    struct pieces pieces = {
        .at = TAKE_ARRAY(&arena, count + COUNT(end), struct piece),
        .count = count + COUNT(end)};

    memcpy(pieces.at, list, count * sizeof *list);
    memcpy(pieces.at + count, end, sizeof end);
    return find_breaks(&arena, &pieces, &manner);
}

/* The first line cannot be filled, wherever it ends. */
START_TEST(a_line_that_must_be_short_is_as_long_as_it_can_be)
{
    struct piece list[] = {
        {.kind = PIECE_BOX, .width = 30},
        {.kind = PIECE_GLUE, .width = 3, .stretch = 1, .shrink = 0.9},
        {.kind = PIECE_BOX, .width = 45},
        {.kind = PIECE_PENALTY, .penalty = 0},
        {.kind = PIECE_BOX, .width = 10},
        {.kind = PIECE_PENALTY, .penalty = PENALTY_TECHNICAL},
        {.kind = PIECE_BOX, .width = 40}};

    struct breaks breaks = find_lines(list, COUNT(list));
    ck_assert_uint_eq(breaks.count, 2);
    ck_assert_uint_eq(breaks.at[0], 5);
}
END_TEST

/* Stretch of an emergency does not make the second line a good one. */
START_TEST(lines_beside_one_that_cannot_be_filled_stay_even)
{
    struct piece list[] = {
        {.kind = PIECE_BOX, .width = 60},
        {.kind = PIECE_GLUE, .width = 3, .stretch = 1, .shrink = 0.9},
        {.kind = PIECE_BOX, .width = 60},
        {.kind = PIECE_GLUE, .width = 3, .stretch = 1, .shrink = 0.9},
        {.kind = PIECE_BOX, .width = 29},
        {.kind = PIECE_GLUE, .width = 3, .stretch = 1, .shrink = 0.9},
        {.kind = PIECE_BOX, .width = 5},
        {.kind = PIECE_PENALTY, .penalty = 40},
        {.kind = PIECE_BOX, .width = 40}};

    struct breaks breaks = find_lines(list, COUNT(list));
    ck_assert_uint_eq(breaks.count, 3);
    ck_assert_uint_eq(breaks.at[0], 1);
    ck_assert_uint_eq(breaks.at[1], 7);
}
END_TEST

/* The first line ends in a hyphen at r = 0.8, or else the second is set at
 * r = 1. */
START_TEST(a_hyphen_costs_no_more_on_a_loose_line)
{
    struct piece list[] = {
        {.kind = PIECE_BOX, .width = 40},
        {.kind = PIECE_GLUE, .width = 10, .stretch = 10, .shrink = 2},
        {.kind = PIECE_BOX, .width = 42},
        {.kind = PIECE_PENALTY, .penalty = 40, .flagged = true},
        {.kind = PIECE_BOX, .width = 6},
        {.kind = PIECE_GLUE, .width = 10, .stretch = 10, .shrink = 2},
        {.kind = PIECE_BOX, .width = 22},
        {.kind = PIECE_GLUE, .width = 10, .stretch = 8, .shrink = 2},
        {.kind = PIECE_BOX, .width = 22},
        {.kind = PIECE_GLUE, .width = 10, .stretch = 8, .shrink = 2},
        {.kind = PIECE_BOX, .width = 20},
        {.kind = PIECE_GLUE, .width = 10, .stretch = 10, .shrink = 2},
        {.kind = PIECE_BOX, .width = 40}};

    struct breaks breaks = find_lines(list, COUNT(list));
    ck_assert_uint_eq(breaks.count, 3);
    ck_assert_uint_eq(breaks.at[0], 3);
}
END_TEST

TCase *
case_breaks(void)
{
    TCase *tests = tcase_create("breaks");

    tcase_add_checked_fixture(tests, begin_test, end_test);
    tcase_add_test(tests, a_line_that_must_be_short_is_as_long_as_it_can_be);
    tcase_add_test(tests, lines_beside_one_that_cannot_be_filled_stay_even);
    tcase_add_test(tests, a_hyphen_costs_no_more_on_a_loose_line);
    return tests;
}
