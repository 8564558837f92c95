/* Sorting, deduplication and sums of a market whose records are all there. */
#include "market/build.h"

#include <stdlib.h>
#include <string.h>

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "no memory for the market");
}

static int by_place(const void *a, const void *b)
{
    const sg_market_posting *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void widen_span(sg_source *source, sg_month month)
{
    if (source->first == SG_MONTH_ABSENT || month < source->first) source->first = month;
    if (source->last == SG_MONTH_ABSENT || month > source->last) source->last = month;
}

/* Leaves the postings that stand, sorted. Facts mostly come sorted already. */
static sg_status settle_postings(sg_market_build *build, sg_error *err)
{
    sg_market *market = build->market;
    unsigned char *keep = sg_alloc(market->n_postings + 1);
    if (!keep) return no_memory(err);
    sg_status status = sg_dedupe(build->items, market->n_postings, keep, err);
    if (status == SG_OK) {
        size_t n = 0;
        bool sorted = true;
        for (size_t i = 0; i < market->n_postings; i++) {
            sg_market_posting *posting = &market->postings[i];
            sg_source *source = &market->sources[posting->source];
            source->postings += keep[i];
            source->duplicates += !keep[i];
            if (!keep[i]) continue;
            widen_span(source, sg_month_of_day(posting->day));
            sorted = sorted && (n == 0 || by_place(&market->postings[n - 1], posting) <= 0);
            market->postings[n++] = *posting;
        }
        market->n_postings = n;
        if (!sorted) qsort(market->postings, n, sizeof *market->postings, by_place);
    }
    sg_free(keep);
    return status;
}

/* A published name, and its postings or people over all months: for choosing among names of one skill. */
typedef struct named {
    uint32_t skill, name;
    double sum;
} named;

static int by_skill_then_most(const void *a, const void *b)
{
    const named *x = a, *y = b;
    if (x->skill != y->skill) return x->skill < y->skill ? -1 : 1;
    if (x->sum != y->sum) return x->sum > y->sum ? -1 : 1;
    return (x->name > y->name) - (x->name < y->name);
}

/* For n sums by name (0: none), notes in chosen[name] whether the name speaks for its skill. */
static sg_status choose_names(const sg_market_build *build, bool topics, const double *sums, size_t n,
                              unsigned char *chosen, sg_error *err)
{
    named *list = sg_alloc((n + 1) * sizeof *list);
    if (!list) return no_memory(err);
    size_t n_list = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t skill = topics ? build->names[i].topic : build->names[i].skill;
        if (sums[i] > 0) list[n_list++] = (named){skill, (uint32_t)i, sums[i]};
    }
    qsort(list, n_list, sizeof *list, by_skill_then_most);
    for (size_t i = 0; i < n_list; i++) chosen[list[i].name] = i == 0 || list[i].skill != list[i - 1].skill;
    sg_free(list);
    return SG_OK;
}

static int by_count_place(const void *a, const void *b)
{
    const sg_market_count *x = a, *y = b;
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    if (x->skill != y->skill) return x->skill < y->skill ? -1 : 1;
    if (x->month != y->month) return x->month < y->month ? -1 : 1;
    return (x->count < y->count) - (x->count > y->count);
}

/* Names to skills, in the counts of one source: items first … end - 1. Returns how many stand, packed from `to`. */
static sg_status name_counts(const sg_market_build *build, size_t first, size_t end, size_t *to, sg_error *err)
{
    sg_market *market = build->market;
    size_t n = build->published.count;
    double *sums = sg_zalloc(n + 1, sizeof *sums);
    unsigned char *chosen = sg_zalloc(n + 1, 1);
    sg_status status = sums && chosen ? SG_OK : no_memory(err);
    for (size_t i = first; status == SG_OK && i < end; i++) sums[market->counts[i].skill] += market->counts[i].count;
    if (status == SG_OK) status = choose_names(build, false, sums, n, chosen, err);
    for (size_t i = first; status == SG_OK && i < end; i++) {
        sg_market_count count = market->counts[i];
        if (!chosen[count.skill]) continue;
        count.skill = build->names[count.skill].skill;
        market->counts[(*to)++] = count;
    }
    sg_free(sums);
    sg_free(chosen);
    return status;
}

static sg_status settle_counts(sg_market_build *build, sg_error *err)
{
    sg_market *market = build->market;
    size_t to = 0, n = 0;
    for (size_t i = 0; i < market->n_counts;) {
        size_t end = i;
        while (end < market->n_counts && market->counts[end].source == market->counts[i].source) end++;
        sg_status status = name_counts(build, i, end, &to, err);
        if (status != SG_OK) return status;
        i = end;
    }
    if (to) qsort(market->counts, to, sizeof *market->counts, by_count_place);
    for (size_t i = 0; i < to; i++) { /* a month that is given twice: the larger count */
        const sg_market_count *count = &market->counts[i];
        const sg_market_count *last = n ? &market->counts[n - 1] : NULL;
        if (last && last->source == count->source && last->skill == count->skill && last->month == count->month)
            continue;
        widen_span(&market->sources[count->source], count->month);
        market->counts[n++] = *count;
    }
    market->n_counts = n;
    return SG_OK;
}

