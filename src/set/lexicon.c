/* lexicon.c: where words may be broken: by hyphenation, and where UAX 14 lets a
 * line end within them. A word is looked into once, however often it comes and
 * on whatever thread: what is found is kept with its glyphs. */
#include "inside.h"

#include <string.h>

static bool
is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) ||
           (c >= 0x370 && c <= 0x52f);
}

size_t
count_letters(const char *text, size_t length)
{
    const char *at = text, *end = text + length;

    while (at < end) {
        const char *next = at + 1;
        uint32_t c = (unsigned char)*at;
        if (c >= 0x80) {
            next = at;
            c = utf8_next(&next, end);
        }
        if (!is_letter(c))
            break;
        at = next;
    }
    return (size_t)(at - text);
}

/* Marks the hyphenation points of every run of letters; NULL for none. */
static const char *
mark_hyphens(struct pass *pass, const char *text, size_t length,
             const char *language)
{
    const struct hyphens *hyphens = tongues_find(pass->tongues, language);
    char *cuts = arena_take(&pass->scratch, length + 1);
    bool found = false;

    for (size_t i = 0; i < length;) {
        size_t letters = count_letters(text + i, length - i);
        if (letters)
            hyphens_find(hyphens, text + i, letters, cuts + i);
        for (size_t k = i; k < i + letters; k++) {
            cuts[k] = cuts[k] == POINT_PLAIN  ? CUT_HYPHEN
                      : cuts[k] == POINT_TAIL ? CUT_TAIL
                                              : 0;
            found |= cuts[k];
        }
        i += letters ? letters : 1;
    }
    return found ? cuts : NULL;
}

static bool
starts_dash(const char *at)
{
    return !strncmp(at, "\xe2\x80\x93", 3) || !strncmp(at, "\xe2\x80\x94", 3);
}

/* Whether the character that ends with byte i is one of these. */
static bool
ends_soft_hyphen(const char *text, size_t i)
{
    return i >= 1 && !strncmp(text + i - 1, "\xc2\xad", 2);
}

/* U+2009 and U+200A: what they part stays together. */
static bool
ends_thin_space(const char *text, size_t i)
{
    return i >= 2 && (!strncmp(text + i - 2, "\xe2\x80\x89", 3) ||
                      !strncmp(text + i - 2, "\xe2\x80\x8a", 3));
}

/* Letters of ASCII, and perhaps a mark after them: UAX 14 parts them nowhere.
 */
static bool
is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char small = text[i] | 0x20;
        bool letter = small >= 'a' && small <= 'z';
        if (!letter && !(i + 1 == length && strchr(".,;:!?)", text[i])))
            return false;
    }
    return true;
}

/* "S-", "x-": the letter would look lost at the end of a line. */
static bool
leaves_letter(const char *text, size_t i)
{
    const char *next = text;

    return text[i] == '-' && i && is_letter(utf8_next(&next, text + i)) &&
           next == text + i;
}

/* Never before a dash or after a thin space, and not where a word would lose
 * one letter; a soft hyphen becomes one that is seen. */
static void
mark_breaks(const char *text, size_t length, const char *language, char *breaks)
{
    if (is_plain(text, length))
        return;
    breaks_find(text, length, language, breaks);
    for (size_t i = 0; i < length; i++) {
        bool may = breaks[i] && i > 0 && i + 2 < length &&
                   !starts_dash(text + i + 1) && !ends_thin_space(text, i) &&
                   !leaves_letter(text, i);
        breaks[i] = !may                        ? 0
                    : ends_soft_hyphen(text, i) ? CUT_HYPHEN
                                                : CUT_PLAIN;
    }
}

/* Names of programs, paths and addresses. */

/* "sympy.core.power": words parted by dots, as "z.B." and "1.2.3" are not. */
static bool
has_dots(const char *text)
{
    int dots = 0;

    while (dots < 2) {
        size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz");
        if (text[letters] == '.' && letters > 1)
            dots++;
        else if (text[letters])
            dots = 0;
        if (!text[letters])
            return false;
        text += letters + 1;
    }
    return *text >= 'A';
}

