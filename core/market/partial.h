/* Whether the last month of a person's own sources is whole. Nobody says so, and no clock is asked: of the group's
 * earlier months (the last twelve with postings enough) it is known how many of their postings had come by the day on
 * which the last month's postings end. If that is under 95 % of them in the middle one, the last month is partial:
 * threads that fill within a few days are whole after them, boards that post all month are not. Of one or two earlier
 * months the calendar must say so, too: the postings end before the 25th. Where there is none nothing is left out, as
 * nothing would be left. */
#ifndef SG_MARKET_PARTIAL_H
#define SG_MARKET_PARTIAL_H

#include "market/market.h"

/* Sets `partial` of the person's sources that end with their group. The postings are sorted by day, the sources' spans
 * are known. */
sg_status sg_partial_mark(sg_market *market, sg_error *err);

#endif
