/* others.c: faces for the characters that the book's own faces lack: which one
 * has a letter, and how far a run of one face goes. A table says what Debian
 * has, by script; there is no search among whatever else is installed, for the
 * same book must look the same everywhere. What one would get wrong: a file is
 * opened when the first letter asks for it, perhaps from several threads, so
 * all opening is done under a lock; a face that somebody has the name of never
 * changes again and is read without. */
#include "inside.h"

#include <pthread.h>
#include <string.h>

/* [em] What the stems of the text's bold are wider than those of its regular,
 * which has letters, quotation marks and dashes that the bold lacks. */
#define HEAVIER 0.025
#define STYLES 4 /* of a family: serif, bold, sans, bold */

/* A family: stems of its files' names. One without a serif serves with its
 * sans, one without bold with its regular. */
static const struct family {
    hb_script_t script; /* 0: signs of any script */
    const char *name, *serif, *sans;
    const char *ending, *package;
    bool bold, keyed, fixed_pitch;
} families[] = {
#define NOTO(script, name, stem)                                               \
    {                                                                          \
        HB_SCRIPT_##script, name, "NotoSerif" stem, "NotoSans" stem, ".ttf",   \
            "fonts-noto-core", true, false, false                              \
    }
    NOTO(HEBREW, "Hebrew", "Hebrew"),
    {HB_SCRIPT_ARABIC, "Arabic", "NotoNaskhArabic", "NotoSansArabic", ".ttf",
     "fonts-noto-core", true, false, false},
    NOTO(DEVANAGARI, "Devanagari", "Devanagari"),
    NOTO(THAI, "Thai", "Thai"),
    NOTO(ARMENIAN, "Armenian", "Armenian"),
    NOTO(GEORGIAN, "Georgian", "Georgian"),
    NOTO(BENGALI, "Bengali", "Bengali"),
    NOTO(TAMIL, "Tamil", "Tamil"),
    NOTO(TELUGU, "Telugu", "Telugu"),
    NOTO(GUJARATI, "Gujarati", "Gujarati"),
    NOTO(GURMUKHI, "Gurmukhi", "Gurmukhi"),
    NOTO(KANNADA, "Kannada", "Kannada"),
    NOTO(MALAYALAM, "Malayalam", "Malayalam"),
    NOTO(SINHALA, "Sinhala", "Sinhala"),
    NOTO(KHMER, "Khmer", "Khmer"),
    NOTO(LAO, "Lao", "Lao"),
    NOTO(MYANMAR, "Myanmar", "Myanmar"),
    NOTO(ETHIOPIC, "Ethiopic", "Ethiopic"),
    NOTO(LATIN, "Latin", ""),
#undef NOTO
    {HB_SCRIPT_HAN, "Chinese", "NotoSerifCJK", "NotoSansCJK", ".ttc",
     "fonts-noto-cjk", true, true, false},
    {0, "mono", NULL, "NotoSansMono", ".ttf", "fonts-noto-mono", true, false,
     true},
    {0, "maths", NULL, "NotoSansMath", ".ttf", "fonts-noto-core", false, false,
     false},
    {0, "symbols", NULL, "NotoSansSymbols", ".ttf", "fonts-noto-core", true,
     false, false},
    {0, "more-symbols", NULL, "NotoSansSymbols2", ".ttf", "fonts-noto-core",
     false, false, false},
    {0, "pictures", NULL, "Symbola_hint", ".ttf", "fonts-symbola", false, false,
     false},
};
enum { LATIN = 18, CHINESE, MONO, MATHS, SYMBOLS, MORE_SYMBOLS, PICTURES };

_Static_assert(STYLES *COUNT(families) == FACE_COUNT - FACE_OTHER,
               "type.h counts the faces of the table");

struct others {
    pthread_mutex_t lock;
    struct arena arena; /* of what is opened */
    const char *folder;
    bool tried[FACE_COUNT - FACE_OTHER];
    struct face at[FACE_COUNT - FACE_OTHER];
};

static const struct family *
find_family(enum face_name face)
{
    return &families[(face - FACE_OTHER) / STYLES];
}

/* The file's name without its folder. */
static const char *
name_file(struct arena *arena, enum face_name face)
{
    const struct family *family = find_family(face);
    int style = (face - FACE_OTHER) % STYLES;
    const char *stem = style < 2 ? family->serif : family->sans;

    if (!strncmp(stem, "Symbola", 7))
        return arena_print(arena, "%s%s", stem, family->ending);
    return arena_print(arena, "%s-%s%s", stem, style % 2 ? "Bold" : "Regular",
                       family->ending);
}

void
face_label(struct text *text, enum face_name face)
{
    static const char *const styles[] = {"serif", "serif-bold", "sans",
                                         "sans-bold"};

    text_print(text, "%s-%s", find_family(face)->name,
               styles[(face - FACE_OTHER) % STYLES]);
}

