/* check_data.c: tests of data/: the elementary functions against libm in
 * extended precision, paths to values, and values as words. */
#include "suites.h"

#include "data/data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;
static struct diag diag;

static void
begin(void)
{
    diag = (struct diag){.arena = &arena};
}

static void
end(void)
{
    arena_close(&arena);
}

/* Units in the last place of want between got and want. */
static double
count_units(double got, long double want)
{
    double near = fabs((double)want);

    return (double)(fabsl(got - want) / (nextafter(near, INFINITY) - near));
}

struct sweep {
    const char *name;
    double (*ours)(double);
    long double (*theirs)(long double);
    double from, to, limit;
};

static double
raise_700(double x)
{
    return real_pow(x, 700);
}

static long double
raise_700_long(long double x)
{
    return powl(x, 700);
}

static double
raise_minus_12(double x)
{
    return real_pow(x, -12);
}

static long double
raise_minus_12_long(long double x)
{
    return powl(x, -12);
}

static const struct sweep sweeps[] = {
    {"exp", real_exp, expl, -745, 709, 1},
    {"exp near 0", real_exp, expl, -1, 1, 0.6},
    {"expm1", real_expm1, expm1l, -1.5, 1.5, 1.2},
    {"expm1 near 0", real_expm1, expm1l, -1e-6, 1e-6, 0.6},
    {"expm1 far", real_expm1, expm1l, -50, 709, 1.2},
    {"log", real_log, logl, 0, 3, 1},
    {"log near 1", real_log, logl, 0.99, 1.01, 0.6},
    {"log of the smallest", real_log, logl, 0, 1e-307, 0.6},
    {"log1p", real_log1p, log1pl, -0.9999, 3, 1},
    {"log1p near 0", real_log1p, log1pl, -1e-6, 1e-6, 0.6},
    {"log1p far", real_log1p, log1pl, 0, 1e20, 0.6},
    {"pow 700", raise_700, raise_700_long, 0.5, 2, 1},
    {"pow -12", raise_minus_12, raise_minus_12_long, 0, 100, 0.7},
    {"sqrt", real_sqrt, sqrtl, 0, 4, 0.501},
    {"sqrt of the smallest", real_sqrt, sqrtl, 0, 1e-307, 0.501},
};

START_TEST(elementary_functions_are_within_about_one_unit)
{
    const struct sweep *sweep = &sweeps[_i];
    const int count = 100003;

    for (int i = 1; i < count; i++) {
        double x = sweep->from + (sweep->to - sweep->from) * i / count;
        double units = count_units(sweep->ours(x), sweep->theirs(x));
        ck_assert_msg(units <= sweep->limit, "%s at %.17g: %.3f units",
                      sweep->name, x, units);
    }
}
END_TEST

/* The same bits under every compiler: a hash of many results. */
START_TEST(elementary_functions_give_the_same_bits_everywhere)
{
    uint64_t hash = 0;

    for (size_t k = 0; k < COUNT(sweeps); k++)
        for (int i = 1; i < 10000; i++) {
            double x =
                sweeps[k].from + (sweeps[k].to - sweeps[k].from) * i / 10000;
            double y = sweeps[k].ours(x);
            uint64_t word;
            memcpy(&word, &y, sizeof word);
            hash = (hash ^ word) * 0x9e3779b97f4a7c15;
            hash ^= hash >> 29;
        }
    ck_assert_msg(hash == 0x5f83aa966f5c5b70, "%#llx",
                  (unsigned long long)hash);
}
END_TEST

/* Equal, or a rounding apart where the value is an ordinary one. */
static bool
is_same(double a, double b)
{
    if (isnan(a) || isnan(b) || a == 0 || b == 0 || isinf(a) || isinf(b))
        return (isnan(a) && isnan(b)) || (a == b && signbit(a) == signbit(b));
    return count_units(a, b) <= 1;
}

