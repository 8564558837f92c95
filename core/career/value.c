#include "career/value.h"

#include <math.h>

double sg_discount(double rate, double years)
{
    return exp(-years * log1p(rate));
}

void sg_annuity_init(sg_annuity *annuity, double rate, bool continuous)
{
    annuity->rate = rate;
    annuity->continuous = continuous;
    annuity->at_month[0] = 0;
    for (size_t k = 1; k <= SG_VALUE_MONTHS_MAX; k++)
        annuity->at_month[k] = annuity->at_month[k - 1] + sg_discount(rate, (double)k / 12) / 12;
}

double sg_annuity_value(const sg_annuity *annuity, double years)
{
    double force = log1p(annuity->rate);
    if (!(years > 0)) return 0;
    if (years > (double)SG_VALUE_MONTHS_MAX / 12) years = (double)SG_VALUE_MONTHS_MAX / 12;
    if (annuity->continuous) return fabs(force) < 1e-12 ? years : -expm1(-force * years) / force;
    double months = years * 12, whole = floor(months + 1e-9);
    size_t k = (size_t)whole;
    if (k >= SG_VALUE_MONTHS_MAX) return annuity->at_month[SG_VALUE_MONTHS_MAX];
    double part = months > whole ? months - whole : 0;
    return annuity->at_month[k] + part * (annuity->at_month[k + 1] - annuity->at_month[k]);
}

double sg_chance_any(double n, double p)
{
    return -expm1(n * log1p(-p));
}
