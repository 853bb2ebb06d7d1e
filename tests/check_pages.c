/* check_pages.c: what stands on pages beside the lines: notes that are cut,
 * columns of tables, the index. Books are written as Markdown, set, and read
 * from their traces. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paged.h"
#include "read/inside.h"
#include "suites.h"

/* A pen that keeps the last mark whose text begins with the words. */
struct keeper {
    struct pen pen;
    const char *words;
    struct mark *found; /* or NULL */
};

static void
keep_mark(struct pen *pen, const struct mark *mark)
{
    struct keeper *own = (struct keeper *)pen;

    if (strncmp(mark->glyphs->text, own->words, strlen(own->words)) != 0)
        return;
    struct glyphs *glyphs = TAKE(&arena, struct glyphs);
    *glyphs = *mark->glyphs;
    own->found = TAKE(&arena, struct mark);
    *own->found = *mark;
    own->found->glyphs = glyphs;
}

static void
pass_group(struct pen *pen, const struct mark *mark)
{
    (void)pen, (void)mark;
}

static const struct mark *
find_mark(const struct sheet *sheet, const char *words)
{
    struct keeper keeper = {.pen = {.glyphs = keep_mark,
                                    .group = pass_group,
                                    .ungroup = pass_group},
                            .words = words};

    sheet_draw(sheet, &keeper.pen);
    return keeper.found;
}

/* Pages whose trace holds the words. */
static size_t
count_pages(const struct book *book, const char *words)
{
    size_t count = 0;

    for (size_t i = 0; i < book->page_count; i++)
        count += strstr(trace_page(book, i), words) != NULL;
    return count;
}

START_TEST(a_note_higher_than_a_page_goes_on_on_the_next)
{
    const char *note = repeat("Nobody reads so long a note to its end. ", 150);
    const struct book *book = set_markdown(arena_print(
        &arena, "# T\n\n%s\n\nMarked.[^n]\n\n%s\n\n[^n]: %s Finis.\n",
        repeat("Text before. ", 60), repeat("Text after it. ", 60), note));

    ck_assert_uint_eq(count_pages(book, "Finis."), 1);
    ck_assert_uint_ge(count_pages(book, "so long a note"), 2);
}
END_TEST

START_TEST(no_note_is_lost_where_there_are_many)
{
    struct text text = text_new(&arena);

    text_add(&text, "# T\n\n");
    for (int i = 0; i < 150; i++)
        text_print(&text, "A line.[^%d] %s", i, i % 7 ? "" : "\n\n");
    text_add(&text, "\n\n");
    for (int i = 0; i < 150; i++)
        text_print(&text, "[^%d]: The note called N%dN.\n", i, i);
    const struct book *book = set_markdown(text.at);
    for (int i = 0; i < 150; i++)
        ck_assert_uint_eq(count_pages(book, arena_print(&arena, "N%dN", i)), 1);
}
END_TEST

/* A pen that looks for words, and for the right edge of all. */
struct finder {
    struct pen pen;
    const char *words; /* or NULL */
    bool point, found;
    double x, right;
};

static void
look_at(struct pen *pen, const struct mark *mark)
{
    struct finder *own = (struct finder *)pen;
    const struct glyphs *glyphs = mark->glyphs;
    size_t k = 0;

    own->right = fmax(own->right, mark->x + glyphs->width);
    if (!own->words || own->found || strcmp(glyphs->text, own->words) != 0)
        return;
    while (own->point && k < glyphs->count &&
           own->words[glyphs->clusters[k]] != '.')
        k++;
    own->x = mark->x + (k < glyphs->count ? glyphs->x[k] : glyphs->width);
    own->found = true;
}

static struct finder
look_through(const struct book *book, const char *words, bool point)
{
    struct finder finder = {
        .pen = {.glyphs = look_at}, .words = words, .point = point};

    for (size_t p = 0; p < book->page_count; p++)
        sheet_draw(book->pages[p].sheet, &finder.pen);
    return finder;
}

/* Where the first mark that holds the words begins [pt from the left], or the
 * decimal point in it. */
