/* check_models.c: tests of solve/: what all models share, parameters that are
 * drawn, and the ensemble. */
#include "solved.h"
#include "suites.h"

#include <math.h>
#include <string.h>

#include "read/read.h"
#include "solve/print.h"

#define FEW 48 /* samples */

/* A map with one symbol that is described: r0: {value: ..., ...}. */
static const struct item *
describe(const char *name, const struct item *inner)
{
    struct item *entry = TAKE(&arena, struct item);
    struct item *map = TAKE(&arena, struct item);

    *entry = *inner;
    entry->key = name;
    *map = (struct item){.kind = ITEM_MAP, .first = entry};
    return map;
}

static struct recipe
make_recipe(const struct model *model, size_t samples, int threads)
{
    return (struct recipe){.ranges = ranges_default(&arena, model),
                           .samples =
                               samples_of(model, samples, NULL, threads)};
}

/* Where they differ, the booklet prints one thing and octavo solve another. */
START_TEST(the_booklet_and_the_program_agree_on_every_symbol)
{
    begin_test();
    const struct item *files = read_models(&arena, &diag, ".");
    for (size_t i = 0; i < MODELS; i++) {
        const struct model *model = model_table[i];
        struct range *plain = ranges_default(&arena, model);
        struct range *books = ranges_default(&arena, model);
        ranges_book(&diag, files, model, books);
        for (size_t j = 0; j < model->symbol_count; j++) {
            struct range *a = &plain[j], *b = &books[j];
            if (a->spread == SPREAD_FIXED || !real_finite(a->value))
                *a = (struct range){.value = a->value};
            if (b->mode == b->value && a->mode != b->mode)
                b->mode = a->mode;
            ck_assert_msg(a->value == b->value && a->spread == b->spread &&
                              a->low == b->low && a->mode == b->mode &&
                              a->high == b->high,
                          "%s.%s", model->name, model->symbols[j].name);
        }
    }
    ck_assert_int_eq(diag.errors, 0);
    end_test();
}
END_TEST

START_TEST(every_default_lies_in_its_domain)
{
    begin_test();
    for (size_t i = 0; i < MODELS; i++)
        for (size_t j = 0; j < model_table[i]->symbol_count; j++) {
            const struct symbol *symbol = &model_table[i]->symbols[j];
            const struct range *range = &symbol->range;
            bool drawn = range->spread != SPREAD_FIXED;
            double least = drawn ? range->low : range->value;
            double most = drawn ? range->high : range->value;
            ck_assert_msg(symbol->low <= least && most <= symbol->high &&
                              range->value >= symbol->low &&
                              range->value <= symbol->high,
                          "%s.%s", model_table[i]->name, symbol->name);
            ck_assert(strchr("VSJM", symbol->mark[0]) && !symbol->mark[1]);
            ck_assert(*symbol->source && *symbol->unit && *symbol->label);
        }
    end_test();
}
END_TEST

START_TEST(a_bare_number_is_no_longer_drawn)
{
    struct symbols symbols;

    begin_test();
    struct recipe recipe = make_recipe(&model_ensemble, 1, 1);
    struct range *ranges = ranges_default(&arena, &model_ensemble);
    ensemble_draw(&recipe, 3, &symbols);
    ck_assert(symbols.r0 != 1.25);
    ranges_read(&diag, MAP("r0=1.25"), &model_ensemble, ranges, NULL);
    recipe.ranges = ranges;
    struct symbols before = symbols;
    ensemble_draw(&recipe, 3, &symbols);
    ck_assert_double_eq(symbols.r0, 1.25);
    before.r0 = 1.25;
    ck_assert_mem_eq(&before, &symbols, sizeof symbols);
    end_test();
}
END_TEST

