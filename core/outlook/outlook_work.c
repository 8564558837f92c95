#include "outlook/outlook_work.h"

sg_outlook *sg_outlook_item(const sg_outlook_work *b, uint32_t skill)
{
    size_t lo = 0, hi = b->out.n;
    while (lo < hi) {
        size_t middle = (lo + hi) / 2;
        if (b->out.items[middle].skill < skill)
            lo = middle + 1;
        else
            hi = middle;
    }
    return lo < b->out.n && b->out.items[lo].skill == skill ? &b->out.items[lo] : NULL;
}

bool sg_outlook_is_now(const sg_outlook_work *b, const sg_market_posting *p)
{
    const sg_demand *d = b->demand;
    sg_month at = sg_month_of_day(p->day) - d->month0;
    return at >= (sg_month)b->now_first && at < (sg_month)d->n && d->postings[at] > 0 && sg_demand_has(d, b->market, p);
}
