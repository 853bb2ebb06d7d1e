/* check_draw.c: drawing. The book's own figures are drawn from made-up runs
 * of the right shape, so that these tests do not wait for the models. */
#include "suites.h"

#include "draw/inside.h"
#include "read/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROWS (24 * 128 + 1)
#define PARTS 6
#define FRAMES 36

static struct arena arena;
static struct diag diag;
static struct faces *faces;
static struct data data;
static const struct palette *palette;

/* ---- made-up runs ---- */

static const char *const series_names[] = {
    "s",           "k",           "S_oom",
    "K_oom",       "automated",   "automated_all",
    "uplift",      "doubling",    "gain",
    "usable",      "cap_silicon", "cap_energy",
    "cap_cooling", "cap_demand",  "w_silicon",
    "w_energy",    "w_cooling",   "w_demand",
    "K",           "growth"};

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
        1.3};

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
    static struct run runs[4];
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
    for (int i = 0; i < 3; i++)
        add_quantities(&runs[i]);
    data = (struct data){runs, COUNT(runs)};
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

/* Every description of figures/. */
static struct tree
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

static const struct figures *
draw_tree(const struct tree *tree, int threads)
{
    return draw_figures(&arena, &diag, tree, &data, faces, palette, threads);
}

/* The figure that a description gives. */
static const struct figure *
draw_text(const char *text)
{
    struct description one = {"x", read_text(text), key_of(text, strlen(text))};
    struct tree tree = {.figures = &one, .figure_count = 1};

    return &draw_tree(&tree, 1)->at[0];
}

static const struct palette *
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

static void
set_up(void)
{
    struct place place = {"templates/palette.yaml", 0, 0};

    diag = (struct diag){.arena = &arena};
    faces = faces_open(&arena, &diag, ".");
    ck_assert_ptr_nonnull(faces);
    palette =
        read_palette(file_read(&arena, &diag, place, place.file, 1 << 20).at);
    make_data();
    ck_assert_int_eq(diag.errors, 0);
}

static void
tear_down(void)
{
    faces_close(faces);
    arena_close(&arena);
}

static bool
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
    for (size_t i = 0; i < mark->path.count; i++)
        box = widen(box, mark->path.steps[i].x, mark->path.steps[i].y);
    return box;
}

static void
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

static void
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

static const char *
trace_sheet(const struct sheet *sheet)
{
    struct text text = text_new(&arena);

    sheet_trace(&text, sheet);
    return text.at;
}

START_TEST(a_scale_maps_its_ends_to_its_ends)
{
    struct scale plain = {false, 10, 30, 5, 105};
    struct scale log = {true, 1, 1000, 300, 0};

    ck_assert_double_eq_tol(scale_at(&plain, 10), 5, 1e-9);
    ck_assert_double_eq_tol(scale_at(&plain, 30), 105, 1e-9);
    ck_assert_double_eq_tol(scale_at(&plain, 20), 55, 1e-9);
    ck_assert_double_eq_tol(scale_at(&log, 1), 300, 1e-9);
    ck_assert_double_eq_tol(scale_at(&log, 10), 200, 1e-9);
    ck_assert_double_eq_tol(scale_at(&log, 1000), 0, 1e-9);
}
END_TEST

/* 1, 2, 3 or 5 times a power of ten. */
static bool
is_round(double value)
{
    double power = pow(10, floor(log10(value) + 1e-9)), rest = value / power;

    return fabs(rest - round(rest)) < 1e-6 &&
           (rest < 3.1 || fabs(rest - 5) < 1e-6);
}

START_TEST(ticks_are_round_rising_and_on_the_scale)
{
    srand(7);
    for (int i = 0; i < 2000; i++) {
        double from = (rand() % 20001 - 10000) / 100.0;
        double span = pow(10, rand() % 9 - 4) * (1 + rand() % 90);
        bool log = i % 2;
        struct scale scale = {log, log ? fabs(from) + 0.01 : from, 0, 0, 1};
        double ticks[MOST_TICKS];
        scale.to = log ? scale.from * (1.5 + span) : from + span;
        size_t count = scale_ticks(&scale, 5, ticks);
        ck_assert_uint_gt(count, 0);
        ck_assert_uint_le(count, 12);
        for (size_t j = 0; j < count; j++) {
            double slack = 1e-6 * (scale.to - scale.from);
            ck_assert(ticks[j] >= scale.from - slack &&
                      ticks[j] <= scale.to + slack);
            ck_assert(!log || ticks[j] > 0);
            if (j)
                ck_assert(ticks[j] > ticks[j - 1]);
            if (j && !log)
                ck_assert(is_round(ticks[j] - ticks[j - 1]));
        }
    }
}
END_TEST

