#include "forecast/panel.h"

#include "base/mem.h"
#include "base/parallel.h"

#include <math.h>
#include <stdlib.h>

enum { RECENT = 6, RECENT_MIN = 3, LEARN_MAX = 1000, FALL_MAX = 36, COMMON_SEEN_MIN = 12 };

/* A month ago counts so much in the line. */
static const double LINE_DISCOUNT = .97;
/* A rise that the filter is not left to follow alone: log-odds, and standard deviations. */
static const double JUMP_MIN = .5, JUMP_DEVIATIONS = 2.5;
/* Sampling noise of half a year, log-odds, that counts at most: small shares are not all falling. */
static const double LUCK_MAX = .1;
/* So many series tell half of what they have in common. */
static const double SERIES_HALF = 5;

static sg_status panel_alloc(sg_panel *p, sg_error *err)
{
    size_t cells = p->n * p->months;
    if (p->months && cells / p->months != p->n) return sg_fail(err, SG_EFAIL, "forecast: too many series");
    p->count = sg_zalloc(cells, sizeof *p->count);
    p->total = sg_zalloc(cells, sizeof *p->total);
    p->extra = sg_zalloc(cells, sizeof *p->extra);
    p->all = sg_zalloc(p->months, sizeof *p->all);
    p->present = sg_zalloc(cells, sizeof *p->present);
    p->learn = sg_zalloc(p->n, sizeof *p->learn);
    p->moment = sg_zalloc(p->n_learn * p->months, sizeof *p->moment);
    p->now = sg_zalloc(p->n, sizeof *p->now);
    if (p->count && p->total && p->extra && p->all && p->present && p->learn && p->moment && p->now) return SG_OK;
    sg_panel_release(p);
    return sg_fail(err, SG_EFAIL, "forecast: no memory for %zu series of %zu months", p->n, p->months);
}

void sg_panel_release(sg_panel *p)
{
    sg_free(p->count);
    sg_free(p->total);
    sg_free(p->extra);
    sg_free(p->all);
    sg_free(p->present);
    sg_free(p->learn);
    sg_free(p->moment);
    sg_free(p->now);
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
        p->all[t] += s->value[i];
    }
}

/* One month passes, then a value is seen: times are counted back from the current month. */
static void line_step(sg_line *l)
{
    l->time2 = LINE_DISCOUNT * (l->time2 - 2 * l->time + l->weight);
    l->time = LINE_DISCOUNT * (l->time - l->weight);
    l->moment = LINE_DISCOUNT * (l->moment - l->sum);
    l->weight *= LINE_DISCOUNT;
    l->sum *= LINE_DISCOUNT;
}

static void line_see(sg_line *l, double value)
{
    l->weight++;
    l->sum += value;
}

/* The last six months together. */
static void look_back(const sg_panel *p, size_t series, size_t t, sg_moment *m)
{
    double count = 0, total = 0, all = 0;
    size_t with = 0;
    for (size_t k = t + 1 > RECENT ? t + 1 - RECENT : 0; k <= t; k++) {
        size_t cell = series * p->months + k;
        if (!p->present[cell]) continue;
        count += p->count[cell];
        total += p->total[cell];
        all += p->all[k];
        with++;
    }
    m->recent = with >= RECENT_MIN ? sg_log_odds(count, total) : (double)NAN;
    m->part_recent = with >= RECENT_MIN ? sg_log_odds(count, all) : (double)NAN;
    if (with) m->volume = total / (double)with;
}

static void see_month(const sg_panel *p, size_t cell, sg_moment *m)
{
    sg_trend_offset(&m->trend, p->extra[cell]);
    sg_trend_see(&m->trend, &sg_trend_shared, p->count[cell], p->total[cell]);
    m->last = sg_log_odds(p->count[cell], p->total[cell]) - m->trend.at[SG_OFFSET];
    line_see(&m->line, m->last);
    m->seen++;
}

/* What was rare and rises fast leaves the filter behind, whose noise is that of shares that move slowly: where half a
 * year stands far above the level, the level is put there (intervention, West & Harrison 1997, chapter 11). */
static void catch_up(sg_moment *m)
{
    double above = m->recent - m->trend.at[SG_LEVEL] - m->trend.at[SG_OFFSET], share = sg_logistic(m->recent);
    double noise = (sg_trend_shared.fresh + 2 * sg_trend_shared.repeated) / (RECENT * m->volume * share * (1 - share));
    if (!(above > JUMP_MIN && above > JUMP_DEVIATIONS * sqrt(noise + sg_trend_shown_var(&m->trend)))) return;
    m->trend.at[SG_LEVEL] += above;
    m->trend.at[SG_REPEAT] = 0;
    m->trend.cov[SG_LEVEL][SG_LEVEL] += noise;
}

