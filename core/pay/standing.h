/* Where an amount stands: against the middle of the one band that answers best, told apart from the others. */
#ifndef SG_PAY_STANDING_H
#define SG_PAY_STANDING_H

#include "pay/pay.h"

/* In words: usual is within a tenth of the middle. */
typedef enum sg_pay_word { SG_PAY_LOW, SG_PAY_USUAL, SG_PAY_HIGH } sg_pay_word;
extern const double sg_pay_near; /* .1 */

/* The middle of a band: its median, or else its mean, and then *mean (may be NULL) is set. False: it gives neither. */
bool sg_pay_middle(const sg_pay_row *row, double *out, bool *mean);

/* The row to compare an amount of a component ("base", "total"; NULL: any) with: of that component before of another,
 * then official before survey before posted, then as sg_pay_compare has them, best first; NULL: none has a middle. */
const sg_pay_row *sg_pay_benchmark(const sg_pay_row *rows, size_t n, const char *component);

/* What ads of the very place and level pay, where the benchmark is none: the first such row of the component, in the
 * benchmark's currency, or NULL. Ads may pay otherwise than statistics say that people are paid. */
const sg_pay_row *sg_pay_ads(const sg_pay_row *rows, size_t n, const char *component, const sg_pay_row *benchmark);

/* 0 official, 1 survey, 2 posted. */
int sg_pay_kind_rank(const sg_band *band);

/* amount to middle: 1.02 is 2 % above. Both above zero. */
sg_pay_word sg_pay_word_of(double ratio);
/* "low", "usual", "high" */
const char *sg_pay_word_name(sg_pay_word word);

#endif
