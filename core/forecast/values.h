/* Forecast of general monthly values. */
#ifndef SG_FORECAST_VALUES_H
#define SG_FORECAST_VALUES_H

#include "forecast/forecast.h"

/* As sg_forecast, for one series of values that was checked. */
sg_status sg_values_forecast(const sg_series *series, int32_t end, size_t horizon, sg_forecast_point *out,
                             sg_forecast_basis *basis, sg_error *err);

#endif
