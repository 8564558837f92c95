/* Exponential smoothing with additive errors: level alone, and with a damped trend. The errors are linear in the
 * initial level and slope, so those are solved for and only the smoothing parameters are searched.
 * Source: Gardner & McKenzie 1985; Hyndman, Koehler, Ord & Snyder 2008, §2.5 and §10.1. */
#include "forecast/model.h"

#include <math.h>

typedef struct {
    const double *x;
    size_t n;
} values;

/* A path of states under one set of parameters, from the initial states (level0, slope0). */
typedef struct {
    double alpha, beta, damping;
    double level, slope;
} state;

static state start(const double at[static 3], double level, double slope)
{
    return (state){.alpha = at[0], .beta = at[1] * at[0], .damping = at[2], .level = level, .slope = slope};
}

static double step(state *s, double x)
{
    double carried = s->damping * s->slope, e = x - s->level - carried;
    s->level += carried + s->alpha * e;
    s->slope = carried + s->beta * e;
    return e;
}

/* Least squared errors over the initial states, which are put into level0 and slope0. With beta 0 and damping 0 there
 * is no slope. A ridge too small to see keeps the system regular. */
static double solve_start(const values *v, const double at[static 3], double *level0, double *slope0)
{
    state base = start(at, 0, 0), by_level = start(at, 1, 0), by_slope = start(at, 0, 1);
    double ee = 0, el = 0, es = 0, ll = 1e-9, ls = 0, ss = 1e-9;
    for (size_t i = 0; i < v->n; i++) {
        double e = step(&base, v->x[i]), l = -step(&by_level, 0), s = -step(&by_slope, 0);
        ee += e * e;
        el += e * l;
        es += e * s;
        ll += l * l;
        ls += l * s;
        ss += s * s;
    }
    double det = ll * ss - ls * ls;
    *level0 = (el * ss - es * ls) / det;
    *slope0 = (es * ll - el * ls) / det;
    return ee - *level0 * el - *slope0 * es;
}

static double squared_errors(const void *self, const double *at)
{
    double level0, slope0;
    return solve_start(self, at, &level0, &slope0);
}

static double squared_errors_simple(const void *self, const double *at)
{
    const double all[] = {at[0], 0, 0};
    return squared_errors(self, all);
}

static void fit_damped(const double *x, size_t n, double parameters[static SG_MODEL_PARAMETERS])
{
    const sg_range ranges[] = {{.02, .98, 5}, {.01, .9, 4}, {.8, .98, 3}};
    const values v = {x, n};
    sg_grid_search(squared_errors, &v, ranges, 3, parameters);
}

static void fit_simple(const double *x, size_t n, double parameters[static SG_MODEL_PARAMETERS])
{
    const sg_range range = {.02, .99, 12};
    const values v = {x, n};
    parameters[1] = parameters[2] = 0;
    sg_grid_search(squared_errors_simple, &v, &range, 1, parameters);
}

static void forecast(const double *x, size_t n, const double parameters[static SG_MODEL_PARAMETERS], size_t horizon,
                     double *out)
{
    const values v = {x, n};
    double level0, slope0;
    solve_start(&v, parameters, &level0, &slope0);
    state s = start(parameters, level0, slope0);
    for (size_t i = 0; i < n; i++) step(&s, x[i]);
    for (size_t h = 0; h < horizon; h++) {
        s.slope *= s.damping;
        s.level += s.slope;
        out[h] = s.level;
    }
}

const sg_value_model sg_model_damped = {
    .name = "damped trend", .logs = true, .months_min = 6, .fit = fit_damped, .forecast = forecast};
const sg_value_model sg_model_simple = {
    .name = "simple smoothing", .months_min = 3, .fit = fit_simple, .forecast = forecast};
