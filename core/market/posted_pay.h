/* What ads pay: bands of the ranges that the market's own postings name, so that what a person imported answers beside
 * statistics and surveys. */
#ifndef SG_MARKET_POSTED_PAY_H
#define SG_MARKET_POSTED_PAY_H

#include "market/market.h"

enum { SG_POSTED_MONTHS = 24 /* up to the last month of a group of sources */ };

/* For each group of sources, each region in which its postings of the role are or which holds those (Austin, Texas, the
 * United States), and each level and all of them: a band of kind posted, where n_min postings or more make it. Its
 * source is the group's name, its place in the scheme the role's id; its date the last month of these postings; texts
 * are borrowed. What counts: the last posting of an opening; yearly amounts in the currency of their country, a range
 * by its middle; equal ranges of one employer once; nothing over ten times the cell's middle, or under a tenth of it.
 * Amounts called total are left out; ads that do not say which pay they name are taken to name base pay, and the note
 * says so. take: its status ends the matter. SG_EFAIL: memory. */
sg_status sg_posted_pay(const sg_market *market, uint32_t role, size_t n_min,
                        sg_status (*take)(void *self, const sg_band *band, sg_error *err), void *self, sg_error *err);

#endif
