/* From a forecast to words: chances, stage, confidence. */
#ifndef SG_OUTLOOK_OUTLOOK_JUDGE_H
#define SG_OUTLOOK_OUTLOOK_JUDGE_H

#include "outlook/outlook.h"

/* The chance that the share comes to lie above x: half a normal on each side of the forecast, on the log-odds scale, as
 * wide as the 80 % interval is there (Wallis 2014, the two-piece normal with its halves' weights made equal). */
double sg_forecast_chance_above(const sg_forecast_point *at, double x);
/* Fills the chances to gain and to lose and the yearly growth of an item from its forecast at 24. step24: months from
 * the level to it. */
void sg_outlook_judge(sg_outlook *outlook, size_t step24);
/* Fills the stage and its chances. common: what the median skill's share does, as a ratio; a change is one on top of
 * it. */
void sg_outlook_judge_stage(sg_outlook *outlook, double common);
/* Stage of a skill without a forecast: new, when it stands significantly above what it was before.
 * gap: there is one. */
void sg_outlook_judge_new(sg_outlook *outlook, bool gap, sg_month end);

#endif
