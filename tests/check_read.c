/* check_read.c: reading: YAML, Markdown, whole books. Golden cases are the
 * files golden/NAME.md with NAME.tree, and NAME.said when something is said;
 * BLESS=1 writes them anew. Paths are relative to the repository's top. */
#define _XOPEN_SOURCE 700
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "golden.h"
#include "read/read.h"
#include "suites.h"

static const char *
print_said(const struct diag *from)
{
    char *at = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&at, &length);

    diag_print(from, out, false);
    fclose(out);
    const char *copy = arena_copy(&arena, at, length);
    free(at);
    return copy;
}

static const struct item *
yaml(const char *text)
{
    return read_yaml(&arena, &diag, "a.yaml", bytes_of(text));
}

static struct node *
markdown(const char *text)
{
    return read_markdown(&arena, &diag, "a.md", bytes_of(text));
}

static const char *
dump(const struct node *node)
{
    struct text text = text_new(&arena);

    tree_dump(&text, node);
    return text.at;
}

/* The first node of a kind, or a failed test. */
static const struct node *
first(const struct node *root, enum node_kind kind)
{
    const struct node *node = root;

    while (node && node->kind != kind)
        node = node_next(root, node);
    ck_assert_msg(node != NULL, "no %s", node_name(kind));
    return node;
}

/* Exactly this has been said, and nothing else. */
static void
assert_said(const char *words)
{
    ck_assert_str_eq(print_said(&diag), words);
}

/* Golden files. */

START_TEST(markdown_reads_as_the_golden_files_say)
{
    const char **names = folder_list(&arena, "tests/golden", ".md");
    int count = 0;

    for (; *names; names++) {
        const char *path = path_join(&arena, "tests/golden", *names);
        const char *stem = arena_copy(&arena, path, strlen(path) - 3);
        const char *tree = arena_print(&arena, "%s.tree", stem);
        if (!getenv("BLESS") && !file_exists(tree))
            continue;
        diag = (struct diag){.arena = &arena};
        const struct node *node =
            read_markdown(&arena, &diag, *names, bytes_of(read_golden(path)));
        check_golden(tree, dump(node));
        check_golden(arena_print(&arena, "%s.said", stem), print_said(&diag));
        count++;
    }
    ck_assert_int_ge(count, 6);
}
END_TEST

START_TEST(every_fault_of_a_book_is_said_at_its_place)
{
    const struct tree *tree =
        read_content(&arena, &diag, "tests/books/faulty", "templates", 1);

    ck_assert_ptr_nonnull(tree);
    check_golden("tests/golden/faulty.said", print_said(&diag));
}
END_TEST

START_TEST(a_book_is_read_the_same_on_any_number_of_threads)
{
    const struct tree *one =
        read_content(&arena, &diag, "tests/books/faulty", "templates", 1);

    for (int threads = 2; threads < 6; threads++) {
        struct diag said = {.arena = &arena};
        const struct tree *tree = read_content(
            &arena, &said, "tests/books/faulty", "templates", threads);
        ck_assert_str_eq(dump(tree->root), dump(one->root));
        ck_assert_str_eq(print_said(&said), print_said(&diag));
        ck_assert(key_same(tree->key, one->key));
    }
}
END_TEST

/* Tables from data. */

START_TEST(tables_are_made_from_data_as_the_golden_files_say)
{
    const struct tree *tree =
        read_content(&arena, &diag, "tests/books/tables", NULL, 1);

    ck_assert_ptr_nonnull(tree);
    check_golden("tests/golden/tables.tree", dump(tree->root));
    check_golden("tests/golden/tables.said", print_said(&diag));
}
END_TEST

/* YAML. */

