/* Hours that a step from one level to the next takes, by kind of skill: a table of skillgap's own assumptions, which a
 * person may replace. */
#ifndef SG_CAREER_EFFORT_H
#define SG_CAREER_EFFORT_H

#include "base/status.h"
#include "skillgap/plugin.h"

#include <stdbool.h>

enum { SG_EFFORT_KINDS = 16, SG_EFFORT_STEPS = 7 };

typedef struct sg_effort_kind {
    char kind[24];
    double lo[SG_EFFORT_STEPS], hi[SG_EFFORT_STEPS]; /* hours from level i to i + 1 */
} sg_effort_kind;

typedef struct sg_effort {
    sg_effort_kind kinds[SG_EFFORT_KINDS];
    size_t n;
    char source[80];
} sg_effort;

/* Reads career/effort.csv of the shipped folder (kind,from,to,hours_lo,hours_hi,source). SG_EFAIL names row and field,
 * or a step that is missing. */
sg_status sg_effort_read(const char *shipped, sg_effort *out, sg_error *err);
/* Hours from one level to another (parts of a step in proportion); false when the kind is not in the table. */
bool sg_effort_hours(const sg_effort *effort, sg_text kind, double from, double to, double *lo, double *hi);

#endif
