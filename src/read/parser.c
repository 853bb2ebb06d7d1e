/* parser.c: cmark-gfm at work on a source: its extensions, its lock and its
 * memory. What one would get wrong: cmark hands its memory no context, so each
 * thread names the arena of the document that it has open; nothing is given
 * back before parser_close, which gives back all at once. */
#define CMARK_NO_SHORT_NAMES
#include "inside.h"

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <pthread.h>
#include <string.h>

/* Each piece of memory has its size before it. */
#define BEFORE 16

static _Thread_local struct arena *memory;

static void *
take_zeroed(size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - BEFORE) / size)
        return arena_array(memory, count, size); /* which it refuses */
    char *at = arena_take(memory, BEFORE + count * size);

    *(size_t *)(void *)at = count * size;
    return at + BEFORE;
}

static void *
take_larger(void *old, size_t size)
{
    void *at = take_zeroed(1, size);
    size_t had = old ? *(size_t *)(void *)((char *)old - BEFORE) : 0;

    if (old)
        memcpy(at, old, had < size ? had : size);
    return at;
}

static void
give_nothing(void *at)
{
    (void)at;
}

/* The parser keeps what characters are special in a table of its own, which
 * extensions change while it reads inlines, at its end: blocks are found
 * without it. */
static pthread_mutex_t parsing = PTHREAD_MUTEX_INITIALIZER;

void
parser_take(void)
{
    pthread_mutex_lock(&parsing);
}

void
parser_leave(void)
{
    pthread_mutex_unlock(&parsing);
}

struct cmark_mem *
parser_memory(void)
{
    static cmark_mem own = {take_zeroed, take_larger, give_nothing};

    return &own;
}

void
parser_open(struct parser *parser, const struct source *source, bool cites)
{
    static const char *const names[] = {"table", "strikethrough", "tasklist",
                                        "autolink"};

    parser->around = memory;
    parser->arena = (struct arena){0};
    memory = &parser->arena;
    parser_take();
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *own = cmark_parser_new_with_mem(
        CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES, parser_memory());
    parser->braces = braces_attach(own, cites);
    for (size_t i = 0; i < COUNT(names); i++)
        cmark_parser_attach_syntax_extension(
            own, cmark_find_syntax_extension(names[i]));
    parser_leave();
    cmark_parser_feed(own, source->text, source->length);
    parser_take();
    parser->document = cmark_parser_finish(own);
    parser_leave();
}

void
parser_close(struct parser *parser)
{
    braces_free(parser->braces);
    arena_close(&parser->arena);
    memory = parser->around;
}
