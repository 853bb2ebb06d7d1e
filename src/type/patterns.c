/* patterns.c: of a language's hyphenation patterns, those that may matter to
 * the words of a book. Libhyphen takes seconds to load all of German, and most
 * of its patterns stand in no word that the book has.
 *
 * Every part of every expected word is noted as a bit under its hash. A pattern
 * of which some first letters are no such part cannot match. What one would get
 * wrong: it cannot be left out as a whole, for libhyphen looks at the longest
 * beginning of any pattern that the letters before a place end with, and at
 * shorter patterns only when there is none; so it is cut behind the first
 * letter that rules it out, and all beginnings stay that a word can reach. The
 * answers are those of the whole file. Two parts that share a bit keep a
 * pattern too many, which does no harm. Words may be expected on several
 * threads at once, hence the bits are atomic; what comes of them is the same.
 */
#define _POSIX_C_SOURCE 200809L
#include "inside.h"

#include <stdatomic.h>
#include <string.h>

#define LONGEST_PART                                                           \
    12 /* bytes; of longer patterns the rest is not looked at                  \
        */
#define LARGEST_FILE ((size_t)16 << 20)
#define BOOK_BITS 22 /* log 2 of their number */
#define WORD_BITS 12
#define MET_BITS 15

struct patterns
patterns_read(struct arena *arena, struct diag *diag, const char *path)
{
    return (struct patterns){
        .file = file_read(arena, diag, (struct place){path, 0, 0}, path,
                          LARGEST_FILE),
        .bits =
            TAKE_ARRAY(arena, ((size_t)1 << BOOK_BITS) / 64, _Atomic uint64_t),
        .met = TAKE_ARRAY(arena, (size_t)1 << MET_BITS, _Atomic uint64_t),
        .log = BOOK_BITS};
}

static uint64_t
add_byte(uint64_t hash, char byte)
{
    return (hash + (unsigned char)byte + 1) * 0x9e3779b97f4a7c15u;
}

static bool
has_hash(const struct patterns *patterns, uint64_t hash)
{
    uint64_t bit = hash >> (64 - patterns->log);
    uint64_t bits =
        atomic_load_explicit(&patterns->bits[bit / 64], memory_order_relaxed);

    return bits >> bit % 64 & 1;
}

static void
note_hash(const struct patterns *patterns, uint64_t hash)
{
    uint64_t bit = hash >> (64 - patterns->log);
    uint64_t mask = (uint64_t)1 << bit % 64;

    if (!has_hash(patterns, hash))
        atomic_fetch_or_explicit(&patterns->bits[bit / 64], mask,
                                 memory_order_relaxed);
}

bool
patterns_met(const struct patterns *patterns, const char *word, size_t length)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < length; i++)
        hash = add_byte(hash, word[i]);
    _Atomic uint64_t *slot = &patterns->met[hash >> (64 - MET_BITS)];
    bool met = atomic_load_explicit(slot, memory_order_relaxed) == hash;
    atomic_store_explicit(slot, hash, memory_order_relaxed);
    return met;
}

void
patterns_expect(const struct patterns *patterns, const char *word,
                size_t length)
{
    for (size_t start = 0; start < length; start++) {
        uint64_t hash = 0;
        for (size_t i = start; i < length && i < start + LONGEST_PART; i++) {
            hash = add_byte(hash, word[i]);
            note_hash(patterns, hash);
        }
    }
}

bool
patterns_cover(const struct patterns *patterns, const char *word, size_t length)
{
    for (size_t start = 0; start < length; start++) {
        uint64_t hash = 0;
        for (size_t i = start; i < length && i < start + LONGEST_PART; i++) {
            hash = add_byte(hash, word[i]);
            if (!has_hash(patterns, hash))
                return false;
        }
    }
    return true;
}

/* The letter of the pattern that no part begins with that far; its end when
 * there is none. Digits stand between letters, dots for the ends of words, also
 * of the parts of compounds. */
static const char *
find_odd(const struct patterns *patterns, const char *at, const char *end)
{
    uint64_t hash = 0;
    size_t count = 0;

    for (; at < end && (unsigned char)*at > ' ' && *at != '/'; at++) {
        if ((*at >= '0' && *at <= '9') || *at == '.')
            continue;
        hash = add_byte(hash, *at);
        if (++count > LONGEST_PART)
            break;
        if (!has_hash(patterns, hash))
            return at;
    }
    return end;
}

