/* html_files.c: what lies beside the page: copies of figures and pictures. The
 * page itself is written after all of them, so a failure leaves the last good
 * edition whole. */
#include "html.h"

#include <string.h>

bool
html_write(struct html *html, const char *name, struct bytes bytes)
{
    const char *file = path_join(html->arena, "html", name);

    html_keep(html, file);
    return file_write(html->diag,
                      path_join(html->arena, html->edition->out, file), bytes);
}

/* Copies. */

void
html_copy(struct html *html, struct place place, const char *from,
          const char *to)
{
    for (size_t i = 0; i < html->copy_count; i++)
        if (!strcmp(html->copies[i].to, to))
            return;
    GROW(html->arena, html->copies, html->copy_count, html->copy_room);
    html->copies[html->copy_count++] = (struct copy){from, to, place};
}

bool
html_files(struct html *html)
{
    bool done = true;

    for (size_t i = 0; i < html->copy_count; i++) {
        const struct copy *copy = &html->copies[i];
        struct arena arena = {0};
        struct bytes bytes =
            file_read(&arena, html->diag, copy->place, copy->from, 1u << 28);
        if (!bytes.at || !html_write(html, copy->to, bytes))
            done = false;
        arena_close(&arena);
    }
    return done;
}
