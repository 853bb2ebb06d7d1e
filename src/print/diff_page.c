/* diff_page.c: what was found out as a page for people: fields for the
 * templates in templates/diff. The page holds its own style and names only the
 * pictures beside it, so the folder can be sent anywhere. What one would get
 * wrong: a figure's name may hold anything that a file's name may, so it is
 * escaped in words by the templates and in addresses here. */
#include "diff.h"
#include "mustache.h"

#include <string.h>

/* A path below the page, safe within an attribute. */
static const char *
make_address(struct arena *arena, const char *name, const char *ending)
{
    struct text text = text_new(arena);

    text_add(&text, "pictures/");
    for (; *name; name++) {
        unsigned char c = (unsigned char)*name;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     (c >= '0' && c <= '9') || strchr("-_.", c);
        if (plain)
            text_char(&text, (char)c);
        else
            text_print(&text, "%%%02X", c);
    }
    text_print(&text, "-%s.png", ending);
    return text.at;
}

static void
add_picture(struct arena *arena, struct field *list,
            const struct figure_diff *figure, const char *ending,
            const char *label)
{
    struct field *map = field_map(arena, list, NULL);

    field_text(arena, map, "address",
               make_address(arena, figure->name, ending));
    field_text(arena, map, "label", label);
}

static void
add_pictures(struct arena *arena, struct field *map,
             const struct figure_diff *figure)
{
    struct field *list = field_list(arena, map, "pictures");

    if (figure->shown[OLD])
        add_picture(arena, list, figure, "old", "Before");
    if (figure->shown[NEW])
        add_picture(arena, list, figure, "new", "After");
    if (figure->proved) {
        add_picture(arena, list, figure, "difference", "Difference");
        field_text(arena, map, "beside",
                   make_address(arena, figure->name, "beside"));
    }
}

static void
add_measure(struct arena *arena, struct field *map,
            const struct figure_diff *figure)
{
    const struct picture_diff *picture = &figure->picture;
    const struct frames_diff *frames = &figure->frames;

    if (picture->measured && figure->differs[KEPT_PNG]) {
        field_text(arena, map, "share",
                   arena_print(arena, "%.3g %%", 100 * picture->share));
        field_text(arena, map, "mean",
                   arena_print(arena, "%.2f", picture->mean));
        field_text(arena, map, "most",
                   arena_print(arena, "%.1f", picture->most));
    }
    if (picture->width[OLD] != picture->width[NEW] ||
        picture->height[OLD] != picture->height[NEW])
        field_text(arena, map, "resized",
                   arena_print(arena, "%d × %d to %d × %d pixels",
                               picture->width[OLD], picture->height[OLD],
                               picture->width[NEW], picture->height[NEW]));
    if (frames->changed || frames->count[OLD] != frames->count[NEW])
        field_text(arena, map, "frames",
                   arena_print(arena,
                               "%zu of %zu frames changed, before there "
                               "were %zu",
                               frames->changed, frames->count[NEW],
                               frames->count[OLD]));
}

/* Both sides of a change. Two numbers get as few digits as show that they
 * differ, six or more: seventeen are for programs, which have the JSON. */
static void
add_sides(struct arena *arena, struct field *row, const char *const *at)
{
    double old, new;
    const char *from = at[OLD], *to = at[NEW];

    if (from && to && number_parse(from, &old) && number_parse(to, &new)) {
        int digits = 5;
        do {
            digits++;
            from = arena_print(arena, "%.*g", digits, old);
            to = arena_print(arena, "%.*g", digits, new);
        } while (digits < 17 && !strcmp(from, to));
    }
    field_text(arena, row, "old", from);
    field_text(arena, row, "new", to);
}

static void
add_facts(struct arena *arena, struct field *map,
          const struct figure_diff *figure, const char *name,
          enum fact_kind kind)
{
    struct field *table = NULL, *list = NULL;

    for (const struct fact_diff *at = figure->facts; at; at = at->next) {
        if (at->kind != kind)
            continue;
        if (!table) {
            table = field_map(arena, map, name);
            list = field_list(arena, table, "rows");
        }
        struct field *row = field_map(arena, list, NULL);
        field_text(arena, row, "name", at->name);
        add_sides(arena, row, at->at);
    }
}

static void
add_column(struct arena *arena, struct field *list,
           const struct column_diff *column)
{
    struct field *row = field_map(arena, list, NULL);

    field_text(arena, row, "name", column->name);
    if (column->verdict != FIGURE_CHANGED) {
        field_text(arena, row, "largest", verdict_names[column->verdict]);
        return;
    }
    field_text(
        arena, row, "count",
        arena_print(arena, "%zu of %zu", column->changed, column->compared));
    if (column->largest >= 0)
        field_text(arena, row, "largest",
                   arena_print(arena, "%.3g %%", 100 * column->largest));
    field_text(arena, row, "row", column->row);
    add_sides(arena, row, column->at);
}