/* all: the moments of every month, or NULL. */
static void follow(const sg_panel *p, size_t series, sg_moment *all, sg_moment *now)
{
    sg_moment m = {.recent = NAN, .best = NAN, .part_recent = NAN, .part_best = NAN};
    double best = -INFINITY, part_best = -INFINITY;
    for (size_t t = 0; t < p->months; t++) {
        size_t cell = series * p->months + t;
        sg_trend_step(&m.trend, &sg_trend_shared);
        line_step(&m.line);
        if (p->present[cell]) see_month(p, cell, &m);
        if (m.seen) look_back(p, series, t, &m);
        if (p->present[cell]) catch_up(&m);
        m.best = best > -INFINITY ? best : m.recent;
        m.part_best = part_best > -INFINITY ? part_best : m.part_recent;
        if (m.recent > best) best = m.recent;
        if (m.part_recent > part_best) part_best = m.part_recent;
        if (all) all[t] = m;
    }
    *now = m;
}

static sg_status follow_learner(void *self, size_t k, sg_error *err)
{
    (void)err;
    sg_panel *p = self;
    follow(p, p->learn[k], p->moment + k * p->months, &p->now[p->learn[k]]);
    return SG_OK;
}

static sg_status follow_other(void *self, size_t i, sg_error *err)
{
    (void)err;
    sg_panel *p = self;
    if (!p->now[i].seen) follow(p, i, NULL, &p->now[i]);
    return SG_OK;
}

/* What all series do at once: their last six months against their levels, large shares more than small ones. */
static void find_common(sg_panel *p)
{
    for (size_t t = 0; t < p->months; t++) {
        double sum = 0, weights = 0;
        for (size_t k = 0; k < p->n_learn; k++) {
            const sg_moment *m = &p->moment[k * p->months + t];
            if (m->seen < COMMON_SEEN_MIN || isnan(m->recent)) continue;
            double weight = sqrt(sg_logistic(m->trend.at[SG_LEVEL]));
            sum += weight * (m->recent - m->trend.at[SG_LEVEL] - m->trend.at[SG_OFFSET]);
            weights += weight;
        }
        double common = weights > 0 ? sg_panel_together(p->n_learn) * sum / weights / 2 : 0;
        for (size_t k = 0; k < p->n_learn; k++) p->moment[k * p->months + t].common = common;
        for (size_t i = 0; t + 1 == p->months && i < p->n; i++) p->now[i].common = common;
    }
}

typedef struct {
    double count;
    size_t index;
} sized;

static int by_size(const void *a, const void *b)
{
    const sized *x = a, *y = b;
    if (x->count != y->count) return x->count < y->count ? 1 : -1;
    return (x->index > y->index) - (x->index < y->index);
}

static int by_index(const void *a, const void *b)
{
    const size_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static sg_status choose_learners(sg_panel *p, sg_error *err)
{
    sized *sizes = sg_zalloc(p->n, sizeof *sizes);
    if (!sizes) return sg_fail(err, SG_EFAIL, "forecast: no memory for %zu series", p->n);
    for (size_t i = 0; i < p->n; i++) {
        sizes[i].index = i;
        for (size_t t = 0; t < p->months; t++) sizes[i].count += p->count[i * p->months + t];
    }
    qsort(sizes, p->n, sizeof *sizes, by_size);
    for (size_t k = 0; k < p->n_learn; k++) p->learn[k] = sizes[k].index;
    qsort(p->learn, p->n_learn, sizeof *p->learn, by_index);
    sg_free(sizes);
    return SG_OK;
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
    sg_panel p = {.n = n, .months = (size_t)((int64_t)end - month0 + 1), .n_learn = n < LEARN_MAX ? n : LEARN_MAX};
    sg_status status = panel_alloc(&p, err);
    if (status != SG_OK) return status;
    for (size_t i = 0; i < n; i++) copy_series(&p, i, &series[order[i]], month0);
    status = choose_learners(&p, err);
    if (status == SG_OK) status = sg_parallel_run(p.n_learn, follow_learner, &p, err);
    if (status == SG_OK) status = sg_parallel_run(p.n, follow_other, &p, err);
    if (status != SG_OK) {
        sg_panel_release(&p);
        return status;
    }
    for (size_t i = 0; i < n; i++)
        if (series[order[i]].volume > 0) p.now[i].volume = series[order[i]].volume;
    find_common(&p);
    *out = p;
    return SG_OK;
}

double sg_panel_together(size_t n)
{
    return n ? (double)(n - 1) / ((double)(n - 1) + SERIES_HALF) : 0;
}

/* Counted against all postings and against all counts, which tells a fall of this series from a fall of all. The best
 * half year had luck: only what stands above it by more than luck has not begun to fall. */
static double fallen(const sg_moment *m, size_t n)
{
    double part = sg_panel_together(n) / 2;
    if (isnan(m->recent)) return 0;
    double share = sg_logistic(m->recent), luck = fmin(LUCK_MAX, 1 / sqrt(RECENT * m->volume * share * (1 - share)));
    return (1 - part) * fmin(0, m->recent - m->best - luck) + part * fmin(0, m->part_recent - m->part_best - luck);
}

void sg_moment_features(const sg_moment *m, size_t h, size_t n, double out[static SG_FEATURES])
{
    out[0] = fallen(m, n) * (double)(h < FALL_MAX ? h : FALL_MAX) / 24;
}
