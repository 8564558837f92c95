/* A plan: one milestone a skill of the gap, in order, with dates counted from hours a week. */
#ifndef SG_CAREER_PLAN_H
#define SG_CAREER_PLAN_H

#include "career/effort.h"
#include "career/gap.h"

typedef enum sg_fit {
    SG_FIT_YES,   /* done before the goal even at the most hours */
    SG_FIT_TIGHT, /* done before the goal at the middle of the hours */
    SG_FIT_DROP,  /* nothing of it fits: left out */
    SG_FIT_OPEN   /* no goal date, or no hours a week */
} sg_fit;

typedef struct sg_milestone {
    uint32_t skill;
    double from, reach,
        asked; /* levels: held, reached by the plan, asked for; reach is below asked where not all fits */
    double hours_lo, hours_hi; /* from … reach */
    double left_lo, left_hi;   /* reach … asked */
    sg_day start, done_lo,
        done_hi; /* start, done_lo: at the least hours; SG_DAY_ABSENT without hours a week, and for what is left out */
    sg_fit fit;
    uint32_t after; /* a skill of the plan that comes first, or SG_ID_NONE */
    double weight;  /* of a level, as in the gap */
} sg_milestone;

typedef struct sg_plan {
    sg_milestone *items;         /* in order; what is left out comes last */
    size_t n, n_dropped, n_part; /* all, left out, reached in part */
    size_t n_sure,
        n_tight; /* to the level asked for by the goal: even at the most hours; at the middle of them alone */
    double hours_lo, hours_hi; /* of what is planned */
    double left_lo, left_hi;   /* of what is not */
    double hours_week;         /* 0: not known */
    sg_day start, goal, done_lo, done_hi;
    bool goal_assumed; /* the person gave no date: for the caller to set and the view to say */
    size_t unknown;    /* skills of the gap whose kind has no hours in the table */
} sg_plan;

/* Of alternatives (any_of), the plan takes the one with the most weight for the hours to its level. Order: falling
 * priority, but what a skill builds on (relations implies, part-of) before it. When a goal date is
 * given, the hours until then (the middle of each range) go by falling priority to the skills that can be learnt to the
 * level asked for or to the whole level below it, and what is left to single levels of the others; never to a level
 * above that of what the skill builds on. The rest is left out.
 * hours_week 0 and goal SG_DAY_ABSENT: not given. SG_EUSAGE: the goal is not after the start. Borrows nothing. */
sg_status sg_plan_make(const sg_taxonomy *taxonomy, const sg_gap *gap, const sg_effort *effort, double hours_week,
                       sg_day start, sg_day goal, sg_plan *out, sg_error *err);
void sg_plan_release(sg_plan *plan);

#endif
