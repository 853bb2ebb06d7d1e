/* html_back.c: what follows the sections: the list of figures and the index, as
 * sections that no author wrote. They are made of nodes, so that a page shows
 * them as it shows all others; where paper has a page's number they have the
 * section's title. What one would get wrong: they are in no tree, so nothing
 * but a leaf knows where they stand. */
#include "html.h"

#include "tongue/tongue.h"

#include <string.h>

static struct node *
add_node(struct html *html, struct node *parent, enum node_kind kind)
{
    struct node *node = node_new(html->arena, kind, (struct place){0});

    node->tight = kind == NODE_LIST;
    node_add(parent, node);
    return node;
}

static void
add_text(struct html *html, struct node *parent, const char *words)
{
    add_node(html, parent, NODE_TEXT)->text = words;
}

static void
add_link(struct html *html, struct node *parent, const char *id,
         const char *words)
{
    struct node *link = add_node(html, parent, NODE_LINK);

    link->target = arena_print(html->arena, "#%s", id);
    add_text(html, link, words);
}

static struct node *
add_section(struct html *html, struct node *book, const char *id,
            const char *title)
{
    struct section *about = TAKE(html->arena, struct section);
    struct node *section = add_node(html, book, NODE_SECTION);
    struct node *heading = add_node(html, section, NODE_HEADING);

    about->class = CLASS_BACK;
    about->short_title = title;
    section->section = about;
    section->id = id;
    heading->level = 1;
    add_text(html, heading, title);
    return section;
}

/* The paragraph of a new item. */
static struct node *
add_item(struct html *html, struct node *list)
{
    return add_node(html, add_node(html, list, NODE_ITEM), NODE_PARAGRAPH);
}

/* Figures. */

static bool
is_listed(const struct node *node)
{
    bool figure = node->kind == NODE_FIGURE || node->kind == NODE_PICTURE ||
                  node->kind == NODE_SEQUENCE;

    return figure && node->number && node->first && node->id;
}

static void
add_figures(struct html *html, struct node *book)
{
    const struct node *root = html->edition->tree->root;
    struct diag unsaid = {.arena = html->arena};
    struct node *list = NULL;

    if (!item_flag(&unsaid, html->edition->tree->settings, "list-of-figures",
                   false))
        return;
    for (const struct node *node = root; node; node = node_next(root, node)) {
        if (!is_listed(node))
            continue;
        if (!list)
            list =
                add_node(html,
                         add_section(html, book, "octavo-figures",
                                     tongue_say(html->edition->tree->language,
                                                WORD_FIGURES)),
                         NODE_LIST);
        struct node *item = add_item(html, list);
        add_text(html, item, arena_print(html->arena, "%d ", node->number));
        add_link(html, item, node->id, node_brief(html->arena, node));
    }
}

/* Index. */

static const char *
name_section(struct html *html, const struct node *mark)
{
    const struct node *section = node_section(mark);

    if (!section)
        return mark->id;
    if (section->section && section->section->short_title)
        return section->section->short_title;
    return node_plain(html->arena, section->first);
}

/* Where the marks stand: the section's title, and numbers for more of them in
 * the same section. */
static void
add_places(struct html *html, struct node *item, const struct index *index,
           size_t first, size_t last)
{
    int count = 0;

    for (size_t i = first; i < last; i++) {
        const struct node *mark = index->at[i].mark;
        bool again = i > first &&
                     node_section(index->at[i - 1].mark) == node_section(mark);
        count = again ? count + 1 : 1;
        add_text(html, item, ", ");
        add_link(html, item, mark->id,
                 again ? arena_print(html->arena, "%d", count)
                       : name_section(html, mark));
    }
}

/* Letters stand apart, each a list of its own. */
static void
add_terms(struct html *html, struct node *section, const struct index *index)
{
    struct node *list = NULL, *item = NULL, *below = NULL;

    for (size_t i = 0, last; i < index->count; i = last) {
        const struct term *term = &index->at[i];
        last = index_last(index, i);
        if (!i || index->at[i - 1].key[0] != term->key[0])
            list = add_node(html, section, NODE_LIST);
        if (!i || strcmp(index->at[i - 1].words, term->words) != 0) {
            item = add_item(html, list);
            below = NULL;
            add_text(html, item, term->words);
        }
        if (*term->sub && !below)
            below = add_node(html, item->parent, NODE_LIST);
        if (*term->sub) {
            struct node *sub = add_item(html, below);
            add_text(html, sub, term->sub);
            add_places(html, sub, index, i, last);
        } else {
            add_places(html, item, index, i, last);
        }
    }
}

static void
add_index(struct html *html, struct node *book)
{
    struct index index = index_new(html->arena, html->edition->tree);

    if (index.count)
        add_terms(
            html,
            add_section(html, book, index.heading->id,
                        tongue_say(html->edition->tree->language, WORD_INDEX)),
            &index);
}

const struct node *
html_back(struct html *html)
{
    struct node *book = node_new(html->arena, NODE_DOCUMENT, (struct place){0});

    add_figures(html, book);
    add_index(html, book);
    return book->first;
}
