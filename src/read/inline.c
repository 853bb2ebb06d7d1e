/* inline.c: what Octavo sees in Markdown's inlines: values, references,
 * attributes, and images that stand alone as figures, sequences or pictures.
 * A node changes its kind in place, so its siblings never notice. */
#include "inside.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define SOURCES_MARK "sources:" /* where the list of sources goes */

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* A copy without blanks at the ends and with single ones inside. */
static char *
squeeze(struct arena *arena, const char *from, size_t length)
{
    char *to = arena_copy(arena, from, length);
    size_t used = 0;

    for (size_t i = 0; i < length; i++) {
        if (!is_blank(from[i]))
            to[used++] = from[i];
        else if (used && to[used - 1] != ' ')
            to[used++] = ' ';
    }
    while (used && to[used - 1] == ' ')
        used--;
    to[used] = '\0';
    return to;
}

static const char *
find_fault(const char *path, const char *format)
{
    if (!*path)
        return "names no value";
    if (strchr(path, ' '))
        return "has a blank in the value's name";
    if (format && !*format)
        return "has a '|' but no format after it";
    return NULL;
}

void
inline_value(struct source *source, struct node *parent, struct place place,
             const char *raw)
{
    struct arena *arena = source->arena;
    size_t length = strlen(raw + 2) - 2;
    const char *bar = memchr(raw + 2, '|', length);
    size_t name = bar ? (size_t)(bar - raw - 2) : length;
    const char *path = squeeze(arena, raw + 2, name);
    const char *format =
        bar ? squeeze(arena, bar + 1, length - name - 1) : NULL;
    const char *fault = find_fault(path, format);
    struct node *node = node_new(arena, fault ? NODE_TEXT : NODE_VALUE, place);

    node_add(parent, node);
    if (fault) {
        node->text = squeeze(arena, raw, strlen(raw));
        diag_say(source->diag, ERROR, place, "'%s' %s, left as text",
                 node->text, fault);
        return;
    }
    node->target = path;
    node->format = format;
}

static bool
starts_with(const char *text, const char *start)
{
    return !strncmp(text, start, strlen(start));
}

static bool
has_scheme(const char *uri, const char *scheme)
{
    while (*scheme && tolower((unsigned char)*uri) == *scheme)
        uri++, scheme++;
    return !*scheme && *uri == ':';
}

/* No scheme (a path or "#id"), or one that a reader may safely follow. */
static bool
is_safe(const char *uri)
{
    static const char *const known[] = {"http", "https", "mailto", "tel",
                                        "doi"};

    if (uri[strcspn(uri, ":/?#")] != ':')
        return true;
    for (size_t i = 0; i < COUNT(known); i++)
        if (has_scheme(uri, known[i]))
            return true;
    return false;
}

/* One that would run something, or read the reader's disk. */
static bool
is_risky(const char *uri)
{
    static const char *const known[] = {"javascript", "vbscript", "data",
                                        "file"};

    for (size_t i = 0; i < COUNT(known); i++)
        if (has_scheme(uri, known[i]))
            return true;
    return false;
}

static void
show_address(struct source *source, struct node *link)
{
    struct node *text = node_new(source->arena, NODE_TEXT, link->place);

    text->text = link->target;
    node_add(link, text);
    diag_say(source->diag, WARNING, link->place,
             "link to '%s' has no text, its address is shown", link->target);
}

/* A space may be written "%20", for a forge sees a link here. */
static const char *
read_entry(struct arena *arena, const char *from)
{
    struct text entry = text_new(arena);

    while (*from) {
        bool space = !strncmp(from, "%20", 3);
        text_char(&entry, space ? ' ' : *from);
        from += space ? 3 : 1;
    }
    return squeeze(arena, entry.at, entry.length);
}

/* [words](index:) marks the words themselves, [](index:term!subterm) the
 * place. */
static void
make_index(struct source *source, struct node *link)
{
    const char *entry =
        read_entry(source->arena, link->target + strlen("index:"));

    if (!*entry)
        entry = read_entry(source->arena, node_plain(source->arena, link));
    if (!*entry || *entry == '!') {
        diag_say(source->diag, ERROR, link->place,
                 "index mark without a term, its text is kept");
        node_unwrap(link);
        return;
    }
    link->kind = NODE_INDEX;
    link->text = NULL;
    link->target = entry;
}

/* Every line of a link repeats its address in the PDF, and a definition of one
 * line can give it to all links of a section. True when it has been left out.
 */
