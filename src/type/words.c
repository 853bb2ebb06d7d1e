/* words.c: where a word may be hyphenated (Liang's patterns, through
 * libhyphen) and where a line may end (UAX 14, through libunibreak).
 * libhyphen's patterns for en-US count letters, so a word is folded to lower
 * case ASCII first; a word with other letters is left whole. */
#include "type.h"

#include <hyphen.h>
#include <linebreak.h>
#include <pthread.h>
#include <string.h>

#define LONGEST_WORD 100

struct hyphens {
    HyphenDict *dictionary;
};

static const struct {
    const char *language, *file;
} patterns[] = {
    {"en-US", "/usr/share/hyphen/hyph_en_US.dic"},
    {"en", "/usr/share/hyphen/hyph_en_US.dic"},
};

struct hyphens *
hyphens_open(struct diag *diag, const char *language)
{
    for (size_t i = 0; i < COUNT(patterns); i++) {
        if (strcmp(patterns[i].language, language))
            continue;
        HyphenDict *dictionary = hnj_hyphen_load(patterns[i].file);
        if (!dictionary)
            break;
        struct hyphens *hyphens = TAKE(diag->arena, struct hyphens);
        hyphens->dictionary = dictionary;
        return hyphens;
    }
    diag_say(diag, WARNING, (struct place){0},
             "no hyphenation patterns for '%s', words are kept whole",
             language);
    return NULL;
}

void
hyphens_close(struct hyphens *hyphens)
{
    if (hyphens)
        hnj_hyphen_free(hyphens->dictionary);
}

static bool
fold_word(const char *word, size_t length, char *folded)
{
    if (length >= LONGEST_WORD)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = word[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (c < 'a' || c > 'z')
            return false;
        folded[i] = c;
    }
    folded[length] = '\0';
    return true;
}

void
hyphens_find(const struct hyphens *hyphens, const char *word, size_t length,
             char *points)
{
    char folded[LONGEST_WORD], values[LONGEST_WORD + 5];
    char **replaced = NULL;
    int *positions = NULL, *cuts = NULL;

    memset(points, 0, length);
    if (!hyphens || length < 5 || !fold_word(word, length, folded))
        return;
    if (hnj_hyphen_hyphenate2(hyphens->dictionary, folded, (int)length, values,
                              NULL, &replaced, &positions, &cuts))
        return;
    for (size_t i = 1; i + 3 < length; i++)
        points[i] = (char)(values[i] & 1);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

void
breaks_find(const char *text, size_t length, const char *language, char *breaks)
{
    pthread_once(&once, init_linebreak);
    set_linebreaks_utf8((const utf8_t *)text, length, language, breaks);
    for (size_t i = 0; i < length; i++)
        breaks[i] = breaks[i] == LINEBREAK_MUSTBREAK    ? 2
                    : breaks[i] == LINEBREAK_ALLOWBREAK ? 1
                                                        : 0;
}
