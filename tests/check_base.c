/* check_base.c: the bench: memory, text, UTF-8, names, diagnostics, hashes,
 * threads. */
#define _XOPEN_SOURCE 700
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "suites.h"

/* Arena and text. */

START_TEST(memory_is_zeroed_aligned_and_never_null)
{
    for (size_t bytes = 0; bytes < 5000; bytes += 37) {
        char *taken = arena_take(&arena, bytes);
        ck_assert_ptr_nonnull(taken);
        ck_assert_uint_eq((uintptr_t)taken % 8, 0);
        size_t zeros = 0;
        while (zeros < bytes && !taken[zeros])
            zeros++;
        ck_assert_uint_eq(zeros, bytes);
        memset(taken, 0xff, bytes);
    }
    ck_assert_ptr_nonnull(arena_take(&arena, 3 << 20));
}
END_TEST

START_TEST(arrays_grow_and_keep_their_items)
{
    int *items = NULL;
    size_t count = 0, room = 0;

    for (int i = 0; i < 1000; i++) {
        GROW(&arena, items, count, room);
        items[count++] = i;
    }
    for (int i = 0; i < 1000; i += 111)
        ck_assert_int_eq(items[i], i);
}
END_TEST

START_TEST(a_closed_arena_is_ready_again)
{
    struct arena job = {0};

    arena_string(&job, "a");
    arena_close(&job);
    ck_assert_ptr_null(job.last);
    ck_assert_str_eq(arena_print(&job, "%d-%s", 7, "b"), "7-b");
    arena_close(&job);
}
END_TEST

START_TEST(a_cleared_arena_takes_the_same_memory_again)
{
    struct arena job = {0};

    for (int i = 0; i < 100; i++)
        arena_take(&job, 1000);
    struct chunk *last = job.last;
    arena_clear(&job);
    ck_assert_ptr_eq(job.last, last);
    char *first = arena_take(&job, 16);
    memset(first, 'x', 16);
    arena_clear(&job);
    char *again = arena_take(&job, 16);
    ck_assert_ptr_eq(again, first);
    ck_assert_int_eq(again[0], '\0');
    arena_close(&job);
    arena_clear(&job);
    ck_assert_ptr_null(job.last);
}
END_TEST

START_TEST(text_always_ends_in_a_nul)
{
    struct text text = text_new(&arena);

    ck_assert_str_eq(text.at, "");
    for (int i = 0; i < 1000; i++) {
        text_print(&text, "%d,", i % 10);
        ck_assert_uint_eq(strlen(text.at), text.length);
    }
    ck_assert_uint_eq(text_all(&text).length, 2000);
}
END_TEST

/* Fullwidth letters begin with the same byte. */
START_TEST(what_xml_has_no_character_for_is_replaced)
{
    struct text xml = text_new(&arena);

    text_escape(&xml, "a\x01\x1f\tb\ufffe\uff21\uffff");
    ck_assert_str_eq(xml.at, "a\ufffd\ufffd\tb\ufffd\uff21\ufffd");
}
END_TEST

START_TEST(text_is_escaped_for_html_and_json)
{
    struct text html = text_new(&arena), json = text_new(&arena);

    text_escape(&html, "a<b>&\"c\"'");
    ck_assert_str_eq(html.at, "a&lt;b&gt;&amp;&quot;c&quot;'");
    text_json(&json, "a\"b\\c\n\x01ä");
    ck_assert_str_eq(json.at, "\"a\\\"b\\\\c\\n\\u0001ä\"");
}
END_TEST

START_TEST(numbers_have_at_most_three_decimals)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},           {1, "1"},
                 {-1.5, "-1.5"},     {0.0004, "0"},
                 {-0.0004, "0"},     {0.0005, "0.001"},
                 {100, "100"},       {12.3456, "12.346"},
                 {-0.1, "-0.1"},     {1e300, "0"},
                 {1e9, "1000000000"}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct text text = text_new(&arena);
        text_real(&text, cases[i].value);
        ck_assert_str_eq(text.at, cases[i].text);
    }
}
END_TEST

