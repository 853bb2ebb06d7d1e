/* arena.c: memory by lifetime. Chunks in a list, handed out front to back;
 * nothing is freed singly. Running out is fatal here, so nobody else checks. */
#define _DEFAULT_SOURCE
#include "base.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A large chunk lies on the kernel's huge pages where it has them: faults on
 * small ones take longer than what is done there. One smaller than two of them
 * cannot: the heap writes beside it, and a page once written to stays small. */
#define HUGE_PAGE ((size_t)2 << 20)
#define LARGE_ROOM (2 * HUGE_PAGE)
/* No chunk is larger without need: half of the last of each arena is unused. */
#define MOST_ROOM ((size_t)512 << 10)

struct chunk {
    struct chunk *before;
    size_t used, room;
    max_align_t at[];
};

static _Noreturn void
give_up(size_t bytes)
{
    fprintf(stderr, "octavo: out of memory (%zu bytes wanted)\n", bytes);
    exit(70);
}

static void
widen_pages(void *memory, size_t size)
{
    uintptr_t first = ((uintptr_t)memory + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
    uintptr_t end = ((uintptr_t)memory + size) & ~(HUGE_PAGE - 1);

    madvise((void *)first, end - first, MADV_HUGEPAGE);
}

/* Not aligned to huge pages: what is given back could not be taken again. */
static struct chunk *
take_chunk(size_t size)
{
    struct chunk *chunk = malloc(size);

    if (!chunk)
        give_up(size);
    if (size >= LARGE_ROOM)
        widen_pages(chunk, size);
    *chunk = (struct chunk){.room = size - sizeof *chunk};
    return chunk;
}

/* A chunk for so many bytes. One that is about filled by them goes behind the
 * last, of which the rest can still be used. */
static struct chunk *
add_chunk(struct arena *arena, size_t bytes)
{
    struct chunk *last = arena->last;
    size_t size = last ? 2 * last->room : 4096;

    if (size > MOST_ROOM)
        size = MOST_ROOM;
    if (bytes > SIZE_MAX / 2)
        give_up(bytes);
    if (size < bytes + sizeof(struct chunk))
        size = bytes + sizeof(struct chunk);
    struct chunk *chunk = take_chunk(size);
    bool filled = last && last->room - last->used > chunk->room - bytes;
    struct chunk **place = filled ? &last->before : &arena->last;
    chunk->before = *place;
    *place = chunk;
    return chunk;
}

static void *
take_raw(struct arena *arena, size_t bytes)
{
    struct chunk *chunk = arena->last;

    if (bytes > SIZE_MAX - 7)
        give_up(bytes);
    bytes = (bytes + 7) & ~(size_t)7;
    if (!chunk || chunk->room - chunk->used < bytes)
        chunk = add_chunk(arena, bytes);
    char *at = (char *)chunk->at + chunk->used;
    chunk->used += bytes;
    return at;
}

void *
arena_take(struct arena *arena, size_t bytes)
{
    return memset(take_raw(arena, bytes), 0, bytes);
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        give_up(SIZE_MAX);
    return arena_take(arena, count * size);
}

void *
arena_grow(struct arena *arena, const void *from, size_t old, size_t wanted,
           size_t size)
{
    if (size && wanted > SIZE_MAX / size)
        give_up(SIZE_MAX);
    char *to = take_raw(arena, wanted * size);
    if (old)
        memcpy(to, from, old * size);
    memset(to + old * size, 0, (wanted - old) * size);
    return to;
}

char *
arena_copy(struct arena *arena, const char *from, size_t length)
{
    char *to = take_raw(arena, length + 1);

    if (length)
        memcpy(to, from, length);
    to[length] = '\0';
    return to;
}

char *
arena_string(struct arena *arena, const char *from)
{
    return arena_copy(arena, from, strlen(from));
}

char *
arena_print(struct arena *arena, const char *format, ...)
{
    struct text text = text_new(arena);
    va_list list;

    va_start(list, format);
    text_vprint(&text, format, list);
    va_end(list);
    return text.at;
}

/* Of the two last chunks the one with more room goes on being filled. */
void
arena_join(struct arena *arena, struct arena *from)
{
    struct chunk *last = arena->last, *other = from->last, **end = &from->last;
    bool roomy =
        last && other && last->room - last->used > other->room - other->used;
    struct chunk **place = roomy ? &last->before : &arena->last;

    while (*end)
        end = &(*end)->before;
    *end = *place;
    *place = from->last;
    from->last = NULL;
}

void
arena_clear(struct arena *arena)
{
    if (!arena->last)
        return;
    struct arena older = {arena->last->before};
    arena_close(&older);
    arena->last->before = NULL;
    arena->last->used = 0;
}

void
arena_close(struct arena *arena)
{
    while (arena->last) {
        struct chunk *before = arena->last->before;
        free(arena->last);
        arena->last = before;
    }
}
