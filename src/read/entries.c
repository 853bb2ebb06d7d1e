/* entries.c: a YAML file of entries, such as the parameters of a model, as
 * records: a row for each entry, a column for each key of any. Two columns
 * are no keys: "name", the first, is the entry's own key, and "range", the
 * last and never shown unasked, is made of "low" and "high". What a newcomer
 * would get wrong: the numbers of a model are written to the last bit, so
 * those that are drawn from are shown with four digits only, and all others
 * as the author wrote them. */
#include "inside.h"
#include "tongue/tongue.h"

#include <stdlib.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"
#define TIMES_TEN                                                              \
    "\xc2\xa0\xc3\x97\xc2\xa0"                                                 \
    "10"

/* Numbers. */

/* From right to left in a buffer: the digits of "1386" for a power of 5 are
 * 138600. */
static void
add_whole(struct text *text, const struct tongue *tongue, const char *digits,
          int count, int power)
{
    for (int i = 0; i <= power; i++) {
        if (i && (power + 1 - i) % 3 == 0)
            text_add(text, tongue->group);
        text_char(text, i < count ? digits[i] : '0');
    }
    if (count > power + 1) {
        text_add(text, tongue->decimal);
        text_bytes(text, digits + power + 1, (size_t)(count - power - 1));
    }
}

static void
add_small(struct text *text, const struct tongue *tongue, const char *digits,
          int count, int power)
{
    text_print(text, "0%s", tongue->decimal);
    while (++power < 0)
        text_char(text, '0');
    text_bytes(text, digits, (size_t)count);
}

static void
add_scientific(struct text *text, const struct tongue *tongue,
               const char *digits, int count, int power)
{
    static const char *const raised[] = {
        "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",
        "\xe2\x81\xb4", "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7",
        "\xe2\x81\xb8", "\xe2\x81\xb9"};
    char number[16];

    add_whole(text, tongue, digits, count, 0);
    text_add(text, TIMES_TEN);
    snprintf(number, sizeof number, "%d", power);
    for (const char *at = number; *at; at++)
        text_add(text, *at == '-' ? "\xe2\x81\xbb" : raised[*at - '0']);
}

/* Four significant digits, as computed values are shown: from a million up
 * and below a thousandth with a power of ten. */
static void
add_number(struct text *text, const struct tongue *tongue, double value)
{
    char form[32], digits[5] = {0};

    snprintf(form, sizeof form, "%.3e", value > 0 ? value : 0 - value);
    const char digit[] = {form[0], form[2], form[3], form[4]};
    int count = 4, power = atoi(strchr(form, 'e') + 1);
    memcpy(digits, digit, sizeof digit);
    while (count > 1 && digits[count - 1] == '0')
        count--;
    if (value < 0 && digits[0] != '0')
        text_add(text, MINUS);
    if (power < -3 || power >= 6)
        add_scientific(text, tongue, digits, count, power);
    else if (power < 0)
        add_small(text, tongue, digits, count, power);
    else
        add_whole(text, tongue, digits, count, power);
}

/* Years have no comma. */
static bool
is_date(const struct item *entry)
{
    const struct item *unit = item_find(entry, "unit");

    return unit && unit->kind == ITEM_TEXT && !strcmp(unit->text, "yr AD");
}

static const char *
show_number(struct arena *arena, const char *language, const struct item *entry,
            const struct item *item)
{
    struct text text = text_new(arena);
    double value;

    if (!number_parse(item->text, &value) || is_date(entry))
        return item->text;
    add_number(&text, tongue_find(language), value);
    return text.at;
}

/* Cells. */

static bool
is_drawn(const char *key)
{
    return !strcmp(key, "value") || !strcmp(key, "low") ||
           !strcmp(key, "mode") || !strcmp(key, "high");
}

static struct cell
make_cell(struct arena *arena, const char *language, const struct item *entry,
          const struct item *item, const char *key)
{
    struct cell cell = {"", entry->key_place, false};
    double value;

    if (!item)
        return cell;
    cell.place = item->place;
    cell.text = item->kind == ITEM_TEXT ? item->text : NULL;
    cell.number = cell.text && number_parse(cell.text, &value);
    if (cell.number && is_drawn(key))
        cell.text = show_number(arena, language, entry, item);
    return cell;
}

static struct cell
make_range(struct arena *arena, const char *language, const struct item *entry)
{
    const struct item *low = item_find(entry, "low");
    const struct item *high = item_find(entry, "high");
    struct cell from = make_cell(arena, language, entry, low, "low");
    struct cell to = make_cell(arena, language, entry, high, "high");
    struct cell cell = low ? from : to;

    cell.number = false;
    if (!from.text || !to.text) {
        cell.text = NULL;
        return cell;
    }
    const char *const ends[] = {*from.text ? from.text : to.text, to.text};
    enum saying word = !*from.text ? WORD_RANGE_TO
                       : *to.text  ? WORD_RANGE
                                   : WORD_RANGE_FROM;
    if (*ends[0])
        cell.text = tongue_fill(arena, tongue_say(language, word), ends);
    return cell;
}

static struct cell
find_cell(struct arena *arena, const struct item *entry,
          const struct records *records, int column)
{
    const char *key = records->heads[column].text;

    if (column == 0)
        return (struct cell){entry->key, entry->key_place, false};
    if (column == records->shown)
        return make_range(arena, records->language, entry);
    if (entry->kind == ITEM_MAP)
        return make_cell(arena, records->language, entry, item_find(entry, key),
                         key);
    return make_cell(arena, records->language, entry,
                     strcmp(key, "value") ? NULL : entry, key);
}

/* The whole file. */

static bool
refuse(struct diag *diag, struct place place, const char *fault)
{
    diag_say(diag, ERROR, place, "%s, leaving the block as code", fault);
    return false;
}

/* Adds a head unless there is one of that name; false when there are too
 * many. */
static bool
add_head(struct records *records, const char *name, struct place place)
{
    for (int i = 0; i < records->columns; i++)
        if (!strcmp(records->heads[i].text, name))
            return true;
    if (records->columns == MOST_COLUMNS)
        return false;
    records->heads[records->columns++] = (struct cell){name, place, false};
    return true;
}

static bool
find_heads(struct diag *diag, const struct item *map, struct records *records)
{
    bool fits = add_head(records, "name", map->place);

    for (const struct item *entry = map->first; entry; entry = entry->next) {
        if (entry->kind != ITEM_MAP)
            fits = fits && add_head(records, "value", entry->place);
        else
            for (const struct item *item = entry->first; item && fits;
                 item = item->next)
                fits = add_head(records, item->key, item->key_place);
        if (!fits)
            return refuse(diag, entry->key_place,
                          "more columns than a table can have");
    }
    records->shown = records->columns;
    return add_head(records, "range", map->place) ||
           refuse(diag, map->place, "more columns than a table can have");
}

bool
entries_read(struct arena *arena, struct diag *diag, const struct item *map,
             struct records *records)
{
    size_t rows = item_count(map), at = 0;

    records->named = true;
    records->heads = TAKE_ARRAY(arena, MOST_COLUMNS, struct cell);
    if (!find_heads(diag, map, records))
        return false;
    if (rows * (size_t)records->columns > MOST_FIELDS)
        return refuse(diag, map->place, "too many entries");
    records->rows = rows;
    records->cells =
        TAKE_ARRAY(arena, rows * (size_t)records->columns, struct cell);
    for (const struct item *entry = map->first; entry; entry = entry->next)
        for (int i = 0; i < records->columns; i++)
            records->cells[at++] = find_cell(arena, entry, records, i);
    return true;
}
