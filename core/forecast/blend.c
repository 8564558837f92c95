#include "forecast/blend.h"

#include <math.h>

/* The weights have the least mean of sMAPE and MASE on the last 18 months of the training parts of the M3 competition
 * (make learn), rounded. They are the same for all histories and horizons: learnt by length of history they were no
 * better on series that were not learnt from. */
static const struct {
    const sg_value_model *model;
    double weight;
} table[] = {
    {&sg_model_theta, .34}, {&sg_model_damped, .25}, {&sg_model_simple, .03},
    {&sg_model_ces, .09},   {&sg_model_ar, .12},     {&sg_model_halves, .17},
};
enum { MODELS = sizeof table / sizeof *table };
_Static_assert(sizeof table / sizeof *table <= SG_BLEND_MAX, "room for the parameters of every model");

/* A model that goes this many times the range of all that was seen beyond it ran away. */
static const double BEYOND = 3;
static const double LOG_MAX = 500; /* levels stay finite, and so do their bounds */

static const double *seen_by(const sg_value_model *model, const sg_history *history)
{
    return model->logs && history->logs ? history->logs : history->level;
}

const char *sg_blend_name(size_t i)
{
    return i < MODELS ? table[i].model->name : NULL;
}

static void set_limits(const double *x, size_t n, sg_blend *out)
{
    double lo = x[0], hi = x[0];
    for (size_t i = 1; i < n; i++) {
        lo = fmin(lo, x[i]);
        hi = fmax(hi, x[i]);
    }
    out->lo = lo - BEYOND * (hi - lo);
    out->hi = hi + BEYOND * (hi - lo);
}

void sg_blend_fit(const sg_history *history, sg_blend *out)
{
    out->history = history;
    set_limits(history->logs ? history->logs : history->level, history->n, out);
    if (history->logs) out->lo = exp(out->lo), out->hi = exp(fmin(out->hi, LOG_MAX));
    for (size_t m = 0; m < MODELS; m++)
        if (history->n >= table[m].model->months_min)
            table[m].model->fit(seen_by(table[m].model, history), history->n, out->parameters[m]);
}

bool sg_blend_member(const sg_blend *blend, size_t i, size_t n, size_t horizon, double *out)
{
    if (i >= MODELS || blend->history->n < table[i].model->months_min) return false;
    const double *x = seen_by(table[i].model, blend->history);
    table[i].model->forecast(x, n, blend->parameters[i], horizon, out);
    for (size_t h = 0; h < horizon; h++) {
        double level = x == blend->history->level ? out[h] : exp(out[h]);
        out[h] = fmax(blend->lo, fmin(blend->hi, level));
    }
    return true;
}

void sg_blend_forecast(const sg_blend *blend, size_t n, size_t horizon, double *out)
{
    double path[SG_FORECAST_HORIZON_MAX], all = 0;
    for (size_t h = 0; h < horizon; h++) out[h] = 0;
    for (size_t m = 0; m < MODELS; m++) {
        if (!sg_blend_member(blend, m, n, horizon, path)) continue;
        all += table[m].weight;
        for (size_t h = 0; h < horizon; h++) out[h] += table[m].weight * path[h];
    }
    for (size_t h = 0; h < horizon; h++) out[h] = all > 0 ? out[h] / all : blend->history->level[n - 1];
}
