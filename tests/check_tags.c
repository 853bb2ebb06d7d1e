/* check_tags.c: the structure tree of a PDF, as poppler reads it. Elements are
 * made by hand and painted in an order of ours; what comes out is the tree
 * with its words. The rules that hold for every file are in
 * tests/pdf/rules.mjs. */
#define _XOPEN_SOURCE 700
#include "suites.h"

#include "printed.h"

#include <string.h>

static struct element elements[16];
static size_t element_count;
static struct page pages[2];
static struct sheet *sheet; /* of the page that is being painted */
static size_t page_count;

static int
add_element(enum role role, int parent)
{
    elements[element_count] = (struct element){.role = role, .parent = parent};
    return (int)element_count++;
}

static void
turn_page(void)
{
    sheet = sheet_new(&arena, 420, 595);
    pages[page_count++] = (struct page){sheet, "", "1"};
}

static void
begin_tags(void)
{
    begin_printing();
    element_count = page_count = 0;
    add_element(ROLE_ARTIFACT, 0);
    add_element(ROLE_DOCUMENT, 0);
    turn_page();
}

/* A line of its own for the element. */
static struct mark *
paint(int element, const char *words)
{
    struct style style = {.face = FACE_TEXT, .size = 11};

    sheet->element = element;
    return sheet_glyphs(sheet, 40, 40 + 14 * (double)sheet->count,
                        shape_text(shaper, &style, words, strlen(words)),
                        &inks[0]);
}

static const char *
ask(const char *command, const char *rest)
{
    FILE *pipe = popen(
        arena_print(&arena, "%s '%s/tags.pdf' %s", command, folder, rest), "r");
    char *said = arena_take(&arena, 20000);

    ck_assert_ptr_nonnull(pipe);
    size_t length = fread(said, 1, 19999, pipe);
    ck_assert_int_eq(pclose(pipe), 0);
    said[length] = '\0';
    return said;
}

static void
print_tags(void)
{
    struct tree tree = {.folder = folder, .slug = "tags"};
    struct book book = {.arena = &arena,
                        .title = "T",
                        .language = "en-GB",
                        .pages = pages,
                        .page_count = page_count,
                        .elements = elements,
                        .element_count = element_count};
    struct edition edition = {.tree = &tree,
                              .book = &book,
                              .faces = faces,
                              .out = folder,
                              .threads = 1};

    ck_assert(print_pdf(&arena, &diag, &edition));
}

static const char *
read_tags(void)
{
    print_tags();
    return ask("pdfinfo -struct-text", "");
}

static const char *
read_objects(void)
{
    print_tags();
    return ask("qpdf --qdf --normalize-content=n",
               "- | tr -d '\\000' | grep -a -v '^%'");
}

START_TEST(a_paragraph_over_a_page_break_is_one_element)
{
    int p = add_element(ROLE_PARAGRAPH, 1);

    paint(p, "begun");
    turn_page();
    paint(p, "ended");
    ck_assert_str_eq(read_tags(), "Document\n"
                                  "  P (block)\n"
                                  "    \"begun\"\n"
                                  "    \"ended\"\n");
}
END_TEST

START_TEST(words_on_two_lines_are_told_apart_but_not_broken_ones)
{
    int p = add_element(ROLE_PARAGRAPH, 1);

    paint(p, "one");
    paint(p, "two, bro")->soft_hyphen = false;
    paint(p, "-")->soft_hyphen = true;
    sheet->marks[2].y = sheet->marks[1].y;
    sheet->marks[2].x = sheet->marks[1].x + sheet->marks[1].glyphs->width;
    paint(p, "ken");
    ck_assert_str_eq(read_tags(), "Document\n"
                                  "  P (block)\n"
                                  "    \"one two, bro\"\n"
                                  "    \"-\"\n"
                                  "    \"ken \"\n");
}
END_TEST

START_TEST(a_note_at_the_foot_is_read_behind_its_paragraph)
{
    int first = add_element(ROLE_PARAGRAPH, 1);
    int second = add_element(ROLE_PARAGRAPH, 1);
    int note = add_element(ROLE_NOTE, 1);

    elements[note].after = first;
    paint(first, "first");
    paint(second, "second");
    paint(note, "note");
    follow(read_tags(),
           (const char *[]){"\"first\"", "Note <n", "\"second\"", NULL});
}
END_TEST