static double
find_x(const struct book *book, const char *words, bool point)
{
    struct finder finder = look_through(book, words, point);

    ck_assert_msg(finder.found, "'%s' is on no page", words);
    return finder.x;
}

START_TEST(numbers_stand_on_their_decimal_point)
{
    const struct book *book =
        set_markdown("# T\n\n| a | n |\n|---|---|\n| x | 1.5 |\n"
                     "| y | 1,210.25 |\n| z | 12 |\n| w | -- |\n");
    double point = find_x(book, "1.5", true);

    ck_assert_double_eq_tol(find_x(book, "1,210.25", true), point, 0.05);
    ck_assert_double_eq_tol(find_x(book, "12", true), point, 0.05);
}
END_TEST

START_TEST(numbers_stand_on_the_decimal_mark_of_their_language)
{
    const struct book *book =
        set_titled("it", "T",
                   "# T\n\n| a | n |\n|---|---|\n| x | 1.200 |\n"
                   "| y | 345 |\n| z | 7 |\n");
    const struct mark *groups = find_mark(book->pages[2].sheet, "1.200");
    const struct mark *plain = find_mark(book->pages[2].sheet, "345");

    ck_assert(groups && plain);
    ck_assert_double_eq_tol(groups->x + groups->glyphs->width,
                            plain->x + plain->glyphs->width, 0.05);
}
END_TEST

START_TEST(a_head_is_set_smaller_before_its_words_are_broken)
{
    const struct book *book = set_markdown(
        "# T\n\n| compositor | correction | distribution | imposition | "
        "justification | lamination | proofreading |\n"
        "|---|---|---|---|---|---|---|\n| a | a | a | a | a | a | a |\n");

    ck_assert_uint_eq(count_pages(book, "\"compositor\""), 1);
    ck_assert_uint_eq(count_pages(book, "\"proofreading\""), 1);
}
END_TEST

/* What the author says of a column is meant, whichever way its words run. */
START_TEST(a_column_at_the_left_stays_there_from_right_to_left)
{
    const struct book *book =
        set_markdown("# T\n\n| one | two |\n|:---|---|\n| שלום | שלום |\n");
    const struct book *other =
        set_markdown("# T\n\n| one | two |\n|---|---|\n| שלום | שלום |\n");
    double left = find_x(book, "one", false);

    ck_assert_double_eq_tol(find_x(book, "שלום", false), left, 0.05);
    ck_assert_double_gt(find_x(other, "שלום", false), left + 20);
}
END_TEST

START_TEST(code_goes_on_further_in_than_its_line)
{
    const struct book *book =
        set_markdown("# T\n\n```\n    value = compute(argument_number_one, "
                     "argument_number_two, argument_number_three);\n```\n");
    const struct mark *line = find_mark(book->pages[2].sheet, "    value");
    const struct mark *rest = find_mark(book->pages[2].sheet, "argument");

    ck_assert(line && rest);
    double blank = line->glyphs->width / (double)line->glyphs->length;
    ck_assert_double_eq_tol(rest->x, line->x + 6 * blank, 0.1);
}
END_TEST

/* Of a listing between two lines of text [pt]. */
START_TEST(white_above_and_below_a_listing_is_alike)
{
    const struct book *book =
        set_markdown("# T\n\nOne.\n\nAbove.\n\n```\na\nb\nc\n```\n\nBelow.\n");
    const struct sheet *sheet = book->pages[2].sheet;
    double above = find_mark(sheet, "Above")->y;
    double below = find_mark(sheet, "Below")->y;

    ck_assert_double_eq_tol(find_mark(sheet, "b")->y - above,
                            below - find_mark(sheet, "b")->y, 2);
}
END_TEST

START_TEST(the_imprint_joins_the_title_where_that_spares_a_blank_page)
{
    const struct book *book = set_markdown("# T\n\nWords.\n");

    ck_assert_str_eq(book->pages[2].label, "1");
    for (size_t i = 0; i < book->page_count; i++)
        ck_assert_uint_gt(book->pages[i].sheet->count, 0);
    looks = page_look("recto-openings", "yes");
    ck_assert_str_eq(set_markdown("# T\n\nWords.\n")->pages[4].label, "1");
}
END_TEST