static void
add_numbers(struct arena *arena, struct field *map,
            const struct figure_diff *figure)
{
    const struct table_diff *diff = &figure->table;

    if (!tables_align(diff))
        field_text(arena, map, "lengths",
                   arena_print(arena,
                               "%zu rows, before there were %zu; %zu could be "
                               "compared",
                               diff->rows[NEW], diff->rows[OLD],
                               diff->matched));
    if (!diff->columns)
        return;
    struct field *table = field_map(arena, map, "columns");
    struct field *list = field_list(arena, table, "rows");
    for (const struct column_diff *at = diff->columns; at; at = at->next)
        add_column(arena, list, at);
}

static void
add_reasons(struct arena *arena, struct field *map,
            const struct figure_diff *figure)
{
    struct field *list = field_list(arena, map, "reasons");

    for (const struct reason *at = figure->reasons; at; at = at->next)
        field_text(arena, list, NULL, at->words);
    if (figure->differs[KEPT_SVG] && !figure->differs[KEPT_PNG])
        field_text(arena, list, NULL, "the svg differs, the png does not");
    if (figure->facts_left_out)
        field_text(arena, list, NULL,
                   arena_print(arena, "%zu more entries of the json differ",
                               figure->facts_left_out));
}

static void
add_figure(struct arena *arena, struct field *list,
           const struct figure_diff *figure, size_t number)
{
    struct field *map = field_map(arena, list, NULL);

    field_text(arena, map, "id", arena_print(arena, "f%zu", number));
    field_text(arena, map, "name", figure->words);
    field_text(arena, map, "title", figure->title);
    field_text(arena, map, "status", verdict_names[figure->verdict]);
    add_pictures(arena, map, figure);
    if (figure->verdict != FIGURE_CHANGED)
        return;
    field_text(arena, map, "changed", "yes");
    add_measure(arena, map, figure);
    add_facts(arena, map, figure, "parameters", FACT_PARAMETER);
    add_facts(arena, map, figure, "quantities", FACT_QUANTITY);
    add_facts(arena, map, figure, "details", FACT_DETAIL);
    add_numbers(arena, map, figure);
    add_reasons(arena, map, figure);
}

static void
add_counts(struct arena *arena, struct field *root, const int *counts)
{
    struct field *list = field_list(arena, root, "counts");
    static const enum verdict order[] = {FIGURE_CHANGED, FIGURE_NEW,
                                         FIGURE_GONE, FIGURE_SAME};

    for (size_t i = 0; i < COUNT(order); i++) {
        struct field *map = field_map(arena, list, NULL);
        field_text(arena, map, "count",
                   arena_print(arena, "%d", counts[order[i]]));
        field_text(arena, map, "status", verdict_names[order[i]]);
    }
}

static void
add_figures(struct arena *arena, struct field *root,
            const struct figure_diffs *figures)
{
    struct field *list = field_list(arena, root, "figures");
    struct field *same = field_list(arena, root, "unchanged");
    int counts[VERDICTS] = {0};

    for (size_t i = 0; i < figures->count; i++) {
        const struct figure_diff *figure = &figures->at[i];
        counts[figure->verdict]++;
        if (figure->verdict == FIGURE_SAME)
            field_text(arena, same, NULL, figure->words);
        else
            add_figure(arena, list, figure, i + 1);
    }
    if (counts[FIGURE_SAME])
        field_text(arena, root, "any_unchanged", "yes");
    if ((size_t)counts[FIGURE_SAME] < figures->count)
        field_text(arena, root, "any", "yes");
    add_counts(arena, root, counts);
}

struct bytes
diff_page(struct arena *arena, struct diag *diag,
          const struct diff_request *request,
          const struct figure_diffs *figures)
{
    struct shelf shelf = {
        arena,
        diag,
        {request->looks ? path_join(arena, request->looks, "diff") : NULL,
         NULL},
        "templates/diff"};
    struct field *root = field_new(arena);
    struct text out = text_new(arena);
    struct bytes style = shelf_read(&shelf, (struct place){0}, "style.css");
    int errors = diag->errors;

    if (!style.at)
        return style;
    field_text(arena, root, "style", style.at);
    field_text(arena, root, "old_folder", request->old);
    field_text(arena, root, "new_folder", request->new);
    add_figures(arena, root, figures);
    shelf_fill(&shelf, &out, "page.mustache", root);
    return errors == diag->errors ? text_all(&out) : (struct bytes){0};
}
