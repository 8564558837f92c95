/* What the outlook of one skill would have been in years past, knowing no more than was known then, and what came. */
#ifndef SG_VIEW_HINDCAST_H
#define SG_VIEW_HINDCAST_H

#include "outlook/backtest.h"
#include "report/doc.h"

/* The section of it; none where the back-test has no case. */
void sg_view_hindcast(sg_doc *doc, const sg_backtest *backtest);

#endif
