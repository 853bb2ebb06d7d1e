/* columns.c: a course as series: one table names every column, its unit and
 * how it follows from a moment of the course.
 *
 * What a newcomer would get wrong: no column is interpolated. Each row is
 * computed from the solution at its own time, so rows agree with the dates to
 * the last digit that the solver has. */
#include "inside.h"

#include <assert.h>

/* One row; the fields are the columns. */
struct row {
    double s, k, S, K, S_oom, K_oom, automated, automated_all, uplift, growth,
        doubling, gain, push, drag, power, cooling, caps[LINES], usable,
        weights[LINES], researchers, people, labor, cycles, effective;
};

struct column {
    const char *name;
    size_t offset; /* in struct row */
    const char *unit, *label;
};

#define FIELD(field) offsetof(struct row, field)

static const struct column table[] = {
    {"s", FIELD(s), "nat", LABEL("software level, logarithm")},
    {"k", FIELD(k), "nat", LABEL("usable compute, logarithm")},
    {"S", FIELD(S), "1", LABEL("software level, 2026 = 1")},
    {"K", FIELD(K), "1", LABEL("usable compute, 2026 = 1")},
    {"S_oom", FIELD(S_oom), "1", LABEL("software level, orders of magnitude")},
    {"K_oom", FIELD(K_oom), "1", LABEL("usable compute, orders of magnitude")},
    {"automated", FIELD(automated), "1", LABEL("research tasks automated")},
    {"automated_all", FIELD(automated_all), "1", LABEL("all tasks automated")},
    {"uplift", FIELD(uplift), "1",
     LABEL("research output over that of people alone")},
    {"growth", FIELD(growth), "1/yr", LABEL("growth of software")},
    {"doubling", FIELD(doubling), "d", LABEL("time in which software doubles")},
    {"gain", FIELD(gain), "1", LABEL("loop gain")},
    {"growth_split_push", FIELD(push), "1", LABEL("push of better software")},
    {"growth_split_drag", FIELD(drag), "1", LABEL("drag of harder ideas")},
    {"power", FIELD(power), "GW", LABEL("power for AI")},
    {"cooling", FIELD(cooling), "GW", LABEL("halls ready for liquid cooling")},
    {"cap_silicon", FIELD(caps[SILICON]), "million H100e", LABEL("silicon")},
    {"cap_energy", FIELD(caps[ENERGY]), "million H100e", LABEL("energy")},
    {"cap_cooling", FIELD(caps[COOLING]), "million H100e", LABEL("cooling")},
    {"cap_demand", FIELD(caps[DEMAND]), "million H100e", LABEL("demand")},
    {"usable", FIELD(usable), "million H100e", LABEL("usable compute")},
    {"w_silicon", FIELD(weights[SILICON]), "1",
     LABEL("binding weight of silicon")},
    {"w_energy", FIELD(weights[ENERGY]), "1",
     LABEL("binding weight of energy")},
    {"w_cooling", FIELD(weights[COOLING]), "1",
     LABEL("binding weight of cooling")},
    {"w_demand", FIELD(weights[DEMAND]), "1",
     LABEL("binding weight of demand")},
    {"researchers", FIELD(researchers), "1",
     LABEL("AI labor in researchers, orders of magnitude")},
    {"people", FIELD(people), "1",
     LABEL("human researchers, orders of magnitude")},
    {"labor", FIELD(labor), "1",
     LABEL("research labor in researchers, orders of magnitude")},
    {"cycles", FIELD(cycles), "1", LABEL("doublings of software since 2026")},
    {"effective", FIELD(effective), "1",
     LABEL("effective compute, orders of magnitude")},
};

static_assert(COUNT(table) == COLUMNS, "one column a field");

struct columns *
columns_new(struct arena *arena, size_t rows)
{
    struct columns *columns = TAKE(arena, struct columns);

    columns->time = TAKE_ARRAY(arena, rows, double);
    for (size_t i = 0; i < COUNT(table); i++)
        columns->at[i] = TAKE_ARRAY(arena, rows, double);
    return columns;
}

/* Which line binds is a question of the wall alone. */
static void
fill_lines(const struct coupled *model, const struct moment *moment,
           struct row *row)
{
    double million = model->of.N0 * 1e-6;

    for (int i = 0; i < LINES; i++) {
        row->caps[i] = moment->caps[i] * million;
        row->weights[i] =
            model->wall == WALL_STANDS ? moment->softmin.weight[i] : real_nan();
    }
    row->usable =
        moment->d < 0 ? real_nan() : row->K * model->softmin0 * million;
    row->power = moment->G;
    row->cooling = moment->X;
}

static void
fill_row(const struct coupled *model, const struct moment *moment,
         struct row *row)
{
    row->s = moment->s;
    row->k = moment->k;
    row->S = real_exp(moment->s);
    row->K = real_exp(moment->k);
    row->S_oom = moment->s / LN10;
    row->K_oom = moment->k / LN10;
    row->automated = moment->a;
    row->automated_all = moment->aG;
    row->uplift = real_exp(moment->log_L - moment->h);
    row->growth = moment->growth.rate;
    row->doubling = LN2 / moment->growth.rate * YEAR_DAYS;
    row->push = moment->growth.push;
    row->drag = moment->growth.drag;
    row->gain = row->push - row->drag;
    row->researchers = (moment->log_A + model->log_staff0) / LN10;
    row->people = (moment->h + model->log_staff0) / LN10;
    row->labor = (moment->log_L + model->log_staff0) / LN10;
    row->cycles = moment->s / LN2;
    row->effective = (moment->s + moment->k) / LN10;
    fill_lines(model, moment, row);
}

void
columns_put(struct columns *columns, size_t row, double year,
            const struct course *course)
{
    struct moment moment;
    struct row fields;

    course_at(course, year, &moment);
    fill_row(course->model, &moment, &fields);
    columns->time[row] = year;
    for (size_t i = 0; i < COUNT(table); i++)
        columns->at[i][row] =
            *(const double *)(const void *)((const char *)&fields +
                                            table[i].offset);
}

struct series *
columns_series(struct arena *arena, const struct columns *columns, size_t extra,
               size_t *count)
{
    struct series *series =
        TAKE_ARRAY(arena, COUNT(table) + extra, struct series);

    for (size_t i = 0; i < COUNT(table); i++)
        series[i] = (struct series){table[i].name, table[i].unit,
                                    table[i].label, columns->at[i]};
    *count = COUNT(table);
    return series;
}
