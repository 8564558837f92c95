/* The last value carried forward: what a forecast of shares has to beat, and what stands in its place where it does
 * not. */
#ifndef SG_FORECAST_LAST_H
#define SG_FORECAST_LAST_H

#include "forecast/forecast.h"

/* As sg_forecast_window, of shares. The last value is the share of the last `window` months with data among twice as
 * many, else of the last month with data. Its intervals are learnt from how far it was off before `end`, over all
 * series and origins every third month: on the log-odds scale the sampling noise of both shares is known, and what is
 * left of the errors' variance, by horizon, is what shares move by themselves; quantiles of the errors in units of
 * both make the interval. Origins of one history overlap, and all series move together: Student's t of the number of
 * stretches as long as the horizon widens it. SG_EFAIL: memory, or a series without data up to end. */
sg_status sg_last_forecast(const sg_series *series, size_t n, int32_t end, size_t horizon, size_t window,
                           sg_forecast_point *out, sg_error *err);

/* Sums of the months with data among first … last; months: how many. */
typedef struct sg_share_sum {
    double count, total, extra; /* extra_var of the last */
    size_t months;
} sg_share_sum;

sg_share_sum sg_window_between(const sg_series *series, int32_t first, int32_t last);
/* The last value at month end, as above; total 0: there is none. */
sg_share_sum sg_window_last(const sg_series *series, int32_t end, size_t window);
/* What came `steps` months after end: the window that ends there, and no month up to end. total 0: under half of its
 * months have data. */
sg_share_sum sg_window_came(const sg_series *series, int32_t end, size_t steps, size_t window);

#endif
