/* Dynamic optimised theta model: simple smoothing plus a share of the trend fitted to all values so far, which is
 * updated with each value. Source: Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016, equations 15–19. */
#include "forecast/model.h"

#include <math.h>

typedef struct {
    double alpha, theta;
    double level;           /* its part that does not come from the initial level */
    double fade;            /* (1 − α)^t: what is left of the initial level */
    double mean, line, cut; /* of the values so far; slope and intercept of their trend */
    double t;
} state;

static state start(const double at[static 2])
{
    return (state){.alpha = at[0], .theta = at[1], .fade = 1};
}

/* Next value without the initial level's part, which is fade × level0. */
static double ahead(const state *s)
{
    double carry = s->fade * s->cut + (1 - s->fade * (1 - s->alpha)) / s->alpha * s->line;
    return s->level + (1 - 1 / s->theta) * carry;
}

static void take(state *s, double x)
{
    double before = s->mean;
    s->t += 1;
    s->level = s->alpha * x + (1 - s->alpha) * s->level;
    s->fade *= 1 - s->alpha;
    s->mean = ((s->t - 1) * s->mean + x) / s->t;
    s->line = s->t < 2 ? 0 : ((s->t - 2) * s->line + 6 * (x - before) / s->t) / (s->t + 1);
    s->cut = s->mean - s->line * (s->t + 1) / 2;
}

typedef struct {
    const double *x;
    size_t n;
} values;

/* The initial level enters linearly: it is solved for. The first value has no trend before it and counts for none. */
static double squared_errors(const void *self, const double *at)
{
    const values *v = self;
    state s = start(at);
    double ee = 0, ef = 0, ff = 0;
    take(&s, v->x[0]);
    for (size_t i = 1; i < v->n; i++) {
        double e = v->x[i] - ahead(&s);
        ee += e * e;
        ef += e * s.fade;
        ff += s.fade * s.fade;
        take(&s, v->x[i]);
    }
    return ee - ef * ef / ff;
}

static double initial_level(const double *x, size_t n, const double *at)
{
    state s = start(at);
    double ef = 0, ff = 0;
    take(&s, x[0]);
    for (size_t i = 1; i < n; i++) {
        ef += (x[i] - ahead(&s)) * s.fade;
        ff += s.fade * s.fade;
        take(&s, x[i]);
    }
    return ef / ff;
}

static void fit(const double *x, size_t n, double parameters[static SG_MODEL_PARAMETERS])
{
    const sg_range ranges[] = {{.05, .99, 9}, {1, 8, 8}};
    const values v = {x, n};
    sg_grid_search(squared_errors, &v, ranges, 2, parameters);
}

/* Forecasts are taken for values one after another, as the model's authors do. */
static void forecast(const double *x, size_t n, const double parameters[static SG_MODEL_PARAMETERS], size_t horizon,
                     double *out)
{
    double level0 = initial_level(x, n, parameters);
    state s = start(parameters);
    for (size_t i = 0; i < n; i++) take(&s, x[i]);
    for (size_t h = 0; h < horizon; h++) {
        out[h] = ahead(&s) + s.fade * level0;
        take(&s, out[h]);
    }
}

const sg_value_model sg_model_theta = {
    .name = "dynamic optimised theta", .months_min = 4, .fit = fit, .forecast = forecast};
