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
    if (t->offset_var <= 0) return;
    c[0][3] = c[3][0] = c[0][3] + d * c[1][3];
    c[1][3] = c[3][1] = d * c[1][3];
    c[2][3] = c[3][2] = r * c[2][3];
}

void sg_trend_offset(sg_trend *t, double variance)
{
    double before = t->offset_var, kept = variance < before ? variance / before : 1;
    t->offset_var = variance;
    t->at[SG_OFFSET] *= kept;
    for (int i = 0; i < SG_OFFSET; i++) t->cov[i][SG_OFFSET] = t->cov[SG_OFFSET][i] = kept * t->cov[SG_OFFSET][i];
    double walked = variance < before ? variance * (1 - kept) : variance - before;
    t->cov[SG_OFFSET][SG_OFFSET] = kept * kept * t->cov[SG_OFFSET][SG_OFFSET] + walked;
}

double sg_trend_shown_var(const sg_trend *t)
{
    return t->cov[SG_LEVEL][SG_LEVEL] + 2 * t->cov[SG_LEVEL][SG_OFFSET] + t->cov[SG_OFFSET][SG_OFFSET];
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
    double offset_var = t->offset_var;
    *t = (sg_trend){.at = {[SG_LEVEL] = sg_log_odds(count, total)}, .offset_var = offset_var, .started = true};
    double p = sg_logistic(t->at[SG_LEVEL]);
    t->binomial = 1 / fmax(EXPECTED_MIN, total * p * (1 - p));
    t->cov[SG_LEVEL][SG_LEVEL] = START_VAR;
    t->cov[SG_SLOPE][SG_SLOPE] = noise->slope_var / (1 - d * d);
    t->cov[SG_REPEAT][SG_REPEAT] = noise->repeated * t->binomial;
    t->cov[SG_OFFSET][SG_OFFSET] = offset_var;
}

void sg_trend_see(sg_trend *t, const sg_trend_noise *noise, double count, double total)
{
    if (!t->started) start(t, noise, count, total);
    const int states = t->offset_var > 0 ? SG_STATES : SG_OFFSET;
    double(*c)[SG_STATES] = t->cov;
    double mean = t->at[SG_LEVEL] + t->at[SG_REPEAT] + t->at[SG_OFFSET], var = 0, gain[SG_STATES], row[SG_STATES];
    for (int i = 0; i < states; i++) {
        row[i] = c[i][SG_LEVEL] + c[i][SG_REPEAT] + c[i][SG_OFFSET];
        if (i != SG_SLOPE) var += row[i];
    }
    double eta = posterior_mode(mean, var, count, total, noise->fresh);
    double p = sg_logistic(eta), weight = total * p * (1 - p) / noise->fresh;
    double surprise = eta + (count - total * p) / (total * p * (1 - p)) - mean;
    for (int i = 0; i < states; i++) gain[i] = row[i] / (var + 1 / weight);
    for (int i = 0; i < states; i++) {
        t->at[i] += gain[i] * surprise;
        for (int j = 0; j < states; j++) c[i][j] -= gain[i] * row[j];
    }
    double level = sg_logistic(t->at[SG_LEVEL] + t->at[SG_OFFSET]);
    t->binomial = 1 / fmax(EXPECTED_MIN, total * level * (1 - level));
}
