/* check.c: names that must lead somewhere: figures, sequences and their
 * parts, ids, pictures. A node with a fault stays where it is, for later
 * stages draw a gap in its place. */
#include "inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MEASURE 600       /* [px] of what percents are of, about */
#define MOST_WANTED 10000 /* [px] wide or high */
#define MOST_HINTS 100    /* a hint compares with every name there is */

struct checker {
    struct arena *arena;
    struct diag *diag;
    const struct tree *tree;
    const char **ids, **figures; /* all that are known */
    struct links *links;
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
say_unknown(struct checker *checker, const struct node *node, const char *id)
{
    diag_say(checker->diag, ERROR, node->place,
             "nothing here has the id '%s'%s", id,
             hint(checker, id, checker->ids, checker->tree->label_count));
}

static void
check_reference(struct checker *checker, struct node *node)
{
    const struct node *to = link_find(checker->links, node, node->target);

    if (to)
        node->target = to->id;
    else
        say_unknown(checker, node, node->target);
}

/* A link that leads nowhere is none: its words stay. */
static void
check_link(struct checker *checker, struct node *node)
{
    const char *target = node->target, *id;

    if (target[strcspn(target, ":/?#")] == ':')
        return;
    const struct node *to = link_resolve(checker->links, node, &id);
    if (to) {
        node->target = arena_print(checker->arena, "#%s", to->id);
        return;
    }
    if (id)
        say_unknown(checker, node, id);
    else
        diag_say(checker->diag, WARNING, node->place,
                 "link to '%s' leads out of the book to a file that no "
                 "edition carries, its text is kept",
                 target);
    node_unwrap(node);
}

static const char *
judge_picture(struct checker *checker, struct node *node)
{
    const char *folder = checker->tree->folder;
    const char *file = node_section(node)->section->file;
    const char *name = uri_decode(checker->arena, node->target);

    if (node->target[strcspn(node->target, ":/?#")] == ':')
        return "is not a file of this book";
    const char *path =
        *name == '/' ? NULL : uri_resolve(checker->arena, file, name);
    const char *found = path ? file_within(checker->arena, folder, path) : NULL;
    if (!found)
        return "lies outside the book's folder";
    node->target = path;
    return picture_measure(found, &node->width, &node->height);
}

/* As wide as its author asks for, and as high as it is then. */
static void
size_picture(struct node *node)
{
    double wanted = atoi(node->text);

    if (strchr(node->text, '%'))
        wanted *= MEASURE / 100.0;
    wanted = fmin(fmax(wanted, 1), MOST_WANTED);
    double height = round(node->height * wanted / node->width);
    node->width = (int)wanted;
    node->height = (int)fmin(fmax(height, 1), MOST_WANTED);
}

static void
check_picture(struct checker *checker, struct node *node)
{
    const char *name = node->target;
    const char *fault = judge_picture(checker, node);

    if (fault)
        diag_say(checker->diag, ERROR, node->place,
                 "picture '%s' %s, leaving a gap", name, fault);
    else if (node->text)
        size_picture(node);
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
        check_reference(checker, node);
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
check_tree(struct arena *arena, struct diag *diag, struct tree *tree)
{
    struct checker checker = {.arena = arena, .diag = diag, .tree = tree};
    size_t kept = 0;

    list_names(&checker);
    for (size_t i = 0; i < tree->figure_count; i++)
        check_description(&checker, &tree->figures[i]);
    checker.links = links_new(arena, tree);
    for (size_t i = 0; i < tree->landmark_count; i++) {
        struct node *node = tree->landmarks[i];
        check_node(&checker, node);
        if (node->parent)
            tree->landmarks[kept++] = node;
    }
    tree->landmark_count = kept;
    pictures_part(arena, tree);
}
