/* front.c: the pages before the text: title page, imprint, contents. The
 * contents take their page numbers from the pass before. What one would get
 * wrong: whether the imprint has a page to itself is for pages.c to say, so it
 * stands where the title page has room for it. */
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

#define KEPT_ENTRIES 8     /* of a section in the contents */
#define PUBLISHER 12.0     /* [pt] above the foot of the title page */
#define IMPRINT_WHITE 12.0 /* [pt] above and below it there */

double
place_words(struct galley *galley, struct slab *slab, const char *words,
            struct manner manner, double leading, double y)
{
    struct pass *pass = galley->pass;
    struct lines lines;

    if (!manner.element)
        manner.element = pass_element(pass, ROLE_PARAGRAPH, 1);
    lines = set_words(pass, words, &manner);
    for (size_t i = 0; i < lines.count; i++, y += leading)
        sheet_copy(slab->sheet, 0,
                   y + find_baseline(pass, &manner.style, leading),
                   lines.at[i].sheet);
    return y;
}

struct manner
find_front_manner(const struct pass *pass, enum face_name face, double size,
                  const char *ink)
{
    return (struct manner){
        .style = {.face = face, .size = size, .features = FEATURE_OLD_STYLE},
        .measure = pass->look->measure,
        .ragged = true,
        .align = '-',
        .ink = pass_ink(pass, ink)};
}

static const char *
join_authors(struct pass *pass)
{
    struct text text = text_new(pass->arena);
    const char **authors = pass->tree->authors;

    for (size_t i = 0; authors && authors[i]; i++)
        text_print(&text, "%s%s", i ? ", " : "", authors[i]);
    return text.at;
}

struct slab *
add_bare_page(struct galley *galley)
{
    galley->opening = true;
    struct slab *slab = galley_add(galley, galley->pass->look->depth);
    slab->bare = true;
    return slab;
}

/* Gives where the marks of its upper part end. */
static double
set_title_page(struct galley *galley)
{
    struct pass *pass = galley->pass;
    const struct tree *tree = pass->tree;
    struct slab *slab = add_bare_page(galley);
    double depth = pass->look->depth, y = depth * 0.22;

    slab->bookmark = tree->title;
    slab->bookmark_level = 1;
    sheet_rectangle(slab->sheet, 0, y - 20, 28, 1.4, pass_ink(pass, "accent"));
    struct manner manner = find_front_manner(pass, FACE_TEXT, 46, "ink");
    manner.element = pass_element(pass, ROLE_TITLE, 1);
    y = place_words(galley, slab, tree->title, manner, 50, y);
    if (tree->subtitle)
        y = place_words(galley, slab, tree->subtitle,
                        find_front_manner(pass, FACE_TEXT_ITALIC, 17, "ink"),
                        22, y + 10);
    y = place_words(galley, slab, join_authors(pass),
                    find_front_manner(pass, FACE_SANS_MEDIUM, 9, "ink"), 13,
                    y + 36);
    if (tree->publisher)
        place_words(galley, slab, tree->publisher,
                    find_front_manner(pass, FACE_SANS, 8, "muted"), 12,
                    depth - PUBLISHER);
    return y;
}

/* The title, which ends at title, and the imprint from y on can share a page:
 * that spares a blank one where the text would begin on the left. */
static bool
may_join(const struct look *look, double title, double top, double y)
{
    return title + IMPRINT_WHITE <= top &&
           y + IMPRINT_WHITE <= look->depth - PUBLISHER;
}

static void
set_imprint(struct galley *galley, double title)
{
    struct pass *pass = galley->pass;
    const struct tree *tree = pass->tree;
    const char *words[] = {tree->description, tree->rights,
                           tongue_date(pass->arena, tree->language, tree->date),
                           tree->identifier};
    struct slab *slab = add_bare_page(galley);
    struct manner manner = find_front_manner(pass, FACE_TEXT, 8.8, "muted");
    double top = pass->look->depth * 0.68, y = top;

    manner.measure *= 0.8;
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i])
            y = place_words(galley, slab, words[i], manner, 11.5, y) + 6;
    slab->joins = may_join(pass->look, title, top, y);
    if (slab->joins)
        slab[-1].penalty = BREAK_NEVER;
}

static struct manner
find_entry_manner(const struct pass *pass, int level, double x)
{
    struct manner manner = find_front_manner(
        pass, FACE_TEXT, level == 1 ? 11 : 9.4, level == 1 ? "ink" : "muted");

    manner.measure = pass->look->measure - x - 30;
    return manner;
}

/* A line of the contents: number, words, folio, all of it a link. */
struct entry {
    const char *words;
    int number;                /* before the words, or 0 */
    const struct node *target; /* with an id */
    int level;                 /* 1 or 2 */
};

static void
place_folio(struct pass *pass, struct slab *slab, const struct entry *entry,
            const struct manner *manner, double baseline)
{
    const char *folio = pass_folio(pass, pass_page(pass, entry->target));
    const struct glyphs *glyphs =
        shape_text(pass->shaper, &manner->style, folio, strlen(folio));

    sheet_glyphs(slab->sheet, pass->look->measure - glyphs->width, baseline,
                 glyphs, manner->ink);
}

