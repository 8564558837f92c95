#include "forecast/model.h"

#include <math.h>

enum { ZOOMS = 6, ZOOM_POINTS = 3 };

typedef struct {
    double lo[SG_SEARCH_MAX], step[SG_MODEL_PARAMETERS];
    unsigned points[SG_SEARCH_MAX];
} grid;

/* Tries every point of the grid, the last dimension fastest. */
static double try_grid(double (*loss)(const void *, const double *), const void *self, const grid *g, size_t n,
                       double least, double *best)
{
    unsigned index[SG_SEARCH_MAX] = {0};
    for (;;) {
        double at[SG_SEARCH_MAX] = {0};
        for (size_t d = 0; d < n; d++) at[d] = g->lo[d] + g->step[d] * index[d];
        double value = loss(self, at);
        if (value < least) {
            least = value;
            for (size_t d = 0; d < n; d++) best[d] = at[d];
        }
        size_t d = n;
        while (d > 0 && ++index[d - 1] == g->points[d - 1]) index[--d] = 0;
        if (d == 0) return least;
    }
}

void sg_grid_search(double (*loss)(const void *self, const double *at), const void *self, const sg_range *ranges,
                    size_t n, double *best)
{
    grid g;
    for (size_t d = 0; d < n; d++) {
        g.lo[d] = best[d] = ranges[d].lo;
        g.points[d] = ranges[d].points;
        g.step[d] = (ranges[d].hi - ranges[d].lo) / (ranges[d].points - 1);
    }
    double least = try_grid(loss, self, &g, n, INFINITY, best);
    for (int zoom = 0; zoom < ZOOMS; zoom++) {
        for (size_t d = 0; d < n; d++) {
            g.step[d] /= 2;
            g.lo[d] = fmax(ranges[d].lo, fmin(ranges[d].hi - 2 * g.step[d], best[d] - g.step[d]));
            g.points[d] = ZOOM_POINTS;
        }
        least = try_grid(loss, self, &g, n, least, best);
    }
}
