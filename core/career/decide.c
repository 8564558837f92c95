#include "career/decide.h"

#include "base/mem.h"
#include "career/simulate.h"
#include "report/doc.h"

#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stddef.h>

/* Below this no one is paid by the year in any currency: it was meant in thousands. */
enum { YEARLY_LEAST = 1000 };

sg_status sg_pays_alike(const sg_pay_from *pays, size_t n, sg_error *err)
{
    const sg_pay_from *least = NULL, *most = NULL;
    char low[64], high[64];
    for (size_t i = 0; i < n; i++) {
        if (!(pays[i].pay > 0)) continue;
        if (!least || pays[i].pay < least->pay) least = &pays[i];
        if (!most || pays[i].pay > most->pay) most = &pays[i];
    }
    if (!least || most->pay < SG_PAYS_APART * least->pay) return SG_OK;
    sg_v_print(sg_v_count(least->pay), low, sizeof low);
    sg_v_print(sg_v_count(most->pay), high, sizeof high);
    if (least->pay >= YEARLY_LEAST)
        return sg_fail(err, SG_EUSAGE, "%s: %s a year beside %s (%s); is a k or an m missing, or one too many?",
                       least->from, low, high, most->from);
    return sg_fail(err, SG_EUSAGE, "%s: %s a year beside %s (%s); is %.6gk meant?", least->from, low, high, most->from,
                   least->pay);
}

typedef struct bound {
    const char *name;
    size_t offset;
    double lo, hi;
} bound;

static const bound bounds[] = {
    {"pay", offsetof(sg_path, pay), 1e-9, 1e12},
    {"spread of pay", offsetof(sg_path, pay_sd), 0, 2},
    {"growth", offsetof(sg_path, growth), -0.9, 2},
    {"promotion chance", offsetof(sg_path, promotion), 0, 0.99},
    {"promotion raise", offsetof(sg_path, raise), -0.9, 5},
    {"chance", offsetof(sg_path, chance), 0, 1},
    {"delay", offsetof(sg_path, delay_months), 0, 600},
    {"wait", offsetof(sg_path, wait_months), 0, 600},
    {"cost", offsetof(sg_path, cost), -1e12, 1e12},
    {"forfeit", offsetof(sg_path, forfeit), -1e12, 1e12},
    {"signing payment", offsetof(sg_path, signing), -1e12, 1e12},
    {"probation chance", offsetof(sg_path, probation), 0, 1},
    {"probation months", offsetof(sg_path, probation_months), 0, 600},
    {"search months", offsetof(sg_path, search_months), 0, 600},
};

sg_status sg_decision_check(const sg_decision *d, sg_error *err)
{
    if (d->n < 1 || d->n > SG_PATHS_MAX)
        return sg_fail(err, SG_EUSAGE, "1 to %d ways are compared, found %zu", SG_PATHS_MAX, d->n);
    if (!(d->years >= 1.0 / 12 && d->years <= 50))
        return sg_fail(err, SG_EUSAGE, "years: expected 1/12 to 50, found %g", d->years);
    if (!(d->discount > -0.5 && d->discount <= 2))
        return sg_fail(err, SG_EUSAGE, "discount: expected -50%% to 200%%, found %g", d->discount);
    for (size_t i = 0; i < d->n; i++)
        for (size_t k = 0; k < sizeof bounds / sizeof *bounds; k++) {
            double value = *(const double *)(const void *)((const char *)&d->paths[i] + bounds[k].offset);
            if (!(value >= bounds[k].lo && value <= bounds[k].hi))
                return sg_fail(err, SG_EUSAGE, "%s, %s: expected %g to %g, found %g", d->paths[i].name, bounds[k].name,
                               bounds[k].lo, bounds[k].hi, value);
        }
    return SG_OK;
}

void sg_stay_values(const sg_decision *d, const sg_luck *luck, size_t runs, double *out)
{
    sg_annuity annuity;
    sg_annuity_init(&annuity, d->discount, d->continuous);
    for (size_t run = 0; run < runs; run++) out[run] = sg_simulate(d, &annuity, luck, 0, run).value;
}

double sg_mean_gain(const sg_decision *d, const sg_luck *luck, size_t runs, size_t path, const double *stay)
{
    sg_annuity annuity;
    sg_annuity_init(&annuity, d->discount, d->continuous);
    double sum = 0;
    for (size_t run = 0; run < runs; run++)
        sum += sg_simulate(d, &annuity, luck, path, run).value -
               (stay ? stay[run] : sg_simulate(d, &annuity, luck, 0, run).value);
    return sum / (double)runs;
}

/* The mean gain is linear in the path's pay: two values give the pay at which it is nought. */
static double break_even(const sg_decision *d, const sg_luck *luck, size_t runs, size_t path)
{
    sg_decision variant = *d;
    double pay = d->paths[path].pay, gain = sg_mean_gain(d, luck, runs, path, NULL);
    variant.paths[path].pay = pay * 2;
    double slope = (sg_mean_gain(&variant, luck, runs, path, NULL) - gain) / pay;
    return slope > 1e-9 ? pay - gain / slope : (double)NAN;
}

