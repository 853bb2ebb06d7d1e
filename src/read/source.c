/* source.c: an author's text, cleaned and cut into lines. Columns count
 * characters, as editors do, while the Markdown parser counts bytes: every
 * place goes through source_place. */
#include "inside.h"

#include <string.h>

static void
say_byte(struct source *source, unsigned char byte, struct place place)
{
    if (byte)
        diag_say(source->diag, ERROR, place,
                 "byte 0x%02x is not UTF-8, replaced by U+FFFD here and "
                 "wherever else",
                 byte);
    else
        diag_say(source->diag, ERROR, place,
                 "a NUL byte is no text, replaced by U+FFFD here and "
                 "wherever else");
}

static bool
is_clean(struct bytes from)
{
    return utf8_valid(from.at, from.length) &&
           !memchr(from.at, '\r', from.length) &&
           !memchr(from.at, '\0', from.length);
}

/* Copies with one kind of line end and U+FFFD for what is no character. */
static struct text
clean_text(struct source *source, struct bytes from)
{
    struct text text = text_new(source->arena);
    struct place place = {source->file, 1, 1};
    bool said = false;

    if (from.length >= 3 && !memcmp(from.at, "\xef\xbb\xbf", 3)) {
        from.at += 3;
        from.length -= 3;
    }
    if (!from.length || is_clean(from)) {
        text.at = arena_copy(source->arena, from.at, from.length);
        text.length = from.length;
        return text;
    }
    const char *at = from.at, *end = from.at + from.length;
    while (at < end) {
        const char *start = at;
        uint32_t c = utf8_next(&at, end);
        bool bad = !c || (c == 0xfffd && at - start < 3);
        if (bad && !said)
            say_byte(source, (unsigned char)*start, place);
        said = said || bad;
        place.col++;
        if (c == '\r' && at < end && *at == '\n')
            continue;
        if (c == '\r' || c == '\n') {
            place = (struct place){source->file, place.line + 1, 1};
            text_char(&text, '\n');
        } else if (bad) {
            text_add(&text, "\xef\xbf\xbd");
        } else {
            text_bytes(&text, start, (size_t)(at - start));
        }
    }
    return text;
}

/* Where the line after the one at offset begins. */
static size_t
find_next(const struct source *source, size_t at)
{
    const char *end = memchr(source->text + at, '\n', source->length - at);

    return end ? (size_t)(end - source->text) + 1 : source->length;
}

static void
find_lines(struct source *source)
{
    size_t count = 0;

    for (size_t at = 0; at < source->length; at = find_next(source, at))
        count++;
    source->lines = TAKE_ARRAY(source->arena, count + 1, size_t);
    source->line_count = (int)count;
    count = 0;
    for (size_t at = 0; at < source->length; at = find_next(source, at))
        source->lines[count++] = at;
    source->lines[count] = source->length;
}

struct source *
source_new(struct arena *arena, struct diag *diag, const char *file,
           struct bytes from)
{
    struct source *source = TAKE(arena, struct source);

    source->arena = arena;
    source->diag = diag;
    source->file = file;
    struct text text = clean_text(source, from);
    source->text = text.at;
    source->length = text.length;
    source->last = source->origin = (struct place){file, 1, 1};
    find_lines(source);
    return source;
}

/* The number of the line that holds offset, from 1. */
static int
find_line(const struct source *source, size_t offset)
{
    int low = 0, high = source->line_count;

    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

static int
count_letters(const struct source *source, size_t from, size_t to)
{
    int count = 0;

    for (; from < to; from++)
        count += ((unsigned char)source->text[from] & 0xc0) != 0x80;
    return count;
}

/* The column is counted on from the last place that was asked for, or back, for
 * a line may be as long as the text. */
struct place
source_place(struct source *source, size_t offset)
{
    struct place place = {source->file, 1, 1};
    size_t at = 0, last = source->last_offset;

    if (offset > source->length)
        offset = source->length;
    if (source->line_count) {
        place.line = find_line(source, offset);
        at = source->lines[place.line - 1];
    }
    if (source->last.line != place.line || last < at)
        place.col += count_letters(source, at, offset);
    else if (last <= offset)
        place.col = source->last.col + count_letters(source, last, offset);
    else if (last - offset < offset - at)
        place.col = source->last.col - count_letters(source, offset, last);
    else
        place.col += count_letters(source, at, offset);
    source->last = place;
    source->last_offset = offset;
    if (place.line == 1)
        place.col += source->origin.col - 1;
    place.line += source->origin.line - 1;
    return place;
}

size_t
source_end(const struct source *source, int line)
{
    size_t end = source->lines[line];

    return end && source->text[end - 1] == '\n' ? end - 1 : end;
}

size_t
source_offset(const struct source *source, int line, int col)
{
    if (line < 1 || !source->line_count)
        return 0;
    if (line > source->line_count)
        return source->length;
    size_t offset = source->lines[line - 1] + (col > 1 ? (size_t)col - 1 : 0);
    size_t end = source_end(source, line);
    return offset < end ? offset : end;
}