START_TEST(a_scale_of_no_length_has_no_ticks)
{
    struct scale scale = {false, 3, 3, 0, 1}, none = {false, NAN, 3, 0, 1};
    double ticks[MOST_TICKS];

    ck_assert_uint_eq(scale_ticks(&scale, 5, ticks), 0);
    ck_assert_uint_eq(scale_ticks(&none, 5, ticks), 0);
}
END_TEST

START_TEST(ticks_are_written_as_a_reader_expects)
{
    ck_assert_str_eq(tick_text(&arena, TICK_PLAIN, 12000, 1000), "12,000");
    ck_assert_str_eq(tick_text(&arena, TICK_PLAIN, 100, 100), "100");
    ck_assert_str_eq(tick_text(&arena, TICK_PLAIN, -0.5, 0.5), "\xe2\x88\x92"
                                                               "0.5");
    ck_assert_str_eq(tick_text(&arena, TICK_YEAR, 2030, 2), "2030");
    ck_assert_str_eq(tick_text(&arena, TICK_PERCENT, 0.25, 0.25), "25%");
    ck_assert_str_eq(tick_text(&arena, TICK_POWER, 12, 3),
                     "10\xc2\xb9\xc2\xb2");
    ck_assert_str_eq(tick_text(&arena, TICK_POWER, 0, 3), "1");
}
END_TEST

START_TEST(spread_labels_never_overlap_and_stay_inside)
{
    srand(11);
    for (int i = 0; i < 3000; i++) {
        size_t count = (size_t)(1 + rand() % 12);
        double middles[12], heights[12], total = 0;
        for (size_t j = 0; j < count; j++) {
            middles[j] =
                j ? middles[j - 1] + rand() % 300 / 10.0 : rand() % 400 - 100;
            heights[j] = 5 + rand() % 100 / 10.0;
            total += heights[j];
        }
        bool fits = labels_spread(&arena, middles, heights, count, 10, 150);
        ck_assert_int_eq(fits, total <= 140);
        double edge = 10;
        for (size_t j = 0; fits && j < count; j++) {
            ck_assert(middles[j] - heights[j] / 2 >= edge - 1e-9);
            edge = middles[j] + heights[j] / 2;
        }
        ck_assert(!fits || edge <= 150 + 1e-9);
    }
}
END_TEST

START_TEST(labels_with_room_stay_where_they_are)
{
    double middles[] = {20, 50, 51, 100}, heights[] = {8, 8, 8, 8};

    ck_assert(labels_spread(&arena, middles, heights, 4, 0, 200));
    ck_assert_double_eq_tol(middles[0], 20, 1e-9);
    ck_assert_double_eq_tol(middles[1], 46.5, 1e-9);
    ck_assert_double_eq_tol(middles[2], 54.5, 1e-9);
    ck_assert_double_eq_tol(middles[3], 100, 1e-9);
}
END_TEST

START_TEST(placed_labels_never_overlap)
{
    struct labels labels = {.arena = &arena, .bounds = {0, 0, 300, 200}};
    struct box at[200];
    size_t count = 0;

    srand(3);
    for (int i = 0; i < 200; i++)
        if (labels_place(&labels, rand() % 300, rand() % 200, 10 + rand() % 50,
                         8, &at[count])) {
            for (size_t j = 0; j < count; j++)
                ck_assert(!box_meets(at[j], at[count]));
            ck_assert(at[count].left >= 0 && at[count].right <= 300);
            count++;
        }
    ck_assert_uint_gt(count, 20);
}
END_TEST

START_TEST(a_line_is_cut_at_the_ends_of_its_scale)
{
    double x[] = {0, 1, 2, 3}, y[] = {5, 25, -5, 5};
    struct polyline curve = {x, y, 4};
    struct scale across = {false, 0, 3, 0, 30}, up = {false, 0, 10, 100, 0};
    struct polyline cut = polyline_map(&arena, &curve, &across, &up);
    size_t breaks = 0;

    for (size_t i = 0; i < cut.count; i++) {
        breaks += isnan(cut.y[i]) ? 1 : 0;
        ck_assert(isnan(cut.y[i]) || (cut.y[i] >= 0 && cut.y[i] <= 100));
    }
    ck_assert_uint_eq(breaks, 2);
    ck_assert_uint_eq(cut.count - breaks, 6);
}
END_TEST

