/* check_letters.c: what is packed for a page comes out as it went in: unpacked
 * here as the page's module does it, digit by digit. */
#include "fixture.h"
#include "suites.h"

#include "print/html.h"
#include "print/inside.h"

#include <string.h>

static struct odds *
new_odds(void)
{
    struct odds *odds = TAKE(&arena, struct odds);

    odds_begin(odds);
    return odds;
}

/* length bytes of a number. */
static struct bytes
unpack(struct odds *odds, struct digits digits, size_t length, size_t code)
{
    struct text text = text_new(&arena);
    double range = 1, value = 0;
    size_t at = 0;

    for (size_t i = 0; i < length; i++) {
        unsigned byte = 1;
        if (code && i == code)
            odds_enter(odds);
        while (byte < 256) {
            for (; range < 2147483648.0; range *= digits.radix) {
                ck_assert_uint_lt(at, digits.count);
                value = value * digits.radix + digits.at[at++];
            }
            double part = (double)(uint64_t)(range * odds_guess(odds));
            bool bit = value < part;
            range = bit ? part : range - part;
            value -= bit ? 0 : part;
            odds_learn(odds, bit);
            byte = byte * 2 + bit;
        }
        text_char(&text, (char)byte);
    }
    ck_assert_uint_eq(at, digits.count);
    return text_all(&text);
}

/* Bytes of all values in an order that nothing foresees, text between. */
static struct bytes
make_bytes(size_t length)
{
    static const char words[] = "const width = height; ";
    struct text text = text_new(&arena);
    uint32_t random = 1;

    while (text.length < length) {
        random = random * 1664525u + 1013904223u;
        if (random >> 30)
            text_bytes(&text, words, random >> 28);
        else
            text_char(&text, (char)(random >> 16));
    }
    return text_all(&text);
}

static const struct {
    size_t length, code;
    unsigned radix;
} packed[] = {{0, 0, 122},       {1, 0, 122},      {5000, 0, 122},
              {5000, 0, WIDE},   {5000, 0, 2},     {5000, 3, WIDE},
              {5000, 700, WIDE}, {300000, 0, WIDE}};

START_TEST(what_is_packed_is_unpacked_as_it_was)
{
    struct bytes bytes = make_bytes(packed[_i].length);
    struct digits digits = bytes_pack(&arena, new_odds(), bytes,
                                      packed[_i].code, packed[_i].radix);
    struct bytes found =
        unpack(new_odds(), digits, bytes.length, packed[_i].code);

    ck_assert_uint_eq(found.length, bytes.length);
    ck_assert_mem_eq(found.at, bytes.at, bytes.length);
}
END_TEST

START_TEST(what_is_packed_second_needs_what_was_packed_first)
{
    struct bytes bytes = make_bytes(2000);
    struct odds *odds = new_odds(), *other = new_odds();
    struct digits first = bytes_pack(&arena, odds, bytes, 0, WIDE),
                  second = bytes_pack(&arena, odds, bytes, 0, WIDE);

    ck_assert_uint_lt(second.count * 4, first.count);
    unpack(other, first, bytes.length, 0);
    ck_assert_mem_eq(unpack(other, second, bytes.length, 0).at, bytes.at,
                     bytes.length);
}
END_TEST

/* Two functions: one takes its first variable, one adds 300 to it. */
static const char module[] = "\0asm\1\0\0\0"
                             "\1\6\1\x60\1\x7f\1\x7f"
                             "\3\3\2\0\0"
                             "\x0a\x10\2"
                             "\4\0\x20\0\x0b"
                             "\x08\0\x20\0\x41\xac\2\x6a\x0b"
                             "\0\1\0";

START_TEST(the_code_of_a_module_is_found)
{
    struct bytes whole = {module, sizeof module - 1};

    ck_assert_uint_eq(module_code(whole), 23);
    for (size_t length = 0; length < 23; length++)
        ck_assert_uint_eq(module_code((struct bytes){module, length}), 0);
}
END_TEST

START_TEST(operations_are_followed_to_the_end_of_the_code)
{
    struct odds *odds = new_odds();
    size_t code = 23;
    struct bytes whole = {module, sizeof module - 1};

    bytes_pack(&arena, odds, (struct bytes){module, code}, 0, WIDE);
    ck_assert_int_eq(odds->code.state, 0);
    odds_enter(odds);
    whole.at += code;
    whole.length = 12;
    bytes_pack(&arena, odds, whole, 0, WIDE);
    ck_assert_uint_eq(odds->code.now, 0x41);
    ck_assert_uint_eq(odds->code.before, 0x20);
    whole.at += whole.length;
    whole.length = 3;
    bytes_pack(&arena, odds, whole, 0, WIDE);
    ck_assert_int_eq(odds->code.state, 0);
}
END_TEST

START_TEST(no_string_refuses_a_letter)
{
    uint16_t at[] = {0, 8, 9, 11, 30, 56, 87, 121, 55290, 62999};
    struct text text = text_new(&arena);

    text_letters(&text, (struct digits){at, COUNT(at), WIDE});
    ck_assert_str_eq(text.at, "\x01\x09\x0b\x0e!=]\x7f"
                              "\xee\x80\x80\xef\xb8\x9d");
    ck_assert_ptr_null(strpbrk(text.at, "\n\r\"<\\"));
}
END_TEST

START_TEST(wide_words_say_that_they_are_wide)
{
    struct bytes wide = text_wide(&arena, bytes_of("a\u00e9\u20ac"));

    ck_assert_uint_eq(wide.length, 8);
    ck_assert_mem_eq(wide.at,
                     "\xff\xfe"
                     "a\0\xe9\0\xac\x20",
                     8);
}
END_TEST

/* Bytes, and the letters of seven bits that a script has for them. */
static const struct {
    struct bytes from;
    const char *letters;
} lettered[] = {
    {{"", 0}, ""},
    {{"\xff", 1}, "\x7f@"},
    {{"abc", 3}, "0XL0"},
    {{"\0", 1}, "\u0100"},
    {{"x\x11y", 3}, "\u0304/\x10"},
    {{"\x02", 1}, "\x01\u0400"},
};

START_TEST(packed_bytes_are_letters_that_a_string_takes)
{
    struct text text = text_new(&arena);

    text_sevens(&text, lettered[_i].from);
    ck_assert_str_eq(text.at, lettered[_i].letters);
}
END_TEST

TCase *
case_letters(void)
{
    TCase *tcase = tcase_create("letters");

    tcase_add_checked_fixture(tcase, begin_test, end_test);
    tcase_add_loop_test(tcase, what_is_packed_is_unpacked_as_it_was, 0,
                        COUNT(packed));
    tcase_add_test(tcase, what_is_packed_second_needs_what_was_packed_first);
    tcase_add_test(tcase, the_code_of_a_module_is_found);
    tcase_add_test(tcase, operations_are_followed_to_the_end_of_the_code);
    tcase_add_test(tcase, no_string_refuses_a_letter);
    tcase_add_test(tcase, wide_words_say_that_they_are_wide);
    tcase_add_loop_test(tcase, packed_bytes_are_letters_that_a_string_takes, 0,
                        COUNT(lettered));
    return tcase;
}
