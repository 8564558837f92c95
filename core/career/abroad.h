/* The person's pay as it compares with an offer's in another place: by what it buys, else by the exchange rate. */
#ifndef SG_CAREER_ABROAD_H
#define SG_CAREER_ABROAD_H

#include "career/offer.h"
#include "career/profile.h"
#include "pay/pay.h"

typedef struct sg_abroad {
    double pay;     /* a year, in the offer's currency */
    char as[120];   /* "your EUR 68,000 taken for USD 94,120, by what it buys"; "" where it is as stated */
    char note[320]; /* what was done and with what; or what is not counted; or "" */
} sg_abroad;

/* In one currency the pay stays as stated. In two it becomes what buys the same where the offer is (price parities,
 * pay/adjust.h), where both places are known; else it is exchanged at the latest rate not after date ("2026-11").
 * SG_EUSAGE: there is no rate. The profile states pay. */
sg_status sg_pay_abroad(const sg_pay *pay, const sg_taxonomy *taxonomy, const sg_profile *profile,
                        const sg_offer *offer, const char *date, sg_abroad *out, sg_error *err);

#endif
