/* sections.c: one section: its front matter, its title, its blocks. The
 * front matter is blanked, not cut out, so that the lines of the Markdown
 * below it keep their numbers. */
#include "inside.h"

#include <string.h>

static bool
is_fence(const struct source *source, int line, const char *fence)
{
    size_t at = source->lines[line - 1], end = source_end(source, line);

    while (end > at &&
           (source->text[end - 1] == ' ' || source->text[end - 1] == '\t'))
        end--;
    return end - at == 3 && !memcmp(source->text + at, fence, 3);
}

/* The line that closes the front matter; 0 when there is none. */
static int
find_close(const struct source *source)
{
    for (int line = 2; line <= source->line_count; line++)
        if (is_fence(source, line, "---") || is_fence(source, line, "..."))
            return line;
    return 0;
}

static const struct item *
read_front(struct source *source)
{
    struct place start = {source->file, 1, 1};

    if (!source->line_count || !is_fence(source, 1, "---"))
        return NULL;
    int close = find_close(source);
    if (!close) {
        diag_say(source->diag, ERROR, start,
                 "front matter is not closed by '---', read as text");
        return NULL;
    }
    size_t from = source->lines[1], to = source->lines[close - 1];
    struct bytes text = {source->text + from, to - from};
    const struct item *front = NULL;
    if (text.length > MOST_YAML)
        diag_say(source->diag, ERROR, start,
                 "front matter is too large, left out");
    else
        front = yaml_part(source->arena, source->diag, source->file, text, 1);
    for (size_t at = 0; at < source->lines[close]; at++)
        if (source->text[at] != '\n')
            source->text[at] = ' ';
    if (!front || front->kind == ITEM_MAP)
        return front;
    diag_say(source->diag, ERROR, front->place,
             "front matter must be keys with values, left out");
    return NULL;
}

static enum section_class
read_class(struct diag *diag, const struct item *front)
{
    static const char *const names[] = {"front", "body", "back"};
    const char *name = item_text(diag, front, "class", "body");

    for (size_t i = 0; i < COUNT(names); i++)
        if (!strcmp(names[i], name))
            return (enum section_class)i;
    diag_say(diag, ERROR, item_find(front, "class")->place,
             "no class of sections named '%s'%s, taken as 'body'", name,
             diag_hint(diag, name, names, COUNT(names)));
    return CLASS_BODY;
}

/* An id ends up in addresses: letters, digits, '-', '_' and '.' only. */
static const char *
read_id(struct arena *arena, struct diag *diag, const struct item *front)
{
    const char *id = item_text(diag, front, "id", NULL);

    if (!id)
        return NULL;
    const char *slug = slug_new(arena, id);
    if (*id && !id[strcspn(id, " \t\n\"'<>&#%?/\\{}")])
        return id;
    diag_say(diag, ERROR, item_find(front, "id")->place,
             "'%s' cannot be an id, '%s' is used", id, slug);
    return slug;
}

/* The title is read as a heading, "# " in front of it. */
static void
read_title(struct source *source, struct node *heading, const struct item *item)
{
    struct text line = text_new(source->arena);
    struct place place = item->place;

    text_add(&line, "# ");
    for (const char *at = item->text; *at; at++)
        text_char(&line, *at == '\n' ? ' ' : *at);
    struct source *title =
        source_new(source->arena, source->diag, source->file, text_all(&line));
    title->origin = place;
    title->origin.col += item->quoted ? -1 : -2;
    guard_source(title);
    heading->place = place;
    markdown_line(title, heading);
}

/* Named after the file, as the last resort. */
static void
name_heading(struct source *source, struct node *heading)
{
    const char *slash = strrchr(source->file, '/');
    const char *name = slash ? slash + 1 : source->file;
    struct node *text = node_new(source->arena, NODE_TEXT, heading->place);
    size_t length = strcspn(name, ".");

    text->text = arena_copy(source->arena, length ? name : "Untitled",
                            length ? length : 8);
    node_add(heading, text);
    diag_say(source->diag, WARNING, heading->place,
             "section has no title, named '%s' after its file", text->text);
}

/* Many programs want the title in both places. */
static bool
repeats(struct arena *arena, const struct node *title, const struct node *next)
{
    return next == title->next && next->level == 1 && !next->id &&
           !strcmp(node_plain(arena, title), node_plain(arena, next));
}

