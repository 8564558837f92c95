/* The runs behind a decision: luck drawn once, then values of any variant of the decision under the same luck. */
#ifndef SG_CAREER_SIMULATE_H
#define SG_CAREER_SIMULATE_H

#include "career/decide.h"
#include "career/value.h"

typedef struct sg_luck sg_luck;

/* Luck for so many runs of up to SG_PATHS_MAX streams. NULL when memory ends. */
sg_luck *sg_luck_alloc(size_t runs, uint64_t seed);
void sg_luck_free(sg_luck *luck);

typedef struct sg_run_value {
    double value;  /* today's worth */
    double months; /* when the move started; negative: it did not */
} sg_run_value;

/* Value of one path in one run. */
sg_run_value sg_simulate(const sg_decision *decision, const sg_annuity *annuity, const sg_luck *luck, size_t path,
                         size_t run);
/* Whether any path leaves something to chance. */
bool sg_decision_random(const sg_decision *decision);
/* SG_EUSAGE: a value out of range; the message names path and field. */
sg_status sg_decision_check(const sg_decision *decision, sg_error *err);
/* Runs that are needed: 1 where nothing is left to chance, else as asked, at most `most`. */
size_t sg_decision_runs(const sg_decision *decision, size_t most);
/* Value of staying in each of so many runs. */
void sg_stay_values(const sg_decision *decision, const sg_luck *luck, size_t runs, double *out);
/* Mean of value less that of staying, over so many runs. stay: what sg_stay_values gave for this decision, or NULL. */
double sg_mean_gain(const sg_decision *decision, const sg_luck *luck, size_t runs, size_t path, const double *stay);

#endif