START_TEST(yaml_items_know_where_they_stand)
{
    const struct item *map = yaml("a: 1\nb:\n  - x\n  - \"ä: y\"\nc: {d: e}\n");
    const struct item *list = item_find(map, "b");
    const struct item *d = item_find(item_find(map, "c"), "d");

    assert_said("");
    ck_assert_int_eq(list->kind, ITEM_LIST);
    ck_assert_int_eq(list->key_place.line, 2);
    ck_assert_int_eq(list->first->next->place.line, 4);
    ck_assert_int_eq(list->first->next->place.col, 5);
    ck_assert(list->first->next->quoted && !list->first->quoted);
    ck_assert_int_eq(d->key_place.col, 5);
    ck_assert_int_eq(d->place.col, 8);
    ck_assert_str_eq(d->place.file, "a.yaml");
}
END_TEST

START_TEST(an_empty_yaml_text_is_an_empty_map)
{
    const struct item *map = yaml("# nothing\n");

    assert_said("");
    ck_assert_int_eq(map->kind, ITEM_MAP);
    ck_assert_uint_eq(item_count(map), 0);
}
END_TEST

START_TEST(deep_yaml_is_refused)
{
    ck_assert_ptr_nonnull(
        yaml(arena_print(&arena, "%s%s", repeat("[", 64), repeat("]", 64))));
    assert_said("");
    ck_assert_ptr_null(yaml(repeat("[", 10000)));
    assert_said("a.yaml:1:65: error: nested deeper than 64 levels, the YAML "
                "is left out\n");
    ck_assert_ptr_null(yaml(repeat("- ", 10000)));
    ck_assert_ptr_null(yaml(repeat("{a: ", 10000)));
}
END_TEST

START_TEST(a_key_that_is_no_text_is_refused)
{
    ck_assert_ptr_null(yaml("[a]: b\n"));
    assert_said("a.yaml:1:1: error: a key must be text, the YAML is left "
                "out\n");
}
END_TEST

START_TEST(broken_yaml_is_said_where_it_breaks)
{
    ck_assert_ptr_null(yaml("a: b\n c: d\n"));
    assert_said("a.yaml:2:3: error: mapping values are not allowed in this "
                "context, the YAML is left out\n");
}
END_TEST

/* Markdown. */

START_TEST(quotes_in_a_format_stay_straight)
{
    const struct node *section = markdown("# T\n\n{{ a.b | \"--\" }}\n");
    const struct node *value = first(section, NODE_VALUE);

    ck_assert_str_eq(value->target, "a.b");
    ck_assert_str_eq(value->format, "\"--\"");
    assert_said("");
}
END_TEST

START_TEST(bad_bytes_are_replaced_and_said_once)
{
    const char text[] = "# T\n\nab\xff\xfe and \0 nul\r\nline *two*\n";
    const struct node *section = read_markdown(
        &arena, &diag, "a.md", (struct bytes){text, sizeof text - 1});

    assert_said("a.md:3:3: error: byte 0xff is not UTF-8, replaced by U+FFFD "
                "here and wherever else\n");
    ck_assert_ptr_nonnull(
        strstr(node_plain(&arena, section), "ab\xef\xbf\xbd\xef\xbf\xbd and"));
    ck_assert_int_eq(first(section, NODE_EMPHASIS)->place.line, 4);
    ck_assert_int_eq(first(section, NODE_EMPHASIS)->place.col, 6);
}
END_TEST

START_TEST(a_byte_order_mark_is_no_text)
{
    const struct node *section = markdown("\xef\xbb\xbf# T\n");

    assert_said("");
    ck_assert_str_eq(section->id, "t");
}
END_TEST

START_TEST(an_empty_text_is_a_section_with_a_title)
{
    const struct node *section = markdown("");

    ck_assert_int_eq(section->first->kind, NODE_HEADING);
    ck_assert_str_eq(node_plain(&arena, section->first), "a");
    ck_assert_int_eq(diag.warnings, 1);
}
END_TEST

