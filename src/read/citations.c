/* citations.c: citations become what is printed, and the list of sources is
 * made of those that are cited. What one would get wrong: a citation's number
 * is known only when every section has been read, for the list is sorted by
 * authors; so brackets are looked for in the finished tree, not in Markdown. */
#include "bib.h"

#include "tongue/tongue.h"

#include <stdlib.h>
#include <string.h>

#define MOST_HINTS 100 /* a hint compares with every key there is */
#define NEAR 8         /* nodes in which a bracket behind a name must close */

struct citing {
    struct reader *reader;
    struct arena *arena;
    bool dated;               /* authors and years, not numbers */
    struct bib_entry **cited; /* in the order of the list */
    size_t count, room;
    int hints;
};

/* Which sources are cited. */

static void
leave_text(struct citing *citing, struct node *node)
{
    node->kind = NODE_TEXT;
    node->text = arena_print(citing->arena, "@%s", node->target);
    node->target = NULL;
}

static void
say_unknown(struct citing *citing, struct node *node)
{
    struct diag *diag = citing->reader->diag;
    const struct bib *bib = citing->reader->bib;
    const char *hint = "";

    if (citing->hints++ < MOST_HINTS)
        hint = diag_hint(diag, node->target, bib->keys, bib->count);
    diag_say(diag, ERROR, node->place,
             "no source '%s' in content/sources.bib, left as text%s",
             node->target, hint);
    leave_text(citing, node);
}

static bool
is_in_link(const struct node *node)
{
    while (node && !node_is_block(node->kind) && node->kind != NODE_LINK)
        node = node->parent;
    return node && node->kind == NODE_LINK;
}

static void
cite_entry(struct citing *citing, struct bib_entry *entry, struct node *node)
{
    if (!entry->node) {
        entry->node = node_new(citing->arena, NODE_SOURCE, entry->place);
        entry->node->id = arena_print(citing->arena, "source-%s", entry->key);
        entry->node->same = node;
        entry->language = citing->reader->tree->language;
        entry_fill(citing->arena, citing->reader->diag, entry);
        GROW(citing->arena, citing->cited, citing->count, citing->room);
        citing->cited[citing->count++] = entry;
    } else {
        entry->last->same = node;
    }
    entry->last = node;
}

static void
collect_cited(struct citing *citing)
{
    struct node *root = citing->reader->tree->root;

    for (struct node *node = root; node; node = node_next(root, node)) {
        if (node->kind != NODE_CITATION)
            continue;
        if (is_in_link(node)) {
            diag_say(citing->reader->diag, ERROR, node->place,
                     "a link cannot hold the citation '@%s', left as text",
                     node->target);
            leave_text(citing, node);
            continue;
        }
        struct bib_entry *entry = bib_find(citing->reader->bib, node->target);
        if (entry)
            cite_entry(citing, entry, node);
        else
            say_unknown(citing, node);
    }
}

/* Order, numbers, letters. */

static int
compare_sort(const void *a, const void *b)
{
    const struct bib_entry *left = *(struct bib_entry *const *)a;
    const struct bib_entry *right = *(struct bib_entry *const *)b;
    int order = strcmp(left->sort, right->sort);

    return order ? order : strcmp(left->key, right->key);
}

static int
compare_name(const void *a, const void *b)
{
    const struct bib_entry *left = *(struct bib_entry *const *)a;
    const struct bib_entry *right = *(struct bib_entry *const *)b;
    int order = strcmp(left->who, right->who);

    if (!order)
        order = strcmp(left->year, right->year);
    return order ? order : compare_sort(a, b);
}

static bool
same_name(const struct bib_entry *a, const struct bib_entry *b)
{
    return !strcmp(a->who, b->who) && !strcmp(a->year, b->year);
}

/* "a" to "z", then "aa": sources of one year by the same. */
static const char *
name_letter(struct arena *arena, size_t index)
{
    const char *letter = arena_print(arena, "%c", (int)('a' + index % 26));

    return index < 26 ? letter
                      : arena_print(arena, "%s%s",
                                    name_letter(arena, index / 26 - 1), letter);
}