static const struct {
    const char *spread, *low, *high, *words;
} spreads[] = {
    {"triangullar", "1", "2",
     "no distribution named 'triangullar', using the value alone, did you mean "
     "'triangular'?"},
    {"uniform", "2", "1",
     "low must be less than high in 'r0', using the value alone"},
    {"uniform", "-1", "2",
     "'low' of 'r0' is -1, outside its domain 0 < r0 <= 100, using 1.7"},
    {"triangular", "2", "3",
     "mode must lie between low and high in 'r0', using the value alone"},
    {"metalog", "1.5", "3",
     "value must lie between low and high in 'r0', using the value alone"},
    {"metalog-growth", "0.5", "3",
     "low must be over 1 in 'r0', using the value alone"},
    {"metalog-share", "0.5", "3",
     "high must be less than 1 in 'r0', using the value alone"},
};

START_TEST(a_bad_distribution_is_said)
{
    begin_test();
    struct range *ranges = ranges_default(&arena, &model_ensemble);
    const struct item *map = describe(
        "r0", MAP("value=1.2",
                  arena_print(&arena, "distribution=%s", spreads[_i].spread),
                  arena_print(&arena, "low=%s", spreads[_i].low),
                  arena_print(&arena, "high=%s", spreads[_i].high)));
    ranges_read(&diag, map, &model_ensemble, ranges, NULL);
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_str_eq(diag.first->words, spreads[_i].words);
    end_test();
}
END_TEST

START_TEST(a_distribution_of_the_author_is_drawn)
{
    struct symbols symbols;
    double least = 1e9, most = -1e9;

    begin_test();
    struct recipe recipe = make_recipe(&model_ensemble, 1, 1);
    struct range *ranges = ranges_default(&arena, &model_ensemble);
    ranges_read(&diag,
                describe("alpha", MAP("value=0.5", "distribution=uniform",
                                      "low=0.2", "high=0.6")),
                &model_ensemble, ranges, NULL);
    recipe.ranges = ranges;
    for (size_t i = 0; i < 100; i++) {
        ensemble_draw(&recipe, i, &symbols);
        least = fmin(least, symbols.alpha);
        most = fmax(most, symbols.alpha);
    }
    ck_assert(least > 0.2 && least < 0.22 && most > 0.58 && most < 0.6);
    end_test();
}
END_TEST

/* Dates of a loose course against those of a tight one. */
START_TEST(a_sample_is_the_course_of_its_symbols)
{
    begin_test();
    struct recipe recipe = make_recipe(&model_ensemble, 6, 2);
    for (enum wall wall = 0; wall < WALLS; wall++) {
        struct ensemble *all = ensemble_new(&arena, &diag, &recipe, wall);
        for (size_t i = 0; i < all->count; i++) {
            struct symbols symbols;
            struct moment moment;
            ensemble_draw(&recipe, i, &symbols);
            struct course *course =
                course_new(&arena, &symbols, &(struct plan){.wall = wall});
            course_at(course, 2031, &moment);
            ck_assert_double_eq_tol(all->s[40][i], moment.s, 1e-4);
            ck_assert_double_eq_tol(all->k[40][i], moment.k, 1e-4);
            for (enum phase phase = CODE; phase < PHASES; phase++)
                if (course->start[phase].reached)
                    ck_assert_double_eq_tol(all->start[phase][i],
                                            course->start[phase].at, 1e-4);
                else
                    ck_assert(isinf(all->start[phase][i]));
        }
    }
    ck_assert_int_eq(diag.warnings, 0);
    end_test();
}
END_TEST

static void
compare_runs(const struct run *a, const struct run *b)
{
    ck_assert_uint_eq(a->quantity_count, b->quantity_count);
    ck_assert_uint_eq(a->series_count, b->series_count);
    ck_assert_uint_eq(a->rows, b->rows);
    for (size_t i = 0; i < a->quantity_count; i++) {
        ck_assert_str_eq(a->quantities[i].name, b->quantities[i].name);
        ck_assert_mem_eq(&a->quantities[i].value, &b->quantities[i].value,
                         sizeof(double));
        ck_assert_int_eq(a->quantities[i].reached, b->quantities[i].reached);
    }
    for (size_t i = 0; i < a->series_count; i++)
        ck_assert_mem_eq(a->series[i].at, b->series[i].at,
                         a->rows * sizeof(double));
}

