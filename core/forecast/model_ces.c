/* Complex exponential smoothing: level and a second component, smoothed by one complex number, so that there is no
 * trend to choose or damp. The errors are linear in the initial components, which are solved for.
 * Source: Svetunkov, Kourentzes & Ord 2022, equation 10; stability: equation 12. */
#include "forecast/model.h"

#include <math.h>

typedef struct {
    const double *x;
    size_t n;
} values;

typedef struct {
    double level, hidden;
} state;

static double step(state *s, const double at[static 2], double x)
{
    double level = s->level, hidden = s->hidden, e = x - level;
    s->level = level - (1 - at[1]) * hidden + (at[0] - at[1]) * e;
    s->hidden = level + (1 - at[0]) * hidden + (at[0] + at[1]) * e;
    return e;
}

static double disc(double x, double y)
{
    return x * x + y * y;
}

static bool stable(const double at[static 2])
{
    return disc(at[0] - 2.5, at[1]) > 1.25 && disc(at[0] - .5, at[1] - 1) > .25 && disc(at[0] - 1.5, at[1] - .5) < 1.5;
}

/* Least squared errors over the initial state; a ridge too small to see keeps the system regular. */
static double solve_start(const values *v, const double at[static 2], state *first)
{
    state none = {0, 0}, level = {1, 0}, hidden = {0, 1};
    double ee = 0, el = 0, eh = 0, ll = 1e-9, lh = 0, hh = 1e-9;
    for (size_t i = 0; i < v->n; i++) {
        double e = step(&none, at, v->x[i]), l = -step(&level, at, 0), h = -step(&hidden, at, 0);
        ee += e * e, el += e * l, eh += e * h, ll += l * l, lh += l * h, hh += h * h;
    }
    double det = ll * hh - lh * lh;
    *first = (state){(el * hh - eh * lh) / det, (eh * ll - el * lh) / det};
    return ee - first->level * el - first->hidden * eh;
}

static double squared_errors(const void *self, const double *at)
{
    state first;
    return stable(at) ? solve_start(self, at, &first) : INFINITY;
}

static void fit(const double *x, size_t n, double parameters[static SG_MODEL_PARAMETERS])
{
    const sg_range ranges[] = {{.6, 2.2, 9}, {.5, 1.4, 9}};
    const values v = {x, n};
    sg_grid_search(squared_errors, &v, ranges, 2, parameters);
}

static void forecast(const double *x, size_t n, const double parameters[static SG_MODEL_PARAMETERS], size_t horizon,
                     double *out)
{
    const values v = {x, n};
    state s;
    solve_start(&v, parameters, &s);
    for (size_t i = 0; i < n; i++) step(&s, parameters, x[i]);
    for (size_t h = 0; h < horizon; h++) {
        out[h] = s.level;
        step(&s, parameters, s.level);
    }
}

const sg_value_model sg_model_ces = {.name = "complex smoothing", .months_min = 12, .fit = fit, .forecast = forecast};
