#include "forecast/panel.h"

#include "base/mem.h"

#include <math.h>
#include <string.h>

enum { RECENT = 6, RECENT_MIN = 3 };

static sg_status panel_alloc(sg_panel *p, sg_error *err)
{
    size_t cells = p->n * p->months;
    if (p->months && cells / p->months != p->n) return sg_fail(err, SG_EFAIL, "forecast: too many series");
    p->count = sg_zalloc(cells, sizeof *p->count);
    p->total = sg_zalloc(cells, sizeof *p->total);
    p->extra = sg_zalloc(cells, sizeof *p->extra);
    p->present = sg_zalloc(cells, sizeof *p->present);
    p->moment = sg_zalloc(cells, sizeof *p->moment);
    if (p->count && p->total && p->extra && p->present && p->moment) return SG_OK;
    sg_panel_release(p);
    return sg_fail(err, SG_EFAIL, "forecast: no memory for %zu series of %zu months", p->n, p->months);
}

void sg_panel_release(sg_panel *p)
{
    sg_free(p->count);
    sg_free(p->total);
    sg_free(p->extra);
    sg_free(p->present);
    sg_free(p->moment);
    *p = (sg_panel){0};
}

static void copy_series(sg_panel *p, size_t at, const sg_series *s, int32_t month0)
{
    for (size_t i = 0; i < s->n; i++) {
        int64_t t = (int64_t)s->month0 + (int64_t)i - month0;
        if (!s->present[i] || t >= (int64_t)p->months) continue;
        size_t cell = at * p->months + (size_t)t;
        p->present[cell] = 1;
        p->count[cell] = s->value[i];
        p->total[cell] = s->total[i];
        p->extra[cell] = s->extra_var ? s->extra_var[i] : 0;
    }
}

/* The last six months together. */
static void look_back(const sg_panel *p, size_t series, size_t t, sg_moment *m)
{
    double count = 0, total = 0;
    size_t with = 0;
    for (size_t k = t + 1 > RECENT ? t + 1 - RECENT : 0; k <= t; k++) {
        size_t cell = series * p->months + k;
        if (!p->present[cell]) continue;
        count += p->count[cell];
        total += p->total[cell];
        with++;
    }
    m->recent = with >= RECENT_MIN ? sg_log_odds(count, total) : (double)NAN;
    if (with) m->volume = total / (double)with;
}

static void follow(sg_panel *p, size_t series)
{
    sg_moment m = {.recent = NAN, .best = NAN};
    double best = -INFINITY;
    for (size_t t = 0; t < p->months; t++) {
        size_t cell = series * p->months + t;
        sg_trend_step(&m.trend, &sg_trend_shared);
        if (p->present[cell]) {
            /* Months of one stretch share one offset: its uncertainty enters where the stretch begins and ends. */
            if (m.seen) m.trend.p11 += fabs(p->extra[cell] - m.extra);
            m.extra = p->extra[cell];
            sg_trend_see(&m.trend, &sg_trend_shared, p->count[cell], p->total[cell], 0);
            m.last = sg_log_odds(p->count[cell], p->total[cell]);
            m.seen++;
        }
        if (m.seen) look_back(p, series, t, &m);
        m.best = best > -INFINITY ? best : m.recent;
        if (m.recent > best) best = m.recent;
        p->moment[cell] = m;
    }
}

/* First month that any series has data for. */
static int32_t first_month(const sg_series *series, size_t n, int32_t end)
{
    int32_t first = end;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < series[i].n; k++)
            if (series[i].present[k]) {
                int64_t month = (int64_t)series[i].month0 + (int64_t)k;
                if (month < first) first = (int32_t)month;
                break;
            }
    return first;
}

sg_status sg_panel_build(const sg_series *series, const size_t *order, size_t n, int32_t end, sg_panel *out,
                         sg_error *err)
{
    int32_t month0 = first_month(series, n, end);
    sg_panel p = {.n = n, .months = (size_t)((int64_t)end - month0 + 1)};
    sg_status status = panel_alloc(&p, err);
    if (status != SG_OK) return status;
    for (size_t i = 0; i < n; i++) {
        copy_series(&p, i, &series[order[i]], month0);
        follow(&p, i);
    }
    *out = p;
    return SG_OK;
}

/* Σ φ^k, k = 1 … h: how far a slope carries. */
static double carried(size_t h)
{
    double d = sg_trend_shared.damping;
    return d * (1 - pow(d, (double)h)) / (1 - d);
}

void sg_moment_features(const sg_moment *m, size_t h, double out[static SG_FEATURES])
{
    bool known = !isnan(m->recent);
    out[0] = known ? fmin(0, m->recent - m->best) * (carried(h) / carried(24)) : 0;
    out[1] = known ? m->recent - m->trend.level : 0;
}

void sg_moment_ahead(const sg_moment *m, size_t h, double *mean, double *var)
{
    sg_trend t = m->trend;
    for (size_t k = 0; k < h; k++) sg_trend_step(&t, &sg_trend_shared);
    *mean = t.level;
    *var = t.p11;
}
