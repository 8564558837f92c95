/* Who asks for a skill now, and what beside it. */
#ifndef SG_VIEW_SKILL_BESIDE_H
#define SG_VIEW_SKILL_BESIDE_H

#include "view/skill.h"

/* Tables of roles, regions and skills over the postings of now, by the lower end of the 80 % interval of how much
 * likelier one is with the other. SG_EFAIL: memory. */
sg_status sg_view_skill_beside(sg_doc *doc, const sg_skill_view *view, sg_error *err);

#endif