static void
give_letters(struct citing *citing)
{
    struct bib_entry **by =
        arena_grow(citing->arena, citing->cited, citing->count, citing->count,
                   sizeof *citing->cited);
    size_t first = 0;

    if (citing->count)
        qsort(by, citing->count, sizeof *by, compare_name);
    for (size_t i = 0; i < citing->count; i++) {
        if (!same_name(by[first], by[i]))
            first = i;
        bool more = i + 1 < citing->count && same_name(by[i], by[i + 1]);
        if (i > first || more)
            by[i]->letter = name_letter(citing->arena, i - first);
    }
}

static void
order_cited(struct citing *citing)
{
    if (citing->count)
        qsort(citing->cited, citing->count, sizeof *citing->cited,
              compare_sort);
    if (citing->dated)
        give_letters(citing);
    for (size_t i = 0; i < citing->count && !citing->dated; i++)
        citing->cited[i]->node->number = (int)i + 1;
}

/* What a citation prints. */

static struct node *
insert_text(struct citing *citing, struct node *before, const char *words)
{
    struct node *text = node_new(citing->arena, NODE_TEXT, before->place);

    text->text = words;
    node_insert(before, text);
    return text;
}

static const char *
say_year(struct citing *citing, const struct bib_entry *entry)
{
    return arena_print(citing->arena, "%s%s", entry->year, entry->letter);
}

/* named: with authors, where years are printed. */
static void
write_citation(struct citing *citing, struct node *node, bool named)
{
    struct arena *arena = citing->arena;
    const struct bib_entry *entry = bib_find(citing->reader->bib, node->target);
    const char *year = say_year(citing, entry);
    struct node *text = node_new(arena, NODE_TEXT, node->place);

    node->text = arena_print(arena, "%s, %s", entry->who, year);
    node->target = entry->node->id;
    text->text = !citing->dated ? arena_print(arena, "%d", entry->node->number)
                 : named        ? arena_print(arena, "%s %s", entry->who, year)
                                : year;
    node_add(node, text);
}

/* Brackets. */

/* Cuts the text at every bracket, each of which becomes a text of its own. */
static void
cut_brackets(struct citing *citing, struct node *node)
{
    const char *at = node->text;

    while (at[strcspn(at, "[]")]) {
        size_t length = strcspn(at, "[]");
        if (length)
            insert_text(citing, node, arena_copy(citing->arena, at, length));
        insert_text(citing, node, arena_copy(citing->arena, at + length, 1));
        at += length + 1;
    }
    node->text = at;
}

static bool
is_text(const struct node *node, const char *words)
{
    return node && node->kind == NODE_TEXT && !node->id &&
           !strcmp(node->text, words);
}

static bool
is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/* "p. 7" is not parted, "3-7" has a dash. */
static const char *
tidy_place(struct arena *arena, const char *words)
{
    struct text text = text_new(arena);

    for (size_t i = 0; words[i]; i++) {
        char before = i ? words[i - 1] : '\0';
        if (words[i] == ' ' && before == '.' && is_figure(words[i + 1]))
            text_add(&text, "\u00a0");
        else if (words[i] == '-' && is_figure(before) &&
                 is_figure(words[i + 1]))
            text_add(&text, "\u2013");
        else
            text_char(&text, words[i]);
    }
    return text.at;
}

/* Whether nothing but citations stands between the brackets. */
static bool
is_simple(const struct node *open, const struct node *close)
{
    for (const struct node *node = open->next; node != close; node = node->next)
        if (node->kind != NODE_CITATION && node->kind != NODE_SPACE &&
            (node->kind != NODE_TEXT || node->text[strspn(node->text, " ;")]))
            return false;
    return true;
}

