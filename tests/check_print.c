/* check_print.c: PNG files, the PDF as other programs read it, the files of
 * figures. The PDFs are asked about with qpdf and poppler's tools, which must
 * be there. Everything is written into a folder of its own. */
#define _XOPEN_SOURCE 700
#include "suites.h"

#include "print/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct ink inks[] = {
    {"ink", {0, 0, 0}, {0, 0, 0, 1}},
    {"blue", {0.1, 0.3, 0.8}, {1, 0.7, 0, 0}},
    {"paper", {1, 1, 0.9}, {0, 0, 0.1, 0}},
};
static const struct palette palette = {inks, COUNT(inks)};

static struct arena arena;
static struct diag diag;
static struct faces *faces;
static struct shaper *shaper;
static const char *folder;

static void
open_all(void)
{
    char name[] = "/tmp/octavo-print-XXXXXX";

    diag = (struct diag){.arena = &arena};
    ck_assert_ptr_nonnull(mkdtemp(name));
    folder = arena_string(&arena, name);
    faces = faces_open(&arena, &diag, ".");
    ck_assert_ptr_nonnull(faces);
    shaper = shaper_new(&arena, faces);
    unsetenv("SOURCE_DATE_EPOCH");
}

static void
close_all(void)
{
    shaper_close(shaper);
    faces_close(faces);
    ck_assert_int_eq(system(arena_print(&arena, "rm -rf '%s'", folder)), 0);
    arena_close(&arena);
}

/* What a command says, where %s is the file's path. */
static const char *
ask(const char *command, const char *file, const char *rest)
{
    const char *line =
        arena_print(&arena, "%s '%s/%s' %s 2>&1", command, folder, file, rest);
    FILE *pipe = popen(line, "r");
    struct text text = text_new(&arena);
    char block[4096];
    size_t got;

    ck_assert_ptr_nonnull(pipe);
    while ((got = fread(block, 1, sizeof block, pipe)))
        text_bytes(&text, block, got);
    ck_assert_msg(pclose(pipe) == 0, "%s: %s", line, text.at);
    return text.at;
}

static struct bytes
take_file(const char *name)
{
    struct bytes bytes = file_read(&arena, &diag, (struct place){0},
                                   path_join(&arena, folder, name), 1 << 26);

    ck_assert_ptr_nonnull(bytes.at);
    return bytes;
}

static bool
same(struct bytes a, struct bytes b)
{
    return a.length == b.length && !memcmp(a.at, b.at, a.length);
}

/* ---- PNG */

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
    struct pixels pixels = decode(png_encode(&arena, raster, false));

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

