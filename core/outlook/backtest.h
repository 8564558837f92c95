/* The forecasts of a group's past against what came: at each origin from the market as it was known then, with the
 * skills that could be forecast then. */
#ifndef SG_OUTLOOK_BACKTEST_H
#define SG_OUTLOOK_BACKTEST_H

#include "market/demand.h"

enum {
    SG_BACKTEST_EVERY = 6,       /* months between origins */
    SG_BACKTEST_WINDOW = 6,      /* months whose share is forecast, as the outlook does */
    SG_BACKTEST_HORIZONS = 16,   /* at most */
    SG_BACKTEST_POSTINGS_MIN = 5 /* in the last six months: skills that fewer postings name are not asked about */
};

typedef struct sg_backtest_ask {
    const char *group;
    size_t horizons[SG_BACKTEST_HORIZONS], n_horizons; /* rising, 1 … SG_FORECAST_HORIZON_MAX */
    sg_month from;                                     /* first origin, or SG_MONTH_ABSENT: as early as can be */
    uint32_t skill;                                    /* only of this one; SG_ID_NONE: of all */
    unsigned every;                                    /* months */
} sg_backtest_ask;

/* One skill, origin (last month that was known) and horizon. Shares are of the postings of the window's months. */
typedef struct sg_backtest_case {
    uint32_t skill;
    sg_month origin;
    uint32_t steps;
    double came;
    double last;                /* share of the last month that was known */
    double scale;               /* mean change of the monthly share up to the origin, absolute; > 0 */
    sg_forecast_point forecast; /* as the outlook would have shown it */
    sg_forecast_point carried;  /* the share of the last six months, carried forward (forecast/last.h) */
} sg_backtest_case;

typedef struct sg_backtest {
    sg_backtest_case *cases; /* by origin, skill, steps */
    size_t n;
    sg_month *origins; /* those that forecast anything, rising */
    size_t n_origins;
    sg_month first, end; /* months with data of the group */
} sg_backtest;

/* Each origin is a piece of work of its own (base/parallel.h); the outcome is the same for any number of threads.
 * SG_EDATA: there is no origin with a forecast whose outcome has come; the message says what is missing. */
sg_status sg_backtest_run(const sg_market *market, const sg_backtest_ask *ask, sg_backtest *out, sg_error *err);
void sg_backtest_release(sg_backtest *backtest);

#endif
