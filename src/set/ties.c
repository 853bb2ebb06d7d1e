/* ties.c: words that a line's end must not part: initials and the name after
 * them, an abbreviation or a title and what it goes with, a number and its
 * unit, a word and its number, any word and a dash. What one would get wrong: a
 * tie costs freedom, so only short words are tied, and never two long ones. */
#include "gather.h"

#include <string.h>

#define LONGEST 12 /* bytes of a word that is tied to the next */

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Whether the word is one of a list, in which each ends in a blank. By hand:
 * every word of a book is looked for, and calls would take most of the time. */
static bool
is_listed(const char *list, const char *word, size_t length)
{
    for (const char *at = list; *at; at++) {
        size_t same = 0;
        while (same < length && *at != ' ' && *at == word[same]) {
            same++;
            at++;
        }
        if (same == length && *at == ' ')
            return true;
        while (*at != ' ')
            at++;
    }
    return false;
}

/* Bytes without the punctuation at its end. */
static size_t
trim_end(const char *word, size_t length)
{
    while (length && strchr(".,;:!?)]", word[length - 1]))
        length--;
    return length;
}

static bool
is_number(const char *word, size_t length)
{
    bool digit = false;

    for (size_t i = 0; i < length; i++) {
        if (!is_digit(word[i]) && !strchr(".,+-", word[i]))
            return false;
        digit = is_digit(word[i]);
    }
    return digit;
}

static bool
is_unit(const char *word, size_t length)
{
    static const char units[] =
        "m km cm mm nm g kg t s ms h min d Hz kHz MHz GHz W kW MW GW TW Wh kWh "
        "MWh GWh TWh J kJ MJ V kV A mA K Pa hPa N L l ml % pt px em B kB KB MB "
        "GB TB KiB MiB GiB TiB bit bits byte bytes dpi fps a.m p.m Mio Mrd Uhr "
        "EUR USD $ \xe2\x82\xac \xc2\xa3 \xe2\x80\xb0 \xc2\xb0"
        "C \xc2\xb0"
        "F \xc2\xb5m \xc2\xb5s ";

    return is_listed(units, word, trim_end(word, length));
}

/* A stop that ends no sentence: of an initial, or of an abbreviation. */
static bool
is_abbreviated(const char *word, size_t length)
{
    static const char abbreviations[] =
        "e.g. i.e. cf. Cf. ca. vs. viz. p. pp. no. No. nos. vol. vols. Vol. "
        "fig. figs. Fig. Figs. eq. eqs. Eq. sec. Sec. ch. Ch. art. Art. Dr. "
        "Mr. Mrs. Ms. Prof. St. Lt. Col. Gen. Capt. Rev. Sr. Sra. "
        "S. Abb. Abs. Bd. Bde. Nr. Kap. Tab. Aufl. Hrsg. Tel. vgl. Vgl. "
        "bzw. geb. gest. z. d. u. i. a. o. h. c. t. n. f. "
        "chap. MM. av. apr. pag. pagg. sig. dott. cap. ";

    if (length == 2 && is_capital(word[0]) && word[1] == '.')
        return true;
    return is_listed(abbreviations, word, length);
}

static bool
is_numbered(const char *word, size_t length)
{
    static const char numbered[] =
        "figure Figure table Table section Section chapter Chapter page Page "
        "pages Pages part Part step Step equation Equation appendix Appendix "
        "note Note line lines version Version volume Volume "
        "n\xc2\xb0 N\xc2\xb0 n\xc2\xba N\xc2\xba \xc2\xa7 \xc2\xa7\xc2\xa7 "
        "Seite Seiten Abbildung Tabelle Kapitel Band figure tableau chapitre ";

    return is_listed(numbered, word, length);
}

/* Names that stand before a person's. */
static bool
is_title(const char *word, size_t length)
{
    static const char titles[] =
        "Dr Mr Mrs Ms St Ste Mme Mmes Mlle Mlles Mgr Me Frau Herr Herrn ";

    return is_listed(titles, word, length);
}

/* The number of a king, a century, a volume; one letter may be a word. */
static bool
is_roman(const char *word, size_t length)
{
    length = trim_end(word, length);
    for (size_t i = 0; i < length; i++)
        if (!strchr("IVXLC", word[i]))
            return false;
    return length > 1 || (length == 1 && (*word == 'V' || *word == 'X'));
}

/* A dash by itself, or with what it closes, does not begin a line. */
static bool
is_dash(const char *word, size_t length)
{
    return length >= 3 &&
           (!strncmp(word, "\xe2\x80\x93", 3) ||
            !strncmp(word, "\xe2\x80\x94", 3)) &&
           (length == 3 || !trim_end(word + 3, length - 3));
}

bool
words_tie(const char *before, size_t length, const char *after, size_t next)
{
    while (length && (*before == '(' || *before == '[')) {
        before++;
        length--;
    }
    if (length && is_dash(after, next))
        return true;
    if (!length || !next || length > LONGEST)
        return false;
    if (is_digit(before[length - 1]))
        return is_number(before, length) && is_unit(after, next);
    if (before[length - 1] == '.')
        return is_abbreviated(before, length);
    if (is_digit(*after))
        return is_numbered(before, length);
    return is_capital(*before) &&
           (is_title(before, length) || is_roman(after, next));
}

bool
words_end(const char *word, size_t length)
{
    size_t end = length;

    while (end && (word[end - 1] == ')' || (word[end - 1] & 0x80)))
        end--;
    if (end < 2 || !strchr(".?!", word[end - 1]))
        return false;
    size_t start = end;
    while (start && word[start - 1] != '(')
        start--;
    return !is_capital(word[end - 2]) &&
           !is_abbreviated(word + start, end - start);
}
