/* html_pack.c: scripts as a call of a function with letters: what a page on a
 * disk may have beside its words, for it may load scripts but no other files.
 * The letters are packed bytes, and these JSON, a NUL and the parts that JSON
 * names by where they begin and their length. unpack.js reads them.
 *
 * What a newcomer would get wrong: what is packed second can only be unpacked
 * second; and without the module that unpacks nothing is packed. */
#include "html.h"
#include "inside.h"

#include <string.h>

#define SMALLEST 12 /* as libdeflate counts its levels */

/* Letters from the cache, for they take longest of all that a page is made of.
 * Whoever unpacks the book has unpacked the other one before. */
static struct bytes
write_letters(struct html *html, struct bytes before, struct bytes book,
              size_t code)
{
    const struct cache *cache = html->edition->cache;
    struct hash *hash = hash_new(html->arena);
    struct text letters = text_new(html->arena);
    struct key keys[] = {key_of(before.at, before.length),
                         key_of(book.at, book.length)};

    hash_string(hash, "letters of a book");
    hash_key(hash, keys[0]);
    hash_key(hash, keys[1]);
    struct key key = hash_done(hash);
    struct bytes kept =
        cache ? cache_find(cache, html->arena, key) : (struct bytes){0};
    if (kept.at)
        return kept;
    struct arena scratch = {0};
    struct odds *odds = TAKE(&scratch, struct odds);
    odds_begin(odds);
    bytes_pack(&scratch, odds, before, 0, WIDE);
    text_letters(&letters, bytes_pack(&scratch, odds, book, code, WIDE));
    arena_close(&scratch);
    if (cache)
        cache_keep(cache, key, text_all(&letters));
    return text_all(&letters);
}

void
html_pack(struct html *html, struct text *to, const char *call,
          struct bytes before, struct bytes book, size_t code)
{
    struct bytes letters = write_letters(html, before, book, code);

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

/* The module that unpacks, itself deflated. */
static void
add_unpacker(struct html *html, struct text *out)
{
    struct bytes unpacker = html->edition->unpacker;

    text_add(out, "octavoUnpack(\"");
    text_base64(out, bytes_deflate(html->arena, unpacker, SMALLEST));
    text_add(out, "\");\n");
}

static void
pack_page(struct html *html, struct bytes script, struct bytes style)
{
    struct text out = text_new(html->arena);
    struct text book = text_new(html->arena), parts = text_new(html->arena);

    text_add(&book, "{\"style\":");
    html_json(&book, style.at);
    text_print(&book, ",\"facts\":{%s},", html->facts.at);
    html_pack_part(&book, "script", script, &parts);
    text_char(&book, '}');
    text_char(&book, '\0');
    text_bytes(&book, parts.at, parts.length);
    html->book = text_all(&book);
    html_pack(html, &out, "octavoPage", (struct bytes){0}, html->book, 0);
    html->page = text_all(&out);
}

struct bytes
html_page_script(struct html *html, struct bytes opening, struct bytes script,
                 struct bytes style)
{
    struct text out = text_new(html->arena);

    text_bytes(&out, opening.at, opening.length);
    if (!script.at[strspn(script.at, "\n")])
        return text_all(&out);
    if (html->edition->unpacker.length) {
        add_unpacker(html, &out);
        pack_page(html, script, style);
    } else {
        text_add(&out, "octavoPlain(");
        html_json(&out, style.at);
        text_print(&out, ",{%s},()=>{", html->facts.at);
        text_bytes(&out, script.at, script.length);
        text_add(&out, "});\n");
    }
    return text_all(&out);
}
