/* drawn.c: made-up runs to draw figures from, of the right shape, so that the
 * tests of drawing do not wait for the models. */
#include "drawn.h"

#include "read/read.h"

#include <check.h>
#include <math.h>
#include <string.h>

#define ROWS (24 * 128 + 1)

struct data data;
const struct palette *palette;

static const char *const series_names[] = {
    "s",           "k",           "S_oom",
    "K_oom",       "automated",   "automated_all",
    "uplift",      "doubling",    "gain",
    "usable",      "cap_silicon", "cap_energy",
    "cap_cooling", "cap_demand",  "w_silicon",
    "w_energy",    "w_cooling",   "w_demand",
    "K",           "growth",      "S_oom.p05",
    "S_oom.p25",   "S_oom.p50",   "S_oom.p75",
    "S_oom.p95",   "S",           "S_oom.p10",
    "S_oom.p90"};

static double
step_up(double t, double middle, double width)
{
    return 1 / (1 + exp(-(t - middle) / width));
}

/* One value of a run; NaN for what is not known before 2026. */
static double
make_value(size_t which, double t)
{
    double s = t < 2026 ? 1.1 * (t - 2026)
                        : 1.3 * (t - 2026) + 22 * step_up(t, 2030.3, 0.35);
    double k = t < 2026 ? 1.22 * (t - 2026) : 4 * log1p((t - 2026) / 4);
    double usable = 18.3 * exp(k);
    double w = step_up(t, 2029, 0.8), silicon = step_up(t, 2036, 0.5);
    const double all[] = {
        s,
        k,
        s / log(10),
        k / log(10),
        step_up(t, 2026.6, 0.9),
        step_up(t, 2027.2, 0.9),
        1 + exp(1.4 * (t - 2026)),
        253 / (1.1 + 20 * step_up(t, 2030, .3) * step_up(-t, -2031, .3)),
        0.4 * exp(-4 * (t - 2029.2) * (t - 2029.2)) - 0.1 * (t - 2025.5),
        usable,
        usable * 1.4,
        usable * 1.05,
        usable * 1.1,
        usable * exp(0.6 * (t - 2026)),
        silicon,
        (1 - silicon) * w,
        (1 - silicon) * (1 - w),
        0,
        exp(k),
        1.3,
        0.6 * s / log(10),
        0.8 * s / log(10),
        s / log(10),
        1.2 * s / log(10),
        1.5 * s / log(10),
        exp(s),
        0.7 * s / log(10),
        1.4 * s / log(10)};

    return t < 2026 && which >= 8 && which <= 17 ? NAN : all[which];
}

static struct run
make_run(const char *name, const double *time, size_t rows)
{
    struct run run = {.name = name,
                      .title = arena_print(&arena, "%s run", name),
                      .rows = rows,
                      .time = time};
    struct series *series =
        TAKE_ARRAY(&arena, COUNT(series_names), struct series);

    for (size_t i = 0; i < COUNT(series_names); i++) {
        double *at = TAKE_ARRAY(&arena, rows, double);
        for (size_t j = 0; j < rows; j++)
            at[j] = make_value(i, time[j]);
        series[i] = (struct series){series_names[i], "1", series_names[i], at};
    }
    run.series = series;
    run.series_count = COUNT(series_names);
    run.key = key_of(name, strlen(name));
    return run;
}

static void
add_quantities(struct run *run)
{
    static const struct quantity quantities[] = {
        {"assistant", "yr AD", "", 2022.9, true},
        {"code", "yr AD", "", 2025.1, true},
        {"lab", "yr AD", "", 2026.2, true},
        {"rsi", "yr AD", "", 2027.7, true},
        {"agi", "yr AD", "", 2029.5, true},
        {"singularity", "yr AD", "", 2029.8, true},
        {"ignition", "yr AD", "", 2028.1, true},
        {"burnout", "yr AD", "", 2030.1, true},
        {"gain_peak", "1", "", 0.1, true},
        {"gain_peak_date", "yr AD", "", 2029.2, true},
        {"shortest_doubling", "d", "", 20, true},
        {"shortest_doubling_date", "yr AD", "", 2030.5, true},
        {"never", "yr AD", "", 0, false}};

    run->quantities = quantities;
    run->quantity_count = COUNT(quantities);
}

static void
make_data(void)
{
    static const double ends[] = {2022.9, 2025.1, 2026.2, 2027.7,
                                  2029.5, 2029.8, 2033};
    static struct run runs[5];
    double *years = TAKE_ARRAY(&arena, ROWS, double);
    double *moments = TAKE_ARRAY(&arena, PARTS * FRAMES, double);

    for (int i = 0; i < ROWS; i++)
        years[i] = 2022 + i / 128.0;
    for (int i = 0; i < PARTS * FRAMES; i++) {
        int part = i / FRAMES;
        double u = (double)(i % FRAMES) / (FRAMES - 1);
        moments[i] = i % FRAMES == FRAMES - 1
                         ? ends[part + 1]
                         : ends[part] + u * (ends[part + 1] - ends[part]);
    }
    runs[0] = make_run("central", years, ROWS);
    runs[1] = make_run("demand", years, ROWS);
    runs[2] = make_run("frozen", years, ROWS);
    runs[3] = make_run("spiral", moments, PARTS * FRAMES);
    runs[4] = make_run("wall", years, ROWS);
    for (int i = 0; i < 3; i++)
        add_quantities(&runs[i]);
    data = (struct data){.runs = runs, .run_count = COUNT(runs)};
}

