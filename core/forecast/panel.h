/* The series of shares that are forecast together, on one calendar, with what is known of each at each month. All
 * of it is causal: the entry of a month rests on that month and earlier ones. */
#ifndef SG_FORECAST_PANEL_H
#define SG_FORECAST_PANEL_H

#include "base/status.h"
#include "forecast/forecast.h"
#include "forecast/trend.h"

#include <stdint.h>

/* One series at the end of one month. */
typedef struct sg_moment {
    sg_trend trend;
    double last;   /* log-odds of the last month with data */
    double recent; /* log-odds of the last six months together; NaN: fewer than three of them have data */
    double best;   /* highest `recent` of the months before, or `recent` itself when there is none */
    double volume; /* mean total of the months with data among the last six, else the last known total */
    double extra;  /* extra_var of the last month with data */
    uint32_t seen; /* months with data so far */
} sg_moment;

/* Cells by series: cell[i * months + t]. present 0: missing, count and total are 0. */
typedef struct sg_panel {
    size_t n, months;
    double *count, *total, *extra;
    unsigned char *present;
    sg_moment *moment;
} sg_panel;

/* Takes the series in the order given by `order` (n indices), up to month end. SG_EFAIL: memory. */
sg_status sg_panel_build(const sg_series *series, const size_t *order, size_t n, int32_t end, sg_panel *out,
                         sg_error *err);
void sg_panel_release(sg_panel *panel);

enum { SG_FEATURES = 2 };
/* What the correction rests on, h steps ahead (from 1): how far the series has fallen from its best (zero or less;
 * grows with the damped horizon, 1 at 24 steps), and how far its last six months stand above the filtered level. */
void sg_moment_features(const sg_moment *moment, size_t h, double out[static SG_FEATURES]);
/* Level h steps ahead, log-odds, and its filter variance. */
void sg_moment_ahead(const sg_moment *moment, size_t h, double *mean, double *var);

#endif
