#include "forecast/values.h"

#include "base/mem.h"
#include "forecast/model.h"
#include "forecast/season.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

static const sg_value_model *const models[] = {&sg_model_theta, &sg_model_season, &sg_model_damped, &sg_model_simple,
                                               &sg_model_level};
enum {
    MODELS = sizeof models / sizeof *models,
    ORIGINS_MAX = 36,  /* past origins that the width is learnt from */
    ORIGIN_FIRST = 12, /* months before the first of them */
    FIT_MIN = 3
};

/* Past origins are forecast with parameters that were fitted to the whole history; what that hides, measured on every
 * second series of the M3 competition. */
static const double OPTIMISM = 1.15;

typedef struct {
    const double *x;
    size_t n;
    double parameters[MODELS][SG_MODEL_PARAMETERS];
} fitted;

static bool in_use(size_t m, size_t n)
{
    return n >= FIT_MIN && n >= models[m]->months_min && n <= models[m]->months_max;
}

/* Months month0 … end without gaps: inner ones by a line between their neighbours, later ones as the last. */
static double *fill_gaps(const sg_series *s, int32_t end, size_t *n, size_t *with)
{
    size_t first = 0, last = 0, used = 0;
    *with = 0;
    for (size_t i = 0; i < s->n && (int64_t)s->month0 + (int64_t)i <= end; i++) {
        if (!s->present[i]) continue;
        if ((*with)++ == 0) first = i;
        last = i;
    }
    *n = (size_t)((int64_t)(end == SG_FORECAST_OWN_END ? s->month0 + (int32_t)last : end) - s->month0) + 1 - first;
    double *x = sg_zalloc(*n, sizeof *x);
    for (size_t i = first; x && i <= last; i++) {
        if (!s->present[i]) continue;
        double before = used ? x[used - 1] : s->value[i];
        size_t here = i - first, from = used;
        for (; used <= here; used++)
            x[used] = before + (s->value[i] - before) * (double)(used - from + 1) / (double)(here - from + 1);
    }
    for (; x && used < *n; used++) x[used] = x[used - 1];
    return x;
}

/* Median of the models in use for the whole history, from the first n values. */
static void combine(const fitted *f, size_t n, size_t horizon, double *out)
{
    double paths[MODELS][SG_FORECAST_HORIZON_MAX], at[MODELS];
    size_t used = 0;
    for (size_t m = 0; m < MODELS; m++)
        if (in_use(m, f->n)) models[m]->forecast(f->x, n, f->parameters[m], horizon, paths[used++]);
    for (size_t h = 0; h < horizon; h++) {
        for (size_t k = 0; k < used; k++) at[k] = paths[k][h];
        gsl_sort(at, 1, used);
        out[h] = used ? gsl_stats_median_from_sorted_data(at, 1, used) : f->x[n - 1];
    }
}

/* Typical error of one step, and how it grows with the horizon: error(h) = size × h^power, learnt from past origins of
 * this series. */
typedef struct {
    double size, power, freedom;
} growth;

/* Root mean squared change from month to month; a tenth of a lone value. */
static double mean_step(const fitted *f)
{
    double squares = 0;
    for (size_t i = 1; i < f->n; i++) squares += (f->x[i] - f->x[i - 1]) * (f->x[i] - f->x[i - 1]);
    return f->n > 1 ? sqrt(squares / (double)(f->n - 1)) : fabs(f->x[0]) / 10;
}

static growth learn_growth(const fitted *f, size_t horizon)
{
    double squares[SG_FORECAST_HORIZON_MAX] = {0}, count[SG_FORECAST_HORIZON_MAX] = {0};
    size_t first = f->n > ORIGIN_FIRST + ORIGINS_MAX ? f->n - ORIGINS_MAX : ORIGIN_FIRST, origins = 0;
    for (size_t n = first; n < f->n; n++, origins++) {
        double path[SG_FORECAST_HORIZON_MAX];
        size_t steps = f->n - n < horizon ? f->n - n : horizon;
        combine(f, n, steps, path);
        for (size_t h = 0; h < steps; h++) {
            double e = f->x[n + h] - path[h];
            squares[h] += e * e;
            count[h]++;
        }
    }
    /* Weighted line through the logarithms, its slope drawn towards that of a random walk. */
    double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
    for (size_t h = 0; h < horizon; h++) {
        if (count[h] < 6 || !(squares[h] > 0)) continue;
        double x = log((double)h + 1), y = log(squares[h] / count[h]) / 2, weight = count[h] / ((double)h + 1);
        w += weight, wx += weight * x, wy += weight * y, wxx += weight * x * x, wxy += weight * x * y;
    }
    if (!(w > 0)) return (growth){.size = mean_step(f), .power = .5, .freedom = 3};
    double spread = wxx - wx * wx / w, prior = 4;
    double power = (wxy - wx * wy / w + prior * .45) / (spread + prior);
    power = fmax(.1, fmin(1, power));
    return (growth){.size = exp((wy - power * wx) / w), .power = power, .freedom = 3 + (double)origins / 3};
}

static void put_intervals(const fitted *f, const sg_season *season, double lowest, size_t horizon,
                          sg_forecast_point *out)
{
    double path[SG_FORECAST_HORIZON_MAX];
    growth g = learn_growth(f, horizon);
    double t80 = gsl_cdf_tdist_Pinv(.9, g.freedom), t95 = gsl_cdf_tdist_Pinv(.975, g.freedom);
    combine(f, f->n, horizon, path);
    for (size_t h = 0; h < horizon; h++) {
        double size = g.size * pow((double)h + 1, g.power) * OPTIMISM;
        double at[] = {path[h], path[h] - t80 * size, path[h] + t80 * size, path[h] - t95 * size, path[h] + t95 * size};
        for (int k = 0; k < 5; k++) at[k] = fmax(lowest, sg_season_restore(season, f->n + h, at[k]));
        out[h] = (sg_forecast_point){.mean = at[0], .lo80 = at[1], .hi80 = at[2], .lo95 = at[3], .hi95 = at[4]};
    }
}

sg_status sg_values_forecast(const sg_series *series, int32_t end, size_t horizon, sg_forecast_point *out,
                             sg_forecast_basis *basis, sg_error *err)
{
    size_t n, with;
    sg_season season;
    double *x = fill_gaps(series, end, &n, &with), lowest = 0;
    if (!x) return sg_fail(err, SG_EFAIL, "%s: no memory for the months of the series", series->name);
    sg_season_find(x, n, &season);
    for (size_t i = 0; i < n; i++) {
        if (x[i] < 0) lowest = -INFINITY;
        x[i] = sg_season_remove(&season, i, x[i]);
    }
    fitted f = {.x = x, .n = n};
    for (size_t m = 0; m < MODELS; m++)
        if (in_use(m, n)) models[m]->fit(x, n, f.parameters[m]);
    put_intervals(&f, &season, lowest, horizon, out);
    if (basis) {
        double level = sg_season_restore(&season, n - 1, x[n - 1]);
        *basis = (sg_forecast_basis){.model = SG_MODEL_VALUES, .months = with, .level = level};
        basis->level_sd = (out[0].hi80 - out[0].lo80) / (2 * gsl_cdf_ugaussian_Pinv(.9));
        basis->slope_month = (out[horizon - 1].mean - level) / (double)horizon;
    }
    sg_free(x);
    return SG_OK;
}
