/* seams.c: the seams of German compounds over which no ligature may stand:
 * Auf|lage, auf|fallen, Tief|flug (Duden, Die deutsche Rechtschreibung,
 * "Textverarbeitung", on ligatures). Nobody marks them, but hyphenation knows
 * most: a syllable takes an f along before a vowel and fl and fr as one, so
 * where a word may be broken behind an f two parts meet.
 *
 * What a newcomer would get wrong: hof-fen and Waf-fel may be broken between
 * two f and are one word. Two f are a seam only where one word cannot have
 * them: after a consonant or a diphthong. */
#include "inside.h"

#include <string.h>

#define LONGEST_WORD 200 /* [bytes] */
#define SHORTEST_WORD 5

/* Bytes of German letters that the text begins with. */
static size_t
measure_word(const char *text, size_t length)
{
    size_t i = 0;

    while (i < length) {
        char small = text[i] | 0x20;
        if (small >= 'a' && small <= 'z')
            i++;
        else if (text[i] == '\xc3' && i + 1 < length)
            i += 2;
        else
            break;
    }
    return i;
}

static bool
is_one(char c, const char *letters)
{
    return c && strchr(letters, c) != NULL;
}

/* A letter before byte k of a word after which one f is written, not two. */
static bool
takes_one(const char *word, size_t k)
{
    char last = word[k - 1], before = k > 1 ? word[k - 2] : '\0';

    if (before != '\xc3' && !is_one(last, "aeiouyAEIOUY"))
        return true;
    if (before >= 'A' && before <= 'Z')
        before |= 0x20;
    return (last == 'u' && is_one(before, "ae\xa4")) ||
           (last == 'i' && is_one(before, "ae")) ||
           (last == 'e' && before == 'i');
}

/* After byte k, where a hyphen may come. */
static bool
is_seam(const char *word, size_t k)
{
    if (word[k] != 'f')
        return false;
    return is_one(word[k + 1], "lijbhk") ||
           (word[k + 1] == 'f' && k > 0 && takes_one(word, k));
}

size_t
seams_find(const struct hyphens *hyphens, const char *text, size_t length,
           size_t *seams)
{
    char points[LONGEST_WORD];
    size_t count = 0, word;

    for (size_t i = 0; i < length; i += word ? word : 1) {
        word = measure_word(text + i, length - i);
        if (word < SHORTEST_WORD || word > LONGEST_WORD ||
            !memchr(text + i, 'f', word))
            continue;
        hyphens_find(hyphens, text + i, word, points);
        for (size_t k = 0; k + 1 < word && count < MOST_SEAMS; k++)
            if (points[k] == POINT_PLAIN && is_seam(text + i, k))
                seams[count++] = i + k + 1;
    }
    return count;
}
