#include "outlook/until.h"

#include "base/mem.h"

static size_t postings_until(const sg_market *market, sg_month end)
{
    size_t lo = 0, hi = market->n_postings;
    while (lo < hi) {
        size_t middle = (lo + hi) / 2;
        if (sg_month_of_day(market->postings[middle].day) <= end)
            lo = middle + 1;
        else
            hi = middle;
    }
    return lo;
}

static void cut_source(sg_source *source, sg_month end)
{
    if (source->first == SG_MONTH_ABSENT) return;
    if (source->first > end) source->first = source->last = SG_MONTH_ABSENT;
    if (source->last > end) source->last = end;
    if (source->partial > end) source->partial = SG_MONTH_ABSENT;
}

sg_status sg_market_until(const sg_market *market, sg_month end, sg_market *out, sg_error *err)
{
    sg_market view = *market;
    view.until = end;
    view.n_postings = postings_until(market, end);
    view.n_counts = view.n_talent = 0;
    view.sources = sg_zalloc(market->n_sources + 1, sizeof *view.sources);
    view.counts = sg_zalloc(market->n_counts + 1, sizeof *view.counts);
    view.talent = sg_zalloc(market->n_talent + 1, sizeof *view.talent);
    if (!view.sources || !view.counts || !view.talent) {
        sg_market_until_release(&view);
        return sg_fail(err, SG_EFAIL, "no memory for the market of an earlier month");
    }
    for (size_t i = 0; i < market->n_sources; i++) {
        view.sources[i] = market->sources[i];
        cut_source(&view.sources[i], end);
    }
    for (size_t i = 0; i < market->n_counts; i++)
        if (market->counts[i].month <= end) view.counts[view.n_counts++] = market->counts[i];
    for (size_t i = 0; i < market->n_talent; i++)
        if (market->talent[i].month <= end) view.talent[view.n_talent++] = market->talent[i];
    *out = view;
    return SG_OK;
}

void sg_market_until_release(sg_market *view)
{
    sg_free(view->sources);
    sg_free(view->counts);
    sg_free(view->talent);
    *view = (sg_market){0};
}
