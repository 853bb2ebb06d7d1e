/* data.c: runs, series and quantities by name, and the paths with which a
 * text asks for a value:
 *
 *     run.quantity       central.agi
 *     run.parameter      central.r0
 *     run.series@time    central.K@2030, central.doubling@agi
 *
 * What a newcomer would get wrong: the run's name ends at the first dot, the
 * rest may hold more of them ("wall.agi.p50"). A quantity that is not reached
 * is no fault; a series asked for where it has no value is. */
#include "data.h"

#include <stdlib.h>
#include <string.h>

const struct run *
data_run(const struct data *data, const char *name)
{
    for (size_t i = 0; i < data->run_count; i++)
        if (!strcmp(data->runs[i].name, name))
            return &data->runs[i];
    return NULL;
}

const struct series *
run_series(const struct run *run, const char *name)
{
    for (size_t i = 0; i < run->series_count; i++)
        if (!strcmp(run->series[i].name, name))
            return &run->series[i];
    return NULL;
}

const struct quantity *
run_quantity(const struct run *run, const char *name)
{
    for (size_t i = 0; i < run->quantity_count; i++)
        if (!strcmp(run->quantities[i].name, name))
            return &run->quantities[i];
    return NULL;
}

const struct parameter *
run_parameter(const struct run *run, const char *name)
{
    for (size_t i = 0; i < run->parameter_count; i++)
        if (!strcmp(run->parameters[i].name, name))
            return &run->parameters[i];
    return NULL;
}

/* The last row at or before t, and never the very last of all. */
static size_t
find_row(const struct run *run, double t)
{
    size_t low = 0, high = run->rows - 1;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (run->time[middle] <= t)
            low = middle;
        else
            high = middle;
    }
    return low;
}

const char *
run_time_unit(const struct run *run)
{
    return run->time_unit ? run->time_unit : "yr AD";
}

double
series_at(const struct run *run, const struct series *series, double t)
{
    if (!run->rows || !(t >= run->time[0] && t <= run->time[run->rows - 1]))
        return real_nan();
    if (run->rows == 1)
        return series->at[0];
    size_t i = find_row(run, t);
    double from = run->time[i], to = run->time[i + 1];
    if (t == from)
        return series->at[i];
    if (t == to)
        return series->at[i + 1];
    return series->at[i] +
           (series->at[i + 1] - series->at[i]) * ((t - from) / (to - from));
}

/* Who is asked for what, for the messages. What hints at names is asked for
 * among the words of a message, so that it goes where they go
 * (live/quiet.h). */
struct question {
    const struct data *data;
    struct diag *diag;
    struct place place;
    const char *path;
    const struct run *run;
    const char *name, *when; /* when == NULL: no "@" */
};

static const char *
hint_run(const struct question *question, const char *name)
{
    size_t count = question->data->run_count;
    const char **known = TAKE_ARRAY(question->diag->arena, count, const char *);

    for (size_t i = 0; i < count; i++)
        known[i] = question->data->runs[i].name;
    return diag_hint(question->diag, name, known, count);
}

static bool
say_unknown_run(const struct question *question, const char *name)
{
    diag_say(question->diag, ERROR, question->place,
             "no run named '%s' for the value '%s', leaving a '?'%s", name,
             question->path, hint_run(question, name));
    return false;
}

static const char *
hint_name(const struct question *question)
{
    const struct run *run = question->run;
    size_t room =
        run->quantity_count + run->series_count + run->parameter_count;
    const char **known = TAKE_ARRAY(question->diag->arena, room, const char *);
    size_t count = 0;

    for (size_t i = 0; !question->when && i < run->quantity_count; i++)
        known[count++] = run->quantities[i].name;
    for (size_t i = 0; i < run->series_count; i++)
        known[count++] = run->series[i].name;
    for (size_t i = 0; !question->when && i < run->parameter_count; i++)
        known[count++] = run->parameters[i].name;
    return diag_hint(question->diag, question->name, known, count);
}

static bool
say_unknown_name(const struct question *question)
{
    diag_say(question->diag, ERROR, question->place,
             "no %s named '%s' in run '%s', leaving a '?'%s",
             question->when ? "series" : "value", question->name,
             question->run->name, hint_name(question));
    return false;
}