START_TEST(the_number_of_threads_changes_no_bit)
{
    begin_test();
    const struct model *model = model_table[_i];
    struct recipe one = make_recipe(model, FEW, 1);
    struct recipe five = make_recipe(model, FEW, 5);
    if (model == &model_curve) {
        end_test();
        return;
    }
    if (model->run) {
        struct run a = model->run(&arena, &diag, &one);
        struct run b = model->run(&arena, &diag, &five);
        compare_runs(&a, &b);
    } else {
        struct run a[WALLS], b[WALLS];
        ensemble_runs(&arena, &diag, &one, (struct run *[]){a, a + 1, a + 2});
        ensemble_runs(&arena, &diag, &five, (struct run *[]){b, b + 1, b + 2});
        for (int i = 0; i < WALLS; i++)
            compare_runs(&a[i], &b[i]);
    }
    end_test();
}
END_TEST

START_TEST(an_ensemble_says_what_its_samples_say)
{
    struct run run;

    begin_test();
    struct recipe recipe = make_recipe(&model_ensemble, FEW, 2);
    ensemble_runs(&arena, &diag, &recipe, (struct run *[]){&run, NULL, NULL});
    double before = 0;
    for (enum phase phase = CODE; phase < PHASES; phase++) {
        const char *name = ensemble_phase(phase);
        const struct quantity *median =
            run_quantity(&run, arena_print(&arena, "%s.p50", name));
        const struct series *reached =
            run_series(&run, arena_print(&arena, "reached.%s", name));
        ck_assert(median->reached && median->value >= before);
        before = median->value;
        if (before > GRID_START + 1) {
            ck_assert(series_at(&run, reached, before - 0.3) < 0.5);
            ck_assert(series_at(&run, reached, before + 0.3) > 0.5);
        }
    }
    for (size_t i = 0; i < run.rows; i++) {
        double sum = 0;
        for (size_t j = 0; j < run.series_count; j++)
            if (!strncmp(run.series[j].name, "tight.", 6))
                sum += run.series[j].at[i];
        ck_assert_double_eq_tol(sum, 1, 1e-12);
    }
    ck_assert_double_eq(run_quantity(&run, "unfinished")->value, 0);
    end_test();
}
END_TEST

START_TEST(a_sample_that_cannot_be_followed_is_counted_and_said)
{
    begin_test();
    struct recipe recipe = make_recipe(&model_ensemble, 8, 2);
    struct range *ranges = ranges_default(&arena, &model_ensemble);
    ranges_read(&diag, MAP("smax=.inf", "tau_gen=0", "r0=3", "rho=0"),
                &model_ensemble, ranges, NULL);
    recipe.ranges = ranges;
    struct ensemble *all = ensemble_new(&arena, &diag, &recipe, WALL_DEMAND);
    ck_assert_uint_eq(all->unfinished, 8);
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert_str_eq(diag.first->words,
                     "8 of 8 samples cannot be followed to 2050, counting "
                     "what they reach before");
    for (size_t i = 0; i < 8; i++)
        ck_assert(isfinite(all->start[SINGULARITY][i]));
    end_test();
}
END_TEST

static bool
print_model(struct text *out, const char *model, const struct item *given)
{
    const struct solve_request request = {.model = model,
                                          .given = given,
                                          .samples = 16,
                                          .json = true,
                                          .threads = 2};

    *out = text_new(&arena);
    return solve_print(&arena, &diag, out, &request);
}

