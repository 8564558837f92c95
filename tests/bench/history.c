#include "history.h"

#include "base/file.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { KEPT_AFTER_GAP = 4 };

/* FNV-1a: which half a skill is in must not hang on the taxonomy's order. */
bool history_reported(const history *h, uint32_t skill)
{
    const sg_text id = h->taxonomy.skill_ids.names[skill];
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < id.len; i++) hash = (hash ^ (unsigned char)id.at[i]) * 16777619u;
    return (hash >> 16) % 2;
}

double history_share(const sg_demand *d, uint32_t skill, sg_month last)
{
    double count = 0, total = 0;
    int with = 0;
    for (sg_month m = last - HISTORY_WINDOW + 1; m <= last; m++) {
        if (m < d->month0 || m > d->end) continue;
        const sg_demand_month *c = &d->cells[skill * d->n + (size_t)(m - d->month0)];
        if (!(c->total > 0)) continue;
        count += c->count;
        total += c->total;
        with++;
    }
    return with * 2 >= HISTORY_WINDOW ? count / total : NAN;
}

sg_status history_cut(const history *h, sg_month end, size_t gap, sg_demand *out, sg_error *err)
{
    const sg_demand *d = &h->demand;
    *out = *d;
    out->n = (size_t)(end - d->month0) + 1;
    out->end = end;
    out->cells = sg_zalloc(out->n_skills * out->n, sizeof *out->cells);
    out->postings = sg_zalloc(out->n, sizeof *out->postings);
    out->basket = sg_zalloc(out->n_skills, 1);
    out->gap_first = out->gap_last = SG_MONTH_ABSENT;
    if (!out->cells || !out->postings || !out->basket) return sg_fail(err, SG_EFAIL, "no memory");
    memcpy(out->basket, d->basket, out->n_skills);
    memcpy(out->postings, d->postings, out->n * sizeof *out->postings);
    for (size_t s = 0; s < out->n_skills; s++)
        memcpy(&out->cells[s * out->n], &d->cells[s * d->n], out->n * sizeof *out->cells);
    if (!gap) return SG_OK;
    out->gap_last = end - KEPT_AFTER_GAP;
    out->gap_first = out->gap_last - (sg_month)gap + 1;
    for (size_t i = (size_t)(out->gap_first > d->month0 ? out->gap_first - d->month0 : 0);
         i <= (size_t)(out->gap_last - d->month0); i++) {
        out->postings[i] = 0;
        for (size_t s = 0; s < out->n_skills; s++) out->cells[s * out->n + i] = (sg_demand_month){0};
    }
    return SG_OK;
}

bool history_covered(const history *h, sg_month month)
{
    const sg_demand *d = &h->demand;
    size_t n = 0;
    for (uint32_t s = 0; s < d->n_skills; s++) n += (size_t)!isnan(history_share(d, s, month));
    return n * 2 > d->n_skills;
}

sg_status history_open(const char *store, const char *group, history *out, sg_error *err)
{
    const sg_scope everything = {SG_ID_NONE, SG_ID_NONE, -1};
    char shipped[4096];
    sg_plugin_path plugins;
    *out = (history){0};
    if (sg_shipped_folder(shipped, sizeof shipped) != 0) return sg_fail(err, SG_EFAIL, "no shipped datasets");
    sg_plugin_path_init(&plugins, NULL);
    sg_status status = sg_market_taxonomy(&plugins, shipped, NULL, &out->taxonomy, err);
    if (status == SG_OK)
        status = sg_market_open(&plugins, shipped, store, SG_MONTH_ABSENT, &out->taxonomy, &out->market, err);
    if (status == SG_OK) status = sg_demand_build(&out->market, group, &everything, &out->demand, err);
    return status;
}

void history_release(history *h)
{
    sg_demand_release(&h->demand);
    sg_market_release(&h->market);
    sg_taxonomy_release(&h->taxonomy);
}
