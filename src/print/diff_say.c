/* diff_say.c: what was found out, as JSON for a program and as lines for a
 * terminal. What one would get wrong: what is not known is null, never 0: a
 * figure without a picture has not the same picture. */
#include "diff.h"

/* Six digits are more than an eye or a tolerance asks for. */
static void
add_number(struct text *text, const char *before, const char *key, double value,
           bool known)
{
    text_print(text, "%s\"%s\": ", before, key);
    if (known)
        text_print(text, "%.6g", value);
    else
        text_add(text, "null");
}

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

/* The beginning of an item of a list. */
static const char *
begin_item(bool first)
{
    return first ? "\n        {" : ",\n        {";
}

static void
add_columns(struct text *text, const struct column_diff *columns)
{
    text_add(text, ",\n      \"columns\": [");
    for (const struct column_diff *at = columns; at; at = at->next) {
        bool known = at->verdict == FIGURE_CHANGED;
        add_member(text, begin_item(at == columns), "name", at->name);
        add_member(text, ", ", "status", verdict_names[at->verdict]);
        add_number(text, ", ", "changed", (double)at->changed, known);
        add_number(text, ", ", "compared", (double)at->compared, known);
        add_number(text, ", ", "largest", at->largest, at->largest >= 0);
        add_member(text, ", ", "row", at->row);
        add_member(text, ", ", "old", at->at[OLD]);
        add_member(text, ", ", "new", at->at[NEW]);
        text_char(text, '}');
    }
    text_char(text, ']');
}

static void
add_facts(struct text *text, const char *key, const struct fact_diff *facts,
          enum fact_kind kind)
{
    bool first = true;

    text_print(text, ",\n      \"%s\": [", key);
    for (; facts; facts = facts->next) {
        if (facts->kind != kind)
            continue;
        add_member(text, begin_item(first), "name", facts->name);
        add_member(text, ", ", "old", facts->at[OLD]);
        add_member(text, ", ", "new", facts->at[NEW]);
        text_char(text, '}');
        first = false;
    }
    text_char(text, ']');
}

static void
add_lists(struct text *text, const struct figure_diff *figure)
{
    const char *before = "";

    text_add(text, ",\n      \"files\": [");
    for (int form = 0; form < KEPT_FORMS; form++)
        if (figure->differs[form]) {
            text_print(text, "%s\"%s\"", before, kept_endings[form]);
            before = ", ";
        }
    text_add(text, "],\n      \"reasons\": [");
    before = "";
    for (const struct reason *at = figure->reasons; at; at = at->next) {
        text_add(text, before);
        text_json(text, at->words);
        before = ", ";
    }
    text_char(text, ']');
}

/* [old, new] */
static void
add_pair(struct text *text, const char *key, const char *old, const char *new,
         bool known)
{
    if (known)
        text_print(text, ",\n      \"%s\": [%s, %s]", key, old, new);
    else
        text_print(text, ",\n      \"%s\": null", key);
}

static const char *
make_size(struct arena *arena, const struct picture_diff *picture,
          enum side side)
{
    return arena_print(arena, "[%d, %d]", picture->width[side],
                       picture->height[side]);
}

static void
add_picture(struct text *text, const struct figure_diff *figure)
{
    const struct picture_diff *picture = &figure->picture;
    const size_t *frames = figure->frames.count;
    bool known = picture->measured;

    add_number(text, ",\n      ", "pixels", picture->share, known);
    add_number(text, ", ", "mean", picture->mean, known);
    add_number(text, ", ", "max", picture->most, known);
    add_pair(text, "size", make_size(text->arena, picture, OLD),
             make_size(text->arena, picture, NEW), known);
    add_pair(text, "frames", arena_print(text->arena, "%zu", frames[OLD]),
             arena_print(text->arena, "%zu", frames[NEW]),
             frames[OLD] || frames[NEW]);
    add_number(text, ", ", "frames_changed", (double)figure->frames.changed,
               frames[OLD] && frames[NEW]);
}

