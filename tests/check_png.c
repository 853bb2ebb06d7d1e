/* check_png.c: PNG files read and written, and what is refused. Odd files are
 * put together here, chunk by chunk. */
#include "fixture.h"
#include "suites.h"

#include "print/inside.h"

#include <stdlib.h>
#include <string.h>

static void
add_be32(struct text *text, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        text_char(text, (char)(value >> shift & 255));
}

/* The polynomial bit by bit: another way than the one under test. */
static uint32_t
sum_bytes(const char *at, size_t length)
{
    uint32_t sum = 0xffffffff;

    while (length--) {
        sum ^= (unsigned char)*at++;
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum;
}

static void
add_chunk(struct text *text, const char *name, struct bytes bytes)
{
    add_be32(text, (uint32_t)bytes.length);
    size_t start = text->length;
    text_add(text, name);
    text_bytes(text, bytes.at, bytes.length);
    add_be32(text, sum_bytes(text->at + start, text->length - start));
}

static struct bytes
make_png(uint32_t width, uint32_t height, char depth, char type,
         struct bytes clear, struct bytes rows)
{
    struct text text = text_new(&arena), head = text_new(&arena);
    const char rest[] = {depth, type, 0, 0, 0};

    text_bytes(&text, "\x89PNG\r\n\x1a\n", 8);
    add_be32(&head, width);
    add_be32(&head, height);
    text_bytes(&head, rest, sizeof rest);
    add_chunk(&text, "IHDR", text_all(&head));
    if (clear.length)
        add_chunk(&text, "tRNS", clear);
    add_chunk(&text, "IDAT", bytes_deflate(&arena, rows, 6));
    add_chunk(&text, "IEND", (struct bytes){"", 0});
    return text_all(&text);
}

static struct pixels
decode(struct bytes png)
{
    return png_decode(&arena, &diag, (struct place){"a.md", 3, 1}, "x.png",
                      png);
}

static void
refuses(struct bytes png)
{
    int before = diag.errors;

    ck_assert_ptr_null(decode(png).at);
    ck_assert_int_eq(diag.errors, before + 1);
    ck_assert_str_eq(diag.last->place.file, "a.md");
    ck_assert_int_eq(diag.last->place.line, 3);
}

/* A picture with the given number of colours. */
static struct raster
paint(int width, int height, uint32_t colours)
{
    struct raster raster = {width, height,
                            TAKE_ARRAY(&arena, width * height, uint32_t)};

    for (int i = 0; i < width * height; i++)
        raster.at[i] = (uint32_t)i % colours * 2654435u & 0xffffff;
    return raster;
}

static void
comes_back(const struct raster *raster)
{
    struct pixels pixels = decode(png_encode(&arena, raster, NULL));

    ck_assert_int_eq(pixels.width, raster->width);
    ck_assert_int_eq(pixels.height, raster->height);
    ck_assert_int_eq(pixels.channels, 3);
    ck_assert_ptr_null(pixels.alpha);
    for (int i = 0; i < raster->width * raster->height; i++) {
        const unsigned char *at = pixels.at + 3 * i;
        ck_assert_uint_eq((uint32_t)(at[0] << 16 | at[1] << 8 | at[2]),
                          raster->at[i]);
    }
}

START_TEST(a_png_reads_back_as_it_was_written)
{
    const uint32_t colours[] = {1, 2, 256, 257, 3000};

    for (size_t i = 0; i < COUNT(colours); i++) {
        struct raster raster = paint(61, 53, colours[i]);
        comes_back(&raster);
    }
    struct raster dot = paint(1, 1, 1);
    comes_back(&dot);
}
END_TEST

START_TEST(transparency_is_kept_apart)
{
    struct bytes key = {"\0\1\0\2\0\3", 6};
    struct bytes rows = {"\0\1\2\3\4\5\6", 7};
    struct pixels pixels = decode(make_png(2, 1, 8, 2, key, rows));

    ck_assert_int_eq(pixels.channels, 3);
    ck_assert_ptr_nonnull(pixels.alpha);
    ck_assert_int_eq(pixels.alpha[0], 0);
    ck_assert_int_eq(pixels.alpha[1], 255);
    ck_assert_int_eq(pixels.at[5], 6);
}
END_TEST

START_TEST(grey_and_deep_pictures_have_eight_bits)
{
    struct bytes none = {0};
    struct pixels bits =
        decode(make_png(8, 1, 1, 0, none, (struct bytes){"\0\x55", 2}));
    struct pixels deep = decode(make_png(
        1, 1, 16, 6, none, (struct bytes){"\0\xff\0\x80\0\0\0\x40\0", 9}));

    ck_assert_int_eq(bits.channels, 1);
    ck_assert_int_eq(bits.at[0], 0);
    ck_assert_int_eq(bits.at[1], 255);
    ck_assert_int_eq(deep.channels, 3);
    ck_assert_int_eq(deep.alpha[0], 0x40);
    ck_assert(abs(deep.at[1] - 0x80) <= 1);
}
END_TEST

/* The file with one more chunk behind its head. */
static struct bytes
insert_chunk(struct bytes png, const char *name, struct bytes bytes)
{
    const size_t head = 33;
    struct text text = text_new(&arena);

    text_bytes(&text, png.at, head);
    add_chunk(&text, name, bytes);
    text_bytes(&text, png.at + head, png.length - head);
    return text_all(&text);
}

static bool
goes_on(struct bytes png)
{
    return image_of_file(&arena, png).samples.at != NULL;
}

START_TEST(rows_of_a_png_are_passed_on_as_they_are)
{
    struct bytes none = {0}, palette = {"\1\2\3\4\5\6", 6};
    struct bytes rows = {"\0\1\2\3", 4}, bits = {"\0\x55", 2};
    struct bytes packed = bytes_deflate(&arena, rows, 6);
    struct image plain =
        image_of_file(&arena, make_png(1, 1, 8, 2, none, rows));
    struct image index =
        image_of_file(&arena, insert_chunk(make_png(8, 1, 1, 3, none, bits),
                                           "PLTE", palette));

    ck_assert_int_eq(plain.channels, 3);
    ck_assert(plain.filtered && !plain.palette.length && !plain.alpha.at);
    ck_assert_uint_eq(plain.samples.length, packed.length);
    ck_assert_mem_eq(plain.samples.at, packed.at, packed.length);
    ck_assert_int_eq(index.width, 8);
    ck_assert_int_eq(index.depth, 1);
    ck_assert_int_eq(index.channels, 1);
    ck_assert_mem_eq(index.palette.at, palette.at, palette.length);
}
END_TEST

START_TEST(a_png_whose_colours_would_change_is_not_passed_on)
{
    struct bytes none = {0}, key = {"\0\1\0\2\0\3", 6};
    struct bytes rows = {"\0\1\2\3\4\5\6\7\x8", 9};
    struct bytes plain = make_png(1, 1, 8, 2, none, rows);
    struct bytes linear = {"\0\1\x86\xa0", 4}, usual = {"\0\0\xb1\x8f", 4};
    char *laced = arena_copy(&arena, plain.at, plain.length);

    laced[28] = 1;
    ck_assert(goes_on(plain));
    ck_assert(goes_on(insert_chunk(plain, "gAMA", usual)));
    ck_assert(!goes_on(insert_chunk(plain, "gAMA", linear)));
    ck_assert(!goes_on(insert_chunk(plain, "iCCP", rows)));
    ck_assert(!goes_on((struct bytes){laced, plain.length}));
    ck_assert(!goes_on(make_png(1, 1, 8, 2, key, rows)));
    ck_assert(!goes_on(make_png(1, 1, 8, 6, none, rows)));
    ck_assert(!goes_on(make_png(1, 1, 16, 2, none, rows)));
    ck_assert(!goes_on((struct bytes){plain.at, 40}));
    ck_assert(!goes_on((struct bytes){plain.at, 3}));
}
END_TEST

START_TEST(an_alpha_that_hides_nothing_is_left_out)
{
    struct bytes none = {0};
    struct bytes rows = {"\0\1\2\3\xff\4\5\6\xff", 9};
    struct pixels pixels = decode(make_png(2, 1, 8, 6, none, rows));

    ck_assert_ptr_null(pixels.alpha);
    ck_assert_mem_eq(pixels.at, "\1\2\3\4\5\6", 6);
}
END_TEST

START_TEST(broken_pngs_are_errors_at_their_marks)
{
    struct raster raster = paint(61, 53, 3000);
    struct bytes png = png_encode(&arena, &raster, NULL), none = {0};
    char *wrong = arena_copy(&arena, png.at, png.length);

    for (size_t length = 0; length + 13 < png.length; length += 97)
        refuses((struct bytes){png.at, length});
    wrong[png.length / 2] ^= 1;
    refuses((struct bytes){wrong, png.length});
    refuses((struct bytes){"GIF89a, not a PNG", 17});
    refuses(make_png(0, 1, 8, 2, none, (struct bytes){"\0", 1}));
    refuses(make_png(1000000, 1000000, 8, 2, none, (struct bytes){"\0", 1}));
    refuses(make_png(8193, 8193, 8, 0, none, (struct bytes){"\0", 1}));
    refuses(make_png(9, 9, 8, 2, none, (struct bytes){"\0\1\2", 3}));
    refuses(make_png(1, 1, 7, 5, none, (struct bytes){"\0\1", 2}));
}
END_TEST

TCase *
case_png(void)
{
    TCase *png = tcase_create("png");

    tcase_add_checked_fixture(png, begin_test, end_test);
    tcase_add_test(png, a_png_reads_back_as_it_was_written);
    tcase_add_test(png, transparency_is_kept_apart);
    tcase_add_test(png, grey_and_deep_pictures_have_eight_bits);
    tcase_add_test(png, rows_of_a_png_are_passed_on_as_they_are);
    tcase_add_test(png, a_png_whose_colours_would_change_is_not_passed_on);
    tcase_add_test(png, an_alpha_that_hides_nothing_is_left_out);
    tcase_add_test(png, broken_pngs_are_errors_at_their_marks);
    return png;
}
