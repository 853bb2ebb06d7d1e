/* quotes.c: the quotation marks of each language. The Markdown parser makes
 * English ones of straight ones, and only where they stand can be told from
 * what it made; so they become marks at once, and each mark what its language
 * has as soon as that is known. What one would get wrong: a closing single
 * quote is an apostrophe more often than not. */
#include "inside.h"

#include "tongue/tongue.h"

#include <string.h>

/* As long as the parser's, and no characters at all. */
#define OPEN_DOUBLE "\xef\xb7\x90"
#define CLOSE_DOUBLE "\xef\xb7\x91"
#define OPEN_SINGLE "\xef\xb7\x92"
#define CLOSE_SINGLE "\xef\xb7\x93"
#define MARK 3 /* [bytes] */

#define NARROW_SPACE "\xe2\x80\xaf" /* U+202F */

static const struct {
    const char *made, *mark;
} pairs[] = {{"\u201c", OPEN_DOUBLE},
             {"\u201d", CLOSE_DOUBLE},
             {"\u2018", OPEN_SINGLE},
             {"\u2019", CLOSE_SINGLE}};

static const char *
find_mark(const char *at)
{
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (!strncmp(at, pairs[i].made, MARK))
            return pairs[i].mark;
    return NULL;
}

const char *
quotes_mark(const struct leaf *leaf, size_t offset, const char *text)
{
    const char *at = text;

    if (!strstr(text, "\xe2\x80"))
        return text;
    char *marked = arena_string(leaf->source->arena, text);
    while (*at) {
        char straight = leaf->content[offset];
        const char *mark = find_mark(at);
        if (mark && (straight == '"' || straight == '\''))
            memcpy(marked + (at - text), mark, MARK);
        leaf_step(leaf, &offset, &at);
    }
    return marked;
}

/* Setting them. */

struct quoting {
    struct arena *arena;
    int singles; /* that are open in this block */
};

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* Whether the closing mark at at has letters on both sides. */
static bool
is_apostrophe(const char *text, const char *at)
{
    return at > text && is_letter(at[-1]) && is_letter(at[MARK]) &&
           strncmp(at + MARK, "\xef\xb7", 2) != 0;
}

static const char *
choose_quote(struct quoting *quoting, const struct tongue *tongue,
             const char *text, const char *at)
{
    if (!strncmp(at, OPEN_DOUBLE, MARK))
        return tongue->quotes[0];
    if (!strncmp(at, CLOSE_DOUBLE, MARK))
        return tongue->quotes[1];
    if (!strncmp(at, OPEN_SINGLE, MARK)) {
        quoting->singles++;
        return tongue->quotes[2];
    }
    if (strncmp(at, CLOSE_SINGLE, MARK) != 0)
        return NULL;
    if (!quoting->singles || is_apostrophe(text, at))
        return "\u2019";
    quoting->singles--;
    return tongue->quotes[3];
}

static const char *
set_marks(struct quoting *quoting, const struct tongue *tongue,
          const char *text)
{
    struct text out = text_new(quoting->arena);

    for (const char *at = text; *at;) {
        const char *quote = choose_quote(quoting, tongue, text, at);
        if (quote)
            text_add(&out, quote);
        else
            text_char(&out, *at);
        at += quote ? MARK : 1;
    }
    return out.at;
}

/* Whether ; : ! or ? at at ends a word, a clause or a sentence. */
static bool
ends_clause(const char *at)
{
    return strchr(";:!?", *at) &&
           (!at[1] || strchr(" \t)],;:!?", at[1]) || (at[1] & 0x80));
}

static bool
ends_in(const struct text *text, const char *ending)
{
    size_t length = strlen(ending);

    return text->length >= length &&
           !memcmp(text->at + text->length - length, ending, length);
}

/* A narrow space before what ends a clause, in the place of any other. */
static const char *
space_clauses(struct arena *arena, const struct node *node, const char *text)
{
    struct text out = text_new(arena);

    for (const char *at = text; *at; at++) {
        if (ends_clause(at) && !(at > text && strchr(";:!?([", at[-1])) &&
            !(at == text && !node->previous)) {
            while (out.length && out.at[out.length - 1] == ' ')
                out.at[--out.length] = '\0';
            if (ends_in(&out, "\u00a0"))
                out.at[out.length -= 2] = '\0';
            if (!ends_in(&out, NARROW_SPACE))
                text_add(&out, NARROW_SPACE);
        }
        text_char(&out, *at);
    }
    return out.at;
}

static void
set_text(struct quoting *quoting, struct node *node)
{
    const struct tongue *tongue = tongue_quotes(node_language(node));

    if (strstr(node->text, "\xef\xb7"))
        node->text = set_marks(quoting, tongue, node->text);
    if (tongue->spaced && strpbrk(node->text, ";:!?"))
        node->text = space_clauses(quoting->arena, node, node->text);
}

void
quotes_set(struct arena *arena, struct node *root)
{
    struct quoting quoting = {arena, 0};

    for (struct node *node = root; node; node = walk_next(root, node)) {
        if (node_is_block(node->kind))
            quoting.singles = 0;
        if (node->kind == NODE_TEXT && node->text)
            set_text(&quoting, node);
    }
}
