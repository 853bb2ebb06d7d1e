/* check_woff2.c: what a browser unpacks is the font that went in, table by
 * table: read back here by brotli's own decoder and the format's tables of
 * contents. */
#include "fixture.h"
#include "suites.h"

#include "print/html.h"

#include <brotli/decode.h>
#include <string.h>

#define HEAD 48
#define HEAD_FLAGS 16

static uint32_t
read_number(const char *at, int bytes)
{
    uint32_t number = 0;

    for (int i = 0; i < bytes; i++)
        number = number << 8 | (unsigned char)at[i];
    return number;
}

static size_t
read_length(const char **at)
{
    size_t length = 0;
    unsigned char byte;

    do {
        byte = (unsigned char)*(*at)++;
        length = length << 7 | (byte & 127);
    } while (byte & 128);
    return length;
}

/* The table of an OpenType file. */
static struct bytes
find_table(struct bytes font, const char *tag)
{
    size_t count = read_number(font.at + 4, 2);

    for (size_t i = 0; i < count; i++) {
        const char *record = font.at + 12 + 16 * i;
        if (!memcmp(record, tag, 4))
            return (struct bytes){font.at + read_number(record + 8, 4),
                                  read_number(record + 12, 4)};
    }
    return (struct bytes){0};
}

static struct bytes
unpack_tables(struct bytes web, const char *packed, size_t room)
{
    size_t length = room;
    uint8_t *at = arena_take(&arena, room);

    ck_assert(BrotliDecoderDecompress(read_number(web.at + 20, 4),
                                      (const uint8_t *)packed, &length,
                                      at) == BROTLI_DECODER_RESULT_SUCCESS);
    return (struct bytes){(const char *)at, length};
}

static void
compare_table(struct bytes font, const char *tag, const char *at, size_t length)
{
    struct bytes table = find_table(font, tag);

    ck_assert_ptr_nonnull(table.at);
    ck_assert_uint_eq(table.length, length);
    char *copy = arena_copy(&arena, table.at, table.length);
    if (!memcmp(tag, "head", 4))
        copy[HEAD_FLAGS] |= 0x08;
    ck_assert_mem_eq(copy, at, length);
}

/* Every table of web is one of font; gives their number. */
static size_t
compare_fonts(struct bytes font, struct bytes web)
{
    size_t count = read_number(web.at + 12, 2), used = 0;
    const char *entry = web.at + HEAD, *tags[64], *at = entry;
    size_t lengths[64];

    ck_assert_uint_le(count, 64);
    for (size_t i = 0; i < count; i++) {
        bool outlines =
            !memcmp(at + 1, "glyf", 4) || !memcmp(at + 1, "loca", 4);
        ck_assert_uint_eq((unsigned char)*at, outlines ? 0xff : 0x3f);
        tags[i] = at + 1;
        at += 5;
        lengths[i] = read_length(&at);
        used += lengths[i];
    }
    struct bytes tables = unpack_tables(web, at, used);
    ck_assert_uint_eq(tables.length, used);
    for (size_t i = 0; i < count; i++) {
        compare_table(font, tags[i], tables.at, lengths[i]);
        tables.at += lengths[i];
    }
    return count;
}

static void
check_face(enum face_name face)
{
    static const uint32_t letters[] = {' ', 'A', 'V', 'f', 'i', 0xe9};

    open_faces();
    struct bytes font =
        face_subset_web(&arena, faces, face, letters, COUNT(letters), 0);
    struct bytes web = font_woff2(&arena, font);
    ck_assert_uint_gt(web.length, HEAD);
    ck_assert_mem_eq(web.at, "wOF2", 4);
    ck_assert_mem_eq(web.at + 4, font.at, 4);
    ck_assert_uint_eq(read_number(web.at + 8, 4), web.length);
    ck_assert_uint_eq(web.length % 4, 0);
    ck_assert_uint_lt(web.length, font.length);
    ck_assert_uint_eq(compare_fonts(font, web), read_number(font.at + 4, 2));
}

START_TEST(postscript_outlines_come_back_whole)
{
    check_face(FACE_TEXT);
}
END_TEST

START_TEST(truetype_outlines_come_back_whole_and_loca_follows_glyf)
{
    static const uint32_t letters[] = {'a', 'b'};

    check_face(FACE_MONO);
    struct bytes web = font_woff2(
        &arena, face_subset_web(&arena, faces, FACE_MONO, letters, 2, 0));
    const char *at = web.at + HEAD, *before = "";
    for (size_t left = read_number(web.at + 12, 2); left; left--) {
        if (!memcmp(at + 1, "loca", 4))
            ck_assert_mem_eq(before, "glyf", 4);
        before = ++at;
        at += 4;
        read_length(&at);
    }
}
END_TEST

START_TEST(what_is_no_font_gives_nothing)
{
    ck_assert_uint_eq(font_woff2(&arena, bytes_of("")).length, 0);
    ck_assert_uint_eq(font_woff2(&arena, bytes_of("true")).length, 0);
}
END_TEST

/* How large the face of a live figure is in a book of the language. */
static size_t
weigh_live_face(const char *language)
{
    static const char file[] = "fonts/live-500.woff2";
    const struct sheet *sheet = sheet_new(&arena, 10, 10);
    const struct figure figure = {
        .name = "a", .sheet = sheet, .live = bytes_of("plan")};
    const struct figures figures = {&figure, 1};
    const struct tree tree = {.language = language};
    const struct edition edition = {.tree = &tree,
                                    .figures = &figures,
                                    .faces = faces,
                                    .module = bytes_of("module"),
                                    .trial = bytes_of("trial"),
                                    .out = folder};
    struct html html = {.arena = &arena, .diag = &diag, .edition = &edition};

    ck_assert(html_live_fonts(&html, field_new(&arena)));
    return take_file(path_join(&arena, "html", file)).length;
}

START_TEST(live_faces_have_the_letters_of_the_language)
{
    open_faces();
    make_folder();
    size_t english = weigh_live_face("en");

    ck_assert_uint_gt(english, 1000);
    /* ą ć ę ł ń ó ś ź of months and numbers */
    ck_assert_uint_gt(weigh_live_face("pl"), english + 200);
    ck_assert_uint_eq(weigh_live_face("en-GB"), english);
}
END_TEST

TCase *
case_woff2(void)
{
    TCase *tcase = tcase_create("woff2");

    tcase_add_checked_fixture(tcase, begin_test, end_test);
    tcase_add_test(tcase, postscript_outlines_come_back_whole);
    tcase_add_test(tcase,
                   truetype_outlines_come_back_whole_and_loca_follows_glyf);
    tcase_add_test(tcase, what_is_no_font_gives_nothing);
    tcase_add_test(tcase, live_faces_have_the_letters_of_the_language);
    return tcase;
}
