/* html_pack.c: scripts as a call of octavo with letters: what a page on a disk
 * may have beside its words, for it may load scripts but no other files. The
 * letters are deflated bytes, and these JSON, a NUL and the parts that JSON
 * names by where they begin and end, from the NUL. unpack.js reads them.
 *
 * What a newcomer would get wrong: a letter holds sixteen bits, so most of them
 * are no signs that anybody reads; files of them are written in UTF-16, whose
 * mark of byte order every browser believes before all else; and html_single
 * must not put such letters into a page as they are. */
#include "html.h"
#include "inside.h"

#include <string.h>

#define SMALLEST 12 /* as libdeflate counts its levels */

/* From the cache, for it takes longest of all that a page is made of. */
static struct bytes
pack_book(struct html *html, struct bytes book)
{
    const struct cache *cache = html->edition->cache;
    struct hash *hash = hash_new(html->arena);
    struct text letters = text_new(html->arena);
    struct bytes bytes = {0};

    hash_string(hash, "letters of a book");
    hash_bytes(hash, book.at, book.length);
    struct key key = hash_done(hash);
    if (cache)
        bytes = cache_find(cache, html->arena, key);
    if (bytes.at)
        return bytes;
    text_letters(&letters, bytes_deflate(html->arena, book, SMALLEST));
    bytes = text_all(&letters);
    if (cache)
        cache_keep(cache, key, bytes);
    return bytes;
}

void
html_pack(struct html *html, struct text *to, const char *event,
          struct bytes book)
{
    struct bytes letters = pack_book(html, book);

    text_add(to, "octavo(");
    text_bytes(to, letters.at, letters.length);
    text_print(to, ",\"%s\");\n", event);
}

void
html_pack_part(struct text *book, const char *key, struct bytes part,
               struct text *parts)
{
    text_print(book, "\"%s\":[%zu,%zu]", key, parts->length + 1,
               parts->length + 1 + part.length);
    text_bytes(parts, part.at, part.length);
}

struct bytes
html_page_script(struct html *html, struct bytes script, struct bytes style)
{
    struct text out = text_new(html->arena), book = text_new(html->arena);
    struct text parts = text_new(html->arena);

    if (script.at[strspn(script.at, "\n")]) {
        text_add(&book, "{\"style\":");
        html_json(&book, style.at);
        text_print(&book, ",\"facts\":{%s},", html->facts.at);
        html_pack_part(&book, "script", script, &parts);
        text_char(&book, '}');
        text_char(&book, '\0');
        text_bytes(&book, parts.at, parts.length);
        html_pack(html, &out, "octavo-page", text_all(&book));
    }
    return text_all(&out);
}

bool
html_write_wide(struct html *html, const char *name, struct bytes script)
{
    struct text out = text_new(html->arena);

    text_add(&out, "\xff\xfe");
    text_wide(&out, script);
    return html_write(html, name, text_all(&out));
}
