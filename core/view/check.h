/* What `data check` tells of a market: what each source is and holds, and what its group makes of it. */
#ifndef SG_VIEW_CHECK_H
#define SG_VIEW_CHECK_H

#include "market/market.h"
#include "report/doc.h"

/* Spans, postings, duplicates, rejected rows by reason, coverage of each field. */
sg_status sg_check_sources(const sg_market *market, sg_doc *doc, sg_error *err);

/* Of each group with postings: its months by the sources they are made of, how often openings are posted again, and
 * what that does to shares. */
sg_status sg_check_groups(const sg_market *market, sg_doc *doc, sg_error *err);

#endif
