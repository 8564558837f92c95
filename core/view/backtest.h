/* A back-test as sections of a document: all skills by horizon, by time of the origins, by family. */
#ifndef SG_VIEW_BACKTEST_H
#define SG_VIEW_BACKTEST_H

#include "outlook/verdict.h"
#include "report/doc.h"

typedef struct sg_backtest_view {
    const sg_market *market;
    const sg_backtest_ask *ask;
    const sg_backtest *backtest;
    const sg_verdicts *verdicts;
} sg_backtest_view;

/* The table of all skills by horizon, in the section that was begun last. */
void sg_view_backtest_horizons(sg_doc *doc, const sg_verdicts *verdicts);
/* SG_EFAIL: memory. */
sg_status sg_view_backtest(sg_doc *doc, const sg_backtest_view *view, sg_error *err);

#endif
