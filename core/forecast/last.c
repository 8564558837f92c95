#include "forecast/last.h"

#include "base/mem.h"
#include "base/month.h"
#include "forecast/trend.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

enum { ORIGIN_EVERY = 3, ERRORS_MAX = 1 << 24 };
static const size_t grid[] = {1, 2, 3, 6, 9, 12, 18, 24, 30, 36, 48, SG_FORECAST_HORIZON_MAX};
enum { GRID = sizeof grid / sizeof *grid };

/* Fewer postings expected than this teach little but the noise of small counts. */
static const double EXPECTED_MIN = 2;
/* Variance that shares gain a month, log-odds, before anything is seen, and the stretches that this is worth. */
static const double DRIFT_PRIOR = .004, STRETCHES_PRIOR = 2;

sg_share_sum sg_window_between(const sg_series *s, int32_t first, int32_t last)
{
    sg_share_sum sum = {0};
    for (int64_t m = first; m <= last; m++) {
        int64_t i = m - s->month0;
        if (i < 0 || i >= (int64_t)s->n || !s->present[i]) continue;
        sum.count += s->value[i];
        sum.total += s->total[i];
        sum.extra = s->extra_var ? s->extra_var[i] : 0;
        sum.months++;
    }
    return sum;
}

sg_share_sum sg_window_last(const sg_series *s, int32_t end, size_t window)
{
    sg_share_sum sum = {0};
    int64_t newest = (int64_t)end - s->month0;
    if (newest >= (int64_t)s->n) newest = (int64_t)s->n - 1;
    for (int64_t i = newest; i >= 0 && sum.months < window; i--) {
        if (sum.months && end - (s->month0 + i) >= 2 * (int64_t)window) break;
        if (!s->present[i]) continue;
        sum.count += s->value[i];
        sum.total += s->total[i];
        if (!sum.months) sum.extra = s->extra_var ? s->extra_var[i] : 0;
        sum.months++;
    }
    return sum;
}

sg_share_sum sg_window_came(const sg_series *s, int32_t end, size_t steps, size_t window)
{
    size_t months = steps < window ? steps : window;
    sg_share_sum sum = sg_window_between(s, end + (int32_t)(steps - months) + 1, end + (int32_t)steps);
    if (sum.months * 2 < months) sum = (sg_share_sum){0};
    return sum;
}

/* ---- what its errors were ---- */

/* At one horizon: variance gained, quantiles of the error in units of its scale. */
typedef struct reach {
    double drift, q80, q95;
} reach;

typedef struct errors {
    double *error, *noise; /* log-odds; variance of the sampling noise and the offset */
    size_t n, capacity, noise_capacity;
} errors;

/* Variance of the difference of two shares by sampling, log-odds. */
static double noise_of(double share, double total, double later, double offset)
{
    return (1 / total + 1 / later) / (share * (1 - share)) + offset;
}

static int add_error(errors *e, const sg_share_sum *last, const sg_share_sum *came)
{
    double at = sg_log_odds(last->count, last->total), share = sg_logistic(at);
    if (share * came->total < EXPECTED_MIN) return 0;
    if (SG_GROW(e->error, e->n, e->capacity, ERRORS_MAX) != 0) return -1;
    if (SG_GROW(e->noise, e->n, e->noise_capacity, ERRORS_MAX) != 0) return -1;
    e->error[e->n] = sg_log_odds(came->count, came->total) - at;
    e->noise[e->n++] = noise_of(share, last->total, came->total, fabs(last->extra - came->extra));
    return 0;
}

/* Errors `steps` ahead of all origins whose outcome had come by end. *span: months between the first and the last. */
static int collect(const sg_series *series, size_t n, int32_t end, size_t steps, size_t window, errors *e, double *span)
{
    int32_t newest = end - (int32_t)steps, oldest = newest;
    e->n = 0;
    for (size_t i = 0; i < n; i++) {
        const sg_series *s = &series[i];
        for (int32_t origin = newest; origin >= s->month0 + (int32_t)window - 1; origin -= ORIGIN_EVERY) {
            sg_share_sum last = sg_window_last(s, origin, window), came = sg_window_came(s, origin, steps, window);
            if (!(last.total > 0 && came.total > 0)) continue;
            if (add_error(e, &last, &came) != 0) return -1;
            if (origin < oldest) oldest = origin;
        }
    }
    *span = newest - oldest;
    return 0;
}

