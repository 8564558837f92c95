/* Charts of a document, as data: a finding, axes, and rows of values. HTML draws them, JSON has them as data, CSV as
 * tables; text shows lines as sparklines and ranges as bars, where other things stand in their section; Markdown tells
 * the finding. */
#ifndef SG_REPORT_PLOT_H
#define SG_REPORT_PLOT_H

#include "report/doc.h"

typedef enum sg_plot_kind {
    SG_PLOT_LINES, /* x: months. A panel for each series, all over one span: what was, gaps as gaps, what is forecast */
    SG_PLOT_RANGES, /* a line for each row along the x axis: ranges, dumbbells, spans of time */
    SG_PLOT_POINTS, /* a point for each row, named where there is room */
    SG_PLOT_COLUMNS /* how often: each row a bin from outer_lo to outer_hi that holds mid */
} sg_plot_kind;

/* What a row may have; those without a name in the plot are not used. Lines: inner and outer are the 80 % and 95 %
 * intervals about mid. Points: mid is y. */
typedef enum sg_plot_at {
    SG_AT_OUTER_LO,
    SG_AT_INNER_LO,
    SG_AT_FROM, /* a hollow mark, joined to mid */
    SG_AT_MID,
    SG_AT_INNER_HI,
    SG_AT_OUTER_HI,
    SG_AT_MARK, /* a stroke across */
    SG_PLOT_ATS
} sg_plot_at;

typedef struct sg_plot_axis {
    sg_unit unit;         /* PERCENT, NUMBER, COUNT, THOUSANDS, MONTH or DAY */
    const char *title;    /* "share of postings" */
    unsigned char digits; /* of values in tables */
} sg_plot_axis;

typedef struct sg_plot {
    sg_plot_kind kind;
    const char *id;
    const char *title;     /* what it shows, as a sentence: "Demand for 8 of your skills is forecast to fall" */
    const char *about;     /* how to read it; for those who cannot see it, too */
    const char *row_title; /* what a row is: "Skill" */
    sg_plot_axis x, y;     /* ranges have no y */
    const char *at[SG_PLOT_ATS];
    bool diagonal;             /* of points: where y equals x; with what lies above and below it */
    const char *above, *below; /* or NULL */
} sg_plot;

typedef struct sg_plot_row {
    const char *label;
    const char *note;              /* at the end of its line, or under its panel's name; "" when none */
    const char *lo_text, *hi_text; /* of ranges, beside the outer ends, or NULL */
    double x;                      /* of lines (a month) and points */
    double at[SG_PLOT_ATS];        /* NAN: absent */
    unsigned char tone;            /* 0 usual, 1 the other colour, 2 grey */
} sg_plot_row;

/* A row with nothing but its name. */
sg_plot_row sg_plot_row_of(const char *label);

/* Begins a chart in the last section. Copies all. */
void sg_doc_plot(sg_doc *doc, const sg_plot *plot);
/* Another title for the chart begun last, whose rows tell what it shows. */
void sg_doc_plot_title(sg_doc *doc, const char *title);
/* Begins a panel of lines, or a group of rows; a chart of one group without a name needs none. */
void sg_doc_plot_series(sg_doc *doc, const char *name, const char *note);
void sg_doc_plot_row(sg_doc *doc, const sg_plot_row *row);
/* A line across the x axis with a name: "now", "your pay". */
void sg_doc_plot_line(sg_doc *doc, double x, const char *label);

#endif
