/* How often the openings of a group are posted again, and what that does to the shares of skills: an opening that stays
 * is counted in each of its months, one that is filled at once only in its first. */
#ifndef SG_MARKET_REPEATS_H
#define SG_MARKET_REPEATS_H

#include "market/market.h"

enum { SG_REPEATS_SKILLS = 10, SG_REPEATS_MONTHS = 12 };

typedef struct sg_repeats_skill {
    uint32_t skill;
    size_t postings; /* that name it in the last year */
    size_t fresh;    /* of these, the first ones of their openings */
} sg_repeats_skill;

typedef struct sg_repeats {
    size_t postings;
    size_t again;           /* of an opening that was posted in an earlier month */
    size_t named;           /* postings whose employer is known */
    size_t named_again;     /* of these, of an employer that had posted in an earlier month, whatever it was */
    size_t employers;       /* known ones */
    size_t employers_again; /* of these, with an opening that was posted in more than one month */
    size_t openings;
    size_t openings_again;   /* posted in more than one month */
    double months, span;     /* of those, the middle one's number of months, and from its first to its last; 0: none */
    sg_month first, last;    /* the last year with data, or SG_MONTH_ABSENT: no posting */
    size_t year, year_fresh; /* postings in it, and those that are their openings' first */
    sg_repeats_skill skills[SG_REPEATS_SKILLS]; /* the commonest of its postings, attributes left out */
    size_t n_skills;
} sg_repeats;

/* The year ends with the last whole month that has postings enough, or with the last month of all where there is none
 * such. */
sg_status sg_repeats_find(const sg_market *market, sg_text group, sg_repeats *out, sg_error *err);

#endif
