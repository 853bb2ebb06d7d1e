/* real.c: exp, expm1, log, log1p and pow out of the four operations and sqrt
 * alone, so that a run is the same bits under every compiler, on every
 * processor and in a browser. Each is off by less than one unit in the last
 * place (make ulp measures it).
 *
 * exp:  x = (k + j/32) ln 2 + r with |r| <= ln 2 / 64, exp x = 2^k 2^(j/32)
 *       exp r; a table has the second factor, Taylor's series gives the third
 *       (P. T. P. Tang, "Table-driven implementation of the exponential
 *       function in IEEE floating-point arithmetic", 1989). expm1 is Taylor's
 *       series alone near 0.
 * log:  x = 2^k m with m in [sqrt 1/2, sqrt 2), log x = k ln 2 + log m, and
 *       log m = 2 artanh s = 2 (s + s^3/3 + s^5/5 + ...), s = (m-1)/(m+1).
 * pow:  exp (y log x), with log x and the product as unevaluated sums of two
 *       doubles (Dekker, "A floating-point technique for extending the
 *       available precision", 1971): an error in log x counts y times.
 *
 * What a newcomer would get wrong: the order of the operations is the
 * algorithm. Terms that look redundant, (a - b) - c, carry the bits that
 * were rounded away; nothing here may be rearranged, contracted or compiled
 * with -ffast-math. */
#include "data.h"

#include <math.h>

#define LN2 0x1.62e42fefa39efp-1
#define LN2_HIGH 0x1.62e42fee00000p-1 /* times k is exact for |k| < 2^21 */
#define LN2_LOW 0x1.a39ef35793c76p-33
#define LN2_LOWEST 0x1.cc01f97b57a08p-87
#define TWO_THIRDS_LOW 0x1.5555555555555p-55  /* what 2.0 / 3 lacks */
#define TWO_FIFTHS_OVER 0x1.999999999999ap-56 /* what 2.0 / 5 has over */
#define SQRT2 0x1.6a09e667f3bcdp+0

union bits {
    double real;
    uint64_t word;
};

/* An unevaluated sum; |low| is at most half a unit of high. */
struct pair {
    double high, low;
};

double
real_nan(void)
{
    return ((union bits){.word = 0x7ff8000000000000}).real;
}

static double
make_infinity(void)
{
    return ((union bits){.word = 0x7ff0000000000000}).real;
}

bool
real_finite(double x)
{
    return x - x == 0;
}

/* x 2^k for any k, rounding at most once on the way to a subnormal. */
static double
scale_power(double x, int k)
{
    if (k > 1023) {
        x *= 0x1p1023;
        k = k - 1023 > 1023 ? 1023 : k - 1023;
    } else if (k < -1022) {
        x *= 0x1p-969;
        k = k + 969 < -1022 ? -1022 : k + 969;
    }
    return x * ((union bits){.word = (uint64_t)(k + 1023) << 52}).real;
}

static struct pair
add_exactly(double a, double b)
{
    double sum = a + b, rest = sum - a;

    return (struct pair){sum, (a - (sum - rest)) + (b - rest)};
}

/* a b without error, for factors of moderate size. */
static struct pair
multiply_exactly(double a, double b)
{
    double c = a * 0x1.0000002p27, a1 = c - (c - a), a2 = a - a1;
    double d = b * 0x1.0000002p27, b1 = d - (d - b), b2 = b - b1;
    double p = a * b;

    return (struct pair){p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2};
}

