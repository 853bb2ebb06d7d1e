/* check_folders.c: whole folders of figures compared, sound and damaged: what
 * is counted, what is said, and which files come of it. */
#include "fixture.h"
#include "suites.h"

#include "print/diff.h"
#include "read/read.h"

#include <string.h>

static void
begin_diff(void)
{
    begin_test();
    make_folder();
}

static struct diff_result result;

static struct bytes
draw_png(int width, int height, int changed)
{
    struct raster raster = {width, height,
                            TAKE_ARRAY(&arena, width * height, uint32_t)};

    for (int i = 0; i < width * height; i++)
        raster.at[i] = i < changed ? 0xab2039 : 0xfaf8f3;
    return png_encode(&arena, &raster, NULL);
}

static void
put_bytes(const char *name, struct bytes bytes)
{
    ck_assert(file_write(&diag, path_join(&arena, folder, name), bytes));
}

/* A figure in both folders, the same. */
static void
put_same(const char *name)
{
    static const char *const sides[] = {"old", "new"};

    for (int side = 0; side < SIDES; side++) {
        put_bytes(arena_print(&arena, "%s/%s.png", sides[side], name),
                  draw_png(40, 30, 0));
        put_file(arena_print(&arena, "%s/%s.csv", sides[side], name),
                 "t,x\n1,2\n2,3\n");
        put_file(arena_print(&arena, "%s/%s.json", sides[side], name),
                 "{\"name\": \"x\", \"title\": \"X\"}\n");
    }
}

static const char *
run_diff(int threads)
{
    struct diff_request request = {
        .old = path_join(&arena, folder, "old"),
        .new = path_join(&arena, folder, "new"),
        .out = path_join(&arena, folder, "out"),
        .looks = "templates",
        .threads = threads,
        .read = read_yaml,
    };

    result = (struct diff_result){0};
    ck_assert(print_diff(&arena, &diag, &request, &result));
    ck_assert_str_eq(take_file("out/diff.json").at, result.json.at);
    return result.json.at;
}

static void
counts_are(int unchanged, int changed, int added, int gone)
{
    ck_assert_int_eq(result.counts[FIGURE_SAME], unchanged);
    ck_assert_int_eq(result.counts[FIGURE_CHANGED], changed);
    ck_assert_int_eq(result.counts[FIGURE_NEW], added);
    ck_assert_int_eq(result.counts[FIGURE_GONE], gone);
}

static bool
has_file(const char *name)
{
    return file_exists(path_join(&arena, folder, name));
}

static bool
page_says(const char *words)
{
    return strstr(take_file("out/index.html").at, words) != NULL;
}

START_TEST(the_same_folder_twice_is_unchanged)
{
    put_same("a");
    put_same("b");
    run_diff(2);
    counts_are(2, 0, 0, 0);
    ck_assert_str_eq(result.words.at, "");
    ck_assert(page_says("Nothing differs"));
    ck_assert(!has_file("out/pictures"));
}
END_TEST

START_TEST(changed_new_and_gone_figures_are_told_apart)
{
    put_same("a");
    put_same("b");
    put_bytes("new/b.png", draw_png(40, 30, 12));
    put_bytes("new/c.png", draw_png(40, 30, 0));
    put_file("old/d.csv", "t\n1\n");
    const char *json = run_diff(2);
    counts_are(1, 1, 1, 1);
    ck_assert_ptr_nonnull(strstr(json, "\"pixels\": 0.01"));
    ck_assert_ptr_nonnull(strstr(json, "\"files\": [\"png\"]"));
    ck_assert(has_file("out/pictures/b-old.png"));
    ck_assert(has_file("out/pictures/b-difference.png"));
    ck_assert(has_file("out/pictures/b-beside.png"));
    ck_assert(has_file("out/pictures/c-new.png"));
    ck_assert(!has_file("out/pictures/a-old.png"));
    ck_assert(page_says("src=\"pictures/b-difference.png\""));
}
END_TEST

START_TEST(what_is_found_does_not_depend_on_the_threads)
{
    for (int i = 0; i < 9; i++) {
        const char *name = arena_print(&arena, "f%d", i);
        put_same(name);
        put_bytes(arena_print(&arena, "new/%s.png", name), draw_png(40, 30, i));
    }
    const char *one = run_diff(1);
    const char *page = take_file("out/index.html").at;
    ck_assert_str_eq(one, run_diff(4));
    ck_assert_str_eq(page, take_file("out/index.html").at);
}
END_TEST

