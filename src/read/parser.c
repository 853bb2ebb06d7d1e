/* parser.c: cmark-gfm at work on a source: its extensions and its lock. What
 * one would get wrong: its memory is the heap's, for in an arena the walks that
 * it makes along a very long line take ten times as long. */
#define CMARK_NO_SHORT_NAMES
#include "inside.h"

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <pthread.h>

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

void
parser_open(struct parser *parser, const struct source *source, bool cites)
{
    static const char *const names[] = {"table", "strikethrough", "tasklist",
                                        "autolink"};

    parser_take();
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *own = cmark_parser_new(CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES);
    parser->own = own;
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
    cmark_node_free(parser->document);
    cmark_parser_free(parser->own);
    braces_free(parser->braces);
}
