/* Making one band comparable: yearly, one currency, one date, then purchasing power beside. */
#ifndef SG_PAY_ADJUST_H
#define SG_PAY_ADJUST_H

#include "pay/pay.h"

/* Fills the amounts of row from row->band (row->region is set), in the order yearly, exchange rate, age, purchasing
 * power. currency: as sg_pay_query, never NULL. False: an hourly band of a country whose hours are not known. */
bool sg_pay_adjust(const sg_pay *pay, const sg_taxonomy *taxonomy, const char *currency, const char *date,
                   sg_pay_row *row);

#endif
