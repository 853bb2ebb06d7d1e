/* check_layers.c: who may include whom. A room sees the doors of the rooms
 * below it and its own files, and a library's header is included in its
 * keeper room only. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "suites.h"

static const struct room {
    const char *name, *sees;
} rooms[] = {
    {"base", ""},
    {"tree", "base tongue"},
    {"data", "base tongue"},
    {"type", "base"},
    {"sheet", "base type"},
    {"book", "base type sheet"},
    {"read", "base tongue tree"},
    {"solve", "base tree data"},
    {"draw", "base tongue tree data type sheet"},
    {"set", "base tongue tree data type sheet book"},
    {"print", "base tongue tree data type sheet book"},
    {"live", "base tongue data type sheet solve draw"},
    {"tongue", "base"},
};

static const struct keeper {
    const char *header, *room;
} keepers[] = {
    {"cairo", "print"},      {"png.h", "print"},
    {"hpdf", "print"},       {"libdeflate", "print"},
    {"lcms2", "print"},      {"zlib.h", "print"},
    {"cmark", "read"},       {"yaml.h", "read"},
    {"hb", "type"},          {"hyphen.h", "type"},
    {"linebreak.h", "type"}, {"xxhash.h", "base"},
    {"fribidi", "type"},     {"pthread.h", "base type read set print"},
};

static bool
holds_word(const char *words, const char *word, size_t length)
{
    for (const char *at = words; (at = strstr(at, word)); at++)
        if ((at == words || at[-1] == ' ') &&
            (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

static bool
may_include(const struct room *room, const char *name)
{
    const char *slash = strchr(name, '/');
    char from[32], door[80];

    if (!slash)
        return true;
    size_t length = (size_t)(slash - name);
    if (length >= sizeof from)
        return false;
    memcpy(from, name, length);
    from[length] = '\0';
    snprintf(door, sizeof door, "%s/%s.h", from, from);
    if (!strcmp(from, room->name))
        return true;
    return holds_word(room->sees, from, length) && !strcmp(name, door);
}

static bool
may_use(const struct room *room, const char *header)
{
    for (size_t i = 0; i < COUNT(keepers); i++) {
        size_t length = strlen(keepers[i].header);
        if (!strncmp(header, keepers[i].header, length))
            return holds_word(keepers[i].room, room->name, strlen(room->name));
    }
    return true;
}

static int
check_file(const struct room *room, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[512], name[256];
    int faults = 0;

    ck_assert_ptr_nonnull(file);
    while (fgets(line, sizeof line, file)) {
        bool fine = true;
        if (sscanf(line, "#include \"%255[^\"]", name) == 1)
            fine = may_include(room, name);
        else if (sscanf(line, "#include <%255[^>]", name) == 1)
            fine = may_use(room, name);
        if (!fine)
            fprintf(stderr, "%s must not include %s\n", path, name);
        faults += !fine;
    }
    fclose(file);
    return faults;
}

START_TEST(rooms_include_only_the_doors_below_them)
{
    const struct room *room = &rooms[_i];
    char folder[64], path[400];
    int faults = 0, files = 0;

    snprintf(folder, sizeof folder, "src/%s", room->name);
    DIR *open_folder = opendir(folder);
    ck_assert_ptr_nonnull(open_folder);
    struct dirent *entry;
    while ((entry = readdir(open_folder))) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        faults += check_file(room, path);
        files++;
    }
    closedir(open_folder);
    ck_assert_int_gt(files, 0);
    ck_assert_int_eq(faults, 0);
}
END_TEST

START_TEST(a_forbidden_include_is_noticed)
{
    ck_assert(!may_include(&rooms[0], "tree/tree.h"));
    ck_assert(!may_include(&rooms[9], "type/inside.h"));
    ck_assert(may_include(&rooms[9], "type/type.h"));
    ck_assert(!may_use(&rooms[9], "cairo.h"));
    ck_assert(may_use(&rooms[10], "cairo.h"));
}
END_TEST

Suite *
suite_layers(void)
{
    Suite *suite = suite_create("layers");
    TCase *tests = tcase_create("layers");

    tcase_add_loop_test(tests, rooms_include_only_the_doors_below_them, 0,
                        (int)COUNT(rooms));
    tcase_add_test(tests, a_forbidden_include_is_noticed);
    suite_add_tcase(suite, tests);
    return suite;
}
