/* What the parts of the summary share: the field in the making. */
#ifndef SG_VIEW_SUMMARY_WORK_H
#define SG_VIEW_SUMMARY_WORK_H

#include "view/summary.h"

typedef struct sg_summary {
    sg_doc *doc;
    const sg_summary_view *v;
    sg_buf text; /* of the field in the making */
    size_t lead; /* of its bytes: what the field comes to */
} sg_summary;

/* Adds the field, if it has any text, and begins the next. */
void sg_summary_end(sg_summary *summary, const char *key, const char *title);

/* The last fields: what the pay is, how an offer's stands, and what the move looks like. */
sg_status sg_summary_money(sg_summary *summary, sg_error *err);

#endif
