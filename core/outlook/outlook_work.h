/* The parts in which an outlook is built. */
#ifndef SG_OUTLOOK_OUTLOOK_WORK_H
#define SG_OUTLOOK_OUTLOOK_WORK_H

#include "outlook/outlook.h"
#include "outlook/series.h"

typedef struct sg_outlook_work {
    const sg_market *market;
    const sg_demand *demand;
    const sg_verdicts *verdicts; /* of a back-test, or NULL */
    sg_outlooks out;
    size_t now_first;                 /* first month of `now`, index into the demand */
    size_t before_first, before_last; /* of the two years before the gap, or before `now` */
    bool before, gap;
} sg_outlook_work;

static inline const sg_demand_month *sg_outlook_cell(const sg_outlook_work *b, uint32_t skill, size_t month)
{
    return &b->demand->cells[skill * b->demand->n + month];
}

/* The item of a skill, or NULL. */
sg_outlook *sg_outlook_item(const sg_outlook_work *work, uint32_t skill);
/* Whether the posting is of the months of now, and of the demand. */
bool sg_outlook_is_now(const sg_outlook_work *work, const sg_market_posting *posting);
/* Employers, openings and sources of the postings of now. */
sg_status sg_outlook_hirers(sg_outlook_work *work, sg_error *err);
/* Puts the last value in the place of forecasts that lost to it. points: step24 of each series. */
sg_status sg_outlook_fall_back(const sg_outlook_work *work, const sg_skill_series *set, sg_forecast_point *points,
                               sg_forecast_basis *basis, sg_error *err);
/* Notes what the back-test said of all skills, and how many have the last value. */
void sg_outlook_tell_test(sg_outlook_work *work);
/* Forecasts what has enough history, as shares of postings and of mentions, and judges every item. */
sg_status sg_outlook_forecast(sg_outlook_work *work, sg_error *err);
/* Talent, and what all skills do together. */
sg_status sg_outlook_compare(sg_outlook_work *work, sg_error *err);

#endif