/* First month from which the gain so far is not negative. */
static double pays_back(const sg_decision *d, const sg_luck *luck, size_t runs, size_t path)
{
    sg_decision variant = *d;
    int lo = 0, hi = (int)ceil(d->years * 12);
    if (sg_mean_gain(d, luck, runs, path, NULL) < 0) return (double)NAN;
    while (hi - lo > 1) {
        int middle = (lo + hi) / 2;
        variant.years = middle / 12.0;
        if (sg_mean_gain(&variant, luck, runs, path, NULL) < 0)
            lo = middle;
        else
            hi = middle;
    }
    return hi;
}

/* values, gains: runs each, of this path; sorted here. */
static void summarise(const sg_decision *d, const sg_luck *luck, size_t runs, size_t path, double *values,
                      double *gains, sg_path_result *out)
{
    sg_annuity annuity;
    sg_annuity_init(&annuity, d->discount, d->continuous);
    size_t ahead = 0, behind = 0, started = 0;
    double months = 0;
    for (size_t run = 0; run < runs; run++) {
        sg_run_value own = sg_simulate(d, &annuity, luck, path, run), stay = sg_simulate(d, &annuity, luck, 0, run);
        values[run] = own.value;
        gains[run] = own.value - stay.value;
        ahead += gains[run] > 0;
        behind += gains[run] < 0;
        started += own.months >= 0;
        months += own.months >= 0 ? own.months : 0;
    }
    out->mean = gsl_stats_mean(values, 1, runs);
    out->gain = gsl_stats_mean(gains, 1, runs);
    gsl_sort(values, 1, runs);
    gsl_sort(gains, 1, runs);
    out->p10 = gsl_stats_quantile_from_sorted_data(values, 1, runs, .1);
    out->p50 = gsl_stats_quantile_from_sorted_data(values, 1, runs, .5);
    out->p90 = gsl_stats_quantile_from_sorted_data(values, 1, runs, .9);
    out->gain_p10 = gsl_stats_quantile_from_sorted_data(gains, 1, runs, .1);
    out->gain_p90 = gsl_stats_quantile_from_sorted_data(gains, 1, runs, .9);
    out->ahead = (double)ahead / (double)runs;
    out->behind = (double)behind / (double)runs;
    out->started = (double)started / (double)runs;
    out->start_months = started ? months / (double)started : (double)NAN;
}

size_t sg_decision_runs(const sg_decision *d, size_t most)
{
    size_t runs = d->runs ? d->runs : SG_DECIDE_RUNS;
    if (!sg_decision_random(d)) return 1;
    return runs < most ? runs : most;
}

sg_status sg_decide(const sg_decision *d, sg_decision_result *out, sg_error *err)
{
    sg_status status = sg_decision_check(d, err);
    if (status != SG_OK) return status;
    size_t runs = sg_decision_runs(d, 10000000);
    sg_decision_result result = {.runs = runs};
    sg_luck *luck = sg_luck_alloc(runs, d->seed);
    double *values = sg_alloc(runs * sizeof *values), *gains = sg_alloc(runs * sizeof *gains);
    if (!luck || !values || !gains) {
        status = sg_fail(err, SG_EFAIL, "no memory for %zu runs", runs);
        goto cleanup;
    }
    for (size_t i = 0; i < d->n; i++) {
        summarise(d, luck, runs, i, values, gains, &result.paths[i]);
        result.paths[i].break_even = i ? break_even(d, luck, runs, i) : (double)NAN;
        result.paths[i].pays_back_months = i ? pays_back(d, luck, runs, i) : (double)NAN;
    }
    *out = result;
cleanup:
    sg_free(values);
    sg_free(gains);
    sg_luck_free(luck);
    return status;
}

sg_status sg_decide_gains(const sg_decision *d, size_t path, double **out, size_t *n, sg_error *err)
{
    sg_status status = sg_decision_check(d, err);
    if (status != SG_OK) return status;
    size_t runs = sg_decision_runs(d, 10000000);
    sg_annuity annuity;
    sg_luck *luck = sg_luck_alloc(runs, d->seed);
    double *gains = sg_alloc(runs * sizeof *gains);
    if (luck && gains) {
        sg_annuity_init(&annuity, d->discount, d->continuous);
        sg_stay_values(d, luck, runs, gains);
        for (size_t run = 0; run < runs; run++)
            gains[run] = sg_simulate(d, &annuity, luck, path, run).value - gains[run];
        gsl_sort(gains, 1, runs);
        *out = gains;
        *n = runs;
        gains = NULL;
    } else {
        status = sg_fail(err, SG_EFAIL, "no memory for %zu runs", runs);
    }
    sg_free(gains);
    sg_luck_free(luck);
    return status;
}
