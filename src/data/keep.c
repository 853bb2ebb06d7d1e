/* keep.c: a run as bytes and back, for the cache: numbers as they stand in
 * memory, texts with their length. Parameters, samples and seed, version and
 * key are not kept: they are what a run is found by.
 *
 * What a newcomer would get wrong: the bytes come from a file, and a file
 * may be damaged. Every length is judged before it is believed. */
#include "data.h"

#include <string.h>

static void
keep_count(struct text *text, size_t count)
{
    uint64_t word = count;

    text_bytes(text, &word, sizeof word);
}

static void
keep_words(struct text *text, const char *words)
{
    keep_count(text, strlen(words));
    text_add(text, words);
}

static void
keep_reals(struct text *text, const double *at, size_t count)
{
    text_bytes(text, at, count * sizeof *at);
}

void
run_keep(struct text *text, const struct run *run)
{
    keep_words(text, run->name);
    keep_words(text, run->title);
    keep_words(text, run->time_unit ? run->time_unit : "");
    keep_count(text, run->rows);
    keep_count(text, run->series_count);
    keep_count(text, run->quantity_count);
    keep_reals(text, run->time, run->rows);
    for (size_t i = 0; i < run->series_count; i++) {
        keep_words(text, run->series[i].name);
        keep_words(text, run->series[i].unit);
        keep_words(text, run->series[i].label);
        keep_reals(text, run->series[i].at, run->rows);
    }
    for (size_t i = 0; i < run->quantity_count; i++) {
        const struct quantity *quantity = &run->quantities[i];
        keep_words(text, quantity->name);
        keep_words(text, quantity->unit);
        keep_words(text, quantity->label);
        keep_reals(text, &quantity->value, 1);
        keep_count(text, quantity->reached);
    }
}

/* What is left to read; broken once something did not fit. */
struct rest {
    struct arena *arena;
    const char *at, *end;
    bool broken;
};

/* bytes of the rest, or NULL. */
static const char *
take_bytes(struct rest *rest, size_t count, size_t size)
{
    const char *at = rest->at;
    size_t left = (size_t)(rest->end - at);

    if (rest->broken || count > left / size) {
        rest->broken = true;
        return NULL;
    }
    rest->at += count * size;
    return at;
}

static uint64_t
take_word(struct rest *rest)
{
    const char *at = take_bytes(rest, 1, sizeof(uint64_t));
    uint64_t word = 0;

    if (at)
        memcpy(&word, at, sizeof word);
    return word;
}

/* A number of things that each take at least size bytes of the rest. */
static size_t
take_count(struct rest *rest, size_t size)
{
    uint64_t word = take_word(rest);

    if (word > (size_t)(rest->end - rest->at) / size)
        rest->broken = true;
    return rest->broken ? 0 : (size_t)word;
}

static const char *
take_words(struct rest *rest)
{
    size_t length = take_count(rest, 1);
    const char *at = take_bytes(rest, length, 1);

    return at ? arena_copy(rest->arena, at, length) : "";
}

static double *
take_reals(struct rest *rest, size_t count)
{
    const char *at = take_bytes(rest, count, sizeof(double));
    double *reals = TAKE_ARRAY(rest->arena, at ? count : 0, double);

    if (at && count)
        memcpy(reals, at, count * sizeof *reals);
    return reals;
}

static void
take_series(struct rest *rest, struct run *run)
{
    struct series *series =
        TAKE_ARRAY(rest->arena, run->series_count, struct series);

    for (size_t i = 0; i < run->series_count && !rest->broken; i++) {
        series[i].name = take_words(rest);
        series[i].unit = take_words(rest);
        series[i].label = take_words(rest);
        series[i].at = take_reals(rest, run->rows);
    }
    run->series = series;
}

static void
take_quantities(struct rest *rest, struct run *run)
{
    struct quantity *quantities =
        TAKE_ARRAY(rest->arena, run->quantity_count, struct quantity);

    for (size_t i = 0; i < run->quantity_count && !rest->broken; i++) {
        quantities[i].name = take_words(rest);
        quantities[i].unit = take_words(rest);
        quantities[i].label = take_words(rest);
        const double *value = take_reals(rest, 1);
        quantities[i].value = rest->broken ? 0 : *value;
        quantities[i].reached = take_word(rest) > 0;
    }
    run->quantities = quantities;
}

size_t
run_find(struct arena *arena, struct bytes bytes, struct run *run)
{
    struct rest rest = {arena, bytes.at, bytes.at + bytes.length, false};

    *run = (struct run){0};
    run->name = take_words(&rest);
    run->title = take_words(&rest);
    run->time_unit = take_words(&rest);
    if (!*run->time_unit)
        run->time_unit = NULL;
    run->rows = take_count(&rest, sizeof(double));
    run->series_count = take_count(&rest, 3 * sizeof(uint64_t));
    run->quantity_count = take_count(&rest, 5 * sizeof(uint64_t));
    run->time = take_reals(&rest, run->rows);
    take_series(&rest, run);
    take_quantities(&rest, run);
    return rest.broken ? 0 : (size_t)(rest.at - bytes.at);
}
