/* normal.c: the normal distribution: its quantiles by M. J. Wichura,
 * "Algorithm AS 241", Applied Statistics 37 (1988), PPND16; its distribution
 * function by W. J. Cody, "Rational Chebyshev approximations for the error
 * function", Math. Comp. 23 (1969); the Cholesky factor of a correlation
 * matrix.
 *
 * What a newcomer would get wrong: in the tails exp(-x^2/2) multiplies the
 * rounding of x^2 by x^2/2, so the square is taken in two parts. */
#include "draws.h"

#define SQRT_HALF 0.70710678118654752440
#define INVERSE_SQRT_PI 0.56418958354775628695

/* P(x)/Q(x), coefficients from the constant term up. */
#define TERMS 9
struct rational {
    int terms;
    double over[TERMS], under[TERMS];
};

static double
divide_polynomials(const struct rational *rational, double x)
{
    int i = rational->terms - 1;
    double over = rational->over[i], under = rational->under[i];

    while (i--) {
        over = over * x + rational->over[i];
        under = under * x + rational->under[i];
    }
    return over / under;
}

/* AS 241: |share - 1/2| <= 0.425, in 0.425^2 - (share - 1/2)^2. */
static const struct rational quantile_middle = {
    8,
    {3.3871328727963666080e0, 1.3314166789178437745e+2,
     1.9715909503065514427e+3, 1.3731693765509461125e+4,
     4.5921953931549871457e+4, 6.7265770927008700853e+4,
     3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1, 4.2313330701600911252e+1, 6.8718700749205790830e+2,
     5.3941960214247511077e+3, 2.1213794301586595867e+4,
     3.9307895800092710610e+4, 2.8729085735721942674e+4,
     5.2264952788528545610e+3}};
/* r = sqrt(-ln of the smaller share) <= 5, in r - 1.6. */
static const struct rational quantile_tail = {
    8,
    {1.42343711074968357734e0, 4.63033784615654529590e0,
     5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1, 2.05319162663775882187e0, 1.67638483018380384940e0,
     6.89767334985100004550e-1, 1.48103976427480074590e-1,
     1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9}};
/* r > 5, in r - 5. */
static const struct rational quantile_far = {
    8,
    {6.65790464350110377720e0, 5.46378491116411436990e0,
     1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
     1.48753612908506148525e-2, 7.86869131145613259100e-4,
     1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

double
normal_quantile(double share)
{
    double off = share - 0.5;

    if (off >= -0.425 && off <= 0.425)
        return off * divide_polynomials(&quantile_middle, 0.180625 - off * off);
    double r = real_sqrt(-real_log(off < 0 ? share : 1 - share));
    double x = r <= 5 ? divide_polynomials(&quantile_tail, r - 1.6)
                      : divide_polynomials(&quantile_far, r - 5);
    return off < 0 ? -x : x;
}

/* Cody: erf(y)/y for y <= 0.46875, in y^2. */
static const struct rational error_middle = {
    5,
    {3.209377589138469472562e+3, 3.774852376853020208137e+2,
     1.138641541510501556495e+2, 3.161123743870565596947e0,
     1.857777061846031526730e-1},
    {2.844236833439170622273e+3, 1.282616526077372275645e+3,
     2.440246379344441733056e+2, 2.360129095234412093499e+1, 1}};
/* exp(y^2) erfc(y) for y <= 4, in y. */
static const struct rational error_tail = {
    9,
    {1.23033935479799725272e+3, 2.05107837782607146532e+3,
     1.71204761263407058314e+3, 8.81952221241769090411e+2,
     2.98635138197400131132e+2, 6.61191906371416294775e+1,
     8.88314979438837594118e0, 5.64188496988670089180e-1,
     2.15311535474403846343e-8},
    {1.23033935480374942043e+3, 3.43936767414372163696e+3,
     4.36261909014324715820e+3, 3.29079923573345962678e+3,
     1.62138957456669018874e+3, 5.37181101862009857509e+2,
     1.17693950891312499305e+2, 1.57449261107098347253e+1, 1}};
/* y^2 (y exp(y^2) erfc(y) - 1/sqrt(pi)) for y > 4, in 1/y^2. */
static const struct rational error_far = {
    6,
    {-6.58749161529837803157e-4, -1.60837851487422766278e-2,
     -1.25781726111229246204e-1, -3.60344899949804439429e-1,
     -3.05326634961232344035e-1, -1.63153871373020978498e-2},
    {2.33520497626869185443e-3, 6.05183413124413191178e-2,
     5.27905102951428412248e-1, 1.87295284992346047209e0,
     2.56852019228982242072e0, 1}};

/* exp(y^2) erfc(y). */
static double
scale_tail(double y)
{
    if (y <= 4)
        return divide_polynomials(&error_tail, y);
    double z = 1 / (y * y);
    return (INVERSE_SQRT_PI + z * divide_polynomials(&error_far, z)) / y;
}

/* exp(-x^2/2) for 0 <= x < 40: the square of x to a sixteenth is exact. */
static double
fall_normally(double x)
{
    double coarse = (double)(int)(x * 16) / 16;
    double rest = (x - coarse) * (x + coarse);

    return real_exp(-0.5 * coarse * coarse) * real_exp(-0.5 * rest);
}

double
normal_share(double x)
{
    double size = x < 0 ? -x : x, y = size * SQRT_HALF;

    if (y <= 0.46875)
        return 0.5 +
               0.5 * x * SQRT_HALF * divide_polynomials(&error_middle, y * y);
    double tail = size < 40 ? 0.5 * fall_normally(size) * scale_tail(y) : 0;
    return x < 0 ? tail : 1 - tail;
}

/* Column j under a pivot that is already a root. */
static void
divide_column(double *matrix, int n, int j)
{
    for (int i = j + 1; i < n; i++) {
        double rest = matrix[i * n + j];
        for (int k = 0; k < j; k++)
            rest -= matrix[i * n + k] * matrix[j * n + k];
        matrix[i * n + j] = rest / matrix[j * n + j];
        matrix[j * n + i] = 0;
    }
}

bool
normal_factor(double *matrix, int n)
{
    for (int j = 0; j < n; j++) {
        double pivot = matrix[j * n + j];
        for (int k = 0; k < j; k++)
            pivot -= matrix[j * n + k] * matrix[j * n + k];
        if (!(pivot > 0))
            return false;
        matrix[j * n + j] = real_sqrt(pivot);
        divide_column(matrix, n, j);
    }
    return true;
}