START_TEST(a_column_with_words_in_it_is_no_column_of_numbers)
{
    const struct book *book = set_markdown(
        "# T\n\n| a | n |\n|---|---|\n| x | 1.5 |\n| y | 10.25 or so |\n");

    ck_assert_double_eq_tol(find_x(book, "1.5", false),
                            find_x(book, "10.25 or so", false), 0.05);
}
END_TEST

static double
find_right(const struct book *book)
{
    return look_through(book, NULL, false).right;
}

/* The right margin is at most at 63.5 + 302 points. */
START_TEST(nothing_stands_out_however_wide_and_deep)
{
    struct text text = text_new(&arena);

    text_add(&text, "# T\n\n|");
    text_add(&text, repeat(" column |", 30));
    text_add(&text, "\n|");
    text_add(&text, repeat("---|", 30));
    text_add(&text, "\n|");
    text_add(&text, repeat(" incomprehensibility |", 30));
    text_add(&text, "\n\n");
    for (int i = 0; i < 40; i++)
        text_print(&text, "%s- deep words that go on\n", repeat("  ", i));
    text_print(&text, "\n```\n%s\n```\n", repeat("unbroken", 40));
    ck_assert(find_right(set_markdown(text.at)) < 366.5);
}
END_TEST

/* The contents, too, list more of one section than a page holds. */
START_TEST(what_no_page_can_hold_together_is_parted)
{
    const struct book *book = set_markdown(
        arena_print(&arena, "# T\n\n%s\n```\n%s\n```\n",
                    repeat("## Alone\n", 200), repeat("long", 2000)));

    ck_assert_uint_ge(count_pages(book, "Alone"), 10);
    for (const struct said *said = diag.first; said; said = said->next)
        ck_assert_ptr_null(strstr(said->words, "does not fit"));
}
END_TEST

START_TEST(an_anchor_is_a_place_that_links_lead_to)
{
    const struct book *book =
        set_markdown("# T\n\nIn <a id=\"here\"></a>words, and alone:\n\n"
                     "<a id=\"there\"></a>\n\n[Back](#here).\n");

    ck_assert_ptr_nonnull(book_find(book, "here"));
    ck_assert_ptr_nonnull(book_find(book, "there"));
    ck_assert_ptr_null(book_find(book, "nowhere"));
    ck_assert_uint_eq(count_pages(book, "#here"), 1);
}
END_TEST

START_TEST(the_index_names_pages_and_joins_neighbours)
{
    const char *page = repeat("Words fill a page. ", 150);
    const struct book *book = set_markdown(arena_print(
        &arena,
        "# T\n\nThe [galley](index:).\n\n%s\n\n[](index:type!cast)%s\n\n"
        "[](index:type!cast)%s\n\n[](index:type!cast)End.\n",
        page, page, page));
    const char *index = trace_page(book, book->page_count - 1);

    ck_assert_ptr_nonnull(strstr(index, "galley,"));
    ck_assert_ptr_nonnull(strstr(index, "cast,"));
    ck_assert_ptr_nonnull(strstr(index, "\xe2\x80\x93"));
    ck_assert_ptr_nonnull(strstr(index, "#index-2"));
}
END_TEST

START_TEST(a_lead_in_keeps_its_letters)
{
    const struct book *book =
        set_markdown("# T\n\nSmall words are led in by the eye.\n");

    ck_assert_uint_eq(count_pages(book, "mall words are led"), 1);
}
END_TEST

/* Sections of every kind of block, of which the third alone has a reference. */
static struct tree *
make_sections(int count)
{
    struct tree *tree = TAKE(&arena, struct tree);
    struct node *root = node_new(&arena, NODE_DOCUMENT, (struct place){0});

    *tree = (struct tree){.language = "en-US", .title = "T", .root = root};
    for (int i = 0; i < count; i++) {
        const char *words = arena_print(
            &arena,
            "# Section %d\n\n%s[^n]\n\n- one\n- [two](https://x.org)\n\n"
            "%s\n\n    code %d\n\n| a | b |\n|---|---|\n| %d | x |\n\n"
            "## Below %d\n\n> %s\n\n[^n]: A note.\n",
            i, repeat("Some words that fill lines. ", 90 + 40 * i),
            i == 2 ? "See [](#section-0)." : "", i, i, i,
            repeat("They were quoted. ", 20));
        node_add(root, section_read(&arena, &diag, NULL,
                                    arena_print(&arena, "%d.md", i),
                                    bytes_of(words)));
    }
    tree_survey(&arena, tree, 1);
    number_tree(&arena, &diag, tree);
    return tree;
}

