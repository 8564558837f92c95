/* What a back-test says of the forecasts of each family of skills and horizon: do they beat the last value? */
#ifndef SG_OUTLOOK_VERDICT_H
#define SG_OUTLOOK_VERDICT_H

#include "base/mem.h"
#include "forecast/contest.h"
#include "outlook/backtest.h"

/* Of the cases of one family (or all) and one horizon, or of any choice of cases. */
typedef struct sg_verdict {
    sg_contest now;          /* held against the share of the last six months, carried forward: the one that decides */
    sg_contest last;         /* held against the share of the last month */
    double cover80, cover95; /* share of cases in the interval; NaN without cases */
    double score;            /* mean interval score of the 80 % interval ÷ the series' mean monthly change */
    double carried80, carried_score; /* the same of the last value's own interval */
} sg_verdict;

typedef struct sg_verdicts {
    sg_arena arena;
    sg_text *families; /* by name */
    size_t n_families;
    size_t horizons[SG_BACKTEST_HORIZONS], n_horizons;
    sg_verdict *items;    /* [(family + 1) * n_horizons + k]; family -1: all skills */
    sg_month first, last; /* origins */
    size_t n_origins;
    sg_month end; /* last month of the data that were tested */
} sg_verdicts;

/* Which cases: SG_ID_NONE, 0, SG_MONTH_ABSENT: any. */
typedef struct sg_verdict_of {
    sg_text family; /* absent: any */
    uint32_t steps;
    sg_month first, last; /* origins */
} sg_verdict_of;

/* SG_EFAIL: memory. */
sg_status sg_verdict_make(const sg_backtest *backtest, const sg_taxonomy *taxonomy, const sg_verdict_of *of,
                          sg_verdict *out, sg_error *err);
sg_status sg_verdicts_make(const sg_backtest *backtest, const sg_taxonomy *taxonomy, const sg_backtest_ask *ask,
                           sg_verdicts *out, sg_error *err);
void sg_verdicts_release(sg_verdicts *verdicts);

/* The verdict of a family at the tested horizon that is nearest to `steps` (of two, the longer); of all skills where
 * the family was not tried enough. NULL: neither was. */
const sg_verdict *sg_verdicts_at(const sg_verdicts *verdicts, sg_text family, size_t steps);
/* The verdict of all skills at that horizon; NULL: they were not tried enough. */
const sg_verdict *sg_verdicts_of_all(const sg_verdicts *verdicts, size_t steps);
/* "beats it", "ahead, not surely", "does not beat it", "loses to it", "too few to say". */
const char *sg_contest_words(sg_contest_word word);

#endif
