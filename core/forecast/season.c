#include "forecast/season.h"

#include <math.h>

static double autocovariance(const double *x, size_t n, double mean, size_t lag)
{
    double sum = 0;
    for (size_t i = 0; i + lag < n; i++) sum += (x[i] - mean) * (x[i + lag] - mean);
    return sum;
}

bool sg_season_test(const double *x, size_t n)
{
    if (n < 3 * SG_SEASON) return false;
    double mean = 0, squares = 0, last = 0;
    for (size_t i = 0; i < n; i++) mean += x[i] / (double)n;
    double variance = autocovariance(x, n, mean, 0);
    if (!(variance > 0)) return false;
    for (size_t lag = 1; lag <= SG_SEASON; lag++) {
        last = autocovariance(x, n, mean, lag) / variance;
        if (lag < SG_SEASON) squares += last * last;
    }
    return fabs(last) > 1.645 * sqrt((1 + 2 * squares) / (double)n);
}

/* Mean of a year about value i: thirteen months, the ends half. */
static double year_about(const double *x, size_t i)
{
    double sum = (x[i - SG_SEASON / 2] + x[i + SG_SEASON / 2]) / 2;
    for (size_t k = i - SG_SEASON / 2 + 1; k < i + SG_SEASON / 2; k++) sum += x[k];
    return sum / SG_SEASON;
}

void sg_season_find(const double *x, size_t n, sg_season *out)
{
    double sum[SG_SEASON] = {0}, count[SG_SEASON] = {0}, all = 0;
    *out = (sg_season){.seasonal = sg_season_test(x, n), .factors = true};
    if (!out->seasonal) return;
    for (size_t i = 0; i < n; i++) out->factors = out->factors && x[i] > 0;
    for (size_t i = SG_SEASON / 2; i + SG_SEASON / 2 < n; i++) {
        double trend = year_about(x, i);
        sum[i % SG_SEASON] += out->factors ? x[i] / trend : x[i] - trend;
        count[i % SG_SEASON]++;
    }
    for (int m = 0; m < SG_SEASON; m++) all += out->index[m] = sum[m] / count[m];
    for (int m = 0; m < SG_SEASON; m++) {
        if (out->factors)
            out->index[m] /= all / SG_SEASON;
        else
            out->index[m] -= all / SG_SEASON;
    }
}

double sg_season_remove(const sg_season *s, size_t i, double value)
{
    if (!s->seasonal) return value;
    return s->factors ? value / s->index[i % SG_SEASON] : value - s->index[i % SG_SEASON];
}

double sg_season_restore(const sg_season *s, size_t i, double value)
{
    if (!s->seasonal) return value;
    return s->factors ? value * s->index[i % SG_SEASON] : value + s->index[i % SG_SEASON];
}
