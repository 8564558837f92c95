/* A market's past, as it was known at an origin, for the benches that look at what came of it. */
#ifndef SG_BENCH_HISTORY_H
#define SG_BENCH_HISTORY_H

#include "outlook/outlook.h"

enum { HISTORY_WINDOW = 6 }; /* months that make up a share */

typedef struct history {
    sg_taxonomy taxonomy;
    sg_market market;
    sg_demand demand; /* of all months */
} history;

/* The shipped data, and the store when there is one. Also after failure to be released. */
sg_status history_open(const char *store, const char *group, history *out, sg_error *err);
void history_release(history *history);

/* Whether a skill is of the half that figures are reported of; nothing is tuned on it. */
bool history_reported(const history *history, uint32_t skill);
/* Share of the six months that end with a month, of which at least half have data; NaN: fewer. */
double history_share(const sg_demand *demand, uint32_t skill, sg_month last);
/* Whether most skills have data then: not only those with linked counts. */
bool history_covered(const history *history, sg_month month);
/* The demand as it was at the end of a month, without the `gap` months before its last four. out: to be released. */
sg_status history_cut(const history *history, sg_month end, size_t gap, sg_demand *out, sg_error *err);

#endif
