/* html_files.c: what lies beside the page: fonts cut down to the letters that
 * the page has, and copies of figures and pictures. The page itself is written
 * after all of them, so a failure leaves the last good edition whole. */
#include "html.h"

#include <string.h>

enum { CODEPOINTS = 0x110000 };

bool
html_write(struct html *html, const char *name, struct bytes bytes)
{
    const char *folder = path_join(html->arena, html->edition->out, "html");

    return file_write(html->diag, path_join(html->arena, folder, name), bytes);
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

/* Fonts. */

/* How style.css names a face; a face that is not here is not needed. */
static const struct {
    const char *name, *family, *weight, *slant;
} looks[FACE_COUNT] = {
    [FACE_TEXT] = {"text", "Text", "400", "normal"},
    [FACE_TEXT_ITALIC] = {"text-italic", "Text", "400", "italic"},
    [FACE_TEXT_BOLD] = {"text-bold", "Text", "700", "normal"},
    [FACE_SANS] = {"sans", "Sans", "400", "normal"},
    [FACE_SANS_ITALIC] = {"sans-italic", "Sans", "400", "italic"},
    [FACE_SANS_BOLD] = {"sans-bold", "Sans", "600", "normal"},
    [FACE_MONO] = {"mono", "Mono", "400", "normal"},
};

/* Every codepoint of the page once, rising, with ASCII and the hyphen that
 * browsers set at a line's end. */
static size_t
find_codepoints(struct arena *arena, struct bytes page, uint32_t **codepoints)
{
    unsigned char *seen = arena_take(arena, CODEPOINTS / 8);
    const char *at = page.at, *end = page.at + page.length;
    size_t count = 0, room = 0;

    for (uint32_t c = 0x20; c < 0x7f; c++)
        seen[c / 8] |= (unsigned char)(1u << c % 8);
    seen[0x2010 / 8] |= 1u << 0x2010 % 8;
    while (at < end) {
        uint32_t c = utf8_next(&at, end);
        seen[c / 8] |= (unsigned char)(1u << c % 8);
    }
    *codepoints = NULL;
    for (uint32_t c = 0x20; c < CODEPOINTS; c++) {
        if (!seen[c / 8])
            c |= 7; /* none of these eight */
        if (!(seen[c / 8] >> c % 8 & 1))
            continue;
        GROW(arena, *codepoints, count, room);
        (*codepoints)[count++] = c;
    }
    return count;
}

static struct bytes
make_font(struct html *html, enum face_name face, const uint32_t *codepoints,
          size_t count)
{
    const struct edition *edition = html->edition;
    struct hash *hash = hash_new(html->arena);

    hash_string(hash, "html font 2");
    hash_key(hash, face_key(edition->faces, face));
    hash_bytes(hash, codepoints, count * sizeof *codepoints);
    struct key key = hash_done(hash);
    struct bytes bytes = {0};
    if (edition->cache)
        bytes = cache_find(edition->cache, html->arena, key);
    if (bytes.at)
        return bytes;
    bytes = font_woff2(html->arena, face_subset_web(html->arena, edition->faces,
                                                    face, codepoints, count));
    if (bytes.length && edition->cache)
        cache_keep(edition->cache, key, bytes);
    return bytes;
}

static void
list_font(struct html *html, struct field *list, enum face_name face,
          const char *file)
{
    struct field *font = field_map(html->arena, list, NULL);

    field_text(html->arena, font, "name", looks[face].name);
    field_text(html->arena, font, "family", looks[face].family);
    field_text(html->arena, font, "weight", looks[face].weight);
    field_text(html->arena, font, "slant", looks[face].slant);
    field_text(html->arena, font, "file", file);
}

bool
html_fonts(struct html *html, struct bytes page, struct field *list)
{
    const struct faces *faces = html->edition->faces;
    uint32_t *codepoints;
    bool done = true;

    if (!faces)
        return true;
    size_t count = find_codepoints(html->arena, page, &codepoints);
    for (int i = 0; i < FACE_COUNT; i++) {
        enum face_name face = (enum face_name)i;
        if (!looks[face].name)
            continue;
        const char *file =
            arena_print(html->arena, "fonts/%s.woff2", looks[face].name);
        struct bytes bytes = make_font(html, face, codepoints, count);
        if (!bytes.length) {
            diag_say(html->diag, ERROR, (struct place){0},
                     "cannot cut down the font '%s' for the page",
                     face_metrics(faces, face)->file_name);
            done = false;
            continue;
        }
        done = html_write(html, file, bytes) && done;
        list_font(html, list, face, file);
    }
    return done;
}
