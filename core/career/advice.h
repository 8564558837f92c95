/* Which three skills to learn and which three to leave, and why: of a person's gap and plan, or of the market alone. */
#ifndef SG_CAREER_ADVICE_H
#define SG_CAREER_ADVICE_H

#include "career/plan.h"
#include "outlook/emerging.h"

typedef enum sg_reason {
    SG_REASON_GAP,      /* learn: weighs most among what the role asks for and the person lacks */
    SG_REASON_RISING,   /* learn, market alone: called rising */
    SG_REASON_EMERGING, /* learn, market alone: found early, more likely than not to gain much */
    SG_REASON_FALLING,  /* leave: asked for, not held at the level, and called falling */
    SG_REASON_HELD,     /* leave as it is: held, not asked for by the role, and called falling */
    SG_REASON_MARKET    /* leave, market alone: called falling */
} sg_reason;

enum {
    SG_ADVISED = 3,
    SG_ADVICE_POSTINGS_MIN = 20, /* market alone: that name the skill now */
    SG_ADVICE_COMMON = 15,       /* roles whose tables ask for a tool of the trade */
    SG_ADVICE_FOUNDATION = 3 /* the role rests on one in so many of the skills that it asks for, the most important */
};

/* Pointers borrow from what the advice was made of; those that do not apply are NULL. */
typedef struct sg_advised {
    uint32_t skill;
    sg_reason reason;
    const sg_outlook *outlook;
    const sg_gap_item *item;
    const sg_milestone *milestone;
    const sg_emergence *emergence;
} sg_advised;

typedef struct sg_advice {
    sg_advised learn[SG_ADVISED], leave[SG_ADVISED]; /* the first is the most pressing */
    size_t n_learn, n_leave;
} sg_advice;

/* Of a gap and its plan. Learn: in the plan's order, what is called falling only for want of others; no soft skills,
 * which hours set apart do not teach. Leave: only what is called falling. First what the plan leaves out (without
 * hours: what is open), by what it weighs, unless the role rests on it; then what is held and not asked for, by its
 * share. Never what a skill that the role wants implies, what belongs to one that is to be learnt, or a tool of the
 * trade (SG_ADVICE_COMMON). What merely does not fit the hours is not left. */
void sg_advise(const sg_taxonomy *taxonomy, const sg_outlooks *outlooks, const sg_gap *gap, const sg_plan *plan,
               sg_advice *out);
/* Of the market alone, by the share gained or lost times the chance of it: of the called as forecast, of the found
 * early the gain that its chance is of. */
void sg_advise_market(const sg_outlooks *outlooks, const sg_emerging *emerging, sg_advice *out);

#endif
