/* The market as it was known at the end of a month: what a forecast of the past may rest on. */
#ifndef SG_OUTLOOK_UNTIL_H
#define SG_OUTLOOK_UNTIL_H

#include "market/market.h"

/* Postings, counts and talent of later months are not there, and sources end with the month. All else is the market's
 * own, which must outlive it. What was known of a posting later (of which opening it is) stays out of every series.
 * SG_EFAIL: memory. To sg_market_until_release. */
sg_status sg_market_until(const sg_market *market, sg_month end, sg_market *out, sg_error *err);
void sg_market_until_release(sg_market *view);

#endif