static void
place_number(struct pass *pass, struct slab *slab, const struct entry *entry,
             const struct manner *manner, double baseline)
{
    const char *number = arena_print(pass->arena, "%d", entry->number);
    struct sheet *before = sheet_new(pass->arena, 0, 0);

    before->element = manner->element;
    sheet_glyphs(
        before, 0, baseline,
        shape_text(pass->shaper, &manner->style, number, strlen(number)),
        pass_ink(pass, "accent"));
    slab_precede(slab, before);
}

static void
set_entry(struct galley *galley, const struct entry *entry, int parent)
{
    struct pass *pass = galley->pass;
    double x = 22, leading = entry->level == 1 ? 17 : 12;
    struct manner manner = find_entry_manner(pass, entry->level, x);
    double baseline = find_baseline(pass, &manner.style, leading);

    int item = pass_element(pass, ROLE_CONTENTS_ITEM, parent);
    manner.element =
        pass_element(pass, ROLE_LINK, pass_element(pass, ROLE_REFERENCE, item));
    const char *target = arena_print(pass->arena, "#%s", entry->target->id);
    struct lines lines = set_words(pass, entry->words, &manner);
    for (size_t i = 0; i < lines.count; i++) {
        struct slab *slab =
            galley_line(galley, &lines.at[i], x, &manner.style, leading);
        if (i == 0 && entry->number)
            place_number(pass, slab, entry, &manner, baseline);
        slab->sheet->element = manner.element;
        if (i + 1 == lines.count)
            place_folio(pass, slab, entry, &manner, baseline);
        else
            slab->penalty = BREAK_NEVER;
        sheet_link(slab->sheet, 0, 0, pass->look->measure, leading, target,
                   entry->words);
    }
}

static bool
is_listed(const struct node *node)
{
    return node->kind == NODE_HEADING && node->level == 2 && node->id;
}

/* Short lists stay on one page; of a long one two lines do at least. */
static bool
may_part(int index, int count)
{
    return count > KEPT_ENTRIES && index > 1 && index < count - 1;
}

/* Headings of the second level, with their section's first one. */
static void
set_section_entries(struct galley *galley, const struct node *section,
                    int parent)
{
    struct arena *arena = galley->pass->arena;
    struct entry entry = {node_plain(arena, section->first), section->number,
                          section, 1};
    const struct node *node = section->first;
    int count = 0, index = 0;

    galley_space(galley, 5);
    set_entry(galley, &entry, parent);
    int below = pass_element(galley->pass, ROLE_CONTENTS, parent);
    for (; node; node = node->next)
        count += is_listed(node);
    for (node = section->first; node; node = node->next) {
        if (!is_listed(node))
            continue;
        entry = (struct entry){node_plain(arena, node), 0, node, 2};
        if (!may_part(index++, count))
            galley->at[galley->count - 1].penalty = BREAK_NEVER;
        set_entry(galley, &entry, below);
    }
}

struct slab *
set_list_title(struct galley *galley, const char *title)
{
    struct pass *pass = galley->pass;
    struct manner manner = find_front_manner(pass, FACE_TEXT, 25, "ink");
    struct slab *slab;

    manner.element = pass_element(pass, ROLE_HEADING, 1);
    pass->elements[manner.element].level = 1;
    galley->opening = true;
    slab = galley_add(galley, 5 * pass->look->leading);
    slab->penalty = BREAK_NEVER;
    slab->bookmark = title;
    slab->bookmark_level = 1;
    place_words(galley, slab, title, manner, 28, pass->look->leading);
    return slab;
}

static void
set_contents(struct galley *galley)
{
    struct pass *pass = galley->pass;

    set_list_title(galley, tongue_say(pass->tree->language, WORD_CONTENTS));
    int element = pass_element(pass, ROLE_CONTENTS, 1);
    for (const struct node *section = pass->tree->root->first; section;
         section = section->next)
        set_section_entries(galley, section, element);
    if (pass->index->count) {
        struct entry entry = {tongue_say(pass->tree->language, WORD_INDEX), 0,
                              pass->index->heading, 1};
        galley_space(galley, 5);
        set_entry(galley, &entry, element);
    }
}

/* Numbered figures with a caption, when book.yaml asks for their list. */
static void
set_figures_list(struct galley *galley)
{
    struct pass *pass = galley->pass;
    const struct tree *tree = pass->tree;

    if (!item_flag(pass->diag, tree->settings, "list-of-figures", false))
        return;
    set_list_title(galley, tongue_say(tree->language, WORD_FIGURES));
    int element = pass_element(pass, ROLE_CONTENTS, 1);
    for (size_t i = 0; i < tree->landmark_count; i++) {
        const struct node *node = tree->landmarks[i];
        bool figure = node->kind == NODE_FIGURE || node->kind == NODE_PICTURE ||
                      node->kind == NODE_SEQUENCE;
        if (!figure || !node->number || !node->first || !node->id)
            continue;
        struct entry entry = {node_brief(pass->arena, node), node->number, node,
                              2};
        galley_space(galley, 3);
        set_entry(galley, &entry, element);
    }
}

void
set_front(struct galley *galley)
{
    set_imprint(galley, set_title_page(galley));
    set_contents(galley);
    set_figures_list(galley);
}
