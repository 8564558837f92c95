/* Values over time: what a stream of pay is worth today. Rates are effective yearly rates (0.05: 5 %). */
#ifndef SG_CAREER_VALUE_H
#define SG_CAREER_VALUE_H

#include <stdbool.h>
#include <stddef.h>

enum { SG_VALUE_MONTHS_MAX = 600 };

/* Worth today of one unit a year paid from now until t: A(t), tabled by month. Pay at month's ends, a part of a month
 * in proportion; or continuously. */
typedef struct sg_annuity {
    double rate;
    bool continuous;
    double at_month[SG_VALUE_MONTHS_MAX + 1]; /* A(k / 12), paid at month's ends */
} sg_annuity;

/* rate > -1. */
void sg_annuity_init(sg_annuity *annuity, double rate, bool continuous);
/* A(years); years is held to 0 … 50. */
double sg_annuity_value(const sg_annuity *annuity, double years);
/* Worth today of one unit paid once after so many years. */
double sg_discount(double rate, double years);

/* Chance of at least one success in n tries of chance p each. */
double sg_chance_any(double n, double p);

#endif
