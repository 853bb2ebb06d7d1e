/* words.c: where a word may be hyphenated (Liang's patterns, through
 * libhyphen) and where a line may end (UAX 14, through libunibreak). Patterns
 * are written in lower case and in a coding of their own, so a word is folded
 * and recoded first; what one would get wrong is that libhyphen then answers
 * by characters, not bytes. A word with letters that the patterns cannot know
 * is left whole. */
#include "type.h"

#include <hyphen.h>
#include <iconv.h>
#include <linebreak.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_WORD 100 /* characters */
#define LEAST_BEFORE 2
#define LEAST_AFTER 3

struct hyphens {
    HyphenDict *dictionary;
    iconv_t recode; /* from UTF-8, when the patterns have another coding */
    bool ascii;     /* they know no letter beyond */
};

/* Languages whose patterns have a name that does not follow from theirs. */
static const struct {
    const char *language, *file;
} regions[] = {
    {"en", "en_US"}, {"de", "de_DE"}, {"fr", "fr_FR"}, {"es", "es_ES"},
    {"it", "it_IT"}, {"nl", "nl_NL"}, {"pt", "pt_PT"}, {"da", "da_DK"},
    {"sv", "sv_SE"}, {"nb", "nb_NO"}, {"cs", "cs_CZ"}, {"pl", "pl_PL"},
    {"hu", "hu_HU"}, {"el", "el_GR"}, {"ru", "ru_RU"}, {"uk", "uk_UA"},
    {"no", "nb_NO"}, {"nn", "nn_NO"},
};

/* Packages whose names do not end as the language's tag begins. */
static const struct {
    const char *language, *package;
} packages[] = {{"en", "en-us"},    {"en-GB", "en-gb"}, {"pt", "pt-pt"},
                {"pt-BR", "pt-br"}, {"nb", "no"},       {"nn", "no"}};

/* Languages that break no words. */
static const char *const whole[] = {"ja", "zh", "ko", "he", "yi",
                                    "ar", "fa", "ur", "th", "my"};

/* "de-AT" as Debian names it: "de_AT". NULL if it is no language at all. */
static const char *
name_patterns(struct arena *arena, const char *language)
{
    for (size_t i = 0; i < COUNT(regions); i++)
        if (!strcmp(regions[i].language, language))
            language = regions[i].file;
    char *name = arena_print(arena, "/usr/share/hyphen/hyph_%s.dic", language);
    for (char *c = name + strlen("/usr/share/hyphen/"); *c; c++) {
        if (*c == '-')
            *c = '_';
        if (*c == '/')
            return NULL;
    }
    return name;
}

static bool
breaks_none(const char *language)
{
    size_t length = strcspn(language, "-");

    for (size_t i = 0; i < COUNT(whole); i++)
        if (length == 2 && !strncmp(whole[i], language, 2))
            return true;
    return false;
}

static const char *
name_package(const char *language)
{
    for (size_t i = 0; i < COUNT(packages); i++)
        if (!strcmp(packages[i].language, language))
            return packages[i].package;
    return language;
}

/* The patterns of the language itself where its region has none of its own. */
static HyphenDict *
load_patterns(struct arena *arena, const char *language)
{
    const char *name = name_patterns(arena, language);
    size_t length = strcspn(language, "-");

    if (name && file_exists(name))
        return hnj_hyphen_load(name);
    return language[length]
               ? load_patterns(arena, arena_copy(arena, language, length))
               : NULL;
}

struct hyphens *
hyphens_open(struct diag *diag, const char *language)
{
    HyphenDict *dictionary = load_patterns(diag->arena, language);

    if (dictionary) {
        struct hyphens *hyphens = TAKE(diag->arena, struct hyphens);
        hyphens->dictionary = dictionary;
        hyphens->ascii = !strncmp(language, "en", 2);
        hyphens->recode = dictionary->utf8
                              ? (iconv_t)-1
                              : iconv_open(dictionary->cset, "UTF-8");
        return hyphens;
    }
    if (!breaks_none(language))
        diag_say(diag, WARNING, (struct place){0},
                 "no hyphenation patterns for '%s', words are kept whole: "
                 "install the package hyphen-%s",
                 language, name_package(language));
    return NULL;
}

