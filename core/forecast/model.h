/* Models of general values. A model is one file with one const object, and a row in the table of blend.c. It sees a
 * series without gaps and without its season. */
#ifndef SG_FORECAST_MODEL_H
#define SG_FORECAST_MODEL_H

#include "forecast/forecast.h"

#include <stdbool.h>
#include <stddef.h>

enum { SG_MODEL_PARAMETERS = 13 };

typedef struct sg_value_model {
    const char *name;
    bool logs;         /* sees the logarithms where all values are above 0 */
    size_t months_min; /* shorter histories are not for it; at least 3 */
    /* Parameters with the least squared one-step errors. */
    void (*fit)(const double *x, size_t n, double parameters[static SG_MODEL_PARAMETERS]);
    /* horizon (up to SG_FORECAST_HORIZON_MAX) steps after x[n - 1] into out. Initial states are solved for, so n may
     * be less than what was fitted. */
    void (*forecast)(const double *x, size_t n, const double parameters[static SG_MODEL_PARAMETERS], size_t horizon,
                     double *out);
} sg_value_model;

extern const sg_value_model sg_model_theta;  /* dynamic optimised theta (Fiorucci et al. 2016) */
extern const sg_value_model sg_model_halves; /* the same on half-years */
extern const sg_value_model sg_model_damped; /* exponential smoothing, damped trend (Gardner & McKenzie 1985) */
extern const sg_value_model sg_model_simple; /* simple exponential smoothing (Brown 1959) */
extern const sg_value_model sg_model_ces;    /* complex exponential smoothing (Svetunkov et al. 2022) */
extern const sg_value_model sg_model_ar;     /* autoregression of changes (Burg 1968) */

/* Least value of a function over a box: a grid, then ever finer grids about the best point. The same answer on every
 * machine that computes alike, and no derivatives to fail. At most SG_SEARCH_MAX parameters. */
enum { SG_SEARCH_MAX = 4 };
typedef struct sg_range {
    double lo, hi;
    unsigned points; /* of the first grid, at least 2 */
} sg_range;
void sg_grid_search(double (*loss)(const void *self, const double *at), const void *self, const sg_range *ranges,
                    size_t n, double *best);

#endif
