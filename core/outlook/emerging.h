/* Emerging skills, found early: those whose share has risen beyond what chance and one employer explain, by the chance
 * that they gain much within the horizon. Definitions and measured precision: core/outlook/OUTLOOK.md. */
#ifndef SG_OUTLOOK_EMERGING_H
#define SG_OUTLOOK_EMERGING_H

#include "outlook/outlook.h"

/* What counts as a gain: the share of six months that end `months` after the data's end is at least `points` above now,
 * or at least `ratio` of it and `floor` above. */
typedef struct sg_emerging_rule {
    double points, ratio, floor; /* shares: .01 is one percentage point; ratio .5: half as much again */
    double false_rate;           /* of the skills that are called risen, at most this share has not (0 … 1) */
    size_t months;               /* 1 … SG_FORECAST_HORIZON_MAX */
} sg_emerging_rule;

enum { SG_EMERGING_POSTINGS_MIN = 3, SG_EMERGING_EMPLOYERS_MIN = 3 };
/* One point, or half as much again and a quarter point; a tenth; 24 months. */
extern const sg_emerging_rule sg_emerging_usual;

typedef struct sg_emergence {
    uint32_t skill;
    double chance; /* of the gain */
    double q; /* the false discovery rate at which its rise would be called (Benjamini & Hochberg 1995), over all skills
                 that were ever seen */
    bool listed; /* q ≤ false_rate, and enough employers where they are known */
} sg_emergence;

/* Skills that SG_EMERGING_POSTINGS_MIN or more postings name now: the listed first, by falling chance, then the others.
 */
typedef struct sg_emerging {
    sg_emerging_rule rule;
    sg_emergence *items;
    size_t n, n_listed;
} sg_emerging;

/* out: to be released. SG_EFAIL: memory. */
sg_status sg_emerging_find(const sg_demand *demand, const sg_outlooks *outlooks, const sg_emerging_rule *rule,
                           sg_emerging *out, sg_error *err);
void sg_emerging_release(sg_emerging *emerging);
/* NULL when too few postings name the skill. */
const sg_emergence *sg_emerging_of(const sg_emerging *emerging, uint32_t skill);

/* The share that counts as a gain for a skill with this share now. */
double sg_emerging_gain(double now, const sg_emerging_rule *rule);
/* Chance of a rise this large or larger between two counts of known totals when there was none: exact, given their sum
 * (Przyborowski & Wilenski 1940), with both counts divided by the design effect (Rao & Scott 1992), which takes up the
 * variance of linking (log-odds scale) too. common: by how much all skills rose together, a ratio; a fall is none. */
double sg_emerging_p_value(const sg_outlook *item, double extra_var, double common);
/* In place: p-values into the rates of false discoveries at which each would be called. SG_EFAIL: memory. */
sg_status sg_false_discovery(double *p, size_t n, sg_error *err);

#endif