void
hyphens_close(struct hyphens *hyphens)
{
    if (!hyphens)
        return;
    hnj_hyphen_free(hyphens->dictionary);
    if (hyphens->recode != (iconv_t)-1)
        iconv_close(hyphens->recode);
}

/* The small letter, in the alphabets of Europe. */
static uint32_t
fold_letter(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
        (c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
        return c + 32;
    if (c >= 0x400 && c <= 0x40f)
        return c + 80;
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x14a && c <= 0x177))
        return c | 1;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e))
        return c + (c & 1);
    return c;
}

/* The word in small letters as UTF-8; the number of its characters, 0 if the
 * patterns cannot know it. starts: where each begins in word. */
static size_t
fold_word(const struct hyphens *hyphens, const char *word, size_t length,
          struct text *folded, size_t *starts)
{
    const char *at = word, *end = word + length;
    size_t count = 0;

    while (at < end) {
        if (count + 1 >= LONGEST_WORD)
            return 0;
        starts[count++] = (size_t)(at - word);
        uint32_t c = utf8_next(&at, end);
        if (c == 0xfffd || c < 'A' || (hyphens->ascii && c >= 0x80))
            return 0;
        text_utf8(folded, fold_letter(c));
    }
    return count;
}

/* In the coding of the patterns; false where that lacks a letter. */
static bool
recode_word(const struct hyphens *hyphens, const struct text *folded,
            char *coded, size_t *length)
{
    char *in = folded->at, *out = coded;
    size_t left = folded->length, room = *length;

    if (hyphens->dictionary->utf8) {
        memcpy(coded, folded->at, left);
        *length = left;
        return true;
    }
    if (hyphens->recode == (iconv_t)-1 ||
        iconv(hyphens->recode, &in, &left, &out, &room) != 0)
        return false;
    *length -= room;
    return true;
}

/* What a word that changes its letters at a break came with. */
static void
free_changes(char **replaced, int *positions, int *cuts, size_t count)
{
    for (size_t i = 0; replaced && i < count; i++)
        free(replaced[i]);
    free(replaced);
    free(positions);
    free(cuts);
}

static void
mark_points(const struct hyphens *hyphens, const char *coded, size_t length,
            const size_t *starts, size_t count, char *points)
{
    char values[4 * LONGEST_WORD + 5];
    char **replaced = NULL;
    int *positions = NULL, *cuts = NULL;

    if (hnj_hyphen_hyphenate2(hyphens->dictionary, coded, (int)length, values,
                              NULL, &replaced, &positions, &cuts))
        return;
    for (size_t i = LEAST_BEFORE - 1; i + LEAST_AFTER < count; i++)
        if ((values[i] & 1) && !(replaced && replaced[i]))
            points[starts[i + 1] - 1] = 1;
    free_changes(replaced, positions, cuts, length);
}

void
hyphens_find(const struct hyphens *hyphens, const char *word, size_t length,
             char *points)
{
    struct arena scratch = {0};
    struct text folded = text_new(&scratch);
    size_t starts[LONGEST_WORD], room = 4 * LONGEST_WORD;
    char coded[4 * LONGEST_WORD + 1];

    memset(points, 0, length);
    if (hyphens && length >= LEAST_BEFORE + LEAST_AFTER) {
        size_t count = fold_word(hyphens, word, length, &folded, starts);
        if (count >= LEAST_BEFORE + LEAST_AFTER &&
            recode_word(hyphens, &folded, coded, &room))
            mark_points(hyphens, coded, room, starts, count, points);
    }
    arena_close(&scratch);
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
