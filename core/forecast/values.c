#include "forecast/values.h"

#include "forecast/bounds.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static void put_points(const sg_blend *blend, size_t horizon, sg_forecast_point *out)
{
    const sg_history *history = blend->history;
    double path[SG_FORECAST_HORIZON_MAX];
    sg_restless restless;
    sg_blend_forecast(blend, history->n, horizon, path);
    sg_restless_measure(blend, &restless);
    for (size_t h = 0; h < horizon; h++) {
        double width = sg_bounds_width(&sg_bounds_shared, &restless, h + 1), lo80, hi80, lo95, hi95;
        size_t month = history->n + h;
        sg_bounds_put(history, path[h], width * sg_bounds_shared.inner, &lo80, &hi80);
        sg_bounds_put(history, path[h], width, &lo95, &hi95);
        out[h] = (sg_forecast_point){.mean = sg_history_restore(history, month, path[h]),
                                     .lo80 = sg_history_restore(history, month, lo80),
                                     .hi80 = sg_history_restore(history, month, hi80),
                                     .lo95 = sg_history_restore(history, month, lo95),
                                     .hi95 = sg_history_restore(history, month, hi95)};
    }
}

sg_status sg_values_forecast(const sg_series *series, int32_t end, size_t horizon, sg_forecast_point *out,
                             sg_forecast_basis *basis, sg_error *err)
{
    sg_history history;
    sg_blend blend;
    sg_status status = sg_history_make(series, end, &history, err);
    if (status != SG_OK) return status;
    sg_blend_fit(&history, &blend);
    put_points(&blend, horizon, out);
    if (basis) {
        double level = sg_history_restore(&history, history.n - 1, history.level[history.n - 1]);
        *basis = (sg_forecast_basis){.model = SG_MODEL_VALUES, .months = history.months, .level = level};
        basis->level_sd = (out[0].hi80 - out[0].lo80) / (2 * gsl_cdf_ugaussian_Pinv(.9));
        basis->slope_month = (out[horizon - 1].mean - level) / (double)horizon;
    }
    sg_history_release(&history);
    return SG_OK;
}