static int by_talent_place(const void *a, const void *b)
{
    const sg_market_talent *x = a, *y = b;
    if (x->skill != y->skill) return x->skill < y->skill ? -1 : 1;
    if (x->month != y->month) return x->month < y->month ? -1 : 1;
    return (x->people < y->people) - (x->people > y->people);
}

static sg_status settle_talent(sg_market_build *build, sg_error *err)
{
    sg_market *market = build->market;
    size_t names = build->published.count, n = 0, kept = 0;
    double *sums = sg_zalloc(names + 1, sizeof *sums);
    unsigned char *chosen = sg_zalloc(names + 1, 1);
    sg_status status = sums && chosen ? SG_OK : no_memory(err);
    for (size_t i = 0; status == SG_OK && i < market->n_talent; i++)
        sums[market->talent[i].skill] += market->talent[i].people;
    if (status == SG_OK) status = choose_names(build, true, sums, names, chosen, err);
    if (status != SG_OK) goto cleanup;
    for (size_t i = 0; i < market->n_talent; i++) {
        sg_market_talent talent = market->talent[i];
        if (!chosen[talent.skill]) continue;
        talent.skill = build->names[talent.skill].topic;
        market->talent[n++] = talent;
    }
    if (n) qsort(market->talent, n, sizeof *market->talent, by_talent_place);
    for (size_t i = 0; i < n; i++) {
        const sg_market_talent *last = kept ? &market->talent[kept - 1] : NULL;
        if (last && last->skill == market->talent[i].skill && last->month == market->talent[i].month) continue;
        market->talent[kept++] = market->talent[i];
    }
    market->n_talent = kept;
cleanup:
    sg_free(sums);
    sg_free(chosen);
    return status;
}

enum { PARTIAL_MONTHS = 12, PARTIAL_SLACK_DAYS = 4, PARTIAL_POSTINGS_MIN = 50 };

static int by_int(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* Last day of the month on which the group has a posting, and how many; 0: none. Postings are sorted by day. */
static int last_day(const sg_market *market, sg_text group, sg_month month, size_t *n)
{
    int day = 0;
    *n = 0;
    for (size_t i = market->n_postings; i-- > 0;) {
        const sg_market_posting *posting = &market->postings[i];
        sg_month at = sg_month_of_day(posting->day);
        if (at < month) break;
        if (at > month || !sg_text_equal(market->sources[posting->source].group, group)) continue;
        int year, in_year, in_month;
        sg_day_split(posting->day, &year, &in_year, &in_month);
        if (in_month > day) day = in_month;
        ++*n;
    }
    return day;
}

/* Nobody says whether the last month of a person's own file is whole. It is taken as partial when its postings end
 * more than four days earlier in the month than they do in the middle one of the group's last twelve months. */
static void mark_partial(sg_market *market, sg_source *source)
{
    int days[PARTIAL_MONTHS];
    size_t n_days = 0, n;
    if (source->shipped || source->counts || source->talent || source->last == SG_MONTH_ABSENT) return;
    for (sg_month back = 1; back <= PARTIAL_MONTHS; back++) {
        int day = last_day(market, source->group, source->last - back, &n);
        if (n >= PARTIAL_POSTINGS_MIN) days[n_days++] = day;
    }
    if (!n_days) return;
    qsort(days, n_days, sizeof *days, by_int);
    int day = last_day(market, source->group, source->last, &n);
    if (day < days[n_days / 2] - PARTIAL_SLACK_DAYS) source->partial = source->last;
}

static void sum_hash(sg_market *market)
{
    uint64_t hash = market->taxonomy->hash;
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *source = &market->sources[i];
        uint64_t parts[] = {hash, source->hash, sg_hash(source->group.at, source->group.len), source->stale,
                            (uint32_t)source->partial};
        hash = sg_hash(parts, sizeof parts);
    }
    market->hash = hash;
}

sg_status sg_market_finish(sg_market_build *build, sg_error *err)
{
    sg_status status = settle_postings(build, err);
    if (status == SG_OK) status = settle_counts(build, err);
    if (status == SG_OK) status = settle_talent(build, err);
    if (status != SG_OK) return status;
    for (size_t i = 0; i < build->market->n_sources; i++) mark_partial(build->market, &build->market->sources[i]);
    sum_hash(build->market);
    return SG_OK;
}

void sg_market_release(sg_market *market)
{
    sg_free(market->sources);
    sg_free(market->postings);
    sg_free(market->counts);
    sg_free(market->talent);
    sg_arena_release(&market->arena);
    *market = (sg_market){0};
}
