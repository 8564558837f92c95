#include "forecast/shares.h"

#include "base/mem.h"
#include "base/parallel.h"
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

typedef struct {
    const sg_panel *panel;
    const sg_lessons *lessons;
    const sg_spread *spread;
    const size_t *order;
    const sg_share_model *model;
    size_t horizon, window;
    sg_forecast_point *out;
    sg_forecast_basis *basis;
} task;

static double centre_at(const task *k, const sg_moment *m, size_t h)
{
    double x[SG_FEATURES], centre = k->model->ahead(m, h);
    if (!k->model->corrected) return centre;
    sg_moment_features(m, h, k->panel->n_learn, x);
    for (int i = 0; i < SG_FEATURES; i++) centre += k->lessons->beta[i] * x[i];
    return centre;
}

/* Intervals never narrow with the horizon, on the log-odds scale. */
static void forecast_one(const task *k, const sg_moment *m, sg_forecast_point *out)
{
    double widest[4] = {0};
    sg_trend ahead = m->trend;
    for (size_t h = 1; h <= k->horizon; h++) {
        sg_trend_step(&ahead, &sg_trend_shared);
        double shown_var = sg_trend_shown_var(&ahead), offset_var = fmax(0, ahead.cov[SG_LEVEL][SG_LEVEL] - shown_var);
        double sd =
            sg_error_scale(m, shown_var, sg_logistic(ahead.at[SG_LEVEL]), h, h < k->window ? h : k->window, offset_var);
        double middle = centre_at(k, m, h);
        const sg_spread *s = k->spread;
        double offset[4] = {-s->lo95[h], -s->lo80[h], s->hi80[h], s->hi95[h]};
        for (int i = 0; i < 4; i++) widest[i] = fmax(widest[i], offset[i] * sd);
        out[h - 1] = (sg_forecast_point){.mean = sg_logistic(middle),
                                         .lo80 = sg_logistic(middle - widest[1]),
                                         .hi80 = sg_logistic(middle + widest[2]),
                                         .lo95 = sg_logistic(middle - widest[0]),
                                         .hi95 = sg_logistic(middle + widest[3])};
    }
}

static sg_forecast_basis basis_of(const sg_moment *m, const sg_share_model *model)
{
    double p = sg_logistic(m->trend.at[SG_LEVEL] + m->common);
    return (sg_forecast_basis){.model = model->id,
                               .months = m->seen,
                               .level = p,
                               .level_sd = p * (1 - p) * sqrt(m->trend.cov[SG_LEVEL][SG_LEVEL]),
                               .slope_month = m->trend.at[SG_SLOPE]};
}

static sg_status forecast_at(void *self, size_t i, sg_error *err)
{
    (void)err;
    const task *k = self;
    const sg_moment *m = &k->panel->now[i];
    forecast_one(k, m, k->out + k->order[i] * k->horizon);
    if (k->basis) k->basis[k->order[i]] = basis_of(m, k->model);
    return SG_OK;
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
    size_t model = status == SG_OK ? sg_lessons_choose(&lessons) : 0;
    if (status == SG_OK) status = sg_spread_learn(&lessons, model, &spread, err);
    if (status == SG_OK) {
        task all = {&panel, &lessons, &spread, order, sg_share_models[model], horizon, window, out, basis};
        status = sg_parallel_run(n, forecast_at, &all, err);
    }
    sg_lessons_release(&lessons);
    sg_panel_release(&panel);
    sg_free(order);
    return status;
}
