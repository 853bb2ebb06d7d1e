/* lexicon.c: where words may be broken: by hyphenation, and where UAX 14 lets a
 * line end within them. A word is looked into once, however often it comes. */
#include "inside.h"

#include <string.h>

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether the letters before or after at belong to a longer word that the
 * patterns do not know: letters beyond ASCII. Dashes and quotes (U+20xx) do
 * not. */
static bool
goes_on(const char *at, const char *end)
{
    return at < end && (*at & 0x80) && strncmp(at, "\xe2\x80", 2) != 0;
}

/* Marks the hyphenation points of every run of letters; NULL for none. */
static const char *
mark_hyphens(const struct pass *pass, const char *text, size_t length)
{
    char *cuts = arena_take(pass->lexicon->arena, length + 1);
    bool found = false;

    for (size_t i = 0, end; i<length; i = end> i ? end : i + 1) {
        for (end = i; end < length && is_letter(text[end]); end++)
            ;
        if (end == i || (i && (text[i - 1] & 0x80)) ||
            goes_on(text + end, text + length))
            continue;
        hyphens_find(pass->hyphens, text + i, end - i, cuts + i);
        for (size_t k = i; k < end; k++) {
            cuts[k] = cuts[k] ? 3 : 0;
            found |= cuts[k];
        }
    }
    return found ? cuts : NULL;
}

static bool
starts_dash(const char *at)
{
    return !strncmp(at, "\xe2\x80\x93", 3) || !strncmp(at, "\xe2\x80\x94", 3);
}

/* Never before a dash, and not where a word would lose one letter. */
static const char *
mark_breaks(const struct pass *pass, const char *text, size_t length)
{
    char *breaks = arena_take(pass->lexicon->arena, length + 1);

    breaks_find(text, length, pass->tree->language, breaks);
    for (size_t i = 0; i < length; i++)
        breaks[i] =
            breaks[i] && i > 0 && i + 2 < length && !starts_dash(text + i + 1);
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
        *cuts = (struct cuts){glyphs,
                              mark_hyphens(pass, glyphs->text, glyphs->length),
                              mark_breaks(pass, glyphs->text, glyphs->length)};
        lexicon->count++;
    }
    return *cuts;
}
