/* pdf_font.c: the letters of a document, and its fonts: one Type0 font a face,
 * cut down to the glyphs that are used. The code of a glyph in a page's strings
 * is its number in the cut face, which serves as CID and, for both kinds of
 * outlines, as glyph: a CFF table whose names are not CIDs is read so, and a
 * TrueType file through an Identity map. What a reader extracts comes from the
 * clusters: a glyph that always means the same is in ToUnicode, and where it
 * means something else the page says so (pdf_text.c). */
#include "inside.h"

#include <math.h>
#include <string.h>

/* A counter for all that is made with this file's method. */
#define SUBSET_VERSION "subset 1"

bool
cluster_next(const struct glyphs *glyphs, struct cluster *cluster)
{
    size_t first = cluster->first + cluster->count, next = first;

    if (first >= glyphs->count)
        return false;
    while (next < glyphs->count &&
           glyphs->clusters[next] == glyphs->clusters[first])
        next++;
    size_t start = glyphs->clusters[first];
    size_t end = next < glyphs->count ? glyphs->clusters[next] : glyphs->length;
    if (glyphs->backward)
        end = first ? glyphs->clusters[first - 1] : glyphs->length;
    *cluster = (struct cluster){first, next - first, glyphs->text + start,
                                end > start ? end - start : 0};
    return true;
}

/* Where the block that the glyph is in stands. */
static struct letter **
find_block(struct arena *arena, struct font *font, uint32_t glyph)
{
    if (!font->blocks)
        font->blocks = TAKE_ARRAY(arena, LETTER_BLOCKS, struct letter *);
    return &font->blocks[glyph / LETTER_BLOCK];
}

static struct letter *
add_letter(struct fonts *fonts, enum face_name face, uint32_t glyph)
{
    struct font *font = &fonts->at[face];
    struct letter **block = find_block(fonts->arena, font, glyph);

    if (!*block)
        *block = TAKE_ARRAY(fonts->arena, LETTER_BLOCK, struct letter);
    struct letter *letter = &(*block)[glyph % LETTER_BLOCK];
    if (!letter->used) {
        letter->used = true;
        letter->width =
            (int)lround(1000 * face_advance(fonts->faces, face, glyph));
        font->count++;
    }
    return letter;
}

/* Several glyphs for a cluster: each stands for one of its characters as far
 * as they go, the rest for the last. */
static void
note_parts(struct fonts *fonts, const struct glyphs *glyphs,
           const struct cluster *cluster)
{
    const char *at = cluster->text, *end = at + cluster->length;
    const char *start = at, *stop = at;

    for (size_t i = 0; i < cluster->count; i++) {
        struct letter *letter = add_letter(fonts, glyphs->style.face,
                                           glyphs->ids[cluster->first + i]);
        if (at < end) {
            start = at;
            utf8_next(&at, end);
            stop = at;
        }
        if (letter->part)
            continue;
        letter->part = start;
        letter->part_length = (size_t)(stop - start);
    }
}

/* A space means itself, whatever else is made of the face's own. */
static bool
is_space(const char *text, size_t length)
{
    return text && length == 1 && *text == ' ';
}

void
fonts_note(struct fonts *fonts, const struct glyphs *glyphs)
{
    struct font *font = &fonts->at[glyphs->style.face];
    struct cluster cluster = {0};

    add_letter(fonts, glyphs->style.face, 0);
    while (cluster_next(glyphs, &cluster)) {
        if (cluster.count > 1) {
            note_parts(fonts, glyphs, &cluster);
            continue;
        }
        struct letter *letter =
            add_letter(fonts, glyphs->style.face, glyphs->ids[cluster.first]);
        bool space = is_space(cluster.text, cluster.length);
        if (space) {
            font->has_space = true;
            font->space = glyphs->ids[cluster.first];
        }
        if (letter->text && !space)
            continue;
        letter->text = cluster.text;
        letter->length = cluster.length;
    }
}