START_TEST(a_picture_packed_otherwise_is_the_same)
{
    struct bytes png = draw_png(40, 30, 3);
    struct pixels pixels =
        png_decode(&arena, &diag, (struct place){0}, "x", png);
    struct text text = text_new(&arena);

    ck_assert_ptr_nonnull(pixels.at);
    put_same("a");
    put_bytes("old/a.png", png);
    /* Bytes after the end are no part of the picture. */
    text_bytes(&text, png.at, png.length);
    text_add(&text, "more");
    put_bytes("new/a.png", text_all(&text));
    run_diff(1);
    counts_are(1, 0, 0, 0);
}
END_TEST

START_TEST(only_what_an_svg_draws_is_compared)
{
    put_file("old/a.svg", "<svg><metadata>1</metadata><path/></svg>");
    put_file("new/a.svg", "<svg><metadata>22</metadata><path/></svg>");
    run_diff(1);
    counts_are(1, 0, 0, 0);
    put_file("new/a.svg", "<svg><metadata>1</metadata><rect/></svg>");
    run_diff(1);
    counts_are(0, 1, 0, 0);
    put_file("new/a.svg", "<svg><metadata>1");
    run_diff(1);
    counts_are(0, 1, 0, 0);
}
END_TEST

static const struct {
    const char *name, *words, *reason;
} damages[] = {
    {"new/a.png", "\x89PNG\r\n\x1a\n", "no sound PNG"},
    {"new/a.png",
     "\x89PNG\r\n\x1a\n....IHDR\x7f\xff\xff\xff\x7f\xff\xff\xff........",
     "too many pixels"},
    {"old/a.csv", "t,x\n1\n", "line 2 has 1 cells"},
    {"new/a.json", "{\"name\": [", "no sound JSON"},
    {"new/a.json", "[1, 2]", "no sound JSON"},
    {"new/a.json", "{\"a\": 1, \"a\": 2}", "no sound JSON"},
    {"old/a.json", "", "no sound JSON"},
};

START_TEST(a_damaged_file_is_said_and_changes_its_figure)
{
    put_same("a");
    put_same("b");
    put_file(damages[_i].name, damages[_i].words);
    const char *json = run_diff(2);
    counts_are(1, 1, 0, 0);
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_ptr_nonnull(strstr(diag.first->place.file, damages[_i].name));
    ck_assert_ptr_nonnull(strstr(json, damages[_i].reason));
    ck_assert(page_says(damages[_i].reason));
}
END_TEST

START_TEST(a_picture_cut_anywhere_is_survived)
{
    struct bytes png = draw_png(60, 50, 700);

    put_same("a");
    for (size_t length = 0; length < png.length; length += 13) {
        put_bytes("new/a.png", (struct bytes){png.at, length});
        run_diff(1);
        counts_are(0, 1, 0, 0);
    }
}
END_TEST

START_TEST(a_name_cannot_leave_its_place_in_the_page)
{
    put_bytes("new/<b>&\"#\xff%2.png", draw_png(4, 4, 0));
    const char *json = run_diff(1);
    counts_are(0, 0, 1, 0);
    ck_assert(utf8_valid(json, strlen(json)));
    ck_assert(!page_says("<b>"));
    ck_assert(page_says("&lt;b&gt;&amp;&quot;#\xef\xbf\xbd%2"));
    ck_assert(page_says("pictures/%3Cb%3E%26%22%23%FF%252-new.png"));
}
END_TEST

TCase *
case_folders(void)
{
    TCase *folders = tcase_create("folders");

    tcase_add_checked_fixture(folders, begin_diff, end_test);
    tcase_add_test(folders, the_same_folder_twice_is_unchanged);
    tcase_add_test(folders, changed_new_and_gone_figures_are_told_apart);
    tcase_add_test(folders, what_is_found_does_not_depend_on_the_threads);
    tcase_add_test(folders, a_picture_packed_otherwise_is_the_same);
    tcase_add_test(folders, only_what_an_svg_draws_is_compared);
    tcase_add_loop_test(folders, a_damaged_file_is_said_and_changes_its_figure,
                        0, (int)COUNT(damages));
    tcase_add_test(folders, a_picture_cut_anywhere_is_survived);
    tcase_add_test(folders, a_name_cannot_leave_its_place_in_the_page);
    return folders;
}