START_TEST(special_values_are_those_of_libm)
{
    static const double in[] = {0.0, -0.0,   1,       -1,   INFINITY, -INFINITY,
                                NAN, 5e-324, 1.7e308, -800, 800,      -745.13};

    for (size_t i = 0; i < COUNT(in); i++) {
        double x = in[i];
        ck_assert(is_same(real_exp(x), exp(x)));
        ck_assert(is_same(real_expm1(x), expm1(x)));
        ck_assert(is_same(real_log(x), log(x)));
        ck_assert(is_same(real_log1p(x), log1p(x)));
        ck_assert(is_same(real_sqrt(x), sqrt(x)));
        for (size_t j = 0; x >= 0 && !signbit(x) && j < COUNT(in); j++) {
            double ours = real_pow(x, in[j]), theirs = pow(x, in[j]);
            ck_assert_msg(is_same(ours, theirs), "%g^%g: %g, %g", x, in[j],
                          ours, theirs);
        }
    }
    ck_assert(real_finite(-1e308) && !real_finite(real_nan()));
    ck_assert(!real_finite(INFINITY));
}
END_TEST

static const double time_at[] = {2022, 2024, 2026, 2028};
static const double level_at[] = {1, 3, 4, 8};
static double late_at[] = {0, 0, 5, 6};

static const struct series some_series[] = {
    {"K", "1", "usable compute", level_at},
    {"gain", "1", "loop gain", late_at},
};
static const struct quantity some_quantities[] = {
    {"agi", "yr AD", "general intelligence", 2027, true},
    {"never", "yr AD", "what never comes", 0, false},
    {"agi.p50", "yr AD", "its median", 2027.5, true},
    {"cost", "yr", "delay", 0.75, true},
};
static const struct parameter some_parameters[] = {
    {"r0", "1", "returns", "somebody", "V", 1.7},
};
static const struct run some_runs[] = {
    {.name = "central",
     .title = "a run",
     .rows = 4,
     .time = time_at,
     .series = some_series,
     .series_count = 2,
     .quantities = some_quantities,
     .quantity_count = 4,
     .parameters = some_parameters,
     .parameter_count = 1},
};
static const struct data some_data = {.runs = some_runs, .run_count = 1};
static const struct place here = {"content/06-wall.md", 12, 5};

START_TEST(a_series_is_interpolated_within_its_run_only)
{
    const struct run *run = data_run(&some_data, "central");
    const struct series *series = run_series(run, "K");

    ck_assert_double_eq(series_at(run, series, 2022), 1);
    ck_assert_double_eq(series_at(run, series, 2023), 2);
    ck_assert_double_eq(series_at(run, series, 2027), 6);
    ck_assert_double_eq(series_at(run, series, 2028), 8);
    ck_assert(isnan(series_at(run, series, 2021.999)));
    ck_assert(isnan(series_at(run, series, 2028.001)));
    ck_assert(isnan(series_at(run, series, NAN)));
    ck_assert_ptr_null(run_series(run, "k"));
    ck_assert_ptr_null(data_run(&some_data, "wall"));
    ck_assert_ptr_nonnull(run_quantity(run, "agi"));
    ck_assert_ptr_nonnull(run_parameter(run, "r0"));
}
END_TEST

static const struct {
    const char *path, *words;
} found[] = {
    {"central.agi", "January 2027"},
    {"central.r0", "1.7"},
    {"central.K@2027", "6"},
    {"central.K@agi", "6"},
    {"central.agi.p50", "July 2027"},
    {"central.never", "not reached"},
    {"central.K@never", "not reached"},
    {"central.cost", "0.75"},
    {"central.K@2027.5", "7"},
};

START_TEST(a_path_finds_its_value)
{
    begin();
    ck_assert_str_eq(
        data_say(&arena, &some_data, &diag, here, found[_i].path, NULL),
        found[_i].words);
    ck_assert_int_eq(diag.errors, 0);
    end();
}
END_TEST

