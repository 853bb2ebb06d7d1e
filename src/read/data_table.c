/* data_table.c: a fenced block "table" to the table that it asks for: which
 * file of the folder content, which columns and rows of it, what stands over
 * them. The table is what Markdown's own would be, so nobody after reading
 * can tell them apart, except that a cell's place is in the file of the data.
 * What a newcomer would get wrong: the block's text has lost the marks of the
 * quotes and lists around it, so its columns are not those of the source. */
#include "inside.h"

#include <string.h>

#define MOST_BLOCK ((size_t)64 << 10) /* [bytes] of one block */
#define MOST_CELLS 10000              /* of one table */

/* The tables of a section are priced, as its passages are by guard.c. */
#define MOST_WORK 2e9     /* [ns], about */
#define BLOCK_PRICE 1e5   /* files are looked for */
#define BYTE_PRICE 200.0  /* of the file */
#define FIELD_PRICE 200.0 /* of a record, whether it is shown or not */
#define CELL_PRICE 5e3    /* of the table; memory counts more than time */
#define LOOK_PRICE 5.0    /* for each name that another is compared with */
#define HINT_PRICE 2e3

struct column {
    int index; /* in the records */
    struct cell head;
    char align; /* 0 as long as the author has not said it */
};

struct block {
    struct source *source;
    struct arena *arena;  /* of the tree */
    struct arena scratch; /* of everything else */
    struct diag *diag;
    struct place place;
    const struct item *map, *src;
    const char *file; /* "content/tables/x.csv" */
    struct records records;
    struct column *columns;
    size_t column_count;
    size_t *rows; /* in the records */
    size_t row_count;
};

static bool refuse(struct block *block, struct place place, const char *format,
                   ...) __attribute__((format(printf, 3, 4)));

static bool
refuse(struct block *block, struct place place, const char *format, ...)
{
    struct text text = text_new(&block->scratch);
    va_list list;

    va_start(list, format);
    text_vprint(&text, format, list);
    va_end(list);
    diag_say(block->diag, ERROR, place, "%s, leaving the block as code",
             text.at);
    return false;
}

static bool
has_left(const struct block *block, double price)
{
    return block->source->work + price <= MOST_WORK;
}

static bool
spend(struct block *block, double price)
{
    if (!has_left(block, price))
        return refuse(block, block->place,
                      "the tables of this section are too much work");
    block->source->work += price;
    return true;
}

static const char *
hint(struct block *block, const char *wrong, const char *const *known,
     size_t count)
{
    double price = HINT_PRICE * (double)count;

    if (!has_left(block, price))
        return "";
    block->source->work += price;
    return diag_hint(block->diag, wrong, known, count);
}

/* The block. */

static size_t
measure_line(const char *text)
{
    return strcspn(text, "\n");
}

/* How many characters stand before the block's text in every line of it. */
static size_t
measure_margin(const struct block *block, int line, const char *text)
{
    const struct source *source = block->source;
    size_t margin = SIZE_MAX;

    for (; *text && line <= source->line_count; line++) {
        size_t length = measure_line(text);
        size_t raw = source_end(source, line) - source->lines[line - 1];
        size_t before = raw > length ? raw - length : 0;
        if (text[strspn(text, " \t")] != '\n' && before < margin)
            margin = before;
        text += length + (text[length] == '\n');
    }
    return margin == SIZE_MAX ? 0 : margin;
}

/* The text moved to the right, where it stands in the source. */
static struct bytes
restore_margin(struct block *block, int line, const char *text)
{
    struct text moved = text_new(&block->scratch);
    size_t margin = measure_margin(block, line, text);

    while (*text) {
        size_t length = measure_line(text);
        text_print(&moved, "%*s%.*s\n", (int)margin, "", (int)length, text);
        text += length + (text[length] == '\n');
    }
    return text_all(&moved);
}

static bool
read_block(struct block *block, int line, const char *text)
{
    static const char *const keys[] = {"src",  "columns", "heads", "align",
                                       "rows", "caption", "id"};

    if (strlen(text) > MOST_BLOCK)
        return refuse(block, block->place, "the block is too large");
    block->map = yaml_part(&block->scratch, block->diag, block->source->file,
                           restore_margin(block, line, text), line - 1);
    if (!block->map)
        return false;
    if (block->map->kind != ITEM_MAP)
        return refuse(block, block->map->place,
                      "a table's block must hold keys with values");
    item_keys(block->diag, block->map, "a table's block", keys, COUNT(keys));
    block->src = item_find(block->map, "src");
    if (!block->src)
        return refuse(block, block->place,
                      "a table needs 'src', the file of its data");
    if (block->src->kind != ITEM_TEXT)
        return refuse(block, block->src->place, "'src' must be one file");
    return true;
}