START_TEST(the_lines_below_front_matter_keep_their_numbers)
{
    const struct node *section =
        markdown("---\ntitle: T\nid: here\n---\n\nText *em*.\n");

    assert_said("");
    ck_assert_str_eq(section->id, "here");
    ck_assert_int_eq(first(section, NODE_EMPHASIS)->place.line, 6);
    ck_assert_int_eq(first(section, NODE_EMPHASIS)->place.col, 6);
}
END_TEST

START_TEST(a_second_title_below_the_front_matters_heads_nothing)
{
    const struct node *section =
        markdown("---\ntitle: T\n---\n\n# Another\n\nText.\n\n## Below\n");

    ck_assert_int_eq(section->first->next->level, 2);
    ck_assert_int_eq(section->last->level, 2);
}
END_TEST

START_TEST(notes_stand_last_in_the_order_of_their_marks)
{
    const struct node *section =
        markdown("# T\n\nx[^b] y[^a] z[^b]\n\n[^a]: A\n\n[^b]: B\n\nLast.\n");
    const struct node *one = section->last->previous, *two = section->last;
    const struct node *mark = first(section, NODE_NOTE_MARK);

    assert_said("");
    ck_assert_int_eq(one->kind, NODE_NOTE);
    ck_assert_int_eq(one->number, 1);
    ck_assert_int_eq(two->number, 2);
    ck_assert_str_eq(node_plain(&arena, one), "B");
    ck_assert_ptr_eq(mark->note, one);
    ck_assert_str_eq(mark->target, "b");
}
END_TEST

/* Books. */

START_TEST(the_small_book_reads_without_a_word)
{
    const struct tree *tree =
        read_content(&arena, &diag, "tests/books/small", "templates", 1);

    assert_said("");
    ck_assert_str_eq(tree->title, "A Small Book");
    ck_assert_str_eq(tree->authors[1], "B. Writer");
    ck_assert_ptr_null(tree->authors[2]);
    ck_assert_uint_eq(tree->figure_count, 2);
    ck_assert_ptr_nonnull(tree_figure(tree, "turns"));
    ck_assert_int_eq(tree_find(tree, "plates")->number, 2);
    ck_assert_int_eq(tree_find(tree, "lines")->number, 1);
    ck_assert_int_eq(tree_find(tree, "turns-1")->number, 2);
    ck_assert_int_eq(tree_find(tree, "checks")->number, 4);
    ck_assert_int_eq(tree_find(tree, "checks")->width, 16);
    ck_assert_str_eq(tree_find(tree, "checks")->target, "content/checks.png");
    ck_assert_ptr_null(tree_find(tree, "check"));
    ck_assert_int_gt(tree->words, 150);
}
END_TEST

START_TEST(labels_are_sorted_and_unique)
{
    const struct tree *tree =
        read_content(&arena, &diag, "tests/books/small", NULL, 1);

    for (size_t i = 1; i < tree->label_count; i++)
        ck_assert_int_lt(strcmp(tree->labels[i - 1].id, tree->labels[i].id), 0);
    ck_assert_ptr_nonnull(tree_find(tree, "lists-1"));
}
END_TEST

START_TEST(a_key_changes_with_what_is_read)
{
    const struct tree *one =
        read_content(&arena, &diag, "tests/books/small", NULL, 1);
    const struct tree *two =
        read_content(&arena, &diag, "tests/books/small", NULL, 1);
    const struct tree *other =
        read_content(&arena, &diag, "tests/books/faulty", NULL, 1);

    ck_assert(key_same(one->key, two->key));
    ck_assert(!key_same(one->key, other->key));
}
END_TEST

START_TEST(a_folder_without_a_book_gives_none)
{
    ck_assert_ptr_null(read_content(&arena, &diag, "tests/golden", NULL, 1));
    ck_assert_int_eq(diag.errors, 1);
}
END_TEST

/* A book with at most one section in the test's folder. */
static void
put_book(const char *section)
{
    if (!folder)
        make_folder();
    put_file("content/book.yaml", "title: T\nsections: [a.md]\n");
    if (section)
        put_file("content/a.md", section);
}