static void
join_letter(struct font *font, struct letter *letter, const struct letter *more)
{
    if (!letter->used) {
        *letter = *more;
        font->count++;
        return;
    }
    if (!letter->text || is_space(more->text, more->length)) {
        letter->text = more->text;
        letter->length = more->length;
    }
    if (!letter->part) {
        letter->part = more->part;
        letter->part_length = more->part_length;
    }
}

static void
join_block(struct font *font, struct letter *block, const struct letter *more)
{
    for (int i = 0; i < LETTER_BLOCK; i++)
        if (more[i].used)
            join_letter(font, &block[i], &more[i]);
}

static void
join_font(struct arena *arena, struct font *font, const struct font *more)
{
    if (!font->count) {
        *font = *more;
        return;
    }
    for (uint32_t i = 0; more->count && i < LETTER_BLOCKS; i++) {
        struct letter **block = find_block(arena, font, i * LETTER_BLOCK);
        if (more->blocks[i] && !*block)
            *block = TAKE_ARRAY(arena, LETTER_BLOCK, struct letter);
        if (more->blocks[i])
            join_block(font, *block, more->blocks[i]);
    }
    if (more->has_space) {
        font->has_space = true;
        font->space = more->space;
    }
}

void
fonts_join(struct fonts *fonts, const struct fonts *more)
{
    for (int face = 0; face < FACE_COUNT; face++)
        join_font(fonts->arena, &fonts->at[face], &more->at[face]);
}

/* From code on; the first code behind them. */
static uint32_t
number_block(struct font *font, uint32_t block, uint32_t code, bool packed)
{
    for (uint32_t i = 0; font->blocks[block] && i < LETTER_BLOCK; i++) {
        struct letter *letter = &font->blocks[block][i];
        uint32_t glyph = block * LETTER_BLOCK + i;
        if (!letter->used)
            continue;
        letter->code = packed ? code : glyph;
        font->glyphs[code++] = glyph;
    }
    return code;
}

/* Codes as face_subset numbers the glyphs. */
static void
number_letters(struct arena *arena, struct font *font,
               const struct metrics *metrics)
{
    bool packed = metrics->cff && !metrics->keyed;
    uint32_t code = 0;

    font->glyphs = TAKE_ARRAY(arena, font->count, uint32_t);
    for (uint32_t i = 0; font->count && i < LETTER_BLOCKS; i++)
        code = number_block(font, i, code, packed);
}

static struct key
name_subset(const struct fonts *fonts, enum face_name face,
            const uint32_t *glyphs, size_t count)
{
    struct arena arena = {0};
    struct hash *hash = hash_new(&arena);

    hash_string(hash, SUBSET_VERSION);
    hash_string(hash, OCTAVO_VERSION);
    hash_key(hash, face_key(fonts->faces, face));
    hash_bytes(hash, glyphs, count * sizeof *glyphs);
    struct key key = hash_done(hash);
    arena_close(&arena);
    return key;
}

void
fonts_number(struct fonts *fonts)
{
    for (int face = 0; face < FACE_COUNT; face++)
        number_letters(fonts->arena, &fonts->at[face],
                       face_metrics(fonts->faces, (enum face_name)face));
}

/* The glyph for what a face does not have means nothing by itself. */
static void
add_meaning(struct text *text, const struct letter *letter, uint32_t glyph)
{
    text_print(text, "<%04X> <", (unsigned)letter->code);
    if (glyph && letter->text && letter->length)
        text_utf16(text, letter->text, letter->length);
    else if (glyph && letter->part && letter->part_length)
        text_utf16(text, letter->part, letter->part_length);
    else
        text_add(text, "FFFD");
    text_add(text, ">\n");
}

