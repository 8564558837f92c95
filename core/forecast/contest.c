#include "forecast/contest.h"

#include "base/mem.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>

enum { DRAWS = 400, SEED = 20070 };

/* Sums of errors by unit and block, numbered without holes. */
typedef struct sums {
    size_t units, blocks;
    double *error, *base; /* [unit * blocks + block] */
    uint32_t *of_unit, *of_block;
    double *unit_weight, *block_weight;
} sums;

/* Numbers those that occur from 0; of[x]: the number of x. */
static size_t number(const sg_trial *trials, size_t n, uint32_t *of, bool blocks)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) of[blocks ? trials[i].block : trials[i].unit] = 1;
    for (size_t x = 0; x < SG_TRIAL_MAX; x++)
        if (of[x]) of[x] = (uint32_t)count++;
    return count;
}

static int sums_alloc(sums *s, const sg_trial *trials, size_t n)
{
    s->of_unit = sg_zalloc(SG_TRIAL_MAX, sizeof *s->of_unit);
    s->of_block = sg_zalloc(SG_TRIAL_MAX, sizeof *s->of_block);
    if (!s->of_unit || !s->of_block) return -1;
    s->units = number(trials, n, s->of_unit, false);
    s->blocks = number(trials, n, s->of_block, true);
    s->error = sg_zalloc(s->units * s->blocks, sizeof *s->error);
    s->base = sg_zalloc(s->units * s->blocks, sizeof *s->base);
    s->unit_weight = sg_zalloc(s->units, sizeof *s->unit_weight);
    s->block_weight = sg_zalloc(s->blocks, sizeof *s->block_weight);
    return s->error && s->base && s->unit_weight && s->block_weight ? 0 : -1;
}

static void sums_release(sums *s)
{
    sg_free(s->error);
    sg_free(s->base);
    sg_free(s->of_unit);
    sg_free(s->of_block);
    sg_free(s->unit_weight);
    sg_free(s->block_weight);
}

/* How often each is drawn in n draws. */
static void draw(gsl_rng *rng, double *weights, size_t n)
{
    for (size_t i = 0; i < n; i++) weights[i] = 0;
    for (size_t i = 0; i < n; i++) weights[gsl_rng_uniform_int(rng, n)]++;
}

static double weighted_ratio(const sums *s)
{
    double error = 0, base = 0;
    for (size_t u = 0; u < s->units; u++)
        for (size_t b = 0; b < s->blocks && s->unit_weight[u] > 0; b++) {
            double w = s->unit_weight[u] * s->block_weight[b];
            error += w * s->error[u * s->blocks + b];
            base += w * s->base[u * s->blocks + b];
        }
    return base > 0 ? error / base : error > 0 ? INFINITY : 1;
}

static sg_status draw_ratios(sums *s, double ratios[static DRAWS], sg_error *err)
{
    gsl_set_error_handler_off();
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (!rng) return sg_fail(err, SG_EFAIL, "no memory to judge forecasts");
    gsl_rng_set(rng, SEED);
    for (size_t k = 0; k < DRAWS; k++) {
        draw(rng, s->unit_weight, s->units);
        draw(rng, s->block_weight, s->blocks);
        ratios[k] = weighted_ratio(s);
    }
    gsl_rng_free(rng);
    gsl_sort(ratios, 1, DRAWS);
    return SG_OK;
}

sg_contest_word sg_contest_word_of(const sg_contest *c)
{
    if (c->ratio < 1) return c->hi < 1 ? SG_CONTEST_BEATS : SG_CONTEST_AHEAD;
    return c->ratio > 1 && c->lo >= 1 ? SG_CONTEST_LOSES : SG_CONTEST_BEHIND;
}

static sg_status judge(const sg_trial *trials, size_t n, sums *s, sg_contest *c, sg_error *err)
{
    double ratios[DRAWS], error = 0, base = 0;
    if (sums_alloc(s, trials, n) != 0) return sg_fail(err, SG_EFAIL, "no memory to judge %zu forecasts", n);
    for (size_t i = 0; i < n; i++) {
        size_t at = s->of_unit[trials[i].unit] * s->blocks + s->of_block[trials[i].block];
        s->error[at] += trials[i].error;
        s->base[at] += trials[i].base;
        error += trials[i].error;
        base += trials[i].base;
    }
    c->units = s->units;
    c->blocks = s->blocks;
    c->ratio = base > 0 ? error / base : error > 0 ? INFINITY : 1;
    if (n < SG_CONTEST_CASES_MIN || s->blocks < SG_CONTEST_BLOCKS_MIN) return SG_OK;
    sg_status status = draw_ratios(s, ratios, err);
    if (status != SG_OK) return status;
    c->lo = gsl_stats_quantile_from_sorted_data(ratios, 1, DRAWS, .05);
    c->hi = gsl_stats_quantile_from_sorted_data(ratios, 1, DRAWS, .95);
    c->word = sg_contest_word_of(c);
    return SG_OK;
}

sg_status sg_contest_judge(const sg_trial *trials, size_t n, sg_contest *out, sg_error *err)
{
    sums s = {0};
    sg_contest c = {.n = n, .ratio = NAN, .lo = NAN, .hi = NAN};
    sg_status status = n ? judge(trials, n, &s, &c, err) : SG_OK;
    sums_release(&s);
    if (status == SG_OK) *out = c;
    return status;
}
