/* plain.c: what the rooms ask of the C library, where there is none: strings,
 * a few numbers, and a printf of the forms that they use.
 *
 * What a newcomer would get wrong: the compiler may take a loop for memcpy and
 * call that, so this file is compiled as freestanding and by itself. The
 * page's own logarithm and power are imported where they only draw; no
 * model's number comes from here. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "live.h"

/* Strings. */

void *
memcpy(void *restrict to, const void *restrict from, size_t length)
{
    return __builtin_memcpy(to, from, length);
}

void *
memset(void *to, int byte, size_t length)
{
    return __builtin_memset(to, byte, length);
}

int
memcmp(const void *a, const void *b, size_t length)
{
    const unsigned char *p = a, *q = b;

    while (length && *p == *q)
        p++, q++, length--;
    return length ? *p - *q : 0;
}

size_t
strlen(const char *at)
{
    size_t length = 0;

    while (at[length])
        length++;
    return length;
}

int
strncmp(const char *a, const char *b, size_t length)
{
    while (length && *a && *a == *b)
        a++, b++, length--;
    return length ? (unsigned char)*a - (unsigned char)*b : 0;
}

int
strcmp(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return (unsigned char)*a - (unsigned char)*b;
}

void *
memchr(const void *at, int byte, size_t length)
{
    for (const char *c = at; length; c++, length--)
        if ((unsigned char)*c == byte)
            return (void *)(size_t)c;
    return NULL;
}

char *
strchr(const char *at, int byte)
{
    return memchr(at, byte, strlen(at) + 1);
}

size_t
strcspn(const char *at, const char *set)
{
    size_t length = 0;

    while (at[length] && !strchr(set, at[length]))
        length++;
    return length;
}

size_t
strspn(const char *at, const char *set)
{
    size_t length = 0;

    while (at[length] && strchr(set, at[length]))
        length++;
    return length;
}

char *
strstr(const char *at, const char *words)
{
    size_t length = strlen(words), left = strlen(at);

    for (; left >= length; at++, left--)
        if (!memcmp(at, words, length))
            return (char *)(size_t)at;
    return NULL;
}

static size_t
find_length(const char *at, size_t most)
{
    size_t length = 0;

    while (length < most && at[length])
        length++;
    return length;
}

char *
strncpy(char *restrict to, const char *restrict from, size_t length)
{
    size_t found = find_length(from, length);

    memcpy(to, from, found);
    memset(to + found, 0, length - found);
    return to;
}

/* Numbers. */

double
fmin(double a, double b)
{
    return a < b || b != b ? a : b;
}

double
fmax(double a, double b)
{
    return a > b || b != b ? a : b;
}

double
round(double x)
{
    double whole = __builtin_trunc(x);

    return __builtin_fabs(x - whole) < 0.5 ? whole
                                           : whole + __builtin_copysign(1, x);
}

long
lround(double x)
{
    return (long)round(x);
}

double
strtod(const char *restrict at, char **restrict end)
{
    size_t length = strspn(at, "0123456789.eE+-");

    if (end)
        *end = (char *)(size_t)at + length;
    return page_number(at, length);
}

long
strtol(const char *restrict at, char **restrict end, int base)
{
    long number = 0;

    for (; *at >= '0' && *at <= '9'; at++)
        number = number < 100000000 ? base * number + (*at - '0') : number;
    if (end)
        *end = (char *)(size_t)at;
    return number;
}

/* Printf: %s %.*s %d %ld %zu %c %% and %.Nf %.Ne, without widths. */

struct form {
    const char *at; /* after the form */
    int precision;  /* -1: not given */
    char letter;
};

static struct form
read_form(const char *at, va_list *list)
{
    struct form form = {at, -1, 0};

    if (*at == '.' && at[1] == '*') {
        form.precision = va_arg(*list, int);
        at += 2;
    } else if (*at == '.') {
        char *end;
        form.precision = (int)strtol(at + 1, &end, 10);
        at = end;
    }
    at += strspn(at, "lz");
    form.letter = *at;
    form.at = at + (*at != 0);
    return form;
}

static size_t
write_whole(int number, char *to)
{
    unsigned rest = number < 0 ? 0u - (unsigned)number : (unsigned)number;
    char digits[12], *at = digits + sizeof digits;
    size_t minus = number < 0;

    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    *to = '-';
    memcpy(to + minus, at, (size_t)(digits + sizeof digits - at));
    return minus + (size_t)(digits + sizeof digits - at);
}

/* What a form says, in buffer or where its words are. */
static const char *
write_form(const struct form *form, va_list *list, char *buffer, size_t *length)
{
    const char *words = buffer;

    switch (form->letter) {
    case 's':
        words = va_arg(*list, const char *);
        *length = form->precision < 0
                      ? strlen(words)
                      : find_length(words, (size_t)form->precision);
        break;
    case 'd':
    case 'u':
        *length = write_whole(va_arg(*list, int), buffer);
        break;
    case 'f':
    case 'e':
        *length = page_digits(va_arg(*list, double),
                              form->precision < 0 ? 6 : form->precision,
                              form->letter, buffer);
        break;
    case 'c':
        *buffer = (char)va_arg(*list, int);
        *length = 1;
        break;
    default:
        *buffer = form->letter;
        *length = 1;
    }
    return words;
}

int
vsnprintf(char *restrict to, size_t room, const char *restrict format,
          va_list given)
{
    char buffer[400];
    size_t written = 0;
    va_list list;

    va_copy(list, given);
    while (*format) {
        size_t length = strcspn(format, "%");
        const char *words = format;
        format += length;
        if (!length) {
            struct form form = read_form(format + 1, &list);
            words = write_form(&form, &list, buffer, &length);
            format = form.at;
        }
        for (size_t i = 0; i < length; i++, written++)
            if (written + 1 < room)
                to[written] = words[i];
    }
    va_end(list);
    if (room)
        to[written < room ? written : room - 1] = '\0';
    return (int)written;
}

int
snprintf(char *restrict to, size_t room, const char *restrict format, ...)
{
    va_list list;

    va_start(list, format);
    int length = vsnprintf(to, room, format, list);
    va_end(list);
    return length;
}
