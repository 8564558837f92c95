/* Everything about one skill, as sections of a document. */
#ifndef SG_CLI_VIEW_SKILL_H
#define SG_CLI_VIEW_SKILL_H

#include "market/outlook.h"
#include "report/doc.h"

typedef struct sg_skill_view {
    const sg_market *market;
    const sg_demand *demand;
    const sg_outlooks *outlooks;
    uint32_t skill;
} sg_skill_view;

/* Sections: demand (now, forecast, stage), history by year with the gap, talent, and who asks for it: roles, regions,
 * skills named beside it. SG_EFAIL: memory. */
sg_status sg_view_skill(sg_doc *doc, const sg_skill_view *view, sg_error *err);

#endif