static const char *
trace_all(const struct book *book)
{
    struct text text = text_new(&arena);

    book_trace(&text, book);
    for (size_t i = 0; i < book->element_count; i++) {
        const struct element *element = &book->elements[i];
        text_print(&text, "%d %d %d %d %s\n", (int)element->role,
                   element->parent, element->after, element->level,
                   element->id ? element->id : "");
    }
    return text.at;
}

/* Its target stands on the page facing it, or on one before that. */
START_TEST(a_reference_that_named_a_page_names_one_again)
{
    struct tree *tree = make_sections(3);
    const struct node *reference = tree->root;
    const char *const folios[] = {"1", "2", "3", "4", "5", "6"};
    struct pass pass = {.arena = &arena, .tree = tree, .folios = folios};

    while (reference->kind != NODE_REFERENCE)
        reference = node_next(tree->root, reference);
    const struct node *target = tree_find(tree, reference->target);
    bool first = reference < target;
    struct known known[2];
    known[!first] = (struct known){.node = reference, .page = 4};
    known[first] = (struct known){.node = target, .page = 3};
    pass.known = known;
    pass.known_count = COUNT(known);
    pass.folio_count = COUNT(folios);
    ck_assert_ptr_null(strstr(word_reference(&pass, reference), "page"));
    ck_assert(!reference_parted(&pass, known, 2, &known[!first]));
    known[first].page = 2;
    ck_assert(reference_parted(&pass, known, 2, &known[!first]));
    known[first].page = 3;
    known[!first].parted = true;
    ck_assert(reference_parted(&pass, known, 2, &known[!first]));
    ck_assert_ptr_nonnull(
        strstr(word_reference(&pass, reference), "page\u00a04"));
}
END_TEST

START_TEST(a_book_is_the_same_on_any_number_of_threads)
{
    const struct tree *tree = make_sections(6);
    const struct book *alone = set_pages(&diag, tree, 1);
    const char *wanted = trace_all(alone);

    ck_assert_ptr_nonnull(strstr(wanted, "section"));
    for (int threads = 2; threads < 20; threads += 5) {
        struct diag said = {.arena = &arena};
        const struct book *book = set_pages(&said, tree, threads);
        ck_assert_str_eq(trace_all(book), wanted);
        ck_assert_int_eq(said.warnings, diag.warnings);
    }
}
END_TEST

static const char *const many_words =
    "there was a hand that was slow and patient with the letters it made, "
    "because it could make no others, and whoever reads a page that was "
    "written so sees that its lines were never quite as long as each other "
    "and that nobody minded, until there came metal and with it the measure.";

/* A page design with one entry. */
START_TEST(a_drop_cap_stands_on_its_last_line_and_hangs_its_quote)
{
    looks = page_look("drop-cap", "3");
    const struct book *book =
        set_markdown(arena_print(&arena, "# T\n\n\"Then %s\"\n", many_words));
    const struct sheet *sheet = book->pages[book->page_count - 1].sheet;
    const struct mark *quote = find_mark(sheet, "\xe2\x80\x9c");
    const struct mark *letter = find_mark(sheet, "T");
    const struct mark *beside = find_mark(sheet, "hen");

    ck_assert_ptr_nonnull(quote);
    ck_assert_ptr_nonnull(letter);
    ck_assert_ptr_nonnull(beside);
    ck_assert_double_eq_tol(quote->y, beside->y, 1e-9);
    ck_assert_double_eq_tol(letter->y, beside->y + 2 * 14, 1e-9);
    ck_assert_double_gt(beside->x, letter->x + 0.8 * letter->glyphs->width);
    ck_assert_double_eq_tol(quote->x + quote->glyphs->width, 54, 1e-9);
    ck_assert_uint_eq(quote->meant, 3);
    ck_assert_str_eq(quote->meaning, "\xe2\x80\x9cThen");
}
END_TEST

