/* summary.c: what the numbers behind a figure say, as sentences for those who
 * do not see it and cells for a table: for each column where it begins and
 * ends, whether it only rises or falls, and where it is lowest and highest.
 *
 * What a newcomer would get wrong: a column may begin late or have gaps, so
 * its first value need not stand in the first row. Only then is it said where
 * it stands, for the ends of the axis have been told before. */
#include "inside.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define MOST_COLUMNS 5 /* that get a sentence */
#define MOST_LISTED 12 /* rows of words that are told one by one */

static bool
has_unit(const struct column *column)
{
    return column->unit && *column->unit && strcmp(column->unit, "1") &&
           strcmp(column->unit, "yr AD");
}

/* Without the number that a second column of the same name has: "K (2)". */
static const char *
find_name(struct arena *arena, const struct column *column)
{
    size_t length = strlen(column->name);
    const char *end = column->name + length;

    if (length && end[-1] == ')')
        for (end -= 2; end > column->name && *end >= '0' && *end <= '9'; end--)
            continue;
    if (end > column->name && *end == '(' && end[-1] == ' ')
        length = (size_t)(end - 1 - column->name);
    return arena_copy(arena, column->name, length);
}

/* "central.K" is the series K of the run central; or NULL. */
static const struct series *
find_series(struct arena *arena, const struct data *data, const char *name,
            const struct run **run)
{
    const char *dot = strchr(name, '.');

    *run = dot && data
               ? data_run(data, arena_copy(arena, name, (size_t)(dot - name)))
               : NULL;
    return *run ? run_series(*run, dot + 1) : NULL;
}

const char *
column_label(struct arena *arena, const struct figure *figure,
             const struct data *data, const struct column *column)
{
    const struct run *run;
    const char *name = find_name(arena, column);
    const struct series *series = find_series(arena, data, name, &run);

    if (run && !strcmp(strchr(name, '.'), ".time"))
        return run->time_unit ? run->time_unit : "date";
    if (!series || !series->label || !*series->label)
        return column->name;
    if (figure->run_count < 2)
        return series->label;
    return arena_print(arena, "%s (%s)", series->label, run->name);
}

static bool
has_value(const struct column *column, size_t row)
{
    return row < column->count &&
           (column->words ? *column->words[row] != 0
                          : isfinite(column->at[row]) != 0);
}

const char *
column_say(struct arena *arena, const struct column *column, size_t row)
{
    struct diag unsaid = {.arena = arena};
    struct place nowhere = {0};

    if (!has_value(column, row))
        return "";
    if (column->words)
        return column->words[row];
    double number = column->at[row];
    bool date = column->unit && !strcmp(column->unit, "yr AD") && number >= 0 &&
                number < 10000;
    struct value value = {
        .number = number, .unit = date ? "yr AD" : "1", .reached = true};
    return value_say(arena, &unsaid, nowhere, value, NULL);
}

const char *
count_say(struct arena *arena, size_t count)
{
    if (count < 1000 || count > 999999)
        return arena_print(arena, "%zu", count);
    return arena_print(arena, "%zu,%03zu", count / 1000, count % 1000);
}

const char *
run_say(struct arena *arena, const struct run *run)
{
    char *title =
        arena_string(arena, run->title && *run->title ? run->title : run->name);

    title[0] = (char)toupper((unsigned char)title[0]);
    return title;
}

/* A column of numbers at a glance; rows. */
struct course {
    size_t first, last, lowest, highest;
    size_t count; /* values that there are */
    bool rises, falls;
};

static struct course
follow_column(const struct column *column)
{
    struct course course = {.rises = true, .falls = true};
    const double *at = column->at;

    for (size_t i = 0; i < column->count; i++) {
        if (!has_value(column, i))
            continue;
        if (!course.count++)
            course.first = course.last = course.lowest = course.highest = i;
        course.rises = course.rises && at[i] >= at[course.last];
        course.falls = course.falls && at[i] <= at[course.last];
        if (at[i] < at[course.lowest])
            course.lowest = i;
        if (at[i] > at[course.highest])
            course.highest = i;
        course.last = i;
    }
    return course;
}

static void
add_value(struct text *text, const char *before, const struct column *column,
          size_t row)
{
    text_print(text, "%s%s", before, column_say(text->arena, column, row));
    if (has_unit(column))
        text_print(text, " %s", column->unit);
}

/* "253 d (March 2029)" */
static void
add_point(struct text *text, const char *before, const struct column *column,
          const struct column *x, size_t row)
{
    add_value(text, before, column, row);
    if (has_value(x, row))
        text_print(text, " (%s)", column_say(text->arena, x, row));
}

/* The same where a column begins or ends; told: what has been said of that end
 * of the axis. */
static void
add_end(struct text *text, const char *before, const struct column *column,
        const struct column *x, size_t row, const char *told)
{
    if (!strcmp(column_say(text->arena, x, row), told))
        add_value(text, before, column, row);
    else
        add_point(text, before, column, x, row);
}

