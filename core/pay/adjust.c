#include "pay/adjust.h"

#include "base/month.h"
#include "taxonomy/region.h"

#include <stdio.h>
#include <string.h>

/* "2025" → "2025-06": a figure of a year lies in its middle. */
static void month_text(sg_text date, char out[static 8])
{
    if (date.len == 7)
        memcpy(out, date.at, 8);
    else
        snprintf(out, 8, "%.4s-06", date.at);
}

/* Local currency for one US dollar. */
static bool rate(const sg_pay *pay, const char *currency, const char *date, double *out, char used[static 8])
{
    if (strcmp(currency, "USD") == 0) {
        *out = 1;
        return true;
    }
    const sg_figure *f = sg_pay_figure(pay, "fx", currency, NULL, date);
    if (!f) return false;
    *out = f->value;
    if (!used[0] || strcmp(f->date.at, used) < 0) snprintf(used, 8, "%s", f->date.at);
    return true;
}

bool sg_pay_convert(const sg_pay *pay, double amount, const char *from, const char *to, const char *date, double *out,
                    char used[static 8])
{
    double a = 1, b = 1;
    used[0] = '\0';
    if (strcmp(from, to) != 0 && (!rate(pay, from, date, &a, used) || !rate(pay, to, date, &b, used))) return false;
    *out = amount / a * b;
    return true;
}

/* Periods in a year; 0 when the country's hours are not known. */
static double periods(const sg_pay *pay, const sg_band *band, const char *country)
{
    if (sg_text_is(band->period, "year")) return 1;
    if (sg_text_is(band->period, "month")) return 12;
    if (sg_text_is(band->period, "week")) return 52;
    if (sg_text_is(band->period, "day")) return 260;
    const sg_figure *week = sg_pay_figure(pay, "hours", "standard-week", country, NULL);
    if (!week) week = sg_pay_figure(pay, "hours", "usual-week", country, NULL);
    return week ? week->value * 52 : 0;
}

/* A survey that publishes dollars took them from the pay of the country at the rates of its own date: so back to the
 * country's currency first, by the rates of that date. */
static double to_local(const sg_pay *pay, const sg_band *band, const char *local, const char *currency[static 1])
{
    char month[8], used[8];
    double factor;
    *currency = band->currency.at;
    if (!local[0] || strcmp(local, band->currency.at) == 0) return 1;
    month_text(band->date, month);
    if (!sg_pay_convert(pay, 1, band->currency.at, local, month, &factor, used)) return 1;
    *currency = local;
    return factor;
}

static double age(const sg_pay *pay, const sg_band *band, const char *country, const char *date, sg_pay_row *row)
{
    char from_month[8];
    month_text(band->date, from_month);
    const sg_figure *from = sg_pay_figure(pay, "wage-index", NULL, country, from_month);
    const sg_figure *to = sg_pay_figure(pay, "wage-index", NULL, country, date);
    sg_month start, at;
    if (!from || !to || strcmp(to->date.at, from_month) <= 0) return 1;
    /* An index that ends before the band would age it by nothing and call it aged. */
    if (!sg_month_parse(from->date, &start) || !sg_month_parse(sg_text_of(from_month), &at) || at - start > 2) return 1;
    row->age_factor = to->value / from->value;
    snprintf(row->age_to, sizeof row->age_to, "%s", to->date.at);
    return row->age_factor;
}

/* US dollars at average US prices for one of local money: by the narrowest US region with a parity (US average = 100),
 * else by the country's purchasing power parity, whose international dollar is that dollar. 0: none is known. of: the
 * region whose prices these are. */
static double power_of_one(const sg_pay *pay, const sg_taxonomy *t, uint32_t region, const char *currency,
                           const char **of)
{
    uint32_t country = sg_region_country(t, region);
    const sg_region *home = &t->regions[country];
    if (strcmp(currency, home->currency.at ? home->currency.at : "") != 0) return 0;
    for (uint32_t at = region; at != country && at != SG_ID_NONE; at = sg_region_parent(t, at)) {
        const sg_figure *rpp = sg_pay_figure(pay, "parity", "rpp", t->regions[at].id.at, NULL);
        if (!rpp) continue;
        *of = t->regions[at].id.at;
        return 100 / rpp->value;
    }
    const sg_figure *ppp = sg_pay_figure(pay, "parity", "ppp", home->id.at, NULL);
    *of = home->id.at;
    return ppp ? 1 / ppp->value : 0;
}

static void add_power(const sg_pay *pay, const sg_taxonomy *t, double local_median, const char *currency,
                      sg_pay_row *row)
{
    const char *of;
    double one = local_median > 0 ? power_of_one(pay, t, row->region, currency, &of) : 0;
    if (!(one > 0)) return;
    row->power = local_median * one;
    row->power_of = of;
}

bool sg_pay_equal(const sg_pay *pay, const sg_taxonomy *taxonomy, uint32_t from, const char *from_currency,
                  double amount, uint32_t to, const char *to_currency, double *out)
{
    const char *of;
    double here = power_of_one(pay, taxonomy, from, from_currency, &of);
    double there = power_of_one(pay, taxonomy, to, to_currency, &of);
    if (!(here > 0) || !(there > 0)) return false;
    *out = amount * here / there;
    return true;
}

bool sg_pay_adjust(const sg_pay *pay, const sg_taxonomy *taxonomy, const char *currency, const char *date,
                   sg_pay_row *row)
{
    const sg_band *band = row->band;
    const sg_region *home = &taxonomy->regions[sg_region_country(taxonomy, row->region)];
    double yearly = periods(pay, band, home->id.at), fx;
    if (!(yearly > 0)) return false;
    if (sg_text_is(band->period, "hour")) row->hours_year = yearly;
    const char *held;
    double local = yearly * to_local(pay, band, home->currency.at ? home->currency.at : "", &held);
    snprintf(row->currency, sizeof row->currency, "%.3s", held);
    double factor = local;
    if (sg_pay_convert(pay, 1, held, currency, date, &fx, row->fx_date)) {
        snprintf(row->currency, sizeof row->currency, "%.3s", currency);
        factor = local * fx;
    }
    double aged = age(pay, band, home->id.at, date, row);
    factor *= aged;
    for (int i = 0; i < 5; i++) row->pct[i] = band->has & (1u << i) ? band->pct[i] * factor : 0;
    row->mean = band->has & SG_HAS_MEAN ? band->mean * factor : 0;
    if (strcmp(row->currency, band->currency.at) != 0) row->fx = factor / aged / yearly;
    double middle = band->has & SG_HAS_P50 ? band->pct[2] : band->has & SG_HAS_MEAN ? band->mean : 0;
    add_power(pay, taxonomy, middle * local * aged, held, row);
    return true;
}
