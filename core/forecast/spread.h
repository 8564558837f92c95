/* Width of the intervals of shares, learnt from past errors. */
#ifndef SG_FORECAST_SPREAD_H
#define SG_FORECAST_SPREAD_H

#include "forecast/lesson.h"

/* Offsets of the four bounds from the centre h steps ahead, in units of sg_error_scale:
 * lo95 ≤ lo80 < 0 < hi80 ≤ hi95. */
typedef struct sg_spread {
    double lo95[SG_FORECAST_HORIZON_MAX + 1], lo80[SG_FORECAST_HORIZON_MAX + 1];
    double hi80[SG_FORECAST_HORIZON_MAX + 1], hi95[SG_FORECAST_HORIZON_MAX + 1];
} sg_spread;

/* In bands of horizons: the pooled quantiles of the standardised errors, half way to their median, because the bias of
 * the past is no forecast of the bias to come. Origins of one history overlap: only blocks as long as the horizon count
 * as seen, a prior stands for those that were not, and Student's t of their number widens all. model: an index into
 * sg_share_models. SG_EFAIL: memory. */
sg_status sg_spread_learn(const sg_lessons *lessons, size_t model, sg_spread *out, sg_error *err);

#endif
