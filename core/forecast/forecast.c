#include "forecast/forecast.h"

#include "base/month.h"
#include "base/parallel.h"
#include "forecast/shares.h"
#include "forecast/values.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>

/* Months with data in first … last, both within the series or not. */
static size_t months_between(const sg_series *s, int64_t first, int64_t last)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        int64_t month = (int64_t)s->month0 + (int64_t)i;
        n += s->present[i] && month >= first && month <= last;
    }
    return n;
}

sg_status sg_forecast_enough(const sg_series *s, int32_t end, sg_error *err)
{
    char text[8];
    size_t all = months_between(s, INT32_MIN, end);
    size_t recent = months_between(s, (int64_t)end - SG_FORECAST_MONTHS_RECENT + 1, end);
    if (all < SG_FORECAST_MONTHS_MIN)
        return sg_fail(err, SG_EDATA, "%s: %zu months with data, a forecast needs %d", s->name, all,
                       SG_FORECAST_MONTHS_MIN);
    if (recent < SG_FORECAST_MONTHS_MIN)
        return sg_fail(err, SG_EDATA, "%s: %zu months with data in the %d up to %s, a forecast needs %d", s->name,
                       recent, SG_FORECAST_MONTHS_RECENT, sg_month_format(end, text), SG_FORECAST_MONTHS_MIN);
    if (months_between(s, (int64_t)end - 11, end) == 0)
        return sg_fail(err, SG_EDATA, "%s: no data in the 12 months up to %s", s->name, sg_month_format(end, text));
    return SG_OK;
}

static sg_status check_month(const sg_series *s, size_t i, sg_error *err)
{
    char text[8];
    const char *month = sg_month_format(s->month0 + (int32_t)i, text);
    if (!isfinite(s->value[i])) return sg_fail(err, SG_EFAIL, "%s, %s: the value is not finite", s->name, month);
    if (!s->total) return SG_OK;
    if (!(s->total[i] > 0) || !isfinite(s->total[i]))
        return sg_fail(err, SG_EFAIL, "%s, %s: total %g, expected more than 0", s->name, month, s->total[i]);
    if (s->value[i] < 0 || s->value[i] > s->total[i])
        return sg_fail(err, SG_EFAIL, "%s, %s: count %g, expected 0 to the total %g", s->name, month, s->value[i],
                       s->total[i]);
    if (s->extra_var && !(s->extra_var[i] >= 0 && isfinite(s->extra_var[i])))
        return sg_fail(err, SG_EFAIL, "%s, %s: extra variance %g, expected 0 or more", s->name, month, s->extra_var[i]);
    return SG_OK;
}

static sg_status check_series(const sg_series *s, int32_t end, bool shares, sg_error *err)
{
    char text[8];
    if (shares != (s->total != NULL))
        return sg_fail(err, SG_EFAIL, "%s: shares and values cannot be forecast together", s->name);
    if (!(s->volume >= 0 && isfinite(s->volume)))
        return sg_fail(err, SG_EFAIL, "%s: volume %g, expected 0 or more", s->name, s->volume);
    for (size_t i = 0; i < s->n; i++) {
        sg_status status = s->present[i] ? check_month(s, i, err) : SG_OK;
        if (status != SG_OK) return status;
    }
    if (months_between(s, INT32_MIN, end) == 0)
        return sg_fail(err, SG_EFAIL, "%s: no month with data up to %s", s->name, sg_month_format(end, text));
    return SG_OK;
}

typedef struct {
    const sg_series *series;
    int32_t end;
    size_t horizon;
    sg_forecast_point *out;
    sg_forecast_basis *basis;
} request;

static sg_status forecast_values(void *self, size_t i, sg_error *err)
{
    const request *r = self;
    return sg_values_forecast(&r->series[i], r->end, r->horizon, r->out + i * r->horizon,
                              r->basis ? r->basis + i : NULL, err);
}

sg_status sg_forecast_window(const sg_series *series, size_t n, int32_t end, size_t horizon, size_t window,
                             sg_forecast_point *out, sg_forecast_basis *basis, sg_error *err)
{
    gsl_set_error_handler_off(); /* GSL would end the program; every status is looked at instead */
    if (horizon < 1 || horizon > SG_FORECAST_HORIZON_MAX)
        return sg_fail(err, SG_EUSAGE, "horizon %zu, expected 1 to %d", horizon, SG_FORECAST_HORIZON_MAX);
    if (window < 1 || window > 12 || (n && window > 1 && !series[0].total))
        return sg_fail(err, SG_EUSAGE, "window %zu, expected 1 to 12, and 1 for values", window);
    for (size_t i = 0; i < n; i++) {
        sg_status status = check_series(&series[i], end, series[0].total != NULL, err);
        if (status != SG_OK) return status;
    }
    if (n == 0) return SG_OK;
    if (series[0].total) return sg_shares_forecast(series, n, end, horizon, window, out, basis, err);
    request values = {series, end, horizon, out, basis};
    return sg_parallel_run(n, forecast_values, &values, err);
}

sg_status sg_forecast(const sg_series *series, size_t n, int32_t end, size_t horizon, sg_forecast_point *out,
                      sg_forecast_basis *basis, sg_error *err)
{
    return sg_forecast_window(series, n, end, horizon, 1, out, basis, err);
}
