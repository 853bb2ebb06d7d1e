/* yaml.c: YAML to items, by libyaml's events, so that each key and value
 * keeps its place; libcyaml, which loads into structures on top of libyaml,
 * loses the places of values. Only the harmless part of YAML is taken: no
 * anchors, no aliases, no tags, so nothing can grow beyond the file's own size.
 * Keeper of libyaml. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define MOST_DEPTH 64

struct builder {
    struct arena *arena;
    struct diag *diag;
    const char *file;
    struct bytes text;
    int lines; /* of the file before this text */
    yaml_parser_t parser;
    yaml_event_t event; /* the one to look at */
    bool failed;
};

static struct place
place_mark(const struct builder *builder, yaml_mark_t mark)
{
    return (struct place){builder->file, (int)mark.line + 1 + builder->lines,
                          (int)mark.column + 1};
}

static struct place
place_offset(const struct builder *builder, size_t offset)
{
    struct place place = {builder->file, 1 + builder->lines, 1};

    for (size_t i = 0; i < offset && i < builder->text.length; i++) {
        unsigned char c = (unsigned char)builder->text.at[i];
        place.col += (c & 0xc0) != 0x80;
        if (c == '\n') {
            place.line++;
            place.col = 1;
        }
    }
    return place;
}

static void
refuse(struct builder *builder, struct place place, const char *fault)
{
    if (!builder->failed)
        diag_say(builder->diag, ERROR, place, "%s, the YAML is left out",
                 fault);
    builder->failed = true;
}

/* Lets the old event go and gets the next one. After a failure there is only
 * YAML_NO_EVENT, which ends every loop. */
static void
step(struct builder *builder)
{
    yaml_event_delete(&builder->event);
    if (!builder->failed &&
        yaml_parser_parse(&builder->parser, &builder->event))
        return;
    if (!builder->failed) {
        const yaml_parser_t *parser = &builder->parser;
        bool reader = parser->error == YAML_READER_ERROR;
        refuse(builder,
               reader ? place_offset(builder, parser->problem_offset)
                      : place_mark(builder, parser->problem_mark),
               parser->problem ? parser->problem : "out of memory");
    }
    memset(&builder->event, 0, sizeof builder->event);
}

static struct item *build_item(struct builder *builder, int depth);

static void
refuse_extras(struct builder *builder, const yaml_char_t *anchor,
              const yaml_char_t *tag)
{
    if (anchor)
        refuse(builder, place_mark(builder, builder->event.start_mark),
               "anchors are not supported");
    else if (tag)
        refuse(builder, place_mark(builder, builder->event.start_mark),
               "tags are not supported");
}

static void
build_text(struct builder *builder, struct item *item)
{
    const yaml_event_t *event = &builder->event;
    const char *value = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;

    refuse_extras(builder, event->data.scalar.anchor, event->data.scalar.tag);
    item->kind = ITEM_TEXT;
    item->text = arena_copy(builder->arena, value, length);
    item->quoted =
        event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
        event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    if (strlen(item->text) != length)
        refuse(builder, item->place, "a NUL character is no text");
    step(builder);
}

static void
build_list(struct builder *builder, struct item *list, int depth)
{
    const struct item **tail = &list->first;

    refuse_extras(builder, builder->event.data.sequence_start.anchor,
                  builder->event.data.sequence_start.tag);
    list->kind = ITEM_LIST;
    step(builder);
    while (!builder->failed && builder->event.type != YAML_SEQUENCE_END_EVENT) {
        struct item *item = build_item(builder, depth + 1);
        *tail = item;
        tail = &item->next;
    }
    step(builder);
}

static int
compare_keys(const void *a, const void *b)
{
    const struct item *one = *(const struct item *const *)a;
    const struct item *two = *(const struct item *const *)b;
    int order = strcmp(one->key, two->key);

    if (order)
        return order;
    if (one->key_place.line != two->key_place.line)
        return one->key_place.line < two->key_place.line ? -1 : 1;
    return one->key_place.col < two->key_place.col ? -1 : 1;
}

/* By sorting, for a map may have a million keys. item_find takes the first,
 * so the later ones may stay. */
