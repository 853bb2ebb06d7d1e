/* check_book.c: destinations are found, pages are traced in order. */
#include "book/book.h"
#include "suites.h"

START_TEST(a_destination_is_found_by_its_id)
{
    const struct destination all[] = {{"a", 0, 1}, {"b-2", 3, 2}, {"c", 4, 3}};
    const struct book book = {.destinations = all, .destination_count = 3};
    const struct book empty = {0};

    for (int i = 0; i < 3; i++)
        ck_assert_ptr_eq(book_find(&book, all[i].id), &all[i]);
    ck_assert_ptr_null(book_find(&book, "b"));
    ck_assert_ptr_null(book_find(&book, ""));
    ck_assert_ptr_null(book_find(&book, "d"));
    ck_assert_ptr_null(book_find(&empty, "a"));
}
END_TEST

START_TEST(every_page_is_traced_under_its_number)
{
    static const struct ink ink = {.name = "ink"};
    struct arena arena = {0};
    struct sheet *first = sheet_new(&arena, 10, 10);
    struct sheet *second = sheet_new(&arena, 10, 10);
    const struct page pages[] = {{first, "", "i"}, {second, "1", "1"}};
    const struct book book = {.pages = pages, .page_count = 2};
    struct text text = text_new(&arena);

    sheet_rectangle(second, 1, 2, 3, 4, &ink);
    book_trace(&text, &book);
    ck_assert_str_eq(text.at, "page 1 i\npage 2 1\n"
                              "fill 1.00 2.00 4.00 6.00 steps 5 ink\n");
    arena_close(&arena);
}
END_TEST

Suite *
suite_book(void)
{
    Suite *suite = suite_create("book");
    TCase *pages = tcase_create("pages");

    tcase_add_test(pages, a_destination_is_found_by_its_id);
    tcase_add_test(pages, every_page_is_traced_under_its_number);
    suite_add_tcase(suite, pages);
    return suite;
}