static const struct {
    const char *path, *words;
} lost[] = {
    {"agi", "'agi' is no value, leaving a '?'; write 'run.quantity' or "
            "'run.series@2030'"},
    {"centrall.agi", "no run named 'centrall' for the value 'centrall.agi', "
                     "leaving a '?', did you mean 'central'?"},
    {"central.ago", "no value named 'ago' in run 'central', leaving a '?', "
                    "did you mean 'agi'?"},
    {"central.K", "'central.K' is a series, leaving a '?'; say when, as in "
                  "'central.K@2030'"},
    {"central.agi@2027", "no series named 'agi' in run 'central', leaving a "
                         "'?'"},
    {"central.gian@2027", "no series named 'gian' in run 'central', leaving a "
                          "'?', did you mean 'gain'?"},
    {"central.K@agy", "'agy' in 'central.K@agy' is neither a year nor a date "
                      "of run 'central', leaving a '?', did you mean 'agi'?"},
    {"central.K@cost", "'cost' in 'central.K@cost' is neither a year nor a "
                       "date of run 'central', leaving a '?'"},
    {"central.K@2050", "'central.K@2050' has no value then, leaving a '?'; "
                       "run 'central' spans 2022 to 2028, and some series "
                       "begin in 2026"},
    {"central.gain@2023", "'central.gain@2023' has no value then, leaving a "
                          "'?'; run 'central' spans 2022 to 2028, and some "
                          "series begin in 2026"},
};

START_TEST(a_path_that_leads_nowhere_is_said_with_a_hint)
{
    begin();
    late_at[0] = late_at[1] = real_nan();
    ck_assert_str_eq(
        data_say(&arena, &some_data, &diag, here, lost[_i].path, NULL), "?");
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_str_eq(diag.first->words, lost[_i].words);
    ck_assert_int_eq(diag.first->place.line, 12);
    end();
}
END_TEST

static const struct {
    double number;
    const char *unit, *format, *words;
} said[] = {
    {2029.9999, "yr AD", "month", "December 2029"},
    {2029.4896, "yr AD", "month", "June 2029"},
    {2022.9, "yr AD", "month", "November 2022"},
    {2026, "yr AD", "month", "January 2026"},
    {2026 + 1.0 / 12, "yr AD", "month", "February 2026"},
    {2029.4896, "yr AD", NULL, "June 2029"},
    {2029.4896, "yr AD", "year", "2029"},
    {0.35, "1", "percent", "35 percent"},
    {0.3499999999999999, "1", "percent", "35 percent"},
    {0.0041, "1", "percent", "0.4 percent"},
    {0.00004, "1", "percent", "0.004 percent"},
    {0.9948, "1", "percent", "99.5 percent"},
    {0.99999, "1", "percent", "100 percent"},
    {1, "1", "percent", "100 percent"},
    {0, "1", "percent", "0 percent"},
    {-0.12, "1", "percent", "\u221212 percent"},
    {12.5, "1", "percent", "1,250 percent"},
    {6.43e6, "1", "si", "6.4 million"},
    {19.74e6, "1", "si", "19.7 million"},
    {4e9, "1", "si", "4 billion"},
    {5.59e11, "1", "si", "559 billion"},
    {1234, "1", "si", "1,230"},
    {1200, "1", "si", "1,200"},
    {999600, "1", "si", "1 million"},
    {999.6e6, "1", "si", "1 billion"},
    {99.96e6, "1", "si", "100 million"},
    {12.3, "1", "si", "12.3"},
    {-6.4e6, "1", "si", "\u22126.4 million"},
    {7e17, "1", "si", "700 quadrillion"},
    {2e18, "1", "si", "2\u00a0\u00d7\u00a010\u00b9\u2078"},
    {1.7, "1", NULL, "1.7"},
    {123456, "1", NULL, "123,000"},
    {999.6, "1", NULL, "1,000"},
    {0.001234, "1", NULL, "0.00123"},
    {0.5, "1", NULL, "0.5"},
    {-2.5, "1", NULL, "\u22122.5"},
    {0, "1", NULL, "0"},
    {1.25e-7, "1", NULL, "1.25\u00a0\u00d7\u00a010\u207b\u2077"},
    {3.14159, "1", "%.1f", "3.1"},
    {-0.0819, "1", "%.2f", "\u22120.08"},
    {3.14159, "1", "%+.2f", "+3.14"},
    {3e-9, "1", "%.0e", "3\u00a0\u00d7\u00a010\u207b\u2079"},
    {1.5e10, "1", "%g", "1.5\u00a0\u00d7\u00a010\u00b9\u2070"},
    {42, "1", "about %.0f %%, no less", "about 42 %, no less"},
    {1e300, "1", "%12.12f", NULL},
};

