/* davidson.c: how quick and how big a software intelligence explosion would
 * be: T. Davidson and T. Houlden (Forethought, 4 August 2025), after the paper
 * and after the authors' code (github thoulden/Accelerated_AI_Progress).
 *
 * Software doubles again and again. The first doubling takes T = T0 / f, f
 * the boost from automated research; after each one returns have fallen,
 *     r   <-  r - r0 / N,      N = limit * 12 / (T0 sw) doublings to the
 *                              ceiling (sw: share of software in progress)
 *     T   <-  2^q T,           q = p (1/r - 1)
 * until the time has passed the window, N is reached or r is spent; the last
 * doubling may end beyond the window. Variants:
 *     gradual          T0 / (1 + f0) at first, and T is divided also by
 *                      (1 + f) / (1 + f before), where the boost rises as
 *                      f(t) = f0 (f/f0)^(t/tau_f); r0 and limit of its own
 *     retraining       q / (1 + |q|) for q: training runs must get shorter
 *     retraining_code  q / |1 + q|: so the published code, by a parenthesis
 *     continuous       the curve (curve.c) with all research automated, no
 *                      people, frozen compute: the limit of small doublings,
 *                      ds/dt = g0 e^(p s) (1 - s/smax)^(p smax/r0)
 * The questions: do so many years of progress at the recent pace, 12 / (T0 sw)
 * doublings each, ever come within one year, within four months? The authors
 * round doublings down: three years in four months are 26 of them.
 *
 * In all but the gradual variant T is log-convex in its number: it falls, then
 * rises. So a stretch that would have to gain on slower doublings than those
 * it leaves behind is given up, and most trajectories end early; the
 * continuous variant needs one stretch, found by golden section.
 *
 * Half of the time goes into exp, one a doubling and two in the gradual
 * variant; of a default run, as much goes into the continuous variant (20,000
 * samples of it) as into all others together.
 *
 * What a newcomer would get wrong: the questions count doublings of the whole
 * trajectory, not from its start; the fastest ones lie in the middle. */
#include "draws.h"

#include <math.h>

#define STREAM 1
#define MONTHS 12

enum draw {
    BOOST,
    RETURNS,
    PARALLEL,
    LIMIT,
    GRADUAL_RETURNS,
    GRADUAL_LIMIT,
    FIRST_BOOST,
    BOOST_TIME,
    SOFTWARE_SHARE,
    DOUBLING_TIME,
    WINDOW,
    DRAWS
};

#define PAPER "Davidson & Houlden 2025"
#define CODE_TOO "Davidson & Houlden 2025, code"

/* clang-format off */
static const struct symbol symbols[DRAWS] = {
    {"f", "1", "boost of progress by automated research", 0, 1e6, OPEN_LOW,
     {.value = 8, .spread = SPREAD_LOG, .low = 2, .high = 32}, PAPER, "V"},
    {"r0", "1", "returns to software research at first", 0, 100, OPEN_LOW,
     {.value = 1.2, .spread = SPREAD_LOG, .low = 0.4, .high = 3.6}, PAPER, "V"},
    {"p", "1", "returns to parallel effort", 0, 1, OPEN_LOW,
     {.value = 0.3, .spread = SPREAD_LOG, .low = 0.15, .high = 0.6}, PAPER,
     "V"},
    {"limit", "yr", "progress at the recent pace to the ceiling", 0.5, 64, 0,
     {.value = 11, .spread = SPREAD_UNIFORM, .low = 6, .high = 16}, PAPER, "V"},
    {"r0_gradual", "1", "returns at first, gradual boost", 0, 100, OPEN_LOW,
     {.value = 1.7, .spread = SPREAD_LOG, .low = 0.567, .high = 5.1}, PAPER,
     "V"},
    {"limit_gradual", "yr", "progress to the ceiling, gradual boost", 0.5, 64,
     0, {.value = 14, .spread = SPREAD_UNIFORM, .low = 9, .high = 19}, PAPER,
     "V"},
    {"f0", "1", "gradual boost at first", 0, 1e6, OPEN_LOW, {.value = 0.1},
     CODE_TOO, "V"},
    {"tau_f", "mo", "time in which the gradual boost comes", 0, 1200, OPEN_LOW,
     {.value = 60}, CODE_TOO, "V"},
    {"sw", "1", "share of software in recent progress", 0.1, 1, 0,
     {.value = 0.5}, PAPER, "V"},
    {"T0", "mo", "doubling time of software at the recent pace", 0.5, 60, 0,
     {.value = 3}, PAPER, "V"},
    {"window", "mo", "time that is looked at", 1, 600, 0, {.value = 48},
     CODE_TOO, "V"},
};
/* clang-format on */