START_TEST(utf8_goes_there_and_back)
{
    static const uint32_t points[] = {0x24,   0x7f,    0x80,    0x7ff,
                                      0x800,  0xd7ff,  0xe000,  0xfffd,
                                      0xffff, 0x10000, 0x10ffff};

    for (size_t i = 0; i < COUNT(points); i++) {
        struct text text = text_new(&arena);
        text_utf8(&text, points[i]);
        const char *from = text.at;
        ck_assert(utf8_valid(text.at, text.length));
        ck_assert_uint_eq(utf8_next(&from, text.at + text.length), points[i]);
        ck_assert_ptr_eq(from, text.at + text.length);
    }
}
END_TEST

START_TEST(capitals_have_small_letters_beyond_ascii)
{
    ck_assert_uint_eq(utf8_lower('Q'), 'q');
    ck_assert_uint_eq(utf8_lower(0xdc), 0xfc);
    ck_assert_uint_eq(utf8_lower(0x3a3), 0x3c3);
    ck_assert_uint_eq(utf8_lower(0x416), 0x436);
    ck_assert_uint_eq(utf8_lower(0x17d), 0x17e);
    ck_assert_uint_eq(utf8_lower(0xd7), 0xd7);
}
END_TEST

START_TEST(a_text_is_clipped_between_letters)
{
    static const char words[] = "a\u20acb";

    ck_assert_uint_eq(utf8_clip(words, 5, 5), 5);
    ck_assert_uint_eq(utf8_clip(words, 5, 4), 4);
    ck_assert_uint_eq(utf8_clip(words, 5, 3), 1);
    ck_assert_uint_eq(utf8_clip(words, 5, 2), 1);
    ck_assert_uint_eq(utf8_clip(words, 5, 0), 0);
    ck_assert_uint_eq(utf8_clip("", 0, 9), 0);
}
END_TEST

START_TEST(broken_utf8_is_seen)
{
    static const char *const broken[] = {"\x80",
                                         "\xc3",
                                         "\xc0\xaf",
                                         "\xe2\x82",
                                         "\xed\xa0\x80",
                                         "\xf5\x80\x80\x80",
                                         "\xf4\x90\x80\x80",
                                         "\xff",
                                         "\xe0\x80\x80",
                                         "a\xc3(",
                                         "\xf0\x80\x80\x80"};

    for (size_t i = 0; i < COUNT(broken); i++)
        ck_assert(!utf8_valid(broken[i], strlen(broken[i])));
    ck_assert(utf8_valid("", 0));
    ck_assert(utf8_valid("\xef\xbf\xbd", 3));
}
END_TEST

/* Names and diagnostics. */

START_TEST(the_nearest_name_is_found)
{
    static const char *const known[] = {"title", "subtitle", "authors", "id"};

    ck_assert_str_eq(name_nearest("titel", known, 4), "title");
    ck_assert_str_eq(name_nearest("author", known, 4), "authors");
    ck_assert_str_eq(name_nearest("ids", known, 4), "id");
    ck_assert_ptr_null(name_nearest("publisher", known, 4));
    ck_assert_ptr_null(name_nearest("x", known, 3));
    ck_assert_ptr_null(name_nearest("x", known, 0));
}
END_TEST

START_TEST(a_thousand_errors_have_hints_and_no_more)
{
    static const char *const known[] = {"title"};
    struct diag job = {.arena = &arena, .errors = 999};

    ck_assert_str_eq(diag_hint(&job, "titel", known, 1),
                     ", did you mean 'title'?");
    diag_say(&job, ERROR, (struct place){0}, "wrong");
    ck_assert_str_eq(diag_hint(&job, "titel", known, 1), "");
}
END_TEST

START_TEST(what_is_said_keeps_its_order_and_is_counted)
{
    struct diag job = {.arena = &arena};
    struct place place = {"a.md", 2, 3};
    char *out = NULL;
    size_t length = 0;

    diag_say(&diag, WARNING, (struct place){0}, "first");
    diag_say(&job, ERROR, place, "'%s' is wrong%s", "x",
             diag_hint(&job, "titel", (const char *const[]){"title"}, 1));
    diag_say(&job, NOTE, (struct place){"b.md", 0, 0}, "last");
    diag_merge(&diag, &job);
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_int_eq(diag.warnings, 1);
    FILE *stream = open_memstream(&out, &length);
    diag_print(&diag, stream, false);
    fclose(stream);
    ck_assert_str_eq(out,
                     "octavo: warning: first\n"
                     "a.md:2:3: error: 'x' is wrong, did you mean 'title'?\n"
                     "b.md: note: last\n");
    free(out);
}
END_TEST

