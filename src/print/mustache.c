/* mustache.c: fills Mustache templates. A template is cut once into tags; then
 * the tags are walked with a stack of scopes. What a newcomer would get wrong:
 * a tag that is alone on its line takes the whole line with it, and a partial
 * that is alone indents its own template, never the values put into it. */
#include "mustache.h"

#include <string.h>

enum {
    NESTING_LIMIT = 64,   /* sections within sections of one file */
    PARTIAL_LIMIT = 16,   /* partials within partials */
    WORK_LIMIT = 2000000, /* tags filled for one page */
    FILE_LIMIT = 1 << 22  /* bytes of a template */
};

enum tag_kind {
    TAG_WORDS, /* the template's own text */
    TAG_VALUE,
    TAG_RAW,
    TAG_SECTION,
    TAG_INVERTED,
    TAG_END,
    TAG_PARTIAL,
    TAG_COMMENT,
    TAG_UNKNOWN
};

struct tag {
    enum tag_kind kind;
    struct place place;
    const char *name;   /* TAG_WORDS: the text */
    size_t length;      /* TAG_WORDS */
    size_t end;         /* SECTION, INVERTED: index of its end */
    const char *indent; /* TAG_PARTIAL: put before each of its lines */
};

struct template
{
    struct tag *tags;
    size_t count, room;
};

/* A file being cut. */
struct scan {
    const struct shelf *shelf;
    struct template *template;
    const char *file, *start, *at, *end;
    const char *counted; /* line has been counted up to here */
    int line, margin;    /* margin: bytes of indent put before every line */
    size_t open[NESTING_LIMIT];
    int depth;
};

struct scope {
    const struct field *field;
    const struct scope *up;
};

/* A file that has been cut, kept for its next use. */
struct cut {
    const char *name, *indent;
    struct template template;
    struct cut *next;
};

/* A page being filled. */
struct fill {
    const struct shelf *shelf;
    struct text *out;
    struct cut *cuts;
    long work;
    int partials;
};

/* Fields. */

static struct field *
add_field(struct arena *arena, struct field *parent, enum field_kind kind,
          const char *name)
{
    struct field *field = TAKE(arena, struct field);

    field->kind = kind;
    field->name = name;
    if (parent->last)
        parent->last->next = field;
    else
        parent->first = field;
    parent->last = field;
    return field;
}

struct field *
field_new(struct arena *arena)
{
    struct field *field = TAKE(arena, struct field);

    field->kind = FIELD_MAP;
    return field;
}

struct field *
field_text(struct arena *arena, struct field *parent, const char *name,
           const char *text)
{
    struct field *field = add_field(arena, parent, FIELD_TEXT, name);

    field->text = text ? text : "";
    return field;
}

struct field *
field_list(struct arena *arena, struct field *parent, const char *name)
{
    return add_field(arena, parent, FIELD_LIST, name);
}

struct field *
field_map(struct arena *arena, struct field *parent, const char *name)
{
    return add_field(arena, parent, FIELD_MAP, name);
}

static bool
holds_something(const struct field *field)
{
    if (!field)
        return false;
    if (field->kind == FIELD_TEXT)
        return field->text[0] != '\0';
    return field->kind == FIELD_MAP || field->first;
}

/* Files. */

struct bytes
shelf_read(const struct shelf *shelf, struct place place, const char *name)
{
    for (size_t i = 0; i < COUNT(shelf->folders); i++) {
        if (!shelf->folders[i])
            continue;
        const char *path = file_within(shelf->arena, shelf->folders[i], name);
        if (path && file_exists(path))
            return file_read(shelf->arena, shelf->diag, place, path,
                             FILE_LIMIT);
    }
    diag_say(shelf->diag, ERROR, place, "no file '%s/%s', leaving a gap",
             shelf->label, name);
    return (struct bytes){0};
}

