/* Inside of what is said of one job ad: of the job, and of what it asks for. */
#ifndef SG_VIEW_POSTING_WORK_H
#define SG_VIEW_POSTING_WORK_H

#include "view/posting.h"

typedef struct sg_posting_view {
    sg_doc *doc;
    const sg_loaded *l;
    const sg_ad *ad;
    const sg_profile *profile; /* or NULL */
} sg_posting_view;

/* Which ad it is of several, its title, place, pay and years. date: today's, YYYY-MM-DD or YYYY-MM, for pay bands. */
sg_status sg_view_posting_job(const sg_posting_view *view, const char *date, sg_error *err);

#endif