/* The first heading, when it is a title by its level or its place. */
static struct node *
find_title(struct node *heading)
{
    struct node *node = heading->next;

    while (node && node->kind != NODE_HEADING)
        node = node->next;
    return node && (node->level == 1 || node == heading->next) ? node : NULL;
}

/* A section has one title: another heading as high heads a part of it, and what
 * follows is a level deeper. Right below the title it is a second one, and
 * nothing is. */
static void
lower_headings(const struct node *title)
{
    int by = 0;

    for (struct node *node = title->next; node; node = node->next) {
        if (node->kind != NODE_HEADING)
            continue;
        bool high = node->level == 1;
        by = by || (high && node != title->next);
        node->level += high || by;
        if (node->level > 6)
            node->level = 6;
    }
}

/* The section's first node is an empty heading, which gets the title of the
 * front matter, or gives way to the first heading of the text. */
static void
settle_title(struct source *source, struct node *section,
             const struct item *front)
{
    struct node *heading = section->first, *next = find_title(heading);
    const struct item *title = item_find(front, "title");

    if (title && title->kind == ITEM_TEXT) {
        read_title(source, heading, title);
        if (next && repeats(source->arena, heading, next))
            node_remove(next);
    } else if (title) {
        item_text(source->diag, front, "title", NULL);
    } else if (next) {
        node_remove(next);
        node_insert(heading, next);
        node_remove(heading);
        next->level = 1;
    }
    heading = section->first;
    if (!heading->first)
        name_heading(source, heading);
    lower_headings(heading);
    section->id = heading->id;
    heading->id = NULL;
}

/* Other programs keep much in a front matter: only what looks like one of our
 * keys is a fault. */
static void
check_keys(struct diag *diag, const struct item *front,
           const char *const *known, size_t count)
{
    const struct item *item = front ? front->first : NULL;

    for (; item; item = item->next) {
        const char *near = name_nearest(item->key, known, count);
        if (near && strcmp(near, item->key) != 0)
            diag_say(diag, ERROR, item->key_place,
                     "unknown key '%s' in the front matter, did you mean '%s'?",
                     item->key, near);
        else if (!near)
            diag_say(diag, WARNING, item->key_place,
                     "unknown key '%s' in the front matter, left out",
                     item->key);
    }
}

static void
fill_section(struct source *source, struct node *node, const struct item *front)
{
    static const char *const keys[] = {"title",    "short", "id",
                                       "epigraph", "class", "lang"};
    struct arena *arena = source->arena;
    struct diag *diag = source->diag;
    struct section *section = TAKE(arena, struct section);

    check_keys(diag, front, keys, COUNT(keys));
    const char *id = read_id(arena, diag, front);
    if (id)
        node->id = id;
    section->file = source->file;
    section->short_title = item_text(diag, front, "short", NULL);
    if (!section->short_title)
        section->short_title = node_plain(arena, node->first);
    section->epigraph = item_text(diag, front, "epigraph", NULL);
    section->class = read_class(diag, front);
    node->section = section;
}

/* The section's own language, and quotation marks in that or in the book's. */
static void
set_language(struct arena *arena, struct node *section, const char *own,
             const char *around)
{
    section->language = own ? own : around;
    quotes_set(arena, section);
    section->language = own;
}

struct node *
section_read(struct arena *arena, struct diag *diag, struct reader *book,
             const char *file, struct bytes text)
{
    /* The author's text and its lines go when the section is made. */
    struct arena scratch = {0};
    struct source *source = source_new(&scratch, diag, file, text);
    struct place place = {source->file, 1, 1};
    struct node *section = node_new(arena, NODE_SECTION, place);
    struct node *heading = node_new(arena, NODE_HEADING, place);

    heading->level = 1;
    node_add(section, heading);
    source->arena = arena;
    source->book = book;
    const struct item *front = read_front(source);
    guard_source(source);
    markdown_read(source, section);
    settle_title(source, section, front);
    set_language(arena, section, language_read(diag, item_find(front, "lang")),
                 book ? book->tree->language : NULL);
    fill_section(source, section, front);
    arena_close(&scratch);
    return section;
}
