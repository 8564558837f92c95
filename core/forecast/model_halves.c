/* The theta model on means of half-years: what a year's noise hides from month to month shows there. Between the
 * middles of two half-years the forecast goes in a line. Source: temporal aggregation, Nikolopoulos et al. 2011. */
#include "forecast/model.h"

enum { MONTHS = 6, HALVES_MAX = 40, AHEAD_MAX = SG_FORECAST_HORIZON_MAX / MONTHS + 1 };

/* Means of the last half-years that end with x[n - 1]. */
static size_t halve(const double *x, size_t n, double *out)
{
    size_t with = n / MONTHS < HALVES_MAX ? n / MONTHS : HALVES_MAX;
    for (size_t i = 0; i < with; i++) {
        const double *from = x + n - (with - i) * MONTHS;
        out[i] = 0;
        for (size_t k = 0; k < MONTHS; k++) out[i] += from[k] / MONTHS;
    }
    return with;
}

static void fit(const double *x, size_t n, double parameters[static SG_MODEL_PARAMETERS])
{
    double halves[HALVES_MAX];
    size_t with = halve(x, n, halves);
    sg_model_theta.fit(halves, with, parameters);
}

static void forecast(const double *x, size_t n, const double parameters[static SG_MODEL_PARAMETERS], size_t horizon,
                     double *out)
{
    double halves[HALVES_MAX], ahead[AHEAD_MAX];
    size_t with = halve(x, n, halves);
    sg_model_theta.forecast(halves, with, parameters, AHEAD_MAX, ahead);
    for (size_t h = 0; h < horizon; h++) {
        size_t past = (2 * h + 1 + MONTHS) / (2 * MONTHS); /* middles that lie behind */
        double part = ((double)h + .5) / MONTHS + .5 - (double)past;
        double before = past == 0 ? halves[with - 1] : ahead[past - 1];
        out[h] = before + part * (ahead[past] - before);
    }
}

const sg_value_model sg_model_halves = {
    .name = "theta of half-years", .logs = true, .months_min = 24, .fit = fit, .forecast = forecast};
