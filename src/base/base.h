/* base.h: the workbench: memory, text, places, diagnostics, files, threads,
 * hashes, the cache. It knows nothing of documents. */
#ifndef BASE_H
#define BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* False in the module of a page (live/quiet.h), which leaves out what its
 * charts never need. */
#ifndef PRESS
#define PRESS true
#endif

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Arena: memory that is given back all at once. */

struct chunk;
/* {0} is a valid, empty arena. Not shared between threads. */
struct arena {
    struct chunk *last;
};

/* Zeroed memory, aligned to 8 bytes, never NULL: when there is none the
 * program says one line and exits 70. bytes may be 0. */
void *arena_take(struct arena *arena, size_t bytes);
/* Like arena_take(count * size), safe against overflow. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/* A bigger copy of an array of old items of the given size. */
void *arena_grow(struct arena *arena, const void *from, size_t old,
                 size_t wanted, size_t size);
char *arena_copy(struct arena *arena, const char *from, size_t length);
char *arena_string(struct arena *arena, const char *from);
char *arena_print(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* All memory of from now belongs to arena and lives as long; from is {0}. */
void arena_join(struct arena *arena, struct arena *from);
/* Forget everything, but keep the largest piece of memory for what comes
 * next: for work that is repeated. */
void arena_clear(struct arena *arena);
/* Give everything back; the arena is {0} again. */
void arena_close(struct arena *arena);

#define TAKE(arena, type) ((type *)arena_take((arena), sizeof(type)))
#define TAKE_ARRAY(arena, count, type)                                         \
    ((type *)arena_array((arena), (size_t)(count), sizeof(type)))
/* Room for one more item in a growing array: items, count, room are the
 * three variables (or fields) that describe it. */
#define GROW(arena, items, count, room)                                        \
    do {                                                                       \
        if ((size_t)(count) == (size_t)(room)) {                               \
            (room) = (room) ? 2 * (room) : 8;                                  \
            (items) = arena_grow((arena), (items), (size_t)(count),            \
                                 (size_t)(room), sizeof *(items));             \
        }                                                                      \
    } while (0)

/* Text: bytes that grow. */

/* Always ends in a NUL that length does not count. */
struct text {
    struct arena *arena;
    char *at;
    size_t length, room;
};
/* A piece of bytes that belongs to somebody else. */
struct bytes {
    const char *at;
    size_t length;
};

struct text text_new(struct arena *arena);
void text_add(struct text *text, const char *string);
void text_bytes(struct text *text, const void *from, size_t length);
void text_char(struct text *text, char c);
/* So many bytes more, which the caller writes. */
char *text_more(struct text *text, size_t length);
void text_print(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_vprint(struct text *text, const char *format, va_list list)
    __attribute__((format(printf, 2, 0)));
/* With &, <, >, " written as entities, and U+FFFD for what XML has no character
 * for: for HTML, SVG and XMP. */
void text_escape(struct text *text, const char *string);
/* As a JSON string with its quotes. */
void text_json(struct text *text, const char *string);
/* Codepoint as UTF-8. */
void text_utf8(struct text *text, uint32_t codepoint);
/* [pt] with at most three decimals, no trailing zeros, never "-0". */
void text_real(struct text *text, double value);
/* A whole number: printf is slow where there are millions. */
void text_whole(struct text *text, long long value);
struct bytes text_all(const struct text *text);

/* Next codepoint at *at, which moves on; U+FFFD for a broken sequence. The
 * string ends at end. */
uint32_t utf8_next(const char **at, const char *end);
/* The small letter of a Latin, Greek or Cyrillic capital, whatever the locale;
 * all else as it is. */
uint32_t utf8_lower(uint32_t codepoint);
/* How many bytes of a text, at most so many, are whole letters. */
size_t utf8_clip(const char *text, size_t length, size_t most);
bool utf8_valid(const char *at, size_t length);
/* The known name nearest to the wrong one (Damerau-Levenshtein distance at
 * most a third of its length, at least 1), or NULL. */
const char *name_nearest(const char *wrong, const char *const *known,
                         size_t count);

/* Place and diag: what is said to the author. */

/* Where something stands in the author's files; line and col count from 1,
 * 0 means unknown. file is relative to the book's folder. */
struct place {
    const char *file;
    int line, col;
};

enum level { ERROR, WARNING, NOTE };

struct said {
    enum level level;
    struct place place;
    const char *words;
    const char *kind; /* what all of its kind have in common: the format */
    struct said *next;
};
/* {.arena = a} is ready. One diag a job; merge in a fixed order. */
struct diag {
    struct arena *arena;
    struct said *first, *last;
    int errors, warnings;
};

/* "the fault, and then what was done or what to do": lower case, names in
 * single quotes, no full stop. */
void diag_say(struct diag *diag, enum level level, struct place place,
              const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Append all of from to diag (the words are copied). */
void diag_merge(struct diag *diag, const struct diag *from);
/* file:line:col: error: words, one a line, or one JSON object a line. Of many
 * warnings of one kind only the first are printed, and how many more there
 * are; JSON has them all. */
void diag_print(const struct diag *diag, FILE *out, bool json);
/* ", did you mean 'x'?" or "" for use at the end of a message; "" after a
 * thousand errors. */
const char *diag_hint(struct diag *diag, const char *wrong,
                      const char *const *known, size_t count);

/* File: the only door to the disk. */

/* The whole file; at == NULL if it could not be read or is larger than limit
 * bytes, which has been said at place. The bytes are followed by a NUL. */
struct bytes file_read(struct arena *arena, struct diag *diag,
                       struct place place, const char *path, size_t limit);
bool file_exists(const char *path);
/* Bytes and modification time [ns]; false when there is no such file. */
bool file_stamp(const char *path, uint64_t *size, uint64_t *time);
/* Written to a temporary file beside it, synced, renamed; folders are made.
 * False when it failed, which has been said. A file that already holds the
 * same bytes is left alone. */
bool file_write(struct diag *diag, const char *path, struct bytes bytes);

/* A file that is written so piece by piece: what is long need not be in memory
 * all at once. */
struct parcel;
/* In memory if path is NULL. */
struct parcel *parcel_open(struct arena *arena, struct diag *diag,
                           const char *path);
void parcel_add(struct parcel *parcel, struct bytes bytes);
/* Of one in memory: all of it. */
struct bytes parcel_bytes(const struct parcel *parcel);
/* False when it failed, which has been said, or is not to be kept: then what
 * was at its place is still there. */
bool parcel_close(struct parcel *parcel, bool keep);

/* Remove what processes that were killed left of their parcels anywhere in the
 * folder; those of others that run stay. */
void parcel_sweep(const char *folder);

/* Remove the file name of a folder, and the folders between the two that it
 * leaves empty. What leads out of the folder stays, and so does what is not
 * there. */
void file_remove(struct arena *arena, const char *folder, const char *name);
/* Names in a folder that end in ending (may be ""), sorted by bytes; no
 * dot-files. NULL-terminated; empty when there is no such folder. */
const char **folder_list(struct arena *arena, const char *folder,
                         const char *ending);
bool folder_make(struct diag *diag, const char *path);
/* folder/relative if that stays inside folder once every link is followed;
 * NULL if it leaves it (absolute, "..", a link out). A file that does not
 * exist is judged by its nearest existing folder. */
const char *file_within(struct arena *arena, const char *folder,
                        const char *relative);
const char *path_join(struct arena *arena, const char *folder,
                      const char *name);

/* Hash and cache: work that need not be done again. */

/* A 128-bit hash (XXH3) of everything that a job reads. */
struct key {
    uint64_t low, high;
};
struct hash; /* a hash being made; lives in its arena */
struct hash *hash_new(struct arena *arena);
void hash_bytes(struct hash *hash, const void *at, size_t length);
/* The string with its length, so that "ab","c" differs from "a","bc". */
void hash_string(struct hash *hash, const char *string);
void hash_real(struct hash *hash, double value);
void hash_key(struct hash *hash, struct key key);
struct key hash_done(struct hash *hash);
struct key key_of(const void *at, size_t length);
/* Of a file, of which no more than a piece is in memory; no key when it cannot
 * be read. */
struct key key_of_file(const char *path);
bool key_same(struct key a, struct key b);
/* 32 hexadecimal digits. */
const char *key_name(struct arena *arena, struct key key);

/* A folder of finished jobs, each a file under its key. Finding and keeping
 * are safe from several threads. folder == NULL: nothing is ever found. */
struct cache {
    const char *folder;
};
/* at == NULL if it is not there or is damaged (a checksum rides along). */
struct bytes cache_find(const struct cache *cache, struct arena *arena,
                        struct key key);
void cache_keep(const struct cache *cache, struct key key, struct bytes bytes);
/* Throw away what has not been used for the given number of days. */
void cache_sweep(const struct cache *cache, int days);

/* Pool: jobs on all cores. */

/* Cores of this machine, at least 1. */
int pool_cores(void);
/* Calls work(context, 0) ... work(context, count - 1) once each, on at most
 * threads threads, in any order; returns when all are done. */
void pool_run(int threads, int count, void (*work)(void *context, int job),
              void *context);

#endif
