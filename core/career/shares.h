/* What the postings of one role name, against all postings: a role has few postings in a few months, so its lean
 * towards a skill is read over years and put on today's share of all postings. */
#ifndef SG_CAREER_SHARES_H
#define SG_CAREER_SHARES_H

#include "market/market.h"

enum { SG_SHARES_RECENT = 6, SG_SHARES_WIDE = 120, SG_SHARES_ROLE_MIN = 40, SG_SHARES_PRIOR = 5 };

/* Arrays are by skill. */
typedef struct sg_shares {
    double *recent;   /* all postings of the last SG_SHARES_RECENT months that name it */
    double *count;    /* the role's postings of the last SG_SHARES_WIDE months that name it */
    double *expected; /* as many as would, if the role's named it as often as all postings of the same years */
    double n_recent, n_role;
    sg_month recent_first; /* the first of them that has postings */
    sg_month wide_first, last;
    bool of_role; /* n_role is at least SG_SHARES_ROLE_MIN; else the role counts as all postings */
} sg_shares;

/* end: last month of data. SG_EFAIL: memory. */
sg_status sg_shares_count(const sg_market *market, uint32_t role, sg_month end, sg_shares *out, sg_error *err);
void sg_shares_release(sg_shares *shares);

/* Share of all recent postings. */
double sg_shares_all(const sg_shares *shares, uint32_t skill);
/* Log odds ratio of the role's postings against all of the same years: the standardised ratio of counted to expected
 * postings, drawn towards 1 by a gamma prior worth SG_SHARES_PRIOR postings (Clayton & Kaldor 1987, with a fixed
 * prior). Its standard error goes to *se (may be NULL). */
double sg_shares_lean(const sg_shares *shares, uint32_t skill, double *se);

/* Log-odds of a share, held to 0.0001 … 0.9999, and back. */
double sg_share_odds(double share);
double sg_share_of(double log_odds);

#endif