/* least: the drift learnt at the horizon before. There are errors. */
static reach learn(errors *e, double span, size_t steps, double least)
{
    double mean = 0;
    for (size_t i = 0; i < e->n; i++) mean += (e->error[i] * e->error[i] - e->noise[i]) / (double)e->n;
    reach r = {.drift = fmax(mean, least)};
    for (size_t i = 0; i < e->n; i++) e->error[i] = fabs(e->error[i]) / sqrt(e->noise[i] + r.drift);
    gsl_sort(e->error, 1, e->n);
    double freedom = STRETCHES_PRIOR + span / (double)steps;
    r.q80 = gsl_stats_quantile_from_sorted_data(e->error, 1, e->n, .8) * gsl_cdf_tdist_Pinv(.9, freedom) /
            gsl_cdf_ugaussian_Pinv(.9);
    r.q95 = gsl_stats_quantile_from_sorted_data(e->error, 1, e->n, .95) * gsl_cdf_tdist_Pinv(.975, freedom) /
            gsl_cdf_ugaussian_Pinv(.975);
    return r;
}

/* reaches[g] for each horizon of the grid; what was not seen is taken to drift on in proportion. */
static sg_status learn_all(const sg_series *series, size_t n, int32_t end, size_t window, reach reaches[static GRID],
                           sg_error *err)
{
    errors e = {0};
    sg_status status = SG_OK;
    reach known = {DRIFT_PRIOR, gsl_cdf_tdist_Pinv(.9, STRETCHES_PRIOR), gsl_cdf_tdist_Pinv(.975, STRETCHES_PRIOR)};
    double least = 0;
    for (size_t g = 0; status == SG_OK && g < GRID; g++) {
        double span = 0;
        if (collect(series, n, end, grid[g], window, &e, &span) != 0)
            status = sg_fail(err, SG_EFAIL, "forecast: no memory for the past errors of %zu series", n);
        if (e.n)
            known = learn(&e, span, grid[g], least);
        else if (g)
            known.drift *= (double)grid[g] / (double)grid[g - 1];
        if (e.n) least = known.drift;
        reaches[g] = known;
    }
    sg_free(e.error);
    sg_free(e.noise);
    return status;
}

static reach reach_at(const reach reaches[static GRID], size_t steps)
{
    size_t g = 0;
    while (grid[g] < steps) g++;
    if (g == 0) return reaches[0];
    double part = (double)(steps - grid[g - 1]) / (double)(grid[g] - grid[g - 1]);
    const reach *a = &reaches[g - 1], *b = &reaches[g];
    return (reach){.drift = a->drift + part * (b->drift - a->drift),
                   .q80 = a->q80 + part * (b->q80 - a->q80),
                   .q95 = a->q95 + part * (b->q95 - a->q95)};
}

/* ---- the forecast ---- */

static void carry(const sg_share_sum *last, const reach reaches[static GRID], size_t horizon, size_t window,
                  sg_forecast_point *out)
{
    double at = sg_log_odds(last->count, last->total), share = sg_logistic(at), wide80 = 0, wide95 = 0;
    double month = last->total / (double)last->months;
    for (size_t h = 1; h <= horizon; h++) {
        reach r = reach_at(reaches, h);
        double later = month * (double)(h < window ? h : window);
        double sd = sqrt(noise_of(share, last->total, later, 0) + r.drift);
        /* Never narrower further on, but for a window that grows: several months together are less noisy than one. */
        wide80 = fmax(h > window ? wide80 : 0, r.q80 * sd);
        wide95 = fmax(fmax(h > window ? wide95 : 0, r.q95 * sd), wide80);
        out[h - 1] = (sg_forecast_point){.mean = share,
                                         .lo80 = sg_logistic(at - wide80),
                                         .hi80 = sg_logistic(at + wide80),
                                         .lo95 = sg_logistic(at - wide95),
                                         .hi95 = sg_logistic(at + wide95)};
    }
}

sg_status sg_last_forecast(const sg_series *series, size_t n, int32_t end, size_t horizon, size_t window,
                           sg_forecast_point *out, sg_error *err)
{
    reach reaches[GRID];
    char month[8];
    sg_status status = learn_all(series, n, end, window, reaches, err);
    for (size_t i = 0; status == SG_OK && i < n; i++) {
        sg_share_sum last = sg_window_last(&series[i], end, window);
        if (last.total > 0)
            carry(&last, reaches, horizon, window, out + i * horizon);
        else
            status =
                sg_fail(err, SG_EFAIL, "%s: no month with data up to %s", series[i].name, sg_month_format(end, month));
    }
    return status;
}
