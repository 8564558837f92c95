/* The models of general values, combined. */
#ifndef SG_FORECAST_BLEND_H
#define SG_FORECAST_BLEND_H

#include "forecast/history.h"
#include "forecast/model.h"

enum { SG_BLEND_MAX = 8 };

/* Models fitted to a history, which it borrows. */
typedef struct sg_blend {
    const sg_history *history;
    double lo, hi; /* levels that no model may leave */
    double parameters[SG_BLEND_MAX][SG_MODEL_PARAMETERS];
} sg_blend;

/* Fits all models that the history is long enough for. */
void sg_blend_fit(const sg_history *history, sg_blend *out);
/* Levels `horizon` steps after the first n months, with what was fitted to all of them. */
void sg_blend_forecast(const sg_blend *blend, size_t n, size_t horizon, double *out);
/* The same by model i alone; false when there is no such model or the history is too short for it. */
bool sg_blend_member(const sg_blend *blend, size_t i, size_t n, size_t horizon, double *out);
const char *sg_blend_name(size_t i);

#endif
