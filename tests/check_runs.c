/* check_runs.c: tests of solve/: the runs of a book, what is said about bad
 * parameters, and what the command line prints. */
#include "solved.h"
#include "suites.h"

#include <math.h>
#include <string.h>

/* Of a book that names a number, or none would be looked for. */
static struct data *
solve_book(const struct item *models, struct node *root)
{
    struct tree tree = {.models = models, .root = root, .words = 1234};
    struct node *value = TAKE(&arena, struct node);

    *value = (struct node){.kind = NODE_VALUE, .target = "central.wall_cost"};
    if (!root->first)
        node_add(root, value);
    tree_survey(&arena, &tree, 1);
    return solve_models(&arena, &diag, &tree, &(struct cache){NULL}, 0, 2);
}

START_TEST(the_runs_of_a_book_are_made)
{
    static const char *const names[] = {"central", "demand", "frozen",
                                        "spiral",  "limits", "build"};
    struct node root = {.kind = NODE_DOCUMENT};

    begin_test();
    struct data *data = solve_book(NULL, &root);
    ck_assert_int_eq(diag.errors + diag.warnings, 0);
    ck_assert_uint_eq(data->run_count, COUNT(names));
    for (size_t i = 0; i < COUNT(names); i++)
        ck_assert_str_eq(data->runs[i].name, names[i]);
    const struct run *central = data_run(data, "central");
    ck_assert_uint_eq(central->rows, 24 * 64 + 1);
    ck_assert_double_eq(central->time[256], 2026);
    ck_assert_double_eq(run_series(central, "K")->at[256], 1);
    ck_assert_double_eq_tol(series_at(central, run_series(central, "K"), 2030),
                            10.758, 1e-3);
    ck_assert_double_eq(run_parameter(central, "D_fab")->value, 4);
    const struct run *limits = data_run(data, "limits");
    ck_assert_double_eq_tol(run_quantity(central, "wall_cost")->value,
                            0.7477977, 1e-6);
    ck_assert_double_eq_tol(run_quantity(central, "frozen_cost")->value,
                            3.7473325, 1e-6);
    ck_assert(!key_same(central->key, limits->key));
    end_test();
}
END_TEST

START_TEST(a_book_that_names_no_number_has_no_runs)
{
    struct node root = {.kind = NODE_DOCUMENT};
    struct tree tree = {.root = &root};
    const struct cache none = {NULL};

    begin_test();
    struct data *data = solve_models(&arena, &diag, &tree, &none, 0, 2);
    ck_assert_uint_eq(data->run_count, 0);
    ck_assert_int_eq(diag.errors + diag.warnings, 0);
    end_test();
}
END_TEST

START_TEST(usable_compute_lies_just_under_the_lines)
{
    static const char *const lines[] = {"cap_silicon", "cap_energy",
                                        "cap_cooling", "cap_demand"};
    struct node root = {.kind = NODE_DOCUMENT};

    begin_test();
    const struct run *run = data_run(solve_book(NULL, &root), "central");
    const double *usable = run_series(run, "usable")->at;
    for (size_t row = 512; row < run->rows; row++) {
        double least = INFINITY;
        for (size_t i = 0; i < COUNT(lines); i++)
            least = fmin(least, run_series(run, lines[i])->at[row]);
        ck_assert(usable[row] <= least && usable[row] > 0.89 * least);
    }
    end_test();
}
END_TEST

START_TEST(the_frames_of_the_sequence_join)
{
    struct node root = {.kind = NODE_DOCUMENT};

    begin_test();
    const struct run *run = data_run(solve_book(NULL, &root), "spiral");
    const double *phase = run_series(run, "phase")->at;
    const double *frame = run_series(run, "frame")->at;
    ck_assert_uint_eq(run->rows, 216);
    ck_assert_double_eq(run->time[0], 2022.9);
    ck_assert_double_eq(run->time[215], 2033);
    for (size_t i = 0; i < run->rows; i++) {
        ck_assert_double_eq(phase[i], (double)(i / 36 + 1));
        ck_assert_double_eq(frame[i], (double)(i % 36));
        ck_assert(i == 0 || run->time[i] >= run->time[i - 1]);
        ck_assert(!i || frame[i] > 0 || run->time[i] == run->time[i - 1]);
    }
    end_test();
}
END_TEST

