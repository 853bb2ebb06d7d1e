/* csv.c: CSV as RFC 4180 has it, to records whose cells keep their places.
 * libcsv hands over fields without a place, passes over empty lines in
 * silence, and of a broken text it only says that it is broken; counting
 * along beside it would take as much as reading. A source has made all line
 * ends one and taken a byte order mark off before anything here looks. What a
 * newcomer would get wrong: a quote means something only as the very first
 * character of a field; anywhere else it is a fault, not text. */
#include "inside.h"

#include <string.h>

struct reading {
    struct source *source;
    struct records *records;
    struct text text; /* of one field, without its quotes */
    size_t at;        /* in the source */
    size_t count, room;
};

static bool
refuse(struct reading *reading, size_t offset, const char *fault)
{
    diag_say(reading->source->diag, ERROR,
             source_place(reading->source, offset), "%s, %s", fault,
             reading->records->loss ? reading->records->loss
                                    : "leaving the block as code");
    return false;
}

/* The source ends in a NUL and has no other. */
static char
peek(const struct reading *reading)
{
    return reading->source->text[reading->at];
}

static bool
read_quoted(struct reading *reading)
{
    const struct source *source = reading->source;
    size_t start = reading->at;

    do {
        const char *from = source->text + ++reading->at;
        const char *quote = memchr(from, '"', source->length - reading->at);
        if (!quote)
            return refuse(reading, start, "this quote is never closed");
        /* Of two in a row one is text. */
        bool twice = quote[1] == '"';
        text_bytes(&reading->text, from, (size_t)(quote - from) + twice);
        reading->at = (size_t)(quote - source->text) + 1;
    } while (peek(reading) == '"');
    if (peek(reading) && peek(reading) != ',' && peek(reading) != '\n')
        return refuse(reading, reading->at, "text after a closing quote");
    return true;
}

static bool
read_bare(struct reading *reading)
{
    const char *from = reading->source->text + reading->at;
    size_t length = strcspn(from, ",\n\"");

    text_bytes(&reading->text, from, length);
    reading->at += length;
    return peek(reading) != '"' ||
           refuse(reading, reading->at,
                  "a quote inside a field, quote all of it and double this "
                  "one");
}

/* Blanks at both ends are for the eyes of who reads the file. offset is where
 * the text began. */
static void
add_cell(struct reading *reading, size_t offset)
{
    struct arena *arena = reading->source->arena;
    struct records *records = reading->records;
    const char *from = reading->text.at;
    size_t length = reading->text.length, blanks = strspn(from, " \t\n");
    double value;

    while (length > blanks && strchr(" \t\n", from[length - 1]))
        length--;
    const char *text = arena_copy(arena, from + blanks, length - blanks);
    GROW(arena, records->cells, reading->count, reading->room);
    records->cells[reading->count++] =
        (struct cell){text, source_place(reading->source, offset + blanks),
                      number_parse(text, &value)};
}

static void
empty_text(struct reading *reading)
{
    reading->text.length = 0;
    reading->text.at[0] = '\0';
}

/* The number of fields, of which only the first most are kept; 0 at a
 * fault. */
static size_t
read_fields(struct reading *reading, size_t most)
{
    size_t count = 0;

    do {
        reading->at += count > 0; /* the comma */
        size_t offset = reading->at;
        bool quoted = peek(reading) == '"';
        empty_text(reading);
        if (!(quoted ? read_quoted(reading) : read_bare(reading)))
            return 0;
        if (count++ < most)
            add_cell(reading, offset + quoted);
    } while (peek(reading) == ',');
    reading->at += peek(reading) == '\n';
    return count;
}

static bool
read_heads(struct reading *reading)
{
    struct records *records = reading->records;

    if (!reading->source->length)
        return refuse(reading, 0, "the file is empty");
    size_t count = read_fields(reading, MOST_COLUMNS);
    if (count > MOST_COLUMNS)
        return refuse(reading, 0, "more columns than a table can have");
    records->columns = records->shown = (int)count;
    records->heads = records->cells;
    records->cells = NULL;
    reading->count = reading->room = 0;
    return count > 0;
}

static void
say_count(struct reading *reading, size_t start, size_t count)
{
    size_t columns = (size_t)reading->records->columns;

    diag_say(reading->source->diag, ERROR, source_place(reading->source, start),
             "record has %zu field%s, the head %zu, %s", count,
             count == 1 ? "" : "s", columns,
             count < columns ? "padded with empty ones"
                             : "what is too much is left out");
}

static bool
read_record(struct reading *reading)
{
    struct records *records = reading->records;
    size_t columns = (size_t)records->columns, start = reading->at;

    if (peek(reading) == '\n' && columns > 1) {
        diag_say(reading->source->diag, ERROR,
                 source_place(reading->source, start), "empty line, left out");
        reading->at++;
        return true;
    }
    size_t most = records->most ? records->most : MOST_FIELDS;

    if ((records->rows + 1) * columns > most)
        return refuse(reading, start, "too many fields before this record");
    size_t count = read_fields(reading, columns);
    if (!count)
        return false;
    if (count != columns)
        say_count(reading, start, count);
    empty_text(reading);
    while (count++ < columns)
        add_cell(reading, start);
    records->rows++;
    return true;
}

bool
csv_read(struct source *source, struct records *records)
{
    struct reading reading = {.source = source, .records = records};

    reading.text = text_new(source->arena);
    if (!read_heads(&reading))
        return false;
    while (reading.at < source->length)
        if (!read_record(&reading))
            return false;
    return true;
}
