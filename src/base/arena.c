/* arena.c: memory by lifetime. Chunks in a list, handed out front to back;
 * nothing is freed singly. Running out is fatal here, so nobody else checks. */
#include "base.h"

#include <stdlib.h>
#include <string.h>

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

static struct chunk *
add_chunk(struct arena *arena, size_t bytes)
{
    size_t room = arena->last ? 2 * arena->last->room : 4096;

    if (room > 1 << 20)
        room = 1 << 20;
    if (room < bytes)
        room = bytes;
    if (room > SIZE_MAX - sizeof(struct chunk))
        give_up(bytes);
    struct chunk *chunk = malloc(sizeof *chunk + room);
    if (!chunk)
        give_up(bytes);
    *chunk = (struct chunk){arena->last, 0, room};
    arena->last = chunk;
    return chunk;
}

static void *
take_raw(struct arena *arena, size_t bytes)
{
    struct chunk *chunk = arena->last;

    if (bytes > SIZE_MAX - 15)
        give_up(bytes);
    bytes = (bytes + 15) & ~(size_t)15;
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
    void *to = arena_array(arena, wanted, size);

    if (old)
        memcpy(to, from, old * size);
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

void
arena_join(struct arena *arena, struct arena *from)
{
    struct chunk **end = &from->last;

    while (*end)
        end = &(*end)->before;
    *end = arena->last;
    arena->last = from->last;
    from->last = NULL;
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