START_TEST(a_smooth_line_of_many_rows_costs_few_points)
{
    size_t rows = 300000;
    double *x = TAKE_ARRAY(&arena, rows, double);
    double *y = TAKE_ARRAY(&arena, rows, double);
    struct scale across = {false, 0, 1, 0, 300}, up = {false, -1, 1, 200, 0};

    for (size_t i = 0; i < rows; i++) {
        x[i] = (double)i / (double)rows;
        y[i] = sin(6 * x[i]);
    }
    struct polyline curve = {x, y, rows};
    struct polyline few = polyline_map(&arena, &curve, &across, &up);
    ck_assert_uint_lt(few.count, 400);
    ck_assert_uint_gt(few.count, 20);
    for (size_t i = 0; i < few.count; i++)
        ck_assert_double_eq_tol(few.y[i], 100 - 100 * sin(6 * few.x[i] / 300),
                                0.01);
}
END_TEST

START_TEST(a_jagged_line_keeps_at_most_its_limit)
{
    size_t rows = 250000;
    double *x = TAKE_ARRAY(&arena, rows, double);
    double *y = TAKE_ARRAY(&arena, rows, double);
    struct scale across = {false, 0, 1, 0, 300}, up = {false, -9, 9, 200, 0};

    for (size_t i = 0; i < rows; i++) {
        x[i] = (double)i / (double)rows;
        y[i] = (double)(i * 7919 % 1009) / 200;
    }
    struct polyline curve = {x, y, rows};
    ck_assert_uint_le(polyline_map(&arena, &curve, &across, &up).count,
                      MOST_POINTS);
}
END_TEST

START_TEST(black_text_is_black_ink_alone)
{
    const struct ink *ink = &palette->inks[0];

    ck_assert_str_eq(ink->name, "ink");
    ck_assert(ink->cmyk[0] + ink->cmyk[1] + ink->cmyk[2] == 0);
    ck_assert(ink->cmyk[3] == 1);
}
END_TEST

START_TEST(a_damaged_ink_is_said_and_drawn_black)
{
    const struct palette *odd =
        read_palette("red: {screen: \"#f0000\", press: [0, 100, 101, 0]}\n"
                     "ink: {screen: \"#111111\", press: [0, 0, 0, 100]}\n"
                     "blue: none\n");

    ck_assert(was_said("'screen' of ink 'red' is not of the form"));
    ck_assert(was_said("'press' of ink 'red' is not a list of four"));
    ck_assert(was_said("ink 'blue' needs 'screen' and 'press'"));
    ck_assert_str_eq(odd->inks[0].name, "ink");
    ck_assert(ink_find(odd, "red")->cmyk[3] == 1);
    ck_assert_ptr_nonnull(ink_find(odd, "blue"));
}
END_TEST

START_TEST(a_book_without_a_palette_is_drawn_in_black)
{
    struct tree tree = {0};
    const struct palette *plain = draw_palette(&arena, &diag, &tree);

    ck_assert(was_said("no ink named 'ink'"));
    ck_assert_str_eq(plain->inks[0].name, "ink");
    palette = plain;
    ck_assert_ptr_nonnull(
        draw_text("kind: diagram\nalt: a\nnodes: [{id: a, text: A, column: 1, "
                  "row: 1}]\n")
            ->sheet);
}
END_TEST

#define LINES "kind: lines\nalt: a\nx: {from: 2026, to: 2030}\n"

