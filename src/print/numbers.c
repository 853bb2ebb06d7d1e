/* numbers.c: what a figure shows, as numbers: CSV for a spreadsheet, JSON with
 * the provenance for a program: from which runs, made with which parameters,
 * samples and version, in which inks. Numbers have just the digits that read
 * back the same; a value that is not there is an empty cell, or null. */
#include "inside.h"

#include <math.h>
#include <string.h>

/* In quotes where a comma, a quote or a line end asks for it. */
static void
add_cell(struct text *text, const char *cell)
{
    if (!strpbrk(cell, ",\"\r\n")) {
        text_add(text, cell);
        return;
    }
    text_char(text, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            text_char(text, '"');
        text_char(text, *cell);
    }
    text_char(text, '"');
}

static void
add_heading(struct text *text, const struct column *column)
{
    struct arena arena = {0};
    bool pure = !column->unit || !*column->unit || !strcmp(column->unit, "1");

    add_cell(text,
             pure ? column->name
                  : arena_print(&arena, "%s [%s]", column->name, column->unit));
    arena_close(&arena);
}

size_t
figure_rows(const struct figure *figure)
{
    size_t rows = 0;

    for (size_t i = 0; i < figure->column_count; i++)
        if (figure->columns[i].count > rows)
            rows = figure->columns[i].count;
    return rows;
}

/* In that many digits, where those are fewer; 0: all. */
static void
add_value(struct text *text, double value, int digits)
{
    struct arena arena = {0};
    struct text whole = text_new(&arena);

    text_number(&whole, value);
    const char *brief = arena_print(&arena, "%.*g", digits, value);
    text_add(text, digits && strlen(brief) < whole.length ? brief : whole.at);
    arena_close(&arena);
}

/* A date is years, of which days are the part behind the point. */
static int
count_digits(const struct column *column)
{
    return column->unit && !strcmp(column->unit, "yr AD") ? 7 : 5;
}

/* The row that a column shows in row i of a table of most rows, each column
 * being spread over its own length; beyond its end where it has no more. */
static size_t
find_row(const struct column *column, size_t i, size_t most)
{
    if (column->count <= most || i >= most)
        return i < most ? i : column->count;
    return i * (column->count - 1) / (most - 1);
}

static void
add_row(struct text *text, const struct figure *figure, size_t i, size_t most)
{
    for (size_t k = 0; k < figure->column_count; k++) {
        const struct column *column = &figure->columns[k];
        size_t row = find_row(column, i, most);
        if (k)
            text_char(text, ',');
        if (row < column->count && column->words)
            add_cell(text, column->words[row]);
        else if (row < column->count && isfinite(column->at[row]))
            add_value(text, column->at[row],
                      most < SIZE_MAX ? count_digits(column) : 0);
    }
    text_char(text, '\n');
}

static struct bytes
write_csv(struct arena *arena, const struct figure *figure, size_t most)
{
    struct text text = text_new(arena);
    size_t rows = figure_rows(figure);

    for (size_t i = 0; i < figure->column_count; i++) {
        if (i)
            text_char(&text, ',');
        add_heading(&text, &figure->columns[i]);
    }
    text_char(&text, '\n');
    for (size_t i = 0; i < rows && i < most; i++)
        add_row(&text, figure, i, most);
    return text_all(&text);
}

struct bytes
figure_csv(struct arena *arena, const struct figure *figure)
{
    return write_csv(arena, figure, SIZE_MAX);
}

struct bytes
figure_csv_page(struct arena *arena, const struct figure *figure)
{
    return write_csv(arena, figure, MOST_ROWS);
}

/* "key": "value", with what stands before it. */
static void
add_member(struct text *text, const char *before, const char *key,
           const char *value)
{
    text_print(text, "%s\"%s\": ", before, key);
    if (value)
        text_json(text, value);
    else
        text_add(text, "null");
}

static void
add_parameter(struct text *text, const struct parameter *parameter)
{
    add_member(text, "{", "name", parameter->name);
    text_add(text, ", \"value\": ");
    text_number(text, parameter->value);
    add_member(text, ", ", "unit", parameter->unit);
    add_member(text, ", ", "label", parameter->label);
    add_member(text, ", ", "source", parameter->source);
    add_member(text, ", ", "mark", parameter->mark);
    text_char(text, '}');
}

