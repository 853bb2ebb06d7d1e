/* check_files.c: files, folders, parcels and the cache, in a folder of the
 * test's own. */
#define _XOPEN_SOURCE 700
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "suites.h"

static const char *
at(const char *name)
{
    return path_join(&arena, folder, name);
}

static struct bytes
read_back(const char *name)
{
    return file_read(&arena, &diag, (struct place){0}, at(name), 1 << 20);
}

/* Files. */

START_TEST(what_is_written_is_read_back)
{
    ck_assert(file_write(&diag, at("new/a.txt"), bytes_of("words")));
    struct bytes back = read_back("new/a.txt");
    ck_assert_uint_eq(back.length, 5);
    ck_assert_str_eq(back.at, "words");
    ck_assert(file_write(&diag, at("new/a.txt"), bytes_of("")));
    ck_assert_uint_eq(read_back("new/a.txt").length, 0);
    ck_assert_int_eq(diag.errors, 0);
    ck_assert_ptr_null(folder_list(&arena, at("new"), "")[1]);
}
END_TEST

START_TEST(the_same_bytes_are_not_written_twice)
{
    struct stat one, two;

    ck_assert(file_write(&diag, at("a"), bytes_of("words")));
    ck_assert_int_eq(stat(at("a"), &one), 0);
    ck_assert(file_write(&diag, at("a"), bytes_of("words")));
    ck_assert_int_eq(stat(at("a"), &two), 0);
    ck_assert_uint_eq(one.st_ino, two.st_ino);
}
END_TEST

/* In two pieces. */
static struct parcel *
make_parcel(const char *path)
{
    struct parcel *parcel = parcel_open(&arena, &diag, path);

    parcel_add(parcel, bytes_of("two "));
    parcel_add(parcel, bytes_of("words"));
    return parcel;
}

START_TEST(a_parcel_takes_its_place_whole)
{
    struct parcel *parcel = make_parcel(at("new/a"));

    ck_assert(!file_exists(at("new/a")));
    ck_assert(parcel_close(parcel, true));
    ck_assert_str_eq(read_back("new/a").at, "two words");
    ck_assert_ptr_null(folder_list(&arena, at("new"), "")[1]);
}
END_TEST

