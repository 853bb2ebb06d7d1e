/* words.c: numbers as a reader meets them: months, percentages, millions, and
 * what a printf form makes of them; and as a program does, with just enough
 * digits.
 *
 * What a newcomer would get wrong: the form comes from the author. It goes to
 * printf only after it has been taken apart and found to hold one conversion
 * of a double and nothing else that printf would act on. */
#include "tongue/tongue.h"
#include "data.h"

#include <stdlib.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"
#define TIMES_TEN                                                              \
    "\xc2\xa0\xc3\x97\xc2\xa0"                                                 \
    "10"

void
text_number(struct text *text, double value)
{
    char digits[32];

    if (!real_finite(value)) {
        text_add(text, "null");
        return;
    }
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    text_add(text, digits);
}

static void
add_superscript(struct text *text, const char *digits)
{
    static const char *const raised[] = {
        "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",
        "\xe2\x81\xb4", "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7",
        "\xe2\x81\xb8", "\xe2\x81\xb9"};

    if (*digits == '-')
        text_add(text, "\xe2\x81\xbb");
    digits += strspn(digits, "+-");
    while (*digits == '0' && digits[1])
        digits++;
    for (; *digits >= '0' && *digits <= '9'; digits++)
        text_add(text, raised[*digits - '0']);
}

/* printf's digits with a true minus and "3e-09" as 3 times a power of ten. */
static void
add_digits(struct text *text, const char *digits, const struct tongue *tongue)
{
    for (; *digits && *digits != 'e'; digits++)
        if (*digits == '-')
            text_add(text, MINUS);
        else if (*digits == '.')
            text_add(text, tongue->decimal);
        else
            text_char(text, *digits);
    if (*digits) {
        text_add(text, TIMES_TEN);
        add_superscript(text, digits + 1);
    }
}

static void
drop_zeros(char *digits)
{
    size_t length = strlen(digits);

    if (!strchr(digits, '.'))
        return;
    while (digits[length - 1] == '0')
        digits[--length] = '\0';
    if (digits[length - 1] == '.')
        digits[length - 1] = '\0';
}

/* With marks between thousands: 1234567 gives 1,234,567. */
static void
add_grouped(struct text *text, double value, int decimals,
            const struct tongue *tongue)
{
    char digits[64];

    snprintf(digits, sizeof digits, "%.*f", decimals, value);
    drop_zeros(digits);
    const char *at = digits;
    if (*at == '-') {
        at++;
        if (strspn(at, "0.") < strlen(at))
            text_add(text, MINUS);
    }
    for (size_t left = strcspn(at, "."); left; left--) {
        text_char(text, *at++);
        if (left > 1 && left % 3 == 1)
            text_add(text, tongue->group);
    }
    text_add(text, *at ? tongue->decimal : "");
    text_add(text, *at ? at + 1 : at);
}

static double
find_magnitude(double x)
{
    return x < 0 ? -x : x;
}

/* Up to three significant digits. */
static void
add_plain(struct text *text, double value, const struct tongue *tongue)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%.2e", value);
    double rounded = strtod(digits, NULL), size = find_magnitude(rounded);
    if (size == 0)
        text_char(text, '0');
    else if (size < 1e-3 || size >= 1e6) {
        char *power = strchr(digits, 'e');
        char mantissa[16];
        snprintf(mantissa, sizeof mantissa, "%.*s", (int)(power - digits),
                 digits);
        drop_zeros(mantissa);
        add_digits(text, mantissa, tongue);
        add_digits(text, power, tongue);
    } else
        add_grouped(text, rounded, size < 1 ? 5 : size < 10 ? 2 : 1, tongue);
}

struct form {
    const char *name;
    const char *unit; /* that it wants, or NULL */
    void (*add)(struct text *text, double value, const struct tongue *tongue);
};

static void
add_month(struct text *text, double value, const struct tongue *tongue)
{
    long year = (long)value;
    /* a date that was meant as the first of a month may lie a bit below it */
    long month = (long)((value - (double)year) * 12 + 1e-9);

    text_print(text, "%s %ld", tongue->months[month < 12 ? month : 11], year);
}

static void
add_year(struct text *text, double value, const struct tongue *tongue)
{
    (void)tongue;
    text_print(text, "%ld", (long)value);
}

/* Whole percent; a decimal under 1 and over 99, where it matters. */
static void
add_percent(struct text *text, double value, const struct tongue *tongue)
{
    double percent = 100 * value, size = find_magnitude(percent);
    bool fine = size < 1 || (size > 99 && size < 100);

    if (!PRESS)
        return;
    if (size > 0 && size < 0.05)
        add_plain(text, percent, tongue);
    else
        add_grouped(text, percent, fine, tongue);
    text_print(text, " %s", tongue->numbers[NUMBER_PERCENT]);
}