static void
say_doubles(struct builder *builder, const struct item *map)
{
    size_t count = item_count(map), i = 0;
    const struct item **items =
        TAKE_ARRAY(builder->arena, count, const struct item *);

    for (const struct item *item = map->first; item; item = item->next)
        items[i++] = item;
    qsort(items, count, sizeof *items, compare_keys);
    for (i = 1; i < count; i++)
        if (!strcmp(items[i - 1]->key, items[i]->key))
            diag_say(builder->diag, ERROR, items[i]->key_place,
                     "key '%s' stands here twice, first at line %d, the "
                     "first is used",
                     items[i]->key, items[i - 1]->key_place.line);
}

static void
build_map(struct builder *builder, struct item *map, int depth)
{
    const struct item **tail = &map->first;

    refuse_extras(builder, builder->event.data.mapping_start.anchor,
                  builder->event.data.mapping_start.tag);
    map->kind = ITEM_MAP;
    step(builder);
    while (!builder->failed && builder->event.type != YAML_MAPPING_END_EVENT) {
        if (builder->event.type != YAML_SCALAR_EVENT) {
            refuse(builder, place_mark(builder, builder->event.start_mark),
                   "a key must be text");
            break;
        }
        struct item *key = build_item(builder, depth + 1);
        struct item *item = build_item(builder, depth + 1);
        item->key = key->text;
        item->key_place = key->place;
        *tail = item;
        tail = &item->next;
    }
    step(builder);
    if (!builder->failed)
        say_doubles(builder, map);
}

/* Never NULL; what it gives after a failure is thrown away. */
static struct item *
build_item(struct builder *builder, int depth)
{
    struct item *item = TAKE(builder->arena, struct item);

    item->place = place_mark(builder, builder->event.start_mark);
    item->text = "";
    if (depth > MOST_DEPTH)
        refuse(builder, item->place, "nested deeper than 64 levels");
    else if (builder->event.type == YAML_SCALAR_EVENT)
        build_text(builder, item);
    else if (builder->event.type == YAML_SEQUENCE_START_EVENT)
        build_list(builder, item, depth);
    else if (builder->event.type == YAML_MAPPING_START_EVENT)
        build_map(builder, item, depth);
    else if (builder->event.type == YAML_ALIAS_EVENT)
        refuse(builder, item->place, "aliases are not supported");
    return item;
}

static const struct item *
build_document(struct builder *builder)
{
    struct item *item = TAKE(builder->arena, struct item);

    item->kind = ITEM_MAP;
    item->place = (struct place){builder->file, 1 + builder->lines, 1};
    step(builder); /* stream start */
    step(builder); /* the document's start, or the stream's end */
    if (builder->failed)
        return NULL;
    if (builder->event.type == YAML_STREAM_END_EVENT)
        return item;
    step(builder);
    item = build_item(builder, 1);
    step(builder); /* the document's end */
    if (builder->event.type == YAML_DOCUMENT_START_EVENT)
        diag_say(builder->diag, ERROR,
                 place_mark(builder, builder->event.start_mark),
                 "a second document begins here, left out");
    return builder->failed ? NULL : item;
}

/* libyaml would also find a bad byte, but says it without a place. */
static bool
is_encoded_well(struct builder *builder)
{
    const char *at = builder->text.at, *end = at + builder->text.length;

    if (utf8_valid(at, builder->text.length))
        return true;
    while (at < end) {
        const char *start = at;
        if (utf8_next(&at, end) != 0xfffd || at - start == 3)
            continue;
        refuse(builder,
               place_offset(builder, (size_t)(start - builder->text.at)),
               arena_print(builder->arena, "byte 0x%02x is not UTF-8",
                           (unsigned char)*start));
        break;
    }
    return false;
}

const struct item *
yaml_part(struct arena *arena, struct diag *diag, const char *file,
          struct bytes text, int lines)
{
    struct builder builder = {arena, diag, file, text, lines, {0}, {0}, false};

    if (!is_encoded_well(&builder))
        return NULL;
    if (!yaml_parser_initialize(&builder.parser)) {
        refuse(&builder, (struct place){file, 0, 0}, "out of memory");
        return NULL;
    }
    yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&builder.parser,
                                 (const unsigned char *)text.at, text.length);
    const struct item *item = build_document(&builder);
    yaml_event_delete(&builder.event);
    yaml_parser_delete(&builder.parser);
    return item;
}

const struct item *
read_yaml(struct arena *arena, struct diag *diag, const char *file,
          struct bytes text)
{
    return yaml_part(arena, diag, file, text, 0);
}
