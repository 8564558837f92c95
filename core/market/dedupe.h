/* Which postings are one opening, and which of them count.
 *
 * 1. Copies: postings of a group that share an id, an address or a normalised body, at whichever employers and cities,
 *    or are joined by others that do, are copies of each other; the earliest by (day, source, row) speaks for them.
 * 2. Openings: in the order of those earliest postings, copies join the earliest opening whose first posting theirs is
 *    near to (market/leaders.h), else they are an opening of their own. What is near to a later posting of an opening
 *    does not join it: years of reposts that drift do not chain.
 * 3. An opening counts once in each month in which it was posted, and there its earliest posting stands.
 *
 * A change to what is found raises the METHOD of market/kept.c.
 *
 * So the result hangs on the set of postings alone: not on their order, nor on how they were spread over files. It
 * takes time in proportion to their number. */
#ifndef SG_MARKET_DEDUPE_H
#define SG_MARKET_DEDUPE_H

#include "market/market.h"
#include "reading/near.h"

typedef struct sg_dedupe_item {
    uint64_t id, url, body; /* hashes; 0: none */
    uint64_t row;
    uint32_t group, source; /* source: in the order in which sources stand */
    sg_day day;
} sg_dedupe_item;

/* What near postings are told by. The arrays stand beside the items. */
typedef struct sg_likeness {
    const sg_market_posting *postings;
    const unsigned char (*near)[SG_NEAR_SIZE]; /* all 0: none */
    const unsigned char *is_skill;             /* by skill: it tells jobs apart, attributes do not; NULL: all do */
} sg_likeness;

typedef struct sg_dedupe_one {
    uint32_t item;    /* index */
    uint32_t opening; /* from 0, in the order of their first postings */
    uint8_t repeats;  /* sg_repeat: by what it was known to be of an opening that was there before it */
    bool stands;      /* it is the opening's first in its month */
} sg_dedupe_one;

/* likeness NULL: copies alone. out: n, in the order of (day, source, row). SG_EFAIL: memory. */
sg_status sg_dedupe(const sg_dedupe_item *items, size_t n, const sg_likeness *likeness, sg_dedupe_one *out,
                    size_t *n_openings, sg_error *err);

#endif
