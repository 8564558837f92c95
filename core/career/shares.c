#include "career/shares.h"

#include <math.h>

enum { YEARS = SG_SHARES_WIDE / 12 };
static const double FLOOR = 1e-4;

double sg_share_odds(double p)
{
    p = p < FLOOR ? FLOOR : p > 1 - FLOOR ? 1 - FLOOR : p;
    return log(p / (1 - p));
}

double sg_share_of(double log_odds)
{
    return 1 / (1 + exp(-log_odds));
}

/* Counts of all postings by year back from the end, and those of the role. */
typedef struct tally {
    double *by_year; /* YEARS × n_skills */
    double all[YEARS], role[YEARS];
    size_t n_skills;
    sg_month recent_seen; /* first recent month with a posting */
} tally;

static void add_posting(tally *t, sg_shares *s, const sg_market_posting *p, uint32_t role)
{
    sg_month month = sg_month_of_day(p->day);
    if (month < s->wide_first || month > s->last) return;
    size_t year = (size_t)(s->last - month) / 12;
    bool recent = month >= s->recent_first, of_role = p->role == role;
    t->all[year]++;
    t->role[year] += of_role;
    if (recent && month < t->recent_seen) t->recent_seen = month;
    s->n_recent += recent;
    s->n_role += of_role;
    for (uint32_t k = 0; k < p->n_skills; k++) {
        t->by_year[year * t->n_skills + p->skills[k]]++;
        s->recent[p->skills[k]] += recent;
        s->count[p->skills[k]] += of_role;
    }
}

static void expect(const tally *t, sg_shares *s)
{
    for (size_t year = 0; year < YEARS; year++)
        for (size_t skill = 0; t->all[year] > 0 && skill < t->n_skills; skill++)
            s->expected[skill] += t->role[year] * t->by_year[year * t->n_skills + skill] / t->all[year];
}

sg_status sg_shares_count(const sg_market *market, uint32_t role, sg_month end, sg_shares *out, sg_error *err)
{
    tally t = {.n_skills = market->taxonomy->skill_ids.count + 1};
    sg_shares s = {.last = end, .recent_first = end - SG_SHARES_RECENT + 1, .wide_first = end - SG_SHARES_WIDE + 1};
    t.recent_seen = end;
    t.by_year = sg_zalloc(YEARS * t.n_skills, sizeof *t.by_year);
    s.recent = sg_zalloc(t.n_skills, sizeof *s.recent);
    s.count = sg_zalloc(t.n_skills, sizeof *s.count);
    s.expected = sg_zalloc(t.n_skills, sizeof *s.expected);
    bool room = t.by_year && s.recent && s.count && s.expected;
    for (size_t i = 0; room && i < market->n_postings; i++) add_posting(&t, &s, &market->postings[i], role);
    if (room) expect(&t, &s);
    s.recent_first = t.recent_seen; /* months before it that no source covers are not claimed */
    sg_free(t.by_year);
    if (!room) {
        sg_shares_release(&s);
        return sg_fail(err, SG_EFAIL, "no memory to count postings");
    }
    s.of_role = s.n_role >= SG_SHARES_ROLE_MIN;
    *out = s;
    return SG_OK;
}

void sg_shares_release(sg_shares *shares)
{
    sg_free(shares->recent);
    sg_free(shares->count);
    sg_free(shares->expected);
    *shares = (sg_shares){0};
}

double sg_shares_all(const sg_shares *s, uint32_t skill)
{
    return s->n_recent > 0 ? s->recent[skill] / s->n_recent : 0;
}

double sg_shares_lean(const sg_shares *s, uint32_t skill, double *se)
{
    if (se) *se = 0;
    double expected = s->expected[skill], count = s->count[skill];
    if (!s->of_role || !(expected > 0)) return 0;
    double ratio = (count + SG_SHARES_PRIOR) / (expected + SG_SHARES_PRIOR);
    double usual = expected / s->n_role, own = usual * ratio;
    if (own > 0.99) own = 0.99;
    if (se) *se = 1 / (sqrt(count + SG_SHARES_PRIOR) * (1 - own));
    return sg_share_odds(own) - sg_share_odds(usual);
}