static void
add_figure(struct text *text, const struct figure_diff *figure)
{
    const size_t *rows = figure->table.rows;

    add_member(text, "    {", "name", figure->words);
    add_member(text, ", ", "status", verdict_names[figure->verdict]);
    if (figure->verdict == FIGURE_CHANGED) {
        add_picture(text, figure);
        add_pair(text, "rows", arena_print(text->arena, "%zu", rows[OLD]),
                 arena_print(text->arena, "%zu", rows[NEW]),
                 rows[OLD] || rows[NEW]);
        add_number(text, ", ", "rows_compared", (double)figure->table.matched,
                   rows[OLD] && rows[NEW]);
        add_columns(text, figure->table.columns);
        add_facts(text, "parameters", figure->facts, FACT_PARAMETER);
        add_facts(text, "quantities", figure->facts, FACT_QUANTITY);
        add_facts(text, "details", figure->facts, FACT_DETAIL);
        add_lists(text, figure);
    }
    text_char(text, '}');
}

struct bytes
diff_json(struct arena *arena, const struct diff_request *request,
          const struct figure_diffs *figures)
{
    struct text text = text_new(arena);
    int counts[VERDICTS] = {0};

    add_member(&text, "{\n  ", "old", request->old);
    add_member(&text, ",\n  ", "new", request->new);
    add_number(&text, ",\n  \"measure\": \"CIEDE2000\",\n  ", "threshold",
               JUST_NOTICEABLE, true);
    text_add(&text, ",\n  \"figures\": [");
    for (size_t i = 0; i < figures->count; i++) {
        text_add(&text, i ? ",\n" : "\n");
        add_figure(&text, &figures->at[i]);
        counts[figures->at[i].verdict]++;
    }
    text_add(&text, "],\n  \"counts\": {");
    for (int i = 0; i < VERDICTS; i++)
        text_print(&text, "%s\"%s\": %d", i ? ", " : "", verdict_names[i],
                   counts[i]);
    text_add(&text, "}\n}\n");
    return text_all(&text);
}

/* Why, in a few words: the parameter, or the numbers, or else what is to
 * say. */
static void
add_cause(struct text *text, const struct figure_diff *figure)
{
    const struct fact_diff *fact = figure->facts;

    if (fact && fact->kind == FACT_PARAMETER && fact->at[OLD] && fact->at[NEW])
        text_print(text, "; %s %s -> %s", fact->name, fact->at[OLD],
                   fact->at[NEW]);
    else if (fact)
        text_print(text, "; %s", fact->name);
    if (fact && fact->next)
        text_add(text, " and others");
    for (const struct reason *at = figure->reasons; at; at = at->next)
        text_print(text, "; %s", at->words);
}

/* How much, or, where the picture does not tell, in which files. */
static void
add_extent(struct text *text, const struct figure_diff *figure)
{
    const struct picture_diff *picture = &figure->picture;
    const char *before = ": ";

    if (picture->measured && figure->differs[KEPT_PNG]) {
        text_print(text,
                   ": %.3g %% of its pixels, by %.2f on average, %.1f at most",
                   100 * picture->share, picture->mean, picture->most);
        return;
    }
    for (int form = 0; form < KEPT_FORMS; form++)
        if (figure->differs[form]) {
            text_print(text, "%s%s", before, kept_endings[form]);
            before = ", ";
        }
}

static void
add_line(struct text *text, const struct figure_diff *figure)
{
    text_print(text, "%-9s %s", verdict_names[figure->verdict], figure->words);
    if (figure->verdict == FIGURE_CHANGED) {
        add_extent(text, figure);
        add_cause(text, figure);
    }
    text_char(text, '\n');
}

struct bytes
diff_words(struct arena *arena, const struct figure_diffs *figures)
{
    struct text text = text_new(arena);

    for (size_t i = 0; i < figures->count; i++)
        if (figures->at[i].verdict != FIGURE_SAME)
            add_line(&text, &figures->at[i]);
    return text_all(&text);
}
