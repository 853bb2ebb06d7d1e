/* read.c: the door of reading. Everything that a book is made of is opened
 * here, except the data of tables, and goes into the tree's key; nothing
 * outside the book's folder is, except the program's own templates. */
#include "bib.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define MOST_SECTIONS 1000

void
reader_hash(struct reader *reader, const char *name, struct bytes bytes)
{
    hash_string(reader->hash, name);
    hash_bytes(reader->hash, &bytes.length, sizeof bytes.length);
    hash_bytes(reader->hash, bytes.at, bytes.length);
}

/* A file by its name relative to the book's folder; place is where the name
 * was given. */
static struct bytes
read_file(struct reader *reader, struct place place, const char *name,
          size_t limit)
{
    const char *path = file_within(reader->arena, reader->folder, name);

    if (!path) {
        diag_say(reader->diag, ERROR, place,
                 "'%s' lies outside the book's folder, left out", name);
        return (struct bytes){0};
    }
    struct bytes bytes =
        file_read(reader->arena, reader->diag, place, path, limit);
    if (bytes.at)
        reader_hash(reader, name, bytes);
    return bytes;
}

/* A YAML file that must be a map; key is its key in the map around it. Never
 * NULL: an empty map stands for what cannot be read. */
static struct item *
read_map(struct reader *reader, const char *name, const char *key,
         struct bytes bytes)
{
    struct item *map = TAKE(reader->arena, struct item);
    const struct item *found =
        bytes.at ? read_yaml(reader->arena, reader->diag, name, bytes) : NULL;

    *map = (struct item){.kind = ITEM_MAP, .place = {name, 1, 1}};
    if (found && found->kind == ITEM_MAP)
        *map = *found;
    else if (found)
        diag_say(reader->diag, ERROR, found->place,
                 "the file must hold keys with values, left out");
    map->key = key;
    map->key_place = map->place;
    return map;
}

static const char *
drop_ending(struct arena *arena, const char *name)
{
    return arena_copy(arena, name, strlen(name) - strlen(".yaml"));
}

static int
compare_figures(const void *a, const void *b)
{
    return strcmp(((const struct description *)a)->name,
                  ((const struct description *)b)->name);
}

/* Sorted by name: "loop" comes before "loop-gain", although "loop.yaml" comes
 * after "loop-gain.yaml". */
static void
read_figures(struct reader *reader)
{
    struct arena *arena = reader->arena;
    struct tree *tree = reader->tree;
    const char **names = folder_list(
        arena, path_join(arena, reader->folder, "figures"), ".yaml");
    size_t count = 0;

    while (names[count])
        count++;
    struct description *figures = TAKE_ARRAY(arena, count, struct description);
    for (size_t i = 0; i < count; i++) {
        const char *file = arena_print(arena, "figures/%s", names[i]);
        struct bytes bytes =
            read_file(reader, (struct place){file, 0, 0}, file, MOST_YAML);
        figures[i].name = drop_ending(arena, names[i]);
        figures[i].item = read_map(reader, file, NULL, bytes);
        figures[i].key = key_of(bytes.at ? bytes.at : "", bytes.length);
    }
    if (count)
        qsort(figures, count, sizeof *figures, compare_figures);
    tree->figures = figures;
    tree->figure_count = count;
}

static const struct item *
collect_models(struct reader *reader)
{
    struct arena *arena = reader->arena;
    struct item *models = TAKE(arena, struct item);
    const struct item **tail = &models->first;
    const char **names = folder_list(
        arena, path_join(arena, reader->folder, "content/models"), ".yaml");

    *models =
        (struct item){.kind = ITEM_MAP, .place = {"content/models", 0, 0}};
    for (; *names; names++) {
        const char *file = arena_print(arena, "content/models/%s", *names);
        struct bytes bytes =
            read_file(reader, (struct place){file, 0, 0}, file, MOST_YAML);
        struct item *map =
            read_map(reader, file, drop_ending(arena, *names), bytes);
        map->next = NULL;
        *tail = map;
        tail = &map->next;
    }
    return models;
}

const struct item *
read_models(struct arena *arena, struct diag *diag, const char *folder)
{
    struct reader reader = {.arena = arena,
                            .diag = diag,
                            .hash = hash_new(arena),
                            .folder = folder};

    return collect_models(&reader);
}

