/* tables.c: the CSV files of content/tables as items, for figures. What a
 * newcomer would get wrong: nothing is said here. A file that no figure shows
 * may be damaged, or is said where a table of the text shows it; so the fault
 * becomes the value, and whoever wants the table says it. */
#include "inside.h"

#include <string.h>

static struct item *
make_record(struct arena *arena, const struct records *records, size_t row)
{
    const struct cell *cells = records->cells + row * (size_t)records->columns;
    struct item *record = TAKE(arena, struct item);
    const struct item **tail = &record->first;

    *record = (struct item){.kind = ITEM_MAP, .place = cells[0].place};
    for (int i = 0; i < records->columns; i++) {
        struct item *item = TAKE(arena, struct item);
        *item = (struct item){.kind = ITEM_TEXT,
                              .place = cells[i].place,
                              .key = records->heads[i].text,
                              .key_place = records->heads[i].place,
                              .text = cells[i].text};
        *tail = item;
        tail = &item->next;
    }
    return record;
}

static void
fill_list(struct arena *arena, const struct records *records, struct item *list)
{
    const struct item **tail = &list->first;

    for (size_t i = 0; i < records->rows; i++) {
        struct item *record = make_record(arena, records, i);
        *tail = record;
        tail = &record->next;
    }
}

/* The list of the file's records, or the text of its first fault. */
static struct item *
read_table(struct reader *reader, const char *file)
{
    struct arena *arena = reader->arena;
    struct diag said = {.arena = arena};
    struct place place = {file, 1, 1};
    const char *path = file_within(arena, reader->folder, file);
    struct bytes bytes = {0};
    struct records records = {.most = MOST_DRAWN_FIELDS,
                              .loss = "the table is left out"};
    struct item *item = TAKE(arena, struct item);

    *item = (struct item){.kind = ITEM_LIST, .place = place};
    if (path)
        bytes = file_read(arena, &said, place, path, MOST_DRAWN_CSV);
    if (bytes.at) {
        reader_hash(reader, file, bytes);
        if (csv_read(source_new(arena, &said, file, bytes), &records))
            fill_list(arena, &records, item);
    }
    if (path && !said.first)
        return item;
    item->kind = ITEM_TEXT;
    item->text =
        path ? arena_print(arena, "%s:%d:%d: %s", said.first->place.file,
                           said.first->place.line, said.first->place.col,
                           said.first->words)
             : "it lies outside the book's folder";
    return item;
}

const struct item *
tables_read(struct reader *reader)
{
    struct arena *arena = reader->arena;
    struct item *tables = TAKE(arena, struct item);
    const struct item **tail = &tables->first;
    const char **names = folder_list(
        arena, path_join(arena, reader->folder, "content/tables"), ".csv");

    *tables =
        (struct item){.kind = ITEM_MAP, .place = {"content/tables", 0, 0}};
    for (; *names; names++) {
        struct item *table =
            read_table(reader, arena_print(arena, "content/tables/%s", *names));
        table->key = arena_print(arena, "tables/%s", *names);
        table->key_place = table->place;
        *tail = table;
        tail = &table->next;
    }
    return tables;
}