START_TEST(links_out_of_the_folder_are_refused)
{
    put_book(NULL);
    ck_assert_int_eq(
        symlink("/etc/passwd", path_join(&arena, folder, "content/a.md")), 0);
    const struct tree *tree = read_content(&arena, &diag, folder, NULL, 1);
    assert_said("content/book.yaml:2:12: error: 'content/a.md' lies outside "
                "the book's folder, left out\n");
    ck_assert_ptr_null(tree->root->first);
}
END_TEST

START_TEST(a_picture_that_is_a_link_out_is_refused)
{
    put_book("# T\n\n![P.](a.png)\n");
    ck_assert_int_eq(
        symlink("/etc/passwd", path_join(&arena, folder, "content/a.png")), 0);
    const struct tree *tree = read_content(&arena, &diag, folder, NULL, 1);
    assert_said("content/a.md:3:1: error: picture 'a.png' lies outside the "
                "book's folder, leaving a gap\n");
    ck_assert_int_eq(first(tree->root, NODE_PICTURE)->width, 0);
}
END_TEST

START_TEST(a_pipe_in_the_place_of_a_picture_does_not_hang)
{
    put_book("# T\n\n![P.](a.png)\n");
    ck_assert_int_eq(mkfifo(path_join(&arena, folder, "content/a.png"), 0600),
                     0);
    read_content(&arena, &diag, folder, NULL, 1);
    assert_said("content/a.md:3:1: error: picture 'a.png' is not a regular "
                "file, leaving a gap\n");
}
END_TEST

START_TEST(the_book_overrides_looks_file_by_file)
{
    put_book("# T\n");
    put_file("looks/palette.yaml", "from: program\n");
    put_file("looks/page.yaml", "from: program\n");
    put_file("templates/page.yaml", "from: book\n");
    const struct tree *tree = read_content(
        &arena, &diag, folder, path_join(&arena, folder, "looks"), 1);
    const struct item *palette = item_find(tree->looks, "palette");
    const struct item *page = item_find(tree->looks, "page");
    assert_said("");
    ck_assert_str_eq(item_text(&diag, palette, "from", ""), "program");
    ck_assert_str_eq(item_text(&diag, page, "from", ""), "book");
    ck_assert_str_eq(page->place.file, "templates/page.yaml");
}
END_TEST

/* What the section's only table is made from. */
static const struct tree *
read_table(const char *data)
{
    put_book("# T\n\n```table\nsrc: a.csv\n```\n");
    put_file("content/a.csv", data);
    return read_content(&arena, &diag, folder, NULL, 1);
}

START_TEST(a_csv_from_another_system_reads_as_one_from_here)
{
    const struct tree *plain = read_table("a,b\n1,\"x\ny\"\n");
    const struct tree *other = read_table("\xef\xbb\xbf"
                                          "a,b\r\n1,\"x\r\ny\"\r\n");

    assert_said("");
    ck_assert_int_eq(node_columns(first(plain->root, NODE_TABLE)), 2);
    ck_assert_str_eq(dump(plain->root), dump(other->root));
    ck_assert(!key_same(plain->key, other->key));
}
END_TEST

START_TEST(a_table_of_too_many_cells_stays_code)
{
    const char *row = repeat("1,", 99);
    const char *rows = repeat(arena_print(&arena, "%s1\n", row), 101);

    first(read_table(rows)->root, NODE_TABLE);
    assert_said("");
    rows = arena_print(&arena, "%s%s1\n", rows, row);
    first(read_table(rows)->root, NODE_CODE_BLOCK);
    assert_said("content/a.md:4:6: error: 101 rows of 100 columns are more "
                "than 10000 cells, leaving the block as code\n");
}
END_TEST

START_TEST(a_csv_of_too_many_fields_stays_code)
{
    first(read_table(repeat("1\n", 100002))->root, NODE_CODE_BLOCK);
    assert_said("content/a.csv:100002:1: error: too many fields before this "
                "record, leaving the block as code\n");
    diag = (struct diag){.arena = &arena};
    read_table(repeat(",", 200));
    assert_said("content/a.csv:1:1: error: more columns than a table can "
                "have, leaving the block as code\n");
}
END_TEST

