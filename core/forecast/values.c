#include "forecast/values.h"

#include "base/mem.h"
sg_status sg_values_forecast(const sg_series *series, int32_t end, size_t horizon, sg_forecast_point *out,
                             sg_forecast_basis *basis, sg_error *err)
{
    (void)series, (void)end, (void)horizon, (void)out, (void)basis;
    return sg_fail(err, SG_EFAIL, "not yet");
}
