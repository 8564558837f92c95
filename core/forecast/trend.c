#include "forecast/trend.h"

#include <math.h>

const sg_trend_noise sg_trend_shared = {.level_var = .004, .slope_var = 1.5e-5, .damping = .95};

/* Wide against any share: one standard deviation is a factor of e on the odds. */
static const double START_VAR = 1;

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
    double d = noise->damping;
    t->slope *= d;
    t->level += t->slope;
    t->p11 += 2 * d * t->p12 + d * d * t->p22 + noise->level_var;
    t->p12 = d * t->p12 + d * d * t->p22;
    t->p22 = d * d * t->p22 + noise->slope_var;
}

/* Mode of binomial(count | total, η) × normal(η | mean, var): the log density is concave, so damped steps arrive. */
static double posterior_mode(double mean, double var, double count, double total)
{
    double eta = mean;
    for (int i = 0; i < 30; i++) {
        double p = sg_logistic(eta);
        double step = (count - total * p - (eta - mean) / var) / (total * p * (1 - p) + 1 / var);
        eta += fmax(-1, fmin(1, step));
        if (fabs(step) < 1e-10) break;
    }
    return eta;
}

void sg_trend_see(sg_trend *t, const sg_trend_noise *noise, double count, double total, double extra_var)
{
    if (!t->started) {
        double d = noise->damping;
        *t = (sg_trend){.level = sg_log_odds(count, total), .p11 = START_VAR, .p22 = noise->slope_var / (1 - d * d)};
        t->started = true;
    }
    double eta = posterior_mode(t->level, t->p11 + extra_var, count, total);
    double p = sg_logistic(eta), weight = total * p * (1 - p);
    double seen = eta + (count - total * p) / weight;
    double var = t->p11 + 1 / weight + extra_var;
    double k1 = t->p11 / var, k2 = t->p12 / var, surprise = seen - t->level;
    t->level += k1 * surprise;
    t->slope += k2 * surprise;
    t->p22 -= k2 * t->p12;
    t->p12 *= 1 - k1;
    t->p11 *= 1 - k1;
}
