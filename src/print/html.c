/* html.c: the HTML edition: static pages that work from a disk, without a
 * network. The tree gives the words, templates/html the page around them: one
 * page for the whole book, or one a section and one that leads to them. Pages
 * are written last, when all that they name is in its place. */
#include "html.h"

#include <math.h>
#include <string.h>

/* "#1c1d21" */
static const char *
write_colour(struct arena *arena, const double *rgb)
{
    return arena_print(arena, "#%02x%02x%02x", (unsigned)lround(rgb[0] * 255),
                       (unsigned)lround(rgb[1] * 255),
                       (unsigned)lround(rgb[2] * 255));
}

/* What figures stand on, in light and dark. */
static void
add_papers(struct arena *arena, struct field *root,
           const struct palette *palette)
{
    const struct ink *paper = palette ? ink_find(palette, "paper") : NULL;

    field_text(arena, root, "paper",
               paper ? write_colour(arena, paper->rgb) : "#ffffff");
    field_text(arena, root, "paper_dark",
               paper ? write_colour(arena, paper->dark) : "#ffffff");
}

/* The fields of a page. */

static const char *
write_number(struct arena *arena, const struct node *section)
{
    return section->number > 0 ? arena_print(arena, "%d", section->number) : "";
}

static const struct node *
find_heading(const struct node *section)
{
    const struct node *heading = section->first;

    return heading && heading->kind == NODE_HEADING ? heading : NULL;
}

static void
add_section(struct html *html, struct field *list, const struct node *node)
{
    static const char *const classes[] = {"front", NULL, "back"};
    const struct section *section = node->section;
    struct field *map = field_map(html->arena, list, NULL);
    const struct node *heading = find_heading(node);

    html->out = text_new(html->arena);
    html_section(html, node);
    field_text(html->arena, map, "id", html_section_id(html, node));
    field_text(html->arena, map, "class",
               classes[section ? section->class : CLASS_BODY]);
    field_text(html->arena, map, "number", write_number(html->arena, node));
    if (node->language && strcmp(node->language, html->edition->tree->language))
        field_text(html->arena, map, "lang",
                   html_language(html, node->language));
    field_text(html->arena, map, "epigraph",
               section ? section->epigraph : NULL);
    if (heading)
        field_text(html->arena, map, "heading", html_bare(html, heading));
    field_text(html->arena, map, "body", html->out.at);
}

static const struct node *
find_first(const struct html *html)
{
    const struct node *book = html->edition->tree->root;
    const struct node *at = book ? book->first : NULL;

    while (at && at->kind != NODE_SECTION)
        at = at->next;
    return at;
}

/* After those of the tree come those that are made. */
static const struct node *
find_next(const struct html *html, const struct node *section)
{
    bool own = section->parent == html->edition->tree->root;

    do
        section = section->next;
    while (section && section->kind != NODE_SECTION);
    return section || !own ? section : html->back;
}

/* Where its contents, its neighbours and the map of the book lead. */
static void
add_step(struct html *html, struct field *parent, const char *name,
         const struct node *section)
{
    struct field *map = field_map(html->arena, parent, name);
    const struct node *heading = find_heading(section);

    field_text(html->arena, map, "href", html_section_link(html, section));
    field_text(html->arena, map, "number", write_number(html->arena, section));
    field_text(html->arena, map, "heading",
               heading ? html_bare(html, heading) : "");
}

/* Of a section's own page: its title, the pages before and after. */
static void
add_leaf(struct html *html, struct field *root)
{
    const struct leaf *leaf = html->leaf,
                      *end = html->leaves + html->leaf_count;
    struct field *map = field_map(html->arena, root, "leaf");
    const struct node *heading = find_heading(leaf->section);

    field_text(html->arena, map, "name",
               heading ? node_plain(html->arena, heading) : "");
    if (leaf[-1].section)
        add_step(html, map, "previous", leaf[-1].section);
    if (leaf + 1 < end)
        add_step(html, map, "next", leaf[1].section);
}