START_TEST(a_value_is_said_in_its_format)
{
    struct value value = {
        .number = said[_i].number, .unit = said[_i].unit, .reached = true};

    begin();
    const char *words = value_say(&arena, &diag, here, value, said[_i].format);
    ck_assert_int_eq(diag.errors, 0);
    if (said[_i].words)
        ck_assert_str_eq(words, said[_i].words);
    else
        ck_assert_uint_eq(strlen(words), 314);
    end();
}
END_TEST

static const char *const bad_formats[] = {"",
                                          "%",
                                          "%d",
                                          "%s",
                                          "%n",
                                          "%.1f%.1f",
                                          "%lf",
                                          "%a",
                                          "%*f",
                                          "%.*f",
                                          "%13f",
                                          "%.13f",
                                          "%.1f%",
                                          "plain",
                                          "%1$f",
                                          "%.1f %s",
                                          "range",
                                          "%'f",
                                          "%99999999999999f",
                                          "%++++++f",
                                          "month year"};

START_TEST(a_format_that_is_not_one_is_refused)
{
    begin();
    struct value value = {.number = 1.5, .unit = "1", .reached = true};
    ck_assert_ptr_null(value_say(&arena, &diag, here, value, bad_formats[_i]));
    ck_assert_int_eq(diag.errors, 1);
    ck_assert_ptr_nonnull(strstr(diag.first->words, "no format '"));
    end();
}
END_TEST

START_TEST(a_misspelt_format_gets_a_hint)
{
    begin();
    ck_assert_str_eq(
        data_say(&arena, &some_data, &diag, here, "central.agi", "mnth"), "?");
    ck_assert_str_eq(
        diag.first->words,
        "no format 'mnth', leaving a '?'; known are month, year, "
        "percent, si, verdict and forms such as %.1f, did you mean "
        "'month'?");
    end();
}
END_TEST

START_TEST(a_month_wants_a_date)
{
    begin();
    ck_assert_str_eq(
        data_say(&arena, &some_data, &diag, here, "central.r0", "month"), "?");
    ck_assert_str_eq(diag.first->words,
                     "format 'month' wants a date, and this value is 1.7 in "
                     "'1', leaving a '?'");
    end();
}
END_TEST

START_TEST(what_is_not_reached_or_not_finite_is_said_so)
{
    begin();
    struct value never = {.unit = "yr AD"};
    struct value endless = {.number = INFINITY, .unit = "1", .reached = true};
    ck_assert_str_eq(value_say(&arena, &diag, here, never, "month"),
                     "not reached");
    ck_assert_str_eq(value_say(&arena, &diag, here, never, "%.1f"),
                     "not reached");
    ck_assert_str_eq(value_say(&arena, &diag, here, endless, NULL), "\u221e");
    endless.number = -INFINITY;
    ck_assert_str_eq(value_say(&arena, &diag, here, endless, "si"),
                     "\u2212\u221e");
    ck_assert_int_eq(diag.errors, 0);
    end();
}
END_TEST

static const struct {
    double number;
    const char *text;
} numbers[] = {
    {0.1, "0.1"},
    {1.0 / 3, "0.3333333333333333"},
    {2026, "2026"},
    {1e21, "1e+21"},
    {-2.5e-7, "-2.5e-07"},
    {NAN, "null"},
    {INFINITY, "null"},
    {2029.4896639838278, "2029.4896639838278"},
    {5e-324, "4.94065645841247e-324"},
};

START_TEST(values_are_said_in_their_language)
{
    struct place nowhere = {0};
    struct value date = {2029.96, "yr AD", true, "fr"};
    struct value number = {1234567.8, "1", true, "de"};

    ck_assert_str_eq(value_say(&arena, &diag, nowhere, date, "month"),
                     "d\u00e9cembre 2029");
    ck_assert_str_eq(value_say(&arena, &diag, nowhere, number, "%.1f"),
                     "1234567,8");
    ck_assert_str_eq(value_say(&arena, &diag, nowhere, number, "si"),
                     "1,2 Millionen");
    number.number = 0.355;
    number.language = "pl";
    ck_assert_str_eq(value_say(&arena, &diag, nowhere, number, "percent"),
                     "36 procent");
    number.reached = false;
    ck_assert_str_eq(value_say(&arena, &diag, nowhere, number, NULL),
                     "nie osi\u0105gni\u0119to");
}
END_TEST

