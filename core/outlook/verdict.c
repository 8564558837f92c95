#include "outlook/verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool belongs(const sg_backtest_case *c, const sg_taxonomy *taxonomy, const sg_verdict_of *of)
{
    if (of->steps && c->steps != of->steps) return false;
    if (of->first != SG_MONTH_ABSENT && c->origin < of->first) return false;
    if (of->last != SG_MONTH_ABSENT && c->origin > of->last) return false;
    return !of->family.at || sg_text_equal(taxonomy->skills[c->skill].family, of->family);
}

/* Interval score of Gneiting and Raftery (2007) at 80 %. */
static double interval_score(const sg_forecast_point *p, double came)
{
    return p->hi80 - p->lo80 + 10 * fmax(p->lo80 - came, 0) + 10 * fmax(came - p->hi80, 0);
}

static void tally(const sg_backtest_case *c, sg_verdict *v)
{
    v->cover80 += c->forecast.lo80 <= c->came && c->came <= c->forecast.hi80;
    v->cover95 += c->forecast.lo95 <= c->came && c->came <= c->forecast.hi95;
    v->carried80 += c->carried.lo80 <= c->came && c->came <= c->carried.hi80;
    v->score += interval_score(&c->forecast, c->came) / c->scale;
    v->carried_score += interval_score(&c->carried, c->came) / c->scale;
}

static void means(sg_verdict *v, size_t n)
{
    double *sums[] = {&v->cover80, &v->cover95, &v->carried80, &v->score, &v->carried_score};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) *sums[i] = n ? *sums[i] / (double)n : (double)NAN;
}

/* Origins of one year are alike. */
static sg_trial trial_of(const sg_backtest *b, const sg_backtest_case *c, double base)
{
    return (sg_trial){.unit = c->skill % SG_TRIAL_MAX,
                      .block = (uint32_t)(c->origin - b->first) / 12,
                      .error = fabs(c->forecast.mean - c->came),
                      .base = fabs(base - c->came)};
}

sg_status sg_verdict_make(const sg_backtest *b, const sg_taxonomy *taxonomy, const sg_verdict_of *of, sg_verdict *out,
                          sg_error *err)
{
    sg_verdict v = {0};
    size_t n = 0;
    sg_trial *now = sg_zalloc(b->n + 1, sizeof *now), *last = sg_zalloc(b->n + 1, sizeof *last);
    sg_status status = now && last ? SG_OK : sg_fail(err, SG_EFAIL, "no memory to judge %zu forecasts", b->n);
    for (size_t i = 0; status == SG_OK && i < b->n; i++) {
        const sg_backtest_case *c = &b->cases[i];
        if (!belongs(c, taxonomy, of)) continue;
        tally(c, &v);
        now[n] = trial_of(b, c, c->carried.mean);
        last[n++] = trial_of(b, c, c->last);
    }
    means(&v, n);
    if (status == SG_OK) status = sg_contest_judge(now, n, &v.now, err);
    if (status == SG_OK) status = sg_contest_judge(last, n, &v.last, err);
    sg_free(now);
    sg_free(last);
    if (status == SG_OK) *out = v;
    return status;
}

/* ---- all of them ---- */

static int by_name(const void *a, const void *b)
{
    return sg_text_compare(*(const sg_text *)a, *(const sg_text *)b);
}

/* Families of the skills that were forecast. */
static sg_status list_families(const sg_backtest *b, const sg_taxonomy *taxonomy, sg_verdicts *v, sg_error *err)
{
    sg_map seen = {0};
    for (size_t i = 0; i < b->n; i++)
        if (sg_map_add(&seen, taxonomy->skills[b->cases[i].skill].family) == SG_MAP_NONE) goto no_memory;
    v->n_families = seen.count;
    v->families = sg_arena_alloc(&v->arena, (seen.count + 1) * sizeof *v->families);
    if (!v->families) goto no_memory;
    for (size_t i = 0; i < seen.count; i++) {
        v->families[i] = seen.names[i];
        v->families[i].at = sg_arena_copy(&v->arena, seen.names[i].at, seen.names[i].len);
        if (!v->families[i].at) goto no_memory;
    }
    qsort(v->families, v->n_families, sizeof *v->families, by_name);
    sg_map_release(&seen);
    return SG_OK;
no_memory:
    sg_map_release(&seen);
    return sg_fail(err, SG_EFAIL, "no memory to judge the forecasts of families");
}

sg_status sg_verdicts_make(const sg_backtest *b, const sg_taxonomy *taxonomy, const sg_backtest_ask *ask,
                           sg_verdicts *out, sg_error *err)
{
    sg_verdicts v = {.n_horizons = ask->n_horizons, .n_origins = b->n_origins, .end = b->end};
    memcpy(v.horizons, ask->horizons, sizeof v.horizons);
    v.first = b->n_origins ? b->origins[0] : SG_MONTH_ABSENT;
    v.last = b->n_origins ? b->origins[b->n_origins - 1] : SG_MONTH_ABSENT;
    sg_status status = list_families(b, taxonomy, &v, err);
    if (status == SG_OK) {
        v.items = sg_arena_alloc(&v.arena, (v.n_families + 1) * v.n_horizons * sizeof *v.items);
        if (!v.items) status = sg_fail(err, SG_EFAIL, "no memory to judge the forecasts of families");
    }
    for (size_t f = 0; status == SG_OK && f <= v.n_families; f++)
        for (size_t k = 0; status == SG_OK && k < v.n_horizons; k++) {
            sg_verdict_of of = {.steps = (uint32_t)v.horizons[k], .first = SG_MONTH_ABSENT, .last = SG_MONTH_ABSENT};
            if (f) of.family = v.families[f - 1];
            status = sg_verdict_make(b, taxonomy, &of, &v.items[f * v.n_horizons + k], err);
        }
    if (status == SG_OK)
        *out = v;
    else
        sg_verdicts_release(&v);
    return status;
}

void sg_verdicts_release(sg_verdicts *verdicts)
{
    sg_arena_release(&verdicts->arena);
    *verdicts = (sg_verdicts){0};
}

static size_t distance(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

/* Of the horizons at which these were tried enough, the nearest. */
static const sg_verdict *nearest(const sg_verdicts *v, const sg_verdict *items, size_t steps)
{
    const sg_verdict *best = NULL;
    size_t at = 0;
    for (size_t k = 0; k < v->n_horizons; k++) {
        if (items[k].now.word == SG_CONTEST_UNTRIED) continue;
        if (best && distance(v->horizons[k], steps) > distance(at, steps)) continue;
        best = &items[k];
        at = v->horizons[k];
    }
    return best;
}

const sg_verdict *sg_verdicts_of_all(const sg_verdicts *v, size_t steps)
{
    return v->items ? nearest(v, v->items, steps) : NULL;
}

const sg_verdict *sg_verdicts_at(const sg_verdicts *v, sg_text family, size_t steps)
{
    const sg_verdict *found = NULL;
    for (size_t f = 0; f < v->n_families && !found; f++)
        if (sg_text_equal(v->families[f], family)) found = nearest(v, v->items + (f + 1) * v->n_horizons, steps);
    return found ? found : sg_verdicts_of_all(v, steps);
}

const char *sg_contest_words(sg_contest_word word)
{
    static const char *const words[] = {"too few to say", "beats it", "ahead, not surely", "does not beat it",
                                        "loses to it"};
    return words[word];
}