/* A list of texts under key, or NULL. */
static const struct item *
find_list(struct block *block, const char *key)
{
    const struct item *list = item_find(block->map, key);
    const struct item *one = list ? list->first : NULL;

    while (one && one->kind == ITEM_TEXT)
        one = one->next;
    if (!list || (list->kind == ITEM_LIST && list->first && !one))
        return list;
    diag_say(block->diag, ERROR, one ? one->place : list->place,
             "'%s' must be a list of names, left out", key);
    return NULL;
}

/* The file. */

static bool
ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);

    return length > tail && !strcmp(name + length - tail, ending);
}

/* What stands in the same folder as the file that is not there. */
static void
say_no_file(struct block *block, const char *content)
{
    const char *name = block->src->text, *slash = strrchr(name, '/');
    size_t length = slash ? (size_t)(slash + 1 - name) : 0, count = 0;
    const char *start = arena_copy(&block->scratch, name, length);
    const char **names = folder_list(
        &block->scratch, path_join(&block->scratch, content, start), "");

    for (; names[count]; count++)
        names[count] =
            arena_print(&block->scratch, "%s%s", start, names[count]);
    diag_say(block->diag, ERROR, block->src->place,
             "no file '%s' in content, leaving the block as code%s", name,
             hint(block, name, names, count));
}

/* at == NULL when there is nothing to go on with. */
static struct bytes
read_file(struct block *block)
{
    struct reader *book = block->source->book;
    struct diag said = {.arena = &block->scratch};
    struct bytes bytes = {0};
    const char *content = path_join(&block->scratch, book->folder, "content");
    const char *path = file_within(&block->scratch, content, block->src->text);

    if (!path) {
        refuse(block, block->src->place, "'%s' lies outside the folder content",
               block->src->text);
        return bytes;
    }
    if (!file_exists(path)) {
        say_no_file(block, content);
        return bytes;
    }
    bytes = file_read(&block->scratch, &said, block->src->place, path,
                      ends_in(path, ".csv") ? MOST_CSV : MOST_YAML);
    if (said.first)
        refuse(block, block->src->place, "%s", said.first->words);
    else if (!spend(block, BYTE_PRICE * (double)bytes.length))
        bytes.at = NULL;
    if (bytes.at)
        reader_hash(book, block->file, bytes);
    return bytes;
}

/* A model has been read already, and its faults said. */
static const struct item *
find_model(const struct block *block)
{
    const struct item *models = block->source->book->tree->models;
    const struct item *model = models->first;

    while (model && strcmp(model->place.file, block->file) != 0)
        model = model->next;
    return model;
}

static bool
read_entries(struct block *block)
{
    const struct item *map = find_model(block);
    struct bytes bytes = {0};

    if (!map) {
        bytes = read_file(block);
        if (!bytes.at)
            return false;
        map = read_yaml(&block->scratch, block->diag, block->file, bytes);
    }
    if (!map || map->kind != ITEM_MAP || !map->first)
        return refuse(block, block->src->place, "'%s' holds no entries",
                      block->src->text);
    block->records.language = block->source->book->tree->language;
    return entries_read(&block->scratch, block->diag, map, &block->records);
}

static bool
read_records(struct block *block)
{
    const char *name = block->src->text;

    if (!block->source->book)
        return refuse(block, block->src->place,
                      "no book is around this text to have the file '%s'",
                      name);
    block->file = arena_print(block->arena, "content/%s", name);
    if (ends_in(name, ".yaml"))
        return read_entries(block);
    if (!ends_in(name, ".csv"))
        return refuse(block, block->src->place,
                      "the name '%s' ends neither in .csv nor in .yaml", name);
    struct bytes bytes = read_file(block);
    return bytes.at && csv_read(source_new(&block->scratch, block->diag,
                                           block->file, bytes),
                                &block->records);
}

static size_t
count_fields(const struct records *records)
{
    return (size_t)records->columns * records->rows;
}

/* Columns. */