/* One page of templates: the book's own, else the program's. */
static struct item *
read_look(struct reader *reader, const char *looks, const char *key)
{
    struct arena *arena = reader->arena;
    const char *name = arena_print(arena, "templates/%s.yaml", key);
    const char *own = path_join(arena, reader->folder, name);
    struct reader at = *reader;
    struct place place = {name, 0, 0};

    if (!file_exists(own)) {
        const char *file = arena_print(arena, "%s.yaml", key);
        if (!looks || !file_exists(path_join(arena, looks, file)))
            return NULL;
        at.folder = looks;
        return read_map(&at, name, key, read_file(&at, place, file, MOST_YAML));
    }
    return read_map(reader, name, key,
                    read_file(reader, place, name, MOST_YAML));
}

static void
read_looks(struct reader *reader, const char *folder)
{
    static const char *const keys[] = {"palette", "page"};
    struct item *looks = TAKE(reader->arena, struct item);
    const struct item **tail = &looks->first;

    *looks = (struct item){.kind = ITEM_MAP, .place = {"templates", 0, 0}};
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct item *look = read_look(reader, folder, keys[i]);
        if (!look)
            continue;
        look->next = NULL;
        *tail = look;
        tail = &look->next;
    }
    reader->tree->looks = looks;
}

static void
read_sources(struct reader *reader)
{
    static const char name[] = "content/sources.bib";

    if (!file_exists(path_join(reader->arena, reader->folder, name)))
        return;
    struct bytes bytes =
        read_file(reader, (struct place){name, 0, 0}, name, MOST_BIB);
    if (bytes.at)
        reader->bib = citations_read(reader->arena, reader->diag, name, bytes);
}

static bool
is_repeated(const struct item *list, const struct item *item)
{
    for (const struct item *one = list->first; one != item; one = one->next)
        if (one->kind == ITEM_TEXT && !strcmp(one->text, item->text))
            return true;
    return false;
}

static void
say_no_section(struct reader *reader, const struct item *item)
{
    const char *content = path_join(reader->arena, reader->folder, "content");
    const char **names = folder_list(reader->arena, content, ".md");
    size_t count = 0;

    while (names[count])
        count++;
    diag_say(reader->diag, ERROR, item->place,
             "no file '%s' in content, left out%s", item->text,
             diag_hint(reader->diag, item->text, names, count));
}

/* A section on its way into the tree. */
struct part {
    struct place place; /* where it is named */
    const char *file;   /* NULL: it is left out */
    struct node *node;
    struct diag diag;
    struct key key; /* of all that was read for it */
    uint64_t size;  /* of the file */
};

/* Whoever is done with a section takes the largest that is left, so that none
 * has long to wait in the end. Which thread reads one is left
 * open, so each has a diag and a hash of its own. */
struct parts {
    const struct reader *reader;
    struct part *at, **largest; /* the second: from the largest down */
    size_t count;
    atomic_size_t next;
    struct arena *arenas; /* one a thread */
};

static void
name_part(struct reader *reader, const struct item *list,
          const struct item *item, struct part *part)
{
    struct reader at = *reader;

    at.diag = &part->diag;
    if (item->kind != ITEM_TEXT || !*item->text) {
        diag_say(at.diag, ERROR, item->place,
                 "a section must be the name of a file, left out");
        return;
    }
    if (is_repeated(list, item)) {
        diag_say(at.diag, ERROR, item->place,
                 "section '%s' is listed twice, left out here", item->text);
        return;
    }
    const char *file = arena_print(reader->arena, "content/%s", item->text);
    uint64_t time;
    if (!file_stamp(path_join(reader->arena, reader->folder, file), &part->size,
                    &time)) {
        say_no_section(&at, item);
        return;
    }
    part->file = file;
}

static void
read_part(const struct reader *model, struct arena *arena, struct part *part)
{
    /* The section copies what it needs. */
    struct arena scratch = {0};
    struct diag said = {.arena = arena};
    struct reader reader = *model;

    reader.arena = &scratch;
    reader.hash = hash_new(&scratch);
    diag_merge(&said, &part->diag);
    part->diag = said;
    reader.diag = &part->diag;
    struct bytes bytes =
        read_file(&reader, part->place, part->file, MOST_MARKDOWN);
    if (bytes.at)
        part->node =
            section_read(arena, reader.diag, &reader, part->file, bytes);
    part->key = hash_done(reader.hash);
    arena_close(&scratch);
}

