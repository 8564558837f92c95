/* What every year repeats in monthly values. */
#ifndef SG_FORECAST_SEASON_H
#define SG_FORECAST_SEASON_H

#include <stddef.h>

enum { SG_SEASON = 12 };

/* index[i % 12] is the addend of value i; all of them have mean 0, or are 0 where no season shows. */
typedef struct sg_season {
    double index[SG_SEASON];
} sg_season;

/* Mean difference of each month from a trend: first from the centred mean of a year, then from a local line through
 * the values without that season, which reaches both ends. Later years weigh more, outliers less. The means are drawn
 * towards 0 as far as their noise explains them; fewer than two years have no season.
 * For values that grow with their season give their logarithms. trust: n weights, 0 for what is so far from
 * season and line that it was not regarded; all 1 below two years. work: n.
 * Source: Cleveland et al. 1990 (robust local lines); Miller & Williams 2003 (shrinkage; James & Stein 1961). */
void sg_season_find(const double *x, size_t n, double *work, double *trust, sg_season *out);

#endif
