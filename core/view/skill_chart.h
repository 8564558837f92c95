/* The history and the forecast of one skill, drawn. */
#ifndef SG_VIEW_SKILL_CHART_H
#define SG_VIEW_SKILL_CHART_H

#include "view/skill.h"

/* A section: the chart where the view asks for one, and else, for pages and programs, the same as a plot. */
void sg_view_skill_chart(sg_doc *doc, const sg_skill_view *view, const sg_outlook *outlook);

#endif