static void
read_parts(void *context, int job)
{
    struct parts *parts = context;
    size_t i;

    while ((i = atomic_fetch_add(&parts->next, 1)) < parts->count)
        if (parts->largest[i]->file)
            read_part(parts->reader, &parts->arenas[job], parts->largest[i]);
}

static int
compare_sizes(const void *a, const void *b)
{
    const struct part *left = *(struct part *const *)a;
    const struct part *right = *(struct part *const *)b;

    if (left->size != right->size)
        return left->size > right->size ? -1 : 1;
    return left < right ? -1 : left > right;
}

static void
order_parts(struct arena *arena, struct parts *parts)
{
    parts->largest = TAKE_ARRAY(arena, parts->count, struct part *);
    for (size_t i = 0; i < parts->count; i++)
        parts->largest[i] = &parts->at[i];
    if (parts->count)
        qsort(parts->largest, parts->count, sizeof(struct part *),
              compare_sizes);
}

static void
add_parts(struct reader *reader, const struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        diag_merge(reader->diag, &part->diag);
        if (part->file)
            hash_key(reader->hash, part->key);
        if (part->node)
            node_add(reader->tree->root, part->node);
    }
}

static void
read_sections(struct reader *reader, int threads)
{
    const struct item *list = item_find(reader->tree->settings, "sections");
    struct arena *arena = reader->arena;
    struct parts parts = {.reader = reader};

    if (!list || list->kind != ITEM_LIST)
        return;
    if (item_count(list) > MOST_SECTIONS) {
        diag_say(reader->diag, ERROR, list->place,
                 "more than %d sections, the book is empty", MOST_SECTIONS);
        return;
    }
    threads = threads > 1 ? threads : 1;
    parts.at = TAKE_ARRAY(arena, item_count(list), struct part);
    parts.arenas = TAKE_ARRAY(arena, threads, struct arena);
    for (const struct item *item = list->first; item; item = item->next) {
        struct part *part = &parts.at[parts.count++];
        *part = (struct part){.place = item->place, .diag = {.arena = arena}};
        name_part(reader, list, item, part);
    }
    order_parts(arena, &parts);
    pool_run(threads, threads, read_parts, &parts);
    add_parts(reader, &parts);
    for (int i = 0; i < threads; i++)
        arena_join(arena, &parts.arenas[i]);
}

/* book.yaml, or false when there is nothing to go on with. */
static bool
read_book(struct reader *reader)
{
    static const char name[] = "content/book.yaml";
    struct bytes bytes =
        read_file(reader, (struct place){name, 0, 0}, name, MOST_YAML);

    if (!bytes.at)
        return false;
    const struct item *item =
        read_yaml(reader->arena, reader->diag, name, bytes);
    if (item && item->kind != ITEM_MAP)
        diag_say(reader->diag, ERROR, item->place,
                 "book.yaml must hold keys with values");
    reader->tree->settings = item;
    return item && item->kind == ITEM_MAP;
}

struct tree *
read_content(struct arena *arena, struct diag *diag, const char *folder,
             const char *looks, int threads)
{
    struct tree *tree = TAKE(arena, struct tree);
    struct reader reader = {.arena = arena,
                            .diag = diag,
                            .tree = tree,
                            .hash = hash_new(arena),
                            .folder = folder};

    tree->folder = arena_string(arena, folder);
    tree->root = node_new(arena, NODE_DOCUMENT,
                          (struct place){"content/book.yaml", 1, 1});
    if (!read_book(&reader))
        return NULL;
    settings_read(arena, diag, tree);
    reader.tree->models = collect_models(&reader);
    read_looks(&reader, looks);
    tree->tables = tables_read(&reader);
    read_figures(&reader);
    read_sources(&reader);
    read_sections(&reader, threads);
    citations_write(&reader);
    tree_survey(arena, tree, threads);
    number_tree(arena, diag, tree);
    check_tree(arena, diag, tree);
    tree->words = words_count(tree->root, threads);
    tree->key = hash_done(reader.hash);
    return tree;
}

struct node *
read_markdown(struct arena *arena, struct diag *diag, const char *file,
              struct bytes text)
{
    struct tree tree = {0};
    struct node *section =
        section_read(arena, diag, NULL, arena_string(arena, file), text);

    tree.root = node_new(arena, NODE_DOCUMENT, section->place);
    node_add(tree.root, section);
    tree_survey(arena, &tree, 1);
    number_tree(arena, diag, &tree);
    node_remove(section);
    return section;
}