static void
add_quantity(struct text *text, const struct quantity *quantity)
{
    add_member(text, "{", "name", quantity->name);
    text_add(text, ", \"value\": ");
    if (quantity->reached)
        text_number(text, quantity->value);
    else
        text_add(text, "null");
    add_member(text, ", ", "unit", quantity->unit);
    add_member(text, ", ", "label", quantity->label);
    text_char(text, '}');
}

static void
begin_item(struct text *text, size_t i)
{
    text_add(text, i ? ",\n        " : "\n        ");
}

/* {"V": 23, "S": 8} */
static void
add_grades(struct text *text, const struct run *run)
{
    struct grades grades = run_grades(text->arena, run);

    text_add(text, ",\n      \"evidence\": {");
    for (size_t i = 0; i < grades.count; i++) {
        text_add(text, i ? ", " : "");
        text_json(text, grades.at[i].mark);
        text_print(text, ": %zu", grades.at[i].count);
    }
    text_char(text, '}');
}

static void
add_run(struct text *text, const struct run *run)
{
    add_member(text, "    {", "name", run->name);
    add_member(text, ",\n      ", "title", run->title);
    add_member(text, ",\n      ", "version", run->version);
    add_member(text, ",\n      ", "key", key_name(text->arena, run->key));
    if (run->samples)
        text_print(text, ",\n      \"samples\": %zu,\n      \"seed\": %llu",
                   run->samples, (unsigned long long)run->seed);
    add_grades(text, run);
    text_add(text, ",\n      \"parameters\": [");
    for (size_t i = 0; i < run->parameter_count; i++) {
        begin_item(text, i);
        add_parameter(text, &run->parameters[i]);
    }
    text_add(text, "],\n      \"quantities\": [");
    for (size_t i = 0; i < run->quantity_count; i++) {
        begin_item(text, i);
        add_quantity(text, &run->quantities[i]);
    }
    text_add(text, "]}");
}

static void
add_runs(struct text *text, const struct figure *figure,
         const struct data *data)
{
    bool first = true;

    text_add(text, ",\n  \"runs\": [");
    for (size_t i = 0; i < figure->run_count; i++) {
        const struct run *run = data ? data_run(data, figure->runs[i]) : NULL;
        if (!run)
            continue;
        text_add(text, first ? "\n" : ",\n");
        add_run(text, run);
        first = false;
    }
    text_char(text, ']');
}

static void
add_column(struct text *text, const struct column *column)
{
    add_member(text, "    {", "name", column->name);
    add_member(text, ", ", "unit", column->unit);
    text_add(text, ", \"values\": [");
    for (size_t i = 0; i < column->count; i++) {
        if (i)
            text_add(text, ", ");
        if (column->words)
            text_json(text, column->words[i]);
        else
            text_number(text, column->at[i]);
    }
    text_add(text, "]}");
}

struct bytes
figure_json(struct arena *arena, const struct figure *figure,
            const struct data *data, const struct palette *palette)
{
    struct text text = text_new(arena);
    const char *inks =
        palette ? key_name(arena, palette_key(arena, palette)) : NULL;

    add_member(&text, "{\n  ", "name", figure->name);
    add_member(&text, ",\n  ", "title", figure->title);
    add_member(&text, ",\n  ", "alt", figure->alt);
    add_member(&text, ",\n  ", "long_description",
               figure_summary(arena, figure, data));
    add_member(&text, ",\n  ", "source", figure->source);
    add_member(&text, ",\n  ", "program", PROGRAM);
    add_member(&text, ",\n  ", "palette", inks);
    add_runs(&text, figure, data);
    text_add(&text, ",\n  \"columns\": [");
    for (size_t i = 0; i < figure->column_count; i++) {
        text_add(&text, i ? ",\n" : "\n");
        add_column(&text, &figure->columns[i]);
    }
    text_add(&text, "]\n}\n");
    return text_all(&text);
}
