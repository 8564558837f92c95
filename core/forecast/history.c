#include "forecast/history.h"

#include "base/mem.h"

#include <math.h>

/* So many last months are never taken for outliers: what looks like one may be a new level. */
enum { KEPT = 6 };

/* First and last month with data up to `end`, and how many there are. */
static size_t find_data(const sg_series *s, int32_t end, size_t *first, size_t *last)
{
    size_t with = 0;
    for (size_t i = 0; i < s->n && (int64_t)s->month0 + (int64_t)i <= end; i++) {
        if (!s->present[i]) continue;
        if (with++ == 0) *first = i;
        *last = i;
    }
    return with;
}

/* Where trust is 0 the values become a line between their neighbours; after the last that is trusted, that one. */
static void bridge(double *x, const double *trust, size_t n)
{
    size_t last = 0;
    for (size_t i = 1; i < n; i++) {
        if (!(trust[i] > 0)) continue;
        for (size_t k = last + 1; k < i; k++)
            x[k] = x[last] + (x[i] - x[last]) * (double)(k - last) / (double)(i - last);
        last = i;
    }
    for (size_t k = last + 1; k < n; k++) x[k] = x[last];
}

/* Takes the season out of y, and what neither it nor a line explains. work: n. */
static void adjust(double *y, size_t n, double *trust, double *work, sg_season *season)
{
    sg_season_find(y, n, work, trust, season);
    for (size_t i = 0; i < n; i++) y[i] -= season->index[i % SG_SEASON];
    for (size_t i = n > KEPT ? n - KEPT : 0; i < n; i++) trust[i] = 1;
    bridge(y, trust, n);
}

/* Changes from month to month that a season leaves in values above 0, all together; infinite if it leaves any not. */
static double changes_left(const double *y, size_t n, bool factor, const sg_season *season)
{
    double sum = 0, before = 0;
    for (size_t i = 0; i < n; i++) {
        double off = y[i] - season->index[i % SG_SEASON], level = factor ? exp(off) : off;
        if (!(level > 0)) return INFINITY;
        if (i > 0) sum += fabs(level - before);
        before = level;
    }
    return sum;
}

/* Whether the season of values x above 0, with the logarithms y, is a factor rather than an addend. */
static bool is_factor(const double *x, const double *y, size_t n, double *trust, double *work)
{
    sg_season factor, addend;
    sg_season_find(y, n, work, trust, &factor);
    sg_season_find(x, n, work, trust, &addend);
    return changes_left(y, n, true, &factor) <= changes_left(x, n, false, &addend);
}

sg_status sg_history_make(const sg_series *series, int32_t end, sg_history *out, sg_error *err)
{
    size_t first = 0, last = 0, months = find_data(series, end, &first, &last);
    int64_t ends = end == SG_FORECAST_OWN_END ? (int64_t)series->month0 + (int64_t)last : end;
    size_t n = (size_t)(ends - series->month0) + 1 - first;
    *out = (sg_history){.n = n, .months = months, .memory = sg_zalloc(4 * n, sizeof(double))};
    if (!out->memory) return sg_fail(err, SG_EFAIL, "%s: no memory for the months of the series", series->name);
    double *x = out->level = out->memory, *y = x + n, *trust = y + n, *work = trust + n, smallest = INFINITY;
    for (size_t i = first; i <= last; i++)
        if (series->present[i]) x[i - first] = series->value[i], trust[i - first] = 1;
    bridge(x, trust, n);
    for (size_t i = 0; i < n; i++) smallest = fmin(smallest, x[i]);
    out->lowest = smallest < 0 ? -INFINITY : 0;
    out->logs = smallest > 0 ? y : NULL;
    for (size_t i = 0; out->logs && i < n; i++) y[i] = log(x[i]);
    out->factor = out->logs && is_factor(x, y, n, trust, work);
    adjust(out->factor ? y : x, n, trust, work, &out->season);
    for (size_t i = 0; i < n; i++) {
        if (out->factor)
            x[i] = exp(y[i]);
        else if (out->logs)
            y[i] = log(x[i]);
    }
    return SG_OK;
}

void sg_history_release(sg_history *history)
{
    sg_free(history->memory);
    *history = (sg_history){0};
}

double sg_history_restore(const sg_history *history, size_t i, double level)
{
    double season = history->season.index[i % SG_SEASON];
    return fmax(history->lowest, history->factor ? level * exp(season) : level + season);
}