/* 2^(j/32). */
static const struct pair roots[32] = {
    {0x1.0000000000000p+0, 0},
    {0x1.059b0d3158574p+0, 0x1.d73e2a475b465p-55},
    {0x1.0b5586cf9890fp+0, 0x1.8a62e4adc610bp-54},
    {0x1.11301d0125b51p+0, -0x1.6c51039449b3ap-54},
    {0x1.172b83c7d517bp+0, -0x1.19041b9d78a76p-55},
    {0x1.1d4873168b9aap+0, 0x1.e016e00a2643cp-54},
    {0x1.2387a6e756238p+0, 0x1.9b07eb6c70573p-54},
    {0x1.29e9df51fdee1p+0, 0x1.612e8afad1255p-55},
    {0x1.306fe0a31b715p+0, 0x1.6f46ad23182e4p-55},
    {0x1.371a7373aa9cbp+0, -0x1.63aeabf42eae2p-54},
    {0x1.3dea64c123422p+0, 0x1.ada0911f09ebcp-55},
    {0x1.44e086061892dp+0, 0x1.89b7a04ef80d0p-59},
    {0x1.4bfdad5362a27p+0, 0x1.d4397afec42e2p-56},
    {0x1.5342b569d4f82p+0, -0x1.07abe1db13cadp-55},
    {0x1.5ab07dd485429p+0, 0x1.6324c054647adp-54},
    {0x1.6247eb03a5585p+0, -0x1.383c17e40b497p-54},
    {0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54},
    {0x1.71f75e8ec5f74p+0, -0x1.16e4786887a99p-55},
    {0x1.7a11473eb0187p+0, -0x1.41577ee04992fp-55},
    {0x1.82589994cce13p+0, -0x1.d4c1dd41532d8p-54},
    {0x1.8ace5422aa0dbp+0, 0x1.6e9f156864b27p-54},
    {0x1.93737b0cdc5e5p+0, -0x1.75fc781b57ebcp-57},
    {0x1.9c49182a3f090p+0, 0x1.c7c46b071f2bep-56},
    {0x1.a5503b23e255dp+0, -0x1.d2f6edb8d41e1p-54},
    {0x1.ae89f995ad3adp+0, 0x1.7a1cd345dcc81p-54},
    {0x1.b7f76f2fb5e47p+0, -0x1.5584f7e54ac3bp-56},
    {0x1.c199bdd85529cp+0, 0x1.11065895048ddp-55},
    {0x1.cb720dcef9069p+0, 0x1.503cbd1e949dbp-56},
    {0x1.d5818dcfba487p+0, 0x1.2ed02d75b3707p-55},
    {0x1.dfc97337b9b5fp+0, -0x1.1a5cd4f184b5cp-54},
    {0x1.ea4afa2a490dap+0, -0x1.e9c23179c2893p-54},
    {0x1.f50765b6e4540p+0, 0x1.9d3e12dd8a18bp-54},
};

/* 2^k scale (1 + rest). */
struct power {
    int k;
    struct pair scale;
    double rest;
};

/* exp (x + low) for |x| < 800. */
static inline struct power
split_exponent(double x, double low)
{
    int n = (int)(x * (32 / LN2) + (x < 0 ? -0.5 : 0.5)), j = n & 31;
    double r = (x - n * (LN2_HIGH / 32)) - (n * (LN2_LOW / 32) - low);
    double r2 = r * r;
    double series = (1.0 / 2 + r * (1.0 / 6)) +
                    r2 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720));

    return (struct power){(n - j) / 32, roots[j], r + r2 * series};
}

static double
exponentiate(double x, double low)
{
    if (x > 710)
        return make_infinity();
    if (x < -746)
        return 0;
    struct power power = split_exponent(x, low);
    double tail = power.scale.low + power.scale.high * power.rest;
    return scale_power(power.scale.high + tail, power.k);
}

double
real_exp(double x)
{
    return x == x ? exponentiate(x, 0) : x;
}

/* exp x - 1 for |x| <= 1/8, in an order that lets a processor work on several
 * terms at once. */
static double
sum_exponential(double x)
{
    double x2 = x * x, x4 = x2 * x2;
    double a = (1.0 / 2 + x * (1.0 / 6)) + x2 * (1.0 / 24 + x * (1.0 / 120));
    double b = (1.0 / 720 + x * (1.0 / 5040)) +
               x2 * (1.0 / 40320 + x * (1.0 / 362880));
    double c = 1.0 / 3628800 + x * (1.0 / 39916800);

    return x + x2 * (a + x4 * (b + x4 * c));
}

double
real_expm1(double x)
{
    if (x != x || (x < 0x1p-54 && x > -0x1p-54))
        return x;
    if (x <= 0.125 && x >= -0.125)
        return sum_exponential(x);
    if (x > 60)
        return exponentiate(x, 0);
    if (x < -40)
        return -1;
    struct power power = split_exponent(x, 0);
    double high = scale_power(power.scale.high, power.k);
    double low = scale_power(power.scale.low, power.k);
    struct pair sum = add_exactly(high, -1);
    return sum.high + ((sum.low + low) + high * power.rest);
}

/* x = 2^k (1 + f), 1 + f in [sqrt 1/2, sqrt 2); x is positive and finite. */
static double
split_power(double x, int *k)
{
    union bits bits = {.real = x};
    int shift = 0;

    if (bits.word >> 52 == 0) {
        bits.real = x * 0x1p54;
        shift = -54;
    }
    *k = (int)(bits.word >> 52) - 1023 + shift;
    bits.word = (bits.word & 0xfffffffffffff) | 0x3ff0000000000000;
    if (bits.real >= SQRT2) {
        bits.real *= 0.5;
        *k += 1;
    }
    return bits.real - 1;
}

