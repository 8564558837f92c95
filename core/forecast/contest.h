/* Whether one forecaster's errors were smaller than another's, and how sure that is. */
#ifndef SG_FORECAST_CONTEST_H
#define SG_FORECAST_CONTEST_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

/* Absolute errors of both in one case. unit: the series; block: the stretch of time of the origin. */
typedef struct sg_trial {
    uint32_t unit, block; /* < SG_TRIAL_MAX */
    double error, base;   /* of the forecaster, and of what it is held against */
} sg_trial;

enum { SG_TRIAL_MAX = 1 << 16, SG_CONTEST_CASES_MIN = 30, SG_CONTEST_BLOCKS_MIN = 3 };

typedef enum sg_contest_word {
    SG_CONTEST_UNTRIED, /* under SG_CONTEST_CASES_MIN cases or SG_CONTEST_BLOCKS_MIN blocks */
    SG_CONTEST_BEATS,   /* the whole interval lies below 1 */
    SG_CONTEST_AHEAD,   /* the ratio does, its interval does not */
    SG_CONTEST_BEHIND,  /* the ratio is 1 or more, and its interval holds 1 */
    SG_CONTEST_LOSES    /* the whole interval is 1 or more, and not 1 alone */
} sg_contest_word;

/* ratio: the forecaster's summed errors ÷ the other's; lo, hi: its 90 % interval. With too few cases the ratio is what
 * it is, and the interval NaN. Without any the ratio is NaN, too. */
typedef struct sg_contest {
    sg_contest_word word;
    size_t n, units, blocks;
    double ratio, lo, hi;
} sg_contest;

/* The interval: series and blocks are both drawn anew, with replacement, 400 times from a fixed seed (Owen 2007, The
 * pigeonhole bootstrap): series of one source move together, and errors of one time are alike. SG_EFAIL: memory. */
sg_status sg_contest_judge(const sg_trial *trials, size_t n, sg_contest *out, sg_error *err);

/* What ratio and interval come to, where there were cases enough. */
sg_contest_word sg_contest_word_of(const sg_contest *contest);

#endif
