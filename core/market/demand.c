#include "market/demand.h"

#include "market/link.h"
#include "market/mix.h"
#include "taxonomy/region.h"

#include <stdio.h>
#include <string.h>

enum { VOLUME_MONTHS = 6 };

/* Mentions of a month, of all skills of the basket. */
typedef struct mention_sum {
    double linked, own;
} mention_sum;

/* What the building of one demand needs on the way. */
typedef struct building {
    const sg_market *market;
    const sg_scope *scope;
    unsigned char *in_group; /* by source */
    unsigned char *whole;    /* by month: some source has all of it */
    double *total;           /* by month: postings in scope */
    mention_sum *sums;       /* by month */
    double *own;             /* cells: our own counts, whatever published ones take their place */
    unsigned char *is_skill; /* by skill: not an attribute */
    sg_demand demand;
} building;

bool sg_scope_has(const sg_market *market, const sg_scope *scope, const sg_market_posting *p)
{
    if (scope->role != SG_ID_NONE && p->role != scope->role) return false;
    if (scope->level >= 0 && p->level != scope->level) return false;
    return scope->region == SG_ID_NONE || sg_region_within(market->taxonomy, p->region, scope->region);
}

bool sg_demand_has(const sg_demand *demand, const sg_market *market, const sg_market_posting *posting)
{
    return sg_text_is(market->sources[posting->source].group, demand->group) &&
           sg_scope_has(market, &demand->scope, posting);
}

static bool everything(const sg_scope *scope)
{
    return scope->role == SG_ID_NONE && scope->region == SG_ID_NONE && scope->level < 0;
}

/* First and last month of the group. */
static bool span_of(const building *b, sg_month *first, sg_month *last)
{
    const sg_market *market = b->market;
    bool any = false;
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *source = &market->sources[i];
        if (!b->in_group[i] || source->talent || source->first == SG_MONTH_ABSENT) continue;
        if (source->counts && !source->postings && !everything(b->scope)) continue;
        if (!any || source->first < *first) *first = source->first;
        if (!any || source->last > *last) *last = source->last;
        any = true;
    }
    return any;
}

/* Whether the posting's month is one that its source has whole. */
static bool in_whole_month(const sg_market *market, const sg_market_posting *posting)
{
    return sg_month_of_day(posting->day) != market->sources[posting->source].partial;
}

bool sg_demand_has_whole(const sg_market *market, sg_text group, sg_month month)
{
    size_t n = 0;
    bool whole = false;
    for (size_t i = market->n_postings; i-- > 0;) {
        const sg_market_posting *posting = &market->postings[i];
        sg_month at = sg_month_of_day(posting->day);
        if (at < month) break; /* they are sorted by day */
        if (at > month || !sg_text_equal(market->sources[posting->source].group, group)) continue;
        whole = whole || in_whole_month(market, posting);
        n++;
    }
    return whole && n >= SG_MONTH_POSTINGS_MIN;
}

sg_month sg_demand_last_whole(const sg_market *market, sg_text group)
{
    if (!market->n_postings) return SG_MONTH_ABSENT;
    sg_month first = sg_month_of_day(market->postings[0].day);
    for (sg_month at = sg_month_of_day(market->postings[market->n_postings - 1].day); at >= first; at--)
        if (sg_demand_has_whole(market, group, at)) return at;
    return SG_MONTH_ABSENT;
}