START_TEST(a_number_is_written_with_just_enough_digits)
{
    begin();
    struct text text = text_new(&arena);
    text_number(&text, numbers[_i].number);
    ck_assert_str_eq(text.at, numbers[_i].text);
    if (isfinite(numbers[_i].number))
        ck_assert_double_eq(strtod(text.at, NULL), numbers[_i].number);
    end();
}
END_TEST

/* What the cache gives back is what was put in, to the bit; and a piece of it
 * is nothing. */
START_TEST(a_run_comes_back_from_its_bytes)
{
    static const double time[] = {2026, 2027}, rise[] = {1, 0x1.8p-1070};
    static const struct series series = {"s", "nat", "level", rise};
    static const struct quantity quantities[] = {
        {"never", "yr AD", "nothing", 0, false},
        {"agi", "yr AD", "intelligence", 2029.5, true}};
    const struct run run = {.name = "wall",
                            .title = "an ensemble",
                            .rows = 2,
                            .time = time,
                            .time_unit = "trials",
                            .series = &series,
                            .series_count = 1,
                            .quantities = quantities,
                            .quantity_count = 2};
    struct run back;

    begin();
    struct text text = text_new(&arena);
    run_keep(&text, &run);
    ck_assert_uint_eq(run_find(&arena, text_all(&text), &back), text.length);
    ck_assert_str_eq(back.title, "an ensemble");
    ck_assert_mem_eq(back.time, time, sizeof time);
    ck_assert_str_eq(run_time_unit(&back), "trials");
    ck_assert_str_eq(back.series[0].label, "level");
    ck_assert_mem_eq(back.series[0].at, rise, sizeof rise);
    ck_assert(!back.quantities[0].reached && back.quantities[1].reached);
    ck_assert_double_eq(back.quantities[1].value, 2029.5);
    for (size_t i = 0; i < text.length; i++)
        ck_assert_uint_eq(run_find(&arena, (struct bytes){text.at, i}, &back),
                          0);
    memset(text.at, 0xff, 8);
    ck_assert_uint_eq(run_find(&arena, text_all(&text), &back), 0);
    end();
}
END_TEST

Suite *
suite_data(void)
{
    Suite *suite = suite_create("data");
    TCase *real = tcase_create("real"), *paths = tcase_create("paths"),
          *words = tcase_create("words");

    tcase_set_timeout(real, 60);
    tcase_add_loop_test(real, elementary_functions_are_within_about_one_unit, 0,
                        (int)COUNT(sweeps));
    tcase_add_test(words, values_are_said_in_their_language);
    tcase_add_test(real, elementary_functions_give_the_same_bits_everywhere);
    tcase_add_test(real, special_values_are_those_of_libm);
    tcase_add_test(paths, a_run_comes_back_from_its_bytes);
    tcase_add_test(paths, a_series_is_interpolated_within_its_run_only);
    tcase_add_loop_test(paths, a_path_finds_its_value, 0, (int)COUNT(found));
    tcase_add_loop_test(paths, a_path_that_leads_nowhere_is_said_with_a_hint, 0,
                        (int)COUNT(lost));
    tcase_add_loop_test(words, a_value_is_said_in_its_format, 0,
                        (int)COUNT(said));
    tcase_add_loop_test(words, a_format_that_is_not_one_is_refused, 0,
                        (int)COUNT(bad_formats));
    tcase_add_test(words, a_misspelt_format_gets_a_hint);
    tcase_add_test(words, a_month_wants_a_date);
    tcase_add_test(words, what_is_not_reached_or_not_finite_is_said_so);
    tcase_add_loop_test(words, a_number_is_written_with_just_enough_digits, 0,
                        (int)COUNT(numbers));
    suite_add_tcase(suite, real);
    suite_add_tcase(suite, paths);
    suite_add_tcase(suite, words);
    return suite;
}
