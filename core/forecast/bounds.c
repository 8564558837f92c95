#include "forecast/bounds.h"

#include <math.h>

enum {
    AHEAD = 12,        /* horizons of the past errors */
    ORIGINS_MAX = 24,  /* past origins */
    ORIGIN_FIRST = 12, /* months before the first of them */
    YEAR = 12
};

/* Before two values are seen: an error of a tenth. */
static const double UNSEEN = .1;

/* Least mean scaled interval score: learnt with the weights of blend.c, rounded. */
const sg_bounds_law sg_bounds_shared = {.past = 4, .year = .56, .growth = 1.5, .inner = .6};

/* Root mean square change over `lag` months. */
static double change(const sg_history *history, size_t lag)
{
    const double *x = history->logs ? history->logs : history->level;
    double squares = 0, n = (double)(history->n - lag);
    for (size_t i = lag; i < history->n; i++) squares += (x[i] - x[i - lag]) * (x[i] - x[i - lag]);
    return sqrt(squares / n);
}

/* As if each past origin had known the parameters that were fitted to all months: the factors make up for it. */
static double past_error(const sg_blend *blend)
{
    const sg_history *history = blend->history;
    size_t n = history->n, from = n > ORIGIN_FIRST + ORIGINS_MAX ? n - ORIGINS_MAX : ORIGIN_FIRST;
    double squares = 0, count = 0, path[AHEAD];
    for (size_t origin = from; origin < n; origin++) {
        size_t steps = n - origin < AHEAD ? n - origin : AHEAD;
        sg_blend_forecast(blend, origin, steps, path);
        for (size_t h = 0; h < steps; h++, count++) {
            double seen = history->level[origin + h];
            double error = history->logs ? log(seen / path[h]) : seen - path[h];
            squares += error * error;
        }
    }
    return sqrt(squares / count);
}

void sg_restless_measure(const sg_blend *blend, sg_restless *out)
{
    const sg_history *history = blend->history;
    size_t n = history->n, lag = n / 2 < YEAR ? n / 2 : YEAR;
    if (lag == 0) {
        out->past = out->year = UNSEEN * (history->logs ? 1 : fabs(history->level[0]));
        return;
    }
    out->year = change(history, lag) * sqrt((double)YEAR / (double)lag);
    out->past = n > ORIGIN_FIRST ? past_error(blend) : out->year;
}

double sg_bounds_width(const sg_bounds_law *law, const sg_restless *restless, size_t h)
{
    double ahead = pow((double)h / 6, law->growth);
    return sqrt(law->past * restless->past * restless->past + law->year * ahead * restless->year * restless->year);
}

void sg_bounds_put(const sg_history *history, double level, double width, double *lo, double *hi)
{
    double below = fmax(0, 1 - width / 2), above = 1 + width / 2;
    *lo = history->logs ? level * below * below : level - width;
    *hi = history->logs ? level * above * above : level + width;
}
