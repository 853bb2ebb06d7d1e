/* diff_facts.c: what two JSON files say differently of a figure: parameters of
 * its runs, the quantities that came out, title, alternative text and whatever
 * else a later program writes there. Each file becomes a list of leaves with
 * the path to them, sorted; two sorted lists are merged. What one would get
 * wrong: items of a list go by their "name", so that a parameter that is put in
 * front does not change all those after it. */
#include "diff.h"

#include <stdlib.h>
#include <string.h>

#define MOST_ITEMS 100000
#define MOST_CHANGES 500
#define MOST_PATH 200  /* bytes */
#define MOST_VALUE 600 /* bytes */

struct leaf {
    enum fact_kind kind;
    const char *path, *value;
    size_t order; /* in the file */
};
struct leaves {
    struct arena *arena;
    struct leaf *at;
    size_t count, room;
    size_t seen; /* items of all kinds; above MOST_ITEMS it is given up */
};

/* Not longer than most, and no letter cut in two. */
static const char *
shorten(struct arena *arena, const char *from, size_t most)
{
    size_t length = utf8_clip(from, strlen(from), most);

    if (!from[length])
        return arena_string(arena, from);
    return arena_print(arena, "%s…", arena_copy(arena, from, length));
}

static const char *
extend_path(struct arena *arena, const char *path, const char *name)
{
    if (strlen(path) >= MOST_PATH)
        return path;
    return arena_print(arena, "%s%s%s", path, *path ? "." : "",
                       shorten(arena, name, MOST_PATH));
}

static void gather(struct leaves *leaves, const struct item *item,
                   enum fact_kind kind, const char *path);

/* The numbers are the CSV's, and a figure is not another one because another
 * version of the program drew it. */
static bool
is_left_out(const struct item *entry)
{
    return !strcmp(entry->key, "values") || !strcmp(entry->key, "program");
}

static void
gather_map(struct leaves *leaves, const struct item *map, enum fact_kind kind,
           const char *path, const char *name)
{
    for (const struct item *entry = map->first; entry; entry = entry->next) {
        if (leaves->seen++ > MOST_ITEMS)
            return;
        enum fact_kind inner =
            !strcmp(entry->key, "parameters")   ? FACT_PARAMETER
            : !strcmp(entry->key, "quantities") ? FACT_QUANTITY
                                                : kind;
        bool plain = inner != kind || !strcmp(entry->key, "runs") ||
                     (kind != FACT_DETAIL && !strcmp(entry->key, "value"));
        if (is_left_out(entry) || (name && !strcmp(entry->key, "name")))
            continue;
        gather(leaves, entry, inner,
               plain ? path : extend_path(leaves->arena, path, entry->key));
    }
}

static void
gather_list(struct leaves *leaves, const struct item *list, enum fact_kind kind,
            const char *path)
{
    size_t number = 0;

    for (const struct item *item = list->first; item; item = item->next) {
        if (leaves->seen++ > MOST_ITEMS)
            return;
        const struct item *named = item_find(item, "name");
        const char *name = named && named->kind == ITEM_TEXT
                               ? named->text
                               : arena_print(leaves->arena, "%zu", number);
        const char *inner = extend_path(leaves->arena, path, name);
        number++;
        if (item->kind == ITEM_MAP)
            gather_map(leaves, item, kind, inner, name);
        else
            gather(leaves, item, kind, inner);
    }
}

static void
gather(struct leaves *leaves, const struct item *item, enum fact_kind kind,
       const char *path)
{
    if (item->kind == ITEM_MAP) {
        gather_map(leaves, item, kind, path, NULL);
    } else if (item->kind == ITEM_LIST) {
        gather_list(leaves, item, kind, path);
    } else {
        GROW(leaves->arena, leaves->at, leaves->count, leaves->room);
        leaves->at[leaves->count] =
            (struct leaf){kind, path, item->text, leaves->count};
        leaves->count++;
    }
}

static int
compare_paths(const struct leaf *one, const struct leaf *other)
{
    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    return strcmp(one->path, other->path);
}

static int
compare_leaves(const void *a, const void *b)
{
    const struct leaf *one = a, *other = b;
    int order = compare_paths(one, other);

    return order ? order : one->order < other->order ? -1 : 1;
}

struct findings {
    struct arena *arena;
    struct fact_diff *first, **end;
    size_t count, left_out;
};

static void
add_finding(struct findings *findings, const struct leaf *old,
            const struct leaf *new)
{
    const struct leaf *either = new ? new : old;

    if (old && new && !strcmp(old->value, new->value))
        return;
    if (findings->count == MOST_CHANGES) {
        findings->left_out++;
        return;
    }
    struct fact_diff *diff = TAKE(findings->arena, struct fact_diff);
    diff->kind = either->kind;
    diff->name = arena_string(findings->arena, either->path);
    if (old)
        diff->at[OLD] = shorten(findings->arena, old->value, MOST_VALUE);
    if (new)
        diff->at[NEW] = shorten(findings->arena, new->value, MOST_VALUE);
    *findings->end = diff;
    findings->end = &diff->next;
    findings->count++;
}

static void
merge_leaves(struct findings *findings, const struct leaves *old,
             const struct leaves *new)
{
    size_t i = 0, j = 0;

    while (i < old->count || j < new->count) {
        int order = i == old->count   ? 1
                    : j == new->count ? -1
                                      : compare_paths(&old->at[i], &new->at[j]);
        add_finding(findings, order <= 0 ? &old->at[i] : NULL,
                    order >= 0 ? &new->at[j] : NULL);
        i += order <= 0;
        j += order >= 0;
    }
}

struct fact_diff *
facts_compare(struct arena *arena, const struct item *const *sides,
              size_t *left_out, const char **fault)
{
    struct arena scratch = {0};
    struct leaves leaves[SIDES] = {{.arena = &scratch}, {.arena = &scratch}};
    struct findings findings = {.arena = arena};

    findings.end = &findings.first;
    for (int side = 0; side < SIDES; side++) {
        gather(&leaves[side], sides[side], FACT_DETAIL, "");
        if (leaves[side].seen > MOST_ITEMS)
            *fault = "it says too much to be compared";
        else if (leaves[side].count)
            qsort(leaves[side].at, leaves[side].count, sizeof *leaves[side].at,
                  compare_leaves);
    }
    if (!*fault)
        merge_leaves(&findings, &leaves[OLD], &leaves[NEW]);
    *left_out = findings.left_out;
    arena_close(&scratch);
    return findings.first;
}