/* Digits, a dot, digits: a time as authors write it. */
static bool
parse_time(const char *text, double *time)
{
    if (!*text || strspn(text, "0123456789.") != strlen(text))
        return false;
    char *end;
    *time = strtod(text, &end);
    return !*end;
}

static bool
is_date(const struct quantity *quantity)
{
    return !strcmp(quantity->unit, "yr AD");
}

static const char *
hint_time(const struct question *question)
{
    const struct run *run = question->run;
    const char **known =
        TAKE_ARRAY(question->diag->arena, run->quantity_count, const char *);
    size_t count = 0;

    for (size_t i = 0; i < run->quantity_count; i++)
        if (is_date(&run->quantities[i]))
            known[count++] = run->quantities[i].name;
    return diag_hint(question->diag, question->when, known, count);
}

static bool
say_no_time(const struct question *question)
{
    diag_say(question->diag, ERROR, question->place,
             "'%s' in '%s' is neither a year nor a date of run '%s', leaving "
             "a '?'%s",
             question->when, question->path, question->run->name,
             hint_time(question));
    return false;
}

/* The time after "@"; reached is false when it is the date of something that
 * does not happen. */
static bool
find_time(const struct question *question, double *time, bool *reached)
{
    const struct quantity *date = run_quantity(question->run, question->when);

    *reached = true;
    if (parse_time(question->when, time))
        return true;
    if (date && is_date(date)) {
        *time = date->value;
        *reached = date->reached;
        return true;
    }
    return say_no_time(question);
}

static bool
say_undefined(const struct question *question)
{
    const struct run *run = question->run;

    diag_say(question->diag, ERROR, question->place,
             "'%s' has no value then, leaving a '?'; run '%s' spans %.6g to "
             "%.6g, and some series begin in 2026",
             question->path, run->name, run->time[0], run->time[run->rows - 1]);
    return false;
}

static bool
find_in_series(const struct question *question, struct value *value)
{
    const struct series *series = run_series(question->run, question->name);
    double time;
    bool reached;

    if (!series)
        return say_unknown_name(question);
    if (!find_time(question, &time, &reached))
        return false;
    *value = (struct value){.unit = series->unit, .reached = reached};
    if (!reached)
        return true;
    value->number = series_at(question->run, series, time);
    return real_finite(value->number) || say_undefined(question);
}

static bool
find_single(const struct question *question, struct value *value)
{
    const struct run *run = question->run;
    const struct quantity *quantity = run_quantity(run, question->name);
    const struct parameter *parameter =
        PRESS ? run_parameter(run, question->name) : NULL;

    if (quantity)
        *value = (struct value){quantity->value, quantity->unit,
                                quantity->reached, NULL};
    else if (parameter)
        *value = (struct value){parameter->value, parameter->unit, true, NULL};
    else if (!run_series(run, question->name))
        return say_unknown_name(question);
    else {
        diag_say(question->diag, ERROR, question->place,
                 "'%s' is a series, leaving a '?'; say when, as in '%s@2030'",
                 question->path, question->path);
        return false;
    }
    return true;
}

bool
data_find(const struct data *data, struct diag *diag, struct place place,
          const char *path, struct value *value)
{
    struct question question = {data, diag, place, path, NULL, NULL, NULL};
    char *copy = arena_string(diag->arena, path);
    char *dot = strchr(copy, '.');
    char *at = dot ? strchr(dot, '@') : NULL;

    if (!dot) {
        diag_say(diag, ERROR, place,
                 "'%s' is no value, leaving a '?'; write 'run.quantity' or "
                 "'run.series@2030'",
                 path);
        return false;
    }
    *dot = '\0';
    question.name = dot + 1;
    question.run = data_run(data, copy);
    if (!question.run)
        return say_unknown_run(&question, copy);
    if (!at)
        return find_single(&question, value);
    *at = '\0';
    question.when = at + 1;
    return find_in_series(&question, value);
}

const char *
data_say(struct arena *arena, const struct data *data, struct diag *diag,
         struct place place, const char *path, const char *format)
{
    struct value value;
    const char *words = NULL;

    if (data_find(data, diag, place, path, &value)) {
        value.language = data->language;
        words = value_say(arena, diag, place, value, format);
    }
    return words ? words : "?";
}
