/* Inside of starting a profile: what the readers of the kinds of papers share. */
#ifndef SG_CAREER_START_WORK_H
#define SG_CAREER_START_WORK_H

#include "base/buf.h"
#include "career/start.h"
#include "taxonomy/title.h"

typedef struct sg_starter {
    const sg_taxonomy *taxonomy;
    sg_titles *titles;
    sg_findings findings;
    const char *name; /* of the file, without folders */
    sg_start *out;
    bool has_current;
} sg_starter;

/* One reader a kind; each fills out->resume but for its skills and x-skillgap. */
sg_status sg_start_resume(sg_starter *s, sg_text bytes, sg_error *err);
/* bytes: sg_alloc'd, taken over in any case. */
sg_status sg_start_linkedin(sg_starter *s, char *bytes, size_t len, sg_error *err);
sg_status sg_start_text(sg_starter *s, sg_text bytes, sg_error *err);

/* A title that the person bears now: role and level are kept of the first that names a role. */
sg_status sg_starter_title(sg_starter *s, sg_text title, const char *where, sg_error *err);
/* A place where the person is: the region is kept of the first that names one. */
sg_status sg_starter_place(sg_starter *s, sg_text place, const char *where, sg_error *err);
/* A line for the person: what was read. */
void sg_starter_tell(sg_starter *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
