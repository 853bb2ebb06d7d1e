/* print_course.c: a course for the command line: its rows and dates as JSON
 * or CSV.
 *
 * What a newcomer would get wrong: times between the rows of a run are
 * computed from the solution, not interpolated. */
#include "print.h"

#define EARLIEST 1950.0 /* [yr AD] */
#define LATEST 2200.0
#define YEARS 15 /* 2026 ... 2040 */

static void
add_numbers(struct text *out, const double *values, size_t count, bool json)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            text_add(out, json ? ", " : ",");
        print_number(out, values[i], json);
    }
}

static const char *const names[] = {"t",   "s",   "k",   "a",   "aG",
                                    "lnA", "lnL", "lnm", "sdot"};

static void
add_row_json(struct text *out, const struct course *course, double year)
{
    double values[MOMENT_ROW];
    struct moment moment;

    course_at(course, year, &moment);
    moment_row(&moment, year, values);
    for (size_t i = 0; i < COUNT(names); i++) {
        text_print(out, "%s\"%s\": ", i ? ", " : "    {", names[i]);
        print_number(out, values[i], true);
    }
    text_add(out, ",\n     \"caps\": [");
    add_numbers(out, moment.caps, LINES, true);
    text_add(out, "], \"w\": [");
    add_numbers(out, moment.softmin.weight, LINES, true);
    text_add(out, "], \"G_GW\": ");
    print_number(out, moment.G, true);
    text_add(out, ", \"X_GW\": ");
    print_number(out, moment.X, true);
    text_char(out, '}');
}

static void
add_date(struct text *out, struct date date, bool json)
{
    print_number(out, date.reached ? date.at : real_nan(), json);
}

static void
add_phases_json(struct text *out, const char *name, const struct date *dates)
{
    text_print(out, "  \"%s\": {", name);
    for (int i = CODE; i < PHASES; i++) {
        text_print(out, "%s\"P%d\": ", i > CODE ? ", " : "", i + 1);
        add_date(out, dates[i], true);
    }
    text_add(out, "},\n");
}

static void
add_json(struct text *out, const struct course *course, const double *years,
         size_t count)
{
    struct date doublings[DOUBLINGS];

    text_add(out, "{\n  \"L0\": ");
    print_number(out, real_exp(course->model->curve.log_labour0), true);
    text_add(out, ",\n  \"lnK00\": ");
    print_number(out, course->model->log_softmin0, true);
    text_add(out, ",\n");
    add_phases_json(out, "events_raw", course->raw);
    add_phases_json(out, "phase_start_cascade", course->start);
    text_add(out, "  \"t_software_doubling_1_12\": [");
    course_doublings(course, doublings);
    for (int i = 0; i < DOUBLINGS; i++) {
        text_add(out, i ? ", " : "");
        add_date(out, doublings[i], true);
    }
    text_add(out, "],\n  \"rows\": [\n");
    for (size_t i = 0; i < count; i++) {
        text_add(out, i ? ",\n" : "");
        add_row_json(out, course, years[i]);
    }
    text_add(out, "\n  ]\n}\n");
}

static void
add_row_csv(struct text *out, const struct course *course, double year)
{
    double values[MOMENT_ROW];
    struct moment moment;

    course_at(course, year, &moment);
    moment_row(&moment, year, values);
    add_numbers(out, values, COUNT(names), false);
    text_char(out, ',');
    add_numbers(out, moment.caps, LINES, false);
    text_char(out, ',');
    add_numbers(out, moment.softmin.weight, LINES, false);
    text_char(out, ',');
    add_numbers(out, (const double[]){moment.G, moment.X}, 2, false);
    text_char(out, '\n');
}

static void
add_csv(struct text *out, const struct course *course, const double *years,
        size_t count)
{
    for (size_t i = 0; i < COUNT(names); i++)
        text_print(out, "%s,", names[i]);
    text_add(out, "cap_silicon,cap_energy,cap_cooling,cap_demand,"
                  "w_silicon,w_energy,w_cooling,w_demand,G_GW,X_GW\n");
    for (size_t i = 0; i < count; i++)
        add_row_csv(out, course, years[i]);
    text_add(out, "\nphase,threshold,start\n");
    for (int i = CODE; i < PHASES; i++) {
        text_print(out, "P%d,", i + 1);
        add_date(out, course->raw[i], false);
        text_char(out, ',');
        add_date(out, course->start[i], false);
        text_char(out, '\n');
    }
}

static bool
check_years(struct diag *diag, const double *years, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!(years[i] >= EARLIEST && years[i] <= LATEST)) {
            diag_say(diag, ERROR, (struct place){0},
                     "no rows at %g, the model reaches from %g to %g", years[i],
                     EARLIEST, LATEST);
            return false;
        }
    return true;
}

static double
find_last(const double *years, size_t count)
{
    double last = HORIZON;

    for (size_t i = 0; i < count; i++)
        last = years[i] > last ? years[i] : last;
    return last;
}

bool
print_course(struct arena *arena, struct diag *diag, struct text *out,
             const struct solve_request *request, const struct recipe *recipe)
{
    struct symbols symbols = symbols_of(recipe->ranges);
    double plain[YEARS];
    const double *years = request->at_count ? request->at : plain;
    size_t count = request->at_count ? request->at_count : YEARS;

    for (int i = 0; i < YEARS; i++)
        plain[i] = symbols.t0 + i;
    if (!check_years(diag, years, count))
        return false;
    struct course *course = course_new(
        arena, &symbols,
        &(struct plan){.wall = recipe->wall, .last = find_last(years, count)});
    if (!course->path.complete)
        diag_say(diag, WARNING, (struct place){0},
                 "this run cannot be followed beyond %.3f, what comes later "
                 "is left empty",
                 symbols.t0 + course->end);
    (request->json ? add_json : add_csv)(out, course, years, count);
    return true;
}
