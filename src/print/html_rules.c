/* html_rules.c: a style without the rules that no page and no script can come
 * to: a selector goes when a class or an id in it is named nowhere.
 *
 * What a newcomer would get wrong: scripts make elements, too, so a name is
 * looked for in all that is written, not among the attributes of the pages;
 * and what stands in brackets is never a reason to go, for it may be :not(). */
#include "html.h"

#include <string.h>

enum { DEEPEST = 8 };

struct rules {
    struct arena *arena;
    struct text names; /* all that may name a class or an id */
    struct text out;
};

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || (c >= '0' && c <= '9');
}

static void
note(struct rules *rules, const char *at, const char *end)
{
    text_char(&rules->names, ' ');
    text_bytes(&rules->names, at, (size_t)(end - at));
}

/* What a page has for names: its classes, its ids and all of its scripts. */
static void
note_names(struct rules *rules, const char *page)
{
    static const char *const kinds[][2] = {
        {" class=\"", "\""}, {" id=\"", "\""}, {"<script", "</script>"}};

    for (const char *at = page; (at = strpbrk(at, " <")); at++)
        for (size_t i = 0; i < COUNT(kinds); i++) {
            size_t length = strlen(kinds[i][0]);
            const char *end = strncmp(at, kinds[i][0], length) != 0
                                  ? NULL
                                  : strstr(at + length, kinds[i][1]);
            if (end) {
                note(rules, at + length, end);
                at = end;
                break;
            }
        }
}

/* As a word of its own. */
static bool
is_named(const struct rules *rules, const char *name)
{
    const char *names = rules->names.at, *at = names;
    size_t length = strlen(name);

    while ((at = strstr(at, name))) {
        if ((at == names || !is_letter(at[-1])) && !is_letter(at[length]))
            return true;
        at += length;
    }
    return false;
}

static bool
is_used(const struct rules *rules, const char *at, const char *end)
{
    int depth = 0;

    for (; at < end; at++) {
        depth += (*at == '(') - (*at == ')');
        if (depth || (*at != '.' && *at != '#'))
            continue;
        const char *name = at + 1, *last = name;
        while (last < end && is_letter(*last))
            last++;
        if (last > name && !(*name >= '0' && *name <= '9') &&
            !is_named(rules,
                      arena_copy(rules->arena, name, (size_t)(last - name))))
            return false;
    }
    return true;
}

/* Where a selector of a list ends: at a comma outside of brackets. */
static const char *
find_comma(const char *at, const char *end)
{
    int depth = 0;

    for (; at < end && (*at != ',' || depth); at++)
        depth += (*at == '(') - (*at == ')');
    return at;
}

static void
add_rule(struct rules *rules, const char *at, const char *open, const char *end)
{
    bool some = false;

    while (at < open) {
        const char *comma = find_comma(at, open);
        if (is_used(rules, at, comma)) {
            text_add(&rules->out, some ? "," : "");
            text_bytes(&rules->out, at, (size_t)(comma - at));
            some = true;
        }
        at = comma < open ? comma + 1 : open;
    }
    if (some)
        text_bytes(&rules->out, open, (size_t)(end - open));
}

/* Behind the "}" that closes the "{" at open. */
static const char *
find_close(const char *open, const char *end)
{
    int depth = 0;
    char quote = '\0';

    for (const char *at = open; at < end; at++) {
        if (quote)
            quote = *at == quote && at[-1] != '\\' ? '\0' : quote;
        else if (*at == '"' || *at == '\'')
            quote = *at;
        else if (*at == '{')
            depth++;
        else if (*at == '}' && !--depth)
            return at + 1;
    }
    return end;
}

/* Rules within at and end, which may be those of a condition. */
static void
add_rules(struct rules *rules, const char *at, const char *end, int depth)
{
    while (at < end) {
        size_t before = rules->out.length, most = (size_t)(end - at);
        size_t length = strcspn(at, "{;");
        const char *open = at + (length < most ? length : most);
        const char *close = find_close(open, end);
        bool group = !strncmp(at, "@media", 6) || !strncmp(at, "@supports", 9);
        if (open == end || *open == ';') {
            close = open + (open < end);
            text_bytes(&rules->out, at, (size_t)(close - at));
        } else if (group && depth < DEEPEST) {
            text_bytes(&rules->out, at, (size_t)(open + 1 - at));
            size_t inside = rules->out.length;
            add_rules(rules, open + 1, close - 1, depth + 1);
            if (rules->out.length == inside)
                rules->out.at[rules->out.length = before] = '\0';
            else
                text_char(&rules->out, '}');
        } else if (*at == '@') {
            text_bytes(&rules->out, at, (size_t)(close - at));
        } else {
            add_rule(rules, at, open, close);
        }
        at = close;
    }
}

struct bytes
html_rules(const struct html *html, struct bytes style,
           const struct bytes *scripts, size_t count)
{
    struct rules rules = {html->arena, text_new(html->arena),
                          text_new(html->arena)};

    for (size_t i = 0; i < html->leaf_count; i++)
        note_names(&rules, html->leaves[i].page.at);
    for (size_t i = 0; i < count; i++)
        if (scripts[i].at)
            note(&rules, scripts[i].at, scripts[i].at + scripts[i].length);

    add_rules(&rules, style.at, style.at + style.length, 0);
    return text_all(&rules.out);
}
