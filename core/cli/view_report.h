/* Sections that only the whole report has: the market in short, what the figures rest on. */
#ifndef SG_CLI_VIEW_REPORT_H
#define SG_CLI_VIEW_REPORT_H

#include "cli/load.h"
#include "report/doc.h"

/* Adds sections "rising", "falling" and "new": at most so many rows each. */
void sg_view_market(sg_doc *doc, const sg_loaded *loaded, size_t rows);
/* Adds a section "evidence": sources with span, licence and hash, and how the figures are made. */
void sg_view_evidence(sg_doc *doc, const sg_loaded *loaded);

#endif
