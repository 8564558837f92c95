#include "forecast/season.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>

enum {
    HALF = SG_SEASON / 2,
    REACH = 24 /* months to either side that a local line rests on */
};

/* Chosen on the training parts of the M3 competition, their last 18 months as the truth. */
static const double YEAR_FADES = .8;    /* weight of a year in that of the next */
static const double NOISE_COUNTS = 1.5; /* neighbouring months err alike: their noise makes more of a season */
static const double OUTLIER = 12;       /* median errors at which a value's weight is 0 */

/* Mean of a year about value i: thirteen months, the ends half. */
static double year_about(const double *x, size_t i)
{
    double sum = (x[i - HALF] + x[i + HALF]) / 2;
    for (size_t k = i - HALF + 1; k < i + HALF; k++) sum += x[k];
    return sum / SG_SEASON;
}

/* Value at i of the line through the trusted values about it, tricube weights; without any, the value itself. */
static double line_about(const double *x, const double *trust, size_t n, const sg_season *season, size_t i)
{
    double w = 0, wt = 0, wx = 0, wtt = 0, wtx = 0;
    size_t first = i < REACH ? 0 : i - REACH + 1, last = n - i < REACH ? n : i + REACH;
    for (size_t k = first; k < last; k++) {
        double t = (double)k - (double)i, far = fabs(t) / REACH, near = 1 - far * far * far;
        double c = near * near * near * trust[k], y = x[k] - season->index[k % SG_SEASON];
        w += c, wt += c * t, wx += c * y, wtt += c * t * t, wtx += c * t * y;
    }
    double det = w * wtt - wt * wt;
    return det > 0 ? (wtt * wx - wt * wtx) / det : x[i] - season->index[i % SG_SEASON];
}

/* Bisquare weights of the errors that the season so far leaves. */
static void weigh(const double *error, size_t first, size_t n, const sg_season *season, double *trust)
{
    for (size_t i = first; i < n; i++) trust[i] = fabs(error[i] - season->index[i % SG_SEASON]);
    double usual = gsl_stats_median(trust + first, 1, n - first);
    for (size_t i = first; i < n; i++) {
        double off = fabs(error[i] - season->index[i % SG_SEASON]);
        double u = off > 0 ? off / (OUTLIER * usual) : 0;
        trust[i] = u < 1 ? (1 - u * u) * (1 - u * u) : 0;
    }
}

/* Weighted mean error of each month, drawn towards 0. Positive-part James–Stein in 11 dimensions: what noise alone
 * would put into the squares of the means is taken off them. */
static void average(const double *error, const double *trust, size_t first, size_t n, sg_season *season)
{
    double w[SG_SEASON] = {0}, ww[SG_SEASON] = {0}, mean[SG_SEASON] = {0}, all = 0;
    for (size_t i = first; i < n; i++) {
        size_t m = i % SG_SEASON;
        double weight = trust[i] * pow(YEAR_FADES, (double)(n - 1 - i) / SG_SEASON);
        w[m] += weight, ww[m] += weight * weight, mean[m] += weight * error[i];
    }
    for (size_t m = 0; m < SG_SEASON; m++) all += (mean[m] /= fmax(w[m], 1e-9)) / SG_SEASON;
    double within = 0, count = 0, between = 0, noise = 0;
    for (size_t i = first; i < n; i++) {
        double off = error[i] - mean[i % SG_SEASON];
        within += trust[i] * off * off, count += trust[i];
    }
    within /= fmax(1, count - SG_SEASON);
    for (size_t m = 0; m < SG_SEASON; m++) {
        between += (mean[m] - all) * (mean[m] - all);
        noise += within * ww[m] / fmax(w[m] * w[m], 1e-18) * (SG_SEASON - 1) / SG_SEASON;
    }
    double keep = between > 0 ? fmax(0, 1 - NOISE_COUNTS * noise * (SG_SEASON - 3) / (SG_SEASON - 1) / between) : 0;
    for (size_t m = 0; m < SG_SEASON; m++) season->index[m] = keep * (mean[m] - all);
}

void sg_season_find(const double *x, size_t n, double *work, double *trust, sg_season *out)
{
    double *error = work;
    *out = (sg_season){.index = {0}};
    for (size_t i = 0; i < n; i++) trust[i] = 1;
    if (n < 2 * SG_SEASON) return;
    for (size_t i = HALF; i < n - HALF; i++) error[i] = x[i] - year_about(x, i);
    weigh(error, HALF, n - HALF, out, trust);
    average(error, trust, HALF, n - HALF, out);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < n; i++) error[i] = x[i] - line_about(x, trust, n, out, i);
        weigh(error, 0, n, out, trust);
        average(error, trust, 0, n, out);
    }
}
