/* The chance that a skill gains: a logistic regression on signs of its series, learnt over skills and origins. */
#ifndef SG_OUTLOOK_EMERGING_CHANCE_H
#define SG_OUTLOOK_EMERGING_CHANCE_H

#include "outlook/emerging.h"

enum {
    SG_SIGN_ONE,       /* the constant */
    SG_SIGN_REACH,     /* log-odds from the damped trend's forecast to the share that counts as a gain … */
    SG_SIGN_DEVIATION, /* … in standard deviations of its error */
    SG_SIGN_RECENT,    /* log-odds of the share now less the filtered level */
    SG_SIGN_CARRIED,   /* log-odds that the slope still carries by then */
    SG_SIGN_RARE,      /* standard deviation of the log-odds now from the count alone */
    SG_SIGN_YOUNG,     /* log-odds of the share now less that of its whole history, by the part of the two years before
                          now that has data: how far it rose while one could see it … */
    SG_SIGN_UNSEEN,    /* … and by the part that has none: how far it rose within a gap */
    SG_SIGN_BROAD,     /* less the logarithm of the design effect: 0 when every posting is another employer's */
    SG_SIGNS
};

/* The signs of an item at the demand's end; now_first: the first of the months that make up its share now. */
void sg_emerging_signs(const sg_demand *demand, sg_month now_first, const sg_outlook *item,
                       const sg_emerging_rule *rule, double out[static SG_SIGNS]);
/* The weights of the signs, learnt as tests/bench/outlook.c says. */
extern const double sg_emerging_weights[SG_SIGNS];
/* 0 … 1. */
double sg_emerging_chance(const double signs[static SG_SIGNS], const double weights[static SG_SIGNS]);

#endif
