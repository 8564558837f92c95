/* Pay: bands, their quantile functions, and comparison across regions, dates, currencies and components. */
#ifndef SG_PAY_PAY_H
#define SG_PAY_PAY_H

#include "base/map.h"
#include "base/status.h"
#include "skillgap/plugin.h"

#include <stdbool.h>

typedef struct sg_pay {
    sg_arena arena;
    sg_band *bands;
    size_t n_bands, cap_bands;
    sg_figure *figures;
    size_t n_figures, cap_figures;
    uint64_t hash;
} sg_pay;

/* Takes a record of kind salary (band, figure). SG_EFAIL: percentiles that fall, a negative value, an unknown word. */
sg_status sg_pay_add(sg_pay *pay, uint32_t type, const void *record, sg_error *err);
void sg_pay_release(sg_pay *pay);

/* The latest figure of a kind, key and region (each may be NULL: any) not after date ("2026-11"), or NULL. */
const sg_figure *sg_pay_figure(const sg_pay *pay, const char *kind, const char *key, const char *region,
                               const char *date);

/* Quantile function of a band: Steffen spline on (normal quantile, log pay) over the known percentiles, log-normal
 * tails beyond them; with two or three points a log-normal fit. */
typedef struct sg_quantiles {
    double z[5], log_pay[5];
    size_t n;
    double sigma_lo, sigma_hi; /* of the tails */
    bool fitted;               /* log-normal fit of two or three points */
} sg_quantiles;

/* SG_EDATA: fewer than two known percentiles. */
sg_status sg_quantiles_of(const sg_band *band, sg_quantiles *out, sg_error *err);
/* Pay at probability p, 0 < p < 1; *outside says that p lies beyond the known percentiles (may be NULL). */
double sg_quantile(const sg_quantiles *q, double p, bool *outside);
/* Probability at pay > 0. */
double sg_quantile_rank(const sg_quantiles *q, double pay, bool *outside);

/* One band made comparable: yearly, in `currency` at the rate of the reference date, aged to it by a wage index where
 * there is one. What was done is in steps. */
typedef struct sg_pay_row {
    const sg_band *band;
    double pct[5], mean;
    uint32_t has;
    char currency[4];
    bool annualised, aged, converted;
    double fx, age_factor, hours_year; /* what was used; 0: not used */
    char age_to[8];                    /* date after ageing */
    bool has_parity;
    double
        parity_median; /* median at the purchasing power of the reference region (second column, never a guess of pay) */
    char widened[96];  /* which step of widening was used: "metro", "country", "occupation group"; */
} sg_pay_row;

/* Bands of a role at a level (-1: all levels) in a region, best source first: the region itself, then its parent, keeping the level
 * as long as there is one. currency NULL: the band's own. *out is to sg_free. n 0: none, and why in `why`. */
sg_status sg_pay_compare(const sg_pay *pay, const char *role, int level, const char *region, const char *region_parent,
                         const char *currency, const char *date, sg_pay_row **out, size_t *n, char why[static 200],
                         sg_error *err);

#endif
