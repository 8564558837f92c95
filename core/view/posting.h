/* One job ad against what the person holds, as sections of a document; for `gap --posting`. */
#ifndef SG_VIEW_POSTING_H
#define SG_VIEW_POSTING_H

#include "career/ad.h"
#include "report/doc.h"
#include "view/loaded.h"

/* Adds the sections posting, asks, words. date: "2026-11", of the pay that the ad's is compared with. */
sg_status sg_view_posting(sg_doc *doc, const sg_loaded *loaded, const sg_ad *ad, const char *date, sg_error *err);

#endif
