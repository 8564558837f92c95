/* What a report says first: which three skills to learn and which to leave, what the pay is where, what the move looks
 * like; each sentence with its n, date and source. */
#ifndef SG_VIEW_SUMMARY_H
#define SG_VIEW_SUMMARY_H

#include "career/advice.h"
#include "career/offer.h"
#include "view/decide.h"
#include "view/gap.h"
#include "view/loaded.h"

typedef struct sg_summary_view {
    const sg_loaded *loaded;
    const sg_goal *goal; /* NULL: the market alone; then no gap and no plan */
    const sg_gap *gap;
    const sg_plan *plan;
    const sg_effort *effort;
    const sg_decide_view *decide; /* its decision.n 0: there is nothing to weigh */
    const sg_offer *offer;        /* or NULL */
    const uint32_t *regions;      /* whose pay is told, at most SG_SUMMARY_REGIONS */
    size_t n_regions;
    const char *date;    /* reference date of pay, "2026-11" */
    const char *profile; /* path of the profile */
} sg_summary_view;

enum { SG_SUMMARY_REGIONS = 3 };

/* Adds fields to the section begun last. */
sg_status sg_view_summary(sg_doc *doc, const sg_summary_view *view, sg_error *err);

#endif
