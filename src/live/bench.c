/* bench.c: the workbench in a page: memory, and letters that the page measures.
 *
 * What a newcomer would get wrong: all arenas lie on one stack, and closing one
 * gives back whatever came after its first piece as well. Live.c opens and
 * closes them in that order; what the press's rooms open, they close again
 * before anybody else takes memory. */
#include "base/base.h"
#include "live.h"
#include "type/type.h"

#include <string.h>

#define PAGE ((size_t)65536)

extern unsigned char __heap_base; /* the linker's */
static size_t used;               /* address of the first free byte */

static void
make_room(size_t end)
{
    size_t have = (size_t)__builtin_wasm_memory_size(0) * PAGE;

    if (end > have &&
        __builtin_wasm_memory_grow(0, (end - have + PAGE - 1) / PAGE +
                                          have / PAGE / 4) == (size_t)-1)
        __builtin_trap();
}

void *
arena_take(struct arena *arena, size_t bytes)
{
    if (!used)
        used = ((size_t)&__heap_base + 15) & ~(size_t)15;
    char *at = (char *)used;
    if (bytes > SIZE_MAX / 2 - used)
        __builtin_trap();
    make_room(used + bytes + 16);
    if (!arena->last)
        arena->last = (struct chunk *)(void *)at;
    used += (bytes + 15) & ~(size_t)15;
    return memset(at, 0, bytes);
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        __builtin_trap();
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

void *
grown_items(struct arena *arena, void *items, size_t count, size_t *room,
            size_t size)
{
    if (count < *room)
        return items;
    *room = *room ? 2 * *room : 8;
    return arena_grow(arena, items, count, *room, size);
}

char *
arena_copy(struct arena *arena, const char *from, size_t length)
{
    char *to = arena_take(arena, length + 1);

    memcpy(to, from, length);
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
arena_close(struct arena *arena)
{
    if (arena->last)
        used = (size_t)arena->last;
    arena->last = NULL;
}

/* Letters: words with a width, for the page makes glyphs of them. */

const struct glyphs *
shape_text(struct shaper *shaper, const struct style *style, const char *text,
           size_t length)
{
    struct arena arena = {0};
    struct glyphs *glyphs = TAKE(&arena, struct glyphs);

    (void)shaper;
    glyphs->style = *style;
    glyphs->text = arena_copy(&arena, text, length);
    glyphs->length = length;
    glyphs->width = style->size * page_measure((int)style->face, text, length);
    return glyphs;
}
