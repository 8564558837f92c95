/* Pay: bands, their quantile functions, and comparison across regions, dates, currencies and components. */
#ifndef SG_PAY_PAY_H
#define SG_PAY_PAY_H

#include "base/map.h"
#include "base/status.h"
#include "plugin/host.h"
#include "skillgap/plugin.h"
#include "taxonomy/taxonomy.h"

#include <stdbool.h>

typedef struct sg_pay {
    sg_arena arena;
    sg_band *bands;
    size_t n_bands, cap_bands;
    sg_figure *figures;
    size_t n_figures, cap_figures;
    uint64_t hash; /* of all records, in the order in which they came */
} sg_pay;

/* Takes a record of kind salary (band, figure), with copies of its texts. SG_EFAIL names source, occupation, region and
 * field: percentiles that fall, an amount that is not above zero, a date, level, currency or word that is unknown. A
 * band's role is role ids separated by spaces, or "*" for every IT role. */
sg_status sg_pay_add(sg_pay *pay, uint32_t type, const void *record, sg_error *err);
void sg_pay_release(sg_pay *pay);

/* Reads every table below shipped/pay, in the order of their names: figures*.csv through the plugin salary_figures, the
 * others through salary_bands. SG_EFAIL names file and row. */
sg_status sg_pay_open(const sg_plugin_path *plugins, const char *shipped, sg_pay *out, sg_error *err);

/* The latest figure of a kind, key and region (each may be NULL: any) not after date ("2026-11"; NULL: any), or NULL.
 * Of two at one date the one added first. */
const sg_figure *sg_pay_figure(const sg_pay *pay, const char *kind, const char *key, const char *region,
                               const char *date);

/* The date of the latest band; "" when there is none. An answer as of an earlier month has bands that were not known
 * then. */
const char *sg_pay_newest(const sg_pay *pay);

/* amount of currency `from` in currency `to` at the latest rate not after date. False when there is no rate; else the
 * date of the older rate that was used goes to *used (may be NULL; "" when none was needed). */
bool sg_pay_convert(const sg_pay *pay, double amount, const char *from, const char *to, const char *date, double *out,
                    char used[static 8]);

/* Quantile function of a band: Steffen's monotone spline (1990) on (normal quantile, log pay) over the known
 * percentiles, log-normal tails beyond them; with two or three points a log-normal fitted by least squares. */
typedef struct sg_quantiles {
    double z[5], log_pay[5], slope[5];
    size_t n;
    double mu, sigma;          /* of the fit */
    double sigma_lo, sigma_hi; /* of the tails */
    bool fitted;
} sg_quantiles;

/* SG_EDATA: fewer than two known percentiles that differ. */
sg_status sg_quantiles_of(const sg_band *band, sg_quantiles *out, sg_error *err);
/* Pay at probability p, 0 < p < 1; *outside says that p lies beyond the known percentiles (may be NULL). */
double sg_quantile(const sg_quantiles *q, double p, bool *outside);
/* Probability at pay > 0. */
double sg_quantile_rank(const sg_quantiles *q, double pay, bool *outside);

/* What is asked of the bands. */
typedef struct sg_pay_query {
    uint32_t role;        /* of the taxonomy */
    uint32_t region;      /* of the taxonomy */
    int level;            /* index into sg_level_ids, or -1: all levels */
    const char *currency; /* ISO 4217, or NULL: that of the region's country */
    const char *date;     /* reference date, "2026-11" */
} sg_pay_query;

/* One band made comparable: yearly, in the reference date's money of one currency, aged by its country's wage index
 * where there is one. What was done, and with what, stands beside. Amounts are a year. */
typedef struct sg_pay_row {
    const sg_band *band;
    double pct[5], mean; /* which are known: band->has */
    char currency[4];
    double hours_year;    /* used for hourly pay; 0: not used */
    double fx;            /* units of currency for one of the band's; 0: not used */
    char fx_date[8];      /* of the rate at the reference date, or "" */
    double age_factor;    /* 0: not used */
    char age_to[8];       /* month of the wage index it was aged to, or "" */
    double power;         /* median (mean if there is none) in US dollars at average US prices; 0: unknown */
    const char *power_of; /* id of the region whose prices were used */
    uint32_t region;      /* of the band */
    unsigned steps;       /* regions up from the one asked for */
    bool all_levels;      /* a level was asked for, and this band has all */
    bool any_role;        /* the band covers every IT role */
} sg_pay_row;

enum { SG_PAY_N_MIN = 30 }; /* a band of fewer rows is suppressed */

/* Bands of a role at a level: of each source those of the narrowest region on the way from the one asked for up to
 * its country, the asked level before all levels and the role itself before every IT role; base before total pay
 * where a source gives both. Sources stand side by side, best first: asked level, narrower region, own role, official
 * before survey before posted. *out is to sg_free. *n 0: none, and `why` says so; else `why` tells what was suppressed
 * or left out, or is empty. */
sg_status sg_pay_compare(const sg_pay *pay, const sg_taxonomy *taxonomy, const sg_pay_query *query, sg_pay_row **out,
                         size_t *n, char why[static 200], sg_error *err);

/* Percentile 0 … 1 of a yearly amount in the row's currency. False: the row has too few percentiles. */
bool sg_pay_rank(const sg_pay_row *row, double amount, double *out, bool *outside);

#endif
