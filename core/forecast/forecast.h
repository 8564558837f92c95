/* Forecasts of monthly series with intervals. Numbers only: it knows nothing of skills.
 * Series of shares (counts of a known total) are forecast together: what they share is learnt across them. */
#ifndef SG_FORECAST_FORECAST_H
#define SG_FORECAST_FORECAST_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

/* One series by month; month i is month0 + i. A month is missing where present[i] is 0.
 * Shares: value is a count, total its known total (> 0), 0 ≤ value ≤ total. Values: total is NULL.
 * extra_var: variance on the log-odds scale of an offset (linking) that all neighbouring months of the same extra_var
 * share, or NULL; what is forecast has no offset. volume: of shares, the total a month that is asked about; 0: as in
 * the last months. Borrows all. */
typedef struct sg_series {
    const char *name;
    int32_t month0;
    size_t n;
    const double *value;
    const double *total;
    const double *extra_var;
    const unsigned char *present;
    double volume;
} sg_series;

/* Forecast of one step; lo ≤ mean ≤ hi. Shares are 0 … 1. */
typedef struct sg_forecast_point {
    double mean, lo80, hi80, lo95, hi95;
} sg_forecast_point;

typedef enum sg_forecast_model {
    SG_MODEL_NONE = 0,
    SG_MODEL_SHARES = 1,     /* damped trend on log-odds, learnt across series */
    SG_MODEL_LAST_VALUE = 2, /* fallback: shown not to lose to it */
    SG_MODEL_VALUES = 3,     /* ensemble for general series */
    SG_MODEL_LINE = 4        /* straight line on log-odds: far better than the damped trend on these series */
} sg_forecast_model;

/* What the forecast of one series rests on. */
typedef struct sg_forecast_basis {
    sg_forecast_model model;
    size_t months;      /* with data */
    double level;       /* filtered share or value at the last month */
    double level_sd;    /* its standard deviation, on the scale of level */
    double slope_month; /* change a month at the end of history, on the log-odds scale for shares */
} sg_forecast_basis;

/* For `end`, values only: each series ends with its own last month. */
#define SG_FORECAST_OWN_END INT32_MAX

enum { SG_FORECAST_HORIZON_MAX = 60, SG_FORECAST_MONTHS_MIN = 24, SG_FORECAST_MONTHS_RECENT = 60 };

/* SG_OK when the series can be forecast: at least SG_FORECAST_MONTHS_MIN months with data, as many in the last
 * SG_FORECAST_MONTHS_RECENT months before its end (end: the last month of the source), and data in the last 12.
 * SG_EDATA: the message says what is missing. */
sg_status sg_forecast_enough(const sg_series *series, int32_t end, sg_error *err);

/* Forecasts n series, all of shares or all of values, `horizon` steps beyond month `end` (the last month of data of the
 * source; a series that ends before it is filtered on to it). out: n × horizon points, by series. basis: n, or NULL.
 * Short or flat series are forecast too (wide); whether to show them is the caller's, by sg_forecast_enough.
 * SG_EFAIL: a value out of range, memory. The result depends on nothing but the arguments: not on how many threads
 * (base/parallel.h) work on it. */
/* window: each point is the share of the `window` months that end with its step, all their postings together (only the
 * months after end). 1 … 12; 1 for values. One month's sampling noise is large: a person asks for
 * the share about then. */
sg_status sg_forecast_window(const sg_series *series, size_t n, int32_t end, size_t horizon, size_t window,
                             sg_forecast_point *out, sg_forecast_basis *basis, sg_error *err);
/* The same with window 1: each point is what that month's postings are expected to show. */
sg_status sg_forecast(const sg_series *series, size_t n, int32_t end, size_t horizon, sg_forecast_point *out,
                      sg_forecast_basis *basis, sg_error *err);

#endif