/* The text with indent before every line that is not empty. */
static struct bytes
indent_lines(struct arena *arena, struct bytes bytes, const char *indent)
{
    struct text text = text_new(arena);
    const char *end = bytes.at + bytes.length;

    for (const char *line = bytes.at; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop + 1 : end;
        if (*line != '\n')
            text_add(&text, indent);
        text_bytes(&text, line, (size_t)(stop - line));
        line = stop;
    }
    return text_all(&text);
}

/* Cutting. */

/* at never goes back from one call to the next. */
static struct place
find_place(struct scan *scan, const char *at)
{
    const char *line = at;

    for (; scan->counted < at; scan->counted++)
        scan->line += *scan->counted == '\n';
    while (line > scan->start && line[-1] != '\n')
        line--;
    int col = (int)(at - line) + 1 - scan->margin;
    return (struct place){scan->file, scan->line, col > 0 ? col : 1};
}

static struct tag *
add_tag(struct scan *scan, enum tag_kind kind, struct place place)
{
    struct template *template = scan->template;

    GROW(scan->shelf->arena, template->tags, template->count, template->room);
    struct tag *tag = &template->tags[template->count++];
    *tag = (struct tag){.kind = kind, .place = place};
    return tag;
}

static void
add_words(struct scan *scan, const char *from, const char *to)
{
    if (from == to)
        return;
    struct tag *tag = add_tag(scan, TAG_WORDS, (struct place){0});
    tag->name = from;
    tag->length = (size_t)(to - from);
}

