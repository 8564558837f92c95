/* Models of shares. A model is one file with one const object, and a row in the table of share_model.c. */
#ifndef SG_FORECAST_SHARE_MODEL_H
#define SG_FORECAST_SHARE_MODEL_H

#include "forecast/panel.h"

#include <stdbool.h>

typedef struct sg_share_model {
    sg_forecast_model id;
    /* Log-odds of the share h steps (from 1) after the moment. */
    double (*ahead)(const sg_moment *moment, size_t h);
    bool corrected; /* what is learnt across series is added to it */
    /* It is used in place of the first model of the table when its past errors were less than so much of that one's. */
    double margin;
} sg_share_model;

extern const sg_share_model sg_share_trend; /* damped trend of the filter, corrected */
extern const sg_share_model sg_share_line;  /* straight line on log-odds */
extern const sg_share_model sg_share_last;  /* last value */

enum { SG_SHARE_MODELS = 3 };
extern const sg_share_model *const sg_share_models[SG_SHARE_MODELS];

#endif
