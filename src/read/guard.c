/* guard.c: what a hostile text may cost. The Markdown parser takes time that
 * grows with the square of some things (unclosed "<!", quotes that match
 * nothing, markers within markers, cells that a table lacks), and we ask it
 * about every "&" in raw HTML. Each passage
 * between blank lines is priced from measurements of the parser; what would
 * take the file beyond a few seconds is blanked, in place, so that all places
 * stay true. A book by a person is a thousand times below the limit. */
#include "inside.h"

#include <string.h>

#define MOST_WORK 2e9 /* [ns], about */

struct passage {
    int first, last; /* lines */
    size_t start, end;
    double tags, addresses, quotes, entities;
    double pipes; /* of one line */
};

/* Bytes of one block marker with its blanks, or 0. */
static size_t
measure_marker(const char *at, const char *end)
{
    const char *p = at;

    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    const char *digits = p;
    while (p < end && *p >= '0' && *p <= '9')
        p++;
    if (p == end)
        return 0;
    if (*p == '>' && p == digits)
        return (size_t)(p + 1 - at);
    bool mark = p > digits ? *p == '.' || *p == ')'
                           : *p == '-' || *p == '+' || *p == '*';
    bool blank = p + 1 == end || p[1] == ' ' || p[1] == '\t';
    return mark && blank ? (size_t)(p + 1 - at) : 0;
}

static void
cut_markers(struct source *source, int line)
{
    char *at = source->text + source->lines[line - 1];
    char *end = source->text + source_end(source, line);
    size_t length;
    int count = 0;

    for (; (length = measure_marker(at, end)) > 0; at += length)
        if (count++ >= MOST_LEVELS)
            memset(at, ' ', length);
    if (count > MOST_LEVELS)
        diag_say(source->diag, ERROR,
                 source_place(source, source->lines[line - 1]),
                 "%d markers of blocks in one line, cut after %d", count,
                 MOST_LEVELS);
}

static void
count_line(const struct source *source, struct passage *passage, int line)
{
    const char *at = source->text + source->lines[line - 1];
    const char *end = source->text + source_end(source, line);
    double pipes = 1;

    for (; at < end; at++)
        switch (*at) {
        case '<':
            passage->tags += at[1] == '!' || at[1] == '?';
            break;
        case '&':
            passage->entities++;
            break;
        case '@':
            passage->addresses++;
            break;
        case 'w':
            passage->addresses += !strncmp(at, "www.", 4);
            break;
        case '"':
        case '\'':
            passage->quotes++;
            break;
        case '|':
            pipes++;
            break;
        default:
            break;
        }
    if (pipes > passage->pipes)
        passage->pipes = pipes;
}

static double
price_passage(const struct passage *passage)
{
    double length = (double)(passage->end - passage->start);
    double lines = passage->last - passage->first + 1;
    double price = length * (passage->tags / 2 + passage->addresses / 8);

    price += 2 * passage->quotes * passage->quotes + 3000 * passage->entities;
    if (passage->pipes > 1)
        price += 2000 * passage->pipes * lines;
    return price;
}

static void
blank_passage(struct source *source, const struct passage *passage)
{
    diag_say(source->diag, ERROR, source_place(source, passage->start),
             "passage of %d lines has too many quotes, pipes, '<!', '&' or "
             "'@', left out",
             passage->last - passage->first + 1);
    for (size_t at = passage->start; at < passage->end; at++)
        if (source->text[at] != '\n')
            source->text[at] = ' ';
}

static bool
is_blank(const struct source *source, int line)
{
    size_t at = source->lines[line - 1], end = source_end(source, line);

    return at + strspn(source->text + at, " \t") >= end;
}

/* The passage that begins at line first, counted. */
static struct passage
find_passage(const struct source *source, int first)
{
    struct passage passage = {.first = first, .last = first};

    for (int line = first; line <= source->line_count; line++) {
        if (is_blank(source, line))
            break;
        count_line(source, &passage, line);
        passage.last = line;
    }
    passage.start = source->lines[first - 1];
    passage.end = source_end(source, passage.last);
    return passage;
}

void
guard_source(struct source *source)
{
    double work = 0;

    for (int line = 1; line <= source->line_count; line++)
        cut_markers(source, line);
    for (int line = 1; line <= source->line_count;) {
        struct passage passage = find_passage(source, line);
        double price = price_passage(&passage);
        if (work + price > MOST_WORK)
            blank_passage(source, &passage);
        else
            work += price;
        line = passage.last + 1;
    }
}
