/* Linking the months of other sources than the usual ones. */
#include "market/link.h"
#include "market/mix.h"

#include <math.h>
#include <string.h>

/* What it takes to learn one offset: of the feeds `own` over the feeds `other`, in the months that have all of both. */
typedef struct lesson {
    const unsigned char *own, *other;
    size_t *block_of; /* by month of the demand, or SIZE_MAX: none of the overlap */
    size_t n_blocks;
    sg_month first, last; /* of the overlap */
    double walk;
    sg_link_offset *offsets; /* by skill */
    bool learnt;
} lesson;

typedef struct linking {
    const sg_mix *mix;
    const sg_market *market;
    const unsigned char *learn;
    sg_demand *demand;
} linking;

/* Of a month of the demand. */
static uint32_t set_of(const linking *l, size_t month)
{
    sg_month at = l->demand->month0 + (sg_month)month - l->mix->month0;
    return at >= 0 && (size_t)at < l->mix->n ? l->mix->set_of[at] : SG_MIX_NONE;
}

static void find_overlap(const linking *l, lesson *x)
{
    size_t n = 0;
    x->first = x->last = SG_MONTH_ABSENT;
    for (size_t i = 0; i < l->demand->n; i++) {
        x->block_of[i] = SIZE_MAX;
        if (!sg_mix_covers(l->mix, set_of(l, i), x->own, x->other)) continue;
        x->block_of[i] = n++ / SG_LINK_BLOCK_MONTHS;
        x->last = l->demand->month0 + (sg_month)i;
        if (x->first == SG_MONTH_ABSENT) x->first = x->last;
    }
    x->n_blocks = (n + SG_LINK_BLOCK_MONTHS - 1) / SG_LINK_BLOCK_MONTHS;
}

static void sum_postings(const linking *l, const lesson *x, sg_link_sum *sums, sg_link_sum *totals)
{
    const sg_market *market = l->market;
    for (size_t i = 0; i < market->n_postings; i++) {
        const sg_market_posting *p = &market->postings[i];
        uint32_t feed = l->mix->feed_of[p->source];
        if (feed == SG_MIX_NONE || !(x->own[feed] || x->other[feed])) continue;
        size_t block = x->block_of[sg_month_of_day(p->day) - l->demand->month0];
        if (block == SIZE_MAX || !sg_scope_has(market, &l->demand->scope, p)) continue;
        totals[block].own_total += x->own[feed];
        totals[block].published_total += x->other[feed];
        for (uint32_t k = 0; k < p->n_skills; k++) {
            sg_link_sum *sum = &sums[p->skills[k] * x->n_blocks + block];
            sum->own += x->own[feed];
            sum->published += x->other[feed];
        }
    }
    for (size_t at = 0; at < l->demand->n_skills * x->n_blocks; at++) {
        sums[at].own_total = totals[at % x->n_blocks].own_total;
        sums[at].published_total = totals[at % x->n_blocks].published_total;
    }
}

/* learnt stays false where no month has both, or too few postings. */
static sg_status learn_offsets(const linking *l, lesson *x)
{
    x->learnt = false;
    find_overlap(l, x);
    if (!x->n_blocks) return SG_OK;
    sg_link_sum *sums = sg_zalloc(l->demand->n_skills * x->n_blocks + 1, sizeof *sums);
    sg_link_sum *totals = sg_zalloc(x->n_blocks, sizeof *totals);
    bool room = sums && totals;
    if (room) {
        sum_postings(l, x, sums, totals);
        x->learnt =
            sg_link_learn(sums, l->demand->n_skills, x->n_blocks, l->learn, x->offsets, &x->walk, NULL) == SG_OK;
    }
    sg_free(sums);
    sg_free(totals);
    return room ? SG_OK : SG_EFAIL;
}

static double variance_at(const lesson *x, size_t skill, sg_month month)
{
    sg_month away = month > x->last ? month - x->last : month < x->first ? x->first - month : 0;
    return x->offsets[skill].variance + x->walk * (double)away / SG_LINK_BLOCK_MONTHS;
}

