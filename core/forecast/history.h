/* A series of values as the models see it: without gaps, season and outliers. */
#ifndef SG_FORECAST_HISTORY_H
#define SG_FORECAST_HISTORY_H

#include "base/status.h"
#include "forecast/forecast.h"
#include "forecast/season.h"

#include <stdbool.h>

/* n months. Owns all. */
typedef struct sg_history {
    size_t n;
    size_t months; /* of them with data */
    double *level;
    double *logs;  /* of the levels; NULL unless all values are above 0 */
    double lowest; /* what no forecast goes below: 0 when no value is negative, else −∞ */
    bool factor;   /* the season is one, found in the logarithms; else an addend. Whichever leaves smaller changes */
    sg_season season;
    double *memory;
} sg_history;

/* Inner gaps become a line between their neighbours, and so do single values that neither season nor trend explains;
 * after the last month with data, up to `end` (as sg_forecast), it is carried on. The series was checked.
 * SG_EFAIL: memory. Release also after a failure. */
sg_status sg_history_make(const sg_series *series, int32_t end, sg_history *out, sg_error *err);
void sg_history_release(sg_history *history);

/* Value of month i (may lie ahead), not below `lowest`, from the level that it has without its season. */
double sg_history_restore(const sg_history *history, size_t i, double level);

#endif
