#include "outlook/grade.h"

#include "base/map.h"
#include "forecast/last.h"
#include "outlook/series.h"

#include <math.h>
#include <stdlib.h>

enum { WINDOW = 6 /* months whose share is forecast, as the outlook does */ };

/* A last value that is counted otherwise now: by over this ratio, and by over these points. */
static const double OTHER_RATIO = .1, OTHER_POINTS = .002;
static const sg_scope everything = {SG_ID_NONE, SG_ID_NONE, -1};

/* ---- one forecast ---- */

static bool counted_otherwise(const sg_series *series, const sg_kept *k)
{
    sg_share_sum last = sg_window_last(series, k->origin, WINDOW);
    if (!(last.total > 0)) return true;
    double off = fabs(last.count / last.total - k->last);
    return off > OTHER_RATIO * k->last && off > OTHER_POINTS;
}

static void grade_one(const sg_series *series, sg_month end, sg_grade *g)
{
    const sg_kept *k = g->kept;
    if (end < k->target) return;
    sg_share_sum came = sg_window_came(series, k->origin, (size_t)(k->target - k->origin), WINDOW);
    g->state = SG_GRADE_NO_DATA;
    if (!(came.total > 0)) return;
    g->came = came.count / came.total;
    g->state = counted_otherwise(series, k) ? SG_GRADE_OTHER : SG_GRADE_CAME;
}

/* ---- all of them ---- */

/* Those of one skill and group. */
static sg_status grade_skill(const sg_market *market, const sg_demand *demand, sg_grade *grades, size_t n,
                             sg_error *err)
{
    char unused[160];
    sg_skill_series set = {0};
    uint32_t skill = sg_map_find(&market->taxonomy->skill_ids, grades->kept->skill);
    if (skill == SG_MAP_NONE) {
        for (size_t i = 0; i < n; i++) grades[i].state = SG_GRADE_OTHER;
        return SG_OK;
    }
    sg_status status = sg_skill_series_init(demand, 1, &set, err);
    if (status != SG_OK) return status;
    sg_skill_series_take(&set, demand, market->taxonomy, skill, SG_OF_POSTINGS, unused);
    for (size_t i = 0; i < n; i++) grade_one(set.series, demand->end, &grades[i]);
    sg_skill_series_release(&set);
    return SG_OK;
}

/* Those of one group. */
static sg_status grade_group(const sg_market *market, sg_grade *grades, size_t n, sg_error *err)
{
    sg_demand demand = {0};
    sg_error why;
    sg_status status = sg_demand_build(market, grades->kept->group.at, &everything, &demand, &why);
    if (status == SG_EFAIL) return sg_fail(err, status, "%s", why.text);
    for (size_t i = 0, next; status == SG_OK && i < n; i = next) {
        for (next = i + 1; next < n && sg_text_equal(grades[next].kept->skill, grades[i].kept->skill);) next++;
        status = grade_skill(market, &demand, grades + i, next - i, err);
    }
    sg_demand_release(&demand);
    if (status == SG_OK || status == SG_EFAIL) return status;
    for (size_t i = 0; i < n; i++) grades[i].state = SG_GRADE_OTHER;
    return SG_OK;
}

sg_status sg_grades_make(const sg_record *record, const sg_market *market, sg_grades *out, sg_error *err)
{
    sg_grades g = {.n = record->n};
    sg_status status = SG_OK;
    g.items = sg_zalloc(record->n + 1, sizeof *g.items);
    if (!g.items) return sg_fail(err, SG_EFAIL, "no memory to grade %zu forecasts", record->n);
    for (size_t i = 0; i < g.n; i++) g.items[i].kept = &record->items[i];
    for (size_t i = 0, next; status == SG_OK && i < g.n; i = next) {
        for (next = i + 1; next < g.n && sg_text_equal(record->items[next].group, record->items[i].group);) next++;
        status = grade_group(market, g.items + i, next - i, err);
    }
    if (status == SG_OK)
        *out = g;
    else
        sg_grades_release(&g);
    return status;
}

