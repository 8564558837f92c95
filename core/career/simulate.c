#include "career/simulate.h"

#include "base/mem.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

/* Every run has the same number of draws, each for one purpose, so that a changed assumption meets the same luck. */
enum {
    DRAW_PAY,
    DRAW_CHANCE,
    DRAW_WAIT,
    DRAW_PROBATION,
    DRAW_PROMOTION,
    PROMOTIONS_MAX = 10,
    DRAWS = DRAW_PROMOTION + PROMOTIONS_MAX
};

struct sg_luck {
    size_t runs;
    double draws[]; /* runs × SG_PATHS_MAX × DRAWS */
};

sg_luck *sg_luck_alloc(size_t runs, uint64_t seed)
{
    size_t rows = runs * SG_PATHS_MAX;
    sg_luck *luck = sg_alloc(sizeof *luck + rows * DRAWS * sizeof(double));
    gsl_rng *rng = luck ? gsl_rng_alloc(gsl_rng_mt19937) : NULL;
    if (!rng) {
        sg_free(luck);
        return NULL;
    }
    gsl_rng_set(rng, (unsigned long)(seed & 0xFFFFFFFFu));
    luck->runs = runs;
    for (size_t i = 0; i < rows; i++) {
        double *draws = luck->draws + i * DRAWS;
        draws[DRAW_PAY] = gsl_ran_ugaussian_ratio_method(rng);
        draws[DRAW_CHANCE] = gsl_rng_uniform(rng);
        draws[DRAW_WAIT] = gsl_ran_exponential(rng, 1);
        draws[DRAW_PROBATION] = gsl_rng_uniform(rng);
        for (size_t k = 0; k < PROMOTIONS_MAX; k++) draws[DRAW_PROMOTION + k] = gsl_ran_exponential(rng, 1);
    }
    gsl_rng_free(rng);
    return luck;
}

void sg_luck_free(sg_luck *luck)
{
    sg_free(luck);
}

static const double *draws_of(const sg_luck *luck, const sg_path *path, size_t run)
{
    return luck->draws + (run * SG_PATHS_MAX + path->stream % SG_PATHS_MAX) * DRAWS;
}

/* Worth today of a job held from `start` to `end` (years from now). */
static double job_value(const sg_path *path, const double *draws, const sg_annuity *annuity, double start, double end)
{
    double pay = path->pay * (path->pay_sd > 0 ? exp(path->pay_sd * draws[DRAW_PAY]) : 1);
    double intensity = path->promotion > 0 ? -log1p(-path->promotion) : 0;
    size_t promotions = 0;
    double promoted = intensity > 0 ? start + draws[DRAW_PROMOTION] / intensity : INFINITY;
    double value = 0, now = start, before = sg_annuity_value(annuity, start);
    for (int year = 1; now < end;) {
        double grown = start + year, until = grown < promoted ? grown : promoted;
        if (until > end) until = end;
        double after = sg_annuity_value(annuity, until);
        value += pay * (after - before);
        before = after;
        now = until;
        if (now >= end) break;
        if (promoted <= grown) {
            pay *= 1 + path->raise;
            promotions++;
            promoted =
                promotions < PROMOTIONS_MAX ? promoted + draws[DRAW_PROMOTION + promotions] / intensity : INFINITY;
        } else {
            pay *= 1 + path->growth;
            year++;
        }
    }
    return value;
}

/* After a failed probation: a search without pay, then pay as staying began. */
static double after_probation(const sg_decision *d, const sg_path *path, const sg_annuity *annuity, double end)
{
    double again = end + path->search_months / 12;
    if (again >= d->years) return 0;
    return d->paths[0].pay * (sg_annuity_value(annuity, d->years) - sg_annuity_value(annuity, again));
}

sg_run_value sg_simulate(const sg_decision *d, const sg_annuity *annuity, const sg_luck *luck, size_t index, size_t run)
{
    const sg_path *path = &d->paths[index], *stay = &d->paths[0];
    const double *draws = draws_of(luck, path, run), *stay_draws = draws_of(luck, stay, run);
    if (index == 0) return (sg_run_value){job_value(stay, stay_draws, annuity, 0, d->years), -1};
    double months = path->delay_months + (path->wait_months > 0 ? path->wait_months * draws[DRAW_WAIT] : 0);
    double start = months / 12;
    bool comes = draws[DRAW_CHANCE] < path->chance && start < d->years;
    if (!comes) return (sg_run_value){job_value(stay, stay_draws, annuity, 0, d->years), -1};

    double value = start > 0 ? job_value(stay, stay_draws, annuity, 0, start) : 0;
    value += (path->signing - path->cost - path->forfeit) * sg_discount(d->discount, start);
    double end = start + path->probation_months / 12;
    if (draws[DRAW_PROBATION] < path->probation && end < d->years) {
        value += job_value(path, draws, annuity, start, end);
        value += after_probation(d, path, annuity, end);
    } else {
        value += job_value(path, draws, annuity, start, d->years);
    }
    return (sg_run_value){value, months};
}

bool sg_decision_random(const sg_decision *d)
{
    for (size_t i = 0; i < d->n; i++) {
        const sg_path *p = &d->paths[i];
        bool certain = p->pay_sd == 0 && p->promotion == 0;
        if (i && (p->chance < 1 || p->wait_months > 0 || p->probation > 0)) certain = false;
        if (!certain) return true;
    }
    return false;
}
