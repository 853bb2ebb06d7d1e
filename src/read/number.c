/* number.c: ids, labels, numbers. What the author named comes first: only
 * when all those ids are known are the automatic ones made, so that a heading
 * never takes the name of a figure further on. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

/* A table of ids by hash; nothing ever reads it in its own order. */
struct ids {
    struct arena *arena;
    struct entry {
        struct label label;
        int doubles; /* automatic ids already made from this one */
    } * entries;
    size_t count, room; /* room is a power of two */
};

/* The entry of id, or the empty one where it would go. */
static struct entry *
find_entry(struct ids *ids, const char *id)
{
    size_t at = (size_t)key_of(id, strlen(id)).low;

    for (;; at++) {
        struct entry *entry = &ids->entries[at & (ids->room - 1)];
        if (!entry->label.id || !strcmp(entry->label.id, id))
            return entry;
    }
}

static void
add_id(struct ids *ids, const char *id, const struct node *node)
{
    if (2 * (ids->count + 1) > ids->room) {
        struct ids old = *ids;
        ids->room = old.room ? 2 * old.room : 64;
        ids->entries = TAKE_ARRAY(ids->arena, ids->room, struct entry);
        for (size_t i = 0; i < old.room; i++)
            if (old.entries[i].label.id)
                *find_entry(ids, old.entries[i].label.id) = old.entries[i];
    }
    struct entry *entry = find_entry(ids, id);
    entry->label = (struct label){id, node};
    ids->count++;
}

static bool
is_known(struct ids *ids, const char *id)
{
    return ids->room && find_entry(ids, id)->label.id;
}

static bool
is_plate(enum node_kind kind)
{
    return kind == NODE_FIGURE || kind == NODE_SEQUENCE;
}

/* The id by name: the author's own, or that of the figure. */
static void
claim_id(struct ids *ids, struct diag *diag, struct node *node)
{
    if (!node->id && is_plate(node->kind))
        node->id = node->part ? arena_print(ids->arena, "%s-%d", node->target,
                                            node->part)
                              : node->target;
    if (!node->id || !node_is_block(node->kind))
        return;
    if (!is_known(ids, node->id)) {
        add_id(ids, node->id, node);
        return;
    }
    const struct place *first = &find_entry(ids, node->id)->label.node->place;
    diag_say(diag, ERROR, node->place,
             "id '%s' is taken already at %s:%d:%d, left out here%s", node->id,
             first->file, first->line, first->col,
             is_plate(node->kind) ? ", give it another with {#id}" : "");
    node->id = NULL;
}

/* Marks of the index and citations are places that a list leads to. counted:
 * how many there are so far. */
static void
name_mark(struct ids *ids, struct node *node, const char *kind, int *counted)
{
    const char *id;

    do
        id = arena_print(ids->arena, "%s-%d", kind, ++*counted);
    while (is_known(ids, id));
    node->id = id;
    add_id(ids, id, node);
}

/* "wall", "wall-1", "wall-2", whichever is free. */
static const char *
make_id(struct ids *ids, const char *slug)
{
    const char *id = slug;

    while (is_known(ids, id)) {
        int doubles = ++find_entry(ids, slug)->doubles;
        id = arena_print(ids->arena, "%s-%d", slug, doubles);
    }
    return id;
}

/* What a forge would call the node, before it counts doubles; NULL when it
 * needs no name. */
static const char *
find_slug(struct arena *arena, const struct node *node)
{
    const struct node *title = node->kind == NODE_SECTION ? node->first : node;

    if (node->kind == NODE_ANCHOR)
        return node->target;
    if (node->id || (node->kind != NODE_SECTION && node->kind != NODE_HEADING))
        return NULL;
    if (node->kind == NODE_HEADING && node->parent->kind == NODE_SECTION &&
        !node->previous)
        return NULL;
    return slug_new(arena, node_plain(arena, title));
}

static void
name_node(struct ids *ids, struct ids *locals, struct node *node)
{
    const char *slug = find_slug(ids->arena, node);

    if (!slug)
        return;
    node->id = make_id(ids, slug);
    add_id(ids, node->id, node);
    node->local = make_id(locals, slug);
    add_id(locals, node->local, node);
}

/* A file's own names, to which those of its headings are added: what a forge
 * links to within it. The landmark is its section. */
static struct ids
find_locals(struct arena *arena, const struct tree *tree, size_t landmark)
{
    struct ids locals = {.arena = arena};

    for (size_t i = landmark; i < tree->landmark_count; i++) {
        const struct node *node = tree->landmarks[i];
        if (i > landmark && node->kind == NODE_SECTION)
            break;
        if (node->id && node_is_block(node->kind) &&
            !is_known(&locals, node->id))
            add_id(&locals, node->id, node);
    }
    return locals;
}

/* How many there are of each so far. */
struct counts {
    int tables, sections, plates, formulas;
};

static void
number_node(struct node *node, struct counts *counts)
{
    if (node->kind == NODE_SECTION && node->section->class == CLASS_BODY)
        node->number = ++counts->sections;
    else if (is_plate(node->kind) ||
             (node->kind == NODE_PICTURE && node->first))
        node->number = ++counts->plates;
    else if (node->kind == NODE_TABLE && node->text)
        node->number = ++counts->tables;
    else if (node->kind == NODE_DISPLAY && node->id &&
             !(node->maths && node->maths->text))
        node->number = ++counts->formulas;
}

static int
compare_labels(const void *a, const void *b)
{
    return strcmp(((const struct label *)a)->id, ((const struct label *)b)->id);
}

static void
sort_labels(struct ids *ids, struct tree *tree)
{
    struct label *labels = TAKE_ARRAY(ids->arena, ids->count, struct label);

    for (size_t i = 0; i < ids->room; i++)
        if (ids->entries[i].label.id)
            labels[tree->label_count++] = ids->entries[i].label;
    if (tree->label_count)
        qsort(labels, tree->label_count, sizeof *labels, compare_labels);
    tree->labels = labels;
}

void
number_tree(struct arena *arena, struct diag *diag, struct tree *tree)
{
    struct ids ids = {.arena = arena}, locals = {0};
    struct counts counts = {0};
    int marks = 0, citations = 0;

    for (size_t i = 0; i < tree->landmark_count; i++)
        claim_id(&ids, diag, tree->landmarks[i]);
    for (size_t i = 0; i < tree->landmark_count; i++) {
        struct node *node = tree->landmarks[i];
        if (node->kind == NODE_SECTION)
            locals = find_locals(arena, tree, i);
        name_node(&ids, &locals, node);
        if (node->kind == NODE_INDEX)
            name_mark(&ids, node, "index", &marks);
        if (node->kind == NODE_CITATION)
            name_mark(&ids, node, "citation", &citations);
        number_node(node, &counts);
    }
    sort_labels(&ids, tree);
}
