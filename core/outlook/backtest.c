#include "outlook/backtest.h"

#include "base/mem.h"
#include "base/parallel.h"
#include "forecast/last.h"
#include "outlook/series.h"
#include "outlook/until.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CASES_MAX = 1 << 24 };
static const sg_scope everything = {SG_ID_NONE, SG_ID_NONE, -1};

/* One origin. */
typedef struct origin {
    sg_month month;
    sg_backtest_case *cases;
    size_t n, capacity;
} origin;

typedef struct work {
    const sg_market *market;
    const sg_backtest_ask *ask;
    sg_demand demand; /* all that is known today: what came */
    origin *origins;
    size_t n_origins;
    size_t horizon; /* the longest */
} work;

static bool has_data(const sg_demand *d, sg_month month)
{
    return month >= d->month0 && month <= d->end && d->postings[month - d->month0] >= SG_MONTH_POSTINGS_MIN;
}

/* Back from the last month whose outcome at the shortest horizon has come. */
static sg_status choose_origins(work *w, sg_error *err)
{
    const sg_demand *d = &w->demand;
    sg_month last = d->end - (sg_month)w->ask->horizons[0];
    sg_month first = d->month0 + SG_FORECAST_MONTHS_MIN - 1;
    if (w->ask->from != SG_MONTH_ABSENT && w->ask->from > first) first = w->ask->from;
    if (last < first) return SG_OK;
    size_t room = (size_t)(last - first) / w->ask->every + 1;
    w->origins = sg_zalloc(room, sizeof *w->origins);
    if (!w->origins) return sg_fail(err, SG_EFAIL, "no memory for %zu origins", room);
    first = last - (sg_month)((room - 1) * w->ask->every);
    for (size_t i = 0; i < room; i++) {
        sg_month month = first + (sg_month)(i * w->ask->every);
        if (has_data(d, month)) w->origins[w->n_origins++].month = month;
    }
    return SG_OK;
}

/* ---- one origin ---- */

/* What is known at the origin. */
typedef struct past {
    sg_market market;
    sg_demand demand;
    sg_skill_series set;
    sg_forecast_point *points, *carried;
} past;

static void past_release(past *p)
{
    sg_free(p->points);
    sg_free(p->carried);
    sg_skill_series_release(&p->set);
    sg_demand_release(&p->demand);
    sg_market_until_release(&p->market);
}

static bool is_asked_for(const sg_market *market, const sg_demand *d, uint32_t skill)
{
    const sg_demand_month *cells = d->cells + skill * d->n;
    double named = 0;
    if (sg_text_is(market->taxonomy->skills[skill].kind, "attribute")) return false;
    for (size_t i = d->n > SG_BACKTEST_WINDOW ? d->n - SG_BACKTEST_WINDOW : 0; i < d->n; i++) named += cells[i].count;
    return named >= SG_BACKTEST_POSTINGS_MIN;
}

static sg_status take_series(past *p, sg_error *err)
{
    char unused[160];
    const sg_demand *d = &p->demand;
    sg_status status = sg_skill_series_init(d, d->n_skills, &p->set, err);
    for (uint32_t s = 0; status == SG_OK && s < d->n_skills; s++)
        if (is_asked_for(&p->market, d, s))
            sg_skill_series_take(&p->set, d, p->market.taxonomy, s, SG_OF_POSTINGS, unused);
    return status;
}

static sg_status look_back(const work *w, sg_month month, past *p, sg_error *err)
{
    sg_status status = sg_market_until(w->market, month, &p->market, err);
    if (status == SG_OK) status = sg_demand_build(&p->market, w->ask->group, &everything, &p->demand, err);
    if (status == SG_OK) status = take_series(p, err);
    if (status != SG_OK || !p->set.n) return status;
    p->points = sg_zalloc(p->set.n * w->horizon, sizeof *p->points);
    p->carried = sg_zalloc(p->set.n * w->horizon, sizeof *p->carried);
    if (!p->points || !p->carried) return sg_fail(err, SG_EFAIL, "no memory for the forecasts of %zu skills", p->set.n);
    status = sg_forecast_window(p->set.series, p->set.n, p->demand.end, w->horizon, SG_BACKTEST_WINDOW, p->points, NULL,
                                err);
    if (status != SG_OK) return status;
    return sg_last_forecast(p->set.series, p->set.n, p->demand.end, w->horizon, SG_BACKTEST_WINDOW, p->carried, err);
}

static double mean_change(const sg_series *s)
{
    double sum = 0, last = NAN;
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!s->present[i]) continue;
        double share = s->value[i] / s->total[i];
        if (!isnan(last)) {
            sum += fabs(share - last);
            n++;
        }
        last = share;
    }
    return n && sum > 0 ? sum / (double)n : 1e-9;
}