static const struct item *
read_text(const char *text)
{
    struct bytes bytes = {text, strlen(text)};
    const struct item *item = read_yaml(&arena, &diag, "figures/x.yaml", bytes);

    ck_assert_ptr_nonnull(item);
    return item;
}

static struct description
read_description(const char *name)
{
    struct place place = {name, 0, 0};
    const char *path = path_join(&arena, "figures", name);
    struct bytes bytes = file_read(&arena, &diag, place, path, 1 << 20);

    ck_assert_ptr_nonnull(bytes.at);
    return (struct description){
        arena_copy(&arena, name, strlen(name) - strlen(".yaml")),
        read_yaml(&arena, &diag, path, bytes), key_of(bytes.at, bytes.length)};
}

struct tree
read_figures(void)
{
    const char **names = folder_list(&arena, "figures", ".yaml");
    struct tree tree = {.folder = "."};

    while (names[tree.figure_count])
        tree.figure_count++;
    struct description *all =
        TAKE_ARRAY(&arena, tree.figure_count, struct description);
    for (size_t i = 0; i < tree.figure_count; i++)
        all[i] = read_description(names[i]);
    tree.figures = all;
    ck_assert_uint_gt(tree.figure_count, 0);
    return tree;
}

const struct figures *
draw_tree(const struct tree *tree, int threads)
{
    return draw_figures(&arena, &diag, tree, &data, faces, palette, threads);
}

const struct figure *
draw_text(const char *text)
{
    struct description one = {"x", read_text(text), key_of(text, strlen(text))};
    struct tree tree = {.figures = &one, .figure_count = 1};

    return &draw_tree(&tree, 1)->at[0];
}

const struct palette *
read_palette(const char *text)
{
    struct item *map = TAKE(&arena, struct item);
    struct item *looks = TAKE(&arena, struct item);
    struct tree tree = {.looks = looks};

    *map = *read_text(text);
    map->key = "palette";
    looks->kind = ITEM_MAP;
    looks->first = map;
    return draw_palette(&arena, &diag, &tree);
}

void
begin_drawing(void)
{
    struct place place = {"templates/palette.yaml", 0, 0};

    begin_test();
    open_faces();
    palette =
        read_palette(file_read(&arena, &diag, place, place.file, 1 << 20).at);
    make_data();
    ck_assert_int_eq(diag.errors, 0);
}

bool
was_said(const char *words)
{
    for (const struct said *said = diag.first; said; said = said->next)
        if (strstr(said->words, words))
            return true;
    diag_print(&diag, stderr, false);
    return false;
}

static struct box
widen(struct box box, double x, double y)
{
    return (struct box){fmin(box.left, x), fmin(box.top, y), fmax(box.right, x),
                        fmax(box.bottom, y)};
}

/* Of letters between baseline and capitals' height. */
static struct box
words_box(const struct mark *mark)
{
    double size = mark->glyphs->style.size, width = mark->glyphs->width;
    double x = mark->x, y = mark->y, up = 0.72 * size;

    if (mark->turn > 0)
        return (struct box){x, y, x + up, y + width};
    if (mark->turn < 0)
        return (struct box){x - up, y - width, x, y};
    return (struct box){x, y - up, x + width, y};
}

static struct box
mark_box(const struct mark *mark)
{
    struct box box = {1e9, 1e9, -1e9, -1e9};

    if (mark->kind == MARK_GLYPHS)
        return words_box(mark);
    if (mark->kind != MARK_FILL && mark->kind != MARK_STROKE &&
        mark->kind != MARK_CLIP)
        return box;
    for (size_t i = 0; i < mark->path->count; i++)
        box = widen(box, mark->path->steps[i].x, mark->path->steps[i].y);
    return box;
}

void
check_bounds(const char *name, const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        struct box box = mark_box(&sheet->marks[i]);
        ck_assert_msg(box.left >= -0.01 && box.top >= -0.01 &&
                          box.right <= sheet->width + 0.01 &&
                          box.bottom <= sheet->height + 0.01,
                      "mark %zu of %s lies at %g %g %g %g", i, name, box.left,
                      box.top, box.right, box.bottom);
    }
}

void
check_words_apart(const char *name, const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct mark *a = &sheet->marks[i], *b = &sheet->marks[j];
            if (a->kind == MARK_GLYPHS && b->kind == MARK_GLYPHS)
                ck_assert_msg(!box_meets(words_box(a), words_box(b)),
                              "'%s' meets '%s' in %s", a->glyphs->text,
                              b->glyphs->text, name);
        }
}

const char *
trace_sheet(const struct sheet *sheet)
{
    struct text text = text_new(&arena);

    sheet_trace(&text, sheet);
    return text.at;
}