START_TEST(a_figure_that_floats_up_is_read_behind_its_sibling)
{
    int p = add_element(ROLE_PARAGRAPH, 1);
    int figure = add_element(ROLE_FIGURE, 1);

    elements[figure].after = p;
    elements[figure].alt = "a (rising) curve";
    sheet->element = figure;
    sheet_place(sheet, 40, 100, draw_figure(), 0.5);
    turn_page();
    paint(p, "words");
    follow(read_tags(), (const char *[]){"P (block)", "\"words\"", "Figure",
                                         "/BBox [40 405 200 495]", NULL});
    ck_assert_ptr_nonnull(
        strstr(read_objects(), "/Alt (a \\(rising\\) curve)"));
}
END_TEST

START_TEST(an_empty_cell_keeps_its_place_in_the_row)
{
    int row = add_element(ROLE_ROW, add_element(ROLE_TABLE, 1));
    int cells[3];

    for (int i = 0; i < 3; i++)
        cells[i] = add_element(ROLE_CELL, row);
    paint(cells[2], "last");
    ck_assert_str_eq(read_tags(), "Document\n"
                                  "  Table (block)\n"
                                  "    TR\n"
                                  "      TD\n"
                                  "      TD\n"
                                  "      TD\n"
                                  "        \"last\"\n");
}
END_TEST

START_TEST(a_heading_level_is_never_left_out)
{
    static const int levels[] = {1, 4, 2, 9};

    for (size_t i = 0; i < COUNT(levels); i++) {
        int heading = add_element(ROLE_HEADING, 1);
        elements[heading].level = levels[i];
        paint(heading, "h");
    }
    follow(read_tags(), (const char *[]){"H1 (", "H2 (", "H2 (", "H3 (", NULL});
}
END_TEST

START_TEST(what_nothing_was_painted_for_is_not_there)
{
    add_element(ROLE_ITEM, add_element(ROLE_LIST, 1));
    paint(add_element(ROLE_PARAGRAPH, 1), "p");
    paint(0, "decoration");
    ck_assert_str_eq(read_tags(), "Document\n"
                                  "  P (block)\n"
                                  "    \"p\"\n");
}
END_TEST

START_TEST(a_link_of_an_artifact_is_left_out)
{
    int link = add_element(ROLE_LINK, add_element(ROLE_PARAGRAPH, 1));

    paint(link, "here");
    sheet_link(sheet, 40, 40, 20, 10, "https://example.org/", "here");
    paint(0, "here");
    sheet_link(sheet, 40, 60, 20, 10, "https://example.org/again", "again");
    const char *all = read_objects();
    ck_assert_ptr_nonnull(strstr(all, "https://example.org/)"));
    ck_assert_ptr_null(strstr(all, "again"));
    ck_assert_ptr_nonnull(strstr(all, "/OBJR"));
}
END_TEST

START_TEST(a_link_to_nowhere_is_only_words)
{
    int link = add_element(ROLE_LINK, add_element(ROLE_PARAGRAPH, 1));

    paint(link, "here");
    sheet_link(sheet, 40, 40, 20, 10, "#nowhere", "here");
    ck_assert_str_eq(read_tags(), "Document\n"
                                  "  P (block)\n"
                                  "    Span (inline)\n"
                                  "      \"here\"\n");
}
END_TEST

/* Neither its words nor what they mean: the tree would get an element of a
 * type that no standard knows. */
START_TEST(a_running_head_is_an_artifact_whatever_its_letters)
{
    paint(add_element(ROLE_FURNITURE, 0), "e\u0301q\u0307\u0323 \ue000");
    paint(add_element(ROLE_PARAGRAPH, 1), "words");
    ck_assert_str_eq(read_tags(), "Document\n"
                                  "  P (block)\n"
                                  "    \"words \"\n");
    ck_assert_ptr_nonnull(strstr(read_objects(), "/ActualText"));
}
END_TEST

START_TEST(a_box_ends_where_the_page_does)
{
    int formula = add_element(ROLE_FORMULA, 1);

    paint(formula, "a very, very, very, very, very, very long formula that "
                   "goes on, and on, and on, and on, and on, and on, on, on")
        ->x = -20;
    follow(read_tags(), (const char *[]){"/BBox [0 ", " 420 ", NULL});
}
END_TEST

