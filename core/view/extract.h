/* extract --explain: every candidate of a line, standing or rejected, as a table. */
#ifndef SG_VIEW_EXTRACT_H
#define SG_VIEW_EXTRACT_H

#include "report/doc.h"
#include "taxonomy/explain.h"

typedef struct sg_extract_view {
    const sg_taxonomy *taxonomy;
    const sg_explainer *explainer; /* what it holds of the line */
    sg_text line;
    unsigned long long number; /* of the line */
} sg_extract_view;

/* A section. SG_EFAIL: memory. */
sg_status sg_view_extract(sg_doc *doc, const sg_extract_view *view, sg_error *err);

#endif
