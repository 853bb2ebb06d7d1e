/* html.c: the HTML edition: one static page that works from a disk, without a
 * network. The tree gives the words, templates/html the page around them. The
 * page is written last, when all that it names is in its place. */
#include "html.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* "2026-11-22" as the language writes it; other dates stay as they are. */
static const char *
find_date(struct arena *arena, const struct tree *tree)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const char *date = tree->date ? tree->date : "";
    const char *language = tree->language ? tree->language : "en";
    int year, month, day;

    if (strlen(date) != 10 || strncmp(language, "en", 2) ||
        sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 ||
        month > 12)
        return date;
    if (!strcmp(language, "en-US"))
        return arena_print(arena, "%s %d, %d", months[month - 1], day, year);
    return arena_print(arena, "%d %s %d", day, months[month - 1], year);
}

static const char *
join_authors(struct arena *arena, const struct tree *tree)
{
    struct text text = text_new(arena);
    const char **author = tree->authors;

    for (int i = 0; author && author[i]; i++) {
        if (i)
            text_add(&text, author[i + 1] ? ", " : " and ");
        text_add(&text, author[i]);
    }
    return text.at;
}

static void
add_title_fields(struct arena *arena, struct field *root,
                 const struct tree *tree)
{
    field_text(arena, root, "title", tree->title);
    field_text(arena, root, "subtitle", tree->subtitle);
    field_text(arena, root, "authors", join_authors(arena, tree));
    field_text(arena, root, "language",
               tree->language && *tree->language ? tree->language : "en");
    field_text(arena, root, "date", tree->date);
    field_text(arena, root, "date_words", find_date(arena, tree));
    field_text(arena, root, "description", tree->description);
    field_text(arena, root, "publisher", tree->publisher);
    field_text(arena, root, "rights", tree->rights);
    field_text(arena, root, "slug", tree->slug);
}

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

static void
add_section(struct html *html, struct field *list, const struct node *node)
{
    static const char *const classes[] = {"front", "body", "back"};
    const struct section *section = node->section;
    struct field *map = field_map(html->arena, list, NULL);
    const struct node *heading = node->first;

    html->out = text_new(html->arena);
    html_section(html, node);
    field_text(html->arena, map, "id", html_section_id(html, node));
    field_text(html->arena, map, "class",
               classes[section ? section->class : CLASS_BODY]);
    field_text(html->arena, map, "number",
               node->number > 0 ? arena_print(html->arena, "%d", node->number)
                                : "");
    field_text(html->arena, map, "epigraph",
               section ? section->epigraph : NULL);
    if (heading && heading->kind == NODE_HEADING)
        field_text(html->arena, map, "heading", html_bare(html, heading));
    field_text(html->arena, map, "body", html->out.at);
}

static void
add_sections(struct html *html, struct field *root)
{
    struct field *list = field_list(html->arena, root, "sections");
    const struct node *book = html->edition->tree->root;

    for (const struct node *at = book ? book->first : NULL; at; at = at->next)
        if (at->kind == NODE_SECTION)
            add_section(html, list, at);
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

static bool
write_page(struct html *html, const struct shelf *shelf, struct field *root)
{
    struct bytes page = fill_file(shelf, "page.mustache", root);
    struct bytes script = shelf_read(shelf, (struct place){0}, "script.js");

    if (!page.at || !script.at ||
        !html_fonts(html, page, field_list(html->arena, root, "fonts")))
        return false;
    struct bytes style = fill_file(shelf, "style.css", root);
    return style.at && html_files(html) &&
           html_write(html, "style.css", style) &&
           html_write(html, "script.js", script) &&
           html_write(html, "index.html", page);
}

bool
print_html(struct arena *arena, struct diag *diag,
           const struct edition *edition)
{
    const struct tree *tree = edition->tree;
    struct html html = {.arena = arena, .diag = diag, .edition = edition};
    struct field *root = field_new(arena);
    struct shelf shelf = {
        arena,
        diag,
        {tree->folder ? path_join(arena, tree->folder, "templates/html") : NULL,
         edition->looks ? path_join(arena, edition->looks, "html") : NULL},
        "templates/html"};

    add_title_fields(arena, root, tree);
    add_papers(arena, root, edition->palette);
    add_sections(&html, root);
    bool done = write_page(&html, &shelf, root);
    if (done && edition->progress)
        edition->progress(edition->progress_to, "html", 1, 1);
    return done;
}