static void
draw_sample(const struct recipe *recipe, size_t sample, double *draw)
{
    for (uint32_t j = 0; j < DRAWS; j++)
        draw[j] = recipe_draw(recipe, sample, j, STREAM);
}

/* Doublings in a year of progress at the recent pace. */
static double
count_recent(const double *draw)
{
    return MONTHS / draw[DOUBLING_TIME] / draw[SOFTWARE_SHARE];
}

/* The discrete trajectory, walked doubling by doubling. */
struct walk {
    enum davidson variant;
    double parallel, window;
    double returns, fall; /* of returns with every doubling */
    double ceiling;       /* [doublings] */
    int doublings;
    double time, length;               /* of the coming doubling [mo] */
    double boost, boost_rate, boosted; /* 1 + boost at most */
};

static struct walk
begin_walk(enum davidson variant, const double *draw)
{
    bool gradual = variant == DAVIDSON_GRADUAL;
    double limit = draw[gradual ? GRADUAL_LIMIT : LIMIT];
    struct walk walk = {
        .variant = variant,
        .parallel = draw[PARALLEL],
        .window = draw[WINDOW],
        .returns = draw[gradual ? GRADUAL_RETURNS : RETURNS],
        .ceiling = count_recent(draw) * limit,
        .length = draw[DOUBLING_TIME] / draw[BOOST],
    };

    walk.fall = walk.returns / walk.ceiling;
    if (gradual) {
        walk.boost = draw[FIRST_BOOST];
        walk.length = draw[DOUBLING_TIME] / (1 + walk.boost);
        walk.boost_rate = real_log(draw[BOOST] / walk.boost) / draw[BOOST_TIME];
        walk.boosted = 1 + walk.boost;
        if (walk.boost_rate > 0)
            walk.boosted =
                1 + walk.boost * real_exp(walk.boost_rate * walk.window);
    }
    return walk;
}

static bool
goes_on(const struct walk *walk)
{
    return walk->time < walk->window && walk->doublings < walk->ceiling &&
           walk->returns > 0 && walk->doublings < DAVIDSON_DOUBLINGS;
}

static double
retrain(enum davidson variant, double q)
{
    double size = 1;

    if (variant == DAVIDSON_RETRAINING)
        size = q < 0 ? 1 - q : 1 + q;
    else if (variant == DAVIDSON_RETRAINING_CODE)
        size = q < -1 ? -1 - q : 1 + q;
    return q / size;
}

static void
raise_boost(struct walk *walk)
{
    double before = 1 + walk->boost;
    double grown = walk->boost * real_exp(walk->boost_rate * walk->length);

    walk->boost = grown;
    walk->length *= before / (1 + grown);
}

static void
take_doubling(struct walk *walk)
{
    walk->time += walk->length;
    walk->doublings++;
    walk->returns -= walk->fall;
    if (walk->returns <= 0)
        return;
    double q = walk->parallel * (1 / walk->returns - 1);
    double factor = real_exp(LN2 * retrain(walk->variant, q));
    if (walk->variant == DAVIDSON_GRADUAL)
        raise_boost(walk);
    walk->length *= factor;
}

int
davidson_path(enum davidson variant, const double *draw, double *times)
{
    struct walk walk = begin_walk(variant, draw);

    times[0] = 0;
    while (goes_on(&walk)) {
        take_doubling(&walk);
        times[walk.doublings] = walk.time;
    }
    return walk.doublings;
}

