#include "outlook/outlook.h"

#include "outlook/outlook_work.h"

#include <math.h>
#include <stdlib.h>

enum { NOW_MONTHS = 6, NOW_WITHIN = 12, BEFORE_MONTHS = 24 };
/* 80 % on both sides of the middle. */
static const double WILSON_80 = 1.2815515655446004;

static bool has_postings(const sg_outlook_work *b, size_t month)
{
    return b->demand->postings[month] > 0;
}

/* Which months are now, and which came before. */
static void set_periods(sg_outlook_work *b)
{
    const sg_demand *d = b->demand;
    size_t with = 0, at = d->n - 1;
    for (size_t i = d->n; i > 0 && with < NOW_MONTHS && d->n - (i - 1) <= NOW_WITHIN; i--) {
        if (!has_postings(b, i - 1)) continue;
        with++;
        at = i - 1;
    }
    b->now_first = at;
    b->out.now_first = d->month0 + (sg_month)at;
    b->gap = d->gap_first != SG_MONTH_ABSENT && d->gap_last - d->gap_first + 1 >= NOW_MONTHS;
    size_t last = b->gap ? (size_t)(d->gap_first - d->month0) : at;
    b->before = last > 0;
    b->before_last = last ? last - 1 : 0;
    b->before_first = last > BEFORE_MONTHS ? last - BEFORE_MONTHS : 0;
}

static void sum_months(const sg_outlook_work *b, uint32_t skill, size_t first, size_t last, double *count,
                       double *total, size_t *months)
{
    *count = *total = 0;
    *months = 0;
    for (size_t i = first; i <= last; i++) {
        const sg_demand_month *c = sg_outlook_cell(b, skill, i);
        if (!(c->total > 0)) continue;
        *count += c->count;
        *total += c->total;
        ++*months;
    }
}

/* The last two years before the gap that a source covers for this skill: where published counts lack it, those end
 * earlier than the gap begins. */
static void sum_before(const sg_outlook_work *b, uint32_t skill, sg_outlook *o)
{
    size_t last = b->before_last, unused;
    while (last > 0 && !(sg_outlook_cell(b, skill, last)->total > 0)) last--;
    size_t first = last + 1 > BEFORE_MONTHS ? last + 1 - BEFORE_MONTHS : 0;
    sum_months(b, skill, first, last, &o->before_count, &o->before_total, &unused);
    o->before_last = b->demand->month0 + (sg_month)last;
}

static bool scoped(const sg_outlook_work *b)
{
    const sg_scope *scope = &b->demand->scope;
    return scope->role != SG_ID_NONE || scope->region != SG_ID_NONE || scope->level >= 0;
}

/* False when the skill was never seen. */
static bool look_at_skill(const sg_outlook_work *b, uint32_t skill, sg_outlook *o)
{
    const sg_demand *d = b->demand;
    size_t first = 0;
    while (first < d->n && !(sg_outlook_cell(b, skill, first)->count > 0)) first++;
    if (first == d->n && !scoped(b)) return false;
    *o = (sg_outlook){
        .skill = skill, .first_seen = first < d->n ? d->month0 + (sg_month)first : SG_MONTH_ABSENT, .now_hi = 1};
    sum_months(b, skill, b->now_first, d->n - 1, &o->now_count, &o->now_total, &o->now_months);
    if (b->before) sum_before(b, skill, o);
    if (o->now_total > 0) {
        o->now = o->now_count / o->now_total;
        sg_share_interval(o->now_count, o->now_total, WILSON_80, &o->now_lo, &o->now_hi);
    }
    if (o->before_total > 0) o->before = o->before_count / o->before_total;
    return true;
}

static sg_status list_skills(sg_outlook_work *b, sg_error *err)
{
    const sg_taxonomy *taxonomy = b->market->taxonomy;
    b->out.items = sg_zalloc(b->demand->n_skills + 1, sizeof *b->out.items);
    if (!b->out.items) return sg_fail(err, SG_EFAIL, "no memory for the outlook of %zu skills", b->demand->n_skills);
    for (uint32_t s = 0; s < b->demand->n_skills; s++)
        if (!sg_text_is(taxonomy->skills[s].kind, "attribute") && look_at_skill(b, s, &b->out.items[b->out.n]))
            b->out.n++;
    return SG_OK;
}

/* ---- the postings of now ---- */

/* A narrow scope has too few postings a month for a series, yet enough in six months for a share. Items that were never
 * seen are dropped. */
static void count_scope(sg_outlook_work *b)
{
    double total = 0;
    size_t kept = 0;
    for (size_t i = 0; i < b->out.n; i++) b->out.items[i].now_count = 0;
    for (size_t i = 0; i < b->market->n_postings; i++) {
        const sg_market_posting *p = &b->market->postings[i];
        if (!sg_outlook_is_now(b, p)) continue;
        total++;
        for (uint32_t k = 0; k < p->n_skills; k++) {
            sg_outlook *o = sg_outlook_item(b, p->skills[k]);
            if (o) o->now_count++;
        }
    }
    for (size_t i = 0; i < b->out.n; i++) {
        sg_outlook o = b->out.items[i];
        if (!(o.now_count > 0) && o.first_seen == SG_MONTH_ABSENT) continue;
        o.now_total = total;
        o.now = total > 0 ? o.now_count / total : 0;
        if (total > 0) sg_share_interval(o.now_count, total, WILSON_80, &o.now_lo, &o.now_hi);
        b->out.items[kept++] = o;
    }
    b->out.n = kept;
}

/* ---- the whole ---- */

static sg_status set_steps(sg_outlook_work *b, sg_month as_of, sg_error *err)
{
    char month[8], end[8];
    sg_month after = as_of - b->demand->end;
    sg_month_format(as_of, month);
    sg_month_format(b->demand->end, end);
    if (after < 0)
        return sg_fail(err, SG_EUSAGE, "as of %s lies before the last month of data; expected %s or later", month, end);
    if (after + 24 > SG_FORECAST_HORIZON_MAX)
        return sg_fail(err, SG_EDATA,
                       "the last month of data is %s: 24 months after %s lie %d months beyond it, over %d", end, month,
                       (int)after + 24, SG_FORECAST_HORIZON_MAX);
    b->out.as_of = as_of;
    b->out.end = b->demand->end;
    b->out.step18 = (size_t)after + 18;
    b->out.step24 = (size_t)after + 24;
    return SG_OK;
}

sg_status sg_outlook_build(const sg_market *market, const sg_demand *demand, sg_month as_of,
                           const sg_verdicts *verdicts, sg_outlooks *out, sg_error *err)
{
    sg_outlook_work b = {.market = market, .demand = demand, .verdicts = verdicts};
    sg_status status = set_steps(&b, as_of, err);
    if (status != SG_OK) return status;
    set_periods(&b);
    status = list_skills(&b, err);
    if (status == SG_OK && scoped(&b)) count_scope(&b);
    if (status == SG_OK) status = sg_outlook_hirers(&b, err);
    if (status == SG_OK) status = sg_outlook_forecast(&b, err);
    if (status == SG_OK) status = sg_outlook_compare(&b, err);
    if (status == SG_OK)
        *out = b.out;
    else
        sg_outlook_release(&b.out);
    return status;
}

void sg_outlook_release(sg_outlooks *outlooks)
{
    sg_free(outlooks->items);
    sg_free(outlooks->paths);
    *outlooks = (sg_outlooks){0};
}

const sg_outlook *sg_outlook_of(const sg_outlooks *outlooks, uint32_t skill)
{
    sg_outlook_work b = {.out = *outlooks};
    return sg_outlook_item(&b, skill);
}
