/* Pay as people write it: "$150k-$180k", "€60-80k", "35.000 € p.a.", "CHF 120'000", "£500/day". */
#ifndef SG_READING_PAY_TEXT_H
#define SG_READING_PAY_TEXT_H

#include "skillgap/plugin.h"

#include <stdbool.h>

typedef struct sg_pay_text {
    double lo, hi;     /* in currency a period; 0: that end is not stated ("$120k+", "up to £44k") */
    char currency[4];  /* ISO 4217, or "" when the text and the place do not tell it */
    uint8_t period;    /* sg_period */
    uint8_t component; /* sg_component: "base", "OTE" …; mostly not stated */
} sg_pay_text;

/* Reads the first sum of pay in the text (its first 600 bytes). country: ISO 3166 code of the posting's place, or NULL.
 * A currency is told, in this order, by a symbol that belongs to one ("A$", "€"), an ISO code, the country's own
 * dollar, krona or yen for a bare "$", "kr" or "¥"; it is never guessed. A period is what is written; a sum of 15,000
 * or more in a currency in which pay is always so quoted by the year (USD, EUR, GBP, CHF, CAD, AUD, NZD, SGD, or a
 * dollar) is yearly. A range of 60 to 600 beside a word of pay ("comp is 170-200", "170-200 base") is one of thousands,
 * its currency and period not stated. Sums in millions, percents, bonuses, head counts and funding are not pay. False:
 * none found, *out as it was. */
bool sg_pay_text_read(sg_text text, const char *country, sg_pay_text *out);

#endif