/* The questions. */

#define GOALS 2

/* The longest stretch of doublings up to now that fits into some months. */
struct stretch {
    double months;
    int start;
    int goals[GOALS]; /* doublings asked for, rising */
    int met;          /* how many of the goals */
};

enum { YEAR, FOUR_MONTHS, STRETCHES };

/* Within so many months, at these multiples of the recent pace. */
static struct stretch
make_stretch(const double *draw, double months, double pace, double faster)
{
    double recent = months / MONTHS * count_recent(draw);

    return (struct stretch){
        .months = months,
        .goals = {(int)(recent * pace), (int)(recent * faster)}};
}

static void
make_stretches(const double *draw, struct stretch *stretches)
{
    stretches[YEAR] = make_stretch(draw, MONTHS, 3, 10);
    stretches[FOUR_MONTHS] = make_stretch(draw, 4, 10, 30);
}

static void
move_stretch(struct stretch *stretch, const double *times, int now)
{
    while (times[now] - times[stretch->start] >= stretch->months)
        stretch->start++;
    while (stretch->met < GOALS &&
           now - stretch->start >= stretch->goals[stretch->met])
        stretch->met++;
}

/* Can the stretch still meet its next goal? No harm in a hope too many. */
static bool
is_hopeful(const struct stretch *stretch, const struct walk *walk,
           const double *times)
{
    int now = walk->doublings, start = stretch->start;

    if (stretch->met == GOALS ||
        start + stretch->goals[stretch->met] > walk->ceiling + 1)
        return false;
    if (walk->returns > 1) /* doublings may become shorter */
        return true;
    int missing = stretch->goals[stretch->met] - (now - start);
    if (walk->variant == DAVIDSON_GRADUAL)
        return missing * walk->length * (1 + walk->boost) <
               stretch->months * walk->boosted;
    return missing * walk->length < stretch->months &&
           (times[now] + walk->length - times[start] < stretch->months ||
            (start < now && walk->length < times[start + 1] - times[start]));
}

/* An answer is a bit. */
#define QUESTIONS (STRETCHES * GOALS)
#define UNFINISHED 0x80000000u

static uint32_t
answer_goals(const struct stretch *stretches)
{
    uint32_t answers = 0;

    for (int i = 0; i < STRETCHES; i++)
        for (int goal = 0; goal < stretches[i].met; goal++)
            answers |= 1u << (GOALS * i + goal);
    return answers;
}

static uint32_t
answer_walk(enum davidson variant, const double *draw)
{
    double times[DAVIDSON_DOUBLINGS + 1];
    struct walk walk = begin_walk(variant, draw);
    struct stretch stretches[STRETCHES];

    times[0] = 0;
    make_stretches(draw, stretches);
    while (goes_on(&walk) &&
           (is_hopeful(&stretches[YEAR], &walk, times) ||
            is_hopeful(&stretches[FOUR_MONTHS], &walk, times))) {
        take_doubling(&walk);
        times[walk.doublings] = walk.time;
        move_stretch(&stretches[YEAR], times, walk.doublings);
        move_stretch(&stretches[FOUR_MONTHS], times, walk.doublings);
    }
    return answer_goals(stretches) |
           (walk.doublings == DAVIDSON_DOUBLINGS ? UNFINISHED : 0);
}

/* The continuous variant: t as a function of s, so that nothing is singular.
 * Below SLOWEST what is left of the window gains next to nothing. */
#define SLOWEST 0.01 /* [1/yr] */
#define NOBODY (-1e300)

struct limit {
    struct symbols of;
    struct curve curve;
    struct path path; /* t(s) [yr] */
    double end;       /* of s in the window */
};

static unsigned
rate_time(const void *context, double s, const double *y, double *rate)
{
    const struct curve *curve = context;
    struct share all = {1, 0};

    (void)y;
    rate[0] =
        1 / curve_growth(curve, curve_software(curve, curve_climb(curve, s)), 0,
                         all, curve_labour(curve, all, s, NOBODY))
                .rate;
    return 0;
}

