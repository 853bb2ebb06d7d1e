/* words.c: where a word may be hyphenated (Liang's patterns, through
 * libhyphen) and where a line may end (UAX 14, through libunibreak). Patterns
 * are written in lower case and in a coding of their own, so a word is folded
 * and recoded first; what one would get wrong is that libhyphen then answers
 * by characters, not bytes. A word with letters that the patterns cannot know
 * is left whole. */
#include "inside.h"

#include <iconv.h>
#include <linebreak.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_WORD 100 /* characters */
#define LEAST_BEFORE 2
#define LEAST_AFTER 3
#define LEAST_TAIL 2 /* where usage bears it */

struct hyphens {
    struct patterns patterns;
    HyphenDict *dictionary; /* for what was expected, or NULL */
    bool utf8;              /* their coding; else a byte is a letter */
    uint32_t letters[256];  /* that it stands for, 0 for none */
    bool ascii;             /* they know no letter beyond */
    bool tails;             /* two letters may go to the next line */
};

/* A word as the patterns have it. */
struct coded {
    char at[4 * LONGEST_WORD + 1];
    size_t length;
    size_t starts[LONGEST_WORD]; /* of its characters in the word as it was */
    size_t count;
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

/* Languages in which a line may begin with the last two letters of a word:
 * those whose patterns for TeX are used so. */
static const char tailed[][3] = {"de", "it", "es", "nl", "da", "sv", "nb",
                                 "nn", "no", "pl", "hu", "ru", "uk"};

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

static bool
bears_tails(const char *language)
{
    for (size_t i = 0; i < COUNT(tailed); i++)
        if (strcspn(language, "-") == 2 && !strncmp(tailed[i], language, 2))
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

/* The file of the language itself where its region has none of its own. */
static const char *
find_patterns(struct arena *arena, const char *language)
{
    const char *name = name_patterns(arena, language);
    size_t length = strcspn(language, "-");

    if (name && file_exists(name))
        return name;
    return language[length]
               ? find_patterns(arena, arena_copy(arena, language, length))
               : NULL;
}

/* What the bytes of a coding stand for. */
static void
list_letters(const char *coding, uint32_t *letters)
{
    iconv_t decode = iconv_open("UTF-8", coding);

    for (int i = 0; i < 256 && decode != (iconv_t)-1; i++) {
        char byte = (char)i, utf8[8] = {0};
        char *in = &byte, *out = utf8;
        size_t left = 1, room = sizeof utf8;
        const char *at = utf8;
        if (iconv(decode, &in, &left, &out, &room) == 0)
            letters[i] = utf8_next(&at, out);
    }
    if (decode != (iconv_t)-1)
        iconv_close(decode);
}

static void
say_no_patterns(struct diag *diag, const char *language)
{
    if (!breaks_none(language))
        diag_say(diag, WARNING, (struct place){0},
                 "no hyphenation patterns for '%s', words are kept whole: "
                 "install the package hyphen-%s",
                 language, name_package(language));
}

struct hyphens *
hyphens_open(struct diag *diag, const char *language)
{
    struct arena *arena = diag->arena;
    const char *path = find_patterns(arena, language);

    if (!path) {
        say_no_patterns(diag, language);
        return NULL;
    }
    struct hyphens *hyphens = TAKE(arena, struct hyphens);
    hyphens->patterns = patterns_read(arena, diag, path);
    const char *file = hyphens->patterns.file.at;
    if (!file)
        return NULL;
    const char *coding = arena_copy(arena, file, strcspn(file, "\r\n"));
    hyphens->ascii = !strncmp(language, "en", 2);
    hyphens->tails = bears_tails(language);
    hyphens->utf8 = !strcmp(coding, "UTF-8");
    if (!hyphens->utf8)
        list_letters(coding, hyphens->letters);
    return hyphens;
}

void
hyphens_close(struct hyphens *hyphens)
{
    if (hyphens && hyphens->dictionary)
        hnj_hyphen_free(hyphens->dictionary);
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

/* False where the coding lacks the letter. */
static bool
add_letter(const struct hyphens *hyphens, uint32_t letter, struct text *text)
{
    if (letter < 0x80) {
        text_char(text, (char)letter);
        return true;
    }
    if (hyphens->utf8) {
        text_utf8(text, letter);
        return true;
    }
    for (int i = 0x80; i < 256; i++)
        if (hyphens->letters[i] == letter) {
            text_char(text, (char)i);
            return true;
        }
    return false;
}

/* The word in small letters of the patterns' coding; false when they cannot
 * know it. */
static bool
code_word(const struct hyphens *hyphens, const char *word, size_t length,
          struct coded *coded)
{
    const char *at = word, *end = word + length;
    struct text text = {.at = coded->at, .room = sizeof coded->at};

    coded->count = 0;
    if (length < LEAST_BEFORE + LEAST_AFTER)
        return false;
    while (at < end) {
        if (coded->count + 1 >= LONGEST_WORD)
            return false;
        coded->starts[coded->count++] = (size_t)(at - word);
        uint32_t c = utf8_next(&at, end);
        if (c == 0xfffd || c < 'A' || (hyphens->ascii && c >= 0x80) ||
            !add_letter(hyphens, fold_letter(c), &text))
            return false;
    }
    coded->length = text.length;
    return coded->count >= LEAST_BEFORE + LEAST_AFTER;
}

void
hyphens_expect(struct hyphens *hyphens, const char *word, size_t length)
{
    struct coded coded;

    if (hyphens && length >= LEAST_BEFORE + LEAST_AFTER &&
        !patterns_met(&hyphens->patterns, word, length) &&
        code_word(hyphens, word, length, &coded))
        patterns_expect(&hyphens->patterns, coded.at, coded.length);
}

void
hyphens_load(struct hyphens *hyphens)
{
    if (hyphens)
        hyphens->dictionary = patterns_load(&hyphens->patterns);
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
mark_points(const struct hyphens *hyphens, HyphenDict *dictionary,
            const struct coded *coded, char *points)
{
    size_t least = hyphens->tails ? LEAST_TAIL : LEAST_AFTER;
    char values[4 * LONGEST_WORD + 5];
    char **replaced = NULL;
    int *positions = NULL, *cuts = NULL;

    if (hnj_hyphen_hyphenate2(dictionary, coded->at, (int)coded->length, values,
                              NULL, &replaced, &positions, &cuts))
        return;
    for (size_t i = LEAST_BEFORE - 1; i + least < coded->count; i++)
        if ((values[i] & 1) && !(replaced && replaced[i]))
            points[coded->starts[i + 1] - 1] =
                i + LEAST_AFTER < coded->count ? POINT_PLAIN : POINT_TAIL;
    free_changes(replaced, positions, cuts, coded->length);
}

void
hyphens_find(const struct hyphens *hyphens, const char *word, size_t length,
             char *points)
{
    struct coded coded;

    memset(points, 0, length);
    if (!hyphens || !code_word(hyphens, word, length, &coded))
        return;
    if (hyphens->dictionary &&
        patterns_cover(&hyphens->patterns, coded.at, coded.length)) {
        mark_points(hyphens, hyphens->dictionary, &coded, points);
        return;
    }
    HyphenDict *dictionary =
        patterns_load_for(&hyphens->patterns, coded.at, coded.length);
    if (dictionary) {
        mark_points(hyphens, dictionary, &coded, points);
        hnj_hyphen_free(dictionary);
    }
}

/* What libunibreak stops the program at stands as something that breaks alike
 * and is as long: a flag's first letter as an ideograph, its second as an
 * accent on that, and its own mark of a string's end as U+FFFD. */
static void
tame_text(char *text, size_t length)
{
    static const char flag[] = "\xf0\x9f\x87", mark[] = "\xef\xbf\xbf";
    static const char *const letters[] = {"\xf0\xa0\x80\x80",
                                          "\xf3\xa0\x84\x80"};
    const char *end = text + length;
    bool second = false;

    for (char *at = text; at + 2 < end;) {
        bool letter = at + 3 < end && !memcmp(at, flag, 3) &&
                      (unsigned char)at[3] >= 0xa6;
        if (letter)
            memcpy(at, letters[second], 4);
        else if (!memcmp(at, mark, 3))
            at[2] = (char)0xbd;
        second = letter && !second;
        at += letter ? 4 : 1;
    }
}

static bool
is_wild(const char *text, size_t length)
{
    for (size_t i = 0; i + 2 < length; i++)
        if ((text[i] == (char)0xf0 && text[i + 2] == (char)0x87) ||
            (text[i] == (char)0xef && text[i + 2] == (char)0xbf))
            return true;
    return false;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

void
breaks_find(const char *text, size_t length, const char *language, char *breaks)
{
    struct arena arena = {0};

    pthread_once(&once, init_linebreak);
    if (is_wild(text, length)) {
        char *tame = arena_copy(&arena, text, length);
        tame_text(tame, length);
        text = tame;
    }
    set_linebreaks_utf8((const utf8_t *)text, length, language, breaks);
    arena_close(&arena);
    for (size_t i = 0; i < length; i++)
        breaks[i] = breaks[i] == LINEBREAK_MUSTBREAK    ? 2
                    : breaks[i] == LINEBREAK_ALLOWBREAK ? 1
                                                        : 0;
}
