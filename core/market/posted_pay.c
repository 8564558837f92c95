#include "market/posted_pay.h"

#include "base/text.h"
#include "taxonomy/region.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ENTRIES_MAX = 1 << 28,
    ALL_LEVELS = -1,
    SLIP = 10 /* so many times more or less than the middle is a slip, as pay by the hour that is called a year's */
};

/* A posting in one of the cells to which it counts. */
typedef struct entry {
    sg_text group;
    uint32_t region;
    int32_t level; /* or ALL_LEVELS */
    uint64_t employer;
    double amount; /* a year */
    sg_month month;
} entry;

typedef struct posted {
    const sg_market *market;
    uint32_t role;
    entry *entries;
    size_t n, capacity;
    double *amounts; /* room for those of one cell */
} posted;

/* ---- gathering ---- */

/* The last month in which the posting's group has any. */
static sg_month end_of(const sg_market *market, sg_text group)
{
    sg_month end = SG_MONTH_ABSENT;
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        if (s->postings && sg_text_equal(s->group, group) && (end == SG_MONTH_ABSENT || s->last > end)) end = s->last;
    }
    return end;
}

/* A year's pay, or 0: it does not say, or not in a way that compares. */
static double amount_of(const posted *x, const sg_market_posting *p)
{
    const sg_taxonomy *t = x->market->taxonomy;
    if (p->period != SG_PERIOD_YEAR || p->component == SG_COMPONENT_TOTAL || p->region == SG_ID_NONE) return 0;
    sg_text currency = t->regions[sg_region_country(t, p->region)].currency;
    if (!currency.len || !sg_text_is(currency, p->currency)) return 0;
    if (p->pay_lo > 0 && p->pay_hi > 0) return p->pay_lo / 2 + p->pay_hi / 2;
    return p->pay_lo > 0 ? p->pay_lo : p->pay_hi > 0 ? p->pay_hi : 0;
}

/* In the region and all that it lies in, at all levels and at its own. */
static sg_status add_posting(posted *x, const sg_market_posting *p, double amount, sg_error *err)
{
    const sg_taxonomy *t = x->market->taxonomy;
    const int levels[] = {ALL_LEVELS, p->level};
    for (uint32_t region = p->region; region != SG_ID_NONE; region = sg_region_parent(t, region))
        for (size_t i = 0; i < (p->level >= 0 ? 2 : 1); i++) {
            if (SG_GROW(x->entries, x->n, x->capacity, ENTRIES_MAX) != 0)
                return sg_fail(err, SG_EFAIL, "no memory for what postings pay");
            x->entries[x->n++] = (entry){.group = x->market->sources[p->source].group,
                                         .region = region,
                                         .level = levels[i],
                                         .employer = p->employer_hash,
                                         .amount = amount,
                                         .month = sg_month_of_day(p->day)};
        }
    return SG_OK;
}

/* Postings stand by day: of an opening the last is met first. */
static sg_status gather(posted *x, sg_error *err)
{
    const sg_market *m = x->market;
    unsigned char *seen = sg_zalloc(m->n_openings + 1, 1);
    sg_status status = seen ? SG_OK : sg_fail(err, SG_EFAIL, "no memory for what postings pay");
    for (size_t i = m->n_postings; i-- > 0 && status == SG_OK;) {
        const sg_market_posting *p = &m->postings[i];
        if (p->role != x->role || seen[p->opening]) continue;
        double amount = amount_of(x, p);
        if (!(amount > 0)) continue;
        seen[p->opening] = 1;
        if (sg_month_of_day(p->day) <= end_of(m, m->sources[p->source].group) - SG_POSTED_MONTHS) continue;
        status = add_posting(x, p, amount, err);
    }
    sg_free(seen);
    return status;
}

/* ---- cells ---- */

static int by_cell(const entry *x, const entry *y)
{
    int order = sg_text_compare(x->group, y->group);
    if (order) return order;
    if (x->region != y->region) return x->region < y->region ? -1 : 1;
    return (x->level > y->level) - (x->level < y->level);
}

static int by_cell_and_amount(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = by_cell(x, y);
    if (order) return order;
    if (x->amount != y->amount) return x->amount < y->amount ? -1 : 1;
    if (x->employer != y->employer) return x->employer < y->employer ? -1 : 1;
    return (x->month > y->month) - (x->month < y->month);
}

/* The n entries of one cell, by amount. */
static sg_status take_cell(posted *x, const entry *cell, size_t n, size_t n_min,
                           sg_status (*take)(void *, const sg_band *, sg_error *), void *self, sg_error *err)
{
    static const double at[5] = {.1, .25, .5, .75, .9};
    const sg_taxonomy *t = x->market->taxonomy;
    size_t kept = 0;
    const entry *middle = &cell[n / 2];
    sg_month first = middle->month, last = first;
    for (size_t i = 0; i < n; i++) {
        if (cell[i].amount < middle->amount / SLIP || cell[i].amount / SLIP > middle->amount) continue;
        bool again =
            i && cell[i].employer && cell[i].employer == cell[i - 1].employer && cell[i].amount == cell[i - 1].amount;
        if (again) continue;
        x->amounts[kept++] = cell[i].amount;
        if (cell[i].month < first) first = cell[i].month;
        if (cell[i].month > last) last = cell[i].month;
    }
    if (kept < n_min) return SG_OK;
    char from[8], to[8], note[160];
    sg_month_format(first, from);
    snprintf(note, sizeof note,
             "middles of the yearly ranges that ads name, %s to %s; taken for base pay, which few ads say", from,
             sg_month_format(last, to));
    sg_band band = {.source = cell->group,
                    .kind = sg_text_of("posted"),
                    .scheme = sg_text_of("role"),
                    .occupation = t->roles[x->role].id,
                    .title = t->roles[x->role].name,
                    .role = t->roles[x->role].id,
                    .level = sg_text_of(cell->level == ALL_LEVELS ? "all" : sg_level_ids[cell->level]),
                    .region = t->regions[cell->region].id,
                    .date = sg_text_of(to),
                    .component = sg_text_of("base"),
                    .period = sg_text_of("year"),
                    .currency = t->regions[sg_region_country(t, cell->region)].currency,
                    .n_kind = sg_text_of("postings"),
                    .note = sg_text_of(note),
                    .has = SG_HAS_P10 | SG_HAS_P25 | SG_HAS_P50 | SG_HAS_P75 | SG_HAS_P90,
                    .n = (double)kept};
    for (size_t i = 0; i < 5; i++) band.pct[i] = gsl_stats_quantile_from_sorted_data(x->amounts, 1, kept, at[i]);
    return take(self, &band, err);
}

sg_status sg_posted_pay(const sg_market *market, uint32_t role, size_t n_min,
                        sg_status (*take)(void *self, const sg_band *band, sg_error *err), void *self, sg_error *err)
{
    posted x = {.market = market, .role = role};
    sg_status status = gather(&x, err);
    x.amounts = sg_alloc((x.n + 1) * sizeof *x.amounts);
    if (status == SG_OK && !x.amounts) status = sg_fail(err, SG_EFAIL, "no memory for what postings pay");
    if (x.n) qsort(x.entries, x.n, sizeof *x.entries, by_cell_and_amount);
    for (size_t i = 0, end; status == SG_OK && i < x.n; i = end) {
        for (end = i + 1; end < x.n && by_cell(&x.entries[i], &x.entries[end]) == 0;) end++;
        status = take_cell(&x, &x.entries[i], end - i, n_min, take, self, err);
    }
    sg_free(x.amounts);
    sg_free(x.entries);
    return status;
}
