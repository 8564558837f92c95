/* The record of outlooks that were shown, as sections of a document. */
#ifndef SG_VIEW_GRADE_H
#define SG_VIEW_GRADE_H

#include "outlook/grade.h"
#include "report/doc.h"

typedef struct sg_grade_view {
    const sg_market *market;
    const sg_grades *grades;
    const char *group; /* or NULL: all */
    sg_month now;
    const char *path; /* of the record */
} sg_grade_view;

/* Sections record, and, when something came, horizons and misses. *all: what all of it comes to. SG_EFAIL: memory. */
sg_status sg_view_grade(sg_doc *doc, const sg_grade_view *view, sg_mark *all, sg_error *err);

/* The section of one skill: what past forecasts of it said, and what came; none where none is kept of the group. */
void sg_view_past(sg_doc *doc, const sg_grades *grades, const char *group);

#endif
