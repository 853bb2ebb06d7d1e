/* html_stale.c: what an earlier edition left and this one does not have: a page
 * of a section that is gone, a figure, a font. Every edition leaves a list of
 * its files for the next one. What one would get wrong: a file in out/html that
 * no edition wrote is somebody else's and stays. */
#include "html.h"

#include <stdlib.h>
#include <string.h>

#define LIST ".cache/html-files"

static void
add_name(struct html *html, const char *name)
{
    GROW(html->arena, html->files, html->file_count, html->file_room);
    html->files[html->file_count++] = name;
}

void
html_keep(struct html *html, const char *name)
{
    add_name(html, arena_string(html->arena, name));
}

/* What print_figures has written for the page. */
static void
add_figures(struct html *html)
{
    const struct figures *figures = html->edition->figures;
    struct arena *arena = html->arena;

    for (size_t i = 0; figures && i < figures->count; i++) {
        const struct figure *figure = &figures->at[i];
        if (figure->sheet)
            add_name(html,
                     arena_print(arena, "html/figures/%s.svg", figure->name));
        if (figure->column_count)
            add_name(html,
                     arena_print(arena, "html/figures/%s.csv", figure->name));
        for (int k = 0; k < figure->parts * figure->frames; k++)
            add_name(html, arena_print(arena, "html/sequences/%s/p%d-%03d.png",
                                       figure->name, k / figure->frames + 1,
                                       k % figure->frames));
    }
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
is_made(const struct html *html, const char *name)
{
    return bsearch(&name, html->files, html->file_count, sizeof name,
                   compare_names) != NULL;
}

static void
remove_stale(struct html *html, const char *list)
{
    struct arena *arena = html->arena;

    for (size_t length; *list; list += length + (list[length] == '\n')) {
        length = strcspn(list, "\n");
        const char *name = arena_copy(arena, list, length);
        if (length && !is_made(html, name))
            file_remove(arena, html->edition->out, name);
    }
}

bool
html_sweep(struct html *html)
{
    const char *path = path_join(html->arena, html->edition->out, LIST);
    struct diag unsaid = {.arena = html->arena};
    struct text list = text_new(html->arena);
    struct bytes old = {0};

    add_figures(html);
    if (html->file_count)
        qsort(html->files, html->file_count, sizeof *html->files,
              compare_names);
    if (file_exists(path))
        old = file_read(html->arena, &unsaid, (struct place){0}, path, 1 << 26);
    if (old.at)
        remove_stale(html, old.at);
    for (size_t i = 0; i < html->file_count; i++)
        text_print(&list, "%s\n", html->files[i]);
    return file_write(html->diag, path, text_all(&list));
}
