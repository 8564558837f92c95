#include "forecast/trend.h"

#include <math.h>

const sg_trend_noise sg_trend_shared = {
    .level_var = .0015, .slope_var = 1.5e-5, .damping = .95, .fresh = .6, .repeated = .38, .repeat_left = .68};

/* Wide against any share: one standard deviation is a factor of e on the odds. */
static const double START_VAR = 1;
/* Expected postings below which the sampling variance grows no more: of no postings there is no curvature. */
static const double EXPECTED_MIN = .5;

double sg_logistic(double x)
{
    return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

double sg_log_odds(double count, double total)
{
    return log((count + .5) / (total - count + .5));
}

void sg_trend_step(sg_trend *t, const sg_trend_noise *noise)
{
    if (!t->started) return;
    double d = noise->damping, r = noise->repeat_left;
    double(*c)[SG_STATES] = t->cov;
    t->at[SG_SLOPE] *= d;
    t->at[SG_LEVEL] += t->at[SG_SLOPE];
    t->at[SG_REPEAT] *= r;
    double level = c[0][0] + 2 * d * c[0][1] + d * d * c[1][1] + noise->level_var;
    double both = d * c[0][1] + d * d * c[1][1];
    double level_repeat = r * (c[0][2] + d * c[1][2]), slope_repeat = r * d * c[1][2];
    c[0][0] = level;
    c[0][1] = c[1][0] = both;
    c[1][1] = d * d * c[1][1] + noise->slope_var;
    c[0][2] = c[2][0] = level_repeat;
    c[1][2] = c[2][1] = slope_repeat;
    c[2][2] = r * r * c[2][2] + (1 - r * r) * noise->repeated * t->binomial;
}

/* Mode of binomial(count | total, η)^(1 / fresh) × normal(η | mean, var): the log density is concave, so damped steps
 * arrive. */
static double posterior_mode(double mean, double var, double count, double total, double fresh)
{
    double eta = mean;
    for (int i = 0; i < 30; i++) {
        double p = sg_logistic(eta);
        double step = ((count - total * p) / fresh - (eta - mean) / var) / (total * p * (1 - p) / fresh + 1 / var);
        eta += fmax(-1, fmin(1, step));
        if (fabs(step) < 1e-10) break;
    }
    return eta;
}

static void start(sg_trend *t, const sg_trend_noise *noise, double count, double total)
{
    double d = noise->damping;
    *t = (sg_trend){.at = {[SG_LEVEL] = sg_log_odds(count, total)}, .started = true};
    double p = sg_logistic(t->at[SG_LEVEL]);
    t->binomial = 1 / fmax(EXPECTED_MIN, total * p * (1 - p));
    t->cov[SG_LEVEL][SG_LEVEL] = START_VAR;
    t->cov[SG_SLOPE][SG_SLOPE] = noise->slope_var / (1 - d * d);
    t->cov[SG_REPEAT][SG_REPEAT] = noise->repeated * t->binomial;
}

void sg_trend_see(sg_trend *t, const sg_trend_noise *noise, double count, double total)
{
    if (!t->started) start(t, noise, count, total);
    double(*c)[SG_STATES] = t->cov;
    double mean = t->at[SG_LEVEL] + t->at[SG_REPEAT], var = c[0][0] + 2 * c[0][2] + c[2][2];
    double eta = posterior_mode(mean, var, count, total, noise->fresh);
    double p = sg_logistic(eta), weight = total * p * (1 - p) / noise->fresh;
    double surprise = eta + (count - total * p) / (total * p * (1 - p)) - mean, gain[SG_STATES], row[SG_STATES];
    for (int i = 0; i < SG_STATES; i++) row[i] = c[i][0] + c[i][2];
    for (int i = 0; i < SG_STATES; i++) gain[i] = row[i] / (var + 1 / weight);
    for (int i = 0; i < SG_STATES; i++) {
        t->at[i] += gain[i] * surprise;
        for (int j = 0; j < SG_STATES; j++) c[i][j] -= gain[i] * row[j];
    }
    double level = sg_logistic(t->at[SG_LEVEL]);
    t->binomial = 1 / fmax(EXPECTED_MIN, total * level * (1 - level));
}
