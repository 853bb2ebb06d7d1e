/* check.c: names that must lead somewhere: figures, sequences and their
 * parts, ids, pictures. A node with a fault stays where it is, for later
 * stages draw a gap in its place. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

#define MOST_HINTS 100 /* a hint compares with every name there is */

struct checker {
    struct arena *arena;
    struct diag *diag;
    const struct tree *tree;
    const char **ids, **figures; /* all that are known */
    int hints;
};

static void
list_names(struct checker *checker)
{
    const struct tree *tree = checker->tree;

    checker->ids = TAKE_ARRAY(checker->arena, tree->label_count, const char *);
    for (size_t i = 0; i < tree->label_count; i++)
        checker->ids[i] = tree->labels[i].id;
    checker->figures =
        TAKE_ARRAY(checker->arena, tree->figure_count, const char *);
    for (size_t i = 0; i < tree->figure_count; i++)
        checker->figures[i] = tree->figures[i].name;
}

static const char *
hint(struct checker *checker, const char *wrong, const char *const *known,
     size_t count)
{
    if (checker->hints++ >= MOST_HINTS)
        return "";
    return diag_hint(checker->diag, wrong, known, count);
}

/* The description, or NULL, which has been said. */
static const struct description *
find_figure(struct checker *checker, const struct node *node, const char *what)
{
    const struct tree *tree = checker->tree;
    const struct description *figure = tree_figure(tree, node->target);

    if (!figure)
        diag_say(
            checker->diag, ERROR, node->place,
            "no %s named '%s', leaving a gap%s", what, node->target,
            hint(checker, node->target, checker->figures, tree->figure_count));
    return figure;
}

/* What a description says in the list "parts" makes it a sequence. */
static size_t
count_parts(const struct description *figure)
{
    const struct item *parts = item_find(figure->item, "parts");

    return parts && parts->kind == ITEM_LIST ? item_count(parts) : 0;
}

static void
check_figure(struct checker *checker, const struct node *node)
{
    const struct description *figure = find_figure(checker, node, "figure");

    if (figure && count_parts(figure))
        diag_say(checker->diag, ERROR, node->place,
                 "'%s' is a sequence, leaving a gap, write 'sequence:%s'",
                 node->target, node->target);
}

static void
check_sequence(struct checker *checker, const struct node *node)
{
    const struct description *figure = find_figure(checker, node, "sequence");
    size_t parts = figure ? count_parts(figure) : 0;

    if (figure && !parts)
        diag_say(checker->diag, ERROR, node->place,
                 "'%s' has no 'parts', so it is no sequence, leaving a gap",
                 node->target);
    else if (figure && (size_t)node->part > parts)
        diag_say(checker->diag, ERROR, node->place,
                 "sequence '%s' has %zu part%s, no part %d, leaving a gap",
                 node->target, parts, parts == 1 ? "" : "s", node->part);
}

static void
check_id(struct checker *checker, const struct node *node, const char *id)
{
    const struct tree *tree = checker->tree;

    if (!tree_find(tree, id))
        diag_say(checker->diag, ERROR, node->place,
                 "nothing here has the id '%s'%s", id,
                 hint(checker, id, checker->ids, tree->label_count));
}

/* A link to a section's file, as it works on a forge, becomes one to its
 * place in the book. */
static bool
turn_inward(struct checker *checker, struct node *link)
{
    const struct node *section = checker->tree->root->first;
    size_t length = strcspn(link->target, "#");

    for (; section; section = section->next) {
        const char *name = strrchr(section->section->file, '/') + 1;
        if (strncmp(name, link->target, length) != 0 || name[length])
            continue;
        const char *id = link->target + length;
        link->target =
            *id && id[1] ? id : arena_print(checker->arena, "#%s", section->id);
        return true;
    }
    return false;
}

static void
check_link(struct checker *checker, struct node *node)
{
    const char *target = node->target;

    if (target[strcspn(target, ":/?#")] != ':' && target[0] != '#' &&
        !turn_inward(checker, node))
        diag_say(checker->diag, WARNING, node->place,
                 "link to '%s' leads out of the book to a file that no "
                 "edition carries",
                 target);
    if (node->target[0] == '#')
        check_id(checker, node, node->target + 1);
}

static int
read_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* "my%20photo.png" is a file with a blank in its name. */
static const char *
decode_percent(struct arena *arena, const char *uri)
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
static const char *
resolve_path(struct arena *arena, const char *section, const char *path)
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

static const char *
judge_picture(struct checker *checker, struct node *node)
{
    const char *folder = checker->tree->folder;
    const char *file = node_section(node)->section->file;
    const char *name = decode_percent(checker->arena, node->target);

    if (node->target[strcspn(node->target, ":/?#")] == ':')
        return "is not a file of this book";
    const char *path =
        *name == '/' ? NULL : resolve_path(checker->arena, file, name);
    const char *found = path ? file_within(checker->arena, folder, path) : NULL;
    if (!found)
        return "lies outside the book's folder";
    node->target = path;
    return picture_measure(found, &node->width, &node->height);
}

static void
check_picture(struct checker *checker, struct node *node)
{
    const char *name = node->target;
    const char *fault = judge_picture(checker, node);

    if (fault)
        diag_say(checker->diag, ERROR, node->place,
                 "picture '%s' %s, leaving a gap", name, fault);
}

static void
check_node(struct checker *checker, struct node *node)
{
    switch (node->kind) {
    case NODE_FIGURE:
        check_figure(checker, node);
        break;
    case NODE_SEQUENCE:
        check_sequence(checker, node);
        break;
    case NODE_REFERENCE:
        check_id(checker, node, node->target);
        break;
    case NODE_LINK:
        check_link(checker, node);
        break;
    case NODE_PICTURE:
    case NODE_IMAGE:
        check_picture(checker, node);
        break;
    default:
        break;
    }
}

static void
check_description(struct checker *checker, const struct description *figure)
{
    const struct item *alt = item_find(figure->item, "alt");

    /* An empty one could not be read, which has been said. */
    if (!figure->item->first)
        return;
    if (!alt || alt->kind != ITEM_TEXT || !*alt->text)
        diag_say(checker->diag, ERROR, alt ? alt->place : figure->item->place,
                 "figure '%s' has no text for those who cannot see it, add "
                 "'alt'",
                 figure->name);
}

void
check_tree(struct arena *arena, struct diag *diag, const struct tree *tree)
{
    struct checker checker = {arena, diag, tree, NULL, NULL, 0};
    struct node *node = tree->root;

    list_names(&checker);
    for (size_t i = 0; i < tree->figure_count; i++)
        check_description(&checker, &tree->figures[i]);
    for (; node; node = walk_next(tree->root, node))
        check_node(&checker, node);
}