/* Lines by the hash of their letters: libhyphen loses memory over a line whose
 * letters come twice, and goes by the last. */
struct met_line {
    uint64_t hash; /* 0: the slot is free */
    size_t start;  /* in the text that is made */
};
struct met_lines {
    struct met_line *at;
    size_t count, room;
    uint64_t level; /* of the file */
};

/* The line with the same letters before this one, or a free slot; NULL when
 * there are too many. */
static struct met_line *
meet_line(struct met_lines *lines, uint64_t hash)
{
    size_t slot = hash & (lines->room - 1);

    while (lines->at[slot].hash && lines->at[slot].hash != hash)
        slot = (slot + 1) & (lines->room - 1);
    if (lines->at[slot].hash)
        return &lines->at[slot];
    return 2 * ++lines->count < lines->room ? &lines->at[slot] : NULL;
}

static uint64_t
hash_letters(const struct met_lines *lines, const char *at, const char *end)
{
    uint64_t hash = lines->level;

    for (; at < end && (unsigned char)*at > ' ' && *at != '/'; at++)
        if (*at < '0' || *at > '9')
            hash = add_byte(hash, *at);
    return (hash ^ hash >> 32) | (uint64_t)1 << 63;
}

/* The letters up to the odd one, which are never seen together. */
static void
add_cut(struct text *text, const char *at, const char *odd)
{
    for (; at <= odd; at++)
        if (*at < '0' || *at > '9')
            text_char(text, *at);
}

static void
add_pattern(struct text *text, const char *at, const char *end, const char *odd,
            struct met_lines *lines)
{
    bool cut = odd < end;
    uint64_t hash = hash_letters(lines, at, cut ? odd + 1 : end);
    struct met_line *met = meet_line(lines, hash);

    if (met && met->hash && cut)
        return;
    if (met && met->hash)
        text->at[met->start] = '%'; /* a comment */
    if (met)
        *met = (struct met_line){hash, text->length};
    if (cut)
        add_cut(text, at, odd);
    else
        text_bytes(text, at, (size_t)(end - at));
    text_char(text, '\n');
}

/* Settings of the file begin with a capital. */
static void
add_line(const struct patterns *patterns, struct text *text, const char *at,
         const char *end, struct met_lines *lines)
{
    if (*at == '%' || end - at >= MAX_CHARS - 1)
        return;
    if (*at < 'A' || *at > 'Z') {
        add_pattern(text, at, end, find_odd(patterns, at, end), lines);
        return;
    }
    lines->level += !strncmp(at, "NEXTLEVEL", 9);
    text_bytes(text, at, (size_t)(end - at));
    text_char(text, '\n');
}

static struct text
list_patterns(const struct patterns *patterns, struct arena *arena)
{
    struct text text = text_new(arena);
    const char *at = patterns->file.at, *stop = at + patterns->file.length;
    struct met_lines lines = {.room = 4096};

    while (lines.room < patterns->file.length / 4)
        lines.room *= 2;
    lines.at = TAKE_ARRAY(arena, lines.room, struct met_line);
    while (at < stop) {
        const char *end = memchr(at, '\n', (size_t)(stop - at));
        if (!end)
            end = stop;
        if (!text.length) /* the coding */
            text_print(&text, "%.*s\n", (int)(end - at), at);
        else if (end > at)
            add_line(patterns, &text, at, end, &lines);
        at = end + 1;
    }
    return text;
}

HyphenDict *
patterns_load(const struct patterns *patterns)
{
    struct arena scratch = {0};
    struct text text = list_patterns(patterns, &scratch);
    FILE *file = fmemopen(text.at, text.length, "r");
    HyphenDict *dictionary = file ? hnj_hyphen_load_file(file) : NULL;

    if (file)
        fclose(file);
    arena_close(&scratch);
    return dictionary;
}

HyphenDict *
patterns_load_for(const struct patterns *patterns, const char *word,
                  size_t length)
{
    _Atomic uint64_t bits[((size_t)1 << WORD_BITS) / 64] = {0};
    struct patterns few = {patterns->file, bits, WORD_BITS, NULL};

    patterns_expect(&few, word, length);
    return patterns_load(&few);
}