START_TEST(an_ensemble_is_printed_as_json)
{
    struct text out;

    begin_test();
    ck_assert(print_model(&out, "ensemble", MAP("wall=frozen")));
    ck_assert_ptr_nonnull(strstr(out.at, "\"seed\": [20261122, 0], \"N\": 16"));
    ck_assert_ptr_nonnull(strstr(out.at, "\"frozen\": {"));
    ck_assert_ptr_null(strstr(out.at, "\"demand\": {"));
    ck_assert_ptr_nonnull(strstr(out.at, "\"P5\": {\"quantiles\": {\"0.05\""));
    ck_assert_ptr_null(strstr(out.at, "nan"));
    ck_assert_ptr_null(strstr(out.at, "inf"));
    end_test();
}
END_TEST

START_TEST(an_option_that_a_model_has_no_use_for_is_said)
{
    struct solve_request request = {.model = "curve", .samples = 5};
    struct text out;

    begin_test();
    out = text_new(&arena);
    ck_assert(!solve_print(&arena, &diag, &out, &request));
    ck_assert_str_eq(diag.first->words, "model 'curve' has no --samples");
    ck_assert(!print_model(&out, "ensemble", MAP("r1=3")));
    ck_assert_str_eq(diag.last->words,
                     "no symbol named 'r1' in model 'ensemble', leaving it "
                     "out, did you mean 'r0'?");
    end_test();
}
END_TEST

START_TEST(every_model_is_listed)
{
    struct text plain, json;

    begin_test();
    plain = text_new(&arena);
    json = text_new(&arena);
    solve_list(&plain, false);
    solve_list(&json, true);
    for (size_t i = 0; i < MODELS; i++) {
        const struct model *model = model_table[i];
        ck_assert_ptr_nonnull(strstr(plain.at, model->title));
        ck_assert_ptr_nonnull(strstr(json.at, model->title));
    }
    ck_assert_ptr_null(strstr(json.at, ": inf"));
    ck_assert_ptr_null(strstr(json.at, "-inf"));
    ck_assert_ptr_nonnull(strstr(json.at, "\"name\": \"D_fab\", \"value\": 4, "
                                          "\"unit\": \"yr\""));
    end_test();
}
END_TEST

/* Costly runs are made when a value or a figure names them, and only then. */
START_TEST(a_run_is_made_when_it_is_wanted)
{
    struct node root = {.kind = NODE_DOCUMENT};
    struct node value = {.kind = NODE_VALUE, .target = "night.kept"};
    struct tree tree = {.root = &root};
    const struct cache none = {NULL};

    begin_test();
    struct data *data = solve_models(&arena, &diag, &tree, &none, 0, 2);
    ck_assert_ptr_null(data_run(data, "night"));
    node_add(&root, &value);
    tree_survey(&arena, &tree, 1);
    data = solve_models(&arena, &diag, &tree, &none, 0, 2);
    ck_assert_ptr_nonnull(data_run(data, "night"));
    ck_assert_ptr_null(data_run(data, "wall"));
    ck_assert_int_eq(diag.errors, 0);
    end_test();
}
END_TEST

TCase *
case_models(void)
{
    TCase *models = tcase_create("models");

    tcase_set_timeout(models, 60);
    tcase_add_test(models, the_booklet_and_the_program_agree_on_every_symbol);
    tcase_add_test(models, every_default_lies_in_its_domain);
    tcase_add_test(models, a_bare_number_is_no_longer_drawn);
    tcase_add_loop_test(models, a_bad_distribution_is_said, 0, COUNT(spreads));
    tcase_add_test(models, a_distribution_of_the_author_is_drawn);
    tcase_add_test(models, a_sample_is_the_course_of_its_symbols);
    tcase_add_loop_test(models, the_number_of_threads_changes_no_bit, 0,
                        MODELS);
    tcase_add_test(models, an_ensemble_says_what_its_samples_say);
    tcase_add_test(models,
                   a_sample_that_cannot_be_followed_is_counted_and_said);
    tcase_add_test(models, an_ensemble_is_printed_as_json);
    tcase_add_test(models, an_option_that_a_model_has_no_use_for_is_said);
    tcase_add_test(models, every_model_is_listed);
    tcase_add_test(models, a_run_is_made_when_it_is_wanted);
    return models;
}
