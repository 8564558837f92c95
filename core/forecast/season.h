/* Classical seasonal decomposition of monthly values. */
#ifndef SG_FORECAST_SEASON_H
#define SG_FORECAST_SEASON_H

#include <stdbool.h>
#include <stddef.h>

enum { SG_SEASON = 12 };

/* index[i % 12] belongs to value i: a factor (mean 1), or an addend (mean 0). */
typedef struct sg_season {
    bool seasonal, factors;
    double index[SG_SEASON];
} sg_season;

/* The autocorrelation at twelve months is significant at 90 %, by Bartlett's standard error; n ≥ 36.
 * Source: Makridakis, Spiliotis & Assimakopoulos 2020, §2.3. */
bool sg_season_test(const double *x, size_t n);
/* Mean ratio to (positive values) or difference from the centred moving average; none when the test finds no season. */
void sg_season_find(const double *x, size_t n, sg_season *out);
/* Value i of a series without its season, and with it again. */
double sg_season_remove(const sg_season *season, size_t i, double value);
double sg_season_restore(const sg_season *season, size_t i, double value);

#endif
