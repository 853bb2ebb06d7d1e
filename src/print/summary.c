/* summary.c: what the numbers behind a figure say, as sentences for those who
 * do not see it and cells for a table: for each column where it begins and
 * ends, whether it only rises or falls, and where it is lowest and highest.
 *
 * What a newcomer would get wrong: a column may begin late or have gaps, so
 * its first value need not stand in the first row. Only then is it said where
 * it stands, for the ends of the axis have been told before. */
#include "inside.h"
#include "tongue/tongue.h"

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
    const char *language = data ? data->language : NULL;
    const struct series *series = find_series(arena, data, name, &run);

    if (run && !strcmp(strchr(name, '.'), ".time"))
        return run->time_unit ? tongue_label(language, run->time_unit)
                              : tongue_say(language, WORD_DATE);
    if (!series || !series->label || !*series->label)
        return arena_print(arena, "%s%s", tongue_label(language, name),
                           column->name + strlen(name));
    const char *label = tongue_label(language, series->label);
    if (figure->run_count < 2)
        return label;
    return arena_print(arena, "%s (%s)", label,
                       tongue_label(language, run->name));
}

static bool
has_value(const struct column *column, size_t row)
{
    return row < column->count &&
           (column->words ? *column->words[row] != 0
                          : isfinite(column->at[row]) != 0);
}

const char *
column_say(struct arena *arena, const char *language,
           const struct column *column, size_t row)
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
    struct value value = {.number = number,
                          .unit = date ? "yr AD" : "1",
                          .reached = true,
                          .language = language};
    return value_say(arena, &unsaid, nowhere, value, NULL);
}

const char *
count_say(struct arena *arena, const char *language, size_t count)
{
    if (count < 1000 || count > 999999)
        return arena_print(arena, "%zu", count);
    return arena_print(arena, "%zu%s%03zu", count / 1000,
                       tongue_find(language)->group, count % 1000);
}