/* Words between citations of a bracket. */
static void
write_between(struct citing *citing, struct node *node, bool simple)
{
    struct arena *arena = citing->arena;
    bool after = node->previous->kind == NODE_CITATION;
    const char *words = tidy_place(arena, node->text);

    if (simple && !citing->dated && strchr(words, ';'))
        words = words[strlen(words) - 1] == ' ' ? ", " : ",";
    else if (after && words[0] == ' ' && !strchr(",;", words[1]))
        words = arena_print(arena, ",%s", words);
    node->text = words;
}

/* "-@key": the authors have been named. The hyphen goes. */
static bool
drop_hyphen(struct citing *citing, struct node *before)
{
    size_t length = before->kind == NODE_TEXT ? strlen(before->text) : 0;

    if (!length || before->text[length - 1] != '-' ||
        (length > 1 && before->text[length - 2] != ' '))
        return false;
    before->text = arena_copy(citing->arena, before->text, length - 1);
    return true;
}

static void
write_group(struct citing *citing, struct node *open, struct node *close)
{
    bool simple = is_simple(open, close);

    open->text = citing->dated ? "(" : "[";
    close->text = citing->dated ? ")" : "]";
    for (struct node *node = open->next; node != close; node = node->next)
        if (node->kind == NODE_CITATION)
            write_citation(citing, node, !drop_hyphen(citing, node->previous));
        else if (node->kind == NODE_TEXT && !node->id)
            write_between(citing, node, simple);
}

/* The bracket that closes one right behind a name, " [p. 7]", or NULL. */
static struct node *
find_close(const struct node *citation)
{
    struct node *node = citation->next;

    if (!is_text(node, " ") || !is_text(node->next, "["))
        return NULL;
    node = node->next->next;
    for (int i = 0; i < NEAR && node; i++, node = node->next) {
        if (is_text(node, "]"))
            return node;
        if (node->kind == NODE_CITATION || is_text(node, "["))
            return NULL;
    }
    return NULL;
}

/* "Knuth and Plass [12]" in a sentence. */
static void
write_named(struct citing *citing, struct node *node)
{
    const struct bib_entry *entry = bib_find(citing->reader->bib, node->target);
    struct node *close = find_close(node);

    insert_text(citing, node,
                arena_print(citing->arena, "%s %s", entry->who,
                            citing->dated ? "(" : "["));
    write_citation(citing, node, false);
    const char *end = citing->dated ? ")" : "]";
    if (close) {
        node_remove(node->next);
        node->next->text = ", ";
        for (struct node *at = node->next->next; at != close; at = at->next)
            if (at->kind == NODE_TEXT && !at->id)
                at->text = tidy_place(citing->arena, at->text);
        close->text = end;
    } else if (node->next) {
        insert_text(citing, node->next, end);
    } else {
        struct node *text = node_new(citing->arena, NODE_TEXT, node->place);
        text->text = end;
        node_add(node->parent, text);
    }
}

static bool
holds_citation(const struct node *parent)
{
    for (const struct node *node = parent->first; node; node = node->next)
        if (node->kind == NODE_CITATION)
            return true;
    return false;
}

/* All citations right below parent. */
static void
write_citations(struct citing *citing, struct node *parent)
{
    struct node *open = NULL, *node;
    bool cites = false;

    for (node = parent->first; node; node = node->next)
        if (node->kind == NODE_TEXT && !node->id)
            cut_brackets(citing, node);
    for (node = parent->first; node; node = node->next) {
        if (is_text(node, "[")) {
            open = node;
            cites = false;
        } else if (is_text(node, "]")) {
            if (open && cites)
                write_group(citing, open, node);
            open = NULL;
        }
        cites = cites || node->kind == NODE_CITATION;
    }
    for (node = parent->first; node; node = node->next)
        if (node->kind == NODE_CITATION && !node->first)
            write_named(citing, node);
}

/* A running head that repeats the title knew nothing of citations in it. */
static void
write_title(struct citing *citing, struct node *section)
{
    struct node *heading = section->first;
    bool same = !strcmp(section->section->short_title,
                        node_plain(citing->arena, heading));

    write_citations(citing, heading);
    if (!same)
        return;
    struct section *about = TAKE(citing->arena, struct section);
    *about = *section->section;
    about->short_title = node_plain(citing->arena, heading);
    section->section = about;
}

