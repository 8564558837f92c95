/* Charts as inline SVG: scales, ticks, the width of texts, and one function for each kind of chart. Colours, fonts and
 * strokes are classes of the page's style sheet (page.css). */
#ifndef SG_REPORT_SVG_H
#define SG_REPORT_SVG_H

#include "report/parts.h"

/* A value's place: lo … hi (hi > lo) lie at from … to, in pixels of the drawing. */
typedef struct sg_scale {
    double lo, hi, from, to;
} sg_scale;
double sg_scale_at(const sg_scale *scale, double value);

enum { SG_TICKS_MAX = 16 };
/* Round values within lo … hi, at most `most` (2 … SG_TICKS_MAX) of them: steps of 1, 2, 2.5 or 5 times a power of ten,
 * the smallest that suffices (Heckbert 1990). Returns how many. */
size_t sg_ticks(double lo, double hi, size_t most, double out[static SG_TICKS_MAX]);
/* The same for months (of days: first days of months): January of every 1, 2, 3, 4, 5 or 10 years, or, in a span
 * under three years, every 1, 2, 3 or 6 months. */
size_t sg_month_ticks(double lo, double hi, bool days, size_t most, double out[static SG_TICKS_MAX]);
/* Where an axis from 0 ends that holds `most` > 0: the least end that 2 to `lines` round steps make. */
double sg_top(double most, size_t lines, double *step);

/* Width of a text in pixels at this size in the page's sans-serif fonts, rather too much than too little: Helvetica's
 * widths (Adobe 1990), a little more. */
double sg_text_px(const char *text, double size);

typedef struct sg_svg {
    sg_buf *out;
    double width, height;
    bool wide;      /* else for screens under some 700 pixels */
    const char *id; /* unique on the page */
} sg_svg;

enum { SG_SVG_WIDE = 720, SG_SVG_NARROW = 358, SG_SVG_PANEL = 360, SG_SVG_TEXT = 12 };

/* <svg …> with title and description for screen readers, and its end. */
void sg_svg_open(const sg_svg *svg, const char *classes, const char *title, const char *about);
void sg_svg_close(const sg_svg *svg);
/* A text; anchor: 's'tart, 'm'iddle, 'e'nd at x. Cut with an ellipsis where it is wider than most. */
void sg_svg_text(const sg_svg *svg, double x, double y, char anchor, const char *classes, const char *text,
                 double most);
void sg_svg_line(const sg_svg *svg, double x1, double y1, double x2, double y2, const char *classes);
void sg_svg_rect(const sg_svg *svg, double x, double y, double width, double height, const char *classes);
void sg_svg_dot(const sg_svg *svg, double x, double y, double radius, const char *classes);
/* A number of the drawing: at most one digit after the point. */
void sg_svg_px(const sg_svg *svg, double value);
/* "20%", "140", "2028", "2028-06": a tick of this axis, whose neighbours are `step` away. */
const char *sg_axis_label(const sg_plot_axis *axis, double value, double step, char out[static 32]);
/* Marks between lo and hi whose labels on this axis are round: at most `most`. */
size_t sg_axis_ticks(const sg_plot_axis *axis, double lo, double hi, size_t most, double out[static SG_TICKS_MAX]);
/* The scale of an axis from 0 to a round end over `most`, in `lines` steps or fewer, from bottom to top, with its
 * marks. */
sg_scale sg_axis_from_zero(const sg_plot_axis *axis, double most, size_t lines, double bottom, double top,
                           double ticks[static SG_TICKS_MAX], size_t *n);
/* How many marks an x axis of so many pixels has at most. */
size_t sg_x_marks(double room);
/* The x axis at y: grid lines up to top, labels, title below. */
void sg_svg_x_axis(const sg_svg *svg, const sg_plot_axis *axis, const sg_scale *scale, double top, double y);

/* The chart's drawings: panels, or one for wide and one for narrow screens. */
void sg_svg_plot(const sg_plot_part *plot, sg_buf *out);
void sg_svg_panel(const sg_svg *svg, const sg_plot_part *plot, const sg_plot_series *series);
void sg_svg_ranges(sg_svg *svg, const sg_plot_part *plot);
void sg_svg_points(sg_svg *svg, const sg_plot_part *plot);
void sg_svg_columns(sg_svg *svg, const sg_plot_part *plot);

/* Columns that fit into so many pixels of text: they go by falling `drop`, as they do in text. shown: one for
 * each column. spare: for values on their way. */
void sg_table_choose(const sg_table_part *table, double room, sg_buf *spare, bool *shown);

/* Whether its shown columns fit into so many pixels on a narrow screen, in smaller type. */
bool sg_table_is_slim(const sg_table_part *table, const bool *shown, double room, sg_buf *spare);

/* Text as HTML: & < > " ' are written as references, what turns the direction of text is left out. */
void sg_html_text(const char *text, sg_buf *out);

#endif