static bool
refuse_address(struct source *source, struct node *node)
{
    size_t length = strlen(node->target);

    if (length <= MOST_ADDRESS &&
        source->addresses + length <= MOST_ADDRESSES) {
        source->addresses += length;
        return false;
    }
    if (length > MOST_ADDRESS)
        diag_say(source->diag, ERROR, node->place,
                 "an address of %zu bytes is longer than %d, left out and its "
                 "text kept",
                 length, MOST_ADDRESS);
    else
        diag_say(source->diag, ERROR, node->place,
                 "the addresses of links are longer than %d bytes in all, this "
                 "one is left out and its text kept",
                 MOST_ADDRESSES);
    node_unwrap(node);
    return true;
}

void
inline_title(struct source *source, struct node *node, const char *title)
{
    size_t length = strlen(title);

    if (node->kind != NODE_LINK ||
        source->addresses + length > MOST_ADDRESSES) {
        diag_say(source->diag, WARNING, node->place,
                 "title '%s' of a link or picture is left out", title);
        return;
    }
    source->addresses += length;
    node->text = arena_string(source->arena, title);
}

void
inline_link(struct source *source, struct node *link)
{
    if (refuse_address(source, link))
        return;
    if (starts_with(link->target, "index:")) {
        make_index(source, link);
    } else if (!strcmp(link->target, SOURCES_MARK)) {
        return; /* inline_block sees whether it stands alone */
    } else if (link->target[0] == '#' && link->target[1] && !link->first) {
        link->kind = NODE_REFERENCE;
        link->text = NULL;
        link->target++;
    } else if (!*link->target || !strcmp(link->target, "#")) {
        diag_say(source->diag, ERROR, link->place,
                 "link without an address, its text is kept");
        node_unwrap(link);
    } else if (!is_safe(link->target)) {
        diag_say(source->diag, is_risky(link->target) ? ERROR : WARNING,
                 link->place, "link to '%s' is refused, its text is kept",
                 link->target);
        node_unwrap(link);
    } else if (!link->first) {
        show_address(source, link);
    }
}

void
inline_image(struct source *source, struct node *image)
{
    const char *target = image->target;

    if (refuse_address(source, image))
        return;
    if (!*target)
        diag_say(source->diag, ERROR, image->place,
                 "picture without a file name, its text is kept");
    else if (starts_with(target, "http:") || starts_with(target, "https:"))
        diag_say(source->diag, WARNING, image->place,
                 "picture '%s' is not a file of this book, its text is kept",
                 target);
    else
        return;
    node_unwrap(image);
}

/* Attributes and images that stand alone. */

static bool
is_attribute(const struct node *node)
{
    return node && node->kind == NODE_TEXT && node->id;
}

bool
inline_is_blank(const struct node *node)
{
    return node->kind == NODE_SPACE || node->kind == NODE_BREAK ||
           (node->kind == NODE_TEXT && !node->id &&
            !node->text[strspn(node->text, " \t")]);
}

/* Takes the attribute at the end of a block off, with the blanks before it. */
static void
take_attribute(struct source *source, struct node *block)
{
    struct node *last = block->last;

    if (*last->id)
        block->id = last->id;
    block->plate = last->plate;
    const char *language = last->language;
    node_remove(last);
    while (block->last && inline_is_blank(block->last))
        node_remove(block->last);
    last = block->last;
    if (last && last->kind == NODE_TEXT) {
        size_t length = strlen(last->text);
        while (length && is_blank(last->text[length - 1]))
            length--;
        last->text = arena_copy(source->arena, last->text, length);
    }
    if (language)
        span_wrap(source->arena, block->first, NULL, language);
}

/* The image of a paragraph that holds nothing else but an id, or NULL. */
static struct node *
find_lone_image(const struct node *paragraph)
{
    struct node *image = NULL;

    for (struct node *node = paragraph->first; node; node = node->next) {
        if (node->kind == NODE_IMAGE && !image)
            image = node;
        else if (!inline_is_blank(node) &&
                 !(image && is_attribute(node) && !node->next))
            return NULL;
    }
    return image;
}

/* The picture of an item stands beside its bullet, where no figure can. */
static bool
opens_item(const struct node *block, const struct node *image)
{
    return block->parent && block->parent->kind == NODE_ITEM &&
           !block->previous && !is_attribute(block->last) &&
           !starts_with(image->target, "figure:") &&
           !starts_with(image->target, "sequence:");
}

