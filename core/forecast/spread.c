#include "forecast/spread.h"

#include "base/mem.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* Bands of horizons: last step, and the step that stands for the band. */
static const struct {
    unsigned last;
    double middle;
} bands[] = {{3, 2}, {9, 6}, {18, 14}, {30, 24}, {SG_FORECAST_HORIZON_MAX, 36}};
enum { BANDS = sizeof bands / sizeof *bands, BOUNDS = 4 };

static const double chance[BOUNDS] = {.025, .1, .9, .975};
/* Before anything is seen: the quantiles, which count as one block. */
static const double PRIOR[BOUNDS] = {-2.1, -1.3, 1.3, 2.1}, PRIOR_BLOCKS = 1;
/* Blocks that the scale of the errors is taken to be known from beforehand. */
static const double SCALE_BLOCKS = 8;
/* Fewer series than this teach less than a block of origins would. */
static const double SERIES_FULL = 20;
/* How much of the past errors' median is taken out. */
static const double CENTRED = .5;

typedef struct {
    double *pool; /* standardised errors */
    size_t n, origins;
} collected;

static unsigned band_of(unsigned steps)
{
    unsigned b = 0;
    while (b + 1 < BANDS && steps > bands[b].last) b++;
    return b;
}

static void collect(const sg_lessons *lessons, size_t model, unsigned band, collected *c)
{
    uint32_t origin = 0;
    c->n = c->origins = 0;
    for (size_t i = 0; i < lessons->n; i++) {
        const sg_lesson *l = &lessons->items[i];
        if (band_of(l->steps) != band) continue;
        c->origins += c->n == 0 || l->origin != origin;
        origin = l->origin;
        c->pool[c->n++] = (l->seen - sg_lesson_centre(l, model)) / l->sd;
    }
}

/* own: the quantiles of the band before, or the prior; replaced by this band's. offsets: the bounds of this band. */
static void band_offsets(collected *c, unsigned band, size_t n_series, double own[static BOUNDS],
                         double offsets[static BOUNDS])
{
    double blocks = (double)c->origins * 3 / bands[band].middle * fmin(1, (double)n_series / SERIES_FULL);
    double freedom = SCALE_BLOCKS + blocks;
    if (c->n > 0) {
        gsl_sort(c->pool, 1, c->n);
        double median = gsl_stats_median_from_sorted_data(c->pool, 1, c->n);
        for (int k = 0; k < BOUNDS; k++) {
            double seen = gsl_stats_quantile_from_sorted_data(c->pool, 1, c->n, chance[k]) - CENTRED * median;
            own[k] = (seen * blocks + own[k] * PRIOR_BLOCKS) / (blocks + PRIOR_BLOCKS);
        }
    }
    for (int k = 0; k < BOUNDS; k++)
        offsets[k] = own[k] * gsl_cdf_tdist_Pinv(chance[k], freedom) / gsl_cdf_ugaussian_Pinv(chance[k]);
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

sg_status sg_spread_learn(const sg_lessons *lessons, size_t model, sg_spread *out, sg_error *err)
{
    collected c = {.pool = sg_zalloc(lessons->n + 1, sizeof(double))};
    double at[BOUNDS][BANDS], own[BOUNDS];
    if (!c.pool) return sg_fail(err, SG_EFAIL, "forecast: no memory for %zu past errors", lessons->n);
    for (int k = 0; k < BOUNDS; k++) own[k] = PRIOR[k];
    for (unsigned b = 0; b < BANDS; b++) {
        double offsets[BOUNDS];
        collect(lessons, model, b, &c);
        band_offsets(&c, b, lessons->series, own, offsets);
        for (int k = 0; k < BOUNDS; k++) at[k][b] = offsets[k];
    }
    for (int h = 0; h <= SG_FORECAST_HORIZON_MAX; h++) {
        out->lo80[h] = fmin(0, between(at[1], h));
        out->hi80[h] = fmax(0, between(at[2], h));
        out->lo95[h] = fmin(between(at[0], h), out->lo80[h]);
        out->hi95[h] = fmax(between(at[3], h), out->hi80[h]);
    }
    sg_free(c.pool);
    return SG_OK;
}
