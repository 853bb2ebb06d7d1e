/* field.c: reading a map by a table of what it may hold, and saying the same
 * table as help. So a key that the help names is a key that is read. What a
 * newcomer would get wrong: a field that is not given is filled as well, from
 * the words of its table, so a struct needs no values of its own beforehand. */
#include "inside.h"

#include <math.h>
#include <string.h>

const char field_needed[] = "";

static bool
fits_mark(const struct field *field, unsigned mark)
{
    return !field->marks || !mark || (field->marks & mark);
}

static const struct field *
find_field(const struct schema *schema, const char *key)
{
    for (size_t i = 0; i < schema->count; i++)
        if (!strcmp(schema->fields[i].key, key))
            return &schema->fields[i];
    return NULL;
}

/* "'line', 'step'" of the bits of a set. */
static const char *
list_marks(struct arena *arena, const struct schema *schema, unsigned marks)
{
    struct text text = text_new(arena);

    for (size_t i = 0; schema->marks[i]; i++)
        if (marks & 1u << i)
            text_print(&text, "%s%s", text.length ? ", " : "",
                       schema->marks[i]);
    return text.at;
}

/* "a layer of mark 'line'" */
static const char *
name_map(struct desk *desk, const struct schema *schema, unsigned mark)
{
    return schema->marks && mark
               ? arena_print(desk->arena, "%s of mark '%s'", schema->what,
                             list_marks(desk->arena, schema, mark))
               : schema->what;
}

/* A key that other marks know is no slip of the pen. */
static bool
say_other_mark(struct desk *desk, const struct schema *schema, unsigned mark,
               const struct item *item)
{
    const struct field *field = find_field(schema, item->key);

    if (!field)
        return false;
    diag_say(desk->diag, ERROR, item->key_place,
             "%s takes no '%s', which is for %s", name_map(desk, schema, mark),
             item->key, list_marks(desk->arena, schema, field->marks));
    return true;
}

void
field_keys(struct desk *desk, const struct schema *schema, unsigned mark,
           const struct item *map)
{
    const char **known =
        TAKE_ARRAY(desk->arena, schema->count + 1, const char *);
    struct item other = {.kind = ITEM_MAP};
    size_t count = 0;

    if (!map || map->kind != ITEM_MAP)
        return;
    for (size_t i = 0; i < schema->count; i++)
        if (fits_mark(&schema->fields[i], mark))
            known[count++] = schema->fields[i].key;
    for (const struct item *one = map->first; one; one = one->next) {
        const struct field *field = find_field(schema, one->key);
        if ((field && fits_mark(field, mark)) ||
            say_other_mark(desk, schema, mark, one))
            continue;
        struct item alone = *one;
        alone.next = NULL;
        other.first = &alone;
        item_keys(desk->diag, &other, name_map(desk, schema, mark), known,
                  count);
    }
}

static void
say_type(struct desk *desk, const struct field *field, const struct item *item,
         const char *wanted)
{
    diag_say(desk->diag, ERROR, item->place, "'%s' must be %s, not a %s",
             field->key, wanted,
             item->kind == ITEM_LIST  ? "list"
             : item->kind == ITEM_MAP ? "map"
                                      : "text");
}

static size_t
count_choices(const struct field *field)
{
    size_t count = 0;

    while (field->choices[count])
        count++;
    return count;
}

static int
read_choice(struct desk *desk, const struct item *map,
            const struct field *field)
{
    int fallback = 0;

    for (size_t i = 0; field->usual && field->choices[i]; i++)
        if (!strcmp(field->choices[i], field->usual))
            fallback = (int)i;
    return desk_choice(desk, map, field->key, field->choices,
                       count_choices(field), fallback);
}

static double
read_number(struct desk *desk, const struct item *map,
            const struct field *field)
{
    double usual = NAN;

    if (field->usual)
        number_parse(field->usual, &usual);
    if (field->least < field->most && item_find(map, field->key))
        return desk_within(desk, map, field->key, usual, field->least,
                           field->most);
    return desk_number(desk, map, field->key, usual);
}

static struct numbers
read_numbers(struct desk *desk, const struct item *map,
             const struct field *field)
{
    const struct item *list = item_find(map, field->key);
    size_t most = field->most > 0 ? (size_t)field->most : MOST_ITEMS;
    struct numbers numbers = {0};

    if (!list)
        return numbers;
    if (list->kind != ITEM_LIST || item_count(list) > most) {
        diag_say(desk->diag, ERROR, list->place,
                 "'%s' must be a list of at most %zu numbers", field->key,
                 most);
        return numbers;
    }
    double *at = TAKE_ARRAY(desk->arena, item_count(list), double);
    for (const struct item *one = list->first; one; one = one->next)
        if (desk_value(desk, one, field->key, &at[numbers.count]) &&
            !isnan(at[numbers.count]))
            numbers.count++;
    numbers.at = at;
    return numbers;
}

/* A list, a map or anything; NULL when it is not given or not that. */
static const struct item *
read_item(struct desk *desk, const struct item *map, const struct field *field)
{
    const struct item *item = item_find(map, field->key);
    size_t most = field->most > 0 ? (size_t)field->most : MOST_ITEMS;

    if (!item || field->type == FIELD_ITEM)
        return item;
    if (field->type == FIELD_MAP && item->kind != ITEM_MAP)
        say_type(desk, field, item, "a map");
    else if (field->type == FIELD_LIST && item->kind != ITEM_LIST)
        say_type(desk, field, item, "a list");
    else if (field->type == FIELD_LIST && item_count(item) > most)
        diag_say(desk->diag, ERROR, item->place,
                 "'%s' has more than %zu entries, draw less at a time",
                 field->key, most);
    else
        return item;
    return NULL;
}

