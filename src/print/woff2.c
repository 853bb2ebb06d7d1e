/* woff2.c: a font file as WOFF2 (W3C Recommendation, 2022), for browsers.
 * Keeper of brotli. What one would get wrong: tables are packed as they are,
 * without the transform of outlines that the format offers, for nearly all
 * faces have PostScript outlines, which have none; and tables that stand in no
 * order of their own must follow each other as listed, loca right after
 * glyf. */
#include "html.h"

#include <assert.h>
#include <brotli/encode.h>
#include <string.h>

#define HEAD 48      /* bytes of the file's header */
#define SFNT_HEAD 12 /* of an OpenType file's, and of a table's record */
#define SFNT_RECORD 16
#define ANY_TAG 63     /* the tag is written out */
#define AS_IS (3 << 6) /* glyf and loca: not transformed */
#define LOSSLESS 0x08  /* head: bit 11 of the flags at HEAD_FLAGS */
#define HEAD_FLAGS 16

struct table {
    char tag[4];
    struct bytes bytes;
};

static uint32_t
read_word(const char *at)
{
    uint32_t word = 0;

    for (int i = 0; i < 4; i++)
        word = word << 8 | (unsigned char)at[i];
    return word;
}

static void
add_number(struct text *text, uint32_t value, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        text_char(text, (char)(value >> shift & 255));
}

/* UIntBase128: seven bits a byte, the highest first, no empty ones. */
static void
add_length(struct text *text, size_t value)
{
    int shift = 28;

    while (shift && !(value >> shift))
        shift -= 7;
    for (; shift; shift -= 7)
        text_char(text, (char)((value >> shift & 127) | 128));
    text_char(text, (char)(value & 127));
}

static bool
is_tag(const struct table *table, const char *tag)
{
    return !memcmp(table->tag, tag, sizeof table->tag);
}

static struct table
read_table(struct bytes font, const char *record)
{
    struct table table;
    size_t at = read_word(record + 8), length = read_word(record + 12);

    assert(at <= font.length && length <= font.length - at);
    memcpy(table.tag, record, sizeof table.tag);
    table.bytes = (struct bytes){font.at + at, length};
    return table;
}

/* The tables in the order of the file, but loca right after glyf. */
static struct table *
list_tables(struct arena *arena, struct bytes font, size_t count)
{
    struct table *tables = TAKE_ARRAY(arena, count, struct table), loca;
    size_t used = 0, glyf = count;

    for (size_t i = 0; i < count; i++) {
        struct table table =
            read_table(font, font.at + SFNT_HEAD + i * SFNT_RECORD);
        if (is_tag(&table, "loca") && glyf < count) {
            loca = table;
            memmove(tables + glyf + 2, tables + glyf + 1,
                    (used - glyf - 1) * sizeof *tables);
            tables[glyf + 1] = loca;
        } else {
            tables[used] = table;
        }
        if (is_tag(&table, "glyf"))
            glyf = used;
        used++;
    }
    return tables;
}

static void
add_entry(struct text *text, const struct table *table)
{
    bool outlines = is_tag(table, "glyf") || is_tag(table, "loca");

    text_char(text, (char)(outlines ? AS_IS | ANY_TAG : ANY_TAG));
    text_bytes(text, table->tag, sizeof table->tag);
    add_length(text, table->bytes.length);
}

/* All tables behind each other; the head says that they were packed. */
static struct bytes
join_tables(struct arena *arena, const struct table *tables, size_t count)
{
    struct text text = text_new(arena);

    for (size_t i = 0; i < count; i++) {
        size_t start = text.length;
        text_bytes(&text, tables[i].bytes.at, tables[i].bytes.length);
        if (is_tag(&tables[i], "head"))
            text.at[start + HEAD_FLAGS] |= LOSSLESS;
    }
    return text_all(&text);
}

static struct bytes
pack_tables(struct arena *arena, struct bytes joined)
{
    size_t room = BrotliEncoderMaxCompressedSize(joined.length);
    uint8_t *to = arena_take(arena, room);

    if (!BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW,
                               BROTLI_MODE_FONT, joined.length,
                               (const uint8_t *)joined.at, &room, to))
        return (struct bytes){0};
    return (struct bytes){(const char *)to, room};
}

static size_t
align_length(size_t length)
{
    return (length + 3) / 4 * 4;
}

/* The size of the font that a browser unpacks. */
static size_t
measure_font(const struct table *tables, size_t count)
{
    size_t size = SFNT_HEAD + count * SFNT_RECORD;

    for (size_t i = 0; i < count; i++)
        size += align_length(tables[i].bytes.length);
    return size;
}

static void
add_head(struct text *text, struct bytes font, size_t count, size_t unpacked,
         size_t packed, size_t entries)
{
    size_t length = align_length(HEAD + entries + packed);

    text_bytes(text, "wOF2", 4);
    text_bytes(text, font.at, 4);
    add_number(text, (uint32_t)length, 4);
    add_number(text, (uint32_t)count, 2);
    add_number(text, 0, 2);
    add_number(text, (uint32_t)unpacked, 4);
    add_number(text, (uint32_t)packed, 4);
    /* The version 1.0; no metadata, no private data. */
    add_number(text, 1, 2);
    add_number(text, 0, 2);
    for (int i = 0; i < 5; i++)
        add_number(text, 0, 4);
}

struct bytes
font_woff2(struct arena *arena, struct bytes font)
{
    struct text text = text_new(arena), entries = text_new(arena);

    if (font.length < SFNT_HEAD)
        return (struct bytes){0};
    size_t count = read_word(font.at + 4) >> 16;
    const struct table *tables = list_tables(arena, font, count);
    for (size_t i = 0; i < count; i++)
        add_entry(&entries, &tables[i]);
    struct bytes packed = pack_tables(arena, join_tables(arena, tables, count));
    if (!packed.at)
        return packed;
    add_head(&text, font, count, measure_font(tables, count), packed.length,
             entries.length);
    text_bytes(&text, entries.at, entries.length);
    text_bytes(&text, packed.at, packed.length);
    while (text.length % 4)
        text_char(&text, '\0');
    return text_all(&text);
}