const char *
run_say(struct arena *arena, const char *language, const struct run *run)
{
    const char *title = run->title && *run->title ? run->title : run->name;

    return words_begin(arena, tongue_label(language, title));
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

/* Where sentences are written: the language, what the first column's ends have
 * been called, and the axis of the column that is told. */
struct telling {
    struct text text;
    const char *language;
    const char *ends[2];
    const struct column *x;
};

static const char *
say_value(const struct telling *telling, const struct column *column,
          size_t row)
{
    struct arena *arena = telling->text.arena;
    const char *words = column_say(arena, telling->language, column, row);

    return has_unit(column)
               ? arena_print(arena, "%s %s", words,
                             tongue_label(telling->language, column->unit))
               : words;
}

static const char *
say_place(const struct telling *telling, size_t row)
{
    return column_say(telling->text.arena, telling->language, telling->x, row);
}

/* "253 d (March 2029)" */
static const char *
say_point(const struct telling *telling, const struct column *column,
          size_t row)
{
    const char *words = say_value(telling, column, row);

    return has_value(telling->x, row)
               ? arena_print(telling->text.arena, "%s (%s)", words,
                             say_place(telling, row))
               : words;
}

/* The same where a column begins (0) or ends (1). */
static const char *
say_end(const struct telling *telling, const struct column *column, size_t row,
        int end)
{
    return !strcmp(say_place(telling, row), telling->ends[end])
               ? say_value(telling, column, row)
               : say_point(telling, column, row);
}

static void
tell(struct telling *telling, const char *before, enum saying word,
     const char *first, const char *second)
{
    const char *const values[] = {first, second};
    bool set_off = *before == ':' || *before == ';';

    text_print(&telling->text, "%s%s%s",
               set_off ? tongue_thin(telling->language) : "", before,
               tongue_fill(telling->text.arena,
                           tongue_say(telling->language, word), values));
}

/* Lowest and highest where they are not at an end. */
static void
tell_extremes(struct telling *telling, const struct course *course,
              const struct column *column)
{
    const char *before = "; ";

    if (course->lowest != course->first && course->lowest != course->last) {
        tell(telling, before, WORD_LOWEST,
             say_point(telling, column, course->lowest), "");
        before = ", ";
    }
    if (course->highest != course->first && course->highest != course->last)
        tell(telling, before, WORD_HIGHEST,
             say_point(telling, column, course->highest), "");
}

static void
tell_course(struct telling *telling, const struct course *course,
            const struct column *column)
{
    if (column->at[course->lowest] >= column->at[course->highest]) {
        tell(telling, ": ", WORD_ALWAYS,
             say_value(telling, column, course->first), "");
        return;
    }
    if (telling->x->words) {
        /* Names have no order: only the ends of the range mean something. */
        tell(telling, ": ", WORD_LOWEST,
             say_point(telling, column, course->lowest), "");
        tell(telling, ", ", WORD_HIGHEST,
             say_point(telling, column, course->highest), "");
        return;
    }
    tell(telling, ": ",
         course->rises   ? WORD_RISES
         : course->falls ? WORD_FALLS
                         : WORD_RUNS,
         say_end(telling, column, course->first, 0),
         say_end(telling, column, course->last, 1));
    if (!course->rises && !course->falls)
        tell_extremes(telling, course, column);
}

/* A column that others are read against: the first, and each of dates. */
static bool
is_axis(struct arena *arena, const struct figure *figure,
        const struct column *column)
{
    const char *name = find_name(arena, column), *dot = strrchr(name, '.');

    return column == figure->columns || (dot && !strcmp(dot, ".time"));
}

/* What tell_size calls the ends of the first column, its least and its largest;
 * "" where it is one of words. */
static void
name_ends(struct telling *telling, const struct column *x)
{
    struct course course = x->words ? (struct course){0} : follow_column(x);
    struct arena *arena = telling->text.arena;

    for (int end = 0; end < 2; end++)
        telling->ends[end] =
            course.count ? column_say(arena, telling->language, x,
                                      end ? course.highest : course.lowest)
                         : "";
}

static void
tell_column(struct telling *telling, const struct figure *figure,
            const struct data *data, const struct column *column)
{
    struct arena *arena = telling->text.arena;
    struct course course = follow_column(column);
    const char *label = column_label(arena, figure, data, column);

    if (!course.count)
        return;
    text_print(&telling->text, " %s", words_begin(arena, label));
    tell_course(telling, &course, column);
    text_char(&telling->text, '.');
}

/* ": Research, Better methods, finds; People, Research" */
static void
add_words(struct telling *telling, const struct figure *figure, size_t rows)
{
    const char *thin = tongue_thin(telling->language);

    for (size_t i = 0; i < figure->column_count; i++)
        if (!figure->columns[i].words)
            return;
    for (size_t row = 0; row < rows && rows <= MOST_LISTED; row++)
        for (size_t i = 0; i < figure->column_count; i++) {
            const struct column *column = &figure->columns[i];
            if (has_value(column, row))
                text_print(&telling->text, "%s%s%s", i ? "" : thin,
                           i     ? ", "
                           : row ? "; "
                                 : ": ",
                           column->words[row]);
        }
}

/* "from, to and label" */
static const char *
list_labels(const struct telling *telling, const struct figure *figure,
            const struct data *data)
{
    struct text text = text_new(telling->text.arena);

    for (size_t i = 0; i < figure->column_count; i++) {
        if (i && i + 1 == figure->column_count)
            text_print(&text, " %s ", tongue_say(telling->language, WORD_AND));
        else if (i)
            text_add(&text, ", ");
        text_add(&text,
                 column_label(text.arena, figure, data, &figure->columns[i]));
    }
    return text.at;
}

/* "1,281 rows, date from January 2026 to January 2036." */
static void
tell_size(struct telling *telling, const struct figure *figure,
          const struct data *data, size_t rows)
{
    struct arena *arena = telling->text.arena;
    const struct column *x = figure->columns;
    const char *count[] = {count_say(arena, telling->language, rows)};
    const char *all = tongue_fill(
        arena,
        tongue_say(telling->language, rows == 1 ? WORD_ROW : WORD_ALL_ROWS),
        count);

    if (x->words) {
        tell(telling, "", WORD_ROWS_OF, all,
             list_labels(telling, figure, data));
        add_words(telling, figure, rows);
    } else if (rows) {
        const char *values[] = {all, column_label(arena, figure, data, x),
                                telling->ends[0], telling->ends[1]};
        text_add(&telling->text,
                 tongue_fill(arena,
                             tongue_say(telling->language, WORD_ROWS_FROM),
                             values));
    } else {
        text_add(&telling->text, all);
    }
    text_char(&telling->text, '.');
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
    struct telling telling = {.text = text_new(arena),
                              .language = data ? data->language : NULL,
                              .x = figure->columns};
    size_t said = 0;

    if (!figure->column_count)
        return "";
    name_ends(&telling, figure->columns);
    tell_size(&telling, figure, data, figure_rows(figure));
    for (size_t i = 0; i < figure->column_count; i++) {
        const struct column *column = &figure->columns[i];
        if (is_axis(arena, figure, column))
            telling.x = column;
        else if (!column->words && !is_said(arena, figure, data, column) &&
                 said++ < MOST_COLUMNS)
            tell_column(&telling, figure, data, column);
    }
    if (said > MOST_COLUMNS)
        tell(&telling, " ", WORD_MORE_COLUMNS,
             arena_print(arena, "%zu", said - MOST_COLUMNS), "");
    return telling.text.at;
}
