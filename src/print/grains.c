/* grains.c: paths of an SVG in few letters: whole grains, each place as the way
 * from the last one as it was rounded, so that nothing drifts; a letter only
 * where it is another than before; and of many short lines those that are
 * seen.
 *
 * What a newcomer would get wrong: the place of grains is what was written, not
 * what the path has. Between the two lies up to half a grain. */
#include "inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SLACK 0.04 /* [pt] that a line may stray when places are left out */

void
text_decimal(struct text *text, double value, int places)
{
    char digits[40];

    snprintf(digits, sizeof digits, "%.*f", places, value);
    size_t length = strlen(digits);
    while (places && digits[length - 1] == '0')
        length--;
    length -= digits[length - 1] == '.';
    const char *from = digits;
    if (*from == '0' && length > 1) {
        from++;
        length--;
    }
    text_bytes(text, from, length);
}

static void
add_number(struct grains *grains, char letter, long long number)
{
    bool said = letter == grains->last;

    if (!said)
        text_char(grains->text, letter);
    else if (number >= 0)
        text_char(grains->text, ' ');
    grains->last = letter;
    text_print(grains->text, "%lld", number);
}

static void
add_line(struct grains *grains, long long x, long long y)
{
    bool goes_on = strchr("lhv", grains->last) != NULL;

    if (x == grains->x && y == grains->y && goes_on)
        return;
    if (y == grains->y) {
        add_number(grains, 'h', x - grains->x);
    } else if (x == grains->x) {
        add_number(grains, 'v', y - grains->y);
    } else {
        add_number(grains, 'l', x - grains->x);
        add_number(grains, 'l', y - grains->y);
    }
}

static void
add_place(struct grains *grains, char letter, const long long *place)
{
    add_number(grains, letter, place[0] - grains->x);
    add_number(grains, letter, place[1] - grains->y);
}

/* A curve that goes on as the last one came need not say so; a grain more or
 * less is not seen. */
static void
add_curve(struct grains *grains, long long places[3][2])
{
    bool after = grains->last == 'c' || grains->last == 's';
    bool smooth = after && llabs(places[0][0] - grains->ahead_x) <= 1 &&
                  llabs(places[0][1] - grains->ahead_y) <= 1;
    char letter = smooth ? 's' : 'c';

    if (!smooth)
        add_place(grains, letter, places[0]);
    add_place(grains, letter, places[1]);
    add_place(grains, letter, places[2]);
    grains->ahead_x = 2 * places[2][0] - places[1][0];
    grains->ahead_y = 2 * places[2][1] - places[1][1];
}

void
grains_add(struct grains *grains, char letter, const double *places, int count)
{
    long long whole[3][2];

    for (int i = 0; i < 2 * count; i++)
        whole[i / 2][i % 2] = llround(places[i] * grains->scale);
    const long long *to = whole[count - 1];
    if (letter == 'l')
        add_line(grains, to[0], to[1]);
    else if (letter == 'c')
        add_curve(grains, whole);
    else
        add_place(grains, letter, to);
    grains->x = to[0];
    grains->y = to[1];
    if (letter == 'm' || letter == 'M') {
        grains->start_x = grains->x;
        grains->start_y = grains->y;
    }
}

void
grains_close(struct grains *grains)
{
    text_char(grains->text, 'z');
    grains->x = grains->start_x;
    grains->y = grains->start_y;
    grains->last = 'z';
}

/* How far a place lies from the way between two others. */
static double
find_distance(const struct step *at, const struct step *a, const struct step *b)
{
    double dx = b->x - a->x, dy = b->y - a->y, length = hypot(dx, dy);

    if (length < SLACK)
        return hypot(at->x - a->x, at->y - a->y);
    return fabs(dx * (at->y - a->y) - dy * (at->x - a->x)) / length;
}

/* Douglas and Peucker's method: of the lines between two steps only the one
 * that strays farthest stays, and what is needed on both sides of it. */
static void
thin_lines(const struct step *steps, size_t first, size_t last, bool *stays)
{
    double most = SLACK;
    size_t far = first;

    for (size_t i = first + 1; i < last; i++) {
        double distance = find_distance(&steps[i], &steps[first], &steps[last]);
        if (distance > most) {
            most = distance;
            far = i;
        }
    }
    if (far == first)
        return;
    stays[far] = true;
    thin_lines(steps, first, far, stays);
    thin_lines(steps, far, last, stays);
}

/* Which steps of a path are seen. */
static const bool *
find_steps(struct arena *arena, const struct path *path)
{
    bool *stays = TAKE_ARRAY(arena, path->count + 1, bool);

    for (size_t first = 0, last; first < path->count; first = last) {
        last = first + 1;
        while (last < path->count && path->steps[last].kind == STEP_LINE)
            last++;
        stays[first] = stays[last - 1] = true;
        if (path->steps[first].kind != STEP_CLOSE)
            thin_lines(path->steps, first, last - 1, stays);
    }
    return stays;
}

void
grains_path(struct text *text, const struct path *path)
{
    struct grains grains = {.text = text, .scale = GRAINS, .last = ' '};
    const bool *stays = find_steps(text->arena, path);

    for (size_t i = 0; i < path->count; i++) {
        const struct step *s = &path->steps[i];
        const double places[] = {s->x1, s->y1, s->x2, s->y2, s->x, s->y};
        if (!stays[i])
            continue;
        if (s->kind == STEP_CLOSE) {
            grains_close(&grains);
        } else if (s->kind == STEP_CURVE) {
            grains_add(&grains, 'c', places, 3);
        } else if (s->kind == STEP_LINE) {
            grains_add(&grains, 'l', places + 4, 1);
        } else {
            /* The first of all stands where it is, whatever went before. */
            grains.last = ' ';
            grains_add(&grains, i ? 'm' : 'M', places + 4, 1);
        }
    }
}
