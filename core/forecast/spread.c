#include "forecast/spread.h"

#include "base/mem.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* Bands of horizons: last step, the step that stands for the band, and how many of a lesson's horizons it holds. */
static const struct {
    unsigned last;
    double middle, horizons;
} bands[] = {{3, 2, 3}, {9, 6, 3}, {18, 14, 4}, {30, 24, 3}, {SG_FORECAST_HORIZON_MAX, 36, 1}};
enum { BANDS = sizeof bands / sizeof *bands, BOUNDS = 4 };

static const double chance[BOUNDS] = {.025, .1, .9, .975};
/* Before anything is seen: quantiles of one series' error, standard deviation of the common one. */
static const double PRIOR_OWN[BOUNDS] = {-2, -1.25, 1.25, 2}, PRIOR_COMMON = .35;
/* Blocks that the priors of the common error and of the quantiles count for. */
static const double BLOCKS_COMMON = 4, BLOCKS_OWN = 1;
/* Fewer series than this teach less than a block of origins would. */
static const double SERIES_FULL = 20;
/* A common error is one of several series: this many series halve it. */
static const double SERIES_COMMON = 5;

typedef struct {
    double *pool, *group; /* errors about the common one, errors of one origin */
    size_t n;             /* in the pool */
    double common;        /* Σ of squared common errors */
    size_t origins;
} collected;

static unsigned band_of(unsigned steps)
{
    unsigned b = 0;
    while (b + 1 < BANDS && steps > bands[b].last) b++;
    return b;
}

/* Ends the errors of one origin: takes the median out of them. each: errors that one series has among them, about. */
static void close_origin(collected *c, size_t n, double each)
{
    if (n == 0) return;
    gsl_sort(c->group, 1, n);
    double series = (double)n / each;
    double median = gsl_stats_median_from_sorted_data(c->group, 1, n) * series / (series + SERIES_COMMON);
    for (size_t i = 0; i < n; i++) c->pool[c->n++] = c->group[i] - median;
    c->common += median * median;
    c->origins++;
}

static void collect(const sg_lessons *lessons, sg_centre centre, unsigned band, collected *c)
{
    size_t in_group = 0;
    c->n = c->origins = 0;
    c->common = 0;
    for (size_t i = 0; i < lessons->n; i++) {
        const sg_lesson *l = &lessons->items[i];
        if (i > 0 && l->origin != lessons->items[i - 1].origin) {
            close_origin(c, in_group, bands[band].horizons);
            in_group = 0;
        }
        if (band_of(l->steps) == band) c->group[in_group++] = (l->seen - sg_lesson_centre(l, centre)) / l->sd;
    }
    close_origin(c, in_group, bands[band].horizons);
}

/* own, common: the band before, or the priors; replaced by this band's. offsets: the bounds of this band. */
static void band_offsets(collected *c, unsigned band, size_t n_series, double own[static BOUNDS], double *common,
                         double offsets[static BOUNDS])
{
    double blocks = (double)c->origins * 3 / bands[band].middle * fmin(1, (double)n_series / SERIES_FULL);
    double freedom = BLOCKS_COMMON + blocks;
    if (c->n > 0) {
        gsl_sort(c->pool, 1, c->n);
        for (int k = 0; k < BOUNDS; k++) {
            double seen = gsl_stats_quantile_from_sorted_data(c->pool, 1, c->n, chance[k]);
            own[k] = (seen * blocks + own[k] * BLOCKS_OWN) / (blocks + BLOCKS_OWN);
        }
        *common = sqrt((BLOCKS_COMMON * *common * *common + blocks * c->common / (double)c->origins) / freedom);
    }
    for (int k = 0; k < BOUNDS; k++) {
        double normal = gsl_cdf_ugaussian_Pinv(chance[k]), student = gsl_cdf_tdist_Pinv(chance[k], freedom);
        offsets[k] = copysign(hypot(own[k] * student / normal, *common * student), normal);
    }
}

/* Between the middles of two bands the offset changes linearly with the horizon. */
static double between(double at[static BANDS], double steps)
{
    for (unsigned b = 0; b + 1 < BANDS; b++)
        if (steps <= bands[b + 1].middle) {
            double part = (steps - bands[b].middle) / (bands[b + 1].middle - bands[b].middle);
            return at[b] + fmax(0, part) * (at[b + 1] - at[b]);
        }
    return at[BANDS - 1];
}

sg_status sg_spread_learn(const sg_lessons *lessons, sg_centre centre, sg_spread *out, sg_error *err)
{
    collected c = {.pool = sg_zalloc(lessons->n + 1, sizeof(double)),
                   .group = sg_zalloc(lessons->n + 1, sizeof(double))};
    double at[BOUNDS][BANDS], own[BOUNDS], common = PRIOR_COMMON;
    sg_status status = SG_OK;
    if (!c.pool || !c.group) {
        status = sg_fail(err, SG_EFAIL, "forecast: no memory for %zu past errors", lessons->n);
        goto cleanup;
    }
    for (int k = 0; k < BOUNDS; k++) own[k] = PRIOR_OWN[k];
    for (unsigned b = 0; b < BANDS; b++) {
        double offsets[BOUNDS];
        collect(lessons, centre, b, &c);
        band_offsets(&c, b, lessons->series, own, &common, offsets);
        for (int k = 0; k < BOUNDS; k++) at[k][b] = offsets[k];
    }
    for (int h = 0; h <= SG_FORECAST_HORIZON_MAX; h++) {
        out->lo80[h] = between(at[1], h);
        out->hi80[h] = between(at[2], h);
        out->lo95[h] = fmin(between(at[0], h), out->lo80[h]);
        out->hi95[h] = fmax(between(at[3], h), out->hi80[h]);
    }
cleanup:
    sg_free(c.pool);
    sg_free(c.group);
    return status;
}