/* In prose only what is none of its words. */
static bool
is_technical(const struct glyphs *glyphs)
{
    static const char *const signs[] = {"_", "://", "www.", "()", "::"};
    bool found =
        glyphs->style.face == FACE_MONO || glyphs->style.face == FACE_MONO_BOLD;

    for (size_t i = 0; i < COUNT(signs) && !found; i++)
        found = strstr(glyphs->text, signs[i]);
    return found || has_dots(glyphs->text);
}

static bool
is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool
is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_figure(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_named(char c)
{
    return is_small(c) || is_capital(c) || is_figure(c) || (c & 0x80);
}

static bool
opens(char c)
{
    return c == '(' || c == '[' || c == '{' || c == '<';
}

/* How a line may end between a and b, which c follows: before a dot, for one
 * at the end of a line would end a sentence, and after any other mark; but not
 * within numbers. */
static char
find_cut(char a, char b, char c)
{
    if (is_figure(a) && !is_named(b) && is_figure(c))
        return 0;
    if (b == '.' && a != '.' && is_named(c))
        return CUT_TECHNICAL;
    if (strchr("/\\_-:,;(=&|@#?+[{<", a) && (is_named(b) || opens(b)))
        return CUT_TECHNICAL;
    if (is_named(a) && opens(b) && b != '(')
        return CUT_TECHNICAL;
    bool hump = (is_small(a) && is_capital(b)) ||
                (is_capital(a) && is_capital(b) && is_small(c));
    return hump ? CUT_HUMP : 0;
}

/* Two letters stand before a break at least, and the marks before the first of
 * them stay with it. Beside letters of other scripts it is as UAX 14 has it. */
static void
mark_technical(const struct pass *pass, const char *text, size_t length,
               const char *hyphens, char *breaks)
{
    size_t named = 0;

    breaks_find(text, length, pass->tree->language, breaks);
    for (size_t i = 0; i < length; i++) {
        bool may = i + 2 < length;
        bool other = (text[i] | text[i + 1]) & 0x80;
        named += is_named(text[i]);
        breaks[i] = may && other && breaks[i] ? CUT_PLAIN : 0;
        if (may && !other && named >= 2)
            breaks[i] = find_cut(text[i], text[i + 1], text[i + 2]);
        if (may && !breaks[i] && hyphens && hyphens[i] == CUT_HYPHEN)
            breaks[i] = CUT_SYLLABLE;
    }
}

/* The breaks, and between them the points of hyphenation. */
static const char *
join_hyphens(struct arena *arena, const char *breaks, const char *hyphens,
             size_t length)
{
    char *cuts = arena_copy(arena, breaks, length);

    for (size_t i = 0; i < length; i++)
        if (!cuts[i])
            cuts[i] = hyphens[i];
    return cuts;
}

static const struct cuts *
make_cuts(struct pass *pass, const struct glyphs *glyphs)
{
    struct arena *arena = pass->again->arena;
    struct cuts *cuts = TAKE(arena, struct cuts);
    const char *text = glyphs->text, *language = glyphs->style.language;
    size_t length = glyphs->length;
    char *breaks = arena_take(arena, length + 1);

    if (!language)
        language = pass->tree->language;
    const char *hyphens = mark_hyphens(pass, text, length, language);
    if (is_technical(glyphs)) {
        mark_technical(pass, text, length, hyphens, breaks);
        hyphens = NULL;
    } else {
        mark_breaks(text, length, language, breaks);
    }
    cuts->breaks = breaks;
    cuts->hyphenated =
        hyphens ? join_hyphens(arena, breaks, hyphens, length) : breaks;
    return cuts;
}

const struct cuts *
find_cuts(struct pass *pass, const struct glyphs *glyphs)
{
    const struct cuts *cuts = glyphs_recall(glyphs);

    return cuts ? cuts : glyphs_keep(glyphs, make_cuts(pass, glyphs));
}
