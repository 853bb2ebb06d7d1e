/* lexicon.c: where words may be broken: by hyphenation, and where UAX 14 lets a
 * line end within them. A word is looked into once, however often it comes. */
#include "inside.h"

#include <string.h>

static bool
is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) ||
           (c >= 0x370 && c <= 0x52f);
}

/* Bytes of letters that text begins with. */
static size_t
count_letters(const char *text, size_t length)
{
    const char *at = text, *end = text + length, *next = text;

    while (at < end && is_letter(utf8_next(&next, end)))
        at = next;
    return (size_t)(at - text);
}

/* Marks the hyphenation points of every run of letters; NULL for none. */
static const char *
mark_hyphens(const struct pass *pass, const char *text, size_t length,
             const char *language)
{
    const struct hyphens *hyphens = tongues_find(pass->tongues, language);
    char *cuts = arena_take(pass->lexicon->arena, length + 1);
    bool found = false;

    for (size_t i = 0; i < length;) {
        size_t letters = count_letters(text + i, length - i);
        if (letters)
            hyphens_find(hyphens, text + i, letters, cuts + i);
        for (size_t k = i; k < i + letters; k++) {
            cuts[k] = cuts[k] ? CUT_HYPHEN : 0;
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

/* Never before a dash or after a thin space, and not where a word would lose
 * one letter; a soft hyphen becomes one that is seen. */
static const char *
mark_breaks(const struct pass *pass, const char *text, size_t length,
            const char *language)
{
    char *breaks = arena_take(pass->lexicon->arena, length + 1);

    breaks_find(text, length, language, breaks);
    for (size_t i = 0; i < length; i++) {
        bool may = breaks[i] && i > 0 && i + 2 < length &&
                   !starts_dash(text + i + 1) && !ends_thin_space(text, i);
        breaks[i] = !may                        ? 0
                    : ends_soft_hyphen(text, i) ? CUT_HYPHEN
                                                : CUT_PLAIN;
    }
    return breaks;
}

static struct cuts *
find_slot(const struct lexicon *lexicon, const struct glyphs *glyphs)
{
    size_t slot = (size_t)((uintptr_t)glyphs >> 4) * 2654435761u;

    for (;; slot++) {
        struct cuts *cuts = &lexicon->slots[slot & (lexicon->room - 1)];
        if (!cuts->glyphs || cuts->glyphs == glyphs)
            return cuts;
    }
}

static void
make_room(struct lexicon *lexicon)
{
    struct lexicon old = *lexicon;

    if (2 * lexicon->count < lexicon->room)
        return;
    lexicon->room = old.room ? 2 * old.room : 4096;
    lexicon->slots = TAKE_ARRAY(lexicon->arena, lexicon->room, struct cuts);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].glyphs)
            *find_slot(lexicon, old.slots[i].glyphs) = old.slots[i];
}

struct cuts
find_cuts(struct pass *pass, const struct glyphs *glyphs)
{
    struct lexicon *lexicon = pass->lexicon;

    make_room(lexicon);
    struct cuts *cuts = find_slot(lexicon, glyphs);
    if (!cuts->glyphs) {
        const char *language = glyphs->style.language;
        if (!language)
            language = pass->tree->language;
        *cuts = (struct cuts){
            glyphs, mark_hyphens(pass, glyphs->text, glyphs->length, language),
            mark_breaks(pass, glyphs->text, glyphs->length, language)};
        lexicon->count++;
    }
    return *cuts;
}
