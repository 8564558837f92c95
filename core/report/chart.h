/* A small chart of shares over time for a terminal: what was seen, gaps left empty, and a forecast with its
 * interval. */
#ifndef SG_REPORT_CHART_H
#define SG_REPORT_CHART_H

#include "base/buf.h"

#include <stdbool.h>

/* One column. value NaN: nothing is drawn, as in a gap. lo, hi: the forecast's interval, or NaN: value was seen.
 * label: what stands below it, such as a year, or NULL; one that the label before it reaches is left out. */
typedef struct sg_chart_column {
    double value, lo, hi;
    const char *label;
} sg_chart_column;

enum { SG_CHART_ROWS = 10, SG_CHART_MARGIN = 7 /* columns left of the first one */ };

/* Adds SG_CHART_ROWS lines, the axis and the labels, each ended by a newline and at most SG_CHART_MARGIN + n columns
 * wide (a last label may reach further). unicode: else ASCII alone. Shares are 0 … 1. A failure is noted in out. */
void sg_chart_draw(const sg_chart_column *columns, size_t n, bool unicode, sg_buf *out);

#endif
