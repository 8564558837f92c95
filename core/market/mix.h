/* Which sources the months of a group are made of. A board that comes in or goes changes the share of a skill without a
 * change of demand; so months of other sources than the usual ones are put on the scale of these, by the offset between
 * the two where both exist (market/link.h), and are not pooled as if they were alike. Of months that have the usual
 * ones and others these tell nothing that the usual ones do not tell without an offset: they are left out (pooled and
 * linked, forecasts on history were worse: tests/bench/link.c).
 *
 * A feed is a source, or several of one plugin and one set of options that is not empty: a board that was fetched
 * again. It is there from its first to its last month with at least a tenth of the postings of its busiest, or half of
 * the group's: a board that lists a few old postings was not followed then. The usual feeds are those of most whole
 * months (of two, the later). Months that differ from them by feeds of under a twentieth of the postings are usual,
 * too. Months that share no feed with the usual ones, where no month has both, are another stretch of one thing, as the
 * threads of one forum are, and stay as they are. */
#ifndef SG_MARKET_MIX_H
#define SG_MARKET_MIX_H

#include "market/demand.h"

typedef enum sg_mix_join {
    SG_MIX_USUAL,
    SG_MIX_APART,
    SG_MIX_LINKED, /* where both are there at once, or by the feeds that they share */
    SG_MIX_BESIDE  /* others beside the usual ones: these alone are counted, or linked where they are too few */
} sg_mix_join;

typedef struct sg_mix_set {
    unsigned char *has; /* by feed */
    size_t months;      /* whole ones that are made of it */
    sg_mix_join join;
} sg_mix_set;

#define SG_MIX_NONE UINT32_MAX

/* Months month0 … month0 + n - 1 of a group. */
typedef struct sg_mix {
    sg_arena arena;
    sg_month month0;
    size_t n, n_feeds, n_sets;
    uint32_t *feed_of; /* by source, or SG_MIX_NONE: of another group, or without postings */
    double *postings;  /* [feed * n + month] */
    uint32_t *set_of;  /* by month, or SG_MIX_NONE: not whole, or with too few postings */
    sg_mix_set *sets;
    uint32_t usual; /* of sets, or SG_MIX_NONE */
} sg_mix;

/* Of a group without postings n is 0. */
sg_status sg_mix_find(const sg_market *market, const char *group, sg_mix *out, sg_error *err);
void sg_mix_release(sg_mix *mix);

/* Whether all feeds of a and b are in the set. */
bool sg_mix_covers(const sg_mix *mix, uint32_t set, const unsigned char *a, const unsigned char *b);

/* Puts the cells of the months that are to be linked on the scale of the usual ones. The demand is of the mix's group,
 * with its counts and totals; learn, by skill, as in market/link.h. Where the overlap has too few postings in scope the
 * months stay as they are. */
sg_status sg_mix_link(const sg_mix *mix, const sg_market *market, const unsigned char *learn, sg_demand *demand,
                      sg_error *err);

#endif