struct others *
others_new(struct arena *arena, const char *folder)
{
    struct others *others = TAKE(arena, struct others);

    pthread_mutex_init(&others->lock, NULL);
    others->folder = arena_string(arena, folder);
    return others;
}

void
others_close(struct others *others)
{
    for (size_t i = 0; i < COUNT(others->at); i++) {
        hb_font_destroy(others->at[i].font);
        hb_face_destroy(others->at[i].face);
    }
    arena_close(&others->arena);
    pthread_mutex_destroy(&others->lock);
}

const struct face *
others_at(const struct others *others, enum face_name face)
{
    return &others->at[face - FACE_OTHER];
}

/* Whether the family has such a face at all. */
static bool
is_made(enum face_name face)
{
    const struct family *family = find_family(face);
    int style = (face - FACE_OTHER) % STYLES;

    return (style < 2 ? family->serif : family->sans) &&
           (style % 2 == 0 || family->bold);
}

void
others_hash(const struct others *others, struct hash *hash)
{
    struct arena scratch = {0};

    for (int face = FACE_OTHER; face < FACE_COUNT; face++) {
        uint64_t size = 0, time;
        if (!is_made((enum face_name)face))
            continue;
        const char *file = name_file(&scratch, (enum face_name)face);
        const char *path = font_locate(&scratch, others->folder, file);
        if (path)
            file_stamp(path, &size, &time);
        hash_string(hash, file);
        hash_bytes(hash, &size, sizeof size);
    }
    arena_close(&scratch);
}

/* Opens it if it can be. Under the lock. */
static const struct face *
open_other(struct others *others, enum face_name face)
{
    struct face *at = &others->at[face - FACE_OTHER];
    bool *tried = &others->tried[face - FACE_OTHER];
    struct diag unsaid = {.arena = &others->arena};
    struct arena *arena = &others->arena;

    if (!*tried) {
        const struct family *family = find_family(face);
        struct source source = {name_file(arena, face), family->package,
                                family->fixed_pitch, family->keyed};
        const char *path = font_locate(arena, others->folder, source.file);
        if (path)
            font_open(arena, &unsaid, path, &source, at);
        *tried = true;
    }
    return at->font ? at : NULL;
}

/* The face of a family that goes best with the wanted one. */
static enum face_name
find_style(size_t family, enum face_name wanted)
{
    bool serif = wanted <= FACE_TEXT_BOLD && families[family].serif;
    bool bold = (wanted == FACE_TEXT_BOLD || wanted == FACE_SANS_BOLD ||
                 wanted == FACE_MONO_BOLD) &&
                families[family].bold;

    return (enum face_name)(FACE_OTHER + (int)family * STYLES +
                            (serif ? 0 : 2) + bold);
}

/* Families that may have it, the likeliest first. */
static size_t
list_families(uint32_t c, size_t *list)
{
    static const unsigned char signs[] = {MATHS,    SYMBOLS, MORE_SYMBOLS,
                                          PICTURES, CHINESE, LATIN};
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
    size_t count = 0;

    if (letter_square(c))
        list[count++] = CHINESE;
    for (size_t i = 0; i < LATIN; i++)
        if (families[i].script == script)
            list[count++] = i;
    if (script == HB_SCRIPT_LATIN || script == HB_SCRIPT_GREEK ||
        script == HB_SCRIPT_CYRILLIC || script == HB_SCRIPT_INHERITED)
        list[count++] = LATIN;
    for (size_t i = 0; i < COUNT(signs); i++)
        list[count++] = signs[i];
    return count;
}

static bool
other_has(const struct faces *faces, enum face_name face, uint32_t c)
{
    struct others *others = faces->others;
    hb_codepoint_t glyph;

    pthread_mutex_lock(&others->lock);
    const struct face *at = open_other(others, face);
    pthread_mutex_unlock(&others->lock);
    return at && hb_font_get_nominal_glyph(at->font, c, &glyph);
}

/* What is never seen, and spaces, which HarfBuzz makes of a face's own. */
static bool
is_unseen(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{0xa0, 0xa0},     {0xad, 0xad},      {0x34f, 0x34f},
                  {0x61c, 0x61c},   {0x180b, 0x180e},  {0x2000, 0x200f},
                  {0x202a, 0x202f}, {0x205f, 0x206f},  {0xfe00, 0xfe0f},
                  {0xfeff, 0xfeff}, {0xe0000, 0xe0fff}};

    for (size_t i = 0; i < COUNT(ranges); i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return c < ' ';
}

/* A mark on the letter before it, or what joins or changes it. */
static bool
is_mark(uint32_t c)
{
    if (c < 0x300)
        return false;
    hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           (is_unseen(c) && c != 0x202f && (c < 0x2000 || c > 0x200a));
}

static bool
is_common(uint32_t c)
{
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);

    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED;
}

static bool
has_letter(const struct faces *faces, enum face_name face, uint32_t c)
{
    return face < FACE_OTHER ? face_has(faces, face, c)
                             : other_has(faces, face, c);
}

