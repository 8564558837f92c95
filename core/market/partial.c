#include "market/partial.h"

#include "base/mem.h"
#include "market/demand.h"

#include <stdlib.h>
#include <string.h>

enum { EARLIER_MONTHS = 12, EARLIER_MIN = 3, CALENDAR_DAY = 25 };
static const double come_min = .95;

/* Postings of one month by their day of the month. */
typedef struct month_days {
    uint32_t n, on[32];
    bool whole; /* some source has all of it, as far as is known */
} month_days;

static bool has_postings(const sg_source *source)
{
    return !source->counts && !source->talent && source->first != SG_MONTH_ABSENT;
}

static void count_days(const sg_market *market, const unsigned char *in_group, sg_month first, month_days *months)
{
    for (size_t i = 0; i < market->n_postings; i++) {
        const sg_market_posting *p = &market->postings[i];
        if (!in_group[p->source]) continue;
        int year, month, day;
        sg_day_split(p->day, &year, &month, &day);
        sg_month at = sg_month_of(year, month);
        months[at - first].n++;
        months[at - first].on[day]++;
        if (at != market->sources[p->source].partial) months[at - first].whole = true;
    }
}

static int last_day(const month_days *month)
{
    int day = 31;
    while (day > 0 && !month->on[day]) day--;
    return day;
}

static double come_by(const month_days *month, int day)
{
    uint32_t n = 0;
    for (int i = 1; i <= day; i++) n += month->on[i];
    return (double)n / month->n;
}

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool ends_early(const month_days *months, size_t last)
{
    double come[EARLIER_MONTHS];
    size_t earlier = 0;
    int day = last_day(&months[last]);
    for (size_t i = last; i-- > 0 && earlier < EARLIER_MONTHS;)
        if (months[i].whole && months[i].n >= SG_MONTH_POSTINGS_MIN) come[earlier++] = come_by(&months[i], day);
    if (!earlier || (earlier < EARLIER_MIN && day >= CALENDAR_DAY)) return false;
    qsort(come, earlier, sizeof *come, by_number);
    return come[earlier / 2] < come_min;
}

/* Months of the group, n of them from `first` on. The last is that with postings enough: a stray day is no month. */
static void mark_months(sg_market *market, const unsigned char *in_group, const month_days *months, sg_month first,
                        size_t n)
{
    size_t last = n;
    while (last && months[last - 1].n < SG_MONTH_POSTINGS_MIN) last--;
    if (!last || !ends_early(months, last - 1)) return;
    sg_month partial = first + (sg_month)last - 1;
    for (size_t i = 0; i < market->n_sources; i++) {
        sg_source *s = &market->sources[i];
        if (in_group[i] && !s->shipped && s->first <= partial && s->last >= partial) s->partial = partial;
    }
}

/* The group of sources[of]. */
static sg_status mark_group(sg_market *market, size_t of, unsigned char *in_group, sg_error *err)
{
    sg_month first = market->sources[of].first, last = market->sources[of].last;
    bool own = false;
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        in_group[i] = has_postings(s) && sg_text_equal(s->group, market->sources[of].group);
        if (!in_group[i]) continue;
        if (s->first < first) first = s->first;
        if (s->last > last) last = s->last;
        own = own || !s->shipped;
    }
    if (!own) return SG_OK;
    size_t n = (size_t)(last - first) + 1;
    month_days *months = sg_zalloc(n, sizeof *months);
    if (!months) return sg_fail(err, SG_EFAIL, "no memory for the days of %zu months", n);
    count_days(market, in_group, first, months);
    mark_months(market, in_group, months, first, n);
    sg_free(months);
    return SG_OK;
}

static bool group_is_new(const sg_market *market, size_t of)
{
    for (size_t i = 0; i < of; i++)
        if (has_postings(&market->sources[i]) && sg_text_equal(market->sources[i].group, market->sources[of].group))
            return false;
    return has_postings(&market->sources[of]);
}

sg_status sg_partial_mark(sg_market *market, sg_error *err)
{
    unsigned char *in_group = sg_alloc(market->n_sources + 1);
    sg_status status = in_group ? SG_OK : sg_fail(err, SG_EFAIL, "no memory for the sources");
    for (size_t i = 0; status == SG_OK && i < market->n_sources; i++)
        if (group_is_new(market, i)) status = mark_group(market, i, in_group, err);
    sg_free(in_group);
    return status;
}
