/* solved.c: parameters and courses for the tests of solve/. */
#include "solved.h"

#include <check.h>
#include <string.h>

const struct item *
make_map(const char *const *pairs, size_t count)
{
    struct item *map = TAKE(&arena, struct item), *last = NULL;

    map->kind = ITEM_MAP;
    map->place = (struct place){"p.yaml", 1, 1};
    for (size_t i = 0; i < count; i++) {
        struct item *item = TAKE(&arena, struct item);
        char *name = arena_string(&arena, pairs[i]);
        char *equals = strchr(name, '=');
        *equals = '\0';
        item->kind = ITEM_TEXT;
        item->key = name;
        item->text = equals + 1;
        item->key_place = (struct place){"p.yaml", (int)i + 1, 1};
        item->place = (struct place){"p.yaml", (int)i + 1, 5};
        if (last)
            last->next = item;
        else
            map->first = item;
        last = item;
    }
    return map;
}

const struct item *
make_models(const char *name, const struct item *map)
{
    struct item *models = TAKE(&arena, struct item);
    struct item *copy = TAKE(&arena, struct item);

    *copy = *map;
    copy->key = name;
    models->kind = ITEM_MAP;
    models->first = copy;
    return models;
}

struct symbols
read_symbols(const struct item *map, enum wall *wall)
{
    struct range *ranges = ranges_default(&arena, &model_curve);

    ranges_read(&diag, map, &model_curve, ranges, wall);
    return symbols_of(ranges);
}

struct course *
solve_with(const struct item *map, enum wall wall)
{
    struct symbols symbols = read_symbols(map, NULL);

    ck_assert_int_eq(diag.errors, 0);
    return course_new(&arena, &symbols, &(struct plan){.wall = wall});
}