static void
write_all(struct citing *citing)
{
    struct node *root = citing->reader->tree->root;

    for (struct node *node = root; node; node = node_next(root, node)) {
        if (!holds_citation(node))
            continue;
        if (node->parent->kind == NODE_SECTION && node == node->parent->first)
            write_title(citing, node->parent);
        else
            write_citations(citing, node);
        inline_merge(citing->arena, node);
    }
}

/* The list. */

static void
fill_list(struct citing *citing, struct node *list)
{
    struct arena *arena = citing->arena;

    list->ordered = !citing->dated;
    for (size_t i = 0; i < citing->count; i++) {
        struct bib_entry *entry = citing->cited[i];
        entry_write(arena, citing->reader->diag, entry, citing->dated);
        node_add(entry->node, node_new(arena, NODE_CITED, entry->place));
        node_add(list, entry->node);
    }
}

/* The first place that the author marked. */
static struct node *
find_list(struct citing *citing)
{
    struct node *root = citing->reader->tree->root, *found = NULL;

    for (struct node *node = root, *next; node; node = next) {
        next = node_next(root, node);
        if (node->kind != NODE_SOURCES)
            continue;
        if (!found) {
            found = node;
            continue;
        }
        diag_say(citing->reader->diag, ERROR, node->place,
                 "the list of sources stands already in line %d of '%s', "
                 "left out here",
                 found->place.line, found->place.file);
        node_remove(node);
    }
    return found;
}

/* A section of its own at the end of the book. */
static struct node *
add_list(struct citing *citing)
{
    static const struct place place = {"content/sources.bib", 1, 1};
    struct arena *arena = citing->arena;
    struct node *section = node_new(arena, NODE_SECTION, place);
    struct node *heading = node_new(arena, NODE_HEADING, place);
    struct node *text = node_new(arena, NODE_TEXT, place);
    struct node *list = node_new(arena, NODE_SOURCES, place);
    struct section *about = TAKE(arena, struct section);

    text->text = tongue_say(citing->reader->tree->language, WORD_SOURCES);
    heading->level = 1;
    *about = (struct section){
        .file = place.file, .short_title = text->text, .class = CLASS_BACK};
    section->section = about;
    node_add(heading, text);
    node_add(section, heading);
    node_add(section, list);
    node_add(citing->reader->tree->root, section);
    return list;
}

static void
make_list(struct citing *citing)
{
    struct node *list = find_list(citing);

    if (list && !citing->count) {
        diag_say(citing->reader->diag, WARNING, list->place,
                 "nothing is cited, so there is no list of sources");
        node_remove(list);
        return;
    }
    if (!list && citing->count)
        list = add_list(citing);
    if (list)
        fill_list(citing, list);
}

static bool
read_style(struct diag *diag, const struct item *settings)
{
    static const char *const known[] = {"numeric", "author-year"};
    const char *style = item_text(diag, settings, "citations", known[0]);

    for (size_t i = 0; i < COUNT(known); i++)
        if (!strcmp(style, known[i]))
            return i == 1;
    diag_say(diag, ERROR, item_find(settings, "citations")->place,
             "'citations' can be 'numeric' or 'author-year', taken as "
             "'numeric'%s",
             diag_hint(diag, style, known, COUNT(known)));
    return false;
}

void
citations_write(struct reader *reader)
{
    struct citing citing = {.reader = reader, .arena = reader->arena};

    citing.dated = read_style(reader->diag, reader->tree->settings);
    if (!reader->bib)
        return;
    collect_cited(&citing);
    order_cited(&citing);
    write_all(&citing);
    make_list(&citing);
}

struct bib *
citations_read(struct arena *arena, struct diag *diag, const char *file,
               struct bytes text)
{
    return bib_read(source_new(arena, diag, file, text));
}