/* What came of one skill, from all that is known today. */
static sg_status compare(const work *w, const past *p, size_t at, const sg_series *truth, origin *o, sg_error *err)
{
    const sg_series *series = &p->set.series[at];
    sg_share_sum last = sg_window_last(series, o->month, 1);
    for (size_t k = 0; k < w->ask->n_horizons; k++) {
        size_t steps = w->ask->horizons[k];
        sg_share_sum came = sg_window_came(truth, o->month, steps, SG_BACKTEST_WINDOW);
        if (!(came.total > 0)) continue;
        if (SG_GROW(o->cases, o->n, o->capacity, CASES_MAX) != 0)
            return sg_fail(err, SG_EFAIL, "no memory for the back-test");
        o->cases[o->n++] = (sg_backtest_case){.skill = p->set.skill[at],
                                              .origin = o->month,
                                              .steps = (uint32_t)steps,
                                              .came = came.count / came.total,
                                              .last = last.count / last.total,
                                              .scale = mean_change(series),
                                              .forecast = p->points[at * w->horizon + steps - 1],
                                              .carried = p->carried[at * w->horizon + steps - 1]};
    }
    return SG_OK;
}

static sg_status do_origin(void *self, size_t i, sg_error *err)
{
    work *w = self;
    origin *o = &w->origins[i];
    past p = {0};
    sg_status status = look_back(w, o->month, &p, err);
    for (size_t k = 0; status == SG_OK && p.demand.end == o->month && k < p.set.n; k++) {
        const uint32_t skill = p.set.skill[k];
        sg_skill_series truth = {0};
        char unused[160];
        if (w->ask->skill != SG_ID_NONE && w->ask->skill != skill) continue;
        status = sg_skill_series_init(&w->demand, 1, &truth, err);
        if (status != SG_OK) break;
        sg_skill_series_take(&truth, &w->demand, w->market->taxonomy, skill, SG_OF_POSTINGS, unused);
        status = compare(w, &p, k, truth.series, o, err);
        sg_skill_series_release(&truth);
    }
    past_release(&p);
    return status;
}

/* ---- all of them ---- */

static sg_status gather(work *w, sg_backtest *out, sg_error *err)
{
    sg_backtest b = {.first = w->demand.month0, .end = w->demand.end};
    for (size_t i = 0; i < w->n_origins; i++) b.n += w->origins[i].n;
    b.cases = sg_zalloc(b.n + 1, sizeof *b.cases);
    b.origins = sg_zalloc(w->n_origins + 1, sizeof *b.origins);
    if (!b.cases || !b.origins) {
        sg_backtest_release(&b);
        return sg_fail(err, SG_EFAIL, "no memory for the back-test");
    }
    b.n = 0;
    for (size_t i = 0; i < w->n_origins; i++) {
        const origin *o = &w->origins[i];
        if (!o->n) continue;
        memcpy(b.cases + b.n, o->cases, o->n * sizeof *o->cases);
        b.n += o->n;
        b.origins[b.n_origins++] = o->month;
    }
    *out = b;
    return SG_OK;
}

static sg_status nothing(const work *w, sg_error *err)
{
    char first[8], last[8];
    size_t months = 0;
    for (size_t i = 0; i < w->demand.n; i++) months += w->demand.postings[i] >= SG_MONTH_POSTINGS_MIN;
    return sg_fail(err, SG_EDATA,
                   "nothing to test in \"%s\": %zu months with data from %s to %s; a test needs %d months before its "
                   "first origin and %zu after it%s",
                   w->ask->group, months, sg_month_format(w->demand.month0, first),
                   sg_month_format(w->demand.end, last), SG_FORECAST_MONTHS_MIN, w->ask->horizons[0],
                   w->ask->skill != SG_ID_NONE       ? ", and the skill in 5 postings of the last six months"
                   : w->ask->from != SG_MONTH_ABSENT ? ", and origins from the month that you gave on"
                                                     : "");
}

sg_status sg_backtest_run(const sg_market *market, const sg_backtest_ask *ask, sg_backtest *out, sg_error *err)
{
    work w = {.market = market, .ask = ask, .horizon = ask->horizons[ask->n_horizons - 1]};
    sg_status status = sg_demand_build(market, ask->group, &everything, &w.demand, err);
    if (status == SG_OK) status = choose_origins(&w, err);
    if (status == SG_OK) status = sg_parallel_run(w.n_origins, do_origin, &w, err);
    if (status == SG_OK) status = gather(&w, out, err);
    if (status == SG_OK && !out->n) {
        sg_backtest_release(out);
        status = nothing(&w, err);
    }
    for (size_t i = 0; i < w.n_origins; i++) sg_free(w.origins[i].cases);
    sg_free(w.origins);
    sg_demand_release(&w.demand);
    return status;
}

void sg_backtest_release(sg_backtest *backtest)
{
    sg_free(backtest->cases);
    sg_free(backtest->origins);
    *backtest = (sg_backtest){0};
}