static sg_status building_alloc(building *b, const char *group, sg_error *err)
{
    const sg_market *market = b->market;
    char until[8];
    sg_month first = 0, last = 0;
    size_t n_skills = market->taxonomy->skill_ids.count;
    b->in_group = sg_zalloc(market->n_sources + 1, 1);
    b->is_skill = sg_zalloc(n_skills + 1, 1);
    if (!b->in_group || !b->is_skill) return sg_fail(err, SG_EFAIL, "no memory for the demand");
    for (size_t i = 0; i < market->n_sources; i++) b->in_group[i] = sg_text_is(market->sources[i].group, group);
    for (size_t i = 0; i < n_skills; i++) b->is_skill[i] = !sg_text_is(market->taxonomy->skills[i].kind, "attribute");
    if (!span_of(b, &first, &last))
        return sg_fail(err, SG_EDATA, "no posting or published count of the group \"%s\"%s%s", group,
                       market->until == SG_MONTH_ABSENT ? "" : " up to ",
                       market->until == SG_MONTH_ABSENT ? "" : sg_month_format(market->until, until));
    sg_demand *d = &b->demand;
    *d = (sg_demand){.month0 = first, .n = (size_t)(last - first) + 1, .n_skills = n_skills};
    d->scope = *b->scope;
    snprintf(d->group, sizeof d->group, "%s", group);
    d->cells = sg_zalloc(n_skills * d->n + 1, sizeof *d->cells);
    d->postings = sg_zalloc(d->n, sizeof *d->postings);
    d->basket = sg_zalloc(n_skills + 1, 1);
    b->whole = sg_zalloc(d->n, 1);
    b->total = sg_zalloc(d->n, sizeof *b->total);
    b->sums = sg_zalloc(d->n, sizeof *b->sums);
    b->own = sg_zalloc(n_skills * d->n + 1, sizeof *b->own);
    if (!d->cells || !d->postings || !d->basket || !b->whole || !b->total || !b->sums || !b->own)
        return sg_fail(err, SG_EFAIL, "no memory for the demand of %zu skills in %zu months", n_skills, d->n);
    return SG_OK;
}

static void building_release(building *b)
{
    sg_free(b->in_group);
    sg_free(b->is_skill);
    sg_free(b->whole);
    sg_free(b->total);
    sg_free(b->sums);
    sg_free(b->own);
    sg_demand_release(&b->demand);
}

/* Our own postings into the cells. A month that no source has whole is left out. */
static void count_postings(building *b)
{
    const sg_market *market = b->market;
    sg_demand *d = &b->demand;
    for (size_t i = 0; i < market->n_postings; i++) {
        const sg_market_posting *p = &market->postings[i];
        if (b->in_group[p->source] && in_whole_month(market, p)) b->whole[sg_month_of_day(p->day) - d->month0] = 1;
    }
    for (size_t i = 0; i < market->n_postings; i++) {
        const sg_market_posting *p = &market->postings[i];
        size_t at = (size_t)(sg_month_of_day(p->day) - d->month0);
        if (!b->in_group[p->source] || !b->whole[at]) continue;
        d->postings[at]++;
        if (!sg_scope_has(market, b->scope, p)) continue;
        b->total[at]++;
        for (uint32_t k = 0; k < p->n_skills; k++) d->cells[p->skills[k] * d->n + at].count++;
    }
}

/* Totals into the cells; months with too few postings are missing. */
static void settle_months(building *b)
{
    sg_demand *d = &b->demand;
    for (size_t s = 0; s < d->n_skills; s++)
        for (size_t i = 0; i < d->n; i++) {
            sg_demand_month *cell = &d->cells[s * d->n + i];
            if (b->total[i] < SG_MONTH_POSTINGS_MIN)
                *cell = (sg_demand_month){0};
            else
                cell->total = b->total[i];
        }
}

/* Months of other sources than the usual ones. */
static sg_status link_mix(building *b, const char *group, sg_error *err)
{
    sg_mix mix;
    sg_status status = sg_mix_find(b->market, group, &mix, err);
    if (status != SG_OK) return status;
    status = sg_mix_link(&mix, b->market, b->is_skill, &b->demand, err);
    sg_mix_release(&mix);
    return status;
}

/* What is known from our own postings alone. */
static void keep_own(building *b)
{
    sg_demand *d = &b->demand;
    int with = 0;
    for (size_t at = 0; at < d->n_skills * d->n; at++) b->own[at] = d->cells[at].count;
    for (size_t i = d->n; d->n_skills && i-- > 0 && with < VOLUME_MONTHS;)
        if (d->cells[i].total > 0 && !(d->cells[i].extra_var > 0)) {
            d->volume += d->cells[i].total;
            with++;
        }
    if (with) d->volume /= with;
}

/* ---- published counts ---- */

/* Index of each month among those that both have, divided into blocks; SIZE_MAX: not both. */
static size_t number_blocks(const building *b, const double *published_total, size_t *block_of)
{
    size_t both = 0;
    for (size_t i = 0; i < b->demand.n; i++) {
        bool has = b->total[i] >= SG_MONTH_POSTINGS_MIN && published_total[i] >= SG_MONTH_POSTINGS_MIN;
        block_of[i] = has ? both++ / SG_LINK_BLOCK_MONTHS : SIZE_MAX;
    }
    return (both + SG_LINK_BLOCK_MONTHS - 1) / SG_LINK_BLOCK_MONTHS;
}