/* Lowest and highest where they are not at an end. */
static void
add_extremes(struct text *text, const struct course *course,
             const struct column *column, const struct column *x)
{
    const char *before = "; lowest ";

    if (course->lowest != course->first && course->lowest != course->last) {
        add_point(text, before, column, x, course->lowest);
        before = ", highest ";
    } else {
        before = "; highest ";
    }
    if (course->highest != course->first && course->highest != course->last)
        add_point(text, before, column, x, course->highest);
}

/* axis: what the first column's ends are called. */
static void
add_course(struct text *text, const struct course *course,
           const struct column *column, const struct column *x,
           const char *const *axis)
{
    if (column->at[course->lowest] >= column->at[course->highest]) {
        add_value(text, ": always ", column, course->first);
        return;
    }
    if (x->words) {
        /* Names have no order: only the ends of the range mean something. */
        add_point(text, ": lowest ", column, x, course->lowest);
        add_point(text, ", highest ", column, x, course->highest);
        return;
    }
    add_end(text,
            course->rises   ? ": rises from "
            : course->falls ? ": falls from "
                            : ": from ",
            column, x, course->first, axis[0]);
    add_end(text, " to ", column, x, course->last, axis[1]);
    if (!course->rises && !course->falls)
        add_extremes(text, course, column, x);
}

/* A column that others are read against: the first, and each of dates. */
static bool
is_axis(struct arena *arena, const struct figure *figure,
        const struct column *column)
{
    const char *name = find_name(arena, column), *dot = strrchr(name, '.');

    return column == figure->columns || (dot && !strcmp(dot, ".time"));
}

/* What add_size calls the ends of the first column, its least and its largest;
 * "" where it is one of words. */
static void
name_ends(struct arena *arena, const struct column *x, const char **ends)
{
    struct course course = x->words ? (struct course){0} : follow_column(x);

    ends[0] = course.count ? column_say(arena, x, course.lowest) : "";
    ends[1] = course.count ? column_say(arena, x, course.highest) : "";
}

static void
add_column(struct text *text, const struct figure *figure,
           const struct data *data, const struct column *column,
           const struct column *x)
{
    struct course course = follow_column(column);
    const char *axis[2];
    char *label = arena_string(text->arena,
                               column_label(text->arena, figure, data, column));

    if (!course.count)
        return;
    label[0] = (char)toupper((unsigned char)label[0]);
    name_ends(text->arena, figure->columns, axis);
    text_print(text, " %s", label);
    add_course(text, &course, column, x, axis);
    text_char(text, '.');
}

/* ": Research, Better methods, finds; People, Research" */
static void
add_words(struct text *text, const struct figure *figure, size_t rows)
{
    for (size_t i = 0; i < figure->column_count; i++)
        if (!figure->columns[i].words)
            return;
    for (size_t row = 0; row < rows && rows <= MOST_LISTED; row++)
        for (size_t i = 0; i < figure->column_count; i++) {
            const struct column *column = &figure->columns[i];
            if (has_value(column, row))
                text_print(text, "%s%s",
                           i     ? ", "
                           : row ? "; "
                                 : ": ",
                           column->words[row]);
        }
}

/* "1,281 rows, date from January 2026 to January 2036." */
static void
add_size(struct text *text, const struct figure *figure,
         const struct data *data, size_t rows)
{
    const struct column *x = figure->columns;

    text_print(text, "%s row%s", count_say(text->arena, rows),
               rows == 1 ? "" : "s");
    if (x->words) {
        for (size_t i = 0; i < figure->column_count; i++)
            text_print(text, "%s%s",
                       i == 0                          ? " of "
                       : i + 1 == figure->column_count ? " and "
                                                       : ", ",
                       column_label(text->arena, figure, data, &x[i]));
        add_words(text, figure, rows);
    } else if (rows) {
        const char *ends[2];
        name_ends(text->arena, x, ends);
        text_print(text, ", %s from %s to %s",
                   column_label(text->arena, figure, data, x), ends[0],
                   ends[1]);
    }
    text_char(text, '.');
}

/* Whether a column says nothing alone: a place on an axis, or what one before
 * it has said under the same name. */
static bool
is_said(struct arena *arena, const struct figure *figure,
        const struct data *data, const struct column *column)
{
    const char *label = column_label(arena, figure, data, column);

    if (!strcmp(column->name, "x") || !strcmp(column->name, "y"))
        return true;
    for (const struct column *one = figure->columns; one < column; one++)
        if (!strcmp(column_label(arena, figure, data, one), label))
            return true;
    return false;
}

const char *
figure_summary(struct arena *arena, const struct figure *figure,
               const struct data *data)
{
    struct text text = text_new(arena);
    const struct column *x = figure->columns;
    size_t said = 0;

    if (!figure->column_count)
        return "";
    add_size(&text, figure, data, figure_rows(figure));
    for (size_t i = 0; i < figure->column_count; i++) {
        const struct column *column = &figure->columns[i];
        if (is_axis(arena, figure, column))
            x = column;
        else if (!column->words && !is_said(arena, figure, data, column) &&
                 said++ < MOST_COLUMNS)
            add_column(&text, figure, data, column, x);
    }
    if (said > MOST_COLUMNS)
        text_print(&text, " %zu more columns are in the data.",
                   said - MOST_COLUMNS);
    return text.at;
}