START_TEST(an_empty_item_has_a_body_and_begins_with_its_label)
{
    int list = add_element(ROLE_LIST, 1);
    int first = add_element(ROLE_ITEM, list);
    int first_label = add_element(ROLE_LABEL, first);
    add_element(ROLE_ITEM_BODY, first);
    int second = add_element(ROLE_ITEM, list);
    int label = add_element(ROLE_LABEL, second);
    int body = add_element(ROLE_ITEM_BODY, second);
    int p = add_element(ROLE_PARAGRAPH, body);

    paint(first_label, "1.");
    paint(p, "floats up");
    paint(label, "2.");
    follow(read_tags(),
           (const char *[]){"LI", "Lbl", "1.", "LBody", "LI", "Lbl", "2.",
                            "LBody", "floats up", NULL});
}
END_TEST

START_TEST(a_cell_tells_what_it_spans)
{
    int row = add_element(ROLE_ROW, add_element(ROLE_TABLE, 1));
    int head = add_element(ROLE_HEADER_CELL, row);
    int cell = add_element(ROLE_CELL, row);

    elements[head].across = 3;
    elements[cell].across = 2;
    elements[cell].down = 4;
    paint(head, "head");
    paint(cell, "cell");
    follow(read_objects(),
           (const char *[]){"/ColSpan 3", "/ColSpan 2", "/RowSpan 4", NULL});
}
END_TEST

/* Of a text of PDF: a byte order mark, no character, a control. */
START_TEST(no_text_has_what_is_no_character)
{
    struct text text = text_new(&arena);

    text_string(&text, "\u00e9\ufeff\uffff\x1b\n");
    ck_assert_str_eq(text.at, "<FEFF00E9200BFFFDFFFD000A>");
}
END_TEST

START_TEST(a_character_that_no_face_has_is_a_box_and_no_notdef)
{
    paint(add_element(ROLE_PARAGRAPH, 1), "a \U00010380 b");
    const char *all = read_objects();
    ck_assert_ptr_nonnull(strstr(all, "/ActualText<FEFFD800DF80>"));
    ck_assert_ptr_null(strstr(all, "()]TJ"));
    ck_assert_ptr_nonnull(strstr(all, "re\nS Q"));
}
END_TEST

START_TEST(a_book_without_a_title_claims_no_standard)
{
    paint(add_element(ROLE_PARAGRAPH, 1), "p");
    print_tags();
    ck_assert_ptr_nonnull(strstr(ask("pdfinfo -meta", ""), "<pdfuaid:part>1<"));
    struct book book = {.title = "", .language = "en", .element_count = 1};
    ck_assert(!info_claims(&book));
    book.title = "T";
    ck_assert(info_claims(&book));
    book.language = "English, please";
    ck_assert(!info_claims(&book));
}
END_TEST

TCase *
case_tags(void)
{
    TCase *tags = tcase_create("tags");

    tcase_add_checked_fixture(tags, begin_tags, end_printing);
    tcase_set_timeout(tags, 60);
    tcase_add_test(tags, a_paragraph_over_a_page_break_is_one_element);
    tcase_add_test(tags, words_on_two_lines_are_told_apart_but_not_broken_ones);
    tcase_add_test(tags, a_note_at_the_foot_is_read_behind_its_paragraph);
    tcase_add_test(tags, a_figure_that_floats_up_is_read_behind_its_sibling);
    tcase_add_test(tags, an_empty_cell_keeps_its_place_in_the_row);
    tcase_add_test(tags, a_heading_level_is_never_left_out);
    tcase_add_test(tags, what_nothing_was_painted_for_is_not_there);
    tcase_add_test(tags, a_link_of_an_artifact_is_left_out);
    tcase_add_test(tags, a_link_to_nowhere_is_only_words);
    tcase_add_test(tags, a_running_head_is_an_artifact_whatever_its_letters);
    tcase_add_test(tags, a_box_ends_where_the_page_does);
    tcase_add_test(tags, an_empty_item_has_a_body_and_begins_with_its_label);
    tcase_add_test(tags, a_cell_tells_what_it_spans);
    tcase_add_test(tags, no_text_has_what_is_no_character);
    tcase_add_test(tags, a_character_that_no_face_has_is_a_box_and_no_notdef);
    tcase_add_test(tags, a_book_without_a_title_claims_no_standard);
    return tags;
}