START_TEST(a_csv_that_is_too_large_stays_code)
{
    first(read_table(repeat("0123456789abcdef", (4 << 16) + 1))->root,
          NODE_CODE_BLOCK);
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_ptr_nonnull(
        strstr(diag.first->words, "it is too large, leaving"));
}
END_TEST

START_TEST(data_that_is_a_link_out_is_refused)
{
    put_book("# T\n\n```table\nsrc: a.csv\n```\n");
    ck_assert_int_eq(
        symlink("/etc/passwd", path_join(&arena, folder, "content/a.csv")), 0);
    read_content(&arena, &diag, folder, NULL, 1);
    assert_said("content/a.md:4:6: error: 'a.csv' lies outside the folder "
                "content, leaving the block as code\n");
}
END_TEST

START_TEST(a_table_without_a_book_stays_code)
{
    first(markdown("# T\n\n```table\nsrc: a.csv\n```\n"), NODE_CODE_BLOCK);
    assert_said("a.md:4:6: error: no book is around this text to have the file "
                "'a.csv', leaving the block as code\n");
}
END_TEST

/* The targets of all links, in order, a space behind each. */
static const char *
list_links(const struct tree *tree)
{
    struct text text = text_new(&arena);

    for (const struct node *at = tree->root; at; at = node_next(tree->root, at))
        if (at->kind == NODE_LINK || at->kind == NODE_REFERENCE)
            text_print(&text, "%s ", at->target);
    return text.at;
}

START_TEST(links_mean_what_they_mean_on_a_forge)
{
    make_folder();
    put_file("content/book.yaml",
             "title: T\nsections: [01-one.md, 02-two.md]\n");
    put_file("content/01-one.md",
             "# One\n\n## Use\n\n## Use\n\n[a](#use-1) [b](02-two.md#use) "
             "[c](./two.html) [d](../docs/two/) [e](#here) [](#use)\n");
    put_file("content/02-two.md",
             "# Two\n\n<a id=\"here\"></a>\n\n## Use\n\n[f](#use) "
             "[g](#USE) [h](01-one.md#use) [i](one.md) [j](three.md)\n");
    const struct tree *tree = read_content(&arena, &diag, folder, NULL, 1);

    ck_assert_str_eq(list_links(tree), "#use-1 #use-2 #two #two #here use "
                                       "#use-2 #use-2 #use #one ");
    assert_said("content/02-two.md:7:52: warning: link to 'three.md' leads "
                "out of the book to a file that no edition carries, its text "
                "is kept\n");
}
END_TEST

START_TEST(an_id_of_the_authors_own_is_the_same_in_every_file)
{
    make_folder();
    put_file("content/book.yaml", "title: T\nsections: [a.md, b.md]\n");
    put_file("content/a.md", "# One\n\n## Mine {#wall}\n");
    put_file("content/b.md", "# Two\n\n## Wall\n\n[a](#wall) [](#wall)\n");
    const struct tree *tree = read_content(&arena, &diag, folder, NULL, 1);

    ck_assert_str_eq(list_links(tree), "#wall wall ");
    ck_assert_int_eq(diag.errors + diag.warnings, 0);
}
END_TEST

START_TEST(the_first_heading_is_the_title_when_there_is_no_other)
{
    const struct node *late = markdown("<p align=center>x</p>\n\n# T\n\ny\n");
    ck_assert_str_eq(node_plain(&arena, late->first), "T");
    const struct node *lower = markdown("## U\n\ny\n");
    ck_assert_str_eq(node_plain(&arena, lower->first), "U");
    ck_assert_int_eq(lower->first->level, 1);
    const struct node *twice =
        markdown("---\ntitle: It's V\n---\n\n# It's V\n\ny\n");
    ck_assert_int_eq(twice->first->next->kind, NODE_PARAGRAPH);
    ck_assert_int_eq(diag.errors + diag.warnings, 0);
}
END_TEST