START_TEST(a_paragraph_too_low_for_a_drop_cap_has_none)
{
    looks = page_look("drop-cap", "3");
    const struct book *book = set_markdown("# T\n\nTwo words.\n");

    ck_assert_uint_eq(count_pages(book, "Two words"), 1);
}
END_TEST

/* Headings with a line each: a page may end behind any of them. */
START_TEST(headings_with_a_line_each_fill_pages_and_stand_out_of_none)
{
    struct text words = text_new(&arena);

    text_add(&words, "# T\n\n");
    for (int i = 0; i < 100; i++)
        text_print(&words, "## Heading %d\n\nA line.\n\n", i);
    const struct book *book = set_markdown(words.at);
    for (const struct said *said = diag.first; said; said = said->next)
        ck_assert_ptr_null(strstr(said->words, "stands out"));
    ck_assert_uint_gt(book->page_count, 8);
}
END_TEST

/* Twelve columns do not fit beside each other, but above each other they do. */
START_TEST(a_table_too_wide_for_the_measure_is_turned_with_its_head_again)
{
    struct text words = text_new(&arena);
    size_t turned = 0;

    text_add(&words, "# T\n\nBefore.\n\n");
    for (int row = 0; row < 60; row++) {
        for (int i = 0; i < 12; i++)
            if (row == 1)
                text_add(&words, "|--");
            else
                text_print(&words, row ? "| %d.5 " : "| head%d ", 1000 + row);
        text_add(&words, "|\n");
    }
    text_add(&words, "\nAfter.\n");
    const struct book *book = set_markdown(words.at);
    for (size_t i = 0; i < book->page_count; i++) {
        const struct mark *head = find_mark(book->pages[i].sheet, "head");
        turned += head && head->turn == -90;
    }
    ck_assert_uint_ge(turned, 2);
    ck_assert_uint_eq(count_pages(book, "\"After.\""), 1);
}
END_TEST

TCase *
case_pages(void)
{
    TCase *tests = tcase_create("pages");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, begin_setting, end_test);
    tcase_add_test(tests, a_note_higher_than_a_page_goes_on_on_the_next);
    tcase_add_test(tests, no_note_is_lost_where_there_are_many);
    tcase_add_test(tests, numbers_stand_on_their_decimal_point);
    tcase_add_test(tests, numbers_stand_on_the_decimal_mark_of_their_language);
    tcase_add_test(tests, a_head_is_set_smaller_before_its_words_are_broken);
    tcase_add_test(tests, a_column_at_the_left_stays_there_from_right_to_left);
    tcase_add_test(tests, code_goes_on_further_in_than_its_line);
    tcase_add_test(tests, white_above_and_below_a_listing_is_alike);
    tcase_add_test(tests,
                   the_imprint_joins_the_title_where_that_spares_a_blank_page);
    tcase_add_test(tests, a_column_with_words_in_it_is_no_column_of_numbers);
    tcase_add_test(tests, nothing_stands_out_however_wide_and_deep);
    tcase_add_test(tests, what_no_page_can_hold_together_is_parted);
    tcase_add_test(tests, an_anchor_is_a_place_that_links_lead_to);
    tcase_add_test(tests, the_index_names_pages_and_joins_neighbours);
    tcase_add_test(tests, a_lead_in_keeps_its_letters);
    tcase_add_test(tests, a_reference_that_named_a_page_names_one_again);
    tcase_add_test(tests, a_book_is_the_same_on_any_number_of_threads);
    tcase_add_test(tests,
                   a_drop_cap_stands_on_its_last_line_and_hangs_its_quote);
    tcase_add_test(tests, a_paragraph_too_low_for_a_drop_cap_has_none);
    tcase_add_test(tests,
                   headings_with_a_line_each_fill_pages_and_stand_out_of_none);
    tcase_add_test(
        tests, a_table_too_wide_for_the_measure_is_turned_with_its_head_again);
    return tests;
}
