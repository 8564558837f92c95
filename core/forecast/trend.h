/* Damped local trend of a share on the log-odds scale, filtered from binomial counts with missing months. */
#ifndef SG_FORECAST_TREND_H
#define SG_FORECAST_TREND_H

#include <stdbool.h>

/* level, slope: log-odds, log-odds a month; p11, p12, p22: their covariance. Zero-initialised: nothing seen yet. */
typedef struct sg_trend {
    double level, slope, p11, p12, p22;
    bool started;
} sg_trend;

/* Variances a month of the level and the slope, and the share of the slope that is left after a month (0 … 1). */
typedef struct sg_trend_noise {
    double level_var, slope_var, damping;
} sg_trend_noise;

/* The same for every series: chosen on the origins up to 2019 of the demand benchmark, never per series. */
extern const sg_trend_noise sg_trend_shared;

double sg_logistic(double x);
/* Log-odds of a share from a count, half a posting added on both sides (Haldane 1956; Anscombe 1956). */
double sg_log_odds(double count, double total);

/* One month passes. */
void sg_trend_step(sg_trend *trend, const sg_trend_noise *noise);
/* A count of a known total (> 0) is seen; extra_var is noise beyond the binomial, log-odds scale. The level's posterior
 * mode is found by Newton's method and the count is then taken as a normal observation of the curvature there.
 * Source: Fahrmeir 1992, posterior mode filtering, with one iterated step; Durbin & Koopman 2012, §10.6. */
void sg_trend_see(sg_trend *trend, const sg_trend_noise *noise, double count, double total, double extra_var);

#endif
