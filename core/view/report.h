/* Sections that only the whole report has: what the figures rest on. */
#ifndef SG_VIEW_REPORT_H
#define SG_VIEW_REPORT_H

#include "report/doc.h"
#include "view/loaded.h"

/* Adds a section "evidence": sources with span, licence and hash, and how the figures are made. */
void sg_view_evidence(sg_doc *doc, const sg_loaded *loaded);

#endif
