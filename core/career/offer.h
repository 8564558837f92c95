/* An offer that the person could take: pay, what leaving costs, and the chances the person gives; JSON or YAML.
 *
 *   {"name": "…", "role": "backend-engineer", "level": "senior", "region": "US/austin",
 *    "pay": {"amount": 165000, "currency": "USD", "period": "year", "component": "base"},
 *    "forfeit": 30000, "cost": 5000, "signing": 10000, "growth": 0.03, "startsInMonths": 2,
 *    "promotion": {"chance": 0.1, "raise": 0.08}, "probation": {"chance": 0.05, "months": 6, "searchMonths": 3},
 *    "stay": {"growth": 0.03, "promotion": {…}},
 *    "internal": {"pay": …, "chance": 0.5, "withinMonths": 12, "growth": …, "promotion": {…}},
 *    "years": 3, "discount": 0.05, "note": "…"}
 *
 * Only pay is needed. Shares are 0.05, not 5. What is not given is not counted. */
#ifndef SG_CAREER_OFFER_H
#define SG_CAREER_OFFER_H

#include "career/decide.h"
#include "career/fields.h"

typedef struct sg_offer {
    sg_arena arena;
    const char *name, *note; /* "" when none */
    sg_position position;
    sg_stated_pay pay;
    sg_path move;           /* pay a year */
    sg_path stay;           /* its pay is the person's, 0 here; growth and promotion as given */
    sg_path internal;       /* pay 0: none is given */
    double years, discount; /* NAN: not given */
    uint64_t hash;
} sg_offer;

/* Errors as sg_profile_read. */
sg_status sg_offer_read(const char *path, const sg_taxonomy *taxonomy, sg_offer *out, sg_error *err);
void sg_offer_release(sg_offer *offer);

#endif
