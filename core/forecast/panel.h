/* The series of shares that are forecast together, on one calendar, with what is known of each at each month. All
 * of it is causal: the entry of a month rests on that month and earlier ones. */
#ifndef SG_FORECAST_PANEL_H
#define SG_FORECAST_PANEL_H

#include "base/status.h"
#include "forecast/forecast.h"
#include "forecast/trend.h"

#include <stdint.h>

/* Sums of a line through the log-odds, by discounted least squares about the current month (Brown 1963). */
typedef struct sg_line {
    double weight, time, time2, sum, moment;
} sg_line;

/* One series at the end of one month; log-odds unless said. */
typedef struct sg_moment {
    sg_trend trend;
    sg_line line;
    double last;   /* of the last month with data, without its offset */
    double recent; /* of the last six months together; NaN: fewer than three of them have data */
    double best;   /* highest `recent` of the months before, or `recent` itself when there is none */
    /* the same two of the share of all counts of the panel, where what all series do together cancels out */
    double part_recent, part_best;
    double common; /* half of what the last six months of all series together stand above their levels */
    double volume; /* mean total of the months with data among the last six, else the last known total */
    uint32_t seen; /* months with data so far */
} sg_moment;

/* Cells by series: cell[i * months + t]. present 0: missing, count and total are 0. Only the series that are learnt
 * from, the largest ones, have their moments kept; all have the last one. */
typedef struct sg_panel {
    size_t n, months, n_learn;
    double *count, *total, *extra, *all; /* all: Σ count over the series, by month */
    unsigned char *present;
    size_t *learn;     /* n_learn series, ascending */
    sg_moment *moment; /* moment[k * months + t] of series learn[k] */
    sg_moment *now;    /* n: each at the last month */
} sg_panel;

/* Takes the series in the order given by `order` (n indices), up to month end. SG_EFAIL: memory. */
sg_status sg_panel_build(const sg_series *series, const size_t *order, size_t n, int32_t end, sg_panel *out,
                         sg_error *err);
void sg_panel_release(sg_panel *panel);

/* How much several series tell of what they have in common: 0 for one, 1 for very many. */
double sg_panel_together(size_t n);

enum { SG_FEATURES = 1 };
/* What the correction rests on, h steps ahead (from 1), in a panel of n series that are learnt from: how far the series
 * has fallen from its best (zero or less; grows with the horizon up to 36), for what falls goes on falling. */
void sg_moment_features(const sg_moment *moment, size_t h, size_t n, double out[static SG_FEATURES]);

#endif