/* A bfchar section has at most a hundred lines. */
static struct bytes
map_meanings(struct arena *arena, const struct font *font)
{
    struct text text = text_new(arena);

    text_add(&text, "/CIDInit /ProcSet findresource begin\n12 dict begin\n"
                    "begincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering "
                    "(UCS) /Supplement 0 >> def\n/CMapName "
                    "/Adobe-Identity-UCS def\n/CMapType 2 def\n1 "
                    "begincodespacerange\n<0000> <FFFF>\n"
                    "endcodespacerange\n");
    for (size_t i = 0; i < font->count; i++) {
        size_t left = font->count - i;
        if (i % 100 == 0)
            text_print(&text, "%zu beginbfchar\n", left < 100 ? left : 100);
        add_meaning(&text, font_letter(font, font->glyphs[i]), font->glyphs[i]);
        if (i % 100 == 99 || left == 1)
            text_add(&text, "endbfchar\n");
    }
    text_add(&text, "endcmap\nCMapName currentdict /CMap defineresource "
                    "pop\nend\nend\n");
    return bytes_deflate(arena, text_all(&text), 6);
}

static struct bytes
cut_program(const struct fonts *fonts, const struct cache *cache,
            struct arena *arena, enum face_name face)
{
    const struct font *font = &fonts->at[face];
    struct key key = name_subset(fonts, face, font->glyphs, font->count);
    struct bytes program = cache_find(cache, arena, key);

    if (program.at)
        return program;
    program = face_subset(arena, fonts->faces, face, font->glyphs, font->count);
    if (program.length)
        cache_keep(cache, key, program);
    return program;
}

void
fonts_cut(struct fonts *fonts, const struct cache *cache, enum face_name face)
{
    struct font *font = &fonts->at[face];

    if (!font->count)
        return;
    font->program = cut_program(fonts, cache, &font->arena, face);
    font->deflated = bytes_deflate(&font->arena, font->program, 6);
    font->meanings = map_meanings(&font->arena, font);
}

void
fonts_check(const struct fonts *fonts, struct diag *diag)
{
    for (int face = 0; face < FACE_COUNT; face++)
        if (fonts->at[face].count && !fonts->at[face].program.length)
            diag_say(
                diag, ERROR, (struct place){0},
                "cannot cut the face '%s' down, its text will not show",
                face_metrics(fonts->faces, (enum face_name)face)->file_name);
}

void
fonts_close(struct fonts *fonts)
{
    for (int face = 0; face < FACE_COUNT; face++)
        arena_close(&fonts->at[face].arena);
}

/* "ABCDEF+Name": the six letters tell subsets of a face apart. */
static const char *
name_font(const struct fonts *fonts, enum face_name face)
{
    struct bytes program = fonts->at[face].program;
    struct key key = key_of(program.at, program.length);
    char tag[7] = "";

    for (int i = 0; i < 6; i++) {
        tag[i] = (char)('A' + key.low % 26);
        key.low /= 26;
    }
    return arena_print(fonts->arena, "%s+%s", tag,
                       face_metrics(fonts->faces, face)->postscript_name);
}

static int
per_mille(double ems)
{
    return (int)lround(1000 * ems);
}

static struct object *
describe_face(struct pdf *pdf, const struct fonts *fonts, enum face_name face,
              const char *name)
{
    const struct metrics *metrics = face_metrics(fonts->faces, face);
    struct object *map = pdf_shared_map(pdf);
    struct object *file = pdf_stream(pdf, fonts->at[face].deflated, true);
    bool bold = face == FACE_TEXT_BOLD || face == FACE_SANS_BOLD ||
                face == FACE_MONO_BOLD;

    map_name(pdf, map, "Type", "FontDescriptor");
    map_name(pdf, map, "FontName", name);
    /* Symbolic (4): its codes are its own. Fixed pitch 1, italic 64. */
    map_number(pdf, map, "Flags",
               4 | (metrics->fixed_pitch ? 1 : 0) |
                   (metrics->italic_angle != 0 ? 64 : 0));
    map_box(pdf, map, "FontBBox", per_mille(metrics->box[0]),
            per_mille(metrics->box[1]), per_mille(metrics->box[2]),
            per_mille(metrics->box[3]));
    map_real(pdf, map, "ItalicAngle", metrics->italic_angle);
    map_number(pdf, map, "Ascent", per_mille(metrics->ascent));
    map_number(pdf, map, "Descent", -per_mille(metrics->descent));
    map_number(pdf, map, "CapHeight", per_mille(metrics->cap_height));
    map_number(pdf, map, "XHeight", per_mille(metrics->x_height));
    map_number(pdf, map, "StemV", bold ? 120 : 80);
    if (metrics->cff)
        map_name(pdf, file, "Subtype", "CIDFontType0C");
    else
        map_number(pdf, file, "Length1", (int)fonts->at[face].program.length);
    map_object(pdf, map, metrics->cff ? "FontFile3" : "FontFile2", file);
    return map;
}

