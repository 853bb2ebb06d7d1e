/* check_palette.c: may the book's inks be used together? Colours are compared
 * as people see them who lack one kind of cone (G. M. Machado, M. M. Oliveira,
 * L. A. F. Fernandes, "A physiologically-based model for simulation of color
 * vision deficiency", IEEE TVCG 15(6), 2009, table 1, severity 1.0), by their
 * distance in OKLab (B. Ottosson, "A perceptual color space for image
 * processing", 2020), in hundredths: 2 can just be seen, 8 is told apart in
 * thin lines. Contrast and lightness are those of WCAG 2.2 and CIE 1976.
 *
 * What a newcomer would get wrong: an ink that is changed for light paper must
 * be looked at on the dark one as well; both have the same rules. */
#include "drawn.h"
#include "suites.h"

#include <math.h>

#define LEAST_DISTANCE 8.0 /* of inks in one figure [OKLab / 100] */
#define LEAST_STEP 8.0     /* of neighbours in a stack [L*] */
#define LEAST_CONTRAST 4.5 /* of words */

struct colour {
    double at[3];
};

enum theme { LIGHT, DARK, THEMES };
enum vision { NORMAL, PROTAN, DEUTAN, VISIONS };

static const double matrices[VISIONS][3][3] = {
    [NORMAL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    [PROTAN] = {{0.152286, 1.052583, -0.204868},
                {0.114503, 0.786281, 0.099216},
                {-0.003882, -0.048116, 1.051998}},
    [DEUTAN] = {{0.367322, 0.860646, -0.227968},
                {0.280085, 0.672501, 0.047413},
                {-0.011820, 0.042940, 0.968881}},
};

static const char *const supplies[] = {"silicon", "energy", "cooling",
                                       "demand"};
static const char *const pairs[][2] = {
    {"silicon", "energy"},  {"silicon", "cooling"}, {"silicon", "demand"},
    {"energy", "cooling"},  {"energy", "demand"},   {"cooling", "demand"},
    {"phase-1", "phase-2"}, {"phase-2", "phase-3"}, {"phase-3", "phase-4"},
    {"phase-4", "phase-5"}, {"phase-5", "phase-6"}, {"warm", "cold"},
    {"accent", "muted"},    {"accent", "ink"},      {"accent", "cold"},
    {"accent", "demand"},   {"cold", "demand"},     {"ink", "muted"},
    {"ink", "silicon"},     {"ink", "energy"},      {"ink", "cooling"},
    {"ink", "demand"},      {"accent", "link"},
};
/* Those that words are set in, on paper; paper on them is the same contrast. */
static const char *const words[] = {
    "ink",     "muted",   "accent",  "link",    "phase-1", "phase-2",
    "phase-3", "phase-4", "phase-5", "phase-6", "silicon", "energy",
    "cooling", "demand",  "warm",    "cold",    "human",
};
static const char *const surfaces[] = {
    "box",          "phase-1-tint", "phase-2-tint", "phase-3-tint",
    "phase-4-tint", "phase-5-tint", "phase-6-tint", "silicon-tint",
    "energy-tint",  "cooling-tint", "demand-tint",  "warm-tint",
    "cold-tint",
};

static double
make_linear(double share)
{
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static struct colour
multiply(const double matrix[3][3], struct colour from)
{
    struct colour to;

    for (int i = 0; i < 3; i++)
        to.at[i] = matrix[i][0] * from.at[0] + matrix[i][1] * from.at[1] +
                   matrix[i][2] * from.at[2];
    return to;
}

/* Of linear light. */
static struct colour
find_colour(const char *name, enum theme theme)
{
    const struct ink *ink = ink_find(palette, name);
    struct colour colour;

    ck_assert_msg(ink != NULL, "no ink '%s'", name);
    for (int i = 0; i < 3; i++)
        colour.at[i] = make_linear(theme == DARK ? ink->dark[i] : ink->rgb[i]);
    return colour;
}

static struct colour
see_colour(const char *name, enum theme theme, enum vision vision)
{
    static const double cones[3][3] = {
        {0.4122214708, 0.5363325363, 0.0514459929},
        {0.2119034982, 0.6806995451, 0.1073969566},
        {0.0883024619, 0.2817188376, 0.6299787005}};
    static const double lab[3][3] = {
        {0.2104542553, 0.7936177850, -0.0040720468},
        {1.9779984951, -2.4285922050, 0.4505937099},
        {0.0259040371, 0.7827717662, -0.8086757660}};
    struct colour colour = multiply(matrices[vision], find_colour(name, theme));

    for (int i = 0; i < 3; i++)
        colour.at[i] = fmin(fmax(colour.at[i], 0), 1);
    colour = multiply(cones, colour);
    for (int i = 0; i < 3; i++)
        colour.at[i] = cbrt(colour.at[i]);
    return multiply(lab, colour);
}

static double
find_luminance(const char *name, enum theme theme)
{
    struct colour colour = find_colour(name, theme);

    return 0.2126 * colour.at[0] + 0.7152 * colour.at[1] +
           0.0722 * colour.at[2];
}

/* CIE L*, 0 black to 100 white. */
static double
find_lightness(const char *name, enum theme theme)
{
    double luminance = find_luminance(name, theme);

    return luminance > 0.008856 ? 116 * cbrt(luminance) - 16
                                : 903.3 * luminance;
}

static void
check_contrast(const char *name, const char *surface, enum theme theme)
{
    double a = find_luminance(name, theme) + 0.05;
    double b = find_luminance(surface, theme) + 0.05;
    double contrast = fmax(a, b) / fmin(a, b);

    ck_assert_msg(contrast >= LEAST_CONTRAST, "%s on %s, %s: %.2f", name,
                  surface, theme == DARK ? "dark" : "light", contrast);
}

START_TEST(inks_that_meet_in_a_figure_are_told_apart_by_everybody)
{
    enum theme theme = (enum theme)(_i / VISIONS);
    enum vision vision = (enum vision)(_i % VISIONS);

    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct colour a = see_colour(pairs[i][0], theme, vision);
        struct colour b = see_colour(pairs[i][1], theme, vision);
        double distance =
            100 * hypot(hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]),
                        a.at[2] - b.at[2]);
        ck_assert_msg(distance >= LEAST_DISTANCE,
                      "%s and %s, theme %d, vision %d: %.2f", pairs[i][0],
                      pairs[i][1], (int)theme, (int)vision, distance);
    }
}
END_TEST