void sg_grades_release(sg_grades *grades)
{
    sg_free(grades->items);
    *grades = (sg_grades){0};
}

/* ---- what they come to ---- */

bool sg_grade_belongs(const sg_grade *g, const sg_mark_of *of)
{
    return (!of->group.at || sg_text_equal(g->kept->group, of->group)) &&
           (!of->method.at || sg_text_equal(g->kept->method, of->method)) &&
           (!of->ahead || g->kept->target - g->kept->shown == of->ahead);
}

/* Skills are numbered as they come: those of one stand together. */
static void tally(const sg_grade *g, sg_mark *m, sg_trial *trial)
{
    const sg_kept *k = g->kept;
    m->in80 += k->at.lo80 <= g->came && g->came <= k->at.hi80;
    m->in95 += k->at.lo95 <= g->came && g->came <= k->at.hi95;
    *trial = (sg_trial){.unit = (uint32_t)(m->skills - 1) % SG_TRIAL_MAX,
                        .block = (uint32_t)k->origin / 12,
                        .error = fabs(k->at.mean - g->came),
                        .base = fabs(k->last - g->came)};
    m->error += trial->error;
    m->last_error += trial->base;
}

sg_status sg_mark_make(const sg_grades *grades, const sg_mark_of *of, sg_mark *out, sg_error *err)
{
    sg_mark m = {.first = SG_MONTH_ABSENT};
    const sg_kept *before = NULL;
    size_t n = 0;
    sg_trial *trials = sg_zalloc(grades->n + 1, sizeof *trials);
    if (!trials) return sg_fail(err, SG_EFAIL, "no memory to grade %zu forecasts", grades->n);
    for (size_t i = 0; i < grades->n; i++) {
        const sg_grade *g = &grades->items[i];
        if (!sg_grade_belongs(g, of)) continue;
        m.n[g->state]++;
        if (g->state == SG_GRADE_WAITS && (m.first == SG_MONTH_ABSENT || g->kept->target < m.first))
            m.first = g->kept->target;
        if (g->state != SG_GRADE_CAME) continue;
        if (!before || !sg_text_equal(before->skill, g->kept->skill) || !sg_text_equal(before->group, g->kept->group))
            m.skills++;
        before = g->kept;
        tally(g, &m, &trials[n++]);
    }
    m.error = n ? m.error / (double)n : (double)NAN;
    m.last_error = n ? m.last_error / (double)n : (double)NAN;
    sg_status status = sg_contest_judge(trials, n, &m.contest, err);
    sg_free(trials);
    if (status == SG_OK) *out = m;
    return status;
}

/* ---- the ends ---- */

static bool inside(const sg_grade *g)
{
    return g->kept->at.lo80 <= g->came && g->came <= g->kept->at.hi80;
}

/* 0 or less: it is at neither end. */
static double order_of(const sg_grade *g, sg_grade_end end)
{
    double off = fabs(g->kept->at.mean - g->came);
    if (end == SG_GRADE_WORST) return off;
    return inside(g) ? fabs(g->kept->last - g->came) - off : 0;
}

void sg_grade_pick(const sg_grades *grades, const sg_mark_of *of, sg_grade_end end, const sg_grade **out, size_t *n)
{
    size_t picked = 0;
    for (size_t i = 0; i < grades->n; i++) {
        const sg_grade *g = &grades->items[i];
        if (g->state != SG_GRADE_CAME || !sg_grade_belongs(g, of) || !(order_of(g, end) > 0)) continue;
        size_t at = picked < *n ? picked : *n;
        while (at > 0 && order_of(out[at - 1], end) < order_of(g, end)) at--;
        if (at == *n) continue;
        if (picked < *n) picked++;
        for (size_t k = picked - 1; k > at; k--) out[k] = out[k - 1];
        out[at] = g;
    }
    *n = picked;
}