START_TEST(a_parcel_that_is_not_kept_leaves_what_was_there)
{
    ck_assert(file_write(&diag, at("a"), bytes_of("words")));
    ck_assert(!parcel_close(make_parcel(at("a")), false));
    ck_assert_str_eq(read_back("a").at, "words");
    ck_assert_ptr_null(folder_list(&arena, folder, "")[1]);
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(the_same_parcel_does_not_take_its_place_twice)
{
    struct stat one, two;

    ck_assert(parcel_close(make_parcel(at("a")), true));
    ck_assert_int_eq(stat(at("a"), &one), 0);
    ck_assert(parcel_close(make_parcel(at("a")), true));
    ck_assert_int_eq(stat(at("a"), &two), 0);
    ck_assert_uint_eq(one.st_ino, two.st_ino);
    ck_assert_ptr_null(folder_list(&arena, folder, "")[1]);
}
END_TEST

START_TEST(a_parcel_that_cannot_be_written_is_said_once)
{
    ck_assert(file_write(&diag, at("a"), bytes_of("words")));
    ck_assert(!parcel_close(make_parcel(at("a/b")), true));
    ck_assert(!parcel_close(make_parcel(folder), true));
    ck_assert_int_eq(diag.errors, 2);
}
END_TEST

START_TEST(what_a_dead_process_left_of_a_parcel_is_swept)
{
    static const char *const others[] = {"deep/b.part", "deep/1.part",
                                         "deep/c.2.part.txt"};
    struct parcel *parcel = make_parcel(at("deep/a"));

    ck_assert(file_write(&diag, at("deep/er/a.1.part"), bytes_of("left")));
    for (size_t i = 0; i < COUNT(others); i++)
        ck_assert(file_write(&diag, at(others[i]), bytes_of("kept")));
    parcel_sweep(folder);
    ck_assert(!file_exists(at("deep/er/a.1.part")));
    for (size_t i = 0; i < COUNT(others); i++)
        ck_assert(file_exists(at(others[i])));
    ck_assert(parcel_close(parcel, true));
    ck_assert_str_eq(read_back("deep/a").at, "two words");
    ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(a_parcel_in_memory_is_all_its_pieces)
{
    struct parcel *parcel = make_parcel(NULL);

    ck_assert_str_eq(parcel_bytes(parcel).at, "two words");
    ck_assert(parcel_close(parcel, true));
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_said)
{
    struct place place = {"book.yaml", 4, 2};

    ck_assert(file_write(&diag, at("a"), bytes_of("words")));
    ck_assert_ptr_null(file_read(&arena, &diag, place, at("none"), 9).at);
    ck_assert_ptr_null(file_read(&arena, &diag, place, at("a"), 4).at);
    ck_assert_ptr_null(file_read(&arena, &diag, place, folder, 9).at);
    ck_assert_int_eq(mkfifo(at("pipe"), 0600), 0);
    ck_assert_ptr_null(file_read(&arena, &diag, place, at("pipe"), 9).at);
    ck_assert_int_eq(diag.errors, 4);
    ck_assert_int_eq(diag.first->place.line, 4);
}
END_TEST

START_TEST(a_file_that_cannot_be_written_is_said)
{
    ck_assert(file_write(&diag, at("a"), bytes_of("words")));
    ck_assert(!file_write(&diag, at("a/b"), bytes_of("words")));
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_str_eq(read_back("a").at, "words");
}
END_TEST

START_TEST(folders_list_sorted_without_dot_files)
{
    static const char *const names[] = {"b.md", "a.md", "c.txt", ".d.md"};

    for (size_t i = 0; i < COUNT(names); i++)
        ck_assert(file_write(&diag, at(names[i]), bytes_of("")));
    const char **list = folder_list(&arena, folder, ".md");
    ck_assert_str_eq(list[0], "a.md");
    ck_assert_str_eq(list[1], "b.md");
    ck_assert_ptr_null(list[2]);
    ck_assert_ptr_null(folder_list(&arena, at("none"), "")[0]);
    remove(at(".d.md"));
}
END_TEST

START_TEST(a_name_never_leads_out_of_its_folder)
{
    ck_assert(folder_make(&diag, at("in")));
    ck_assert(file_write(&diag, at("in/a"), bytes_of("")));
    ck_assert(file_write(&diag, at("out"), bytes_of("")));
    ck_assert_int_eq(symlink("../out", at("in/link")), 0);
    ck_assert_int_eq(symlink("a", at("in/near")), 0);
    ck_assert_ptr_nonnull(file_within(&arena, at("in"), "a"));
    ck_assert_ptr_nonnull(file_within(&arena, at("in"), "near"));
    ck_assert_ptr_nonnull(file_within(&arena, at("in"), "none/b"));
    ck_assert_ptr_nonnull(file_within(&arena, at("in"), "../in/a"));
    ck_assert_ptr_null(file_within(&arena, at("in"), "link"));
    ck_assert_ptr_null(file_within(&arena, at("in"), "link/b"));
    ck_assert_ptr_null(file_within(&arena, at("in"), "../out"));
    ck_assert_ptr_null(file_within(&arena, at("in"), "../none"));
    ck_assert_ptr_null(file_within(&arena, at("in"), "none/../../out"));
    ck_assert_ptr_null(file_within(&arena, at("in"), "/etc/passwd"));
}
END_TEST

START_TEST(a_folder_is_not_taken_for_one_with_a_longer_name)
{
    ck_assert(folder_make(&diag, at("in")));
    ck_assert(file_write(&diag, at("inner"), bytes_of("")));
    ck_assert_ptr_null(file_within(&arena, at("in"), "../inner"));
}
END_TEST

START_TEST(the_cache_gives_back_what_it_kept)
{
    struct cache cache = {folder}, none = {0};
    struct key key = key_of("job", 3);

    ck_assert_ptr_null(cache_find(&cache, &arena, key).at);
    cache_keep(&cache, key, bytes_of("result"));
    struct bytes found = cache_find(&cache, &arena, key);
    ck_assert_uint_eq(found.length, 6);
    ck_assert_int_eq(memcmp(found.at, "result", 6), 0);
    cache_keep(&none, key, bytes_of("result"));
    ck_assert_ptr_null(cache_find(&none, &arena, key).at);
}
END_TEST

START_TEST(a_damaged_cache_entry_is_none)
{
    struct cache cache = {folder};
    struct key key = key_of("job", 3);
    const char *name = key_name(&arena, key);

    cache_keep(&cache, key, bytes_of("result"));
    struct bytes all = read_back(name);
    char *copy = arena_copy(&arena, all.at, all.length);
    copy[all.length - 1] ^= 1;
    ck_assert(file_write(&diag, at(name), (struct bytes){copy, all.length}));
    ck_assert_ptr_null(cache_find(&cache, &arena, key).at);
    ck_assert(file_write(&diag, at(name), (struct bytes){all.at, 5}));
    ck_assert_ptr_null(cache_find(&cache, &arena, key).at);
}
END_TEST

TCase *
case_files(void)
{
    TCase *files = tcase_create("files");

    tcase_add_checked_fixture(files, begin_test, end_test);
    tcase_add_checked_fixture(files, make_folder, NULL);
    tcase_add_test(files, what_is_written_is_read_back);
    tcase_add_test(files, the_same_bytes_are_not_written_twice);
    tcase_add_test(files, a_parcel_takes_its_place_whole);
    tcase_add_test(files, a_parcel_that_is_not_kept_leaves_what_was_there);
    tcase_add_test(files, the_same_parcel_does_not_take_its_place_twice);
    tcase_add_test(files, a_parcel_that_cannot_be_written_is_said_once);
    tcase_add_test(files, what_a_dead_process_left_of_a_parcel_is_swept);
    tcase_add_test(files, a_parcel_in_memory_is_all_its_pieces);
    tcase_add_test(files, a_file_that_cannot_be_read_is_said);
    tcase_add_test(files, a_file_that_cannot_be_written_is_said);
    tcase_add_test(files, folders_list_sorted_without_dot_files);
    tcase_add_test(files, a_name_never_leads_out_of_its_folder);
    tcase_add_test(files, a_folder_is_not_taken_for_one_with_a_longer_name);
    tcase_add_test(files, the_cache_gives_back_what_it_kept);
    tcase_add_test(files, a_damaged_cache_entry_is_none);
    return files;
}