static struct field *
new_root(struct html *html)
{
    struct field *root = field_new(html->arena);
    struct field *contents, *sections;
    const struct node *own = html->leaf->section;

    html_about(html, root);
    field_text(html->arena, root, "file", own ? html->leaf->file : "");
    field_text(html->arena, root, "unpack", html->unpack.at);
    add_papers(html->arena, root, html->edition->palette);
    contents = field_list(html->arena, root, "contents");
    sections = field_list(html->arena, root, "sections");
    for (const struct node *at = find_first(html); at;
         at = find_next(html, at)) {
        add_step(html, contents, NULL, at);
        if (html->leaf_count == 1 || at == own)
            add_section(html, sections, at);
    }
    if (own)
        add_leaf(html, root);
    else if (html->leaf_count > 1)
        add_step(html, root, "begin", find_first(html));
    if (html->leaf_count > 1)
        field_text(html->arena, root, "index", "words.js");
    return root;
}

/* Pages. */

/* What is safe as a name in any folder, and is not the book's first page. */
static bool
is_file_name(const char *id)
{
    return *id && strlen(id) < 100 && strcmp(id, "index") != 0 &&
           !id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")];
}

static void
add_leaf_file(struct html *html, const struct node *section)
{
    struct leaf leaf = {"index.html", section, {0}};

    if (section) {
        const char *id = html_section_id(html, section);
        if (!is_file_name(id))
            id = arena_print(html->arena, "page-%zu", html->leaf_count);
        leaf.file = arena_print(html->arena, "%s.html", id);
    }
    GROW(html->arena, html->leaves, html->leaf_count, html->leaf_room);
    html->leaves[html->leaf_count++] = leaf;
}

static void
list_leaves(struct html *html, bool split)
{
    html->leaves = NULL;
    html->leaf_count = html->leaf_room = 0;
    add_leaf_file(html, NULL);
    for (const struct node *at = split ? find_first(html) : NULL; at;
         at = find_next(html, at))
        add_leaf_file(html, at);
}

/* The template's file filled, or, when it holds a fault, at == NULL. */
static struct bytes
fill_file(const struct shelf *shelf, const char *name, const struct field *root)
{
    int errors = shelf->diag->errors;
    struct text out = text_new(shelf->arena);

    shelf_fill(shelf, &out, name, root);
    return errors == shelf->diag->errors ? text_all(&out) : (struct bytes){0};
}

/* Fill every page; false when the template holds a fault. */
static bool
fill_leaves(struct html *html, const struct shelf *shelf)
{
    html->facts = text_new(html->arena);
    for (size_t i = 0; i < html->leaf_count; i++) {
        html->leaf = &html->leaves[i];
        html->cascades = 0;
        html->told_count = 0;
        struct bytes page = fill_file(shelf, "page.mustache", new_root(html));
        if (!page.at)
            return false;
        html->leaves[i].page = page;
    }
    return true;
}

static bool
write_leaves(struct html *html)
{
    bool done = html_map(html) && html_words(html);

    /* The one that leads to the others comes last. */
    for (size_t i = html->leaf_count; i-- && done;)
        done = html_write(html, html->leaves[i].file,
                          html_slim(html->arena, html->leaves[i].page));
    return done;
}

/* Style and script. */

/* The parts of a script, in this order; at == NULL when one is missing. */
static struct bytes
join_scripts(const struct shelf *shelf, const char *const *parts, size_t count)
{
    struct text text = text_new(shelf->arena);

    for (size_t i = 0; i < count; i++) {
        struct bytes part = shelf_read(shelf, (struct place){0}, parts[i]);
        if (!part.at)
            return part;
        text_bytes(&text, part.at, part.length);
    }
    return html_code(shelf->arena, text_all(&text), true);
}

/* Whether the style is the program's own, as it is where a book has none or
 * the same. */
static bool
is_plain(const struct shelf *shelf)
{
    struct shelf own = *shelf;
    struct diag unsaid = {.arena = shelf->arena};

    own.diag = &unsaid;
    own.folders[0] = NULL;
    struct bytes ours = shelf_read(&own, (struct place){0}, "style.css");
    struct bytes used = shelf_read(shelf, (struct place){0}, "style.css");
    return ours.length == used.length && ours.length &&
           !memcmp(ours.at, used.at, used.length);
}

/* Parts of scripts that know nothing of each other but what the first of each
 * defines: what stands in every page, what script.js has packed, and live.js.
 */
static const char *const open_parts[] = {"unpack.js"};
static const char *const page_parts[] = {"stage.js", "notes.js",  "around.js",
                                         "large.js", "search.js", "near.js"};
static const char *const live_parts[] = {"marks.js", "moved.js"};

struct dress {
    struct bytes style, script;
};

