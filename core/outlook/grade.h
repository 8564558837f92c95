/* Forecasts that were kept (outlook/record.h) against what came. */
#ifndef SG_OUTLOOK_GRADE_H
#define SG_OUTLOOK_GRADE_H

#include "forecast/contest.h"
#include "outlook/record.h"

/* Other: its group or skill is not there any more, or the last value for its origin is counted otherwise now than it
 * was then, by over a tenth and a fifth of a point: other sources joined, or texts are read otherwise. What the data
 * say now is no measure of it. */
typedef enum sg_grade_state {
    SG_GRADE_WAITS,   /* the data do not reach its month yet */
    SG_GRADE_CAME,    /* its month has come: it is scored */
    SG_GRADE_NO_DATA, /* its month is past, and under half of its six months have data */
    SG_GRADE_OTHER
} sg_grade_state;
enum { SG_GRADE_STATES = 4 };

typedef struct sg_grade {
    const sg_kept *kept;
    sg_grade_state state;
    double came; /* the share that came */
} sg_grade;

/* By the record's order; borrows it. */
typedef struct sg_grades {
    sg_grade *items;
    size_t n;
} sg_grades;

/* Nothing is forecast again: each is scored as it was shown, from the market as it is. SG_EFAIL: memory. */
sg_status sg_grades_make(const sg_record *record, const sg_market *market, sg_grades *out, sg_error *err);
void sg_grades_release(sg_grades *grades);

/* What they come to, of one group, months ahead and method. */
typedef struct sg_mark {
    size_t n[SG_GRADE_STATES];
    size_t skills;            /* distinct, of those that came */
    size_t in80, in95;        /* of those that came, in the interval */
    double error, last_error; /* mean absolute error of the forecast and of the last value; NaN: none came */
    sg_contest contest;       /* against the last value */
    sg_month first;           /* the first month that is waited for, or SG_MONTH_ABSENT */
} sg_mark;

/* Which grades; ahead: one of sg_record_ahead, 0: any; group and method absent: any. */
typedef struct sg_mark_of {
    sg_text group, method;
    int ahead;
} sg_mark_of;

bool sg_grade_belongs(const sg_grade *grade, const sg_mark_of *of);
/* SG_EFAIL: memory. */
sg_status sg_mark_make(const sg_grades *grades, const sg_mark_of *of, sg_mark *out, sg_error *err);

/* Of those that came: the ones farthest off in points, or those that beat the last value by most, with what
 * came in their 80 % interval; at most *n into out,
 * the farthest first, ties by the record's order. *n becomes how many there are. */
typedef enum sg_grade_end { SG_GRADE_WORST, SG_GRADE_BEST } sg_grade_end;
void sg_grade_pick(const sg_grades *grades, const sg_mark_of *of, sg_grade_end end, const sg_grade **out, size_t *n);

#endif