static const struct {
    const char *yaml, *said;
} faults[] = {
    {"alt: a\n", "'kind' is missing here"},
    {"kind: lnies\nalt: a\n",
     "no kind of figure named 'lnies', did you mean 'lines'?"},
    {"kind: pie\nalt: a\n",
     "known are 'lines', 'stacked', 'diagram', 'spiral'"},
    {LINES "layer: []\nlayers: [{mark: rule, y: 0}]\n",
     "unknown key 'layer' in a figure of kind 'lines', did you mean 'layers'?"},
    {LINES, "a figure of this kind needs 'layers'"},
    {LINES "layers: 5\n", "'layers' must be a list"},
    {LINES "layers: [a]\n", "each entry of 'layers' must be a map"},
    {LINES "layers: [{mark: lime, series: central.s}]\n",
     "no mark named 'lime', did you mean 'line'?"},
    {LINES "layers: [{mark: line}]\n", "'series' is missing here"},
    {LINES "layers: [{mark: line, series: s}]\n",
     "'s' is not of the form run.series"},
    {LINES "layers: [{mark: line, series: centrel.s}]\n",
     "no run named 'centrel', did you mean 'central'?"},
    {LINES "layers: [{mark: line, series: central.S_oon}]\n",
     "no series of run 'central' named 'S_oon', did you mean 'S_oom'?"},
    {LINES "layers: [{mark: line, series: central.s, ink: acent}]\n",
     "no ink named 'acent', did you mean 'accent'?"},
    {LINES "layers: [{mark: line, series: central.s, colour: red}]\n",
     "unknown key 'colour' in a layer of mark 'line'"},
    {LINES "layers: [{mark: marker, series: central.s, at: central.agu}]\n",
     "did you mean 'agi'?"},
    {LINES "layers: [{mark: rule, y: 0, label: \"{{ central.x }}\"}]\n", "'x'"},
    {LINES "layers: [{mark: rule, y: high}]\n", "'y' must be a number"},
    {LINES "layers: [{mark: rule, y: 1e300}]\n", "too large to draw"},
    {LINES "layers: [{mark: rule, y: 0}]\ny: {scale: lag}\n",
     "no scale named 'lag', did you mean 'log'?"},
    {LINES "layers: [{mark: rule, y: 1}]\ny: {scale: log, from: 0, to: 1}\n",
     "a log scale goes from and to numbers above 0"},
    {LINES "layers: [{mark: rule, y: 1}]\ny: {from: 2, to: 1}\n",
     "'from' of an axis must be less than 'to'"},
    {LINES "layers: [{mark: rule, y: 1}]\ny: {ticks: 3}\n",
     "'ticks' must be a list of at most"},
    {LINES "layers: [{mark: rule, y: 1}]\ny: {ticks: [x]}\n",
     "a tick must be a number"},
    {LINES "layers: [{mark: rule, y: 1}]\ny: 3\n", "'y' must be a map"},
    {"kind: lines\nalt: a\nlayers: [{mark: rule, y: 1}]\n",
     "the x axis of this kind needs 'from' and 'to'"},
    {"kind: stacked\nalt: a\nlayers: [{series: central.s, label: a, ink: ink}]"
     "\n",
     "the x axis of this kind needs 'from' and 'to'"},
    {"kind: stacked\nalt: a\nx: {from: 1, to: 2}\n",
     "a figure of this kind needs 'layers'"},
    {"kind: diagram\nalt: a\n", "a figure of this kind needs 'nodes'"},
    {"kind: diagram\nalt: a\nnodes: [{id: a, text: A, column: 1, row: 1}]\n"
     "arrows: [{from: a, to: b}]\n",
     "no node named 'b', did you mean 'a'?"},
    {"kind: diagram\nalt: a\nnodes: [{id: a, text: A, column: 1, row: 1}]\n"
     "arrows: [{from: a, to: a}]\n",
     "an arrow must lead to another node"},
    {"kind: spiral\nalt: a\n", "'run' is missing here"},
    {"kind: spiral\nalt: a\nrun: spiral\nhistory: central\n",
     "'software' is missing here"},
};

START_TEST(every_fault_is_said_and_leaves_a_gap)
{
    const struct figure *figure = draw_text(faults[_i].yaml);

    ck_assert_msg(was_said(faults[_i].said), "never said: %s", faults[_i].said);
    ck_assert_ptr_nonnull(diag.first->place.file);
    ck_assert_ptr_nonnull(figure->sheet);
    ck_assert_int_eq(figure->parts, 0);
    /* A dashed frame first, then the message. */
    ck_assert(figure->sheet->marks[0].dash[0] > 0);
    ck_assert_int_eq(figure->sheet->marks[2].kind, MARK_GLYPHS);
    check_bounds("gap", figure->sheet);
}
END_TEST

