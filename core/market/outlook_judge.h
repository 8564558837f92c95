/* From a forecast to words: chances, stage, confidence. */
#ifndef SG_MARKET_OUTLOOK_JUDGE_H
#define SG_MARKET_OUTLOOK_JUDGE_H

#include "market/outlook.h"

/* Fills the chances, the stage and the yearly growth of an item from its forecast at 24. step24: months from the level
 * to it. */
void sg_outlook_judge(sg_outlook *outlook, size_t step24);
/* Stage of a skill without a forecast: new, when it stands significantly above what it was before.
 * gap: there is one. */
void sg_outlook_judge_new(sg_outlook *outlook, bool gap, sg_month end);

#endif