START_TEST(a_phase_that_is_not_reached_breaks_nothing)
{
    struct node root = {.kind = NODE_DOCUMENT};

    begin_test();
    struct data *data =
        solve_book(make_models("curve", MAP("amax=0.95", "a0=0.1")), &root);
    const struct run *spiral = data_run(data, "spiral");
    ck_assert_int_eq(diag.errors, 0);
    ck_assert(!run_quantity(data_run(data, "central"), "agi")->reached);
    ck_assert(!run_quantity(data_run(data, "central"), "wall_cost")->reached);
    for (size_t i = 1; i < spiral->rows; i++)
        ck_assert(spiral->time[i] >= spiral->time[i - 1]);
    ck_assert_double_eq(spiral->time[215], 2046);
    end_test();
}
END_TEST

START_TEST(a_run_that_cannot_be_followed_is_said_and_kept)
{
    struct node root = {.kind = NODE_DOCUMENT};

    begin_test();
    struct data *data = solve_book(
        make_models("curve", MAP("tau_gen=0", "smax=.inf", "r0=5")), &root);
    const struct run *run = data_run(data, "central");
    ck_assert_int_eq(diag.errors, 0);
    ck_assert_int_eq(diag.warnings, 3);
    ck_assert_ptr_nonnull(strstr(diag.first->words, "cannot be followed"));
    ck_assert(isnan(run_series(run, "s")->at[run->rows - 1]));
    ck_assert(run_quantity(run, "singularity")->reached);
    ck_assert(!run_quantity(run, "cycles_2033")->reached);
    end_test();
}
END_TEST

static struct node *
add_child(struct node *parent, struct node child)
{
    struct node *node = TAKE(&arena, struct node);

    *node = child;
    node->parent = parent;
    node->previous = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    return node;
}

START_TEST(the_book_is_counted_and_its_values_are_looked_up)
{
    struct node root = {.kind = NODE_DOCUMENT};

    begin_test();
    struct node *section =
        add_child(&root, (struct node){.kind = NODE_SECTION});
    add_child(section, (struct node){.kind = NODE_FIGURE, .number = 1});
    add_child(section,
              (struct node){.kind = NODE_SEQUENCE, .number = 2, .part = 2});
    add_child(section,
              (struct node){.kind = NODE_SEQUENCE, .number = 3, .part = 2});
    add_child(section, (struct node){.kind = NODE_PICTURE});
    struct node value = {.kind = NODE_VALUE,
                         .place = {"a.md", 7, 3},
                         .target = "central.K@2030",
                         .format = "%.1f"};
    add_child(section, value);
    value.target = "central.KK@2030";
    add_child(section, value);
    const struct run *build = data_run(solve_book(NULL, &root), "build");
    ck_assert_double_eq(run_quantity(build, "words")->value, 1234);
    ck_assert_double_eq(run_quantity(build, "figures")->value, 3);
    ck_assert_double_eq(run_quantity(build, "frames")->value, 36);
    ck_assert_double_eq(run_quantity(build, "sections")->value, 1);
    ck_assert_double_eq(run_quantity(build, "values")->value, 2);
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_int_eq(diag.first->place.line, 7);
    ck_assert_str_eq(diag.first->words,
                     "no series named 'KK' in run 'central', leaving a '?', "
                     "did you mean 'K'?");
    end_test();
}
END_TEST

