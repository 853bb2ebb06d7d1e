/* html_pack.c: scripts as a call of a function with letters: what a page on a
 * disk may have beside its words, for it may load scripts but no other files.
 * The letters are packed bytes, and these JSON, a NUL and the parts that JSON
 * names by where they begin and their length. What the page waits for is
 * deflated; live.js, which may take longer, is packed smaller, and the page
 * has the module that unpacks it. unpack.js and digits.js read them.
 *
 * What a newcomer would get wrong: most letters are no signs that anybody
 * reads, and html_single must not put them into a page as they are. */
#include "html.h"
#include "inside.h"

#include <string.h>

#define SMALLEST 12 /* as libdeflate counts its levels */

/* From the cache, for it takes long. */
static struct bytes
deflate_book(struct html *html, struct bytes book)
{
    const struct cache *cache = html->edition->cache;
    struct hash *hash = hash_new(html->arena);
    struct bytes bytes = {0};

    hash_string(hash, "deflated book");
    hash_bytes(hash, book.at, book.length);
    struct key key = hash_done(hash);
    if (cache)
        bytes = cache_find(cache, html->arena, key);
    if (bytes.at)
        return bytes;
    bytes = bytes_deflate(html->arena, book, SMALLEST);
    if (cache)
        cache_keep(cache, key, bytes);
    return bytes;
}

/* The same, for this takes longest of all that a page is made of. */
static struct bytes
write_letters(struct html *html, struct bytes book, size_t code)
{
    const struct cache *cache = html->edition->cache;
    struct hash *hash = hash_new(html->arena);
    struct text letters = text_new(html->arena);

    hash_string(hash, "letters of a book");
    hash_bytes(hash, book.at, book.length);
    struct key key = hash_done(hash);
    struct bytes kept =
        cache ? cache_find(cache, html->arena, key) : (struct bytes){0};
    if (kept.at)
        return kept;
    struct arena scratch = {0};
    struct odds *odds = TAKE(&scratch, struct odds);
    odds_begin(odds);
    text_letters(&letters, bytes_pack(&scratch, odds, book, code, WIDE));
    arena_close(&scratch);
    if (cache)
        cache_keep(cache, key, text_all(&letters));
    return text_all(&letters);
}

void
html_pack(struct html *html, struct text *to, const char *call,
          struct bytes book, size_t code)
{
    struct bytes letters = write_letters(html, book, code);

    text_print(to, "%s(%d,%zu,%zu,\"", call, WIDE, book.length, code);
    text_bytes(to, letters.at, letters.length);
    text_add(to, "\");\n");
}

bool
html_write_wide(struct html *html, const char *file, struct bytes script)
{
    return !script.length ||
           html_write(html, file, text_wide(html->arena, script));
}

void
html_pack_part(struct text *book, const char *key, struct bytes part,
               struct text *parts)
{
    text_print(book, "\"%s\":[%zu,%zu]", key, parts->length, part.length);
    text_bytes(parts, part.at, part.length);
}

struct bytes
html_page_script(struct html *html, struct bytes opening, struct bytes script,
                 struct bytes style)
{
    struct text out = text_new(html->arena), book = text_new(html->arena);
    struct text parts = text_new(html->arena);

    text_bytes(&out, opening.at, opening.length);
    if (!script.at[strspn(script.at, "\n")])
        return text_all(&out);
    text_add(&book, "{\"style\":");
    html_json(&book, style.at);
    text_print(&book, ",\"facts\":{%s},", html->facts.at);
    html_pack_part(&book, "script", script, &parts);
    if (html_has_live(html)) {
        text_char(&book, ',');
        html_pack_part(&book, "unpacker", html->edition->unpacker, &parts);
    }
    text_add(&book, "}");
    text_char(&book, '\0');
    text_bytes(&book, parts.at, parts.length);
    text_add(&out, "octavoPage(\"");
    text_sevens(&out, deflate_book(html, text_all(&book)));
    text_add(&out, "\");\n");
    return text_all(&out);
}