/* At most one decimal, and none from 100 up: 6.4, 19.7, 559 million. */
static void
add_si(struct text *text, double value, const struct tongue *tongue)
{
    double size = find_magnitude(value), scale = 1e6;
    int word = NUMBER_MILLION;

    for (; word < NUMBER_QUADRILLION && size / scale >= 999.5; word++)
        scale *= 1000;
    if (size < 999500 || size / scale >= 999.5) {
        add_plain(text, value, tongue);
        return;
    }
    add_grouped(text, value / scale, size / scale < 99.95, tongue);
    text_print(text, " %s", tongue->numbers[word]);
}

static void
add_verdict(struct text *text, double value, const struct tongue *tongue)
{
    if (PRESS)
        text_add(text, tongue->numbers[value > 0 ? NUMBER_YES : NUMBER_NO]);
}

static const struct form forms[] = {
    {"month", "yr AD", add_month},  {"year", "yr AD", add_year},
    {"percent", NULL, add_percent}, {"si", NULL, add_si},
    {"verdict", NULL, add_verdict},
};

/* At most most as a number of digits; moves on. */
static bool
skip_number(const char **at, long most)
{
    char *end = NULL;

    if (**at < '0' || **at > '9')
        return true;
    long number = strtol(*at, &end, 10);
    *at = end;
    return number <= most;
}

/* The end of a conversion of a double that starts at "%", or NULL. */
static const char *
skip_conversion(const char *at)
{
    /* Those of a page the press has read. */
    if (!PRESS)
        return at + strcspn(at, "efg") + 1;
    at++;
    size_t flags = strspn(at, "+- #0");
    at += flags;
    if (flags > 5 || !skip_number(&at, 12))
        return NULL;
    if (*at == '.') {
        at++;
        if (!skip_number(&at, 12))
            return NULL;
    }
    return *at && strchr("efg", *at) ? at + 1 : NULL;
}

/* The literal text up to a conversion (or the end), "%%" as "%"; the place
 * where it stopped. */
static const char *
add_literal(struct text *text, const char *at)
{
    while (*at && (*at != '%' || at[1] == '%')) {
        text_char(text, *at);
        at += *at == '%' ? 2 : 1;
    }
    return at;
}

/* False unless the format holds exactly one conversion, of a double. */
static bool
add_printf(struct text *text, const char *format, double value,
           const struct tongue *tongue)
{
    const char *from = add_literal(text, format);
    const char *to = *from ? skip_conversion(from) : NULL;

    if (!to)
        return false;
    char *form = arena_copy(text->arena, from, (size_t)(to - from));
    char digits[400];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(digits, sizeof digits, form, value);
#pragma GCC diagnostic pop
    add_digits(text, digits, tongue);
    return !*add_literal(text, to);
}

static const char *
refuse_format(struct diag *diag, struct place place, const char *format)
{
    const char *known[COUNT(forms)];

    for (size_t i = 0; i < COUNT(forms); i++)
        known[i] = forms[i].name;
    diag_say(diag, ERROR, place,
             "no format '%s', leaving a '?'; known are month, year, percent, "
             "si, verdict and forms such as %%.1f%s",
             format, diag_hint(diag, format, known, COUNT(known)));
    return NULL;
}

static bool
say_form(struct text *text, struct diag *diag, struct place place,
         const struct form *form, struct value value)
{
    bool fits = !form->unit || !strcmp(form->unit, value.unit);

    if (form->unit)
        fits = fits && value.number >= 0 && value.number < 1e9;
    if (fits)
        form->add(text, value.number, tongue_find(value.language));
    else
        diag_say(diag, ERROR, place,
                 "format '%s' wants a date, and this value is %.6g in '%s', "
                 "leaving a '?'",
                 form->name, value.number, value.unit);
    return fits;
}

const char *
value_say(struct arena *arena, struct diag *diag, struct place place,
          struct value value, const char *format)
{
    const struct tongue *tongue = tongue_find(value.language);
    const char *missed =
        tongue_find(value.language)->numbers[NUMBER_NOT_REACHED];
    struct text text = text_new(arena);

    if (value.reached && !real_finite(value.number))
        return value.number > 0 ? "\xe2\x88\x9e"
               : value.number < 0
                   ? MINUS "\xe2\x88\x9e"
                   : tongue_find(value.language)->numbers[NUMBER_NOT_DEFINED];
    if (!format && !strcmp(value.unit, "yr AD"))
        format = "month";
    for (size_t i = 0; format && i < COUNT(forms); i++)
        if (!strcmp(forms[i].name, format)) {
            if (!value.reached)
                return missed;
            return say_form(&text, diag, place, &forms[i], value) ? text.at
                                                                  : NULL;
        }
    if (!format)
        add_plain(&text, value.number, tongue);
    else if (!add_printf(&text, format, value.number, tongue))
        return refuse_format(diag, place, format);
    return value.reached ? text.at : missed;
}
