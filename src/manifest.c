/* manifest.c: inputs by the hash of their bytes, outputs by size and time of
 * change. A line of the file is "r KEY PATH", "m SIZE TIME PATH" or, first,
 * "s KEY". */
#include "manifest.h"

#include <inttypes.h>
#include <string.h>

#define LARGEST_INPUT ((size_t)1 << 30)

static struct entry *
add_entry(struct arena *arena, struct entries *entries, const char *path)
{
    GROW(arena, entries->at, entries->count, entries->room);
    struct entry *entry = &entries->at[entries->count++];
    *entry = (struct entry){.path = path};
    return entry;
}

static struct entry *
find_entry(const struct entries *entries, const char *path)
{
    for (size_t i = 0; i < entries->count; i++)
        if (!strcmp(entries->at[i].path, path))
            return &entries->at[i];
    return NULL;
}

static void
add_input(struct arena *arena, struct entries *entries, const char *folder,
          const char *path)
{
    struct arena scratch = {0};
    struct diag ignored = {.arena = &scratch};
    struct bytes bytes =
        file_read(&scratch, &ignored, (struct place){0},
                  path_join(&scratch, folder, path), LARGEST_INPUT);

    add_entry(arena, entries, path)->key =
        key_of(bytes.at ? bytes.at : "", bytes.length);
    arena_close(&scratch);
}

/* A folder is what has names in it. */
static void
walk_folder(struct arena *arena, struct entries *entries, const char *folder,
            const char *path, int depth,
            void (*add)(struct arena *, struct entries *, const char *,
                        const char *))
{
    const char **names = folder_list(arena, path_join(arena, folder, path), "");

    if (!names[0] || depth > 8) {
        if (depth)
            add(arena, entries, folder, path);
        return;
    }
    for (size_t i = 0; names[i]; i++)
        walk_folder(arena, entries, folder, path_join(arena, path, names[i]),
                    depth + 1, add);
}

struct entries
find_inputs(struct arena *arena, const char *folder, const char *const *extra,
            size_t extra_count)
{
    static const char *const folders[] = {"content", "figures", "templates"};
    struct entries entries = {0};

    for (size_t i = 0; i < COUNT(folders); i++)
        walk_folder(arena, &entries, folder, folders[i], 0, add_input);
    for (size_t i = 0; i < extra_count; i++)
        if (!find_entry(&entries, extra[i]))
            add_input(arena, &entries, folder, extra[i]);
    return entries;
}

static void
add_output(struct arena *arena, struct entries *entries, const char *folder,
           const char *path)
{
    struct entry *entry = add_entry(arena, entries, path);

    if (!file_stamp(path_join(arena, folder, path), &entry->size, &entry->time))
        entries->count--;
}

struct entries
find_outputs(struct arena *arena, const char *folder)
{
    struct entries entries = {0};
    const char **names =
        folder_list(arena, path_join(arena, folder, "out"), "");

    for (size_t i = 0; names[i]; i++)
        if (strcmp(names[i], "bin"))
            walk_folder(arena, &entries, folder,
                        path_join(arena, "out", names[i]), 1, add_output);
    return entries;
}

static struct key
parse_key(const char *digits)
{
    struct key key = {0};

    sscanf(digits, "%16" SCNx64 "%16" SCNx64, &key.high, &key.low);
    return key;
}

static void
parse_line(struct arena *arena, struct manifest *manifest, const char *line)
{
    char digits[33];
    uint64_t size, time;
    int length = 0;

    if (sscanf(line, "s %32s", digits) == 1)
        manifest->settings = parse_key(digits);
    else if (sscanf(line, "r %32s %n", digits, &length) == 1 && length)
        add_entry(arena, &manifest->read, line + length)->key =
            parse_key(digits);
    else if (sscanf(line, "m %" SCNu64 " %" SCNu64 " %n", &size, &time,
                    &length) == 2 &&
             length) {
        struct entry *entry = add_entry(arena, &manifest->made, line + length);
        entry->size = size;
        entry->time = time;
    }
}

struct manifest
load_manifest(struct arena *arena, const char *path)
{
    struct manifest manifest = {0};
    struct diag ignored = {.arena = arena};
    struct bytes bytes = {0};

    if (file_exists(path))
        bytes =
            file_read(arena, &ignored, (struct place){0}, path, LARGEST_INPUT);
    for (const char *line = bytes.at; line && *line;) {
        size_t length = strcspn(line, "\n");
        parse_line(arena, &manifest, arena_copy(arena, line, length));
        line += length + (line[length] == '\n');
    }
    return manifest;
}

void
save_manifest(struct diag *diag, const char *path,
              const struct manifest *manifest)
{
    struct text text = text_new(diag->arena);

    text_print(&text, "s %s\n", key_name(diag->arena, manifest->settings));
    for (size_t i = 0; i < manifest->read.count; i++)
        text_print(&text, "r %s %s\n",
                   key_name(diag->arena, manifest->read.at[i].key),
                   manifest->read.at[i].path);
    for (size_t i = 0; i < manifest->made.count; i++) {
        const struct entry *entry = &manifest->made.at[i];
        text_print(&text, "m %" PRIu64 " %" PRIu64 " %s\n", entry->size,
                   entry->time, entry->path);
    }
    file_write(diag, path, text_all(&text));
}

static bool
inputs_same(const struct manifest *old, const struct manifest *now)
{
    if (old->read.count != now->read.count)
        return false;
    for (size_t i = 0; i < now->read.count; i++) {
        const struct entry *a = &now->read.at[i], *b = &old->read.at[i];
        if (strcmp(a->path, b->path) || !key_same(a->key, b->key))
            return false;
    }
    return true;
}

bool
manifest_holds(struct arena *arena, const struct manifest *old,
               const struct manifest *now, const char *folder)
{
    if (!old->made.count || !key_same(old->settings, now->settings) ||
        !inputs_same(old, now))
        return false;
    for (size_t i = 0; i < old->made.count; i++) {
        const struct entry *entry = &old->made.at[i];
        uint64_t size, time;
        if (!file_stamp(path_join(arena, folder, entry->path), &size, &time) ||
            size != entry->size || time != entry->time)
            return false;
    }
    return true;
}

void
explain_changes(struct diag *diag, const struct manifest *old,
                const struct manifest *now)
{
    if (!old->made.count) {
        diag_say(diag, NOTE, (struct place){0},
                 "everything is made: there is no earlier build");
        return;
    }
    if (!key_same(old->settings, now->settings))
        diag_say(diag, NOTE, (struct place){0},
                 "the program, a font or the choice of editions changed");
    for (size_t i = 0; i < now->read.count; i++) {
        const struct entry *entry = &now->read.at[i];
        const struct entry *before = find_entry(&old->read, entry->path);
        if (!before || !key_same(before->key, entry->key))
            diag_say(diag, NOTE, (struct place){entry->path, 0, 0}, "%s",
                     before ? "changed" : "is new");
    }
    for (size_t i = 0; i < old->read.count; i++)
        if (!find_entry(&now->read, old->read.at[i].path))
            diag_say(diag, NOTE, (struct place){old->read.at[i].path, 0, 0},
                     "is gone");
}