START_TEST(many_colours_become_the_most_frequent)
{
    struct raster raster = paint(64, 64, 1000);
    struct bytes png = png_encode(&arena, &raster, true);

    for (int i = 0; i < 2000; i++)
        raster.at[i] = 0x123456;
    png = png_encode(&arena, &raster, true);
    ck_assert_int_eq(png.at[25], 3);
    struct pixels pixels = decode(png);
    ck_assert_int_eq(pixels.at[0], 0x12);
    ck_assert_int_eq(pixels.at[1], 0x34);
    ck_assert_int_eq(pixels.at[2], 0x56);
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

START_TEST(broken_pngs_are_errors_at_their_marks)
{
    struct raster raster = paint(61, 53, 3000);
    struct bytes png = png_encode(&arena, &raster, false), none = {0};
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

/* ---- PDF */

struct writer {
    struct sheet *sheet;
    double x, y;
    struct style style;
};

/* Words with their spaces as marks of their own, as the setter does. */
static void
write_words(struct writer *writer, const char *words)
{
    while (*words) {
        size_t length = *words == ' ' ? 1 : strcspn(words, " ");
        const struct glyphs *glyphs =
            shape_text(shaper, &writer->style, words, length);
        struct mark *mark =
            sheet_glyphs(writer->sheet, writer->x, writer->y, glyphs, &inks[0]);
        if (*words == ' ')
            mark->reading = READ_AS_SPACE;
        writer->x += glyphs->width + (*words == ' ' ? 0.7 : 0);
        words += length;
    }
}

static void
write_line(struct writer *writer, const char *words)
{
    writer->x = 40;
    writer->y += 16;
    write_words(writer, words);
}

static void
write_hyphen(struct writer *writer)
{
    const struct glyphs *glyphs = shape_text(shaper, &writer->style, "-", 1);

    sheet_glyphs(writer->sheet, writer->x, writer->y, glyphs, &inks[0])
        ->reading = READ_AS_SOFT_HYPHEN;
}

static struct writer
begin_page(void)
{
    struct writer writer = {
        .sheet = sheet_new(&arena, 420, 595),
        .y = 40,
        .style = {FACE_TEXT, 11, FEATURE_OLD_STYLE, 0},
    };

    writer.sheet->element = 1;
    return writer;
}

static struct sheet *
draw_figure(void)
{
    struct sheet *sheet = sheet_new(&arena, 320, 180);
    struct style style = {FACE_SANS, 10, 0, 0};
    struct path path = path_new(&arena), ring = path_new(&arena);

    path_move(&path, 20, 150);
    path_curve(&path, 150, 150, 250, 120, 300, 20);
    sheet_stroke(sheet, path, &inks[1], 2)->round = true;
    sheet_line(sheet, 20, 150, 300, 150, &inks[0], 0.5)->dash[0] = 3;
    path_circle(&ring, 100, 60, 30);
    path_circle(&ring, 100, 60, 15);
    sheet_clip(sheet, ring);
    sheet_fill(sheet, ring, &inks[1])->opacity = 0.4;
    sheet_unclip(sheet);
    sheet_glyphs(sheet, 20, 170, shape_text(shaper, &style, "2026", 4),
                 &inks[0]);
    sheet_glyphs(sheet, 12, 120, shape_text(shaper, &style, "power", 5),
                 &inks[0])
        ->turn = -90;
    return sheet;
}

static const struct page *
make_pages(void)
{
    struct page *pages = TAKE_ARRAY(&arena, 3, struct page);
    struct writer writer = begin_page();

    write_line(&writer, "The office is difficult: naïve “Ångström” fjord");
    write_line(&writer, "a\xc2\xa0"
                        "b costs x\xcc\x81y and a compu");
    write_hyphen(&writer);
    write_line(&writer, "ter in AVATAR, 1234");
    writer.style = (struct style){FACE_MONO, 9, 0, 0};
    write_line(&writer, "élan at café = \"naïve\"");
    writer.style = (struct style){FACE_TEXT, 11, FEATURE_SMALL_CAPS, 0};
    write_line(&writer, "Agi and rsi");
    sheet_link(writer.sheet, 40, 40, 100, 12, "#far", "see there");
    sheet_link(writer.sheet, 40, 60, 100, 12, "https://example.org/a b", NULL);
    sheet_link(writer.sheet, 40, 80, 100, 12, "javascript:alert(1)", NULL);
    pages[0] = (struct page){writer.sheet, "", "iii"};
    writer = begin_page();
    write_line(&writer, "Second page");
    sheet_place(writer.sheet, 40, 100, draw_figure(), 0.9);
    sheet_image(writer.sheet, 40, 300, 60, 40, "dots.png", "dots");
    sheet_image(writer.sheet, 140, 300, 60, 40, "none.png", "nothing")->place =
        (struct place){"content/a.md", 7, 2};
    pages[1] = (struct page){writer.sheet, "1", "1"};
    writer = begin_page();
    write_line(&writer, "Third page");
    pages[2] = (struct page){writer.sheet, "2", "2"};
    return pages;
}

static struct book
make_book(void)
{
    static const struct bookmark bookmarks[] = {{"One – ünï", 1, 0, 50},
                                                {"One deeper", 3, 0, 90},
                                                {"One below", 2, 1, 50},
                                                {"Two", 1, 2, 50}};
    static const struct destination far = {"far", 2, 100};

    return (struct book){.arena = &arena,
                         .width = 420,
                         .height = 595,
                         .title = "Loops & <spirals> – é",
                         .author = "A. Uthor",
                         .subject = "about",
                         .language = "en-GB",
                         .date = "2026-11-22",
                         .pages = make_pages(),
                         .page_count = 3,
                         .bookmarks = bookmarks,
                         .bookmark_count = COUNT(bookmarks),
                         .destinations = &far,
                         .destination_count = 1};
}

static struct edition
make_edition(const struct book *book, const struct figures *figures)
{
    static struct tree tree;
    struct raster dots = paint(6, 4, 24);

    tree = (struct tree){.folder = folder, .slug = "tiny", .language = "en-GB"};
    ck_assert(file_write(&diag, path_join(&arena, folder, "dots.png"),
                         png_encode(&arena, &dots, false)));
    return (struct edition){.tree = &tree,
                            .book = book,
                            .figures = figures,
                            .palette = &palette,
                            .faces = faces,
                            .out = folder,
                            .threads = 2};
}

static void
print_tiny(const struct book *book, int threads)
{
    struct edition edition = make_edition(book, NULL);

    edition.threads = threads;
    ck_assert(print_pdf(&arena, &diag, &edition));
}

START_TEST(a_pdf_is_sound_and_embeds_its_fonts)
{
    struct book book = make_book();

    print_tiny(&book, 2);
    ck_assert_ptr_nonnull(
        strstr(ask("qpdf --check", "tiny.pdf", ""), "No syntax or stream"));
    const char *fonts = ask("pdffonts", "tiny.pdf", "| tail -n +3");
    int count = 0;
    for (const char *at = fonts; (at = strstr(at, "yes yes yes")); at++)
        count++;
    ck_assert_int_eq(count, 3);
    ck_assert_ptr_nonnull(strstr(fonts, "CID Type 0C"));
    ck_assert_ptr_nonnull(strstr(fonts, "CID TrueType"));
}
END_TEST

START_TEST(the_text_of_a_pdf_comes_out_exactly)
{
    struct book book = make_book();

    print_tiny(&book, 2);
    ck_assert_str_eq(ask("pdftotext -l 1 -enc UTF-8 -nopgbrk", "tiny.pdf", "-"),
                     "The office is difficult: naïve “Ångström” fjord\n"
                     "a\xc2\xa0"
                     "b costs x\xcc\x81y and a compu\xc2\xad\n"
                     "ter in AVATAR, 1234\n"
                     "élan at café = \"naïve\"\n"
                     "Agi and rsi\n\n");
}
END_TEST

START_TEST(a_pdf_says_what_it_is)
{
    struct book book = make_book();

    print_tiny(&book, 2);
    const char *said = ask("pdfinfo -isodates", "tiny.pdf", "");
    ck_assert_ptr_nonnull(strstr(said, "Loops & <spirals> – é\n"));
    ck_assert_ptr_nonnull(strstr(said, "A. Uthor\n"));
    ck_assert_ptr_nonnull(strstr(said, "2026-11-22T00:00:00Z\n"));
    ck_assert_ptr_nonnull(strstr(said, "PDF version:     1.7"));
    const char *xmp = ask("pdfinfo -meta", "tiny.pdf", "");
    ck_assert_ptr_nonnull(strstr(xmp, "Loops &amp; &lt;spirals&gt; – é"));
    setenv("SOURCE_DATE_EPOCH", "86400", 1);
    print_tiny(&book, 2);
    ck_assert_ptr_nonnull(strstr(ask("pdfinfo -isodates", "tiny.pdf", ""),
                                 "1970-01-02T00:00:00Z\n"));
}
END_TEST

/* Every one of the words in this order. */
static void
follow(const char *text, const char *const *words)
{
    for (; *words; words++) {
        const char *next = strstr(text, *words);
        ck_assert_msg(next != NULL, "no %s in %s", *words, text);
        text = next + 1;
    }
}

START_TEST(bookmarks_links_and_labels_lead_on)
{
    static const char *const outline[] = {"\"destpageposfrom1\": 1",
                                          "\"One deeper\"",
                                          "\"One below\"",
                                          "\"title\": \"One – ünï\"",
                                          "\"kids\": []",
                                          "\"title\": \"Two\"",
                                          NULL};
    static const char *const labels[] = {
        "\"index\": 0", "/r",         "\"/St\": 3", "\"index\": 1",
        "/D",           "\"/St\": 1", NULL};
    struct book book = make_book();

    print_tiny(&book, 2);
    follow(ask("qpdf --json --json-key=outlines", "tiny.pdf", ""), outline);
    const char *said = ask("qpdf --json --json-key=pagelabels", "tiny.pdf", "");
    ck_assert_ptr_nonnull(labels[0]);
    ck_assert_ptr_nonnull(strstr(said, "\"/S\": \"/r\""));
    ck_assert_ptr_nonnull(strstr(said, "\"/St\": 3"));
    ck_assert_ptr_null(strstr(said, "\"index\": 2"));
    const char *all = ask("qpdf --qdf", "tiny.pdf", "-");
    ck_assert_ptr_nonnull(strstr(all, "/URI (https://example.org/a%20b)"));
    ck_assert_ptr_null(strstr(all, "javascript"));
    ck_assert_ptr_nonnull(strstr(all, "/XYZ\n    0\n    495\n    null"));
}
END_TEST

START_TEST(a_missing_picture_is_said_once_and_leaves_a_gap)
{
    struct book book = make_book();

    print_tiny(&book, 1);
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_str_eq(diag.last->place.file, "content/a.md");
    ck_assert_int_eq(diag.last->place.line, 7);
}
END_TEST

START_TEST(a_pdf_is_the_same_bytes_on_any_number_of_threads)
{
    struct book book = make_book();

    print_tiny(&book, 1);
    struct bytes first = take_file("tiny.pdf");
    ck_assert(remove(path_join(&arena, folder, "tiny.pdf")) == 0);
    print_tiny(&book, 2);
    ck_assert(same(first, take_file("tiny.pdf")));
}
END_TEST

START_TEST(an_empty_book_is_still_a_sound_file)
{
    struct sheet *sheet = sheet_new(&arena, 100, 100);
    struct page page = {sheet, "", "cover"};
    struct book book = {.pages = &page, .page_count = 1};

    print_tiny(&book, 2);
    ask("qpdf --check", "tiny.pdf", "");
}
END_TEST

START_TEST(a_folder_that_cannot_be_written_is_said)
{
    struct book book = make_book();
    struct edition edition = make_edition(&book, NULL);

    edition.out = path_join(&arena, folder, "dots.png");
    ck_assert(!print_pdf(&arena, &diag, &edition));
    ck_assert_int_ge(diag.errors, 1);
}
END_TEST

START_TEST(a_document_breaks_once_and_stays_broken)
{
    struct pdf *pdf = pdf_open(&arena, &diag);
    char name[300] = "";

    memset(name, 'a', sizeof name - 1);
    map_name(pdf, pdf_catalog(pdf), name, "Value");
    map_name(pdf, pdf_catalog(pdf), name, "Value");
    ck_assert_ptr_null(pdf_page(pdf, (struct bytes){"", 0}));
    ck_assert_ptr_null(pdf_save(&arena, pdf).at);
    ck_assert_int_eq(diag.errors, 1);
    pdf_close(pdf);
}
END_TEST

/* Mean difference of a page as poppler and as cairo draws it, of 255. */
static double
compare_page(const struct sheet *sheet, const char *file)
{
    struct pixels seen = decode(take_file(file));
    struct raster raster = paint(seen.width, seen.height, 1);
    const double paper[] = {1, 1, 1};
    double sum = 0;
    int count = seen.width * seen.height;

    ck_assert(sheet_raster(&arena, faces, NULL, sheet, paper, 2, &raster));
    for (int i = 0; i < count; i++)
        sum +=
            abs(seen.at[seen.channels * i] - (int)(raster.at[i] >> 16 & 255));
    return sum / count;
}

START_TEST(a_page_looks_the_same_in_pdf_and_in_pixels)
{
    struct book book = make_book();

    print_tiny(&book, 2);
    ask("pdftoppm -r 144 -png -l 1 -singlefile", "tiny.pdf",
        arena_print(&arena, "%s/page", folder));
    /* Two ways to smooth edges differ by some 0.3; one line of text with its
     * letters mixed up by more than 1. */
    ck_assert_double_lt(compare_page(book.pages[0].sheet, "page.png"), 0.6);
}
END_TEST

/* ---- figures */

static const struct sheet *
draw_frame(const struct figure *figure, struct arena *own,
           struct shaper *letters, int part, int frame)
{
    struct sheet *sheet = sheet_new(own, figure->width, figure->height);
    struct style style = {FACE_SANS, 20, 0, 0};
    const char *words = arena_print(own, "%d-%d", part, frame);

    sheet_rectangle(sheet, 0, 0, 10 * part, 10 * frame, &inks[1]);
    sheet_glyphs(sheet, 100, 100,
                 shape_text(letters, &style, words, strlen(words)), &inks[0]);
    return sheet;
}

static struct key
name_frame(const struct figure *figure, int part, int frame)
{
    const int numbers[] = {part, frame};

    (void)figure;
    return key_of(numbers, sizeof numbers);
}

static struct figures
make_figures(void)
{
    static const double years[] = {2026, 2026.5, 2027}, power[] = {1, NAN};
    static const struct column columns[] = {
        {"year", "1", years, 3}, {"power, \"used\"", "GW", power, 2}};
    struct figure *figures = TAKE_ARRAY(&arena, 2, struct figure);

    figures[0] = (struct figure){.name = "curve",
                                 .title = "Power & time",
                                 .alt = "It rises",
                                 .source = "central run",
                                 .sheet = draw_figure(),
                                 .columns = columns,
                                 .column_count = 2};
    figures[1] = (struct figure){.name = "loop",
                                 .parts = 2,
                                 .frames = 7,
                                 .width = 640,
                                 .height = 360,
                                 .draw = draw_frame,
                                 .frame_key = name_frame};
    return (struct figures){figures, 2};
}

static const char *
take_text(const char *name)
{
    return take_file(name).at;
}

START_TEST(a_figure_is_written_in_five_forms)
{
    static const char *const svg[] = {
        "viewBox=\"0 0 320 180\"",
        "<title id=\"f-curve-title\">Power &amp; time<",
        ">It rises</desc>",
        "<path id=\"f-curve-",
        "url(#f-curve-clip1)",
        "<use href=\"#f-curve-",
        "</svg>",
        NULL};
    struct figures figures = make_figures();
    struct edition edition = make_edition(NULL, &figures);

    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    follow(take_text("figures/curve.svg"), svg);
    ck_assert_int_eq(decode(take_file("figures/curve.png")).width, 1600);
    ask("qpdf --check", "figures/curve.pdf", "");
    ck_assert_ptr_nonnull(
        strstr(ask("pdftotext", "figures/curve.pdf", "-"), "2026"));
    ck_assert_str_eq(take_text("figures/curve.csv"),
                     "year,\"power, \"\"used\"\" [GW]\"\n"
                     "2026,1\n2026.5,\n2027,\n");
    ck_assert_ptr_nonnull(strstr(take_text("figures/curve.json"),
                                 "\"unit\": \"GW\", \"values\": [1, null]"));
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(frames_are_indexed_pictures_of_one_size)
{
    static const char *const names[] = {"loop", NULL};
    struct figures figures = make_figures();
    struct edition edition = make_edition(NULL, &figures);

    ck_assert(print_figures(&arena, &diag, &edition, names));
    struct bytes png = take_file("html/sequences/loop/p2-006.png");
    ck_assert_int_eq(png.at[25], 3);
    struct pixels pixels = decode(png);
    ck_assert_int_eq(pixels.width, 1280);
    ck_assert_int_eq(pixels.height, 720);
    /* The paper is the palette's. */
    ck_assert_int_eq(pixels.at[3 * 1279], 255);
    ck_assert_int_eq(pixels.at[3 * 1279 + 2], 230);
    ck_assert(!file_exists(path_join(&arena, folder, "figures/curve.svg")));
}
END_TEST

START_TEST(figures_are_the_same_from_the_cache_and_on_one_thread)
{
    static const char *const names[] = {
        "html/sequences/loop/p1-003.png", "figures/curve.pdf",
        "figures/curve.svg", "figures/curve.png"};
    struct figures figures = make_figures();
    struct edition edition = make_edition(NULL, &figures);
    struct cache cache = {path_join(&arena, folder, "cache")};
    struct bytes first[COUNT(names)];

    ck_assert(folder_make(&diag, cache.folder));
    edition.cache = &cache;
    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    for (size_t i = 0; i < COUNT(names); i++)
        first[i] = take_file(names[i]);
    ask("rm -r", "figures", arena_print(&arena, "'%s/html'", folder));
    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    for (size_t i = 0; i < COUNT(names); i++)
        ck_assert(same(first[i], take_file(names[i])));
    edition.cache = NULL;
    edition.threads = 1;
    ck_assert(print_figures(&arena, &diag, &edition, NULL));
    for (size_t i = 0; i < COUNT(names); i++)
        ck_assert(same(first[i], take_file(names[i])));
}
END_TEST

START_TEST(an_unknown_figure_is_said_with_a_hint)
{
    static const char *const names[] = {"curv", NULL};
    struct figures figures = make_figures();
    struct edition edition = make_edition(NULL, &figures);

    ck_assert(!print_figures(&arena, &diag, &edition, names));
    ck_assert_str_eq(diag.last->words,
                     "no figure named 'curv', did you mean 'curve'?");
}
END_TEST

static TCase *
make_case(const char *name)
{
    TCase *tests = tcase_create(name);

    tcase_add_checked_fixture(tests, open_all, close_all);
    tcase_set_timeout(tests, 60);
    return tests;
}

Suite *
suite_print(void)
{
    Suite *suite = suite_create("print");
    TCase *png = make_case("png"), *pdf = make_case("pdf");
    TCase *figures = make_case("figures");

    tcase_add_test(png, a_png_reads_back_as_it_was_written);
    tcase_add_test(png, many_colours_become_the_most_frequent);
    tcase_add_test(png, transparency_is_kept_apart);
    tcase_add_test(png, grey_and_deep_pictures_have_eight_bits);
    tcase_add_test(png, broken_pngs_are_errors_at_their_marks);
    tcase_add_test(pdf, a_pdf_is_sound_and_embeds_its_fonts);
    tcase_add_test(pdf, the_text_of_a_pdf_comes_out_exactly);
    tcase_add_test(pdf, a_pdf_says_what_it_is);
    tcase_add_test(pdf, bookmarks_links_and_labels_lead_on);
    tcase_add_test(pdf, a_missing_picture_is_said_once_and_leaves_a_gap);
    tcase_add_test(pdf, a_pdf_is_the_same_bytes_on_any_number_of_threads);
    tcase_add_test(pdf, an_empty_book_is_still_a_sound_file);
    tcase_add_test(pdf, a_folder_that_cannot_be_written_is_said);
    tcase_add_test(pdf, a_document_breaks_once_and_stays_broken);
    tcase_add_test(pdf, a_page_looks_the_same_in_pdf_and_in_pixels);
    tcase_add_test(figures, a_figure_is_written_in_five_forms);
    tcase_add_test(figures, frames_are_indexed_pictures_of_one_size);
    tcase_add_test(figures,
                   figures_are_the_same_from_the_cache_and_on_one_thread);
    tcase_add_test(figures, an_unknown_figure_is_said_with_a_hint);
    suite_add_tcase(suite, png);
    suite_add_tcase(suite, pdf);
    suite_add_tcase(suite, figures);
    return suite;
}