static void
begin_limit(struct limit *limit, const double *draw)
{
    limit->of = symbols_default();
    limit->of.g0 = MONTHS / draw[DOUBLING_TIME] * draw[BOOST] * LN2;
    limit->of.lam = draw[PARALLEL];
    limit->of.alpha = 1;
    limit->of.rho = 0;
    limit->of.chi = 1;
    limit->of.A0 = 1;
    limit->of.r0 = draw[RETURNS];
    limit->of.smax = count_recent(draw) * draw[LIMIT] * LN2;
    limit->of.tau_gen = 0;
    limit->curve = curve_new(&limit->of);
    limit->curve.log_labour0 = 0;
}

/* Where growth, which has one peak, has fallen to SLOWEST. */
static double
find_slowest(const struct limit *limit)
{
    double low = 0, high = limit->of.smax, rate;

    for (int i = 0; i < 24; i++) {
        double middle = 0.5 * (low + high);
        rate_time(&limit->curve, middle, NULL, &rate);
        if (rate < 1 / SLOWEST)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static double
find_time(const struct limit *limit, double s)
{
    double t;

    path_at(&limit->path, s, &t);
    return t;
}

static double
find_end(const struct limit *limit, double years)
{
    double low = 0, high = limit->path.end;

    if (find_time(limit, high) < years)
        return high;
    for (int i = 0; i < 40; i++) {
        double middle = 0.5 * (low + high);
        if (find_time(limit, middle) < years)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool
solve_limit(struct arena *arena, struct limit *limit, const double *draw)
{
    struct ode ode = {.states = 1,
                      .rate = rate_time,
                      .model = &limit->curve,
                      .relative = 1e-5,
                      .absolute = 1e-7};
    double start = 0, slowest = find_slowest(limit);

    ode.first = slowest / 64;
    limit->path = ode_solve(arena, &ode, 0, &start, slowest);
    limit->end = find_end(limit, draw[WINDOW] / MONTHS);
    return limit->path.complete;
}

#define GOLDEN 0.61803398874989485

static double
time_rise(const struct limit *limit, double s, double rise)
{
    return find_time(limit, s + rise) - find_time(limit, s);
}

/* The shortest time [yr] in which s rises by so much, by golden section: it
 * falls, then rises with the s where it begins. */
static double
find_shortest(const struct limit *limit, double rise)
{
    double low = 0, high = limit->end - rise;

    if (high < 0)
        return INFINITY;
    double s = high - GOLDEN * high, t = time_rise(limit, s, rise);
    for (int i = 0; i < 20; i++) {
        double other = low + (high - s);
        double t_other = time_rise(limit, other, rise);
        bool better = t > t_other, after = other > s;
        if (better == after)
            low = better ? s : other;
        else
            high = better ? s : other;
        s = better ? other : s;
        t = better ? t_other : t;
    }
    return t;
}

static uint32_t
answer_limit(struct arena *arena, const double *draw)
{
    struct stretch stretches[STRETCHES];
    struct limit limit;

    make_stretches(draw, stretches);
    begin_limit(&limit, draw);
    bool complete = solve_limit(arena, &limit, draw);
    for (int i = 0; i < STRETCHES; i++) {
        struct stretch *stretch = &stretches[i];
        while (stretch->met < GOALS &&
               find_shortest(&limit, stretch->goals[stretch->met] * LN2) <
                   stretch->months / MONTHS)
            stretch->met++;
    }
    return answer_goals(stretches) | (complete ? 0 : UNFINISHED);
}

/* The run. */

#define LIMIT_SAMPLES 20000 /* enough for shares of the continuous variant */

static const struct {
    const char *name, *label;
} variants[DAVIDSON_VARIANTS] = {
    [DAVIDSON_BASE] = {"base", "boost at once"},
    [DAVIDSON_GRADUAL] = {"gradual", "gradual boost"},
    [DAVIDSON_RETRAINING] = {"retraining", "retraining, paper's formula"},
    [DAVIDSON_RETRAINING_CODE] = {"retraining_code",
                                  "retraining, code's formula"},
    [DAVIDSON_CONTINUOUS] = {"continuous", "limit of small doublings"},
};

static const struct {
    const char *name, *label;
} questions[QUESTIONS] = {
    {"3y_1y", "3 years of progress within a year"},
    {"10y_1y", "10 years of progress within a year"},
    {"3y_4mo", "3 years of progress within 4 months"},
    {"10y_4mo", "10 years of progress within 4 months"},
};

/* An array a variant, the answers of a sample in one word. */
struct survey {
    const struct recipe *recipe;
    uint32_t *answers[DAVIDSON_VARIANTS];
    size_t counts[DAVIDSON_VARIANTS];
};

static void
answer_samples(void *context, size_t from, size_t to)
{
    struct survey *survey = context;
    double draw[DRAWS];

    for (size_t i = from; i < to; i++) {
        struct arena scratch = {0};
        draw_sample(survey->recipe, i, draw);
        for (int v = 0; v < DAVIDSON_CONTINUOUS; v++)
            survey->answers[v][i] = answer_walk((enum davidson)v, draw);
        if (i < survey->counts[DAVIDSON_CONTINUOUS])
            survey->answers[DAVIDSON_CONTINUOUS][i] =
                answer_limit(&scratch, draw);
        arena_close(&scratch);
    }
}

static size_t
count_answers(const uint32_t *answers, size_t count, uint32_t bit)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        found += (answers[i] & bit) != 0;
    return found;
}

static void
list_answers(struct list *list, const struct survey *survey, int variant)
{
    const uint32_t *answers = survey->answers[variant];
    size_t count = survey->counts[variant];

    for (int i = 0; i < QUESTIONS; i++) {
        const char *name = arena_print(
            list->arena, "%s.%s", variants[variant].name, questions[i].name);
        const char *label = arena_print(
            list->arena, "%s, %s", questions[i].label, variants[variant].label);
        size_t found = count_answers(answers, count, 1u << i);
        list_add(list, name, "1", label, (double)found / (double)count);
    }
}

static size_t
count_unfinished(const struct survey *survey)
{
    size_t unfinished = 0;

    for (int v = 0; v < DAVIDSON_VARIANTS; v++)
        unfinished +=
            count_answers(survey->answers[v], survey->counts[v], UNFINISHED);
    return unfinished;
}

static struct run
run_davidson(struct arena *arena, struct diag *diag,
             const struct recipe *recipe)
{
    struct survey survey = {.recipe = recipe};
    struct list list = {.arena = arena};
    struct arena own = {0};

    for (int v = 0; v < DAVIDSON_VARIANTS; v++) {
        survey.counts[v] = recipe->samples.count;
        if (v == DAVIDSON_CONTINUOUS && survey.counts[v] > LIMIT_SAMPLES)
            survey.counts[v] = LIMIT_SAMPLES;
        survey.answers[v] = TAKE_ARRAY(&own, survey.counts[v], uint32_t);
    }
    samples_run(&recipe->samples, answer_samples, &survey);
    for (int v = 0; v < DAVIDSON_VARIANTS; v++)
        list_answers(&list, &survey, v);
    size_t unfinished = count_unfinished(&survey);
    if (unfinished)
        diag_say(diag, WARNING, (struct place){0},
                 "%zu trajectories of 'davidson-houlden' were not followed to "
                 "their end, their answers are those up to there",
                 unfinished);
    list_add(&list, "samples", "1", "samples drawn",
             (double)recipe->samples.count);
    list_add(&list, "unfinished", "1", "trajectories not followed to their end",
             (double)unfinished);
    arena_close(&own);
    return (struct run){.quantities = list.at, .quantity_count = list.count};
}

const struct model model_davidson = {
    .name = "davidson-houlden",
    .title = "software intelligence explosion, Davidson and Houlden 2025",
    .symbols = symbols,
    .symbol_count = DRAWS,
    .samples = 65536,
    .run = run_davidson,
};
