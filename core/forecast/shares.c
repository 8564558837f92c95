#include "forecast/shares.h"

#include "base/mem.h"
#include "forecast/spread.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    size_t index;
} named;

static int by_name(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int names = strcmp(x->name, y->name);
    return names ? names : (x->index > y->index) - (x->index < y->index);
}

/* By name: what is learnt must not depend on the order in which the caller has the series. */
static sg_status order_by_name(const sg_series *series, size_t n, size_t *order, sg_error *err)
{
    named *names = sg_zalloc(n, sizeof *names);
    if (!names) return sg_fail(err, SG_EFAIL, "forecast: no memory for %zu series", n);
    for (size_t i = 0; i < n; i++) names[i] = (named){series[i].name, i};
    qsort(names, n, sizeof *names, by_name);
    for (size_t i = 0; i < n; i++) order[i] = names[i].index;
    sg_free(names);
    return SG_OK;
}

static double centre_at(const sg_moment *m, const sg_lessons *lessons, sg_centre centre, size_t h, double trend)
{
    double x[SG_FEATURES];
    if (centre == SG_CENTRE_LAST) return m->last;
    sg_moment_features(m, h, x);
    for (int k = 0; k < SG_FEATURES; k++) trend += lessons->beta[k] * x[k];
    return trend;
}

/* Intervals never narrow with the horizon, on the log-odds scale. */
static void forecast_one(const sg_moment *m, const sg_lessons *lessons, sg_centre centre, const sg_spread *spread,
                         size_t horizon, size_t window, sg_forecast_point *out)
{
    double widest[4] = {0};
    sg_trend ahead = m->trend;
    for (size_t h = 1; h <= horizon; h++) {
        sg_trend_step(&ahead, &sg_trend_shared);
        double postings = m->volume * (double)(h < window ? h : window);
        double sd = sg_error_scale(ahead.p11, sg_logistic(ahead.level), postings, m->extra);
        double middle = centre_at(m, lessons, centre, h, ahead.level);
        double offset[4] = {-spread->lo95[h], -spread->lo80[h], spread->hi80[h], spread->hi95[h]};
        for (int k = 0; k < 4; k++) widest[k] = fmax(widest[k], offset[k] * sd);
        out[h - 1] = (sg_forecast_point){.mean = sg_logistic(middle),
                                         .lo80 = sg_logistic(middle - widest[1]),
                                         .hi80 = sg_logistic(middle + widest[2]),
                                         .lo95 = sg_logistic(middle - widest[0]),
                                         .hi95 = sg_logistic(middle + widest[3])};
    }
}

static sg_forecast_basis basis_of(const sg_moment *m, sg_centre centre)
{
    double p = sg_logistic(m->trend.level);
    return (sg_forecast_basis){.model = centre == SG_CENTRE_LAST ? SG_MODEL_LAST_VALUE : SG_MODEL_SHARES,
                               .months = m->seen,
                               .level = p,
                               .level_sd = p * (1 - p) * sqrt(m->trend.p11),
                               .slope_month = m->trend.slope};
}

sg_status sg_shares_forecast(const sg_series *series, size_t n, int32_t end, size_t horizon, size_t window,
                             sg_forecast_point *out, sg_forecast_basis *basis, sg_error *err)
{
    sg_panel panel = {0};
    sg_lessons lessons = {0};
    sg_spread spread;
    size_t *order = sg_zalloc(n, sizeof *order);
    sg_status status =
        order ? order_by_name(series, n, order, err) : sg_fail(err, SG_EFAIL, "forecast: no memory for %zu series", n);
    if (status == SG_OK) status = sg_panel_build(series, order, n, end, &panel, err);
    if (status == SG_OK) status = sg_lessons_learn(&panel, window, &lessons, err);
    sg_centre centre = status == SG_OK ? sg_lessons_choose(&lessons) : SG_CENTRE_CORRECTED;
    if (status == SG_OK) status = sg_spread_learn(&lessons, centre, &spread, err);
    for (size_t i = 0; status == SG_OK && i < n; i++) {
        const sg_moment *m = &panel.moment[i * panel.months + panel.months - 1];
        forecast_one(m, &lessons, centre, &spread, horizon, window, out + order[i] * horizon);
        if (basis) basis[order[i]] = basis_of(m, centre);
    }
    sg_lessons_release(&lessons);
    sg_panel_release(&panel);
    sg_free(order);
    return status;
}
