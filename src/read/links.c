/* links.c: where the links of Markdown lead. On a forge an id counts within its
 * file, so that "#examples" means the examples of the same chapter, and
 * "fs.md#examples" those of another; in a book every id is there once. What one
 * would get wrong: the id of a heading in the book need not be the one that a
 * link to it names. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

/* A section by the name of its file without folder and ending. */
struct stem {
    const char *name, *path; /* path: with the folder, without the ending */
    const struct node *section;
    int order;
};
/* An id in a file. */
struct local {
    const char *id;
    const struct node *section, *node;
};
struct links {
    struct arena *arena;
    const struct tree *tree;
    struct stem *stems;   /* each by its name, then once more without number */
    struct local *locals; /* sorted by id */
    size_t stem_count, local_count;
};

/* Addresses. */

static int
read_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* "my%20photo.png" is a file with a blank in its name. */
const char *
uri_decode(struct arena *arena, const char *uri)
{
    struct text text = text_new(arena);

    for (; *uri; uri++) {
        int high = *uri == '%' ? read_digit(uri[1]) : -1;
        int low = high >= 0 ? read_digit(uri[2]) : -1;
        int c = high * 16 + low;
        if (low < 0 || c == 0) {
            text_char(&text, *uri);
            continue;
        }
        text_char(&text, (char)(unsigned char)c);
        uri += 2;
    }
    return text.at;
}

/* "content/" and "../photos/a.png" give "photos/a.png"; NULL above the top. */
const char *
uri_resolve(struct arena *arena, const char *section, const char *path)
{
    const char *slash = strrchr(section, '/');
    struct text text = text_new(arena);

    if (slash)
        text_bytes(&text, section, (size_t)(slash - section));
    while (*path) {
        size_t length = strcspn(path, "/");
        if (length == 2 && !strncmp(path, "..", 2)) {
            if (!text.length)
                return NULL;
            char *up = strrchr(text.at, '/');
            text.length = up ? (size_t)(up - text.at) : 0;
            text.at[text.length] = '\0';
        } else if (length && !(length == 1 && *path == '.')) {
            if (text.length)
                text_char(&text, '/');
            text_bytes(&text, path, length);
        }
        path += length + (path[length] == '/');
    }
    return text.at;
}

/* The length of a path without its ending, or the slash at its end. */
static size_t
measure_stem(const char *path)
{
    static const char *const endings[] = {".md",   ".markdown", ".mdx",
                                          ".html", ".htm",      "/"};
    size_t length = strlen(path);

    for (size_t i = 0; i < COUNT(endings); i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && !strcmp(path + length - ending, endings[i]))
            return length - ending;
    }
    return length;
}

static const char *
find_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* "01-why" is known as "why", too. */
static const char *
skip_number(const char *name)
{
    size_t digits = strspn(name, "0123456789");

    return digits && (name[digits] == '-' || name[digits] == '_') &&
                   name[digits + 1]
               ? name + digits + 1
               : name;
}

/* Sections. */

static int
compare_stems(const void *a, const void *b)
{
    const struct stem *left = a, *right = b;
    int order = strcmp(left->name, right->name);

    return order ? order : left->order - right->order;
}

static void
add_stem(struct links *links, const struct node *section, int order)
{
    const char *file = section->section->file;
    const char *path = arena_copy(links->arena, file, measure_stem(file));
    const char *name = find_name(path);

    links->stems[links->stem_count++] =
        (struct stem){name, path, section, order};
    if (skip_number(name) != name)
        links->stems[links->stem_count++] =
            (struct stem){skip_number(name), path, section, order};
}

/* The first stem with this name. */
static size_t
find_stem(const struct links *links, const char *name)
{
    size_t low = 0, high = links->stem_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(links->stems[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The section that a path leads to from another: the file itself, or the only
 * one in the book with this name, wherever the path says that it lies. */
static const struct node *
find_section(const struct links *links, const struct node *from,
             const char *path)
{
    struct arena *arena = links->arena;
    const char *decoded = uri_decode(arena, path);
    const char *stem = arena_copy(arena, decoded, measure_stem(decoded));
    const char *whole = uri_resolve(arena, from->section->file, stem);
    const char *name = find_name(stem);
    const struct node *found = NULL;

    for (size_t i = find_stem(links, name);
         i < links->stem_count && !strcmp(links->stems[i].name, name); i++) {
        const struct stem *at = &links->stems[i];
        if (whole && !strcmp(at->path, whole))
            return at->section;
        found = found && found != at->section ? from->parent : at->section;
    }
    return found == from->parent ? NULL : found;
}

/* Ids. */

static int
compare_locals(const void *a, const void *b)
{
    /* A file has each once, so the order of equal ones does not matter. */
    return strcmp(((const struct local *)a)->id, ((const struct local *)b)->id);
}

static const struct node *
find_local(const struct links *links, const struct node *section,
           const char *id)
{
    size_t low = 0, high = links->local_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(links->locals[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < links->local_count && !strcmp(links->locals[low].id, id);
         low++)
        if (links->locals[low].section == section)
            return links->locals[low].node;
    return NULL;
}

/* What has the id in this section, or in the book. */
static const struct node *
find_id(const struct links *links, const struct node *section, const char *id)
{
    const struct node *named = tree_find(links->tree, id);
    const struct node *local = find_local(links, section, id);

    return local && (!named || named->local) ? local : named;
}

const struct node *
link_find(const struct links *links, const struct node *from, const char *id)
{
    const struct node *section = node_section(from);
    const struct node *found = find_id(links, section, id);

    if (found)
        return found;
    /* "#Caf%C3%A9" is written where a forge has it in small letters. */
    return find_id(links, section,
                   slug_new(links->arena, uri_decode(links->arena, id)));
}

const struct node *
link_resolve(const struct links *links, const struct node *link,
             const char **id)
{
    const struct node *section = node_section(link);
    size_t length = strcspn(link->target, "?#");
    const char *path = arena_copy(links->arena, link->target, length);
    const char *hash = strchr(link->target, '#');

    *id = NULL;
    if (length)
        section = find_section(links, section, path);
    if (!section)
        return NULL;
    if (!hash || !hash[1])
        return section;
    *id = hash + 1;
    return link_find(links, section, *id);
}

static void
list_sections(struct links *links)
{
    const struct node *section = links->tree->root->first;
    size_t count = 0;
    int order = 0;

    for (; section; section = section->next)
        count++;
    links->stems = TAKE_ARRAY(links->arena, 2 * count, struct stem);
    section = links->tree->root->first;
    for (; section; section = section->next)
        add_stem(links, section, order++);
    if (links->stem_count)
        qsort(links->stems, links->stem_count, sizeof *links->stems,
              compare_stems);
}

static void
list_locals(struct links *links)
{
    const struct tree *tree = links->tree;
    const struct node *section = NULL;
    size_t room = 0;

    for (size_t i = 0; i < tree->landmark_count; i++) {
        const struct node *at = tree->landmarks[i];
        if (at->kind == NODE_SECTION)
            section = at;
        if (!at->local || !section)
            continue;
        GROW(links->arena, links->locals, links->local_count, room);
        links->locals[links->local_count++] =
            (struct local){at->local, section, at};
    }
    if (links->local_count)
        qsort(links->locals, links->local_count, sizeof *links->locals,
              compare_locals);
}

struct links *
links_new(struct arena *arena, const struct tree *tree)
{
    struct links *links = TAKE(arena, struct links);

    links->arena = arena;
    links->tree = tree;
    list_sections(links);
    list_locals(links);
    return links;
}