/* The index of the first head of that name, or -1, which has been said. */
static int
find_column(struct block *block, const struct item *name)
{
    const struct records *records = &block->records;
    const char **known =
        TAKE_ARRAY(&block->scratch, records->columns, const char *);

    for (int i = 0; i < records->columns; i++) {
        known[i] = records->heads[i].text;
        if (!strcmp(known[i], name->text))
            return i;
    }
    diag_say(block->diag, ERROR, name->place,
             "no column named '%s' in '%s', left out%s", name->text,
             block->file,
             hint(block, name->text, known, (size_t)records->columns));
    return -1;
}

static bool
list_columns(struct block *block)
{
    const struct item *list = find_list(block, "columns");
    const struct item *name = list ? list->first : NULL;
    size_t count = list ? item_count(list) : (size_t)block->records.shown;

    if (count > MOST_COLUMNS)
        return refuse(block, list->place, "more columns than a table can have");
    block->columns = TAKE_ARRAY(&block->scratch, count, struct column);
    block->column_count = count;
    for (size_t i = 0; i < count; i++) {
        struct column *column = &block->columns[i];
        column->index = name ? find_column(block, name) : (int)i;
        if (column->index >= 0)
            column->head = block->records.heads[column->index];
        name = name ? name->next : NULL;
    }
    return true;
}

static void
apply_heads(struct block *block)
{
    const struct item *list = find_list(block, "heads");
    size_t i = 0;

    if (!list)
        return;
    if (item_count(list) != block->column_count) {
        diag_say(block->diag, ERROR, list->place,
                 "'heads' has %zu of them for %zu columns, left out",
                 item_count(list), block->column_count);
        return;
    }
    for (const struct item *head = list->first; head; head = head->next)
        block->columns[i++].head =
            (struct cell){head->text, head->place, false};
}

static void
apply_aligns(struct block *block)
{
    const char *aligns = item_text(block->diag, block->map, "align", NULL);
    size_t count = block->column_count;

    if (aligns && (strlen(aligns) != count || strspn(aligns, "lcr") != count)) {
        diag_say(block->diag, ERROR, item_find(block->map, "align")->place,
                 "'%s' must be one of l, c, r for each of %zu columns, left "
                 "out",
                 aligns, count);
        aligns = NULL;
    }
    for (size_t i = 0; aligns && i < count; i++)
        block->columns[i].align = aligns[i];
}

/* Heads and aligns go by the list as it was written, so what is not there
 * leaves it last. */
static bool
choose_columns(struct block *block)
{
    size_t count = 0;

    if (!list_columns(block))
        return false;
    apply_heads(block);
    apply_aligns(block);
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].index >= 0)
            block->columns[count++] = block->columns[i];
    block->column_count = count;
    return count || refuse(block, block->place, "no column is left");
}

/* Rows. */

static const struct cell *
find_cell(const struct block *block, size_t row, int column)
{
    return &block->records
                .cells[row * (size_t)block->records.columns + (size_t)column];
}

static void
say_no_row(struct block *block, const struct item *name)
{
    size_t count = block->records.rows;
    const char **known = TAKE_ARRAY(&block->scratch, count, const char *);

    for (size_t i = 0; i < count; i++)
        known[i] = find_cell(block, i, 0)->text;
    diag_say(block->diag, ERROR, name->place,
             "no row named '%s' in '%s', left out%s", name->text, block->file,
             hint(block, name->text, known, count));
}

/* Adds the first row that has the name in its first column. */
static void
pick_row(struct block *block, const struct item *name)
{
    for (size_t i = 0; i < block->records.rows; i++)
        if (!strcmp(find_cell(block, i, 0)->text, name->text)) {
            block->rows[block->row_count++] = i;
            return;
        }
    say_no_row(block, name);
}

static bool
choose_rows(struct block *block)
{
    const struct item *list = find_list(block, "rows");
    const struct item *name = list ? list->first : NULL;
    size_t count = list ? item_count(list) : block->records.rows;
    double looks = list ? (double)count * (double)block->records.rows : 0;

    if (count * block->column_count > MOST_CELLS)
        return refuse(block, list ? list->place : block->src->place,
                      "%zu rows of %zu columns are more than %d cells", count,
                      block->column_count, MOST_CELLS);
    if (!spend(block, LOOK_PRICE * looks +
                          CELL_PRICE * (double)(count * block->column_count)))
        return false;
    block->rows = TAKE_ARRAY(&block->scratch, count, size_t);
    for (; name; name = name->next)
        pick_row(block, name);
    for (size_t i = 0; !list && i < count; i++)
        block->rows[block->row_count++] = i;
    return true;
}

