#include "market/outlook_work.h"

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
