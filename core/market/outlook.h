/* Outlook: forecast, stage and confidence for each skill. */
#ifndef SG_MARKET_OUTLOOK_H
#define SG_MARKET_OUTLOOK_H

#include "market/demand.h"

typedef enum sg_stage { SG_STAGE_NEW, SG_STAGE_RISING, SG_STAGE_FLAT, SG_STAGE_FALLING, SG_STAGE_UNCLEAR } sg_stage;

typedef struct sg_outlook {
    uint32_t skill;
    sg_stage stage;
    double stage_p;              /* its probability, 0 … 1 */
    double now;                  /* share of postings over the last six months with data */
    double now_count, now_total; /* postings that named it, postings in those months */
    double now_lo, now_hi;       /* 80 % interval of now (Wilson) */
    size_t employers;            /* distinct, in those months; 0: unknown */
    bool has_forecast;           /* else why_not says what is missing */
    char why_not[160];
    sg_forecast_point at18, at24; /* 18 and 24 months after as_of */
    sg_forecast_basis basis;
    double p_gain, p_loss;  /* that the share at 24 is above, below now */
    double talent_growth;   /* a year, last two years of the talent index; talent_n 0: unknown */
    size_t talent_n;        /* quarters */
    double demand_growth;   /* a year, on the share, forecast over the horizon */
    bool mentions_disagree; /* share of postings and share of mentions move in opposite directions */
    sg_month first_seen;
} sg_outlook;

typedef struct sg_outlooks {
    sg_outlook *items; /* by skill index, only skills (no attributes) seen at all */
    size_t n;
    sg_month end;          /* last month of data */
    sg_month as_of;        /* the person's month: horizons are counted from it */
    size_t step18, step24; /* steps after end */
} sg_outlooks;

sg_status sg_outlook_build(const sg_market *market, const sg_demand *demand, sg_month as_of, sg_outlooks *out,
                           sg_error *err);
void sg_outlook_release(sg_outlooks *outlooks);
/* NULL when the skill was never seen. */
const sg_outlook *sg_outlook_of(const sg_outlooks *outlooks, uint32_t skill);
const char *sg_stage_name(sg_stage stage);
/* "high", "medium", "low" with the reason, from n, history and interval width. */
const char *sg_outlook_confidence(const sg_outlook *outlook);

#endif