/* The table. */

static void
add_words(struct block *block, struct node *cell, enum node_kind kind,
          const char *from, size_t length)
{
    struct node *node = node_new(block->arena, kind, cell->place);
    char *copy = arena_copy(block->arena, from, length);

    for (size_t i = 0; i < length; i++)
        if (copy[i] == '\t')
            copy[i] = ' ';
    if (kind != NODE_SPACE)
        node->text = copy;
    node_add(cell, node);
}

/* What is a formula between dollars and nothing else, as in Markdown. */
static bool
is_formula(const char *text)
{
    size_t length = strlen(text);

    return length > 2 && text[0] == '$' && text[length - 1] == '$' &&
           strcspn(text + 1, "$\n") == length - 2;
}

static void
add_formula(struct block *block, struct node *cell, const char *text)
{
    struct source *source =
        source_new(block->arena, block->diag, cell->place.file,
                   (struct bytes){text, strlen(text)});

    source->origin = cell->place;
    inline_formula(source, cell);
}

/* A line end within the text is a soft one. */
static void
add_cell(struct block *block, struct node *row, const struct cell *from,
         enum node_kind kind)
{
    struct node *cell = node_new(block->arena, NODE_CELL, from->place);
    const char *at = from->text;

    node_add(row, cell);
    if (!at)
        diag_say(block->diag, ERROR, from->place,
                 "a list or map is no text, the cell is left empty");
    if (at && is_formula(at)) {
        add_formula(block, cell, at);
        return;
    }
    while (at && *at) {
        size_t length = measure_line(at);
        if (length)
            add_words(block, cell, kind, at, length);
        at += length;
        if (*at == '\n')
            add_words(block, cell, NODE_SPACE, at, 0);
        at += strspn(at, "\n");
    }
}

static void
add_head(struct block *block, struct node *table)
{
    struct node *row =
        node_new(block->arena, NODE_ROW, block->columns[0].head.place);

    row->header = true;
    node_add(table, row);
    for (size_t i = 0; i < block->column_count; i++)
        add_cell(block, row, &block->columns[i].head, NODE_TEXT);
}

static void
add_row(struct block *block, struct node *table, size_t from)
{
    struct node *row =
        node_new(block->arena, NODE_ROW, find_cell(block, from, 0)->place);

    node_add(table, row);
    for (size_t i = 0; i < block->column_count; i++) {
        int column = block->columns[i].index;
        bool name = block->records.named && column == 0;
        add_cell(block, row, find_cell(block, from, column),
                 name ? NODE_CODE : NODE_TEXT);
    }
}

/* Numbers alone go to the right. */
static char
find_align(const struct block *block, const struct column *column)
{
    bool numbers = false;

    if (column->align)
        return column->align;
    for (size_t i = 0; i < block->row_count; i++) {
        const struct cell *cell =
            find_cell(block, block->rows[i], column->index);
        if (cell->text && *cell->text && !cell->number)
            return 'l';
        numbers = numbers || cell->number;
    }
    return numbers ? 'r' : 'l';
}

/* The text under key, or NULL. */
static const char *
find_words(struct block *block, const char *key)
{
    const char *words = item_text(block->diag, block->map, key, NULL);

    return words && *words ? arena_string(block->arena, words) : NULL;
}

static struct node *
make_table(struct block *block)
{
    struct node *table = node_new(block->arena, NODE_TABLE, block->place);
    char *aligns = arena_take(block->arena, block->column_count + 1);

    for (size_t i = 0; i < block->column_count; i++)
        aligns[i] = find_align(block, &block->columns[i]);
    table->text = find_words(block, "caption");
    table->id = find_words(block, "id");
    table->aligns = aligns;
    add_head(block, table);
    for (size_t i = 0; i < block->row_count; i++)
        add_row(block, table, block->rows[i]);
    return table;
}

struct node *
data_table_read(struct source *source, struct place place, int line,
                const char *text)
{
    struct block block = {.source = source,
                          .arena = source->arena,
                          .diag = source->diag,
                          .place = place};
    struct node *table = NULL;

    if (spend(&block, BLOCK_PRICE) && read_block(&block, line, text) &&
        read_records(&block) &&
        spend(&block, FIELD_PRICE * (double)count_fields(&block.records)) &&
        choose_columns(&block) && choose_rows(&block))
        table = make_table(&block);
    arena_close(&block.scratch);
    return table;
}