/* "spiral#3" is the third part of spiral. */
static void
split_part(struct source *source, struct node *node)
{
    const char *hash = strchr(node->target, '#');

    if (!hash)
        return;
    char *end;
    long part = strtol(hash + 1, &end, 10);
    node->target =
        arena_copy(source->arena, node->target, (size_t)(hash - node->target));
    if (!isdigit((unsigned char)hash[1]) || *end || part < 1 || part > 999)
        diag_say(source->diag, ERROR, node->place,
                 "'%s' is not the number of a part, all of the sequence is "
                 "shown",
                 hash);
    else
        node->part = (int)part;
}

static void
make_plate(struct source *source, struct node *block, struct node *image)
{
    const char *target = image->target;

    if (is_attribute(block->last))
        take_attribute(source, block);
    node_remove(image);
    while (block->first)
        node_remove(block->first);
    while (image->first) {
        struct node *child = image->first;
        node_remove(child);
        node_add(block, child);
    }
    block->kind = starts_with(target, "figure:")     ? NODE_FIGURE
                  : starts_with(target, "sequence:") ? NODE_SEQUENCE
                                                     : NODE_PICTURE;
    block->target =
        block->kind == NODE_PICTURE ? target : strchr(target, ':') + 1;
    block->text = image->text;
    if (block->kind == NODE_SEQUENCE)
        split_part(source, block);
}

/* A paragraph with nothing in it but <sources:>. */
static bool
is_sources(const struct node *block)
{
    return block->kind == NODE_PARAGRAPH && block->first &&
           block->first == block->last && block->first->kind == NODE_LINK &&
           !strcmp(block->first->target, SOURCES_MARK);
}

static void
make_sources(struct source *source, struct node *block)
{
    node_remove(block->first);
    if (source->book && source->book->bib)
        block->kind = NODE_SOURCES;
    else
        diag_say(source->diag, ERROR, block->place,
                 "no content/sources.bib, so there is no list of sources");
}

/* Figures within a line, and ids where none can be given. */
static void
check_inlines(struct source *source, struct node *block)
{
    for (struct node *node = block, *next; node; node = next) {
        next = node_next(block, node);
        if (is_attribute(node)) {
            diag_say(source->diag, ERROR, node->place,
                     node->language
                         ? "'%s' gives a language only to [words], a link or "
                           "the heading or paragraph that it ends, left as text"
                         : "'%s' gives an id only at the end of a heading or "
                           "after a lone figure or formula, left as text",
                     node->text);
            node->id = NULL;
        } else if (node->kind == NODE_LINK &&
                   !strcmp(node->target, SOURCES_MARK)) {
            diag_say(source->diag, ERROR, node->place,
                     "'<sources:>' must stand alone in its paragraph, left "
                     "as text");
            node_unwrap(node);
        } else if (node->kind == NODE_IMAGE &&
                   (starts_with(node->target, "figure:") ||
                    starts_with(node->target, "sequence:"))) {
            diag_say(source->diag, ERROR, node->place,
                     "'%s' must stand alone in its paragraph, only its text "
                     "is kept",
                     node->target);
            node_unwrap(node);
        }
    }
}

/* At the start and the end of a paragraph, where what was beside them is left
 * out, breaks would make empty lines. */
static void
trim_breaks(struct node *block)
{
    while (block->first && inline_is_blank(block->first))
        node_remove(block->first);
    while (block->last && inline_is_blank(block->last))
        node_remove(block->last);
}

void
inline_block(struct source *source, struct node *block)
{
    trim_breaks(block);
    display_split(source, block);
    struct node *image =
        block->kind == NODE_PARAGRAPH ? find_lone_image(block) : NULL;

    if (is_attribute(block->last) &&
        (block->kind == NODE_HEADING ||
         (!image && block->last->language && !*block->last->id)))
        take_attribute(source, block);
    else if (image && !opens_item(block, image))
        make_plate(source, block, image);
    else if (is_sources(block))
        make_sources(source, block);
    check_inlines(source, block);
    if (block->kind == NODE_PARAGRAPH && !block->first)
        node_remove(block);
}

void
inline_merge(struct arena *arena, struct node *parent)
{
    for (struct node *node = parent->first; node; node = node->next) {
        struct node *next = node->next;
        if (node->kind != NODE_TEXT || node->id || !next ||
            next->kind != NODE_TEXT || next->id)
            continue;
        struct text text = text_new(arena);
        text_add(&text, node->text);
        while ((next = node->next) && next->kind == NODE_TEXT && !next->id) {
            text_add(&text, next->text);
            node_remove(next);
        }
        node->text = text.at;
    }
}