/* Among the book's own faces; a hyphen that keeps its words together is made
 * of any hyphen, and U+FFFD stands for what has been said already. */
static bool
find_own(const struct faces *faces, enum face_name wanted, uint32_t c,
         enum face_name *face)
{
    static const enum face_name own[] = {FACE_TEXT, FACE_SANS, FACE_MONO};

    *face = wanted;
    if (has_letter(faces, wanted, c) || c == 0x2011 || c == 0xfffd ||
        is_unseen(c))
        return true;
    for (size_t i = 0; i < COUNT(own); i++)
        if (face_has(faces, own[i], c)) {
            *face = own[i];
            return true;
        }
    return false;
}

static bool
find_letter(const struct faces *faces, enum face_name wanted, uint32_t c,
            enum face_name *face)
{
    size_t list[COUNT(families) + 8];

    if (face_has(faces, wanted, c)) {
        *face = wanted;
        return true;
    }
    bool mono = wanted == FACE_MONO || wanted == FACE_MONO_BOLD;
    if (mono && !is_unseen(c) && other_has(faces, find_style(MONO, wanted), c))
        *face = find_style(MONO, wanted);
    else if (find_own(faces, wanted, c, face))
        return true;
    else {
        size_t count = list_families(c, list);
        for (size_t i = 0; i < count; i++) {
            *face = find_style(list[i], wanted);
            if (other_has(faces, *face, c))
                return true;
        }
        *face = wanted;
        return false;
    }
    return true;
}

/* Whether the face can set the mark on the letter: as a glyph of its own, or
 * both as one. */
static bool
takes_mark(const struct faces *faces, enum face_name face, uint32_t letter,
           uint32_t mark)
{
    hb_codepoint_t both;

    if (is_unseen(mark) || has_letter(faces, face, mark))
        return true;
    return hb_unicode_compose(hb_unicode_funcs_get_default(), letter, mark,
                              &both) &&
           has_letter(faces, face, both);
}

/* The face of a letter and the mark after it, which need not be one that has
 * the letter alone. */
static bool
find_marked(const struct faces *faces, enum face_name wanted, uint32_t c,
            uint32_t mark, enum face_name *face)
{
    enum face_name plain;

    if (!find_letter(faces, wanted, c, face))
        return false;
    if (!mark || takes_mark(faces, *face, c, mark))
        return true;
    plain = find_style(LATIN, wanted);
    if (other_has(faces, plain, c) && other_has(faces, plain, mark))
        *face = plain;
    return true;
}

/* The mark that stands at at, or 0. */
static uint32_t
peek_mark(const char *at, const char *end)
{
    uint32_t c =
        at < end && (unsigned char)*at >= 0xcc ? utf8_next(&at, end) : 0;

    return is_mark(c) ? c : 0;
}

/* Whether all of the text is letters of ASCII that the face has. */
static bool
is_plain(const struct face *face, const char *at, const char *end)
{
    while (at < end && (unsigned char)*at < 0x80 &&
           face->latin[(unsigned char)*at])
        at++;
    return at == end;
}

struct face_run
face_find(const struct faces *faces, enum face_name wanted, const char *text,
          size_t length)
{
    const char *at = text, *end = text + length;
    struct face_run run = {.face = wanted, .length = length};

    if (length && is_plain(faces_at(faces, wanted), at, end))
        return run;
    uint32_t c = utf8_next(&at, end);
    if (!find_marked(faces, wanted, c, peek_mark(at, end), &run.face))
        run.missing = c;
    while (at < end) {
        const char *next = at;
        enum face_name face;
        c = utf8_next(&next, end);
        if (!is_mark(c)) {
            bool found =
                find_marked(faces, wanted, c, peek_mark(next, end), &face);
            bool joins = run.face >= FACE_OTHER && face >= FACE_OTHER &&
                         is_common(c) && other_has(faces, run.face, c);
            if (face != run.face && !joins)
                break;
            if (!found && !run.missing)
                run.missing = c;
        }
        at = next;
    }
    run.length = (size_t)(at - text);
    if (wanted == FACE_TEXT_BOLD && run.face == FACE_TEXT)
        run.heavier = HEAVIER;
    return run;
}

/* Scripts that the table lacks, by the names of ISO 15924. */
const char *
face_advice(struct arena *arena, uint32_t codepoint)
{
    hb_script_t script =
        hb_unicode_script(hb_unicode_funcs_get_default(), codepoint);
    char tag[5] = "";

    if (letter_square(codepoint))
        script = HB_SCRIPT_HAN;
    for (size_t i = 0; i < COUNT(families); i++)
        if (families[i].script && families[i].script == script)
            return arena_print(arena, "%s: the package %s may have it",
                               families[i].name, families[i].package);
    if (is_common(codepoint) || script == HB_SCRIPT_UNKNOWN)
        return "a sign of no script";
    hb_tag_to_string(hb_script_to_iso15924_tag(script), tag);
    return arena_print(arena, "of the script %s", tag);
}