/* A good spiral with one line of it replaced. */
static const struct figure *
draw_spiral_with(const char *line, const char *instead)
{
    struct place place = {"figures/spiral.yaml", 0, 0};
    const char *all = file_read(&arena, &diag, place, place.file, 1 << 20).at;
    const char *at = strstr(all, line);

    ck_assert_ptr_nonnull(at);
    return draw_text(arena_print(&arena, "%.*s%s%s", (int)(at - all), all,
                                 instead, at + strlen(line)));
}

START_TEST(a_sequence_that_does_not_fit_its_run_is_said)
{
    static const struct {
        const char *line, *instead, *said;
    } cases[] = {
        {"run: spiral", "run: central", "share the 3073 rows of the run"},
        {"software: s", "software: growth", "software and compute must grow"},
        {"side: left", "side: lift", "no side named 'lift'"},
        {"side: left", "side: top", "'sides' needs one entry each"},
        {"format: percent", "format: \"%s\"", "format"},
        {"show: limit", "show: limits", "no show named 'limits'"},
        {"axis: {from: -1, to: 0.5}", "axis: {from: 1, to: 2}",
         "'from' below and 'to' above 0"},
        {"axis: {from: -2,", "axis: {from: 20,", "must be less than 'to'"},
        {"weight: w_demand", "weight: w_demnd", "did you mean 'w_demand'?"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        diag = (struct diag){.arena = &arena};
        const struct figure *figure =
            draw_spiral_with(cases[i].line, cases[i].instead);
        ck_assert_msg(was_said(cases[i].said), "never said: %s", cases[i].said);
        ck_assert_ptr_nonnull(figure->sheet);
        ck_assert_int_eq(figure->parts, 0);
    }
}
END_TEST

START_TEST(a_figure_keeps_within_sane_sizes)
{
    const struct figure *figure =
        draw_text(LINES "width: 1e9\nheight: 1\n"
                        "layers: [{mark: line, series: central.s}]\n");

    ck_assert(was_said("'width' is kept between 50 and 2000"));
    ck_assert(was_said("'height' is kept between 50 and 2000"));
    ck_assert_int_eq(diag.errors, 0);
    ck_assert(figure->sheet->width == 2000 && figure->sheet->height == 50);
}
END_TEST

START_TEST(a_figure_without_alt_text_is_warned_of)
{
    const struct figure *figure =
        draw_text("kind: lines\ntitle: T\nx: {from: 2026, to: 2030}\n"
                  "layers: [{mark: line, series: central.s}]\n");

    ck_assert(was_said("no 'alt'"));
    ck_assert_int_eq(diag.errors, 0);
    ck_assert_str_eq(figure->alt, "T");
}
END_TEST

START_TEST(an_event_that_never_comes_is_left_out)
{
    const struct figure *with =
        draw_text(LINES "layers: [{mark: line, series: central.s}, {mark: "
                        "marker, series: central.s, at: central.agi, label: "
                        "here}]\n");
    const struct figure *without =
        draw_text(LINES "layers: [{mark: line, series: central.s}, {mark: "
                        "marker, series: central.s, at: central.never, label: "
                        "here}]\ncolumns: [{at: central.never, label: n}]\n");

    ck_assert_int_eq(diag.errors, 0);
    ck_assert_ptr_nonnull(strstr(trace_sheet(with->sheet), "here"));
    ck_assert_ptr_null(strstr(trace_sheet(without->sheet), "here"));
}
END_TEST

START_TEST(values_are_filled_into_labels)
{
    const struct figure *figure =
        draw_text(LINES "layers: [{mark: line, series: central.s, label: "
                        "\"since {{ central.agi | year }}\"}]\n");

    ck_assert_int_eq(diag.errors, 0);
    ck_assert_ptr_nonnull(strstr(trace_sheet(figure->sheet), "since 2029"));
    ck_assert_uint_eq(figure->run_count, 1);
    ck_assert_str_eq(figure->runs[0], "central");
}
END_TEST

START_TEST(too_many_line_labels_leave_out_the_last)
{
    struct text text = text_new(&arena);

    text_add(&text, LINES "height: 60\nlayers:\n");
    for (int i = 0; i < 12; i++)
        text_print(&text,
                   "  - {mark: line, series: central.s, label: line %d}\n", i);
    const struct figure *figure = draw_text(text.at);
    ck_assert(was_said("no room for the label"));
    ck_assert_int_eq(diag.errors, 0);
    check_words_apart("x", figure->sheet);
}
END_TEST

START_TEST(a_figure_lists_the_numbers_that_it_shows)
{
    const struct figure *figure =
        draw_text(LINES "layers: [{mark: line, series: central.s}, {mark: "
                        "line, series: demand.k}]\n");

    ck_assert_uint_eq(figure->column_count, 3);
    ck_assert_str_eq(figure->columns[0].name, "central.time");
    ck_assert_str_eq(figure->columns[1].name, "central.s");
    ck_assert_str_eq(figure->columns[2].name, "demand.k");
    ck_assert_uint_eq(figure->columns[0].count, 4 * 128 + 1);
    ck_assert_double_eq(figure->columns[0].at[0], 2026);
    ck_assert_str_eq(figure->source, "Model of this book: central run; demand "
                                     "run");
}
END_TEST

START_TEST(every_figure_of_the_book_is_drawn_within_its_sheet)
{
    struct tree tree = read_figures();
    const struct figures *figures = draw_tree(&tree, 2);

    diag_print(&diag, stderr, false);
    ck_assert_int_eq(diag.errors, 0);
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->at[i];
        ck_assert_uint_gt(strlen(figure->alt), 60);
        if (!figure->sheet)
            continue;
        ck_assert_uint_gt(figure->sheet->count, 10);
        check_bounds(figure->name, figure->sheet);
        check_words_apart(figure->name, figure->sheet);
    }
}
END_TEST