/* The same of live.js, in the book's language. */
static struct bytes
join_live(struct html *html, const struct shelf *shelf)
{
    const struct field *words = html_live_words(html);
    struct text text = text_new(html->arena);

    for (size_t i = 0; i < COUNT(live_parts); i++) {
        struct bytes part = fill_file(shelf, live_parts[i], words);
        if (!part.at)
            return part;
        text_bytes(&text, part.at, part.length);
    }
    return html_code(html->arena, text_all(&text), true);
}

/* One that is no template, squeezed; at == NULL when it is missing. */
static struct bytes
read_style(const struct shelf *shelf, const char *name)
{
    struct bytes style = shelf_read(shelf, (struct place){0}, name);

    return style.at ? html_code(shelf->arena, style, false) : style;
}

/* Fonts are written, for the style names them; at == NULL when something is
 * missing. */
static struct dress
make_dress(struct html *html, const struct shelf *shelf)
{
    struct field *root = field_new(html->arena);
    struct dress dress = {0};
    struct field *fonts = field_list(html->arena, root, "fonts");
    struct bytes more = read_style(shelf, "more.css");
    struct bytes scripts[] = {
        join_scripts(shelf, page_parts, COUNT(page_parts)), {0}};

    add_papers(html->arena, root, html->edition->palette);
    if (!more.at || !scripts[0].at || !html_fonts(html, is_plain(shelf), fonts))
        return dress;
    dress.script = html_page_script(html, scripts[0], more);
    struct bytes style = fill_file(shelf, "style.css", root);
    if (html_has_live(html))
        scripts[1] = join_live(html, shelf);
    if (style.at)
        dress.style = html_rules(html, html_code(html->arena, style, false),
                                 scripts, COUNT(scripts));
    return dress;
}

/* Live.js, where the book has a figure for it. */
static bool
write_live(struct html *html, const struct shelf *shelf)
{
    if (!html_has_live(html))
        return true;
    struct bytes script = join_live(html, shelf);
    struct bytes style = read_style(shelf, "live.css");
    return script.at && style.at && html_live(html, script, style);
}

/* The whole book in one file, from the files that have been written. */
static bool
write_single(struct html *html, const struct shelf *shelf,
             const struct dress *dress)
{
    html->single = true;
    list_leaves(html, false);
    if (!fill_leaves(html, shelf))
        return false;
    return html_single(html, html->leaves[0].page, dress->style, dress->script);
}

static bool
write_edition(struct html *html, const struct shelf *shelf)
{
    list_leaves(html, html->split);
    html->unpack = join_scripts(shelf, open_parts, COUNT(open_parts));
    if (!html->unpack.at || !fill_leaves(html, shelf))
        return false;
    struct dress dress = make_dress(html, shelf);
    bool single = html->single;
    return dress.style.at && dress.script.at && html_files(html) &&
           html_card(html) && write_live(html, shelf) &&
           html_write(html, "style.css", dress.style) &&
           html_write_wide(html, "script.js", dress.script) &&
           write_leaves(html) && (!single || write_single(html, shelf, &dress));
}

/* What book.yaml asks for; its faults have been said by whoever read it. */
static void
read_wishes(struct html *html)
{
    const struct tree *tree = html->edition->tree;
    struct diag unsaid = {.arena = html->arena};
    const struct item *wishes = item_find(tree->settings, "html");
    const char *url = item_text(&unsaid, wishes, "url", NULL);
    const char *split = item_text(&unsaid, wishes, "split", NULL);

    html->single = item_flag(&unsaid, wishes, "single", false);
    html->split = split && !strcmp(split, "section") && find_first(html);
    if (url && *url)
        html->url = arena_print(html->arena, "%s%s", url,
                                url[strlen(url) - 1] == '/' ? "" : "/");
}

bool
print_html(struct arena *arena, struct diag *diag,
           const struct edition *edition)
{
    const struct tree *tree = edition->tree;
    struct html html = {.arena = arena, .diag = diag, .edition = edition};
    struct shelf shelf = {
        arena,
        diag,
        {tree->folder ? path_join(arena, tree->folder, "templates/html") : NULL,
         edition->looks ? path_join(arena, edition->looks, "html") : NULL},
        "templates/html"};

    read_wishes(&html);
    html.back = html_back(&html);
    bool done = write_edition(&html, &shelf) && html_sweep(&html);
    if (done && edition->progress)
        edition->progress(edition->progress_to, "html", 1, 1);
    return done;
}
