/* Forecast of shares: damped trends on log-odds with what the series have in common learnt across them. */
#ifndef SG_FORECAST_SHARES_H
#define SG_FORECAST_SHARES_H

#include "forecast/forecast.h"

/* As sg_forecast_window, for series that were checked: each has a total and at least one month with data up to end. */
sg_status sg_shares_forecast(const sg_series *series, size_t n, int32_t end, size_t horizon, size_t window,
                             sg_forecast_point *out, sg_forecast_basis *basis, sg_error *err);

#endif
