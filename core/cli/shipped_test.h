/* The back-test of the shipped postings, which is shipped with them, so that the first outlook says how far it is to be
 * trusted without the seconds that a back-test takes. */
#ifndef SG_CLI_SHIPPED_TEST_H
#define SG_CLI_SHIPPED_TEST_H

#include "cli/cli.h"
#include "market/market.h"
#include "outlook/verdict.h"

/* Verdicts of all skills together, from backtest.csv among the shipped data; none (n_horizons 0) where the postings of
 * the group up to `end` are not the shipped ones alone, or the taxonomy is not. SG_EFAIL names file and row. */
sg_status sg_cli_shipped_test(const sg_cli *cli, const sg_market *market, const char *group, sg_month end,
                              sg_verdicts *out, sg_error *err);

#endif
