/* Everything about one skill, as sections of a document. */
#ifndef SG_VIEW_SKILL_H
#define SG_VIEW_SKILL_H

#include "outlook/emerging.h"
#include "outlook/window.h"
#include "report/doc.h"

typedef struct sg_skill_view {
    const sg_market *market;
    const sg_demand *demand;
    const sg_outlooks *outlooks;
    const sg_emerging *emerging;
    uint32_t skill;
    double crosses; /* the level, 0 … 1, that its window is for; 0: the next one above its share of 1, 2, 5 … % */
    unsigned width; /* of a chart for a terminal; 0: none, a plot for pages and programs */
    bool unicode;
} sg_skill_view;

/* Sections: demand (now, forecast, stage, window), its path, history by year with the gap, talent, and who asks for it:
 * roles, regions, skills named beside it. SG_EFAIL: memory. */
sg_status sg_view_skill(sg_doc *doc, const sg_skill_view *view, sg_error *err);

#endif
