/* Which postings count. Two postings of a group are one opening when they share an id, an address or a normalised
 * body, at whichever employers and cities, or are joined by others that do. An opening counts once in each month in
 * which it was posted, and there its earliest posting by (day, source, row) stands. The openings are closed over all
 * months before that: two copies of a month are one even when only a copy of another month joins them. So the result
 * hangs on the set of postings alone: not on their order, nor on how they were spread over files. */
#ifndef SG_MARKET_DEDUPE_H
#define SG_MARKET_DEDUPE_H

#include "base/month.h"
#include "base/status.h"

#include <stddef.h>

typedef struct sg_dedupe_item {
    uint64_t id, url, body; /* hashes; 0: none */
    uint64_t row;
    uint32_t group, source; /* source: in the order in which sources stand */
    sg_day day;
} sg_dedupe_item;

/* keep[i]: 1 when posting i stands, 0 when it repeats another. SG_EFAIL: memory. */
sg_status sg_dedupe(const sg_dedupe_item *items, size_t n, unsigned char *keep, sg_error *err);

#endif
