#include "market/repeats.h"

#include "base/mem.h"
#include "market/demand.h"

#include <stdlib.h>

/* A posting of a known employer. */
typedef struct named {
    uint64_t employer;
    sg_month month;
    bool again;
} named;

typedef struct counting {
    const sg_market *market;
    sg_text group;
    named *named;
    size_t *lengths;     /* of openings that were posted again */
    unsigned char *seen; /* by opening: it is one of the group's */
    sg_repeats_skill *skills;
    sg_repeats out;
} counting;

static bool in_group(const counting *c, const sg_market_posting *p)
{
    return sg_text_equal(c->market->sources[p->source].group, c->group);
}

static void count_postings(counting *c)
{
    sg_repeats *out = &c->out;
    for (size_t i = 0; i < c->market->n_postings; i++) {
        const sg_market_posting *p = &c->market->postings[i];
        if (!in_group(c, p)) continue;
        sg_month month = sg_month_of_day(p->day);
        bool again = month > c->market->openings[p->opening].first;
        out->postings++;
        out->again += again;
        c->seen[p->opening] = 1;
        if (p->employer_hash) c->named[out->named++] = (named){p->employer_hash, month, again};
    }
}

static int by_employer(const void *a, const void *b)
{
    const named *x = a, *y = b;
    if (x->employer != y->employer) return x->employer < y->employer ? -1 : 1;
    return (x->month > y->month) - (x->month < y->month);
}

static void count_employers(counting *c)
{
    sg_repeats *out = &c->out;
    if (out->named) qsort(c->named, out->named, sizeof *c->named, by_employer);
    for (size_t i = 0; i < out->named;) {
        size_t first = i;
        bool again = false;
        for (; i < out->named && c->named[i].employer == c->named[first].employer; i++) {
            again = again || c->named[i].again;
            out->named_again += c->named[i].month > c->named[first].month;
        }
        out->employers++;
        out->employers_again += again;
    }
}

static int by_length(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static double middle(size_t *lengths, size_t n)
{
    if (!n) return 0;
    qsort(lengths, n, sizeof *lengths, by_length);
    return ((double)lengths[(n - 1) / 2] + (double)lengths[n / 2]) / 2;
}

/* Of the openings that were posted again: in how many months, or over how many. */
static size_t list_lengths(counting *c, bool spans)
{
    size_t n = 0;
    for (size_t i = 0; i < c->market->n_openings; i++) {
        const sg_market_opening *opening = &c->market->openings[i];
        if (!c->seen[i] || opening->months < 2) continue;
        c->lengths[n++] = spans ? (size_t)(opening->last - opening->first) + 1 : opening->months;
    }
    return n;
}

static void count_openings(counting *c)
{
    sg_repeats *out = &c->out;
    for (size_t i = 0; i < c->market->n_openings; i++) out->openings += c->seen[i];
    out->openings_again = list_lengths(c, false);
    out->months = middle(c->lengths, out->openings_again);
    list_lengths(c, true);
    out->span = middle(c->lengths, out->openings_again);
}

static int by_postings(const void *a, const void *b)
{
    const sg_repeats_skill *x = a, *y = b;
    if (x->postings != y->postings) return x->postings > y->postings ? -1 : 1;
    return (x->skill > y->skill) - (x->skill < y->skill);
}

static void find_year(counting *c)
{
    const sg_market *market = c->market;
    sg_repeats *out = &c->out;
    out->last = sg_demand_last_whole(market, c->group);
    for (size_t i = market->n_postings; i-- > 0 && out->last == SG_MONTH_ABSENT;)
        if (in_group(c, &market->postings[i])) out->last = sg_month_of_day(market->postings[i].day);
    out->first = out->last == SG_MONTH_ABSENT ? SG_MONTH_ABSENT : out->last - SG_REPEATS_MONTHS + 1;
}

static void count_skills(counting *c)
{
    const sg_market *market = c->market;
    sg_repeats *out = &c->out;
    size_t n_skills = market->taxonomy->skill_ids.count;
    for (size_t s = 0; s < n_skills; s++) c->skills[s].skill = (uint32_t)s;
    for (size_t i = 0; i < market->n_postings; i++) {
        const sg_market_posting *p = &market->postings[i];
        sg_month month = sg_month_of_day(p->day);
        if (month < out->first || month > out->last || !in_group(c, p)) continue;
        bool fresh = month == market->openings[p->opening].first;
        out->year++;
        out->year_fresh += fresh;
        for (uint32_t k = 0; k < p->n_skills; k++) {
            c->skills[p->skills[k]].postings++;
            c->skills[p->skills[k]].fresh += fresh;
        }
    }
    for (size_t s = 0; s < n_skills; s++)
        if (sg_text_is(market->taxonomy->skills[s].kind, "attribute")) c->skills[s].postings = 0;
    if (n_skills) qsort(c->skills, n_skills, sizeof *c->skills, by_postings);
    while (out->n_skills < SG_REPEATS_SKILLS && out->n_skills < n_skills && c->skills[out->n_skills].postings) {
        out->skills[out->n_skills] = c->skills[out->n_skills];
        out->n_skills++;
    }
}

sg_status sg_repeats_find(const sg_market *market, sg_text group, sg_repeats *out, sg_error *err)
{
    counting c = {.market = market,
                  .group = group,
                  .named = sg_alloc((market->n_postings + 1) * sizeof *c.named),
                  .lengths = sg_alloc((market->n_openings + 1) * sizeof *c.lengths),
                  .seen = sg_zalloc(market->n_openings + 1, 1),
                  .skills = sg_zalloc(market->taxonomy->skill_ids.count + 1, sizeof *c.skills)};
    bool room = c.named && c.lengths && c.seen && c.skills;
    if (room) {
        count_postings(&c);
        count_employers(&c);
        count_openings(&c);
        find_year(&c);
        if (c.out.last != SG_MONTH_ABSENT) count_skills(&c);
        *out = c.out;
    }
    sg_free(c.named);
    sg_free(c.lengths);
    sg_free(c.seen);
    sg_free(c.skills);
    return room ? SG_OK : sg_fail(err, SG_EFAIL, "no memory to count what is posted again");
}
