#include "outlook/emerging_chance.h"

#include "forecast/trend.h"

#include <math.h>

enum { NOW_MONTHS = 6, BEFORE_MONTHS = 24 };
/* Of the filter whose level and slope the weights were learnt with. */
static const sg_trend_noise noise = {.level_var = .004, .slope_var = 1.5e-5, .damping = .95, .fresh = 1};
/* Log-odds variance of what neither the filter nor the binomial explains. */
static const double UNEXPLAINED = .05;

const double sg_emerging_weights[SG_SIGNS] = {
    [SG_SIGN_ONE] = -.887,    [SG_SIGN_REACH] = -.918,   [SG_SIGN_DEVIATION] = -1.342,
    [SG_SIGN_RECENT] = -.223, [SG_SIGN_CARRIED] = -2.24, [SG_SIGN_RARE] = 2.032,
    [SG_SIGN_YOUNG] = 1.883,  [SG_SIGN_UNSEEN] = 1.408,  [SG_SIGN_BROAD] = .75};

typedef struct history {
    sg_trend trend;
    double count, total; /* of all months with data */
} history;

/* A rise by more than this (log-odds; some twentyfold) says no more. */
static const double YOUNG_MAX = 3;

/* Part of the two years before now in which the skill could be seen. */
static double seen_before(const sg_demand *d, const sg_outlook *o, sg_month now_first)
{
    double with = 0;
    sg_month now = now_first - d->month0;
    for (sg_month i = now - BEFORE_MONTHS; i < now; i++)
        with += i >= 0 && d->cells[o->skill * d->n + (size_t)i].total > 0;
    return with / BEFORE_MONTHS;
}

/* Months of one linked stretch share their offset: its variance enters where the stretch begins and ends. */
static history follow(const sg_demand *d, uint32_t skill)
{
    history h = {0};
    double extra = 0;
    for (size_t i = 0; i < d->n; i++) {
        const sg_demand_month *c = &d->cells[skill * d->n + i];
        sg_trend_step(&h.trend, &noise);
        if (!(c->total > 0)) continue;
        if (h.trend.started) h.trend.cov[SG_LEVEL][SG_LEVEL] += fabs(c->extra_var - extra);
        extra = c->extra_var;
        sg_trend_see(&h.trend, &noise, fmin(c->count, c->total), c->total);
        h.count += fmin(c->count, c->total);
        h.total += c->total;
    }
    return h;
}

static double odds_of(double share)
{
    return log(share / (1 - share));
}

void sg_emerging_signs(const sg_demand *demand, sg_month now_first, const sg_outlook *o, const sg_emerging_rule *rule,
                       double out[static SG_SIGNS])
{
    history h = follow(demand, o->skill);
    double d = noise.damping, months = (double)rule->months;
    double now = (o->now_count + .5) / (o->now_total + 1);
    double carried = h.trend.at[SG_SLOPE] * d * (1 - pow(d, months)) / (1 - d);
    double postings = o->now_total * NOW_MONTHS / (double)o->now_months;
    double var =
        .3 * (h.trend.cov[SG_LEVEL][SG_LEVEL] + months * noise.level_var) + 1.25 / (postings * now * (1 - now));
    double reach = odds_of(fmin(sg_emerging_gain(o->now, rule), .999)) - h.trend.at[SG_LEVEL] - carried;
    double young = fmax(-YOUNG_MAX, fmin(YOUNG_MAX, odds_of(now) - sg_log_odds(h.count, h.total)));
    double seen = seen_before(demand, o, now_first);
    out[SG_SIGN_ONE] = 1;
    out[SG_SIGN_REACH] = reach;
    out[SG_SIGN_DEVIATION] = reach / sqrt(var + UNEXPLAINED);
    out[SG_SIGN_RECENT] = odds_of(now) - h.trend.at[SG_LEVEL];
    out[SG_SIGN_CARRIED] = carried;
    out[SG_SIGN_RARE] = 1 / sqrt(o->now_count + .5);
    out[SG_SIGN_YOUNG] = young * seen;
    out[SG_SIGN_UNSEEN] = young * (1 - seen);
    out[SG_SIGN_BROAD] = -log(o->design);
}

double sg_emerging_chance(const double signs[static SG_SIGNS], const double weights[static SG_SIGNS])
{
    double sum = 0;
    for (int k = 0; k < SG_SIGNS; k++) sum += weights[k] * signs[k];
    return sg_logistic(sum);
}
