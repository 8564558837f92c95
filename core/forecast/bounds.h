/* Intervals of general values: how far they are from the forecast, learnt across series from a few measures of each. */
#ifndef SG_FORECAST_BOUNDS_H
#define SG_FORECAST_BOUNDS_H

#include "forecast/blend.h"

/* Typical sizes in one history, as logarithms (of its level) where it has them, else as values. */
typedef struct sg_restless {
    double past; /* error of past forecasts 1 … 12 months ahead */
    double year; /* change over 12 months */
} sg_restless;

/* Half width of the 95 % interval h months ahead, in the unit of the measures:
 * width² = past · restless.past² + year · (h/6)^growth · restless.year²; that of the 80 % interval is `inner` of it. */
typedef struct sg_bounds_law {
    double past, year, growth, inner;
} sg_bounds_law;

extern const sg_bounds_law sg_bounds_shared;

void sg_restless_measure(const sg_blend *blend, sg_restless *out);
double sg_bounds_width(const sg_bounds_law *law, const sg_restless *restless, size_t h);
/* Bounds of a level that are `width` below and above it. Where values are above 0 they lie between those of a
 * difference and those of a ratio: even on the scale of the square root. */
void sg_bounds_put(const sg_history *history, double level, double width, double *lo, double *hi);

#endif