/* The series of 2 artanh s from its fourth term on, over s: 2/7 z^3 + 2/9 z^4
 * + ..., z = s^2 < 0.0295. */
static double
sum_tail(double z)
{
    double z2 = z * z, z4 = z2 * z2;
    double a = (2.0 / 7 + z * (2.0 / 9)) + z2 * (2.0 / 11 + z * (2.0 / 13));
    double b = (2.0 / 15 + z * (2.0 / 17)) + z2 * (2.0 / 19 + z * (2.0 / 21));
    double c = 2.0 / 23 + z * (2.0 / 25);

    return z * z2 * (a + z4 * (b + z4 * c));
}

/* What log gives where it has no finite value; true when x is such. */
static bool
leave_logarithm(double x, double *value)
{
    if (x > 0 && x < make_infinity())
        return false;
    *value = x != x || x > 0 ? x : x == 0 ? -make_infinity() : real_nan();
    return true;
}

/* log x + extra. Because 2 s = f - f^2/2 + s f^2/2, the leading f enters
 * unrounded and f^2/2 without the quotient's error. */
static double
take_logarithm(double x, double extra)
{
    int k;
    double f = split_power(x, &k), s = f / (2 + f), half = 0.5 * f * f;
    double z = s * s, series = z * (2.0 / 3 + z * (2.0 / 5)) + sum_tail(z);
    double rest = half - (s * (half + series) + (k * LN2_LOW + extra));

    return k * LN2_HIGH + (f - rest);
}

double
real_log(double x)
{
    double value;

    return leave_logarithm(x, &value) ? value : take_logarithm(x, 0);
}

/* The part of x that 1 + x loses comes back as its effect on the result. */
double
real_log1p(double x)
{
    double value;

    if (x < 0x1p-54 && x > -0x1p-54)
        return x;
    struct pair u = add_exactly(1, x);
    if (leave_logarithm(u.high, &value))
        return value;
    return take_logarithm(u.high, u.low / u.high);
}

/* log (1 + f) as a pair, to about 2^-68 of itself. */
static struct pair
expand_logarithm(double f)
{
    struct pair d = add_exactly(2, f);
    double s = f / d.high;
    struct pair back = multiply_exactly(s, d.high);
    double s_low = (((f - back.high) - back.low) - s * d.low) / d.high;
    struct pair z = multiply_exactly(s, s);
    z.low += 2 * s * s_low;
    struct pair cube = multiply_exactly(z.high, s);
    cube.low += z.high * s_low + z.low * s;
    struct pair fifth = multiply_exactly(z.high, 2.0 / 5);
    fifth.low += z.low * (2.0 / 5) - z.high * TWO_FIFTHS_OVER;
    struct pair factor = add_exactly(2.0 / 3, fifth.high);
    factor.low += fifth.low + TWO_THIRDS_LOW;
    struct pair both = multiply_exactly(cube.high, factor.high);
    both.low += cube.low * factor.high + cube.high * factor.low;
    struct pair sum = add_exactly(2 * s, both.high);

    sum.low += 2 * s_low + (both.low + s * sum_tail(z.high));
    return sum;
}

static struct pair
take_long_logarithm(double x)
{
    int k;
    struct pair rest = expand_logarithm(split_power(x, &k));
    struct pair sum = add_exactly(k * LN2_HIGH, rest.high);
    struct pair low = add_exactly(k * LN2_LOW, rest.low);

    low.low += k * LN2_LOWEST;
    struct pair total = add_exactly(sum.high, sum.low + low.high);
    total.low += ((sum.low - ((sum.low + low.high) - low.high)) + low.low);
    return total;
}

/* pow where the product y log x is zero, infinite or no number. */
static bool
leave_power(double x, double y, double *value)
{
    if (y == 0 || x == 1)
        *value = 1;
    else if (x != x || y != y || x < 0)
        *value = real_nan();
    else if (x == 0 || !real_finite(x))
        *value = (x == 0) == (y < 0) ? make_infinity() : 0;
    else if (y > 0x1p70 || y < -0x1p70)
        *value = (x > 1) == (y > 0) ? make_infinity() : 0;
    else
        return false;
    return true;
}

double
real_pow(double x, double y)
{
    double value;

    if (leave_power(x, y, &value))
        return value;
    struct pair log = take_long_logarithm(x);
    struct pair product = multiply_exactly(log.high, y);
    product.low += log.low * y;
    return exponentiate(product.high, product.low);
}

/* A root that is rounded as IEEE 754 asks is the same on every machine. */
double
real_sqrt(double x)
{
    return x < 0 ? real_nan() : sqrt(x);
}
