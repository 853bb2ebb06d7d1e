/* range.c: parameters that are drawn, each by the inverse of its distribution
 * function, so that one uniform number makes one value and more of it never
 * less of the other.
 *
 * What a newcomer would get wrong: a metalog is linear in its percentiles, so
 * everything is said by quotients of what it transforms (x, x - 1 or
 * x / (1 - x)), which needs one logarithm less and meets the median exactly.*/
#include "draws.h"

#include <string.h>

#define LN9 2.1972245773362193828
#define NORMAL_90 1.2815515655446004 /* the 90th percentile of N(0, 1) */

static const char *const names[SPREADS] = {
    [SPREAD_FIXED] = "fixed",
    [SPREAD_UNIFORM] = "uniform",
    [SPREAD_LOG] = "log-uniform",
    [SPREAD_TRIANGULAR] = "triangular",
    [SPREAD_RECIPROCAL] = "reciprocal-triangular",
    [SPREAD_HALF_ZERO] = "half-zero",
    [SPREAD_COMMON] = "common",
    [SPREAD_LOG_NORMAL] = "log-normal",
    [SPREAD_METALOG] = "metalog",
    [SPREAD_GROWTH] = "metalog-growth",
    [SPREAD_SHARE] = "metalog-share",
};

const char *
spread_name(enum spread spread)
{
    return names[spread];
}

bool
spread_find(const char *name, enum spread *spread)
{
    for (int i = 0; i < SPREADS; i++)
        if (!strcmp(names[i], name)) {
            *spread = (enum spread)i;
            return true;
        }
    return false;
}

static double
draw_triangle(double low, double mode, double high, double u)
{
    double width = high - low;

    if (u * width < mode - low)
        return low + real_sqrt(u * width * (mode - low));
    return high - real_sqrt((1 - u) * width * (high - mode));
}

bool
spread_live(enum spread spread)
{
    return spread < SPREAD_LOG_NORMAL;
}

static double
draw_log_normal(double low, double high, double u)
{
    double half = 0.5 * real_log(high / low);

    return low * real_exp(half * (1 + normal_quantile(u) / NORMAL_90));
}

/* By the 10th, 50th and 90th percentile of what has the metalog logarithm. */
static double
draw_metalog(double low, double median, double high, double u)
{
    double logit = real_log(u / (1 - u));
    double scale = real_log(high / low) * (1 / (2 * LN9));
    double skew = real_log(high / median * (low / median)) * (1 / (0.8 * LN9));

    return median * real_exp((scale + skew * (u - 0.5)) * logit);
}

static double
find_odds(double share)
{
    return share / (1 - share);
}

double
range_at(const struct range *range, double u)
{
    double low = range->low, high = range->high, value = range->value;

    if (!PRESS && !spread_live(range->spread))
        return value;
    switch (range->spread) {
    case SPREAD_UNIFORM:
    case SPREAD_COMMON:
        return low + u * (high - low);
    case SPREAD_LOG:
        return low * real_exp(u * real_log(high / low));
    case SPREAD_TRIANGULAR:
    case SPREAD_HALF_ZERO:
        return draw_triangle(low, range->mode, high, u);
    case SPREAD_RECIPROCAL:
        return 1 / draw_triangle(1 / high, 1 / range->mode, 1 / low, u);
    case SPREAD_LOG_NORMAL:
        return draw_log_normal(low, high, u);
    case SPREAD_METALOG:
        return draw_metalog(low, value, high, u);
    case SPREAD_GROWTH:
        return 1 + draw_metalog(low - 1, value - 1, high - 1, u);
    case SPREAD_SHARE: /* odds of infinity are the share 1 */
        return 1 / (1 + 1 / draw_metalog(find_odds(low), find_odds(value),
                                         find_odds(high), u));
    default:
        return value;
    }
}
