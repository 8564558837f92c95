/* Demand series: the share of postings that name a skill, by month, joined over the sources of one group. */
#ifndef SG_MARKET_DEMAND_H
#define SG_MARKET_DEMAND_H

#include "forecast/forecast.h"
#include "market/market.h"

/* Which postings are in scope; SG_ID_NONE and -1: all. A scope other than all has no published counts. */
typedef struct sg_scope {
    uint32_t role, region;
    int level;
} sg_scope;

typedef struct sg_demand_month {
    double count, total; /* postings that name it, all postings in scope; total 0: a missing month */
    double mentions;     /* mentions of the basket's skills in the month's postings, the other denominator */
    double extra_var;    /* of linking, log-odds scale */
    uint8_t linked;      /* from published counts, put on our scale: ours are missing, or far fewer */
    uint8_t mixed;       /* of other sources than the group's usual ones, put on their scale, or with others beside
                            them, which are left out (market/mix.h) */
} sg_demand_month;

enum { SG_GROUP_MAX = 64, SG_MONTH_POSTINGS_MIN = 50 };

/* Months month0 … month0 + n - 1 of one group; n × n_skills cells by skill. Months under
 * SG_MONTH_POSTINGS_MIN postings are missing. */
typedef struct sg_demand {
    char group[SG_GROUP_MAX];
    sg_scope scope;
    sg_month month0;
    size_t n, n_skills;
    sg_demand_month *cells;       /* cells[skill * n + i] */
    double *postings;             /* n: volume, before any scope */
    double volume;                /* postings in scope a month, of the sources whose share it is: the mean of the last
                                     six months that have them unlinked; 0: none has */
    unsigned char *basket;        /* n_skills: 1 for those whose mentions are summed: the same in every month, */
    size_t n_basket;              /* so the skills with linked counts, or all where nothing is linked */
    sg_month end;                 /* last whole month with data */
    sg_month gap_first, gap_last; /* longest run of missing months inside, or SG_MONTH_ABSENT */
} sg_demand;

sg_status sg_demand_build(const sg_market *market, const char *group, const sg_scope *scope, sg_demand *out,
                          sg_error *err);
/* Whether some source of the group has the month whole, and all of them SG_MONTH_POSTINGS_MIN postings in it. */
bool sg_demand_has_whole(const sg_market *market, sg_text group, sg_month month);
/* The last such month; SG_MONTH_ABSENT: none. */
sg_month sg_demand_last_whole(const sg_market *market, sg_text group);
/* Whether the posting is of the demand's group and scope. */
bool sg_demand_has(const sg_demand *demand, const sg_market *market, const sg_market_posting *posting);
void sg_demand_release(sg_demand *demand);

/* Whether the posting is in the scope: a posting in Austin is one in the United States. */
bool sg_scope_has(const sg_market *market, const sg_scope *scope, const sg_market_posting *posting);

#endif
