/* The gap: what a role asks for less what the person holds, weighted by what the market will want. */
#ifndef SG_CAREER_GAP_H
#define SG_CAREER_GAP_H

#include "career/profile.h"
#include "outlook/outlook.h"

typedef enum sg_gap_kind {
    SG_GAP_MISSING,  /* asked for, not held */
    SG_GAP_PARTIAL,  /* held below the level asked for */
    SG_GAP_HAVE,     /* held at the level asked for or above */
    SG_GAP_UNSTATED, /* held, or implied by what is held, but the profile does not say at which level */
    SG_GAP_EXTRA,    /* not held, not in the table of requirements, but asked for by the role's postings */
    SG_GAP_SURPLUS   /* held, and not asked for */
} sg_gap_kind;
enum { SG_GAP_KINDS = 6 };

typedef struct sg_gap_item {
    uint32_t skill;
    sg_gap_kind kind;
    double required;   /* 0 … 7; 0: no level is known */
    double held;       /* 0 … 7; -1: level not stated */
    double importance; /* 1 … 5; 0: not in the table */
    double share;      /* of the role's postings that name it now (core/career/shares.h) */
    double count;      /* of gap.postings that named it */
    bool has_ahead;
    double ahead, ahead_lo, ahead_hi; /* share of the postings in scope 24 months on, 80 % interval */
    double weight;                    /* importance / 5 × the share ahead (now, when there is no forecast) */
    double priority;                  /* levels missing × weight */
    const sg_outlook *outlook;        /* or NULL: never seen in the postings */
    char hint[160];                   /* what is held that helps, or implies it; "" when nothing is */
    size_t ways, n_ways;              /* gap.ways[ways …]: the alternatives that it stands for; n_ways 0: none */
} sg_gap_item;

typedef struct sg_gap {
    sg_gap_item *items; /* missing and partial by falling priority, then the rest by kind and falling share */
    size_t n, of_kind[SG_GAP_KINDS];
    sg_gap_item *ways; /* all alternatives, those of one requirement side by side, by falling weight */
    size_t n_ways;
    uint32_t role;
    int level;           /* or -1 */
    double level_shift;  /* added to the table's levels for this level */
    double postings;     /* of the role, first … last; when not of_role they are too few, and all stand for it */
    double postings_now; /* all, now_first … last */
    bool of_role;
    sg_month first, now_first, last;
    const char *source; /* of the requirements */
} sg_gap;

/* Skills that the table of requirements asks of the role, alternatives once; *have: those held at the level. */
size_t sg_gap_asked(const sg_gap *gap, size_t *have);

/* profile may be NULL: all is missing then. A role's share is that of all postings now, or as forecast, moved by how
 * the role leans (core/career/shares.h). Alternatives (any_of) are one item: that held best, which is the one nearest
 * to its level, or, when none is held, the one of most weight; others of them that are held count as had.
 * Borrows taxonomy, outlooks. SG_EDATA: no requirements are known for the role. */
sg_status sg_gap_build(const sg_taxonomy *taxonomy, const sg_market *market, const sg_outlooks *outlooks,
                       const sg_profile *profile, uint32_t role, int level, sg_gap *out, sg_error *err);
void sg_gap_release(sg_gap *gap);

/* The level at which the person holds the skill, or that one which implies it tells: 0: not held; -1: held, level not
 * stated, as what is implied of a field is ("pytest" of software testing), a cloud by its services, and software
 * engineering by a role of it. profile may be NULL. */
double sg_gap_held(const sg_taxonomy *taxonomy, const sg_profile *profile, uint32_t skill);

/* What is added to the required levels, an assumption of skillgap: intern -2, junior -1, mid and managers 0, senior
 * and lead +0.5, staff and principal +1; -1 (no level): 0. */
double sg_gap_level_shift(int level);

#endif
