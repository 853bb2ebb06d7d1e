/* quotes.c: the quotation marks of each language. The Markdown parser makes
 * English ones of straight ones, and only where they stand can be told from
 * what it made; so they become marks at once, and each mark what its language
 * has as soon as that is known. What one would get wrong: a closing single
 * quote is an apostrophe more often than not, and one that opens may be one as
 * well ('tis); the parser pairs them by their neighbours alone. */
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
    const struct node *node; /* whose text it is */
    int singles, doubles;    /* that are open in this block */
    const char *language;    /* of the text before, and its marks */
    const struct tongue *tongue;
};

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

static bool
is_mark(const char *at)
{
    return !strncmp(at, "\xef\xb7", 2);
}

static bool
is_named(const char *at)
{
    return (is_letter(*at) || (*at >= '0' && *at <= '9')) && !is_mark(at);
}

static bool
is_blank(char c)
{
    return !c || c == ' ' || c == '\t' || c == '\n';
}

/* Whether the single mark at at begins a word. */
static bool
begins_word(const char *text, const char *at)
{
    if (!is_named(at + MARK))
        return false;
    return at == text || is_blank(at[-1]) || strchr("([", at[-1]) ||
           (at - text >= MARK &&
            (is_mark(at - MARK) || !strncmp(at - MARK, "\u2014", MARK)));
}

/* Whether it stands for letters that are left out: 'tis, '90s, rock 'n' roll.
 */
static bool
is_elision(const char *at)
{
    static const char words[] =
        "tis Tis twas Twas twere twill em Em til Til cause Cause bout round "
        "n neath ere s t ";
    const char *word = at + MARK;
    size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyzECTNB");

    if (word[0] >= '0' && word[0] <= '9')
        return word[1] >= '0' && word[1] <= '9' && word[2] == 's';
    for (const char *known = words; length && *known;
         known = strchr(known, ' ') + 1)
        if (!strncmp(known, word, length) && known[length] == ' ')
            return !is_named(word + length);
    return false;
}

/* Whether a single mark at the end of a word follows. */
static bool
is_closed(const char *at)
{
    for (at += MARK; *at; at++)
        if (!strncmp(at, CLOSE_SINGLE, MARK) && !is_blank(at[-1]) &&
            !is_named(at + MARK))
            return true;
    return false;
}

/* Whether the closing mark at at has letters on both sides. */
static bool
is_apostrophe(const char *text, const char *at)
{
    return at > text && is_letter(at[-1]) && is_letter(at[MARK]) &&
           !is_mark(at + MARK);
}

/* Whether a double mark stands between blanks, where it can only close. */
static bool
is_loose(const struct quoting *quoting, const char *text, const char *at)
{
    const struct node *next = quoting->node->next;
    bool ends = !next || (next->kind == NODE_TEXT && is_blank(*next->text));

    return quoting->doubles && at > text && is_blank(at[-1]) &&
           (at[MARK] ? is_blank(at[MARK]) : ends);
}

/* What the parser took for the end of a quotation may begin one that it did
 * not see the end of, within another. */
static bool
opens_single(const char *text, const char *at)
{
    if (begins_word(text, at) && is_elision(at))
        return false;
    return !strncmp(at, OPEN_SINGLE, MARK) ||
           (begins_word(text, at) && is_closed(at));
}

static const char *
choose_single(struct quoting *quoting, const struct tongue *tongue,
              const char *text, const char *at)
{
    if (opens_single(text, at)) {
        quoting->singles++;
        return tongue->quotes[2];
    }
    /* rock 'n' roll: both of them. */
    bool within = at > text + MARK && at[-1] == 'n' && is_mark(at - MARK - 1);
    if (!quoting->singles || within || begins_word(text, at) ||
        is_apostrophe(text, at))
        return "\u2019";
    quoting->singles--;
    return tongue->quotes[3];
}

static const char *
choose_quote(struct quoting *quoting, const struct tongue *tongue,
             const char *text, const char *at)
{
    if (!is_mark(at))
        return NULL;
    if (!strncmp(at, OPEN_SINGLE, MARK) || !strncmp(at, CLOSE_SINGLE, MARK))
        return choose_single(quoting, tongue, text, at);
    if (strncmp(at, OPEN_DOUBLE, MARK) != 0 &&
        strncmp(at, CLOSE_DOUBLE, MARK) != 0)
        return NULL;
    bool opens =
        !strncmp(at, OPEN_DOUBLE, MARK) && !is_loose(quoting, text, at);
    quoting->doubles += opens ? 1 : quoting->doubles ? -1 : 0;
    return tongue->quotes[!opens];
}

/* What closes a quotation stands at its last word. */
static void
trim_blank(struct text *text)
{
    while (text->length && is_blank(text->at[text->length - 1]))
        text->at[--text->length] = '\0';
}

static const char *
set_marks(struct quoting *quoting, const struct tongue *tongue,
          const char *text)
{
    struct text out = text_new(quoting->arena);

    for (const char *at = text; *at;) {
        bool loose = is_mark(at) && is_loose(quoting, text, at);
        const char *quote = choose_quote(quoting, tongue, text, at);
        if (loose && quote == tongue->quotes[1])
            trim_blank(&out);
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

/* Most often that of the text before. */
static const struct tongue *
find_tongue(struct quoting *quoting, const char *language)
{
    if (quoting->language != language)
        quoting->tongue = tongue_quotes(language);
    quoting->language = language;
    return quoting->tongue;
}

static void
set_text(struct quoting *quoting, struct node *node)
{
    const struct tongue *tongue = find_tongue(quoting, node_language(node));

    if (strstr(node->text, "\xef\xb7"))
        node->text = set_marks(quoting, tongue, node->text);
    if (tongue->spaced && strpbrk(node->text, ";:!?"))
        node->text = space_clauses(quoting->arena, node, node->text);
}

void
quotes_set(struct arena *arena, struct node *root)
{
    struct quoting quoting = {.arena = arena};

    for (struct node *node = root; node; node = node_next(root, node)) {
        if (node_is_block(node->kind))
            quoting.singles = quoting.doubles = 0;
        quoting.node = node;
        if (node->kind == NODE_TEXT && node->text)
            set_text(&quoting, node);
    }
}