START_TEST(figures_do_not_depend_on_the_number_of_threads)
{
    struct tree tree = read_figures();
    const struct figures *one = draw_tree(&tree, 1),
                         *many = draw_tree(&tree, 7);

    ck_assert_uint_eq(one->count, many->count);
    for (size_t i = 0; i < one->count; i++) {
        ck_assert(key_same(one->at[i].key, many->at[i].key));
        if (one->at[i].sheet)
            ck_assert_str_eq(trace_sheet(one->at[i].sheet),
                             trace_sheet(many->at[i].sheet));
    }
}
END_TEST

START_TEST(a_figure_has_a_new_key_when_its_numbers_or_inks_change)
{
    const char *text = LINES "layers: [{mark: line, series: central.s}]\n";
    struct key first = draw_text(text)->key, again = draw_text(text)->key;
    struct run runs[4];
    struct data other = {runs, 4}, kept = data;

    ck_assert(key_same(first, again));
    memcpy(runs, data.runs, sizeof runs);
    runs[0].key.low++;
    data = other;
    ck_assert(!key_same(draw_text(text)->key, first));
    data = kept;
    palette = read_palette("ink: {screen: \"#111111\", press: [0, 0, 0, 100]}");
    ck_assert(!key_same(draw_text(text)->key, first));
}
END_TEST

static const struct figure *
find_spiral(void)
{
    struct tree tree = read_figures();
    const struct figure *figure = figure_find(draw_tree(&tree, 1), "spiral");

    ck_assert_ptr_nonnull(figure);
    ck_assert_ptr_null(figure->sheet);
    ck_assert_int_eq(figure->parts, PARTS);
    ck_assert_int_eq(figure->frames, FRAMES);
    return figure;
}

START_TEST(frames_lie_within_their_sheet_and_words_apart)
{
    const struct figure *figure = find_spiral();
    struct shaper *shaper = shaper_new(&arena, faces);

    for (int part = 1; part <= figure->parts; part++)
        for (int frame = 0; frame < figure->frames; frame += 5) {
            const char *name =
                arena_print(&arena, "frame %d of part %d", frame, part);
            const struct sheet *sheet =
                figure->draw(figure, &arena, shaper, part, frame);
            ck_assert(sheet->width == figure->width);
            check_bounds(name, sheet);
            check_words_apart(name, sheet);
        }
    shaper_close(shaper);
}
END_TEST

/* Lines of a that differ from b's. */
static int
count_changes(const char *a, const char *b)
{
    int changes = 0;

    while (*a && *b) {
        size_t m = strcspn(a, "\n"), n = strcspn(b, "\n");
        changes += m != n || memcmp(a, b, m) != 0;
        a += m + (a[m] == '\n');
        b += n + (b[n] == '\n');
    }
    return *a || *b ? 1000 : changes;
}

