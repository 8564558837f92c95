#include "career/abroad.h"

#include "pay/adjust.h"
#include "report/doc.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double alike = .01; /* prices that differ by less are not told of */

typedef struct question {
    const sg_pay *pay;
    const sg_taxonomy *taxonomy;
    uint32_t from, to; /* regions, or SG_ID_NONE */
    const char *from_currency, *to_currency;
    double amount;
} question;

static const char *money(double amount, const char *currency, char out[static 40])
{
    return sg_v_print(sg_v_money(round(amount), currency), out, 40);
}

/* What buys the same there; false where a place or its prices are not known. */
static bool equal(const question *q, double *out)
{
    return q->from != SG_ID_NONE && q->to != SG_ID_NONE &&
           sg_pay_equal(q->pay, q->taxonomy, q->from, q->from_currency, q->amount, q->to, q->to_currency, out);
}

static void tell_prices(const question *q, double same, sg_abroad *out)
{
    char given[40], buys[40];
    if (q->from == q->to || fabs(same / q->amount - 1) < alike) return;
    snprintf(out->note, sizeof out->note,
             "Your %s in %.60s buys what %s does in %.60s (price parities of 2024): that is not counted here.",
             money(q->amount, q->from_currency, given), q->taxonomy->regions[q->from].name.at,
             money(same, q->to_currency, buys), q->taxonomy->regions[q->to].name.at);
}

static void take_prices(const question *q, double same, double exchanged, const char *date, sg_abroad *out)
{
    char given[40], buys[40], rate[40];
    money(q->amount, q->from_currency, given);
    money(same, q->to_currency, buys);
    out->pay = same;
    snprintf(out->as, sizeof out->as, "your %s taken for %s, by what it buys", given, buys);
    snprintf(
        out->note, sizeof out->note,
        "Your %s in %.40s buys what %s does in %.40s (price parities of 2024), and is taken for that; exchanged it "
        "is %s%s%s. Taxes, and what they pay for, are not counted.",
        given, q->taxonomy->regions[q->from].name.at, buys, q->taxonomy->regions[q->to].name.at,
        money(exchanged, q->to_currency, rate), date[0] ? ", at the rate of " : "", date);
}

static void take_rate(const question *q, double exchanged, const char *date, sg_abroad *out)
{
    char given[40], rate[40];
    money(q->amount, q->from_currency, given);
    money(exchanged, q->to_currency, rate);
    out->pay = exchanged;
    snprintf(out->as, sizeof out->as, "your %s taken for %s, exchanged", given, rate);
    snprintf(
        out->note, sizeof out->note,
        "Your %s is taken for %s%s%s. What either buys is not compared: the places, or their prices, are not known.",
        given, rate, date[0] ? ", at the rate of " : "", date);
}

sg_status sg_pay_abroad(const sg_pay *pay, const sg_taxonomy *taxonomy, const sg_profile *profile,
                        const sg_offer *offer, const char *date, sg_abroad *out, sg_error *err)
{
    const question q = {.pay = pay,
                        .taxonomy = taxonomy,
                        .from = profile->current.region,
                        .to = offer->position.region,
                        .from_currency = profile->pay.currency,
                        .to_currency = offer->pay.currency,
                        .amount = sg_stated_yearly(&profile->pay)};
    double same, exchanged;
    char used[8] = "";
    bool prices = equal(&q, &same);
    *out = (sg_abroad){.pay = q.amount};
    if (strcmp(q.from_currency, q.to_currency) == 0) {
        if (prices) tell_prices(&q, same, out);
        return SG_OK;
    }
    if (!sg_pay_convert(pay, q.amount, q.from_currency, q.to_currency, date, &exchanged, used))
        return sg_fail(
            err, SG_EUSAGE,
            "your profile's pay is in %s, the offer's in %s, and no rate between them is known; give both in "
            "one currency",
            q.from_currency, q.to_currency);
    if (prices)
        take_prices(&q, same, exchanged, used, out);
    else
        take_rate(&q, exchanged, used, out);
    return SG_OK;
}
