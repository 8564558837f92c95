/* Counts of a group's sources by month, for benches that draw postings from them. */
#ifndef SG_BENCH_PANEL_H
#define SG_BENCH_PANEL_H

#include "base/mem.h"
#include "forecast/last.h"
#include "market/demand.h"

#include <stdlib.h>

/* Counts by month: count[skill * n + i]; total 0: missing. */
typedef struct panel {
    sg_month month0;
    size_t n, n_skills;
    double *count, *total;
} panel;

static void *room_for(size_t n, size_t size)
{
    void *out = sg_zalloc(n + 1, size);
    if (!out) exit(1);
    return out;
}

static panel panel_new(sg_month month0, size_t n, size_t n_skills)
{
    return (panel){month0, n, n_skills, room_for(n * n_skills, sizeof(double)), room_for(n, sizeof(double))};
}

/* The group's own postings up to September 2019, and its published counts up to May 2024. */
static void read_panels(const sg_market *m, const char *group, panel *own, panel *published)
{
    const sg_month first = sg_month_of(2011, 1), end = sg_month_of(2024, 6), own_end = sg_month_of(2019, 10);
    const size_t n_skills = m->taxonomy->skill_ids.count;
    *own = panel_new(first, (size_t)(own_end - first), n_skills);
    *published = panel_new(first, (size_t)(end - first), n_skills);
    for (size_t i = 0; i < m->n_postings; i++) {
        const sg_market_posting *p = &m->postings[i];
        sg_month at = sg_month_of_day(p->day);
        if (!sg_text_is(m->sources[p->source].group, group) || at >= own_end) continue;
        own->total[at - first]++;
        for (uint32_t k = 0; k < p->n_skills; k++) own->count[p->skills[k] * own->n + (size_t)(at - first)]++;
    }
    for (size_t i = 0; i < m->n_counts; i++) {
        const sg_market_count *c = &m->counts[i];
        if (!sg_text_is(m->sources[c->source].group, group) || c->total < SG_MONTH_POSTINGS_MIN) continue;
        published->total[c->month - first] = c->total;
        published->count[c->skill * published->n + (size_t)(c->month - first)] = c->count;
    }
}

/* Share over the months first … last. 0 of 0: none has data. */
static sg_share_sum sum_of(const panel *p, uint32_t skill, sg_month first, sg_month last)
{
    sg_share_sum s = {0};
    for (sg_month t = first < p->month0 ? p->month0 : first; t <= last && t < p->month0 + (sg_month)p->n; t++) {
        if (!(p->total[t - p->month0] > 0)) continue;
        s.count += p->count[skill * p->n + (size_t)(t - p->month0)];
        s.total += p->total[t - p->month0];
        s.months++;
    }
    return s;
}

#endif
