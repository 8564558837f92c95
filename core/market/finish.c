/* Sorting, deduplication and sums of a market whose records are all there. */
#include "market/build.h"
#include "market/kept.h"
#include "market/partial.h"

#include <stdlib.h>
#include <string.h>

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "no memory for the market");
}

static void widen_span(sg_source *source, sg_month month)
{
    if (source->first == SG_MONTH_ABSENT || month < source->first) source->first = month;
    if (source->last == SG_MONTH_ABSENT || month > source->last) source->last = month;
}

/* The postings that stand, in order; what of their openings and sources is known by then. */
static void keep_standing(const sg_market_build *build, const sg_dedupe_one *order, size_t n, sg_market_posting *kept)
{
    sg_market *market = build->market;
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++) {
        const sg_market_posting *posting = &market->postings[order[i].item];
        sg_source *source = &market->sources[posting->source];
        source->postings += order[i].stands;
        source->duplicates += !order[i].stands;
        if (!order[i].stands) {
            source->repeats[order[i].repeats]++;
            continue;
        }
        source->comparable += build->near[order[i].item][SG_NEAR_SIZE - 1] != 0;
        sg_market_opening *opening = &market->openings[order[i].opening];
        sg_month month = sg_month_of_day(posting->day);
        if (!opening->months++) opening->first = month;
        opening->last = month;
        widen_span(source, month);
        kept[n_kept] = *posting;
        kept[n_kept++].opening = order[i].opening;
    }
    sg_free(market->postings);
    market->postings = kept;
    market->n_postings = n_kept;
}

/* Attributes of a job and soft skills are in all of an employer's postings. */
static unsigned char *tell_skills(const sg_taxonomy *taxonomy)
{
    unsigned char *is_skill = sg_alloc(taxonomy->skill_ids.count + 1);
    for (size_t i = 0; is_skill && i < taxonomy->skill_ids.count; i++) {
        sg_text kind = taxonomy->skills[i].kind;
        is_skill[i] = !sg_text_is(kind, "attribute") && !sg_text_is(kind, "soft");
    }
    return is_skill;
}

static sg_status settle_postings(sg_market_build *build, sg_error *err)
{
    sg_market *market = build->market;
    size_t n = market->n_postings;
    sg_dedupe_one *order = sg_alloc((n + 1) * sizeof *order);
    sg_market_posting *kept = sg_alloc((n + 1) * sizeof *kept);
    unsigned char *is_skill = tell_skills(market->taxonomy);
    sg_likeness likeness = {market->postings, (const unsigned char(*)[SG_NEAR_SIZE])build->near, is_skill};
    sg_status status = order && kept && is_skill ? SG_OK : no_memory(err);
    if (status == SG_OK && build->kept && n >= SG_KEPT_MIN)
        status = sg_dedupe_kept(build->kept, build->items, n, &likeness, market->taxonomy->skill_ids.count, order,
                                &market->n_openings, err);
    else if (status == SG_OK)
        status = sg_dedupe(build->items, n, &likeness, order, &market->n_openings, err);
    if (status == SG_OK) {
        market->openings = sg_zalloc(market->n_openings + 1, sizeof *market->openings);
        if (!market->openings) status = no_memory(err);
    }
    if (status == SG_OK)
        keep_standing(build, order, n, kept);
    else
        sg_free(kept);
    sg_free(order);
    sg_free(is_skill);
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
    if (status == SG_OK) status = sg_partial_mark(build->market, err);
    if (status == SG_OK) sum_hash(build->market);
    return status;
}

void sg_market_release(sg_market *market)
{
    sg_free(market->sources);
    sg_free(market->postings);
    sg_free(market->openings);
    sg_free(market->counts);
    sg_free(market->talent);
    sg_arena_release(&market->arena);
    *market = (sg_market){0};
}
