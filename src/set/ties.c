/* ties.c: words that a line's end must not part: initials and the name after
 * them, an abbreviation and what it goes with, a number and its unit, a word
 * and its number. What one would get wrong: a tie costs freedom, so only short
 * words are tied, and never two long ones. */
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

/* Whether the word is one of a list, in which each ends in a blank. */
static bool
is_listed(const char *list, const char *word, size_t length)
{
    for (const char *at = list; *at; at = strchr(at, ' ') + 1)
        if (!strncmp(at, word, length) && at[length] == ' ')
            return true;
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
        "GB TB KiB MiB GiB TiB bit bits byte bytes dpi fps \xc2\xb0"
        "C \xc2\xb0"
        "F \xc2\xb5m \xc2\xb5s ";

    return is_listed(units, word, trim_end(word, length));
}

/* A stop that ends no sentence: of an initial, or of an abbreviation. */
static bool
is_abbreviated(const char *word, size_t length)
{
    static const char abbreviations[] =
        "e.g. i.e. cf. ca. vs. viz. p. pp. no. No. nos. vol. fig. figs. Fig. "
        "Figs. eq. eqs. Eq. sec. Sec. ch. Ch. art. Dr. Mr. Mrs. Ms. Prof. St. ";

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
        "note Note line lines version Version ";

    return is_listed(numbered, word, length);
}

bool
words_tie(const char *before, size_t length, const char *after, size_t next)
{
    while (length && (*before == '(' || *before == '[')) {
        before++;
        length--;
    }
    if (!length || !next || length > LONGEST)
        return false;
    if (is_digit(before[length - 1]))
        return is_number(before, length) && is_unit(after, next);
    if (before[length - 1] == '.')
        return is_abbreviated(before, length);
    return is_digit(*after) && is_numbered(before, length);
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