START_TEST(a_part_ends_where_the_next_begins)
{
    const struct figure *figure = find_spiral();
    struct shaper *shaper = shaper_new(&arena, faces);

    for (int part = 1; part < figure->parts; part++) {
        const char *last = trace_sheet(
            figure->draw(figure, &arena, shaper, part, figure->frames - 1));
        const char *first =
            trace_sheet(figure->draw(figure, &arena, shaper, part + 1, 0));
        /* Only the line with the part's own name. */
        ck_assert_int_le(count_changes(last, first), 1);
    }
    shaper_close(shaper);
}
END_TEST

START_TEST(a_frame_is_the_same_whenever_it_is_drawn)
{
    const struct figure *figure = find_spiral();
    struct shaper *one = shaper_new(&arena, faces);
    struct shaper *two = shaper_new(&arena, faces);

    figure->draw(figure, &arena, one, 6, 35);
    ck_assert_str_eq(trace_sheet(figure->draw(figure, &arena, one, 3, 12)),
                     trace_sheet(figure->draw(figure, &arena, two, 3, 12)));
    shaper_close(one);
    shaper_close(two);
}
END_TEST

START_TEST(every_frame_has_a_key_of_its_own)
{
    const struct figure *figure = find_spiral(), *again = find_spiral();

    ck_assert(key_same(figure->frame_key(figure, 2, 7),
                       again->frame_key(again, 2, 7)));
    ck_assert(!key_same(figure->frame_key(figure, 2, 7),
                        figure->frame_key(figure, 2, 8)));
    ck_assert(!key_same(figure->frame_key(figure, 2, 35),
                        figure->frame_key(figure, 3, 0)));
}
END_TEST

Suite *
suite_draw(void)
{
    Suite *suite = suite_create("draw");
    TCase *parts = tcase_create("parts"), *whole = tcase_create("figures");

    tcase_add_checked_fixture(parts, set_up, tear_down);
    tcase_add_test(parts, a_scale_maps_its_ends_to_its_ends);
    tcase_add_test(parts, ticks_are_round_rising_and_on_the_scale);
    tcase_add_test(parts, a_scale_of_no_length_has_no_ticks);
    tcase_add_test(parts, ticks_are_written_as_a_reader_expects);
    tcase_add_test(parts, spread_labels_never_overlap_and_stay_inside);
    tcase_add_test(parts, labels_with_room_stay_where_they_are);
    tcase_add_test(parts, placed_labels_never_overlap);
    tcase_add_test(parts, a_line_is_cut_at_the_ends_of_its_scale);
    tcase_add_test(parts, a_smooth_line_of_many_rows_costs_few_points);
    tcase_add_test(parts, a_jagged_line_keeps_at_most_its_limit);
    tcase_add_test(parts, black_text_is_black_ink_alone);
    tcase_add_test(parts, a_damaged_ink_is_said_and_drawn_black);
    suite_add_tcase(suite, parts);
    tcase_add_checked_fixture(whole, set_up, tear_down);
    tcase_set_timeout(whole, 60);
    tcase_add_test(whole, a_book_without_a_palette_is_drawn_in_black);
    tcase_add_loop_test(whole, every_fault_is_said_and_leaves_a_gap, 0,
                        (int)COUNT(faults));
    tcase_add_test(whole, a_sequence_that_does_not_fit_its_run_is_said);
    tcase_add_test(whole, a_figure_keeps_within_sane_sizes);
    tcase_add_test(whole, a_figure_without_alt_text_is_warned_of);
    tcase_add_test(whole, an_event_that_never_comes_is_left_out);
    tcase_add_test(whole, values_are_filled_into_labels);
    tcase_add_test(whole, too_many_line_labels_leave_out_the_last);
    tcase_add_test(whole, a_figure_lists_the_numbers_that_it_shows);
    tcase_add_test(whole, every_figure_of_the_book_is_drawn_within_its_sheet);
    tcase_add_test(whole, figures_do_not_depend_on_the_number_of_threads);
    tcase_add_test(whole,
                   a_figure_has_a_new_key_when_its_numbers_or_inks_change);
    tcase_add_test(whole, frames_lie_within_their_sheet_and_words_apart);
    tcase_add_test(whole, a_part_ends_where_the_next_begins);
    tcase_add_test(whole, a_frame_is_the_same_whenever_it_is_drawn);
    tcase_add_test(whole, every_frame_has_a_key_of_its_own);
    suite_add_tcase(suite, whole);
    return suite;
}