static void sum_blocks(const building *b, const sg_market_count *counts, size_t n, const size_t *block_of,
                       size_t n_blocks, sg_link_sum *sums)
{
    const sg_demand *d = &b->demand;
    for (size_t i = 0; i < n; i++) {
        size_t at = (size_t)(counts[i].month - d->month0);
        if (block_of[at] == SIZE_MAX) continue;
        const sg_demand_month *cell = &d->cells[counts[i].skill * d->n + at];
        sg_link_sum *sum = &sums[counts[i].skill * n_blocks + block_of[at]];
        sum->own += cell->count;
        sum->own_total += cell->total;
        sum->published += counts[i].count;
        sum->published_total += counts[i].total;
    }
}

/* What the offsets of one source were learnt to be. */
typedef struct learnt {
    sg_link_offset *offsets;
    double walk;          /* variance gained a year from the overlap */
    sg_month first, last; /* of the overlap */
} learnt;

static double years_outside(const learnt *l, sg_month month)
{
    sg_month months = month > l->last ? month - l->last : month < l->first ? l->first - month : 0;
    return (double)months / SG_LINK_BLOCK_MONTHS;
}

/* Published counts take the place of our own where they rest on so many times the postings: the offset was learnt from
 * ours, and how demand moved they tell with less noise. */
static const double far_more = 2;

static void fill_linked(building *b, const sg_market_count *counts, size_t n, const learnt *l)
{
    sg_demand *d = &b->demand;
    for (size_t i = 0; i < n; i++) {
        size_t at = (size_t)(counts[i].month - d->month0);
        sg_demand_month *cell = &d->cells[counts[i].skill * d->n + at];
        bool ours = cell->total > 0 && !cell->linked;
        if (counts[i].total < (ours ? far_more * cell->total : SG_MONTH_POSTINGS_MIN)) continue;
        if (cell->linked || l->offsets[counts[i].skill].unlike) continue; /* linked: by a source before this one */
        cell->count = sg_link_count(counts[i].count, counts[i].total, l->offsets[counts[i].skill].offset);
        cell->total = counts[i].total;
        cell->extra_var = l->offsets[counts[i].skill].variance + l->walk * years_outside(l, counts[i].month);
        cell->linked = 1;
        cell->mixed = 0;
        if (!ours) d->postings[at] = counts[i].total;
    }
}

static void span_overlap(const building *b, const size_t *block_of, learnt *l)
{
    l->first = l->last = SG_MONTH_ABSENT;
    for (size_t i = 0; i < b->demand.n; i++) {
        if (block_of[i] == SIZE_MAX) continue;
        l->last = b->demand.month0 + (sg_month)i;
        if (l->first == SG_MONTH_ABSENT) l->first = l->last;
    }
}

/* Links the n counts of one source, sorted by skill and month. Sources that share no month with our own, or no skill
 * with enough postings, cannot be linked: their months stay missing. */
static sg_status link_source(building *b, const sg_market_count *counts, size_t n, sg_error *err)
{
    const sg_demand *d = &b->demand;
    double *published_total = sg_zalloc(d->n, sizeof *published_total);
    size_t *block_of = sg_zalloc(d->n, sizeof *block_of);
    learnt l = {.offsets = sg_zalloc(d->n_skills + 1, sizeof *l.offsets)};
    sg_link_sum *sums = NULL;
    sg_status status = published_total && block_of && l.offsets ? SG_OK : SG_EFAIL;
    size_t n_blocks = 0;
    for (size_t i = 0; status == SG_OK && i < n; i++) published_total[counts[i].month - d->month0] = counts[i].total;
    if (status == SG_OK) {
        n_blocks = number_blocks(b, published_total, block_of);
        sums = sg_zalloc(d->n_skills * n_blocks + 1, sizeof *sums);
        if (!sums) status = SG_EFAIL;
    }
    if (status == SG_OK && n_blocks) {
        sum_blocks(b, counts, n, block_of, n_blocks, sums);
        span_overlap(b, block_of, &l);
        if (sg_link_learn(sums, d->n_skills, n_blocks, b->is_skill, l.offsets, &l.walk, NULL) == SG_OK)
            fill_linked(b, counts, n, &l);
    }
    sg_free(published_total);
    sg_free(block_of);
    sg_free(l.offsets);
    sg_free(sums);
    return status == SG_OK ? SG_OK : sg_fail(err, SG_EFAIL, "no memory to link published counts");
}