static const struct {
    const char *pair, *words;
    int col;
} faults[] = {
    {"r0=-1", "'r0' is -1, outside its domain 0 < r0 <= 100, using 1.7", 5},
    {"rho=1.5", "'rho' is 1.5, outside its domain -inf <= rho <= 1, using 0",
     5},
    {"g0=fast", "'g0' must be a number, not 'fast', using 1.38629436111989", 5},
    {"g0=nan", "'g0' must be a number, not 'nan', using 1.38629436111989", 5},
    {"g0=.inf",
     "'g0' is .inf, outside its domain 0 < g0 <= 20, using "
     "1.38629436111989",
     5},
    {"t0=2025", "'t0' is 2025, outside its domain t0 = 2026, using 2026", 5},
    {"D_fap=3",
     "no symbol named 'D_fap' in model 'curve', leaving it out, did "
     "you mean 'D_fab'?",
     1},
    {"a0=1.02", "'a0' is 1.02, outside its domain 1e-06 <= a0 < 1, using 0.35",
     5},
    {"amax=0.3",
     "'a0' is 0.35, outside its domain a0 < amax = 0.3, using the "
     "defaults of both",
     5},
    {"wall=frosen",
     "'wall' must be wall, demand or frozen, using wall, did "
     "you mean 'frozen'?",
     5},
};

START_TEST(a_bad_parameter_is_said_at_its_place)
{
    struct symbols plain = symbols_default();
    enum wall wall = WALL_STANDS;

    begin_test();
    struct symbols symbols = read_symbols(MAP(faults[_i].pair), &wall);
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_str_eq(diag.first->words, faults[_i].words);
    ck_assert_str_eq(diag.first->place.file, "p.yaml");
    ck_assert_int_eq(diag.first->place.col, faults[_i].col);
    ck_assert_mem_eq(&symbols, &plain, sizeof plain);
    ck_assert_int_eq(wall, WALL_STANDS);
    end_test();
}
END_TEST

START_TEST(an_author_may_describe_a_symbol)
{
    begin_test();
    struct range *ranges = ranges_default(&arena, &model_curve);
    const struct item *inner = MAP("value=2.5", "mark=J", "source=myself");
    struct item *entry = TAKE(&arena, struct item);
    struct item *map = TAKE(&arena, struct item);
    *entry = *inner;
    entry->key = "r0";
    *map = (struct item){.kind = ITEM_MAP, .first = entry};
    ranges_read(&diag, map, &model_curve, ranges, NULL);
    struct run run = {.parameters =
                          ranges_list(&arena, &diag, &model_curve, ranges,
                                      make_models("curve", map)),
                      .parameter_count = SYMBOLS};
    ck_assert_int_eq(diag.errors, 0);
    ck_assert_double_eq(run_parameter(&run, "r0")->value, 2.5);
    ck_assert_str_eq(run_parameter(&run, "r0")->mark, "J");
    ck_assert_str_eq(run_parameter(&run, "r0")->source, "myself");
    ck_assert_str_eq(run_parameter(&run, "r0")->unit, "1");
    ck_assert_str_eq(run_parameter(&run, "g0")->mark, "V");
    end_test();
}
END_TEST

START_TEST(a_model_that_does_not_exist_is_said)
{
    struct node root = {.kind = NODE_DOCUMENT};

    begin_test();
    solve_book(make_models("curves", MAP("r0=2")), &root);
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert_str_eq(diag.first->words,
                     "no model named 'curves', leaving its parameters out, "
                     "did you mean 'curve'?");
    end_test();
}
END_TEST

static bool
print_run(struct text *out, const struct item *given, bool json)
{
    static const double at[] = {2024, 2026, 2027.3, 2046.5};
    struct solve_request request = {.model = "curve",
                                    .given = given,
                                    .at = at,
                                    .at_count = COUNT(at),
                                    .json = json};

    *out = text_new(&arena);
    return solve_print(&arena, &diag, out, &request);
}

