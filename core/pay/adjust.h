/* Making one band comparable: yearly, one currency, one date, then purchasing power beside. */
#ifndef SG_PAY_ADJUST_H
#define SG_PAY_ADJUST_H

#include "pay/pay.h"

/* Fills the amounts of row from row->band (row->region is set), in the order yearly, exchange rate, age, purchasing
 * power. currency: as sg_pay_query, never NULL. False: an hourly band of a country whose hours are not known. */
bool sg_pay_adjust(const sg_pay *pay, const sg_taxonomy *taxonomy, const char *currency, const char *date,
                   sg_pay_row *row);

/* What in region `to` buys as much as amount does in region `from`, each in the currency of its country, by the price
 * parities of sg_pay_row.power. False: one is not in that currency, or a parity is not known. */
bool sg_pay_equal(const sg_pay *pay, const sg_taxonomy *taxonomy, uint32_t from, const char *from_currency,
                  double amount, uint32_t to, const char *to_currency, double *out);

#endif