static size_t
count_lines(bool json)
{
    char *out = NULL;
    size_t length = 0, lines = 0;
    FILE *stream = open_memstream(&out, &length);

    diag_print(&diag, stream, json);
    fclose(stream);
    for (size_t i = 0; i < length; i++)
        lines += out[i] == '\n';
    ck_assert(json || strstr(out, "octavo: warning: 15 more like 'line 0'"));
    free(out);
    return lines;
}

START_TEST(many_warnings_of_one_kind_are_summed_up_but_errors_are_not)
{
    for (int i = 0; i < 25; i++) {
        diag_say(&diag, WARNING, (struct place){"a.md", i + 1, 1}, "line %d",
                 i);
        diag_say(&diag, ERROR, (struct place){"a.md", i + 1, 1}, "fault %d", i);
    }
    ck_assert_uint_eq(count_lines(false), 10 + 1 + 25);
    ck_assert_uint_eq(count_lines(true), 50);
}
END_TEST

START_TEST(diagnostics_print_as_json)
{
    char *out = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&out, &length);

    diag_say(&diag, ERROR, (struct place){"a\"b", 2, 3}, "one\ntwo");
    diag_print(&diag, stream, true);
    fclose(stream);
    ck_assert_str_eq(out, "{\"level\":\"error\",\"file\":\"a\\\"b\",\"line\":2,"
                          "\"col\":3,\"message\":\"one\\ntwo\"}\n");
    free(out);
}
END_TEST

/* Hashes, cache, pool. */

START_TEST(a_hash_tells_where_strings_end)
{
    struct hash *one = hash_new(&arena), *two = hash_new(&arena);

    hash_string(one, "ab");
    hash_string(one, "c");
    hash_string(two, "a");
    hash_string(two, "bc");
    ck_assert(!key_same(hash_done(one), hash_done(two)));
    ck_assert(key_same(key_of("abc", 3), key_of("abc", 3)));
    ck_assert_uint_eq(strlen(key_name(&arena, key_of("abc", 3))), 32);
}
END_TEST

static void
count_job(void *context, int job)
{
    ((int *)context)[job]++;
}

START_TEST(every_job_of_a_pool_is_done_once)
{
    static const int threads[] = {1, 2, 7, 1000};

    for (size_t i = 0; i < COUNT(threads); i++) {
        int done[300] = {0};
        pool_run(threads[i], 300, count_job, done);
        for (int job = 0; job < 300; job++)
            ck_assert_int_eq(done[job], 1);
    }
    pool_run(4, 0, count_job, NULL);
    ck_assert_int_ge(pool_cores(), 1);
}
END_TEST

Suite *
suite_base(void)
{
    Suite *suite = suite_create("base");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, begin_test, end_test);
    tcase_add_test(all, a_text_is_clipped_between_letters);
    tcase_add_test(all, memory_is_zeroed_aligned_and_never_null);
    tcase_add_test(all, arrays_grow_and_keep_their_items);
    tcase_add_test(all, a_closed_arena_is_ready_again);
    tcase_add_test(all, a_cleared_arena_takes_the_same_memory_again);
    tcase_add_test(all, text_always_ends_in_a_nul);
    tcase_add_test(all, text_is_escaped_for_html_and_json);
    tcase_add_test(all, what_xml_has_no_character_for_is_replaced);
    tcase_add_test(all, numbers_have_at_most_three_decimals);
    tcase_add_test(all, utf8_goes_there_and_back);
    tcase_add_test(all, capitals_have_small_letters_beyond_ascii);
    tcase_add_test(all, broken_utf8_is_seen);
    tcase_add_test(all, the_nearest_name_is_found);
    tcase_add_test(all, a_thousand_errors_have_hints_and_no_more);
    tcase_add_test(all, what_is_said_keeps_its_order_and_is_counted);
    tcase_add_test(all,
                   many_warnings_of_one_kind_are_summed_up_but_errors_are_not);
    tcase_add_test(all, diagnostics_print_as_json);
    tcase_add_test(all, a_hash_tells_where_strings_end);
    tcase_add_test(all, every_job_of_a_pool_is_done_once);
    suite_add_tcase(suite, all);
    suite_add_tcase(suite, case_files());
    return suite;
}
