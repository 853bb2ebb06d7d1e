/* check_print.c: the PDF as other programs read it. The
 * PDFs are asked about with qpdf and poppler's tools, which must be there.
 * Everything is written into a folder of its own. */
#define _XOPEN_SOURCE 700
#include "suites.h"

#include "printed.h"

#include <stdlib.h>
#include <string.h>

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

static struct raster
make_raster(int width, int height)
{
    return (struct raster){width, height,
                           TAKE_ARRAY(&arena, width * height, uint32_t)};
}

struct writer {
    struct sheet *sheet;
    double x, y;
    struct style style;
};

/* Words with their spaces as marks of their own, as figures have them. */
static void
write_words(struct writer *writer, const char *words)
{
    while (*words) {
        size_t length = *words == ' ' ? 1 : strcspn(words, " ");
        const struct glyphs *glyphs =
            shape_text(shaper, &writer->style, words, length);
        sheet_glyphs(writer->sheet, writer->x, writer->y, glyphs, &inks[0]);
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
        ->soft_hyphen = true;
}

static struct writer
begin_page(void)
{
    struct writer writer = {
        .sheet = sheet_new(&arena, 420, 595),
        .y = 40,
        .style = {.face = FACE_TEXT, .size = 11, .features = FEATURE_OLD_STYLE},
    };

    writer.sheet->element = 1;
    return writer;
}

static const struct page *
make_pages(void)
{
    struct page *pages = TAKE_ARRAY(&arena, 3, struct page);
    struct writer writer = begin_page();

    write_line(&writer, "The office is difficult: naïve “Ångström” fjord");
    write_line(&writer, "a b costs x\xcc\x81y and a compu");
    write_hyphen(&writer);
    write_line(&writer, "ter in AVATAR, 一\ue000\ue001");
    writer.style = (struct style){.face = FACE_MONO, .size = 9};
    write_line(&writer, "élan at café = \"naïve\"");
    writer.style = (struct style){
        .face = FACE_TEXT, .size = 11, .features = FEATURE_SMALL_CAPS};
    write_line(&writer, "Agi and rsi");
    writer.style = (struct style){.face = FACE_TEXT_BOLD, .size = 11};
    write_line(&writer, "MÜNCHEN: garçon à Åse");
    sheet_link(writer.sheet, 40, 40, 100, 12, "#far", "see there");
    sheet_link(writer.sheet, 40, 60, 100, 12, "https://example.org/a b", NULL);
    sheet_link(writer.sheet, 40, 80, 100, 12, "javascript:alert(1)", NULL);
    pages[0] = (struct page){writer.sheet, "", "iii"};
    writer = begin_page();
    write_line(&writer, "Second page");
    sheet_place(writer.sheet, 40, 100, draw_figure(), 0.9);
    sheet_image(writer.sheet, 40, 300, 60, 40, "dots.png", "dots");
    static const struct place place = {"content/a.md", 7, 2};
    sheet_image(writer.sheet, 140, 300, 60, 40, "none.png", "nothing")->place =
        &place;
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
make_edition(const struct book *book)
{
    static struct tree tree;
    struct raster dots = make_raster(6, 4);

    tree = (struct tree){.folder = folder, .slug = "tiny", .language = "en-GB"};
    ck_assert(file_write(&diag, path_join(&arena, folder, "dots.png"),
                         png_encode(&arena, &dots, NULL)));
    return (struct edition){.tree = &tree,
                            .book = book,
                            .faces = faces,
                            .out = folder,
                            .threads = 2};
}

static void
print_tiny(const struct book *book, int threads)
{
    struct edition edition = make_edition(book);

    edition.threads = threads;
    ck_assert(print_pdf(&arena, &diag, &edition));
}

/* The file unpacked, without the NULs of its fonts. */
static const char *
take_objects(void)
{
    return ask("qpdf --qdf --normalize-content=n", "tiny.pdf",
               "- | tr -d '\\000'");
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
    ck_assert_int_eq(count, 5);
    ck_assert_ptr_nonnull(strstr(fonts, "CID Type 0C"));
    ck_assert_ptr_nonnull(strstr(fonts, "CID TrueType"));
}
END_TEST

START_TEST(the_text_of_a_pdf_comes_out_exactly)
{
    struct book book = make_book();

    print_tiny(&book, 2);
    ck_assert_str_eq(
        ask("pdftotext -l 1 -enc UTF-8 -nopgbrk", "tiny.pdf", "- | grep ."),
        "The office is difficult: naïve “Ångström” fjord\n"
        "a b costs x\xcc\x81y and a compu\xc2\xad\n"
        "ter in AVATAR, 一\ue000\ue001\n"
        "élan at café = \"naïve\"\n"
        "Agi and rsi\n"
        "MÜNCHEN: garçon à Åse\n");
    /* No face has the last two: one glyph, which must be read in two ways. */
    ck_assert_ptr_nonnull(strstr(take_objects(), "/ActualText<FEFFE001>"));
}
END_TEST

/* A letter two lines high, the rest of its word, a line below. */
static struct sheet *
draw_initial(void)
{
    struct writer writer = begin_page();
    const struct glyphs *space = shape_text(shaper, &writer.style, " ", 1);
    struct mark *first = sheet_glyphs(writer.sheet, 40, 40, space, &inks[0]);

    first->meant = 3;
    first->meaning = "Then";
    writer.x = 40;
    writer.y = 54;
    writer.style.size = 33;
    write_words(&writer, "T");
    writer.style.size = 11;
    writer.y = 40;
    write_words(&writer, "hen it was");
    writer.x = 62;
    writer.y = 54;
    write_words(&writer, "said below");
    return writer.sheet;
}

START_TEST(marks_that_mean_one_word_are_read_as_one)
{
    struct book book = make_book();
    struct page page = {draw_initial(), "1", "1"};

    book.pages = &page;
    book.page_count = 1;
    book.bookmark_count = book.destination_count = 0;
    print_tiny(&book, 1);
    ck_assert_str_eq(ask("pdftotext -nopgbrk", "tiny.pdf", "- | grep ."),
                     "Then it was\nsaid below\n");
}
END_TEST

/* So many glyphs that among their codes are brackets, strokes and returns. */
START_TEST(every_code_can_stand_in_a_string)
{
    static const char *const lines[] = {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdeghijklmnopqrstuvwxyz",
        "0123456789 .,:; !? + = # %", "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ",
        "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ"};
    struct writer writer = begin_page();
    struct text text = text_new(&arena);
    struct book book = make_book();

    for (size_t i = 0; i < COUNT(lines); i++) {
        write_line(&writer, lines[i]);
        text_print(&text, "%s\n", lines[i]);
    }
    book.pages = &(struct page){writer.sheet, "1", "1"};
    book.page_count = 1;
    book.destination_count = book.bookmark_count = 0;
    print_tiny(&book, 1);
    const char *objects = take_objects();
    ck_assert_ptr_nonnull(strstr(objects, "\\("));
    ck_assert_ptr_nonnull(strstr(objects, "\\)"));
    ck_assert_ptr_nonnull(strstr(objects, "\\\\"));
    ck_assert_ptr_nonnull(strstr(objects, "\\r"));
    ck_assert_str_eq(
        ask("pdftotext -enc UTF-8 -nopgbrk", "tiny.pdf", "- | grep ."),
        text.at);
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

/* libharu breaks a document over a longer string. */
START_TEST(what_a_pdf_says_of_itself_ends_where_its_strings_do)
{
    struct book book = make_book();

    book.title = book.subject = repeat("word \U0001f600 ", 20000);
    print_tiny(&book, 2);
    ask("qpdf --check", "tiny.pdf", "");
}
END_TEST

START_TEST(bookmarks_links_and_labels_lead_on)
{
    static const char *const outline[] = {"\"destpageposfrom1\": 1",
                                          "\"One deeper\"",
                                          "\"One below\"",
                                          "\"title\": \"One – ünï\"",
                                          "\"kids\": []",
                                          "\"title\": \"Two\"",
                                          NULL};
    struct book book = make_book();

    print_tiny(&book, 2);
    follow(ask("qpdf --json --json-key=outlines", "tiny.pdf", ""), outline);
    const char *said = ask("qpdf --json --json-key=pagelabels", "tiny.pdf", "");
    ck_assert_ptr_nonnull(strstr(said, "\"/S\": \"/r\""));
    ck_assert_ptr_nonnull(strstr(said, "\"/St\": 3"));
    ck_assert_ptr_null(strstr(said, "\"index\": 2"));
    const char *all = take_objects();
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

/* A picture of so many colours, in a file of that name and out of a PDF. */
static void
goes_through(const char *name, int colours)
{
    struct writer writer = begin_page();
    struct page page = {writer.sheet, "", "1"};
    struct book book = {.pages = &page, .page_count = 1};
    struct raster raster = make_raster(30, 20);

    for (int i = 0; i < 30 * 20; i++)
        raster.at[i] = (uint32_t)(i % colours) * 2654435u & 0xffffff;
    struct bytes png = png_encode(&arena, &raster, NULL);
    ck_assert(file_write(&diag, path_join(&arena, folder, name), png));
    sheet_image(writer.sheet, 40, 300, 60, 40, name, "dots");
    print_tiny(&book, 2);
    ask("pdfimages -png", "tiny.pdf", path_join(&arena, folder, "out"));
    struct pixels from = decode(png), to = decode(take_file("out-000.png"));
    ck_assert_int_eq(to.width, 30);
    ck_assert_int_eq(to.height, 20);
    ck_assert_int_eq(to.channels, 3);
    ck_assert_mem_eq(to.at, from.at, 30 * 20 * 3);
}

START_TEST(pictures_come_out_of_a_pdf_as_they_went_in)
{
    goes_through("many.png", 600);
    goes_through("few.png", 7);
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
    struct edition edition = make_edition(&book);

    edition.out = path_join(&arena, folder, "dots.png");
    ck_assert(!print_pdf(&arena, &diag, &edition));
    ck_assert_int_ge(diag.errors, 1);
}
END_TEST

START_TEST(a_document_breaks_once_and_stays_broken)
{
    struct parcel *parcel = parcel_open(&arena, &diag, NULL);
    struct pdf *pdf = pdf_open(&arena, &diag, parcel, 1);
    char name[300] = "";

    memset(name, 'a', sizeof name - 1);
    map_name(pdf, pdf_catalog(pdf), "Key", name);
    map_name(pdf, pdf_catalog(pdf), "Key", name);
    ck_assert_ptr_null(pdf_page(pdf));
    ck_assert(!pdf_save(pdf));
    ck_assert_int_eq(diag.errors, 1);
    pdf_close(pdf);
}
END_TEST

/* Mean difference of a page as poppler and as cairo draws it, of 255. */
static double
compare_page(const struct sheet *sheet, const char *file)
{
    struct pixels seen = decode(take_file(file));
    struct raster raster = make_raster(seen.width, seen.height);
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
    struct writer writer = begin_page();
    struct page page = {writer.sheet, "", "1"};
    struct book book = {.pages = &page, .page_count = 1};

    /* Accents that are parts of glyphs of their own must not move others. */
    for (int face = 0; face < FACE_OTHER; face++) {
        writer.style = (struct style){.face = (enum face_name)face, .size = 12};
        write_line(&writer, "élan at the naïve office, 2026 in Ångström");
        write_line(&writer, "each façade quickly judged, x^2 = (7 + 10)");
    }
    sheet_place(writer.sheet, 40, 400, draw_figure(), 0.9);
    print_tiny(&book, 2);
    ask("pdftoppm -r 144 -png -l 1 -singlefile", "tiny.pdf",
        arena_print(&arena, "%s/page", folder));
    /* Two ways to smooth edges differ by 1.1; with the letters of the two
     * monospaced faces mixed up it is 3.7. */
    ck_assert_double_lt(compare_page(writer.sheet, "page.png"), 2);
}
END_TEST

Suite *
suite_print(void)
{
    Suite *suite = suite_create("print");
    TCase *pdf = tcase_create("pdf");

    tcase_add_checked_fixture(pdf, begin_printing, end_printing);
    tcase_set_timeout(pdf, 60);
    tcase_add_test(pdf, a_pdf_is_sound_and_embeds_its_fonts);
    tcase_add_test(pdf, the_text_of_a_pdf_comes_out_exactly);
    tcase_add_test(pdf, marks_that_mean_one_word_are_read_as_one);
    tcase_add_test(pdf, every_code_can_stand_in_a_string);
    tcase_add_test(pdf, a_pdf_says_what_it_is);
    tcase_add_test(pdf, what_a_pdf_says_of_itself_ends_where_its_strings_do);
    tcase_add_test(pdf, bookmarks_links_and_labels_lead_on);
    tcase_add_test(pdf, a_missing_picture_is_said_once_and_leaves_a_gap);
    tcase_add_test(pdf, pictures_come_out_of_a_pdf_as_they_went_in);
    tcase_add_test(pdf, a_pdf_is_the_same_bytes_on_any_number_of_threads);
    tcase_add_test(pdf, an_empty_book_is_still_a_sound_file);
    tcase_add_test(pdf, a_folder_that_cannot_be_written_is_said);
    tcase_add_test(pdf, a_document_breaks_once_and_stays_broken);
    tcase_add_test(pdf, a_page_looks_the_same_in_pdf_and_in_pixels);
    suite_add_tcase(suite, case_png());
    suite_add_tcase(suite, pdf);
    suite_add_tcase(suite, case_tags());
    suite_add_tcase(suite, case_figures());
    suite_add_tcase(suite, case_films());
    suite_add_tcase(suite, case_provenance());
    return suite;
}
