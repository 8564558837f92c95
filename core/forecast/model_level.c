/* The mean of the last year: for histories too short to tell anything more. */
#include "forecast/model.h"

enum { YEAR = 12 };

static void fit(const double *x, size_t n, double parameters[static SG_MODEL_PARAMETERS])
{
    (void)x, (void)n;
    for (int k = 0; k < SG_MODEL_PARAMETERS; k++) parameters[k] = 0;
}

static void forecast(const double *x, size_t n, const double parameters[static SG_MODEL_PARAMETERS], size_t horizon,
                     double *out)
{
    (void)parameters;
    size_t with = n < YEAR ? n : YEAR;
    double sum = 0;
    for (size_t i = n - with; i < n; i++) sum += x[i];
    for (size_t h = 0; h < horizon; h++) out[h] = sum / (double)with;
}

const sg_value_model sg_model_level = {
    .name = "mean level", .months_min = 1, .months_max = 35, .fit = fit, .forecast = forecast};
