/* html_rules.c: a style without the rules that no page and no script can come
 * to: a selector goes when an element, a class or an id in it is nowhere, or
 * when no list, no quotation stands so deep within others.
 *
 * What a newcomer would get wrong: scripts make elements, too, so any word in
 * their strings may be a class or an id, and any string an element, but for
 * what they only look for: ".name", "#name". And what stands in brackets is
 * never a reason to go, for it may be :not(). */
#include "html.h"

#include <string.h>

enum { DEEPEST = 8, NESTED = 2 };

/* Elements within their like, and how deep scripts may put them. */
static const char *const nested[NESTED] = {"li", "blockquote"};
#define SCRIPTED 2

struct rules {
    struct arena *arena;
    struct text names;   /* of the pages: "<p", ".class", each once */
    struct text ids;     /* "#id", of which each is new */
    struct text scripts; /* the strings of all of them */
    int depths[NESTED];  /* in the pages */
    struct text out;
};

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || (c >= '0' && c <= '9');
}

static void
note_script(struct rules *rules, const char *at, const char *end)
{
    struct bytes said =
        html_strings(rules->arena, (struct bytes){at, (size_t)(end - at)});

    text_bytes(&rules->scripts, said.at, said.length);
}

/* As a word of its own, which none of the signs is before. */
static bool
has_word(const struct text *text, const char *name, const char *signs)
{
    const char *at = text->at;
    size_t length = strlen(name);

    for (; (at = strstr(at, name)); at += length) {
        char before = at == text->at ? '\0' : at[-1];
        if (!is_letter(before) && !is_letter(at[length]) &&
            (!before || !strchr(signs, before)))
            return true;
    }
    return false;
}

/* kind and name. */
static void
note_name(struct rules *rules, char kind, const char *at, size_t length)
{
    const char *name =
        arena_print(rules->arena, "%c%.*s", kind, (int)length, at);
    struct text *list = kind == '#' ? &rules->ids : &rules->names;

    if (!length || (kind != '#' && has_word(&rules->names, name, "")))
        return;
    text_char(list, ' ');
    text_add(list, name);
}

/* Every word up to a quote. */
static void
note_words(struct rules *rules, char kind, const char *at)
{
    while (*at && *at != '"') {
        size_t length = strcspn(at, " \"");
        if (length)
            note_name(rules, kind, at, length);
        at += length + (at[length] == ' ');
    }
}

/* How deep the elements of a name stand within each other. */
static int
measure_depth(const char *page, const char *name)
{
    size_t length = strlen(name);
    int depth = 0, most = 0;

    for (const char *at = page; (at = strchr(at, '<')); at++) {
        bool close = at[1] == '/';
        if (strncmp(at + 1 + close, name, length) != 0 ||
            is_letter(at[1 + close + length]))
            continue;
        depth += close ? -1 : 1;
        most = depth > most ? depth : most;
    }
    return most;
}

static void
note_depths(struct rules *rules, const char *page)
{
    for (int i = 0; i < NESTED; i++) {
        int depth = measure_depth(page, nested[i]);
        if (depth > rules->depths[i])
            rules->depths[i] = depth;
    }
}

/* What a page has for names: its elements, classes and ids; and its scripts,
 * but for those that are data. */
static void
note_names(struct rules *rules, const char *page)
{
    static const char class[] = " class=\"", id[] = " id=\"",
                      run[] = "<script>";

    for (const char *at = page; (at = strpbrk(at, " <")); at++) {
        const char *end = strncmp(at, run, sizeof run - 1) != 0
                              ? NULL
                              : strstr(at, "</script>");
        if (end) {
            note_script(rules, at + sizeof run - 1, end);
            at = end;
        } else if (*at == '<') {
            note_name(rules, '<', at + 1, strcspn(at + 1, " >/"));
        } else if (!strncmp(at, class, sizeof class - 1)) {
            note_words(rules, '.', at + sizeof class - 1);
        } else if (!strncmp(at, id, sizeof id - 1)) {
            note_words(rules, '#', at + sizeof id - 1);
        }
    }
}

/* As the whole of a string. */
static bool
has_string(const struct text *text, const char *name)
{
    const char *at = text->at;
    size_t length = strlen(name);

    for (; (at = strstr(at, name)); at += length)
        if (at > text->at && strchr("\"'`", at[-1]) && at[-1] == at[length])
            return true;
    return false;
}

/* kind: '.', '#', or '<' for an element. */
static bool
is_named(const struct rules *rules, char kind, const char *name)
{
    const char *whole = arena_print(rules->arena, "%c%s", kind, name);

    if (has_word(kind == '#' ? &rules->ids : &rules->names, whole, ""))
        return true;
    if (kind != '<')
        return has_word(&rules->scripts, name, ".#");
    return has_word(&rules->scripts, whole, "") ||
           has_string(&rules->scripts, name);
}

/* Whether an element's name may begin after this sign. */
static bool
begins_element(char before)
{
    return !before || strchr(" >+~", before);
}

/* Counts another of them in a selector; false when no page has so many. */
static bool
is_so_deep(const struct rules *rules, const char *name, int *counts)
{
    for (int i = 0; i < NESTED; i++)
        if (!strcmp(name, nested[i]))
            return ++counts[i] <= SCRIPTED || counts[i] <= rules->depths[i];
    return true;
}

static bool
is_used(const struct rules *rules, const char *at, const char *end)
{
    const char *last;
    int depth = 0, counts[NESTED] = {0};

    for (char before = '\0'; at < end; before = last[-1], at = last) {
        bool mark = *at == '.' || *at == '#', own = begins_element(before);
        const char *name = at + mark;
        depth += (*at == '(' || *at == '[') - (*at == ')' || *at == ']');
        for (last = name; last < end && is_letter(*last); last++)
            continue;
        if (!depth && last > name && (mark || own) &&
            !(*name >= '0' && *name <= '9')) {
            const char *word =
                arena_copy(rules->arena, name, (size_t)(last - name));
            if (!is_named(rules, mark ? *at : '<', word) ||
                (!mark && !is_so_deep(rules, word, counts)))
                return false;
        }
        last += last == at;
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
    struct rules rules = {.arena = html->arena,
                          .names = text_new(html->arena),
                          .ids = text_new(html->arena),
                          .scripts = text_new(html->arena),
                          .out = text_new(html->arena)};

    for (size_t i = 0; i < html->leaf_count; i++) {
        note_names(&rules, html->leaves[i].page.at);
        note_depths(&rules, html->leaves[i].page.at);
    }
    for (size_t i = 0; i < count; i++)
        if (scripts[i].at)
            note_script(&rules, scripts[i].at,
                        scripts[i].at + scripts[i].length);
    add_rules(&rules, style.at, style.at + style.length, 0);
    return text_all(&rules.out);
}
