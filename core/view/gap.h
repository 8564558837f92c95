/* What a gap and a plan say, as sections of a document; for `gap`, `plan` and `report`. */
#ifndef SG_VIEW_GAP_H
#define SG_VIEW_GAP_H

#include "career/gap.h"
#include "career/plan.h"
#include "report/doc.h"
#include "view/loaded.h"

/* Whose gap, and to what. */
typedef struct sg_goal {
    uint32_t role;
    int level;       /* or -1 */
    uint32_t region; /* or SG_ID_NONE */
} sg_goal;

/* "senior data engineer" into out, which is returned. */
const char *sg_goal_name(const sg_taxonomy *taxonomy, const sg_goal *goal, char *out, size_t size);

/* Adds a section "gap". rows: of each table at the most. */
void sg_view_gap(sg_doc *doc, const sg_loaded *loaded, const sg_gap *gap, const sg_goal *goal, size_t rows);
/* Adds a section "plan". */
void sg_view_plan(sg_doc *doc, const sg_taxonomy *taxonomy, const sg_plan *plan, const sg_effort *effort, size_t rows);

#endif
