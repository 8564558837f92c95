/* The summary's last fields: what the pay is, how an offer's stands, and what the move looks like. */
#ifndef SG_VIEW_SUMMARY_MONEY_H
#define SG_VIEW_SUMMARY_MONEY_H

#include "view/summary.h"

/* Adds fields to the section begun last. */
sg_status sg_summary_money(sg_doc *doc, const sg_summary_view *view, sg_error *err);

#endif
