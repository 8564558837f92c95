/* Staying against moving, by simulation: what each way is worth today over some years, under chances that the person or
 * a dated figure gave. Nothing is assumed in silence: what is 0 is not counted. */
#ifndef SG_CAREER_DECIDE_H
#define SG_CAREER_DECIDE_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SG_PATHS_MAX = 4, SG_DECIDE_RUNS = 5000, SG_PAYS_APART = 50 };

/* One way to go. The first of a decision is staying: it has no chance, delay or costs. Until a move comes about, and
 * when it does not, the person is paid as in staying. Amounts in one currency, pay a year, of one component. */
typedef struct sg_path {
    const char *name;
    double pay;              /* > 0, when it starts */
    double pay_sd;           /* standard deviation of log pay; 0: certain */
    double growth;           /* of pay, at each anniversary, > -1 */
    bool growth_given;       /* stated, or a dated figure: else it is told as assumed */
    double promotion;        /* chance a year, 0 … 0.99 */
    double raise;            /* that a promotion brings, share of pay */
    double chance;           /* that the move comes about at all, 0 … 1 */
    double delay_months;     /* until it starts at the earliest */
    double wait_months;      /* mean of the further, exponential wait */
    double cost;             /* once, at the start: what moving costs */
    double forfeit;          /* once, at the start: what is lost by leaving (unvested shares, a bonus) */
    double signing;          /* once, at the start: what is paid for coming */
    double probation;        /* chance that it ends in its first months, 0 … 1 */
    double probation_months; /* when it then ends */
    double search_months;    /* without pay after that; then pay as staying began */
    unsigned stream;         /* paths of one stream share their luck (common random numbers) */
} sg_path;

typedef struct sg_decision {
    sg_path paths[SG_PATHS_MAX];
    size_t n;
    double years;    /* looked ahead, 1/12 … 50 */
    double discount; /* a year, effective */
    size_t runs;     /* 0: SG_DECIDE_RUNS; 1 is enough, and used, where nothing is left to chance */
    uint64_t seed;
    bool continuous; /* pay flows continuously in place of at month's ends */
} sg_decision;

/* Against the first path, which is staying. Values are today's worth. */
typedef struct sg_path_result {
    double mean, p10, p50, p90;
    double gain, gain_p10, gain_p90; /* value less that of staying in the same run */
    double ahead, behind;            /* share of runs; the rest are ties */
    double break_even;               /* pay at which the mean gain is 0; NAN: pay does not decide it */
    double pays_back_months;         /* when the mean gain is no longer negative; NAN: not within the years */
    double started;                  /* share of runs in which it came about */
    double start_months;             /* mean, of those; NAN: none */
} sg_path_result;

typedef struct sg_decision_result {
    sg_path_result paths[SG_PATHS_MAX];
    size_t runs; /* 1: exact arithmetic, nothing was left to chance */
} sg_decision_result;

/* What a pay a year of a decision was read from, for a message: "--now". */
typedef struct sg_pay_from {
    const char *from;
    double pay; /* 0: none was given */
} sg_pay_from;

/* SG_EUSAGE: two amounts that are SG_PAYS_APART times apart or more, which no one weighs against each other: one was
 * given in thousands, by another period or with a mark too many. The message says which, and what may be meant. */
sg_status sg_pays_alike(const sg_pay_from *pays, size_t n, sg_error *err);

/* SG_EUSAGE: a value out of range; the message names path and field. */
sg_status sg_decide(const sg_decision *decision, sg_decision_result *out, sg_error *err);

/* The gains of one path in its runs, rising: *out is n values, to sg_free. n 1: nothing was left to chance. Errors as
 * sg_decide. */
sg_status sg_decide_gains(const sg_decision *decision, size_t path, double **out, size_t *n, sg_error *err);

/* What the gain of one path rests on: one assumption varied, all else as given. */
typedef struct sg_assumption {
    const char *path; /* name of the path it belongs to, or "" */
    const char *name; /* "pay", "growth a year" … */
    bool percent;     /* a share, else an amount or a number of months or years */
    bool money;
    double base, lo, hi;     /* the value given, and those tried */
    double gain_lo, gain_hi; /* mean gain at lo and hi */
    double flip;             /* nearest value at which the answer changes, within plausible bounds; NAN: none does */
} sg_assumption;

enum { SG_ASSUMPTIONS_MAX = 32 };

/* Varies each assumption that bears on path `focus` against staying; sorted by swing, largest first. n: at most
 * SG_ASSUMPTIONS_MAX; those that change nothing are left out. */
sg_status sg_decide_assumptions(const sg_decision *decision, size_t focus, sg_assumption *out, size_t *n,
                                sg_error *err);

#endif