START_TEST(a_run_is_printed_as_json)
{
    struct text out;

    begin_test();
    ck_assert(print_run(&out, MAP("wall=demand", "g0=1.16"), true));
    ck_assert_ptr_nonnull(strstr(out.at, "\"rows\": ["));
    ck_assert_ptr_nonnull(strstr(out.at, "{\"t\": 2026, \"s\": 0, \"k\": 0,"));
    ck_assert_ptr_nonnull(strstr(out.at, "\"lnL\": null"));
    ck_assert_ptr_nonnull(strstr(out.at, "\"events_raw\": {\"P2\": 2025."));
    ck_assert_ptr_nonnull(strstr(out.at, "\"phase_start_cascade\": {\"P2\""));
    ck_assert_ptr_null(strstr(out.at, "nan"));
    ck_assert_ptr_null(strstr(out.at, "inf"));
    end_test();
}
END_TEST

START_TEST(a_run_is_printed_as_csv)
{
    struct text out;
    int lines = 0;

    begin_test();
    ck_assert(print_run(&out, NULL, false));
    ck_assert(!strncmp(out.at, "t,s,k,a,aG,lnA,lnL,lnm,sdot,cap_silicon,", 40));
    for (const char *at = out.at; (at = strchr(at, '\n')); at++)
        lines++;
    ck_assert_int_eq(lines, 1 + 4 + 1 + 1 + 5);
    ck_assert_ptr_null(strstr(out.at, "null"));
    end_test();
}
END_TEST

START_TEST(a_phase_that_never_starts_is_null)
{
    struct text out;

    begin_test();
    ck_assert(print_run(&out, MAP("amax=0.95"), true));
    ck_assert_ptr_nonnull(strstr(out.at, "\"P5\": null, \"P6\": null"));
    end_test();
}
END_TEST

START_TEST(a_bad_request_prints_nothing)
{
    struct solve_request request = {.model = "curv", .json = true};
    const double late = 9999;
    struct text out;

    begin_test();
    ck_assert(!print_run(&out, MAP("r0=0"), true));
    ck_assert_uint_eq(out.length, 0);
    ck_assert(!solve_print(&arena, &diag, &out, &request));
    ck_assert_str_eq(diag.last->words, "no model named 'curv', octavo solve "
                                       "--list names them, did you mean "
                                       "'curve'?");
    request = (struct solve_request){
        .model = "curve", .at = &late, .at_count = 1, .json = true};
    ck_assert(!solve_print(&arena, &diag, &out, &request));
    ck_assert_str_eq(diag.last->words,
                     "no rows at 9999, the model reaches from 1950 to 2200");
    ck_assert_uint_eq(out.length, 0);
    end_test();
}
END_TEST

TCase *
case_runs(void)
{
    TCase *tcase = tcase_create("runs");

    tcase_add_test(tcase, the_runs_of_a_book_are_made);
    tcase_add_test(tcase, a_book_that_names_no_number_has_no_runs);
    tcase_add_test(tcase, usable_compute_lies_just_under_the_lines);
    tcase_add_test(tcase, the_frames_of_the_sequence_join);
    tcase_add_test(tcase, a_phase_that_is_not_reached_breaks_nothing);
    tcase_add_test(tcase, a_run_that_cannot_be_followed_is_said_and_kept);
    tcase_add_test(tcase, the_book_is_counted_and_its_values_are_looked_up);
    tcase_add_loop_test(tcase, a_bad_parameter_is_said_at_its_place, 0,
                        (int)COUNT(faults));
    tcase_add_test(tcase, an_author_may_describe_a_symbol);
    tcase_add_test(tcase, a_model_that_does_not_exist_is_said);
    tcase_add_test(tcase, a_run_is_printed_as_json);
    tcase_add_test(tcase, a_run_is_printed_as_csv);
    tcase_add_test(tcase, a_phase_that_never_starts_is_null);
    tcase_add_test(tcase, a_bad_request_prints_nothing);
    return tcase;
}