static const struct ink *
read_ink(struct desk *desk, const struct item *map, const struct field *field)
{
    if (!field->usual && !item_find(map, field->key))
        return NULL;
    return desk_ink(desk, map, field->key, field->usual ? field->usual : "ink");
}

static void
fill_field(struct desk *desk, const struct item *map, const struct field *field,
           char *to)
{
    switch (field->type) {
    case FIELD_TEXT:
        *(const char **)(void *)to =
            desk_text(desk, map, field->key, field->usual);
        break;
    case FIELD_NUMBER:
        *(double *)(void *)to = read_number(desk, map, field);
        break;
    case FIELD_FLAG:
        *(bool *)to = item_flag(desk->diag, map, field->key,
                                field->usual && !strcmp(field->usual, "true"));
        break;
    case FIELD_CHOICE:
        *(int *)(void *)to = read_choice(desk, map, field);
        break;
    case FIELD_INK:
        *(const struct ink **)(void *)to = read_ink(desk, map, field);
        break;
    case FIELD_NUMBERS:
        *(struct numbers *)(void *)to = read_numbers(desk, map, field);
        break;
    case FIELD_SOURCE:
        *(struct source *)(void *)to = item_find(map, field->key)
                                           ? desk_source(desk, map, field->key)
                                           : (struct source){0};
        break;
    default:
        *(const struct item **)(void *)to = read_item(desk, map, field);
    }
}

void
field_read(struct desk *desk, const struct schema *schema, unsigned mark,
           const struct item *map, void *into)
{
    if (map && map->kind != ITEM_MAP) {
        diag_say(desk->diag, ERROR, map->place, "%s must be a map",
                 map->key ? arena_print(desk->arena, "'%s'", map->key)
                          : schema->what);
        map = NULL;
    }
    for (size_t i = 0; i < schema->count; i++) {
        const struct field *field = &schema->fields[i];
        bool known = fits_mark(field, mark);
        const struct item *item = item_find(map, field->key);
        if (field->offset == ELSEWHERE)
            continue;
        if (known && field->usual == field_needed &&
            (!item || (item->kind == ITEM_TEXT && !*item->text)))
            desk_need(desk, map, field->key);
        fill_field(desk, known ? map : NULL, field,
                   (char *)into + field->offset);
    }
}

void
field_fill(struct desk *desk, const struct schema *schema, unsigned mark,
           const struct item *map, void *into)
{
    field_keys(desk, schema, mark, map);
    field_read(desk, schema, mark, map, into);
}

static const char *
name_type(const struct field *field)
{
    static const char *const names[] = {
        [FIELD_TEXT] = "text",       [FIELD_NUMBER] = "number",
        [FIELD_FLAG] = "true/false", [FIELD_INK] = "ink",
        [FIELD_NUMBERS] = "numbers", [FIELD_SOURCE] = "RUN.SERIES",
        [FIELD_LIST] = "list",       [FIELD_MAP] = "map",
        [FIELD_ITEM] = "value"};

    return names[field->type];
}

#define HELP_LEFT 16
#define HELP_RIGHT 78

/* A sentence, broken into lines under each other. */
static void
say_sentence(struct text *out, const char *words)
{
    size_t column = HELP_RIGHT;

    while (*words) {
        size_t length = strcspn(words, " ");
        bool fits = column + 1 + length <= HELP_RIGHT;
        if (fits)
            text_char(out, ' ');
        else
            text_print(out, "\n%*s", HELP_LEFT, "");
        column = (fits ? column + 1 : HELP_LEFT) + length;
        text_bytes(out, words, length);
        words += length;
        words += strspn(words, " ");
    }
}

/* "number, 1 to 12, usually 2" */
static void
say_values(struct text *out, const struct field *field)
{
    if (field->type == FIELD_CHOICE)
        for (size_t i = 0; field->choices[i]; i++)
            text_print(out, "%s%s", i ? " | " : "", field->choices[i]);
    else
        text_add(out, name_type(field));
    if (field->type == FIELD_NUMBER && field->least < field->most)
        text_print(out, ", %g to %g", field->least, field->most);
    if (field->usual == field_needed)
        text_add(out, ", needed");
    else if (field->usual && *field->usual)
        text_print(out, ", usually %s", field->usual);
}

static void
say_field(struct text *out, const struct schema *schema,
          const struct field *field)
{
    struct text values = text_new(out->arena);

    say_values(&values, field);
    if (strlen(field->key) < 14 && values.length < HELP_RIGHT - HELP_LEFT) {
        text_print(out, "  %-13s %s", field->key, values.at);
    } else {
        text_print(out, "  %s", field->key);
        say_sentence(out, values.at);
    }
    say_sentence(out, field->about);
    if (schema->marks && field->marks)
        say_sentence(out,
                     arena_print(out->arena, "(%s)",
                                 list_marks(out->arena, schema, field->marks)));
    text_char(out, '\n');
}

void
field_help(struct text *out, const struct schema *schema)
{
    text_print(out, "%s\n", schema->what);
    for (size_t i = 0; i < schema->count; i++)
        say_field(out, schema, &schema->fields[i]);
    text_char(out, '\n');
}