/* A row for each run of codes without a gap: its first code, its widths. */
static void
add_widths(struct pdf *pdf, struct object *map, const struct font *font)
{
    struct object *widths = pdf_list(pdf), *row = NULL;
    uint32_t next = 0;

    for (size_t i = 0; i < font->count; i++) {
        const struct letter *letter = font_letter(font, font->glyphs[i]);
        if (!row || letter->code != next) {
            row = pdf_list(pdf);
            list_number(pdf, widths, (int)letter->code);
            list_object(pdf, widths, row);
        }
        list_number(pdf, row, letter->width);
        next = letter->code + 1;
    }
    map_object(pdf, map, "W", widths);
    map_number(pdf, map, "DW", 0);
}

static struct object *
make_cid_font(struct pdf *pdf, const struct fonts *fonts, enum face_name face,
              const char *name)
{
    bool cff = face_metrics(fonts->faces, face)->cff;
    struct object *map = pdf_shared_map(pdf), *system = pdf_map(pdf);

    map_name(pdf, map, "Type", "Font");
    map_name(pdf, map, "Subtype", cff ? "CIDFontType0" : "CIDFontType2");
    map_name(pdf, map, "BaseFont", name);
    if (!cff)
        map_name(pdf, map, "CIDToGIDMap", "Identity");
    map_ascii(pdf, system, "Registry", "Adobe");
    map_ascii(pdf, system, "Ordering", "Identity");
    map_number(pdf, system, "Supplement", 0);
    map_object(pdf, map, "CIDSystemInfo", system);
    map_object(pdf, map, "FontDescriptor",
               describe_face(pdf, fonts, face, name));
    add_widths(pdf, map, &fonts->at[face]);
    return map;
}

static struct object *
make_font(struct pdf *pdf, const struct fonts *fonts, enum face_name face)
{
    const char *name = name_font(fonts, face);
    struct object *map = pdf_shared_map(pdf), *below = pdf_list(pdf);
    bool cff = face_metrics(fonts->faces, face)->cff;

    map_name(pdf, map, "Type", "Font");
    map_name(pdf, map, "Subtype", "Type0");
    /* With CFF the name of the encoding belongs to the name of the font. */
    map_name(pdf, map, "BaseFont",
             cff ? arena_print(fonts->arena, "%s-Identity-H", name) : name);
    map_name(pdf, map, "Encoding", "Identity-H");
    list_object(pdf, below, make_cid_font(pdf, fonts, face, name));
    map_object(pdf, map, "DescendantFonts", below);
    map_object(pdf, map, "ToUnicode",
               pdf_stream(pdf, fonts->at[face].meanings, true));
    return map;
}

struct object *
fonts_object(struct pdf *pdf, const struct fonts *fonts)
{
    struct object *map = pdf_map(pdf);

    for (int face = 0; face < FACE_COUNT; face++) {
        if (!fonts->at[face].count)
            continue;
        map_object(pdf, map, arena_print(fonts->arena, "F%d", face),
                   make_font(pdf, fonts, (enum face_name)face));
    }
    return map;
}
