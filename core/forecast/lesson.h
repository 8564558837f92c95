/* What was forecast in the past, without looking ahead, and what came of it: the material from which the correction
 * and the width of the intervals are learnt across all series. */
#ifndef SG_FORECAST_LESSON_H
#define SG_FORECAST_LESSON_H

#include "forecast/panel.h"
#include "forecast/share_model.h"

/* One series, one origin, one horizon. All on the log-odds scale but for weight and share. */
typedef struct sg_lesson {
    uint32_t origin, steps; /* month of the panel, months ahead */
    double share, seen;     /* what came, as a share and as log-odds */
    double ahead[SG_SHARE_MODELS];
    double x[SG_FEATURES];
    double correction; /* β·x with β learnt from what had been seen by the origin */
    double weight;     /* (p (1 − p))^.75: puts an error near the share scale */
    double sd;         /* scale of the error, sg_error_scale */
} sg_lesson;

typedef struct sg_lessons {
    sg_lesson *items; /* by origin, then series, then steps */
    size_t n;
    size_t series;            /* learnt from */
    uint32_t first;           /* first origin */
    double beta[SG_FEATURES]; /* learnt from all lessons: for the forecasts to come */
} sg_lessons;

/* Scale of a forecast's error h steps ahead, over the last `months` months before: what the filter does not know
 * of what the months show (shown_var, h steps ahead), the sampling noise of the postings to come, how much more small
 * shares move, and what the offset of linked months adds. A scale only: how many of it make an interval is learnt. */
double sg_error_scale(const sg_moment *moment, double shown_var, double share, size_t h, size_t months,
                      double offset_var);
/* Forecast of one model, an index into sg_share_models. */
double sg_lesson_centre(const sg_lesson *lesson, size_t model);

/* Origins are every third month, horizons up to 36; what came is the share of the `window` months that end with the
 * horizon, at least half of which must have data. With too short a history there are none, and β is 0.
 * β: least absolute errors on the share scale with a ridge that relaxes as months and series are added.
 * SG_EFAIL: memory. */
sg_status sg_lessons_learn(const sg_panel *panel, size_t window, sg_lessons *out, sg_error *err);
void sg_lessons_release(sg_lessons *lessons);
/* The model of least past errors on the share scale, each measured by its margin, over at least two years of origins;
 * else the first. */
size_t sg_lessons_choose(const sg_lessons *lessons);

#endif