START_TEST(words_stand_out_from_what_is_behind_them)
{
    enum theme theme = (enum theme)_i;

    for (size_t i = 0; i < COUNT(words); i++)
        check_contrast(words[i], "paper", theme);
    for (size_t i = 0; i < COUNT(surfaces); i++) {
        check_contrast("ink", surfaces[i], theme);
        check_contrast("muted", surfaces[i], theme);
    }
    check_contrast("warm", "warm-tint", theme);
    check_contrast("cold", "cold-tint", theme);
}
END_TEST

START_TEST(neighbours_in_a_stack_part_in_grey)
{
    enum theme theme = (enum theme)_i;

    for (size_t i = 1; i < COUNT(supplies); i++) {
        double step = fabs(find_lightness(supplies[i], theme) -
                           find_lightness(supplies[i - 1], theme));
        ck_assert_msg(step >= LEAST_STEP, "%s and %s: %.1f", supplies[i - 1],
                      supplies[i], step);
    }
}
END_TEST

START_TEST(tints_are_surfaces_and_not_marks)
{
    enum theme theme = (enum theme)_i;
    double paper = find_lightness("paper", theme);

    for (size_t i = 0; i < COUNT(surfaces); i++) {
        double away = fabs(find_lightness(surfaces[i], theme) - paper);
        ck_assert_msg(away > 3 && away < 14, "%s: %.1f", surfaces[i], away);
    }
}
END_TEST

TCase *
case_palette(void)
{
    TCase *inks = tcase_create("palette");

    tcase_add_checked_fixture(inks, begin_drawing, end_test);
    tcase_add_loop_test(inks,
                        inks_that_meet_in_a_figure_are_told_apart_by_everybody,
                        0, THEMES * VISIONS);
    tcase_add_loop_test(inks, words_stand_out_from_what_is_behind_them, 0,
                        THEMES);
    tcase_add_loop_test(inks, neighbours_in_a_stack_part_in_grey, 0, THEMES);
    tcase_add_loop_test(inks, tints_are_surfaces_and_not_marks, 0, THEMES);
    return inks;
}
