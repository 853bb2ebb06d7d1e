/* diff_colour.c: how different two colours look: CIEDE2000, the difference
 * that the CIE recommends (CIE 142-2001, ISO/CIE 11664-6), written after G.
 * Sharma, W. Wu, E. N. Dalal, The CIEDE2000 color-difference formula, Color
 * Research and Application 30(1), 2005, whose numbers of equations stand
 * beside the lines. About 1 is just noticed; black and white are 100 apart.
 * What one would get wrong: hues are angles, so their mean and difference must
 * go the short way round. */
#include "diff.h"

#include <math.h>

#define TURN 360.0

/* IEC 61966-2-1. */
static double
make_linear(uint32_t sample)
{
    double value = (double)(sample & 255) / 255;

    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* The CIE's cube root with its straight foot. */
static double
bend(double value)
{
    return value > 216.0 / 24389 ? cbrt(value)
                                 : (24389.0 / 27 * value + 16) / 116;
}

struct lab
lab_of(uint32_t colour)
{
    double r = make_linear(colour >> 16), g = make_linear(colour >> 8),
           b = make_linear(colour);
    /* Each over the white's, so that white is 1, 1, 1. */
    double x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
    double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    double z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883;

    return (struct lab){116 * bend(y) - 16, 500 * (bend(x) - bend(y)),
                        200 * (bend(y) - bend(z))};
}

static double
turn_sine(double degrees)
{
    return sin(degrees * (3.14159265358979323846 / 180));
}

static double
turn_cosine(double degrees)
{
    return turn_sine(degrees + 90);
}

/* Of chroma: (c^7 / (c^7 + 25^7))^(1/2). */
static double
saturate(double chroma)
{
    double high = pow(chroma, 7);

    return sqrt(high / (high + 6103515625.0));
}

struct polar {
    double l, chroma, hue; /* [degrees] 0 to 360 */
};

/* (5) to (7): greys are pulled apart along a. */
static struct polar
make_polar(struct lab lab, double pull)
{
    double a = (1 + pull) * lab.a;
    double hue = a == 0 && lab.b == 0
                     ? 0
                     : atan2(lab.b, a) * (180 / 3.14159265358979323846);

    return (struct polar){lab.l, hypot(a, lab.b), hue < 0 ? hue + TURN : hue};
}

/* (10): from one hue to the other, the short way. */
static double
subtract_hues(struct polar one, struct polar other)
{
    double turn = other.hue - one.hue;

    if (one.chroma * other.chroma == 0)
        return 0;
    return turn > TURN / 2    ? turn - TURN
           : turn < -TURN / 2 ? turn + TURN
                              : turn;
}

/* (14): the hue in the middle of the short way. */
static double
mean_hue(struct polar one, struct polar other)
{
    double sum = one.hue + other.hue;

    if (one.chroma * other.chroma == 0)
        return sum;
    if (fabs(one.hue - other.hue) <= TURN / 2)
        return sum / 2;
    return sum < TURN ? (sum + TURN) / 2 : (sum - TURN) / 2;
}

/* (15) to (22), with the three factors of the viewing conditions at 1. */
static double
weigh(struct polar one, struct polar other)
{
    double l = (one.l + other.l) / 2 - 50;
    double chroma = (one.chroma + other.chroma) / 2;
    double hue = mean_hue(one, other);
    double tone =
        1 - 0.17 * turn_cosine(hue - 30) + 0.24 * turn_cosine(2 * hue) +
        0.32 * turn_cosine(3 * hue + 6) - 0.20 * turn_cosine(4 * hue - 63);
    double blue = (hue - 275) / 25;
    double rotation = -turn_sine(60 * exp(-blue * blue)) * 2 * saturate(chroma);
    double light = (other.l - one.l) / (1 + 0.015 * l * l / sqrt(20 + l * l));
    double dye = (other.chroma - one.chroma) / (1 + 0.045 * chroma);
    double shade = 2 * sqrt(one.chroma * other.chroma) *
                   turn_sine(subtract_hues(one, other) / 2) /
                   (1 + 0.015 * chroma * tone);

    return sqrt(fmax(0, light * light + dye * dye + shade * shade +
                            rotation * dye * shade));
}

double
lab_distance(struct lab one, struct lab other)
{
    double chroma = (hypot(one.a, one.b) + hypot(other.a, other.b)) / 2;
    double pull = 0.5 * (1 - saturate(chroma));

    return weigh(make_polar(one, pull), make_polar(other, pull));
}
