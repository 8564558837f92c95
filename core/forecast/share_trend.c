#include "forecast/share_model.h"

#include <math.h>

/* Level and damped slope of the filter, what is left of the sample's passing luck, and the common level. */
static double ahead(const sg_moment *m, size_t h)
{
    const sg_trend_noise *n = &sg_trend_shared;
    double carried = n->damping * (1 - pow(n->damping, (double)h)) / (1 - n->damping);
    return m->trend.at[SG_LEVEL] + m->common + carried * m->trend.at[SG_SLOPE] +
           pow(n->repeat_left, (double)h) * m->trend.at[SG_REPEAT];
}

const sg_share_model sg_share_trend = {.id = SG_MODEL_SHARES, .ahead = ahead, .corrected = true, .margin = 1};
