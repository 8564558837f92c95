#include "forecast/share_model.h"

/* From where the filter stands, on with the slope of the line; a single month has none. */
static double ahead(const sg_moment *m, size_t h)
{
    const sg_line *l = &m->line;
    double spread = l->weight * l->time2 - l->time * l->time;
    double slope = spread > 1e-9 * l->weight * l->weight ? (l->weight * l->moment - l->time * l->sum) / spread : 0;
    return m->trend.at[SG_LEVEL] + m->common + slope * (double)h;
}

/* A line beats the damped trend by much or not at all: by little is luck. */
const sg_share_model sg_share_line = {.id = SG_MODEL_LINE, .ahead = ahead, .margin = .7};
