/* What the postings ask for that the taxonomy does not know. */
#ifndef SG_VIEW_BLINDSPOTS_H
#define SG_VIEW_BLINDSPOTS_H

#include "career/profile.h"
#include "market/blindspots.h"
#include "report/doc.h"

/* The meter in one sentence, into doc; nothing when there are no counts. */
void sg_view_blindspots_meter(const sg_blindspots *blindspots, sg_doc *doc);

/* What is known of a name that is no skill; NULL: nothing. */
const sg_blindspot *sg_blindspot_named(const sg_blindspots *blindspots, sg_text name);

/* The names in a profile that are no skills here, with what the postings know of them; nothing when there are none. */
void sg_view_unheld(sg_doc *doc, const sg_blindspots *blindspots, const sg_profile *profile);

/* All of it: what is new or rises, and what is asked for most. all: every row. SG_EFAIL: memory. */
sg_status sg_view_blindspots(sg_doc *doc, const sg_blindspots *blindspots, bool all, sg_error *err);

#endif
