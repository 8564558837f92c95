#include "outlook/outlook_judge.h"

#include "outlook/emerging.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* A change under a tenth is none. */
static const double FLAT = 1.1;
/* Standard deviations by which a skill must stand above what it was: over a thousand skills are looked at together. */
static const double NEW_DEVIATIONS = 3.3;
enum { NEW_COUNT_MIN = 5, NEW_MONTHS = 24 };
/* New, and not merely grown: it had less than this share before, and has this many times more now. */
static const double NEW_BEFORE_MAX = .005, NEW_TIMES = 5;

static double log_odds(double share)
{
    return log(share / (1 - share));
}

void sg_share_interval(double count, double total, double deviations, double *lo, double *hi)
{
    double p = count / total, zz = deviations * deviations / total;
    double middle = (p + zz / 2) / (1 + zz);
    double half = deviations * sqrt(p * (1 - p) / total + zz / (4 * total)) / (1 + zz);
    *lo = fmax(0, middle - half);
    *hi = fmin(1, middle + half);
}

double sg_forecast_chance_above(const sg_forecast_point *at, double x)
{
    if (x >= 1) return 0;
    if (x <= 0) return 1;
    double middle = log_odds(at->mean), away = log_odds(x) - middle;
    double reach = away > 0 ? log_odds(at->hi80) - middle : middle - log_odds(at->lo80);
    return gsl_cdf_ugaussian_Q(away / (reach / gsl_cdf_ugaussian_Pinv(.9)));
}

void sg_outlook_judge(sg_outlook *o, size_t step24)
{
    double level = o->basis.level;
    o->p_gain = sg_forecast_chance_above(&o->at24, level);
    o->p_loss = 1 - o->p_gain;
    o->demand_growth = pow(o->at24.mean / level, 12 / (double)step24) - 1;
}

void sg_outlook_judge_stage(sg_outlook *o, double common)
{
    /* What was counted and what the filter makes of it differ by sampling noise: a change must be one against both. */
    double level = o->basis.level, counted = o->now > 0 ? o->now : level;
    o->p_rising = sg_forecast_chance_above(&o->at24, fmax(level, counted) * common * FLAT);
    o->p_falling = 1 - sg_forecast_chance_above(&o->at24, fmin(level, counted) * common / FLAT);
    o->p_flat = 1 - o->p_rising - o->p_falling;
    o->stage_p = fmax(o->p_flat, fmax(o->p_rising, o->p_falling));
    if (o->stage_p < .5)
        o->stage = SG_STAGE_UNCLEAR;
    else if (o->stage_p == o->p_rising)
        o->stage = SG_STAGE_RISING;
    else
        o->stage = o->stage_p == o->p_falling ? SG_STAGE_FALLING : SG_STAGE_FLAT;
}

void sg_outlook_judge_new(sg_outlook *o, bool gap, sg_month end)
{
    double lo, hi, unused;
    o->stage = SG_STAGE_UNCLEAR;
    o->stage_p = 0;
    if (o->now_count < NEW_COUNT_MIN) return;
    if (!gap || !(o->before_total > 0)) {
        if (end - o->first_seen >= NEW_MONTHS) return;
        o->stage = SG_STAGE_NEW;
        o->stage_p = 1;
        return;
    }
    sg_share_interval(o->now_count, o->now_total, NEW_DEVIATIONS / sqrt(2), &lo, &unused);
    sg_share_interval(o->before_count, o->before_total, NEW_DEVIATIONS / sqrt(2), &unused, &hi);
    bool rare = o->before_count < NEW_BEFORE_MAX * o->before_total;
    bool grown = o->now_count * o->before_total > NEW_TIMES * o->before_count * o->now_total;
    if (!(lo > hi && rare && grown)) return;
    o->stage = SG_STAGE_NEW;
    o->stage_p = 1 - sg_emerging_p_value(o, 0, 1);
}

const char *sg_stage_name(sg_stage stage)
{
    static const char *const names[] = {"new", "rising", "flat", "falling", "unclear"};
    return names[stage];
}

const char *sg_supply_name(sg_supply supply)
{
    static const char *const names[] = {"demand side only", "demand outgrows supply", "in step", "supply catches up",
                                        "saturating"};
    return names[supply];
}

const char *sg_outlook_confidence(const sg_outlook *o)
{
    if (!o->has_forecast) return "low: no forecast";
    if (o->now_count < 10) return "low: under 10 postings name it now";
    if (o->basis.months < 48) return "low: under four years of data";
    double ratio = o->at24.hi80 / o->at24.lo80;
    if (ratio > 4) return "low: the interval's ends are over 4 times apart";
    if (o->mentions_disagree) return "medium: shares of postings and of mentions disagree";
    if (o->now_count < 50) return "medium: under 50 postings name it now";
    if (ratio > 2) return "medium: the interval's ends are over 2 times apart";
    return "high: many postings, long history, narrow interval";
}
