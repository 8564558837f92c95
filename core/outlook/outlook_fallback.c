/* Where the forecasts of the past lost to the last value, the outlook shows the last value. */
#include "forecast/last.h"
#include "outlook/outlook_work.h"

#include <string.h>

static bool lost(const sg_outlook_work *b, uint32_t skill)
{
    const sg_verdict *v = sg_verdicts_at(b->verdicts, b->market->taxonomy->skills[skill].family, b->out.step24);
    return v && v->now.word == SG_CONTEST_LOSES;
}

sg_status sg_outlook_fall_back(const sg_outlook_work *b, const sg_skill_series *set, sg_forecast_point *points,
                               sg_forecast_basis *basis, sg_error *err)
{
    const size_t steps = b->out.step24;
    size_t losers = 0;
    for (size_t k = 0; b->verdicts && k < set->n; k++) losers += lost(b, set->skill[k]);
    if (!losers) return SG_OK;
    sg_forecast_point *carried = sg_zalloc(set->n * steps, sizeof *carried);
    if (!carried) return sg_fail(err, SG_EFAIL, "no memory for the last values of %zu skills", set->n);
    sg_status status = sg_last_forecast(set->series, set->n, b->demand->end, steps, SG_BACKTEST_WINDOW, carried, err);
    for (size_t k = 0; status == SG_OK && k < set->n; k++) {
        if (!lost(b, set->skill[k])) continue;
        memcpy(points + k * steps, carried + k * steps, steps * sizeof *points);
        basis[k].model = SG_MODEL_LAST_VALUE;
        basis[k].level = carried[k * steps].mean;
        basis[k].slope_month = 0;
    }
    sg_free(carried);
    return status;
}

const char *sg_outlook_method(const sg_outlook *o)
{
    return o->basis.model == SG_MODEL_LAST_VALUE ? "last value" : "shares";
}

void sg_outlook_tell_test(sg_outlook_work *b)
{
    const sg_verdict *all = b->verdicts ? sg_verdicts_of_all(b->verdicts, b->out.step24) : NULL;
    b->out.tested_end = all ? b->verdicts->end : SG_MONTH_ABSENT;
    if (all) {
        b->out.tested = all->now;
        b->out.tested_steps = b->verdicts->horizons[all - b->verdicts->items];
        b->out.tested80 = all->cover80;
        b->out.tested_origins = b->verdicts->n_origins;
        b->out.tested_first = b->verdicts->first;
        b->out.tested_last = b->verdicts->last;
    }
    for (size_t i = 0; i < b->out.n; i++)
        b->out.n_carried += b->out.items[i].has_forecast && b->out.items[i].basis.model == SG_MODEL_LAST_VALUE;
}