START_TEST(words_are_counted_without_code_captions_and_notes)
{
    put_book("---\ntitle: Two words\nshort: not these\n---\n\n"
             "One *two* three – four, it's {{ a.b }}.[^n]\n\n"
             "```\nnot this\n```\n\n- five `six`\n\n> seven\n\n"
             "| eight | nine |\n|---|---|\n| ten | – |\n\n[^n]: not this\n");
    const struct tree *tree = read_content(&arena, &diag, folder, NULL, 1);

    ck_assert_int_eq(tree->words, 14);
}
END_TEST

Suite *
suite_read(void)
{
    Suite *suite = suite_create("read");
    TCase *texts = tcase_create("texts"), *books = tcase_create("books");

    tcase_add_checked_fixture(texts, begin_test, end_test);
    tcase_add_test(texts, markdown_reads_as_the_golden_files_say);
    tcase_add_test(texts, yaml_items_know_where_they_stand);
    tcase_add_test(texts, an_empty_yaml_text_is_an_empty_map);
    tcase_add_test(texts, deep_yaml_is_refused);
    tcase_add_test(texts, a_key_that_is_no_text_is_refused);
    tcase_add_test(texts, broken_yaml_is_said_where_it_breaks);
    tcase_add_test(texts, quotes_in_a_format_stay_straight);
    tcase_add_test(texts, bad_bytes_are_replaced_and_said_once);
    tcase_add_test(texts, a_byte_order_mark_is_no_text);
    tcase_add_test(texts, an_empty_text_is_a_section_with_a_title);
    tcase_add_test(texts, the_lines_below_front_matter_keep_their_numbers);
    tcase_add_test(texts, a_second_title_below_the_front_matters_heads_nothing);
    tcase_add_test(texts, notes_stand_last_in_the_order_of_their_marks);
    tcase_add_test(texts,
                   the_first_heading_is_the_title_when_there_is_no_other);
    suite_add_tcase(suite, texts);
    suite_add_tcase(suite, case_hostile());
    suite_add_tcase(suite, case_sources());
    tcase_add_checked_fixture(books, begin_test, end_test);
    tcase_add_test(books, every_fault_of_a_book_is_said_at_its_place);
    tcase_add_test(books, a_book_is_read_the_same_on_any_number_of_threads);
    tcase_add_test(books, tables_are_made_from_data_as_the_golden_files_say);
    tcase_add_test(books, the_small_book_reads_without_a_word);
    tcase_add_test(books, labels_are_sorted_and_unique);
    tcase_add_test(books, a_key_changes_with_what_is_read);
    tcase_add_test(books, a_folder_without_a_book_gives_none);
    tcase_add_test(books, links_out_of_the_folder_are_refused);
    tcase_add_test(books, a_picture_that_is_a_link_out_is_refused);
    tcase_add_test(books, a_pipe_in_the_place_of_a_picture_does_not_hang);
    tcase_add_test(books, the_book_overrides_looks_file_by_file);
    tcase_add_test(books, a_csv_from_another_system_reads_as_one_from_here);
    tcase_add_test(books, a_table_of_too_many_cells_stays_code);
    tcase_add_test(books, a_csv_of_too_many_fields_stays_code);
    tcase_add_test(books, a_csv_that_is_too_large_stays_code);
    tcase_add_test(books, data_that_is_a_link_out_is_refused);
    tcase_add_test(books, a_table_without_a_book_stays_code);
    tcase_add_test(books, links_mean_what_they_mean_on_a_forge);
    tcase_add_test(books, an_id_of_the_authors_own_is_the_same_in_every_file);
    tcase_add_test(books, words_are_counted_without_code_captions_and_notes);
    suite_add_tcase(suite, books);
    return suite;
}
