/* Damped local trend of a share on the log-odds scale, filtered from binomial counts with missing months. */
#ifndef SG_FORECAST_TREND_H
#define SG_FORECAST_TREND_H

#include <stdbool.h>

/* State, all log-odds: where the share stands, its change a month, the passing luck of the sample (repeat), and what
 * the months of another source still stand off after they were linked (0 in others). */
enum { SG_LEVEL, SG_SLOPE, SG_REPEAT, SG_OFFSET, SG_STATES };

/* Zero-initialised: nothing seen yet. */
typedef struct sg_trend {
    double at[SG_STATES], cov[SG_STATES][SG_STATES];
    double binomial;   /* sampling variance of the last month with data, log-odds scale */
    double offset_var; /* of the offset before anything was seen of it; 0: the months have none */
    bool started;
} sg_trend;

/* Variances a month of the level and the slope, and the share of the slope that is left after a month (0 … 1).
 * Sampling noise is binomial variance in two parts: `fresh` of it is new every month; `repeated` stays in part, because
 * employers post the same opening again: `repeat_left` (0 … 1) of it is there a month later. */
typedef struct sg_trend_noise {
    double level_var, slope_var, damping;
    double fresh, repeated, repeat_left;
} sg_trend_noise;

/* The same for every series and source, never fitted to one (METHOD.md says how they were found). */
extern const sg_trend_noise sg_trend_shared;

double sg_logistic(double x);
/* Log-odds of a share from a count, half a posting added on both sides (Haldane 1956; Anscombe 1956). */
double sg_log_odds(double count, double total);

/* One month passes. */
void sg_trend_step(sg_trend *trend, const sg_trend_noise *noise);
/* The months from now on have an offset of this variance. It walks: where the variance grows it has gone on from where
 * it was, where it shrinks it comes nearer to 0 (a Brownian motion, seen from either end); at 0 it is gone. */
void sg_trend_offset(sg_trend *trend, double variance);
/* Variance of level and offset together: of what the months show, but for their luck. */
double sg_trend_shown_var(const sg_trend *trend);
/* A count of a known total (> 0) is seen. The posterior mode of level + repeat + offset is found by Newton's method and
 * the count is then taken as a normal observation of the curvature there.
 * Source: Fahrmeir 1992, posterior mode filtering, with one iterated step; Durbin & Koopman 2012, §10.6. */
void sg_trend_see(sg_trend *trend, const sg_trend_noise *noise, double count, double total);

#endif