static void put_on_scale(const linking *l, uint32_t set, const lesson *lessons, int n)
{
    sg_demand *d = l->demand;
    for (size_t s = 0; s < d->n_skills; s++)
        for (size_t i = 0; i < d->n; i++) {
            sg_demand_month *cell = &d->cells[s * d->n + i];
            if (set_of(l, i) != set || !(cell->total > 0) || cell->mixed) continue;
            double offset = 0;
            for (int k = 0; k < n; k++) {
                offset += lessons[k].offsets[s].offset;
                cell->extra_var += variance_at(&lessons[k], s, d->month0 + (sg_month)i);
            }
            cell->count = sg_link_count(cell->count, cell->total, offset);
            cell->mixed = 1;
        }
}

/* Months that have the usual feeds and others: the usual ones alone tell how demand moved, without an offset. */
static sg_status leave_others_out(const linking *l, uint32_t set)
{
    sg_demand *d = l->demand;
    const unsigned char *usual = l->mix->sets[l->mix->usual].has;
    double *kept = sg_zalloc(d->n + 1, sizeof *kept);
    if (!kept) return SG_EFAIL;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < l->market->n_postings; i++) {
            const sg_market_posting *p = &l->market->postings[i];
            uint32_t feed = l->mix->feed_of[p->source];
            if (feed == SG_MIX_NONE || !sg_scope_has(l->market, &d->scope, p)) continue;
            size_t at = (size_t)(sg_month_of_day(p->day) - d->month0);
            if (at >= d->n || set_of(l, at) != set) continue;
            if (pass == 0)
                kept[at] += usual[feed];
            else if (!usual[feed] && kept[at] >= SG_MONTH_POSTINGS_MIN)
                for (uint32_t k = 0; k < p->n_skills; k++) d->cells[p->skills[k] * d->n + at].count--;
        }
    for (size_t i = 0; i < d->n; i++)
        for (size_t s = 0; s < d->n_skills && kept[i] >= SG_MONTH_POSTINGS_MIN; s++) {
            d->cells[s * d->n + i].total = kept[i];
            d->cells[s * d->n + i].mixed = 1;
        }
    sg_free(kept);
    return SG_OK;
}

/* By the months that have all of both; else by the feeds that both have: the usual ones over these in months of the
 * usual ones, and these over the set's in its own. */
static sg_status link_set(const linking *l, uint32_t set, lesson lessons[static 2], unsigned char *shared)
{
    const unsigned char *usual = l->mix->sets[l->mix->usual].has, *has = l->mix->sets[set].has;
    lessons[0].own = usual, lessons[0].other = has;
    sg_status status = learn_offsets(l, &lessons[0]);
    if (status == SG_OK && lessons[0].learnt) put_on_scale(l, set, lessons, 1);
    if (status != SG_OK || lessons[0].n_blocks) return status;
    for (size_t f = 0; f < l->mix->n_feeds; f++) shared[f] = usual[f] && has[f];
    lessons[0].other = shared;
    lessons[1].own = shared, lessons[1].other = has;
    for (int k = 0; status == SG_OK && k < 2; k++) status = learn_offsets(l, &lessons[k]);
    if (status == SG_OK && lessons[0].learnt && lessons[1].learnt) put_on_scale(l, set, lessons, 2);
    return status;
}

sg_status sg_mix_link(const sg_mix *mix, const sg_market *market, const unsigned char *learn, sg_demand *demand,
                      sg_error *err)
{
    linking l = {mix, market, learn, demand};
    lesson lessons[2] = {{0}};
    unsigned char *shared = sg_zalloc(mix->n_feeds + 1, 1);
    sg_status status = shared ? SG_OK : SG_EFAIL;
    for (int k = 0; k < 2; k++) {
        lessons[k].block_of = sg_zalloc(demand->n + 1, sizeof *lessons[k].block_of);
        lessons[k].offsets = sg_zalloc(demand->n_skills + 1, sizeof *lessons[k].offsets);
        if (!lessons[k].block_of || !lessons[k].offsets) status = SG_EFAIL;
    }
    for (uint32_t s = 0; status == SG_OK && s < mix->n_sets; s++) {
        if (mix->sets[s].join == SG_MIX_BESIDE) status = leave_others_out(&l, s);
        if (status == SG_OK && mix->sets[s].join >= SG_MIX_LINKED) status = link_set(&l, s, lessons, shared);
    }
    for (int k = 0; k < 2; k++) {
        sg_free(lessons[k].block_of);
        sg_free(lessons[k].offsets);
    }
    sg_free(shared);
    return status == SG_OK ? SG_OK : sg_fail(err, status, "no memory to link the sources of \"%s\"", demand->group);
}