static sg_status link_counts(building *b, sg_error *err)
{
    const sg_market *market = b->market;
    sg_status status = SG_OK;
    for (size_t i = 0; status == SG_OK && i < market->n_counts;) {
        size_t end = i;
        while (end < market->n_counts && market->counts[end].source == market->counts[i].source) end++;
        if (b->in_group[market->counts[i].source]) status = link_source(b, market->counts + i, end - i, err);
        i = end;
    }
    return status;
}

/* ---- the whole ---- */

/* Mentions are counted over one basket of skills in all months, or a month would differ by what its source counts. */
static void count_mentions(building *b)
{
    sg_demand *d = &b->demand;
    for (size_t s = 0; s < d->n_skills; s++)
        for (size_t i = 0; b->is_skill[s] && i < d->n && !d->basket[s]; i++)
            d->basket[s] = d->cells[s * d->n + i].linked;
    for (size_t s = 0; s < d->n_skills; s++) d->n_basket += d->basket[s];
    if (!d->n_basket) /* no published counts: all skills */
        for (size_t s = 0; s < d->n_skills; s++) d->n_basket += d->basket[s] = b->is_skill[s];
    for (size_t s = 0; s < d->n_skills; s++) /* by skill, as the cells lie */
        for (size_t i = 0; d->basket[s] && i < d->n; i++) {
            const sg_demand_month *cell = &d->cells[s * d->n + i];
            b->sums[i].own += b->own[s * d->n + i];
            if (cell->linked) b->sums[i].linked += cell->count;
        }
    for (size_t s = 0; s < d->n_skills; s++)
        for (size_t i = 0; i < d->n; i++) {
            sg_demand_month *cell = &d->cells[s * d->n + i];
            if (cell->total > 0) cell->mentions = cell->linked ? b->sums[i].linked : b->sums[i].own;
        }
}

/* Cuts the series at the last month with data, and finds the longest gap inside. */
static sg_status settle_end(building *b, const char *group, sg_error *err)
{
    sg_demand *d = &b->demand;
    size_t first = 0, n = d->n, gap = 0, longest = 0;
    while (n && d->postings[n - 1] < SG_MONTH_POSTINGS_MIN) n--;
    if (!n)
        return sg_fail(err, SG_EDATA, "the group \"%s\" has no month with %d postings", group, SG_MONTH_POSTINGS_MIN);
    while (d->postings[first] < SG_MONTH_POSTINGS_MIN) first++;
    d->gap_first = d->gap_last = SG_MONTH_ABSENT;
    for (size_t i = first; i < n; i++) {
        gap = d->postings[i] < SG_MONTH_POSTINGS_MIN ? gap + 1 : 0;
        if (gap <= longest) continue;
        longest = gap;
        d->gap_last = d->month0 + (sg_month)i;
        d->gap_first = d->gap_last - (sg_month)gap + 1;
    }
    for (size_t s = 0; s < d->n_skills; s++) memmove(&d->cells[s * n], &d->cells[s * d->n], n * sizeof *d->cells);
    d->n = n;
    d->end = d->month0 + (sg_month)n - 1;
    return SG_OK;
}

sg_status sg_demand_build(const sg_market *market, const char *group, const sg_scope *scope, sg_demand *out,
                          sg_error *err)
{
    building b = {.market = market, .scope = scope};
    sg_status status = building_alloc(&b, group, err);
    if (status == SG_OK) {
        count_postings(&b);
        settle_months(&b);
        status = link_mix(&b, group, err);
        keep_own(&b);
        if (status == SG_OK && everything(scope)) status = link_counts(&b, err);
        count_mentions(&b);
    }
    if (status == SG_OK) status = settle_end(&b, group, err);
    if (status == SG_OK) {
        *out = b.demand;
        b.demand = (sg_demand){0};
    }
    building_release(&b);
    return status;
}

void sg_demand_release(sg_demand *demand)
{
    sg_free(demand->cells);
    sg_free(demand->postings);
    sg_free(demand->basket);
    *demand = (sg_demand){0};
}