static enum tag_kind
sort_tag(char sign)
{
    switch (sign) {
    case '{':
    case '&':
        return TAG_RAW;
    case '#':
        return TAG_SECTION;
    case '^':
        return TAG_INVERTED;
    case '/':
        return TAG_END;
    case '>':
        return TAG_PARTIAL;
    case '!':
        return TAG_COMMENT;
    case '=':
        return TAG_UNKNOWN;
    default:
        return TAG_VALUE;
    }
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *
copy_name(struct arena *arena, const char *from, const char *to)
{
    while (from < to && is_blank(*from))
        from++;
    while (to > from && is_blank(to[-1]))
        to--;
    return arena_copy(arena, from, (size_t)(to - from));
}

/* Where the line of a lone tag begins and, in *after, where the next one does;
 * NULL when other things stand on the line. */
static const char *
find_alone(const struct scan *scan, const char *open, const char **after)
{
    const char *line = open, *next = *after;

    while (line > scan->at && (line[-1] == ' ' || line[-1] == '\t'))
        line--;
    if (line > scan->start && line[-1] != '\n')
        return NULL;
    while (next < scan->end && (*next == ' ' || *next == '\t'))
        next++;
    if (next < scan->end && *next == '\r')
        next++;
    if (next < scan->end && *next != '\n')
        return NULL;
    *after = next < scan->end ? next + 1 : next;
    return line;
}

static void
open_section(struct scan *scan, enum tag_kind kind, struct place place,
             const char *name)
{
    if (scan->depth == NESTING_LIMIT) {
        diag_say(scan->shelf->diag, ERROR, place,
                 "section '%s' is nested too deep, left out", name);
        return;
    }
    scan->open[scan->depth++] = scan->template->count;
    add_tag(scan, kind, place)->name = name;
}

static void
close_section(struct scan *scan, struct place place, const char *name)
{
    if (!scan->depth) {
        diag_say(scan->shelf->diag, ERROR, place,
                 "'%s' is closed but not open, left out", name);
        return;
    }
    struct tag *open = &scan->template->tags[scan->open[scan->depth - 1]];
    if (strcmp(open->name, name)) {
        diag_say(scan->shelf->diag, ERROR, place,
                 "'%s' is closed where '%s' is open, left out", name,
                 open->name);
        return;
    }
    open->end = scan->template->count;
    scan->depth--;
    add_tag(scan, TAG_END, place);
}

static void
take_tag(struct scan *scan, enum tag_kind kind, struct place place,
         const char *name, const char *indent)
{
    switch (kind) {
    case TAG_SECTION:
    case TAG_INVERTED:
        open_section(scan, kind, place, name);
        break;
    case TAG_END:
        close_section(scan, place, name);
        break;
    case TAG_UNKNOWN:
        diag_say(scan->shelf->diag, ERROR, place,
                 "'%s': delimiters cannot be changed, left out", name);
        break;
    case TAG_COMMENT:
        break;
    default: {
        struct tag *tag = add_tag(scan, kind, place);
        tag->name = name;
        tag->indent = indent;
    }
    }
}

/* The tag that opens at open; false when it never ends. */
static bool
cut_tag(struct scan *scan, const char *open)
{
    const char *name = open + 2, *indent = "";
    char sign = name < scan->end ? *name : '\0';
    enum tag_kind kind = sort_tag(sign);
    struct arena *arena = scan->shelf->arena;
    struct place place = find_place(scan, open);
    const char *close = strstr(name, sign == '{' ? "}}}" : "}}");

    if (!close) {
        diag_say(scan->shelf->diag, ERROR, place,
                 "this tag never ends, '%s' is printed as it is", "{{");
        return false;
    }
    const char *after = close + (sign == '{' ? 3 : 2);
    const char *alone = kind == TAG_VALUE || kind == TAG_RAW
                            ? NULL
                            : find_alone(scan, open, &after);
    add_words(scan, scan->at, alone ? alone : open);
    if (alone)
        indent = arena_copy(arena, alone, (size_t)(open - alone));
    if (kind != TAG_VALUE)
        name++;
    take_tag(scan, kind, place, copy_name(arena, name, close), indent);
    scan->at = after;
    return true;
}

static struct template cut_template(const struct shelf *shelf, const char *file,
                                    struct bytes bytes, int margin)
{
    struct template template = {0};
    struct scan scan = {.shelf = shelf,
                        .template = &template,
                        .file = file,
                        .start = bytes.at,
                        .at = bytes.at,
                        .end = bytes.at + bytes.length,
                        .counted = bytes.at,
                        .line = 1,
                        .margin = margin};
    const char *open;

    while ((open = strstr(scan.at, "{{")) && cut_tag(&scan, open))
        continue;
    add_words(&scan, scan.at, scan.end);
    while (scan.depth) {
        struct tag *left = &template.tags[scan.open[--scan.depth]];
        left->end = template.count;
        diag_say(shelf->diag, ERROR, left->place,
                 "section '%s' is not closed, closing it at the file's end",
                 left->name);
    }
    return template;
}

/* Filling. */

static const struct field *
find_in_map(const struct field *map, const char *name, size_t length)
{
    if (map->kind != FIELD_MAP)
        return NULL;
    for (const struct field *f = map->first; f; f = f->next)
        if (!strncmp(f->name, name, length) && !f->name[length])
            return f;
    return NULL;
}

/* "." is the scope itself; "a.b" is b of the nearest a. */
static const struct field *
find_field(const struct scope *scope, const char *name)
{
    const struct field *field = NULL;
    size_t length = strcspn(name, ".");

    if (!strcmp(name, "."))
        return scope->field;
    for (; scope && !field; scope = scope->up)
        field = find_in_map(scope->field, name, length);
    while (field && name[length]) {
        name += length + 1;
        length = strcspn(name, ".");
        field = find_in_map(field, name, length);
    }
    return field;
}

static void fill_partial(struct fill *fill, const struct tag *tag,
                         const struct scope *scope);
static void fill_tags(struct fill *fill, const struct template *template,
                      size_t from, size_t to, const struct scope *scope);

static void
fill_section(struct fill *fill, const struct template *template, size_t at,
             const struct scope *scope)
{
    const struct tag *tag = &template->tags[at];
    const struct field *field = find_field(scope, tag->name);

    if (tag->kind == TAG_INVERTED) {
        if (!holds_something(field))
            fill_tags(fill, template, at + 1, tag->end, scope);
        return;
    }
    if (!holds_something(field))
        return;
    if (field->kind != FIELD_LIST) {
        struct scope inner = {field, scope};
        fill_tags(fill, template, at + 1, tag->end, &inner);
        return;
    }
    for (const struct field *f = field->first; f; f = f->next) {
        struct scope inner = {f, scope};
        fill_tags(fill, template, at + 1, tag->end, &inner);
    }
}

static void
fill_value(struct fill *fill, const struct tag *tag, const struct scope *scope)
{
    const struct field *field = find_field(scope, tag->name);

    if (!field || field->kind != FIELD_TEXT)
        return;
    if (tag->kind == TAG_RAW)
        text_add(fill->out, field->text);
    else
        text_escape(fill->out, field->text);
}

/* A template that calls itself could go on for ever: say it once, stop. */
static bool
may_go_on(struct fill *fill, const struct tag *tag)
{
    if (++fill->work == WORK_LIMIT)
        diag_say(fill->shelf->diag, ERROR, tag->place,
                 "the template does not come to an end, leaving out the rest");
    return fill->work < WORK_LIMIT;
}

static void
fill_tags(struct fill *fill, const struct template *template, size_t from,
          size_t to, const struct scope *scope)
{
    for (size_t i = from; i < to; i++) {
        const struct tag *tag = &template->tags[i];
        if (!may_go_on(fill, tag))
            return;
        switch (tag->kind) {
        case TAG_WORDS:
            text_bytes(fill->out, tag->name, tag->length);
            break;
        case TAG_SECTION:
        case TAG_INVERTED:
            fill_section(fill, template, i, scope);
            i = tag->end;
            break;
        case TAG_PARTIAL:
            fill_partial(fill, tag, scope);
            break;
        case TAG_END:
            break;
        default:
            fill_value(fill, tag, scope);
        }
    }
}

/* The file's template, empty when there is no such file. */
static const struct template *
find_template(struct fill *fill, const char *name, const char *indent,
              struct place place)
{
    struct arena *arena = fill->shelf->arena;

    for (struct cut *cut = fill->cuts; cut; cut = cut->next)
        if (!strcmp(cut->name, name) && !strcmp(cut->indent, indent))
            return &cut->template;
    struct cut *cut = TAKE(arena, struct cut);
    *cut = (struct cut){name, indent, {0}, fill->cuts};
    fill->cuts = cut;
    struct bytes bytes = shelf_read(fill->shelf, place, name);
    if (!bytes.at)
        return &cut->template;
    if (*indent)
        bytes = indent_lines(arena, bytes, indent);
    const char *file = arena_print(arena, "%s/%s", fill->shelf->label, name);
    cut->template = cut_template(fill->shelf, file, bytes, (int)strlen(indent));
    return &cut->template;
}

static void
fill_partial(struct fill *fill, const struct tag *tag,
             const struct scope *scope)
{
    if (fill->partials == PARTIAL_LIMIT) {
        diag_say(fill->shelf->diag, ERROR, tag->place,
                 "partials are nested deeper than %d, leaving out '%s'",
                 PARTIAL_LIMIT, tag->name);
        fill->work = WORK_LIMIT;
        return;
    }
    const char *name = arena_print(fill->shelf->arena, "%s%s", tag->name,
                                   strchr(tag->name, '.') ? "" : ".mustache");
    const struct template *template =
        find_template(fill, name, tag->indent, tag->place);
    fill->partials++;
    fill_tags(fill, template, 0, template->count, scope);
    fill->partials--;
}

void
shelf_fill(const struct shelf *shelf, struct text *out, const char *name,
           const struct field *root)
{
    struct fill fill = {.shelf = shelf, .out = out};
    struct scope scope = {root, NULL};

    const char *file = arena_print(shelf->arena, "%s/%s", shelf->label, name);
    const struct template *template =
        find_template(&fill, name, "", (struct place){file, 0, 0});

    fill_tags(&fill, template, 0, template->count, &scope);
}
