/* Codes of currencies. */
#ifndef SG_BASE_CURRENCY_H
#define SG_BASE_CURRENCY_H

#include <stdbool.h>

/* Whether code is one of ISO 4217 in use in 2026, in capitals; without funds, metals and test codes. */
bool sg_currency_known(const char *code);

#endif
